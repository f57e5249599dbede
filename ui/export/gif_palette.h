// The colours of one frame of a GIF: at most 255, and one that means "as before".
#pragma once

#include <QRgb>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace vitrine::ui {

/// Up to 255 colours are kept as they are. Of more, the most frequent keep their colour, so that surfaces and letters stay
/// true; giflib's quantiser (median cut) shares the rest of the palette among the others, and each group gets its mean.
/// The same pixels give the same palette.
class GifPalette {
  public:
    static constexpr std::size_t kMostColours = 255;
    /// The colours of `pixels`; alpha is ignored.
    explicit GifPalette(const std::vector<QRgb>& pixels);
    const std::vector<QRgb>& colours() const { return colours_; }
    /// Of a colour that was among the pixels.
    std::uint8_t indexOf(QRgb colour) const { return indexes_.at(colour & RGB_MASK); }

  private:
    struct Count {
        QRgb colour;
        std::uint64_t pixels;
    };
    void addExactly(const Count& one);
    void addGrouped(const std::vector<Count>& all, std::size_t from);

    std::vector<QRgb> colours_;
    std::unordered_map<QRgb, std::uint8_t> indexes_;
};

}  // namespace vitrine::ui
