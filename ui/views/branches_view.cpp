#include "ui/views/branches_view.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace vitrine::ui {

BranchesView::BranchesView(Look& look, QWidget* parent) : QWidget(parent), look_(look), field_(new QLineEdit(this)) {
    setObjectName(QStringLiteral("branchesView"));
    setAccessibleName(tr("Branches of history"));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    field_->setObjectName(QStringLiteral("branchName"));
    field_->setAccessibleName(tr("The branch's new name"));
    field_->hide();
    connect(field_, &QLineEdit::returnPressed, this, [this] { endRename(true); });
    connect(field_, &QLineEdit::editingFinished, this, [this] { endRename(false); });
    connect(&look_, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void BranchesView::setRows(std::vector<BranchRow> rows) {
    if (rows == rows_) return;
    const bool resized = rows.size() != rows_.size();
    const auto current = std::find_if(rows.begin(), rows.end(), [](const BranchRow& row) { return row.current; });
    const bool moved = resized || current - rows.begin() >= static_cast<std::ptrdiff_t>(rows_.size()) || !rows_[static_cast<std::size_t>(current - rows.begin())].current;
    rows_ = std::move(rows);
    marked_ = std::min(marked_, rows_.empty() ? 0 : rows_.size() - 1);
    if (resized) endRename(false);
    if (current != rows_.end() && moved) reveal(static_cast<std::size_t>(current - rows_.begin()));
    if (resized) updateGeometry();
    update();
}

void BranchesView::setAxis(double left, double width) {
    if (left == left_ && width == width_) return;
    left_ = left, width_ = width;
    update();
}

double BranchesView::rowHeight() const { return look_.px(18); }

QSize BranchesView::sizeHint() const {
    const auto shown = std::min<std::size_t>(rows_.size(), kMostRows);
    return {look_.px(600), static_cast<int>(rowHeight() * static_cast<double>(shown)) + look_.px(3)};
}

QRectF BranchesView::boxOf(std::size_t row) const {
    if (row < first_ || row >= first_ + kMostRows || row >= rows_.size()) return {};
    return {0, rowHeight() * static_cast<double>(row - first_), static_cast<double>(width()), rowHeight()};
}

QRect BranchesView::positionOf(const QString& name) const {
    for (std::size_t row = 0; row < rows_.size(); ++row)
        if (rows_[row].name == name) return boxOf(row).toRect();
    return {};
}

std::optional<std::size_t> BranchesView::rowAt(const QPointF& point) const {
    for (std::size_t row = first_; row < rows_.size(); ++row)
        if (boxOf(row).contains(point)) return row;
    return std::nullopt;
}

void BranchesView::reveal(std::size_t row) {
    if (row < first_) first_ = row;
    if (row >= first_ + kMostRows) first_ = row + 1 - kMostRows;
    first_ = std::min(first_, rows_.size() > kMostRows ? rows_.size() - kMostRows : 0);
}

// ---- painting ------------------------------------------------------------------------------------------------------------

void BranchesView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t row = first_; row < rows_.size() && row < first_ + kMostRows; ++row) paintRow(painter, row);
}

void BranchesView::paintRow(QPainter& painter, std::size_t index) const {
    const BranchRow& row = rows_[index];
    const Theme& theme = look_.theme();
    const QRectF box = boxOf(index);
    if (hasFocus() && index == marked_) {
        painter.setPen(QPen(theme.blue, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    }
    painter.setFont(look_.sans(12, row.current ? QFont::DemiBold : QFont::Normal));
    painter.setPen(row.current ? theme.blue : theme.muted);
    const QFontMetricsF metrics(painter.font());
    painter.drawText(QRectF(0, box.top(), left_ - look_.px(8), box.height()), Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(row.name, Qt::ElideRight, left_ - look_.px(8)));
    painter.save();
    painter.setClipRect(QRectF(left_ - look_.px(4), box.top(), width_ + look_.px(4), box.height()));
    const double y = box.center().y(), from = left_ + row.from.value_or(0);
    // Never so short that it could not be seen.
    const double to = from + std::max<double>(row.length, look_.px(6));
    QPen pen(row.current ? theme.blue : theme.muted, row.current ? 2.4 : 1.6);
    if (!row.from) pen.setStyle(Qt::DashLine);  // it parts where history is not held any more
    painter.setPen(pen);
    painter.drawLine(QPointF(from, y), QPointF(to, y));
    painter.setPen(Qt::NoPen);
    painter.setBrush(row.current ? theme.blue : theme.muted);
    painter.drawEllipse(QPointF(from, y), look_.px(3), look_.px(3));
    if (!row.began.isEmpty()) {
        painter.setFont(look_.mono(11));
        painter.setPen(row.current ? theme.blue : theme.muted);
        const double wide = QFontMetricsF(painter.font()).horizontalAdvance(row.began);
        const double room = left_ + width_ - look_.px(4);
        double x = to + look_.px(8);
        if (x + wide > room) x = std::max(left_ + look_.px(4), from - look_.px(10) - wide);
        if (x + wide <= room || x + wide <= from) {
            if (x > from && x < to) painter.fillRect(QRectF(x - 3, box.top() + 1, wide + 6, box.height() - 2), theme.card);
            painter.drawText(QRectF(x, box.top(), wide + 2, box.height()), Qt::AlignVCenter, row.began);
        }
    }
    painter.restore();
}

// ---- acting --------------------------------------------------------------------------------------------------------------

void BranchesView::mousePressEvent(QMouseEvent* event) {
    const auto row = rowAt(event->position());
    if (!row || event->button() != Qt::LeftButton) return;
    marked_ = *row;
    if (!rows_[*row].current) Q_EMIT switchWanted(rows_[*row].name);
    update();
}

void BranchesView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (const auto row = rowAt(event->position()); row && event->position().x() < left_) beginRename(*row);
}

void BranchesView::contextMenuEvent(QContextMenuEvent* event) {
    const auto row = rowAt(event->pos());
    if (!row) return;
    const QString name = rows_[*row].name;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* go = menu->addAction(tr("Go to this branch"), this, [this, name] { Q_EMIT switchWanted(name); });
    go->setEnabled(!rows_[*row].current);
    menu->addAction(tr("Rename…"), this, [this, at = *row] { beginRename(at); });
    menu->popup(event->globalPos());
}

void BranchesView::wheelEvent(QWheelEvent* event) {
    if (rows_.size() <= kMostRows) return event->ignore();
    const std::size_t last = rows_.size() - kMostRows;
    first_ = event->angleDelta().y() > 0 ? first_ - std::min<std::size_t>(first_, 1) : std::min(first_ + 1, last);
    event->accept();
    update();
}

void BranchesView::keyPressEvent(QKeyEvent* event) {
    if (rows_.empty()) return QWidget::keyPressEvent(event);
    switch (event->key()) {
        case Qt::Key_Up: marked_ -= std::min<std::size_t>(marked_, 1); break;
        case Qt::Key_Down: marked_ = std::min(marked_ + 1, rows_.size() - 1); break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!rows_[marked_].current) Q_EMIT switchWanted(rows_[marked_].name);
            return;
        case Qt::Key_F2: return beginRename(marked_);
        default: return QWidget::keyPressEvent(event);
    }
    reveal(marked_);
    update();
}

bool BranchesView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const auto row = rowAt(help->pos());
        row ? QToolTip::showText(help->globalPos(), rows_[*row].whence, this) : QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void BranchesView::beginRename(std::size_t row) {
    if (row >= rows_.size()) return;
    reveal(row);
    renaming_ = row;
    field_->setFont(look_.sans(12));
    field_->setText(rows_[row].name);
    field_->setGeometry(QRectF(0, boxOf(row).top(), std::max(left_, look_.px(160) * 1.0), rowHeight()).toRect());
    field_->selectAll();
    field_->show();
    field_->setFocus();
}

void BranchesView::endRename(bool keep) {
    if (!renaming_) return;
    const QString before = rows_[std::min(*renaming_, rows_.size() - 1)].name, after = field_->text().trimmed();
    renaming_.reset();
    field_->hide();
    if (keep && !after.isEmpty() && after != before) Q_EMIT renameWanted(before, after);
}

}  // namespace vitrine::ui
