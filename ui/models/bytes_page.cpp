#include "ui/models/bytes_page.h"

#include <algorithm>

#include "ui/models/byte_edit.h"
#include "ui/models/tr.h"

namespace vitrine::ui {

namespace {

constexpr FactId kMostFactsLookedAt = 4096;

FieldRole themeRole(::vitrine::FieldRole role) {
    switch (role) {
        case ::vitrine::FieldRole::crc: return FieldRole::crc;
        case ::vitrine::FieldRole::header: return FieldRole::header;
        case ::vitrine::FieldRole::key: return FieldRole::key;
        case ::vitrine::FieldRole::value: return FieldRole::value;
        case ::vitrine::FieldRole::deletedKey: return FieldRole::deletedKey;
        case ::vitrine::FieldRole::filler:
        case ::vitrine::FieldRole::unreadable: return FieldRole::plain;
    }
    return FieldRole::plain;
}

/// Visits the parts of [begin, end) that rows show, as (cell index, count).
class RowSpans {
  public:
    explicit RowSpans(const std::vector<PageRow>& rows) : rows_(rows) {}
    template <class Visit>
    void visit(std::uint64_t begin, std::uint64_t end, Visit&& visit) const {
        auto row = std::ranges::upper_bound(rows_, begin, {}, &PageRow::offset);
        if (row != rows_.begin()) --row;
        for (; row != rows_.end() && row->offset < end; ++row) {
            if (row->foldedRows) continue;
            const std::uint64_t from = std::max(begin, row->offset), to = std::min(end, row->offset + kRowBytes);
            if (from >= to) continue;
            const auto index = static_cast<std::size_t>(row - rows_.begin()) * kRowBytes + (from - row->offset);
            visit(index, to - from);
        }
    }

  private:
    const std::vector<PageRow>& rows_;
};

void readRows(BytesPage& page, const ShownSource& source) {
    page.bytes.assign(page.rows.size() * kRowBytes, '\0');
    page.cells.assign(page.rows.size() * kRowBytes, {});
    for (std::size_t i = 0; i < page.rows.size(); ++i) {
        if (page.rows[i].foldedRows) continue;
        const std::size_t at = i * kRowBytes;
        const std::size_t got = source.read(page.rows[i].offset, std::span(page.bytes).subspan(at, kRowBytes));
        for (std::size_t k = 0; k < got; ++k) page.cells[at + k].there = true;
    }
}

void markDurability(BytesPage& page, const Moment& moment, SpaceId space, std::uint64_t begin, std::uint64_t end) {
    const RowSpans spans(page.rows);
    // One byte before the window tells whether the water stands right at its top.
    const std::uint64_t from = begin == 0 ? 0 : begin - 1;
    bool previousDurable = false, volatileSeen = false, stair = true, edited = false;
    FactId judged = kNoFact;
    for (const ByteRun& run : moment.timeline().runsOf(space, from, end - from, moment.position())) {
        spans.visit(run.offset, run.offset + run.size, [&](std::size_t cell, std::uint64_t count) {
            for (std::size_t k = cell; k < cell + count; ++k)
                page.cells[k].durable = run.durable, page.cells[k].inBuffer = run.inBuffer;
        });
        if (previousDurable && !run.durable) page.waterline = run.offset, page.waterInBuffer = run.inBuffer;
        if (volatileSeen && run.durable) stair = false;
        volatileSeen |= !run.durable;
        previousDurable = run.durable;
        if (run.writer != judged) judged = run.writer, edited = isEdited(moment, run.writer);
        if (edited && run.offset >= begin) {
            page.edited.push_back({space, run.offset, run.size});
            spans.visit(run.offset, run.offset + run.size, [&](std::size_t cell, std::uint64_t count) {
                for (std::size_t k = cell; k < cell + count; ++k) page.cells[k].edited = true;
            });
        }
        if (!moment.glows(run.writer)) continue;
        if (!page.written.empty() && page.written.back().offset + page.written.back().size == run.offset)
            page.written.back().size += run.size;
        else
            page.written.push_back({space, run.offset, run.size});
    }
    // Only one step from "on the platter" to "not" is a stair; any other pattern is told by the hatch alone.
    if (!stair) page.waterline.reset();
}

/// The console line that wrote a structure first; 0: not known.
std::uint64_t writingOperation(const Moment& moment, FileDissection& dissection, const Structure& structure) {
    if (dissection.foreign()) return 0;
    const Writer writer =
        dissection.provenance().writerOf(*moment.scene, dissection.space(), structure.offset, structure.sizeBytes);
    const std::uint64_t recorded = whenWritten(moment.timeline(), writer.fact).operation;
    return recorded ? recorded : writer.lineInGap();
}

void markStructures(BytesPage& page, const Moment& moment, FileDissection& dissection, std::uint64_t begin, std::uint64_t end,
                    const std::optional<FileRange>& pointed) {
    const RowSpans spans(page.rows);
    for (KnownRecord& record : dissection.in(begin, end, page.complete)) {
        const Structure& structure = record.structure;
        if (record.state == RecordState::damaged && !moment.covered)
            page.damaged.push_back(record.range(dissection.space()));
        // A dead record is grey; pointing at it brings its fields out.
        const bool dead = record.state == RecordState::dead &&
                          !(pointed && pointed->holds(dissection.space(), structure.offset));
        for (const Field& field : structure.fields) {
            spans.visit(field.offset, field.offset + field.sizeBytes, [&](std::size_t cell, std::uint64_t count) {
                for (std::size_t k = cell; k < cell + count; ++k)
                    page.cells[k].role = themeRole(field.role), page.cells[k].dead = dead;
            });
            spans.visit(field.offset, field.offset + 1,
                        [&](std::size_t cell, std::uint64_t) { page.cells[cell].startsField = true; });
        }
        spans.visit(structure.offset, structure.offset + 1,
                    [&](std::size_t cell, std::uint64_t) { page.cells[cell].startsRecord = true; });
        if (structure.offset < begin || structure.name == "zeros") continue;
        const auto row = std::ranges::upper_bound(page.rows, structure.offset, {}, &PageRow::offset);
        if (row == page.rows.begin()) continue;
        PageName name;
        name.row = static_cast<std::size_t>(row - page.rows.begin()) - 1;
        name.name = record.name;
        if (const std::uint64_t operation = writingOperation(moment, dissection, structure))
            name.operation = tr("op %1").arg(operation);
        name.state = record.state;
        name.range = record.range(dissection.space());
        name.problem = !moment.covered && (record.state == RecordState::damaged || structure.neededBytes > structure.sizeBytes);
        page.names.push_back(std::move(name));
    }
}

void addAnnounced(BytesPage& page, const Moment& moment, const ShownSource& source) {
    const PageRow& last = page.rows.back();
    for (const RecordRef& record : source.announced()) {
        if (record.offset >= last.offset + kRowBytes) break;
        const FileRange range{record.space, record.offset, record.size};
        page.announced.push_back(range);
        const auto row = std::ranges::upper_bound(page.rows, record.offset, {}, &PageRow::offset);
        if (row == page.rows.begin()) continue;
        const std::uint64_t operation = whenWritten(moment.timeline(), record.stagedBy).operation;
        PageName name;
        name.row = static_cast<std::size_t>(row - page.rows.begin()) - 1;
        name.name = recordName(record);
        if (operation) name.operation = tr("op %1").arg(operation);
        name.state = RecordState::unproven;
        name.range = range;
        page.names.push_back(std::move(name));
    }
}

void findReads(BytesPage& page, const Moment& moment, SpaceId space) {
    if (moment.stepBegin == kNoFact) return;
    const FactId end = std::min(moment.position(), moment.stepBegin + kMostFactsLookedAt);
    for (FactId id = std::max(moment.stepBegin, moment.timeline().begin()); id < end; ++id) {
        const Fact& fact = moment.timeline().at(id).fact;
        if (fact.kind == FactKind::read && fact.subject == space && fact.y > 0) page.read.push_back({space, fact.x, fact.y});
    }
}

}  // namespace

BytesPage makeBytesPage(const Moment& moment, FileDissection& dissection, const RowMap& rows, std::uint64_t firstRow,
                        std::uint64_t count) {
    BytesPage page;
    page.digits = static_cast<int>(hexOffset(rows.fileRows() * kRowBytes).size()) - 2;
    if (!dissection.valid() || rows.viewRows() == 0) return page;
    for (std::uint64_t view = firstRow; view < std::min(firstRow + count, rows.viewRows()); ++view) {
        const RowMap::Row row = rows.at(view);
        page.rows.push_back({view, row.fileRow * kRowBytes, row.foldedRows});
    }
    if (page.rows.empty()) return page;
    const PageRow& last = page.rows.back();
    const std::uint64_t begin = page.rows.front().offset;
    const std::uint64_t end = std::min(last.offset + kRowBytes * std::max<std::uint64_t>(last.foldedRows, 1),
                                       dissection.source().size());
    readRows(page, dissection.source());
    const bool foreign = dissection.foreign();
    if (begin < end) {
        if (!foreign) markDurability(page, moment, dissection.space(), begin, end);
        markStructures(page, moment, dissection, begin, end,
                       foreign || !moment.scene ? std::nullopt : rangeOf(moment, moment.pointed()));
    }
    if (foreign) return page;
    addAnnounced(page, moment, dissection.source());
    findReads(page, moment, dissection.space());
    return page;
}

SpaceId newestFile(const Moment& moment) {
    const Scene& scene = *moment.scene;
    const Timeline& timeline = moment.timeline();
    const FactId end = moment.position();
    const FactId begin = std::max(timeline.begin(), end > kMostFactsLookedAt ? end - kMostFactsLookedAt : 0);
    SpaceId weaker = 0;  // a directory entry changed, or a sync: only if no bytes moved nearby
    for (FactId id = end; id > begin;) {
        const FactView view = timeline.at(--id);
        const Fact& fact = view.fact;
        SpaceId space = 0;
        switch (fact.kind) {
            case FactKind::written:
            case FactKind::staged:
            case FactKind::read:
            case FactKind::truncated: space = fact.subject; break;
            case FactKind::cellSet:
                if (static_cast<ValueType>(fact.flags & 7) == ValueType::range && !(fact.flags & fact_flags::restated))
                    space = std::get<RangeRef>(decodeValue(fact, view.payload)).space;
                break;
            case FactKind::synced:
                if (!weaker) weaker = fact.subject;
                break;
            default: break;
        }
        if (space && scene.space(space) && !scene.space(space)->buffer) return space;
    }
    if (weaker && scene.space(weaker)) return weaker;
    const auto files = scene.files();
    return files.empty() ? 0 : files.back()->id;
}

}  // namespace vitrine::ui
