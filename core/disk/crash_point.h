// A moment of the simulated disk at which the power may fail: what is certainly on the platter, what is pending, and
// which disks may be left. The rules are docs/crash-model.md, "The simulated disk".
//
//   settled      bytes, sizes and names that syncs have made durable
//   write        touches sectors; a sector's versions are: settled, after its 1st pending write, after its 2nd, …
//   size change  in order per file; a truncation acts only if reached
//   name change  in order per name: each waits for the changes before it of the names that it touches. A rename touches
//                two names and happens whole.
//
// An Outcome chooses a version for every sector, a size for every file, and a set of name changes that holds with each
// change all those that it waits for. In mode `ordered`, name changes wait for each other in one line, and a size waits
// for the data that the file grew by.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/disk/disk_image.h"

namespace vitrine {

enum class CrashMode { strict, ordered };

/// What a power cut leaves: an index for every choice of a CrashPoint.
struct Outcome {
    std::vector<std::uint32_t> versions;  // a sector each: 0 settled, n after its n-th pending write
    std::vector<std::uint32_t> sizes;     // a file each: 0 settled, n after its n-th pending size change
    std::vector<std::uint8_t> names;      // a name change each: 1 when it happened
    bool operator==(const Outcome&) const = default;
};

/// Something pending, for people and for `crash`. Numbers stay the same while it is pending.
struct PendingItem {
    enum class Kind { data, size, name };
    std::uint64_t number = 0;
    Kind kind = Kind::data;
    std::string file;
    std::string newName;          // of a rename, else empty
    std::uint32_t index = 0;      // from 1: which pending write, size or name change of that file it is
    std::uint64_t offset = 0;     // data
    std::uint64_t sizeBytes = 0;  // data: bytes written; size: the new size
    std::string sentence;
    std::uint32_t fileIndex = 0;  // of data and size: in CrashPoint::files
    std::uint32_t entry = 0;  // which of the file's writes (0 the first), sizes (0 is settled), or of the name changes
};
std::string_view kindName(PendingItem::Kind kind);

class CrashPoint {
  public:
    static constexpr std::uint32_t kNone = ~std::uint32_t{0};

    struct Write {
        std::uint64_t number = 0;
        std::uint64_t offset = 0;
        std::uint64_t sizeBytes = 0;
        std::uint64_t bytesAt = 0;      // in File::pendingBytes
        std::uint32_t firstSector = 0;  // in sectors(); the others that it touches follow
        std::uint32_t sectorCount = 0;
    };
    struct SizeChange {
        std::uint64_t number = 0;
        std::uint64_t sizeBytes = 0;
    };
    struct File {
        std::string name;  // the one it has now, or had last
        std::shared_ptr<const Bytes> settled;
        std::shared_ptr<const Bytes> stale;  // what blocks may hold that were never written; null: zeros
        Bytes pendingBytes;
        std::vector<Write> writes;      // by number
        std::vector<SizeChange> sizes;  // by number; the first is the settled size
        std::uint32_t firstSector = 0;
        std::uint32_t sectorCount = 0;
    };
    struct Sector {
        std::uint32_t file = 0;
        std::uint64_t start = 0;       // offset in the file
        std::uint32_t firstTouch = 0;  // in touches_
        std::uint32_t writes = 0;      // how many pending writes touch it: it has one version more
    };
    struct NameChange {
        enum class Kind { create, rename, remove };
        std::uint64_t number = 0;
        Kind kind = Kind::create;
        std::uint32_t name = 0;         // in names(): created, renamed or removed
        std::uint32_t newName = kNone;  // rename only
        std::uint32_t file = 0;
        std::array<std::uint32_t, 2> waitsFor{kNone, kNone};  // earlier changes
    };
    /// What a SimulatedDisk fills in; the rest is worked out from it. Numbers ascend in time over all kinds; a write's
    /// is below that of the growth that it brings.
    struct Parts {
        CrashMode mode = CrashMode::strict;
        std::uint64_t sectorBytes = 512;
        std::vector<File> files;
        std::vector<std::string> names;            // sorted
        std::vector<std::uint32_t> settledFileOf;  // a name each: a file, or kNone
        std::vector<NameChange> nameChanges;       // without waitsFor
    };

    explicit CrashPoint(Parts parts);

    CrashMode mode() const { return parts_.mode; }
    std::uint64_t sectorBytes() const { return parts_.sectorBytes; }
    const std::vector<File>& files() const { return parts_.files; }
    const std::vector<std::string>& names() const { return parts_.names; }
    const std::vector<NameChange>& nameChanges() const { return parts_.nameChanges; }
    const std::vector<Sector>& sectors() const { return sectors_; }
    /// The file's write that makes version `version` (1 or more) of the sector.
    std::uint32_t writeOf(const Sector& sector, std::uint32_t version) const {
        return touches_[sector.firstTouch + version - 1];
    }
    /// The version of a sector in `write`'s place: after that write.
    std::uint32_t versionAfter(const Sector& sector, std::uint32_t write) const;

    /// Everything pending, by number.
    std::vector<PendingItem> items() const;
    bool nothingPending() const;

    Outcome keepNone() const;
    Outcome keepAll() const;
    /// Adds a name change with all that it waits for; takes one away with all that wait for it.
    void addNameChange(Outcome& outcome, std::uint32_t change) const;
    void dropNameChange(Outcome& outcome, std::uint32_t change) const;
    /// The least version of a sector when its file gets size `size` (an index): 0 in strict mode.
    std::uint32_t leastVersion(const Sector& sector, std::uint32_t size) const;
    /// Ordered mode: gives up sizes whose data is not there; or fetches the data that chosen sizes need.
    void dropUnsupportedSizes(Outcome& outcome) const;
    void fetchNeededData(Outcome& outcome) const;
    /// Whether the model allows it: indexes in range, name changes and sizes with all that they wait for.
    bool allows(const Outcome& outcome) const;

    /// The disk that an allowed outcome leaves. (outcome_images.h is faster for many of one moment.)
    DiskImage image(const Outcome& outcome) const;
    /// Its parts: which file each of names() then means, kNone for none; and what a file holds, without its name.
    void filesByName(const Outcome& outcome, std::vector<std::uint32_t>& files) const;
    ImageFile fileIn(const Outcome& outcome, std::uint32_t file) const;

  private:
    void findSectors(std::uint32_t fileIndex);
    void orderNameChanges();
    Bytes contents(const File& file, const Outcome& outcome) const;
    void applyWrite(const File& file, std::uint32_t write, const Outcome& outcome, Bytes& to) const;
    void applyTruncation(const File& file, const SizeChange& cut, bool reached, const Outcome& outcome,
                         Bytes& to) const;
    void fillStale(const File& file, std::uint32_t size, const Outcome& outcome, Bytes& to) const;

    Parts parts_;
    std::vector<Sector> sectors_;
    std::vector<std::uint32_t> touches_;  // a sector's writes, as indexes into its file's
    std::vector<ImageFile> unchanged_;    // a file each: contents set where nothing of it is pending
};

/// Why the model does not allow an outcome: a sentence for who chose it; "" if it does.
std::string whyNotAllowed(const CrashPoint& point, const Outcome& outcome);

}  // namespace vitrine
