#include "ui/views/outcomes_view.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/views/accessible_views.h"

namespace vitrine::ui {

namespace {
constexpr double kHead = 17, kGap = 5, kFlowWidth = 84, kFlowHeight = 46, kMostTile = 64;

QString fateHead(lab::Fate fate) {
    switch (fate) {
        case lab::Fate::lost:
            return OutcomesView::tr("lost");
        case lab::Fate::torn:
            return OutcomesView::tr("torn");
        case lab::Fate::kept:
            break;
    }
    return OutcomesView::tr("whole");
}
}  // namespace

OutcomesView::OutcomesView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("outcomesView"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Kinds of disk that a power cut may leave"));
}

void OutcomesView::lookChanged() {
    arrange();
    MomentView::lookChanged();
}

void OutcomesView::resizeEvent(QResizeEvent* event) {
    arrange();
    MomentView::resizeEvent(event);
}

void OutcomesView::setTiles(const OutcomeTiles& tiles, std::optional<std::size_t> current) {
    tiles_ = &tiles;
    current_ = current;
    arrange();
    update();
    if (current_ && *current_ < tiles.tiles.size()) announceItem(*this, tiles.tiles[*current_].words);
}

void OutcomesView::arrange() {
    places_.clear();
    folded_ = 0;
    if (!tiles_ || tiles_->tiles.empty()) return;
    if (tiles_->grid)
        arrangeGrid();
    else
        arrangeFlow();
}

void OutcomesView::arrangeGrid() {
    const QFontMetricsF words(look().sans(12)), keys(look().mono(12));
    headLeft_ = look().px(6) + std::min(width() * 0.3, std::max({words.horizontalAdvance(fateHead(lab::Fate::lost)),
                                                                 words.horizontalAdvance(fateHead(lab::Fate::torn)),
                                                                 words.horizontalAdvance(fateHead(lab::Fate::kept)),
                                                                 keys.horizontalAdvance(tiles_->down)}));
    headTop_ = 2 * look().px(kHead);
    const double gap = look().px(kGap);
    const double wide = (width() - headLeft_ - 3 * gap) / 3;
    const double high = std::min((height() - headTop_ - 3 * gap) / 3, look().px(kMostTile) * 1.0);
    for (std::size_t i = 0; i < tiles_->tiles.size(); ++i) {
        const auto column = static_cast<double>(i % 3), row = static_cast<double>(i / 3);
        places_.push_back({i, QRectF(headLeft_ + gap / 2 + column * (wide + gap),
                                     headTop_ + gap / 2 + row * (high + gap), wide, high)});
    }
}

/// As many as there is room for; the last place says how many there are besides.
void OutcomesView::arrangeFlow() {
    const double gap = look().px(kGap);
    const int columns = std::max(1, static_cast<int>((width() + gap) / (look().px(kFlowWidth) + gap)));
    const double wide = (width() - 2 - (columns - 1) * gap) / columns, high = look().px(kFlowHeight);
    const int rows = std::max(1, static_cast<int>((height() - 2 + gap) / (high + gap)));
    std::size_t room = static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
    if (tiles_->tiles.size() > room) folded_ = tiles_->tiles.size() - (room > 1 ? room - 1 : room);
    const std::size_t shown = tiles_->tiles.size() - folded_;
    for (std::size_t i = 0; i < shown + (folded_ ? 1 : 0); ++i) {
        const auto column = static_cast<double>(i % static_cast<std::size_t>(columns));
        const auto row = static_cast<double>(i / static_cast<std::size_t>(columns));
        const QRectF rect(1 + column * (wide + gap), 1 + row * (high + gap), wide, high);
        if (i < shown)
            places_.push_back({i, rect});
        else
            foldedAt_ = rect;
    }
}

QPoint OutcomesView::positionOf(std::size_t tile) const {
    const auto found = std::ranges::find(places_, tile, &Place::tile);
    return found == places_.end() ? QPoint() : found->rect.center().toPoint();
}

const OutcomesView::Place* OutcomesView::placeAt(const QPointF& at) const {
    const auto found = std::ranges::find_if(places_, [&](const Place& place) { return place.rect.contains(at); });
    return found == places_.end() ? nullptr : &*found;
}

// ---- what a person does -------------------------------------------------------------------------------------------

void OutcomesView::mousePressEvent(QMouseEvent* event) {
    const Place* place = event->button() == Qt::LeftButton ? placeAt(event->position()) : nullptr;
    if (place && tiles_->tiles[place->tile].outcomes > 0) Q_EMIT chosen(place->tile);
}

void OutcomesView::mouseDoubleClickEvent(QMouseEvent* event) {
    const Place* place = event->button() == Qt::LeftButton ? placeAt(event->position()) : nullptr;
    if (place && tiles_->tiles[place->tile].outcomes > 0) Q_EMIT entered(place->tile);
}

/// To the nearest tile in that direction that a disk may be left like.
void OutcomesView::walk(int across, int down) {
    const auto here = std::ranges::find(places_, current_.value_or(~std::size_t{0}), &Place::tile);
    const Place* best = nullptr;
    double nearest = 0;
    for (const Place& place : places_) {
        if (tiles_->tiles[place.tile].outcomes == 0) continue;
        if (here == places_.end()) {
            best = &place;
            break;
        }
        const QPointF way = place.rect.center() - here->rect.center();
        const double along = across ? way.x() * across : way.y() * down, aside = std::abs(across ? way.y() : way.x());
        if (along < 1) continue;
        const double distance = along + 4 * aside;
        if (best && distance >= nearest) continue;
        best = &place;
        nearest = distance;
    }
    if (best) Q_EMIT chosen(best->tile);
}

void OutcomesView::keyPressEvent(QKeyEvent* event) {
    if (!tiles_ || places_.empty()) return MomentView::keyPressEvent(event);
    switch (event->key()) {
        case Qt::Key_Left:
            return walk(-1, 0);
        case Qt::Key_Right:
            return walk(1, 0);
        case Qt::Key_Up:
            return walk(0, -1);
        case Qt::Key_Down:
            return walk(0, 1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (current_) Q_EMIT entered(*current_);
            return;
        default:
            MomentView::keyPressEvent(event);
    }
}

bool OutcomesView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || !tiles_) return MomentView::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const Place* place = placeAt(help->pos()))
        QToolTip::showText(help->globalPos(), tiles_->tiles[place->tile].words, this);
    return true;
}

// ---- painting -----------------------------------------------------------------------------------------------------

void OutcomesView::paintEvent(QPaintEvent*) {
    if (!tiles_) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (tiles_->grid) paintHeads(painter);
    for (const Place& place : places_) paintTile(painter, place);
    if (folded_ > 0) {
        painter.setFont(look().sans(12));
        painter.setPen(theme().muted);
        painter.drawText(foldedAt_, Qt::AlignCenter | Qt::TextWordWrap, tr("+ %L1 more kinds").arg(folded_));
    }
}

void OutcomesView::paintHeads(QPainter& painter) const {
    if (places_.size() < 9) return;
    const QFont mono = look().mono(12, QFont::DemiBold), sans = look().sans(12);
    painter.setFont(mono);
    painter.setPen(theme().ink);
    const QRectF top(headLeft_, 0, width() - headLeft_, look().px(kHead));
    painter.drawText(top, Qt::AlignCenter, QFontMetricsF(mono).elidedText(tiles_->across, Qt::ElideRight, top.width()));
    const QRectF side(0, look().px(kHead), headLeft_ - look().px(4), look().px(kHead));
    painter.drawText(side, Qt::AlignVCenter | Qt::AlignRight,
                     QFontMetricsF(mono).elidedText(tiles_->down, Qt::ElideRight, side.width()));
    painter.setFont(sans);
    painter.setPen(theme().muted);
    constexpr lab::Fate kFates[] = {lab::Fate::lost, lab::Fate::torn, lab::Fate::kept};
    for (std::size_t i = 0; i < 3; ++i) {
        const QRectF column = places_[i].rect;
        painter.drawText(QRectF(column.left(), look().px(kHead), column.width(), look().px(kHead)), Qt::AlignCenter,
                         fateHead(kFates[i]));
        const QRectF row = places_[3 * i].rect;
        painter.drawText(QRectF(0, row.top(), headLeft_ - look().px(4), row.height()),
                         Qt::AlignVCenter | Qt::AlignRight, fateHead(kFates[i]));
    }
}

/// The chosen one is framed blue; a broken promise is rust, with a cross. What cannot be is only outlined.
void OutcomesView::paintTile(QPainter& painter, const Place& place) const {
    const OutcomeTile& tile = tiles_->tiles[place.tile];
    const QRectF box = place.rect.adjusted(0.75, 0.75, -0.75, -0.75);
    const bool broken = tile.outcomes > 0 && tile.result == OutcomeResult::broken;
    const bool current = current_ == place.tile;
    QPen pen(current ? theme().blue : broken ? theme().rust : theme().line, current ? 2 : 1);
    if (tile.outcomes == 0) pen.setDashPattern({3, 3});
    painter.setPen(pen);
    painter.setBrush(broken ? theme().rustTint : current ? theme().blueTint : theme().card);
    painter.drawRoundedRect(box, look().px(5), look().px(5));
    if (tile.outcomes == 0) return;
    const double strip = look().px(9);
    const QRectF inner = box.adjusted(look().px(5), look().px(5), -look().px(5), -look().px(3));
    paintStrip(painter, QRectF(inner.left(), inner.top(), inner.width(), strip), tile);
    const double line = std::min(look().px(15) * 1.0, (inner.height() - strip) / 2);
    const double edge = look().px(2);
    QRectF text(box.left() + edge, inner.top() + strip + (inner.height() - strip - 2 * line) / 2,
                box.width() - 2 * edge, line);
    painter.setPen(broken ? theme().rust : theme().ink);
    paintFitting(painter, text, broken ? tr("✕ %1").arg(tile.what) : tile.what, 12, QFont::DemiBold);
    text.translate(0, line);
    painter.setPen(broken ? theme().rust : theme().muted);
    const QString less = tile.orLess && !broken ? tr("%1, or less").arg(tile.then) : tile.then;
    const bool fits = QFontMetricsF(look().sans(11.5)).horizontalAdvance(less) <= text.width();
    paintFitting(painter, text, fits ? less : tile.then, 11.5, QFont::Normal);
}

/// Words that are a little too long get smaller rather than lose their end.
void OutcomesView::paintFitting(QPainter& painter, const QRectF& at, const QString& words, double size,
                                QFont::Weight weight) const {
    constexpr double kLeastText = 9.5;
    QFont font = look().sans(size, weight);
    for (; size > kLeastText && QFontMetricsF(font).horizontalAdvance(words) > at.width(); size -= 0.5)
        font = look().sans(size - 0.5, weight);
    painter.setFont(font);
    painter.drawText(at, Qt::AlignCenter, QFontMetricsF(font).elidedText(words, Qt::ElideRight, at.width()));
}

/// A field for each thing that is pending: filled, half filled, dashed.
void OutcomesView::paintStrip(QPainter& painter, const QRectF& at, const OutcomeTile& tile) const {
    const auto count = static_cast<double>(tile.fates.size());
    if (count == 0) return;
    const double wide = std::min(at.width() / count, look().px(26) * 1.0);
    double x = at.left() + (at.width() - wide * count) / 2;
    for (const lab::Fate fate : tile.fates) {
        const QRectF field = QRectF(x, at.top(), wide, at.height()).adjusted(0.5, 0.5, wide > 4 ? -1 : -0.5, -0.5);
        x += wide;
        if (fate != lab::Fate::kept) {
            QPen pen(theme().rust, 1);
            pen.setDashPattern({2, 2});
            painter.setPen(pen);
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(field);
        }
        if (fate == lab::Fate::lost) continue;
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().live);
        painter.drawRect(fate == lab::Fate::kept ? field : field.adjusted(0, 0, -field.width() * 0.4, 0));
    }
}

}  // namespace vitrine::ui
