// Bytes into named fields: what a file's bytes mean, structure by structure (a header, a record, a hint's entry, a run of
// zeros). Works on any ByteSource, so on a file as it is now, as it was at a moment of the timeline, or on one of a stranger.
// Reads only, keeps nothing, and believes nothing: sizes are clamped to the file, and text says when they contradict it.
//
//     auto dissector = standardDissectors().make("0000000001.log", source);
//     for (std::uint64_t at = 0; auto structure = dissector->at(at); at = structure->end()) …
//
// Threads: a dissector may be used by one thread at a time; distinct ones by distinct threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/byte_source.h"

namespace vitrine {

/// What a field is, for colours and legends.
enum class FieldRole : std::uint8_t { crc, header, key, value, deletedKey, filler, unreadable };
/// "crc32c", "header", "key", "value", "deleted key", "zeros", "unreadable"
std::string_view roleName(FieldRole role);

struct Field {
    std::uint64_t offset = 0;     // in the file
    std::uint64_t sizeBytes = 0;  // as far as the file goes
    std::string name;             // "key size"
    FieldRole role = FieldRole::header;
    std::string text;             // decoded, for a person: "6", "“user:7”", "put"
};

enum class Checksum : std::uint8_t { none, notChecked, matches, differs };

/// Something that begins at one offset and ends at another: a record, a header, an entry.
struct Structure {
    std::uint64_t offset = 0;
    std::uint64_t sizeBytes = 0;    // as far as the file goes; never 0
    std::uint64_t neededBytes = 0;  // as its own sizes say: more than sizeBytes when the file ends too early
    std::string name;               // "put", "tombstone", "close mark", "segment header", "hint entry", "zeros", "unreadable"
    Bytes key;                      // if it has one; at most 256 bytes of it
    Checksum checksum = Checksum::none;
    std::uint32_t stored = 0;       // checksums, where there is one
    std::uint32_t computed = 0;     // 0 unless checked
    std::string problem;            // a sentence about what is wrong with it, or empty
    std::vector<Field> fields;      // without gaps, in order of offset

    std::uint64_t end() const { return offset + sizeBytes; }
    const Field* fieldAt(std::uint64_t fileOffset) const;
};

enum class Verify : std::uint8_t {
    no,   // for painting: touches no more than 300 bytes a structure
    yes,  // reads structures whole to compare checksums, up to kMostVerifiedBytes
};
inline constexpr std::uint64_t kMostVerifiedBytes = 64u << 20;

/// Reads one file.
class Dissector {
  public:
    virtual ~Dissector() = default;
    /// "log segment"
    virtual std::string_view format() const = 0;
    /// The structure that begins at `offset`: 0, the end of another, or where a record is known to begin. Nothing at the
    /// end of the file. Where nothing can be made out, a structure "unreadable" or "zeros" says how far that goes.
    virtual std::optional<Structure> at(std::uint64_t offset, Verify verify = Verify::yes) const = 0;
    /// The first offset in [from, end) at which a structure certainly begins, because its checksum says so: to begin in the
    /// middle of a long file. Nothing where that cannot be told. Reads end - from bytes and some 64 KiB.
    virtual std::optional<std::uint64_t> firstIn(std::uint64_t from, std::uint64_t end) const {
        static_cast<void>(from), static_cast<void>(end);
        return std::nullopt;
    }
};

/// Structures from `start` (where one begins) up to the first that begins at `end` or behind, at most `most` of them.
std::vector<Structure> dissect(const Dissector& dissector, std::uint64_t start, std::uint64_t end,
                               Verify verify = Verify::yes, std::size_t most = 10'000);

/// The formats that can be dissected, by what a file's name and first bytes look like.
class DissectorRegistry {
  public:
    struct Format {
        std::string name;
        /// True if the file looks like one; `head` holds its first 64 bytes or fewer.
        std::function<bool(std::string_view fileName, ByteView head)> recognises;
        std::function<std::unique_ptr<Dissector>(std::shared_ptr<const ByteSource> source)> make;
    };
    /// Later ones are asked first.
    void add(Format format) { formats_.push_back(std::move(format)); }
    /// nullptr when no format recognises the file.
    std::unique_ptr<Dissector> make(std::string_view fileName, std::shared_ptr<const ByteSource> source) const;
    const std::vector<Format>& formats() const { return formats_; }

  private:
    std::vector<Format> formats_;
};

/// Our own: log segments (and parts, and damaged ones) and hints.
DissectorRegistry standardDissectors();

/// A row of the record inspector.
struct FieldRow {
    std::string name;            // "key size"
    FieldRole role = FieldRole::header;
    std::uint64_t relative = 0;  // from the structure's begin: +13
    std::string hex;             // "06 00", with "…" when cut
    std::string text;            // "6"
};
/// The rows of a structure, at most `mostHexBytes` shown of each field.
std::vector<FieldRow> describeFields(const Structure& structure, const ByteSource& source, std::size_t mostHexBytes = 8);
/// "00 5A 19 17"
std::string hexBytes(ByteView bytes);

}  // namespace vitrine
