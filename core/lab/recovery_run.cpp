#include "core/lab/recovery_run.h"

#include <algorithm>

#include "core/log/log_spans.h"

namespace vitrine::lab {

namespace spans = log_spans;

namespace {

constexpr std::size_t kMostLooks = 1000;  // steps of gets and scans behind a recovery
constexpr std::size_t kMostSteps = 200'000;

bool isLook(const Step& step) {
    return step.kind == spans::lookUp.id || step.kind == spans::readRecord.id;
}

/// Steps that come only when every segment has been read.
bool comesAfterReading(SpanKindId kind) {
    return kind == spans::recoverTail.id || kind == spans::recoverCut.id || kind == spans::recoverLeftover.id ||
           kind == spans::recoverSync.id || kind == spans::recoverOpen.id;
}

void judge(RecoveryRun& run, const Timeline& timeline, FactId position) {
    for (std::size_t i = run.firstStep; i <= run.lastStep; ++i) {
        const Step& step = timeline.step(i);
        if (step.end == kNoFact || step.end > position) break;
        run.damage = run.damage || step.kind == spans::recoverDamage.id || step.kind == spans::recoverFiles.id;
        run.readAll = run.readAll || comesAfterReading(step.kind);
    }
    const Step& last = timeline.step(run.lastStep);
    const bool ended = last.end != kNoFact && last.end <= position;
    if (last.kind == spans::recoverOpen.id && ended && !last.failed) {
        run.state = RecoveryRun::State::open;
        return;
    }
    if (last.kind == spans::recoverRefuse.id && ended) {
        run.state = RecoveryRun::State::refused;
        return;
    }
    const Operation& operation = timeline.operation(last.operation);
    // Behind its last step it only takes down what it had built: no later stop of the cursor is in it.
    const bool over =
        operation.end != kNoFact &&
        (operation.end <= position || (ended && run.lastStep + 1 == operation.firstStep + operation.stepCount));
    if (over && operation.failed)
        run.state = RecoveryRun::State::refused;
    else if (const auto now = timeline.operationAt(position); now && *now > last.operation &&
                                                              timeline.operation(*now).end <= position &&
                                                              timeline.commandOf(*now).starts_with("cancel"))
        run.state = RecoveryRun::State::givenUp;
}

}  // namespace

bool isRecoveryStep(const Timeline& timeline, const Step& step) {
    const std::string_view name = timeline.catalog().kind(step.kind).name;
    if (name.starts_with("log.recover") || name.starts_with("log.salvage")) return true;
    // A segment that is begun within it, for instance.
    for (FactId span = timeline.parentSpan(step.begin); span != kNoFact && span >= timeline.begin();
         span = timeline.parentSpan(span))
        if (timeline.at(span).fact.subject == spans::recover.id) return true;
    return false;
}

FactId endBefore(const Timeline& timeline, const RecoveryRun& run) {
    const auto opened = openedBefore(timeline, run.begin);
    const FactId from = opened ? timeline.step(*opened).end : timeline.begin();
    FactId first = kNoFact;
    for (FactId at = lastEndBefore(timeline, run.begin, from); at != kNoFact; at = lastEndBefore(timeline, at, from))
        first = at;
    return first;
}

FactId lastEndBefore(const Timeline& timeline, FactId position, FactId from) {
    FactId at = timeline.restartBefore(position);
    while (at >= timeline.begin() && at < position && at >= from) {
        const FactKind kind = timeline.at(at).fact.kind;
        if (kind == FactKind::powerCut || kind == FactKind::processEnded) return at;
        if (!isRestart(kind) || at == timeline.begin()) break;
        at = timeline.restartBefore(at);
    }
    return kNoFact;
}

std::optional<std::size_t> openedBefore(const Timeline& timeline, FactId position) {
    const auto newest = timeline.stepAt(position);
    if (!newest) return {};
    std::size_t looked = 0;
    for (std::size_t i = *newest + 1; i-- > timeline.firstStep() && looked < kMostSteps; ++looked) {
        const Step& step = timeline.step(i);
        if (step.kind == spans::recoverOpen.id && !step.failed && step.end != kNoFact && step.end <= position) return i;
    }
    return {};
}

std::optional<RecoveryRun> recoveryAt(const Scene& scene) {
    const Timeline& timeline = scene.timeline();
    const FactId position = scene.position();
    const auto newest = timeline.stepAt(position);
    if (!newest) return {};
    const FactId end = lastEndBefore(timeline, position, timeline.begin());
    const FactId since = end == kNoFact ? timeline.begin() : end;
    std::size_t at = *newest;
    for (std::size_t looks = 0; isLook(timeline.step(at)); --at)
        if (at == timeline.firstStep() || ++looks > kMostLooks) return {};
    RecoveryRun run;
    run.lastStep = at;
    for (std::size_t steps = 0;; --at) {
        const Step& step = timeline.step(at);
        if (step.begin == kNoFact || step.begin < since || !isRecoveryStep(timeline, step)) return {};
        if (step.kind == spans::recoverList.id) break;
        if (at == timeline.firstStep() || ++steps > kMostSteps) return {};
    }
    run.firstStep = at;
    run.begin = timeline.step(at).begin;
    judge(run, timeline, position);
    return run;
}

}  // namespace vitrine::lab
