// Records a run: goes through steps, one frame a step, and puts the cursor back where it was. Frames are painted on the
// window's thread, one in a turn of its event loop, and encoded on another (FrameEncoder).
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <memory>

#include "ui/bridge/cursor.h"
#include "ui/export/frame_encoder.h"
#include "ui/theme/theme.h"

namespace vitrine::ui {

struct Recording {
    static constexpr double kSlowest = 0.1;  // steps a second
    static constexpr double kFastest = 50;   // viewers show no frame of a GIF for less than two hundredths of a second
    static constexpr double kUsual = 2;

    QString path;               // *.gif, or a folder for PNG files
    std::size_t firstStep = 0;  // indexes on the timeline, both included
    std::size_t lastStep = 0;
    double stepsPerSecond = kUsual;
    double scale = 1;  // pixels of a frame for each of the screen's
    std::size_t frames() const { return lastStep - firstStep + 1; }
    /// How long the frame is shown, in hundredths of a second: the beginnings follow the speed without adding up errors.
    /// The last one stays for two seconds, before it begins anew.
    int hundredths(std::size_t frame) const;
};

/// Where in an operation, by the numbers that the console shows; step 0: at the beginning, or for an end at the end.
struct RecordingPoint {
    std::uint64_t operation = 0;
    std::size_t step = 0;
};
/// The first or the last step that is meant. `invalidArgument` where the history has no such operation or step.
Result<std::size_t> firstStepOf(const Timeline& timeline, const RecordingPoint& point);
Result<std::size_t> lastStepOf(const Timeline& timeline, const RecordingPoint& point);

class Recorder : public QObject {
    Q_OBJECT
  public:
    /// `subject` is what is recorded: shown, and with views that follow `cursor`.
    Recorder(Look& look, Cursor& cursor, QWidget& subject, const Recording& recording, QObject* parent = nullptr);
    /// A recording that is not over is given up.
    ~Recorder() override;
    /// Errors are those of the file; then nothing has begun. Else one of finished, failed and cancelled follows.
    Status start();
    /// Nothing stays of it.
    void cancel();

  Q_SIGNALS:
    void progressed(int frames, int of);
    void finished();
    void failed(const QString& sentence);
    void cancelled();

  private:
    void goOn();
    void look();
    void grab();
    bool settled() const;
    void putBack();

    Look& look_;
    Cursor& cursor_;
    QPointer<QWidget> subject_;
    Recording recording_;
    std::unique_ptr<FrameEncoder> encoder_;
    QTimer timer_;
    QElapsedTimer sinceSought_;
    int turns_ = 0;   // of the event loop, since the cursor moved
    QImage picture_;  // of the frame, as it was a turn ago
    std::size_t next_ = 0;
    FactId sought_ = kNoFact;
    bool waitsForRoom_ = false;
    bool running_ = false;
    bool wasLive_ = true, wasAnimated_ = true;
    FactId wasAt_ = 0;
};

}  // namespace vitrine::ui
