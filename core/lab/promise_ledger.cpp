#include "core/lab/promise_ledger.h"

#include <algorithm>
#include <set>

#include "core/lab/prefix_fit.h"
#include "core/lab/recovery_run.h"
#include "core/lab/what_if.h"
#include "core/log/log_spans.h"
#include "core/trace/node_kinds.h"

namespace vitrine::lab {

namespace {

constexpr std::size_t kMostUncertain = 5;  // operations that failed, each there or not: so many are tried together

using Stage = PromiseLedger::Stage;
using End = PromiseLedger::End;

/// What the ledger is about: a database's life from an opening to its end, and a recovery behind that.
struct Chapter {
    Stage stage = Stage::nothing;
    End end = End::none;
    FactId from = kNoFact;  // where the database answered first
    FactId to = kNoFact;    // its end, or now
    std::optional<RecoveryRun> run;
};

/// The newest opening as a writer: what a reader was shown is not final.
FactId openedAt(const Timeline& timeline, FactId position) {
    for (auto opened = openedBefore(timeline, position); opened;) {
        const Step& step = timeline.step(*opened);
        const auto arguments = timeline.argumentsOf(step.begin, step.end);
        const auto* writes = arguments.size() > 3 ? std::get_if<std::uint64_t>(&arguments[3].value) : nullptr;
        if (!writes || *writes != 0) return step.end;
        opened = openedBefore(timeline, step.begin);
    }
    return kNoFact;
}

/// Ends between the two moments: where the first one was, and which weighs most.
void findEnds(const Timeline& timeline, FactId from, FactId until, Chapter& chapter) {
    for (FactId at = lastEndBefore(timeline, until, from); at != kNoFact; at = lastEndBefore(timeline, at, from)) {
        const Fact& fact = timeline.at(at).fact;
        const End end = fact.kind == FactKind::powerCut ? End::power : fact.x == 0 ? End::close : End::kill;
        const auto weight = [](End one) {
            return one == End::power ? 3 : one == End::kill ? 2 : one == End::close ? 1 : 0;
        };
        if (weight(end) > weight(chapter.end)) chapter.end = end;
        chapter.to = at;
        if (at == timeline.begin()) break;
    }
}

/// A `use` has left the place for a new one: the end of a process behind which no file is there that was there before.
bool leavesPlace(const Timeline& timeline, FactId end) {
    if (timeline.at(end).fact.kind != FactKind::processEnded || end == timeline.begin()) return false;
    Scene behind(timeline);
    behind.seek(timeline.whole(end + 1));
    if (!behind.files().empty()) return false;
    Scene before(timeline);
    before.seek(end);
    return !before.files().empty();
}

/// What another place promised is of no matter here.
bool isElsewhere(const Timeline& timeline, FactId from, FactId until) {
    for (FactId at = lastEndBefore(timeline, until, from); at != kNoFact && at > from;
         at = lastEndBefore(timeline, at, from))
        if (leavesPlace(timeline, at)) return true;
    return false;
}

Chapter chapterAt(const Scene& scene) {
    const Timeline& timeline = scene.timeline();
    Chapter chapter;
    chapter.run = recoveryAt(scene);
    const FactId until = chapter.run ? chapter.run->begin : scene.position();
    chapter.from = openedAt(timeline, until);
    if (chapter.from != kNoFact && isElsewhere(timeline, chapter.from, until)) chapter.from = kNoFact;
    if (chapter.from != kNoFact) findEnds(timeline, chapter.from, until, chapter);
    if (chapter.end == End::none) {  // nothing has ended that anybody knows of
        if (chapter.run && chapter.run->state == RecoveryRun::State::open)
            chapter.from = openedAt(timeline, scene.position());
        chapter.run.reset();
        chapter.to = scene.position();
        chapter.stage = chapter.from == kNoFact ? Stage::nothing : Stage::live;
        return chapter;
    }
    chapter.stage = Stage::off;
    if (!chapter.run) return chapter;
    switch (chapter.run->state) {
        case RecoveryRun::State::running:
            chapter.stage = Stage::recovering;
            break;
        case RecoveryRun::State::open:
            chapter.stage = Stage::open;
            break;
        case RecoveryRun::State::refused:
            chapter.stage = Stage::refused;
            break;
        case RecoveryRun::State::givenUp:
            break;
    }
    return chapter;
}

bool isTooLarge(const Scene& scene) {
    std::uint64_t bytes = 0;
    for (const SpaceState* file : scene.files()) bytes += file->size;
    return bytes > kMostBytes || scene.files().size() > kMostFiles;
}

class Judge {
  public:
    Judge(const Scene& scene, const Chapter& chapter, PromiseLedger& ledger)
        : scene_(scene), timeline_(scene.timeline()), chapter_(chapter), ledger_(ledger) {}

    void judge() {
        if (isTooLarge(scene_)) {
            ledger_.unknown = WriteHistory::Unknown::tooLarge;
            return;
        }
        history_ = writesBetween(timeline_, chapter_.from, chapter_.to, scene_.position());
        ledger_.unknown = history_.unknown;
        if (history_.unknown != WriteHistory::Unknown::nothing) return;
        ledger_.edited = history_.edited;
        makeRows();
        giveBack();
        for (const LedgerRow& row : ledger_.rows) {
            ledger_.promised += row.isPromised();
            ledger_.right += row.isPromised() && (row.given == Given::back || row.given == Given::deleted);
            ledger_.broken += row.given == Given::broken;
        }
    }

  private:
    bool mustComeBack(const WriteOperation& operation) const {
        return operation.promised ||
               (chapter_.end != End::power && chapter_.end != End::none && operation.accepted && operation.handedOver);
    }

    // ---- before the cut -----------------------------------------------------------------------------------------------

    LedgerRow& rowOf(const Bytes& key) {
        LedgerRow& row = rows_[key];
        row.key = key;
        return row;
    }

    void makeRows() {
        for (const auto& [key, value] : history_.base) {
            LedgerRow& row = rowOf(key);
            row.before = value;
            row.known = true;
            row.promised = Promised::synced;
        }
        for (const WriteOperation& operation : history_.operations) {
            if (operation.failed) continue;
            for (const WrittenMember& member : operation.members) {
                LedgerRow& row = rowOf(member.key);
                row.operation = operation.number;
                row.batch = operation.batch ? operation.number : 0;
                row.write = member.staged;
                if (operation.inFlight()) {
                    row.promised = Promised::inFlight;
                    continue;
                }
                row.before = member.value;
                row.known = true;
                row.promised = operation.promised        ? Promised::synced
                               : mustComeBack(operation) ? Promised::handed
                                                         : Promised::nothing;
            }
        }
    }

    // ---- after it ------------------------------------------------------------------------------------------------------

    void giveBack() {
        if (chapter_.stage == Stage::refused) tellRefusal();
        std::optional<State> found;
        if (chapter_.run && (chapter_.stage == Stage::recovering || chapter_.stage == Stage::open))
            found = answersAt(scene_);
        if (found) {
            for (const auto& [key, value] : *found) rowOf(key).after = value;
            const bool decided = chapter_.run->readAll || chapter_.stage == Stage::open;
            ledger_.undecided = !decided || (chapter_.run->damage && chapter_.stage != Stage::open);
            decided ? decide(*found) : tellSoFar();
        }
        for (auto& [key, row] : rows_)
            if (row.known || row.after || row.promised == Promised::inFlight) ledger_.rows.push_back(std::move(row));
    }

    void tellRefusal() {
        ledger_.undecided = false;
        ledger_.byDamage = chapter_.run->damage;
        ledger_.refusal = timeline_.resultOf(timeline_.step(chapter_.run->lastStep).operation);
        for (auto& [key, row] : rows_) row.given = Given::refused;
    }

    /// Keys whose tombstone this recovery has read.
    std::set<Bytes> tombstonesRead() const {
        std::set<Bytes> found;
        for (std::size_t i = chapter_.run->firstStep; i <= chapter_.run->lastStep; ++i) {
            const Step& step = timeline_.step(i);
            if (step.kind != log_spans::recoverRecord.id || step.end > scene_.position()) continue;
            const auto arguments = timeline_.argumentsOf(step.begin, step.begin + 1);
            const auto* key = arguments.size() > 4 ? std::get_if<Bytes>(&arguments[1].value) : nullptr;
            const auto* tombstone = arguments.size() > 4 ? std::get_if<std::uint64_t>(&arguments[4].value) : nullptr;
            if (key && tombstone && *tombstone != 0) found.insert(*key);
        }
        return found;
    }

    void tellSoFar() {
        const std::set<Bytes> gone = tombstonesRead();
        for (auto& [key, row] : rows_) {
            if (row.after)
                row.given = row.after == row.before ? asBefore(row) : Given::olderSoFar;
            else if (!row.before && row.known && gone.contains(key.substr(0, kMaxLabelBytes)))
                row.given = asBefore(row);
        }
    }

    static Given asBefore(const LedgerRow& row) {
        if (row.promised == Promised::inFlight) return Given::asBefore;
        if (!row.isPromised()) return Given::byLuck;
        return row.before ? Given::back : Given::deleted;
    }

    /// Given what came back, and that it is allowed.
    Given allowed(const LedgerRow& row) const {
        if (row.after == row.before) return asBefore(row);
        if (row.after && row.after == unansweredValue(row.key)) return Given::inFlightCame;
        if (!row.after) return Given::lost;
        return row.before ? Given::older : Given::undeleted;
    }

    /// What the newest operation that did not answer ok, or not at all, wrote there.
    std::optional<Bytes> unansweredValue(const Bytes& key) const {
        std::optional<Bytes> value;
        for (const WriteOperation& operation : history_.operations)
            for (const WrittenMember& member : operation.members)
                if (!operation.accepted && member.key == key) value = member.value;
        return value;
    }

    /// An operation whose bytes were never written whole cannot come back.
    static bool mayComeBack(const WriteOperation& operation) {
        return std::ranges::all_of(operation.members,
                                   [](const WrittenMember& member) { return member.erase || member.value; });
    }

    /// With those of the failed operations that the mask names.
    PrefixFit fitWith(std::uint64_t mask, const std::vector<const WriteOperation*>& failed) const {
        std::vector<const WriteOperation*> operations;
        std::size_t least = 0, at = 0;
        for (const WriteOperation& operation : history_.operations) {
            if (operation.failed && (at >= failed.size() || failed[at] != &operation)) continue;
            if (operation.failed && !(mask >> at++ & 1)) continue;
            if (operation.inFlight() && !mayComeBack(operation)) continue;
            operations.push_back(&operation);
            if (mustComeBack(operation)) least = operations.size();
        }
        return {history_.base, std::move(operations), least};
    }

    void decide(const State& found) {
        if (history_.edited) return decideDamaged();
        std::vector<const WriteOperation*> failed;
        for (const WriteOperation& operation : history_.operations)
            if (operation.failed && mayComeBack(operation) && failed.size() < kMostUncertain)
                failed.push_back(&operation);
        std::map<Bytes, PrefixFit::Blame> blamed;
        for (std::uint64_t mask = 0; mask < std::uint64_t{1} << failed.size(); ++mask) {
            const PrefixFit fit = fitWith(mask, failed);
            if (fit.fit(found)) {
                blamed.clear();
                break;
            }
            if (mask == 0) blamed = fit.blame(found);
        }
        for (auto& [key, row] : rows_) {
            const auto blame = blamed.find(key);
            if (blame == blamed.end()) {
                row.given = allowed(row);
                continue;
            }
            row.given = Given::broken;
            row.rule = blame->second.rule;
            row.becauseKey = blame->second.becauseKey;
            row.becauseOperation = blame->second.becauseOperation;
        }
    }

    /// Bytes were changed: what is gone may be damage, but what later writes prove to have been synced is to be refused, and
    /// nothing is ever forged.
    void decideDamaged() {
        const WriteHistory all = writesBetween(timeline_, timeline_.begin(), chapter_.to, scene_.position());
        std::vector<const WriteOperation*> operations;
        for (const WriteOperation& operation : all.operations) operations.push_back(&operation);
        const PrefixFit ever(history_.base, std::move(operations), 0);
        const std::size_t opening = timeline_.step(chapter_.run->firstStep).operation;
        const bool salvaged = timeline_.commandOf(opening).find("salvage") != std::string::npos;
        for (auto& [key, row] : rows_) {
            row.given = allowed(row);
            const bool known = history_.unknown == all.unknown;
            if (row.after && known && !ever.everHad(key, row.after)) {
                row.given = Given::broken;
                row.rule = BrokenRule::forged;
            } else if (row.after != row.before && row.isPromised()) {
                row.given = !salvaged && isProven(row) ? Given::broken : Given::damaged;
                if (row.given != Given::broken) continue;
                row.rule = !row.after ? BrokenRule::missing : row.before ? BrokenRule::outdated : BrokenRule::undeleted;
            }
        }
    }

    bool isProven(const LedgerRow& row) const {
        if (row.operation == 0) return history_.baseProven;
        return std::ranges::any_of(history_.operations, [&](const WriteOperation& operation) {
            return operation.number == row.operation && operation.proven;
        });
    }

    const Scene& scene_;
    const Timeline& timeline_;
    const Chapter& chapter_;
    PromiseLedger& ledger_;
    WriteHistory history_;
    std::map<Bytes, LedgerRow> rows_;
};

}  // namespace

PromiseLedger promiseLedgerAt(const Scene& scene) {
    PromiseLedger ledger;
    const Chapter chapter = chapterAt(scene);
    ledger.stage = chapter.stage;
    ledger.end = chapter.end;
    if (chapter.end != End::none) ledger.cut = chapter.to;
    if (chapter.stage != Stage::nothing) Judge(scene, chapter, ledger).judge();
    return ledger;
}

}  // namespace vitrine::lab
