#include "core/lab/prefix_fit.h"

#include <algorithm>

namespace vitrine::lab {

std::optional<Bytes> valueIn(const State& state, const Bytes& key) {
    const auto found = state.find(key);
    return found == state.end() ? std::nullopt : std::optional(found->second);
}

PrefixFit::PrefixFit(const State& base, std::vector<const WriteOperation*> operations, std::size_t least)
    : operations_(std::move(operations)), least_(least) {
    for (const auto& [key, value] : base) keys_[key].push_back({0, value});
    for (std::size_t k = 1; k <= operations_.size(); ++k)
        for (const WrittenMember& member : operations_[k - 1]->members) {
            std::vector<Version>& versions = keys_[member.key];
            if (versions.empty()) versions.push_back({0, std::nullopt});
            if (versions.back().from == k)
                versions.back().value = member.value;  // twice in a batch
            else
                versions.push_back({k, member.value});
        }
}

std::vector<PrefixFit::Span> PrefixFit::fitting(const std::vector<Version>& versions,
                                                const std::optional<Bytes>& value) const {
    std::vector<Span> spans;
    for (std::size_t i = 0; i < versions.size(); ++i) {
        const std::size_t first = std::max(versions[i].from, least_);
        const std::size_t end = i + 1 < versions.size() ? versions[i + 1].from : operations_.size() + 1;
        if (first < end && versions[i].value == value) spans.push_back({first, end - 1});
    }
    return spans;
}

bool PrefixFit::everHad(const Bytes& key, const std::optional<Bytes>& value) const {
    const auto found = keys_.find(key);
    if (found == keys_.end()) return !value;
    return std::ranges::any_of(found->second, [&](const Version& version) { return version.value == value; });
}

std::optional<std::size_t> PrefixFit::fit(const State& recovered) const {
    for (const auto& [key, value] : recovered)
        if (!keys_.contains(key)) return {};
    // How many keys agree at each k: all of them must.
    std::vector<std::ptrdiff_t> changes(operations_.size() + 2, 0);
    for (const auto& [key, versions] : keys_)
        for (const Span& span : fitting(versions, valueIn(recovered, key)))
            ++changes[span.first], --changes[span.last + 1];
    std::optional<std::size_t> best;
    std::ptrdiff_t agree = 0;
    for (std::size_t k = 0; k <= operations_.size(); ++k) {
        agree += changes[k];
        if (k >= least_ && agree == static_cast<std::ptrdiff_t>(keys_.size())) best = k;
    }
    return best;
}

/// Of a key that has what it never may have.
BrokenRule PrefixFit::ruleOf(const std::vector<Version>& versions, const std::optional<Bytes>& value) const {
    if (!value) return BrokenRule::missing;
    if (std::ranges::none_of(versions, [&](const Version& version) { return version.value == value; }))
        return BrokenRule::forged;
    const auto after = std::ranges::upper_bound(versions, least_, {}, &Version::from);
    return std::prev(after)->value ? BrokenRule::outdated : BrokenRule::undeleted;
}

std::map<Bytes, PrefixFit::Blame> PrefixFit::blame(const State& recovered) const {
    std::map<Bytes, Blame> found;
    for (const auto& [key, value] : recovered)
        if (!keys_.contains(key)) found[key].rule = BrokenRule::forged;
    std::map<Bytes, std::vector<Span>> spans;
    // So far everything that is there reaches: the first operation behind it is lost.
    std::size_t reach = operations_.size();
    Bytes lostKey;
    for (const auto& [key, versions] : keys_) {
        std::vector<Span> fits = fitting(versions, valueIn(recovered, key));
        if (fits.empty()) {
            found[key].rule = ruleOf(versions, valueIn(recovered, key));
            continue;
        }
        if (fits.back().last < reach) reach = fits.back().last, lostKey = key;
        spans.emplace(key, std::move(fits));
    }
    const auto lostNumber = [&] { return reach < operations_.size() ? operations_[reach]->number : 0; };
    const auto behind = [&](const Bytes& key, std::size_t cameWith) {
        const bool together = cameWith > 0 && cameWith == reach + 1 && operations_[cameWith - 1]->batch;
        found[key] = {together ? BrokenRule::halfBatch : BrokenRule::gap, lostKey, lostNumber()};
    };
    for (const auto& [key, fits] : spans)
        if (fits.front().first > reach) behind(key, fits.front().first);
    if (!found.empty()) return found;
    for (const auto& [key, fits] : spans) {
        const auto later = std::ranges::find_if(fits, [&](const Span& span) { return span.last >= reach; });
        if (later != fits.end() && later->first > reach) behind(key, later->first);
    }
    return found;
}

}  // namespace vitrine::lab
