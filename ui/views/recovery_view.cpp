#include "ui/views/recovery_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/models/bytes_story.h"
#include "ui/views/accessible_views.h"

namespace vitrine::ui {

namespace {

constexpr double kMostLines = 5, kBeside = 262, kEvidenceTitle = 34, kEvidenceLine = 28;
constexpr double kLeastRows = 3, kLeastRow = 24;
constexpr std::size_t kEvidenceLines = 3;

}  // namespace

RecoveryView::RecoveryView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("recoveryView"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    scroll_ = new SlimScrollBar(look, this);
    scroll_->setObjectName(QStringLiteral("recoveryScroll"));
    connect(scroll_, &QScrollBar::valueChanged, this, [this] {
        refreshPage();
        update();
    });
    glyphs_.setFont(look.mono(14));
}

void RecoveryView::momentChanged() {
    if (!moment().scene) return;
    const bool moved = shownAt_ != MomentKey::of(moment());
    model_.show(moment());
    if (!moved) return;
    shownAt_ = MomentKey::of(moment());
    setAccessibleName(tr("Recovery: %1").arg(model_.spoken()));
    relayout();
    keepCurrentInSight();
    refreshPage();
    Q_EMIT shown();
}

void RecoveryView::lookChanged() {
    glyphs_.setFont(look().mono(14));
    relayout();
    refreshPage();
    MomentView::lookChanged();
}

void RecoveryView::resizeEvent(QResizeEvent*) {
    relayout();
    keepCurrentInSight();
    refreshPage();
}

// ---- where things are --------------------------------------------------------------------------------------------------

/// Lines are as many as a fifth of the height has room for: the bytes matter more.
std::size_t RecoveryView::shownLines() const {
    const double room = std::clamp(height() / 5.0 / linePitch(), 1.0, kMostLines);
    return std::min(model_.lines().size(), static_cast<std::size_t>(room));
}

std::size_t RecoveryView::firstLine() const {
    const std::size_t shown = shownLines(), all = model_.lines().size();
    const auto current = std::ranges::find(model_.lines(), true, &RecoveryLine::current);
    if (all <= shown) return 0;
    const auto at = current == model_.lines().end() ? all - 1 : static_cast<std::size_t>(current - model_.lines().begin());
    return std::min(all - shown, at + 1 < shown ? 0 : at + 1 - shown);
}

double RecoveryView::bytesTop() const { return static_cast<double>(shownLines()) * linePitch() + look().px(6); }

double RecoveryView::evidenceHeight() const {
    const std::size_t lines = std::max(model_.evidence().size(), model_.space() ? kEvidenceLines : 0);
    const double wanted = look().px(kEvidenceTitle) + static_cast<double>(lines) * look().px(kEvidenceLine) + look().px(8);
    // Bytes keep some rows at least; how they are judged has the room before more of them.
    return std::clamp(height() - bytesTop() - kLeastRows * look().px(kLeastRow), std::min(wanted, height() * 0.4), wanted);
}

double RecoveryView::bytesBottom() const { return height() - evidenceHeight(); }

std::uint64_t RecoveryView::fileEnd() const { return model_.space() ? model_.dissection().source().size() : 0; }

void RecoveryView::relayout() {
    scroll_->setVisible(false);
    if (!moment().scene || !model_.space()) return;
    rows_.build(model_.dissection().source(), {}, fileEnd() + std::min<std::uint64_t>(model_.missing(), 2 * kRowBytes));
    const double room = std::max(1.0, bytesBottom() - bytesTop());
    const int bar = scroll_->sizeHint().width();
    geometry_.fit(width() - bar - look().px(4), room, look().scale(), rows_.viewRows(), kBeside * look().scale());
    const auto visible = static_cast<std::uint64_t>(std::max(1.0, std::floor((room + 2) / geometry_.rowPitch())));
    const QSignalBlocker quiet(scroll_);
    const std::uint64_t most = rows_.viewRows() > visible ? rows_.viewRows() - visible : 0;
    scroll_->setRange(0, static_cast<int>(std::min<std::uint64_t>(most, 1'000'000'000)));
    scroll_->setPageStep(static_cast<int>(visible));
    scroll_->setVisible(most > 0);
    scroll_->setGeometry(width() - bar, static_cast<int>(bytesTop()), bar, static_cast<int>(room));
}

/// The record that this step is about, with a row before it where there is room.
void RecoveryView::keepCurrentInSight() {
    if (!moment().scene || !model_.space()) return;
    const FileRange range = model_.current().value_or(FileRange{model_.space(), model_.readTo() ? model_.readTo() - 1 : 0, 1});
    const std::uint64_t first = rows_.viewRowOf(range.offset / kRowBytes);
    const std::uint64_t last = rows_.viewRowOf((range.offset + std::max<std::uint64_t>(range.size + model_.missing(), 1) - 1) / kRowBytes);
    const auto page = static_cast<std::uint64_t>(scroll_->pageStep()), at = static_cast<std::uint64_t>(scroll_->value());
    std::uint64_t to = at;
    if (last + 2 > to + page) to = last + 2 > page ? last + 2 - page : 0;
    if (first < to + 1) to = first ? first - 1 : 0;
    const QSignalBlocker quiet(scroll_);
    scroll_->setValue(static_cast<int>(std::min<std::uint64_t>(to, 1'000'000'000)));
}

void RecoveryView::refreshPage() {
    page_ = {};
    if (!moment().scene || !model_.space()) return;
    page_ = makeBytesPage(moment(), model_.dissection(), rows_, static_cast<std::uint64_t>(scroll_->value()),
                          static_cast<std::uint64_t>(scroll_->pageStep()));
    // Verdicts stand where the bytes view has names, and what this step reads is outlined here, not glowing.
    page_.names.clear(), page_.written.clear(), page_.read.clear(), page_.damaged.clear();
    page_.waterline.reset();
}

double RecoveryView::rowTop(std::uint64_t row) const {
    return bytesTop() + (static_cast<double>(row) - scroll_->value()) * geometry_.rowPitch();
}

QPoint RecoveryView::positionOf(std::uint64_t offset) const {
    if (!model_.space()) return {-1, -1};
    const double y = rowTop(rows_.viewRowOf(offset / kRowBytes)) + geometry_.rowHeight() / 2;
    if (y < bytesTop() || y > bytesBottom()) return {-1, -1};
    return QPointF(geometry_.xOf(offset % kRowBytes) + geometry_.cell() / 2, y).toPoint();
}

QStringList RecoveryView::visibleTexts() const {
    QStringList texts;
    for (std::size_t i = firstLine(); i < firstLine() + shownLines(); ++i)
        texts << QStringLiteral("%1 %2").arg(model_.lines()[i].file, model_.lines()[i].text).trimmed();
    for (const RecordVerdict& verdict : model_.verdicts()) {
        const double y = rowTop(rows_.viewRowOf(verdict.range.offset / kRowBytes));
        if (y < bytesTop() - 1 || y + geometry_.rowHeight() > bytesBottom() + 1) continue;
        texts << QStringLiteral("%1 %2 %3 %4").arg(verdict.name, verdict.finding, verdict.result, verdict.more).simplified();
    }
    for (const EvidenceLine& line : model_.evidence()) {
        QStringList words{line.label};
        for (const EvidenceLine::Term& term : line.terms) words << term.text;
        texts << words.join(QLatin1Char(' ')) + (line.result.isEmpty() ? QString() : QStringLiteral(" = ") + line.result);
    }
    return texts;
}

// ---- events ------------------------------------------------------------------------------------------------------------

const RecordVerdict* RecoveryView::verdictAt(QPointF at) const {
    if (!model_.space() || at.y() < bytesTop() || at.y() >= bytesBottom()) return nullptr;
    const auto row = static_cast<std::uint64_t>((at.y() - bytesTop()) / geometry_.rowPitch()) + static_cast<std::uint64_t>(scroll_->value());
    if (row >= rows_.viewRows()) return nullptr;
    const std::uint64_t begin = rows_.at(row).fileRow * kRowBytes;
    const auto column = geometry_.columnAt(at.x());
    for (const RecordVerdict& verdict : model_.verdicts()) {
        if (column ? verdict.range.holds(model_.space(), begin + *column)
                   : at.x() >= geometry_.hexRight() && verdict.range.offset >= begin && verdict.range.offset < begin + kRowBytes)
            return &verdict;
    }
    return nullptr;
}

Selection RecoveryView::selectionAt(QPointF at) const {
    const RecordVerdict* verdict = verdictAt(at);
    return verdict && verdict->range.size ? ui::selectionOf(verdict->range, verdict->key) : Selection();
}

void RecoveryView::mouseMoveEvent(QMouseEvent* event) {
    const Selection selection = selectionAt(event->position());
    setCursor(selection.empty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (selection == lastHover_) return;
    lastHover_ = selection;
    Q_EMIT hovered(selection);
}

void RecoveryView::leaveEvent(QEvent*) {
    if (lastHover_.empty()) return;
    lastHover_ = {};
    Q_EMIT hovered({});
}

void RecoveryView::mousePressEvent(QMouseEvent* event) {
    const Selection selection = selectionAt(event->position());
    if (event->button() == Qt::LeftButton && !selection.empty()) Q_EMIT picked(selection);
}

/// To the write that the bytes came from, before the cut.
void RecoveryView::mouseDoubleClickEvent(QMouseEvent* event) {
    const RecordVerdict* verdict = verdictAt(event->position());
    if (!verdict) return;
    const Writer writer = writerOf(moment(), model_.dissection(), verdict->range);
    if (writer.fact != kNoFact) Q_EMIT goTo(momentOf(moment().timeline(), writer.fact));
}

void RecoveryView::wheelEvent(QWheelEvent* event) {
    if (!scroll_->isVisible()) return event->ignore();
    scroll_->setValue(scroll_->value() - event->angleDelta().y() / 40);
    event->accept();
}

void RecoveryView::walk(int step) {
    const auto& verdicts = model_.verdicts();
    if (verdicts.empty()) return;
    const auto last = static_cast<std::ptrdiff_t>(verdicts.size()) - 1;
    auto here = std::ranges::find_if(verdicts, [&](const RecordVerdict& one) {
        return lastHover_.kind == Selection::Kind::range && one.range.offset == lastHover_.offset;
    });
    if (here == verdicts.end()) here = std::ranges::find(verdicts, true, &RecordVerdict::current);
    const std::ptrdiff_t at = here == verdicts.end() ? last : here - verdicts.begin();
    const RecordVerdict& to = verdicts[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at + step, 0, last))];
    announceItem(*this, QStringLiteral("%1 %2 %3 %4").arg(to.name, to.finding, to.result, to.more).simplified());
    const auto row = static_cast<int>(rows_.viewRowOf(to.range.offset / kRowBytes));
    if (row < scroll_->value()) scroll_->setValue(row);
    if (row >= scroll_->value() + scroll_->pageStep()) scroll_->setValue(row + 1 - scroll_->pageStep());
    lastHover_ = ui::selectionOf(to.range, to.key);
    Q_EMIT hovered(lastHover_);
    update();
}

void RecoveryView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Down: return walk(+1);
        case Qt::Key_Up: return walk(-1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (lastHover_.empty()) break;
            return Q_EMIT picked(lastHover_);
        default: break;
    }
    MomentView::keyPressEvent(event);
}

void RecoveryView::focusInEvent(QFocusEvent* event) {
    focus_.gained(event->reason());
    update();
}

void RecoveryView::focusOutEvent(QFocusEvent*) {
    focus_.lost();
    update();
}

/// What is cut by an ellipsis can be read as a whole.
bool RecoveryView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || !model_.shown()) return MomentView::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QString whole;
    if (const RecordVerdict* verdict = verdictAt(help->pos())) {
        whole = QStringLiteral("%1 %2 %3 %4").arg(verdict->name, verdict->finding, verdict->result, verdict->more).simplified();
    } else if (help->pos().y() < bytesTop()) {
        const auto line = static_cast<std::size_t>(help->pos().y() / linePitch()) + firstLine();
        if (line < model_.lines().size()) whole = QStringLiteral("%1 %2").arg(model_.lines()[line].file, model_.lines()[line].text).trimmed();
    } else if (help->pos().y() >= bytesBottom()) {
        for (const EvidenceLine& line : model_.evidence()) {
            QStringList words{line.label};
            for (const EvidenceLine::Term& term : line.terms) words << term.text;
            if (!line.result.isEmpty()) words << QStringLiteral("=") << line.result;
            whole += (whole.isEmpty() ? QString() : QStringLiteral("\n")) + words.join(QLatin1Char(' '));
        }
    }
    QToolTip::showText(help->globalPos(), QStringLiteral("<p>%1</p>").arg(whole.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"))), this);
    return true;
}

}  // namespace vitrine::ui
