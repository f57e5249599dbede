// What a question measures: a small vocabulary about a session's database, so that the answer to "how long is the file
// then?" is found by looking and written down nowhere.
//
//     size [FILE]      bytes of a file, by name or by a segment's number; without one, of all log files
//     files            how many files there are
//     segments         how many segments the database has
//     keys             how many keys have a value
//     live, dead, tombstones, overhead, records
//                      bytes of that kind in all segments; records are live, dead and tombstones together
//     index size       bytes of memory that the index holds
//     slots            slots of the hash index
//     slot KEY         the slot that holds the key
//     offset KEY       where the key's newest record begins in its file
//     place KEY        the same with the segment: "segment 2 @ 0x0040"
//     length KEY       bytes of that record
//     role KEY         what most of that record's bytes are that hold neither its key nor its value: "header"
//     get KEY          its value, "not found" or "error"
//     found KEY…       how many of these keys have a value
//     which KEY…       those that have one, or "none"
//     fate KEY         what it would be after a power cut now, on every disk that one may leave: "kept", "lost", "either"
//     answer           what the line itself answered: a value, "not found" or "error"
//     read             bytes that the line read to answer gets
//     open read        bytes that the newest open read
//
// What cannot be measured, as a key that no record holds, is "none"; what needs a database that is not open is "error".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/session/session.h"

namespace vitrine::lab {

/// A value that was measured, or that an answer claims.
struct Measured {
    enum class Kind {
        count,
        bytes,   // of room: shown with "B"
        offset,  // in a file: shown in hexadecimal
        slot,
        text,  // bytes of a person, such as a key's value
        word,  // one of measureWords(): "not found"
    };
    Kind kind = Kind::word;
    std::int64_t number = 0;  // count, bytes, offset, slot
    Bytes text;               // text, word

    bool isNumber() const { return kind != Kind::text && kind != Kind::word; }
    /// The same value; numbers are equal whatever they count.
    bool sameAs(const Measured& other) const;
};

/// The words that a measure may answer with instead of a value.
const std::vector<std::string_view>& measureWords();

/// "126 B", "0x0099", "6", "Ada", "not found": as it is shown in English.
std::string textOf(const Measured& value);

enum class MeasureKind {
    size,
    files,
    segments,
    keys,
    live,
    dead,
    tombstones,
    overhead,
    records,
    indexSize,
    slots,
    slot,
    offset,
    place,
    length,
    role,
    get,
    found,
    which,
    fate,
    answer,
    read,
    openRead,
};

struct Measure {
    MeasureKind kind = MeasureKind::answer;
    std::vector<Bytes> words;  // keys, or the file

    /// What its numbers are.
    Measured::Kind unit() const;
    /// It is about a line, not about the state behind it.
    bool ofLine() const { return kind == MeasureKind::answer || kind == MeasureKind::read; }
};

/// `syntax`, in one sentence, for words that are no measure.
Result<Measure> parseMeasure(std::string_view words);

/// What a line did, for the measures that are about it.
struct LineDone {
    CommandResult result;
    std::uint64_t read = 0;  // bytes read to answer gets
};
/// Runs a line and notes what such measures need.
LineDone runMeasured(Session& session, std::string_view line);

/// Takes a measure. The session is a fork that nobody else uses: looking may open what a read would open. Measures of a line
/// need `line`.
Measured take(const Measure& measure, Session& session, const LineDone* line = nullptr);

}  // namespace vitrine::lab
