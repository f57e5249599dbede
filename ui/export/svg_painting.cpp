#include "ui/export/svg_painting.h"

#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPainterPathStroker>
#include <QSvgGenerator>
#include <algorithm>
#include <cmath>
#include <optional>

namespace vitrine::ui {
namespace {

constexpr double kDotsPerInch = 96;
constexpr QLatin1String kHexPrefix("0x");
constexpr double kHatchShare = 0.27;  // of a hatch's period that its line takes (record_paint's hatchBrush)

QPainterPath pathOf(const QRectF& rect) {
    QPainterPath path;
    path.addRect(rect);
    return path;
}

/// The strongest colour of a hatch's tile: that of its lines.
QColor lineColour(const QImage& tile) {
    QColor best(Qt::transparent);
    for (int y = 0; y < tile.height(); ++y)
        for (int x = 0; x < tile.width(); ++x)
            if (const QColor here = tile.pixelColor(x, y); here.alpha() > best.alpha()) best = here;
    return best;
}

/// Lines x + y = n * period over the box, as areas.
QPainterPath hatchOver(const QRectF& box, double period) {
    const double width = period * kHatchShare * M_SQRT2 / 2;  // along x, to either side
    QPainterPath lines;
    for (double sum = std::floor((box.left() + box.top()) / period) * period;
         sum <= box.right() + box.bottom() + period; sum += period) {
        lines.moveTo(sum - box.bottom() - width, box.bottom());
        lines.lineTo(sum - box.bottom() + width, box.bottom());
        lines.lineTo(sum - box.top() + width, box.top());
        lines.lineTo(sum - box.top() - width, box.top());
        lines.closeSubpath();
    }
    return lines;
}

}  // namespace

/// Works in the document's coordinates: what comes is mapped there, cut by the clip, and handed to the generator.
class SvgPaintDevice::Engine final : public QPaintEngine {
  public:
    Engine(QIODevice& to, const QSize& size, const QString& title)
        : QPaintEngine(PaintEngineFeatures(PrimitiveTransform | PatternTransform | PixmapTransform | PatternBrush |
                                           MaskedBrush | LinearGradientFill | RadialGradientFill | AlphaBlend |
                                           PainterPaths | Antialiasing | BrushStroke | ConstantOpacity |
                                           PaintOutsidePaintEvent)) {
        generator_.setOutputDevice(&to);
        generator_.setSize(size);
        generator_.setViewBox(QRect(QPoint(), size));
        generator_.setResolution(static_cast<int>(kDotsPerInch));
        generator_.setTitle(title.toHtmlEscaped());  // it is written as it is
        out_.begin(&generator_);
    }
    ~Engine() override { out_.end(); }

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    Type type() const override { return User; }

    void updateState(const QPaintEngineState& now) override {
        const DirtyFlags dirty = now.state();
        if (dirty & DirtyTransform) transform_ = now.transform();
        if (dirty & DirtyPen) pen_ = now.pen();
        if (dirty & DirtyBrush) brush_ = now.brush();
        if (dirty & DirtyFont) out_.setFont(now.font());
        if (dirty & DirtyOpacity) out_.setOpacity(now.opacity());
    }

    void drawPath(const QPainterPath& path) override {
        fill(path);
        stroke(path);
    }
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override {
        QPainterPath path;
        path.moveTo(points[0]);
        for (int i = 1; i < count; ++i) path.lineTo(points[i]);
        path.setFillRule(mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
        if (mode != PolylineMode) path.closeSubpath(), fill(path);
        stroke(path);
    }
    void drawPolygon(const QPoint* points, int count, PolygonDrawMode mode) override {
        QList<QPointF> exact;
        for (int i = 0; i < count; ++i) exact << points[i];
        drawPolygon(exact.constData(), count, mode);
    }

    void drawTextItem(const QPointF& at, const QTextItem& item) override {
        const QString text = item.text();
        if (text.isEmpty()) return QPaintEngine::drawTextItem(at, item);  // glyphs without text come back as a path
        const QRectF box(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent());
        const Cut cut = cutOf(transform_.mapRect(box));
        if (cut == Cut::all) return;
        if (cut == Cut::some) {
            QPainterPath letters;
            letters.addText(at, item.font(), text);
            return put(clipped(transform_.map(letters)), pen_.color());
        }
        out_.setTransform(transform_);
        out_.setFont(item.font());
        out_.setPen(pen_);
        // A viewer's Inter would make a multiplication sign of the x in 0x7D: it meets the two apart.
        const QFontMetricsF metrics(item.font());
        qsizetype from = 0;
        for (qsizetype zero = text.indexOf(kHexPrefix); zero >= 0; zero = text.indexOf(kHexPrefix, zero + 1)) {
            out_.drawText(at + QPointF(metrics.horizontalAdvance(text.left(from)), 0), text.mid(from, zero + 1 - from));
            from = zero + 1;
        }
        out_.drawText(at + QPointF(metrics.horizontalAdvance(text.left(from)), 0), text.mid(from));
    }

    void drawPixmap(const QRectF& to, const QPixmap& pixmap, const QRectF& from) override {
        drawImage(to, pixmap.toImage(), from, Qt::AutoColor);
    }
    void drawImage(const QRectF& to, const QImage& image, const QRectF& from, Qt::ImageConversionFlags) override {
        QRectF target = to, source = from;
        const QRectF device = transform_.mapRect(to);
        const Cut cut = cutOf(device);
        if (cut == Cut::all || to.isEmpty()) return;
        if (cut == Cut::some && transform_.type() <= QTransform::TxScale) {
            target = transform_.inverted().mapRect(clip_->boundingRect() & device);
            const double perX = from.width() / to.width(), perY = from.height() / to.height();
            source = QRectF(from.x() + (target.x() - to.x()) * perX, from.y() + (target.y() - to.y()) * perY,
                            target.width() * perX, target.height() * perY);
        }
        out_.setTransform(transform_);
        QImage plain = image.copy(source.toAlignedRect());
        plain.setDevicePixelRatio(1);
        out_.drawImage(target, plain);
    }
    void drawTiledPixmap(const QRectF& rect, const QPixmap& pixmap, const QPointF&) override {
        hatch(transform_.map(pathOf(rect)), pixmap.toImage());
    }

  private:
    enum class Cut { none, some, all };

    /// What of a box the clip takes away. Reads the clip anew: a widget's changes without notice.
    Cut cutOf(const QRectF& box) {
        clip_.reset();
        const QRegion system = systemClip();
        if (!system.isEmpty() && !(system.rectCount() == 1 && QRectF(system.boundingRect()).contains(box))) {
            QPainterPath path;
            path.addRegion(system);
            clip_ = path;
        }
        if (painter()->hasClipping()) {
            const QPainterPath own = transform_.map(painter()->clipPath());
            const bool whole = own.boundingRect().contains(box) && own.contains(box);
            if (!whole) clip_ = clip_ ? clip_->intersected(own) : own;
        }
        if (!clip_) return Cut::none;
        return clip_->boundingRect().intersects(box) ? Cut::some : Cut::all;
    }
    QPainterPath clipped(const QPainterPath& path) const { return path.intersected(*clip_); }

    void fill(const QPainterPath& path) {
        if (brush_.style() == Qt::NoBrush) return;
        QPainterPath area = transform_.map(path);
        area.setFillRule(path.fillRule());
        const Cut cut = cutOf(area.boundingRect());
        if (cut == Cut::all) return;
        if (brush_.style() == Qt::TexturePattern ||
            (brush_.style() >= Qt::Dense1Pattern && brush_.style() <= Qt::DiagCrossPattern)) {
            if (cut == Cut::some) area = clipped(area);
            return brush_.style() == Qt::TexturePattern ? hatch(area, brush_.textureImage())
                                                        : putHatch(area, kPatternPeriod, brush_.color());
        }
        const bool gradient = brush_.gradient() != nullptr;
        out_.setPen(Qt::NoPen);
        out_.setBrush(brush_);
        out_.setTransform(gradient && cut == Cut::none ? transform_ : QTransform());
        out_.drawPath(gradient && cut == Cut::none ? path : cut == Cut::some ? clipped(area) : area);
    }

    void stroke(const QPainterPath& path) {
        if (pen_.style() == Qt::NoPen || pen_.color().alpha() == 0) return;
        QPen pen = pen_;
        if (pen.widthF() <= 0) pen.setWidthF(1);
        const double reach = pen.widthF() * (pen.joinStyle() == Qt::MiterJoin ? pen.miterLimit() : 1);
        const QRectF box = path.boundingRect().adjusted(-reach, -reach, reach, reach);
        const Cut cut = cutOf(transform_.mapRect(box));
        if (cut == Cut::all) return;
        if (cut == Cut::some) {
            const QPainterPath line = pen.isCosmetic() ? transform_.map(path) : path;
            QPainterPath area = QPainterPathStroker(pen).createStroke(line);
            if (!pen.isCosmetic()) area = transform_.map(area);
            return put(clipped(area), pen.color());
        }
        out_.setTransform(transform_);
        out_.setPen(pen);
        out_.setBrush(Qt::NoBrush);
        out_.drawPath(path);
    }

    void hatch(const QPainterPath& area, const QImage& tile) {
        if (!tile.isNull()) putHatch(area, tile.width() / tile.devicePixelRatio(), lineColour(tile));
    }
    void putHatch(const QPainterPath& area, double period, const QColor& colour) {
        if (area.isEmpty()) return;
        put(hatchOver(area.boundingRect(), period).intersected(area), colour);
    }
    void put(const QPainterPath& area, const QColor& colour) {
        if (area.isEmpty()) return;
        out_.setTransform({});
        out_.setPen(Qt::NoPen);
        out_.setBrush(colour);
        out_.drawPath(area);
    }

    static constexpr double kPatternPeriod = 8;  // of Qt's own diagonal patterns
    QSvgGenerator generator_;
    QPainter out_;
    QTransform transform_;
    QPen pen_;
    QBrush brush_;
    std::optional<QPainterPath> clip_;  // that cuts what is about to be drawn
};

SvgPaintDevice::SvgPaintDevice(QIODevice& to, const QSize& size, const QString& title)
    : size_(size), engine_(std::make_unique<Engine>(to, size, title)) {}
SvgPaintDevice::~SvgPaintDevice() = default;

QPaintEngine* SvgPaintDevice::paintEngine() const {
    return engine_.get();
}

int SvgPaintDevice::metric(PaintDeviceMetric which) const {
    switch (which) {
        case PdmWidth:
            return size_.width();
        case PdmHeight:
            return size_.height();
        case PdmWidthMM:
            return static_cast<int>(size_.width() * 25.4 / kDotsPerInch);
        case PdmHeightMM:
            return static_cast<int>(size_.height() * 25.4 / kDotsPerInch);
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return static_cast<int>(kDotsPerInch);
        case PdmNumColors:
            return 0x7fffffff;
        case PdmDepth:
            return 32;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        default:
            return 0;
    }
}

}  // namespace vitrine::ui
