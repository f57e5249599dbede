// The lane of operations: blocks with what they say and their steps, or how many there are.
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/models/sentence.h"
#include "ui/views/timeline_rows.h"

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

constexpr double kLeastTick = 2;  // px from one step's mark to the next
}  // namespace

std::pair<std::size_t, std::size_t> TimelineView::visibleOperations() const {
    const Timeline& timeline = moment().timeline();
    const auto first = layout_.operationAtX(timeline, layout_.detailed() ? 0.5 : 0);
    const auto last = layout_.operationAtX(timeline, lanes().width);
    if (!first) return {timeline.operationCount(), timeline.operationCount()};  // all of them lie left of the view
    return {*first, last ? *last + 1 : timeline.operationCount()};
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
    const bool failed = operation.failed && !isAbsence(timeline, index);  // "there is none" is an answer
    const bool future = operation.begin >= position && !isCurrent;
    const QRectF box = layout_.operationBox(timeline, index, rows.operations.top(), rows.operations.height());
    QPen pen(isCurrent ? theme().blue : failed ? theme().rust : theme().line, isCurrent ? 1.6 : 1);
    if (future) pen.setStyle(Qt::DashLine), pen.setColor(theme().muted.lighter(theme().dark ? 60 : 150));
    painter.setPen(pen);
    painter.setBrush(isCurrent ? theme().blueTint : future ? QColor(Qt::transparent) : theme().dark ? theme().line.darker(112) : QColor(0xEFECE6));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), look().px(3), look().px(3));

    painter.setFont(look().mono(11));
    painter.setPen(failed ? theme().rust : future ? theme().muted : theme().ink);
    // Of a block wider than the view the words stay in sight.
    const QRectF seen = box.width() > rows.width ? box.intersected(QRectF(0, box.top(), rows.width, box.height())) : box;
    painter.drawText(seen.adjusted(0, look().px(1), 0, -look().px(10)), Qt::AlignCenter | Qt::TextSingleLine,
                     textOfOperation(index));

    paintTicks(painter, box, index);
}

double TimelineView::nextWidth() const {
    return QFontMetricsF(look().mono(11)).horizontalAdvance(tr("next: ?")) + look().px(18);
}

QRectF TimelineView::nextBox() const {
    const QRectF row = lanes().operations;
    return {layout_.xOfCell(layout_.cellCount()), row.top(), nextWidth(), row.height()};
}

void TimelineView::paintNext(QPainter& painter) {
    const QString text = tr("next: ?");
    painter.setFont(look().mono(11));
    const QRectF box = nextBox().adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(theme().muted, 1, Qt::DashLine));
    painter.setBrush(theme().card);
    painter.drawRoundedRect(box, look().px(3), look().px(3));
    painter.setPen(theme().muted);
    painter.drawText(box.adjusted(0, look().px(1), 0, -look().px(10)), Qt::AlignCenter, text);
}

void TimelineView::paintTicks(QPainter& painter, const QRectF& box, std::size_t index) {
    const Timeline& timeline = moment().timeline();
    const Operation& operation = timeline.operation(index);
    const FactId position = moment().position();
    const bool isCurrent = timeline.operationAt(position) == index;
    const std::size_t at = timeline.stepAt(position).value_or(kNoOperation);
    const double tickTop = box.bottom() - look().px(9), tickHeight = look().px(4.5);
    // Of a recovery or a compaction with very many steps: those in sight, and no more than can be told apart.
    const auto steps = static_cast<double>(operation.stepCount);
    const auto stepAtX = [&](double x) {
        return static_cast<std::size_t>(std::clamp(std::floor((x - box.left()) / box.width() * steps), 0.0, steps));
    };
    const std::size_t shown = std::min(stepAtX(width()) + 1, operation.stepCount);
    const auto stride = static_cast<std::size_t>(std::max(1.0, std::ceil(kLeastTick * steps / box.width())));
    for (std::size_t nth = stepAtX(0) / stride * stride; nth < shown; nth += stride) {
        const std::size_t step = operation.firstStep + nth;
        const QRectF tick = layout_.stepTick(timeline, step, tickTop, tickHeight);
        const bool here = isCurrent && at != kNoOperation && at >= step && at < step + stride;
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

/// Where blocks are too narrow: how many operations begin in each pixel, as bars on the block that they fill.
void TimelineView::paintDensity(QPainter& painter, const Lanes& rows) {
    const Timeline& timeline = moment().timeline();
    const double here = layout_.xOfPosition(timeline, moment().position());
    const double end = std::min(rows.width, layout_.xOfCell(layout_.cellCount()));
    const QRectF row = rows.operations;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().dark ? theme().line.darker(112) : QColor(0xEFECE6));
    painter.drawRoundedRect(QRectF(0, row.top(), std::max(0.0, std::min(here, end)), row.height()), 3, 3);
    if (!density_) density_ = operationColumns(timeline, layout_, rows.width);
    const std::vector<OperationColumn>& columns = *density_;
    std::size_t most = 1;
    for (const OperationColumn& column : columns) most = std::max(most, column.count);
    const QColor past = theme().dark ? theme().muted.darker(170) : QColor(0xC9C5BC), later = theme().line;
    for (const OperationColumn& column : columns) {
        const double height = row.height() * (0.2 + 0.8 * static_cast<double>(column.count) / static_cast<double>(most));
        painter.fillRect(QRectF(column.x, row.bottom() - height, 1, height), column.x <= here ? past : later);
    }
    painter.setPen(QPen(theme().line, 1, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    if (end > here) painter.drawRoundedRect(QRectF(here, row.top(), end - here, row.height()), 3, 3);
    const QString text = tr("%L1 operations · Ctrl+wheel zooms").arg(timeline.operationCount() - timeline.firstOperation());
    painter.setFont(look().sans(12));
    const double wide = QFontMetricsF(painter.font()).horizontalAdvance(text) + look().px(16);
    const QRectF label(std::max(0.0, (end - wide) / 2), row.center().y() - look().px(9), wide, look().px(18));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().card);
    painter.drawRoundedRect(label, look().px(4), look().px(4));
    painter.setPen(theme().muted);
    painter.drawText(label, Qt::AlignCenter, text);
}

}  // namespace vitrine::ui
