// How the recovery view paints its three parts.
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/views/bytes_painter.h"
#include "ui/views/recovery_view.h"

namespace vitrine::ui {

namespace {

constexpr double kMarkSize = 14, kLabelWidth = 66, kResultColumn = 0.46;
constexpr double kEvidenceTitle = 34, kEvidenceLine = 28, kLeastEvidenceLine = 20;

/// As many whole lines of the text as the box has room for; its height.
double drawWrapped(QPainter& painter, const QRectF& box, const QString& text, const QFont& font, const QColor& color) {
    const QFontMetricsF metrics(font);
    const double least = std::min(box.height(), metrics.height());
    const QRectF taken = metrics.boundingRect(box, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
    painter.save();
    painter.setClipRect(box, Qt::IntersectClip);
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
    painter.restore();
    return std::clamp(taken.height(), least, std::max(least, box.height()));
}

void drawLine(QPainter& painter, const QRectF& box, const QString& text, const QFont& font, const QColor& color) {
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(box, Qt::AlignVCenter, QFontMetricsF(font).elidedText(text, Qt::ElideRight, box.width()));
}

}  // namespace

void RecoveryView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!moment().scene) return;
    if (!model_.shown()) {
        paintAdvice(painter);
    } else {
        paintLines(painter);
        if (model_.space()) paintBytes(painter);
        paintEvidence(painter);
    }
    if (focus_.shown()) paintFocusRing(painter, rect(), theme());
}

void RecoveryView::paintAdvice(QPainter& painter) {
    painter.setFont(look().sans(14));
    painter.setPen(theme().muted);
    const double width = std::min(this->width() * 0.8, look().px(520) * 1.0);
    painter.drawText(QRectF((this->width() - width) / 2, 0, width, height()),
                     static_cast<int>(Qt::AlignCenter) | Qt::TextWordWrap, model_.advice());
}

void RecoveryView::paintMark(QPainter& painter, VerdictMark mark, const QRectF& box) const {
    const double s = look().scale();
    switch (mark) {
        case VerdictMark::none:
            break;
        case VerdictMark::good:
            return paintTick(painter, box, theme().green, s);
        case VerdictMark::bad:
            return paintCross(painter, box, theme().rust, s);
        case VerdictMark::now:
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme().blue);
            painter.drawPolygon(
                QPolygonF({box.topLeft() + QPointF(2 * s, 1 * s), QPointF(box.right() - 1 * s, box.center().y()),
                           box.bottomLeft() + QPointF(2 * s, -1 * s)}));
            break;
        case VerdictMark::later:
            painter.setPen(dashedPen(theme().muted, 1.2 * s, 2.5 * s, 2 * s));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(box.adjusted(2 * s, 2 * s, -2 * s, -2 * s));
            break;
    }
}

void RecoveryView::paintLines(QPainter& painter) const {
    const double s = look().scale();
    const QFontMetricsF mono(look().mono(13));
    double y = 0;
    const std::size_t first = firstLine(), end = first + shownLines();
    for (std::size_t i = first; i < end; ++i, y += linePitch()) {
        const RecoveryLine& line = model_.lines()[i];
        paintMark(painter, line.mark, QRectF(1, y + (linePitch() - kMarkSize * s) / 2, kMarkSize * s, kMarkSize * s));
        double x = 22 * s;
        if (!line.file.isEmpty()) {
            const double width = mono.horizontalAdvance(line.file);
            drawLine(painter, QRectF(x, y, std::min(width + 1, this->width() - x), linePitch()), line.file,
                     look().mono(13), theme().ink);
            x += width + 12 * s;
        }
        QString text = line.text;
        // What is out of sight is counted.
        if (i == first && first > 0) text = tr("%1  (+%L2 above)").arg(text).arg(first);
        if (i + 1 == end && end < model_.lines().size())
            text = tr("%1  (+%L2 below)").arg(text).arg(model_.lines().size() - end);
        const QColor color = line.mark == VerdictMark::later ? theme().muted
                             : line.mark == VerdictMark::bad ? theme().rust
                                                             : theme().ink;
        drawLine(painter, QRectF(x, y, width() - x, linePitch()), text, look().sans(13), color);
    }
}

// ---- bytes -------------------------------------------------------------------------------------------------------------

void RecoveryView::paintBytes(QPainter& painter) {
    painter.save();
    painter.setClipRect(
        QRectF(0, bytesTop() - 4 * look().scale(), width(), bytesBottom() - bytesTop() + 4 * look().scale()));
    if (page_.rows.empty()) {
        drawLine(painter, QRectF(0, bytesTop(), width(), linePitch()), tr("The file is empty."), look().sans(13),
                 theme().muted);
        return painter.restore();
    }
    BytesPicture here{page_, geometry_, rows_, bytesTop(), {}, {}, {}};
    here.pointed = rangeOf(moment(), moment().pointed());
    if (here.pointed && here.pointed->space != model_.space()) here.pointed.reset();
    BytesPainter(painter, look(), glyphs_, here).paint();
    painter.setRenderHint(QPainter::Antialiasing);
    paintPale(painter);
    paintMissing(painter);
    if (model_.current()) {
        painter.setPen(QPen(theme().blue, 2.2 * look().scale(), Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(pathOf(*model_.current()));
    }
    paintTear(painter);
    paintVerdicts(painter);
    painter.restore();
}

QPainterPath RecoveryView::pathOf(const FileRange& range) const {
    QPainterPath path;
    if (range.size == 0) return path;
    const std::uint64_t last = range.offset + range.size - 1;
    const auto rowOf = [&](std::uint64_t offset) {
        return static_cast<double>(rows_.viewRowOf(offset / kRowBytes)) - scroll_->value();
    };
    Stretch stretch{rowOf(range.offset), range.offset % kRowBytes, rowOf(last), last % kRowBytes + 1};
    const double top = bytesTop() - (geometry_.rowPitch() - geometry_.rowHeight()) / 2;
    for (const QPolygonF& polygon : outlineOf(stretch, top, geometry_.rowPitch(), geometry_.hexColumns()))
        path.addPolygon(polygon);
    return path;
}

/// What has not been read yet is there, but nobody knows what it is.
void RecoveryView::paintPale(QPainter& painter) const {
    const std::uint64_t from = model_.readTo(), end = fileEnd();
    if (from >= end) return;
    QColor veil = theme().card;
    veil.setAlphaF(0.62F);
    for (const PageRow& row : page_.rows) {
        if (row.foldedRows || row.offset + kRowBytes <= from) continue;
        const std::uint64_t first = std::max(row.offset, from) - row.offset;
        const double left = geometry_.xOf(first), y = rowTop(row.viewRow);
        painter.fillRect(QRectF(left - 1, y - 1, geometry_.hexRight() - left + 2, geometry_.rowHeight() + 2), veil);
    }
}

void RecoveryView::paintMissing(QPainter& painter) const {
    const double s = look().scale();
    painter.setPen(dashedPen(theme().muted, 1.1 * s, 3 * s, 2.5 * s));
    painter.setBrush(Qt::NoBrush);
    const std::uint64_t end = fileEnd();
    for (std::uint64_t offset = end; offset < end + std::min<std::uint64_t>(model_.missing(), 2 * kRowBytes);
         ++offset) {
        const double y = rowTop(rows_.viewRowOf(offset / kRowBytes));
        painter.drawRoundedRect(QRectF(geometry_.xOf(offset % kRowBytes) + 2 * s, y + 1, geometry_.cell() - 4 * s,
                                       geometry_.rowHeight() - 2),
                                3 * s, 3 * s);
    }
}

/// The paper is torn where the file ends.
void RecoveryView::paintTear(QPainter& painter) const {
    if (!model_.tear()) return;
    const double s = look().scale();
    const std::uint64_t at = *model_.tear();
    // At the end of a row the tear stands behind its last byte.
    const bool behind = at % kRowBytes == 0 && at > 0;
    const std::uint64_t row = rows_.viewRowOf((behind ? at - 1 : at) / kRowBytes);
    const double x = behind ? geometry_.hexRight() : geometry_.xOf(at % kRowBytes);
    const double top = rowTop(row) - 4 * s, bottom = rowTop(row) + geometry_.rowHeight() + 4 * s;
    QPolygonF zigzag;
    constexpr int kTeeth = 8;
    for (int i = 0; i <= kTeeth; ++i)
        zigzag << QPointF(x + (i % 2 ? 3.5 : -3.5) * s, top + (bottom - top) * i / kTeeth);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().rust, 2.2 * s, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(zigzag);
}

void RecoveryView::paintVerdicts(QPainter& painter) const {
    const auto& verdicts = model_.verdicts();
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        const std::uint64_t row = rows_.viewRowOf(verdicts[i].range.offset / kRowBytes);
        if (rowTop(row) + geometry_.rowPitch() < bytesTop() || rowTop(row) > bytesBottom()) continue;
        const bool last = i + 1 == verdicts.size();
        const double end = last ? bytesBottom() : rowTop(rows_.viewRowOf(verdicts[i + 1].range.offset / kRowBytes));
        paintVerdict(painter, verdicts[i], std::min(end, bytesBottom()));
    }
}

/// What does not stand in a line goes on below, as far as the next record's verdict.
void RecoveryView::paintVerdict(QPainter& painter, const RecordVerdict& verdict, double end) const {
    const double s = look().scale(), y = rowTop(rows_.viewRowOf(verdict.range.offset / kRowBytes)),
                 h = geometry_.rowHeight();
    double x = verdictsLeft();
    painter.setPen(QPen(verdict.current ? theme().blue : mixed(theme().line, theme().muted, 0.45),
                        (verdict.current ? 2.2 : 1.5) * s));
    painter.drawLine(QPointF(x - 4 * s, y + h / 2), QPointF(x + 5 * s, y + h / 2));
    x += 10 * s;
    const double mark = kMarkSize * s - 2 * s;
    paintMark(painter, verdict.mark, QRectF(x, y + (h - mark) / 2, mark, mark));
    x += mark + 7 * s;
    const double right = width() - (scroll_->isVisible() ? scroll_->width() + 4 * s : 0);
    const double left = x;
    const auto word = [&](const QString& text, const QFont& font, const QColor& color) {
        if (text.isEmpty() || right - x < 14 * s) return;
        drawLine(painter, QRectF(x, y, right - x, h), text, font, color);
        x += std::min(QFontMetricsF(font).horizontalAdvance(text), right - x) + 8 * s;
    };
    word(verdict.name, look().mono(13), theme().ink);
    const bool bad = verdict.mark == VerdictMark::bad;
    word(verdict.finding, look().sans(13, bad ? QFont::DemiBold : QFont::Normal), bad ? theme().rust : theme().green);
    word(verdict.result, look().sans(13), theme().muted);
    if (verdict.more.isEmpty() || end < y + 1.5 * geometry_.rowPitch()) return;
    const double below = y + std::max(h * 0.5 + QFontMetricsF(look().sans(13)).height() * 0.5 + s,
                                      std::min(geometry_.rowPitch() * 0.62, 19 * s));
    drawWrapped(painter, QRectF(left, below, right - left, std::max(h, end - below)), verdict.more, look().sans(13),
                theme().ink);
}

// ---- how it is known ---------------------------------------------------------------------------------------------------

void RecoveryView::paintEvidence(QPainter& painter) const {
    const double s = look().scale(), top = bytesBottom() + 4 * s;
    painter.setPen(QPen(theme().line, 1));
    painter.drawLine(QPointF(0, std::round(top) + 0.5), QPointF(width(), std::round(top) + 0.5));
    drawLine(painter, QRectF(0, top + 4 * s, width(), look().px(kEvidenceTitle) - 8 * s), tr("How does it know?"),
             look().sans(14, QFont::DemiBold), theme().ink);
    double labels = kLabelWidth * s;
    for (const EvidenceLine& line : model_.evidence())
        labels = std::max(labels, QFontMetricsF(look().sans(13)).horizontalAdvance(line.label) + 12 * s);
    // Results stand below each other, behind the longest of their terms.
    double results = labels;
    const auto widthOf = [&](const EvidenceLine& line) {
        double width = 0;
        for (const EvidenceLine::Term& term : line.terms) {
            const bool chip =
                term.look == EvidenceLine::Term::Look::chip || term.look == EvidenceLine::Term::Look::mono;
            width +=
                QFontMetricsF(chip ? look().mono(13) : look().sans(13, QFont::DemiBold)).horizontalAdvance(term.text) +
                (term.look == EvidenceLine::Term::Look::chip ? 24 : 8) * s;
        }
        return width;
    };
    for (const EvidenceLine& line : model_.evidence())
        if (!line.result.isEmpty()) results = std::max(results, labels + widthOf(line) + 6 * s);
    results = std::clamp(results, std::min(width() * kResultColumn, width() - 130 * s),
                         std::max(labels + 60 * s, width() - 120 * s));
    double y = top + look().px(kEvidenceTitle);
    // Lines move together where they would not all fit.
    const double fitting = (height() - y) / static_cast<double>(std::max<std::size_t>(model_.evidence().size(), 1));
    const double pitch = std::clamp(fitting, look().px(kLeastEvidenceLine) * 1.0, look().px(kEvidenceLine) * 1.0);
    for (const EvidenceLine& line : model_.evidence()) {
        const QRectF row(0, y, width(), pitch);
        if (row.bottom() > height() + 1) break;
        drawLine(painter, QRectF(0, y, labels - 6 * s, row.height()), line.label, look().sans(13), theme().muted);
        const double right = line.result.isEmpty() ? width() : results - 6 * s;
        double x = labels;
        // What has no room behind the words before it goes on in the next line.
        for (const EvidenceLine::Term& term : line.terms) {
            const double rest = height() - y, wide = widthOf(line), all = right - labels;
            const bool words =
                term.look == EvidenceLine::Term::Look::plain || term.look == EvidenceLine::Term::Look::muted;
            const QFont font = look().sans(13);
            const double natural = QFontMetricsF(font).horizontalAdvance(term.text);
            if (!words || wide <= all || x + natural <= right || rest < 1.7 * pitch) {
                x = paintTerm(painter, term, x, QRectF(0, y, width(), pitch), right);
                continue;
            }
            if (x > labels) y += pitch;
            const double inset = (pitch - QFontMetricsF(font).height()) / 2;
            const double taken =
                drawWrapped(painter, QRectF(labels, y + inset, all, height() - y - inset), term.text, font,
                            term.look == EvidenceLine::Term::Look::muted ? theme().muted : theme().ink);
            y += taken + 2 * inset - pitch;  // its last line counts as this row
            x = right;
        }
        if (!line.result.isEmpty()) {
            drawLine(painter, QRectF(results, y, 16 * s, row.height()), QStringLiteral("="), look().sans(13),
                     theme().muted);
            drawLine(painter, QRectF(results + 20 * s, y, width() - results - 20 * s, row.height()), line.result,
                     line.result.startsWith(QLatin1String("0x")) ? look().mono(13, QFont::DemiBold)
                                                                 : look().sans(13, QFont::DemiBold),
                     theme().ink);
        }
        y += row.height();
    }
}

double RecoveryView::paintTerm(QPainter& painter, const EvidenceLine::Term& term, double x, const QRectF& line,
                               double right) const {
    using TermLook = EvidenceLine::Term::Look;
    const double s = look().scale();
    if (right - x < 10 * s) return right;
    const bool bold = term.look == TermLook::bold, chip = term.look == TermLook::chip;
    const QFont font =
        chip || term.look == TermLook::mono ? look().mono(13) : look().sans(13, bold ? QFont::DemiBold : QFont::Normal);
    const double width = std::min(QFontMetricsF(font).horizontalAdvance(term.text) + 1, right - x);
    if (chip) {
        const QRectF box(x, line.top() + 3 * s, width + 14 * s, line.height() - 6 * s);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().field(term.role));
        painter.drawRoundedRect(box, 5 * s, 5 * s);
        drawLine(painter, box.adjusted(7 * s, 0, -6 * s, 0), term.text, font, theme().onField);
        return box.right() + 8 * s;
    }
    drawLine(painter, QRectF(x, line.top(), width, line.height()), term.text, font,
             term.look == TermLook::muted ? theme().muted : theme().ink);
    return x + width + 6 * s;
}

}  // namespace vitrine::ui
