#include "core/lab/exploration.h"

#include <algorithm>

#include <fmt/format.h>

namespace vitrine::lab {

namespace {

// A new seed for each opening: identities must never come twice, as they would not with a real source. Those of the life
// itself depend on nothing that was looked at, so that lives with different faults have the same bytes up to these.
std::uint64_t firstSeed(const ExploreOptions& options) {
    return options.seed * 1'000'003;
}
constexpr std::uint64_t kMostOpenings = 1'000;

std::string problemOf(const Recovered& recovered, const Oracle& oracle) {
    if (recovered.refused) return "open refused: " + vitrine::describe(*recovered.refused);
    if (!recovered.broken.empty()) return recovered.broken;
    return oracle.allows(recovered.state) ? std::string() : oracle.difference(recovered.state);
}

}  // namespace

Recoverer recovererFor(const Scenario& scenario, const ExploreOptions& options) {
    return {options.engineKind, scenario.engine, firstSeed(options) + kMostOpenings, options.eachDisk};
}

Exploration::Exploration(const Scenario& scenario, const ExploreOptions& options, Recoverer& recoverer,
                         ExploreReport& report)
    : scenario_(scenario),
      options_(options),
      recoverer_(recoverer),
      report_(report),
      disk_(scenario.disk),
      faulty_(disk_),
      mapped_(faulty_),
      watched_(mapped_, [this](const std::string& boundary) { atBoundary(boundary); }) {
    for (const Fault& fault : options.faults) faulty_.add(fault);
}

Status Exploration::run() {
    if (auto opened = open(); !opened) return opened;
    for (const std::string& line : scenario_.lines) {
        line_ = line;
        if (auto done = runLine(line); !done)
            return fail(done.error().code,
                        fmt::format("{}: `{}`: {}", scenario_.name, line, vitrine::describe(done.error())));
        lookAtRunning();
        atBoundary("after the answer");
        if (finished()) break;
    }
    return {};
}

bool Exploration::finished() const {
    return (options_.stopAtFirst && report_.violationCount > 0) || (options_.cancelled && options_.cancelled());
}

// ---- the engine's life -----------------------------------------------------------------------------------------------

Status Exploration::open() {
    for (;;) {
        const std::uint64_t struck = faulty_.struck();
        EngineOptions options = scenario_.engine;
        options.seed = firstSeed(options_) + ++openings_;
        auto opened = openShared(options_.engineKind, watched_, options);
        if (opened) {
            running_ = std::move(*opened);
            return {};
        }
        if (!faultStruckSince(struck)) return passOn(opened);  // else it can be tried again
    }
}

Status Exploration::runLine(const std::string& line) {
    auto action = parseScenarioLine(line);
    if (!action) return passOn(action);
    const auto done = perform(*action);
    // Behind a fault lines may fail: themselves, or because of what an earlier one did not do.
    return faulty_.struck() > 0 && running_.engine ? Status() : done;
}

Status Exploration::perform(const Action& action) {
    switch (action.kind) {
        case Action::Kind::write:
            return write(action.batch);
        case Action::Kind::sync:
            return sync();
        case Action::Kind::flush:
            return flush();
        case Action::Kind::roll:
            return running_.engine->roll();
        case Action::Kind::compact: {
            auto job = running_.engine->compact(action.segments);
            return job ? runToEnd(**job) : passOn(job);
        }
        case Action::Kind::compactBeside:
            return compactBeside(action);
        case Action::Kind::reopen:
            return reopen();
        case Action::Kind::kill:
            return kill();
    }
    return {};
}

Status Exploration::write(const Batch& batch) {
    StorageEngine& engine = *running_.engine;
    const std::uint64_t struck = faulty_.struck();
    oracle_.begin(batch);
    const auto written = batch.size() == 1
                             ? (batch[0].erase ? engine.erase(batch[0].key) : engine.put(batch[0].key, batch[0].value))
                             : engine.write(batch);
    if (!written) {
        faultStruckSince(struck) ? oracle_.failed() : oracle_.refused();
        return passOn(written);
    }
    oracle_.accepted();
    if (scenario_.engine.durability != Durability::buffered) oracle_.handAllOver();
    if (scenario_.engine.durability == Durability::power) oracle_.promiseAll();
    return {};
}

Status Exploration::sync() {
    auto synced = running_.engine->sync();
    if (!synced) return passOn(synced);
    oracle_.promiseAll();
    return {};
}

Status Exploration::flush() {
    if (auto flushed = running_.engine->flush(); !flushed) return flushed;
    oracle_.handAllOver();
    return {};
}

/// Writes come between the steps of a compaction.
Status Exploration::compactBeside(const Action& action) {
    auto job = running_.engine->compact(action.segments);
    if (!job) return passOn(job);
    std::size_t next = 0;
    for (JobState state = JobState::more; state == JobState::more;) {
        state = (*job)->step();
        if (state == JobState::failed) return tl::unexpected((*job)->error());
        if (next < action.batch.size())
            if (auto done = write({action.batch[next++]}); !done && faulty_.struck() == 0) return done;
        lookAtRunning();
        atBoundary("between two steps of the compaction");
    }
    return {};
}

Status Exploration::reopen() {
    const Status closed = running_.engine->close();
    if (closed) oracle_.promiseAll();
    if (!closed && faulty_.struck() == 0) return closed;
    running_ = {};
    if (auto opened = open(); !opened) return opened;
    return settle();
}

Status Exploration::kill() {
    running_ = {};
    disk_.killProcess();
    if (auto opened = open(); !opened) return opened;
    return settle();
}

Status Exploration::settle() {
    const std::uint64_t struck = faulty_.struck();
    auto state = readEveryWay(*running_.engine);
    if (!state && faultStruckSince(struck)) state = readEveryWay(*running_.engine);
    if (!state) return passOn(state);
    if (!oracle_.allowsAfterKill(*state))
        addViolation("no power cut", "reopened", oracle_.difference(*state), disk_.image());
    oracle_.settle(std::move(*state));
    return {};
}

// ---- looking ---------------------------------------------------------------------------------------------------------

/// What runs must answer what was accepted and nothing else, whatever way it is asked.
void Exploration::lookAtRunning() {
    if (finished()) return;
    const std::uint64_t struck = faulty_.struck();
    const auto state = readEveryWay(*running_.engine);
    if (faultStruckSince(struck)) return;  // it was this look that failed
    if (!state)
        addViolation("no power cut", "running", vitrine::describe(state.error()), disk_.image());
    else if (*state != oracle_.now())
        addViolation("no power cut", "running", oracle_.difference(*state), disk_.image());
}

void Exploration::atBoundary(const std::string& boundary) {
    if (finished() || (!options_.faults.empty() && faulty_.struck() == 0)) return;
    const CrashPoint point = disk_.crashPoint();
    OutcomeEnumerator outcomes(point, options_.bound);
    for (Outcome outcome; outcomes.next(outcome);) {
        judge(point.image(outcome), boundary);
        if (finished()) break;
    }
    count(outcomes);
}

void Exploration::count(const OutcomeEnumerator& outcomes) {
    ++report_.boundaries;
    const bool all = static_cast<double>(outcomes.explored()) >= outcomes.allowed().value;
    report_.exhaustive += all ? 1 : 0;
    report_.explored += outcomes.explored();
    report_.allowed += outcomes.allowed().value;
}

void Exploration::judge(const DiskImage& image, const std::string& boundary) {
    Recovered& recovered = recoverer_.recover(image);
    if (const std::string problem = problemOf(recovered, oracle_); !problem.empty())
        return addViolation(boundary, "after the cut", problem, image);
    if (!options_.cutRecoveries) return;
    cutRecovery(image, recovered, boundary);
    // Whichever recovery is the last decides, within what was allowed when the power failed first.
    for (const Recovered::Otherwise& other : recovered.otherwise)
        if (!oracle_.allows(other.state))
            addViolation(boundary + ", then " + other.boundary, "during recovery", oracle_.difference(other.state),
                         image);
}

void Exploration::addViolation(const std::string& boundary, const std::string& phase, const std::string& sentence,
                               const DiskImage& image) {
    if (++report_.violationCount > options_.mostViolations) return;
    std::string with;
    for (const Fault& fault : options_.faults) with += " with fault " + fault.text();
    report_.violations.push_back({scenario_.name + with, line_, boundary, phase, sentence, image});
}

/// Cuts the power at each boundary of the recovery of `image`, then after reopening, then after a write and a sync.
void Exploration::cutRecovery(const DiskImage& image, Recovered& whole, const std::string& boundary) {
    if (whole.cut) return;
    whole.cut = true;
    SimulatedDisk disk(scenario_.disk, image);
    MappedDisk mapped(disk);
    Oracle after(whole.state);
    bool answered = false;
    const auto look = [&](const std::string& inner) {
        const CrashPoint point = disk.crashPoint();
        OutcomeEnumerator outcomes(point, options_.bound);
        Outcome outcome;
        for (std::uint64_t i = 0; i < options_.mostRecoveryCuts && !finished() && outcomes.next(outcome); ++i) {
            const DiskImage left = point.image(outcome);
            const Recovered& again = recoverer_.recover(left);
            // Until open has answered, another recovery may still decide otherwise.
            const bool otherwise = !answered && !again.refused && again.broken.empty();
            if (otherwise && again.state != whole.state) whole.otherwise.push_back({again.state, inner});
            const std::string problem = otherwise ? std::string() : problemOf(again, after);
            if (!problem.empty())
                addViolation(boundary + ", then " + inner, answered ? "after reopening" : "during recovery", problem,
                             left);
        }
        count(outcomes);
    };
    BoundaryDisk watched(mapped, look);
    auto opened = recoverer_.open(watched);
    if (!opened)
        return addViolation(boundary, "during recovery",
                            "a second recovery of the same disk failed: " + vitrine::describe(opened.error()), image);
    answered = true;
    look("when open had answered");
    const Batch next{{false, "after-the-cut", "written"}};
    after.begin(next);
    if (opened->engine->put(next[0].key, next[0].value)) after.accepted();
    look("after the next put");
    if (opened->engine->sync()) after.promiseAll();
    look("after the next sync");
}

}  // namespace vitrine::lab
