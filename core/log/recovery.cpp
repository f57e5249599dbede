#include "core/log/recovery.h"

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/base/random.h"
#include "core/log/inspection.h"
#include "core/log/log_engine.h"
#include "core/log/log_job.h"
#include "core/log/log_spans.h"

namespace vitrine::log {

namespace {

// Behind a recovery that was told in parts everything is stated as an inspect() would.
constexpr std::uint64_t kPartsOfCoarse = 500;      // steps on the timeline, however much is read
constexpr std::size_t kSumsStatedAnew = 64;        // times that the counters of all segments are looked through meanwhile

}  // namespace

Recovery::Recovery(Disk& disk, const EngineOptions& options, OpenAs as, Tracer* tracer)
    : disk_(disk), options_(options), as_(as), tracer_(tracer) {}

Recovery::~Recovery() = default;

void Recovery::work() {
    const bool coarse = phase_ == Phase::read && store_->coarse();
    if (coarse && tracer_) tracer_->setCoarse(true);
    const bool watched = tracer_ && tracer_->recording() && !coarse;
    if (const auto done = watched ? advanceStating() : advance(); !done) giveUp(done.error());
    if (coarse && tracer_) tracer_->setCoarse(false);
    if (coarse && running()) statePart();
    if (!running() && phase_ != Phase::ready) lock_.reset();  // refused: someone else may try
}

Status Recovery::advanceStating() {
    SpanScope<Traced> span(Traced{*tracer_}, log_spans::recover);
    const Status done = advance();
    if (done) span.finish();
    return done;
}

Status Recovery::advance() {
    switch (phase_) {
        case Phase::survey: return surveyOn();
        case Phase::read: return readOn();
        case Phase::judge: return judge();
        case Phase::salvage: return salvageOn();
        case Phase::mend: return mendOn();
        case Phase::ready: break;
    }
    return {};
}

Progress Recovery::progress() const {
    Progress progress{reading_ ? reading_->bytesDone() : 0, bytesTotal_, "bytes", doing_};
    if (phase_ == Phase::read && store_->coarse())
        progress.doing = fmt::format("read segment {} of {}, {} records so far", std::max<std::size_t>(at_, 1),
                                     layout_.order.size(), fmt::group_digits(report_.records));
    return progress;
}

void Recovery::cancel() {
    if (running()) giveUp({ErrorCode::cancelled, "Opening the database was cancelled; nothing was lost.", disk_.place()});
    if (phase_ != Phase::ready) lock_.reset();
}

// ---- survey ----------------------------------------------------------------------------------------------------------------

Status Recovery::begin() {
    begun_ = true;
    if (options_.durability == Durability::power && !disk_.durable())
        return fail(ErrorCode::notSupported,
                    fmt::format("{} cannot make anything durable: choose durability=process or buffered.", disk_.place()));
    if (writes() && !options_.breakOnPurpose.twoWriters) {  // unless broken on purpose: twoWriters
        auto lock = disk_.lock();
        if (!lock) return passOn(lock);
        lock_ = std::move(*lock);
    }
    lookAround();
    return {};
}

void Recovery::lookAround() {
    phase_ = Phase::survey;
    doing_ = "list the files";
    surveyor_.emplace(disk_, writes());
}

Status Recovery::surveyOn() {
    if (!begun_)
        if (const auto done = begin(); !done) return done;
    const auto over = surveyor_->step();
    if (!over) return passOn(over);
    if (!*over) return {};
    reading_.reset();
    found_ = surveyor_->take();
    surveyor_.reset();
    layout_ = layOut(found_);
    at_ = 0;
    bytesTotal_ = 0;
    for (const std::uint32_t number : layout_.order) bytesTotal_ += found_.segments.at(number).sizeBytes;
    if (const auto made = startStore(); !made) return made;
    store_->setCoarse(bytesTotal_ > kMostBytesInDetail);
    nextPartAt_ = 0;
    reading_.emplace(*store_, found_, layout_, report_, writes());
    phase_ = Phase::read;
    doing_ = "read the segments";
    return {};
}

Status Recovery::startStore() {
    if (store_) {
        store_->startAgain();
    } else {
        auto index = makeIndex(options_.index, options_.seed != 0 ? options_.seed : systemSeed());
        if (!index) return fail(ErrorCode::invalidArgument, fmt::format("There is no index {}.", quoteWord(options_.index)));
        store_ = std::make_unique<Store>(disk_, options_, !writes());
        store_->setIndex(std::move(index));
        store_->attach(tracer_);
    }
    writer_ = std::make_unique<Writer>(*store_);
    store_->numberSeen(found_.highestNumber);
    store_->setDatabase(found_.database != 0 ? found_.database : store_->newIdentity());
    store_->stateCounters();
    if (!watched()) return {};
    SpanScope<Traced> span(Traced{*tracer_}, log_spans::recoverList);
    const std::size_t leftovers = layout_.leftovers.size() + layout_.originals.size();
    span.finish(found_.segments.size() + found_.parts.size() + found_.hints.size() + found_.damaged.size(),
                layout_.order.size(), found_.hints.size(), leftovers);
    return {};
}

// ---- read, judge -------------------------------------------------------------------------------------------------------------

Status Recovery::readOn() {
    if (!reading_->underWay()) {
        if (at_ == layout_.order.size()) {
            phase_ = Phase::judge;
            return {};
        }
        reading_->begin(layout_.order[at_++]);
    }
    return reading_->step(kStepBytes);
}

/// A step of the timeline for the next part of what a coarse recovery has read.
void Recovery::statePart() {
    if (!watched() || reading_->bytesDone() < nextPartAt_) return;
    nextPartAt_ = reading_->bytesDone() + std::max<std::uint64_t>(bytesTotal_ / kPartsOfCoarse, 1);
    SpanScope<Traced> group(Traced{*tracer_}, log_spans::recover);
    SpanScope<Traced> part(Traced{*tracer_}, log_spans::recoverPart, std::max<std::size_t>(at_, 1), layout_.order.size(),
                           report_.records, store_->index().size());
    if (const std::size_t every = layout_.order.size() / kSumsStatedAnew; every == 0 || at_ % every == 0)
        store_->stateSegments();
    else if (at_ > 0)
        store_->stateSegment(layout_.order[at_ - 1]);
    store_->stateCounters();
    store_->index().stateCounters(*tracer_);
    part.finish();
    group.finish();
}

/// What was not stated record by record, now that it is all there.
void Recovery::stateOutcome() {
    store_->setCoarse(false);
    if (!watched()) return;
    SpanScope<Traced> part(Traced{*tracer_}, log_spans::recoverPart, layout_.order.size(), layout_.order.size(),
                           report_.records, store_->index().size());
    tracer_->setShowing(true);
    store_->index().inspect(*tracer_);
    tracer_->setShowing(false);
    stateRecords(*tracer_, *store_, *writer_);
    part.finish();
}

Status Recovery::judge() {
    if (layout_.damage.empty() && reading_->damage().empty()) {
        phase_ = Phase::mend;
        doing_ = "mend";
        mending_.emplace(*store_, *writer_, layout_, Mending::Tail{reading_->torn().has_value(), reading_->provenLength()},
                         report_, writes());
        return {};
    }
    const std::size_t before = report_.findings.size();
    std::vector<RecoveryFinding>& findings = report_.findings;
    findings.insert(findings.end(), layout_.damage.begin(), layout_.damage.end());
    for (const RecoveryFinding& finding : layout_.damage) {
        if (!watched()) break;
        SpanScope<Traced> span(Traced{*tracer_}, log_spans::recoverFiles, finding.file, finding.sentence);
        span.finish();
    }
    findings.insert(findings.end(), reading_->damage().begin(), reading_->damage().end());
    if (as_ == OpenAs::salvage && !salvaged_) {
        phase_ = Phase::salvage;
        doing_ = "salvage";
        salvage_ = std::make_unique<Salvage>(*store_, found_, layout_, reading_->damagedSegments(), report_);
        return {};
    }
    const RecoveryFinding& first = findings[before];
    std::string sentence = first.sentence;
    const std::size_t places = findings.size() - before;
    if (places > 1) sentence += fmt::format(" ({} of damage in all.)", plural(places, "place"));
    if (watched()) {
        SpanScope<Traced> span(Traced{*tracer_}, log_spans::recoverRefuse, places, first.file);
        span.finish();
    }
    return fail(ErrorCode::corrupt, std::move(sentence), fmt::format("{} at {}", first.file, hexOffset(first.offset)));
}

// ---- salvage, mend -----------------------------------------------------------------------------------------------------------

Status Recovery::salvageOn() {
    const auto done = salvage_->step(kStepBytes);
    if (!done) return passOn(done);
    if (!*done) return {};
    // What is there now is a database like any other, and is read like one.
    salvage_.reset();
    salvaged_ = true;
    report_.changedDisk = true;
    report_.records = report_.hintsUsed = 0;
    lookAround();
    return {};
}

Status Recovery::mendOn() {
    if (!mending_->over()) return mending_->step();
    store_->stateSegments();
    store_->stateCounters();
    if (store_->coarse()) stateOutcome();
    stateOpen();
    phase_ = Phase::ready;
    finish(fmt::format("{} in {}, {} read.", plural(store_->index().size(), "key"),
                       plural(store_->segments().size(), "segment"), plural(report_.records, "record")));
    return {};
}

/// The last step of every recovery that did not refuse: from here on the engine answers.
void Recovery::stateOpen() {
    if (!watched()) return;
    SpanScope<Traced> span(Traced{*tracer_}, log_spans::recoverOpen, store_->index().size(), store_->segments().size(),
                           report_.records, writes());
    span.finish();
}

std::unique_ptr<StorageEngine> Recovery::take() {
    VITRINE_ASSERT(phase_ == Phase::ready && store_);
    return std::make_unique<LogEngine>(std::move(store_), std::move(writer_), std::move(lock_), report_);
}

Result<std::unique_ptr<OpenJob>> openLogEngine(Disk& disk, const EngineOptions& options, OpenAs as, Tracer* tracer) {
    if (options.segmentBytes <= kSegmentHeaderBytes)
        return fail(ErrorCode::invalidArgument,
                    fmt::format("A segment of {} bytes has no room behind its header of {}: choose more.",
                                options.segmentBytes, kSegmentHeaderBytes));
    return std::make_unique<Recovery>(disk, options, as, tracer);
}

}  // namespace vitrine::log
