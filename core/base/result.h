// Expected failures are values: a code to branch on, a sentence for a person, and where it happened.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace vitrine {

enum class ErrorCode {
    notFound,         // the key, file or name asked for is not there
    corrupt,          // bytes do not match their checksum, or a proven-synced stretch is damaged
    ioError,          // the operating system or the disk failed
    noSpace,          // the disk is full
    readOnly,         // the engine or the disk accepts no writes
    inUse,            // another engine holds this directory
    invalidArgument,  // what was asked for makes no sense
    syntax,           // a command that cannot be read
    notSupported,     // asked of something that cannot give it
    unknownFormat,    // the files are not ours, or of an unknown version
    closed,           // the database is not open
    cancelled,        // someone cancelled the job
    tooLarge,         // a key or value beyond the limits
    exists,           // a name is taken
    mismatch,         // a script's expected output differs
    powerCut,         // the power failed amid it
};

/// The stable word for a code, as printed by `--json` ("not_found", "corrupt", "io_error", ...).
std::string_view codeName(ErrorCode code);

struct Error {
    ErrorCode code = ErrorCode::ioError;
    std::string message;  // one sentence: what happened, and what to do if something can be done
    std::string where;    // file and offset, or empty
};

/// The sentence, with the place in front where the message does not already name it.
std::string describe(const Error& error);

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string where = {}) {
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(where)});
}

/// Passes an error of one Result on as another Result's.
template <class T>
tl::unexpected<Error> passOn(const Result<T>& failed) {
    return tl::unexpected<Error>(failed.error());
}

}  // namespace vitrine
