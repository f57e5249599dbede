#include "core/lab/record_place.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "core/log/format.h"

namespace vitrine::lab {

namespace {

constexpr std::size_t kMostStructures = 100'000;  // of one file: what a lesson holds, and far more

/// The bytes of a field, from the file.
Bytes bytesOf(const ByteSource& source, const Field& field) {
    Bytes bytes(field.sizeBytes, '\0');
    bytes.resize(source.read(field.offset, bytes));
    return bytes;
}

const Field* fieldNamed(const Structure& structure, std::string_view name) {
    const auto found = std::ranges::find(structure.fields, name, &Field::name);
    return found == structure.fields.end() ? nullptr : &*found;
}

std::uint64_t sequenceOf(const ByteSource& source, const Structure& structure) {
    const Field* field = fieldNamed(structure, "sequence");
    if (!field) return 0;
    std::uint64_t sequence = 0;
    const Bytes bytes = bytesOf(source, *field);
    for (std::size_t i = bytes.size(); i > 0; --i) sequence = sequence << 8 | static_cast<unsigned char>(bytes[i - 1]);
    return sequence;
}

std::uint32_t segmentOf(std::string_view name) {
    std::uint32_t number = 0;
    std::from_chars(name.data(), name.data() + name.size(), number);
    return number;
}

}  // namespace

std::vector<RecordPlace> recordsOf(Disk& disk, ByteView key) {
    std::vector<RecordPlace> places;
    const auto names = disk.list();
    if (!names) return places;
    for (const std::string& name : *names) {
        if (!name.ends_with(".log")) continue;
        auto file = disk.open(name, OpenMode::readOnly);
        if (!file) continue;
        const auto source = (*file)->snapshot();
        const auto dissector = standardDissectors().make(name, source);
        if (!dissector) continue;
        for (const Structure& structure : dissect(*dissector, 0, source->size(), Verify::yes, kMostStructures)) {
            const bool record = structure.name == "put" || structure.name == "tombstone";
            if (!record || structure.checksum != Checksum::matches || structure.key != key) continue;
            const Field* value = fieldNamed(structure, "value");
            places.push_back({name, segmentOf(name), sequenceOf(*source, structure), structure,
                              value ? bytesOf(*source, *value) : Bytes()});
        }
    }
    std::ranges::stable_sort(places, {}, &RecordPlace::sequence);
    return places;
}

std::optional<RecordPlace> newestRecordOf(Disk& disk, ByteView key) {
    auto places = recordsOf(disk, key);
    if (places.empty()) return std::nullopt;
    return std::move(places.back());
}

std::string_view mostOfTheRest(const Structure& structure) {
    std::uint64_t header = 0, zeros = 0;
    for (const Field& field : structure.fields) {
        if (field.role == FieldRole::crc || field.role == FieldRole::header) header += field.sizeBytes;
        if (field.role == FieldRole::filler) zeros += field.sizeBytes;
    }
    if (header + zeros == 0) return "none";
    return header >= zeros ? "header" : "zeros";
}

std::string fileOfMeasure(ByteView word) {
    const bool isNumber =
        !word.empty() && word.size() <= 9 && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
    return isNumber ? log::segmentName(segmentOf(word)) : std::string(word);
}

}  // namespace vitrine::lab
