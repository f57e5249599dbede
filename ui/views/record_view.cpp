#include "ui/views/record_view.h"

#include <QFontMetricsF>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/views/card.h"

namespace vitrine::ui {

namespace {

constexpr double kPitch = 26.2, kLeastPitch = 23, kOffsetWidth = 34;

/// As many whole bytes of "4A 69 6D" as fit, with an ellipsis when some do not.
QString hexThatFits(const QString& hex, double room, double advance) {
    if (static_cast<double>(hex.size()) * advance <= room) return hex;
    const auto bytes = static_cast<qsizetype>((room / advance - 1) / 3);
    return bytes < 1 ? QString() : hex.left(bytes * 3) + QChar(0x2026);
}

}  // namespace

RecordView::RecordView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("recordView"));
    setAccessibleName(tr("Fields of the record"));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    scroll_ = new SlimScrollBar(look, this);
    connect(scroll_, &QScrollBar::valueChanged, this, [this] { update(); });
}

QSize RecordView::sizeHint() const { return {look().px(376), look().px(7 * kPitch + 2)}; }
QSize RecordView::minimumSizeHint() const { return {look().px(260), look().px(4 * kLeastPitch)}; }

void RecordView::momentChanged() {
    if (!moment().scene) return;
    const auto range = inspectedRange(moment());
    if (range == shownRange_ && shownAt_ == MomentKey::of(moment())) return;
    shownRange_ = range;
    shownAt_ = MomentKey::of(moment());
    inspection_ = range ? inspect(moment(), dissection_, *range) : Inspection();
    QStringList heard;
    for (const InspectedField& field : inspection_.fields) heard << field.name + QLatin1Char(' ') + field.text;
    setAccessibleDescription(inspection_.title + QStringLiteral(": ") + heard.join(QStringLiteral(", ")));
    scroll_->setValue(0);
    relayout();
    Q_EMIT shown();
}

void RecordView::lookChanged() {
    relayout();
    MomentView::lookChanged();
}

void RecordView::relayout() {
    const double s = look().scale();
    const auto rows = static_cast<double>(inspection_.fields.size()) + (inspection_.problem.isEmpty() ? 0 : 1.6);
    pitch_ = std::clamp(height() / std::max(rows, 1.0), kLeastPitch * s, kPitch * s);
    const bool scrolls = rows * pitch_ > height() + 2;
    const int bar = scroll_->sizeHint().width();
    scroll_->setGeometry(width() - bar, 0, bar, height());
    scroll_->setVisible(scrolls);
    scroll_->setRange(0, scrolls ? static_cast<int>(std::ceil(rows * pitch_ - height())) : 0);
    scroll_->setPageStep(std::max(1, height()));
    scroll_->setSingleStep(std::max(1, static_cast<int>(pitch_)));
}

double RecordView::right() const { return width() - (scroll_->isVisible() ? scroll_->width() + look().px(4) : 0); }

double RecordView::nameWidth() const {
    const QFontMetricsF metrics(look().sans(13, QFont::Medium));
    double widest = 76 * look().scale();
    for (const InspectedField& field : inspection_.fields)
        widest = std::max(widest, metrics.horizontalAdvance(field.name) + 14 * look().scale());
    return widest;
}

void RecordView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (inspection_.empty()) {
        painter.setPen(theme().muted);
        painter.setFont(look().sans(14));
        painter.drawText(rect(), Qt::AlignCenter, tr("Click a byte"));
        return;
    }
    const double s = look().scale();
    double y = -scroll_->value();
    if (!inspection_.problem.isEmpty()) {
        painter.setPen(theme().rust);
        painter.setFont(look().sans(13, QFont::Medium));
        painter.drawText(QRectF(0, y, right(), pitch_ * 1.6), Qt::AlignVCenter | Qt::TextWordWrap, inspection_.problem);
        y += pitch_ * 1.6;
    }
    for (std::size_t i = 0; i < inspection_.fields.size(); ++i, y += pitch_) {
        if (y + pitch_ < 0 || y > height()) continue;
        paintField(painter, inspection_.fields[i], y);
        if (i + 1 == inspection_.fields.size()) break;
        painter.setPen(QPen(mixed(theme().card, theme().line, 0.75), std::max(1.0, s)));
        const double line = std::round(y + pitch_) - 0.5;
        painter.drawLine(QPointF(0, line), QPointF(right(), line));
    }
}

void RecordView::paintField(QPainter& painter, const InspectedField& field, double y) {
    const double s = look().scale(), middle = y + pitch_ / 2;
    const Theme& t = theme();
    const QFont sans = look().sans(13, QFont::Medium);
    const QFontMetricsF metrics(sans);
    const double baseline = middle + metrics.capHeight() / 2;
    const QRectF chip(0, middle - 10 * s, metrics.horizontalAdvance(field.name) + 12 * s, 20 * s);
    const bool plain = field.role == FieldRole::plain;
    painter.setPen(plain ? QPen(t.line) : QPen(Qt::NoPen));
    painter.setBrush(plain ? t.paper : t.field(field.role));
    painter.drawRoundedRect(chip, 4 * s, 4 * s);
    painter.setFont(sans);
    painter.setPen(field.role == FieldRole::deletedKey ? t.onTombstone : plain ? t.ink : t.onField);
    painter.drawText(QPointF(chip.left() + 6 * s, baseline), field.name);

    const QFont mono = look().mono(12);
    const QFontMetricsF monoMetrics(mono);
    const double offsetLeft = nameWidth() + 16 * s;
    const double hexLeft = offsetLeft + kOffsetWidth * s;
    painter.setFont(mono);
    painter.setPen(t.muted);
    painter.drawText(QPointF(offsetLeft, baseline), QStringLiteral("+%1").arg(field.relative));

    // What it means matters more than its bytes: these give way.
    const bool mark = field.verdict != Verdict::none;
    const QFont meaning = look().sans(13.5);
    const QFontMetricsF meaningMetrics(meaning);
    const double markWidth = mark ? 20 * s : 0;
    const double textWidth = std::min(meaningMetrics.horizontalAdvance(field.text) + 1, right() - hexLeft - markWidth);
    painter.setPen(t.ink);
    painter.drawText(QPointF(hexLeft, baseline),
                     hexThatFits(field.hex, right() - textWidth - markWidth - hexLeft - 10 * s,
                                 monoMetrics.horizontalAdvance(QLatin1Char('0'))));
    const QColor color = field.verdict == Verdict::good ? t.green : field.verdict == Verdict::bad ? t.rust : t.ink;
    painter.setFont(meaning);
    painter.setPen(color);
    const double textLeft = right() - textWidth;
    drawElided(painter, QPointF(textLeft, baseline), textWidth, field.text);
    if (!mark) return;
    const int size = look().px(14);
    painter.drawPixmap(QPointF(textLeft - markWidth, middle - size / 2.0),
                       tintedIcon(field.verdict == Verdict::good ? QStringLiteral("check") : QStringLiteral("cross"), color,
                                  size, devicePixelRatioF()));
}

void RecordView::resizeEvent(QResizeEvent*) { relayout(); }

void RecordView::wheelEvent(QWheelEvent* event) {
    if (!scroll_->isVisible()) return event->ignore();
    scroll_->setValue(scroll_->value() - event->angleDelta().y() / 3);
    event->accept();
}

}  // namespace vitrine::ui
