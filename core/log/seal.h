// How the records of one file are sealed: which checksum they should carry. The one place where the switches that break
// checksums act, for writers and readers alike.
#pragma once

#include "core/engine/break_switches.h"
#include "core/log/format.h"

namespace vitrine::log {

class Seal {
  public:
    Seal() = default;
    Seal(Binding binding, const BreakSwitches& breaks)
        : binding_(binding), bound_(!breaks.noBinding), checked_(!breaks.noChecksum) {}

    /// What the checksum of a record at that offset goes on from.
    std::uint32_t start(std::uint64_t offset) const {
        if (!bound_) return bindingChecksum({}, 0);  // broken on purpose: noBinding
        return bindingChecksum(binding_, offset);
    }
    bool holds(std::uint32_t stored, std::uint32_t computed) const {
        if (!checked_) return true;  // broken on purpose: noChecksum
        return stored == computed;
    }
    bool checked() const { return checked_; }

    void appendHead(Bytes& to, std::uint64_t offset, RecordKind kind, std::uint8_t flags, std::uint64_t sequence,
                    ByteView key, ByteView value) const {
        if (!bound_) return appendRecordHead(to, {}, 0, kind, flags, sequence, key, value);  // on purpose: noBinding
        appendRecordHead(to, binding_, offset, kind, flags, sequence, key, value);
    }

  private:
    Binding binding_;
    bool bound_ = true;
    bool checked_ = true;
};

}  // namespace vitrine::log
