#include "ui/shell/drop_target.h"

#include <QCoreApplication>
#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

#include "ui/shell/open_path.h"

namespace vitrine::ui {

Result<QString> droppedPath(const QMimeData& data) {
    const auto refuse = [](const char* sentence) {
        return fail(ErrorCode::invalidArgument, QCoreApplication::translate("DropTarget", sentence).toStdString());
    };
    if (!data.hasUrls())
        return refuse(
            QT_TRANSLATE_NOOP("DropTarget", "Only a directory, a script or a .vitrine file can be dropped here."));
    if (data.urls().size() > 1)
        return refuse(QT_TRANSLATE_NOOP("DropTarget", "Drop one thing at a time: the window shows one database."));
    const QUrl url = data.urls().first();
    if (!url.isLocalFile())
        return refuse(QT_TRANSLATE_NOOP("DropTarget", "This is not on this machine: copy it here first."));
    return url.toLocalFile();
}

DropTarget::DropTarget(Look& look, QWidget* window) : QWidget(window), look_(look) {
    setObjectName(QStringLiteral("dropTarget"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

bool DropTarget::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::DragEnter: {
            auto& drag = static_cast<QDragEnterEvent&>(*event);
            if (!drag.mimeData()->hasUrls()) return false;  // text dragged within the window
            hint(*drag.mimeData());
            drag.setDropAction(Qt::CopyAction);
            drag.accept();
            return true;
        }
        case QEvent::DragMove:
            static_cast<QDragMoveEvent&>(*event).accept();
            return true;
        case QEvent::DragLeave:
            hide();
            return true;
        case QEvent::Drop:
            take(*static_cast<QDropEvent&>(*event).mimeData());
            return true;
        default:
            return QWidget::eventFilter(watched, event);
    }
}

void DropTarget::hint(const QMimeData& dragged) {
    const auto path = droppedPath(dragged);
    const auto kind = path ? kindOfPath(*path) : Result<PathKind>(passOn(path));
    good_ = kind.has_value();
    if (!good_) {
        text_ = QString::fromStdString(kind.error().message);
    } else {
        const QString name = QFileInfo(*path).fileName();
        text_ = *kind == PathKind::directory ? tr("Drop to open the database in %1").arg(name)
                : *kind == PathKind::script  ? tr("Drop to run the script %1").arg(name)
                                             : tr("Drop to open the session %1").arg(name);
    }
    setGeometry(parentWidget()->rect());
    raise();
    show();
    update();
}

void DropTarget::take(const QMimeData& dragged) {
    hide();
    const auto path = droppedPath(dragged);
    if (path)
        Q_EMIT dropped(*path);
    else
        Q_EMIT refused(QString::fromStdString(path.error().message));
}

void DropTarget::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = look_.theme().paper;
    veil.setAlphaF(0.85F);
    painter.fillRect(rect(), veil);
    const QColor ink = good_ ? look_.theme().blue : look_.theme().rust;
    painter.setPen(QPen(ink, look_.px(2), Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    const int margin = look_.px(24);
    painter.drawRoundedRect(rect().adjusted(margin, margin, -margin, -margin), look_.px(9), look_.px(9));
    painter.setPen(ink);
    painter.setFont(look_.sans(21, QFont::DemiBold));
    painter.drawText(rect().adjusted(2 * margin, 0, -2 * margin, 0), Qt::AlignCenter | Qt::TextWordWrap, text_);
}

}  // namespace vitrine::ui
