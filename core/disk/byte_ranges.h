// A set of byte ranges, kept apart and in order: what of a file is not durable yet.
#pragma once

#include <cstdint>
#include <map>

namespace vitrine {

class ByteRanges {
  public:
    /// Ranges are [begin, end); empty ones change nothing. Appending behind the last range is constant time.
    void add(std::uint64_t begin, std::uint64_t end);
    void add(const ByteRanges& other);
    void erase(std::uint64_t begin, std::uint64_t end);
    void eraseFrom(std::uint64_t begin) { erase(begin, ~std::uint64_t{0}); }
    void clear() { ranges_.clear(); }
    bool empty() const { return ranges_.empty(); }
    std::uint64_t total() const;
    /// Begin to end of each range, in order.
    const std::map<std::uint64_t, std::uint64_t>& ranges() const { return ranges_; }

  private:
    std::map<std::uint64_t, std::uint64_t> ranges_;
};

}  // namespace vitrine
