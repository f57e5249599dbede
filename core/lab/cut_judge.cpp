#include "core/lab/cut_judge.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/base/bytes.h"

namespace vitrine::lab {

namespace {

const Bytes* find(const State& state, const Bytes& key) {
    const auto found = state.find(key);
    return found == state.end() ? nullptr : &found->second;
}

bool same(const Bytes* a, const Bytes* b) {
    return a == b || (a && b && *a == *b);
}

KeyFate::Kind kindOf(const Bytes* promised, const Bytes* newest, const Bytes* after, bool broken) {
    using Kind = KeyFate::Kind;
    if (same(after, newest)) return newest ? Kind::back : Kind::deleted;
    if (broken && same(promised, newest)) return Kind::broken;
    if (!after) return Kind::lost;
    return newest ? Kind::older : Kind::restored;
}

std::vector<KeyFate> fatesOf(const State& promised, const State& newest, const State& after, bool broken) {
    std::set<Bytes> keys;
    for (const State* state : {&promised, &newest, &after})
        for (const auto& [key, value] : *state) keys.insert(key);
    std::vector<KeyFate> fates;
    for (const Bytes& key : keys) {
        const Bytes *was = find(promised, key), *should = find(newest, key), *is = find(after, key);
        if (same(was, should) && same(should, is)) continue;  // as it was and has to be
        fates.push_back({key, kindOf(was, should, is, broken)});
    }
    return fates;
}

std::string listed(const std::vector<std::string>& names) {
    if (names.size() > 3) return fmt::format("{} keys", names.size());
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return text;
}

}  // namespace

std::string sentenceOf(const CutAnswer& answer) {
    if (answer.refused) return fmt::format("Recovery refuses to open: {}", answer.refused->message);
    if (answer.fates.empty()) return "Nothing is lost.";
    using Kind = KeyFate::Kind;
    static constexpr std::tuple<Kind, const char*, const char*> words[] = {
        {Kind::broken, "is wrong, against a promise", "are wrong, against a promise"},
        {Kind::back, "comes back", "come back"},
        {Kind::older, "has an older value", "have older values"},
        {Kind::deleted, "stays deleted", "stay deleted"},
        {Kind::restored, "is there again", "are there again"},
        {Kind::lost, "is lost", "are lost"},
    };
    std::string text;
    for (const auto& [kind, one, many] : words) {
        std::vector<std::string> keys;
        for (const KeyFate& fate : answer.fates)
            if (fate.kind == kind) keys.push_back(label(fate.key));
        if (!keys.empty()) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", listed(keys), keys.size() == 1 ? one : many);
    }
    return text + ".";
}

// ---- one disk -----------------------------------------------------------------------------------------------------------

const Result<State>& DiskMemo::answersOf(const DiskImage& image) {
    const std::uint64_t hash = image.hash();
    if (const auto found = seen_.find(hash); found != seen_.end()) return found->second;
    // No file at all is a database that was never there: to open it makes an empty one.
    return seen_.emplace(hash, image.files.empty() ? Result<State>(State{}) : lab::answersOf(image, place_)).first->second;
}

CutJudge::CutJudge(DiskMemo& memo, PromisedStates promised) : memo_(memo), promised_(std::move(promised)) {}

const CutAnswer& CutJudge::judge(const DiskImage& image) {
    const auto [at, isNew] = seen_.try_emplace(image.hash());
    if (isNew) at->second = answer(image);
    return at->second;
}

CutAnswer CutJudge::answer(const DiskImage& image) {
    CutAnswer found;
    found.judged = promised_.known;
    const Result<State>& state = memo_.answersOf(image);
    if (!state) {
        found.refused = state.error();
        found.judgement = promised_.known && !promised_.damaged ? Judgement::broken : Judgement::refused;
        if (found.judgement == Judgement::broken) found.why = "Recovery refuses what a power cut may leave: " + state.error().message;
        return found;
    }
    found.state = *state;
    found.nothingNew = *state == promised_.promised && promised_.promised != promised_.newest;
    const bool broken = promised_.known && !promised_.damaged && !promised_.oracle.allows(found.state);
    found.fates = fatesOf(promised_.promised, promised_.newest, found.state, broken);
    if (broken) found.why = promised_.oracle.difference(found.state);
    found.judgement = broken                                                                        ? Judgement::broken
                      : found.state == promised_.newest || found.state == promised_.oracle.now() ? Judgement::everything
                                                                                                    : Judgement::prefix;
    return found;
}

// ---- all disks of a moment ------------------------------------------------------------------------------------------------

Fate fateOf(const CrashPoint& point, const PendingItem& item, const Outcome& outcome) {
    if (item.kind == PendingItem::Kind::name) return outcome.names[item.entry] ? Fate::kept : Fate::lost;
    if (item.kind == PendingItem::Kind::size) return outcome.sizes[item.fileIndex] >= item.entry ? Fate::kept : Fate::lost;
    const CrashPoint::Write& write = point.files()[item.fileIndex].writes[item.entry];
    std::uint32_t kept = 0;
    for (std::uint32_t s = write.firstSector; s < write.firstSector + write.sectorCount; ++s)
        kept += outcome.versions[s] >= point.versionAfter(point.sectors()[s], item.entry);
    return kept == 0 ? Fate::lost : kept == write.sectorCount ? Fate::kept : Fate::torn;
}

std::optional<MomentExplored> exploreMoment(const CrashPoint& point, CutJudge& judge, const EnumeratorOptions& bound,
                                            const std::function<bool()>& cancelled) {
    MomentExplored found;
    found.moment.items = point.items();
    std::map<std::pair<std::vector<Fate>, std::uint32_t>, DiskKind> kinds;
    OutcomeEnumerator outcomes(point, bound);
    Outcome outcome;
    std::vector<Fate> fates(found.moment.items.size());
    while (outcomes.next(outcome)) {
        if (cancelled && cancelled()) return std::nullopt;
        const CutAnswer& answer = judge.judge(point.image(outcome));
        auto same = std::find(found.answers.begin(), found.answers.end(), answer);
        if (same == found.answers.end()) same = found.answers.insert(same, answer);
        for (std::size_t i = 0; i < fates.size(); ++i) fates[i] = fateOf(point, found.moment.items[i], outcome);
        const auto index = static_cast<std::uint32_t>(same - found.answers.begin());
        const auto [kind, isNew] = kinds.try_emplace({fates, index});
        if (isNew) kind->second = {fates, 0, index, answer.judgement, answer.why, outcome, {}};
        ++kind->second.outcomes;
    }
    for (auto& [key, kind] : kinds) found.moment.kinds.push_back(std::move(kind));
    std::stable_sort(found.moment.kinds.begin(), found.moment.kinds.end(),
                     [](const DiskKind& a, const DiskKind& b) { return a.answer < b.answer; });
    found.moment.allowed = outcomes.allowed().value;
    found.moment.explored = outcomes.explored();
    found.moment.exhaustive = outcomes.exhaustive();
    return found;
}

}  // namespace vitrine::lab
