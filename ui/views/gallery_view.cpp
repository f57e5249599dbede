#include "ui/views/gallery_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/views/accessible_views.h"
#include "ui/views/card.h"
#include "ui/views/gallery_pictures.h"

namespace vitrine::ui {
namespace {

// In pixels at scale 1, as in the picture of the design.
constexpr int kGroupWidth = 152, kCardWidth = 206, kCardHeight = 192, kGap = 15, kPictureHeight = 82, kInset = 14;
constexpr int kNarrowBelow = 900;  // a group's title stands above its cards then

}  // namespace

QString groupWords(const QString& section) {
    if (section == QLatin1String("Write it down")) return GalleryView::tr("what the bytes are");
    if (section == QLatin1String("Survive")) return GalleryView::tr("what a power cut leaves");
    if (section == QLatin1String("Tidy and sort")) return GalleryView::tr("what costs space and time");
    if (section == QLatin1String("Power cuts")) return GalleryView::tr("what recovery makes of it");
    return {};
}

GalleryView::GalleryView(Look& look, std::vector<Lesson> lessons, QWidget* parent)
    : QWidget(parent), look_(look), lessons_(std::move(lessons)) {
    setObjectName(QStringLiteral("galleryView"));
    setAccessibleName(tr("Lessons"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&look_, &Look::changed, this, [this] {
        relayout();
        updateGeometry();
        update();
    });
    setFilter({});
}

void GalleryView::setFilter(const QString& words) {
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    shown_.clear();
    for (std::size_t i = 0; i < lessons_.size(); ++i) {
        const Lesson& one = lessons_[i];
        const QString number = one.isScenario() ? QString() : QString::number(one.number);
        const QString all = QStringList{number, one.title, one.group, one.about, one.engine, one.picture,
                                        one.commands.join(QLatin1Char(' '))}
                                .join(QLatin1Char(' '));
        if (std::ranges::all_of(wanted, [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); }))
            shown_.push_back(i);
    }
    marked_ = 0;
    relayout();
    updateGeometry();
    update();
    Q_EMIT markMoved();
}

void GalleryView::setSeen(const QSet<QString>& ids) {
    seen_ = ids;
    update();
}

const Lesson* GalleryView::marked() const {
    return marked_ < places_.size() ? &lessons_[places_[marked_].lesson] : nullptr;
}

void GalleryView::mark(const QString& id) {
    for (std::size_t i = 0; i < places_.size(); ++i)
        if (lessons_[places_[i].lesson].id == id) markPlace(i);
}

std::optional<QPoint> GalleryView::positionOf(const QString& id) const {
    for (const Place& place : places_)
        if (lessons_[place.lesson].id == id) return place.rect.center();
    return std::nullopt;
}

QRect GalleryView::markedRect() const { return marked_ < places_.size() ? places_[marked_].rect : QRect(); }

// ---- where everything is -------------------------------------------------------------------------------------------------

int GalleryView::arrange(int width, std::vector<Place>* places, std::vector<Group>* groups) const {
    const bool narrow = width < look_.px(kNarrowBelow);
    const int left = narrow ? 0 : look_.px(kGroupWidth), gap = look_.px(kGap);
    const int columns = std::max(1, (width - left + gap) / (look_.px(kCardWidth) + gap));
    const int cardWidth = (width - left - (columns - 1) * gap) / columns;
    int y = 0;
    for (std::size_t i = 0; i < shown_.size();) {
        const Lesson& first = lessons_[shown_[i]];
        const int titleHeight = look_.px(narrow ? 30 : 64);
        if (groups) groups->push_back({first.group, groupWords(first.section), QRect(0, y, narrow ? width : left - gap, titleHeight)});
        if (narrow) y += titleHeight;
        int column = 0;
        for (; i < shown_.size() && lessons_[shown_[i]].section == first.section; ++i) {
            if (column == columns) column = 0, y += look_.px(kCardHeight) + gap;
            if (places) places->push_back({shown_[i], QRect(left + column * (cardWidth + gap), y, cardWidth, look_.px(kCardHeight))});
            ++column;
        }
        y += look_.px(kCardHeight) + gap;
    }
    return std::max(0, y - gap);
}

void GalleryView::relayout() {
    places_.clear(), groups_.clear();
    arrange(width(), &places_, &groups_);
    marked_ = std::min(marked_, places_.empty() ? 0 : places_.size() - 1);
}

int GalleryView::heightForWidth(int width) const { return arrange(width, nullptr, nullptr); }
QSize GalleryView::sizeHint() const { return {look_.px(1400), heightForWidth(look_.px(1400))}; }

void GalleryView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    relayout();
}

// ---- moving and starting -------------------------------------------------------------------------------------------------

void GalleryView::markPlace(std::size_t place) {
    if (place >= places_.size() || place == marked_) return;
    marked_ = place;
    const Lesson& lesson = *marked();
    announceItem(*this, lesson.isScenario() ? tr("Scenario %1: %2").arg(lesson.title, lesson.about)
                                            : tr("Lesson %1, %2: %3").arg(lesson.number).arg(lesson.title, lesson.about));
    update();
    Q_EMIT markMoved();
}

/// Down and up go to the card that lies nearest below or above.
void GalleryView::walk(int across, int down) {
    if (places_.empty()) return;
    if (across != 0) {
        if (across < 0 && marked_ == 0) return;
        return markPlace(marked_ + static_cast<std::size_t>(across));
    }
    const QPoint from = places_[marked_].rect.center();
    std::optional<std::size_t> best;
    const auto far = [&](std::size_t i) {
        const QPoint apart = places_[i].rect.center() - from;
        return std::abs(apart.y()) * 4 + std::abs(apart.x());
    };
    for (std::size_t i = 0; i < places_.size(); ++i) {
        if ((places_[i].rect.center().y() - from.y()) * down <= 0) continue;
        if (!best || far(i) < far(*best)) best = i;
    }
    if (best) markPlace(*best);
}

std::optional<std::size_t> GalleryView::placeAt(QPoint point) const {
    for (std::size_t i = 0; i < places_.size(); ++i)
        if (places_[i].rect.contains(point)) return i;
    return std::nullopt;
}

void GalleryView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left: return walk(-1, 0);
        case Qt::Key_Right: return walk(1, 0);
        case Qt::Key_Up: return walk(0, -1);
        case Qt::Key_Down: return walk(0, 1);
        case Qt::Key_Home: return markPlace(0);
        case Qt::Key_End: return markPlace(places_.empty() ? 0 : places_.size() - 1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            if (const Lesson* lesson = marked()) Q_EMIT started(*lesson);
            return;
        default: QWidget::keyPressEvent(event);
    }
}

void GalleryView::mouseMoveEvent(QMouseEvent* event) {
    const auto place = placeAt(event->position().toPoint());
    setCursor(place ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (place) markPlace(*place);
}

void GalleryView::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    const auto place = placeAt(event->position().toPoint());
    if (!place) return;
    markPlace(*place);
    Q_EMIT started(*marked());
}

void GalleryView::focusInEvent(QFocusEvent*) { update(); }
void GalleryView::focusOutEvent(QFocusEvent*) { update(); }

// ---- painting ------------------------------------------------------------------------------------------------------------

QString GalleryView::stateOf(const Lesson& lesson, bool marked) const {
    if (marked) return tr("Enter starts it");
    return seen_.contains(lesson.id) ? tr("seen") : QString();
}

void GalleryView::paintCard(QPainter& painter, const Place& place, bool marked) const {
    const Theme& theme = look_.theme();
    const Lesson& lesson = lessons_[place.lesson];
    const double inset = look_.px(kInset);
    painter.setPen(QPen(marked ? theme.blue : theme.line, marked ? look_.px(2) : 1));
    painter.setBrush(theme.card);
    painter.drawRoundedRect(QRectF(place.rect).adjusted(1, 1, -1, -1), look_.px(9), look_.px(9));
    const QRectF box = QRectF(place.rect).adjusted(inset, 0, -inset, 0);
    paintGalleryPicture(painter, QRectF(box.left(), box.top() + look_.px(6), box.width(), look_.px(kPictureHeight - 8)), lesson.picture, look_);
    double y = box.top() + look_.px(kPictureHeight + 9);
    painter.setPen(QPen(theme.line, 1));
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
    y += look_.px(8);
    const QRectF titleLine(box.left(), y, box.width(), look_.px(22));
    painter.setFont(look_.sans(15));
    painter.setPen(theme.muted);
    const QString number = lesson.isScenario() ? QString() : QString::number(lesson.number) + QStringLiteral("  ");
    painter.drawText(titleLine, Qt::AlignVCenter, number);
    const double numberWidth = QFontMetricsF(painter.font()).horizontalAdvance(number);
    painter.setFont(look_.sans(15, QFont::DemiBold));
    painter.setPen(theme.ink);
    const double room = box.width() - numberWidth;
    painter.drawText(titleLine.adjusted(numberWidth, 0, 0, 0), Qt::AlignVCenter,
                     QFontMetricsF(painter.font()).elidedText(lesson.title, Qt::ElideRight, room));
    painter.setFont(look_.sans(13));
    painter.setPen(theme.muted);
    painter.drawText(QRectF(box.left(), y + look_.px(24), box.width(), look_.px(38)), Qt::TextWordWrap, lesson.about);
    const QRectF lastLine(box.left(), place.rect.bottom() - look_.px(28), box.width(), look_.px(20));
    painter.setFont(look_.mono(12));
    painter.drawText(lastLine, Qt::AlignVCenter, lesson.engine);
    const bool seen = seen_.contains(lesson.id);
    painter.setFont(look_.sans(12.5, marked ? QFont::DemiBold : QFont::Normal));
    painter.setPen(marked ? theme.blue : theme.muted);
    const double markWidth = seen ? look_.px(18) : 0;
    painter.drawText(lastLine.adjusted(0, 0, -markWidth, 0), Qt::AlignVCenter | Qt::AlignRight, stateOf(lesson, marked));
    if (seen)
        painter.drawPixmap(QPointF(lastLine.right() - look_.px(14), lastLine.top() + look_.px(3)),
                           tintedIcon(QStringLiteral("check"), theme.green, look_.px(14), devicePixelRatioF()));
}

void GalleryView::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = look_.theme();
    for (const Group& group : groups_) {
        const bool narrow = width() < look_.px(kNarrowBelow);
        painter.setFont(look_.sans(15, QFont::DemiBold));
        painter.setPen(theme.ink);
        const QRect box = group.rect.adjusted(0, narrow ? 0 : look_.px(12), 0, 0);
        painter.drawText(box, Qt::AlignTop, group.title);
        if (narrow) continue;
        painter.setFont(look_.sans(13));
        painter.setPen(theme.muted);
        painter.drawText(box.adjusted(0, look_.px(25), 0, look_.px(20)), Qt::TextWordWrap | Qt::AlignTop, group.words);
    }
    for (std::size_t i = 0; i < places_.size(); ++i)
        if (event->rect().intersects(places_[i].rect)) paintCard(painter, places_[i], i == marked_);
    if (!places_.empty()) return;
    painter.setFont(look_.sans(15));
    painter.setPen(theme.muted);
    painter.drawText(rect().adjusted(look_.px(kGroupWidth), look_.px(12), 0, 0), Qt::AlignTop, tr("No lesson speaks of that."));
}

}  // namespace vitrine::ui
