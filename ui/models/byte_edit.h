// Changing the bytes of a closed database by hand: whether one may, what is typed over them, and the console lines that do it.
#pragma once

#include <QString>
#include <map>
#include <optional>

#include "core/base/byte_source.h"
#include "ui/models/moment.h"

namespace vitrine::ui {

/// How the database stands at a moment, for somebody who wants to change its bytes.
struct EditStand {
    bool open = false;     // an engine is there, and would not notice
    bool opening = false;  // it is just being opened: the moment lies inside that
    bool edited = false;   // bytes were changed, and nothing was opened since
    QString refusal;       // the newest opening was refused: its sentence
};
EditStand editStandAt(const Moment& moment);

/// Whether that fact is bytes that an `edit` changed since the newest restart before the moment.
bool isEdited(const Moment& moment, FactId writer);

/// "edit 0000000001.log 0x0079 64"
QString editLine(const QString& file, std::uint64_t offset, ByteView bytes);
QString cutLine(const QString& file, std::uint64_t sizeBytes);
/// `more` as typed: "16" or "16 FF".
QString extendLine(const QString& file, const QString& more);
/// "bit 0: 0x65 becomes 0x64"
QString flipText(unsigned char byte, int bit);

/// Bytes typed in hex over those that are there, nibble by nibble, until they are sent or given up.
class HexOverwrite {
  public:
    /// Begins at `offset`, which lies within `source`; that outlives it.
    HexOverwrite(const ByteSource& source, std::uint64_t offset) : source_(source), caret_(offset * 2) {}
    /// A hexadecimal digit goes to the caret, and the caret one on. False for anything else, and behind the end.
    bool type(QChar digit);
    /// Takes the nibble before the caret back to what it was.
    void takeBack();
    void move(std::int64_t nibbles);
    void moveTo(std::uint64_t offset) { caret_ = offset * 2; }
    std::uint64_t caretOffset() const { return caret_ / 2; }
    bool lowNibble() const { return caret_ % 2 == 1; }
    bool changed() const { return !typed_.empty(); }
    const std::map<std::uint64_t, char>& typed() const { return typed_; }
    /// From the first byte that was typed to the last, with those between as they are.
    std::uint64_t begin() const { return typed_.empty() ? caretOffset() : typed_.begin()->first; }
    Bytes bytes() const;

  private:
    char was(std::uint64_t offset) const;
    char now(std::uint64_t offset) const;
    void put(std::uint64_t offset, char byte);

    const ByteSource& source_;
    std::uint64_t caret_;                  // in nibbles, from the file's begin
    std::map<std::uint64_t, char> typed_;  // those that differ
};

}  // namespace vitrine::ui
