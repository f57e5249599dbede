#include "ui/views/compaction_views.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/views/card.h"

namespace vitrine::ui {

namespace {
QString joined(const CompactionModel& model) {
    QStringList numbers;
    for (const CompactionInput& input : model.inputs) numbers << QString::number(input.number);
    if (numbers.size() < 2) return numbers.join(QString());
    const QString last = numbers.takeLast();
    return CompactionStepsView::tr("%1 and %2").arg(numbers.join(QStringLiteral(", ")), last);
}
}  // namespace

CompactionStepsView::CompactionStepsView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("compactionStepsView"));
    setAccessibleName(tr("Steps of the compaction"));
}

void CompactionStepsView::setModel(const CompactionModel* model) {
    model_ = model;
    update();
}

CompactionStepsView::State CompactionStepsView::stateOf(std::optional<std::size_t> first, std::optional<std::size_t> last) const {
    if (!first) return State::later;
    const Timeline& timeline = moment().timeline();
    const auto here = timeline.stepAt(moment().position());
    if (!here || *here < *first) return State::later;
    if (*here <= *last) return State::now;
    return State::done;
}

void CompactionStepsView::addStage(const QString& text, std::initializer_list<std::string_view> names) {
    std::optional<std::size_t> first, last;
    for (const std::size_t step : model_->steps) {
        const std::string_view name = moment().timeline().catalog().kind(moment().timeline().step(step).kind).name;
        if (std::find(names.begin(), names.end(), name) == names.end()) continue;
        if (!first) first = step;
        last = step;
    }
    lines_.push_back({text, {}, stateOf(first, last), false, last, {}});
}

void CompactionStepsView::addRecords() {
    const auto here = moment().timeline().stepAt(moment().position());
    int ordinal = 0;
    for (const CompactionInput& input : model_->inputs) {
        for (const CompactionRecord& record : input.records) {
            Line line;
            line.record = true;
            line.text = QStringLiteral("%1 %2").arg(++ordinal, 3).arg(record.text);
            line.step = record.step;
            const bool done = record.step && moment().timeline().step(*record.step).end <= moment().position();
            line.state = record.step && here == record.step ? State::now : done ? State::done : State::later;
            if (line.state != State::later) {
                using Fate = CompactionRecord::Fate;
                line.right = record.fate == Fate::copied ? tr("copied") : record.fate == Fate::kept ? tr("kept") : tr("left behind");
                line.rightColor = line.state == State::now ? theme().blue : record.travels() ? theme().green : theme().muted;
            }
            lines_.push_back(std::move(line));
        }
    }
}

void CompactionStepsView::collectLines() {
    lines_.clear();
    if (!model_ || !moment().scene) return;
    addStage(tr("choose the closed segments: %1").arg(joined(*model_)), {"log.compact.choose"});
    addStage(model_->outputName.isEmpty() ? tr("create the output") : tr("create %1.part").arg(model_->outputName), {"log.compact.create"});
    addStage(tr("copy what the index points at"),
             {"log.compact.copy.record", "log.compact.copy.tombstone", "log.compact.drop.record", "log.compact.drop.tombstone"});
    addRecords();
    addStage(tr("sync the copy"), {"log.compact.sync"});
    addStage(model_->hintEntries ? tr("hint file: write %L1 entries, sync").arg(model_->hintEntries) : tr("hint file: write, sync"),
             {"log.compact.hint", "log.compact.hint.part"});
    addStage(tr("rename it, sync the directory"), {"log.compact.publish"});
    addStage(tr("switch the index entries"), {"log.compact.switch"});
    addStage(tr("remove segments %1, sync").arg(joined(*model_)), {"log.compact.remove"});
}

double CompactionStepsView::lineHeight(const Line& line) const { return line.record ? look().px(18.5) : look().px(25); }

/// So far that the current line is well inside when the list is longer than the view.
double CompactionStepsView::scrolledBy() const {
    double whole = 0, current = 0;
    for (const Line& line : lines_) {
        if (line.state == State::now) current = whole;
        whole += lineHeight(line);
    }
    const double room = height() - look().px(14);
    return std::clamp(current - room * 0.6, 0.0, std::max(0.0, whole - room));
}

void CompactionStepsView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    collectLines();
    if (lines_.empty()) {
        painter.setPen(theme().muted);
        painter.setFont(look().sans(13));
        painter.drawText(rect(), Qt::AlignTop | Qt::TextWordWrap, tr("Compaction copies what still lives out of closed segments, then removes them."));
        return;
    }
    const double bar = look().px(6);
    const double share = static_cast<double>(model_->doneSteps(moment())) / std::max<double>(1, static_cast<double>(model_->steps.size()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().dark ? theme().line : QColor(0xECE9E3));
    painter.drawRoundedRect(QRectF(0, 0, width(), bar), bar / 2, bar / 2);
    painter.setBrush(theme().blue);
    painter.drawRoundedRect(QRectF(0, 0, width() * share, bar), bar / 2, bar / 2);
    painter.setClipRect(QRectF(0, bar + 2, width(), height() - bar - 2));
    double y = look().px(14) - scrolledBy();
    for (const Line& line : lines_) {
        const double h = lineHeight(line);
        if (y + h > 0 && y < height()) {
            const double icon = look().px(12), left = line.record ? look().px(24) : look().px(25);
            if (line.record && line.state == State::now) {
                painter.setPen(QPen(theme().blue, 1.4));
                painter.setBrush(theme().blueTint);
                painter.drawRoundedRect(QRectF(look().px(17), y + 0.5, width() - look().px(18.0), h - 1), 3, 3);
            }
            if (!line.record && line.state == State::done)
                painter.drawPixmap(QPointF(2, y + (h - icon) / 2), tintedIcon(QStringLiteral("check"), theme().ink, static_cast<int>(icon), devicePixelRatioF()));
            if (!line.record && line.state == State::now) {
                painter.setPen(Qt::NoPen);
                painter.setBrush(theme().blue);
                painter.drawPolygon(QPolygonF{{3, y + h / 2 - icon * 0.45}, {3 + icon * 0.8, y + h / 2}, {3, y + h / 2 + icon * 0.45}});
            }
            if (!line.record && line.state == State::later) {
                painter.setPen(QPen(theme().muted, 1.3));
                painter.setBrush(Qt::NoBrush);
                painter.drawEllipse(QPointF(8, y + h / 2), look().px(2.8), look().px(2.8));
            }
            const QFont font = line.record ? look().mono(12) : look().sans(13, line.state == State::now ? QFont::DemiBold : QFont::Normal);
            painter.setFont(font);
            painter.setPen(line.state == State::later ? theme().muted : theme().ink);
            const QFont rightFont = look().sans(12, line.state == State::now ? QFont::DemiBold : QFont::Normal);
            const double rightWidth = line.right.isEmpty() ? 0 : QFontMetricsF(rightFont).horizontalAdvance(line.right) + look().px(8);
            const QRectF box(left, y, width() - left - look().px(4), h);
            painter.drawText(box, Qt::AlignVCenter, QFontMetricsF(font).elidedText(line.text, Qt::ElideRight, box.width() - rightWidth));
            if (rightWidth > 0) {
                painter.setFont(rightFont);
                painter.setPen(line.rightColor);
                painter.drawText(box, Qt::AlignVCenter | Qt::AlignRight, line.right);
            }
        }
        y += h;
    }
}

void CompactionStepsView::mousePressEvent(QMouseEvent* event) {
    double y = look().px(14) - scrolledBy();
    for (const Line& line : lines_) {
        const double h = lineHeight(line);
        if (event->position().y() >= y && event->position().y() < y + h && line.step) {
            Q_EMIT goTo(moment().timeline().step(*line.step).end);
            return;
        }
        y += h;
    }
}

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
    const double left = look().px(62), right = width() - look().px(118.0), h = look().px(14);
    const auto xOf = [&](std::uint64_t bytes) {
        return (right - left) * static_cast<double>(bytes) / static_cast<double>(std::max<std::uint64_t>(most, 1));
    };
    painter.setFont(look().sans(13));
    painter.setPen(theme().ink);
    painter.drawText(QRectF(0, y, left, h), Qt::AlignVCenter, name);
    painter.setPen(QPen(theme().line, 1));
    painter.setBrush(theme().paper);
    painter.drawRoundedRect(QRectF(left, y, right - left, h), 2, 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(left, y, xOf(done), h), 2, 2);
    painter.setPen(QPen(theme().ink, 1.6));
    painter.drawLine(QPointF(left + xOf(target), y - 3), QPointF(left + xOf(target), y + h + 3));
    painter.drawText(QRectF(right, y, width() - right, h), Qt::AlignVCenter | Qt::AlignRight, tr("%L1 of %L2 B").arg(done).arg(target));
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
    std::uint64_t records = 0, toCopy = model_->outputSize - std::min(model_->outputSize, model_->outputHeader);
    for (const CompactionInput& input : model_->inputs)
        for (const CompactionRecord& record : input.records) records += record.ref.size;
    const std::uint64_t copied = model_->copiedBytes(moment());
    double y = look().px(4);
    paintBar(painter, y, tr("read"), model_->passedBytes(moment()), records, records, theme().dark ? theme().muted : QColor(0xA5A8B0));
    y += look().px(27);
    paintBar(painter, y, tr("written"), copied, toCopy, records, theme().blue);
    y += look().px(27);
    const auto row = [&](const QString& name, const QString& value) {
        painter.setFont(look().sans(13));
        painter.setPen(theme().ink);
        painter.drawText(QRectF(0, y, width(), look().px(20)), Qt::AlignVCenter, name);
        painter.setFont(look().sans(13, QFont::DemiBold));
        painter.drawText(QRectF(0, y, width(), look().px(20)), Qt::AlignVCenter | Qt::AlignRight, value);
        y += look().px(22);
    };
    const bool single = model_->inputs.size() == 1;
    row((single ? tr("segment %1 now") : tr("segments %1 now")).arg(joined(*model_)), tr("%L1 B + copy %L2 B").arg(model_->inputBytes).arg(copied));
    const double smaller = model_->inputBytes ? 100.0 * (1 - static_cast<double>(model_->outputSize) / static_cast<double>(model_->inputBytes)) : 0;
    row(tr("when done"), smaller >= 0 ? tr("%L1 B, %2 % smaller").arg(model_->outputSize).arg(smaller, 0, 'f', 0)
                                      : tr("%L1 B, %2 % larger").arg(model_->outputSize).arg(-smaller, 0, 'f', 0));
    row(tr("hint file, apart"), model_->hintBytes ? tr("%L1 B, %L2 entries").arg(model_->hintBytes).arg(model_->hintEntries) : tr("not yet"));
    painter.setFont(look().sans(13));
    painter.setPen(theme().muted);
    painter.drawText(QRectF(0, y + look().px(2), width(), height() - y), Qt::AlignTop | Qt::TextWordWrap,
                     tr("Disk full in the middle? The copy is given up, the inputs stay."));
}

}  // namespace vitrine::ui
