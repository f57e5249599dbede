#include "tests/support/disk_reference.h"

#include <algorithm>
#include <functional>

namespace vitrine::test {

void ReferenceDisk::create(const std::string& name) {
    names_[name] = files_.size();
    changes_.push_back({{name}, {{name, static_cast<int>(files_.size())}}, static_cast<int>(files_.size())});
    files_.emplace_back();
}

void ReferenceDisk::write(const std::string& name, std::uint64_t offset, const std::string& bytes) {
    File& file = files_[names_.at(name)];
    if (file.now.size() < offset + bytes.size()) file.now.resize(offset + bytes.size());
    file.now.replace(offset, bytes.size(), bytes);
    file.moments.push_back({Moment::Kind::write, ++time_, file.now, offset, offset + bytes.size()});
}

void ReferenceDisk::truncate(const std::string& name, std::uint64_t sizeBytes) {
    File& file = files_[names_.at(name)];
    if (file.now.size() == sizeBytes) return;
    file.now.resize(sizeBytes);
    file.moments.push_back({Moment::Kind::resize, ++time_, file.now, 0, 0});
}

void ReferenceDisk::sync(const std::string& name) {
    File& file = files_[names_.at(name)];
    file.moments = {{Moment::Kind::settled, ++time_, file.now, 0, 0}};
    if (ordered_) syncDirectory();
}

void ReferenceDisk::rename(const std::string& from, const std::string& to) {
    const std::size_t file = names_.at(from);
    names_.erase(from);
    names_[to] = file;
    changes_.push_back({{from, to}, {{from, -1}, {to, static_cast<int>(file)}}, static_cast<int>(file)});
}

void ReferenceDisk::remove(const std::string& name) {
    changes_.push_back({{name}, {{name, -1}}, static_cast<int>(names_.at(name))});
    names_.erase(name);
}

void ReferenceDisk::syncDirectory() {
    settled_ = names_;
    changes_.clear();
}

ReferenceDisk::Disk ReferenceDisk::now() const {
    Disk disk;
    for (const auto& [name, file] : names_) disk[name] = files_[file].now;
    return disk;
}

// A size is one that the file had. A sector is as it was at the settled moment or behind a write that touched it; what
// a reached truncation since then cut off is zeros.
ReferenceDisk::FileOutcomes ReferenceDisk::outcomesOf(const File& file) const {
    const auto& moments = file.moments;
    std::vector<std::size_t> sizeMoments;
    std::map<std::uint64_t, std::vector<std::size_t>> sectorMoments;
    for (std::size_t m = 0; m < moments.size(); ++m) {
        if (m == 0 || moments[m].contents.size() != moments[m - 1].contents.size()) sizeMoments.push_back(m);
        if (moments[m].kind != Moment::Kind::write) continue;
        for (std::uint64_t s = moments[m].begin / sector_; s * sector_ < moments[m].end; ++s) {
            auto& versions = sectorMoments[s];
            if (versions.empty()) versions.push_back(0);
            versions.push_back(m);
        }
    }
    FileOutcomes all;
    for (const std::size_t sizeAt : sizeMoments) {
        const std::uint64_t size = moments[sizeAt].contents.size();
        std::uint64_t grewFrom = size;
        for (std::size_t m = 0; m <= sizeAt; ++m)
            grewFrom = std::min<std::uint64_t>(grewFrom, moments[m].contents.size());
        std::map<std::uint64_t, std::size_t> chosen;
        const auto build = [&] {
            std::string contents(size, '\0');
            for (std::uint64_t at = 0; at < size; ++at) {
                const auto sector = chosen.find(at / sector_);
                const std::size_t from = sector == chosen.end() ? 0 : sector->second;
                char byte = at < moments[from].contents.size() ? moments[from].contents[at] : '\0';
                for (std::size_t m = from + 1; m <= sizeAt; ++m)
                    if (at >= moments[m].contents.size()) byte = '\0';
                contents[at] = byte;
            }
            return contents;
        };
        const auto allowed = [&] {
            if (!ordered_) return true;
            for (std::size_t m = 1; m <= sizeAt; ++m) {
                if (moments[m].kind != Moment::Kind::write) continue;
                for (std::uint64_t at = std::max(moments[m].begin, grewFrom); at < std::min(moments[m].end, size); ++at)
                    if (chosen.at(at / sector_) < m) return false;
            }
            return true;
        };
        const std::function<void(std::map<std::uint64_t, std::vector<std::size_t>>::const_iterator)> choose =
            [&](auto at) {
                if (at == sectorMoments.end()) {
                    if (!allowed()) return;
                    ++all.count;
                    all.contents.insert(build());
                    return;
                }
                for (const std::size_t version : at->second) {
                    chosen[at->first] = version;
                    choose(std::next(at));
                }
            };
        choose(sectorMoments.begin());
    }
    return all;
}

/// In order per name (in one line for all names when ordered), a rename being in the line of both of its names.
bool ReferenceDisk::holds(const std::vector<bool>& kept) const {
    for (std::size_t i = 0; i < kept.size(); ++i)
        for (std::size_t before = 0; before < i && kept[i]; ++before) {
            if (kept[before]) continue;
            const auto& names = changes_[before].names;
            const bool sameLine = ordered_ || std::any_of(names.begin(), names.end(), [&](const std::string& name) {
                                      const auto& mine = changes_[i].names;
                                      return std::find(mine.begin(), mine.end(), name) != mine.end();
                                  });
            if (sameLine) return false;
        }
    return true;
}

ReferenceDisk::Outcomes ReferenceDisk::outcomes() const {
    std::set<std::size_t> reachable;
    for (const auto& [name, file] : settled_) reachable.insert(file);
    for (const NameChange& change : changes_) reachable.insert(static_cast<std::size_t>(change.file));
    std::map<std::size_t, FileOutcomes> files;
    double combinations = 1;
    for (const std::size_t file : reachable) {
        files[file] = outcomesOf(files_[file]);
        combinations *= files[file].count;
    }
    Outcomes all;
    for (std::uint64_t bits = 0; bits < (std::uint64_t{1} << changes_.size()); ++bits) {
        std::vector<bool> kept;
        for (std::size_t i = 0; i < changes_.size(); ++i) kept.push_back(bits >> i & 1);
        if (!holds(kept)) continue;
        all.count += combinations;
        std::map<std::string, std::size_t> names = settled_;
        for (std::size_t i = 0; i < kept.size(); ++i)
            for (const auto& [name, file] : changes_[i].to) {
                if (!kept[i]) continue;
                names.erase(name);
                if (file >= 0) names[name] = static_cast<std::size_t>(file);
            }
        std::set<Disk> disks{Disk{}};
        for (const auto& [name, file] : names) {
            std::set<Disk> longer;
            for (const Disk& disk : disks)
                for (const std::string& contents : files[file].contents) {
                    Disk with = disk;
                    with[name] = contents;
                    longer.insert(std::move(with));
                }
            disks = std::move(longer);
        }
        all.disks.insert(disks.begin(), disks.end());
    }
    return all;
}

}  // namespace vitrine::test
