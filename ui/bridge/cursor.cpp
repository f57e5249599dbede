#include "ui/bridge/cursor.h"

#include <algorithm>

namespace vitrine::ui {
namespace {

constexpr int kFrameMs = 16;
constexpr FactId kMostOpenSpans = 16;  // that may end at once behind a step
constexpr int kFrameMsInFlood = 50;  // while facts pour in faster than they can be taken in

}  // namespace

Cursor::Cursor(const SpanCatalog& catalog, QObject* parent)
    : QObject(parent), catalog_(catalog), timeline_(&timelines_[0].emplace(catalog)), scene_(*timeline_), playTimer_(this), publishTimer_(this) {
    timeline_->setMemoryLimit(memoryLimit_);
    moment_.scene = &scene_;
    moment_.bookmarks = &bookmarks_[shown_];
    playTimer_.setTimerType(Qt::PreciseTimer);
    publishTimer_.setSingleShot(true);
    publishTimer_.setTimerType(Qt::PreciseTimer);
    connect(&playTimer_, &QTimer::timeout, this, &Cursor::tick);
    connect(&publishTimer_, &QTimer::timeout, this, &Cursor::publishNow);
}

Cursor::~Cursor() = default;

// ---- taking in facts -----------------------------------------------------------------------------------------------------

void Cursor::append(const Chunk& chunk) {
    timeline_->append(chunk);
    forgetDropped();
    if (live_)
        takeNews();
    else if ((timeline_->begin() > 0 && position() <= timeline_->begin()) || position() < timeline_->firstWhole())
        // History was dropped under our feet; what it begins with now may come in several chunks, and is whole with the last.
        scene_.seek(timeline_->firstWhole());
    changed();
}

/// Facts came in while the cursor stood at the end.
void Cursor::takeNews() {
    const FactId end = timeline_->lastWhole();
    const bool dropped = timeline_->begin() > 0 && position() <= timeline_->begin();
    if (mode_ == Mode::follow || dropped) return scene_.seek(end);
    if (mode_ == Mode::walk) {
        const FactId stop = after(position(), &Timeline::nextStep);
        const bool isStop = stop < end || timeline_->previousStep(end + 1) == end;
        if (stop > position() && isStop && !onlySpansEnd(position(), stop)) scene_.seek(timeline_->whole(stop));
    }
    if (onlySpansEnd(position(), end)) scene_.seek(end);  // the end of the last step is the end
    live_ = position() >= end;
}

/// What history dropped cannot be gone back to.
void Cursor::forgetDropped() {
    const FactId begin = timeline_->begin();
    if (begin == 0) return;
    bookmarks_[shown_].dropBefore(begin);
    if (mark_ != kNoFact && mark_ < begin) mark_ = kNoFact;
}

bool Cursor::takeIn(FactQueue& queue, std::chrono::microseconds budget) {
    const auto until = std::chrono::steady_clock::now() + budget;
    std::uint32_t history = 0;
    while (auto chunk = queue.take(&history)) {
        if (history == shown_) append(*chunk);
        else timelineOf(history).append(*chunk);
        queue.giveBack(std::move(chunk));
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

// ---- branches ------------------------------------------------------------------------------------------------------------

Timeline& Cursor::timelineOf(std::uint32_t history) {
    std::optional<Timeline>& timeline = timelines_[history];
    if (!timeline) timeline.emplace(catalog_).setMemoryLimit(memoryLimit_);
    return *timeline;
}

void Cursor::show(std::uint32_t history) {
    if (history == shown_) return;
    pause();
    peekedFrom_.reset();
    shown_ = history;
    moment_.bookmarks = &bookmarks_[history];
    timeline_ = &timelineOf(history);
    scene_ = Scene(*timeline_);
    moment_.hovered = moment_.pinned = {};
    mark_ = kNoFact;  // of another history
    live_ = true;
    scene_.seek(timeline_->lastWhole());
    publishNow();
}

void Cursor::forget(std::uint32_t history) {
    if (history == shown_) return;
    timelines_[history].reset();
    bookmarks_.erase(history);
}

void Cursor::setMemoryLimit(std::size_t bytes) {
    memoryLimit_ = bytes;
    for (auto& [history, timeline] : timelines_)
        if (timeline) timeline->setMemoryLimit(bytes);
}

void Cursor::setLeftOut(std::uint64_t operations) {
    if (leftOut_ == operations) return;
    leftOut_ = operations;
    changed();
}

// ---- moving --------------------------------------------------------------------------------------------------------------

void Cursor::moveTo(FactId position) {
    position = std::clamp(position, timeline_->begin(), timeline_->lastWhole());
    scene_.seek(timeline_->whole(position, position < this->position()));
    changed();
}

void Cursor::move(FactId position) {
    peekedFrom_.reset();
    if (onlySpansEnd(position, timeline_->lastWhole())) position = timeline_->lastWhole();  // the end of the last step is the end
    live_ = position >= timeline_->lastWhole();
    moveTo(position);
}

void Cursor::seek(FactId position) {
    pause();
    if (limit_ && position > this->position()) position = std::min(position, std::max(limit_(), this->position()));
    move(position);
}

void Cursor::goLive() { seek(timeline_->lastWhole()); }
void Cursor::goToBegin() { seek(timeline_->firstWhole()); }
void Cursor::stepForward() {
    const FactId to = after(position(), &Timeline::nextStep);
    if (held(to)) return pause();
    seek(to);
}

void Cursor::operationForward() { seek(after(position(), &Timeline::nextOperation)); }
void Cursor::factForward() { seek(timeline_->nextDiskFact(position())); }
void Cursor::factBack() { seek(timeline_->previousDiskFact(position())); }

bool Cursor::onlySpansEnd(FactId from, FactId to) const {
    if (from < timeline_->begin() || from >= to || to - from > kMostOpenSpans) return false;
    for (FactId at = from; at < to; ++at)
        if (timeline_->at(at).fact.kind != FactKind::spanEnd) return false;
    return true;
}

FactId Cursor::before(FactId stop, FactId (Timeline::*previous)(FactId) const) const {
    FactId target = (timeline_->*previous)(stop);
    // A stop behind which spans only ended looks the same: the one before it is meant.
    if (onlySpansEnd(target, stop)) {
        stop = target;
        target = (timeline_->*previous)(stop);
    }
    const FactId gap = gapBetween(target, stop);
    return gap == kNoFact ? target : gap;
}

FactId Cursor::after(FactId stop, FactId (Timeline::*next)(FactId) const) const {
    const FactId target = (timeline_->*next)(stop);
    const FactId gap = gapBetween(stop, target);
    return gap == kNoFact ? target : gap;
}

/// A gap is a stop, too: the moment behind it, where the sentence says what is missing. Exclusive of both ends.
FactId Cursor::gapBetween(FactId from, FactId to) const {
    const auto& markers = timeline_->markers();
    auto marker = std::lower_bound(markers.begin(), markers.end(), from,
                                   [](const Marker& each, FactId at) { return each.at < at; });
    for (; marker != markers.end() && marker->at < to; ++marker) {
        const FactId behind = marker->kind == Marker::Kind::gap ? timeline_->whole(marker->at + 1) : from;
        if (behind > from && behind < to) return behind;
    }
    return kNoFact;
}

void Cursor::stepBack() { seek(before(position(), &Timeline::previousStep)); }
void Cursor::operationBack() { seek(before(position(), &Timeline::previousOperation)); }

void Cursor::seekToOperation(std::size_t index) {
    if (index < timeline_->firstOperation() || index >= timeline_->operationCount()) return;
    const Operation& operation = timeline_->operation(index);
    if (operation.end == kNoFact || index + 1 == timeline_->operationCount()) return goLive();
    seek(operation.end);
}

void Cursor::seekToStep(std::size_t index, std::size_t step) {
    if (index < timeline_->firstOperation() || index >= timeline_->operationCount()) return;
    const Operation& operation = timeline_->operation(index);
    if (step >= operation.stepCount) return seekToOperation(index);
    const FactId end = timeline_->step(operation.firstStep + step).end;
    seek(end == kNoFact ? timeline_->end() : end);
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
        moveTo(live_ ? timeline_->lastWhole() : back);
    }
}

// ---- playing -------------------------------------------------------------------------------------------------------------

void Cursor::play() {
    if (playing()) return;
    peekBefore(false);
    if (atEnd()) moveTo(timeline_->firstWhole());  // played to its end, a film begins anew
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
    while (steps-- > 0 && target < timeline_->lastWhole()) {
        const FactId next = after(target, &Timeline::nextStep);
        if (held(next)) {
            move(target);
            return pause();
        }
        target = next;
    }
    move(target);
    if (atEnd()) pause();
}

// ---- how it takes new operations ---------------------------------------------------------------------------------------

void Cursor::setMode(Mode mode) {
    if (mode == mode_) return;
    mode_ = mode;
    changed();
    Q_EMIT modeChanged(mode);
}

// ---- moments to come back to -------------------------------------------------------------------------------------------

void Cursor::toggleBookmarkAt(FactId position) {
    bookmarks_[shown_].toggle(*timeline_, std::clamp(position, timeline_->begin(), timeline_->end()));
    changed();
}

void Cursor::renameBookmark(FactId position, const QString& name) {
    bookmarks_[shown_].rename(*timeline_, position, name);
    changed();
}

void Cursor::nextBookmark() {
    if (const auto next = bookmarks_[shown_].next(position())) seek(*next);
}

void Cursor::previousBookmark() {
    if (const auto previous = bookmarks_[shown_].previous(position())) seek(*previous);
}

void Cursor::setMark(FactId position) {
    const FactId mark = position == kNoFact ? kNoFact : timeline_->whole(std::clamp(position, timeline_->begin(), timeline_->lastWhole()));
    if (mark == mark_) return;
    mark_ = mark;
    changed();
    Q_EMIT markChanged(mark);
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

void Cursor::setCovered(bool covered) {
    if (moment_.covered == covered) return;
    moment_.covered = covered;
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
    moment_.before = peeking();
    moment_.review = mode_ == Mode::review;
    moment_.mark = mark_;
    // Facts and counts come on two ways. A gap that is stated, but behind which the picture is not whole yet, is one that
    // the newest picture is before, as the one that grows is.
    const std::uint64_t stated = timeline_->leftOutBefore(timeline_->end());
    moment_.growing = leftOut_ - std::min(leftOut_, stated);
    moment_.summarised = moment_.growing + stated - timeline_->leftOutBefore(timeline_->lastWhole());
    moment_.stepBegin = kNoFact;
    const auto operation = timeline_->operationAt(position());
    const auto step = timeline_->stepAt(position());
    if (step && operation && timeline_->step(*step).operation == *operation) {
        // What a gap or a keyframe behind the step states again is not new.
        const bool over = timeline_->step(*step).end != kNoFact &&
                          timeline_->step(*step).end <= timeline_->restartBefore(position()) && timeline_->begin() < position();
        if (!over) moment_.stepBegin = timeline_->step(*step).begin;
    }
    Q_EMIT momentChanged(moment_);
}

}  // namespace vitrine::ui
