// Facts: the small vocabulary in which every engine says what happened. A fact is 32 bytes plus a payload. Facts carry
// ids and values, never pointers, colours or old values.
//
//   group    kind             subject   x                y                    payload
//   why      spanBegin        span kind operation no.    time stamp, ns       arguments (args.h)
//            spanEnd          span kind 0 ok, else code+1 time stamp, ns      results (args.h)
//   bytes    spaceCreated     space     size             source index + 1     name
//            staged           space     offset           size                 StagedInfo, then the bytes if hasBytes
//            written          space     offset           size                 the bytes; none if restated or inSource
//            read             space     offset           size                 -
//            truncated        space     new size         -                    -
//            synced           space     -                -                    -
//            renamed          space     replaced space   -                    the new name
//            removed          space     -                -                    -
//            directorySynced  -         -                -                    -
//            processEnded     -         0 close, 1 kill  -                    -          (restart, see below)
//            powerCut         -         -                -                    -          (restart)
//   memory   nodeSet          node      node kind        parent node or 0     name
//            nodeErased       node      -                -                    -
//            cellSet          node      cell             number, if it is one the value (value.h)
//            cellErased       node      cell             -                    -
//            cellTouched      node      cell             TouchReason          -
//   meaning  note             -         -                -                    text
//            gap              -         facts not kept*  operations not kept  numbers**  (restart)
//            keyframe         -         -                -                    -          (restart)
//
// * as far as they were counted: the engine states none of its own while nobody records, so it is a lower bound.
// ** two arguments: the numbers of the first and the last operation that was not kept, as operations state them in x.
// Operation numbers and time stamps are stated for spans of level operation only, elsewhere x and y are 0.
// A *restart* empties the Scene: what is still true is stated again behind it, by inspect(). So every restart begins an
// *epoch* that can be read without the ones before, and history can be dropped an epoch at a time.
#pragma once

#include <cstdint>

#include "core/base/bytes.h"

namespace vitrine {

using FactId = std::uint64_t;   // position in the Timeline, from 0; a cursor at n has facts [0, n) behind it
using SpaceId = std::uint32_t;  // a file (one life of it) or a process buffer; never 0, never reused in a session
using NodeId = std::uint32_t;   // a structure in memory or a part of it; never 0, never reused in a session
using LaneId = std::uint16_t;   // a command, job or transaction with its own span stack; 0 is the console's

inline constexpr FactId kNoFact = ~FactId{0};

enum class FactKind : std::uint8_t {
    spanBegin, spanEnd,
    spaceCreated, staged, written, read, truncated, synced, renamed, removed, directorySynced, processEnded, powerCut,
    nodeSet, nodeErased, cellSet, cellErased, cellTouched,
    note, gap, keyframe,
};

inline bool isRestart(FactKind kind) {
    return kind == FactKind::processEnded || kind == FactKind::powerCut || kind == FactKind::gap ||
           kind == FactKind::keyframe;
}

/// The facts of a disk: what Ctrl+arrow stops at.
inline bool isDiskFact(FactKind kind) { return kind >= FactKind::spaceCreated && kind <= FactKind::powerCut; }

// Flag bits. Bits 0-2 of a cellSet hold its ValueType.
namespace fact_flags {
inline constexpr std::uint8_t buffer = 0x01;       // spaceCreated: a process buffer, not a file
inline constexpr std::uint8_t edited = 0x01;       // written, truncated, synced: damage on purpose, no call of a disk
inline constexpr std::uint8_t existing = 0x02;     // spaceCreated: was there before; its name and bytes are durable
inline constexpr std::uint8_t inSource = 0x02;     // written: no payload; a source came along that has the bytes
inline constexpr std::uint8_t unchanged = 0x04;    // spaceCreated behind a restart: earlier facts on it still hold
inline constexpr std::uint8_t namePending = 0x08;  // spaceCreated: existing, but its name is not durable yet
inline constexpr std::uint8_t hasBytes = 0x10;     // staged: the payload ends with the bytes
inline constexpr std::uint8_t restated = 0x20;     // written: not new, only not durable; the bytes are in the source.
                                                   // nodes and cells: nothing changed, this was only not shown before
inline constexpr std::uint8_t failed = 0x40;       // written: a failed call that left this prefix; synced: it failed
inline constexpr std::uint8_t blob = 0x80;         // the payload is large and held apart (Chunk::blobs)
}  // namespace fact_flags

enum class TouchReason : std::uint8_t { probe, read, compare };

/// What a staged stretch of a file is, whatever the engine.
enum class RecordRole : std::uint8_t { data, tombstone, mark, header };

/// First bytes of a staged fact's payload. `originSpace` is 0 unless the stretch is a copy of another.
struct StagedInfo {
    RecordRole role = RecordRole::data;
    std::uint64_t sequence = 0;
    SpaceId originSpace = 0;
    std::uint64_t originOffset = 0;
    Bytes key;  // at most kMaxLabelBytes of it
};
inline constexpr std::size_t kMaxLabelBytes = 256;

/// The same as an engine states it: the key is only looked at.
struct StagedView {
    StagedView() = default;
    StagedView(const StagedInfo& info)
        : role(info.role),
          sequence(info.sequence),
          originSpace(info.originSpace),
          originOffset(info.originOffset),
          key(info.key) {}
    RecordRole role = RecordRole::data;
    std::uint64_t sequence = 0;
    SpaceId originSpace = 0;
    std::uint64_t originOffset = 0;
    ByteView key;
};

struct Fact {
    FactKind kind = FactKind::note;
    std::uint8_t flags = 0;
    LaneId lane = 0;
    std::uint32_t subject = 0;
    std::uint64_t x = 0;
    std::uint64_t y = 0;
    std::uint32_t payloadOffset = 0;  // into the chunk's payload, or an index of its blobs
    std::uint32_t payloadSize = 0;    // bytes; for a blob, capped at 2^32-1
};
static_assert(sizeof(Fact) == 32);

/// A change of a disk, as core/disk/power_switch.h counts them: the power can fail behind each. Not what a restart states
/// again, what only a process's buffer got, and what failed without a byte written.
inline bool isDiskChange(const Fact& fact) {
    using namespace fact_flags;
    switch (fact.kind) {
        case FactKind::spaceCreated: return (fact.flags & (buffer | existing | unchanged)) == 0;
        case FactKind::written: return (fact.flags & (restated | edited)) == 0;
        case FactKind::synced: return (fact.flags & (failed | edited)) == 0;
        case FactKind::truncated: return (fact.flags & edited) == 0;
        case FactKind::renamed:
        case FactKind::removed:
        case FactKind::directorySynced: return true;
        default: return false;
    }
}

}  // namespace vitrine
