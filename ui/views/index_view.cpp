#include "ui/views/index_view.h"

#include <QAccessible>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainterPath>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/models/numbers.h"
#include "ui/models/record_state.h"

namespace vitrine::ui {

namespace {

constexpr double kPitch = 21.6, kLeastPitch = 18, kArrows = 14, kTop = 3, kSummary = 104, kStretches = 34;
constexpr double kLowSummary = 52, kLowStretches = 18, kLow = 270;  // of a card that is lower than that
constexpr std::size_t kMostStatedShown = 4096;

QColor slotFill(const Theme& theme) { return mixed(theme.card, theme.line, 0.5); }

}  // namespace

IndexView::IndexView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("indexView"));
    setAccessibleName(tr("Slots of the hash table"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    scroll_ = new SlimScrollBar(look, this);
    scroll_->setObjectName(QStringLiteral("indexScroll"));
    connect(scroll_, &QScrollBar::valueChanged, this, [this] {
        relayout();
        update();
    });
}

QSize IndexView::sizeHint() const { return {look().px(376), look().px(16 * kPitch + kTop)}; }
QSize IndexView::minimumSizeHint() const { return {look().px(260), look().px(8 * kLeastPitch)}; }

double IndexView::left() const {
    // Room for the probe's arrows, then for the numbers.
    const double digits = static_cast<double>(slotText(std::max<std::uint64_t>(model_.slotCount(), 1) - 1).size());
    return (kArrows + digits * 7.3 + 11) * look().scale();
}
double IndexView::right() const { return width() - (scroll_->isVisible() ? scroll_->width() + look().px(3) : 0) - 4; }
bool IndexView::low() const { return height() < kLow * look().scale(); }
double IndexView::listTop() const { return (model_.whole() ? kTop : low() ? kLowSummary : kSummary) * look().scale(); }
std::uint64_t IndexView::rowCount() const { return model_.whole() ? model_.slotCount() : stated_.size(); }
std::uint64_t IndexView::slotOfRow(std::uint64_t row) const { return model_.whole() ? row : stated_[row]; }

std::optional<std::uint64_t> IndexView::rowOfSlot(std::uint64_t slot) const {
    if (model_.whole()) return slot < model_.slotCount() ? std::optional(slot) : std::nullopt;
    const auto at = std::ranges::lower_bound(stated_, slot);
    if (at == stated_.end() || *at != slot) return {};
    return static_cast<std::uint64_t>(at - stated_.begin());
}

double IndexView::yOfRow(std::uint64_t row) const {
    return listTop() + (static_cast<double>(row) - scroll_->value()) * pitch_;
}

void IndexView::momentChanged() {
    if (!moment().scene) return;
    const bool moved = shownAt_ != MomentKey::of(moment());
    shownAt_ = MomentKey::of(moment());
    model_.show(moment());
    stated_ = model_.whole() ? std::vector<std::uint64_t>() : model_.statedSlots(kMostStatedShown);
    relayout();
    if (moved) {
        if (const auto changed = model_.changedSlot())
            reveal(*changed);
        else if (!model_.probe().empty() && (model_.probe().inThisStep || !model_.whole()))
            reveal(model_.probe().slots.back());
    } else if (!moment().pinned.empty() && moment().hovered.empty()) {
        if (const auto pointed = model_.pointedSlot()) reveal(*pointed);
    }
    Q_EMIT shown();
}

void IndexView::lookChanged() {
    relayout();
    MomentView::lookChanged();
}

void IndexView::relayout() {
    const double s = look().scale(), room = height() - listTop();
    const auto rows = static_cast<double>(std::max<std::uint64_t>(rowCount(), 1));
    // Rows that do not all fit are as close as can be read, and fill the height without a cut one.
    const double visibleRows = std::max(1.0, std::floor(room / (kLeastPitch * s)));
    pitch_ = std::clamp(room / rows, std::min(room / visibleRows, kPitch * s), kPitch * s);
    const bool scrolls = rows * pitch_ > room + 1;
    const int bar = scroll_->sizeHint().width();
    scroll_->setGeometry(width() - bar, 0, bar, height());
    scroll_->setVisible(scrolls);
    const auto visible = static_cast<std::uint64_t>(std::max(1.0, room / pitch_));
    {
        const QSignalBlocker quiet(scroll_);
        scroll_->setRange(0, scrolls ? static_cast<int>(std::min<std::uint64_t>(rowCount() - visible, 2'000'000'000)) : 0);
        scroll_->setPageStep(static_cast<int>(std::min<std::uint64_t>(visible, 1'000'000)));
    }
    // Keys share a column: as wide as the widest in sight, within reason.
    const QFontMetricsF metrics(look().mono(12));
    keyWidth_ = 62 * s;
    for (std::uint64_t i = 0; i < visible && moment().scene; ++i) {
        const auto row = static_cast<std::uint64_t>(scroll_->value()) + i;
        if (row >= rowCount()) break;
        const SlotRow slot = model_.at(slotOfRow(row));
        if (slot.used)
            keyWidth_ = std::max(keyWidth_, metrics.horizontalAdvance(QString::fromStdString(label(slot.key, 40))));
    }
    const double target = metrics.horizontalAdvance(QStringLiteral("→ 2222 @ 0x0000  999 B"));
    keyWidth_ = std::clamp(keyWidth_, 62 * s, std::max(62 * s, right() - left() - target - 30 * s));
}

void IndexView::reveal(std::uint64_t slot) {
    const auto row = rowOfSlot(slot);
    if (!row || !scroll_->isVisible()) return;
    const auto value = static_cast<int>(*row);
    const int page = scroll_->pageStep();
    if (value < scroll_->value() + 1) scroll_->setValue(std::max(0, value - 1));
    if (value > scroll_->value() + page - 2) scroll_->setValue(value - page + 2);
}

QPoint IndexView::positionOf(std::uint64_t slot) const {
    const auto row = rowOfSlot(slot);
    if (!row) return {-1, -1};
    return QPointF((left() + right()) / 2, yOfRow(*row) + pitch_ / 2).toPoint();
}

std::optional<std::uint64_t> IndexView::slotAt(QPointF point) const {
    if (point.y() < listTop() || !model_.node()) return {};
    const auto row = static_cast<std::uint64_t>((point.y() - listTop()) / pitch_) +
                     static_cast<std::uint64_t>(scroll_->value());
    return row < rowCount() ? std::optional(slotOfRow(row)) : std::nullopt;
}

Selection IndexView::selectionOf(std::uint64_t slot) const {
    Selection selection;
    selection.kind = Selection::Kind::slot;
    selection.cell = {model_.node(), slot};
    selection.key = model_.at(slot).key;
    return selection;
}

// ---- painting ----------------------------------------------------------------------------------------------------------

void IndexView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!model_.node()) {
        painter.setPen(theme().muted);
        painter.setFont(look().sans(14));
        const bool nothing = !moment().scene || moment().timeline().operationCount() == 0;
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         nothing ? tr("16 empty slots. Put a key.") : tr("No index is in memory at this moment."));
        return;
    }
    if (!model_.whole()) paintSummary(painter);
    const auto pointed = model_.pointedSlot();
    for (auto row = static_cast<std::uint64_t>(scroll_->value()); row < rowCount(); ++row) {
        if (yOfRow(row) > height()) break;
        paintSlot(painter, model_.at(slotOfRow(row)), yOfRow(row));
    }
    // Marks over their neighbours.
    const double s = look().scale();
    const auto frame = [&](std::uint64_t row) {
        QPainterPath path;
        path.addRoundedRect(QRectF(left(), yOfRow(row), right() - left(), pitch_ - 2 * s), 4 * s, 4 * s);
        return path;
    };
    for (auto row = static_cast<std::uint64_t>(scroll_->value()); row < rowCount() && yOfRow(row) < height(); ++row) {
        const SlotRow slot = model_.at(slotOfRow(row));
        if (!slot.changed) continue;
        painter.save();
        painter.setPen(Qt::NoPen);
        if (slot.used) {
            paintGlow(painter, frame(row), theme(), s);
        } else {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(dashedPen(theme().blue, 1.5 * s, 4 * s, 3 * s));
            painter.drawPath(frame(row));
        }
        painter.restore();
    }
    if (pointed)
        if (const auto row = rowOfSlot(*pointed)) paintOutline(painter, frame(*row), theme(), s);
    paintProbe(painter);
    if (focus_.shown()) paintFocusRing(painter, rect(), theme());
}

void IndexView::paintSlot(QPainter& painter, const SlotRow& row, double y) {
    const double s = look().scale(), middle = y + pitch_ / 2 - 1 * s;
    const Theme& t = theme();
    const QFont mono = look().mono(12);
    const QFontMetricsF metrics(mono);
    const double baseline = middle + metrics.capHeight() / 2;
    const QString number = slotText(row.slot);
    painter.setFont(look().mono(12, row.used ? QFont::DemiBold : QFont::Normal));
    painter.setPen(row.used ? t.ink : t.muted);
    painter.drawText(QPointF(left() - 11 * s - metrics.horizontalAdvance(number), baseline), number);
    if (!row.used) {
        painter.setPen(dashedPen(mixed(t.line, t.muted, 0.15), std::max(1.0, 1.2 * s), 1.6 * s, 3 * s));
        painter.drawLine(QPointF(left() + 8 * s, middle), QPointF(right() - 4 * s, middle));
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(row.changed ? t.blueTint : slotFill(t));
    painter.drawRoundedRect(QRectF(left(), y, right() - left(), pitch_ - 2 * s), 3 * s, 3 * s);
    painter.setFont(mono);
    painter.setPen(t.ink);
    const double keyLeft = left() + 10 * s;
    // Long keys begin alike more often than they end alike.
    const QString key = row.key.empty() ? QStringLiteral("\"\"") : QString::fromStdString(label(row.key, 40));
    painter.drawText(QPointF(keyLeft, baseline), metrics.elidedText(key, Qt::ElideMiddle, keyWidth_ + 2));
    if (row.target.space == 0) return;
    const QString size = QStringLiteral("%1 B").arg(row.target.length);
    const double sizeLeft = right() - 10 * s - metrics.horizontalAdvance(size);
    const double targetLeft = keyLeft + keyWidth_ + 12 * s;
    QString target =
        QStringLiteral("→ %1 @ %2").arg(fileTitle(*moment().scene, row.target.space), hex(row.target.offset));
    if (metrics.horizontalAdvance(target) > sizeLeft - targetLeft - 6 * s)
        if (const auto segment = segmentNumber(*moment().scene, row.target.space))
            target = QStringLiteral("→ %1 @ %2").arg(*segment).arg(hex(row.target.offset));
    drawElided(painter, QPointF(targetLeft, baseline), sizeLeft - targetLeft - 6 * s, target);
    painter.setPen(t.muted);
    painter.drawText(QPointF(sizeLeft, baseline), size);
}

void IndexView::paintProbe(QPainter& painter) {
    const Probe& probe = model_.probe();
    const double s = look().scale();
    const QColor color = probe.inThisStep ? theme().blue : theme().muted;
    for (std::size_t i = 1; i < probe.slots.size(); ++i) {
        const auto from = rowOfSlot(probe.slots[i - 1]), to = rowOfSlot(probe.slots[i]);
        if (!from || !to) continue;
        const double y0 = yOfRow(*from) + pitch_ / 2 - s, y1 = yOfRow(*to) + pitch_ / 2 - s;
        if (std::max(y0, y1) < listTop() || std::min(y0, y1) > height()) continue;
        // From slot to slot it bends around the numbers; a wrap to the first slot bends further.
        const double tip = (kArrows - 3) * s, bend = *to == *from + 1 ? 10 * s : 16 * s;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 2 * s, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        QPainterPath path(QPointF(tip + 1 * s, y0));
        path.cubicTo(QPointF(tip - bend, y0 + 1 * s), QPointF(tip - bend, y1 - 1 * s), QPointF(tip, y1));
        painter.drawPath(path);
        painter.drawPolyline(QPolygonF({QPointF(tip - 5 * s, y1 - 4.5 * s), QPointF(tip, y1), QPointF(tip - 6 * s, y1 + 3 * s)}));
    }
}

void IndexView::paintSummary(QPainter& painter) {
    const double s = look().scale();
    const QLocale locale = groupedNumbers();
    const TableSummary& summary = model_.summary();
    const double load = model_.slotCount() ? static_cast<double>(model_.usedCount()) / static_cast<double>(model_.slotCount()) : 0;
    paintStretches(painter, QRectF(4 * s, 2 * s, right() - 8 * s, (low() ? kLowStretches : kStretches) * s), load);
    painter.setFont(look().sans(13));
    painter.setPen(theme().ink);
    painter.drawText(QPointF(4 * s, (low() ? 42 : 60) * s), tr("%1 keys in %2 slots, %3 % full")
                                                 .arg(locale.toString(static_cast<qulonglong>(model_.usedCount())),
                                                      locale.toString(static_cast<qulonglong>(model_.slotCount())))
                                                 .arg(static_cast<int>(std::lround(load * 100))));
    if (low()) return;  // the slots need the room
    painter.setPen(theme().muted);
    painter.setFont(look().sans(12.5));
    const auto percent = [](double share) { return fixed(share * 100, 1); };
    const QString stretches = summary.loads.empty()
                                  ? tr("Too many slots to be shown one by one.")
                                  : tr("Each of its %1 stretches is %2 to %3 % full.")
                                        .arg(summary.loads.size())
                                        .arg(percent(summary.least()), percent(summary.most()));
    const QString shown =
        !summary.shows() ? tr("Get a key to see the slots around it.")
                         : (summary.beforeGap ? tr("Slots %1 to %2, around a key from before the gap:")
                                              : tr("Slots %1 to %2, around the key used last:"))
                               .arg(slotText(summary.shownFirst), slotText(summary.shownEnd - 1));
    drawElided(painter, QPointF(4 * s, 78 * s), right() - 8 * s, stretches);
    drawElided(painter, QPointF(4 * s, 95 * s), right() - 8 * s, shown);
}

/// How full each stretch of a large table is, a column each, and where in it the slots below lie.
void IndexView::paintStretches(QPainter& painter, const QRectF& box, double load) {
    const double s = look().scale();
    const TableSummary& summary = model_.summary();
    painter.setPen(Qt::NoPen);
    painter.setBrush(slotFill(theme()));
    painter.drawRect(box);
    const std::vector<double> loads = summary.loads.empty() ? std::vector<double>(1, load) : summary.loads;
    const double width = box.width() / static_cast<double>(loads.size());
    const QColor fill = mixed(theme().card, theme().muted, 0.55);
    for (std::size_t i = 0; i < loads.size(); ++i) {
        const double high = box.height() * std::clamp(loads[i], 0.0, 1.0);
        const double gap = loads.size() > 1 ? std::min(1.0 * s, width / 4) : 0;
        painter.fillRect(QRectF(box.left() + static_cast<double>(i) * width, box.bottom() - high, width - gap, high), fill);
    }
    if (!summary.shows() || model_.slotCount() == 0) return;
    const double x = box.left() + box.width() * static_cast<double>(summary.shownFirst) / static_cast<double>(model_.slotCount());
    painter.setBrush(theme().ink);
    painter.drawPolygon(QPolygonF({QPointF(x, box.bottom() + 1 * s), QPointF(x - 5 * s, box.bottom() + 8 * s),
                                   QPointF(x + 5 * s, box.bottom() + 8 * s)}));
}

// ---- events ------------------------------------------------------------------------------------------------------------

void IndexView::resizeEvent(QResizeEvent*) { relayout(); }

void IndexView::mouseMoveEvent(QMouseEvent* event) {
    const auto slot = slotAt(event->position());
    const bool used = slot && model_.at(*slot).used;
    const Selection selection = used ? selectionOf(*slot) : Selection();
    setCursor(used ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (selection == lastHover_) return;
    lastHover_ = selection;
    Q_EMIT hovered(selection);
}

void IndexView::leaveEvent(QEvent*) {
    if (lastHover_.empty()) return;
    lastHover_ = {};
    Q_EMIT hovered({});
}

void IndexView::mousePressEvent(QMouseEvent* event) {
    const auto slot = slotAt(event->position());
    if (event->button() == Qt::LeftButton && slot && model_.at(*slot).used) Q_EMIT picked(selectionOf(*slot));
}

void IndexView::mouseDoubleClickEvent(QMouseEvent* event) {
    const auto slot = slotAt(event->position());
    if (!slot || !model_.at(*slot).used) return;
    // The write that made what the slot points at; without history of it, the fact that set the slot.
    const RangeRef& target = model_.at(*slot).target;
    const auto record = moment().timeline().recordAt(target.space, target.offset, moment().position());
    FactId made = moment().scene->setBy({model_.node(), *slot});
    if (record && record->stagedBy != kNoFact) {
        const auto runs = moment().timeline().runsOf(target.space, target.offset, 1, moment().position());
        if (!runs.empty() && runs.front().writer != kNoFact) made = runs.front().writer;
    }
    if (made != kNoFact) Q_EMIT goTo(momentOf(moment().timeline(), made));
}

void IndexView::wheelEvent(QWheelEvent* event) {
    if (!scroll_->isVisible()) return event->ignore();
    scroll_->setValue(scroll_->value() - event->angleDelta().y() / 40);
    event->accept();
}

void IndexView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Down: return walk(+1);
        case Qt::Key_Up: return walk(-1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (lastHover_.empty()) break;
            Q_EMIT picked(lastHover_);
            return;
        default: break;
    }
    MomentView::keyPressEvent(event);
}

void IndexView::walk(int step) {
    if (!model_.node() || rowCount() == 0) return;
    const auto rows = static_cast<std::int64_t>(rowCount());
    const auto here = model_.pointedSlot() ? rowOfSlot(*model_.pointedSlot()) : std::nullopt;
    for (std::int64_t row = here ? static_cast<std::int64_t>(*here) + step : step > 0 ? 0 : rows - 1; row >= 0 && row < rows;
         row += step) {
        const std::uint64_t slot = slotOfRow(static_cast<std::uint64_t>(row));
        const SlotRow found = model_.at(slot);
        if (!found.used) continue;
        setAccessibleDescription(tr("slot %1, %2, points at %3, offset %4")
                                     .arg(slotText(slot), QString::fromStdString(label(found.key, 40)),
                                          fileTitle(*moment().scene, found.target.space), hex(found.target.offset)));
        QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&changed);
        reveal(slot);
        lastHover_ = selectionOf(slot);
        Q_EMIT hovered(lastHover_);
        return;
    }
}

void IndexView::focusInEvent(QFocusEvent* event) {
    focus_.gained(event->reason());
    update();
}

void IndexView::focusOutEvent(QFocusEvent*) {
    focus_.lost();
    update();
}

}  // namespace vitrine::ui
