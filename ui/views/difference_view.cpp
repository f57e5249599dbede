#include "ui/views/difference_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace vitrine::ui {

using Kind = DifferenceRow::Kind;

DifferenceView::DifferenceView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("differenceView"));
    setAccessibleName(tr("What differs between two moments"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    scroll_ = new QScrollBar(Qt::Vertical, this);
    connect(scroll_, &QScrollBar::valueChanged, this, [this] { update(); });
    scroll_->hide();
}

void DifferenceView::momentChanged() {
    const Difference& told = model_.difference();
    const auto before = std::tuple(model_.compares(), told.from, told.to);
    model_.show(moment());
    if (before == std::tuple(model_.compares(), told.from, told.to)) return;
    current_.reset();
    hovered_.reset();
    fitScrollBar();
    setAccessibleDescription(model_.compares() ? model_.title() + QLatin1Char(' ') + model_.summary() : QString());
    Q_EMIT shown();
}

void DifferenceView::lookChanged() {
    MomentView::lookChanged();
    fitScrollBar();
}

void DifferenceView::resizeEvent(QResizeEvent*) { fitScrollBar(); }

void DifferenceView::fitScrollBar() {
    const int whole = static_cast<int>(rowHeight() * static_cast<double>(model_.rows().size()));
    const int wide = look().px(10);
    scroll_->setGeometry(width() - wide, 0, wide, height());
    scroll_->setRange(0, std::max(0, whole - height()));
    scroll_->setPageStep(height());
    scroll_->setSingleStep(static_cast<int>(rowHeight()));
    scroll_->setVisible(whole > height());
}

QPoint DifferenceView::pointOfRow(std::size_t row) const {
    return {look().px(30), static_cast<int>((static_cast<double>(row) + 0.5) * rowHeight()) - scroll_->value()};
}

std::optional<std::size_t> DifferenceView::rowAt(const QPointF& point) const {
    const double at = (point.y() + scroll_->value()) / rowHeight();
    if (at < 0 || at >= static_cast<double>(model_.rows().size())) return std::nullopt;
    return static_cast<std::size_t>(at);
}

// ---- painting --------------------------------------------------------------------------------------------------------------

void DifferenceView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!model_.compares() || model_.rows().empty()) {
        painter.setPen(theme().muted);
        painter.setFont(look().sans(13));
        painter.drawText(rect().adjusted(0, look().px(4), 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                         model_.compares() ? tr("Nothing differs between the two moments.")
                                           : tr("Press “Compare with here”, then go to another moment: what differs is listed here."));
        return;
    }
    const double high = rowHeight();
    const auto first = static_cast<std::size_t>(scroll_->value() / high);
    const double wide = width() - (scroll_->isHidden() ? 0 : scroll_->width() + 2);
    for (std::size_t i = first; i < model_.rows().size(); ++i) {
        const QRectF box(0, static_cast<double>(i) * high - scroll_->value(), wide, high);
        if (box.top() > height()) break;
        if (i == hovered_ || (i == current_ && hasFocus())) {
            painter.setPen(i == current_ && hasFocus() ? QPen(theme().blue, 1.2) : QPen(Qt::NoPen));
            painter.setBrush(theme().paper);
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), look().px(4), look().px(4));
        }
        const DifferenceRow& row = model_.rows()[i];
        if (!row.selection.empty() && row.selection == moment().pinned) {
            painter.setPen(QPen(theme().ink, 1.4));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), look().px(4), look().px(4));
        }
        paintRow(painter, row, box);
    }
}

void DifferenceView::paintRow(QPainter& painter, const DifferenceRow& row, const QRectF& box) const {
    const bool heading = row.kind == Kind::heading;
    const double indent = look().px(heading ? 4 : 30);
    QRectF room = box.adjusted(indent, 0, -look().px(4), 0);
    // Never by colour alone: the sign says it, too.
    const QString sign = row.kind == Kind::added ? QStringLiteral("+") : row.kind == Kind::gone ? QString(QChar(0x2212))
                         : row.kind == Kind::died ? QString(QChar(0x2020)) : row.kind == Kind::bytes ? QStringLiteral("≠")
                         : row.kind == Kind::entry ? QStringLiteral("→") : QString();
    const QColor color = row.kind == Kind::added ? theme().green : row.kind == Kind::gone ? theme().rust : theme().muted;
    painter.setFont(look().mono(12, QFont::DemiBold));
    painter.setPen(color);
    if (!sign.isEmpty()) painter.drawText(QRectF(box.left() + look().px(14), box.top(), look().px(14), box.height()), Qt::AlignVCenter, sign);
    const bool words = row.kind == Kind::counter || row.kind == Kind::more;
    const QFont font = heading ? look().sans(13, QFont::DemiBold) : words ? look().sans(12.5) : look().mono(12);
    painter.setFont(font);
    painter.setPen(row.kind == Kind::died ? theme().muted : theme().ink);
    const QFontMetricsF metrics(font);
    const QString text = metrics.elidedText(row.text, Qt::ElideMiddle, room.width() * 0.6);
    painter.drawText(room, Qt::AlignVCenter, text);
    const double used = text.isEmpty() ? 0 : metrics.horizontalAdvance(text);
    if (row.kind == Kind::died) {
        const double y = room.center().y() + 0.5;
        painter.setPen(QPen(theme().muted, 1.2));
        painter.drawLine(QPointF(room.left(), y), QPointF(room.left() + used, y));
    }
    const double column = heading ? used + look().px(10) : text.isEmpty() ? 0 : std::max(used + look().px(10), static_cast<double>(look().px(110)));
    room.adjust(column, 0, 0, 0);
    painter.setFont(look().sans(12.5));
    painter.setPen(theme().muted);
    painter.drawText(room, Qt::AlignVCenter, QFontMetricsF(painter.font()).elidedText(row.detail, Qt::ElideRight, room.width()));
}

// ---- what a person does ----------------------------------------------------------------------------------------------------

void DifferenceView::choose(std::size_t row) {
    current_ = row;
    const DifferenceRow& chosen = model_.rows()[row];
    if (chosen.selection.empty()) return go(row);
    Q_EMIT picked(chosen.selection);
    update();
}

void DifferenceView::go(std::size_t row) {
    if (const auto position = model_.momentOf(model_.rows()[row])) Q_EMIT goTo(*position);
}

void DifferenceView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    if (const auto row = rowAt(event->position())) choose(*row);
}

void DifferenceView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (const auto row = rowAt(event->position())) go(*row);
}

void DifferenceView::mouseMoveEvent(QMouseEvent* event) {
    const auto row = rowAt(event->position());
    if (row == hovered_) return;
    hovered_ = row;
    Q_EMIT hovered(row ? model_.rows()[*row].selection : Selection{});
    update();
}

void DifferenceView::leaveEvent(QEvent*) {
    if (!hovered_) return;
    hovered_.reset();
    Q_EMIT hovered(Selection{});
    update();
}

void DifferenceView::wheelEvent(QWheelEvent* event) {
    scroll_->setValue(scroll_->value() - static_cast<int>(std::lround(event->angleDelta().y() / 120.0 * 3 * rowHeight())));
    event->accept();
}

void DifferenceView::keyPressEvent(QKeyEvent* event) {
    const std::size_t count = model_.rows().size();
    const bool down = event->key() == Qt::Key_Down, up = event->key() == Qt::Key_Up;
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (count == 0 || (!down && !up && !enter)) return MomentView::keyPressEvent(event);
    if (enter) {
        if (!current_) return;
        const DifferenceRow& row = model_.rows()[*current_];
        return !row.selection.empty() && row.selection == moment().pinned ? go(*current_) : choose(*current_);
    }
    current_ = !current_ ? 0 : down ? std::min(*current_ + 1, count - 1) : *current_ - std::min<std::size_t>(*current_, 1);
    const int top = static_cast<int>(rowHeight() * static_cast<double>(*current_));
    if (top < scroll_->value()) scroll_->setValue(top);
    if (top + rowHeight() > scroll_->value() + height()) scroll_->setValue(static_cast<int>(top + rowHeight()) - height());
    update();
}

bool DifferenceView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const auto row = rowAt(help->pos());
        if (!row || model_.rows()[*row].kind == Kind::more) {
            QToolTip::hideText();
        } else {
            const DifferenceRow& at = model_.rows()[*row];
            QToolTip::showText(help->globalPos(), tr("%1: %2\nDouble-click to go to the step that made it so.").arg(at.text, at.detail), this);
        }
        return true;
    }
    return MomentView::event(event);
}

}  // namespace vitrine::ui
