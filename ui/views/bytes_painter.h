// Paints a BytesPage: fields first, then what is not durable, then glyphs, then lines around and beside them.
#pragma once

#include <QBrush>
#include <QCoreApplication>
#include <QPainter>

#include "ui/models/bytes_page.h"
#include "ui/views/record_paint.h"

namespace vitrine::ui {

/// Where hex is typed.
struct NibbleCaret {
    std::uint64_t offset = 0;
    bool low = false;  // the second digit of the byte
};

struct BytesPicture {
    const BytesPage& page;
    const BytesGeometry& geometry;
    const RowMap& rows;
    double top = 0;           // of the first row of the page
    std::optional<FileRange> pointed;
    std::optional<FileRange> marked;  // selected byte by byte
    std::optional<NibbleCaret> caret;
};

class BytesPainter {
    Q_DECLARE_TR_FUNCTIONS(vitrine::ui::BytesPainter)

  public:
    BytesPainter(QPainter& painter, Look& look, GlyphGrid& glyphs, const BytesPicture& picture);
    void paint();

  private:
    void fields();
    void fieldRow(std::size_t row, const ColumnEdges& columns, bool hex);
    void hatches();
    void glyphs();
    void offsets();
    void fold(std::size_t row);
    void names();
    double name(const PageName& name, double x, double baseline, double room);
    void waterline();
    void waterLabels(double lineY, std::size_t row);
    void outlines();
    void caret(const NibbleCaret& caret);
    QPainterPath pathOf(const FileRange& range) const;
    std::optional<Stretch> stretchOf(const FileRange& range) const;
    QColor fill(const ByteCell& cell) const;
    QColor ink(const ByteCell& cell) const;
    double rowTop(std::size_t row) const { return at_.top + static_cast<double>(row) * g_.rowPitch(); }
    double centre(std::size_t row) const { return rowTop(row) + g_.rowHeight() / 2; }
    const ByteCell& cell(std::size_t row, std::uint64_t column) const {
        return at_.page.cells[row * kRowBytes + column];
    }

    QPainter& p_;
    Look& look_;
    const Theme& t_;
    GlyphGrid& glyphs_;
    const BytesPicture& at_;
    const BytesGeometry& g_;
    double s_;
    std::vector<double> nameRight_;  // of each row's names
};

}  // namespace vitrine::ui
