// What is in a row: its records one by one, or, where they are too many, how much of each kind lies in each pixel column.
#include "ui/models/segments_model.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/trace/node_kinds.h"

namespace vitrine::ui {

namespace {

namespace cells = node_kinds::log_segment;

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

}  // namespace

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

}  // namespace vitrine::ui
