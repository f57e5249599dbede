// One structure of a file, field by field: what the record inspector shows.
#pragma once

#include <QString>
#include <vector>

#include "ui/models/bytes_dissection.h"
#include "ui/theme/theme.h"

namespace vitrine::ui {

enum class Verdict { none, good, bad };

struct InspectedField {
    QString name;             // "key size"
    FieldRole role = FieldRole::header;
    std::uint64_t relative = 0;  // from the structure's begin
    QString hex;              // "06 00", "…" when cut
    QString text;             // "6"
    Verdict verdict = Verdict::none;
};

struct Inspection {
    FileRange range;
    QString title;    // "segment 2 @ 0x007D · 33 bytes"
    QString problem;  // a sentence, or empty
    RecordState state = RecordState::unproven;
    std::vector<InspectedField> fields;
    bool empty() const { return fields.empty(); }
};

/// What to inspect: what one points at, else what this step wrote, read or made the index point at.
std::optional<FileRange> inspectedRange(const Moment& moment);
/// Checksums of structures up to a mebibyte are verified. `dissection` is pointed at the range's file.
Inspection inspect(const Moment& moment, FileDissection& dissection, const FileRange& range);

}  // namespace vitrine::ui
