// Motion between two neighbouring moments: only what changed moves, from and to its true place, for 200 ms. A view paints
// the moments as they stand; this keeps the picture before and lets the new one come in over it, part by part.
#pragma once

#include <QElapsedTimer>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>
#include <QTimer>
#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

#include "ui/models/moment.h"
#include "ui/theme/theme.h"

namespace vitrine::ui {

class Motion : public QObject {
    Q_OBJECT
  public:
    static constexpr int kLengthMs = 200;
    static constexpr int kLeastBetweenMs = 125;  // steps that follow faster, more than 8 a second, do not move

    enum class How {
        sweepRight,  // a write grows in, a hatch is swept away
        flowDown,    // a copy down its ribbon, a pointer from slot to slot
        fade,        // live to dead
        travel,      // what stood at `from` comes to `where`
    };
    struct Part {
        QPainterPath where;
        How how = How::fade;
        double begin = 0, end = 1;  // when in the motion: rows one after the other
        QRectF from;
    };
    enum class Direction { none, forward, back };

    /// `look` and `view` outlive it.
    Motion(Look& look, QWidget& view);

    /// Whether every motion of the program ends as it begins. So it is until a window that somebody watches says otherwise:
    /// pictures that are taken, and tests, see the moment itself.
    static void setInstant(bool instant);

    /// How the view got from the position that it showed to this one; called once for each moment that moved. None where
    /// nothing is to move: leaps, scrubbing, fast playing, no animations wanted, a view that nobody sees.
    Direction moved(FactId from, const Moment& to);
    /// The picture that was painted last gives way to the next in these parts. Ends one that is under way.
    void begin(std::vector<Part> parts, Direction direction);
    void finish();
    bool running() const { return running_; }
    /// 0 to 1, slowing down towards the end.
    double progress() const;
    /// A moment of the motion instead of the clock's, for tests; nothing: the clock's again.
    void holdAt(std::optional<double> progress);

    /// The view's paintEvent: `draw` paints the moment as it stands.
    void paint(const std::function<void(QPainter&)>& draw);

  private:
    bool wanted() const;
    void tick();
    void paintParts(QPainter& painter) const;
    void paintPart(QPainter& painter, const Part& part, double progress) const;
    void paintTravel(QPainter& painter, const Part& part, double progress) const;

    Look& look_;
    QWidget& view_;
    QPixmap before_, now_;
    std::vector<Part> parts_;
    bool running_ = false;
    bool back_ = false;
    bool ticking_ = false;  // the picture did not change, only the time
    std::optional<double> held_;
    QElapsedTimer since_, sinceMove_;
    QTimer timer_;
};

}  // namespace vitrine::ui
