#include "core/lab/moment_look.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "core/lab/crash_sentences.h"

namespace vitrine::lab {

namespace {

constexpr std::size_t kMostBrokenKinds = 64;  // of a moment, beside the others
constexpr std::uint64_t kNewDiskWork = 50;    // what a disk costs that was not known, in looks at known ones

Fate fateOf(char c) {
    return c == 'k' ? Fate::kept : c == 'l' ? Fate::lost : Fate::torn;
}

/// How many items are not as most are: what a person has to read of a kind.
std::size_t deviations(const std::vector<Fate>& fates) {
    const auto kept = static_cast<std::size_t>(std::ranges::count(fates, Fate::kept));
    const auto lost = static_cast<std::size_t>(std::ranges::count(fates, Fate::lost));
    return fates.size() - std::max(kept, lost);
}

}  // namespace

Judged judgedAt(const LifeMoment& moment, const DiskAnswers& disks, const DiskAnswers::Known& known) {
    const DiskAnswer& answer = disks.answer(known.answer);
    const Oracle& oracle = moment.oracle;
    if (answer.refused || answer.unreadable) {
        const Error& why = answer.refused ? *answer.refused : *answer.unreadable;
        const bool right = !moment.known || (moment.damaged && why.code == ErrorCode::corrupt);
        return {right ? Judgement::refused : Judgement::broken, right ? "" : answerSentence(answer, oracle.now()), 0};
    }
    const Judgement allowed = oracle.isNewest(answer.state) ? Judgement::everything : Judgement::prefix;
    if (!moment.known) return {allowed, {}, 0};
    if (!oracle.allows(answer.state)) return {Judgement::broken, oracle.difference(answer.state), 0};
    const auto& seconds = disks.second(known.second);
    for (std::uint32_t i = 0; i < seconds.size(); ++i) {
        const SecondAnswer& second = seconds[i];
        const DiskAnswer& again = disks.answer(second.answer);
        const bool right = moment.damaged && (again.refused || again.unreadable);
        if (!second.broken.empty() && !right) return {Judgement::broken, second.broken, i + 1};
        // Whichever recovery is the last decides, within what was allowed when the power failed first.
        if (second.broken.empty() && !oracle.allows(again.state))
            return {Judgement::broken, oracle.difference(again.state), i + 1};
    }
    return {allowed, {}, 0};
}

ExploredAnswer exploredAnswer(const DiskAnswer& answer, const Oracle& oracle) {
    return {answer.state, answer.refused ? answer.refused : answer.unreadable,
            answerSentence(answer, oracle.now(), oracle.next())};
}

std::uint32_t AnswerTable::of(const DiskAnswer& answer, const Oracle& oracle) {
    ExploredAnswer shown = exploredAnswer(answer, oracle);
    std::uint64_t hash = hashBytes(shown.sentence);
    for (const auto& [key, value] : shown.state) hash = hashBytes(value, hashBytes(key, hash));
    const auto [begin, end] = byHash_.equal_range(hash);
    for (auto at = begin; at != end; ++at)
        if (answers_[at->second] == shown) return at->second;
    answers_.push_back(std::move(shown));
    byHash_.emplace(hash, static_cast<std::uint32_t>(answers_.size() - 1));
    return static_cast<std::uint32_t>(answers_.size() - 1);
}

MomentLook::MomentLook(LifeMoment moment, DiskAnswers& disks, const Limits& limits)
    : moment_(std::move(moment)),
      disks_(disks),
      limits_(limits),
      items_(moment_.point.items()),
      outcomes_(moment_.point, limits.bound),
      images_(moment_.point) {
    for (const PendingItem& item : items_) {
        Item sectors;
        if (item.kind == PendingItem::Kind::data) {
            const CrashPoint::Write& write = moment_.point.files()[item.fileIndex].writes[item.entry];
            sectors.firstSector = write.firstSector;
            for (std::uint32_t s = write.firstSector; s < write.firstSector + write.sectorCount; ++s)
                sectors.versions.push_back(moment_.point.versionAfter(moment_.point.sectors()[s], item.entry));
        }
        sectorsOf_.push_back(std::move(sectors));
    }
}

bool MomentLook::step(std::uint64_t work) {
    for (std::uint64_t done = 0; !done_ && done < work; ++done) {
        if (explored_ >= limits_.mostOutcomes || !outcomes_.next(outcome_)) {
            done_ = true;
            break;
        }
        ++explored_;
        images_.choose(outcome_);
        distinct_.insert(images_.hash());
        const std::uint64_t before = disks_.recoveries();
        const DiskAnswers::Known known = disks_.of(images_, moment_.openings);
        done += (disks_.recoveries() - before) * kNewDiskWork;
        add(outcome_, known);
    }
    return !done_;
}

/// "k", "l" or "t" for each item. `tears` grows with every change between kept and lost within a write beyond one tear.
void MomentLook::fatesOf(const Outcome& outcome, std::string& fates, std::uint32_t& tears) const {
    fates.clear();
    tears = 0;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const PendingItem& item = items_[i];
        if (item.kind == PendingItem::Kind::name) {
            fates += outcome.names[item.entry] ? 'k' : 'l';
        } else if (item.kind == PendingItem::Kind::size) {
            fates += outcome.sizes[item.fileIndex] >= item.entry ? 'k' : 'l';
        } else {
            const Item& sectors = sectorsOf_[i];
            std::size_t kept = 0;
            bool last = true;
            for (std::size_t s = 0; s < sectors.versions.size(); ++s) {
                const bool has = outcome.versions[sectors.firstSector + s] >= sectors.versions[s];
                kept += has;
                tears += has != last;
                last = has;
            }
            fates += kept == sectors.versions.size() ? 'k' : kept == 0 ? 'l' : 't';
        }
    }
}

const Judged& MomentLook::judgedAs(const DiskAnswers::Known& known) {
    const std::uint64_t key = std::uint64_t{known.answer} << 32 | known.second;
    const auto [entry, isNew] = judged_.try_emplace(key);
    if (isNew) entry->second = judgedAt(moment_, disks_, known);
    return entry->second;
}

void MomentLook::add(const Outcome& outcome, const DiskAnswers::Known& known) {
    std::uint32_t tears = 0;
    fatesOf(outcome, fates_, tears);
    const std::uint64_t key = hashBytes(fates_, std::uint64_t{known.answer} << 32 | known.second);
    const auto found = seenByKey_.find(key);
    if (found != seenByKey_.end()) {
        Seen& seen = seen_[found->second];
        ++seen.kind.outcomes;
        if (tears >= seen.tears) return;
        seen.tears = tears;
        seen.kind.example = outcome;
        return;
    }
    // However many kinds there are, none of the answers is left out.
    const bool newAnswer = !judged_.contains(std::uint64_t{known.answer} << 32 | known.second);
    const Judged& judged = judgedAs(known);
    const bool broken = judged.judgement == Judgement::broken;
    const std::size_t others = seen_.size() - brokenKinds_;
    const bool room = broken ? brokenKinds_ < kMostBrokenKinds : others < limits_.mostKinds;
    if (!room && !newAnswer) {
        leftOut_ += broken ? 0 : 1;
        return;
    }
    brokenKinds_ += broken;
    Seen seen;
    seen.kind.outcomes = 1;
    seen.kind.judgement = judged.judgement;
    seen.kind.why = judged.why;
    seen.kind.bySecondCut = judged.second > 0;
    seen.kind.example = outcome;
    seen.tears = tears;
    seen.known = known;
    for (const char c : fates_) seen.kind.fates.push_back(fateOf(c));
    seenByKey_.emplace(key, seen_.size());
    seen_.push_back(std::move(seen));
}

Violation MomentLook::violationOf(const DiskKind& kind, const DiskAnswers::Known& known) {
    const Judged& judged = judgedAs(known);
    Violation violation;
    violation.lineIndex = moment_.line;
    violation.boundary =
        moment_.answered ? "behind the answer" : fmt::format("behind change {}, the {}", moment_.call, moment_.change);
    violation.phase = "after the cut";
    violation.sentence = kind.why;
    violation.disk = moment_.point.image(kind.example);
    violation.cut = CutPlace{moment_.line, moment_.call, moment_.answered, crashWordsFor(moment_.point, kind.example)};
    std::uint32_t last = known.answer;
    if (judged.second > 0) {
        const SecondAnswer& second = disks_.second(known.second)[judged.second - 1];
        violation.second = disks_.secondCut(violation.disk, moment_.openings, second);
        last = second.answer;
        violation.phase = violation.second->when == SecondCut::When::recovering ? "during recovery" : "after reopening";
    }
    violation.shown = disks_.answer(last).state;
    violation.refused = disks_.answer(last).refused ? disks_.answer(last).refused : disks_.answer(last).unreadable;
    return violation;
}

ExploredMoment MomentLook::take(AnswerTable& answers, std::vector<Violation>& violations) {
    ExploredMoment shown;
    shown.line = moment_.line;
    shown.call = moment_.call;
    shown.answered = moment_.answered;
    shown.change = moment_.change;
    shown.allowed = outcomes_.allowed().value;
    shown.explored = explored_;
    shown.exhaustive = static_cast<double>(explored_) >= shown.allowed;
    shown.leftOut = leftOut_;
    shown.promised = moment_.oracle.promised();
    shown.newest = moment_.oracle.newest();
    shown.distinctDisks = distinct_.size();
    for (Seen& seen : seen_) {
        seen.kind.answer = answers.of(disks_.answer(seen.known.answer), moment_.oracle);
        if (limits_.inWords) seen.kind.crashWords = crashWordsFor(moment_.point, seen.kind.example);
    }
    std::ranges::stable_sort(seen_, [](const Seen& a, const Seen& b) {
        if (a.kind.answer != b.kind.answer) return a.kind.answer < b.kind.answer;
        return a.kind.fates < b.kind.fates;
    });
    // One cut is simpler than two.
    const auto size = [&](const Seen& seen) {
        return std::tuple(judgedAs(seen.known).second > 0, deviations(seen.kind.fates), seen.tears);
    };
    const Seen* simplest = nullptr;
    for (const Seen& seen : seen_)
        if (seen.kind.judgement == Judgement::broken && (simplest == nullptr || size(seen) < size(*simplest)))
            simplest = &seen;
    if (simplest != nullptr) violations.push_back(violationOf(simplest->kind, simplest->known));
    for (Seen& seen : seen_) shown.kinds.push_back(std::move(seen.kind));
    shown.items = std::move(items_);
    return shown;
}

}  // namespace vitrine::lab
