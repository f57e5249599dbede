// What is marked on the timeline: syncs, compactions, crashes, gaps, bookmarks, the compared moment, and the cursor.
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <algorithm>

#include "ui/models/sentence.h"
#include "ui/views/timeline_rows.h"

namespace vitrine::ui {

namespace {
QString fromBytes(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<int>(text.size())); }

constexpr std::size_t kMostMarkerBytes = 40;

bool isBefore(const Marker& one, FactId at) { return one.at < at; }
}  // namespace

QString markerWords(const Timeline& timeline, const Marker& marker, std::size_t mostBytes) {
    switch (marker.kind) {
        case Marker::Kind::sync:
            return TimelineView::tr("sync");
        case Marker::Kind::rollOver:
            return TimelineView::tr("roll-over syncs");
        case Marker::Kind::compaction:
            return TimelineView::tr("compact");
        case Marker::Kind::powerCut:
            return TimelineView::tr("the power is cut");
        case Marker::Kind::processEnded:
            return timeline.at(marker.at).fact.x == 0 ? TimelineView::tr("the database is closed")
                                                      : TimelineView::tr("the process is killed");
        case Marker::Kind::gap: {
            const std::uint64_t operations = timeline.at(marker.at).fact.y;
            return operations == 1 ? TimelineView::tr("1 operation was too fast to be kept")
                                   : TimelineView::tr("%L1 operations were too fast to be kept").arg(operations);
        }
        case Marker::Kind::failure:
            break;
    }
    return fromBytes(label(marker.text, mostBytes));
}

void TimelineView::paintMarkers(QPainter& painter, const Lanes& rows) {
    const Timeline& timeline = moment().timeline();
    const auto& markers = timeline.markers();
    const auto [firstOperation, endOperation] = visibleOperations();
    if (firstOperation >= endOperation) return;
    const FactId from = timeline.operation(firstOperation).begin;
    const Operation& last = timeline.operation(endOperation - 1);
    const FactId to = last.end == kNoFact ? timeline.end() : last.end;
    const QFont font = look().sans(11);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    // Words stand right of their mark, or left of it where the next one comes too soon, or not at all.
    double freeFrom = -1e9, lastMark = -1e9;
    const double size = look().px(7);
    const auto earlier = [](const Marker& one, FactId at) { return one.at < at; };
    auto marker = std::lower_bound(markers.begin(), markers.end(), from, earlier);
    const auto toX = [&](double x) {  // thousands may lie on a few pixels: on to the first that has room
        const auto step = timeline.stepAt(layout_.positionAtX(timeline, x));
        marker = std::lower_bound(marker + 1, markers.end(), step ? timeline.step(*step).begin : 0, earlier);
    };
    while (marker != markers.end() && marker->at < to) {
        const double x = layout_.xOfPosition(timeline, marker->at);
        if (x < lastMark + 2 || marker->kind == Marker::Kind::gap) {
            toX(std::max(x, lastMark + 2));
            continue;
        }
        lastMark = x;
        const bool future = marker->at > moment().position();
        const auto operation = marker->kind == Marker::Kind::failure ? timeline.operationAt(marker->at) : std::nullopt;
        const bool absent = operation && isAbsence(timeline, *operation);
        const bool bad = marker->kind == Marker::Kind::powerCut || marker->kind == Marker::Kind::failure;
        const QColor color = future || absent ? theme().muted : bad ? theme().rust : theme().green;
        QPolygonF triangle{{x - size / 2, rows.markersY + size}, {x + size / 2, rows.markersY + size}, {x, rows.markersY}};
        painter.setPen(QPen(color, 1));
        painter.setBrush(future ? QColor(Qt::transparent) : color);
        painter.drawPolygon(triangle);
        const QString text = markerWords(timeline, *marker, kMostMarkerBytes);
        const double width = metrics.horizontalAdvance(text);
        const auto next = std::next(marker);
        const double limit =
            next != markers.end() && next->at < to ? layout_.xOfPosition(timeline, next->at) - size : rows.width + size;
        double left = x + size;
        if (left + width > limit) left = x - size - width;
        if (left < freeFrom || left < 0) {
            freeFrom = std::max(freeFrom, x + size);
            ++marker;
            continue;
        }
        painter.setPen(future ? theme().muted : theme().ink);
        painter.drawText(QPointF(left, rows.markersY + size + 1), text);
        freeFrom = std::max(x + size, left + width + look().px(6));
        ++marker;
    }
}

/// Between the last operation before a gap and the first behind it.
double TimelineView::xOfGap(FactId gap) const {
    const Timeline& timeline = moment().timeline();
    const auto before = timeline.operationAt(gap);
    const std::size_t next = before ? *before + 1 : timeline.firstOperation();
    const double left = before ? layout_.operationBox(timeline, *before, 0, 1).right() : 0;
    const double right = next < timeline.operationCount() ? layout_.operationBox(timeline, next, 0, 1).left()
                                                          : left + look().px(10);
    return (left + right) / 2;
}

/// Behind a gap the cursor stands behind the tear, though the last operation that is known was before it.
double TimelineView::cursorX() const {
    const Timeline& timeline = moment().timeline();
    const FactId position = moment().position();
    const FactId restart = timeline.restartBefore(position);
    const auto operation = timeline.operationAt(position);
    if (operation && restart < position && timeline.operation(*operation).begin < restart &&
        timeline.at(restart).fact.kind == FactKind::gap)
        return xOfGap(restart) + look().px(6);
    return layout_.xOfPosition(timeline, position);
}

void TimelineView::paintGaps(QPainter& painter, const Lanes& rows) {
    const Timeline& timeline = moment().timeline();
    painter.setFont(look().sans(11));
    double freeFrom = -1e9, lastX = -1e9;
    const auto& gaps = timeline.gaps();
    const FactId from = layout_.factAtX(timeline, 0);
    auto gap = std::partition_point(gaps.begin(), gaps.end(), [from](const Gap& each) { return each.at < from; });
    if (gap != gaps.begin()) --gap;  // it may stand in the room left of the first block
    for (; gap != gaps.end(); ++gap) {
        const double x = xOfGap(gap->at);
        if (x > rows.width) break;
        if (x < 0 || x < lastX + 2) continue;
        lastX = x;
        const auto marker = std::lower_bound(timeline.markers().begin(), timeline.markers().end(), gap->at, isBefore);
        const QString text = marker == timeline.markers().end() ? QString() : markerWords(timeline, *marker, kMostMarkerBytes);
        freeFrom = paintTear(painter, rows, x, text, freeFrom);
    }
    if (moment().growing == 0 || timeline.operationCount() == timeline.firstOperation()) return;
    // The gap that grows is behind everything that was recorded.
    const double end = layout_.operationBox(timeline, timeline.operationCount() - 1, 0, 1).right() + look().px(5);
    if (end > rows.width + look().px(10)) return;
    const QString text = tr("%L1 operations so far are only counted").arg(static_cast<qulonglong>(moment().growing));
    paintTear(painter, rows, std::min(end, rows.width - look().px(4)), text, freeFrom);
}

/// A tear through all lanes: here the way is missing. Its words stand right of it, or left where there is no room, but not
/// before `freeFrom`; returns from where there is room for the next ones.
double TimelineView::paintTear(QPainter& painter, const Lanes& rows, double x, const QString& text, double freeFrom) {
    const double half = look().px(2.5), tooth = look().px(5);
    QPolygonF tear;
    double side = -half;
    for (double y = rows.operations.top() - look().px(4); y <= rows.risk.bottom(); y += tooth, side = -side)
        tear << QPointF(x + side, y);
    painter.setPen(QPen(theme().card, look().px(5)));
    painter.drawPolyline(tear);
    painter.setPen(QPen(theme().rust, 1.6));
    painter.drawPolyline(tear);
    const double wide = QFontMetricsF(painter.font()).horizontalAdvance(text) + 2;
    const bool right = x + look().px(8) + wide < rows.width;
    double left = right ? x + look().px(8) : x - look().px(8) - wide;
    if (const double cursor = cursorX(); cursor > left && cursor < left + wide && !right)
        left = cursor - look().px(8) - wide;
    if (left < freeFrom) return freeFrom;
    const QRectF box(left, rows.risk.top() - look().px(4), wide, look().px(14));
    painter.fillRect(box.adjusted(-2, 0, 2, 0), theme().card);
    painter.drawText(box, Qt::AlignVCenter, text);
    return box.right() + look().px(8);
}

void TimelineView::paintHistoryEdge(QPainter& painter, const Lanes& rows) {
    if (moment().timeline().begin() == 0 || layout_.firstVisibleCell() > 0) return;
    painter.setPen(QPen(theme().rust, 1.5, Qt::DashLine));
    painter.drawLine(QPointF(0.5, rows.operations.top()), QPointF(0.5, rows.risk.bottom()));
    painter.setPen(theme().rust);
    painter.setFont(look().sans(11));
    painter.drawText(QPointF(look().px(4), rows.operations.top() - look().px(1)),
                     tr("%L1 older operations were dropped").arg(moment().timeline().firstOperation()));
}

// ---- bookmarks and the compared moment -----------------------------------------------------------------------------------

namespace {
constexpr double kFlagWidth = 9, kFlagHeight = 7;  // px at scale 1
}

/// Flags at the upper edge, each on a pole through all lanes; its name beside it where there is room.
void TimelineView::paintBookmarks(QPainter& painter, const Lanes& rows) {
    if (!moment().bookmarks) return;
    const Timeline& timeline = moment().timeline();
    painter.setFont(look().sans(10.5));
    const QFontMetricsF metrics(painter.font());
    const double wide = look().px(kFlagWidth), high = look().px(kFlagHeight);
    const auto& all = moment().bookmarks->all();
    double freeFrom = -1e9, lastX = -1e9;
    for (auto each = all.begin(); each != all.end(); ++each) {
        const double x = layout_.xOfPosition(timeline, each->at);
        if (x < -wide || x > rows.width || x < lastX + 1) continue;
        lastX = x;
        painter.setPen(QPen(theme().ink, 1));
        painter.drawLine(QPointF(x, 1), QPointF(x, rows.operations.top() + look().px(3)));
        painter.setBrush(theme().ink);
        painter.drawPolygon(QPolygonF{{x, 0.5}, {x + wide, high / 2}, {x, high}});
        const auto next = std::next(each);
        const double limit = next != all.end() ? layout_.xOfPosition(timeline, next->at) - look().px(4) : rows.width;
        const double left = std::max(x + wide + look().px(3), freeFrom);
        const double room = std::min(limit - left, static_cast<double>(look().px(150)));
        if (room < look().px(24)) continue;
        const QString text = metrics.elidedText(each->name, Qt::ElideRight, room);
        painter.setPen(theme().muted);
        painter.drawText(QPointF(left, metrics.ascent() - look().px(2)), text);
        freeFrom = left + metrics.horizontalAdvance(text) + look().px(4);
    }
}

const Bookmark* TimelineView::bookmarkAt(const QPointF& point) const {
    if (!moment().scene || !moment().bookmarks || point.y() > lanes().operations.top()) return nullptr;
    const double x = axisX(point.x());
    const Bookmark* nearest = nullptr;
    double best = look().px(kFlagWidth) + 2;
    for (const Bookmark& each : moment().bookmarks->all()) {
        const double off = x - layout_.xOfPosition(moment().timeline(), each.at);
        if (off >= -3 && off < best) best = off, nearest = &each;
    }
    return nearest;
}

QPoint TimelineView::pointOfBookmark(FactId position) const {
    const double x = lanes().left + layout_.xOfPosition(moment().timeline(), position);
    return {static_cast<int>(x + look().px(2)), look().px(kFlagHeight / 2)};
}

void TimelineView::editBookmark(FactId position) {
    const Bookmark* bookmark = moment().bookmarks ? moment().bookmarks->find(position) : nullptr;
    if (!bookmark) return;
    if (!naming_) {
        naming_ = new QLineEdit(this);
        naming_->setObjectName(QStringLiteral("bookmarkName"));
        naming_->setAccessibleName(tr("Name of the bookmark"));
        connect(naming_, &QLineEdit::editingFinished, this, [this] { finishNaming(true); });
        naming_->installEventFilter(this);
    }
    named_ = position;
    naming_->setFont(look().sans(12));
    naming_->setText(bookmark->name);
    naming_->selectAll();
    const QPoint at = pointOfBookmark(position);
    const int wide = look().px(170);
    naming_->setGeometry(std::clamp(at.x(), 0, std::max(0, width() - wide)), 0, wide, look().px(22));
    naming_->show();
    naming_->setFocus(Qt::MouseFocusReason);
}

void TimelineView::finishNaming(bool keep) {
    if (named_ == kNoFact) return;
    const FactId position = std::exchange(named_, kNoFact);
    naming_->hide();
    setFocus(Qt::OtherFocusReason);
    if (keep) Q_EMIT bookmarkNamed(position, naming_->text());
}

bool TimelineView::eventFilter(QObject* watched, QEvent* event) {
    if (watched == naming_ && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        finishNaming(false);
        return true;
    }
    return MomentView::eventFilter(watched, event);
}

/// The moment that this one is compared with: a dashed line, and what it is.
void TimelineView::paintMark(QPainter& painter, const Lanes& rows) {
    if (moment().mark == kNoFact) return;
    const double x = layout_.xOfPosition(moment().timeline(), moment().mark);
    if (x < -1 || x > rows.width + 1) return;
    painter.setPen(QPen(theme().ink, 1.4, Qt::DashLine));
    painter.drawLine(QPointF(x, rows.operations.top() - look().px(2)), QPointF(x, rows.risk.bottom() + look().px(2)));
    painter.setFont(look().sans(11, QFont::DemiBold));
    const QString text = tr("compared");
    const double wide = QFontMetricsF(painter.font()).horizontalAdvance(text) + look().px(8);
    const bool left = x < cursorX() ? x > wide : x + wide > rows.width;
    const QRectF box(left ? x - wide - 1 : x + 1, rows.risk.top() - look().px(2), wide, look().px(14));
    painter.fillRect(box, theme().card);
    painter.drawText(box, Qt::AlignCenter, text);
}

// ---- the cursor ----------------------------------------------------------------------------------------------------------

void TimelineView::paintCursor(QPainter& painter, const Lanes& rows) {
    const Timeline& timeline = moment().timeline();
    if (timeline.operationCount() == timeline.firstOperation()) return;
    const double at = cursorX();
    if (at < -1 || at > rows.width + look().px(8)) return;  // panned away from it
    const double x = std::clamp(at, 0.0, rows.width);
    const double half = look().px(5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().blue);
    painter.drawPolygon(QPolygonF{{x - half, 0}, {x + half, 0}, {x, 1.4 * half}});
    painter.setPen(QPen(theme().blue, 1.8));
    painter.drawLine(QPointF(x, rows.operations.bottom() - look().px(4)), QPointF(x, rows.risk.bottom() + look().px(2)));
    if (moment().before) return paintBefore(painter, rows, x);
    paintRiskAtCursor(painter, rows, x);
}

/// While the key is held it must be plain that this is not the moment that one came from.
void TimelineView::paintBefore(QPainter& painter, const Lanes& rows, double x) {
    const QString text = tr("the moment before");
    painter.setFont(look().sans(12, QFont::DemiBold));
    const double wide = QFontMetricsF(painter.font()).horizontalAdvance(text) + look().px(14);
    const bool right = x + look().px(6) + wide < rows.width;
    const QRectF box(right ? x + look().px(6) : x - look().px(6) - wide, rows.risk.top() - look().px(4), wide, look().px(18));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().blue);
    painter.drawRoundedRect(box, look().px(4), look().px(4));
    painter.setPen(theme().onAccent);
    painter.drawText(box, Qt::AlignCenter, text);
}

void TimelineView::paintRiskAtCursor(QPainter& painter, const Lanes& rows, double x) {
    const std::uint64_t risk = moment().scene->bytesAtRisk();
    if (risk == 0) return;
    const QFont font = look().sans(12.5, QFont::DemiBold);
    const QString text = tr("%L1 B").arg(risk);
    const double textWidth = QFontMetricsF(font).horizontalAdvance(text);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().rust);
    painter.drawEllipse(QPointF(x, rows.risk.bottom() - look().px(8)), look().px(3.6), look().px(3.6));
    const bool right = x + look().px(10) + textWidth < rows.width;
    const QRectF box(right ? x + look().px(9) : x - look().px(9) - textWidth, rows.risk.bottom() - look().px(12), textWidth + 2, look().px(14));
    painter.setBrush(theme().card);
    painter.drawRect(box.adjusted(-2, 0, 2, 0));
    painter.setFont(font);
    painter.setPen(theme().rust);
    painter.drawText(box, Qt::AlignVCenter, text);
}

}  // namespace vitrine::ui
