#include "ui/models/index_model.h"

#include <algorithm>
#include <set>

#include "core/lab/recovery_run.h"
#include "core/trace/node_kinds.h"
#include "ui/models/record_state.h"
#include "ui/models/span_words.h"
#include "ui/models/tr.h"

namespace vitrine::ui {

namespace {

namespace table = node_kinds::hash_table;

constexpr FactId kMostFactsLookedAt = 20'000;
constexpr std::size_t kMostFormer = 4096;  // keys of the table before

std::optional<Bytes> firstKey(const Timeline& timeline, FactId span) {
    const auto arguments = decodeArguments(timeline.at(span).payload);
    const auto* key = arguments.empty() ? nullptr : std::get_if<Bytes>(&arguments[0].value);
    return key ? std::optional(*key) : std::nullopt;
}

/// What the probe found is not so any more, by what was done with it: the put that found a free slot has filled it.
QString sinceProbed(const Probe& probe) {
    if (probe.found != probe.gone) return {};
    const QString slot = slotText(probe.slots.back());
    return QLatin1Char(' ') + (probe.found ? tr("That was before: slot %1 has given it up since.").arg(slot)
                                           : tr("That was before: slot %1 holds it now.").arg(slot));
}

}  // namespace

QString slotText(std::uint64_t slot) { return QString::number(slot, 16).toUpper(); }

void IndexModel::show(const Moment& moment) {
    moment_ = moment;
    const Scene& scene = *moment.scene;
    node_ = 0, slotCount_ = usedCount_ = resizedFrom_ = 0, whole_ = true;
    summary_ = {};
    const NodeState* newest = nullptr;
    for (const NodeState* node : scene.nodesOfKind(node_kinds::hashTable))
        if (!newest || node->setBy >= newest->setBy) newest = node;
    changed_.clear();
    probe_ = {};
    story_.clear();
    keyInHand_.reset();
    growsAgain_ = false;
    awaited_.clear();
    if (!newest) return;
    node_ = newest->id;
    slotCount_ = scene.number({node_, table::slotCount});
    usedCount_ = scene.number({node_, table::usedCount});
    const auto counters = static_cast<std::size_t>(
        std::distance(newest->cells.lower_bound(table::firstCounter), newest->cells.end()));
    whole_ = newest->cells.size() - counters >= usedCount_;
    if (!whole_) readSummary();
    readStep();
    readProbe();
    readFormer();
}

/// The table as it was when the life before ended: read once a recovery.
void IndexModel::readFormer() {
    const auto run = lab::recoveryAt(*moment_.scene);
    const FactId end = run ? lab::endBefore(moment_.timeline(), *run) : kNoFact;
    if (end == kNoFact) return;
    growsAgain_ = true;
    if (formerTimeline_ != &moment_.timeline() || formerEnd_ != end) {
        formerTimeline_ = &moment_.timeline(), formerEnd_ = end;
        former_ = {};
        Scene before(moment_.timeline());
        before.seek(end);
        for (const NodeState* node : before.nodesOfKind(node_kinds::hashTable)) {
            former_.slotCount = before.number({node->id, table::slotCount});
            former_.used = before.number({node->id, table::usedCount});
            for (const auto& [cell, state] : node->cells) {
                if (cell >= table::firstCounter || former_.slots.size() >= kMostFormer) break;
                const auto value = before.value({node->id, cell});
                const auto* range = value ? std::get_if<RangeRef>(&*value) : nullptr;
                if (range) former_.slots.emplace_back(cell, range->label);
            }
        }
    }
    if (!whole_ ||
        former_.slots.size() < former_.used) {  // a part of the keys is known: nobody can say which are missing
        if (story_.isEmpty()) story_ = tr("The index lives in memory: it is filled again from what is read.");
        return;
    }
    std::set<Bytes> here;
    const NodeState* node = moment_.scene->node(node_);
    for (const auto& [cell, state] : node->cells) {
        if (cell >= table::firstCounter) break;
        if (const SlotRow row = at(cell); row.used) here.insert(row.key);
    }
    // A database that is opened again may hash by another seed: slots are compared only where those that came back
    // agree.
    std::size_t back = 0, elsewhere = 0;
    for (const auto& [slot, key] : former_.slots) {
        if (!here.contains(key)) {
            awaited_.emplace_back(slot, key);
            continue;
        }
        const SlotRow now = at(slot);
        ++back;
        elsewhere += !now.used || now.key != key;
    }
    sameSlots_ = back > 0 && elsewhere == 0;
    story_ = growingStory(run->readAll);
}

std::optional<Bytes> IndexModel::awaited(std::uint64_t slot) const {
    if (moment_.covered) return {};
    if (former_.slotCount != slotCount_ || !sameSlots_) return {};  // of another size or hash, keys stood elsewhere
    const auto found = std::ranges::find(awaited_, slot, &std::pair<std::uint64_t, Bytes>::first);
    return found == awaited_.end() || at(slot).used ? std::nullopt : std::optional(found->second);
}

QString IndexModel::growingStory(bool readAll) const {
    const auto count = static_cast<qulonglong>(awaited_.size());
    if (former_.slots.empty()) return tr("The index lives in memory: it is filled again from what is read.");
    if (count == 0) return tr("Every key that the index held before is back in it.");
    const QString key = QString::fromStdString(label(awaited_.front().second, 24)), slot = slotText(awaited_.front().first);
    if (!readAll)
        return count == 1 ? tr("1 key that the index held before is not back yet: an index lives in memory.")
                          : tr("%L1 keys that the index held before are not back yet: an index lives in memory.").arg(count);
    const bool emptied = awaited(awaited_.front().first).has_value();  // else other keys have moved there
    if (count == 1 && !emptied) return tr("%1 never came back. A slot held it before, but an index lives in memory.").arg(key);
    if (count == 1)
        return tr("Slot %1 stays empty: %2 never came back. It held it before, but an index lives in memory.").arg(slot, key);
    return tr("%L1 keys never came back, %2 among them. Slots held them before, but an index lives in memory.").arg(count).arg(key);
}

void IndexModel::readSummary() {
    const auto number = [&](std::uint64_t cell) { return moment_.scene->number({node_, cell}); };
    summary_.shownFirst = number(table::shownFirst);
    summary_.shownEnd = std::min(number(table::shownEnd), slotCount_);
    // While nobody records the slots that are shown stay where they were; behind the gap they are stated as they were.
    const Timeline& timeline = moment_.timeline();
    const FactId restart = timeline.restartBefore(moment_.position());
    const FactId moved = moment_.scene->setBy({node_, table::shownFirst});
    summary_.beforeGap = moved != kNoFact && restart >= timeline.begin() && restart < timeline.end() &&
                         timeline.at(restart).fact.kind == FactKind::gap && moved < timeline.whole(restart + 1);
    // Behind a recovery that is still reading, the sums are those of the moment before it.
    if (moment_.scene->setBy({node_, table::firstStretch}) == kNoFact || slotCount_ < table::stretchCount) return;
    const auto size = static_cast<double>(slotCount_ / table::stretchCount);
    for (std::uint64_t i = 0; i < table::stretchCount; ++i)
        summary_.loads.push_back(static_cast<double>(number(table::firstStretch + i)) / size);
}

QString IndexModel::sentenceOf(FactId span) const {
    const Timeline& timeline = moment_.timeline();
    const SpanKind& kind = timeline.catalog().kind(timeline.at(span).fact.subject);
    return spanWords(kind, &SpanKind::sentence, timeline.argumentsOf(span, moment_.position()));
}

void IndexModel::readStep() {
    if (moment_.stepBegin == kNoFact) return;
    const Timeline& timeline = moment_.timeline();
    const FactId end = std::min(moment_.position(), moment_.stepBegin + kMostFactsLookedAt);
    for (FactId id = std::max(moment_.stepBegin, timeline.begin()); id < end; ++id) {
        const FactView view = timeline.at(id);
        const Fact& fact = view.fact;
        if ((fact.kind == FactKind::cellSet || fact.kind == FactKind::cellErased) && fact.subject == node_ &&
            fact.x < table::firstCounter && !(fact.flags & fact_flags::restated))
            changed_.push_back(fact.x);
        if (fact.kind != FactKind::spanBegin || timeline.catalog().kind(fact.subject).name != "index.resize") continue;
        const auto arguments = timeline.argumentsOf(id, moment_.position());
        story_ = sentenceOf(id);
        if (arguments.size() > 1 && std::holds_alternative<std::uint64_t>(arguments[1].value))
            resizedFrom_ = std::get<std::uint64_t>(arguments[1].value);
    }
}

/// Backwards from the cursor: the key that the newest step is about, and, in this operation, the newest probe with the
/// slots touched since it began.
void IndexModel::readProbe() {
    const Timeline& timeline = moment_.timeline();
    const auto operation = timeline.operationAt(moment_.position());
    if (!operation) return;
    const FactId begin = std::max(timeline.operation(*operation).begin, timeline.begin());
    std::vector<std::uint64_t> touched;
    bool probed = false;
    for (FactId id = moment_.position(); id > timeline.begin() && moment_.position() - id < kMostFactsLookedAt;) {
        if (keyInHand_ && (probed || id <= begin)) return;
        const FactView view = timeline.at(--id);
        const Fact& fact = view.fact;
        if (fact.kind == FactKind::cellTouched && fact.subject == node_) touched.push_back(fact.x);
        if (fact.kind != FactKind::spanBegin) continue;
        const SpanKind& kind = timeline.catalog().kind(fact.subject);
        if (!keyInHand_ && kind.level == SpanLevel::step && kind.arguments.starts_with("key"))
            keyInHand_ = firstKey(timeline, id);
        if (probed || id < begin || kind.name != "index.probe") continue;
        probed = true;
        if (touched.empty()) continue;  // of another table, or not stated
        const auto arguments = timeline.argumentsOf(id, moment_.position());
        if (const auto key = firstKey(timeline, id)) probe_.key = *key;
        if (arguments.size() > 6)
            if (const auto* found = std::get_if<std::uint64_t>(&arguments[6].value)) probe_.found = *found != 0;
        probe_.slots.assign(touched.rbegin(), touched.rend());
        probe_.inThisStep = moment_.glows(id);
        const SlotRow last = probe_.slots.empty() ? SlotRow() : at(probe_.slots.back());
        probe_.gone = !last.used || last.key != probe_.key.substr(0, kMaxLabelBytes);
        if (story_.isEmpty()) story_ = sentenceOf(id) + sinceProbed(probe_);
    }
}

SlotRow IndexModel::at(std::uint64_t slot) const {
    SlotRow row;
    row.slot = slot;
    row.changed = std::ranges::find(changed_, slot) != changed_.end();
    const auto value = moment_.scene->value({node_, slot});
    if (!value) return row;
    row.used = true;
    if (const auto* range = std::get_if<RangeRef>(&*value)) {
        row.key = range->label;
        row.target = *range;
    }
    return row;
}

std::vector<std::uint64_t> IndexModel::statedSlots(std::size_t most) const {
    std::vector<std::uint64_t> found;
    const NodeState* node = moment_.scene->node(node_);
    if (!node) return found;
    std::uint64_t next = summary_.shownFirst;  // of the window
    const auto addWindowTo = [&](std::uint64_t end) {
        for (; next < std::min(end, summary_.shownEnd) && found.size() < most; ++next) found.push_back(next);
    };
    for (const auto& [cell, state] : node->cells) {
        if (cell >= table::firstCounter || found.size() >= most) break;
        addWindowTo(cell);
        if (next == cell) ++next;
        found.push_back(cell);
    }
    addWindowTo(slotCount_);
    return found;
}

double TableSummary::least() const { return loads.empty() ? 0 : *std::ranges::min_element(loads); }
double TableSummary::most() const { return loads.empty() ? 0 : *std::ranges::max_element(loads); }

/// Three of four: as the table has it, which a test compares.
std::uint64_t IndexModel::mostUsed() const { return slotCount_ / 4 * 3; }

std::optional<std::uint64_t> IndexModel::changedSlot() const {
    return changed_.empty() ? std::nullopt : std::optional(changed_.back());
}

std::optional<std::uint64_t> IndexModel::find(ByteView key) const {
    const NodeState* node = node_ ? moment_.scene->node(node_) : nullptr;
    if (!node) return {};
    const ByteView labelled = key.substr(0, kMaxLabelBytes);
    for (const auto& [cell, state] : node->cells) {
        if (cell >= table::firstCounter) break;
        const auto value = moment_.scene->value({node_, cell});
        const auto* range = value ? std::get_if<RangeRef>(&*value) : nullptr;
        if (range && range->label == labelled) return cell;
    }
    return {};
}

std::optional<std::uint64_t> IndexModel::pointedSlot() const {
    const Selection& pointed = moment_.pointed();
    if (pointed.kind == Selection::Kind::slot)
        return pointed.cell.node == node_ ? std::optional(pointed.cell.cell) : std::nullopt;
    const auto range = rangeOf(moment_, pointed);
    if (!range) return {};
    const auto cell = moment_.scene->pointerTo(range->space, range->offset);
    return cell && cell->node == node_ ? std::optional(cell->cell) : std::nullopt;
}

QString probeSentence(const Probe& probe) {
    if (probe.empty()) return {};
    const QString first = slotText(probe.slots.front());
    if (probe.found && probe.gone) return tr("it was in slot %1, now it is out.").arg(slotText(probe.slots.back()));
    if (probe.slots.size() == 1)
        // What was free when it was probed holds the key since the put has set it.
        return probe.found || !probe.gone ? tr("hash says slot %1: found.").arg(first)
                                          : tr("hash says slot %1: free.").arg(first);
    const QString last = slotText(probe.slots.back());
    if (probe.slots.size() == 2) return tr("hash says slot %1: taken. Next: %2.").arg(first, last);
    return tr("hash says %1: %2 taken. Next: %3.").arg(first).arg(probe.slots.size() - 1).arg(last);
}

}  // namespace vitrine::ui
