#include "ui/export/gif_palette.h"

#include <gif_lib.h>
#include <algorithm>
#include <array>

namespace vitrine::ui {
namespace {
constexpr std::size_t kExact = 176;  // colours kept when there are too many; the others share the rest
}  // namespace

GifPalette::GifPalette(const std::vector<QRgb>& pixels) {
    std::unordered_map<QRgb, std::uint64_t> counts;
    // A surface is long runs of one colour.
    for (std::size_t i = 0; i < pixels.size();) {
        const QRgb colour = pixels[i] & RGB_MASK;
        std::size_t end = i + 1;
        while (end < pixels.size() && (pixels[end] & RGB_MASK) == colour) ++end;
        counts[colour] += end - i;
        i = end;
    }
    std::vector<Count> all;
    all.reserve(counts.size());
    for (const auto& [colour, count] : counts) all.push_back({colour, count});
    std::ranges::sort(all, [](const Count& a, const Count& b) {
        return a.pixels != b.pixels ? a.pixels > b.pixels : a.colour < b.colour;
    });
    const bool fits = all.size() <= kMostColours;
    const std::size_t exact = fits ? all.size() : kExact;
    for (std::size_t i = 0; i < exact; ++i) addExactly(all[i]);
    if (!fits) addGrouped(all, exact);
}

void GifPalette::addExactly(const Count& one) {
    indexes_[one.colour] = static_cast<std::uint8_t>(colours_.size());
    colours_.push_back(one.colour);
}

void GifPalette::addGrouped(const std::vector<Count>& all, std::size_t from) {
    const std::size_t count = all.size() - from;
    std::vector<GifByteType> red(count), green(count), blue(count), group(count);
    for (std::size_t i = 0; i < count; ++i) {
        const QRgb colour = all[from + i].colour;
        red[i] = static_cast<GifByteType>(qRed(colour));
        green[i] = static_cast<GifByteType>(qGreen(colour));
        blue[i] = static_cast<GifByteType>(qBlue(colour));
    }
    int groups = static_cast<int>(kMostColours - colours_.size());
    std::array<GifColorType, 256> roughly{};
    const bool shared = GifQuantizeBuffer(static_cast<unsigned>(count), 1, &groups, red.data(), green.data(),
                                          blue.data(), group.data(), roughly.data()) == GIF_OK;
    struct Sum {
        std::uint64_t red = 0, green = 0, blue = 0, pixels = 0;
    };
    std::array<Sum, 256> sums{};
    for (std::size_t i = 0; i < count; ++i) {
        Sum& sum = sums[shared ? group[i] : 0];
        const std::uint64_t pixels = all[from + i].pixels;
        sum.red += red[i] * pixels, sum.green += green[i] * pixels, sum.blue += blue[i] * pixels;
        sum.pixels += pixels;
    }
    std::array<std::uint8_t, 256> places{};
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const Sum& sum = sums[i];
        if (sum.pixels == 0) continue;
        const auto mean = [&](std::uint64_t part) { return static_cast<int>((part + sum.pixels / 2) / sum.pixels); };
        places[i] = static_cast<std::uint8_t>(colours_.size());
        colours_.push_back(qRgb(mean(sum.red), mean(sum.green), mean(sum.blue)) & RGB_MASK);
    }
    for (std::size_t i = 0; i < count; ++i) indexes_[all[from + i].colour] = places[shared ? group[i] : 0];
}

}  // namespace vitrine::ui
