// The crash explorer: runs a scenario on the simulated disk and, at every boundary, looks at every disk that a power cut
// may leave (docs/crash-model.md). Each one is recovered and its answers judged; then recovery itself is cut at each of its
// boundaries, and so is what is written after reopening.
//
// The engine runs on a disk with maps, as on a real directory, and what is running, too, is asked in every way to read. With
// faults it goes on behind each call that failed (explore_faults.h tries every call).
//
// Deterministic, one thread. Nothing is traced: it runs on plain disk calls.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/disk/fault.h"
#include "core/disk/outcome_enumerator.h"
#include "core/disk/simulated_disk.h"
#include "core/engine/storage_engine.h"
#include "core/lab/recoverer.h"

namespace vitrine::lab {

/// A few console lines: put, del, batch, sync, flush, roll, compact [SEGMENT…], reopen (close and open), kill (and open).
struct Scenario {
    std::string name;
    EngineOptions engine;
    SimulatedDiskOptions disk;
    std::vector<std::string> lines;
};

/// Where the power fails first, in lines that somebody can run again.
struct CutPlace {
    std::size_t line = 0;     // in the scenario's lines, from 0
    std::uint64_t call = 0;   // behind so many changes of the disk within it
    bool answered = false;    // behind its answer
    std::string crashWords;   // "keep=all but=data#-1"
};
/// Where it fails once more: in the recovery that follows, when that has answered, in the next put and behind it, in
/// the sync after that and behind it.
struct SecondCut {
    enum class When { recovering, reopened, inPut, afterPut, inSync, afterSync };
    When when = When::recovering;
    std::uint64_t call = 0;   // recovering, in …: behind so many changes of the disk
    std::string crashWords;
};

/// A disk that broke a promise, with all that reproduces it.
struct Violation {
    std::string scenario;
    std::string line;      // the console line under way
    std::string boundary;  // "before sync of 0000000001.log (call 17)"
    std::string phase;     // "after the cut", "during recovery", "after reopening"
    std::string sentence;  // what was promised and what came back
    DiskImage disk;        // what the power cut left
    // Of scripts (script_exploration.h):
    std::optional<CutPlace> cut{};     // none: it showed without any power cut, behind `lineIndex`
    std::optional<SecondCut> second{};
    std::size_t lineIndex = 0;
    State shown{};                     // what the last recovery brought back, or a running database answers,
    std::optional<Error> refused{};    // unless open, or reading what it opened, failed

    /// Shown in the same way: without a cut, by one, or by two.
    bool isLike(const Violation& other) const {
        return cut.has_value() == other.cut.has_value() && second.has_value() == other.second.has_value();
    }
};
std::string describe(const Violation& violation);

struct ExploreReport {
    std::uint64_t boundaries = 0;     // of the scenario, and of the recoveries that were cut in turn
    std::uint64_t exhaustive = 0;     // boundaries whose outcomes were all explored
    std::uint64_t explored = 0;       // outcomes looked at
    double allowed = 0;               // outcomes that the model allows
    std::uint64_t pairs = 0;          // of a boundary and a disk that it may leave, each once
    std::uint64_t distinctDisks = 0;  // over all boundaries
    std::uint64_t recoveries = 0;
    std::uint64_t faults = 0;  // lives in which a call on the disk failed on purpose
    std::vector<Violation> violations;  // the first ExploreOptions::mostViolations
    std::uint64_t violationCount = 0;

    void add(const ExploreReport& other);
    /// "n explored of N allowed, b of B boundaries exhaustive, d distinct disks"
    std::string sentence() const;
};

struct ExploreOptions {
    std::size_t mostViolations = 3;
    bool stopAtFirst = false;
    bool cutRecoveries = true;      // cut the power during recovery and after reopening, too
    EnumeratorOptions bound;        // which outcomes are looked at where there are many
    std::uint64_t mostRecoveryCuts = 64;  // outcomes looked at per boundary of a recovery
    std::string engineKind = "log";
    std::uint64_t seed = 1;
    std::function<bool()> cancelled;  // asked now and then
    /// Calls that fail, counted from the first opening on. Before the first has struck nothing is looked at: without faults
    /// that is explored, too. From then on lines may fail.
    std::vector<Fault> faults;
    Recoverer::Visit eachDisk;  // called with each distinct disk
};

/// A scenario whose own lines fail (outside of a power cut) gives an error.
Result<ExploreReport> explore(const Scenario& scenario, const ExploreOptions& options = {});

}  // namespace vitrine::lab
