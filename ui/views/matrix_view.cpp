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
constexpr double kHead = 34, kRow = 22, kCell = 38;
/// Never by colour alone.
constexpr const char* kMarks[kOutcomeResults] = {"✕", "⊘", "○", "◐", "●"};
}  // namespace

MatrixView::MatrixView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("matrixView"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Every moment, every outcome"));
}

double MatrixView::headHeight() const { return look().px(kHead); }
double MatrixView::rowHeight() const { return look().px(kRow); }

double MatrixView::labelWidth() const {
    return std::max(look().px(70) * 1.0, width() - look().px(kCell) * static_cast<double>(kOutcomeResults));
}

QSize MatrixView::sizeHint() const {
    const auto rows = matrix_ ? static_cast<double>(matrix_->rows.size()) : 0;
    return {look().px(280), static_cast<int>(headHeight() + rows * rowHeight()) + 1};
}

QSize MatrixView::minimumSizeHint() const { return {look().px(240), sizeHint().height()}; }

void MatrixView::lookChanged() { MomentView::lookChanged(); }

void MatrixView::setMatrix(const OutcomeMatrix& matrix) {
    matrix_ = &matrix;
    if (row_ >= matrix.rows.size()) row_ = 0;
    updateGeometry();
    update();
}

QRectF MatrixView::cellRect(std::size_t row, std::size_t column) const {
    const double wide = (width() - labelWidth()) / static_cast<double>(kOutcomeResults);
    return {labelWidth() + wide * static_cast<double>(column), headHeight() + rowHeight() * static_cast<double>(row), wide, rowHeight()};
}

QPoint MatrixView::positionOf(std::size_t row, OutcomeResult result) const {
    return cellRect(row, static_cast<std::size_t>(result)).center().toPoint();
}

QRect MatrixView::rowRect(std::size_t row) const {
    return {0, static_cast<int>(headHeight() + rowHeight() * static_cast<double>(row)), width(), static_cast<int>(rowHeight())};
}

// ---- what a person does -----------------------------------------------------------------------------------------------------

void MatrixView::mousePressEvent(QMouseEvent* event) {
    if (!matrix_ || event->button() != Qt::LeftButton) return;
    for (std::size_t row = 0; row < matrix_->rows.size(); ++row)
        for (std::size_t column = 0; column < kOutcomeResults; ++column) {
            if (!cellRect(row, column).contains(event->position()) || matrix_->rows[row].outcomes[column] == 0) continue;
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
    const double down = (help->pos().y() - headHeight()) / rowHeight();
    if (down < 0 || down >= static_cast<double>(matrix_->rows.size())) return true;
    const auto row = static_cast<std::size_t>(down);
    QString words = matrix_->rows[row].place;
    for (std::size_t column = 0; column < kOutcomeResults; ++column)
        if (cellRect(row, column).contains(help->pos())) words = matrix_->cellWords(row, static_cast<OutcomeResult>(column));
    QToolTip::showText(help->globalPos(), words, this);
    return true;
}

// ---- painting -----------------------------------------------------------------------------------------------------------------

void MatrixView::paintEvent(QPaintEvent* event) {
    if (!matrix_) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont head = look().sans(10.5), label = look().mono(11.5);
    painter.setFont(head);
    for (std::size_t column = 0; column < kOutcomeResults; ++column) {
        const QRectF cell = cellRect(0, column);
        painter.setPen(column == 0 ? theme().rust : theme().muted);
        painter.drawText(QRectF(cell.left() - 2, 0, cell.width() + 4, headHeight()), Qt::AlignHCenter | Qt::AlignBottom | Qt::TextWordWrap,
                         resultTitle(static_cast<OutcomeResult>(column)));
    }
    for (std::size_t row = 0; row < matrix_->rows.size(); ++row) {
        const QRect line = rowRect(row);
        if (!line.intersects(event->rect())) continue;
        const MatrixRow& of = matrix_->rows[row];
        const bool broken = of.outcomes[0] > 0;
        if (of.newLine) {
            painter.setPen(QPen(theme().line, 1));
            painter.drawLine(QPointF(0, line.top() + 0.5), QPointF(width(), line.top() + 0.5));
        }
        painter.setFont(label);
        painter.setPen(broken ? theme().rust : of.newLine ? theme().ink : theme().muted);
        const QRectF text(look().px(2), line.top(), labelWidth() - look().px(6), line.height());
        painter.drawText(text, Qt::AlignVCenter, QFontMetricsF(label).elidedText(of.place, Qt::ElideMiddle, text.width()));
        for (std::size_t column = 0; column < kOutcomeResults; ++column) paintCell(painter, row, column);
    }
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
