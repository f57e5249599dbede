#include "ui/views/ribbons_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/views/hatch.h"

namespace vitrine::ui {

struct RibbonsView::Geometry {
    double scale = 1;  // pixels a byte
    double inputGap = 0;
    std::vector<double> inputLeft;
    double inputTop = 0, block = 0, outputTop = 0;
    std::vector<std::pair<const CompactionRecord*, std::uint64_t>> outputs;  // records and where they go, in order
};

RibbonsView::RibbonsView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("ribbonsView"));
    setAccessibleName(tr("Compaction: which records are copied where"));
    setMouseTracking(true);
    setMinimumHeight(look.px(240));
}

void RibbonsView::setModel(const CompactionModel* model) {
    model_ = model;
    update();
}

QSize RibbonsView::sizeHint() const { return {look().px(700), look().px(380)}; }

RibbonsView::Geometry RibbonsView::geometry() const {
    Geometry g;
    g.inputGap = look().px(26);
    g.block = look().px(38);
    g.inputTop = look().px(66);
    g.outputTop = std::max(g.inputTop + g.block + look().px(60), height() - static_cast<double>(look().px(106)));
    if (!model_) return g;
    const double gaps = g.inputGap * std::max<double>(0, static_cast<double>(model_->inputs.size()) - 1);
    g.scale = (width() - gaps - 2) / static_cast<double>(std::max<std::uint64_t>(model_->inputBytes, 1));
    double x = 1;
    for (const CompactionInput& input : model_->inputs) {
        g.inputLeft.push_back(x);
        x += static_cast<double>(input.size) * g.scale + g.inputGap;
    }
    // What was copied has its place; what will be (the index points at it) follows behind, dashed.
    std::uint64_t next = model_->outputHeader;
    for (const CompactionInput& input : model_->inputs)
        for (const CompactionRecord& record : input.records)
            if (record.travels()) {
                g.outputs.emplace_back(&record, record.toOffset);
                next = std::max(next, record.toOffset + record.ref.size);
            }
    for (const CompactionInput& input : model_->inputs)
        for (const CompactionRecord& record : input.records)
            if (record.fate == CompactionRecord::Fate::unknown && record.live) {
                g.outputs.emplace_back(&record, next);
                next += record.ref.size;
            }
    return g;
}

RibbonsView::Done RibbonsView::doneOf(const CompactionRecord& record) const {
    if (!record.step) return Done::no;
    const FactId end = moment().timeline().step(*record.step).end;
    if (end == kNoFact || end > moment().position()) return Done::no;
    return moment().timeline().stepAt(moment().position()) == record.step ? Done::now : Done::yes;
}

QRectF RibbonsView::sourceBox(const Geometry& g, std::size_t input, const CompactionRecord& record) const {
    return {g.inputLeft[input] + static_cast<double>(record.ref.offset) * g.scale, g.inputTop,
            std::max(1.0, static_cast<double>(record.ref.size) * g.scale), g.block};
}

QRectF RibbonsView::targetBox(const Geometry& g, std::uint64_t offset, const CompactionRecord& record) const {
    return {1 + static_cast<double>(offset) * g.scale, g.outputTop,
            std::max(1.0, static_cast<double>(record.ref.size) * g.scale), g.block};
}

void RibbonsView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!model_ || !moment().scene) {
        painter.setPen(theme().muted);
        painter.setFont(look().sans(15));
        painter.drawText(rect(), Qt::AlignCenter, tr("No compaction yet. Fill a segment or two, overwrite a key, then press Compact."));
        return;
    }
    const Geometry g = geometry();
    paintRibbons(painter, g);
    paintInputs(painter, g);
    paintOutput(painter, g);
    paintFreed(painter, g);
    paintCaption(painter, g);
}

void RibbonsView::paintBlockText(QPainter& painter, const QRectF& box, const QString& text, const QColor& color, bool struck) {
    if (box.width() < look().px(26)) return;
    QFont font = look().mono(12);
    font.setStrikeOut(struck);
    painter.setFont(font);
    painter.setPen(color);
    const QRectF inner = box.adjusted(look().px(6), 0, -look().px(2), 0);
    painter.save();
    painter.setClipRect(box, Qt::IntersectClip);
    painter.drawText(inner, Qt::AlignVCenter, text);
    painter.restore();
}

void RibbonsView::paintInputRecord(QPainter& painter, const CompactionRecord& record, const QRectF& box) {
    const Theme& t = theme();
    const Done done = doneOf(record);
    const bool tombstone = record.ref.info.role == RecordRole::tombstone;
    const bool now = done == Done::now;
    QColor fill = tombstone ? t.tombstone : record.live ? t.live : t.dead;
    QColor ink = tombstone ? t.onTombstone : record.live ? t.onLive : t.onDead;
    if (now) fill = t.blue, ink = t.onAccent;
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    const QRectF block = box.adjusted(0.5, 0, -0.5, 0);
    painter.drawRoundedRect(block, look().px(2.5), look().px(2.5));
    paintBlockText(painter, block, record.text, ink, !record.live && !tombstone && !now);
    const Selection& pointed = moment().pointed();
    if (pointed.kind == Selection::Kind::range && pointed.space == record.ref.space && pointed.offset == record.ref.offset) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.ink, 2));
        painter.drawRoundedRect(block.adjusted(-1, -1, 1, 1), look().px(3), look().px(3));
    }
    if (box.width() < look().px(34)) return;
    if (record.live) {
        painter.setFont(look().mono(12));
        painter.setPen(t.ink);
        painter.drawText(QRectF(box.left() - 20, box.top() - look().px(27), box.width() + 40, look().px(15)), Qt::AlignCenter,
                         tr("slot %1").arg(record.slot));
        const QPointF tip(box.center().x(), box.top() - look().px(4));
        const double half = look().px(4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.ink);
        painter.drawPolygon(QPolygonF{tip, {tip.x() - half, tip.y() - 1.4 * half}, {tip.x() + half, tip.y() - 1.4 * half}});
    } else if (done != Done::no && !record.why.isEmpty()) {
        painter.setFont(look().sans(12));
        painter.setPen(t.muted);
        painter.drawText(QRectF(box.left(), box.bottom() + look().px(6), box.width() + look().px(16), look().px(44)),
                         Qt::AlignLeft | Qt::TextWordWrap, record.why);
    }
}

void RibbonsView::paintInputs(QPainter& painter, const Geometry& g) {
    for (std::size_t i = 0; i < model_->inputs.size(); ++i) {
        const CompactionInput& input = model_->inputs[i];
        const double left = g.inputLeft[i];
        const double whole = static_cast<double>(input.size) * g.scale;
        painter.setFont(look().mono(13, QFont::DemiBold));
        painter.setPen(theme().ink);
        const double nameWidth = QFontMetricsF(painter.font()).horizontalAdvance(input.name);
        if (whole > nameWidth) painter.drawText(QPointF(left, look().px(14)), input.name);
        painter.setFont(look().sans(13));
        painter.setPen(theme().muted);
        const QString about = tr("closed · %L1 B · read, never changed").arg(input.size);
        if (whole > nameWidth + look().px(10) + QFontMetricsF(painter.font()).horizontalAdvance(about))
            painter.drawText(QPointF(left + nameWidth + look().px(9), look().px(14)), about);
        // The segment's own header, as wide as it is.
        const double header = input.records.empty() ? whole : static_cast<double>(input.records.front().ref.offset) * g.scale;
        const QRectF headerBox(left, g.inputTop, header, g.block);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().header);
        painter.drawRoundedRect(headerBox.adjusted(0.5, 0, -0.5, 0), look().px(2.5), look().px(2.5));
        paintBlockText(painter, headerBox, tr("header"), theme().onField);
        for (const CompactionRecord& record : input.records) paintInputRecord(painter, record, sourceBox(g, i, record));
    }
}

void RibbonsView::paintRibbons(QPainter& painter, const Geometry& g) {
    painter.setPen(Qt::NoPen);
    for (const auto& [record, offset] : g.outputs) {
        const Done done = doneOf(*record);
        if (done == Done::no) continue;
        std::size_t input = 0;
        while (model_->inputs[input].number != record->segment) ++input;
        const QRectF from = sourceBox(g, input, *record), to = targetBox(g, offset, *record);
        const double top = from.bottom(), bottom = to.top(), middle = (top + bottom) / 2;
        QPainterPath path({from.left(), top});
        path.cubicTo({from.left(), middle}, {to.left(), middle}, {to.left(), bottom});
        path.lineTo(to.right(), bottom);
        path.cubicTo({to.right(), middle}, {from.right(), middle}, {from.right(), top});
        path.closeSubpath();
        QColor color = done == Done::now ? theme().blue : record->fate == CompactionRecord::Fate::kept ? theme().tombstone : theme().live;
        color.setAlphaF(done == Done::now ? 0.35F : theme().dark ? 0.30F : 0.16F);
        painter.setBrush(color);
        painter.drawPath(path);
    }
}

void RibbonsView::paintOutput(QPainter& painter, const Geometry& g) {
    const SpaceState* file = moment().scene->space(model_->outputSpace);
    if (file && model_->outputHeader > 0) {
        const QRectF box(1, g.outputTop, static_cast<double>(model_->outputHeader) * g.scale, g.block);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().header);
        painter.drawRoundedRect(box.adjusted(0.5, 0, -0.5, 0), look().px(2.5), look().px(2.5));
        paintBlockText(painter, box, tr("header"), theme().onField);
    }
    for (const auto& [record, offset] : g.outputs) {
        const QRectF box = targetBox(g, offset, *record).adjusted(0.5, 0, -0.5, 0);
        const Done done = doneOf(*record);
        if (done == Done::no) {
            painter.setPen(QPen(theme().muted, 1, Qt::DashLine));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(box.adjusted(1, 0.5, -1, -0.5), look().px(2.5), look().px(2.5));
            paintBlockText(painter, box, record->text, theme().muted);
            continue;
        }
        const bool now = done == Done::now;
        const bool kept = record->fate == CompactionRecord::Fate::kept;
        painter.setPen(Qt::NoPen);
        painter.setBrush(now ? theme().blue : kept ? theme().tombstone : theme().live);
        const QRectF block = now ? box.adjusted(-1, -1.5, 1, 1.5) : box;
        painter.drawRoundedRect(block, look().px(2.5), look().px(2.5));
        bool durable = false;
        const auto runs = moment().timeline().runsOf(model_->outputSpace, offset, record->ref.size, moment().position());
        durable = !runs.empty() && std::all_of(runs.begin(), runs.end(), [](const ByteRun& run) { return run.durable; });
        if (!durable && !now) {
            QPainterPath band;
            band.addRect(QRectF(block.left(), block.bottom() - look().px(6), block.width(), look().px(6)));
            fillHatch(painter, band, theme().onLive, look().px(5), 1.3);
        }
        paintBlockText(painter, block.adjusted(0, 0, 0, durable || now ? 0 : -look().px(5)), record->text,
                       now ? theme().onAccent : kept ? theme().onTombstone : theme().onLive);
        if (box.width() > look().px(50)) {
            painter.setFont(look().mono(12, now ? QFont::DemiBold : QFont::Normal));
            painter.setPen(now ? theme().ink : theme().muted);
            painter.drawText(QPointF(box.left() + 1, box.bottom() + look().px(17)),
                             QString::fromStdString(hexOffset(offset)));
        }
    }
}

void RibbonsView::paintFreed(QPainter& painter, const Geometry& g) {
    const double left = 1 + static_cast<double>(model_->outputSize) * g.scale + look().px(6);
    const double right = width() - 1.0;
    if (model_->outputSize >= model_->inputBytes || right - left < look().px(60)) return;
    std::uint64_t dead = 0, tombstones = 0;
    for (const CompactionInput& input : model_->inputs) {
        for (const CompactionRecord& record : input.records) {
            if (record.travels()) continue;
            if (record.ref.info.role == RecordRole::tombstone)
                tombstones += record.ref.size;
            else if (!record.live || record.fate == CompactionRecord::Fate::left)
                dead += record.ref.size;
        }
    }
    const std::uint64_t freed = model_->inputBytes - model_->outputSize;
    QString text = tr("%L1 B will be free").arg(freed);
    QStringList parts;
    if (dead) parts << tr("%L1 dead").arg(dead);
    if (tombstones) parts << tr("%L1 tombstone").arg(tombstones);
    if (freed > dead + tombstones) parts << tr("%L1 header").arg(freed - dead - tombstones);
    const QFont font = look().sans(13);
    const QString longText = text + QStringLiteral(": ") + parts.join(QStringLiteral(" + "));
    if (QFontMetricsF(font).horizontalAdvance(longText) + look().px(60) < right - left) text = longText;
    const double textWidth = QFontMetricsF(font).horizontalAdvance(text);
    const double y = g.outputTop + g.block / 2, middle = (left + right) / 2;
    painter.setPen(QPen(theme().muted, 1.3));
    for (const double x : {left, right}) painter.drawLine(QPointF(x, y - look().px(9)), QPointF(x, y + look().px(9)));
    if (textWidth + look().px(24) < right - left) {
        painter.drawLine(QPointF(left, y), QPointF(middle - textWidth / 2 - look().px(8), y));
        painter.drawLine(QPointF(middle + textWidth / 2 + look().px(8), y), QPointF(right, y));
        painter.setFont(font);
        painter.setPen(theme().ink);
        painter.drawText(QRectF(left, y - look().px(10), right - left, look().px(20)), Qt::AlignCenter, text);
    } else {
        painter.drawLine(QPointF(left, y), QPointF(right, y));
    }
}

void RibbonsView::paintCaption(QPainter& painter, const Geometry& g) {
    const double y = g.outputTop + g.block + look().px(46);
    const SpaceState* file = moment().scene->space(model_->outputSpace);
    const QString now = file ? QString::fromStdString(file->name) : model_->outputName + QStringLiteral(".part");
    painter.setFont(look().mono(13, QFont::DemiBold));
    painter.setPen(theme().ink);
    painter.drawText(QPointF(1, y), now);
    const double x = 1 + QFontMetricsF(painter.font()).horizontalAdvance(now) + look().px(10);
    painter.setFont(look().sans(13));
    painter.setPen(theme().muted);
    QString about;
    if (!file)
        about = tr("not there yet");
    else if (file->name.ends_with(".part"))
        about = (file->notDurable ? tr("%L1 B so far, in the cache") : tr("%L1 B, on the platter")).arg(file->size) +
                tr(" · becomes %1 when it is whole and synced").arg(model_->outputName);
    else
        about = tr("%L1 B, on the platter · in place of its inputs").arg(file->size);
    painter.drawText(QPointF(x, y), about);
    const QString legend = tr("an index slot points here, readers go here");
    const double legendWidth = QFontMetricsF(painter.font()).horizontalAdvance(legend);
    if (x + QFontMetricsF(painter.font()).horizontalAdvance(about) + look().px(40) > width() - legendWidth) return;
    painter.drawText(QPointF(width() - legendWidth, y), legend);
    const double half = look().px(4), tipX = width() - legendWidth - look().px(12);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().ink);
    painter.drawPolygon(QPolygonF{{tipX, y - 1}, {tipX - half, y - 1 - 1.6 * half}, {tipX + half, y - 1 - 1.6 * half}});
}

Selection RibbonsView::selectionAt(const QPointF& point) const {
    Selection selection;
    if (!model_ || !moment().scene) return selection;
    const Geometry g = geometry();
    const auto pick = [&](const CompactionRecord& record, SpaceId space, std::uint64_t offset) {
        selection.kind = Selection::Kind::range;
        selection.space = space;
        selection.offset = offset;
        selection.size = record.ref.size;
        selection.key = record.ref.info.key;
    };
    for (std::size_t i = 0; i < model_->inputs.size(); ++i)
        for (const CompactionRecord& record : model_->inputs[i].records)
            if (sourceBox(g, i, record).contains(point)) pick(record, record.ref.space, record.ref.offset);
    for (const auto& [record, offset] : g.outputs)
        if (targetBox(g, offset, *record).contains(point) && doneOf(*record) != Done::no) pick(*record, model_->outputSpace, offset);
    return selection;
}

void RibbonsView::mouseMoveEvent(QMouseEvent* event) { Q_EMIT hovered(selectionAt(event->position())); }
void RibbonsView::mousePressEvent(QMouseEvent* event) { Q_EMIT picked(selectionAt(event->position())); }
void RibbonsView::leaveEvent(QEvent*) { Q_EMIT hovered(Selection{}); }

}  // namespace vitrine::ui
