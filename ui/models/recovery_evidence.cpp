// "How does it know?": the arithmetic of a recovery's step.
#include "ui/models/index_model.h"
#include "ui/models/recovery_model.h"
#include "ui/models/tr.h"

namespace vitrine::ui {

namespace {

using Term = EvidenceLine::Term;
using TermLook = EvidenceLine::Term::Look;

Term plain(const QString& text) {
    return {text, TermLook::plain, FieldRole::plain};
}
Term muted(const QString& text) {
    return {text, TermLook::muted, FieldRole::plain};
}
Term mono(const QString& text) {
    return {text, TermLook::mono, FieldRole::plain};
}
Term bold(const QString& text) {
    return {text, TermLook::bold, FieldRole::plain};
}
Term chip(const QString& text, FieldRole role) {
    return {text, TermLook::chip, role};
}

QString recordsText(std::uint64_t count) {
    return count == 1 ? tr("1 record") : tr("%L1 records").arg(static_cast<qulonglong>(count));
}
QString answering(std::uint64_t keys) {
    return keys == 1 ? tr("1 key answers") : tr("%L1 keys answer").arg(static_cast<qulonglong>(keys));
}

/// What a record's header says about a size: of the field with that name, 0 if it is not there.
std::uint64_t sizeField(const Structure& structure, std::string_view name) {
    for (const Field& field : structure.fields)
        if (field.name == name) return QString::fromStdString(field.text).section(QLatin1Char(' '), 0, 0).toULongLong();
    return 0;
}

}  // namespace

void RecoveryModel::add(const QString& label, std::vector<Term> terms, const QString& result) {
    evidence_.push_back({label, std::move(terms), result});
}

void RecoveryModel::addEvidence() {
    const std::size_t step = run_->lastStep;
    const std::string_view name = timeline().catalog().kind(timeline().step(step).kind).name;
    if (name == "log.recover.record") return tellRecord(step);
    if (name == "log.recover.tail") return tellBad(step, false);
    if (name == "log.recover.damage") return tellBad(step, true);
    if (name.starts_with("log.recover.hint")) return tellHint(step);
    tellOther(step);
}

void RecoveryModel::tellChecksums(std::uint32_t stored, std::uint32_t computed, std::uint64_t offset,
                                  std::uint64_t size) {
    add(tr("found"), {chip(tr("crc"), FieldRole::crc), muted(tr("4 bytes at %1").arg(hex(offset)))},
        checksumText(stored));
    add(tr("computed"),
        {muted(tr("over")), plain(countedBytes(size > 4 ? size - 4 : 0)), muted(tr("and database, file life, offset"))},
        checksumText(computed));
}

void RecoveryModel::tellRecord(std::size_t step) {
    const std::uint64_t offset = number(step, "offset");
    const auto stored = static_cast<std::uint32_t>(number(step, "stored"));
    const auto computed = static_cast<std::uint32_t>(number(step, "computed"));
    tellChecksums(stored, computed, offset, number(step, "size"));
    const QString key = QString::fromStdString(label(bytes(step, "key"), 24));
    if (stored != computed) {
        add(tr("so"), {bold(tr("the bytes are not what was written.")),
                       plain(tr("But this engine does not look: it is broken on purpose."))});
    } else if (!has(step, "applied")) {
        add(tr("so"), {bold(tr("equal:")), plain(tr("these bytes were written for this place."))});
    } else if (number(step, "applied") == 0) {
        add(tr("so"), {bold(tr("a true record,")),
                       plain(tr("but its sequence number is older than what is known of %1.").arg(key))});
    } else if (number(step, "tombstone") != 0) {
        add(tr("so"), {bold(tr("a true record:")), plain(tr("%1 is taken out of the index.").arg(key))});
    } else if (has(step, "slot")) {
        add(tr("so"), {bold(tr("a true record:")),
                       plain(tr("%1 goes into slot %2 of the index.").arg(key, slotText(number(step, "slot"))))});
    } else {
        add(tr("so"), {bold(tr("a true record:")), plain(tr("%1 goes into the index.").arg(key))});
    }
}

/// What the record says it needs, and what the file has.
void RecoveryModel::tellNeeds(std::size_t step) {
    const std::uint64_t at = number(step, "at"), needs = number(step, "needs"), has = number(step, "has");
    const auto record = space_ ? dissection_.at(at) : std::nullopt;
    const std::uint64_t key = record ? sizeField(record->structure, "key size") : 0;
    const std::uint64_t header = 19;
    if (record && needs >= header + key && needs > header)
        add(tr("needs"),
            {chip(tr("%L1 header").arg(header), FieldRole::header), plain(QStringLiteral("+")),
             chip(tr("%L1 key").arg(static_cast<qulonglong>(key)), FieldRole::key), plain(QStringLiteral("+")),
             chip(tr("%L1 value").arg(static_cast<qulonglong>(needs - header - key)), FieldRole::value)},
            countedBytes(needs));
    else
        add(tr("needs"), {chip(tr("%L1 header").arg(static_cast<qulonglong>(needs)), FieldRole::header)},
            tr("at least %1").arg(countedBytes(needs)));
    add(tr("has"),
        {mono(hex(at + has)), muted(tr("end of file")), plain(QStringLiteral("−")), mono(hex(at)),
         muted(tr("this record"))},
        countedBytes(has));
}

void RecoveryModel::tellBad(std::size_t step, bool damage) {
    const std::uint64_t offset = number(step, "offset"), size = number(step, "size"), needs = number(step, "needs");
    const bool checksums = number(step, "checksums") != 0 && number(step, "stored") != number(step, "computed");
    const bool tooShort = needs > number(step, "has");
    if (checksums)
        tellChecksums(static_cast<std::uint32_t>(number(step, "stored")),
                      static_cast<std::uint32_t>(number(step, "computed")), number(step, "at"), needs);
    else if (tooShort && !damage)
        tellNeeds(step);
    else
        add(tr("found"), {plain(text(step, "why"))});
    if (damage) {
        add(tr("no torn tail"), {plain(tr("because %1.").arg(text(step, "proof")))});
        const auto behind = static_cast<qulonglong>(number(step, "behind"));
        add(tr("so"),
            {bold(tr("damage: open refuses.")),
             plain(behind == 0   ? tr("“open salvage” would set the file aside, with nothing behind it to keep.")
                   : behind == 1 ? tr("“open salvage” would keep 1 whole record behind it, and set the file aside.")
                                 : tr("“open salvage” would keep %L1 whole records behind it, and set the file aside.")
                                       .arg(behind))});
        return;
    }
    const auto behind = number(step, "behind");
    add(tr("so"),
        {bold(tr("cut at")), mono(hex(offset)),
         plain(tr("%L1 bytes stay, %L2 go.").arg(static_cast<qulonglong>(offset)).arg(static_cast<qulonglong>(size))),
         muted(behind     ? tr("Whole records behind it go too: a prefix, never a gap.")
               : tooShort ? tr("With a byte wrong instead of missing, the crc would tell.")
                          : tr("Nothing behind it says that it was synced."))});
}

void RecoveryModel::tellHint(std::size_t step) {
    const std::string_view name = timeline().catalog().kind(timeline().step(step).kind).name;
    if (name == "log.recover.hint.rejected") {
        add(tr("found"), {plain(text(step, "why"))});
        add(tr("so"), {bold(tr("not used:")),
                       plain(tr("a hint is a cache. The log itself is read instead, and nothing is lost."))});
        return;
    }
    const SpaceState* file = fileOf(number(step, "segment"));
    add(tr("hint"),
        {plain(tr("lists %L1 records,").arg(static_cast<qulonglong>(number(step, "count")))),
         muted(tr("with place, size and key of each"))},
        has(step, "size") ? countedBytes(number(step, "size")) : QString());
    if (file) add(tr("segment"), {muted(tr("would have been read"))}, countedBytes(file->size));
    add(tr("so"), {bold(tr("the hint is read instead:")),
                   plain(tr("its checksum holds, and it was written for this life and length of the segment."))});
}

void RecoveryModel::tellOther(std::size_t step) {
    const std::string_view name = timeline().catalog().kind(timeline().step(step).kind).name;
    if (name == "log.recover.list")
        add(tr("names"), {plain(tr("Each segment's header names its database, its own life, and the segment before it: "
                                   "a missing one would be missed."))});
    else if (name == "log.recover.cut")
        add(tr("so"), {bold(tr("cut at")), mono(hex(number(step, "offset"))),
                       plain(tr("%L1 bytes stay, %L2 are gone for good: the cut is synced.")
                                 .arg(static_cast<qulonglong>(number(step, "offset")))
                                 .arg(static_cast<qulonglong>(number(step, "size"))))});
    else if (name == "log.recover.leftover")
        add(tr("so"), {bold(tr("removed:")), plain(text(step, "why"))});
    else if (name == "log.recover.files")
        add(tr("so"), {bold(tr("damage: open refuses.")), plain(text(step, "why"))});
    else if (name == "log.recover.sync")
        add(tr("why"), {plain(tr("What was found may be in the cache only. Before anybody is told of it, it is synced: "
                                 "what is shown once, stays."))});
    else if (name == "log.recover.part")
        add(tr("so far"),
            {plain(tr("%L1 records, each with its checksum").arg(static_cast<qulonglong>(number(step, "records"))))},
            tr("%L1 keys").arg(static_cast<qulonglong>(number(step, "keys"))));
    else if (name == "log.recover.open")
        add(tr("so"), {bold(tr("open:")),
                       plain(tr("%1 read, %2 again.", "records, keys")
                                 .arg(recordsText(number(step, "records")), answering(number(step, "keys"))))});
}

}  // namespace vitrine::ui
