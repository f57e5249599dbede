// Reads one record whose place is known, and believes nothing unverified.
#pragma once

#include "core/index/index.h"
#include "core/log/segment.h"

namespace vitrine::log {

/// The value of the put at `at`, which must be `key`'s: else `corrupt`, naming file, offset and what is wrong.
/// Needs `at` to lie within the file's written bytes. Any thread.
Result<Bytes> readValue(File& file, std::string_view name, const Seal& seal, const Location& at, ByteView key);
/// The same for a record that is in memory.
Result<Bytes> valueOf(ByteView record, std::string_view name, const Seal& seal, const Location& at, ByteView key);
/// The same without a word: false if it is not `key`'s put, whole and verified. `value` keeps its room.
bool valueInto(ByteView record, const Seal& seal, const Location& at, ByteView key, Bytes& value);
/// The sequence number in the record's header; its checksum is not verified again.
Result<std::uint64_t> readSequence(File& file, std::string_view name, const Location& at);

}  // namespace vitrine::log
