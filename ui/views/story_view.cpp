#include "ui/views/story_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/views/accessible_views.h"
#include "ui/views/hatch.h"
#include "ui/views/record_paint.h"

namespace vitrine::ui {
namespace {

// In pixels at scale 1; a projector's scale is about 1.8.
constexpr int kHead = 26, kRow = 52, kLeastRow = 40, kBar = 34, kLabelWidth = 150, kAnswerWidth = 142, kInset = 12;
constexpr int kLeastBlock = 6, kLeastWords = 22;  // a record's width: below it no corners, no words
constexpr double kPale = 0.4;  // what is not reached yet
constexpr std::size_t kRowsWanted = 5;

QString keyWord(const Bytes& key) { return QString::fromStdString(label(key, 40)); }

}  // namespace

StoryView::StoryView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("storyView"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMouseTracking(true);
}

QSize StoryView::sizeHint() const { return {look().px(800), heightOf(kRow)}; }
QSize StoryView::minimumSizeHint() const { return {look().px(400), heightOf(kLeastRow)}; }

int StoryView::heightOf(int row) const {
    const auto rows = static_cast<int>(std::clamp<std::size_t>(story_.moments().size(), 2, kRowsWanted));
    return look().px(kHead + rows * row);
}

/// Rows are closer together before one of them is left out.
int StoryView::rowHeight() const {
    const auto rows = static_cast<int>(std::max<std::size_t>(story_.moments().size(), 1));
    return std::clamp((height() - look().px(kHead)) / rows, look().px(kLeastRow), look().px(kRow));
}

void StoryView::setKey(const std::optional<Bytes>& key) {
    chosen_ = key;
    momentChanged();
    update();
}

void StoryView::momentChanged() {
    if (!moment().scene) return;
    if (!moment().pinned.key.empty()) chosen_ = moment().pinned.key;
    const std::size_t before = story_.moments().size();
    // A story is stayed with: stepping over another key's put must not turn the page.
    if (!chosen_) chosen_ = keyOfStory(moment());
    if (chosen_) story_.show(moment(), *chosen_);
    current_ = story_.current(moment().position());
    if (before != story_.moments().size()) updateGeometry();
    describe();
    Q_EMIT storyChanged();
}

void StoryView::describe() {
    setAccessibleName(chosen_ ? tr("The story of %1").arg(keyWord(*chosen_)) : tr("A story"));
    if (!current_) return announceItem(*this, {});
    const StoryMoment& now = story_.moments()[*current_];
    announceItem(*this, tr("%1 of %2, %3: get answers %4").arg(*current_ + 1).arg(story_.moments().size()).arg(now.label, now.answerText));
}

// ---- where everything is -------------------------------------------------------------------------------------------------

std::size_t StoryView::rowsThatFit() const {
    return static_cast<std::size_t>(std::max(1, (height() - look().px(kHead)) / rowHeight()));
}

/// Of more moments than fit those before the current one are shown, and one behind it.
std::size_t StoryView::firstShown() const {
    const std::size_t all = story_.moments().size(), fit = rowsThatFit();
    if (all <= fit) return 0;
    const std::size_t upTo = std::min(all, current_.value_or(0) + 2);
    return upTo > fit ? upTo - fit : 0;
}

QRect StoryView::rowRect(std::size_t index) const {
    const std::size_t first = firstShown();
    if (index < first || index >= std::min(story_.moments().size(), first + rowsThatFit())) return {};
    return {0, look().px(kHead) + static_cast<int>(index - first) * rowHeight(), width(), rowHeight()};
}

double StoryView::axisLeft() const { return look().px(kLabelWidth); }
double StoryView::axisWidth() const { return width() - axisLeft() - look().px(kAnswerWidth) - look().px(kInset); }

double StoryView::xOf(const StoryMoment& shown, std::uint64_t offset) const {
    const double bytes = static_cast<double>(offset > shown.begin ? offset - shown.begin : 0);
    return axisLeft() + axisWidth() * bytes / static_cast<double>(story_.axisBytes());
}

QRectF StoryView::barOf(const QRect& row) const {
    const double height = std::min(look().px(kBar), row.height() - look().px(10));
    return {axisLeft(), row.top() + (row.height() - height) / 2, axisWidth(), height};
}

// ---- pointing ------------------------------------------------------------------------------------------------------------

void StoryView::mouseMoveEvent(QMouseEvent* event) {
    bool over = false;
    for (std::size_t i = 0; i < story_.moments().size() && !over; ++i) over = rowRect(i).contains(event->position().toPoint());
    setCursor(over ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void StoryView::mouseReleaseEvent(QMouseEvent* event) {
    for (std::size_t i = 0; i < story_.moments().size(); ++i)
        if (rowRect(i).contains(event->position().toPoint())) return goTo(story_.moments()[i].settled);
}

// ---- painting ------------------------------------------------------------------------------------------------------------

void StoryView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (story_.moments().empty()) {
        painter.setFont(look().sans(15));
        painter.setPen(theme().muted);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         chosen_ ? tr("Nobody has written %1 yet. Put it, and its story begins.").arg(keyWord(*chosen_))
                                 : tr("Put a key, and its story begins."));
        return;
    }
    paintHead(painter);
    const std::size_t first = firstShown();
    for (std::size_t i = first; i < std::min(story_.moments().size(), first + rowsThatFit()); ++i) paintRow(painter, i);
}

void StoryView::paintHead(QPainter& painter) const {
    const QRectF head(0, 0, width(), look().px(kHead));
    painter.setPen(theme().muted);
    painter.setFont(look().sans(13));
    const auto& moments = story_.moments();
    const bool oneFile = std::ranges::all_of(moments, [&](const StoryMoment& each) { return each.file == moments.front().file; });
    painter.drawText(head.adjusted(axisLeft(), 0, 0, 0), Qt::AlignVCenter,
                     oneFile ? tr("%1, byte by byte to scale").arg(moments.front().file) : tr("the file, byte by byte to scale"));
    painter.setFont(look().mono(13));
    const QString get = QStringLiteral("get ") + keyWord(story_.key());
    const double room = look().px(kAnswerWidth);
    painter.drawText(QRectF(width() - room, 0, room, head.height()), Qt::AlignVCenter,
                     QFontMetricsF(painter.font()).elidedText(get, Qt::ElideRight, room));
}

void StoryView::paintRow(QPainter& painter, std::size_t index) const {
    const StoryMoment& told = story_.moments()[index];
    const StoryMoment& shown = told.at(moment().position());
    const QRect row = rowRect(index);
    const bool now = current_ == index, future = !current_ || index > *current_;
    if (now) {
        painter.setPen(QPen(theme().blue, look().px(1.2)));
        painter.setBrush(theme().blueTint);
        painter.drawRoundedRect(QRectF(row).adjusted(1, 2, -1, -2), look().px(6), look().px(6));
    }
    if (future) painter.setOpacity(kPale);
    const double inset = look().px(kInset);
    painter.setFont(look().sans(15, QFont::DemiBold));
    painter.setPen(now ? theme().blue : theme().muted);
    const QString number = QString::number(index + 1);
    painter.drawText(QRectF(row).adjusted(inset, 0, 0, 0), Qt::AlignVCenter, number);
    const double behind = inset + QFontMetricsF(painter.font()).horizontalAdvance(number) + look().px(10);
    painter.setFont(look().sans(15, now ? QFont::DemiBold : QFont::Normal));
    painter.setPen(theme().ink);
    painter.drawText(QRectF(behind, row.top(), axisLeft() - behind - look().px(6), row.height()), Qt::AlignVCenter | Qt::TextWordWrap,
                     told.label);
    paintBar(painter, shown, barOf(row), future);
    using Answer = StoryMoment::Answer;
    painter.setFont(look().sans(14, now ? QFont::DemiBold : QFont::Normal));
    painter.setPen(shown.answer == Answer::value ? theme().ink : shown.answer == Answer::unreadable ? theme().rust : theme().muted);
    const double room = look().px(kAnswerWidth) - inset;
    painter.drawText(QRectF(width() - look().px(kAnswerWidth), row.top(), room, row.height()), Qt::AlignVCenter,
                     QFontMetricsF(painter.font()).elidedText(shown.answerText, Qt::ElideRight, room));
    painter.setOpacity(1);
}

void StoryView::paintBar(QPainter& painter, const StoryMoment& shown, const QRectF& bar, bool) const {
    const auto& content = shown.content;
    for (const SegmentBlock& block : content.blocks) {
        const double left = xOf(shown, block.range.offset), right = xOf(shown, block.range.offset + block.range.size);
        const double gap = std::min<double>(look().px(1.5), (right - left) / 4);
        paintRecord(painter, block, {left, bar.top(), std::max(0.5, right - left - gap), bar.height()});
    }
    if (shown.answer != StoryMoment::Answer::nobody && !content.dense) paintNotDurable(painter, shown, bar);
    if (content.dense) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().header);
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), xOf(shown, shown.sizeBytes) - bar.left(), bar.height()), 4, 4);
        paintBlockWords(painter, look(), bar, {tr("%1 of records").arg(sizeText(shown.sizeBytes)), {}, false, false}, theme().onField);
    }
    if (content.waterline && shown.answer != StoryMoment::Answer::nobody) {
        const double x = xOf(shown, *content.waterline) - look().px(0.75);
        painter.setPen(dashedPen(theme().rust, look().px(2), look().px(5), look().px(3)));
        painter.drawLine(QPointF(x, bar.top() - look().px(5)), QPointF(x, bar.bottom() + look().px(5)));
    }
    if (shown.lost > 0) paintLost(painter, shown, bar);
}

void StoryView::paintRecord(QPainter& painter, const SegmentBlock& block, const QRectF& box) const {
    const Theme& t = theme();
    const bool live = block.state == RecordState::live, dead = block.state == RecordState::dead;
    const bool tomb = block.state == RecordState::tombstone, broken = block.state == RecordState::damaged;
    const QColor fill = live ? t.live : tomb ? t.tombstone : block.state == RecordState::overhead ? t.header : t.dead;
    const QColor ink = live ? t.onLive : tomb ? t.onTombstone : t.onDead;
    // Of hundreds of records none is more than a stroke.
    if (box.width() < look().px(kLeastBlock) && !broken) return painter.fillRect(box, fill);
    QPainterPath path;
    path.addRoundedRect(box, look().px(4), look().px(4));
    painter.fillPath(path, fill);
    if (broken) {
        painter.setPen(dashedPen(t.rust, look().px(1.5), look().px(4), look().px(3)));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }
    if (box.width() < look().px(kLeastWords)) return;
    const BlockWords words{block.name, block.text.mid(block.name.size() + 1), true, dead};
    paintBlockWords(painter, look(), box.adjusted(look().px(4), 0, -look().px(2), 0), words, ink);
}

/// The band of what is not durable, under the words' feet: one for each stretch, whatever records lie in it.
void StoryView::paintNotDurable(QPainter& painter, const StoryMoment& shown, const QRectF& bar) const {
    QPainterPath band;
    for (const FileRange& range : shown.content.notDurable) {
        const double left = xOf(shown, range.offset), right = xOf(shown, range.offset + range.size) - look().px(1.5);
        if (right > left) band.addRect(QRectF(left, bar.bottom() - look().px(6), right - left, look().px(6)));
    }
    fillHatch(painter, band, theme().onLive, look().px(4));
}

/// What the moment before had at the end of the file, and this one has not.
void StoryView::paintLost(QPainter& painter, const StoryMoment& shown, const QRectF& bar) const {
    const double left = xOf(shown, shown.sizeBytes), right = xOf(shown, shown.sizeBytes + shown.lost);
    const QRectF box(left + look().px(2), bar.top(), std::max<double>(look().px(4), right - left - look().px(2)), bar.height());
    painter.setPen(dashedPen(theme().rust, look().px(1.4), look().px(4), look().px(3)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box, look().px(4), look().px(4));
    const QString words = shown.cutByRecovery ? tr("%L1 torn bytes, cut off").arg(shown.lost) : tr("%L1 bytes lost").arg(shown.lost);
    painter.setFont(look().sans(13));
    painter.setPen(theme().rust);
    if (QFontMetricsF(painter.font()).horizontalAdvance(words) < box.width() - look().px(8))
        painter.drawText(box.adjusted(look().px(8), 0, 0, 0), Qt::AlignVCenter, words);
}

}  // namespace vitrine::ui
