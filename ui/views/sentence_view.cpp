#include "ui/views/sentence_view.h"

#include <QPainter>
#include <QRegularExpression>
#include <QTextLayout>

#include "ui/views/accessible_views.h"

namespace vitrine::ui {
namespace {

constexpr int kMostErrorLines = 2;
constexpr int kLine = 22;  // pixels at scale 1, from one line of the consequence to the next
constexpr std::size_t kMostDots = 14;  // more steps are told in words only

}  // namespace

SentenceView::SentenceView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("sentence"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize SentenceView::sizeHint() const { return {look().px(900), look().px(83 + (consequenceLines_ - 1) * kLine)}; }
QSize SentenceView::minimumSizeHint() const { return {look().px(300), sizeHint().height()}; }

void SentenceView::setConsequenceLines(int lines) {
    consequenceLines_ = lines;
    updateGeometry();
    update();
}

void SentenceView::setReservedRight(int pixels) {
    reservedRight_ = pixels;
    update();
}

void SentenceView::showError(const QString& line, const QString& message, const std::optional<TextRange>& wrong) {
    sentence_ = errorSentenceOf(line, message, wrong);
    errorShown_ = true;
    if (moment().scene) shownAt_ = moment().position();  // facts of this frame, not told yet, are no move
    describe();
    update();
}

void SentenceView::dropError() {
    if (!errorShown_ || !moment().scene) return;
    errorShown_ = false;
    sentence_ = sentenceAt(moment());
    describe();
    update();
}

void SentenceView::showAhead(const Sentence& sentence, const QStringList& phases, qsizetype phase) {
    aheadShown_ = true;
    errorShown_ = false;
    phases_ = phases;
    phase_ = phase;
    if (moment().scene) shownAt_ = moment().position();
    if (sentence_ == sentence) return update();
    sentence_ = sentence;
    describe();
    update();
}

void SentenceView::dropAhead() {
    if (!aheadShown_) return;
    aheadShown_ = false;
    phases_.clear();
    if (!moment().scene) return;
    sentence_ = sentenceAt(moment());
    describe();
    update();
}

void SentenceView::momentChanged() {
    // Pointing at something, or facts that come in behind the cursor, do not take an error away.
    if (errorShown_ && shownAt_ == moment().position()) return;
    // Looking back while a question waits tells of what one looks at.
    if (aheadShown_ && shownAt_ == moment().position()) return;
    errorShown_ = aheadShown_ = false;
    shownAt_ = moment().position();
    Sentence now = sentenceAt(moment());
    if (now == sentence_) return;
    sentence_ = std::move(now);
    describe();
}

void SentenceView::describe() {
    QString whole = sentence_.fact;
    for (const TextRun& run : boldRuns(sentence_.consequence)) whole += QLatin1Char(' ') + run.text;
    setToolTip(QStringLiteral("<p>%1</p>").arg(whole.toHtmlEscaped()));  // as rich text it is wrapped
    announceAloud(*this, whole);
}

double SentenceView::paintSteps(QPainter& painter, double baseline) const {
    const Theme& t = theme();
    double right = width() - look().px(20) - reservedRight_;
    if (aheadShown_ && !phases_.isEmpty()) return paintPhases(painter, right, baseline);
    if (sentence_.step == 0) return right;
    const QString text = tr("step %L1 of %L2").arg(sentence_.step).arg(sentence_.steps);
    painter.setFont(look().sans(13));
    const QFontMetricsF metrics(painter.font());
    right -= metrics.horizontalAdvance(text);
    painter.setPen(t.muted);
    painter.drawText(QPointF(right, baseline), text);
    if (sentence_.steps > kMostDots) return right - look().px(16);
    const double pitch = look().px(12), middle = baseline - metrics.xHeight() / 2;
    double x = right - look().px(12) - pitch * static_cast<double>(sentence_.steps);
    const double left = x;
    for (std::size_t i = 1; i <= sentence_.steps; ++i, x += pitch) {
        const double radius = (i == sentence_.step ? 4.5 : 3.6) * look().scale();
        painter.setPen(i <= sentence_.step ? QPen(Qt::NoPen) : QPen(t.muted, 1.2));
        painter.setBrush(i <= sentence_.step ? QBrush(t.blue) : QBrush(Qt::NoBrush));
        painter.drawEllipse(QPointF(x + pitch / 2, middle), radius, radius);
    }
    return left - look().px(16);
}

/// predict — commit — watch — explain, from right to left.
double SentenceView::paintPhases(QPainter& painter, double right, double baseline) const {
    const Theme& t = theme();
    for (qsizetype i = phases_.size() - 1; i >= 0; --i) {
        const bool here = i == phase_;
        painter.setFont(look().sans(13, here ? QFont::DemiBold : QFont::Normal));
        const QFontMetricsF metrics(painter.font());
        right -= metrics.horizontalAdvance(phases_[i]);
        painter.setPen(here ? t.ink : t.muted);
        painter.drawText(QPointF(right, baseline), phases_[i]);
        const double middle = baseline - metrics.xHeight() / 2;
        right -= look().px(11);
        painter.setPen(here ? QPen(Qt::NoPen) : QPen(t.muted, 1.2));
        painter.setBrush(here ? QBrush(t.blue) : QBrush(Qt::NoBrush));
        painter.drawEllipse(QPointF(right, middle), look().px(5), look().px(5));
        right -= look().px(12);
        if (i == 0) break;
        painter.setPen(QPen(t.muted, 1));
        painter.drawLine(QPointF(right - look().px(12), middle), QPointF(right, middle));
        right -= look().px(22);
    }
    return right - look().px(8);
}

void SentenceView::paintPath(QPainter& painter, double x, double right, double baseline) const {
    const QFont plain = look().sans(13), bold = look().sans(13, QFont::DemiBold);
    const double gap = look().px(9);
    for (int i = 0; i < sentence_.path.size() && x < right; ++i) {
        const bool last = i + 1 == sentence_.path.size() && sentence_.path.size() > 1;
        painter.setFont(last ? bold : plain);
        painter.setPen(last ? theme().ink : theme().muted);
        const QFontMetricsF metrics(painter.font());
        const QString text = metrics.elidedText(sentence_.path[i], Qt::ElideRight, right - x);
        painter.drawText(QPointF(x, baseline), text);
        if (i == 0 && sentence_.wrong) underlineWrong(painter, x, right, baseline);
        x += metrics.horizontalAdvance(text) + gap;
        if (i + 1 == sentence_.path.size()) break;
        painter.setPen(theme().muted);
        painter.setFont(plain);
        painter.drawText(QPointF(x, baseline), QStringLiteral("›"));
        x += QFontMetricsF(plain).horizontalAdvance(QStringLiteral("›")) + gap;
    }
}

/// Under the wrong word of the command, or where one is missing.
void SentenceView::underlineWrong(QPainter& painter, double x, double right, double baseline) const {
    const QFontMetricsF metrics(painter.font());
    const QString& line = sentence_.path.first();
    const double blank = sentence_.wrong->size == 0 ? metrics.horizontalAdvance(QLatin1Char('m')) : 0;
    const double begin = x + metrics.horizontalAdvance(line.left(sentence_.wrong->begin)) + blank / 2;
    const double size = metrics.horizontalAdvance(line.mid(sentence_.wrong->begin, sentence_.wrong->size));
    const double y = baseline + look().px(4);
    painter.save();
    painter.setPen(QPen(theme().rust, look().px(2)));
    painter.drawLine(QPointF(std::min(begin, right), y), QPointF(std::min(begin + std::max(size, blank), right), y));
    painter.restore();
}

void SentenceView::paintConsequence(QPainter& painter, double left, double right, double baseline) const {
    painter.setPen(theme().ink);
    static const QRegularExpression wordsOf(QStringLiteral("\\S+\\s*|\\s+"));
    double x = left;
    int line = 1;
    for (const TextRun& run : boldRuns(sentence_.consequence)) {
        painter.setFont(look().sans(15, run.bold ? QFont::DemiBold : QFont::Normal));
        const QFontMetricsF metrics(painter.font());
        for (auto words = wordsOf.globalMatch(run.text); words.hasNext();) {
            const QRegularExpressionMatch word = words.next();
            const double end = x + metrics.horizontalAdvance(word.captured().trimmed());
            if (end > right && line < consequenceLines_) x = left, baseline += look().px(kLine), ++line;
            else if (end > right)
                return painter.drawText(QPointF(x, baseline), metrics.elidedText(run.text.mid(word.capturedStart()), Qt::ElideRight, right - x));
            painter.drawText(QPointF(x, baseline), word.captured());
            x += metrics.horizontalAdvance(word.captured());
        }
    }
}

void SentenceView::paintEvent(QPaintEvent*) {
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(t.line, 1));
    painter.setBrush(t.card);
    painter.drawRoundedRect(box, look().px(7), look().px(7));
    painter.fillRect(QRectF(0, 0, look().px(6), height()), sentence_.failed ? t.rust : t.blue);
    const double x = look().px(20), right = width() - look().px(20) - reservedRight_;
    const double first = look().px(23), second = look().px(48), third = look().px(71);
    const double pathRight = paintSteps(painter, first);
    paintPath(painter, x, pathRight, first);
    painter.setFont(look().sans(21, QFont::DemiBold));
    painter.setPen(sentence_.failed ? t.rust : t.ink);
    const QFontMetricsF metrics(painter.font());
    const double lift = sentence_.path.isEmpty() ? look().px(9) : 0;  // two lines stand in the middle
    if (sentence_.failed && metrics.horizontalAdvance(sentence_.fact) > right - x)
        return paintWrapped(painter, QRectF(x, look().px(29) - lift, right - x, look().px(50)));
    painter.drawText(QPointF(x, second - lift), metrics.elidedText(sentence_.fact, Qt::ElideRight, right - x));
    paintConsequence(painter, x, right, third - lift);
}

/// A long error takes the lines of fact and consequence, in a smaller size; what has no room even there is in the tooltip.
void SentenceView::paintWrapped(QPainter& painter, const QRectF& room) const {
    const QFont font = look().sans(15, QFont::DemiBold);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    QTextLayout layout(sentence_.fact, font);
    layout.beginLayout();
    double y = room.top() + metrics.ascent();
    for (int number = 0; number < kMostErrorLines; ++number, y += look().px(kLine)) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) break;
        line.setLineWidth(room.width());
        const bool last = number + 1 == kMostErrorLines;
        const QString text = last ? sentence_.fact.mid(line.textStart()) : sentence_.fact.mid(line.textStart(), line.textLength());
        painter.drawText(QPointF(room.left(), y), metrics.elidedText(text, Qt::ElideRight, room.width()));
    }
    layout.endLayout();
}

}  // namespace vitrine::ui
