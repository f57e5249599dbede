// How the records of one file are sealed: which checksum they should carry. The one place where the switches that break
// checksums act, for writers and readers alike.
#pragma once

#include <span>

#include "core/base/checksum.h"
#include "core/engine/break_switches.h"
#include "core/log/format.h"

namespace vitrine::log {

class Seal {
  public:
    Seal() = default;
    Seal(Binding binding, const BreakSwitches& breaks)
        : ofFile_(fileChecksum(breaks.noBinding ? Binding{} : binding)),  // broken on purpose: noBinding
          bound_(!breaks.noBinding),
          checked_(!breaks.noChecksum) {}

    /// What the checksum of a record at that offset goes on from.
    std::uint32_t start(std::uint64_t offset) const { return placeChecksum(ofFile_, bound_ ? offset : 0); }
    bool holds(std::uint32_t stored, std::uint32_t computed) const {
        if (!checked_) return true;  // broken on purpose: noChecksum
        return stored == computed;
    }
    bool checked() const { return checked_; }

    /// A record for that offset; its value follows elsewhere.
    void appendHead(Bytes& to, std::uint64_t offset, RecordKind kind, std::uint8_t flags, std::uint64_t sequence,
                    ByteView key, ByteView value) const {
        appendRecordHead(to, start(offset), kind, flags, sequence, key, value);
    }
    /// A whole record for that offset.
    void append(Bytes& to, std::uint64_t offset, RecordKind kind, std::uint8_t flags, std::uint64_t sequence, ByteView key,
                ByteView value) const {
        appendRecord(to, start(offset), kind, flags, sequence, key, value);
    }

    /// Makes a record that is whole in memory one for that offset of this file, without flags.
    void sealAgain(std::span<char> record, std::uint64_t offset, RecordKind kind) const {
        record[4] = static_cast<char>(kind);
        storeLittle(record.data(), crc32c(ByteView(record.data(), record.size()).substr(4), start(offset)));
    }

  private:
    std::uint32_t ofFile_ = 0;
    bool bound_ = true;
    bool checked_ = true;
};

}  // namespace vitrine::log
