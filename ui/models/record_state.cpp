#include "ui/models/record_state.h"

#include <algorithm>

#include "core/trace/node_kinds.h"
#include "ui/models/tr.h"

namespace vitrine::ui {

namespace {

bool recovering(const Scene& scene) {
    const SpanCatalog& catalog = scene.timeline().catalog();
    return std::ranges::any_of(scene.openSpans(), [&](const OpenSpan& span) {
        return catalog.kind(span.kind).name.find("recover") != std::string_view::npos;
    });
}

bool tableIsWhole(const Scene& scene, const NodeState& table) {
    namespace hash = node_kinds::hash_table;
    const auto counters = table.cells.lower_bound(hash::firstCounter);
    const auto counterCells = static_cast<std::size_t>(std::distance(counters, table.cells.end()));
    return table.cells.size() - counterCells >= scene.number({table.id, hash::usedCount});
}

}  // namespace

RecordJudge::RecordJudge(const Scene& scene) : scene_(scene) {
    const auto tables = scene.nodesOfKind(node_kinds::hashTable);
    engine_ = !scene.nodesOfKind(node_kinds::logEngine).empty();
    open_ = engine_ && !recovering(scene);
    indexKnown_ = open_ && std::ranges::all_of(tables, [&](const NodeState* table) { return tableIsWhole(scene, *table); });
}

/// Where the index is too large to be stated: whether nothing in the segment is dead, by its own counters.
bool RecordJudge::isAllLive(SpaceId space) const {
    if (allLive_ && allLive_->first == space) return allLive_->second;
    namespace cells = node_kinds::log_segment;
    allLive_.emplace(space, false);
    for (const NodeState* node : scene_.nodesOfKind(node_kinds::logSegment)) {
        if (scene_.number({node->id, cells::space}) != space) continue;
        allLive_->second = scene_.number({node->id, cells::deadBytes}) == 0;
        break;
    }
    return allLive_->second;
}

bool isSetAside(std::string_view fileName) { return fileName.ends_with(".damaged"); }

bool RecordJudge::isLoose(SpaceId space) const {
    const SpaceState* file = engine_ ? scene_.space(space) : nullptr;
    return !engine_ || (file && isSetAside(file->name));
}

RecordState RecordJudge::stateOf(const RecordRef& record) const {
    if (record.info.role == RecordRole::header || record.info.role == RecordRole::mark) return RecordState::overhead;
    if (record.info.role == RecordRole::tombstone) return RecordState::tombstone;
    if (scene_.pointerTo(record.space, record.offset)) return RecordState::live;
    if (isLoose(record.space)) return RecordState::loose;
    if (!indexKnown_ && open_) return isAllLive(record.space) ? RecordState::live : RecordState::loose;
    if (!indexKnown_) return RecordState::unproven;
    // A copy lives as long as its original does: the index is switched at the end.
    if (record.info.originSpace && scene_.pointerTo(record.info.originSpace, record.info.originOffset))
        return RecordState::unproven;
    if (record.stagedBy == kNoFact) return RecordState::dead;
    const Timeline& timeline = scene_.timeline();
    const auto index = timeline.operationAt(record.stagedBy + 1);
    if (!index) return RecordState::dead;
    const Operation& operation = timeline.operation(*index);
    const bool over = operation.end != kNoFact && operation.end <= scene_.position();
    return over ? RecordState::dead : RecordState::unproven;
}

WhenWritten whenWritten(const Timeline& timeline, FactId fact) {
    if (fact == kNoFact || fact < timeline.begin()) return {};
    const auto index = timeline.operationAt(fact + 1);
    if (!index) return {};
    const Operation& operation = timeline.operation(*index);
    if (operation.begin == kNoFact || fact < operation.begin) return {};
    WhenWritten when{operation.number, 0};
    const auto step = timeline.stepAt(fact + 1);
    if (step && timeline.step(*step).operation == *index && timeline.step(*step).end > fact)
        when.step = *step - operation.firstStep + 1;
    return when;
}

FactId momentOf(const Timeline& timeline, FactId fact) {
    const auto step = timeline.stepAt(fact + 1);
    if (!step) return fact + 1;
    const FactId end = timeline.step(*step).end;
    return end == kNoFact ? timeline.end() : std::max(end, fact + 1);
}

QString recordName(const RecordRef& record) {
    const QString key =
        record.info.key.empty() ? QStringLiteral("\"\"") : QString::fromStdString(label(record.info.key, 32));
    switch (record.info.role) {
        case RecordRole::data: return key;
        case RecordRole::tombstone: return QStringLiteral("del %1").arg(key);
        case RecordRole::mark: return tr("close mark");
        case RecordRole::header: return tr("segment header");
    }
    return key;
}

std::optional<std::uint64_t> segmentNumber(const Scene& scene, SpaceId space) {
    // A segment's file is named by its number, open or not; looking for its counters among thousands would take longer.
    const SpaceState* file = scene.space(space);
    if (!file || file->name.find(".log") == std::string::npos) return {};
    bool ok = false;
    const qulonglong number = QString::fromStdString(file->name).section(QLatin1Char('.'), 0, 0).toULongLong(&ok);
    return ok ? std::optional<std::uint64_t>(number) : std::nullopt;
}

std::uint64_t hiddenSegments(const Scene& scene) {
    std::uint64_t hidden = 0;
    for (const NodeState* engine : scene.nodesOfKind(node_kinds::logEngine))
        hidden += scene.number({engine->id, node_kinds::log_engine::hiddenSegments});
    return hidden;
}

QString fileTitle(const Scene& scene, SpaceId space) {
    if (const auto number = segmentNumber(scene, space)) return tr("segment %1").arg(*number);
    if (const SpaceState* file = scene.space(space)) return QString::fromStdString(file->name);
    return hiddenSegments(scene) > 0 ? tr("a segment not shown") : tr("a removed file");
}

QString cellTitle(const Scene& scene, CellAddress cell) {
    const NodeState* node = scene.node(cell.node);
    const QString number = QString::number(cell.cell, 16).toUpper();
    if (node && node->kind == node_kinds::hashTable) return tr("index slot %1").arg(number);
    return node ? tr("%1, cell %2").arg(QString::fromStdString(node->name), number) : tr("cell %1").arg(number);
}

QString hex(std::uint64_t offset) { return QString::fromStdString(hexOffset(offset)); }

std::optional<FileRange> rangeOf(const Moment& moment, const Selection& selection) {
    const Scene& scene = *moment.scene;
    switch (selection.kind) {
        case Selection::Kind::none: return {};
        case Selection::Kind::range: {
            if (!scene.space(selection.space)) return {};
            return FileRange{selection.space, selection.offset, selection.size};
        }
        case Selection::Kind::slot: {
            const auto value = scene.value(selection.cell);
            if (!value) return {};
            const auto* range = std::get_if<RangeRef>(&*value);
            if (!range) return {};
            return FileRange{range->space, range->offset, range->length};
        }
        case Selection::Kind::operation: break;
    }
    const Timeline& timeline = moment.timeline();
    if (selection.operation < timeline.firstOperation() || selection.operation >= timeline.operationCount()) return {};
    const Operation& operation = timeline.operation(selection.operation);
    if (operation.begin == kNoFact) return {};
    // An operation is short, except a compaction or a fill: what it wrote last is among its last facts.
    constexpr FactId farthest = 4096;
    const FactId end = std::min(operation.end == kNoFact ? timeline.end() : operation.end, moment.position());
    for (FactId fact = end; fact > operation.begin && end - fact < farthest;) {
        const FactView view = timeline.at(--fact);
        if (view.fact.kind == FactKind::staged && scene.space(view.fact.subject))
            return FileRange{view.fact.subject, view.fact.x, view.fact.y};
    }
    return {};
}

Selection selectionOf(const FileRange& range, const Bytes& key) {
    Selection selection;
    selection.kind = Selection::Kind::range;
    selection.space = range.space;
    selection.offset = range.offset;
    selection.size = range.size;
    selection.key = key;
    return selection;
}

}  // namespace vitrine::ui
