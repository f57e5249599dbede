#include "core/trace/encoding.h"

#include "core/base/assert.h"
#include "core/trace/span_kind.h"

namespace vitrine {
namespace {

constexpr std::uint8_t kHasOrigin = 0x80;
constexpr std::size_t kRangeBytes = 16;

/// Takes integers off the front of a payload; a short payload is a programmer's error, for we wrote it ourselves.
class Reader {
  public:
    explicit Reader(ByteView bytes) : bytes_(bytes) {}
    bool atEnd() const { return at_ == bytes_.size(); }
    std::size_t position() const { return at_; }
    template <class Integer>
    Integer take() {
        VITRINE_ASSERT(bytes_.size() - at_ >= sizeof(Integer));
        at_ += sizeof(Integer);
        return loadLittle<Integer>(bytes_.data() + at_ - sizeof(Integer));
    }
    ByteView take(std::size_t size) {
        VITRINE_ASSERT(bytes_.size() - at_ >= size);
        at_ += size;
        return bytes_.substr(at_ - size, size);
    }

  private:
    ByteView bytes_;
    std::size_t at_ = 0;
};

}  // namespace

namespace encoding {

void appendStaged(PayloadBuffer& payload, const StagedView& staged) {
    const std::size_t keySize = std::min(staged.key.size(), kMaxLabelBytes);
    const bool copied = staged.originSpace != 0;
    char* const begin = payload.room(23 + keySize);
    char* at = begin;
    const auto put = [&at](auto value) {
        storeLittle(at, value);
        at += sizeof value;
    };
    put(static_cast<std::uint8_t>(static_cast<std::uint8_t>(staged.role) | (copied ? kHasOrigin : 0)));
    put(staged.sequence);
    if (copied) {
        put(staged.originSpace);
        put(staged.originOffset);
    }
    put(static_cast<std::uint16_t>(keySize));
    at += staged.key.copy(at, keySize);
    payload.advance(static_cast<std::size_t>(at - begin));
}

void appendRange(PayloadBuffer& payload, SpaceId space, std::uint64_t offset, std::uint32_t length, ByteView label) {
    const std::size_t kept = std::min(label.size(), kMaxLabelBytes);
    char* const at = payload.room(kRangeBytes + kept);
    storeLittle(at, space);
    storeLittle(at + 4, offset);
    storeLittle(at + 12, length);
    label.copy(at + kRangeBytes, kept);
    payload.advance(kRangeBytes + kept);
}

Origin originOf(ByteView stagedPayload) {
    Reader reader(stagedPayload);
    const bool copied = (reader.take<std::uint8_t>() & kHasOrigin) != 0;
    reader.take<std::uint64_t>();
    if (!copied) return {};
    Origin origin;
    origin.space = reader.take<SpaceId>();
    origin.offset = reader.take<std::uint64_t>();
    return origin;
}

Origin targetOf(ByteView rangePayload) {
    Reader reader(rangePayload);
    Origin target;
    target.space = reader.take<SpaceId>();
    target.offset = reader.take<std::uint64_t>();
    return target;
}

}  // namespace encoding

std::vector<Argument> decodeArguments(ByteView payload) {
    std::vector<Argument> arguments;
    Reader reader(payload);
    while (!reader.atEnd()) {
        const char tag = reader.take<char>();
        Argument argument;
        if (tag == encoding::kBytesTag) {
            argument.fullSize = reader.take<std::uint64_t>();
            argument.value = Bytes(reader.take(reader.take<std::uint32_t>()));
        } else {
            VITRINE_ASSERT(tag >= 0 && tag <= 8);
            char raw[8] = {};
            const ByteView kept = reader.take(static_cast<std::size_t>(tag));
            kept.copy(raw, sizeof raw);
            argument.value = loadLittle<std::uint64_t>(raw);
        }
        arguments.push_back(std::move(argument));
    }
    return arguments;
}

Value decodeValue(const Fact& fact, ByteView payload) {
    switch (static_cast<ValueType>(fact.flags & 0x07)) {
        case ValueType::number: return fact.y;
        case ValueType::bytes: return Bytes(payload);
        case ValueType::node: return NodeRef{static_cast<NodeId>(fact.y)};
        case ValueType::range: break;
    }
    Reader reader(payload);
    RangeRef range;
    range.space = reader.take<SpaceId>();
    range.offset = reader.take<std::uint64_t>();
    range.length = reader.take<std::uint32_t>();
    range.label = Bytes(payload.substr(kRangeBytes));
    return range;
}

StagedInfo decodeStaged(ByteView payload, std::size_t& bytesAt) {
    Reader reader(payload);
    StagedInfo info;
    const auto first = reader.take<std::uint8_t>();
    info.role = static_cast<RecordRole>(first & ~kHasOrigin);
    info.sequence = reader.take<std::uint64_t>();
    if (first & kHasOrigin) {
        info.originSpace = reader.take<SpaceId>();
        info.originOffset = reader.take<std::uint64_t>();
    }
    info.key = Bytes(reader.take(reader.take<std::uint16_t>()));
    bytesAt = reader.position();
    return info;
}

}  // namespace vitrine
