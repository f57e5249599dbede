#include "core/trace/difference.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace vitrine {
namespace {

/// The parts of `stretches` below `end`.
std::vector<Interval> below(const std::vector<Interval>& stretches, std::uint64_t end) {
    std::vector<Interval> cut;
    for (const Interval& each : stretches)
        if (each.from < end) cut.push_back({each.from, std::min(each.to, end)});
    return cut;
}

/// What makes a record the same one, whoever stated it again.
auto identity(const RecordRef& record) {
    return std::tie(record.offset, record.size, record.info.role, record.info.sequence, record.info.key);
}

class Comparison {
  public:
    Comparison(const Scene& before, const Scene& after, const DifferenceLimits& limits)
        : a_(before), b_(after), timeline_(before.timeline()), limits_(limits), bytesLeft_(limits.comparedBytes),
          recordsLeft_(limits.readRecords) {}

    Difference run() {
        result_.from = a_.position();
        result_.to = b_.position();
        pairFiles();
        for (const auto& [before, after] : pairs_) compareFile(before, after);
        std::ranges::sort(result_.files, {}, [](const Difference::File& file) {
            return std::pair(file.after ? file.nameAfter : file.nameBefore, file.after);
        });
        compareNodes();
        return std::move(result_);
    }

  private:
    using FilePair = std::pair<const SpaceState*, const SpaceState*>;

    void pairFiles();
    void compareFile(const SpaceState* before, const SpaceState* after);
    void compareBytes(Difference::File& file, const std::vector<Interval>& touched);
    void compareStretch(Difference::File& file, Interval stretch);
    void addChange(Difference::File& file, std::uint64_t offset, ByteView was, ByteView is);
    void compareRecords(Difference::File& file);
    std::vector<RecordRef> recordsIn(SpaceId space, const std::vector<Interval>& stretches, const Scene& at);
    void compareNodes();
    void compareNode(const NodeState* before, const NodeState* after);
    struct Entry {
        std::uint64_t cell = 0;
        RangeRef range;
    };
    struct Entries {
        std::vector<Entry> was, is;  // only those of slots that differ
    };
    void compareCell(Difference::Node& node, Entries& entries, const NodeState* before, const NodeState* after, std::uint64_t cell);
    void pairEntries(Difference::Node& node, Entries& entries);
    void addEntry(Difference::Node& node, const Entry* was, const Entry* is);
    bool sameValue(const std::optional<Value>& was, const std::optional<Value>& is) const;
    void noteDeath(const std::optional<Value>& was);

    const Scene& a_;
    const Scene& b_;
    const Timeline& timeline_;
    const DifferenceLimits& limits_;
    std::uint64_t bytesLeft_;
    std::uint64_t recordsLeft_;
    std::vector<FilePair> pairs_;
    std::unordered_map<SpaceId, SpaceId> after_;  // of the files that are there at both moments
    std::map<std::pair<SpaceId, std::uint64_t>, bool> dead_;  // places that were told as died
    Difference result_;
};

// ---- files -------------------------------------------------------------------------------------------------------------

void Comparison::pairFiles() {
    std::vector<const SpaceState*> lonely;
    for (const SpaceState* before : a_.files()) {
        const SpaceState* after = b_.space(before->id);
        if (after)
            pairs_.emplace_back(before, after), after_.emplace(before->id, after->id);
        else
            lonely.push_back(before);
    }
    std::unordered_map<std::string_view, const SpaceState*> fresh;
    for (const SpaceState* after : b_.files())
        if (!after_.contains(after->id)) fresh.emplace(after->name, after);
    for (const SpaceState* before : lonely) {
        const auto found = fresh.find(before->name);
        const SpaceState* after = found == fresh.end() ? nullptr : found->second;
        pairs_.emplace_back(before, after);
        if (!after) continue;
        after_.emplace(before->id, after->id);
        fresh.erase(found);
    }
    for (const auto& [name, after] : fresh) pairs_.emplace_back(nullptr, after);
}

void Comparison::compareFile(const SpaceState* before, const SpaceState* after) {
    Difference::File file;
    if (before) {
        file.before = before->id, file.nameBefore = before->name;
        file.sizeBefore = before->size, file.atRiskBefore = before->notDurable;
    }
    if (after) {
        file.after = after->id, file.nameAfter = after->name;
        file.sizeAfter = after->size, file.atRiskAfter = after->notDurable;
    }
    if (before && after)
        compareBytes(file, before->id == after->id ? timeline_.touchedBytes(after->id, a_.position(), b_.position())
                                                   : std::vector<Interval>{{0, kEndless}});
    compareRecords(file);
    const bool differs = !before || !after || file.renamed() || file.sizeBefore != file.sizeAfter || file.bytes.count > 0 ||
                         file.added.count > 0 || file.gone.count > 0 || file.atRiskBefore != file.atRiskAfter;
    if (differs) result_.files.push_back(std::move(file));
}

void Comparison::compareBytes(Difference::File& file, const std::vector<Interval>& touched) {
    for (const Interval& stretch : below(touched, std::min(file.sizeBefore, file.sizeAfter))) compareStretch(file, stretch);
}

void Comparison::compareStretch(Difference::File& file, Interval stretch) {
    std::array<char, 16 * 1024> was, is;
    Interval open{0, 0};  // of the change that goes on
    Bytes openWas, openIs;
    const auto close = [&] {
        if (open.to > open.from) {
            file.bytesChanged += open.to - open.from;
            file.bytes.add({open.from, open.to - open.from, std::move(openWas), std::move(openIs)}, limits_.listed);
        }
        open = {0, 0};
        openWas.clear(), openIs.clear();
    };
    for (std::uint64_t at = stretch.from; at < stretch.to;) {
        const std::size_t count = std::min<std::uint64_t>(was.size(), stretch.to - at);
        if (bytesLeft_ < count) {
            close();
            file.compared = file.bytes.exact = false;
            file.bytesChanged += stretch.to - at;
            file.bytes.add({at, stretch.to - at, {}, {}}, limits_.listed);
            return;
        }
        bytesLeft_ -= count;
        const std::size_t n = timeline_.readBytes(file.before, at, {was.data(), count}, a_.position());
        const std::size_t m = timeline_.readBytes(file.after, at, {is.data(), count}, b_.position());
        for (std::size_t i = 0; i < std::min(n, m); ++i) {
            if (was[i] == is[i]) {
                if (open.to > open.from) close();
                continue;
            }
            if (open.to == open.from) open = {at + i, at + i};
            open.to = at + i + 1;
            if (openWas.size() < limits_.shownBytes) openWas += was[i], openIs += is[i];
        }
        at += count;
    }
    close();
}

std::vector<RecordRef> Comparison::recordsIn(SpaceId space, const std::vector<Interval>& stretches, const Scene& at) {
    std::vector<RecordRef> records;
    for (const Interval& stretch : stretches)
        for (RecordRef& record : timeline_.recordsOf(space, stretch.from, stretch.to - stretch.from, at.position()))
            records.push_back(std::move(record));
    // One that reaches into two stretches, or that a newer one lies in, comes twice.
    std::ranges::sort(records, [](const RecordRef& a, const RecordRef& b) { return identity(a) < identity(b); });
    const auto twice = std::ranges::unique(records, [](const RecordRef& a, const RecordRef& b) { return identity(a) == identity(b); });
    records.erase(twice.begin(), twice.end());
    recordsLeft_ -= std::min<std::uint64_t>(recordsLeft_, records.size());
    return records;
}

void Comparison::compareRecords(Difference::File& file) {
    const bool same = file.before == file.after;
    const std::vector<Interval> all{{0, kEndless}};
    const std::vector<Interval> touched = same ? timeline_.touchedRecords(file.after, a_.position(), b_.position()) : all;
    if (touched.empty()) return;
    const auto staged = [&](SpaceId space, const Scene& at) {
        return space ? timeline_.recordsStaged(space, 0, at.position()) : 0;
    };
    const std::uint64_t toRead = same ? timeline_.recordsStaged(file.after, a_.position(), b_.position())
                                      : staged(file.before, a_) + staged(file.after, b_);
    if (toRead > recordsLeft_) {
        // Too many to be looked at: a number, and no names.
        file.added.exact = file.gone.exact = false;
        if (file.after) file.added.count = same ? toRead : staged(file.after, b_);
        if (!same && file.before) file.gone.count = staged(file.before, a_);
        return;
    }
    std::vector<RecordRef> was, is;
    if (file.before) was = recordsIn(file.before, touched, a_);
    if (file.after) is = recordsIn(file.after, touched, b_);
    // One that begins before what was touched is still there as long as its first byte is its own.
    const auto thereToo = [&](const RecordRef& record, SpaceId space, const Scene& at) {
        const auto holds = [&](const Interval& each) { return record.offset >= each.from && record.offset < each.to; };
        if (space == 0 || std::ranges::any_of(touched, holds)) return false;
        const auto other = timeline_.recordAt(space, record.offset, at.position());
        return other && identity(*other) == identity(record);
    };
    const auto addGone = [&](const RecordRef& record) {
        if (!thereToo(record, file.after, b_)) file.gone.add(record, limits_.listed);
    };
    auto old = was.begin();
    for (RecordRef& record : is) {
        for (; old != was.end() && identity(*old) < identity(record); ++old) addGone(*old);
        if (old != was.end() && identity(*old) == identity(record))
            ++old;
        else if (!thereToo(record, file.before, a_))
            file.added.add(std::move(record), limits_.listed);
    }
    for (; old != was.end(); ++old) addGone(*old);
}

// ---- memory ------------------------------------------------------------------------------------------------------------

bool Comparison::sameValue(const std::optional<Value>& was, const std::optional<Value>& is) const {
    if (was.has_value() != is.has_value()) return false;
    if (!was || *was == *is) return true;
    const auto* from = std::get_if<RangeRef>(&*was);
    const auto* to = std::get_if<RangeRef>(&*is);
    if (!from || !to || from->offset != to->offset || from->length != to->length || from->label != to->label) return false;
    const auto moved = after_.find(from->space);
    return moved != after_.end() && moved->second == to->space;
}

void Comparison::noteDeath(const std::optional<Value>& was) {
    const auto* range = was ? std::get_if<RangeRef>(&*was) : nullptr;
    if (!range) return;
    const auto after = after_.find(range->space);
    if (after == after_.end() || after->second != range->space) return;  // its file is gone: the record went with it
    if (b_.pointerTo(range->space, range->offset)) return;
    if (!dead_.try_emplace({range->space, range->offset}, true).second) return;
    RecordRef record{range->space, range->offset, range->length, kNoFact, {}};
    if (result_.died.count < limits_.listed) {
        const auto there = timeline_.recordAt(range->space, range->offset, b_.position());
        if (!there || there->offset != range->offset) return;  // cut off, or written over: told as gone
        record = *there;
    } else {
        const SpaceState* file = b_.space(range->space);
        if (!file || range->offset + range->length > file->size) return;
        result_.died.exact = false;  // the rest is not looked at one by one
    }
    result_.died.add(std::move(record), limits_.listed);
}

void Comparison::compareCell(Difference::Node& node, Entries& entries, const NodeState* before, const NodeState* after,
                             std::uint64_t cell) {
    Difference::Cell each;
    if (before) each.before = {before->id, cell}, each.was = a_.value(each.before);
    if (after) each.after = {after->id, cell}, each.is = b_.value(each.after), each.setBy = b_.setBy(each.after);
    if (sameValue(each.was, each.is)) return;
    const auto takeRange = [cell](std::optional<Value>& value, std::vector<Entry>& to) {
        if (!value || !std::holds_alternative<RangeRef>(*value)) return;
        to.push_back({cell, std::move(std::get<RangeRef>(*value))});
        value.reset();
    };
    takeRange(each.was, entries.was);
    takeRange(each.is, entries.is);
    if (each.was || each.is) node.counters.add(std::move(each), limits_.listed);
}

void Comparison::addEntry(Difference::Node& node, const Entry* was, const Entry* is) {
    const bool moved = was && is && sameValue(was->range, is->range);
    if (was && !moved) noteDeath(was->range);
    ++(moved ? node.entriesMoved : was && is ? node.entriesRepointed : is ? node.entriesAdded : node.entriesRemoved);
    Difference::Cell cell;
    if (node.entries.count < limits_.listed) {
        if (was) cell.before = {node.before, was->cell}, cell.was = was->range;
        if (is) cell.after = {node.after, is->cell}, cell.is = is->range, cell.setBy = b_.setBy(cell.after);
    }
    node.entries.add(std::move(cell), limits_.listed);
}

void Comparison::pairEntries(Difference::Node& node, Entries& entries) {
    const auto byLabel = [](const Entry& x, const Entry& y) {
        return std::tie(x.range.label, x.cell) < std::tie(y.range.label, y.cell);
    };
    std::ranges::sort(entries.was, byLabel);
    std::ranges::sort(entries.is, byLabel);
    auto was = entries.was.begin();
    auto is = entries.is.begin();
    while (was != entries.was.end() || is != entries.is.end()) {
        const bool noWas = was == entries.was.end(), noIs = is == entries.is.end();
        if (noIs || (!noWas && was->range.label < is->range.label))
            addEntry(node, &*was++, nullptr);
        else if (noWas || is->range.label < was->range.label)
            addEntry(node, nullptr, &*is++);
        else
            addEntry(node, &*was++, &*is++);
    }
}

void Comparison::compareNode(const NodeState* before, const NodeState* after) {
    Difference::Node node;
    const NodeState& of = after ? *after : *before;
    if (before) node.before = before->id;
    if (after) node.after = after->id, node.setBy = after->setBy;
    node.kind = of.kind;
    node.name = of.name;
    static const CellMap none;
    const CellMap& was = before ? before->cells : none;
    const CellMap& is = after ? after->cells : none;
    Entries entries;
    auto a = was.begin();
    auto b = is.begin();
    const auto aEnd = was.end();
    const auto bEnd = is.end();
    while (a != aEnd || b != bEnd) {
        const bool onlyA = b == bEnd || (a != aEnd && a->first < b->first);
        const bool onlyB = !onlyA && (a == aEnd || b->first < a->first);
        if (onlyA) {
            compareCell(node, entries, before, after, a->first), ++a;
        } else if (onlyB) {
            compareCell(node, entries, before, after, b->first), ++b;
        } else {
            if (a->second.setBy != b->second.setBy) compareCell(node, entries, before, after, a->first);
            ++a, ++b;
        }
    }
    pairEntries(node, entries);
    const bool renamed = before && after && before->name != after->name;
    if (!before || !after || renamed || node.entries.count > 0 || node.counters.count > 0)
        result_.nodes.push_back(std::move(node));
}

void Comparison::compareNodes() {
    const auto key = [](const NodeState* node) { return std::tie(node->kind, node->name, node->id); };
    const auto alone = [](const Scene& of, const Scene& in, auto&& both) {
        std::vector<const NodeState*> nodes;
        for (const NodeState* node : of.allNodes()) {
            if (const NodeState* other = in.node(node->id))
                both(node, other);
            else
                nodes.push_back(node);
        }
        return nodes;
    };
    std::vector<const NodeState*> old = alone(a_, b_, [this](const NodeState* a, const NodeState* b) { compareNode(a, b); });
    std::vector<const NodeState*> fresh = alone(b_, a_, [](const NodeState*, const NodeState*) {});
    const auto byKey = [&](const NodeState* x, const NodeState* y) { return key(x) < key(y); };
    std::sort(old.begin(), old.end(), byKey);
    std::sort(fresh.begin(), fresh.end(), byKey);
    const auto order = [](const NodeState* x, const NodeState* y) {
        return std::tie(x->kind, x->name) <=> std::tie(y->kind, y->name);
    };
    auto a = old.begin();
    auto b = fresh.begin();
    while (a != old.end() || b != fresh.end()) {
        if (b == fresh.end() || (a != old.end() && order(*a, *b) < 0))
            compareNode(*a++, nullptr);
        else if (a == old.end() || order(*a, *b) > 0)
            compareNode(nullptr, *b++);
        else
            compareNode(*a++, *b++);
    }
    std::ranges::sort(result_.nodes, {}, [](const Difference::Node& node) { return std::tuple(node.kind, node.name, node.after); });
}

}  // namespace

Difference differenceOf(const Scene& before, const Scene& after, const DifferenceLimits& limits) {
    return Comparison(before, after, limits).run();
}

namespace {

/// `there` is true at `from` and false at `to`: some fact between made it so.
template <class There>
FactId turningPoint(FactId from, FactId to, const There& there) {
    if (from >= to || !there(from) || there(to)) return kNoFact;
    while (to - from > 1) {
        const FactId middle = from + (to - from) / 2;
        (there(middle) ? from : to) = middle;
    }
    return from;
}

}  // namespace

FactId whoChanged(Scene& scratch, CellAddress cell, FactId from, FactId to) {
    scratch.seek(from);
    const std::optional<Value> first = scratch.value(cell);
    return turningPoint(from, to, [&](FactId position) {
        scratch.seek(position);
        return scratch.value(cell) == first;
    });
}

FactId whoRemoved(Scene& scratch, SpaceId file, FactId from, FactId to) {
    return turningPoint(from, to, [&](FactId position) {
        scratch.seek(position);
        return scratch.space(file) != nullptr;
    });
}

FactId whoUnpointed(Scene& scratch, SpaceId space, std::uint64_t offset, FactId from, FactId to) {
    return turningPoint(from, to, [&](FactId position) {
        scratch.seek(position);
        return scratch.pointerTo(space, offset).has_value();
    });
}

FactId whoCut(const Timeline& timeline, const RecordRef& record, FactId from, FactId to) {
    return turningPoint(from, to, [&](FactId position) {
        const auto there = timeline.recordAt(record.space, record.offset, position);
        return there && identity(*there) == identity(record);
    });
}

}  // namespace vitrine
