#include "core/lab/explore_faults.h"

#include <array>
#include <limits>

#include "core/lab/exploration.h"

namespace vitrine::lab {

namespace {

constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max();

constexpr std::array kWays{
    Fault{DiskCall::sync, 1, Fault::Kind::ioError, 0},
    Fault{DiskCall::syncDirectory, 1, Fault::Kind::ioError, 0},
    Fault{DiskCall::write, 1, Fault::Kind::ioError, 0},
    Fault{DiskCall::write, 1, Fault::Kind::shortWrite, 1},
    Fault{DiskCall::write, 1, Fault::Kind::shortWrite, 30},  // a record's header and a part of its key or value
    Fault{DiskCall::write, 1, Fault::Kind::shortWrite, kAll},
    Fault{DiskCall::truncate, 1, Fault::Kind::ioError, 0},
    Fault{DiskCall::preallocate, 1, Fault::Kind::noSpace, 0},
    Fault{DiskCall::open, 1, Fault::Kind::ioError, 0},
    Fault{DiskCall::rename, 1, Fault::Kind::ioError, 0},
    Fault{DiskCall::remove, 1, Fault::Kind::ioError, 0},
    Fault{DiskCall::list, 1, Fault::Kind::ioError, 0},
};

class Sweep {
  public:
    Sweep(const Scenario& scenario, ExploreOptions options)
        : scenario_(scenario), options_(std::move(options)), recoverer_(recovererFor(scenario, options_)) {
        for (const char* line : {"kill", "put \"behind the fault\" written", "sync", "reopen"})
            scenario_.lines.emplace_back(line);
    }

    Result<ExploreReport> run() {
        for (const Fault& way : kWays)
            if (const auto done = tryEveryCall(way); !done) return passOn(done);
        report_.distinctDisks = recoverer_.distinctDisks();
        report_.recoveries = recoverer_.recoveries();
        return report_;
    }

  private:
    Status tryEveryCall(Fault fault) {
        for (fault.number = 1; !finished(); ++fault.number) {
            const auto call = live({fault});
            if (!call) return passOn(call);
            if (*call == 0) break;  // there are no more such calls
            Fault first = fault;
            first.call = DiskCall::any;
            first.number = *call;
            const auto twice = live({first, Fault{DiskCall::any, *call + 1, Fault::Kind::ioError, 0}});
            if (!twice) return passOn(twice);
        }
        return {};
    }

    /// One life; which call the first fault struck, 0 if none.
    Result<std::uint64_t> live(std::vector<Fault> faults) {
        options_.faults = std::move(faults);
        Exploration life(scenario_, options_, recoverer_, report_);
        if (const auto done = life.run(); !done) return passOn(done);
        if (life.disk().struck() == 0) return 0;
        ++report_.faults;
        return life.disk().lastStruck();
    }

    bool finished() const {
        return (options_.stopAtFirst && report_.violationCount > 0) || (options_.cancelled && options_.cancelled());
    }

    Scenario scenario_;
    ExploreOptions options_;
    Recoverer recoverer_;
    ExploreReport report_;
};

}  // namespace

Result<ExploreReport> exploreFaults(const Scenario& scenario, ExploreOptions options) {
    return Sweep(scenario, std::move(options)).run();
}

}  // namespace vitrine::lab
