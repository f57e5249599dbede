#include "core/disk/crash_point.h"

#include <algorithm>
#include <utility>

#include "core/base/assert.h"

namespace vitrine {

CrashPoint::CrashPoint(Parts parts) : parts_(std::move(parts)) {
    unchanged_.resize(parts_.files.size());
    for (std::uint32_t i = 0; i < parts_.files.size(); ++i) {
        const File& file = parts_.files[i];
        VITRINE_ASSERT(file.settled && !file.sizes.empty() && file.sizes[0].sizeBytes == file.settled->size());
        if (file.writes.empty() && file.sizes.size() == 1) unchanged_[i] = makeImageFile(file.name, file.settled);
        findSectors(i);
    }
    orderNameChanges();
}

void CrashPoint::findSectors(std::uint32_t fileIndex) {
    File& file = parts_.files[fileIndex];
    std::vector<std::pair<std::uint64_t, std::uint32_t>> touched;  // sector number, write
    for (std::uint32_t i = 0; i < file.writes.size(); ++i) {
        const Write& write = file.writes[i];
        const std::uint64_t first = write.offset / parts_.sectorBytes;
        const std::uint64_t last = (write.offset + write.sizeBytes - 1) / parts_.sectorBytes;
        for (std::uint64_t sector = first; sector <= last; ++sector) touched.emplace_back(sector, i);
    }
    std::sort(touched.begin(), touched.end());
    file.firstSector = static_cast<std::uint32_t>(sectors_.size());
    for (const auto& [number, write] : touched) {
        const std::uint64_t start = number * parts_.sectorBytes;
        if (sectors_.size() == file.firstSector || sectors_.back().start != start)
            sectors_.push_back({fileIndex, start, static_cast<std::uint32_t>(touches_.size()), 0});
        ++sectors_.back().writes;
        touches_.push_back(write);
        Write& by = file.writes[write];
        if (by.sectorCount++ == 0) by.firstSector = static_cast<std::uint32_t>(sectors_.size() - 1);
    }
    file.sectorCount = static_cast<std::uint32_t>(sectors_.size()) - file.firstSector;
}

void CrashPoint::orderNameChanges() {
    std::vector<std::uint32_t> lastOf(parts_.names.size(), kNone);
    for (std::uint32_t i = 0; i < parts_.nameChanges.size(); ++i) {
        NameChange& change = parts_.nameChanges[i];
        if (parts_.mode == CrashMode::ordered) {
            change.waitsFor[0] = i == 0 ? kNone : i - 1;
            continue;
        }
        change.waitsFor[0] = std::exchange(lastOf[change.name], i);
        if (change.newName != kNone) change.waitsFor[1] = std::exchange(lastOf[change.newName], i);
    }
}

std::uint32_t CrashPoint::versionAfter(const Sector& sector, std::uint32_t write) const {
    const auto begin = touches_.begin() + sector.firstTouch;
    return static_cast<std::uint32_t>(std::upper_bound(begin, begin + sector.writes, write) - begin);
}

bool CrashPoint::nothingPending() const {
    return sectors_.empty() && parts_.nameChanges.empty() &&
           std::all_of(parts_.files.begin(), parts_.files.end(),
                       [](const File& file) { return file.sizes.size() == 1; });
}

Outcome CrashPoint::keepNone() const {
    return {std::vector<std::uint32_t>(sectors_.size()), std::vector<std::uint32_t>(parts_.files.size()),
            std::vector<std::uint8_t>(parts_.nameChanges.size())};
}

Outcome CrashPoint::keepAll() const {
    Outcome outcome = keepNone();
    for (std::size_t i = 0; i < sectors_.size(); ++i) outcome.versions[i] = sectors_[i].writes;
    for (std::size_t i = 0; i < parts_.files.size(); ++i)
        outcome.sizes[i] = static_cast<std::uint32_t>(parts_.files[i].sizes.size() - 1);
    std::fill(outcome.names.begin(), outcome.names.end(), std::uint8_t{1});
    return outcome;
}

void CrashPoint::addNameChange(Outcome& outcome, std::uint32_t change) const {
    std::vector<std::uint32_t> toAdd{change};
    while (!toAdd.empty()) {
        const std::uint32_t next = toAdd.back();
        toAdd.pop_back();
        if (next == kNone || outcome.names[next]) continue;
        outcome.names[next] = 1;
        toAdd.insert(toAdd.end(), parts_.nameChanges[next].waitsFor.begin(), parts_.nameChanges[next].waitsFor.end());
    }
}

void CrashPoint::dropNameChange(Outcome& outcome, std::uint32_t change) const {
    outcome.names[change] = 0;
    for (std::uint32_t i = change + 1; i < parts_.nameChanges.size(); ++i)
        for (const std::uint32_t before : parts_.nameChanges[i].waitsFor)
            if (before != kNone && !outcome.names[before]) outcome.names[i] = 0;
}

std::uint32_t CrashPoint::leastVersion(const Sector& sector, std::uint32_t size) const {
    if (parts_.mode == CrashMode::strict || size == 0) return 0;
    const File& file = parts_.files[sector.file];
    // Where the file is longer than it once was, it grew: there the size waits for the data.
    std::uint64_t grewFrom = file.sizes[0].sizeBytes;
    for (std::uint32_t i = 1; i <= size; ++i) grewFrom = std::min(grewFrom, file.sizes[i].sizeBytes);
    const std::uint64_t begin = std::max(grewFrom, sector.start);
    const std::uint64_t end = std::min(file.sizes[size].sizeBytes, sector.start + parts_.sectorBytes);
    if (begin >= end) return 0;
    for (std::uint32_t version = sector.writes; version > 0; --version) {
        const Write& write = file.writes[writeOf(sector, version)];
        if (write.number < file.sizes[size].number && write.offset < end && write.offset + write.sizeBytes > begin)
            return version;
    }
    return 0;
}

void CrashPoint::dropUnsupportedSizes(Outcome& outcome) const {
    if (parts_.mode == CrashMode::strict) return;
    for (std::uint32_t f = 0; f < parts_.files.size(); ++f) {
        const File& file = parts_.files[f];
        for (std::uint32_t& size = outcome.sizes[f]; size > 0; --size) {
            bool supported = true;
            for (std::uint32_t s = file.firstSector; s < file.firstSector + file.sectorCount && supported; ++s)
                supported = outcome.versions[s] >= leastVersion(sectors_[s], size);
            if (supported) break;
        }
    }
}

void CrashPoint::fetchNeededData(Outcome& outcome) const {
    if (parts_.mode == CrashMode::strict) return;
    for (std::size_t s = 0; s < sectors_.size(); ++s)
        outcome.versions[s] = std::max(outcome.versions[s], leastVersion(sectors_[s], outcome.sizes[sectors_[s].file]));
}

bool CrashPoint::allows(const Outcome& outcome) const {
    if (outcome.versions.size() != sectors_.size() || outcome.sizes.size() != parts_.files.size() ||
        outcome.names.size() != parts_.nameChanges.size())
        return false;
    for (std::size_t f = 0; f < parts_.files.size(); ++f)
        if (outcome.sizes[f] >= parts_.files[f].sizes.size()) return false;
    for (std::size_t s = 0; s < sectors_.size(); ++s)
        if (outcome.versions[s] > sectors_[s].writes ||
            outcome.versions[s] < leastVersion(sectors_[s], outcome.sizes[sectors_[s].file]))
            return false;
    for (std::size_t i = 0; i < outcome.names.size(); ++i)
        for (const std::uint32_t before : parts_.nameChanges[i].waitsFor)
            if (outcome.names[i] && before != kNone && !outcome.names[before]) return false;
    return true;
}

// ---- building the disk that is left ---------------------------------------------------------------------------------

void CrashPoint::applyWrite(const File& file, std::uint32_t index, const Outcome& outcome, Bytes& to) const {
    const Write& write = file.writes[index];
    for (std::uint32_t s = write.firstSector; s < write.firstSector + write.sectorCount; ++s) {
        const Sector& sector = sectors_[s];
        const std::uint32_t version = outcome.versions[s];
        if (version == 0 || writeOf(sector, version) < index) continue;
        const std::uint64_t begin = std::max(sector.start, write.offset);
        const std::uint64_t end =
            std::min({sector.start + parts_.sectorBytes, write.offset + write.sizeBytes, std::uint64_t{to.size()}});
        if (begin < end)
            std::memcpy(to.data() + begin, file.pendingBytes.data() + write.bytesAt + (begin - write.offset),
                        end - begin);
    }
}

// A sector that holds something written behind the truncation held zeros there at that time, whether or not the
// truncation itself was reached; all others only lose bytes to a truncation that was.
void CrashPoint::applyTruncation(const File& file, const SizeChange& cut, bool reached, const Outcome& outcome,
                                 Bytes& to) const {
    if (cut.sizeBytes >= to.size()) return;
    if (reached) std::fill(to.begin() + static_cast<std::ptrdiff_t>(cut.sizeBytes), to.end(), '\0');
    if (reached) return;
    for (std::uint32_t s = file.firstSector; s < file.firstSector + file.sectorCount; ++s) {
        const Sector& sector = sectors_[s];
        const std::uint32_t version = outcome.versions[s];
        if (version == 0 || file.writes[writeOf(sector, version)].number < cut.number) continue;
        const std::uint64_t begin = std::max(sector.start, cut.sizeBytes);
        const std::uint64_t end = std::min<std::uint64_t>(sector.start + parts_.sectorBytes, to.size());
        if (begin < end) std::memset(to.data() + begin, 0, end - begin);
    }
}

// A sector whose write was lost, and which the file had not got before, keeps what its place held in an earlier life.
void CrashPoint::fillStale(const File& file, std::uint32_t size, const Outcome& outcome, Bytes& to) const {
    std::uint64_t grewFrom = file.sizes[0].sizeBytes;
    for (std::uint32_t i = 1; i <= size; ++i) grewFrom = std::min(grewFrom, file.sizes[i].sizeBytes);
    for (std::uint32_t s = file.firstSector; s < file.firstSector + file.sectorCount; ++s) {
        const std::uint64_t begin = sectors_[s].start;
        if (outcome.versions[s] != 0 || begin < grewFrom || begin >= to.size() || begin >= file.stale->size()) continue;
        const std::uint64_t end = std::min({begin + parts_.sectorBytes, std::uint64_t{to.size()}, file.stale->size()});
        std::memcpy(to.data() + begin, file.stale->data() + begin, end - begin);
    }
}

Bytes CrashPoint::contents(const File& file, const Outcome& outcome) const {
    const std::uint32_t size = outcome.sizes[static_cast<std::size_t>(&file - parts_.files.data())];
    Bytes bytes = file.settled->substr(0, file.sizes[size].sizeBytes);
    bytes.resize(file.sizes[size].sizeBytes);
    std::uint32_t change = 1;
    const auto truncateBefore = [&](std::uint64_t number) {
        for (; change < file.sizes.size() && file.sizes[change].number < number; ++change)
            if (file.sizes[change].sizeBytes < file.sizes[change - 1].sizeBytes)
                applyTruncation(file, file.sizes[change], change <= size, outcome, bytes);
    };
    for (std::uint32_t i = 0; i < file.writes.size(); ++i) {
        truncateBefore(file.writes[i].number);
        applyWrite(file, i, outcome, bytes);
    }
    truncateBefore(~std::uint64_t{0});
    if (file.stale) fillStale(file, size, outcome, bytes);
    return bytes;
}

void CrashPoint::filesByName(const Outcome& outcome, std::vector<std::uint32_t>& files) const {
    files = parts_.settledFileOf;
    for (std::size_t i = 0; i < parts_.nameChanges.size(); ++i) {
        if (!outcome.names[i]) continue;
        const NameChange& change = parts_.nameChanges[i];
        files[change.name] = change.kind == NameChange::Kind::create ? change.file : kNone;
        if (change.kind == NameChange::Kind::rename) files[change.newName] = change.file;
    }
}

ImageFile CrashPoint::fileIn(const Outcome& outcome, std::uint32_t file) const {
    if (const ImageFile& same = unchanged_[file]; same.contents) return {{}, same.contents, same.contentsHash};
    return makeImageFile({}, std::make_shared<const Bytes>(contents(parts_.files[file], outcome)));
}

DiskImage CrashPoint::image(const Outcome& outcome) const {
    std::vector<std::uint32_t> files;
    filesByName(outcome, files);
    DiskImage image;
    for (std::size_t name = 0; name < files.size(); ++name) {
        if (files[name] == kNone) continue;
        image.files.push_back(fileIn(outcome, files[name]));
        image.files.back().name = parts_.names[name];
    }
    return image;
}

}  // namespace vitrine
