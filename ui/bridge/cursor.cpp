#include "ui/bridge/cursor.h"

#include <algorithm>

namespace vitrine::ui {
namespace {

constexpr int kFrameMs = 16;
constexpr FactId kMostOpenSpans = 16;  // that may end at once behind a step
constexpr int kFrameMsInFlood = 50;  // while facts pour in faster than they can be taken in

}  // namespace

Cursor::Cursor(const SpanCatalog& catalog, QObject* parent)
    : QObject(parent), timeline_(catalog), scene_(timeline_), playTimer_(this), publishTimer_(this) {
    timeline_.setMemoryLimit(kUsualMemoryBytes);
    moment_.scene = &scene_;
    playTimer_.setTimerType(Qt::PreciseTimer);
    publishTimer_.setSingleShot(true);
    publishTimer_.setTimerType(Qt::PreciseTimer);
    connect(&playTimer_, &QTimer::timeout, this, &Cursor::tick);
    connect(&publishTimer_, &QTimer::timeout, this, &Cursor::publishNow);
}

Cursor::~Cursor() = default;

// ---- taking in facts -----------------------------------------------------------------------------------------------------

void Cursor::append(std::unique_ptr<Chunk> chunk) {
    timeline_.append(std::move(chunk));
    if (live_) scene_.seek(timeline_.end());
    else if (position() < timeline_.begin()) scene_.seek(timeline_.begin());  // history was dropped under our feet
    changed();
}

bool Cursor::takeIn(FactQueue& queue, std::chrono::microseconds budget) {
    const auto until = std::chrono::steady_clock::now() + budget;
    while (auto chunk = queue.take()) {
        append(std::move(chunk));
        if (std::chrono::steady_clock::now() < until) continue;
        if (queue.waiting() == 0) break;
        // Only the newest state is worth painting: while more waits, views are told a few times a second.
        if (!publishTimer_.isActive() || publishTimer_.remainingTime() < kFrameMsInFlood)
            if (sincePublished_.isValid() && sincePublished_.elapsed() < kFrameMsInFlood)
                publishTimer_.start(kFrameMsInFlood - static_cast<int>(sincePublished_.elapsed()));
        return false;
    }
    return true;
}

// ---- moving --------------------------------------------------------------------------------------------------------------

void Cursor::moveTo(FactId position) {
    scene_.seek(std::clamp(position, timeline_.begin(), timeline_.end()));
    changed();
}

void Cursor::move(FactId position) {
    peekedFrom_.reset();
    if (onlySpansEnd(position, timeline_.end())) position = timeline_.end();  // the end of the last step is the end
    live_ = position >= timeline_.end();
    moveTo(position);
}

void Cursor::seek(FactId position) {
    pause();
    move(position);
}

void Cursor::goLive() { seek(timeline_.end()); }
void Cursor::goToBegin() { seek(timeline_.begin()); }
void Cursor::stepForward() { seek(timeline_.nextStep(position())); }
void Cursor::operationForward() { seek(timeline_.nextOperation(position())); }
void Cursor::factForward() { seek(timeline_.nextDiskFact(position())); }
void Cursor::factBack() { seek(timeline_.previousDiskFact(position())); }

bool Cursor::onlySpansEnd(FactId from, FactId to) const {
    if (from < timeline_.begin() || from >= to || to - from > kMostOpenSpans) return false;
    for (FactId at = from; at < to; ++at)
        if (timeline_.at(at).fact.kind != FactKind::spanEnd) return false;
    return true;
}

FactId Cursor::before(FactId stop, FactId (Timeline::*previous)(FactId) const) const {
    const FactId target = (timeline_.*previous)(stop);
    // A stop behind which spans only ended looks the same: the one before it is meant.
    return onlySpansEnd(target, stop) ? (timeline_.*previous)(target) : target;
}

void Cursor::stepBack() { seek(before(position(), &Timeline::previousStep)); }
void Cursor::operationBack() { seek(before(position(), &Timeline::previousOperation)); }

void Cursor::seekToOperation(std::size_t index) {
    if (index < timeline_.firstOperation() || index >= timeline_.operationCount()) return;
    const Operation& operation = timeline_.operation(index);
    if (operation.end == kNoFact || index + 1 == timeline_.operationCount()) return goLive();
    seek(operation.end);
}

void Cursor::seekToStep(std::size_t index, std::size_t step) {
    if (index < timeline_.firstOperation() || index >= timeline_.operationCount()) return;
    const Operation& operation = timeline_.operation(index);
    if (step >= operation.stepCount) return seekToOperation(index);
    const FactId end = timeline_.step(operation.firstStep + step).end;
    seek(end == kNoFact ? timeline_.end() : end);
}

void Cursor::peekBefore(bool peek) {
    if (peek == peeking()) return;
    if (peek) {
        pause();
        const FactId here = position();
        const bool wasLive = live_;
        live_ = false;
        peekedFrom_ = here, peekedLive_ = wasLive;
        moveTo(before(here, &Timeline::previousStep));
    } else {
        const FactId back = *peekedFrom_;
        peekedFrom_.reset();
        live_ = peekedLive_;
        moveTo(live_ ? timeline_.end() : back);
    }
}

// ---- playing -------------------------------------------------------------------------------------------------------------

void Cursor::play() {
    if (playing()) return;
    peekBefore(false);
    if (atEnd()) moveTo(timeline_.begin());  // played to its end, a film begins anew
    live_ = false;
    stepsOwed_ = 0;
    sinceTick_.restart();
    playTimer_.start(std::max(kFrameMs, static_cast<int>(1000 / stepsPerSecond_)));
    changed();
    Q_EMIT playChanged();
}

void Cursor::pause() {
    if (!playing()) return;
    playTimer_.stop();
    Q_EMIT playChanged();
}

void Cursor::setSpeed(double stepsPerSecond) {
    stepsPerSecond_ = std::clamp(stepsPerSecond, kSlowest, kFastest);
    if (playing()) playTimer_.start(std::max(kFrameMs, static_cast<int>(1000 / stepsPerSecond_)));
    Q_EMIT playChanged();
}

void Cursor::tick() {
    const double seconds = static_cast<double>(sinceTick_.restart()) / 1000;
    // A late timer owes steps, but a window that was asleep does not rush through a lecture.
    stepsOwed_ = std::min(stepsOwed_ + seconds * stepsPerSecond_, 1 + stepsPerSecond_ / 10);
    int steps = std::max(1, static_cast<int>(stepsOwed_));
    stepsOwed_ = std::max(0.0, stepsOwed_ - steps);
    FactId target = position();
    while (steps-- > 0 && target < timeline_.end()) target = timeline_.nextStep(target);
    move(target);
    if (atEnd()) pause();
}

// ---- what the person points at -------------------------------------------------------------------------------------------

void Cursor::hover(const Selection& selection) {
    if (moment_.hovered == selection) return;
    moment_.hovered = selection;
    changed();
}

void Cursor::pin(const Selection& selection) {
    if (moment_.pinned == selection) return;
    moment_.pinned = selection;
    changed();
}

void Cursor::clearSelection() {
    if (moment_.pinned.empty() && moment_.hovered.empty()) return;
    moment_.pinned = moment_.hovered = {};
    changed();
}

// ---- announcing ----------------------------------------------------------------------------------------------------------

void Cursor::changed() {
    if (publishTimer_.isActive()) return;
    const qint64 since = sincePublished_.isValid() ? sincePublished_.elapsed() : kFrameMs;
    publishTimer_.start(static_cast<int>(std::max<qint64>(0, kFrameMs - since)));
}

void Cursor::publishNow() {
    publishTimer_.stop();
    sincePublished_.restart();
    moment_.live = live_;
    moment_.stepBegin = kNoFact;
    const auto operation = timeline_.operationAt(position());
    const auto step = timeline_.stepAt(position());
    if (step && operation && timeline_.step(*step).operation == *operation)
        moment_.stepBegin = timeline_.step(*step).begin;
    Q_EMIT momentChanged(moment_);
}

}  // namespace vitrine::ui
