// One run of a scenario: the engine's life, what was promised in it, and a look at every boundary. The explorer and the
// sweep of faults make these; others use explorer.h.
#pragma once

#include <string>

#include "core/disk/faulty_disk.h"
#include "core/lab/boundary_disk.h"
#include "core/lab/explorer.h"
#include "core/lab/mapped_disk.h"
#include "core/lab/scenario_lines.h"

namespace vitrine::lab {

class Exploration {
  public:
    /// All outlive it. What it finds is added to `report`, except for what the recoverer counts. A recoverer may serve
    /// several runs of one scenario, one after the other.
    Exploration(const Scenario& scenario, const ExploreOptions& options, Recoverer& recoverer, ExploreReport& report);

    /// Fails when a line fails though no fault struck.
    Status run();
    const FaultyDisk& disk() const { return faulty_; }

  private:
    bool finished() const;
    bool faultStruckSince(std::uint64_t before) const { return faulty_.struck() > before; }

    // ---- the engine's life ---------------------------------------------------------------------------------------------
    Status open();
    Status runLine(const std::string& line);
    Status perform(const Action& action);
    Status write(const Batch& batch);
    Status sync();
    Status flush();
    Status compactBeside(const Action& action);
    Status reopen();
    Status kill();
    /// What open showed is final.
    Status settle();

    // ---- looking -------------------------------------------------------------------------------------------------------
    void lookAtRunning();
    void atBoundary(const std::string& boundary);
    void judge(const DiskImage& image, const std::string& boundary);
    void cutRecovery(const DiskImage& image, Recovered& whole, const std::string& boundary);
    void count(const OutcomeEnumerator& outcomes);
    void addViolation(const std::string& boundary, const std::string& phase, const std::string& sentence,
                      const DiskImage& image);

    const Scenario& scenario_;
    const ExploreOptions& options_;
    Recoverer& recoverer_;
    ExploreReport& report_;
    SimulatedDisk disk_;
    FaultyDisk faulty_;
    MappedDisk mapped_;
    BoundaryDisk watched_;
    OpenedEngine running_;
    Oracle oracle_;
    std::string line_ = "open";
    std::uint64_t openings_ = 0;
};

/// For one scenario and the options' seed.
Recoverer recovererFor(const Scenario& scenario, const ExploreOptions& options);

}  // namespace vitrine::lab
