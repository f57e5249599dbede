// Measured figures in words, for the report's table and for sentences.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine::bench {

/// "1,000,000".
std::string countText(std::uint64_t count);
/// Decimal units: "1.2 GB", "318 B".
std::string bytesText(double bytes);
/// "2.89 M/s", "790 k/s", "7,182/s", "0.50/s"; of things with a name: "2.89 M keys/s".
std::string rateText(double perSecond, std::string_view things = {});
/// "412 ns", "1.3 µs", "24.0 ms", "1.21 s"; empty for 0.
std::string durationText(double nanoseconds);
/// What stands in a table where there is nothing to say: a dash for an empty text.
std::string orDash(std::string text);

}  // namespace vitrine::bench
