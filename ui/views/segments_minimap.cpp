#include "ui/views/segments_minimap.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/views/record_paint.h"

namespace vitrine::ui {

namespace {

constexpr int kAcross = 32;  // shares that can be told apart

}  // namespace

SegmentsMinimap::SegmentsMinimap(Look& look, QWidget* parent) : QWidget(parent), look_(look) {
    setObjectName(QStringLiteral("segmentsMinimap"));
    setAccessibleName(tr("All segments"));
    setCursor(Qt::PointingHandCursor);
    hide();
}

QSize SegmentsMinimap::sizeHint() const { return {look_.px(14), look_.px(60)}; }

void SegmentsMinimap::show(const std::vector<SegmentRow>& rows, std::size_t first, std::size_t end) {
    rows_ = rows.size(), first_ = first, end_ = end;
    setToolTip(tr("All %L1 segments, the oldest at the top: click to go there").arg(rows_));
    const Theme& t = look_.theme();
    const auto lines = static_cast<std::size_t>(std::max(1, height()));
    strip_ = QImage(kAcross, static_cast<int>(lines), QImage::Format_RGB32);
    for (std::size_t line = 0; line < lines; ++line) {
        const std::size_t begin = line * rows_ / lines, behind = std::max(begin + 1, (line + 1) * rows_ / lines);
        Shares sum;
        for (std::size_t row = begin; row < std::min(behind, rows_); ++row) {
            sum.add(rows[row].counted);
            if (const std::uint64_t told = rows[row].counted.total(); told < rows[row].sizeBytes)
                sum.unproven += rows[row].sizeBytes - told;
        }
        const std::array<std::pair<std::uint64_t, QColor>, 5> parts{{{sum.live, t.live},
                                                                     {sum.tombstone, t.tombstone},
                                                                     {sum.dead, t.dead},
                                                                     {sum.overhead, t.header},
                                                                     {sum.unproven, mixed(t.card, t.live, 0.25)}}};
        auto* const pixels = reinterpret_cast<QRgb*>(strip_.scanLine(static_cast<int>(line)));
        const auto total = static_cast<double>(std::max<std::uint64_t>(sum.total(), 1));
        double at = 0;
        int x = 0;
        for (const auto& [bytes, color] : parts) {
            at += static_cast<double>(bytes) / total * kAcross;
            while (x < std::min<int>(kAcross, static_cast<int>(std::lround(at)))) pixels[x++] = color.rgb();
        }
        while (x < kAcross) pixels[x++] = t.card.rgb();
    }
    update();
}

QColor SegmentsMinimap::colorAt(std::size_t row, double across) const {
    if (strip_.isNull() || rows_ == 0) return {};
    const auto y = static_cast<int>(row * static_cast<std::size_t>(strip_.height()) / rows_);
    return strip_.pixelColor(std::min(kAcross - 1, static_cast<int>(across * kAcross)), std::min(y, strip_.height() - 1));
}

void SegmentsMinimap::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (rows_ == 0) return;
    painter.drawImage(QRectF(0, 0, width(), height()), strip_);
    const double share = static_cast<double>(height()) / static_cast<double>(rows_);
    QRectF sight(0.75, static_cast<double>(first_) * share, width() - 1.5, static_cast<double>(end_ - first_) * share);
    if (sight.height() < look_.px(6)) sight.setHeight(look_.px(6));
    sight.moveBottom(std::min(sight.bottom(), height() - 0.75));
    painter.setPen(QPen(look_.theme().ink, 1.5 * look_.scale()));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(sight);
}

void SegmentsMinimap::go(double y) {
    if (rows_ == 0) return;
    const double row = std::clamp(y / std::max(1, height()), 0.0, 1.0) * static_cast<double>(rows_);
    Q_EMIT wanted(std::min(rows_ - 1, static_cast<std::size_t>(row)));
}

void SegmentsMinimap::mousePressEvent(QMouseEvent* event) { go(event->position().y()); }
void SegmentsMinimap::mouseMoveEvent(QMouseEvent* event) { go(event->position().y()); }

}  // namespace vitrine::ui
