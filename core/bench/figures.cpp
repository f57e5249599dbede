#include "core/bench/figures.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace vitrine::bench {

std::string countText(std::uint64_t count) {
    std::string text = std::to_string(count);
    for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
    return text;
}

std::string bytesText(double bytes) {
    constexpr std::array<std::string_view, 5> kUnits = {"B", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    while (bytes >= 999.5 && unit + 1 < kUnits.size()) {
        bytes /= 1000;
        ++unit;
    }
    return fmt::format("{:.{}f} {}", bytes, bytes < 9.95 && unit > 0 ? 1 : 0, kUnits[unit]);
}

std::string rateText(double perSecond, std::string_view things) {
    const std::string of = things.empty() ? std::string() : fmt::format(" {}", things);
    if (perSecond >= 999'500)
        return fmt::format("{:.{}f} M{}/s", perSecond / 1e6, perSecond < 9.995e6 ? 2 : perSecond < 99.95e6 ? 1 : 0, of);
    if (perSecond >= 1e4) return fmt::format("{:.0f} k{}/s", perSecond / 1e3, of);
    if (perSecond >= 10)
        return fmt::format("{}{}/s", countText(static_cast<std::uint64_t>(std::llround(perSecond))), of);
    return fmt::format("{:.2f}{}/s", perSecond, of);
}

std::string durationText(double nanoseconds) {
    if (nanoseconds <= 0) return {};
    if (nanoseconds < 999.5) return fmt::format("{:.0f} ns", nanoseconds);
    if (nanoseconds < 999'950) return fmt::format("{:.1f} µs", nanoseconds / 1e3);
    if (nanoseconds < 999.95e6) return fmt::format("{:.1f} ms", nanoseconds / 1e6);
    return fmt::format("{:.2f} s", nanoseconds / 1e9);
}

std::string orDash(std::string text) {
    return text.empty() ? "–" : text;
}

}  // namespace vitrine::bench
