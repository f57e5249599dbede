#include "ui/views/ribbons_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/models/record_state.h"
#include "ui/views/hatch.h"
#include "ui/views/record_paint.h"
#include "ui/views/ribbons_geometry.h"

namespace vitrine::ui {

namespace {
constexpr double kDensePx = 3;   // narrower blocks are painted by their density
constexpr double kMergedPx = 2;  // ribbons nearer than this flow as one
}  // namespace

RibbonsView::RibbonsView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("ribbonsView"));
    setAccessibleName(tr("Compaction: which records are copied where"));
    setMouseTracking(true);
    setMinimumHeight(look.px(126));
}

void RibbonsView::setModel(const CompactionModel* model) {
    model_ = model;
    update();
}

QSize RibbonsView::sizeHint() const { return {look().px(700), look().px(380)}; }

RibbonsView::Geometry RibbonsView::geometry() const {
    Geometry g;
    // A low view gives up the words below the output, then room between the rows.
    const bool low = height() < look().px(280);
    g.block = look().px(low ? 32 : 38);
    g.inputTop = look().px(low ? 46 : 66);
    g.outputTop = std::max(g.inputTop + g.block + look().px(16),
                           height() - g.block - static_cast<double>(look().px(low ? 4 : 60)));
    if (!model_) return g;
    // Many inputs stand nearer together; the records have at least three quarters of the width.
    g.together = !model_->inRecords && (model_->hiddenInputs > 0 || model_->inputs.size() > kMostBars);
    const auto gaps = g.together ? 0.0 : std::max<double>(0, static_cast<double>(model_->inputs.size()) - 1);
    const double gap = gaps > 0 ? std::min<double>(look().px(26), width() / 4.0 / gaps) : 0;
    g.scale = (width() - gap * gaps - 2) / static_cast<double>(std::max<std::uint64_t>(model_->inputBytes, 1));
    double x = 1;
    for (const CompactionInput& input : model_->inputs) {
        g.inputLeft.push_back(x);
        x += static_cast<double>(input.size) * g.scale + gap;
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
    for (const ByteRun& run : moment().timeline().runsOf(model_->outputSpace, 0, next, moment().position())) {
        if (!run.durable) break;
        g.durable = run.offset + run.size;
    }
    return g;
}

void RibbonsView::momentChanged() {
    here_.reset();
    if (moment().scene) here_ = moment().timeline().stepAt(moment().position());
}

RibbonsView::Done RibbonsView::doneOf(const CompactionRecord& record) const {
    if (!record.step || !here_ || *record.step > *here_) return Done::no;
    if (*record.step < *here_) return Done::yes;
    const FactId end = moment().timeline().step(*record.step).end;
    return end == kNoFact || end > moment().position() ? Done::no : Done::now;
}

QRectF RibbonsView::sourceBox(const Geometry& g, const CompactionRecord& record) const {
    return {g.inputLeft[record.input] + static_cast<double>(record.ref.offset) * g.scale, g.inputTop,
            std::max(0.2, static_cast<double>(record.ref.size) * g.scale), g.block};
}

QRectF RibbonsView::targetBox(const Geometry& g, std::uint64_t offset, const CompactionRecord& record) const {
    return {1 + static_cast<double>(offset) * g.scale, g.outputTop,
            std::max(0.2, static_cast<double>(record.ref.size) * g.scale), g.block};
}

QPoint RibbonsView::positionOf(const CompactionRecord& record) const {
    return sourceBox(geometry(), record).center().toPoint();
}

// ---- painting -------------------------------------------------------------------------------------------------------

void RibbonsView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!model_ || !moment().scene) {
        painter.setPen(theme().muted);
        painter.setFont(look().sans(15));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("No compaction yet. Fill a segment or two, overwrite a key, then press Compact."));
        return;
    }
    const Geometry g = geometry();
    if (!model_->inRecords) return paintSums(painter, g);
    paintRibbons(painter, g);
    paintInputs(painter, g);
    paintOutput(painter, g);
    paintFreed(painter, g);
    paintCaption(painter, g);
}

void RibbonsView::paintHeader(QPainter& painter, const QRectF& box) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().header);
    painter.drawRoundedRect(box.adjusted(0.5, 0, -0.5, 0), look().px(2.5), look().px(2.5));
    paintBlockWords(painter, look(), box, {tr("header"), {}, false, false}, theme().onField);
}

void RibbonsView::paintPointed(QPainter& painter, SpaceId space, std::uint64_t offset, const QRectF& block) {
    const auto pointed = rangeOf(moment(), moment().pointed());
    if (!pointed || !pointed->holds(space, offset)) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().ink, 2));
    painter.drawRoundedRect(block.adjusted(-1, -1, 1, 1), look().px(3), look().px(3));
}

void RibbonsView::paintInputRecord(QPainter& painter, const CompactionRecord& record, const QRectF& box) {
    if (!CompactionModel::isThere(model_->inputs[record.input], moment())) return paintGoneRecord(painter, record, box);
    const Theme& t = theme();
    const bool now = doneOf(record) == Done::now;
    const CompactionModel::Readers readers = model_->readersOf(record, moment());
    const bool live = readers.to == CompactionModel::Readers::Go::original;
    QColor fill = record.tombstone() ? t.tombstone : live ? t.live : t.dead;
    QColor ink = record.tombstone() ? t.onTombstone : live ? t.onLive : t.onDead;
    if (now) fill = t.blue, ink = t.onAccent;
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    const QRectF block = box.adjusted(0.5, 0, -0.5, 0);
    painter.drawRoundedRect(block, look().px(2.5), look().px(2.5));
    if (box.width() > look().px(24)) {
        const RecordWords& words = model_->wordsOf(record);
        paintBlockWords(painter, look(), block,
                        {words.first, words.rest, true, !live && !record.tombstone() && !now}, ink);
    }
    paintPointed(painter, record.ref.space, record.ref.offset, block);
    if (live) paintSlot(painter, readers.slot, box);
}

/// Its file is removed: where it lay, dashed.
void RibbonsView::paintGoneRecord(QPainter& painter, const CompactionRecord& record, const QRectF& box) {
    painter.setPen(QPen(theme().muted, 1, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    const QRectF block = box.adjusted(1, 0.5, -1, -0.5);
    painter.drawRoundedRect(block, look().px(2.5), look().px(2.5));
    if (box.width() <= look().px(24)) return;
    const RecordWords& words = model_->wordsOf(record);
    paintBlockWords(painter, look(), block, {words.first, words.rest}, theme().muted);
}

/// An arrow says that readers go here; the slot's name stands above it where it has room.
void RibbonsView::paintSlot(QPainter& painter, std::uint64_t slot, const QRectF& box) {
    const double half = look().px(4);
    if (box.width() < 2.5 * half) return;
    const QPointF tip(box.center().x(), box.top() - look().px(4));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().ink);
    painter.drawPolygon(QPolygonF{tip, {tip.x() - half, tip.y() - 1.4 * half}, {tip.x() + half, tip.y() - 1.4 * half}});
    const QFont font = look().mono(12);
    const QFontMetricsF metrics(font);
    const QString name = QString::number(slot, 16).toUpper();
    QString text = tr("slot %1").arg(name);
    if (metrics.horizontalAdvance(text) > box.width() - 4) text = name;
    if (metrics.horizontalAdvance(text) > box.width() - 4) return;
    painter.setFont(font);
    painter.setPen(theme().ink);
    painter.drawText(QRectF(box.left(), box.top() - look().px(27), box.width(), look().px(15)), Qt::AlignCenter, text);
}

/// Why a record is left behind, below it: in a line of its block's width, in two, or not at all.
void RibbonsView::paintWhys(QPainter& painter, const Geometry& g, const CompactionInput& input) {
    const QFont font = look().sans(12);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(theme().muted);
    for (std::size_t i = 0; i < input.records.size(); ++i) {
        const CompactionRecord& record = input.records[i];
        if (record.why.isEmpty() || doneOf(record) == Done::no) continue;
        const QRectF box = sourceBox(g, record);
        double room = box.width() - look().px(4);
        if (room < look().px(20) || g.outputTop - box.bottom() < look().px(60)) continue;
        // Where the neighbour says nothing, or none is there, a line may reach below it.
        const bool last = i + 1 == input.records.size();
        if (last ? record.input + 1 < model_->inputs.size() : input.records[i + 1].why.isEmpty()) room += look().px(22);
        double widest = 0;
        for (const QString& word : record.why.split(QLatin1Char(' ')))
            widest = std::max(widest, metrics.horizontalAdvance(word));
        if (widest > room) continue;
        painter.drawText(QRectF(box.left() + 1, box.bottom() + look().px(6), room, look().px(46)),
                         Qt::AlignLeft | Qt::TextWordWrap, record.why);
    }
}

void RibbonsView::paintInputHead(QPainter& painter, const Geometry& g, std::size_t i, double& freeFrom) {
    const CompactionInput& input = model_->inputs[i];
    const double left = g.inputLeft[i], whole = static_cast<double>(input.size) * g.scale, baseline = look().px(14);
    painter.setFont(look().mono(13, QFont::DemiBold));
    painter.setPen(theme().ink);
    const double nameWidth = QFontMetricsF(painter.font()).horizontalAdvance(input.name);
    const QString number = QString::number(input.number);
    if (whole > nameWidth)
        painter.drawText(QPointF(left, baseline), input.name);
    else if (left >= freeFrom)
        painter.drawText(QPointF(left, baseline), number);
    else
        return;
    // Of many narrow inputs so many numbers are written as have room.
    if (whole <= nameWidth) {
        freeFrom = left + QFontMetricsF(painter.font()).horizontalAdvance(number) + look().px(8);
        return;
    }
    painter.setFont(look().sans(13));
    painter.setPen(theme().muted);
    const double aboutLeft = left + nameWidth + look().px(9);
    const bool there = CompactionModel::isThere(input, moment());
    const QString about = (there ? tr("closed · %L1 B · read, never changed") : tr("removed · %L1 B are free")).arg(input.size),
                  brief = there ? tr("%L1 B").arg(input.size) : tr("removed");
    for (const QString& text : {about, brief}) {
        if (aboutLeft + QFontMetricsF(painter.font()).horizontalAdvance(text) > left + whole) continue;
        painter.drawText(QPointF(aboutLeft, baseline), text);
        break;
    }
}

/// What a record too narrow for a block adds to its column: live, tombstone, dead, being copied.
int RibbonsView::densityOf(const CompactionRecord& record) const {
    if (doneOf(record) == Done::now) return 3;
    if (record.tombstone()) return 1;
    return model_->readersOf(record, moment()).to == CompactionModel::Readers::Go::original ? 0 : 2;
}

void RibbonsView::paintInputs(QPainter& painter, const Geometry& g) {
    double numbersFrom = 0;
    for (std::size_t i = 0; i < model_->inputs.size(); ++i) {
        const CompactionInput& input = model_->inputs[i];
        paintInputHead(painter, g, i, numbersFrom);
        const double left = g.inputLeft[i], whole = static_cast<double>(input.size) * g.scale;
        const double header = input.records.empty() ? whole : static_cast<double>(input.records.front().ref.offset) * g.scale;
        const bool there = CompactionModel::isThere(input, moment());
        if (there) paintHeader(painter, QRectF(left, g.inputTop, header, g.block));
        DensityColumns columns(left, left + whole);
        for (const CompactionRecord& record : input.records) {
            const QRectF box = sourceBox(g, record);
            if (box.width() >= kDensePx)
                paintInputRecord(painter, record, box);
            else if (there)
                columns.add(box.left(), box.right(), densityOf(record));
        }
        columns.paint(painter, g.inputTop, g.block, {theme().live, theme().tombstone, theme().dead, theme().blue});
        paintWhys(painter, g, input);
    }
}

void RibbonsView::paintRibbon(QPainter& painter, const QRectF& from, const QRectF& to, Done done, bool kept) {
    const double top = from.bottom(), bottom = to.top(), middle = (top + bottom) / 2;
    QPainterPath path({from.left(), top});
    path.cubicTo({from.left(), middle}, {to.left(), middle}, {to.left(), bottom});
    path.lineTo(to.right(), bottom);
    path.cubicTo({to.right(), middle}, {from.right(), middle}, {from.right(), top});
    path.closeSubpath();
    QColor color = done == Done::now ? theme().blue : kept ? theme().tombstone : theme().live;
    color.setAlphaF(done == Done::now ? 0.35F : theme().dark ? 0.30F : 0.16F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPath(path);
}

void RibbonsView::paintRibbons(QPainter& painter, const Geometry& g) {
    QRectF from, to;
    Done done = Done::no;
    bool kept = false;
    const auto flush = [&] {
        if (done != Done::no) paintRibbon(painter, from, to, done, kept);
        done = Done::no;
    };
    for (const auto& [record, offset] : g.outputs) {
        const Done its = doneOf(*record);
        const bool itsKept = record->fate == CompactionRecord::Fate::kept;
        const QRectF source = sourceBox(g, *record), target = targetBox(g, offset, *record);
        const bool joins = its == done && itsKept == kept && source.width() < 4 * kDensePx &&
                           source.left() - from.right() < kMergedPx && target.left() - to.right() < kMergedPx;
        if (joins) {
            from.setRight(source.right()), to.setRight(target.right());
            continue;
        }
        flush();
        from = source, to = target, done = its, kept = itsKept;
        if (source.width() > 4 * kDensePx) from.adjust(0.5, 0, -0.5, 0), to.adjust(0.5, 0, -0.5, 0);
    }
    flush();
}

void RibbonsView::paintOutputRecord(QPainter& painter, const Geometry& g, const CompactionRecord& record,
                                    std::uint64_t offset, const QRectF& box) {
    const Theme& t = theme();
    const Done done = doneOf(record);
    const RecordWords words = box.width() > look().px(24) ? model_->wordsOf(record) : RecordWords();
    if (done == Done::no) {
        painter.setPen(QPen(t.muted, 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(1, 0.5, -1, -0.5), look().px(2.5), look().px(2.5));
        paintBlockWords(painter, look(), box, {words.first, words.rest}, t.muted);
        return;
    }
    const bool now = done == Done::now, kept = record.fate == CompactionRecord::Fate::kept;
    painter.setPen(Qt::NoPen);
    painter.setBrush(now ? t.blue : kept ? t.tombstone : t.live);
    const QRectF block = now ? box.adjusted(-1, -1.5, 1, 1.5) : box;
    painter.drawRoundedRect(block, look().px(2.5), look().px(2.5));
    const bool hatched = offset + record.ref.size > g.durable;
    const double band = hatched ? look().px(6) : 0;
    if (hatched) {
        QPainterPath path;
        path.addRect(QRectF(block.left(), block.bottom() - band, block.width(), band));
        fillHatch(painter, path, now ? t.onAccent : kept ? t.onTombstone : t.onLive, look().px(5), 1.3);
    }
    paintBlockWords(painter, look(), block.adjusted(0, 0, 0, -band), {words.first, words.rest},
                    now    ? t.onAccent
                    : kept ? t.onTombstone
                           : t.onLive);
    paintPointed(painter, model_->outputSpace, offset, block);
    const CompactionModel::Readers readers = model_->readersOf(record, moment());
    // In a low view the rows stand too near for words between them.
    const bool room = g.outputTop - g.inputTop - g.block > look().px(40);
    if (room && readers.to == CompactionModel::Readers::Go::copy) paintSlot(painter, readers.slot, box);
    painter.setFont(look().mono(12, now ? QFont::DemiBold : QFont::Normal));
    const QString place = hex(offset);
    if (QFontMetricsF(painter.font()).horizontalAdvance(place) + look().px(4) > box.width()) return;
    painter.setPen(now ? t.ink : t.muted);
    painter.drawText(QPointF(box.left() + 1, box.bottom() + look().px(17)), place);
}

void RibbonsView::paintOutput(QPainter& painter, const Geometry& g) {
    if (moment().scene->space(model_->outputSpace) && model_->outputHeader > 0)
        paintHeader(painter, QRectF(1, g.outputTop, static_cast<double>(model_->outputHeader) * g.scale, g.block));
    DensityColumns columns(1, 1 + static_cast<double>(model_->outputSize) * g.scale);
    double later = 1e9, end = 0, risk = 1e9, riskEnd = 0;
    for (const auto& [record, offset] : g.outputs) {
        const QRectF box = targetBox(g, offset, *record);
        if (box.width() >= kDensePx) {
            paintOutputRecord(painter, g, *record, offset, box.adjusted(0.5, 0, -0.5, 0));
            continue;
        }
        const Done done = doneOf(*record);
        if (done == Done::no) {
            later = std::min(later, box.left()), end = box.right();
            continue;
        }
        columns.add(box.left(), box.right(), done == Done::now ? 3 : record->tombstone() ? 1 : 0);
        if (offset + record->ref.size > g.durable) risk = std::min(risk, box.left()), riskEnd = box.right();
    }
    columns.paint(painter, g.outputTop, g.block, {theme().live, theme().tombstone, theme().dead, theme().blue});
    if (riskEnd > risk) {
        QPainterPath band;
        band.addRect(QRectF(risk, g.outputTop + g.block - look().px(6), riskEnd - risk, look().px(6)));
        fillHatch(painter, band, theme().onLive, look().px(5), 1.3);
    }
    if (end <= later) return;
    painter.setPen(QPen(theme().muted, 1, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(later, g.outputTop + 0.5, end - later, g.block - 1));
}

/// Bytes of dead records and of tombstones that are not copied, or will not be.
std::pair<std::uint64_t, std::uint64_t> RibbonsView::leftBehind() const {
    if (!model_->inRecords)
        return model_->shares ? std::pair(model_->shares->dead, model_->shares->tombstone)
                              : std::pair<std::uint64_t, std::uint64_t>();
    std::uint64_t dead = 0, tombstones = 0;
    for (const CompactionInput& input : model_->inputs) {
        for (const CompactionRecord& record : input.records) {
            if (record.travels()) continue;
            if (record.tombstone())
                tombstones += record.ref.size;
            else if (!record.live || record.fate == CompactionRecord::Fate::left)
                dead += record.ref.size;
        }
    }
    return {dead, tombstones};
}

void RibbonsView::paintFreed(QPainter& painter, const Geometry& g) {
    const double left = 1 + static_cast<double>(model_->outputSize) * g.scale + look().px(6);
    const double right = width() - 1.0;
    if (model_->outputSize == 0 || model_->gaveUp(moment())) return;
    if (model_->outputSize >= model_->inputBytes || right - left < look().px(60)) return;
    const auto [dead, tombstones] = leftBehind();
    const std::uint64_t freed = model_->inputBytes - model_->outputSize;
    const bool gone = model_->endStep && moment().timeline().step(*model_->endStep).end <= moment().position();
    QString text = (gone ? tr("%L1 B are free") : tr("%L1 B will be free")).arg(freed);
    QStringList parts;
    // Of sums nobody knows which tombstones go along.
    const bool adds = dead + tombstones <= freed;
    if (dead && adds) parts << tr("%L1 dead").arg(dead);
    if (tombstones && adds) parts << tr("%L1 tombstone").arg(tombstones);
    if (freed > dead + tombstones && (model_->inRecords || model_->shares))
        parts << tr("%L1 header").arg(freed - dead - tombstones);
    QFont font = look().sans(13);
    const QString longText = parts.isEmpty() ? text : text + QStringLiteral(": ") + parts.join(QStringLiteral(" + "));
    for (const double pixels : {13.0, 12.0}) {
        if (QFontMetricsF(look().sans(pixels)).horizontalAdvance(longText) + look().px(38) > right - left) continue;
        font = look().sans(pixels);
        text = longText;
        break;
    }
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

bool RibbonsView::switched() const {
    const auto& last = model_->phase(CompactionPhase::switchIndex).last;
    return last && moment().timeline().step(*last).end <= moment().position();
}

void RibbonsView::paintCaption(QPainter& painter, const Geometry& g) {
    const double y = g.outputTop + g.block + look().px(46);
    if (y > height()) return;
    const SpaceState* file = moment().scene->space(model_->outputSpace);
    if (!file && model_->outputName.isEmpty()) return;
    const QString now = file ? QString::fromStdString(file->name) : model_->outputName + QStringLiteral(".part");
    painter.setFont(look().mono(13, QFont::DemiBold));
    painter.setPen(theme().ink);
    painter.drawText(QPointF(1, y), now);
    const double x = 1 + QFontMetricsF(painter.font()).horizontalAdvance(now) + look().px(10);
    painter.setFont(look().sans(13));
    painter.setPen(theme().muted);
    QString about;
    if (!file)
        about = model_->gaveUp(moment())   ? tr("given up and removed · its inputs stay as they are")
                : model_->isOver(moment()) ? tr("replaced since")
                                           : tr("not there yet");
    else if (file->name.ends_with(".part"))
        about = (file->notDurable ? tr("%L1 B so far, in the cache") : tr("%L1 B, on the platter")).arg(file->size) +
                tr(" · becomes %1 when it is whole and synced").arg(model_->outputName);
    else
        about = (switched() ? tr("%L1 B, on the platter · in place of its inputs")
                            : tr("%L1 B, on the platter · readers still go to its inputs")).arg(file->size);
    painter.drawText(QPointF(x, y), about);
    if (!model_->inRecords) return;  // no slot is drawn
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
    for (const CompactionInput& input : model_->inputs)
        for (const CompactionRecord& record : input.records)
            if (sourceBox(g, record).contains(point)) pick(record, record.ref.space, record.ref.offset);
    for (const auto& [record, offset] : g.outputs)
        if (targetBox(g, offset, *record).contains(point) && doneOf(*record) != Done::no) pick(*record, model_->outputSpace, offset);
    return selection;
}

void RibbonsView::mouseMoveEvent(QMouseEvent* event) {
    const Selection selection = selectionAt(event->position());
    setCursor(selection.empty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (selection == lastHover_) return;
    lastHover_ = selection;
    Q_EMIT hovered(selection);
}

void RibbonsView::mousePressEvent(QMouseEvent* event) {
    const Selection selection = selectionAt(event->position());
    if (event->button() == Qt::LeftButton && !selection.empty()) Q_EMIT picked(selection);
}

/// To the write that made what lies there: the copy's step, or that of the original.
void RibbonsView::mouseDoubleClickEvent(QMouseEvent* event) {
    const Selection selection = selectionAt(event->position());
    if (selection.empty()) return;
    const auto runs = moment().timeline().runsOf(selection.space, selection.offset, 1, moment().position());
    if (!runs.empty() && runs.front().writer != kNoFact)
        Q_EMIT goTo(momentOf(moment().timeline(), runs.front().writer));
}

void RibbonsView::leaveEvent(QEvent*) {
    if (lastHover_.empty()) return;
    lastHover_ = {};
    Q_EMIT hovered({});
}

}  // namespace vitrine::ui
