// Builds a Structure field by field, front to back, clamped to where the file ends.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "core/dissect/dissect.h"

namespace vitrine {

class FieldReader {
  public:
    FieldReader(const ByteSource& source, std::uint64_t offset) : source_(source), fileSize_(source.size()), at_(offset) {
        structure_.offset = offset;
    }

    std::uint64_t at() const { return at_; }
    Structure& structure() { return structure_; }

    /// A field of raw bytes; returns at most `most` of them.
    Bytes bytes(std::string name, FieldRole role, std::uint64_t sizeBytes, std::string text = {},
                std::size_t most = kMostLabelBytes) {
        needed_ += sizeBytes;
        const std::uint64_t there = at_ < fileSize_ ? std::min(sizeBytes, fileSize_ - at_) : 0;
        if (there == 0) return {};
        Bytes start(std::min<std::uint64_t>(there, most), '\0');
        start.resize(source_.read(at_, start));
        structure_.fields.push_back({at_, there, std::move(name), role, std::move(text)});
        at_ += there;
        return start;
    }

    /// A field of bytes whose text is the bytes themselves, in quotes.
    Bytes quoted(std::string name, FieldRole role, std::uint64_t sizeBytes) {
        const std::size_t before = structure_.fields.size();
        Bytes start = bytes(std::move(name), role, sizeBytes);
        if (structure_.fields.size() > before) {
            std::string shown = label(start);
            if (start.size() < sizeBytes && !shown.ends_with("…")) shown += "…";
            structure_.fields.back().text = "“" + shown + "”";
        }
        return start;
    }

    /// A little-endian number; its text is the number unless `text` turns it into something else.
    template <class Integer>
    Integer number(std::string name, FieldRole role = FieldRole::header) {
        const std::size_t before = structure_.fields.size();
        const Bytes raw = bytes(std::move(name), role, sizeof(Integer));
        if (raw.size() < sizeof(Integer)) {
            if (structure_.fields.size() > before) structure_.fields.back().text = "cut off";
            return 0;
        }
        const auto value = loadLittle<Integer>(raw.data());
        structure_.fields.back().text = fmt::format("{}", static_cast<std::uint64_t>(value));
        return value;
    }

    /// Replaces the text of the newest field.
    void explain(std::string text) {
        if (!structure_.fields.empty()) structure_.fields.back().text = std::move(text);
    }

    /// The structure, with its sizes filled in.
    Structure finish(std::string name) {
        structure_.name = std::move(name);
        structure_.sizeBytes = at_ - structure_.offset;
        structure_.neededBytes = needed_;
        if (needed_ > structure_.sizeBytes && structure_.problem.empty())
            structure_.problem = fmt::format("It needs {} bytes, the file has {}.", needed_, structure_.sizeBytes);
        return std::move(structure_);
    }

    static constexpr std::size_t kMostLabelBytes = 256;

  private:
    const ByteSource& source_;
    std::uint64_t fileSize_;
    std::uint64_t at_;
    std::uint64_t needed_ = 0;
    Structure structure_;
};

}  // namespace vitrine
