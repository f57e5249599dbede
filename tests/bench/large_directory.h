// A real directory with a large database in it, for benchmarks: made once by the engine itself, and found again.
#pragma once

#include <cstdint>
#include <string>

namespace vitrine::bench {

struct LargeDirectory {
    std::string parent;  // must be there, or its parent
    std::uint64_t records = 10'000'000;
    std::uint64_t segmentBytes = 64u << 20;

    /// Where the database lies: a name of its own for each number and size.
    std::string path() const;
    /// How many keys the records are about: a few put a key once more.
    std::uint64_t keys() const { return records - records / kOverwrittenEvery; }
    /// Of 16 bytes; n below keys().
    static std::string keyOf(std::uint64_t n);
    /// Makes it unless it is there; prints what it does. An error ends the program.
    void make() const;

    /// One record of so many is an older key's new value, so that not everything lives.
    static constexpr std::uint64_t kOverwrittenEvery = 20;
    static constexpr std::size_t kValueBytes = 100;
};

}  // namespace vitrine::bench
