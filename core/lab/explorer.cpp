#include "core/lab/explorer.h"

#include <fmt/format.h>

#include "core/lab/exploration.h"

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
    pairs += other.pairs;
    distinctDisks += other.distinctDisks;
    recoveries += other.recoveries;
    faults += other.faults;
    violations.insert(violations.end(), other.violations.begin(), other.violations.end());
    violationCount += other.violationCount;
}

std::string ExploreReport::sentence() const {
    return fmt::format("{} explored of {:.0f} allowed, {} of {} boundaries exhaustive, {} distinct disks, {} recoveries{}",
                       explored, allowed, exhaustive, boundaries, distinctDisks, recoveries,
                       faults > 0 ? fmt::format(", {} lives with a fault", faults) : "");
}

Result<ExploreReport> explore(const Scenario& scenario, const ExploreOptions& options) {
    Recoverer recoverer = recovererFor(scenario, options);
    ExploreReport report;
    if (const auto done = Exploration(scenario, options, recoverer, report).run(); !done) return passOn(done);
    report.distinctDisks = recoverer.distinctDisks();
    report.recoveries = recoverer.recoveries();
    return report;
}

}  // namespace vitrine::lab
