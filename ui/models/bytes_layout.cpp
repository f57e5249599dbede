#include "ui/models/bytes_layout.h"

#include <algorithm>
#include <cmath>

namespace vitrine::ui {

namespace {

// At scale 1, in pixels, as in the reference pictures.
constexpr double kLeastOffsets = 56, kDigit = 7.8, kCell = 27, kLeastCell = 21, kGroupGap = 10, kAsciiGap = 18, kAsciiPitch = 9.6;
constexpr double kMargin = 172, kLeastMargin = 118;
constexpr double kPitch = 34, kLeastPitch = 24, kRowGap = 3;

}  // namespace

void BytesGeometry::fit(double widthPx, double heightPx, double scale, std::uint64_t rowsInFile, double besidePx) {
    scale_ = scale;
    width_ = widthPx;
    const double available = widthPx / scale;
    const auto digits = static_cast<double>(hexOffset(rowsInFile * kRowBytes).size() - 2);
    const double offsets = std::max(kLeastOffsets, digits * kDigit + 12);
    const auto hexWidth = [](double cell) { return kRowBytes * cell + kGroupGap; };
    const double ascii = kAsciiGap + kRowBytes * kAsciiPitch;
    const auto cellFor = [&](double beside) {
        return std::clamp((available - beside - kGroupGap) / kRowBytes, kLeastCell, kCell);
    };
    hasAscii_ = besidePx <= 0 && offsets + hexWidth(kLeastCell) + ascii + kLeastMargin <= available;
    const double beside = offsets + (hasAscii_ ? ascii : 0);
    double cell = cellFor(beside + (besidePx > 0 ? besidePx / scale : kMargin));
    if (besidePx <= 0 && cell < kLeastCell + 2) cell = cellFor(beside + kLeastMargin);
    cell_ = cell * scale;
    groupGap_ = kGroupGap * scale;
    hexLeft_ = offsets * scale;
    asciiLeft_ = hexLeft_ + hexWidth(cell) * scale + kAsciiGap * scale;
    asciiPitch_ = kAsciiPitch * scale;
    const double wanted = heightPx / scale / static_cast<double>(std::max<std::uint64_t>(rowsInFile, 1));
    // Rows that do not all fit are as close as can be read, and fill the height without a cut one.
    const double visible = std::max(1.0, std::floor(heightPx / scale / kLeastPitch));
    rowPitch_ = std::clamp(wanted, std::min(heightPx / scale / visible, kPitch), kPitch) * scale;
    rowHeight_ = rowPitch_ - kRowGap * scale;
}

double BytesGeometry::xOf(std::uint64_t column) const {
    const double gap = column >= kRowBytes / 2 ? groupGap_ : 0;
    return hexLeft_ + cell_ * static_cast<double>(column) + gap;
}

ColumnEdges BytesGeometry::hexColumns() const {
    ColumnEdges edges;
    for (std::uint64_t column = 0; column <= kRowBytes; ++column) {
        edges.begin[column] = column == kRowBytes ? hexRight() : xOf(column);
        edges.end[column] = column == 0 ? hexLeft_ : xOf(column - 1) + cell_;
    }
    return edges;
}

ColumnEdges BytesGeometry::asciiColumns() const {
    ColumnEdges edges;
    for (std::uint64_t column = 0; column <= kRowBytes; ++column)
        edges.begin[column] = edges.end[column] = asciiXOf(column);
    return edges;
}

std::optional<std::uint64_t> BytesGeometry::columnAt(double x) const {
    if (x >= hexLeft_ && x < hexRight()) {
        for (std::uint64_t column = kRowBytes; column-- > 0;)
            if (x >= xOf(column)) return column;
    }
    if (hasAscii_ && x >= asciiLeft_ && x < asciiRight())
        return std::min(static_cast<std::uint64_t>((x - asciiLeft_) / asciiPitch_), kRowBytes - 1);
    return {};
}

void RowMap::build(const ByteSource& bytes, const std::set<std::uint64_t>& unfolded, std::uint64_t end) {
    folds_.clear();
    fileRows_ = (std::max(bytes.size(), end) + kRowBytes - 1) / kRowBytes;
    viewRows_ = fileRows_;
    if (bytes.size() > kMostScanned) return;
    Bytes all(bytes.size(), '\0');
    all.resize(bytes.read(0, all));
    const auto isZero = [&](std::uint64_t row) {
        const ByteView there = ByteView(all).substr(row * kRowBytes, kRowBytes);
        return there.size() == kRowBytes && there.find_first_not_of('\0') == ByteView::npos;
    };
    const std::uint64_t wholeRows = all.size() / kRowBytes;
    for (std::uint64_t row = 0; row < wholeRows; ++row) {
        std::uint64_t behind = row;
        while (behind < wholeRows && isZero(behind)) ++behind;
        if (behind - row >= kLeastFolded && !unfolded.contains(row)) {
            folds_.push_back({row, behind - row});
            viewRows_ -= behind - row - 1;
        }
        if (behind > row) row = behind - 1;
    }
}

RowMap::Row RowMap::at(std::uint64_t viewRow) const {
    std::uint64_t saved = 0;
    for (const Fold& fold : folds_) {
        const std::uint64_t foldAt = fold.firstRow - saved;
        if (viewRow < foldAt) break;
        if (viewRow == foldAt) return {fold.firstRow, fold.rows};
        saved += fold.rows - 1;
    }
    return {viewRow + saved, 0};
}

std::uint64_t RowMap::viewRowOf(std::uint64_t fileRow) const {
    std::uint64_t saved = 0;
    for (const Fold& fold : folds_) {
        if (fileRow < fold.firstRow) break;
        if (fileRow < fold.firstRow + fold.rows) return fold.firstRow - saved;
        saved += fold.rows - 1;
    }
    return fileRow - saved;
}

std::vector<QPolygonF> outlineOf(const Stretch& s, double top, double pitch, const ColumnEdges& columns) {
    const double left = columns.left(), right = columns.right();
    const double y0 = top + s.firstRow * pitch, y1 = top + s.lastRow * pitch;
    const double x0 = columns.begin[s.firstColumn], x1 = columns.end[s.endColumn];
    const auto box = [](double l, double t, double r, double b) {
        return QPolygonF({QPointF(l, t), QPointF(r, t), QPointF(r, b), QPointF(l, b), QPointF(l, t)});
    };
    if (s.firstRow == s.lastRow) return {box(x0, y0, x1, y0 + pitch)};
    if (s.lastRow == s.firstRow + 1 && x1 <= x0) return {box(x0, y0, right, y0 + pitch), box(left, y1, x1, y1 + pitch)};
    QPolygonF line;
    line << QPointF(x0, y0) << QPointF(right, y0);
    if (x1 < right) line << QPointF(right, y1) << QPointF(x1, y1);
    line << QPointF(x1, y1 + pitch) << QPointF(left, y1 + pitch);
    if (x0 > left) line << QPointF(left, y0 + pitch) << QPointF(x0, y0 + pitch);
    line << QPointF(x0, y0);
    return {line};
}

QPolygonF stairAt(double row, std::uint64_t column, double top, double pitch, const ColumnEdges& columns) {
    const double y = top + row * pitch, left = columns.left(), right = columns.right();
    QPolygonF line;
    if (column == 0) return line << QPointF(left, y) << QPointF(right, y);
    const double x = columns.begin[column];
    line << QPointF(left, y + pitch) << QPointF(x, y + pitch) << QPointF(x, y) << QPointF(right, y);
    return line;
}

}  // namespace vitrine::ui
