// What the disks have in common: which names a file may have, who holds the lock, and the sentences for failures that
// every disk must report alike.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/disk/disk.h"

namespace vitrine {

namespace disk_errors {

tl::unexpected<Error> noSuchFile(std::string_view name, std::string_view place);
tl::unexpected<Error> nameTaken(std::string_view name, std::string_view place);
tl::unexpected<Error> openedReadOnly(std::string_view name);
tl::unexpected<Error> inUse(std::string_view place);

}  // namespace disk_errors

/// A file's name in a flat directory: 1 to 255 bytes, no slash, no zero byte, not "." or "..".
Status checkFileName(std::string_view name);
/// Rejects stretches whose end no file can have (beyond `limit` bytes).
Status checkFileEnd(std::string_view name, std::uint64_t offset, std::uint64_t sizeBytes, std::uint64_t limit);

/// The lock of a disk that lives in this process alone. Not thread-safe: its disk serialises the calls.
class LockSlot {
  public:
    Result<std::unique_ptr<DiskLock>> take(std::string_view place);
    /// As when the holding process dies: free again, whatever became of the DiskLock object.
    void reset() { held_.reset(); }

  private:
    std::weak_ptr<int> held_;
};

}  // namespace vitrine
