// The world outside a session: files that lines read, a real directory at the moment of `use`, the operating system's
// seeds. What is met for the first time is kept in the line's record; a line done again takes it from there.
#pragma once

#include <memory>
#include <string>

#include "core/disk/disk.h"
#include "core/session/line_record.h"

namespace vitrine {

/// Reads a whole file, to be kept; a larger one than `mostBytes` is only described. `notSupported` for what is no file on
/// a disk (a pipe gives what it has once), `ioError`.
Result<InputFile> keepInput(const std::string& path, std::uint64_t mostBytes);
/// Fails, with a sentence, when a file that was not kept is gone or is another one now.
Status stillTheSame(const InputFile& file);

/// Every file of a disk with its bytes; `tooLarge`, with a sentence, beyond `mostBytes`.
Result<std::shared_ptr<const DiskImage>> keepDirectory(Disk& disk, std::uint64_t mostBytes);

}  // namespace vitrine
