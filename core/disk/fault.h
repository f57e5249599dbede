// A fault to come: which call on a disk fails, and how. In the console: `fault CALL#N eio|nospace|short:K`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace vitrine {

enum class DiskCall { open, read, write, sync, truncate, preallocate, rename, remove, list, syncDirectory, any };
inline constexpr std::size_t kDiskCalls = 10;  // without any

/// As in the console: "open", …, "syncdir", "any".
std::string_view callName(DiskCall call);

struct Fault {
    enum class Kind {
        ioError,     // eio: nothing of the call happens
        noSpace,     // nospace: nothing of the call happens, the disk is full
        shortWrite,  // short:K: K bytes of a write land, then the disk is full; of other calls nothing happens
    };
    DiskCall call = DiskCall::any;
    std::uint64_t number = 1;  // it is the number-th such call from now on that fails; others before and after do not
    Kind kind = Kind::ioError;
    std::uint64_t keptBytes = 0;

    /// "write#3 short:10": what parseFault reads.
    std::string text() const;
};

/// Reads "CALL#N" and "eio", "nospace" or "short:K"; `syntax` errors name the wrong word.
Result<Fault> parseFault(std::string_view which, std::string_view how);

}  // namespace vitrine
