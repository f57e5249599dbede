#include "ui/views/power_view.h"

#include <QPainter>
#include <QTextLayout>
#include <algorithm>

namespace vitrine::ui {

PowerView::PowerView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("powerView"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

QSize PowerView::sizeHint() const { return {look().px(240), look().px(118)}; }

void PowerView::setStory(PowerStory story) {
    story_ = std::move(story);
    setAccessibleName(story_.spoken);
    setToolTip(wholeText());
    update();
}

/// What may have no room in the card; as rich text, so that it is wrapped.
QString PowerView::wholeText() const {
    constexpr std::size_t mostRows = 20;
    QString text = QStringLiteral("<p>%1</p>").arg(story_.headline.toHtmlEscaped());
    const std::size_t shown = std::min(story_.rows.size(), mostRows);
    for (std::size_t i = 0; i < shown; ++i) {
        const PowerStory::Row& row = story_.rows[i];
        text += QStringLiteral("<div>%1</div>").arg(QStringLiteral("%1 %2 → %3").arg(row.key, row.now, row.after).toHtmlEscaped());
    }
    if (story_.rowCount > shown) text += QStringLiteral("<div>%1</div>").arg(tr("+%L1 more").arg(story_.rowCount - shown));
    for (const auto& paragraph : story_.paragraphs)
        text += QStringLiteral("<p>%1</p>").arg((paragraph.lead + paragraph.text).toHtmlEscaped());
    return text;
}

/// Where no row has room beside the line that counts the others, one line names their keys.
double PowerView::paintKeys(QPainter& painter, double y, double room) {
    QStringList keys;
    for (const auto& row : story_.rows) keys << row.key;
    const QFont font = look().sans(13);
    const QFontMetricsF metrics(font);
    std::size_t named = std::min<std::size_t>(story_.rows.size(), 20);
    QString text;
    for (;; --named) {
        text = keys.mid(0, static_cast<qsizetype>(named)).join(QStringLiteral(", "));
        if (named == 0) text = tr("+%L1 more").arg(story_.rowCount);
        else if (named < story_.rowCount) text = tr("%1 +%L2 more").arg(text).arg(story_.rowCount - named);
        if (named == 0 || metrics.horizontalAdvance(text) <= width()) break;
    }
    painter.setFont(font);
    painter.setPen(theme().ink);
    painter.drawText(QRectF(0, y, width(), std::min(room, look().px(20) * 1.0)), Qt::AlignVCenter | Qt::TextDontClip, text);
    return y + std::min(room, look().px(23) * 1.0);
}

QColor PowerView::colorOf(PowerStory::Tone tone) const {
    return tone == PowerStory::Tone::good ? theme().green : tone == PowerStory::Tone::bad ? theme().rust : theme().muted;
}

void PowerView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // Where the verdict has no room it gets smaller before it is cut.
    QFont headline = look().sans(15, QFont::DemiBold);
    for (double pixels = 14; pixels >= 12 && QFontMetricsF(headline).horizontalAdvance(story_.headline) > width();
         --pixels)
        headline = look().sans(pixels, QFont::DemiBold);
    painter.setFont(headline);
    painter.setPen(colorOf(story_.tone));
    painter.drawText(QRectF(0, 0, width(), look().px(22)), Qt::AlignVCenter,
                     QFontMetricsF(headline).elidedText(story_.headline, Qt::ElideRight, width()));
    // Paragraphs say what is promised: they keep their room, the rows share what is left.
    double below = 0;
    for (const auto& paragraph : story_.paragraphs) below += paragraphHeight(paragraph);
    double y = paintRows(painter, look().px(25), height() - below);
    for (const auto& paragraph : story_.paragraphs) y = paintParagraph(&painter, y, paragraph);
}

double PowerView::paintRows(QPainter& painter, double y, double bottom) {
    if (story_.rows.empty()) return y;
    const double rowHeight = look().px(20);
    const QFontMetricsF metrics(look().mono(12.5));
    double keyWidth = look().px(50);
    for (const auto& row : story_.rows) keyWidth = std::max(keyWidth, metrics.horizontalAdvance(row.key));
    keyWidth = std::min(keyWidth, width() * 0.35);
    const auto fitting = static_cast<std::size_t>(std::max(1.0, (bottom - y) / rowHeight));
    const bool all = story_.rowCount <= fitting && story_.rows.size() == story_.rowCount;
    if (!all && fitting < 2) return bottom - y < 0.6 * rowHeight ? y : paintKeys(painter, y, bottom - y);
    const std::size_t shown = all ? story_.rows.size() : std::min(story_.rows.size(), fitting - 1);
    for (std::size_t i = 0; i < shown; ++i) y = paintRow(painter, y, keyWidth, story_.rows[i]);
    if (!all) {
        painter.setFont(look().sans(13));
        painter.setPen(theme().muted);
        painter.drawText(QRectF(0, y, width(), rowHeight), Qt::AlignVCenter,
                         shown ? tr("+%L1 more").arg(story_.rowCount - shown) : tr("%L1 keys").arg(story_.rowCount));
        y += rowHeight;
    }
    return y + look().px(3);
}

double PowerView::paintRow(QPainter& painter, double y, double keyWidth, const PowerStory::Row& row) {
    const double rowHeight = look().px(20);
    const QFont mono = look().mono(12.5), sans = look().sans(13);
    const QFontMetricsF metrics(sans);
    painter.setFont(mono);
    painter.setPen(theme().ink);
    painter.drawText(QRectF(0, y, keyWidth + 1, rowHeight), Qt::AlignVCenter,
                     QFontMetricsF(mono).elidedText(row.key, Qt::ElideRight, keyWidth + 1));
    painter.setFont(sans);
    const QString after = QStringLiteral("→ ") + row.after;
    const double afterWidth = std::min(metrics.horizontalAdvance(after) + 1, width() * 0.42);
    const double nowLeft = keyWidth + look().px(10);
    const double nowWidth = width() - nowLeft - afterWidth - look().px(8);
    painter.drawText(QRectF(nowLeft, y, nowWidth, rowHeight), Qt::AlignVCenter, metrics.elidedText(row.now, Qt::ElideRight, nowWidth));
    painter.setPen(theme().rust);
    painter.drawText(QRectF(width() - afterWidth, y, afterWidth, rowHeight), Qt::AlignVCenter | Qt::AlignRight,
                     metrics.elidedText(after, Qt::ElideRight, afterWidth));
    return y + rowHeight;
}

double PowerView::paragraphHeight(const PowerStory::Paragraph& paragraph) const { return paintParagraph(nullptr, 0, paragraph); }

/// Without a painter it only measures.
double PowerView::paintParagraph(QPainter* painter, double y, const PowerStory::Paragraph& paragraph) const {
    QTextLayout layout(paragraph.lead + paragraph.text, look().sans(13));
    if (!paragraph.lead.isEmpty()) {
        QTextCharFormat format;
        format.setForeground(colorOf(paragraph.leadTone));
        format.setFontWeight(QFont::DemiBold);
        layout.setFormats({{0, static_cast<int>(paragraph.lead.size()), format}});
    }
    layout.beginLayout();
    double height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width());
        line.setPosition({0, height});
        height += line.height() + look().px(2);
    }
    layout.endLayout();
    if (painter) {
        // Whole lines only.
        double room = 0;
        for (int i = 0; i < layout.lineCount() && y + layout.lineAt(i).rect().bottom() <= this->height() + 1; ++i)
            room = layout.lineAt(i).rect().bottom();
        painter->save();
        painter->setClipRect(QRectF(0, y, width(), room));
        painter->setPen(theme().ink);
        layout.draw(painter, {0, y});
        painter->restore();
    }
    return y + height + look().px(4);
}

}  // namespace vitrine::ui
