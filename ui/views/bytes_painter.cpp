#include "ui/views/bytes_painter.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/models/tr.h"

namespace vitrine::ui {

namespace {

bool sameFill(const ByteCell& a, const ByteCell& b) {
    return a.there == b.there && a.role == b.role && a.dead == b.dead && a.inBuffer == b.inBuffer &&
           a.edited == b.edited;
}

}  // namespace

BytesPainter::BytesPainter(QPainter& painter, Look& look, GlyphGrid& glyphs, const BytesPicture& picture)
    : p_(painter),
      look_(look),
      t_(look.theme()),
      glyphs_(glyphs),
      at_(picture),
      g_(picture.geometry),
      s_(look.scale()),
      nameRight_(picture.page.rows.size(), picture.geometry.marginLeft()) {}

void BytesPainter::paint() {
    p_.setRenderHint(QPainter::Antialiasing, false);
    fields();
    hatches();
    p_.setRenderHint(QPainter::Antialiasing);
    glyphs();
    offsets();
    names();
    for (const FileRange& range : at_.page.read) paintGlow(p_, pathOf(range), t_, s_);
    for (const FileRange& range : at_.page.written) paintGlow(p_, pathOf(range), t_, s_);
    waterline();
    outlines();
}

QColor BytesPainter::fill(const ByteCell& cell) const {
    if (cell.edited) return t_.rustTint;
    const QColor color = cell.dead ? t_.dead : cell.role == FieldRole::plain ? t_.paper : t_.field(cell.role);
    // What only the process has is paler, and dashed.
    return cell.inBuffer ? mixed(color, t_.card, 0.5) : color;
}

QColor BytesPainter::ink(const ByteCell& cell) const {
    if (cell.edited) return t_.rust;
    if (cell.dead) return t_.onDead;
    return cell.role == FieldRole::deletedKey ? t_.onTombstone : t_.onField;
}

// ---- fields ------------------------------------------------------------------------------------------------------------

void BytesPainter::fields() {
    const ColumnEdges hex = g_.hexColumns(), ascii = g_.asciiColumns();
    for (std::size_t row = 0; row < at_.page.rows.size(); ++row) {
        if (at_.page.rows[row].foldedRows) {
            fold(row);
            continue;
        }
        fieldRow(row, hex, true);
        if (g_.hasAscii()) fieldRow(row, ascii, false);
    }
}

void BytesPainter::fieldRow(std::size_t row, const ColumnEdges& columns, bool hex) {
    const double y = rowTop(row), h = g_.rowHeight();
    for (std::uint64_t from = 0; from < kRowBytes;) {
        std::uint64_t to = from + 1;
        const auto parts = [&](std::uint64_t column) { return hex && column == kRowBytes / 2; };
        while (to < kRowBytes && !parts(to) && sameFill(cell(row, from), cell(row, to))) ++to;
        if (cell(row, from).there)
            p_.fillRect(QRectF(columns.begin[from], y, columns.end[to] - columns.begin[from], h), fill(cell(row, from)));
        from = to;
    }
    // Hairlines part fields of one colour; a wider one parts records.
    for (std::uint64_t column = 1; column < kRowBytes; ++column) {
        const ByteCell &here = cell(row, column), &left = cell(row, column - 1);
        if (!here.there || !here.startsField || (hex && column == kRowBytes / 2)) continue;
        if (!here.startsRecord && !sameFill(here, left)) continue;
        const double w = here.startsRecord ? std::max(2.0, std::round(1.6 * s_)) : std::max(1.0, std::round(s_));
        p_.fillRect(QRectF(std::round(columns.begin[column] - w / 2), y, w, h), t_.card);
    }
}

void BytesPainter::hatches() {
    const QBrush hatch = hatchBrush(t_.hatch, s_, p_.device()->devicePixelRatioF());
    const double band = 5 * s_;
    const auto row = [&](std::size_t r, const ColumnEdges& columns, bool hex) {
        for (std::uint64_t from = 0; from < kRowBytes;) {
            const ByteCell& first = cell(r, from);
            std::uint64_t to = from + 1;
            const auto wanted = [](const ByteCell& c) { return c.there && !c.durable && !c.inBuffer; };
            while (to < kRowBytes && !(hex && to == kRowBytes / 2) && wanted(cell(r, to)) == wanted(first)) ++to;
            if (wanted(first))
                p_.fillRect(QRectF(columns.begin[from], rowTop(r) + g_.rowHeight() - band,
                                   columns.end[to] - columns.begin[from], band),
                            hatch);
            from = to;
        }
    };
    for (std::size_t r = 0; r < at_.page.rows.size(); ++r) {
        row(r, g_.hexColumns(), true);
        if (g_.hasAscii()) row(r, g_.asciiColumns(), false);
    }
}

void BytesPainter::glyphs() {
    static constexpr char digits[] = "0123456789ABCDEF";
    const double hexInset = (g_.cell() - 2 * glyphs_.advance()) / 2;
    const double asciiInset = (g_.asciiPitch() - glyphs_.advance()) / 2;
    for (std::size_t row = 0; row < at_.page.rows.size(); ++row) {
        const double baseline = centre(row) + glyphs_.capHeight() / 2 - 0.5 * s_;
        std::vector<QColor> colors;
        for (std::uint64_t column = 0; column < kRowBytes; ++column)
            if (cell(row, column).there && std::ranges::find(colors, ink(cell(row, column))) == colors.end())
                colors.push_back(ink(cell(row, column)));
        for (const QColor& color : colors) {
            for (std::uint64_t column = 0; column < kRowBytes; ++column) {
                if (!cell(row, column).there || ink(cell(row, column)) != color) continue;
                const auto byte = static_cast<unsigned char>(at_.page.bytes[row * kRowBytes + column]);
                const double x = g_.xOf(column) + hexInset;
                glyphs_.add(static_cast<unsigned char>(digits[byte >> 4]), x);
                glyphs_.add(static_cast<unsigned char>(digits[byte & 15]), x + glyphs_.advance());
                if (g_.hasAscii()) glyphs_.add(byte, g_.asciiXOf(column) + asciiInset);
            }
            glyphs_.flush(p_, baseline, color);
        }
    }
}

void BytesPainter::offsets() {
    p_.setFont(look_.mono(13));
    p_.setPen(t_.muted);
    const double half = QFontMetricsF(p_.font()).capHeight() / 2;
    for (std::size_t row = 0; row < at_.page.rows.size(); ++row) {
        const PageRow& at = at_.page.rows[row];
        const QString text = at.foldedRows ? QStringLiteral("…") : hex(at.offset).mid(2).rightJustified(at_.page.digits, QLatin1Char('0'));
        p_.drawText(QPointF(2 * s_, centre(row) + half), text);
    }
}

void BytesPainter::fold(std::size_t row) {
    const PageRow& at = at_.page.rows[row];
    const std::uint64_t bytes = at.foldedRows * kRowBytes;
    const QString text =
        tr("%1 zero bytes, %2 to %3, folded").arg(bytes).arg(hex(at.offset), hex(at.offset + bytes - 1));
    p_.setFont(look_.sans(13));
    const QFontMetricsF metrics(p_.font());
    const double width = metrics.horizontalAdvance(text) + 20 * s_;
    const double middle = (g_.hexLeft() + g_.hexRight()) / 2, y = std::round(centre(row)) + 0.5;
    p_.setPen(dashedPen(t_.line, std::max(1.0, s_), 2, 3));
    p_.drawLine(QPointF(g_.hexLeft(), y), QPointF(middle - width / 2, y));
    p_.drawLine(QPointF(middle + width / 2, y), QPointF(g_.hexRight(), y));
    p_.setPen(t_.muted);
    p_.setRenderHint(QPainter::Antialiasing);
    p_.drawText(QPointF(middle - width / 2 + 10 * s_, centre(row) + metrics.capHeight() / 2), text);
    p_.setRenderHint(QPainter::Antialiasing, false);
}

// ---- beside them -------------------------------------------------------------------------------------------------------

void BytesPainter::names() {
    const QFontMetricsF metrics(look_.sans(13));
    for (std::size_t i = 0; i < at_.page.names.size();) {
        const std::size_t row = at_.page.names[i].row;
        std::size_t end = i;
        while (end < at_.page.names.size() && at_.page.names[end].row == row) ++end;
        const double baseline = centre(row) + metrics.capHeight() / 2;
        double x = g_.marginLeft() + 6 * s_;
        // Records that begin in one row stand one behind the other; what has no room is counted.
        for (std::size_t k = i; k < end; ++k) {
            const double rest = k + 1 < end ? 44 * s_ : 0;
            const double room = g_.width() - x - rest;
            if (k > i && room < 60 * s_) {
                p_.setFont(look_.sans(13));
                p_.setPen(t_.muted);
                const QString more = tr("+%1 more").arg(end - k);
                p_.drawText(QPointF(x, baseline), more);
                x += metrics.horizontalAdvance(more);
                break;
            }
            x = name(at_.page.names[k], x, baseline, room) + 10 * s_;
        }
        nameRight_[row] = x;
        i = end;
    }
}

double BytesPainter::name(const PageName& name, double x, double baseline, double room) {
    const bool pointed = at_.pointed && at_.pointed->holds(name.range.space, name.range.offset);
    const double tickY = std::round(baseline - QFontMetricsF(look_.sans(13)).capHeight() / 2) + 0.5;
    p_.setPen(QPen(pointed ? t_.ink : mixed(t_.line, t_.muted, 0.45), (pointed ? 2.0 : 1.5) * s_));
    p_.drawLine(QPointF(x, tickY), QPointF(x + 8 * s_, tickY));
    x += 12 * s_, room -= 12 * s_;
    const bool dead = name.state == RecordState::dead, overhead = name.state == RecordState::overhead;
    QFont font = overhead ? look_.sans(13) : look_.mono(13, dead ? QFont::Normal : QFont::DemiBold);
    font.setStrikeOut(dead);
    const QFontMetricsF metrics(font);
    const QFont small = look_.sans(13);
    const double operation = name.operation.isEmpty() ? 0 : QFontMetricsF(small).horizontalAdvance(name.operation) + 6 * s_;
    const bool both = metrics.horizontalAdvance(name.name) + operation <= room ||
                      room - operation > metrics.averageCharWidth() * 8;
    const double nameRoom = both ? room - operation : room;
    const QString text = metrics.elidedText(name.name, Qt::ElideRight, nameRoom + 1);
    p_.setFont(font);
    p_.setPen(name.problem ? t_.rust : dead || overhead ? t_.muted : t_.ink);
    p_.drawText(QPointF(x, baseline), text);
    x += metrics.horizontalAdvance(text);
    if (both && operation > 0) {
        p_.setFont(small);
        p_.setPen(t_.muted);
        p_.drawText(QPointF(x + 6 * s_, baseline), name.operation);
        x += operation;
    }
    return x;
}

void BytesPainter::waterline() {
    if (!at_.page.waterline || at_.page.rows.empty()) return;
    const std::uint64_t offset = *at_.page.waterline;
    const auto after = std::ranges::upper_bound(at_.page.rows, offset, {}, &PageRow::offset);
    if (after == at_.page.rows.begin()) return;
    const auto row = static_cast<std::size_t>(after - at_.page.rows.begin()) - 1;
    const PageRow& at = at_.page.rows[row];
    // Inside a fold the line goes above the whole fold.
    const std::uint64_t column = at.foldedRows ? 0 : std::min(offset - at.offset, kRowBytes - 1);
    const double gap = (g_.rowPitch() - g_.rowHeight()) / 2, top = at_.top - gap;
    p_.setBrush(Qt::NoBrush);
    p_.setPen(dashedPen(t_.rust, 2 * s_, 6 * s_, 3 * s_));
    const auto stair = [&](ColumnEdges columns, double reach) {
        columns.begin.front() -= 5 * s_;
        columns.end.back() += reach;
        p_.drawPolyline(stairAt(static_cast<double>(row), column, top, g_.rowPitch(), columns));
    };
    const double end = g_.width();
    if (g_.hasAscii()) {
        stair(g_.hexColumns(), 5 * s_);
        stair(g_.asciiColumns(), end - g_.asciiRight());
    } else {
        stair(g_.hexColumns(), end - g_.hexRight());
    }
    waterLabels(rowTop(row) - gap, row);
}

void BytesPainter::waterLabels(double lineY, std::size_t row) {
    p_.setFont(look_.sans(12.5));
    const QFontMetricsF metrics(p_.font());
    const double half = metrics.capHeight() / 2;
    const auto fits = [&](std::size_t at, double width) { return g_.width() - width - 8 * s_ > nameRight_[at]; };
    const QString above = tr("↑ on the platter");
    const QString below = at_.page.waterInBuffer ? tr("↓ only in the process") : tr("↓ only in the cache");
    const double aboveWidth = metrics.horizontalAdvance(above), belowWidth = metrics.horizontalAdvance(below);
    if (row > 0) {
        p_.setPen(t_.muted);
        const bool beside = fits(row - 1, aboveWidth);
        if (beside || (row > 1 && fits(row - 2, aboveWidth)))
            p_.drawText(QPointF(g_.width() - aboveWidth, (beside ? lineY - 12 * s_ : centre(row - 2)) + half), above);
    }
    // Below the line, in the first row whose names leave room.
    for (std::size_t at = row; at < nameRight_.size() && at < row + 3; ++at) {
        if (!fits(at, belowWidth)) continue;
        p_.setPen(t_.rust);
        p_.drawText(QPointF(g_.width() - belowWidth, (at == row ? lineY + 13 * s_ : centre(at)) + half), below);
        break;
    }
}

// ---- around them -------------------------------------------------------------------------------------------------------

std::optional<Stretch> BytesPainter::stretchOf(const FileRange& range) const {
    if (range.size == 0 || at_.page.rows.empty()) return {};
    const std::uint64_t last = range.offset + range.size - 1;
    const auto rowOf = [&](std::uint64_t offset) {
        const auto first = at_.page.rows.front().viewRow;
        return static_cast<double>(at_.rows.viewRowOf(offset / kRowBytes)) - static_cast<double>(first);
    };
    const double count = static_cast<double>(at_.page.rows.size());
    Stretch stretch{rowOf(range.offset), range.offset % kRowBytes, rowOf(last), last % kRowBytes + 1};
    if (stretch.lastRow < 0 || stretch.firstRow >= count) return {};
    // Ends beyond the window are drawn a row outside it, where they are clipped.
    if (stretch.firstRow < -1) stretch.firstRow = -1, stretch.firstColumn = 0;
    if (stretch.lastRow > count) stretch.lastRow = count, stretch.endColumn = kRowBytes;
    return stretch;
}

QPainterPath BytesPainter::pathOf(const FileRange& range) const {
    QPainterPath path;
    const auto stretch = stretchOf(range);
    if (!stretch) return path;
    const double top = at_.top - (g_.rowPitch() - g_.rowHeight()) / 2;
    for (const QPolygonF& polygon : outlineOf(*stretch, top, g_.rowPitch(), g_.hexColumns())) path.addPolygon(polygon);
    if (g_.hasAscii())
        for (const QPolygonF& polygon : outlineOf(*stretch, top, g_.rowPitch(), g_.asciiColumns()))
            path.addPolygon(polygon);
    return path;
}

void BytesPainter::outlines() {
    // What only the process has is framed by dashes: it is not in the file yet.
    const auto dashed = [&](const FileRange& range) {
        p_.setPen(dashedPen(t_.muted, 1.3 * s_, 4 * s_, 3 * s_));
        p_.setBrush(Qt::NoBrush);
        p_.drawPath(pathOf(range));
    };
    for (std::size_t i = 0; i < at_.page.cells.size();) {
        std::size_t end = i + 1;
        while (end < at_.page.cells.size() && at_.page.cells[end].inBuffer == at_.page.cells[i].inBuffer) ++end;
        if (at_.page.cells[i].inBuffer) {
            const std::uint64_t from = at_.page.rows[i / kRowBytes].offset + i % kRowBytes;
            const std::uint64_t last = at_.page.rows[(end - 1) / kRowBytes].offset + (end - 1) % kRowBytes;
            dashed({0, from, last - from + 1});
        }
        i = end;
    }
    for (const FileRange& range : at_.page.announced) dashed(range);
    if (at_.marked) {
        QColor tint = t_.ink;
        tint.setAlphaF(t_.dark ? 0.22F : 0.14F);
        p_.fillPath(pathOf(*at_.marked), tint);
        paintOutline(p_, pathOf(*at_.marked), t_, s_);
    }
    for (const auto* ranges : {&at_.page.damaged, &at_.page.edited})
        for (const FileRange& range : *ranges) {
            p_.setPen(QPen(t_.rust, 2 * s_));
            p_.setBrush(Qt::NoBrush);
            p_.drawPath(pathOf(range));
        }
    if (at_.caret) caret(*at_.caret);
    if (at_.pointed) paintOutline(p_, pathOf(*at_.pointed), t_, s_);
}

/// Under the nibble that is typed next.
void BytesPainter::caret(const NibbleCaret& caret) {
    const auto stretch = stretchOf({0, caret.offset, 1});
    if (!stretch || stretch->firstRow < 0) return;
    const double inset = (g_.cell() - 2 * glyphs_.advance()) / 2 + (caret.low ? glyphs_.advance() : 0);
    const double x = g_.xOf(caret.offset % kRowBytes) + inset;
    const double bottom = at_.top + stretch->firstRow * g_.rowPitch() + g_.rowHeight();
    p_.fillRect(QRectF(x, bottom - 4 * s_, glyphs_.advance(), 3 * s_), t_.rust);
}

}  // namespace vitrine::ui
