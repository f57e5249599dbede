// What lies over the window and comes and goes: the gallery, the projector's screen; and saved sessions, which begin a new
// window's worth of history. One object a window, so that the window itself stays small.
#pragma once

#include <QPointer>
#include <optional>

#include "ui/shell/gallery.h"
#include "ui/shell/lesson_start.h"
#include "ui/shell/main_window.h"
#include "ui/shell/projector_screen.h"

namespace vitrine::ui {

class Overlays : public QObject {
    Q_OBJECT
  public:
    /// All outlive it; `window` owns it.
    Overlays(Look& look, Bridge& bridge, MainWindow& window);
    /// The first screen. Closing it leaves the window as it was; one in which nothing was done yet is ready for the first put.
    void showGallery();
    void closeGallery();
    /// Enters the projector, or leaves it.
    void toggleProjector();
    /// With the story of that key, or of what is pointed at or was used last.
    void showProjector(const std::optional<Bytes>& key);
    void closeProjector();
    /// Asks where, and saves all branches there.
    void askForCapsule();
    void startLesson(const Lesson& lesson);
    Gallery* gallery() const { return gallery_; }
    ProjectorScreen* projector() const { return projector_; }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void makeGallery();
    void makeProjector();
    void place();
    void rememberFocus();
    void giveFocusBack();
    bool untouched() const;
    void hideGallery();
    void startPlayground();
    void forgetLesson();
    void lessonArrived(const Lesson& lesson);
    std::optional<Lesson> following(const Lesson& lesson) const;
    bool projectorShown() const;
    void remember(const Lesson& lesson);
    QSet<QString> seen() const;

    Look& look_;
    Bridge& bridge_;
    MainWindow& window_;
    Gallery* gallery_ = nullptr;
    ProjectorScreen* projector_ = nullptr;
    QPointer<QWidget> before_;           // had the focus
    QString lessonTitle_;                // of the lesson that was started last
    std::optional<Bytes> lessonKey_;
    QSet<QString> seenNow_;              // where no settings are kept
};

}  // namespace vitrine::ui
