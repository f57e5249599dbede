#include "core/lab/explorer.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/disk/memory_disk.h"
#include "core/disk/outcome_enumerator.h"
#include "core/lab/boundary_disk.h"
#include "core/lab/scenario_lines.h"

namespace vitrine::lab {

std::string describe(const Violation& v) {
    std::string files;
    for (const ImageFile& file : v.disk.files) files += fmt::format(" {} {} B", file.name, file.bytes().size());
    return fmt::format("{}: `{}`, {}, {}: {} The disk:{}", v.scenario, v.line, v.boundary, v.phase, v.sentence, files);
}

void ExploreReport::add(const ExploreReport& other) {
    boundaries += other.boundaries;
    exhaustive += other.exhaustive;
    explored += other.explored;
    allowed += other.allowed;
    distinctDisks += other.distinctDisks;
    recoveries += other.recoveries;
    violations.insert(violations.end(), other.violations.begin(), other.violations.end());
    violationCount += other.violationCount;
}

std::string ExploreReport::sentence() const {
    return fmt::format("{} explored of {:.0f} allowed, {} of {} boundaries exhaustive, {} distinct disks, {} recoveries",
                       explored, allowed, exhaustive, boundaries, distinctDisks, recoveries);
}

namespace {

/// What recovering a disk gave: remembered by the disk's hash, for equal disks come up at many boundaries.
struct Recovered {
    std::optional<Error> refused;
    State state;
    std::string broken;  // a promise broken by this recovery alone, whatever was promised before
    bool recoveryCut = false;
};

class Exploration {
  public:
    Exploration(const Scenario& scenario, const ExploreOptions& options)
        : scenario_(scenario), options_(options), disk_(scenario.disk),
          watched_(disk_, [this](const std::string& boundary) { atBoundary(boundary); }) {}

    Result<ExploreReport> run() {
        if (auto opened = open(); !opened) return passOn(opened);
        for (const std::string& line : scenario_.lines) {
            line_ = line;
            if (auto done = runLine(line); !done)
                return fail(done.error().code, fmt::format("{}: `{}`: {}", scenario_.name, line, describeError(done.error())));
            atBoundary("after the answer");
            if (finished()) break;
        }
        report_.distinctDisks = seen_.size();
        return report_;
    }

  private:
    static std::string describeError(const Error& error) { return vitrine::describe(error); }

    bool finished() const {
        return (options_.stopAtFirst && report_.violationCount > 0) || (options_.cancelled && options_.cancelled());
    }

    EngineOptions engineOptions() {
        EngineOptions options = scenario_.engine;
        // A new seed for each opening: identities must never come twice, as they would not with a real source.
        options.seed = options_.seed * 1'000'003 + ++openings_;
        return options;
    }

    Status openOn(Disk& disk, std::unique_ptr<StorageEngine>& engine) {
        auto job = openEngine(options_.engineKind, disk, engineOptions(), OpenAs::writer, nullptr);
        if (!job) return passOn(job);
        if (auto ran = runToEnd(**job); !ran) return ran;
        engine = (*job)->take();
        return {};
    }

    Status open() { return openOn(watched_, engine_); }

    Status runLine(const std::string& line) {
        auto action = parseScenarioLine(line);
        if (!action) return passOn(action);
        switch (action->kind) {
            case Action::Kind::write: return write(action->batch);
            case Action::Kind::sync: {
                auto synced = engine_->sync();
                if (!synced) return passOn(synced);
                oracle_.promiseAll();
                return {};
            }
            case Action::Kind::flush: return engine_->flush();
            case Action::Kind::roll: return engine_->roll();
            case Action::Kind::compact: {
                auto job = engine_->compact(action->segments);
                return job ? runToEnd(**job) : passOn(job);
            }
            case Action::Kind::compactBeside: return compactBeside(*action);
            case Action::Kind::reopen:
                if (auto closed = engine_->close(); !closed) return closed;
                oracle_.promiseAll();
                engine_.reset();
                return open();
            case Action::Kind::kill:
                engine_.reset();
                disk_.killProcess();
                if (auto opened = open(); !opened) return opened;
                return settleAfterKill();
        }
        return {};
    }

    Status write(const Batch& batch) {
        oracle_.begin(batch);
        const auto written = batch.size() == 1 ? (batch[0].erase ? engine_->erase(batch[0].key)
                                                                  : engine_->put(batch[0].key, batch[0].value))
                                               : engine_->write(batch);
        if (!written) return passOn(written);
        oracle_.accepted();
        if (scenario_.engine.durability == Durability::power) oracle_.promiseAll();
        return {};
    }

    /// Writes come between the steps of a compaction.
    Status compactBeside(const Action& action) {
        auto job = engine_->compact(action.segments);
        if (!job) return passOn(job);
        std::size_t next = 0;
        for (JobState state = JobState::more; state == JobState::more;) {
            state = (*job)->step();
            if (state == JobState::failed) return tl::unexpected((*job)->error());
            if (next < action.batch.size())
                if (auto done = write({action.batch[next++]}); !done) return done;
            atBoundary("between two steps of the compaction");
        }
        return {};
    }

    /// A killed process may lose what it buffered, and what open showed then is final.
    Status settleAfterKill() {
        auto state = readAll(*engine_);
        if (!state) return passOn(state);
        if (!oracle_.allows(*state)) addViolation("after a killed process", "reopened", oracle_.difference(*state), disk_.image());
        oracle_.settle(std::move(*state));
        return {};
    }

    void atBoundary(const std::string& boundary) {
        if (finished()) return;
        const CrashPoint point = disk_.crashPoint();
        OutcomeEnumerator outcomes(point);
        for (Outcome outcome; outcomes.next(outcome);) {
            judge(point.image(outcome), boundary);
            if (finished()) break;
        }
        count(outcomes);
    }

    void count(const OutcomeEnumerator& outcomes) {
        ++report_.boundaries;
        const bool all = static_cast<double>(outcomes.explored()) >= outcomes.allowed().value;
        report_.exhaustive += all ? 1 : 0;
        report_.explored += outcomes.explored();
        report_.allowed += outcomes.allowed().value;
    }

    void judge(const DiskImage& image, const std::string& boundary) {
        const Recovered& recovered = recover(image);
        std::string sentence = recovered.broken;
        if (recovered.refused)
            sentence = "open refused: " + describeError(*recovered.refused);
        else if (sentence.empty() && !oracle_.allows(recovered.state))
            sentence = oracle_.difference(recovered.state);
        if (!sentence.empty()) addViolation(boundary, "after the cut", sentence, image);
        else if (options_.cutRecoveries) cutRecovery(image, boundary);
    }

    void addViolation(const std::string& boundary, const std::string& phase, const std::string& sentence, const DiskImage& image) {
        if (++report_.violationCount <= options_.mostViolations)
            report_.violations.push_back({scenario_.name, line_, boundary, phase, sentence, image});
    }

    Recovered& recover(const DiskImage& image) {
        const auto [entry, isNew] = seen_.try_emplace(image.hash());
        if (isNew) entry->second = recoverAnew(image);
        return entry->second;
    }

    Recovered recoverAnew(const DiskImage& image) {
        Recovered result;
        ++report_.recoveries;
        MemoryDisk disk(image, true);
        std::unique_ptr<StorageEngine> engine;
        if (auto opened = openOn(disk, engine); !opened) {
            result.refused = opened.error();
            return result;
        }
        auto state = readAll(*engine);
        if (!state) {
            result.broken = "a record cannot be read: " + describeError(state.error());
            return result;
        }
        result.state = std::move(*state);
        if (auto whole = engine->checkInvariants(); !whole) result.broken = describeError(whole.error());
        engine.reset();
        const DiskImage once = disk.image();
        MemoryDisk again(once, true);
        if (auto opened = openOn(again, engine); !opened)
            result.broken = "opening a recovered database again failed: " + describeError(opened.error());
        else if (!(again.image() == once))
            result.broken = "opening a recovered database again changed its files.";
        return result;
    }

    /// Cuts the power at each boundary of the recovery of `image`, then after reopening, then after a write and a sync.
    void cutRecovery(const DiskImage& image, const std::string& boundary) {
        Recovered& whole = seen_.at(image.hash());
        if (whole.recoveryCut) return;
        whole.recoveryCut = true;
        SimulatedDisk disk(scenario_.disk, image);
        Oracle after(whole.state);
        std::string phase = "during recovery";
        // Until open has answered, another recovery may still decide otherwise, within what was allowed before.
        const Oracle* oracle = &oracle_;
        const auto look = [&](const std::string& inner) {
            const CrashPoint point = disk.crashPoint();
            OutcomeEnumerator outcomes(point);
            Outcome outcome;
            for (std::uint64_t i = 0; i < options_.mostRecoveryCuts && !finished() && outcomes.next(outcome); ++i) {
                const DiskImage left = point.image(outcome);
                const Recovered& again = recover(left);
                std::string sentence = again.broken;
                if (again.refused) sentence = "open refused: " + describeError(*again.refused);
                else if (sentence.empty() && !oracle->allows(again.state)) sentence = oracle->difference(again.state);
                if (!sentence.empty()) addViolation(boundary + ", then " + inner, phase, sentence, left);
            }
            count(outcomes);
        };
        BoundaryDisk watched(disk, look);
        std::unique_ptr<StorageEngine> engine;
        if (auto opened = openOn(watched, engine); !opened) {
            addViolation(boundary, phase, "a second recovery of the same disk failed: " + describeError(opened.error()), image);
            return;
        }
        phase = "after reopening";
        oracle = &after;
        look("when open had answered");
        const Batch next{{false, "after the cut", "written"}};
        after.begin(next);
        if (engine->put(next[0].key, next[0].value)) after.accepted();
        look("after the next put");
        if (engine->sync()) after.promiseAll();
        look("after the next sync");
    }

    const Scenario& scenario_;
    const ExploreOptions& options_;
    SimulatedDisk disk_;
    BoundaryDisk watched_;
    std::unique_ptr<StorageEngine> engine_;
    Oracle oracle_;
    std::string line_ = "open";
    std::uint64_t openings_ = 0;
    std::unordered_map<std::uint64_t, Recovered> seen_;
    ExploreReport report_;
};

}  // namespace

Result<ExploreReport> explore(const Scenario& scenario, const ExploreOptions& options) {
    return Exploration(scenario, options).run();
}

}  // namespace vitrine::lab
