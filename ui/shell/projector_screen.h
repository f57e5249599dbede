// What a projector shows: the sentence, one story, one view, and a scrubber, all at a scale of their own. Lies over the
// window and leaves it as it was.
#pragma once

#include <QLabel>
#include <QWidget>

#include "ui/bridge/bridge.h"
#include "ui/shell/broken_strip.h"
#include "ui/views/bytes_view.h"
#include "ui/views/scrubber_view.h"
#include "ui/views/sentence_view.h"
#include "ui/views/story_view.h"

namespace vitrine::ui {

class ProjectorScreen : public QWidget {
    Q_OBJECT
  public:
    static constexpr double kLeastScale = 1.0, kMostScale = 2.5, kUsualScale = 1.8;

    /// Follows the theme of `window`, not its scale; both outlive it.
    ProjectorScreen(Look& window, Bridge& bridge, QWidget* parent);
    /// Tells the story of that key, or, without one, of what is pointed at or was used last. `title` may be empty.
    void open(const QString& title, const std::optional<Bytes>& key);
    double scale() const { return look_.scale(); }
    /// 0: what the room gives.
    void setScale(double scale);
    StoryView* story() const { return story_; }
    ScrubberView* scrubber() const { return scrubber_; }

  Q_SIGNALS:
    void closeWanted();
    void scaleChanged(double scale);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

  private:
    void showStops();
    void restyle();
    void fit();
    void fitBytes();
    void showTitle();

    Look& window_;
    Look look_;
    Bridge& bridge_;
    bool chosen_ = false;  // the scale, by a person
    QString lesson_;
    QLabel* title_;
    QLabel* note_;
    BrokenStrip* broken_;
    SentenceView* sentence_;
    StoryView* story_;
    QWidget* bytesCard_;
    BytesView* bytes_;
    ScrubberView* scrubber_;
};

}  // namespace vitrine::ui
