#include "ui/panels/console_panel_list.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace vitrine::ui {

constexpr int kTextLeft = 29;  // room for a bar and a number of three digits

ConsoleList::ConsoleList(Look& look, ConsoleModel& model, QWidget* parent)
    : MomentView(look, parent), model_(&model), bar_(new QScrollBar(Qt::Vertical, this)) {
    setObjectName(QStringLiteral("consoleList"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Console: the commands so far"));
    bar_->setCursor(Qt::ArrowCursor);
    connect(bar_, &QScrollBar::valueChanged, this, [this] { update(); });
}

// ---- geometry ------------------------------------------------------------------------------------------------------------

QFont ConsoleList::font() const {
    QFont font = look().mono(12);
    font.setLetterSpacing(QFont::PercentageSpacing, 95);
    return font;
}

double ConsoleList::lineHeight() const { return look().px(18); }
double ConsoleList::rowGap() const { return look().px(4); }
QSize ConsoleList::sizeHint() const { return {look().px(270), look().px(200)}; }
QSize ConsoleList::minimumSizeHint() const { return {look().px(120), look().px(60)}; }

double ConsoleList::topOfRow(std::size_t row) const {
    const std::size_t full = std::min(row, happened_);
    double top = static_cast<double>(model_->linesBefore(full)) * lineHeight() + static_cast<double>(full) * rowGap();
    if (row > happened_) top += static_cast<double>(row - happened_) * (lineHeight() + rowGap() / 2);
    return top;
}

double ConsoleList::contentHeight() const {
    const std::size_t rows = model_->rowCount();
    return topOfRow(rows) + (rows > happened_ ? lineHeight() : 0) + rowGap();
}

std::optional<std::size_t> ConsoleList::rowAt(int y) const {
    const double wanted = y + bar_->value();
    std::size_t low = 0, high = model_->rowCount();
    while (low < high) {  // the first row that begins below
        const std::size_t middle = low + (high - low) / 2;
        if (topOfRow(middle) <= wanted) low = middle + 1;
        else high = middle;
    }
    if (low == 0 || wanted >= topOfRow(model_->rowCount())) return std::nullopt;
    return low - 1;
}

double ConsoleList::topFrom(double y) const {
    std::size_t low = 0, high = model_->rowCount();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (topOfRow(middle) < y) low = middle + 1;
        else high = middle;
    }
    return topOfRow(low);
}

void ConsoleList::layoutBar() {
    // At its end the list begins with a whole row too, so some paper may be left below the last.
    const double content = contentHeight();
    int over = 0;
    if (content > height()) over = static_cast<int>(std::min(topFrom(content - height()), 2e9));
    const int wide = look().px(8);
    bar_->setGeometry(width() - wide, 0, wide, height());
    bar_->setRange(0, std::max(0, over));
    bar_->setPageStep(height());
    bar_->setSingleStep(static_cast<int>(lineHeight()));
    bar_->setVisible(over > 0);
}

void ConsoleList::scrollTo(std::size_t row) {
    const double top = topOfRow(row), bottom = topOfRow(row + 1);
    if (top < bar_->value()) bar_->setValue(static_cast<int>(top));
    else if (bottom > bar_->value() + height()) bar_->setValue(static_cast<int>(std::ceil(bottom)) - height());
}

QPoint ConsoleList::pointOfRow(std::size_t row) {
    scrollTo(row);
    return {width() / 2, static_cast<int>(topOfRow(row) + lineHeight() / 2) - bar_->value()};
}

// ---- what changes --------------------------------------------------------------------------------------------------------

void ConsoleList::momentChanged() {
    if (!moment().scene) return;
    model_->takeIn();
    happened_ = model_->rowsHappened(moment().position());
    const auto operation = moment().timeline().operationAt(moment().position());
    const auto row = operation ? std::optional(model_->rowOfOperation(*operation)) : std::nullopt;
    const bool moved = row != current_ || model_->rowCount() != rowsSeen_;
    current_ = row;
    layoutBar();
    if (moved) followCurrent();
}

void ConsoleList::followCurrent() {
    rowsSeen_ = model_->rowCount();
    if (moment().live) bar_->setValue(bar_->maximum());
    else if (current_) {
        // A few of the later ones stay in sight, so that one sees that there is a future.
        scrollTo(std::min(*current_ + 3, model_->rowCount() - 1));
        scrollTo(*current_);
        bar_->setValue(static_cast<int>(topFrom(bar_->value())));
    } else {
        bar_->setValue(0);
    }
}

void ConsoleList::setModel(ConsoleModel& model) {
    model_ = &model;
    current_.reset();
    rowsSeen_ = 0;
    refresh();
}

void ConsoleList::refresh() {
    if (moment().scene) momentChanged();
    update();
}

void ConsoleList::lookChanged() {
    layoutBar();
    MomentView::lookChanged();
}

void ConsoleList::resizeEvent(QResizeEvent* event) {
    MomentView::resizeEvent(event);
    const bool atBottom = bar_->value() == bar_->maximum();
    layoutBar();
    if (atBottom) bar_->setValue(bar_->maximum());
}

// ---- the person ----------------------------------------------------------------------------------------------------------

void ConsoleList::wheelEvent(QWheelEvent* event) {
    const int pixels = event->pixelDelta().isNull() ? event->angleDelta().y() / 2 : event->pixelDelta().y();
    bar_->setValue(bar_->value() - pixels);
    event->accept();
}

void ConsoleList::goToRow(std::size_t index) {
    const ConsoleRow row = model_->row(index);
    if (!row.operation) return;
    const Timeline& timeline = moment().timeline();
    const Operation& operation = timeline.operation(*row.operation);
    const bool last = *row.operation + 1 == timeline.operationCount();
    Q_EMIT goTo(last || operation.end == kNoFact ? timeline.end() : operation.end);
}

void ConsoleList::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return MomentView::mousePressEvent(event);
    if (const auto row = rowAt(event->pos().y())) goToRow(*row);
}

void ConsoleList::mouseMoveEvent(QMouseEvent* event) {
    Selection selection;
    const auto row = rowAt(event->pos().y());
    if (const auto operation = row ? model_->row(*row).operation : std::nullopt) {
        selection.kind = Selection::Kind::operation;
        selection.operation = *operation;
    }
    setCursor(selection.empty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    Q_EMIT hovered(selection);
}

void ConsoleList::leaveEvent(QEvent* event) {
    Q_EMIT hovered({});
    MomentView::leaveEvent(event);
}

void ConsoleList::keyPressEvent(QKeyEvent* event) {
    const bool up = event->key() == Qt::Key_Up;
    if ((!up && event->key() != Qt::Key_Down) || event->modifiers() != Qt::NoModifier || model_->rowCount() == 0)
        return MomentView::keyPressEvent(event);
    const std::size_t rows = model_->rowCount();
    std::size_t row = current_.value_or(0);
    do {
        if (up ? row == 0 : row + 1 >= rows) return;
        row = up ? row - 1 : row + 1;
    } while (!model_->row(row).operation);
    goToRow(row);
}

bool ConsoleList::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return MomentView::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto row = rowAt(help->pos().y());
    if (!row) QToolTip::hideText();
    else {
        const ConsoleRow shown = model_->row(*row);
        QToolTip::showText(help->globalPos(), shown.command + QLatin1Char('\n') + shown.lines.join(QLatin1Char('\n')), this);
    }
    return true;
}

// ---- painting ------------------------------------------------------------------------------------------------------------

void ConsoleList::paintEvent(QPaintEvent*) {
    if (!moment().scene) return;
    QPainter painter(this);
    const std::size_t rows = model_->rowCount();
    const double offset = bar_->value();
    std::size_t row = rowAt(0).value_or(0);
    for (double top = topOfRow(row) - offset; row < rows && top < height(); top = topOfRow(++row) - offset)
        paintRow(painter, row, top);
    if (row == rows && rows > happened_) {
        painter.setFont(look().sans(12));
        painter.setPen(theme().muted);
        painter.drawText(QPointF(look().px(kTextLeft), topOfRow(rows) - offset + lineHeight() * 0.75), tr("not yet, seen from here"));
    }
}

void ConsoleList::paintRow(QPainter& painter, std::size_t index, double top) {
    const ConsoleRow row = model_->row(index);
    const bool happened = index < happened_;
    const double bottom = topOfRow(index + 1) - bar_->value();
    const QRectF box(0, top, width(), bottom - top - rowGap() / 2);
    if (current_ == index) {
        painter.fillRect(box, theme().blueTint);
        painter.fillRect(QRectF(0, box.top(), look().px(3), box.height()), theme().blue);
    }
    const Selection& pointed = moment().pointed();
    if (row.operation && pointed.kind == Selection::Kind::operation && pointed.operation >= *row.firstOperation &&
        pointed.operation <= *row.operation) {
        painter.setPen(QPen(theme().ink, 1.2));
        painter.drawRoundedRect(box.adjusted(1, 0.5, -1, -0.5), look().px(3), look().px(3));
    }
    painter.setFont(font());
    painter.setPen(theme().muted);
    const double ascent = (lineHeight() + painter.fontMetrics().ascent() - painter.fontMetrics().descent()) / 2;
    const double left = look().px(kTextLeft);
    if (row.number) {
        const QString number = QString::number(row.number);
        const double numberRight = left - look().px(8);
        painter.drawText(QPointF(numberRight - painter.fontMetrics().horizontalAdvance(number), top + ascent), number);
    }
    painter.setClipRect(QRectF(0, top, width(), bottom - top));
    paintLines(painter, row, left, top + ascent, happened);
    painter.setClipping(false);
}

/// Under the wrong word, or where one is missing.
void ConsoleList::underlineWrong(QPainter& painter, const ConsoleRow& row, double left, double baseline) const {
    const QFontMetricsF metrics(painter.font());
    const double begin = left + metrics.horizontalAdvance(row.command.left(row.wrong->begin));
    const double blank = row.wrong->size == 0 ? metrics.horizontalAdvance(QLatin1Char('m')) : 0;
    const double size = std::max(metrics.horizontalAdvance(row.command.mid(row.wrong->begin, row.wrong->size)), blank);
    const double y = baseline + look().px(3);
    painter.save();
    painter.setPen(QPen(theme().rust, look().px(2)));
    painter.drawLine(QPointF(begin + blank / 2, y), QPointF(std::min<double>(begin + blank / 2 + size, width()), y));
    painter.restore();
}

void ConsoleList::paintLines(QPainter& painter, const ConsoleRow& row, double left, double top, bool happened) {
    const QFontMetricsF metrics(painter.font());
    const double room = width() - left;  // the slim bar lies over the end of a long line
    QColor ink = happened ? theme().ink : theme().muted;
    painter.setPen(ink);
    painter.drawText(QPointF(left, top), metrics.elidedText(row.command, Qt::ElideRight, room));
    if (row.wrong) underlineWrong(painter, row, left, top);
    if (!happened) return;  // what it will answer is not known yet
    painter.setPen(row.failed ? theme().rust : theme().muted);
    for (const QString& line : row.lines) {
        top += lineHeight();
        painter.drawText(QPointF(left, top), metrics.elidedText(line, Qt::ElideRight, room));
    }
}

}  // namespace vitrine::ui
