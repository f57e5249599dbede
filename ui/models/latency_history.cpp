#include "ui/models/latency_history.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace vitrine::ui {

std::uint32_t LatencyHistory::kindOf(const std::string& command) {
    const std::string word = command.substr(0, command.find(' '));
    const auto known = kindIndexes_.find(word);
    if (known != kindIndexes_.end()) return known->second;
    if (kinds_.size() < static_cast<qsizetype>(kMostKinds - 1))
        kinds_ << QString::fromStdString(word);
    else if (kinds_.size() < static_cast<qsizetype>(kMostKinds))
        kinds_ << QCoreApplication::translate("LatencyHistory", "other");
    const auto index = static_cast<std::uint32_t>(kinds_.size() - 1);
    kindIndexes_.emplace(word, index);
    return index;
}

bool LatencyHistory::follow(const Timeline& timeline, const Between& between, std::size_t most) {
    if (timeline.operationCount() < next_) *this = LatencyHistory();
    while (!samples_.empty() && samples_.front().operation < timeline.firstOperation()) samples_.pop_front();
    next_ = std::max(next_, timeline.firstOperation());
    for (std::size_t taken = 0; next_ < timeline.operationCount(); ++next_) {
        const Operation& operation = timeline.operation(next_);
        if (operation.end == kNoFact) return true;  // it runs: it comes when it has ended
        if (taken++ == most) return false;
        const std::uint64_t begin = timeline.at(operation.begin).fact.y;
        const auto ns = between(begin, begin + operation.durationNs);
        if (ns) samples_.push_back({next_, kindOf(timeline.commandOf(next_)), static_cast<float>(*ns)});
    }
    return true;
}

int LatencyHistory::bucketOf(double ns) {
    const double decades = std::log10(std::max(ns, kLeastNs) / kLeastNs);
    return std::min(kPerDecade * kDecades - 1, static_cast<int>(decades * kPerDecade));
}

/// An operation of index i ends at i + 1.
std::pair<LatencyHistory::Samples::const_iterator, LatencyHistory::Samples::const_iterator> LatencyHistory::between(
    double from, double to) const {
    const auto end = [](const LatencySample& s) { return static_cast<double>(s.operation + 1); };
    return {std::ranges::lower_bound(samples_, from, {}, end), std::ranges::upper_bound(samples_, to, {}, end)};
}

std::vector<LatencyDot> LatencyHistory::dots(double from, double to, int columns, double leastNs, double mostNs,
                                             int rows, const std::vector<bool>& shown) const {
    if (columns < 1 || rows < 1 || !(to > from) || !(mostNs > leastNs)) return {};
    const double perColumn = columns / (to - from), perRow = rows / std::log10(mostNs / leastNs);
    const auto [begin, end] = between(from, to);
    std::vector<LatencyDot> all;
    std::vector<bool> taken(kMostKinds * static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), false);
    for (auto s = begin; s != end; ++s) {
        if (s->kind < shown.size() && !shown[s->kind]) continue;
        const double ns = std::max<double>(s->ns, leastNs);
        if (ns > mostNs) continue;
        const int column =
            std::min(columns - 1, static_cast<int>((static_cast<double>(s->operation + 1) - from) * perColumn));
        const int row = std::min(rows - 1, static_cast<int>(std::log10(ns / leastNs) * perRow));
        const std::size_t place = (s->kind * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column)) *
                                      static_cast<std::size_t>(rows) +
                                  static_cast<std::size_t>(row);
        if (taken[place]) continue;
        taken[place] = true;
        all.push_back({s->kind, column, row});
    }
    return all;
}

LatencySummary LatencyHistory::summary(double from, double to, const std::vector<bool>& shown) const {
    LatencySummary sum;
    sum.buckets.resize(kPerDecade * kDecades);
    const auto [begin, end] = between(from, to);
    std::vector<float> sorted;
    for (auto s = begin; s != end; ++s) {
        if (s->kind < shown.size() && !shown[s->kind]) continue;
        sorted.push_back(s->ns);
        ++sum.buckets[static_cast<std::size_t>(bucketOf(s->ns))];
    }
    sum.count = sorted.size();
    if (sorted.empty()) return sum;
    const auto percentile = [&](double share) {
        const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
        const auto place = sorted.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
        std::ranges::nth_element(sorted, place);
        return static_cast<double>(*place);
    };
    sum.p50 = percentile(0.5);
    sum.p90 = percentile(0.9);
    sum.p99 = percentile(0.99);
    sum.longest = *std::ranges::max_element(sorted);
    return sum;
}

QByteArray LatencyHistory::csv() const {
    QByteArray table("operation,command,nanoseconds\n");
    for (const LatencySample& s : samples_)
        table += QByteArray::number(s.operation + 1) + ',' + '"' + kinds_.value(s.kind).toUtf8().replace('"', "\"\"") +
                 "\"," + QByteArray::number(static_cast<double>(s.ns), 'f', 0) + '\n';
    return table;
}

}  // namespace vitrine::ui
