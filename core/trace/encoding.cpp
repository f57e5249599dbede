#include "core/trace/encoding.h"

#include "core/base/assert.h"
#include "core/trace/span_kind.h"

namespace vitrine {
namespace {

constexpr char kBytesTag = 0x10;
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

void appendNumberArgument(Bytes& payload, std::uint64_t number) {
    char raw[9];
    char size = 0;
    for (std::uint64_t rest = number; rest != 0; rest >>= 8) ++size;
    raw[0] = size;
    storeLittle(raw + 1, number);
    payload.append(raw, static_cast<std::size_t>(size) + 1);
}

void appendBytesArgument(Bytes& payload, ByteView bytes, std::size_t most) {
    const ByteView kept = bytes.substr(0, most);
    payload += kBytesTag;
    appendLittle(payload, static_cast<std::uint64_t>(bytes.size()));
    appendLittle(payload, static_cast<std::uint32_t>(kept.size()));
    payload += kept;
}

void appendStaged(Bytes& payload, const StagedInfo& info) {
    const ByteView key = ByteView(info.key).substr(0, kMaxLabelBytes);
    const bool copied = info.originSpace != 0;
    payload += static_cast<char>(static_cast<std::uint8_t>(info.role) | (copied ? kHasOrigin : 0));
    appendLittle(payload, info.sequence);
    if (copied) {
        appendLittle(payload, info.originSpace);
        appendLittle(payload, info.originOffset);
    }
    appendLittle(payload, static_cast<std::uint16_t>(key.size()));
    payload += key;
}

void appendRange(Bytes& payload, SpaceId space, std::uint64_t offset, std::uint32_t length, ByteView label) {
    appendLittle(payload, space);
    appendLittle(payload, offset);
    appendLittle(payload, length);
    payload += label.substr(0, kMaxLabelBytes);
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
        if (tag == kBytesTag) {
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
