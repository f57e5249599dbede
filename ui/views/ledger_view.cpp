#include "ui/views/ledger_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/models/record_state.h"
#include "ui/views/accessible_views.h"

namespace vitrine::ui {

namespace {

constexpr double kVerdict = 26, kHead = 28, kGap = 14, kMark = 20;
constexpr double kRemarkLines = 3;

}  // namespace

LedgerView::LedgerView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("ledgerView"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    scroll_ = new SlimScrollBar(look, this);
    scroll_->setObjectName(QStringLiteral("ledgerScroll"));
    connect(scroll_, &QScrollBar::valueChanged, this, [this] { update(); });
}

void LedgerView::setStory(LedgerStory story) {
    story_ = std::move(story);
    if (hovered_ && *hovered_ >= story_.rows.size()) hovered_.reset();
    setAccessibleName(story_.spoken);
    fitScrollBar();
    // A broken promise is to be seen, however many keys there are.
    if (const auto broken = std::ranges::find(story_.rows, true, &LedgerStory::Row::broken); broken != story_.rows.end() && !pointedRow())
        reveal(static_cast<std::size_t>(broken - story_.rows.begin()));
    update();
}

void LedgerView::momentChanged() {
    const LedgerStory::Row* row = pointedRow();
    if (row && moment().hovered.empty()) reveal(static_cast<std::size_t>(row - story_.rows.data()));
}

void LedgerView::lookChanged() {
    fitScrollBar();
    MomentView::lookChanged();
}

const LedgerStory::Row* LedgerView::pointedRow() const {
    if (!moment().scene || moment().pointed().empty()) return nullptr;
    const Selection& pointed = moment().pointed();
    if (!pointed.key.empty() || pointed.kind == Selection::Kind::slot) return story_.rowOf(pointed.key);
    return nullptr;
}

QString LedgerView::remark() const {
    const LedgerStory::Row* row = pointedRow();
    if (!row && hovered_ && *hovered_ < story_.rows.size()) row = &story_.rows[*hovered_];
    return row ? row->why : story_.remark;
}

// ---- where things are -------------------------------------------------------------------------------------------------

double LedgerView::headHeight() const { return look().px(kVerdict) + (story_.rows.empty() ? 0 : look().px(kHead)); }

double LedgerView::remarkHeight() const {
    // Whole lines; in a low card two rows come first.
    const double line = QFontMetricsF(look().sans(13)).lineSpacing(), margin = look().px(10);
    const double lines = std::clamp(std::floor((height() - headHeight() - 2 * rowHeight() - margin) / line), 0.0, kRemarkLines);
    return lines > 0 ? line * lines + margin : 0;
}

LedgerView::Columns LedgerView::columns() const {
    const QFontMetricsF mono(look().mono(13)), sans(look().sans(13)), bold(look().sans(13, QFont::DemiBold));
    double key = sans.horizontalAdvance(tr("key")), before = sans.horizontalAdvance(tr("before the cut")),
           promised = sans.horizontalAdvance(tr("promised")), after = sans.horizontalAdvance(tr("after recovery"));
    for (const auto& row : story_.rows) {
        key = std::max(key, mono.horizontalAdvance(row.name));
        before = std::max(before, sans.horizontalAdvance(row.before));
        promised = std::max(promised, sans.horizontalAdvance(row.promised));
        after = std::max(after, bold.horizontalAdvance(row.after) + look().px(kMark));
    }
    if (story_.live) after = 0;
    const double s = look().scale(), gap = kGap * s;
    const double right = width() - (scroll_->isVisible() ? scroll_->width() + 3 * s : 0) - 7 * s;
    const double left = 8 * s;
    Columns columns;
    const double room = right - left - gap * (story_.live ? 2 : 3);
    // What has no room is taken from the values, then from keys, then from the last column.
    const auto shrink = [&](double& column, double least) {
        const double over = key + before + promised + after - room;
        if (over > 0) column = std::max(std::min(column, least), column - over);
    };
    shrink(before, 70 * s);
    shrink(key, 58 * s);
    shrink(after, 96 * s);
    shrink(promised, 52 * s);
    columns.hasBefore = key + before + promised + after <= room + 1;
    if (!columns.hasBefore) before = 0;
    // Room that is left goes between the columns.
    const double spare = std::max(0.0, room - key - before - promised - after) / (story_.live ? 2 : 3);
    const double between = gap + std::min(spare, 26 * s);
    columns.key = left;
    columns.before = columns.key + key + between;
    columns.promised = columns.hasBefore ? columns.before + before + between : columns.before;
    columns.after = columns.promised + promised + between;
    columns.right = right;
    return columns;
}

std::optional<std::size_t> LedgerView::rowAt(QPointF at) const {
    if (at.y() < headHeight() || at.y() >= rowsBottom()) return {};
    const auto row = static_cast<std::size_t>((at.y() - headHeight()) / rowHeight()) + static_cast<std::size_t>(scroll_->value());
    return row < story_.rows.size() ? std::optional(row) : std::nullopt;
}

QPoint LedgerView::pointOfRow(std::size_t row) const {
    const double y = headHeight() + (static_cast<double>(row) - scroll_->value() + 0.5) * rowHeight();
    return row < story_.rows.size() && y > headHeight() && y < rowsBottom() ? QPointF(look().px(30), y).toPoint() : QPoint(-1, -1);
}

void LedgerView::fitScrollBar() {
    const double room = std::max(rowHeight(), rowsBottom() - headHeight());
    const int visible = std::max(1, static_cast<int>(std::floor((room + 1) / rowHeight())));
    const int count = static_cast<int>(story_.rows.size());
    scroll_->setRange(0, std::max(0, count - visible));
    scroll_->setPageStep(visible);
    scroll_->setVisible(count > visible);
    const int bar = scroll_->sizeHint().width();
    scroll_->setGeometry(width() - bar, static_cast<int>(headHeight()), bar, static_cast<int>(room));
}

void LedgerView::reveal(std::size_t row) {
    const int value = static_cast<int>(row), page = scroll_->pageStep();
    if (value < scroll_->value()) scroll_->setValue(value);
    if (value >= scroll_->value() + page) scroll_->setValue(value - page + 1);
}

// ---- painting ----------------------------------------------------------------------------------------------------------

QColor LedgerView::colorOf(LedgerStory::Tone tone) const {
    return tone == LedgerStory::Tone::good ? theme().green : tone == LedgerStory::Tone::bad ? theme().rust : theme().ink;
}

/// Where the verdict has no room it gets smaller before it is cut.
QFont LedgerView::verdictFont() const {
    QFont font = look().sans(16, QFont::DemiBold);
    for (double pixels = 15; pixels >= 12 && QFontMetricsF(font).horizontalAdvance(story_.verdict) > width(); --pixels)
        font = look().sans(pixels, QFont::DemiBold);
    return font;
}

void LedgerView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = verdictFont();
    painter.setFont(font);
    painter.setPen(colorOf(story_.tone));
    const QRectF verdict(0, 0, width(), look().px(kVerdict - 4));
    painter.drawText(verdict, Qt::AlignVCenter, QFontMetricsF(font).elidedText(story_.verdict, Qt::ElideRight, width()));
    if (!story_.rows.empty()) {
        const Columns at = columns();
        paintHead(painter, at);
        double y = headHeight();
        for (auto row = static_cast<std::size_t>(scroll_->value()); row < story_.rows.size() && y + rowHeight() <= rowsBottom() + 1;
             ++row, y += rowHeight())
            paintRow(painter, at, story_.rows[row], y);
    }
    painter.setFont(look().sans(13));
    painter.setPen(story_.rows.empty() ? theme().muted : theme().ink);
    const double rows = static_cast<double>(std::min<std::size_t>(story_.rows.size(), static_cast<std::size_t>(scroll_->pageStep())));
    const double top = std::min(headHeight() + rows * rowHeight() + look().px(8), rowsBottom() + look().px(6));
    const double line = QFontMetricsF(painter.font()).lineSpacing();
    const double room = std::floor((height() - top) / line) * line;
    painter.setClipRect(QRectF(0, top, width(), story_.rows.empty() ? height() : room));
    painter.drawText(QRectF(0, top, width(), height() - top), static_cast<int>(Qt::AlignLeft | Qt::AlignTop) | Qt::TextWordWrap, remark());
    painter.setClipping(false);
    if (focus_.shown()) paintFocusRing(painter, rect(), theme());
}

void LedgerView::paintHead(QPainter& painter, const Columns& at) const {
    const double y = look().px(kVerdict), h = look().px(kHead) - 5 * look().scale();
    painter.setFont(look().sans(13));
    painter.setPen(theme().muted);
    const QFontMetricsF metrics(painter.font());
    const auto title = [&](double left, double right, const QString& text) {
        painter.drawText(QRectF(left, y, right - left, h), Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideRight, right - left));
    };
    title(at.key, at.before - 6, tr("key"));
    if (at.hasBefore) title(at.before, at.promised - 6, story_.live ? tr("now") : tr("before the cut"));
    title(at.promised, story_.live ? at.right : at.after - 6, tr("promised"));
    if (!story_.live) title(at.after, at.right, tr("after recovery"));
    painter.setPen(QPen(theme().line, 1));
    const double line = std::round(y + h) + 0.5;
    painter.drawLine(QPointF(0, line), QPointF(width(), line));
}

void LedgerView::paintRow(QPainter& painter, const Columns& at, const LedgerStory::Row& row, double y) const {
    const double h = rowHeight(), s = look().scale();
    if (pointedRow() == &row) {
        painter.setPen(QPen(theme().blue, 1.6 * s));
        painter.setBrush(theme().blueTint);
        painter.drawRoundedRect(QRectF(1, y + 1, at.right + 5 * s, h - 2), 5 * s, 5 * s);
    }
    const QFont sans = look().sans(13);
    const auto text = [&](double left, double right, const QString& words, const QFont& font, const QColor& color) {
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(QRectF(left, y, right - left, h), Qt::AlignVCenter,
                         QFontMetricsF(font).elidedText(words, Qt::ElideRight, right - left));
    };
    const double end = story_.live ? at.right : at.after - 6 * s;
    text(at.key, at.before - 6 * s, row.name, look().mono(13), theme().ink);
    if (at.hasBefore) text(at.before, at.promised - 6 * s, row.before, sans, row.deleted ? theme().muted : theme().ink);
    text(at.promised, end, row.promised, sans, row.isPromised ? theme().ink : theme().muted);
    if (story_.live || row.after.isEmpty()) return;
    const bool bad = row.tone == LedgerStory::Tone::bad;
    const QColor color = row.mark == LedgerStory::Mark::none ? theme().muted : colorOf(row.tone);
    paintMark(painter, row.mark, QRectF(at.after, y + (h - 14 * s) / 2, 14 * s, 14 * s), row.mark == LedgerStory::Mark::chance ? theme().muted : color);
    const double left = row.mark == LedgerStory::Mark::none ? at.after : at.after + kMark * s;
    text(left, at.right + 3 * s, row.after, bad ? look().sans(13, QFont::DemiBold) : sans, color);
}

void LedgerView::paintMark(QPainter& painter, LedgerStory::Mark mark, const QRectF& box, const QColor& color) const {
    const double s = look().scale();
    switch (mark) {
        case LedgerStory::Mark::none: break;
        case LedgerStory::Mark::kept: return paintTick(painter, box, color, s);
        case LedgerStory::Mark::lost: return paintCross(painter, box, color, s);
        case LedgerStory::Mark::chance:
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(color, 1.6 * s));
            painter.drawEllipse(box.adjusted(2 * s, 2 * s, -2 * s, -2 * s));
            break;
    }
}

// ---- events ------------------------------------------------------------------------------------------------------------

void LedgerView::point(std::optional<std::size_t> row) {
    if (row == hovered_) return;
    hovered_ = row;
    setCursor(row ? Qt::PointingHandCursor : Qt::ArrowCursor);
    Q_EMIT hovered(row && moment().scene ? selectionOf(moment(), story_.rows[*row]) : Selection());
    update();
}

void LedgerView::resizeEvent(QResizeEvent*) { fitScrollBar(); }
void LedgerView::mouseMoveEvent(QMouseEvent* event) { point(rowAt(event->position())); }
void LedgerView::leaveEvent(QEvent*) { point({}); }

void LedgerView::mousePressEvent(QMouseEvent* event) {
    const auto row = rowAt(event->position());
    if (event->button() == Qt::LeftButton && row && moment().scene) Q_EMIT picked(selectionOf(moment(), story_.rows[*row]));
}

void LedgerView::mouseDoubleClickEvent(QMouseEvent* event) {
    const auto row = rowAt(event->position());
    if (!row || !moment().scene) return;
    if (const FactId write = story_.rows[*row].write; write != kNoFact) Q_EMIT goTo(momentOf(moment().timeline(), write));
}

void LedgerView::wheelEvent(QWheelEvent* event) {
    if (!scroll_->isVisible()) return event->ignore();
    scroll_->setValue(scroll_->value() - event->angleDelta().y() / 40);
    event->accept();
}

void LedgerView::walk(int step) {
    if (story_.rows.empty()) return;
    const auto last = static_cast<std::ptrdiff_t>(story_.rows.size()) - 1;
    const std::ptrdiff_t from = hovered_ ? static_cast<std::ptrdiff_t>(*hovered_) : step > 0 ? -1 : last + 1;
    const auto row = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(from + step, 0, last));
    const LedgerStory::Row& to = story_.rows[row];
    announceItem(*this, tr("%1: before %2, promised %3, after %4").arg(to.name, to.before, to.promised, to.after));
    reveal(row);
    point(row);
}

void LedgerView::keyPressEvent(QKeyEvent* event) {
    const bool chosen = hovered_ && *hovered_ < story_.rows.size() && moment().scene;
    switch (event->key()) {
        case Qt::Key_Down: return walk(+1);
        case Qt::Key_Up: return walk(-1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (chosen) return Q_EMIT picked(selectionOf(moment(), story_.rows[*hovered_]));
            break;
        default: break;
    }
    MomentView::keyPressEvent(event);
}

void LedgerView::focusInEvent(QFocusEvent* event) {
    focus_.gained(event->reason());
    update();
}

void LedgerView::focusOutEvent(QFocusEvent*) {
    focus_.lost();
    update();
}

/// What is cut by an ellipsis can be read as a whole.
bool LedgerView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return MomentView::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto row = rowAt(help->pos());
    const QString whole = row ? tr("%1 · before %2 · promised %3 · after %4")
                                    .arg(story_.rows[*row].name, story_.rows[*row].before, story_.rows[*row].promised, story_.rows[*row].after)
                              : help->pos().y() < headHeight() ? story_.verdict : remark();
    QToolTip::showText(help->globalPos(), QStringLiteral("<p>%1</p>").arg(whole.toHtmlEscaped()), this);
    return true;
}

}  // namespace vitrine::ui
