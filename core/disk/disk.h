// Disk and File: all the I/O that engines do. A Disk is one flat directory of files, as a database directory is.
//
// Implementations: PosixDisk (a real directory), MemoryDisk, SimulatedDisk (obeys docs/crash-model.md and lists what a
// power cut may leave); decorators: TracedDisk (states facts), FaultyDisk (fails the n-th call).
//
// Threads: distinct File objects may be used from distinct threads; reads of one File may run beside its appends.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/byte_source.h"
#include "core/base/result.h"
#include "core/trace/fact.h"

namespace vitrine {

class File {
  public:
    virtual ~File() = default;
    /// Copies bytes at `offset` into `out`; returns how many, fewer than asked for only at the end of the file.
    virtual Result<std::size_t> read(std::uint64_t offset, std::span<char> out) = 0;
    /// The bytes [offset, offset + size) where they lie in memory, valid as long as the File; nothing where this disk
    /// cannot show them so. Needs a file at least that long. To be verified before they are believed: if another program
    /// cut the file short, lost bytes are zeros (read() then says what is wrong).
    virtual std::optional<ByteView> mapped(std::uint64_t offset, std::size_t size) {
        static_cast<void>(offset), static_cast<void>(size);
        return std::nullopt;
    }
    /// Writes all of `bytes` at `offset` (a hole before it reads as zeros). When it fails, a prefix may have been
    /// written; `written` then tells how much, 0 when unknown.
    virtual Status write(std::uint64_t offset, ByteView bytes, std::size_t* written = nullptr) = 0;
    /// Asks the system to begin with writing [offset, offset + size) to the platter, so that a later sync has less to wait
    /// for. Promises nothing, and does not wait.
    virtual void writeSoon(std::uint64_t offset, std::uint64_t size) { static_cast<void>(offset), static_cast<void>(size); }
    /// When it returns ok, all bytes written before it began and the size are durable, the *name* is not.
    virtual Status sync() = 0;
    virtual Status truncate(std::uint64_t sizeBytes) = 0;
    /// Makes the file at least that long, zeros at its end, with room reserved where the disk can do that.
    virtual Status preallocate(std::uint64_t sizeBytes) = 0;
    virtual Result<std::uint64_t> size() = 0;
    /// The contents as they are now, to be read later from any thread; stays valid when the file is removed.
    virtual std::shared_ptr<const ByteSource> snapshot() = 0;
    /// The id under which a tracer knows this file; 0 if nobody traces.
    virtual SpaceId space() const { return 0; }
    /// Somebody is led to this file: if it was one too many to be stated, it is stated to the tracer now.
    virtual void reveal() {}
};

enum class OpenMode {
    readOnly,   // must exist
    readWrite,  // must exist
    createNew,  // must not exist
};

/// Held as long as a writer uses the directory; released by its destructor, and when the process dies.
class DiskLock {
  public:
    virtual ~DiskLock() = default;
};

class Disk {
  public:
    virtual ~Disk() = default;
    virtual Result<std::unique_ptr<File>> open(std::string_view name, OpenMode mode) = 0;
    /// Atomic: the target is the old file or the new one, never missing.
    virtual Status rename(std::string_view from, std::string_view to) = 0;
    virtual Status remove(std::string_view name) = 0;
    /// Names of all files, sorted.
    virtual Result<std::vector<std::string>> list() = 0;
    /// When it returns ok, creations, renames and removals before it are durable.
    virtual Status syncDirectory() = 0;
    /// One writer a directory: `inUse` while someone else, in this process or another, holds it.
    virtual Result<std::unique_ptr<DiskLock>> lock() = 0;
    /// Where it is, for messages: a path, or "simulated disk".
    virtual std::string place() const = 0;
    /// False if sync() gives no durability on this disk (MemoryDisk): then durability=power is `notSupported`.
    virtual bool durable() const = 0;
};

/// Reads [offset, offset + size) whole, or fails with ioError naming file and offset when the file ends before.
Status readExactly(File& file, std::string_view name, std::uint64_t offset, std::span<char> out);

}  // namespace vitrine
