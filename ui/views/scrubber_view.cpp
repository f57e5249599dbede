#include "ui/views/scrubber_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/views/accessible_views.h"

namespace vitrine::ui {
namespace {

constexpr int kLine = 18, kMargin = 22, kDot = 6, kCurrentDot = 9;  // in pixels at scale 1

}  // namespace

ScrubberView::ScrubberView(Look& look, QWidget* parent) : QWidget(parent), look_(look) {
    setObjectName(QStringLiteral("scrubberView"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    connect(&look_, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize ScrubberView::sizeHint() const { return {look_.px(600), look_.px(kLine * 2 + 14)}; }

void ScrubberView::setStops(const QStringList& labels, std::optional<std::size_t> current) {
    labels_ = labels, current_ = current;
    setAccessibleName(tr("Moments of the story"));
    announceItem(*this, current ? tr("%1 of %2: %3").arg(*current + 1).arg(labels.size()).arg(labels[static_cast<qsizetype>(*current)])
                                : QString());
    update();
}

double ScrubberView::xOf(std::size_t stop) const {
    const double left = look_.px(kMargin), right = width() - look_.px(kMargin);
    const auto last = static_cast<double>(labels_.size() - 1);
    return last <= 0 ? left : left + (right - left) * static_cast<double>(stop) / last;
}

QPoint ScrubberView::positionOf(std::size_t stop) const { return {static_cast<int>(xOf(stop)), look_.px(kLine)}; }

void ScrubberView::goNear(double x) {
    if (labels_.isEmpty()) return;
    std::size_t nearest = 0;
    for (std::size_t i = 1; i < static_cast<std::size_t>(labels_.size()); ++i)
        if (std::abs(xOf(i) - x) < std::abs(xOf(nearest) - x)) nearest = i;
    if (asked_ == nearest) return;
    asked_ = nearest;
    Q_EMIT stopWanted(nearest);
}

void ScrubberView::mousePressEvent(QMouseEvent* event) {
    asked_.reset();
    if (event->button() == Qt::LeftButton) goNear(event->position().x());
}

void ScrubberView::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) goNear(event->position().x());
}

/// Each label has the room up to its neighbours' middle; the current one is always whole.
void ScrubberView::paintLabel(QPainter& painter, std::size_t stop) const {
    const bool now = current_ == stop;
    const auto last = static_cast<std::size_t>(labels_.size() - 1);
    const QFont font = look_.sans(14, now ? QFont::DemiBold : QFont::Normal);
    const QFontMetricsF metrics(font);
    const double gap = last == 0 ? width() : xOf(1) - xOf(0);
    QString words = labels_[static_cast<qsizetype>(stop)];
    if (!now && metrics.horizontalAdvance(words) > gap - look_.px(8)) {
        words = metrics.elidedText(words, Qt::ElideRight, gap - look_.px(8));
        if (gap < look_.px(60)) return;
    }
    const double wide = metrics.horizontalAdvance(words);
    const double left = std::clamp(xOf(stop) - wide / 2, look_.px(12) * 1.0, width() - wide - look_.px(12));
    const QRectF box(left, look_.px(kLine + 12), wide + 1, look_.px(22));
    if (now) painter.fillRect(box.adjusted(-look_.px(4), 0, look_.px(4), 0), look_.theme().paper);
    painter.setFont(font);
    painter.setPen(now ? look_.theme().ink : look_.theme().muted);
    painter.drawText(box, Qt::AlignVCenter, words);
}

void ScrubberView::paintEvent(QPaintEvent*) {
    if (labels_.isEmpty()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = look_.theme();
    const double y = look_.px(kLine);
    const auto count = static_cast<std::size_t>(labels_.size());
    const double reached = current_ ? xOf(*current_) : xOf(0);
    painter.setPen(QPen(theme.line, look_.px(2.5)));
    painter.drawLine(QPointF(reached, y), QPointF(xOf(count - 1), y));
    painter.setPen(QPen(theme.blue, look_.px(2.5)));
    painter.drawLine(QPointF(xOf(0), y), QPointF(reached, y));
    for (std::size_t i = 0; i < count; ++i) {
        const bool passed = current_ && i <= *current_;
        painter.setPen(QPen(theme.paper, look_.px(2)));
        painter.setBrush(passed ? theme.blue : theme.muted);
        const double radius = look_.px(current_ == i ? kCurrentDot : kDot);
        painter.drawEllipse(QPointF(xOf(i), y), radius, radius);
    }
    for (std::size_t i = 0; i < count; ++i)
        if (current_ != i) paintLabel(painter, i);
    if (current_) paintLabel(painter, *current_);
}

}  // namespace vitrine::ui
