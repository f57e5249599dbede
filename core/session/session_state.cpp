#include "core/session/session_state.h"

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/base/random.h"
#include "core/session/answer.h"
#include "core/session/outside.h"

namespace vitrine {

SessionState::SessionState(const SessionOptions& options)
    : sessionSeed_(options.seed), place_(defaultPlace(options.seed)), keep_(options.keep) {
    if (!kTracing || options.sink == nullptr) return;
    tracer_ = std::make_unique<Tracer>(*options.sink, options.clock ? *options.clock : countingClock_);
    tracer_->setRestate([this](Tracer& to) { restate(to); });
}

SessionState::~SessionState() {
    background_.reset();
    engine_.reset();
    stack_.reset();
}

void SessionState::restate(Tracer& to) {
    if (stack_ && stack_->traced()) stack_->traced()->inspect(to);
    if (engine_) engine_->inspect(to);
}

// ---- the line under way --------------------------------------------------------------------------------------------------

void SessionState::beginLine(std::string text, const LineRecord* again, std::uint64_t stopAtOperation) {
    LineRecord record;
    record.text = std::move(text);
    outside_.reset();
    again_.reset();
    seedsTaken_ = 0;
    if (again) {
        record.outside = again->outside;
        again_ = again->outside ? again->outside : std::make_shared<const Outside>();
    }
    pace_.begin(again && again->cancelledAt ? *again->cancelledAt : LinePace::kNever, stopAtOperation);
    records_.push_back(std::move(record));
}

Outside& SessionState::outside() {
    VITRINE_ASSERT(!again_);
    if (!outside_) line().outside = outside_ = std::make_shared<Outside>();
    return *outside_;
}

std::uint64_t SessionState::seedFromOutside() {
    if (again_ && seedsTaken_ < again_->seeds.size()) return again_->seeds[seedsTaken_++];
    const std::uint64_t seed = systemSeed() | 1;  // 0 would ask for another
    if (!again_) outside().seeds.push_back(seed);
    return seed;
}

/// The disks of a place. Of a real directory the first time is kept, and a replay is given a copy of what it held then.
Result<std::unique_ptr<DiskStack>> SessionState::makeStack(Place& place) {
    if (place.disk != DiskKind::directory) return DiskStack::make(place, tracer_.get());
    if (again_) {
        if (again_->failure) return tl::unexpected<Error>(*again_->failure);
        if (!again_->directory)
            return fail(ErrorCode::notSupported, again_->whyNotAgain.empty() ? "What the directory held was not kept."
                                                                              : again_->whyNotAgain);
        place.copied = true;
        return DiskStack::make(place, tracer_.get(), again_->directory.get());
    }
    auto stack = DiskStack::make(place, tracer_.get());
    if (!stack) {
        outside().failure = stack.error();
        return stack;
    }
    auto image = keepDirectory((*stack)->base(), keep_.directoryBytes);
    if (image) outside().directory = std::move(*image);
    else outside().whyNotAgain = describe(image.error());
    return stack;
}

Status SessionState::moveTo(Place place) {
    auto stack = makeStack(place);
    if (!stack) return passOn(stack);
    if (auto known = recognise(place.engine, (*stack)->base()); !known) {
        if (place.disk == DiskKind::directory && !again_) outside().failure = known.error();
        return known;
    }
    if (engine_)
        if (auto closed = close(); !closed) return closed;
    if (powerFailed()) return fail(ErrorCode::powerCut, "The power failed.");
    background_.reset();
    const bool left = stack_ != nullptr;
    stack_ = std::move(*stack);
    watchPower(*stack_);
    place_ = std::move(place);
    closedBecause_.clear();
    opens_ = 0;
    if (left) restart(FactKind::processEnded);
    return {};
}

// ---- the power -----------------------------------------------------------------------------------------------------------

void SessionState::watchPower(DiskStack& stack) {
    stack.power().setOnFailure([this] {
        if (tracer_) tracer_->setSilent(true);
        pace_.halt();
    });
}

PowerFailure SessionState::losePower(Error& answer) {
    PowerSwitch& power = stack_->power();
    const PowerFailure failure = *power.failure();
    answer.code = ErrorCode::powerCut;
    answer.message = fmt::format("The power failed behind change {}, {}, with {}: open recovers the database.", failure.change,
                                 failure.what,
                                 failure.pending == 0 ? std::string("nothing pending")
                                                      : fmt::format("{} pending, of which the disk kept {}",
                                                                    counted(failure.pending, "item", "items"),
                                                                    keptText(failure.words)));
    loseEngine("The power was cut");
    VITRINE_ASSERT(begunInTheDark_ == 0);
    power.powerBack();
    if (stack_->traced()) stack_->traced()->powerCutHappened();
    if (tracer_) tracer_->setSilent(false);
    restart(FactKind::powerCut);
    for (; endedInTheDark_ > 0; --endedInTheDark_)
        if (tracer_) tracer_->endOperation(session_spans::command, static_cast<std::uint32_t>(answer.code) + 1, answer.message);
    return failure;
}

std::string SessionState::whyOnlyReadable() const {
    if (!stack_ || place_.disk != DiskKind::directory || place_.copied) return {};
    const auto lock = stack_->base().lock();
    return lock ? std::string() : lock.error().message;
}

Result<DiskStack*> SessionState::stack() {
    if (!stack_) {
        auto stack = DiskStack::make(place_, tracer_.get());
        if (!stack) return passOn(stack);
        stack_ = std::move(*stack);
        watchPower(*stack_);
    }
    return stack_.get();
}

Result<StorageEngine*> SessionState::openEngineOr() const {
    if (engine_) return engine_.get();
    if (background_) return fail(ErrorCode::closed, "The database is being recovered: step, finish or cancel first.");
    return fail(ErrorCode::closed,
                fmt::format("{}: open the database first.", closedBecause_.empty() ? "Nothing is open" : closedBecause_));
}

Result<std::unique_ptr<OpenJob>> SessionState::beginOpen(OpenAs as) {
    if (engine_) return fail(ErrorCode::exists, "The database is open already: close it first.");
    if (background_) return fail(ErrorCode::inUse, "The database is being recovered: step, finish or cancel first.");
    auto disks = stack();
    if (!disks) return passOn(disks);
    EngineOptions options = place_.engineOptions;
    // Identities are never used twice in a database, so each open draws from a seed of its own. A real directory outlives
    // the session that would count the opens: there the operating system gives the seed, unless somebody insists.
    ++opens_;
    const bool replayable = place_.disk != DiskKind::directory || place_.seedGiven;
    options.sentenceSteps = true;
    options.seed = replayable ? place_.seedOfOpening(opens_) : seedFromOutside();
    return openEngine(place_.engine, (*disks)->top(), options, as, tracer_.get());
}

DatabaseState SessionState::describeDatabase() const {
    DatabaseState now;
    now.readOnly = engine_ && openedAs_ == OpenAs::readOnly;
    now.recovering = background_ && background_->opening != nullptr;
    now.simulated = place_.disk == DiskKind::simulated;
    now.broken = place_.engineOptions.breakOnPurpose;
    if (const auto open = openEngineOr(); !open && (!neverOpened() || now.recovering)) now.whyClosed = open.error().message;
    return now;
}

void SessionState::opened(std::unique_ptr<StorageEngine> engine, OpenAs as) {
    VITRINE_ASSERT(engine && !engine_);
    engine_ = std::move(engine);
    openedAs_ = as;
    closedBecause_.clear();
}

Status SessionState::close() {
    VITRINE_ASSERT(engine_);
    background_.reset();
    if (auto closed = engine_->close(); !closed) {
        loseEngine("The database was closed");
        restart(FactKind::processEnded, 1);
        const Error& why = closed.error();
        if (why.code == ErrorCode::readOnly)
            return fail(why.code,
                        "The database is closed without the last sync, since an earlier one failed: open it again to see "
                        "what the disk kept.");
        return fail(why.code,
                    fmt::format("The database is closed, but not as it should be: {} Open it again to see what the disk kept.",
                                why.message),
                    why.where);
    }
    engine_.reset();
    closedBecause_ = "The database was closed";
    restart(FactKind::processEnded, 0);
    return {};
}

void SessionState::loseEngine(std::string because) {
    background_.reset();
    engine_.reset();
    closedBecause_ = std::move(because);
}

void SessionState::restart(FactKind kind, std::uint64_t x) {
    if (tracer_ && !powerFailed()) tracer_->restart(kind, x);
}

void SessionState::endOperation(const Error* error, std::string_view result) {
    pace_.operationEnded();
    if (powerFailed()) {
        if (begunInTheDark_ > 0) --begunInTheDark_;
        else ++endedInTheDark_;
        return;
    }
    if (!tracer_) return;
    tracer_->endOperation(session_spans::command, error ? static_cast<std::uint32_t>(error->code) + 1 : 0, result);
}

InnerOperation::~InnerOperation() {
    if (ended_) return;
    const Error cancelled{ErrorCode::cancelled, "cancelled", {}};
    state_.endOperation(&cancelled, cancelled.message);
}

void InnerOperation::end(const Error* error, std::string_view result) {
    VITRINE_ASSERT(!ended_);
    ended_ = true;
    state_.endOperation(error, error ? std::string_view(error->message) : result);
}

}  // namespace vitrine
