#include "ui/views/record_paint.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainterPath>
#include <QStyleOptionSlider>
#include <cmath>

#include "ui/views/hatch.h"

namespace vitrine::ui {

void GlyphGrid::setFont(const QFont& font) {
    raw_ = QRawFont::fromFont(font);
    QString printable;
    for (char16_t c = 0x20; c < 0x7f; ++c) printable.append(QChar(c));
    const QList<quint32> found = raw_.glyphIndexesForString(printable);
    for (qsizetype i = 0; i < found.size(); ++i) glyphs_[static_cast<std::size_t>(i) + 0x20] = found[i];
    const QList<quint32> dot = raw_.glyphIndexesForString(QString(QChar(0xb7)));
    dot_ = dot.isEmpty() ? glyphs_['.'] : dot.first();
    const QList<QPointF> advances = raw_.advancesForGlyphIndexes({glyphs_['0']});
    advance_ = advances.isEmpty() ? QFontMetricsF(font).horizontalAdvance(QLatin1Char('0')) : advances.first().x();
    ascent_ = raw_.ascent();
    capHeight_ = raw_.capHeight();
}

void GlyphGrid::add(unsigned char character, double x) {
    const bool printable = character >= 0x20 && character < 0x7f;
    if (character == 0x20) return;
    indexes_.append(printable ? glyphs_[character] : dot_);
    places_.append(QPointF(x, 0));
}

void GlyphGrid::flush(QPainter& painter, double baseline, const QColor& color) {
    if (indexes_.isEmpty()) return;
    QGlyphRun run;
    run.setRawFont(raw_);
    run.setGlyphIndexes(indexes_);
    run.setPositions(places_);
    painter.setPen(color);
    painter.drawGlyphRun(QPointF(0, baseline), run);
    indexes_.clear();
    places_.clear();
}

void paintGlow(QPainter& painter, const QPainterPath& path, const Theme& theme, double scale) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    for (const double width : {11.0, 8.0, 5.0}) {
        QColor halo = theme.blue;
        halo.setAlphaF(0.11F);
        painter.setPen(QPen(halo, width * scale, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(path);
    }
    painter.setPen(QPen(theme.blue, 2 * scale, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
    painter.restore();
}

void paintOutline(QPainter& painter, const QPainterPath& path, const Theme& theme, double scale) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.ink, 2 * scale, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPath(path);
    painter.restore();
}

QBrush hatchBrush(const QColor& color, double scale, double devicePixelRatio) {
    const int side = std::max(4, static_cast<int>(std::lround(8 * scale * devicePixelRatio)));
    QImage tile(side, side, QImage::Format_ARGB32_Premultiplied);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, side * 0.27));
    for (int shift : {-1, 0, 1}) painter.drawLine(QLineF((shift - 1) * side, 2 * side, (shift + 2) * side, -side));
    painter.end();
    tile.setDevicePixelRatio(devicePixelRatio);
    QBrush brush;
    brush.setTextureImage(tile);
    return brush;
}

QPen dashedPen(const QColor& color, double width, double dash, double gap) {
    QPen pen(color, width);
    pen.setCapStyle(Qt::FlatCap);
    pen.setDashPattern({dash / width, gap / width});
    return pen;
}

QColor mixed(const QColor& a, const QColor& b, double share) {
    const auto part = [share](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * share)); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

void drawElided(QPainter& painter, QPointF baseline, double width, const QString& text) {
    const QFontMetricsF metrics(painter.font());
    painter.drawText(baseline, metrics.horizontalAdvance(text) <= width
                                   ? text
                                   : metrics.elidedText(text, Qt::ElideRight, std::max(width, 0.0)));
}

namespace {

QPen markPen(const QColor& color, double scale) { return {color, 2 * scale, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin}; }

QPointF within(const QRectF& box, double x, double y) { return {box.left() + x * box.width(), box.top() + y * box.height()}; }

}  // namespace

void paintTick(QPainter& painter, const QRectF& box, const QColor& color, double scale) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(markPen(color, scale));
    painter.drawPolyline(QPolygonF({within(box, 0.1, 0.55), within(box, 0.38, 0.82), within(box, 0.92, 0.2)}));
}

void paintCross(QPainter& painter, const QRectF& box, const QColor& color, double scale) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(markPen(color, scale));
    painter.drawLine(within(box, 0.15, 0.15), within(box, 0.85, 0.85));
    painter.drawLine(within(box, 0.85, 0.15), within(box, 0.15, 0.85));
}

void paintBlockWords(QPainter& painter, const Look& look, const QRectF& box, const BlockWords& words,
                     const QColor& ink) {
    const double s = look.scale();
    const auto fontOf = [&](double pixels) {
        QFont font = words.mono ? look.mono(pixels) : look.sans(pixels);
        font.setStrikeOut(words.struck);
        return font;
    };
    const QString line = words.rest.isEmpty() ? words.first : words.first + QLatin1Char(' ') + words.rest;
    const QFontMetricsF large(fontOf(12)), small(fontOf(11));
    const double wide = large.horizontalAdvance(line);
    const double inset = std::min(7 * s, std::max(3 * s, (box.width() - wide) / 2));
    const double room = box.width() - 2 * inset, left = box.left() + inset, middle = box.center().y();
    painter.setPen(ink);
    if (wide <= room) {
        painter.setFont(fontOf(12));
        painter.drawText(QPointF(left, middle + large.capHeight() / 2), line);
        return;
    }
    if (room < small.averageCharWidth() * 3) return;
    painter.setFont(fontOf(11));
    if (words.rest.isEmpty()) {
        drawElided(painter, QPointF(left, middle + small.capHeight() / 2), room + 2 * s, words.first);
        return;
    }
    const double half = 6.3 * s;
    drawElided(painter, QPointF(left, middle - half + small.capHeight() / 2), room + 2 * s, words.first);
    drawElided(painter, QPointF(left, middle + half + small.capHeight() / 2), room + 2 * s, words.rest);
}

DensityColumns::DensityColumns(double left, double right)
    : left_(std::floor(left)), columns_(static_cast<std::size_t>(std::max(1.0, std::ceil(right) - std::floor(left)))) {}

void DensityColumns::add(double from, double to, std::size_t kind) {
    for (double at = from; at < to;) {
        const double next = std::min(to, std::floor(at) + 1);
        const auto column = static_cast<std::size_t>(std::max(0.0, std::floor(at) - left_));
        if (column >= columns_.size()) return;
        columns_[column][kind] += static_cast<float>(next - at);
        at = next;
    }
}

void DensityColumns::paint(QPainter& painter, double top, double height, std::initializer_list<QColor> colors) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        float whole = 0;
        for (const float share : columns_[i]) whole += share;
        if (whole <= 0) continue;
        double y = top + height;
        for (std::size_t kind = 0; kind < colors.size(); ++kind) {
            const double part = height * static_cast<double>(columns_[i][kind] / whole);
            if (part > 0)
                painter.fillRect(QRectF(left_ + static_cast<double>(i), y - part, 1, part), colors.begin()[kind]);
            y -= part;
        }
    }
    painter.restore();
}

// ---- legend ------------------------------------------------------------------------------------------------------------

LegendChip::LegendChip(Look& look, Kind kind, const QString& text, QColor Theme::* color, QColor Theme::* ink,
                       QWidget* parent)
    : QWidget(parent), look_(look), kind_(kind), text_(text), color_(color), ink_(ink) {
    setAccessibleName(tr("legend: %1").arg(text));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&look_, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize LegendChip::sizeHint() const {
    const QFontMetricsF metrics(look_.sans(13));
    const double text = metrics.horizontalAdvance(text_);
    if (kind_ == Kind::filled) return {static_cast<int>(std::ceil(text)) + look_.px(14), look_.px(20)};
    return {static_cast<int>(std::ceil(text)) + look_.px(22), look_.px(20)};
}

void LegendChip::paintEvent(QPaintEvent*) {
    const Theme& theme = look_.theme();
    const double s = look_.scale();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = look_.sans(13, kind_ == Kind::filled ? QFont::Medium : QFont::Normal);
    const QFontMetricsF metrics(font);
    const double baseline = (height() + metrics.capHeight()) / 2;
    double textLeft = 0;
    if (kind_ == Kind::filled) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.*color_);
        painter.drawRoundedRect(QRectF(rect()), 4 * s, 4 * s);
        textLeft = (width() - metrics.horizontalAdvance(text_)) / 2;
    } else {
        const double side = 13 * s;
        const QRectF square(0.5, (height() - side) / 2, side, side);
        QPainterPath path;
        path.addRoundedRect(square, 3 * s, 3 * s);
        if (kind_ == Kind::hatched) {
            fillHatch(painter, path, theme.hatch, 4.2 * s, 1.5 * s);
        } else if (kind_ == Kind::outlined) {
            painter.setPen(QPen(theme.*color_, 1.5 * s));
            painter.drawRoundedRect(square.adjusted(0.8, 0.8, -0.8, -0.8), 3 * s, 3 * s);
        } else {
            painter.fillPath(path, theme.*color_);
        }
        textLeft = 19 * s;
    }
    painter.setFont(font);
    painter.setPen(theme.*ink_);
    painter.drawText(QPointF(textLeft, baseline), text_);
}

// ---- labels ------------------------------------------------------------------------------------------------------------

LookLabel::LookLabel(Look& look, double pixels, QColor Theme::* color, QWidget* parent)
    : QLabel(parent), look_(look), pixels_(pixels), color_(color) {
    connect(&look_, &Look::changed, this, [this] { restyle(); });
    restyle();
}

void LookLabel::restyle() {
    setFont(look_.sans(pixels_));
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, look_.theme().*color_);
    setPalette(colors);
    updateGeometry();
    update();
}

void LookLabel::setElided(const QString& boldPart, const QString& text, const QString& more) {
    elided_ = true;
    bold_ = boldPart;
    rest_ = text;
    more_ = more.isEmpty() ? QString() : QLatin1Char(' ') + more;
    const QString start = boldPart.isEmpty() ? QString() : boldPart + QLatin1Char(' ');
    setText(start + rest_ + more_);  // for its height, and for screen readers
    setToolTip(rest_ + more_);
    update();
}

QSize LookLabel::minimumSizeHint() const {
    const QSize size = QLabel::minimumSizeHint();
    return elided_ ? QSize(look_.px(60), size.height()) : size;
}

void LookLabel::paintEvent(QPaintEvent* event) {
    if (!elided_) return QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setPen(look_.theme().*color_);
    const QFont strong = look_.sans(pixels_, QFont::DemiBold), plain = look_.sans(pixels_);
    const double baseline = (height() + QFontMetricsF(plain).capHeight()) / 2;
    double x = 0;
    if (!bold_.isEmpty()) {
        painter.setFont(strong);
        painter.drawText(QPointF(0, baseline), bold_);
        x = QFontMetricsF(strong).horizontalAdvance(bold_) + look_.px(6);
    }
    painter.setFont(plain);
    const double room = width() - x;
    const bool all = QFontMetricsF(plain).horizontalAdvance(rest_ + more_) <= room;
    drawElided(painter, QPointF(x, baseline), room, all ? rest_ + more_ : rest_);
}

// ---- scrolling and focus -----------------------------------------------------------------------------------------------

SlimScrollBar::SlimScrollBar(Look& look, QWidget* parent) : QScrollBar(Qt::Vertical, parent), look_(look) {
    setCursor(Qt::ArrowCursor);
    hide();
}

QSize SlimScrollBar::sizeHint() const { return {look_.px(10), look_.px(40)}; }

void SlimScrollBar::paintEvent(QPaintEvent*) {
    QStyleOptionSlider option;
    initStyleOption(&option);
    // The handle stands where the style would put it along the bar, without its buttons.
    const double span = maximum() - minimum() + pageStep();
    if (span <= 0) return;
    const double length = std::max(height() * pageStep() / span, 24.0 * look_.scale());
    const double room = height() - length;
    const double most = std::max(1, maximum() - minimum());
    const QRectF handle(width() - look_.px(7), room * (value() - minimum()) / most, look_.px(6), length);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(look_.theme().line, look_.theme().muted, underMouse() || isSliderDown() ? 0.7 : 0.3));
    painter.drawRoundedRect(handle, look_.px(3), look_.px(3));
}

void SlimScrollBar::enterEvent(QEnterEvent*) { update(); }
void SlimScrollBar::leaveEvent(QEvent*) { update(); }

void paintFocusRing(QPainter& painter, const QRect& rect, const Theme& theme) {
    painter.setPen(QPen(theme.blue, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4);
}

Hairline::Hairline(Look& look, QWidget* parent) : QWidget(parent), look_(look) {
    setFixedHeight(1);
    connect(&look_, &Look::changed, this, [this] { update(); });
}

void Hairline::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), look_.theme().line); }

}  // namespace vitrine::ui
