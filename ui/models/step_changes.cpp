#include "ui/models/step_changes.h"

#include <QStringList>
#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "core/trace/node_kinds.h"
#include "ui/models/record_state.h"
#include "ui/models/tr.h"

namespace vitrine::ui {

namespace {

using Row = StepChanges::Row;

QString fromBytes(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<int>(text.size())); }
QString slotName(std::uint64_t number) {
    return QString::number(number, 16).toUpper();
}

/// A step of more facts than this is told in numbers, not fact by fact.
constexpr FactId kMostFacts = 20'000;

struct Tally {
    std::map<std::pair<NodeId, std::uint64_t>, FactId> cells;  // last change of each index cell in the step
    std::map<SpaceId, std::uint64_t> written;
    QStringList files;
    std::vector<SpaceId> removed;
    std::uint64_t movedEntries = 0;  // into a larger table
    std::optional<std::uint64_t> keys;  // in the index, where that changed
    std::uint64_t durableBytes = 0;
    std::map<SpaceId, std::uint64_t> rewritten;  // what a failed sync made the engine write once more
    QStringList synced;
    QStringList notSynced;  // a sync of it failed
    bool directorySynced = false;
    bool newTable = false;
};

bool isIndexNode(const Scene& scene, NodeId id) {
    const NodeState* node = scene.node(id);
    return node && node->kind == node_kinds::hashTable;
}

QString nameOf(const Scene& scene, SpaceId id) {
    const SpaceState* space = scene.space(id);
    const bool log = space && space->name.ends_with(".log");
    return log ? fileTitle(scene, id) : space ? fromBytes(space->name) : tr("a removed file");
}

std::uint64_t bytesInFiles(const Scene& scene) {
    std::uint64_t bytes = 0;
    for (const SpaceState* file : scene.files()) bytes += scene.timeline().sizeOf(file->id, scene.position());
    return bytes;
}

/// An operation without steps that ended the process: what went with it. Nothing for any other.
std::optional<StepChanges> endOfProcess(const Moment& moment) {
    const Timeline& timeline = moment.timeline();
    const auto index = timeline.operationAt(moment.position());
    if (!index) return {};
    const Operation& operation = timeline.operation(*index);
    if (operation.begin == kNoFact || operation.stepCount > 0) return {};
    const FactId end = std::min(moment.position(), operation.begin + kMostFacts);
    for (FactId id = operation.begin; id < end; ++id) {
        const FactKind kind = timeline.at(id).fact.kind;
        if (kind != FactKind::powerCut && kind != FactKind::processEnded) continue;
        Scene before(timeline);
        before.seek(operation.begin);
        const std::uint64_t then = bytesInFiles(before), now = bytesInFiles(*moment.scene);
        StepChanges changes;
        changes.index = {tr("gone: it was in memory"), true};
        changes.files = then > now ? Row{tr("%L1 B lost").arg(then - now), true}
                                   : Row{tr("nothing lost"), false};
        changes.platter = {kind == FactKind::powerCut ? tr("as the disk kept it") : tr("nothing"),
                           kind == FactKind::powerCut};
        return changes;
    }
    return {};
}

/// A line that changed bytes behind the engine's back: it has no steps, and the disk holds it at once. Nothing for any
/// other.
std::optional<StepChanges> editByHand(const Moment& moment) {
    const Timeline& timeline = moment.timeline();
    const auto index = timeline.operationAt(moment.position());
    if (!index) return {};
    const Operation& operation = timeline.operation(*index);
    if (operation.begin == kNoFact || operation.stepCount > 0) return {};
    QStringList parts;
    std::map<SpaceId, std::uint64_t> bytes;
    const FactId end = std::min(moment.position(), operation.begin + kMostFacts);
    for (FactId id = operation.begin; id < end; ++id) {
        const Fact& fact = timeline.at(id).fact;
        if (!(fact.flags & fact_flags::edited)) continue;
        if (fact.kind == FactKind::written) bytes[fact.subject] += fact.y;
        if (fact.kind == FactKind::truncated)
            parts << tr("%1 is %L2 B long").arg(nameOf(*moment.scene, fact.subject)).arg(fact.x);
    }
    for (const auto& [space, count] : bytes)
        parts.prepend(tr("%L1 B of %2 by hand").arg(count).arg(nameOf(*moment.scene, space)));
    if (parts.isEmpty()) return {};
    const QString all = parts.join(QStringLiteral(", "));
    return StepChanges{{tr("nothing"), false}, {all, true}, {tr("the same, at once"), true}};
}

std::uint64_t numberAt(const std::vector<Argument>& arguments, std::size_t index) {
    const auto* number = index < arguments.size() ? std::get_if<std::uint64_t>(&arguments[index].value) : nullptr;
    return number ? *number : 0;
}

/// What is gone has its name in the moment before the step.
QString removedText(const Timeline& timeline, FactId from, const std::vector<SpaceId>& removed) {
    constexpr std::size_t kMostNamed = 3;
    if (removed.size() > kMostNamed) return tr("%L1 files removed").arg(removed.size());
    Scene before(timeline);
    before.seek(from);
    QStringList names;
    for (const SpaceId space : removed) names << nameOf(before, space);
    return tr("%1 removed").arg(names.join(QStringLiteral(", ")));
}

/// Walks the step's facts once. The moment's scene stands behind them.
Tally tallyOf(const Moment& moment, FactId from) {
    const Timeline& timeline = moment.timeline();
    Tally tally;
    std::map<SpaceId, std::uint64_t> pending;
    for (FactId id = from; id < moment.position(); ++id) {
        const Fact& fact = timeline.at(id).fact;
        switch (fact.kind) {
            case FactKind::cellSet:
            case FactKind::cellErased:
                if (fact.flags & fact_flags::restated || !isIndexNode(*moment.scene, fact.subject)) break;
                if (fact.x == node_kinds::hash_table::usedCount) tally.keys = fact.y;
                if (fact.x < node_kinds::hash_table::firstCounter) tally.cells[{fact.subject, fact.x}] = id;
                break;
            case FactKind::spanBegin:
                if (timeline.catalog().kind(fact.subject).name == "index.resize")
                    tally.movedEntries = numberAt(timeline.argumentsOf(id, moment.position()), 2);
                break;
            case FactKind::nodeSet:
                if (!(fact.flags & fact_flags::restated)) tally.newTable = tally.newTable || fact.x == node_kinds::hashTable;
                break;
            case FactKind::written:
                if (fact.flags & fact_flags::restated) break;
                (tally.notSynced.isEmpty() ? tally.written : tally.rewritten)[fact.subject] += fact.y;
                break;
            case FactKind::spaceCreated:
                if (!(fact.flags & fact_flags::existing))
                    tally.files << tr("%1 created").arg(nameOf(*moment.scene, fact.subject));
                break;
            case FactKind::removed:
                tally.removed.push_back(fact.subject);
                break;
            case FactKind::renamed:
                tally.files << tr("renamed to %1").arg(nameOf(*moment.scene, fact.subject));
                break;
            case FactKind::truncated:
                tally.files << tr("%1 is %L2 B long").arg(nameOf(*moment.scene, fact.subject)).arg(fact.x);
                break;
            case FactKind::synced:
                (fact.flags & fact_flags::failed ? tally.notSynced : tally.synced) << nameOf(*moment.scene, fact.subject);
                break;
            case FactKind::directorySynced:
                tally.directorySynced = true;
                break;
            default:
                break;
        }
    }
    if (!tally.removed.empty()) tally.files << removedText(timeline, from, tally.removed);
    return tally;
}

Row indexRow(const Moment& moment, const Tally& tally) {
    if (tally.newTable) return {tr("a new table, %L1 entries moved").arg(tally.movedEntries), true};
    // Of a table that is read from the disk at full speed its counters are stated alone.
    if (tally.cells.empty() && tally.keys) return {tr("it holds %L1 keys now").arg(*tally.keys), true};
    if (tally.cells.empty()) return {tr("nothing"), false};
    if (tally.cells.size() > 1) return {tr("%L1 slots changed").arg(tally.cells.size()), true};
    const auto& [address, fact] = *tally.cells.begin();
    const QString slot = slotName(address.second);
    const Timeline& timeline = moment.timeline();
    const FactView last = timeline.at(fact);
    if (last.fact.kind == FactKind::cellErased) return {tr("slot %1: now empty").arg(slot), true};
    const Value value = decodeValue(last.fact, last.payload);
    const auto* range = std::get_if<RangeRef>(&value);
    const QString key = !range                 ? QString()
                        : range->label.empty() ? QStringLiteral("\"\"")
                                               : fromBytes(label(range->label, 24));
    // An overwrite is told by its span; a slot that was empty before got its first key.
    const auto step = timeline.stepAt(moment.position());
    const bool overwrite = step && timeline.catalog().kind(timeline.step(*step).kind).name == "log.index.overwrite";
    if (overwrite) return {tr("slot %1: %2 → its new copy").arg(slot, key), true};
    return {tr("slot %1: empty → %2").arg(slot, key), true};
}

std::uint64_t bytesOfPreviousStep(const Moment& moment) {
    const Timeline& timeline = moment.timeline();
    const auto step = timeline.stepAt(moment.position());
    if (!step || *step == timeline.firstStep()) return 0;
    const Step& previous = timeline.step(*step - 1);
    if (previous.operation != timeline.step(*step).operation || previous.end == kNoFact) return 0;
    std::uint64_t bytes = 0;
    for (FactId id = previous.begin; id < previous.end && id < previous.begin + kMostFacts; ++id)
        if (timeline.at(id).fact.kind == FactKind::written) bytes += timeline.at(id).fact.y;
    return bytes;
}

Row filesRow(const Moment& moment, const Tally& tally) {
    QStringList parts = tally.files;
    for (const auto& [space, bytes] : tally.written)
        parts.prepend(tr("%L1 B to %2").arg(bytes).arg(nameOf(*moment.scene, space)));
    for (const auto& [space, bytes] : tally.rewritten)
        parts << tr("%L1 B of %2 written again").arg(bytes).arg(nameOf(*moment.scene, space));
    if (!parts.isEmpty()) return {parts.join(QStringLiteral(", ")), true};
    if (const std::uint64_t before = bytesOfPreviousStep(moment))
        return {tr("nothing (%L1 B came one step ago)").arg(before), false};
    return {tr("nothing"), false};
}

Row platterRow(const Moment& moment, const Tally& tally) {
    QStringList parts;
    if (!tally.notSynced.isEmpty()) parts << tr("the sync of %1 failed").arg(tally.notSynced.join(QStringLiteral(", ")));
    if (!tally.synced.isEmpty()) {
        const auto step = moment.timeline().stepAt(moment.position());
        const std::uint64_t now = step ? moment.timeline().step(*step).bytesAtRisk : 0;
        const std::uint64_t before =
            step && *step > moment.timeline().firstStep() ? moment.timeline().step(*step - 1).bytesAtRisk : now;
        std::uint64_t arrived = before > now ? before - now : 0;
        for (const auto& [space, bytes] : tally.written) {
            const SpaceState* state = moment.scene->space(space);
            if (state && state->notDurable == 0) arrived += bytes;
        }
        parts << (arrived ? tr("%L1 B of %2").arg(arrived).arg(tally.synced.join(QStringLiteral(", ")))
                          : tr("%1 (nothing new)").arg(tally.synced.join(QStringLiteral(", "))));
    }
    if (tally.directorySynced) parts << (parts.isEmpty() ? tr("the names in the directory") : tr("names"));
    if (parts.isEmpty()) return {tr("nothing"), false};
    return {parts.join(QStringLiteral(", ")), true};
}

}  // namespace

StepChanges changesOf(const Moment& moment) {
    if (moment.scene && moment.stepBegin == kNoFact) {
        if (const auto ended = endOfProcess(moment)) return *ended;
        if (const auto edited = editByHand(moment)) return *edited;
    }
    if (!moment.scene || moment.stepBegin == kNoFact) return {{tr("nothing"), false}, {tr("nothing"), false}, {tr("nothing"), false}};
    const FactId from = std::max(moment.stepBegin, moment.timeline().begin());
    if (moment.position() - from > kMostFacts) {
        const QString many = tr("%L1 facts in this step").arg(moment.position() - from);
        return {{many, true}, {many, true}, {many, true}};
    }
    const Tally tally = tallyOf(moment, from);
    return {indexRow(moment, tally), filesRow(moment, tally), platterRow(moment, tally)};
}

}  // namespace vitrine::ui
