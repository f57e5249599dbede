#include "ui/views/cut_view.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>

#include "ui/views/accessible_views.h"

namespace vitrine::ui {

namespace {
constexpr double kTop = 13, kBar = 31, kBelow = 20;  // for the handle, the bars, the offsets
constexpr double kFileGap = 9, kLeast = 4;           // between files; the least width of a bar

/// "3.log.part" of 0000000003.log.part: the zeros tell nobody anything.
QString shortName(const std::string& name) {
    const std::size_t digit = name.find_first_not_of('0');
    return QString::fromStdString(digit == std::string::npos || name[digit] == '.' ? name : name.substr(digit));
}
}  // namespace

CutView::CutView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("cutView"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("What is pending, in the order of the files"));
}

QSize CutView::sizeHint() const {
    return {look().px(260), look().px(kTop + kBar + kBelow)};
}

QSize CutView::minimumSizeHint() const {
    return {look().px(120), look().px(kTop + kBar + kBelow)};
}

void CutView::lookChanged() {
    arrange();
    MomentView::lookChanged();
}

void CutView::resizeEvent(QResizeEvent* event) {
    arrange();
    MomentView::resizeEvent(event);
}

void CutView::setChoice(const CutChoice& choice) {
    choice_ = &choice;
    arrange();
    update();
    QString words = choice.summary(false);
    if (tears()) words = tr("torn: %1; %2").arg(choice.tearWords(), choice.barWords(choice.bars()[choice.tornBar()]));
    announceItem(*this, words);
}

/// As wide as their bytes, in one row; files stand apart.
void CutView::arrange() {
    bars_.clear();
    if (!choice_ || choice_->bars().empty()) return;
    const auto& bars = choice_->bars();
    double bytes = 0, gaps = 0, files = 1;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        bytes += static_cast<double>(bars[i].sizeBytes);
        files += i > 0 && bars[i].file != bars[i - 1].file;
        gaps = (files - 1) * look().px(kFileGap);
    }
    const double least = std::min<double>(look().px(kLeast), 0.5 * width() / static_cast<double>(bars.size()));
    gaps = std::min(gaps, 0.3 * width());
    const double room = std::max(1.0, width() - 2.0 - gaps - least * static_cast<double>(bars.size()));
    const double gap = files > 1 ? gaps / (files - 1) : 0;
    double x = 1;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        if (i > 0 && bars[i].file != bars[i - 1].file) x += gap;
        const double wide = least + room * static_cast<double>(bars[i].sizeBytes) / bytes;
        bars_.emplace_back(x, look().px(kTop), wide, look().px(kBar));
        x += wide;
    }
}

QRectF CutView::barRect(std::size_t bar) const { return bar < bars_.size() ? bars_[bar] : QRectF(); }

double CutView::xOf(std::size_t bar, std::uint64_t byte) const {
    return bars_[bar].left() + bars_[bar].width() * static_cast<double>(byte) / static_cast<double>(choice_->bars()[bar].sizeBytes);
}

QPointF CutView::handle() const {
    if (!choice_ || bars_.empty() || choice_->tearPlaces() == 0) return {};
    return {xOf(choice_->tornBar(), choice_->tornBytes()), look().px(6) * 1.0};
}

std::optional<std::size_t> CutView::barAt(double x) const {
    if (bars_.empty()) return std::nullopt;
    const auto found = std::ranges::find_if(bars_, [x](const QRectF& bar) { return x < bar.right(); });
    return found == bars_.end() ? bars_.size() - 1 : static_cast<std::size_t>(found - bars_.begin());
}

// ---- what a person does -----------------------------------------------------------------------------------------------------

void CutView::dragTo(const QPointF& at) {
    const auto bar = barAt(at.x());
    if (!bar || !canTear()) return;
    const double share = std::clamp((at.x() - bars_[*bar].left()) / bars_[*bar].width(), 0.0, 1.0);
    Q_EMIT tearMoved(choice_->tearNear(*bar, share * static_cast<double>(choice_->bars()[*bar].sizeBytes)));
}

void CutView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) dragTo(event->position());
}

void CutView::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) dragTo(event->position());
    setCursor(!bars_.empty() && event->position().y() < look().px(kTop + kBar) ? Qt::SplitHCursor : Qt::ArrowCursor);
}

void CutView::keyPressEvent(QKeyEvent* event) {
    const std::size_t places = canTear() ? choice_->tearPlaces() : 0;
    if (!places) return MomentView::keyPressEvent(event);  // nothing to be moved: the keys step
    const std::size_t tear = choice_ ? choice_->tear() : 0;
    switch (event->key()) {
        case Qt::Key_Left:
            if (places && tear > 0) Q_EMIT tearMoved(tear - 1);
            return;
        case Qt::Key_Right:
            if (places && tear + 1 < places) Q_EMIT tearMoved(tear + 1);
            return;
        case Qt::Key_Home:
            if (places) Q_EMIT tearMoved(0);
            return;
        case Qt::Key_End:
            if (places) Q_EMIT tearMoved(places - 1);
            return;
        default:
            MomentView::keyPressEvent(event);
    }
}

void CutView::focusInEvent(QFocusEvent* event) {
    MomentView::focusInEvent(event);
    update();
}

bool CutView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return MomentView::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto bar = barAt(help->pos().x());
    if (bar) QToolTip::showText(help->globalPos(), choice_->barWords(choice_->bars()[*bar]), this);
    return true;
}

// ---- painting -----------------------------------------------------------------------------------------------------------------

void CutView::paintEvent(QPaintEvent*) {
    if (!choice_ || bars_.empty()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < bars_.size(); ++i) paintBar(painter, i);
    paintOffsets(painter);
    if (tears()) paintTear(painter);
    if (hasFocus()) {
        painter.setPen(QPen(theme().blue, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), look().px(4), look().px(4));
    }
}

/// Kept is green, lost is dashed; the key stands where there is room for it.
void CutView::paintBar(QPainter& painter, std::size_t index) const {
    const CutChoice::Bar& bar = choice_->bars()[index];
    const QRectF box = bars_[index].adjusted(0.75, 0.75, -0.75, -0.75);
    QRectF textRoom;
    for (const CutChoice::Stretch& stretch : choice_->stretches(bar)) {
        const double from = std::max(xOf(index, stretch.begin), box.left()), to = std::min(xOf(index, stretch.end), box.right());
        const QRectF part(from, box.top(), std::max(0.5, to - from), box.height());
        if (stretch.kept) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme().live);
            painter.drawRect(part);
        } else {
            QPen pen(theme().rust, 1.1, Qt::DashLine);
            pen.setDashPattern({3, 3});
            painter.setPen(pen);
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(part.adjusted(0.5, 0.5, -0.5, -0.5));
        }
        if (part.width() > textRoom.width()) textRoom = part;
    }
    const std::uint64_t kept = choice_->keptBytes(bar);
    QString text = bar.label.what.isEmpty() ? tr("write %1").arg(bar.write + 1) : bar.label.what;
    const QString fated = kept == bar.sizeBytes ? tr("%1, whole").arg(text)
                          : kept == 0           ? tr("%1, lost").arg(text)
                                                : tr("%1, torn").arg(text);
    const QFont font = look().mono(12.5);
    const QFontMetricsF metrics(font);
    const double room = textRoom.width() - look().px(10);
    if (metrics.horizontalAdvance(fated) <= room) text = fated;
    else if (metrics.horizontalAdvance(text) > room) text = metrics.elidedText(text, Qt::ElideRight, room);
    if (room < look().px(16)) return;
    const bool onKept = kept > 0 && std::ranges::any_of(choice_->stretches(bar), [&](const CutChoice::Stretch& stretch) {
        return stretch.kept && std::abs(std::max(xOf(index, stretch.begin), box.left()) - textRoom.left()) < 1;
    });
    painter.setFont(font);
    painter.setPen(onKept ? theme().onLive : theme().ink);
    painter.drawText(textRoom.adjusted(look().px(6), 0, 0, 0), Qt::AlignVCenter, text);
}

void CutView::paintOffsets(QPainter& painter) const {
    const QFont font = look().mono(11.5);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(theme().muted);
    const double top = look().px(kTop + kBar + 3);
    // The tear's words come first.
    QRectF taken;
    if (tears()) {
        const double wide = QFontMetricsF(look().sans(12, QFont::DemiBold)).horizontalAdvance(choice_->tearWords());
        taken = QRectF(std::clamp(handle().x() - wide / 2, 0.0, std::max(0.0, width() - wide)), top, wide, look().px(16));
    }
    double free = 0;
    for (std::size_t i = 0; i < bars_.size(); ++i) {
        const CutChoice::Bar& bar = choice_->bars()[i];
        QString text = offsetText(bar.offset);
        if (choice_->point()->files().size() > 1 && (i == 0 || choice_->bars()[i - 1].file != bar.file)) {
            text = tr("%1 of %2", "offset, file").arg(text, shortName(choice_->point()->files()[bar.file].name));
        }
        const double wide = metrics.horizontalAdvance(text);
        const QRectF place(bars_[i].left(), top, wide, look().px(16));
        if (place.left() < free || place.right() > width() || place.adjusted(-6, 0, 6, 0).intersects(taken)) continue;
        painter.drawText(place.adjusted(0, 0, 2, 0), Qt::AlignVCenter, text);
        free = place.right() + look().px(8);
    }
    if (taken.isEmpty()) return;
    painter.setFont(look().sans(12, QFont::DemiBold));
    painter.setPen(theme().rust);
    painter.drawText(taken.adjusted(0, 0, 2, 0), Qt::AlignVCenter, choice_->tearWords());
}

void CutView::paintTear(QPainter& painter) const {
    const QPointF ball = handle();
    const QRectF& bar = bars_[choice_->tornBar()];
    QPainterPath path(QPointF(ball.x(), ball.y()));
    path.lineTo(ball.x(), bar.top() - 1);
    constexpr int kTeeth = 6;
    for (int i = 1; i <= kTeeth; ++i)
        path.lineTo(ball.x() + (i == kTeeth ? 0 : i % 2 ? 1 : -1) * look().px(3), bar.top() + bar.height() * i / kTeeth);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().rust, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().rust);
    painter.drawEllipse(ball, look().px(5), look().px(5));
}

}  // namespace vitrine::ui
