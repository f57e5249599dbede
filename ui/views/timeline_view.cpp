#include "ui/views/timeline_view.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/models/risk_line.h"
#include "ui/models/span_words.h"
#include "ui/views/hatch.h"

namespace vitrine::ui {

namespace {
QString fromBytes(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<int>(text.size())); }

/// A command's words; a quoted one is a word, and loses its quotes where it can do without.
QStringList wordsOfCommand(const QString& line) {
    QStringList words;
    QString word;
    bool quoted = false, any = false;
    for (const QChar c : line + QLatin1Char(' ')) {
        if (c == QLatin1Char('"')) {
            quoted = !quoted, any = true;
        } else if (quoted || c != QLatin1Char(' ')) {
            word += c.isPrint() ? c : QChar(0x00b7);
            any = true;
        } else if (any) {
            const bool plain = !word.isEmpty() && !word.contains(QLatin1Char(' '));
            words << (plain ? word : QLatin1Char('"') + word + QLatin1Char('"'));
            word.clear(), any = false;
        }
    }
    return words;
}

constexpr double kLeastTick = 2;             // px from one step's mark to the next
constexpr int kMostMarkerBytes = 40;  // of an error: the sentence says all of it

QString wordsOf(const Marker& marker) {
    switch (marker.kind) {
        case Marker::Kind::sync:
            return TimelineView::tr("sync");
        case Marker::Kind::rollOver:
            return TimelineView::tr("roll-over syncs");
        case Marker::Kind::compaction:
        case Marker::Kind::powerCut:
        case Marker::Kind::processEnded:
        case Marker::Kind::gap:
        case Marker::Kind::failure:
            break;
    }
    return fromBytes(label(marker.text, kMostMarkerBytes));
}
}  // namespace

/// The rows of the view, in its own coordinates; the axis begins right of the lanes' names.
struct TimelineView::Lanes {
    double left, width;
    QRectF operations, risk;
    double markersY;
};

TimelineView::TimelineView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("timelineView"));
    setAccessibleName(tr("Timeline of operations and steps"));
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize TimelineView::sizeHint() const { return {look().px(600), look().px(86)}; }

TimelineView::Lanes TimelineView::lanes() const {
    const double left = look().px(94);
    const double width = std::max(10.0, this->width() - left - look().px(8));
    const double top = look().px(9);
    const double blocks = look().px(30);
    const double riskTop = top + blocks + look().px(9);
    const double riskBottom = height() - look().px(15);
    return {left, width, QRectF(left, top, width, blocks), QRectF(left, riskTop, width, riskBottom - riskTop),
            riskBottom + look().px(2)};
}

void TimelineView::momentChanged() {
    followCursor_ = true;
    relayout();
}

void TimelineView::resizeEvent(QResizeEvent*) { relayout(); }

void TimelineView::relayout() {
    if (!moment().scene) return;
    const Timeline& timeline = moment().timeline();
    layout_.update(timeline, lanes().width, look().scale());
    laidOutFrom_ = timeline.firstOperation();
    if (!followCursor_) return;
    if (const auto index = timeline.operationAt(moment().position())) {
        const Operation& operation = timeline.operation(*index);
        const double first =
            TimelineLayout::firstCell(operation, *index, timeline.firstStep(), timeline.firstOperation());
        const double end = TimelineLayout::endCell(operation, *index, timeline.firstStep(), timeline.firstOperation());
        if (end - first > layout_.visibleCells()) {
            const double at = layout_.cellAt(layout_.xOfPosition(timeline, moment().position()));
            layout_.reveal(at - 2, at + 2);
        } else {
            layout_.reveal(first, std::min(end + 4, layout_.cellCount()));
        }
    } else {
        layout_.reveal(0, 1);  // before the first operation
    }
}

std::pair<std::size_t, std::size_t> TimelineView::visibleOperations() const {
    const Timeline& timeline = moment().timeline();
    const auto first = layout_.operationAtX(timeline, 0.5);
    const auto last = layout_.operationAtX(timeline, lanes().width);
    if (!first) return {timeline.operationCount(), timeline.operationCount()};  // all of them lie left of the view
    return {*first, last ? *last + 1 : timeline.operationCount()};
}

void TimelineView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Lanes rows = lanes();
    paintLabels(painter, rows);
    if (!moment().scene) return;
    // History may have been dropped since the last moment was told: its operations then lie elsewhere.
    if (moment().timeline().firstOperation() != laidOutFrom_) relayout();
    painter.save();
    painter.setClipRect(QRectF(rows.left - 1, 0, rows.width + look().px(9), height()));
    painter.translate(rows.left, 0);
    if (layout_.detailed())
        paintOperations(painter, rows);
    else
        paintDensity(painter, rows);
    paintRisk(painter, rows);
    paintGaps(painter, rows);
    paintMarkers(painter, rows);
    paintHistoryEdge(painter, rows);
    paintCursor(painter, rows);
    painter.restore();
}

void TimelineView::paintLabels(QPainter& painter, const Lanes& rows) {
    painter.setFont(look().sans(12.5));
    painter.setPen(theme().muted);
    const QRectF box(0, 0, rows.left, look().px(16));
    painter.drawText(box.translated(0, rows.operations.center().y() - box.height() / 2), Qt::AlignVCenter, tr("operations"));
    painter.drawText(box.translated(0, rows.risk.bottom() - box.height()), Qt::AlignVCenter, tr("bytes at risk"));
}

void TimelineView::paintOperations(QPainter& painter, const Lanes& rows) {
    const auto [first, end] = visibleOperations();
    for (std::size_t index = first; index < end; ++index) paintOperation(painter, rows, index);
}

void TimelineView::paintOperation(QPainter& painter, const Lanes& rows, std::size_t index) {
    const Timeline& timeline = moment().timeline();
    const Operation& operation = timeline.operation(index);
    const FactId position = moment().position();
    const auto current = timeline.operationAt(position);
    const bool isCurrent = current == index;
    const bool future = operation.begin >= position && !isCurrent;
    const QRectF box = layout_.operationBox(timeline, index, rows.operations.top(), rows.operations.height());
    QPen pen(isCurrent ? theme().blue : operation.failed ? theme().rust : theme().line, isCurrent ? 1.6 : 1);
    if (future) pen.setStyle(Qt::DashLine), pen.setColor(theme().muted.lighter(theme().dark ? 60 : 150));
    painter.setPen(pen);
    painter.setBrush(isCurrent ? theme().blueTint : future ? QColor(Qt::transparent) : theme().dark ? theme().line.darker(112) : QColor(0xEFECE6));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), look().px(3), look().px(3));

    painter.setFont(look().mono(11));
    painter.setPen(operation.failed ? theme().rust : future ? theme().muted : theme().ink);
    painter.drawText(box.adjusted(0, look().px(1), 0, -look().px(10)), Qt::AlignCenter | Qt::TextSingleLine,
                     textOfOperation(index));

    const double tickTop = box.bottom() - look().px(9), tickHeight = look().px(4.5);
    // Of a recovery or a compaction with very many steps: those in sight, and no more than can be told apart.
    const auto steps = static_cast<double>(operation.stepCount);
    const auto stepAtX = [&](double x) {
        return static_cast<std::size_t>(std::clamp(std::floor((x - box.left()) / box.width() * steps), 0.0, steps));
    };
    const std::size_t shown = std::min(stepAtX(rows.width) + 1, operation.stepCount);
    const auto stride = static_cast<std::size_t>(std::max(1.0, std::ceil(kLeastTick * steps / box.width())));
    for (std::size_t nth = stepAtX(0) / stride * stride; nth < shown; nth += stride) {
        const std::size_t step = operation.firstStep + nth;
        const QRectF tick = layout_.stepTick(timeline, step, tickTop, tickHeight);
        const auto at = isCurrent ? timeline.stepAt(position) : std::nullopt;
        const bool here = at && *at >= step && *at < step + stride;
        const bool done = timeline.step(step).end != kNoFact && timeline.step(step).end <= position;
        if (here || done) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(here ? theme().blue : theme().dark ? theme().muted.darker(125) : QColor(0xA5A8B0));
        } else {
            painter.setPen(QPen(theme().muted.lighter(theme().dark ? 70 : 140), 0.8));
            painter.setBrush(Qt::NoBrush);
        }
        painter.drawRoundedRect(tick, look().px(1.5), look().px(1.5));
    }
}

/// The word and the key say most: where there is no room the value goes first, then the word shrinks to a mark, then the
/// key's middle goes: + puts, − deletes, ? asks.
QString TimelineView::textOfOperation(std::size_t index) const {
    const Timeline& timeline = moment().timeline();
    const QFontMetricsF metrics(look().mono(11));
    const double room = layout_.operationBox(timeline, index, 0, 1).width() - 0.5;
    const QStringList words = wordsOfCommand(fromBytes(timeline.commandOf(index).substr(0, 200)));
    const QString verb = words.value(0), key = words.value(1);
    const QString mark = verb == QLatin1String("put")   ? QStringLiteral("+")
                         : verb == QLatin1String("del") || verb == QLatin1String("delete") ? QString(QChar(0x2212))
                         : verb == QLatin1String("get") ? QStringLiteral("?")
                                                        : QString();
    const QString brief = mark.isEmpty() ? verb : mark + key;
    for (const QString& text : {words.join(QLatin1Char(' ')), key.isEmpty() ? verb : verb + QLatin1Char(' ') + key, brief})
        if (metrics.horizontalAdvance(text) <= room) return text;
    return mark.isEmpty() ? metrics.elidedText(verb, Qt::ElideRight, room)
                          : mark + metrics.elidedText(key, Qt::ElideMiddle, room - metrics.horizontalAdvance(mark));
}

void TimelineView::paintDensity(QPainter& painter, const Lanes& rows) {
    const Timeline& timeline = moment().timeline();
    const double here = layout_.xOfPosition(timeline, moment().position());
    const double end = std::min(rows.width, layout_.xOfCell(layout_.cellCount()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().dark ? theme().line : QColor(0xE3DFD7));
    painter.drawRoundedRect(QRectF(0, rows.operations.top(), std::max(0.0, std::min(here, end)), rows.operations.height()), 3, 3);
    painter.setPen(QPen(theme().line, 1, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    if (end > here) painter.drawRoundedRect(QRectF(here, rows.operations.top(), end - here, rows.operations.height()), 3, 3);
    painter.setPen(theme().muted);
    painter.setFont(look().sans(12));
    painter.drawText(QRectF(0, rows.operations.top(), end, rows.operations.height()), Qt::AlignCenter,
                     tr("%L1 operations · Ctrl+wheel zooms").arg(timeline.operationCount() - timeline.firstOperation()));
}

void TimelineView::paintRisk(QPainter& painter, const Lanes& rows) {
    const Timeline& timeline = moment().timeline();
    painter.setPen(QPen(theme().line, 1));
    painter.drawLine(QPointF(0, rows.risk.bottom()), QPointF(rows.width, rows.risk.bottom()));
    const auto [firstOperation, endOperation] = visibleOperations();
    if (firstOperation >= endOperation) return;
    // At most one sample a pixel: a million steps cost no more than the screen is wide.
    const auto points = riskLine(timeline, layout_, firstOperation, endOperation, static_cast<std::size_t>(std::max(1.0, rows.width)));
    std::uint64_t largest = 1;
    for (const RiskPoint& point : points) largest = std::max(largest, point.bytes);
    const auto yOf = [&](std::uint64_t bytes) {
        return rows.risk.bottom() - static_cast<double>(bytes) / static_cast<double>(largest) * rows.risk.height();
    };
    QPainterPath past, future;
    const std::size_t first = timeline.operation(firstOperation).firstStep;
    double y = yOf(first > timeline.firstStep() ? timeline.step(first - 1).bytesAtRisk : 0);
    const double cursorX = layout_.xOfPosition(timeline, moment().position());
    past.moveTo(0, y);
    bool inFuture = false;
    double x = 0;
    for (const RiskPoint& point : points) {
        x = point.x;
        const bool later = point.since == kNoFact || point.since > moment().position();
        if (later && !inFuture) {
            past.lineTo(cursorX, y);
            future.moveTo(cursorX, y);
            inFuture = true;
        }
        QPainterPath& path = inFuture ? future : past;
        path.lineTo(x, y);
        y = yOf(point.bytes);
        path.lineTo(x, y);
    }
    if (!inFuture) past.lineTo(std::max(x, cursorX), y);
    QPainterPath area = past;
    area.lineTo(past.currentPosition().x(), rows.risk.bottom());
    area.lineTo(0, rows.risk.bottom());
    area.closeSubpath();
    fillHatch(painter, area, theme().muted, look().px(5));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().ink, 1.2));
    painter.drawPath(past);
    painter.setPen(QPen(theme().muted, 1, Qt::DashLine));
    painter.drawPath(future);
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
        const bool bad = marker->kind == Marker::Kind::powerCut || marker->kind == Marker::Kind::failure;
        const QColor color = future ? theme().muted : bad ? theme().rust : theme().green;
        QPolygonF triangle{{x - size / 2, rows.markersY + size}, {x + size / 2, rows.markersY + size}, {x, rows.markersY}};
        painter.setPen(QPen(color, 1));
        painter.setBrush(future ? QColor(Qt::transparent) : color);
        painter.drawPolygon(triangle);
        const QString text = wordsOf(*marker);
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
    double freeFrom = -1e9;
    for (const Marker& marker : timeline.markers()) {
        if (marker.kind != Marker::Kind::gap) continue;
        const double x = xOfGap(marker.at);
        if (x < 0 || x > rows.width) continue;
        freeFrom = paintTear(painter, rows, x, fromBytes(marker.text), freeFrom);
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

void TimelineView::paintCursor(QPainter& painter, const Lanes& rows) {
    const Timeline& timeline = moment().timeline();
    if (timeline.operationCount() == timeline.firstOperation()) return;
    const double x = std::clamp(cursorX(), 0.0, rows.width);
    const double half = look().px(5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().blue);
    painter.drawPolygon(QPolygonF{{x - half, 0}, {x + half, 0}, {x, 1.4 * half}});
    painter.setPen(QPen(theme().blue, 1.8));
    painter.drawLine(QPointF(x, rows.operations.bottom() - look().px(4)), QPointF(x, rows.risk.bottom() + look().px(2)));
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

QPoint TimelineView::pointOfStep(std::size_t step) const {
    const Lanes rows = lanes();
    const QRectF tick = layout_.stepTick(moment().timeline(), step, rows.operations.bottom() - look().px(9), look().px(4));
    return {static_cast<int>(rows.left + tick.center().x()), static_cast<int>(tick.center().y())};
}

void TimelineView::mousePressEvent(QMouseEvent* event) {
    if (!moment().scene || event->button() != Qt::LeftButton) return;
    followCursor_ = false;
    Q_EMIT goTo(layout_.positionAtX(moment().timeline(), event->position().x() - lanes().left));
}

void TimelineView::mouseMoveEvent(QMouseEvent* event) {
    if (moment().scene && (event->buttons() & Qt::LeftButton))
        Q_EMIT goTo(layout_.positionAtX(moment().timeline(), event->position().x() - lanes().left));
}

void TimelineView::wheelEvent(QWheelEvent* event) {
    if (!moment().scene) return;
    const double turns = (event->angleDelta().y() + event->angleDelta().x()) / 120.0;
    if (event->modifiers() & Qt::ControlModifier) {
        const double x = event->position().x() - lanes().left;
        const double cell = layout_.cellAt(x);
        layout_.setUnit(layout_.unit() * std::pow(1.25, turns));
        layout_.scrollBy(cell - layout_.cellAt(x));
    } else {
        layout_.scrollBy(-turns * layout_.visibleCells() / 8);
    }
    event->accept();
    update();
}

bool TimelineView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && moment().scene) {
        auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = tipAt(help->pos());
        tip.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), tip, this);
        return true;
    }
    return MomentView::event(event);
}

QString TimelineView::tipAt(const QPoint& point) const {
    const Timeline& timeline = moment().timeline();
    const double x = point.x() - lanes().left;
    const auto index = layout_.operationAtX(timeline, x);
    if (!index) return {};
    QString tip = tr("%1  %2").arg(timeline.operation(*index).number).arg(fromBytes(label(timeline.commandOf(*index), 80)));
    const auto step = timeline.stepAt(layout_.positionAtX(timeline, x));
    if (step && timeline.step(*step).operation == *index) {
        const Step& at = timeline.step(*step);
        const SpanKind& kind = timeline.catalog().kind(at.kind);
        const QString sentence = spanWords(kind, &SpanKind::sentence, timeline.argumentsOf(at.begin, timeline.end()));
        tip += QLatin1Char('\n') + QString(sentence).remove(QStringLiteral("**"));
    }
    return tip;
}

}  // namespace vitrine::ui
