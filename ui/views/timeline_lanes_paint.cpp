// The lanes that say how much was done: writes, syncs, changes in memory, jobs; and the bytes at risk.
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/views/hatch.h"
#include "ui/views/timeline_rows.h"

namespace vitrine::ui {

void TimelineView::sumUp() {
    const Timeline& timeline = moment().timeline();
    const double width = lanes().width;
    const InSight now{&timeline, timeline.begin(), timeline.end(), layout_.unit(), layout_.firstVisibleCell(), width};
    if (now == summedUp_) return;
    summedUp_ = now;
    columns_.reset();
    density_.reset();
    const auto [first, end] = visibleOperations();
    // At most one sample a pixel: a million steps cost no more than the screen is wide.
    risk_ = riskLine(timeline, layout_, first, end, static_cast<std::size_t>(std::max(1.0, width)));
}

const std::vector<LaneColumn>& TimelineView::columns() {
    if (!columns_) columns_ = laneColumns(moment().timeline(), layout_, lanes().width);
    return *columns_;
}

void TimelineView::paintLanes(QPainter& painter, const Lanes& rows) {
    if (!expanded_) return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const Lane lane : {Lane::writes, Lane::syncs, Lane::memory}) paintBars(painter, rowOf(rows, lane), lane);
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintJobs(painter, rows.jobs);
}

/// Bars grow with the logarithm: one byte can be seen beside a megabyte.
void TimelineView::paintBars(QPainter& painter, const QRectF& row, Lane lane) {
    const auto amountOf = [lane](const Activity& done) {
        return lane == Lane::writes ? std::max(done.writtenBytes, done.writes) : lane == Lane::syncs ? done.syncs : done.memory;
    };
    painter.setPen(QPen(theme().line, 1));
    painter.drawLine(QPointF(0, row.bottom()), QPointF(row.width(), row.bottom()));
    std::uint64_t most = 1;
    for (const LaneColumn& column : columns()) most = std::max(most, amountOf(column.done));
    const auto index = moment().timeline().stepAt(moment().position());
    const FactId stepEnd = moment().position();
    const QColor past = lane == Lane::syncs ? theme().green : theme().dark ? theme().muted.darker(125) : QColor(0x8A8F9B);
    const QColor later = theme().muted.lighter(theme().dark ? 55 : 165);
    for (const LaneColumn& column : columns()) {
        const std::uint64_t amount = amountOf(column.done);
        if (amount == 0) continue;
        const double share = lane == Lane::syncs ? 1 : (1 + std::log2(static_cast<double>(amount))) / (1 + std::log2(static_cast<double>(most)));
        const double height = std::max(2.0, row.height() * share);
        const double wide = std::clamp(column.width * 0.7, 1.0, static_cast<double>(look().px(6)));
        const bool now = index && moment().glows(column.from) && column.from < stepEnd;
        painter.fillRect(QRectF(column.x + (column.width - wide) / 2, row.bottom() - height, wide, height),
                         now ? theme().blue : column.from >= moment().position() ? later : past);
    }
}

QString TimelineView::nameOfJob(const JobRun& job) const {
    const Timeline& timeline = moment().timeline();
    const FactId span = job.first < timeline.begin() ? kNoFact : timeline.spanOf(job.first);
    const std::string_view kind = span == kNoFact ? "" : timeline.catalog().kind(timeline.at(span).fact.subject).name;
    if (kind.starts_with("log.compact")) return tr("compaction");
    if (kind.starts_with("log.recover")) return tr("recovery");
    return tr("job");
}

/// From where a job began to where it was last at work: a frame, filled where it worked.
void TimelineView::paintJobs(QPainter& painter, const QRectF& row) {
    const Timeline& timeline = moment().timeline();
    painter.setPen(QPen(theme().line, 1));
    painter.drawLine(QPointF(0, row.bottom()), QPointF(row.width(), row.bottom()));
    double freeFrom = -1e9;
    for (const JobRun& job : timeline.jobRuns()) {
        const double left = layout_.xOfFact(timeline, job.first);
        const double right = std::max(left + 2, layout_.xOfFact(timeline, job.last + 1));
        if (right < 0 || right < freeFrom - 1) continue;
        if (left > row.width()) break;
        const QRectF box(left, row.top(), right - left, row.height());
        const bool future = job.first >= moment().position();
        painter.setPen(QPen(future ? theme().muted : theme().ink, 1, future ? Qt::DashLine : Qt::SolidLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
        freeFrom = right;
    }
    for (const LaneColumn& column : columns())
        if (column.done.jobs > 0)
            painter.fillRect(QRectF(column.x, row.top() + 2, std::max(1.0, column.width), row.height() - 4),
                             moment().glows(column.from) && column.from < moment().position() ? theme().blue
                             : column.from >= moment().position() ? theme().line : theme().muted);
}

void TimelineView::paintRisk(QPainter& painter, const Lanes& rows) {
    const Timeline& timeline = moment().timeline();
    painter.setPen(QPen(theme().line, 1));
    painter.drawLine(QPointF(0, rows.risk.bottom()), QPointF(rows.width, rows.risk.bottom()));
    const auto [firstOperation, endOperation] = visibleOperations();
    if (firstOperation >= endOperation) return;
    const std::vector<RiskPoint>& points = risk_;
    std::uint64_t largest = 1;
    for (const RiskPoint& point : points) largest = std::max(largest, point.bytes);
    const auto yOf = [&](std::uint64_t bytes) {
        return rows.risk.bottom() - static_cast<double>(bytes) / static_cast<double>(largest) * rows.risk.height();
    };
    QPainterPath past, future;
    const std::size_t first = timeline.operation(firstOperation).firstStep;
    double y = yOf(first > timeline.firstStep() ? timeline.step(first - 1).bytesAtRisk : 0);
    const double cursorX = layout_.xOfPosition(timeline, moment().position());
    past.moveTo(0, y);
    bool inFuture = false;
    double x = 0;
    for (const RiskPoint& point : points) {
        x = point.x;
        const bool later = point.since == kNoFact || point.since > moment().position();
        if (later && !inFuture) {
            past.lineTo(cursorX, y);
            future.moveTo(cursorX, y);
            inFuture = true;
        }
        QPainterPath& path = inFuture ? future : past;
        path.lineTo(x, y);
        y = yOf(point.bytes);
        path.lineTo(x, y);
    }
    if (!inFuture) past.lineTo(std::max(x, cursorX), y);
    QPainterPath area = past;
    area.lineTo(past.currentPosition().x(), rows.risk.bottom());
    area.lineTo(0, rows.risk.bottom());
    area.closeSubpath();
    // An outline of a thousand corners is a slow clip, and so fine that nobody would see the difference.
    if (layout_.detailed())
        fillHatch(painter, area, theme().muted, look().px(5));
    else
        painter.fillPath(area, QBrush(theme().muted, Qt::BDiagPattern));
    painter.setBrush(Qt::NoBrush);
    // The same holds of the line: with a corner a pixel it is made of pixels.
    painter.setRenderHint(QPainter::Antialiasing, layout_.detailed());
    painter.setPen(QPen(theme().ink, layout_.detailed() ? 1.2 : 1));
    painter.drawPath(past);
    painter.setPen(QPen(theme().muted, 1, Qt::DashLine));
    painter.drawPath(future);
    painter.setRenderHint(QPainter::Antialiasing, true);
}

}  // namespace vitrine::ui
