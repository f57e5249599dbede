#include "ui/plots/bench_export.h"

#include <QBuffer>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include "ui/models/tr.h"
#include "ui/plots/custom_plot.h"

namespace vitrine::ui {
namespace {

constexpr double kPictureScale = 2;  // of a PNG
constexpr int kPointsPerInch = 72;

/// The heading laid out over a width, and the plot below it.
class Picture {
  public:
    Picture(QCustomPlot& plot, const Look& look, const PlotHeading& heading)
        : plot_(plot), look_(look), heading_(heading) {
        const int margin = look.px(8), wide = std::max(1, plot.width() - 2 * margin);
        title_ = roomFor(heading.title, titleFont(), QRect(margin, margin, wide, 0));
        line_ = roomFor(heading.line, lineFont(), QRect(margin, title_.bottom() + look.px(2), wide, 0));
        top_ = line_.bottom() + look.px(10);
    }

    QSize size() const { return {plot_.width(), top_ + plot_.height()}; }

    void paintOn(QPaintDevice* device) const {
        QCPPainter painter;
        if (!painter.begin(device)) return;
        painter.setMode(QCPPainter::pmVectorized);
        painter.setMode(QCPPainter::pmNoCaching);
        paintHeading(painter);
        painter.translate(0, top_);
        plot_.toPainter(&painter, plot_.width(), plot_.height());
        painter.end();
    }

    QImage image() const {
        QImage image(size() * kPictureScale, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(kPictureScale);
        const QPixmap drawn = plot_.toPixmap(plot_.width(), plot_.height(), kPictureScale);
        QPainter painter(&image);
        paintHeading(painter);
        painter.drawPixmap(QRectF(0, top_, plot_.width(), plot_.height()), drawn, QRectF(drawn.rect()));
        painter.end();
        return image;
    }

  private:
    QFont titleFont() const { return look_.sans(16, QFont::DemiBold); }
    QFont lineFont() const { return look_.sans(13); }
    static QRect roomFor(const QString& text, const QFont& font, QRect room) {
        room.setHeight(
            QFontMetrics(font).boundingRect(room.adjusted(0, 0, 0, 1 << 16), Qt::TextWordWrap, text).height());
        return room;
    }
    void paintHeading(QPainter& painter) const {
        painter.fillRect(QRect(QPoint(), size()), look_.theme().card);
        painter.setFont(titleFont());
        painter.setPen(look_.theme().ink);
        painter.drawText(title_, Qt::TextWordWrap, heading_.title);
        painter.setFont(lineFont());
        painter.setPen(look_.theme().muted);
        painter.drawText(line_, Qt::TextWordWrap, heading_.line);
    }

    QCustomPlot& plot_;
    const Look& look_;
    const PlotHeading& heading_;
    QRect title_, line_;
    int top_ = 0;  // of the plot
};

void writeSvg(const Picture& picture, const QString& title, QIODevice& to) {
    QSvgGenerator svg;
    svg.setOutputDevice(&to);
    svg.setSize(picture.size());
    svg.setViewBox(QRect(QPoint(), picture.size()));
    svg.setTitle(title);
    picture.paintOn(&svg);
}

void writePdf(const Picture& picture, const QString& title, QIODevice& to) {
    QPdfWriter pdf(&to);
    pdf.setResolution(kPointsPerInch);
    pdf.setPageSize(QPageSize(QSizeF(picture.size()), QPageSize::Point));
    pdf.setPageMargins(QMarginsF());
    pdf.setTitle(title);
    picture.paintOn(&pdf);
}

}  // namespace

Status savePlotPicture(QCustomPlot& plot, const Look& look, const PlotHeading& heading, const QString& path) {
    const QString end = path.section(QLatin1Char('.'), -1).toLower();
    const Picture picture(plot, look, heading);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (end == QLatin1String("png"))
        picture.image().save(&buffer, "PNG");
    else if (end == QLatin1String("svg"))
        writeSvg(picture, heading.title, buffer);
    else if (end == QLatin1String("pdf"))
        writePdf(picture, heading.title, buffer);
    else
        return fail(ErrorCode::invalidArgument,
                    tr("A plot is saved as .png, .svg or .pdf; %1 ends otherwise.").arg(path).toStdString());
    QSaveFile file(path);
    if (bytes.isEmpty() || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::ioError, tr("%1 cannot be written: %2.").arg(path, file.errorString()).toStdString());
    return {};
}

}  // namespace vitrine::ui
