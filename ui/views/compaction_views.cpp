#include "ui/views/compaction_views.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/models/segments_model.h"
#include "ui/views/card.h"

namespace vitrine::ui {

CompactionStepsView::CompactionStepsView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("compactionStepsView"));
    setAccessibleName(tr("Steps of the compaction"));
}

void CompactionStepsView::setModel(const CompactionModel* model) {
    model_ = model;
    update();
}

void CompactionStepsView::momentChanged() {
    scrolled_ = 0;
}

CompactionStepsView::State CompactionStepsView::stateOf(const CompactionModel::Phase& phase) const {
    const auto here = moment().timeline().stepAt(moment().position());
    if (!phase.first || !here || *here < *phase.first) return State::later;
    return *here <= *phase.last ? State::now : State::done;
}

QString CompactionStepsView::phaseText(CompactionPhase phase) const {
    switch (phase) {
        case CompactionPhase::choose:
            return tr("choose the closed segments: %1").arg(model_->inputsText());
        case CompactionPhase::create:
            return model_->outputName.isEmpty() ? tr("create the output")
                                                : tr("create %1.part").arg(model_->outputName);
        case CompactionPhase::copy:
            return tr("copy what the index points at");
        case CompactionPhase::sync:
            return tr("sync the copy");
        case CompactionPhase::hint:
            return model_->hintEntries ? tr("hint file: write %L1 entries, sync").arg(model_->hintEntries)
                                       : tr("hint file: write, sync");
        case CompactionPhase::publish:
            return tr("rename it, sync the directory");
        case CompactionPhase::switchIndex:
            return tr("switch the index entries");
        case CompactionPhase::remove:
            return (model_->inputCount() == 1 ? tr("remove segment %1, sync") : tr("remove segments %1, sync"))
                .arg(model_->inputsText());
    }
    return {};
}

/// The record that the cursor stands at, or the first that is still to come.
std::size_t CompactionStepsView::currentRecord() const {
    const auto here = moment().timeline().stepAt(moment().position());
    std::size_t ordinal = 0;
    for (const CompactionInput& input : model_->inputs)
        for (const CompactionRecord& record : input.records) {
            if (!record.step || !here || *record.step >= *here) return ordinal;
            ++ordinal;
        }
    return ordinal ? ordinal - 1 : 0;
}

CompactionStepsView::Row CompactionStepsView::recordRow(std::size_t ordinal) const {
    const CompactionRecord& record = model_->record(ordinal);
    const auto here = moment().timeline().stepAt(moment().position());
    Row row;
    row.record = true;
    row.ordinal = ordinal;
    const auto digits = static_cast<int>(QString::number(model_->recordCount).size());
    row.text = QStringLiteral("%1 %2").arg(ordinal + 1, std::max(3, digits)).arg(model_->wordsOf(record).line());
    row.step = record.step;
    const bool done = record.step && moment().timeline().step(*record.step).end <= moment().position();
    row.state = record.step && here == record.step ? State::now : done ? State::done : State::later;
    if (row.state == State::later) return row;
    using Fate = CompactionRecord::Fate;
    row.right = record.fate == Fate::copied ? tr("copied") : record.fate == Fate::kept ? tr("kept") : tr("left behind");
    row.rightColor = row.state == State::now ? theme().blue : record.travels() ? theme().green : theme().muted;
    return row;
}

void CompactionStepsView::addRecords(std::vector<Row>& rows, double& y, double room, double pitch) const {
    const std::size_t count = model_->recordCount;
    const auto fitting = static_cast<std::size_t>(std::max(1.0, std::floor(room / pitch)));
    std::size_t first = 0, end = count;
    if (count > fitting) {
        // Around the current one; what is before and behind is counted in a row of its own.
        const auto wanted =
            static_cast<std::int64_t>(currentRecord()) - static_cast<std::int64_t>(fitting * 3 / 5) + scrolled_;
        first =
            static_cast<std::size_t>(std::clamp<std::int64_t>(wanted, 0, static_cast<std::int64_t>(count - fitting)));
        end = first + fitting;
    }
    for (std::size_t ordinal = first; ordinal < end; ++ordinal) {
        Row row;
        const bool folds = fitting > 2 && ((ordinal == first && first > 0) || (ordinal + 1 == end && end < count));
        if (folds) {
            row.record = true;
            row.ordinal = ordinal;
            row.state = ordinal == first ? State::done : State::later;
            row.text = ordinal == first ? tr("  … %L1 before").arg(first + 1) : tr("  … %L1 more").arg(count - end + 1);
        } else {
            row = recordRow(ordinal);
        }
        row.top = y, row.height = pitch;
        y += pitch;
        rows.push_back(std::move(row));
    }
}

/// What became of records that are too many for a row each.
void CompactionStepsView::addSums(std::vector<Row>& rows, double& y, double pitch) const {
    const CompactionModel::Told told = model_->toldAt(moment());
    const QStringList texts{tr("%L1 of %L2 B read").arg(told.read).arg(model_->inputBytes),
                            tr("%L1 copied").arg(told.copied), tr("%L1 left behind").arg(told.left),
                            tr("too many for a row each")};
    for (const QString& text : texts) {
        Row row;
        row.sum = true;
        row.text = text;
        row.state = told.read > 0 ? State::done : State::later;
        row.top = y, row.height = pitch;
        y += pitch;
        rows.push_back(std::move(row));
    }
}

std::vector<CompactionStepsView::Row> CompactionStepsView::rows() const {
    std::vector<Row> rows;
    if (!model_ || !moment().scene) return rows;
    double y = look().px(14);
    constexpr double kSums = 4;
    const double room = height() - y, records = model_->inRecords ? static_cast<double>(model_->recordCount) : kSums;
    double phasePitch = look().px(25), recordPitch = look().px(18.5);
    if (kCompactionPhases * phasePitch + records * recordPitch > room)
        phasePitch = look().px(22), recordPitch = look().px(17);
    if (kCompactionPhases * phasePitch + records * recordPitch > room)
        phasePitch = look().px(20), recordPitch = look().px(16);
    // Where even the phases have no room, those that are done fold away first, then the last ones.
    const auto fitting = static_cast<std::size_t>(std::max(2.0, (room - 2 * recordPitch) / phasePitch));
    std::size_t first = 0, end = kCompactionPhases;
    while (end - first > fitting && stateOf(model_->phases[first]) == State::done) ++first;
    if (end - first > fitting) end = first + fitting;
    for (std::size_t i = first; i < end; ++i) {
        Row row;
        row.text = phaseText(static_cast<CompactionPhase>(i));
        row.state = stateOf(model_->phases[i]);
        row.step = model_->phases[i].last;
        row.top = y, row.height = phasePitch;
        y += phasePitch;
        rows.push_back(std::move(row));
        if (static_cast<CompactionPhase>(i) != CompactionPhase::copy) continue;
        if (!model_->inRecords && room > kCompactionPhases * phasePitch + kSums * recordPitch)
            addSums(rows, y, recordPitch);
        else if (model_->inRecords)
            addRecords(rows, y, room - static_cast<double>(end - first) * phasePitch, recordPitch);
    }
    return rows;
}

QStringList CompactionStepsView::visibleRows() const {
    QStringList texts;
    for (const Row& row : rows())
        if (row.top + row.height <= height() + 1) texts << row.text.trimmed();
    return texts;
}

std::optional<QPoint> CompactionStepsView::positionOfRecord(std::size_t ordinal) const {
    for (const Row& row : rows())
        if (row.record && row.ordinal == ordinal) return QPointF(width() / 2.0, row.top + row.height / 2).toPoint();
    return {};
}

void CompactionStepsView::paintMark(QPainter& painter, const Row& row) const {
    const double icon = look().px(12), middle = row.top + row.height / 2;
    switch (row.state) {
        case State::done:
            painter.drawPixmap(QPointF(2, middle - icon / 2), tintedIcon(QStringLiteral("check"), theme().ink,
                                                                         static_cast<int>(icon), devicePixelRatioF()));
            return;
        case State::now:
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme().blue);
            painter.drawPolygon(
                QPolygonF{{3, middle - icon * 0.45}, {3 + icon * 0.8, middle}, {3, middle + icon * 0.45}});
            return;
        case State::later:
            painter.setPen(QPen(theme().muted, 1.3));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(QPointF(8, middle), look().px(2.8), look().px(2.8));
    }
}

void CompactionStepsView::paintRow(QPainter& painter, const Row& row) const {
    const bool now = row.state == State::now;
    if (!row.record && !row.sum) paintMark(painter, row);
    if (row.record && now) {
        painter.setPen(QPen(theme().blue, 1.4));
        painter.setBrush(theme().blueTint);
        painter.drawRoundedRect(QRectF(look().px(17), row.top + 0.5, width() - look().px(18.0), row.height - 1), 3, 3);
    }
    const QFont font = row.sum      ? look().sans(12)
                       : row.record ? look().mono(12)
                                    : look().sans(13, now ? QFont::DemiBold : QFont::Normal);
    const QFont rightFont = look().sans(12, now ? QFont::DemiBold : QFont::Normal);
    const double left = look().px(row.record ? 24 : 25);
    const double rightWidth =
        row.right.isEmpty() ? 0 : QFontMetricsF(rightFont).horizontalAdvance(row.right) + look().px(8);
    const QRectF box(left, row.top, width() - left - look().px(4), row.height);
    painter.setFont(font);
    painter.setPen(row.state == State::later ? theme().muted : theme().ink);
    painter.drawText(box, Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetricsF(font).elidedText(row.text, Qt::ElideRight, box.width() - rightWidth));
    if (rightWidth == 0) return;
    painter.setFont(rightFont);
    painter.setPen(row.rightColor);
    painter.drawText(box, Qt::AlignVCenter | Qt::AlignRight, row.right);
}

void CompactionStepsView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!model_ || !moment().scene) {
        painter.setPen(theme().muted);
        painter.setFont(look().sans(13));
        painter.drawText(rect(), Qt::AlignTop | Qt::TextWordWrap, tr("Compaction copies what still lives out of closed segments, then removes them."));
        return;
    }
    const double bar = look().px(6);
    const double share = model_->progress(moment());
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().dark ? theme().line : QColor(0xECE9E3));
    painter.drawRoundedRect(QRectF(0, 0, width(), bar), bar / 2, bar / 2);
    painter.setBrush(theme().blue);
    painter.drawRoundedRect(QRectF(0, 0, width() * share, bar), bar / 2, bar / 2);
    for (const Row& row : rows()) paintRow(painter, row);
}

void CompactionStepsView::mousePressEvent(QMouseEvent* event) {
    for (const Row& row : rows()) {
        if (event->position().y() < row.top || event->position().y() >= row.top + row.height || !row.step) continue;
        Q_EMIT goTo(moment().timeline().step(*row.step).end);
        return;
    }
}

void CompactionStepsView::wheelEvent(QWheelEvent* event) {
    if (!model_) return event->ignore();
    const auto most = static_cast<int>(std::min<std::size_t>(model_->recordCount, 1'000'000));
    scrolled_ = std::clamp(scrolled_ - event->angleDelta().y() / 40, -most, most);
    update();
    event->accept();
}

// ---- what it costs --------------------------------------------------------------------------------------------------

CompactionCostView::CompactionCostView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("compactionCostView"));
    setAccessibleName(tr("What the compaction costs"));
}

void CompactionCostView::setModel(const CompactionModel* model) {
    model_ = model;
    update();
}

void CompactionCostView::paintBar(QPainter& painter, double y, const QString& name, std::uint64_t done, std::uint64_t target,
                                  std::uint64_t most, const QColor& color) {
    const QString text = target ? tr("%L1 of %L2 B").arg(done).arg(target) : tr("%L1 B").arg(done);
    const double words = QFontMetricsF(look().sans(13)).horizontalAdvance(tr("%L1 of %L1 B").arg(most)) + look().px(12);
    const double left = look().px(62), right = width() - std::max<double>(look().px(118), words), h = look().px(14);
    const auto xOf = [&](std::uint64_t bytes) {
        return (right - left) * static_cast<double>(bytes) / static_cast<double>(std::max<std::uint64_t>(most, 1));
    };
    painter.setFont(look().sans(13));
    painter.setPen(theme().ink);
    painter.drawText(QRectF(0, y, left, h), Qt::AlignVCenter, name);
    if (right - left < look().px(30)) {  // no room for a bar: the numbers say it
        painter.drawText(QRectF(left, y, width() - left, h), Qt::AlignVCenter | Qt::AlignRight,
                         QFontMetricsF(painter.font()).elidedText(text, Qt::ElideRight, width() - left));
        return;
    }
    painter.setPen(QPen(theme().line, 1));
    painter.setBrush(theme().paper);
    painter.drawRoundedRect(QRectF(left, y, right - left, h), 2, 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(left, y, xOf(done), h), 2, 2);
    painter.setPen(QPen(theme().ink, 1.6));
    if (target) painter.drawLine(QPointF(left + xOf(target), y - 3), QPointF(left + xOf(target), y + h + 3));
    painter.drawText(QRectF(right, y, width() - right, h), Qt::AlignVCenter | Qt::AlignRight, text);
}

QString CompactionCostView::whenDone() const {
    const std::uint64_t size = model_->outputSize;
    if (size == 0 || model_->inputBytes == 0) return tr("known when all is copied");
    const double smaller = 100.0 * (1 - static_cast<double>(size) / static_cast<double>(model_->inputBytes));
    // A sum of what lived does not know of tombstones that go along, nor of what dies meanwhile.
    const bool about = !model_->inRecords && !model_->outputKnown;
    const QString text = smaller >= 0 ? (about ? tr("about %L1 B, %2 % smaller") : tr("%L1 B, %2 % smaller"))
                                      : (about ? tr("about %L1 B, %2 % larger") : tr("%L1 B, %2 % larger"));
    return text.arg(size).arg(std::abs(smaller), 0, 'f', 0);
}

void CompactionCostView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!model_ || !moment().scene) {
        painter.setPen(theme().muted);
        painter.setFont(look().sans(13));
        painter.drawText(rect(), Qt::AlignTop | Qt::TextWordWrap, tr("Reading its inputs and writing what lives."));
        return;
    }
    const std::uint64_t copy = model_->copyBytes(moment()), most = std::max(model_->inputBytes, model_->outputSize);
    double y = look().px(4);
    paintBar(painter, y, tr("read"), model_->passedBytes(moment()), model_->inputBytes, most,
             theme().dark ? theme().muted : QColor(0xA5A8B0));
    y += look().px(27);
    paintBar(painter, y, tr("written"), copy, model_->outputSize, most, theme().blue);
    y += look().px(27);
    const auto row = [&](const QString& name, const QString& value) {
        if (y + look().px(20) > height()) return;
        const double wide = QFontMetricsF(look().sans(13, QFont::DemiBold)).horizontalAdvance(value) + look().px(8);
        painter.setFont(look().sans(13));
        painter.setPen(theme().ink);
        painter.drawText(QRectF(0, y, width() - wide, look().px(20)), Qt::AlignVCenter,
                         QFontMetricsF(painter.font()).elidedText(name, Qt::ElideRight, width() - wide));
        painter.setFont(look().sans(13, QFont::DemiBold));
        painter.drawText(QRectF(0, y, width(), look().px(20)), Qt::AlignVCenter | Qt::AlignRight, value);
        y += look().px(22);
    };
    const bool single = model_->inputCount() == 1;
    const std::uint64_t remaining = model_->remainingBytes(moment());
    row((single ? tr("segment %1 now") : tr("segments %1 now")).arg(model_->inputsText()),
        !remaining                 ? tr("removed; the copy has %L1 B").arg(copy)
        : model_->gaveUp(moment()) ? tr("%L1 B, as before").arg(remaining)
                                   : tr("%L1 B + copy %L2 B").arg(remaining).arg(copy));
    if (model_->gaveUp(moment()))
        row(tr("given up"), tr("the copy is removed"));
    else
        row(tr("when done"), whenDone());
    row(tr("hint file, apart"), model_->hintBytes ? tr("%L1 B, %L2 entries").arg(model_->hintBytes).arg(model_->hintEntries) : tr("not yet"));
    painter.setFont(look().sans(13));
    painter.setPen(theme().muted);
    const QString note = tr("Disk full in the middle? The copy is given up, the inputs stay.");
    const QRectF room(0, y + look().px(2), width(), height() - y - look().px(2));
    if (painter.boundingRect(QRectF(0, 0, width(), 1000), Qt::TextWordWrap, note).height() <= room.height() + 2)
        painter.drawText(room, Qt::AlignTop | Qt::TextWordWrap, note);
}

}  // namespace vitrine::ui
