// What a failed sync leaves behind: bytes that the operating system shows, takes for written, and has not written. No
// later sync would write them (PostgreSQL learnt it in 2018: "fsyncgate"). Written again in their place they are as
// unwritten as they look, and the sync with which the next recovery begins makes them durable.
#pragma once

#include "core/base/result.h"
#include "core/disk/disk.h"

namespace vitrine::log {

/// Writes bytes [from, to) of the file to where they are. Call it when a sync of them failed, before that is reported.
Status writeAgain(File& file, std::uint64_t from, std::uint64_t to);

/// file.sync(); when that fails, writes [from, to) again as well as can be, and passes the failure on.
Status syncOrWriteAgain(File& file, std::uint64_t from, std::uint64_t to);

}  // namespace vitrine::log
