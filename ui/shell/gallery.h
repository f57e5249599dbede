// The first screen: an empty playground, what can be opened, what was opened lately, and a card for each lesson. Lies over
// the window below the command bar; closing it leaves the window as it was.
#pragma once

#include <QLineEdit>
#include <QScrollArea>

#include "ui/views/card.h"
#include "ui/views/gallery_view.h"

namespace vitrine::ui {

/// Something that was open before.
struct RecentPlace {
    QString path;
    QString title;    // its last part
    QString whyNot;   // why it cannot be opened now; empty if it can
};

class Gallery : public QWidget {
    Q_OBJECT
  public:
    explicit Gallery(Look& look, QWidget* parent = nullptr);
    GalleryView* view() const { return view_; }
    void setRecent(const QList<RecentPlace>& places);
    void setSeen(const QSet<QString>& ids);
    /// Gives the focus to the card that was marked last.
    void focusCards() { view_->setFocus(); }

  Q_SIGNALS:
    void playgroundWanted();
    void openDirectoryWanted();
    void openFileWanted();
    void recentWanted(const QString& path);
    void lessonWanted(const vitrine::ui::Lesson& lesson);
    void closeWanted();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QWidget* makeTop();
    FlatButton* addTopButton(const char* name, const QString& text, FlatButton::Kind kind);
    void showRecent();
    void revealMarked();
    void fitTop();
    void restyle();

    Look& look_;
    QLabel* title_;
    QLabel* dropHint_;
    QLineEdit* search_;
    QLabel* recentTitle_;
    QList<RecentPlace> recentPlaces_;
    QBoxLayout* top_;  // the title beside the row, or above it
    QHBoxLayout* topRow_;
    QHBoxLayout* recentRow_;
    QList<FlatButton*> recent_;
    QScrollArea* scroll_;
    GalleryView* view_;
    QLabel* count_;
    QLabel* keys_;
};

}  // namespace vitrine::ui
