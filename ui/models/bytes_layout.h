// Where bytes lie in a hex dump: columns, rows, folded runs of zeros, outlines. Arithmetic only, no widgets.
//
//   0000   44 A7 E2 C2 01 06 00 00   00 00 00 00 00 06 00 00   D···············   - del user:2  op 6
//   ^0     ^hexLeft              ^groupGap                     ^asciiLeft         ^marginLeft
#pragma once

#include <QPolygonF>
#include <QRectF>
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "core/base/byte_source.h"

namespace vitrine::ui {

inline constexpr std::uint64_t kRowBytes = 16;

/// The column edges of one block, hex or ASCII: a byte in column c reaches from begin[c] to end[c + 1].
struct ColumnEdges {
    std::array<double, kRowBytes + 1> begin{};
    std::array<double, kRowBytes + 1> end{};
    double left() const { return begin.front(); }
    double right() const { return end.back(); }
};

/// Columns of a row, in pixels, for a width and a scale.
class BytesGeometry {
  public:
    /// `rowsInFile` is how many rows the file will have at most (its limit): few rows are spaced out, many are not.
    /// With `besidePx` there is no ASCII, and that much room is kept at the right, as long as bytes can be read.
    void fit(double widthPx, double heightPx, double scale, std::uint64_t rowsInFile, double besidePx = 0);

    double scale() const { return scale_; }
    double cell() const { return cell_; }            // width of a byte in hex
    double asciiPitch() const { return asciiPitch_; }
    double rowPitch() const { return rowPitch_; }    // from row to row
    double rowHeight() const { return rowHeight_; }  // of the coloured field
    bool hasAscii() const { return hasAscii_; }
    double hexLeft() const { return hexLeft_; }
    double hexRight() const { return xOf(kRowBytes - 1) + cell_; }
    double asciiLeft() const { return asciiLeft_; }
    double asciiRight() const { return asciiLeft_ + asciiPitch_ * kRowBytes; }
    double marginLeft() const { return hasAscii_ ? asciiRight() : hexRight(); }
    double width() const { return width_; }
    /// Left edge of a byte's cell; column 16 is the right edge of the row.
    double xOf(std::uint64_t column) const;
    double asciiXOf(std::uint64_t column) const { return asciiLeft_ + asciiPitch_ * static_cast<double>(column); }
    ColumnEdges hexColumns() const;
    ColumnEdges asciiColumns() const;
    /// The column under x, in hex or in ASCII; nothing beside them.
    std::optional<std::uint64_t> columnAt(double x) const;

  private:
    double scale_ = 1, width_ = 0, cell_ = 27, groupGap_ = 10, asciiPitch_ = 9.6, rowPitch_ = 34, rowHeight_ = 31;
    double hexLeft_ = 56, asciiLeft_ = 0;
    bool hasAscii_ = true;
};

/// Rows of a file, with runs of zero rows folded into one each.
class RowMap {
  public:
    struct Fold {
        std::uint64_t firstRow = 0;  // in the file
        std::uint64_t rows = 0;
    };
    struct Row {
        std::uint64_t fileRow = 0;
        std::uint64_t foldedRows = 0;  // 0: an ordinary row
    };
    static constexpr std::uint64_t kLeastFolded = 3;               // rows
    static constexpr std::uint64_t kMostScanned = 256 * 1024;      // bytes: larger files are not searched for zeros

    /// `unfolded` holds first rows of folds that a person opened. Rows reach to `end` at least, beyond the bytes too.
    void build(const ByteSource& bytes, const std::set<std::uint64_t>& unfolded, std::uint64_t end = 0);
    std::uint64_t viewRows() const { return viewRows_; }
    std::uint64_t fileRows() const { return fileRows_; }
    Row at(std::uint64_t viewRow) const;
    std::uint64_t viewRowOf(std::uint64_t fileRow) const;
    const std::vector<Fold>& folds() const { return folds_; }

  private:
    std::vector<Fold> folds_;
    std::uint64_t fileRows_ = 0;
    std::uint64_t viewRows_ = 0;
};

/// Bytes by row and column; row r reaches from `top + r * pitch` to one pitch below.
struct Stretch {
    double firstRow = 0;
    std::uint64_t firstColumn = 0;
    double lastRow = 0;
    std::uint64_t endColumn = kRowBytes;  // 1..16, in the last row
};
/// The outline of a stretch: one polygon around all its rows, or two rectangles when its two rows do not touch.
std::vector<QPolygonF> outlineOf(const Stretch& stretch, double top, double pitch, const ColumnEdges& columns);
/// The stair between the bytes before (row, column) and those from it on: below the former, above the latter.
QPolygonF stairAt(double row, std::uint64_t column, double top, double pitch, const ColumnEdges& columns);

}  // namespace vitrine::ui
