#include "core/log/survey.h"

#include <algorithm>

#include <fmt/format.h>

namespace vitrine::log {
namespace {

Result<SurveyedSegment> lookAt(Disk& disk, std::uint32_t number) {
    SurveyedSegment segment;
    segment.number = number;
    segment.name = segmentName(number);
    auto file = disk.open(segment.name, OpenMode::readOnly);
    if (!file) return passOn(file);
    segment.file = std::move(*file);
    const auto size = segment.file->size();
    if (!size) return passOn(size);
    segment.sizeBytes = *size;
    Bytes bytes(std::min<std::uint64_t>(*size, kSegmentHeaderBytes), '\0');
    if (const auto read = readExactly(*segment.file, segment.name, 0, std::span(bytes.data(), bytes.size())); !read)
        return passOn(read);
    segment.verdict = decodeHeader(bytes, segment.header);
    if (segment.verdict == HeaderVerdict::tooShort && bytes.size() == kSegmentHeaderBytes) {  // its lists come behind
        const std::uint64_t wanted = loadLittle<std::uint32_t>(bytes.data() + 12);
        if (wanted <= *size) {
            bytes.resize(wanted);
            if (const auto read = readExactly(*segment.file, segment.name, 0, std::span(bytes.data(), bytes.size())); !read)
                return passOn(read);
            segment.verdict = decodeHeader(bytes, segment.header);
        }
    }
    return segment;
}

std::uint16_t versionOf(File& file) {
    char raw[6] = {};
    static_cast<void>(file.read(0, raw));
    return loadLittle<std::uint16_t>(raw + 4);
}

/// Refuses what is not ours to open.
Status judge(const Survey& found, const std::string& place) {
    bool anyOurs = false;
    bool allUnborn = true;
    for (const auto& [number, segment] : found.segments) {
        if (segment.verdict == HeaderVerdict::unknownVersion && segment.sizeBytes >= kSegmentHeaderBytes)
            return fail(ErrorCode::unknownFormat,
                        fmt::format("{} is of format version {}; this program reads version {}: open it with a newer one.",
                                    segment.name, versionOf(*segment.file), kFormatVersion),
                        segment.name);
        anyOurs = anyOurs || (segment.verdict != HeaderVerdict::notOurs && segment.sizeBytes > 0);
        allUnborn = allUnborn && segment.maybeUnborn();
    }
    if (found.database != 0 || found.empty) return {};
    if (found.segments.empty() && found.damaged.empty() && found.parts.empty())
        return fail(ErrorCode::unknownFormat,
                    fmt::format("{} holds files that are no Vitrine database, {} for one: choose an empty directory.", place,
                                found.others.empty() ? "a hint" : found.others.front()),
                    place);
    if (!anyOurs && !allUnborn)
        return fail(ErrorCode::unknownFormat,
                    fmt::format("{} holds files with a database's names that are none: they begin otherwise.", place), place);
    return fail(ErrorCode::corrupt,
                fmt::format("{} holds parts of a database, but no segment whose header can be read: restore the files from "
                            "a copy.",
                            place),
                place);
}

}  // namespace

Result<Survey> survey(Disk& disk, bool mayCreate) {
    const auto names = disk.list();
    if (!names) return passOn(names);
    Survey found;
    for (const std::string& name : *names) {
        const auto parts = parseName(name);
        if (!parts) {
            found.others.push_back(name);
            continue;
        }
        found.highestNumber = std::max(found.highestNumber, parts->number);
        switch (parts->role) {
            case FileRole::part: found.parts.insert(parts->number); break;
            case FileRole::hint: found.hints.insert(parts->number); break;
            case FileRole::damaged: found.damaged.insert(parts->number); break;
            case FileRole::segment: {
                auto segment = lookAt(disk, parts->number);
                if (!segment) return passOn(segment);
                found.segments.emplace(parts->number, std::move(*segment));
                break;
            }
        }
    }
    for (auto& [number, segment] : found.segments) {
        // A file that holds no more than another one's header is the place where that one was: its own never arrived.
        if (segment.readable() && segment.header.number != number && segment.sizeBytes <= kSegmentHeaderBytes)
            segment.verdict = HeaderVerdict::corrupt;
        if (!segment.readable()) continue;
        if (found.database == 0) found.database = segment.header.database;
        for (const std::uint32_t replaced : segment.header.replaced)
            found.highestNumber = std::max(found.highestNumber, replaced);
        for (const CoveredRange& range : segment.header.coverage())
            found.highestNumber = std::max(found.highestNumber, range.last);
    }
    // Segments that were never born leave a directory as good as empty: the first creation, or the recovery of one, was cut.
    const bool onlyUnborn = !found.segments.empty() && found.damaged.empty() && found.parts.empty() &&
                            std::all_of(found.segments.begin(), found.segments.end(),
                                        [](const auto& entry) { return entry.second.maybeUnborn(); });
    found.empty = names->empty() || (onlyUnborn && found.others.empty());
    if (names->empty() && !mayCreate)
        return fail(ErrorCode::notFound, fmt::format("There is no database in {}: open it as a writer to begin one.",
                                                     disk.place()),
                    disk.place());
    if (const auto ok = judge(found, disk.place()); !ok) return passOn(ok);
    return found;
}

}  // namespace vitrine::log
