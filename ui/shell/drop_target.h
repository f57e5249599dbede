// A database, a script or a saved session dropped onto the window: while it hovers, a hint lies over the window and says what
// would happen, or why nothing would.
#pragma once

#include <QWidget>

#include "core/base/result.h"
#include "ui/theme/theme.h"

class QMimeData;

namespace vitrine::ui {

/// The one local path in what is dragged; `invalidArgument` with a sentence for anything else.
Result<QString> droppedPath(const QMimeData& data);

class DropTarget : public QWidget {
    Q_OBJECT
  public:
    /// Watches `window`, which it covers while something hovers.
    DropTarget(Look& look, QWidget* window);
    QString text() const { return text_; }

  Q_SIGNALS:
    void dropped(const QString& path);
    /// What was dropped is nothing that can be opened.
    void refused(const QString& why);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void hint(const QMimeData& data);
    void take(const QMimeData& data);

    Look& look_;
    QString text_;
    bool good_ = false;
};

}  // namespace vitrine::ui
