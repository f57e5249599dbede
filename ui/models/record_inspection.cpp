#include "ui/models/record_inspection.h"

#include <algorithm>

#include "ui/models/tr.h"

namespace vitrine::ui {

namespace {

constexpr FactId kMostFactsLookedAt = 4096;
constexpr std::uint64_t kMostVerified = 1u << 20;  // a longer one would hold up the window
constexpr std::size_t kMostHexBytes = 12;

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

void judgeChecksum(InspectedField& field, Checksum checksum) {
    switch (checksum) {
        case Checksum::matches:
            field.text = tr("matches");
            field.verdict = Verdict::good;
            break;
        case Checksum::differs:
            field.text = tr("does not match");
            field.verdict = Verdict::bad;
            break;
        case Checksum::notChecked: field.text = tr("not checked"); break;
        case Checksum::none: break;
    }
}

}  // namespace

std::optional<FileRange> inspectedRange(const Moment& moment) {
    if (const auto pointed = rangeOf(moment, moment.pointed())) return pointed;
    if (moment.stepBegin == kNoFact) return {};
    const Timeline& timeline = moment.timeline();
    const FactId end = std::min(moment.position(), moment.stepBegin + kMostFactsLookedAt);
    std::optional<FileRange> found;
    for (FactId id = std::max(moment.stepBegin, timeline.begin()); id < end; ++id) {
        const FactView view = timeline.at(id);
        const Fact& fact = view.fact;
        switch (fact.kind) {
            case FactKind::staged:
            case FactKind::written:
            case FactKind::read:
                if (moment.scene->space(fact.subject) && fact.y > 0) found = FileRange{fact.subject, fact.x, fact.y};
                break;
            case FactKind::cellSet:
                if (static_cast<ValueType>(fact.flags & 7) == ValueType::range && !(fact.flags & fact_flags::restated)) {
                    const auto target = std::get<RangeRef>(decodeValue(fact, view.payload));
                    found = FileRange{target.space, target.offset, target.length};
                }
                break;
            default: break;
        }
    }
    return found;
}

Inspection inspect(const Moment& moment, FileDissection& dissection, const FileRange& range) {
    Inspection inspection;
    dissection.show(*moment.scene, range.space);
    if (!dissection.valid()) return inspection;
    const auto found = dissection.at(range.offset, range.size <= kMostVerified ? Verify::yes : Verify::no);
    if (!found) return inspection;
    const Structure& structure = found->structure;
    inspection.range = found->range(range.space);
    inspection.state = found->state;
    inspection.problem = QString::fromStdString(structure.problem);
    inspection.title = (found->state == RecordState::dead ? tr("%1 @ %2 · %3 bytes · dead") : tr("%1 @ %2 · %3 bytes"))
                           .arg(fileTitle(*moment.scene, range.space), hex(structure.offset))
                           .arg(structure.sizeBytes);
    for (FieldRow& row : describeFields(structure, dissection.source(), kMostHexBytes)) {
        InspectedField field;
        field.name = QString::fromStdString(row.name);
        field.role = themeRole(row.role);
        field.relative = row.relative;
        field.hex = QString::fromStdString(row.hex);
        field.text = QString::fromStdString(row.text);
        if (row.role == ::vitrine::FieldRole::crc) judgeChecksum(field, structure.checksum);
        inspection.fields.push_back(std::move(field));
    }
    return inspection;
}

}  // namespace vitrine::ui
