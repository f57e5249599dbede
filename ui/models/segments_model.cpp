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

// Of the files' format: what an output holds besides records. Lists are 4 and 16 bytes an entry.
constexpr std::uint64_t kHeaderBytes = 64, kReplacedBytes = 4, kCoveredBytes = 16;
constexpr std::size_t kMostRemembered = 2000;     // rows
constexpr std::size_t kMostHeadersRead = 512;  // for an offer: some milliseconds
constexpr std::size_t kMostReadForTotals = 64;  // files that no engine has open: of more it is not told what is in them
constexpr FactId kMostFactsFollowed = 20'000;
constexpr std::size_t kMostRecordsOfARow = 4000;  // more are shown by their segment's counters

std::uint64_t countersOf(const Scene& scene, NodeId node, Shares& shares) {
    const auto number = [&](std::uint64_t cell) { return scene.number({node, cell}); };
    shares.live = number(cells::liveBytes);
    shares.dead = number(cells::deadBytes);
    shares.tombstone = number(cells::tombstoneBytes);
    shares.overhead = number(cells::overheadBytes);
    return shares.total();
}

bool isSegmentFile(const std::string& name) {
    return name.ends_with(".log") || name.ends_with(".log.part") || name.ends_with(".log.damaged");
}

QString valueOf(const Structure& structure) {
    for (const Field& field : structure.fields) {
        if (field.role != ::vitrine::FieldRole::value) continue;
        QString text = QString::fromStdString(field.text);
        if (text.startsWith(QChar(0x201c))) text = text.mid(1);
        if (text.endsWith(QChar(0x201d))) text.chop(1);
        return text;
    }
    return {};
}

std::uint64_t numberIn(const std::string& text) {
    return QString::fromStdString(text).section(QLatin1Char(' '), -1).toULongLong();
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

// ---- contents ----------------------------------------------------------------------------------------------------------

/// How long records are is learnt from the first of them.
double SegmentsModel::meanRecordBytes(const SegmentRow& row) {
    // An output's header may be longer than what is sampled: it lists what it replaces.
    const auto header = moment_.timeline().recordAt(row.space, 0, moment_.position());
    const std::uint64_t from =
        header && header->info.role == RecordRole::header && header->size < row.sizeBytes ? header->size : 0;
    const std::uint64_t sampled = std::min<std::uint64_t>(row.sizeBytes - from, 4096);
    std::size_t count = moment_.timeline().recordsOf(row.space, from, sampled, moment_.position()).size();
    bool complete = true;
    if (count <= 1) count = dissection_.in(from, from + sampled, complete).size();
    return static_cast<double>(std::max<std::uint64_t>(sampled, 1)) / static_cast<double>(std::max<std::size_t>(count, 1));
}

SegmentsModel::ContentKey SegmentsModel::keyOf(const SegmentRow& row, double widthPx) const {
    ContentKey key;
    const std::array<std::uint64_t, 4> counters{cells::liveBytes, cells::deadBytes, cells::tombstoneBytes,
                                                cells::overheadBytes};
    for (std::size_t i = 0; i < counters.size(); ++i) key.counters[i] = moment_.scene->setBy({row.node, counters[i]});
    key.sizeBytes = row.sizeBytes, key.announcedEnd = row.announcedEnd, key.notDurable = row.notDurable;
    key.scale = scale_, key.widthPx = widthPx;
    return key;
}

/// In a closed segment records only die, and each death is counted: with the same counters it looks the same. Kept are
/// dense contents alone, which cost most and in which no single record can be seen.
SegmentContent SegmentsModel::contentOf(const SegmentRow& row, double widthPx) {
    if (!row.node || row.state != SegmentRow::State::closed) return readContent(row, widthPx);
    const ContentKey key = keyOf(row, widthPx);
    if (const auto known = remembered_.find(row.space); known != remembered_.end() && known->second.key == key)
        return known->second.content;
    SegmentContent content = readContent(row, widthPx);
    if (content.dense) remembered_[row.space] = {key, content};
    return content;
}

SegmentContent SegmentsModel::readContent(const SegmentRow& row, double widthPx) {
    ++contentsRead_;
    SegmentContent content;
    const double pxPerByte = widthPx / static_cast<double>(scale_);
    dissection_.show(*moment_.scene, row.space);
    if (!dissection_.valid() || row.announcedEnd == 0) return content;
    bool complete = true;
    // How long records are is learnt from the first of them.
    const double meanBytes = meanRecordBytes(row);
    content.dense = meanBytes * pxPerByte < kLeastBlockPx ||
                    static_cast<double>(row.sizeBytes) / meanBytes > static_cast<double>(kMostRecordsOfARow);
    findWater(row, content);
    if (content.dense) {
        fillDense(row, widthPx, content);
        return content;
    }
    for (const KnownRecord& record : dissection_.in(0, row.sizeBytes, complete)) {
        SegmentBlock block;
        block.range = record.range(row.space);
        block.state = stateIn(row, record.state);
        block.name = record.name;
        block.key = record.structure.key;
        const QString value = valueOf(record.structure);
        block.text = value.isEmpty() ? record.name : record.name + QLatin1Char(' ') + value;
        const auto runs = moment_.timeline().runsOf(row.space, block.range.offset, block.range.size, moment_.position());
        block.written = std::ranges::any_of(runs, [&](const ByteRun& run) { return moment_.glows(run.writer); });
        block.inBuffer = std::ranges::any_of(runs, &ByteRun::inBuffer);
        content.whole.add(block.state, block.range.size);
        content.blocks.push_back(std::move(block));
    }
    for (const RecordRef& record : dissection_.source().announced()) {
        SegmentBlock block;
        block.range = {row.space, record.offset, record.size};
        block.state = RecordState::unproven;
        block.text = recordName(record);
        block.key = record.info.key;
        block.name = block.text;
        block.inBuffer = true;
        content.blocks.push_back(std::move(block));
    }
    return content;
}

void SegmentsModel::fillDense(const SegmentRow& row, double widthPx, SegmentContent& content) {
    const std::uint64_t counted = row.node ? countersOf(*moment_.scene, row.node, content.whole) : 0;
    if (isOutput(row)) content.whole.unproven += std::exchange(content.whole.dead, 0);
    const bool copy = row.state == SegmentRow::State::output;  // nothing points into it yet, and nothing in it died
    const double pxPerByte = widthPx / static_cast<double>(scale_);
    const auto records = static_cast<double>(row.sizeBytes) / meanRecordBytes(row) <= static_cast<double>(kMostRecordsOfARow)
                             ? moment_.timeline().recordsOf(row.space, 0, row.sizeBytes, moment_.position())
                             : std::vector<RecordRef>();
    if (records.empty()) {
        // What the engine has not read yet, all of it or the rest, counts nowhere.
        if (counted == 0)
            if (const auto header = moment_.timeline().recordAt(row.space, 0, moment_.position());
                header && header->info.role == RecordRole::header)
                content.whole.overhead = std::min(header->size, row.sizeBytes);
        if (content.whole.total() < row.sizeBytes) content.whole.unproven += row.sizeBytes - content.whole.total();
        return;
    }
    // Of a file that was read too fast to be told in records, a header or a mark is known: what lies between is counted.
    std::uint64_t told = 0;
    for (const RecordRef& record : records) told += record.size;
    if (counted > 0 && row.sizeBytes > told + content.whole.overhead) return;
    content.columns.resize(static_cast<std::size_t>(std::ceil(static_cast<double>(row.sizeBytes) * pxPerByte)) + 1);
    // A stretch's bytes are shared out to the columns that it touches.
    const auto share = [&](RecordState state, std::uint64_t at, std::uint64_t end) {
        content.whole.add(state, end - at);
        while (at < end) {
            const auto column = static_cast<std::size_t>(static_cast<double>(at) * pxPerByte);
            const auto next = static_cast<std::uint64_t>(std::ceil(static_cast<double>(column + 1) / pxPerByte));
            const std::uint64_t to = std::min(end, std::max(next, at + 1));
            if (column < content.columns.size()) content.columns[column].add(state, to - at);
            at = to;
        }
    };
    const RecordJudge judge(*moment_.scene);
    content.whole = {};
    std::uint64_t at = 0;
    for (const RecordRef& record : records) {
        if (record.offset + record.size > row.sizeBytes) break;
        if (record.offset > at) share(copy ? RecordState::unproven : RecordState::overhead, at, record.offset);
        share(stateIn(row, judge.stateOf(record)), record.offset, record.offset + record.size);
        at = record.offset + record.size;
    }
    share(copy ? RecordState::unproven : RecordState::overhead, at, row.sizeBytes);
}

void SegmentsModel::findWater(const SegmentRow& row, SegmentContent& content) {
    const Timeline& timeline = moment_.timeline();
    const FactId at = moment_.position();
    if (content.dense) {
        // A log's durable bytes are a prefix: where it ends is found by halving.
        std::uint64_t low = 0, high = row.sizeBytes;
        const auto durable = [&](std::uint64_t offset) {
            const auto runs = timeline.runsOf(row.space, offset, 1, at);
            return runs.empty() || runs.front().durable;
        };
        while (low < high) {
            const std::uint64_t middle = low + (high - low) / 2;
            durable(middle) ? low = middle + 1 : high = middle;
        }
        if (low < row.sizeBytes) content.notDurable.push_back({row.space, low, row.sizeBytes - low});
    } else {
        for (const ByteRun& run : timeline.runsOf(row.space, 0, row.sizeBytes, at)) {
            if (run.durable) continue;
            if (content.notDurable.empty()) content.waterInBuffer = run.inBuffer;
            auto& stretches = content.notDurable;
            if (!stretches.empty() && stretches.back().offset + stretches.back().size == run.offset)
                stretches.back().size += run.size;
            else
                stretches.push_back({row.space, run.offset, run.size});
        }
    }
    if (content.notDurable.size() == 1 && content.notDurable[0].offset > 0 &&
        content.notDurable[0].offset + content.notDurable[0].size >= row.sizeBytes)
        content.waterline = content.notDurable[0].offset;
}

// ---- compaction --------------------------------------------------------------------------------------------------------

const SegmentsModel::Ranges& SegmentsModel::coveredBy(const SegmentRow& row) const {
    if (const auto known = covered_.find(row.space); known != covered_.end()) return known->second;
    Ranges& ranges = covered_[row.space];
    FileDissection header;
    header.show(*moment_.scene, row.space);
    const auto structure = header.at(0);
    if (!structure) return ranges;
    bool appended = false;
    for (const Field& field : structure->structure.fields) {
        if (field.name == "kind") appended = field.text == "appended";
        if (field.name == "covers from") ranges.emplace_back(numberIn(field.text), 0);
        if (field.name == "covers to" && !ranges.empty()) ranges.back().second = numberIn(field.text);
        // An appended segment stands for all numbers since the appended one before it.
        if (field.name == "previous" && appended) ranges.emplace_back(numberIn(field.text) + 1, row.number);
    }
    return ranges;
}

CompactionOffer SegmentsModel::offer() const {
    CompactionOffer offer;
    offer.closed = hiddenSegments_;
    offer.before = hidden_.total();
    offer.after = hidden_.live;
    Ranges covered;
    offer.about = hiddenSegments_ > 0 || rows_.size() > kMostHeadersRead;
    for (const SegmentRow& row : rows_) {
        if (row.state != SegmentRow::State::closed) continue;
        ++offer.closed;
        const Shares& shares = row.counted;
        offer.before += shares.total();
        // All closed segments together leave no older copy outside: every tombstone can go.
        offer.after += shares.live;
        if (offer.about) continue;  // as if all of them followed each other
        const Ranges& ranges = coveredBy(row);
        covered.insert(covered.end(), ranges.begin(), ranges.end());
    }
    if (offer.closed == 0) return offer;
    std::ranges::sort(covered);
    std::uint64_t lists = offer.about ? 1 : 0;
    for (std::size_t i = 0; i < covered.size(); ++i)
        if (i == 0 || covered[i].first > covered[i - 1].second + 1) ++lists;
    offer.after += kHeaderBytes + kReplacedBytes * offer.closed + kCoveredBytes * lists + kCloseMarkBytes;
    return offer;
}

}  // namespace vitrine::ui
