#include "core/dissect/dissect.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/dissect/log_dissector.h"

namespace vitrine {

std::string_view roleName(FieldRole role) {
    constexpr std::array<std::string_view, 7> names{"crc32c", "header",      "key",   "value",
                                                    "deleted key", "zeros", "unreadable"};
    return names[static_cast<std::size_t>(role)];
}

const Field* Structure::fieldAt(std::uint64_t fileOffset) const {
    for (const Field& field : fields)
        if (fileOffset >= field.offset && fileOffset - field.offset < field.sizeBytes) return &field;
    return nullptr;
}

std::vector<Structure> dissect(const Dissector& dissector, std::uint64_t start, std::uint64_t end, Verify verify,
                               std::size_t most) {
    std::vector<Structure> all;
    for (std::uint64_t at = start; at < end && all.size() < most;) {
        auto structure = dissector.at(at, verify);
        if (!structure) break;
        at = structure->end();
        all.push_back(std::move(*structure));
    }
    return all;
}

std::unique_ptr<Dissector> DissectorRegistry::make(std::string_view fileName,
                                                   std::shared_ptr<const ByteSource> source) const {
    Bytes head(64, '\0');
    head.resize(source->read(0, head));
    for (auto format = formats_.rbegin(); format != formats_.rend(); ++format)
        if (format->recognises(fileName, head)) return format->make(std::move(source));
    return nullptr;
}

DissectorRegistry standardDissectors() {
    DissectorRegistry registry;
    registry.add({"log segment", looksLikeLogSegment, makeLogSegmentDissector});
    registry.add({"hint", looksLikeHint, makeHintDissector});
    return registry;
}

std::string hexBytes(ByteView bytes) {
    std::string text;
    for (const char byte : bytes) text += fmt::format("{}{:02X}", text.empty() ? "" : " ", static_cast<unsigned char>(byte));
    return text;
}

std::vector<FieldRow> describeFields(const Structure& structure, const ByteSource& source, std::size_t mostHexBytes) {
    std::vector<FieldRow> rows;
    for (const Field& field : structure.fields) {
        Bytes bytes(std::min<std::uint64_t>(field.sizeBytes, mostHexBytes), '\0');
        bytes.resize(source.read(field.offset, bytes));
        const bool cut = field.sizeBytes > bytes.size();
        rows.push_back({field.name, field.role, field.offset - structure.offset, hexBytes(bytes) + (cut ? " …" : ""),
                        field.text});
    }
    return rows;
}

}  // namespace vitrine
