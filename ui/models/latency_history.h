// How long each operation took, by kind: what the latency plot shows. Read once as operations end; as many are held as the
// history holds.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/trace/timeline.h"

namespace vitrine::ui {

struct LatencySample {
    std::size_t operation = 0;  // index on the timeline
    std::uint32_t kind = 0;     // index of kinds()
    float ns = 0;
};

/// A place of a grid over the plot that has at least one sample in it.
struct LatencyDot {
    std::uint32_t kind = 0;
    int column = 0, row = 0;
    bool operator==(const LatencyDot&) const = default;
};

struct LatencySummary {
    std::uint64_t count = 0;
    double p50 = 0, p90 = 0, p99 = 0, longest = 0;  // nanoseconds; nearest rank
    std::vector<std::uint64_t> buckets;             // kPerDecade a decade, from kLeastNs on; the last one is open
};

class LatencyHistory {
  public:
    static constexpr double kLeastNs = 100;  // shorter ones are counted there
    static constexpr int kPerDecade = 8, kDecades = 9;
    static constexpr std::size_t kMostKinds = 8;            // the rest are "other"
    static constexpr std::size_t kMostOperations = 20'000;  // a call takes in: some milliseconds
    /// Nanoseconds from one time stamp of facts to another; nothing if that is not known (ui/bridge/wall_times.h).
    using Between = std::function<std::optional<std::uint64_t>(std::uint64_t from, std::uint64_t to)>;

    /// Takes in operations that ended since the last call; false when some are left. Starts anew for another timeline.
    bool follow(const Timeline& timeline, const Between& between, std::size_t most = kMostOperations);
    const std::deque<LatencySample>& samples() const { return samples_; }
    /// First words of command lines, in the order of their first use.
    const QStringList& kinds() const { return kinds_; }

    /// A grid of `columns` over the operations [from, to] and `rows` over the decades between the durations: at most one dot
    /// a kind and place, however many operations there are. `shown` tells which kinds count.
    std::vector<LatencyDot> dots(double from, double to, int columns, double leastNs, double mostNs, int rows,
                                 const std::vector<bool>& shown) const;
    /// Of the operations that end in [from, to] on the axis (plot_series.h), of the kinds shown.
    LatencySummary summary(double from, double to, const std::vector<bool>& shown) const;
    static int bucketOf(double ns);
    /// operation, kind, nanoseconds.
    QByteArray csv() const;

  private:
    using Samples = std::deque<LatencySample>;
    std::uint32_t kindOf(const std::string& command);
    std::pair<Samples::const_iterator, Samples::const_iterator> between(double from, double to) const;

    Samples samples_;
    QStringList kinds_;
    std::unordered_map<std::string, std::uint32_t> kindIndexes_;
    std::size_t next_ = 0;
};

}  // namespace vitrine::ui
