#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/disk/outcome_enumerator.h"

namespace vitrine {

namespace {

constexpr std::uint64_t kMostNameSets = 1u << 20;

/// Name changes that wait for each other, however indirectly, by their indexes.
std::vector<std::vector<std::uint32_t>> entangledNames(const CrashPoint& point) {
    const auto& changes = point.nameChanges();
    std::vector<std::uint32_t> group(changes.size());
    std::iota(group.begin(), group.end(), 0u);
    const auto find = [&](std::uint32_t of) {
        while (group[of] != of) of = group[of] = group[group[of]];
        return of;
    };
    for (std::uint32_t i = 0; i < changes.size(); ++i)
        for (const std::uint32_t before : changes[i].waitsFor)
            if (before != CrashPoint::kNone) group[find(i)] = find(before);
    std::vector<std::vector<std::uint32_t>> groups(changes.size());
    for (std::uint32_t i = 0; i < changes.size(); ++i) groups[find(i)].push_back(i);
    std::erase_if(groups, [](const auto& members) { return members.empty(); });
    return groups;
}

/// Sets of changes in which each has all that it waits for; stops counting at the limit.
class NameSetCounter {
  public:
    NameSetCounter(const CrashPoint& point, const std::vector<std::uint32_t>& members)
        : changes_(point.nameChanges()), members_(members), kept_(changes_.size()) {}

    std::uint64_t count() {
        countFrom(0);
        return count_;
    }

  private:
    void countFrom(std::size_t member) {
        if (count_ >= kMostNameSets) return;
        if (member == members_.size()) {
            ++count_;
            return;
        }
        const std::uint32_t change = members_[member];
        countFrom(member + 1);
        const auto& before = changes_[change].waitsFor;
        if (!std::all_of(before.begin(), before.end(),
                         [&](std::uint32_t b) { return b == CrashPoint::kNone || kept_[b]; }))
            return;
        kept_[change] = 1;
        countFrom(member + 1);
        kept_[change] = 0;
    }

    const std::vector<CrashPoint::NameChange>& changes_;
    const std::vector<std::uint32_t>& members_;
    std::vector<std::uint8_t> kept_;
    std::uint64_t count_ = 0;
};

/// Changes of which each waits for the one before it alone: n of them leave n + 1 sets. The usual case, and in ordered
/// mode the only one.
bool isOneLine(const CrashPoint& point, const std::vector<std::uint32_t>& members) {
    for (std::size_t i = 1; i < members.size(); ++i) {
        const auto& before = point.nameChanges()[members[i]].waitsFor;
        if (before[0] != members[i - 1] && before[1] != members[i - 1]) return false;
    }
    return true;
}

double countVersions(const CrashPoint& point, const CrashPoint::File& file) {
    double sum = 0;
    const std::size_t sizes = point.mode() == CrashMode::strict ? 1 : file.sizes.size();
    for (std::uint32_t size = 0; size < sizes; ++size) {
        double product = 1;
        for (std::uint32_t s = file.firstSector; s < file.firstSector + file.sectorCount; ++s) {
            const CrashPoint::Sector& sector = point.sectors()[s];
            product *= static_cast<double>(sector.writes + 1 - point.leastVersion(sector, size));
        }
        sum += product;
    }
    return point.mode() == CrashMode::strict ? sum * static_cast<double>(file.sizes.size()) : sum;
}

}  // namespace

OutcomeCount countOutcomes(const CrashPoint& point) {
    OutcomeCount count;
    for (const CrashPoint::File& file : point.files()) count.value *= countVersions(point, file);
    for (const auto& members : entangledNames(point)) {
        if (isOneLine(point, members)) {
            count.value *= static_cast<double>(members.size() + 1);
            continue;
        }
        const std::uint64_t sets = NameSetCounter(point, members).count();
        count.value *= static_cast<double>(sets);
        count.atLeast = count.atLeast || sets >= kMostNameSets;
    }
    return count;
}

std::string powerOfTenText(double value) {
    static constexpr const char* kHigh[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    const std::string text = fmt::format("{:.0e}", value);  // "3e+22"
    const std::size_t e = text.find('e');
    std::string high;
    for (const char digit : std::to_string(std::stoi(text.substr(e + 1))))
        high += digit == '-' ? "⁻" : kHigh[digit - '0'];
    return fmt::format("{} × 10{}", text.substr(0, e), high);
}

std::string OutcomeCount::text() const {
    std::string number;
    if (value < kMostDigitsTold) {
        number = fmt::format("{:.0f}", value);
        for (std::size_t at = number.size(); at > 3; at -= 3) number.insert(at - 3, ",");
    } else if (std::isinf(value)) {
        number = "more than 10³⁰⁸";
    } else {
        number = "about " + powerOfTenText(value);
    }
    return atLeast ? "at least " + number : number;
}

}  // namespace vitrine
