// A line as a session did it: what is needed to do it again elsewhere, and to tell that it came out the same.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/disk/disk_image.h"

namespace vitrine {

/// A file outside any database that a line read.
struct InputFile {
    std::string path;
    std::uint64_t sizeBytes = 0;
    std::int64_t modifiedNs = 0;         // since 1970
    std::shared_ptr<const Bytes> bytes;  // what was read; nullptr if it is too large to be kept
};

/// What a line had from the world outside its session, or did to it. A replay takes it from here.
struct Outside {
    std::optional<Error> failure;      // of an input, a place or an export that could not be had
    std::uint64_t actsBefore = 0;   // of an export that failed: how many times its file had been written to
    std::vector<InputFile> inputs;     // of load and import
    std::vector<std::uint64_t> seeds;  // from the operating system, for identities on a real directory
    std::shared_ptr<const DiskImage> directory;  // what a real directory held at `use`
    std::string whyNotAgain;           // a sentence where the line cannot be done again; empty where it can
};

struct LineRecord {
    std::string text;
    std::optional<std::uint64_t> cancelledAt;  // pieces of work (line_pace.h) behind which it was given up
    bool over = false;                         // the following say how it came out
    bool ok = true;
    ErrorCode code = ErrorCode::ioError;       // if not ok
    std::uint32_t answer = 0;                  // a checksum of everything it answered
    std::shared_ptr<const Outside> outside;    // nullptr if there was none
};

/// How much from outside a session keeps for replays.
struct KeepLimits {
    std::uint64_t inputBytes = std::uint64_t{64} << 20;      // of one load or import
    std::uint64_t directoryBytes = std::uint64_t{64} << 20;  // of a real directory
};

}  // namespace vitrine
