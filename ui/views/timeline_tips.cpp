// What the timeline's tooltips say: of every lane, the sentence of the step under the mouse.
#include <algorithm>

#include "ui/models/figures.h"
#include "ui/models/sentence.h"
#include "ui/views/timeline_rows.h"

namespace vitrine::ui {

namespace {
QString fromBytes(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<int>(text.size())); }
constexpr double kNear = 3;  // px: a bar is thin

QString plain(const QString& marked) {
    QString text;
    for (const TextRun& run : boldRuns(marked)) text += run.text;
    return text;
}
}  // namespace

/// What the sentence would say at that moment.
QString TimelineView::sentenceOf(FactId position) const {
    const Timeline& timeline = moment().timeline();
    if (!tipScene_ || &tipScene_->timeline() != &timeline) tipScene_ = std::make_unique<Scene>(timeline);
    tipScene_->seek(timeline.whole(position));
    Moment there;
    there.scene = tipScene_.get();
    there.live = false;
    const Sentence sentence = sentenceAt(there);
    const QString consequence = plain(sentence.consequence);
    return consequence.isEmpty() ? sentence.fact : sentence.fact + QLatin1Char('\n') + consequence;
}

QString TimelineView::tipAt(const QPoint& point) const {
    if (!moment().scene) return {};
    const Timeline& timeline = moment().timeline();
    if (const Bookmark* bookmark = bookmarkAt(point))
        return tr("%1 (%2). Click to go there, double-click to rename.").arg(bookmark->name, placeName(timeline, bookmark->at));
    const Lanes rows = lanes();
    const double x = axisX(point.x());
    if (x < 0) return {};
    if (point.y() >= rows.risk.bottom() - kNear)
        if (const QString tip = tipOfMarker(x); !tip.isEmpty()) return tip;
    for (const Gap& gap : timeline.gaps())
        if (std::abs(xOfGap(gap.at) - x) < look().px(4)) return sentenceOf(timeline.whole(gap.at + 1));
    for (const Lane lane : {Lane::writes, Lane::syncs, Lane::memory, Lane::jobs, Lane::risk}) {
        const QRectF row = rowOf(rows, lane);
        if (row.isEmpty() || point.y() < row.top() - kNear || point.y() > row.bottom() + kNear) continue;
        const QString amount = tipOfLane(lane, x);
        const QString step = tipOfOperations(x);
        return amount.isEmpty() ? step : step.isEmpty() ? amount : amount + QLatin1Char('\n') + step;
    }
    return tipOfOperations(x);
}

QString TimelineView::tipOfOperations(double x) const {
    const Timeline& timeline = moment().timeline();
    const auto index = layout_.operationAtX(timeline, x);
    if (!index) return {};
    const Operation& operation = timeline.operation(*index);
    QString tip;
    const auto right = layout_.operationAtX(timeline, x + 1);
    if (!layout_.detailed() && right && *right > *index + 1)
        tip = tr("%L1 operations in a pixel, from %2 on").arg(*right - *index).arg(operation.number) + QLatin1Char('\n');
    tip += tr("%1  %2").arg(operation.number).arg(fromBytes(label(timeline.commandOf(*index), 80)));
    // The step whose fact lies there; its sentence is whole at its end.
    const auto step = timeline.stepAt(layout_.factAtX(timeline, x) + 1);
    FactId end = operation.end;
    if (step && timeline.step(*step).operation == *index) end = timeline.step(*step).end;
    return tip + QLatin1Char('\n') + sentenceOf(end == kNoFact ? timeline.end() : end);
}

QString TimelineView::tipOfLane(Lane lane, double x) const {
    const Timeline& timeline = moment().timeline();
    const FactId from = layout_.factAtX(timeline, x - kNear), to = layout_.factAtX(timeline, x + kNear) + 1;
    const Activity done = timeline.activityBefore(to) - timeline.activityBefore(from);
    switch (lane) {
        case Lane::operations: return {};
        case Lane::writes:
            return done.writes == 0 ? tr("Nothing was written here.")
                                    : tr("Changes of files: %L1, with %2 written.").arg(done.writes).arg(bytesText(done.writtenBytes));
        case Lane::syncs: return done.syncs == 0 ? tr("No sync here.") : tr("Syncs: %L1.").arg(done.syncs);
        case Lane::memory:
            return done.memory == 0 ? tr("Nothing changed in memory here.") : tr("Changes of cells in memory: %L1.").arg(done.memory);
        case Lane::jobs:
            for (const JobRun& job : timeline.jobRuns())
                if (job.first < to && job.last >= from) return tr("In the background: %1.").arg(nameOfJob(job));
            return tr("No job in the background here.");
        case Lane::risk: {
            const auto step = timeline.stepAt(to);
            const auto operation = timeline.operationAt(to);
            if (!operation) return {};
            const bool inStep = step && timeline.step(*step).operation == *operation;
            const std::uint64_t bytes = inStep ? timeline.step(*step).bytesAtRisk : timeline.operation(*operation).bytesAtRisk;
            return bytes == 0 ? tr("A power cut here would take nothing.") : tr("A power cut here would take %1.").arg(bytesText(bytes));
        }
    }
    return {};
}

QString TimelineView::tipOfMarker(double x) const {
    const Timeline& timeline = moment().timeline();
    const auto& markers = timeline.markers();
    const double reach = look().px(6);
    const FactId from = layout_.factAtX(timeline, x - 4 * reach);
    auto marker = std::lower_bound(markers.begin(), markers.end(), from, [](const Marker& one, FactId at) { return one.at < at; });
    for (; marker != markers.end(); ++marker) {
        const double at = layout_.xOfPosition(timeline, marker->at);
        if (at > x + reach) return {};
        if (at < x - reach) continue;
        return markerWords(timeline, *marker, 80) + QLatin1Char('\n') + sentenceOf(timeline.whole(marker->at + 1));
    }
    return {};
}

}  // namespace vitrine::ui
