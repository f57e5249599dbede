#include "ui/views/matrix_view.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/models/numbers.h"
#include "ui/views/accessible_views.h"

namespace vitrine::ui {

namespace {
constexpr double kHead = 20, kRow = 22, kCell = 43;
/// Never by colour alone.
constexpr const char* kMarks[kOutcomeResults] = {"✕", "⊘", "○", "◐", "●"};

/// In one word, for a head of a column; resultTitle() says it in full.
QString headOf(OutcomeResult result) {
    switch (result) {
        case OutcomeResult::broken:
            return MatrixView::tr("broken");
        case OutcomeResult::refused:
            return MatrixView::tr("refused");
        case OutcomeResult::nothing:
            return MatrixView::tr("none", "nothing of what is new comes back");
        case OutcomeResult::part:
            return MatrixView::tr("part", "a part of it comes back");
        case OutcomeResult::everything:
            break;
    }
    return MatrixView::tr("all", "all of it comes back");
}
}  // namespace

MatrixView::MatrixView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("matrixView"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Every moment, every outcome"));
    setProperty("ownKeys", true);  // Space chooses a cell here
}

double MatrixView::headHeight() const {
    return look().px(kHead);
}
double MatrixView::rowHeight() const {
    return look().px(kRow);
}

double MatrixView::labelWidth() const {
    return std::max(look().px(58) * 1.0, width() - look().px(kCell) * static_cast<double>(kOutcomeResults));
}

QSize MatrixView::sizeHint() const {
    const auto rows = lines_.empty() ? 0 : static_cast<double>(lines_.size() + lines_.back());
    return {look().px(280), static_cast<int>(headHeight() + rows * rowHeight()) + 1};
}

QSize MatrixView::minimumSizeHint() const {
    return {look().px(240), sizeHint().height()};
}

void MatrixView::lookChanged() {
    MomentView::lookChanged();
}

void MatrixView::setMatrix(const OutcomeMatrix& matrix) {
    matrix_ = &matrix;
    if (row_ >= matrix.rows.size()) row_ = 0;
    lines_.clear();
    for (const MatrixRow& row : matrix.rows) lines_.push_back((lines_.empty() ? 0 : lines_.back()) + row.newLine);
    updateGeometry();
    update();
}

QRectF MatrixView::cellRect(std::size_t row, std::size_t column) const {
    const double wide = (width() - labelWidth()) / static_cast<double>(kOutcomeResults);
    const double top = headHeight() + rowHeight() * static_cast<double>(row + lines_[row]);
    return {labelWidth() + wide * static_cast<double>(column), top, wide, rowHeight()};
}

QPoint MatrixView::positionOf(std::size_t row, OutcomeResult result) const {
    return cellRect(row, static_cast<std::size_t>(result)).center().toPoint();
}

QRect MatrixView::rowRect(std::size_t row) const {
    return {0, static_cast<int>(cellRect(row, 0).top()), width(), static_cast<int>(rowHeight())};
}

// ---- what a person does -------------------------------------------------------------------------------------------

void MatrixView::mousePressEvent(QMouseEvent* event) {
    if (!matrix_ || event->button() != Qt::LeftButton) return;
    for (std::size_t row = 0; row < matrix_->rows.size(); ++row)
        for (std::size_t column = 0; column < kOutcomeResults; ++column) {
            if (!cellRect(row, column).contains(event->position()) || matrix_->rows[row].outcomes[column] == 0)
                continue;
            row_ = row;
            column_ = column;
            update();
            Q_EMIT chosen(row, static_cast<OutcomeResult>(column));
            return;
        }
}

void MatrixView::keyPressEvent(QKeyEvent* event) {
    if (!matrix_ || matrix_->rows.empty()) return MomentView::keyPressEvent(event);
    const std::size_t last = matrix_->rows.size() - 1;
    switch (event->key()) {
        case Qt::Key_Up:
            row_ -= row_ > 0;
            break;
        case Qt::Key_Down:
            row_ += row_ < last;
            break;
        case Qt::Key_Left:
            column_ -= column_ > 0;
            break;
        case Qt::Key_Right:
            column_ += column_ + 1 < kOutcomeResults;
            break;
        case Qt::Key_Home:
            row_ = 0;
            break;
        case Qt::Key_End:
            row_ = last;
            break;
        case Qt::Key_Space:
            if (matrix_->rows[row_].outcomes[column_] > 0) Q_EMIT chosen(row_, static_cast<OutcomeResult>(column_));
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (matrix_->rows[row_].outcomes[column_] > 0) Q_EMIT entered(row_, static_cast<OutcomeResult>(column_));
            return;
        default:
            return MomentView::keyPressEvent(event);
    }
    announceItem(*this, matrix_->cellWords(row_, static_cast<OutcomeResult>(column_)));
    Q_EMIT walked(rowRect(row_));
    update();
}

bool MatrixView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || !matrix_) return MomentView::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QString words;
    for (std::size_t row = 0; row < matrix_->rows.size() && words.isEmpty(); ++row) {
        if (!rowRect(row).contains(help->pos())) continue;
        words = matrix_->rows[row].place;
        for (std::size_t column = 0; column < kOutcomeResults; ++column)
            if (cellRect(row, column).contains(help->pos()))
                words = matrix_->cellWords(row, static_cast<OutcomeResult>(column));
    }
    for (std::size_t column = 0; column < kOutcomeResults && !lines_.empty(); ++column) {
        const QRectF cell = cellRect(0, column);
        const bool head =
            help->pos().y() < headHeight() && help->pos().x() >= cell.left() && help->pos().x() < cell.right();
        if (head) words = resultTitle(static_cast<OutcomeResult>(column));
    }
    QToolTip::showText(help->globalPos(), words, this);
    return true;
}

// ---- painting -----------------------------------------------------------------------------------------------------

void MatrixView::paintEvent(QPaintEvent* event) {
    if (!matrix_ || lines_.empty()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintHeads(painter);
    for (std::size_t row = 0; row < matrix_->rows.size(); ++row) {
        const QRect with =
            rowRect(row).adjusted(0, matrix_->rows[row].newLine ? -static_cast<int>(rowHeight()) : 0, 0, 0);
        if (with.intersects(event->rect())) paintRow(painter, row);
    }
}

void MatrixView::paintHeads(QPainter& painter) const {
    painter.setFont(look().sans(10.5));
    for (std::size_t column = 0; column < kOutcomeResults; ++column) {
        const QRectF cell = cellRect(0, column);
        painter.setPen(column == 0 ? theme().rust : theme().muted);
        painter.drawText(QRectF(cell.left() - 4, 0, cell.width() + 8, headHeight()), Qt::AlignCenter,
                         headOf(static_cast<OutcomeResult>(column)));
    }
}

void MatrixView::paintRow(QPainter& painter, std::size_t row) const {
    const MatrixRow& of = matrix_->rows[row];
    const QRectF line = rowRect(row);
    if (of.newLine) {
        const QRectF above = line.translated(0, -line.height());
        const QFont mono = look().mono(11.5, QFont::DemiBold);
        painter.setPen(QPen(theme().line, 1));
        painter.drawLine(QPointF(0, above.top() + 0.5), QPointF(width(), above.top() + 0.5));
        painter.setFont(mono);
        painter.setPen(theme().ink);
        const QRectF text = above.adjusted(look().px(2), 0, -look().px(2), 0);
        painter.drawText(text, Qt::AlignVCenter, QFontMetricsF(mono).elidedText(of.line, Qt::ElideRight, text.width()));
    }
    const QFont sans = look().sans(11.5);
    painter.setFont(sans);
    painter.setPen(of.outcomes[0] > 0 ? theme().rust : theme().muted);
    const QRectF text(look().px(10), line.top(), labelWidth() - look().px(14), line.height());
    painter.drawText(text, Qt::AlignVCenter, QFontMetricsF(sans).elidedText(of.moment, Qt::ElideRight, text.width()));
    for (std::size_t column = 0; column < kOutcomeResults; ++column) paintCell(painter, row, column);
}

void MatrixView::paintCell(QPainter& painter, std::size_t row, std::size_t column) const {
    const std::uint64_t outcomes = matrix_->rows[row].outcomes[column];
    const QRectF box = cellRect(row, column).adjusted(1.5, 1.5, -1.5, -1.5);
    const auto result = static_cast<OutcomeResult>(column);
    if (hasFocus() && row == row_ && column == column_) {
        painter.setPen(QPen(theme().blue, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, look().px(3), look().px(3));
    }
    if (outcomes == 0) return;
    const bool broken = result == OutcomeResult::broken;
    const bool good = result == OutcomeResult::everything;
    painter.setPen(Qt::NoPen);
    painter.setBrush(broken ? theme().rust : good ? theme().live : theme().header);
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), look().px(3), look().px(3));
    const QFont font = look().sans(11, broken ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    painter.setPen(broken ? theme().onAccent : good ? theme().onLive : theme().onField);
    const QString count = outcomes < 1000 ? QString::number(outcomes) : tr("%1k").arg(outcomes / 1000);
    const QString both = QString::fromUtf8(kMarks[column]) + QLatin1Char(' ') + count;
    const bool room = QFontMetricsF(font).horizontalAdvance(both) <= box.width() - 2;
    painter.drawText(box, Qt::AlignCenter, room ? both : count);
}

}  // namespace vitrine::ui
