#include "ui/views/power_view.h"

#include <QPainter>
#include <QTextLayout>
#include <algorithm>

namespace vitrine::ui {

namespace {
QString fromBytes(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<int>(text.size())); }
QString quoted(const std::optional<Bytes>& value) {
    return value ? QStringLiteral("“%1”").arg(fromBytes(label(*value, 24))) : PowerView::tr("not found");
}
/// While the cursor runs, the verdict is computed at most this often.
constexpr int kPauseMs = 30;
}  // namespace

PowerView::PowerView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("powerView"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    pause_.setSingleShot(true);
    pause_.setInterval(kPauseMs);
    connect(&pause_, &QTimer::timeout, this, [this] { compute(); });
}

QSize PowerView::sizeHint() const { return {look().px(240), look().px(118)}; }

void PowerView::momentChanged() {
    if (moment().position() == computedAt_) return;
    if (!pause_.isActive()) {
        compute();
        pause_.start();
    }
}

void PowerView::compute() {
    if (!moment().scene || moment().position() == computedAt_) return;
    verdict_ = lab::whatIfPowerFails(*moment().scene);
    computedAt_ = moment().position();
    setAccessibleName(tr("If the power fails now, %n write(s) may be lost, %1 bytes", nullptr,
                         static_cast<int>(std::min<std::uint64_t>(verdict_.lossCount, 1'000'000)))
                          .arg(verdict_.bytesAtRisk));
    update();
}

void PowerView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    double y = paintHeadline(painter, 0);
    if (!verdict_.hasDatabase || verdict_.refused) return;
    if (verdict_.compactionRunning && verdict_.lossCount > 0) {
        y = paintParagraph(painter, y, {}, {}, tr("Its inputs are whole and on the platter. The unfinished copy is deleted when the engine opens."));
        paintParagraph(painter, y, tr("As before: "), theme().rust,
                       tr("%n key(s) may be lost, %L1 B were never synced.", nullptr, static_cast<int>(verdict_.lossCount)).arg(verdict_.bytesAtRisk));
        return;
    }
    const double room = look().px(42);
    y = paintLosses(painter, y, height() - room);
    paintSafe(painter, y);
}

double PowerView::paintHeadline(QPainter& painter, double y) {
    QString text;
    QColor color = theme().green;
    if (!verdict_.hasDatabase) {
        text = tr("Nothing is written yet");
        color = theme().muted;
    } else if (verdict_.refused) {
        text = tr("The engine would refuse to open");
        color = theme().rust;
    } else if (verdict_.compactionRunning) {
        text = tr("The compaction loses nothing");
    } else if (verdict_.lossCount > 0) {
        text = tr("%n key(s) may be lost", nullptr, static_cast<int>(std::min<std::uint64_t>(verdict_.lossCount, 1'000'000'000))) +
               tr(" · %L1 B").arg(verdict_.bytesAtRisk);
        color = theme().rust;
    } else if (!verdict_.exact) {
        text = verdict_.bytesAtRisk ? tr("%L1 B may be lost").arg(verdict_.bytesAtRisk) : tr("Nothing would be lost");
        if (verdict_.bytesAtRisk) color = theme().rust;
    } else {
        text = tr("Nothing would be lost");
    }
    painter.setFont(look().sans(15, QFont::DemiBold));
    painter.setPen(color);
    painter.drawText(QRectF(0, y, width(), look().px(22)), Qt::AlignVCenter, text);
    y += look().px(25);
    if (verdict_.refused) y = paintParagraph(painter, y, {}, {}, fromBytes(describe(*verdict_.refused)));
    return y;
}

double PowerView::paintLosses(QPainter& painter, double y, double bottom) {
    const double rowHeight = look().px(20);
    const QFont mono = look().mono(12.5), sans = look().sans(13);
    const QFontMetricsF monoMetrics(mono), sansMetrics(sans);
    double keyWidth = look().px(50);
    for (const lab::Loss& loss : verdict_.losses)
        keyWidth = std::clamp(monoMetrics.horizontalAdvance(fromBytes(label(loss.key, 16))), keyWidth, width() * 0.35);
    std::size_t shown = 0;
    for (const lab::Loss& loss : verdict_.losses) {
        const bool last = y + 2 * rowHeight > bottom;
        if (last && verdict_.lossCount - shown > 1) {
            painter.setFont(sans);
            painter.setPen(theme().muted);
            painter.drawText(QRectF(0, y, width(), rowHeight), Qt::AlignVCenter, tr("… and %L1 more").arg(verdict_.lossCount - shown));
            return y + rowHeight + look().px(3);
        }
        painter.setFont(mono);
        painter.setPen(theme().ink);
        painter.drawText(QRectF(0, y, keyWidth, rowHeight), Qt::AlignVCenter,
                         monoMetrics.elidedText(fromBytes(label(loss.key, 40)), Qt::ElideRight, keyWidth));
        painter.setFont(sans);
        const QString after = QStringLiteral("→ ") + quoted(loss.after);
        const double afterWidth = std::min(sansMetrics.horizontalAdvance(after), width() * 0.42);
        const double nowLeft = keyWidth + look().px(10);
        const double nowWidth = width() - nowLeft - afterWidth - look().px(8);
        painter.drawText(QRectF(nowLeft, y, nowWidth, rowHeight), Qt::AlignVCenter,
                         sansMetrics.elidedText(quoted(loss.now), Qt::ElideRight, nowWidth));
        painter.setPen(theme().rust);
        painter.drawText(QRectF(width() - afterWidth, y, afterWidth, rowHeight), Qt::AlignVCenter | Qt::AlignRight,
                         sansMetrics.elidedText(after, Qt::ElideRight, afterWidth + 1));
        y += rowHeight;
        ++shown;
    }
    return y + look().px(3);
}

void PowerView::paintSafe(QPainter& painter, double y) {
    if (verdict_.safeThrough && *verdict_.safeThrough > 0) {
        QString text = *verdict_.safeThrough == 1 ? tr("operation 1") : tr("operations 1 to %L1").arg(*verdict_.safeThrough);
        if (verdict_.safeBecauseOf) text += tr(", because of the sync in operation %L1").arg(*verdict_.safeBecauseOf);
        paintParagraph(painter, y, tr("Safe: "), theme().green, text + QLatin1Char('.'));
    } else if (verdict_.lossCount > 0) {
        paintParagraph(painter, y, {}, {}, tr("No sync has run yet: nothing is promised."));
    }
    if (!verdict_.exact && verdict_.bytesAtRisk)
        paintParagraph(painter, y + look().px(20), {}, {}, tr("Too much data to recover at every moment: keys are not listed."));
}

double PowerView::paintParagraph(QPainter& painter, double y, const QString& lead, const QColor& leadColor, const QString& text) {
    QTextLayout layout(lead + text, look().sans(13));
    QList<QTextLayout::FormatRange> formats;
    if (!lead.isEmpty()) {
        QTextCharFormat format;
        format.setForeground(leadColor);
        format.setFontWeight(QFont::DemiBold);
        formats.append({0, static_cast<int>(lead.size()), format});
    }
    layout.setFormats(formats);
    layout.beginLayout();
    double height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width());
        line.setPosition({0, height});
        height += line.height() + look().px(2);
    }
    layout.endLayout();
    painter.setPen(theme().ink);
    layout.draw(&painter, {0, y});
    return y + height + look().px(4);
}

}  // namespace vitrine::ui
