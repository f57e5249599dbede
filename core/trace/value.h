// What a cell can hold: a number, bytes, a node (that is a link), or a byte range of a space (that is a pointer to it).
#pragma once

#include <variant>

#include "core/base/bytes.h"
#include "core/trace/fact.h"

namespace vitrine {

enum class ValueType : std::uint8_t { number, bytes, node, range };

struct NodeRef {
    NodeId node = 0;
    bool operator==(const NodeRef&) const = default;
};

struct RangeRef {
    SpaceId space = 0;
    std::uint64_t offset = 0;
    std::uint32_t length = 0;
    Bytes label;  // usually the key; at most kMaxLabelBytes of it
    bool operator==(const RangeRef&) const = default;
};

using Value = std::variant<std::uint64_t, Bytes, NodeRef, RangeRef>;

/// Reads a cellSet fact's value back from its parts (numbers and nodes travel in Fact::y, the others in the payload).
Value decodeValue(const Fact& fact, ByteView payload);
/// Reads a staged fact's information back; `bytesAt` receives where in the payload the staged bytes begin.
StagedInfo decodeStaged(ByteView payload, std::size_t& bytesAt);

}  // namespace vitrine
