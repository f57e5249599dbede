// The simulated disk's rules once more, written down as definitions and worked out by brute force: every content that a
// file had is kept whole, and every combination is tried. Slow, short, and sharing nothing with core/disk.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace vitrine::test {

class ReferenceDisk {
  public:
    using Disk = std::map<std::string, std::string>;  // contents by name

    ReferenceDisk(std::uint64_t sectorBytes, bool ordered) : sector_(sectorBytes), ordered_(ordered) {}

    bool has(const std::string& name) const { return names_.contains(name); }
    std::uint64_t sizeOf(const std::string& name) const { return files_[names_.at(name)].now.size(); }
    void create(const std::string& name);
    void write(const std::string& name, std::uint64_t offset, const std::string& bytes);
    void truncate(const std::string& name, std::uint64_t sizeBytes);
    void sync(const std::string& name);
    void rename(const std::string& from, const std::string& to);
    void remove(const std::string& name);
    void syncDirectory();

    Disk now() const;
    struct Outcomes {
        double count = 0;      // choices
        std::set<Disk> disks;  // what they leave, equal ones once
    };
    Outcomes outcomes() const;

  private:
    struct Moment {
        enum class Kind { settled, write, resize } kind = Kind::settled;
        int time = 0;
        std::string contents;     // of the whole file, behind it
        std::uint64_t begin = 0;  // of a write
        std::uint64_t end = 0;
    };
    struct File {
        std::string now;
        std::vector<Moment> moments{Moment{}};
    };
    struct NameChange {
        std::vector<std::string> names;  // touched
        std::map<std::string, int> to;   // what they lead to afterwards; -1 nothing
        int file = 0;
    };
    struct FileOutcomes {
        double count = 0;
        std::set<std::string> contents;
    };

    FileOutcomes outcomesOf(const File& file) const;
    bool holds(const std::vector<bool>& kept) const;

    std::uint64_t sector_;
    bool ordered_;
    int time_ = 0;
    std::vector<File> files_;
    std::map<std::string, std::size_t> names_;
    std::map<std::string, std::size_t> settled_;
    std::vector<NameChange> changes_;
};

}  // namespace vitrine::test
