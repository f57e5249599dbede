#include "ui/models/segments_model.h"

#include <QLocale>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/trace/node_kinds.h"
#include "ui/models/numbers.h"
#include "ui/models/tr.h"

namespace vitrine::ui {

namespace {

namespace cells = node_kinds::log_segment;

constexpr std::size_t kMostRemembered = 2000;     // rows
constexpr std::size_t kMostReadForTotals = 64;  // files that no engine has open: of more it is not told what is in them
constexpr FactId kMostFactsFollowed = 20'000;
bool isSegmentFile(const std::string& name) {
    return name.ends_with(".log") || name.ends_with(".log.part") || name.ends_with(".log.damaged");
}

/// The newest-lying record that history knows, looked for from the end in widening windows.
std::optional<RecordRef> lastRecord(const Timeline& timeline, SpaceId space, std::uint64_t sizeBytes, FactId position) {
    for (std::uint64_t window = 512; sizeBytes > 0; window *= 4) {
        const std::uint64_t begin = sizeBytes > window ? sizeBytes - window : 0;
        const auto records = timeline.recordsOf(space, begin, sizeBytes - begin, position);
        if (!records.empty()) return records.back();
        if (begin == 0) break;
    }
    return {};
}

}  // namespace

std::uint64_t countersOf(const Scene& scene, NodeId node, Shares& shares) {
    const auto number = [&](std::uint64_t cell) { return scene.number({node, cell}); };
    shares.live = number(cells::liveBytes);
    shares.dead = number(cells::deadBytes);
    shares.tombstone = number(cells::tombstoneBytes);
    shares.overhead = number(cells::overheadBytes);
    return shares.total();
}

void Shares::add(RecordState state, std::uint64_t sizeBytes) {
    switch (state) {
        case RecordState::live: live += sizeBytes; break;
        case RecordState::dead: dead += sizeBytes; break;
        case RecordState::tombstone: tombstone += sizeBytes; break;
        case RecordState::overhead: overhead += sizeBytes; break;
        case RecordState::unproven: unproven += sizeBytes; break;
        case RecordState::loose: loose += sizeBytes; break;
        case RecordState::damaged: damaged += sizeBytes; break;
    }
}

void Shares::add(const Shares& other) {
    live += other.live, dead += other.dead, tombstone += other.tombstone;
    overhead += other.overhead, unproven += other.unproven;
    loose += other.loose, damaged += other.damaged;
}

QString sizeText(std::uint64_t bytes) {
    if (bytes < 10'000) return QStringLiteral("%1 B").arg(bytes);
    static const char* const units[] = {"KiB", "MiB", "GiB", "TiB"};
    double value = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    while (value >= 1000 && unit < 3) value /= 1024, ++unit;
    const bool whole = value == std::floor(value) || value >= 100;
    return QStringLiteral("%1 %2").arg(fixed(value, whole ? 0 : 1), QLatin1String(units[unit]));
}

// ---- rows --------------------------------------------------------------------------------------------------------------

SegmentRow SegmentsModel::rowOf(const SpaceState& file, NodeId node) const {
    SegmentRow row;
    row.space = file.id;
    row.file = QString::fromStdString(file.name);
    row.notDurable = file.notDurable;
    row.nameDurable = file.nameDurable;
    row.node = node;
    Shares counted;
    // Nothing waits in the buffer for a closed segment, and its counters are its bytes: of thousands of files nearly all.
    if (node && moment_.scene->number({node, cells::closed}) != 0 && countersOf(*moment_.scene, node, counted) == file.size) {
        row.sizeBytes = row.announcedEnd = file.size;
        return row;
    }
    // A file that is older than this history and that no engine has opened yet holds nothing that history knows more of.
    const Fact& created = moment_.timeline().at(file.created).fact;
    if (!node && file.notDurable == 0 && created.kind == FactKind::spaceCreated &&
        (created.flags & (fact_flags::existing | fact_flags::unchanged)) == fact_flags::existing) {
        row.sizeBytes = row.announcedEnd = file.size;
        return row;
    }
    const MomentSource source(moment_.timeline(), file.id, moment_.position());
    row.sizeBytes = source.size();
    row.announcedEnd = source.announcedEnd();
    if (node && countersOf(*moment_.scene, node, counted) == row.sizeBytes) return row;
    // Preallocated room behind the last record is not in use.
    const auto last = lastRecord(moment_.timeline(), file.id, row.sizeBytes, moment_.position());
    if (last) {
        const std::uint64_t end = last->offset + last->size;
        Bytes behind(std::min<std::uint64_t>(row.sizeBytes > end ? row.sizeBytes - end : 0, 4096), '\0');
        behind.resize(moment_.timeline().readBytes(file.id, end, behind, moment_.position()));
        if (behind.find_first_not_of('\0') == Bytes::npos) row.sizeBytes = end;
    }
    return row;
}

SegmentRow SegmentsModel::madeRow(const SpaceState& file, NodeId node) {
    const Scene& scene = *moment_.scene;
    ++rowsMade_;
    SegmentRow row = rowOf(file, node);
    if (row.node) {
        countersOf(scene, row.node, row.counted);
        for (std::uint64_t cell = 0; cell < row.setBy.size(); ++cell) row.setBy[cell] = scene.setBy({row.node, cell});
        row.fileBytes = file.size;
        row.number = scene.number({row.node, cells::number});
        row.hintBytes = scene.number({row.node, cells::hintBytes});
        const bool closed = scene.number({row.node, cells::closed}) != 0;
        row.state = closed ? SegmentRow::State::closed : SegmentRow::State::active;
        row.stateText = closed            ? tr("closed, read only")
                        : noWrites_ == 0 ? tr("active, writes go here")
                        : noWrites_ == 1 ? tr("a sync failed: no writes")
                                         : tr("newest, read only");
    } else {
        row.number = segmentNumber(scene, file.id).value_or(0);
        const bool output = file.name.ends_with(".part");
        const bool aside = isSetAside(file.name);
        if (output) row.state = SegmentRow::State::output;
        if (aside) row.state = SegmentRow::State::aside;
        row.stateText = output ? tr("being written by a compaction") : aside ? tr("set aside, damaged") : tr("not open");
    }
    const bool counts = row.state == SegmentRow::State::active || row.state == SegmentRow::State::closed;
    row.sizeLabel = counts && limit_ > 0 && limit_ < 10'000 && row.sizeBytes < 10'000
                        ? QStringLiteral("%1 / %2 B").arg(row.sizeBytes).arg(limit_)
                        : sizeText(row.sizeBytes);
    return row;
}

void SegmentsModel::show(const Moment& moment) {
    moment_ = moment;
    const bool other = timeline_ != &moment.timeline();
    if (other) covered_.clear(), remembered_.clear();
    if (remembered_.size() > kMostRemembered) remembered_.clear();
    timeline_ = &moment.timeline();
    const std::uint64_t limitBefore = limit_, noWritesBefore = noWrites_;
    const auto outputBefore = outputNumber_;
    readEngine();
    // Of thousands of rows a step changes a few: those that its facts name.
    const bool same = !other && limitBefore == limit_ && noWritesBefore == noWrites_ && outputBefore == outputNumber_;
    if (!same || !followFacts(shownAt_, moment.position())) makeAllRows(same);
    shownAt_ = moment.position();
    fitScale();
    addTotals();
}

/// Makes the rows anew that facts between two positions are about, in whichever direction one goes. False where these say
/// more than that: a file that comes or goes, a restart, or very many of them.
bool SegmentsModel::followFacts(FactId from, FactId to) {
    if (from == kNoFact || from < moment_.timeline().begin()) return false;
    const auto [first, last] = std::minmax(from, to);
    if (last - first > kMostFactsFollowed) return false;
    std::vector<std::size_t> touched;
    const auto touch = [&](const auto& rowsBy, auto id) {
        if (const auto row = rowsBy.find(id); row != rowsBy.end()) touched.push_back(row->second);
    };
    for (FactId id = first; id < last; ++id) {
        const Fact& fact = moment_.timeline().at(id).fact;
        switch (fact.kind) {
            case FactKind::staged:
            case FactKind::written:
            case FactKind::truncated:
            case FactKind::synced: touch(rowOfSpace_, fact.subject); break;
            case FactKind::cellSet:
            case FactKind::cellErased: touch(rowOfNode_, fact.subject); break;
            case FactKind::spanBegin:
            case FactKind::spanEnd:
            case FactKind::read:
            case FactKind::cellTouched:
            case FactKind::note: break;
            default: return false;
        }
    }
    std::ranges::sort(touched);
    touched.erase(std::ranges::unique(touched).begin(), touched.end());
    for (const std::size_t index : touched) {
        const SpaceState* file = moment_.scene->space(rows_[index].space);
        if (!file) return false;
        rows_[index] = madeRow(*file, rows_[index].node);
    }
    return true;
}

/// A closed segment whose counters were set by the same facts, and whose bytes all are on the platter, looks the same.
bool SegmentsModel::stillHolds(const SegmentRow& row, const SpaceState& file, const NodeState& node) const {
    if (row.state != SegmentRow::State::closed || row.node != node.id || row.counted.total() != row.fileBytes) return false;
    if (row.fileBytes != file.size || row.notDurable != 0 || file.notDurable != 0 || row.nameDurable != file.nameDurable) return false;
    for (std::uint64_t cell = 0; cell < row.setBy.size(); ++cell)
        if (row.setBy[cell] != moment_.scene->setBy({node.id, cell})) return false;
    return true;
}

/// `reuse`: what the engine says of all segments together is as it was.
void SegmentsModel::makeAllRows(bool reuse) {
    const Scene& scene = *moment_.scene;
    std::vector<SegmentRow> before = std::exchange(rows_, {});
    const auto rowBefore = std::exchange(rowOfSpace_, {});
    rowOfNode_.clear();
    std::unordered_map<SpaceId, const NodeState*> nodes;
    for (const NodeState* node : scene.nodesOfKind(node_kinds::logSegment))
        nodes[static_cast<SpaceId>(scene.number({node->id, cells::space}))] = node;
    for (const SpaceState* file : scene.files()) {
        if (!isSegmentFile(file->name)) continue;
        const auto node = nodes.find(file->id);
        const auto old = reuse && node != nodes.end() ? rowBefore.find(file->id) : rowBefore.end();
        const bool kept = old != rowBefore.end() && stillHolds(before[old->second], *file, *node->second) &&
                          before[old->second].file.size() == static_cast<qsizetype>(file->name.size());
        SegmentRow row = kept ? std::move(before[old->second]) : madeRow(*file, node == nodes.end() ? 0 : node->second->id);
        rowOfSpace_[row.space] = rows_.size();
        if (row.node) rowOfNode_[row.node] = rows_.size();
        rows_.push_back(std::move(row));
    }
}

void SegmentsModel::fitScale() {
    std::uint64_t largest = 0;
    for (const SegmentRow& row : rows_) largest = std::max(largest, row.announcedEnd);
    scale_ = std::max<std::uint64_t>({limit_, largest, 1});
    // Far below the limit a row would be a sliver: then its width is the next doubling that holds the largest file.
    if (limit_ > 1024 && largest * 2 < limit_) {
        std::uint64_t room = 256;
        while (room < largest + largest / 8) room *= 2;
        scale_ = std::min(scale_, room);
    }
}

/// What the engine says of all segments together.
void SegmentsModel::readEngine() {
    namespace engine = node_kinds::log_engine;
    limit_ = hiddenSegments_ = noWrites_ = 0;
    hidden_ = {};
    outputNumber_.reset();
    for (const NodeState* node : moment_.scene->nodesOfKind(node_kinds::compaction))
        outputNumber_ = moment_.scene->number({node->id, node_kinds::log_compaction::outputNumber});
    for (const NodeState* node : moment_.scene->nodesOfKind(node_kinds::logEngine)) {
        const auto number = [&](std::uint64_t cell) { return moment_.scene->number({node->id, cell}); };
        limit_ = number(engine::segmentLimit);
        noWrites_ = number(engine::noWrites);
        hiddenSegments_ = number(engine::hiddenSegments);
        hidden_.live = number(engine::hiddenLiveBytes);
        hidden_.dead = number(engine::hiddenDeadBytes);
        hidden_.tombstone = number(engine::hiddenTombstoneBytes);
        hidden_.overhead = number(engine::hiddenOverheadBytes);
    }
}

void SegmentsModel::addTotals() {
    totals_ = hidden_;
    const bool known = !moment_.scene->nodesOfKind(node_kinds::logEngine).empty();
    for (const SegmentRow& row : rows_) {
        if (row.state == SegmentRow::State::aside) continue;  // no part of the database
        if (!row.node && row.state == SegmentRow::State::asleep && rows_.size() > kMostReadForTotals) {
            (known ? totals_.unproven : totals_.loose) += row.sizeBytes;
            continue;
        }
        Shares shares = row.counted;
        // Between a write and the index's change the counters wait, and to those of a compaction's output all is dead that
        // the index does not point at yet; records tell what is there meanwhile.
        if (shares.total() != row.sizeBytes || isOutput(row)) shares = sumOf(row);
        totals_.add(shares);
    }
}

/// A row's bytes by their records. Where history tells each of them no file is taken apart for it: amid a put that would be
/// some thousand records, twenty milliseconds.
Shares SegmentsModel::sumOf(const SegmentRow& row) {
    constexpr double kRoom = 1e6;  // pixels, so that each record counts
    const RecordJudge judge(*moment_.scene);
    dissection_.show(*moment_.scene, row.space);
    const bool many = dissection_.valid() &&
                      static_cast<double>(row.sizeBytes) / meanRecordBytes(row) > static_cast<double>(kMostRecordsOfARow);
    if (many || !judge.isProven(row.space)) return contentOf(row, kRoom).whole;
    Shares sum;
    for (const RecordRef& record : moment_.timeline().recordsOf(row.space, 0, row.sizeBytes, moment_.position())) {
        if (record.offset != sum.total()) break;
        sum.add(stateIn(row, judge.stateOf(record)), record.size);
    }
    return sum.total() == row.sizeBytes ? sum : contentOf(row, kRoom).whole;
}

/// In a compaction's output nothing is pointed at yet, whether or not the index is known slot by slot.
RecordState SegmentsModel::stateIn(const SegmentRow& row, RecordState state) {
    const bool copy =
        row.state == SegmentRow::State::output && state != RecordState::overhead && state != RecordState::damaged;
    return copy && state != RecordState::tombstone ? RecordState::unproven : state;
}

}  // namespace vitrine::ui
