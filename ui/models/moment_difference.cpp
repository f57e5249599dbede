#include "ui/models/moment_difference.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

#include "core/trace/node_kinds.h"
#include "ui/models/bookmarks.h"
#include "ui/models/figures.h"
#include "ui/models/record_state.h"

namespace vitrine::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MomentDifference)
};
using Kind = DifferenceRow::Kind;

constexpr DifferenceLimits kLimits{12, 4ull << 20, 5'000, 8};

QString fromBytes(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<int>(text.size())); }

QString hexOf(const Bytes& bytes) {
    return QString::fromLatin1(QByteArray(bytes.data(), static_cast<int>(bytes.size())).toHex(' ').toUpper());
}

QString counterName(std::uint32_t nodeKind, std::uint64_t cell) {
    using namespace node_kinds;
    if (nodeKind == logEngine) switch (cell) {
            case log_engine::activeSegment: return Words::tr("active segment");
            case log_engine::nextSequence: return Words::tr("next sequence number");
            case log_engine::acceptedBytes: return Words::tr("bytes accepted");
            case log_engine::writtenBytes: return Words::tr("bytes written");
            case log_engine::hintBytesWritten: return Words::tr("bytes of hints written");
            case log_engine::readBytes: return Words::tr("bytes read");
            case log_engine::wantedBytes: return Words::tr("bytes asked for");
            case log_engine::noWrites: return Words::tr("writes refused");
            default: break;
        }
    if (nodeKind == logSegment) switch (cell) {
            case log_segment::liveBytes: return Words::tr("live bytes");
            case log_segment::deadBytes: return Words::tr("dead bytes");
            case log_segment::tombstoneBytes: return Words::tr("bytes of tombstones");
            case log_segment::overheadBytes: return Words::tr("bytes of headers and marks");
            case log_segment::closed: return Words::tr("closed");
            case log_segment::hintBytes: return Words::tr("bytes of its hint");
            case log_segment::liveRecords: return Words::tr("live records");
            default: break;
        }
    if (nodeKind == hashTable && cell == hash_table::slotCount) return Words::tr("slots");
    if (nodeKind == hashTable && cell == hash_table::usedCount) return Words::tr("slots used");
    return Words::tr("cell %1").arg(QString::number(cell, 16).toUpper());
}

QString valueText(const std::optional<Value>& value) {
    if (!value) return Words::tr("nothing");
    if (const auto* number = std::get_if<std::uint64_t>(&*value)) return Words::tr("%L1").arg(static_cast<qulonglong>(*number));
    if (const auto* bytes = std::get_if<Bytes>(&*value)) return fromBytes(label(*bytes));
    return Words::tr("another structure");
}

QString placeText(const Scene& scene, const RangeRef& range) {
    return Words::tr("%1 @ %2").arg(fileTitle(scene, range.space), hex(range.offset));
}

QString sizeText(const Difference::File& file) {
    if (file.before == 0) return Words::tr("created, %1").arg(bytesText(file.sizeAfter));
    if (file.after == 0) return Words::tr("removed, it had %1").arg(bytesText(file.sizeBefore));
    if (file.sizeAfter > file.sizeBefore)
        return Words::tr("grown by %1 to %2").arg(bytesText(file.sizeAfter - file.sizeBefore), bytesText(file.sizeAfter));
    if (file.sizeAfter < file.sizeBefore)
        return Words::tr("cut by %1 to %2").arg(bytesText(file.sizeBefore - file.sizeAfter), bytesText(file.sizeAfter));
    return Words::tr("as long as before, %1").arg(bytesText(file.sizeAfter));
}

}  // namespace

void MomentDifference::show(const Moment& moment) {
    if (!moment.scene) return;
    const Timeline& timeline = moment.timeline();
    const FactId mark = moment.mark;
    if (&timeline == timeline_ && mark == mark_ && moment.position() == position_) return;
    if (&timeline != timeline_) other_.reset();
    timeline_ = &timeline;
    mark_ = mark;
    position_ = moment.position();
    rows_.clear();
    difference_ = {};
    title_.clear(), summary_.clear();
    if (mark == kNoFact) return;
    if (!other_) other_ = std::make_unique<Scene>(timeline);
    other_->seek(mark);
    const bool markFirst = mark <= position_;
    tell(markFirst ? *other_ : *moment.scene, markFirst ? *moment.scene : *other_);
}

void MomentDifference::tell(const Scene& before, const Scene& after) {
    title_ = Words::tr("from %1 to %2").arg(placeName(*timeline_, before.position()), placeName(*timeline_, after.position()));
    difference_ = differenceOf(before, after, kLimits);
    std::uint64_t entries = 0, moved = 0;
    for (const Difference::File& file : difference_.files) tellFile(file, after);
    for (const Difference::Node& node : difference_.nodes) {
        entries += node.entriesAdded + node.entriesRemoved + node.entriesRepointed;
        moved += node.entriesMoved;
        if (node.entries.count > 0) tellEntries(node, before, after);
    }
    for (const Difference::Node& node : difference_.nodes)
        if (node.counters.count > 0) tellCounters(node);
    QStringList parts;
    if (!difference_.files.empty()) parts << Words::tr("files: %L1").arg(static_cast<qulonglong>(difference_.files.size()));
    if (entries > 0) parts << Words::tr("entries: %L1").arg(static_cast<qulonglong>(entries));
    if (moved > 0) parts << Words::tr("only moved: %L1").arg(static_cast<qulonglong>(moved));
    if (difference_.died.count > 0) parts << Words::tr("records died: %L1").arg(static_cast<qulonglong>(difference_.died.count));
    summary_ = parts.isEmpty() ? Words::tr("nothing differs") : parts.join(QStringLiteral(" · "));
}

DifferenceRow& MomentDifference::add(Kind kind, const QString& text, const QString& detail) {
    DifferenceRow row;
    row.kind = kind;
    row.text = text;
    row.detail = detail;
    rows_.push_back(std::move(row));
    return rows_.back();
}

void MomentDifference::tellMore(std::uint64_t count, std::size_t listed, bool exact) {
    if (count <= listed) return;
    const auto more = static_cast<qulonglong>(count - listed);
    add(Kind::more, {}, exact ? Words::tr("… and %L1 more").arg(more) : Words::tr("… and about %L1 more").arg(more));
}

// ---- files ---------------------------------------------------------------------------------------------------------------

void MomentDifference::tellFile(const Difference::File& file, const Scene& after) {
    QString detail = sizeText(file);
    if (file.renamed()) detail = Words::tr("was %1; %2").arg(fromBytes(file.nameBefore), detail);
    if (file.atRiskAfter != file.atRiskBefore && file.after)
        detail = Words::tr("%1; not on the platter: %2, before %3")
                     .arg(detail, bytesText(file.atRiskAfter), bytesText(file.atRiskBefore));
    DifferenceRow& heading = add(Kind::heading, fromBytes(file.after ? file.nameAfter : file.nameBefore), detail);
    heading.space = file.after ? file.after : file.before;
    if (file.after) {
        if (file.before == 0) heading.fact = after.space(file.after)->created;
        heading.selection = selectionOf({file.after, 0, file.sizeAfter}, {});
    }
    if (file.after && file.sizeAfter > file.sizeBefore) {
        const FileRange grown{file.after, file.sizeBefore, file.sizeAfter - file.sizeBefore};
        DifferenceRow& row = add(Kind::bytes, Words::tr("%1 to %2").arg(hex(grown.offset), hex(file.sizeAfter - 1)), Words::tr("new bytes"));
        row.selection = selectionOf(grown, {});
        row.space = file.after, row.offset = grown.offset;
    }
    for (const Difference::ByteChange& change : file.bytes.listed) {
        const QString range = change.size == 1 ? hex(change.offset) : Words::tr("%1 to %2").arg(hex(change.offset), hex(change.offset + change.size - 1));
        const bool cut = change.size > change.after.size();
        DifferenceRow& row = add(Kind::bytes, range,
                                 change.after.empty() ? Words::tr("written anew; too much to compare")
                                                      : Words::tr("%1 → %2").arg(hexOf(change.before) + (cut ? QStringLiteral(" …") : QString()),
                                                                                 hexOf(change.after) + (cut ? QStringLiteral(" …") : QString())));
        row.selection = selectionOf({file.after, change.offset, change.size}, {});
        row.space = file.after, row.offset = change.offset;
    }
    tellMore(file.bytes.count, file.bytes.listed.size(), file.bytes.exact);
    tellRecords(file);
    if (file.after) tellDied(file.after);
}

void MomentDifference::tellRecords(const Difference::File& file) {
    for (const RecordRef& record : file.added.listed) {
        DifferenceRow& row = add(Kind::added, recordName(record), Words::tr("added, %1 at %2").arg(bytesText(record.size), hex(record.offset)));
        row.selection = selectionOf({record.space, record.offset, record.size}, record.info.key);
        row.fact = record.stagedBy;
    }
    tellMore(file.added.count, file.added.listed.size(), file.added.exact);
    for (const RecordRef& record : file.gone.listed) {
        DifferenceRow& row = add(Kind::gone, recordName(record),
                                 file.after ? Words::tr("gone, %1 at %2").arg(bytesText(record.size), hex(record.offset))
                                            : Words::tr("gone with its file, %1").arg(bytesText(record.size)));
        row.space = record.space, row.offset = record.offset;
        row.fact = record.stagedBy;
    }
    tellMore(file.gone.count, file.gone.listed.size(), file.gone.exact);
}

void MomentDifference::tellDied(SpaceId space) {
    std::size_t listed = 0;
    for (const RecordRef& record : difference_.died.listed) {
        if (record.space != space) continue;
        ++listed;
        DifferenceRow& row = add(Kind::died, recordName(record), Words::tr("died, its %1 at %2 are still there").arg(bytesText(record.size), hex(record.offset)));
        row.selection = selectionOf({record.space, record.offset, record.size}, record.info.key);
        row.space = space, row.offset = record.offset;
    }
    // Those beyond the list are told once, below the file of the last that is listed.
    if (listed > 0 && difference_.died.listed.back().space == space)
        tellMore(difference_.died.count, difference_.died.listed.size(), difference_.died.exact);
}

// ---- memory --------------------------------------------------------------------------------------------------------------

void MomentDifference::tellEntries(const Difference::Node& node, const Scene& before, const Scene& after) {
    QStringList parts;
    const auto part = [&parts](std::uint64_t count, const QString& text) {
        if (count > 0) parts << text.arg(static_cast<qulonglong>(count));
    };
    part(node.entriesAdded, Words::tr("%L1 added"));
    part(node.entriesRemoved, Words::tr("%L1 removed"));
    part(node.entriesRepointed, Words::tr("%L1 repointed"));
    part(node.entriesMoved, Words::tr("%L1 only moved"));
    DifferenceRow& heading = add(Kind::heading, node.kind == node_kinds::hashTable ? Words::tr("Index") : fromBytes(node.name),
                                 parts.join(QStringLiteral(", ")));
    heading.fact = node.before == 0 ? node.setBy : kNoFact;
    for (const Difference::Cell& cell : node.entries.listed) {
        const auto* was = cell.was ? std::get_if<RangeRef>(&*cell.was) : nullptr;
        const auto* is = cell.is ? std::get_if<RangeRef>(&*cell.is) : nullptr;
        const QString slot = QString::number((is ? cell.after : cell.before).cell, 16).toUpper();
        const QString key = fromBytes(label((is ? is : was)->label, 32));
        const QString what = !was ? Words::tr("now at %1").arg(placeText(after, *is))
                             : !is ? Words::tr("out; it was at %1").arg(placeText(before, *was))
                                   : Words::tr("%1 → %2").arg(placeText(before, *was), placeText(after, *is));
        DifferenceRow& row = add(Kind::entry, key, Words::tr("slot %1: %2").arg(slot, what));
        row.cell = is ? cell.after : cell.before;
        row.fact = cell.setBy;
        if (!is) continue;
        row.selection.kind = Selection::Kind::slot;
        row.selection.cell = cell.after;
        row.selection.key = is->label;
    }
    tellMore(node.entries.count, node.entries.listed.size(), node.entries.exact);
}

void MomentDifference::tellCounters(const Difference::Node& node) {
    const QString name = node.kind == node_kinds::hashTable ? Words::tr("Index") : node.kind == node_kinds::logEngine ? Words::tr("Engine") : fromBytes(node.name);
    const QString state = node.before == 0 ? Words::tr("new counters") : node.after == 0 ? Words::tr("counters gone") : Words::tr("counters");
    add(Kind::heading, name, state);
    if (node.after == 0) return;  // with their structure
    for (const Difference::Cell& cell : node.counters.listed) {
        DifferenceRow& row = add(Kind::counter, counterName(node.kind, cell.after.node ? cell.after.cell : cell.before.cell),
                                 node.before == 0 ? valueText(cell.is) : Words::tr("%1 → %2").arg(valueText(cell.was), valueText(cell.is)));
        row.fact = cell.setBy;
        row.cell = cell.after;
    }
    tellMore(node.counters.count, node.counters.listed.size(), node.counters.exact);
}

// ---- who made it -----------------------------------------------------------------------------------------------------------

std::optional<FactId> MomentDifference::momentOf(const DifferenceRow& row) {
    if (!timeline_ || mark_ == kNoFact) return std::nullopt;
    const FactId from = difference_.from, to = difference_.to;
    FactId fact = row.fact;
    Scene scratch(*timeline_);
    switch (row.kind) {
        case Kind::heading:
            if (fact == kNoFact && row.space) fact = whoRemoved(scratch, row.space, from, to);
            break;
        case Kind::bytes: {
            const std::vector<ByteRun> runs = timeline_->runsOf(row.space, row.offset, 1, to);
            if (!runs.empty()) fact = runs.front().writer;
            break;
        }
        case Kind::gone:
            fact = kNoFact;
            if (const auto record = timeline_->recordAt(row.space, row.offset, from)) fact = whoCut(*timeline_, *record, from, to);
            if (fact == kNoFact) fact = whoRemoved(scratch, row.space, from, to);
            break;
        case Kind::died: fact = whoUnpointed(scratch, row.space, row.offset, from, to); break;
        case Kind::entry:
        case Kind::counter:
            if (fact == kNoFact) fact = whoChanged(scratch, row.cell, from, to);
            break;
        case Kind::added:
        case Kind::more: break;
    }
    if (fact == kNoFact || fact < timeline_->begin() || fact >= timeline_->end()) return std::nullopt;
    return timeline_->whole(vitrine::ui::momentOf(*timeline_, fact));
}

}  // namespace vitrine::ui
