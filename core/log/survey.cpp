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
    segment.tornHeader = *size <= kSegmentHeaderBytes && maybeTornHeader(bytes);
    if (*size < kSegmentHeaderBytes && !segment.tornHeader) segment.verdict = HeaderVerdict::notOurs;
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
        // Beside segments that can be read, another version is damage: a database is of one version.
        if (segment.verdict == HeaderVerdict::unknownVersion && found.database == 0)
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

Status Surveyor::list() {
    auto names = disk_.list();
    if (!names) return passOn(names);
    names_ = std::move(*names);
    found_ = {};
    numbers_.clear();
    at_ = 0;
    for (const std::string& name : names_) {
        const auto parts = parseName(name);
        if (!parts) {
            found_.others.push_back(name);
            continue;
        }
        found_.highestNumber = std::max(found_.highestNumber, parts->number);
        switch (parts->role) {
            case FileRole::part: found_.parts.insert(parts->number); break;
            case FileRole::hint: found_.hints.insert(parts->number); break;
            case FileRole::damaged: found_.damaged.insert(parts->number); break;
            case FileRole::segment: numbers_.push_back(parts->number); break;
        }
    }
    listed_ = true;
    return {};
}

Result<bool> Surveyor::step() {
    constexpr int kFilesAStep = 64;
    if (!listed_)
        if (const auto done = list(); !done) return passOn(done);
    for (int i = 0; i < kFilesAStep && at_ < numbers_.size(); ++i, ++at_) {
        auto segment = lookAt(disk_, numbers_[at_]);
        if (!segment && segment.error().code == ErrorCode::notFound && !forWriter_) return lookAgain();
        if (!segment) return passOn(segment);
        found_.segments.emplace(numbers_[at_], std::move(*segment));
    }
    if (at_ < numbers_.size()) return false;
    if (!forWriter_) {
        const auto now = disk_.list();
        if (!now) return passOn(now);
        if (*now != names_) return lookAgain();
    }
    return conclude();
}

Result<bool> Surveyor::lookAgain() {
    constexpr int kMostLooks = 1000;
    listed_ = false;
    if (++looks_ < kMostLooks) return false;
    return fail(ErrorCode::inUse,
                fmt::format("The files of {} change faster than they can be looked at: try again when less is written there.",
                            disk_.place()),
                disk_.place());
}

bool Surveyor::recognised() const {
    return std::any_of(found_.segments.begin(), found_.segments.end(),
                       [](const auto& entry) { return entry.second.readable(); });
}

Status recogniseLog(Disk& disk) {
    Surveyor surveyor(disk, false);
    while (!surveyor.recognised()) {
        const auto over = surveyor.step();
        // Only this is for good. What is empty can be begun, what is damaged salvaged, what is busy may be quiet later.
        if (!over && over.error().code == ErrorCode::unknownFormat) return passOn(over);
        if (!over || *over) break;
    }
    return {};
}

Result<bool> Surveyor::conclude() {
    for (auto& [number, segment] : found_.segments) {
        // A file that holds no more than another one's header is the place where that one was: its own never arrived.
        if (segment.readable() && segment.header.number != number && segment.sizeBytes <= kSegmentHeaderBytes)
            segment.verdict = HeaderVerdict::corrupt;
        if (!segment.readable()) continue;
        if (found_.database == 0) found_.database = segment.header.database;
        for (const std::uint32_t replaced : segment.header.replaced)
            found_.highestNumber = std::max(found_.highestNumber, replaced);
        for (const CoveredRange& range : segment.header.coverage())
            found_.highestNumber = std::max(found_.highestNumber, range.last);
    }
    // Segments that were never born leave a directory as good as empty: the first creation, or the recovery of one, was cut.
    const bool onlyUnborn = !found_.segments.empty() && found_.damaged.empty() && found_.parts.empty() &&
                            std::all_of(found_.segments.begin(), found_.segments.end(),
                                        [](const auto& entry) { return entry.second.maybeUnborn(); });
    found_.empty = names_.empty() || (onlyUnborn && found_.others.empty());
    if (names_.empty() && !forWriter_)
        return fail(ErrorCode::notFound, fmt::format("There is no database in {}: open it as a writer to begin one.",
                                                     disk_.place()),
                    disk_.place());
    if (const auto ok = judge(found_, disk_.place()); !ok) return passOn(ok);
    return true;
}

}  // namespace vitrine::log
