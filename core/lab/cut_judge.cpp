#include "core/lab/cut_judge.h"

#include <algorithm>
#include <set>
#include <utility>

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

constexpr std::uint64_t kWorkAtOnce = 400;
constexpr std::size_t kMostKinds = 50'000;

CutAnswer answerOf(ExploredAnswer answer, Judgement judgement, std::string why, const State& promised,
                   const State& newest) {
    CutAnswer found;
    found.state = std::move(answer.state);
    found.refused = std::move(answer.refused);
    found.sentence = std::move(answer.sentence);
    found.judgement = judgement;
    found.why = std::move(why);
    if (found.refused) return found;
    found.nothingNew = found.state == promised && promised != newest;
    found.fates = fatesOf(promised, newest, found.state, judgement == Judgement::broken);
    return found;
}

/// The moment of an exploration that this one is. Where bytes were damaged on purpose nothing was promised of them.
LifeMoment lifeOf(const CutMoment& from) {
    LifeMoment moment{0, 0, false, {}, *from.point, from.promised.oracle, from.promised.damaged, 0};
    moment.known = from.promised.known && !from.promised.damaged;
    return moment;
}

DiskAnswers::Options optionsAtOnce(const Place& place) {
    DiskAnswers::Options options = DiskAnswers::optionsFor(place);
    options.cutRecoveries = place.engineOptions.breakOnPurpose.any();
    return options;
}

}  // namespace

// ---- one disk -----------------------------------------------------------------------------------------------------

CutJudge::CutJudge(CutMoment moment)
    : moment_(lifeOf(moment)),
      judged_(moment.promised.known),
      disks_(optionsAtOnce(moment.place), report_),
      images_(moment_.point) {}

CutAnswer CutJudge::judge(const Outcome& outcome) {
    images_.choose(outcome);
    const DiskAnswers::Known known = disks_.of(images_, 0);
    const Judged judged = judgedAt(moment_, disks_, known);
    CutAnswer answer = answerOf(exploredAnswer(disks_.answer(known.answer), moment_.oracle), judged.judgement,
                                judged.why, *moment_.oracle.promised(), *moment_.oracle.newest());
    answer.bySecondCut = judged.second > 0;
    answer.judged = judged_;
    return answer;
}

// ---- all disks of a moment ----------------------------------------------------------------------------------------

MomentExplored explained(ExploredMoment moment, const std::vector<ExploredAnswer>& answers) {
    MomentExplored found;
    std::vector<std::uint32_t> from;  // an answer each: which of the map it is
    for (DiskKind& kind : moment.kinds) {
        std::size_t i = 0;
        while (i < from.size() && (from[i] != kind.answer || found.answers[i].judgement != kind.judgement ||
                                   found.answers[i].why != kind.why))
            ++i;
        if (i == from.size()) {
            from.push_back(kind.answer);
            found.answers.push_back(
                answerOf(answers[kind.answer], kind.judgement, kind.why, *moment.promised, *moment.newest));
            found.answers.back().bySecondCut = kind.bySecondCut;
        }
        kind.answer = static_cast<std::uint32_t>(i);
    }
    found.moment = std::move(moment);
    return found;
}

std::optional<MomentExplored> lookAt(const CutMoment& moment, const EnumeratorOptions& bound,
                                     const std::function<bool()>& cancelled) {
    ExploreReport report;
    DiskAnswers disks(optionsAtOnce(moment.place), report);
    MomentLook::Limits limits;
    limits.bound = bound;
    limits.mostKinds = kMostKinds;
    limits.inWords = false;
    MomentLook look(lifeOf(moment), disks, limits);
    do {
        if (cancelled && cancelled()) return std::nullopt;
    } while (look.step(kWorkAtOnce));
    std::vector<ExploredAnswer> answers;
    AnswerTable table(answers);
    std::vector<Violation> violations;
    MomentExplored found = explained(look.take(table, violations), answers);
    for (CutAnswer& answer : found.answers) answer.judged = moment.promised.known;
    return found;
}

Fate fateOf(const CrashPoint& point, const PendingItem& item, const Outcome& outcome) {
    if (item.kind == PendingItem::Kind::name) return outcome.names[item.entry] ? Fate::kept : Fate::lost;
    if (item.kind == PendingItem::Kind::size)
        return outcome.sizes[item.fileIndex] >= item.entry ? Fate::kept : Fate::lost;
    const CrashPoint::Write& write = point.files()[item.fileIndex].writes[item.entry];
    std::uint32_t kept = 0;
    for (std::uint32_t s = write.firstSector; s < write.firstSector + write.sectorCount; ++s)
        kept += outcome.versions[s] >= point.versionAfter(point.sectors()[s], item.entry);
    return kept == 0 ? Fate::lost : kept == write.sectorCount ? Fate::kept : Fate::torn;
}

}  // namespace vitrine::lab
