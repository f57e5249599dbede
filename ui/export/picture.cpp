#include "ui/export/picture.h"

#include <QApplication>
#include <QBuffer>
#include <QPainter>
#include <QPointer>
#include <QWidget>
#include <algorithm>
#include <cmath>

#include "ui/export/svg_painting.h"
#include "ui/theme/prose_font.h"

namespace vitrine::ui {
namespace {

/// Hides what does not belong into a picture while it is painted; the screen sees nothing of it.
class LeftOut {
  public:
    explicit LeftOut(const QWidget& subject) {
        for (QWidget* widget : subject.findChildren<QWidget*>())
            if (widget->isVisible() && widget->property(kNotInPictures).toBool()) widgets_ << widget;
        focus_ = QApplication::focusWidget();
        for (QWidget* widget : widgets_) widget->hide();
    }
    ~LeftOut() {
        for (QWidget* widget : widgets_) widget->show();
        if (focus_ && !widgets_.isEmpty()) focus_->setFocus();
    }
    LeftOut(const LeftOut&) = delete;
    LeftOut& operator=(const LeftOut&) = delete;

  private:
    QList<QWidget*> widgets_;
    QPointer<QWidget> focus_;
};

/// What no viewer would know: the program's own name for Inter without contextual alternates, and millimetres that are
/// pixels of the screen.
QByteArray forAnyViewer(QByteArray document, const QSize& size) {
    if (proseFamily() != QLatin1String("Inter"))
        document.replace("font-family=\"" + proseFamily().toUtf8() + "\"",
                         "font-family=\"Inter\" style=\"font-feature-settings: 'calt' 0\"");
    const qsizetype from = document.indexOf("width=\""), to = document.indexOf("viewBox", from);
    const QByteArray pixels =
        "width=\"" + QByteArray::number(size.width()) + "\" height=\"" + QByteArray::number(size.height()) + "\"\n ";
    return from < 0 || to < 0 ? document : document.replace(from, to - from, pixels);
}

/// Over the card's upper edge, where it hides nothing but the end of a long title row.
void paintTag(QPainter& painter, const QWidget& widget, const Theme& theme) {
    const QString said = widget.isWindow() ? QString() : widget.window()->property(kSaidInPictures).toString();
    if (said.isEmpty()) return;
    QFont font = widget.font();
    font.setPixelSize(std::max(11, widget.fontInfo().pixelSize() - 2));
    const QFontMetricsF metrics(font);
    const double inset = metrics.height() / 2, most = widget.width() - 2 * inset;
    const QString text = metrics.elidedText(said, Qt::ElideRight, most - 2 * inset);
    const double width = metrics.horizontalAdvance(text) + 2 * inset;
    const QRectF tag(widget.width() - width - inset, 0, width, metrics.height() + 2);
    painter.fillRect(tag, theme.rust);
    painter.setFont(font);
    painter.setPen(theme.onAccent);
    painter.drawText(QPointF(tag.left() + inset, tag.top() + 1 + metrics.ascent()), text);
}

}  // namespace

QImage imageOf(QWidget& widget, const Theme& theme, double scale) {
    const QSize size(std::max(1, static_cast<int>(std::lround(widget.width() * scale))),
                     std::max(1, static_cast<int>(std::lround(widget.height() * scale))));
    QImage image(size, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(theme.paper);
    const LeftOut leftOut(widget);
    widget.render(&image, {}, {}, QWidget::DrawChildren);
    {
        QPainter painter(&image);
        paintTag(painter, widget, theme);
    }
    image.setDevicePixelRatio(1);
    return image;
}

QByteArray svgOf(QWidget& widget, const Theme& theme, const QString& title) {
    QByteArray document;
    QBuffer buffer(&document);
    buffer.open(QIODevice::WriteOnly);
    const LeftOut leftOut(widget);
    {
        SvgPaintDevice device(buffer, widget.size(), title);
        QPainter painter(&device);
        painter.fillRect(widget.rect(), theme.paper);
        widget.render(&painter, {}, {}, QWidget::DrawChildren);
        paintTag(painter, widget, theme);
    }
    return forAnyViewer(std::move(document), widget.size());
}

QByteArray pngOf(const QImage& image) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

}  // namespace vitrine::ui
