// Reading the logs of pydb. It writes with Python's struct in native layout, so on x86:
//
//    0  op          1  0 set, 1 delete
//    1  padding     7
//    8  key size    8  little-endian
//   16  value size  8
//   24  key, value
//
// There is no checksum and no header. NAME.dblog is a whole log. NAME_%010d.dblog are segments, cut at their size limit
// wherever that falls: a record may straddle two or more files, so the log is their concatenation in order.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/session/line_record.h"

namespace vitrine {

struct PydbOperation {
    bool erase = false;
    Bytes key;
    Bytes value;  // empty for a delete

    bool operator==(const PydbOperation&) const = default;
};

/// Reads a pydb log's operations in order; holds one of them in memory at a time. One thread. Closes its files when
/// destroyed; never writes.
class PydbReader {
  public:
    /// `path` is the one file, or the first of a segmented log; the others are found beside it. `notFound`, `ioError`;
    /// `invalidArgument` for a segment that is not the first; `corrupt` when one in the middle is missing.
    static Result<PydbReader> open(const std::string& path);
    PydbReader(PydbReader&&) noexcept;
    PydbReader& operator=(PydbReader&&) noexcept;
    ~PydbReader();

    /// The same of files read before, all of which have their bytes.
    static PydbReader of(const std::vector<InputFile>& files);
    /// The paths of its files, in order.
    std::vector<std::string> paths() const;

    /// The next operation; nothing at the end of the log, also where the last record was cut short (see tornBytes()).
    /// `corrupt`, with file and offset, for bytes that are no record, or `tooLarge` for a key or value beyond our own
    /// limits; after that the reader stays where it is and says the same again.
    Result<std::optional<PydbOperation>> next();

    /// After the end: how many bytes at the end of the log are a record cut short; 0 if it ends with a whole one.
    std::uint64_t tornBytes() const;
    /// Where they begin: "users_0000000002.dblog, offset 0x01F0"; empty if there are none.
    std::string tornWhere() const;
    std::uint64_t bytesTotal() const;
    /// Of whole records so far.
    std::uint64_t bytesRead() const;
    std::size_t fileCount() const;

  private:
    struct Impl;
    explicit PydbReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace vitrine
