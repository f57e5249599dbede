// What the window can make of itself: pictures of any card and of all of it, and recordings of a run. Each card gets its
// actions, and a menu with them on its title.
#pragma once

#include <QObject>
#include <QPointer>
#include <functional>
#include <memory>

#include "ui/bridge/bridge.h"
#include "ui/shell/note_bar.h"
#include "ui/shell/record_dialog.h"
#include "ui/shell/recorder.h"
#include "ui/theme/theme.h"

class QAction;

namespace vitrine::ui {

class ExportActions : public QObject {
    Q_OBJECT
  public:
    /// All outlive it. The actions "window.exportPng", "window.exportSvg", "window.copyPicture" and "window.record" are
    /// added to `window`.
    ExportActions(Look& look, Bridge& bridge, QWidget& window);
    /// Those four.
    QList<QAction*> ofTheWindow() const { return ofTheWindow_; }
    /// Adds "export.png", "export.svg" and "export.copy" to every card in `root` that has them not yet. To be called again
    /// when cards were made.
    void offerIn(QWidget& root);

    /// Painted now, encoded and written behind the window's back; the note tells how it ended.
    void savePng(QWidget& view, const QString& path, double scale);
    void saveSvg(QWidget& view, const QString& path);
    void copyPicture(QWidget& view);
    /// Begins to record `subject`; one recording at a time.
    void record(QWidget& subject, const Recording& recording);
    bool recording() const { return recorder_ != nullptr; }
    NoteBar* note() const { return note_; }

  Q_SIGNALS:
    /// A picture was written, or was not: then the sentence says why.
    void saved(const QString& path, const QString& sentence);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void addActions(QWidget& view, const char* prefix);
    void offerRecording();
    void askWhere(QWidget& view, bool svg);
    void write(const QString& path, std::function<QByteArray()> encode);
    void endRecording();

    Look& look_;
    Bridge& bridge_;
    QWidget& window_;
    NoteBar* note_;
    QAction* record_;
    QList<QAction*> ofTheWindow_;
    QPointer<RecordDialog> dialog_;
    std::unique_ptr<Recorder> recorder_;
    QString recordingTo_;
};

/// The title of a card, or of the window.
QString viewTitle(const QWidget& view);

}  // namespace vitrine::ui
