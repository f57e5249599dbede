#include "ui/views/index_view.h"

#include <QAccessible>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/models/numbers.h"
#include "ui/models/record_state.h"
#include "ui/views/index_geometry.h"

namespace vitrine::ui {

using namespace index_geometry;

namespace {

constexpr std::size_t kMostStatedShown = 4096;

}  // namespace

IndexView::IndexView(Look& look, QWidget* parent) : MomentView(look, parent), motion_(look, *this) {
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
QSize IndexView::minimumSizeHint() const { return {look().px(260), look().px(kTop + 4 * kLeastPitch)}; }

double IndexView::left() const {
    // Room for the probe's arrows, then for the numbers.
    const double digits = static_cast<double>(slotText(std::max<std::uint64_t>(model_.slotCount(), 1) - 1).size());
    return (kArrows + digits * 7.3 + 11) * look().scale();
}
double IndexView::right() const { return width() - (scroll_->isVisible() ? scroll_->width() + look().px(3) : 0) - 4; }
bool IndexView::low() const { return height() < kLow * look().scale(); }
double IndexView::listTop() const { return (model_.whole() ? kTop : low() ? kLowSummary : kSummary) * look().scale(); }
std::uint64_t IndexView::rowCount() const { return model_.slotCount(); }

bool IndexView::known(std::uint64_t slot) const {
    return model_.whole() || std::ranges::binary_search(stated_, slot);
}

double IndexView::yOfRow(std::uint64_t row) const {
    return listTop() + (static_cast<double>(row) - scroll_->value()) * pitch_;
}

void IndexView::momentChanged() {
    if (!moment().scene) return;
    const bool moved = shownAt_ != MomentKey::of(moment());
    const auto direction = moved ? motion_.moved(shownAt_.position, moment()) : Motion::Direction::none;
    const Sight before = direction == Motion::Direction::none ? Sight() : sight_;
    shownAt_ = MomentKey::of(moment());
    const std::uint64_t windowBefore = model_.summary().shownFirst;
    const bool wholeBefore = model_.whole();
    model_.show(moment());
    stated_ = model_.whole() ? std::vector<std::uint64_t>() : model_.statedSlots(kMostStatedShown);
    relayout();
    if (moved) {
        // Of a table that is known in part, what is known is shown.
        const bool other = wholeBefore != model_.whole() || windowBefore != model_.summary().shownFirst;
        if (!model_.whole() && model_.summary().shows() && other) toTop(model_.summary().shownFirst);
        if (const auto changed = model_.changedSlot())
            reveal(*changed);
        else if (!model_.probe().empty() && (model_.probe().inThisStep || !model_.whole()))
            reveal(model_.probe().slots.back());
    } else if (!moment().pinned.empty() && moment().hovered.empty()) {
        if (const auto pointed = model_.pointedSlot()) reveal(*pointed);
    }
    sight_ = sight();
    motion_.begin(partsFrom(before), direction);
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
    const bool scrolls = !isGrid() && rows * pitch_ > room + 1;
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
        const SlotRow slot = model_.at(row);
        if (slot.used)
            keyWidth_ = std::max(keyWidth_, metrics.horizontalAdvance(QString::fromStdString(label(slot.key, 40))));
    }
    const double target = metrics.horizontalAdvance(QStringLiteral("→ 2222 @ 0x0000  999 B"));
    keyWidth_ = std::clamp(keyWidth_, 62 * s, std::max(62 * s, right() - left() - target - 30 * s));
}

void IndexView::reveal(std::uint64_t slot) {
    if (slot >= rowCount() || !scroll_->isVisible()) return;
    const auto value = static_cast<int>(std::min<std::uint64_t>(slot, 2'000'000'000));
    const int page = scroll_->pageStep();
    if (value < scroll_->value() + 1) scroll_->setValue(std::max(0, value - 1));
    if (value > scroll_->value() + page - 2) scroll_->setValue(value - page + 2);
}

void IndexView::toTop(std::uint64_t slot) {
    scroll_->setValue(static_cast<int>(std::min<std::uint64_t>(slot, 2'000'000'000)));
}

QPoint IndexView::positionOf(std::uint64_t slot) const {
    if (slot >= rowCount() || !known(slot)) return {-1, -1};
    if (isGrid()) return cellOf(slot).center().toPoint();
    return QPointF((left() + right()) / 2, yOfRow(slot) + pitch_ / 2).toPoint();
}

std::optional<std::uint64_t> IndexView::slotAt(QPointF point) const {
    if (isGrid()) return slotInGrid(point);
    if (point.y() < listTop() || !model_.node()) return {};
    const auto row = static_cast<std::uint64_t>((point.y() - listTop()) / pitch_) +
                     static_cast<std::uint64_t>(scroll_->value());
    return row < rowCount() ? std::optional(row) : std::nullopt;
}

Selection IndexView::selectionOf(std::uint64_t slot) const {
    Selection selection;
    selection.kind = Selection::Kind::slot;
    selection.cell = {model_.node(), slot};
    selection.key = model_.at(slot).key;
    return selection;
}

// ---- events ------------------------------------------------------------------------------------------------------------

bool IndexView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || !model_.node() || !model_.whole()) return MomentView::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const bool bar = help->pos().y() < listTop();
    QToolTip::showText(help->globalPos(), bar ? loadText() : QString(), this);
    return true;
}

void IndexView::resizeEvent(QResizeEvent*) {
    relayout();
    // The card around it may have taken room for what it says of this step.
    if (!moment().scene) return;
    if (const auto changed = model_.changedSlot()) reveal(*changed);
}

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
    // The picture of a large table is a way through it.
    if (!model_.whole() && model_.node() && event->position().y() < stretchesHeight() && event->button() == Qt::LeftButton) {
        const double share = std::clamp((event->position().x() - 4 * look().scale()) / (right() - 8 * look().scale()), 0.0, 1.0);
        return toTop(static_cast<std::uint64_t>(share * static_cast<double>(model_.slotCount() - 1)));
    }
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
    // Of a table that is known in part, over what is known.
    const auto count = static_cast<std::int64_t>(model_.whole() ? rowCount() : stated_.size());
    const auto slotAtPlace = [&](std::int64_t place) {
        return model_.whole() ? static_cast<std::uint64_t>(place) : stated_[static_cast<std::size_t>(place)];
    };
    std::int64_t place = step > 0 ? 0 : count - 1;
    if (const auto here = model_.pointedSlot()) {
        const auto at = model_.whole() ? static_cast<std::int64_t>(*here)
                                       : static_cast<std::int64_t>(std::ranges::lower_bound(stated_, *here) - stated_.begin());
        place = at + step;
    }
    for (; place >= 0 && place < count; place += step) {
        const std::uint64_t slot = slotAtPlace(place);
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
