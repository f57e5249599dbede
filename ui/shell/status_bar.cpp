#include "ui/shell/status_bar.h"

#include <QPainter>

#include "ui/bridge/predictor.h"
#include "ui/models/broken_words.h"
#include "ui/models/numbers.h"

namespace vitrine::ui {

StatusBar::StatusBar(Look& look, Bridge& bridge, QWidget* parent) : MomentView(look, parent), bridge_(bridge) {
    setObjectName(QStringLiteral("statusBar"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&bridge.engine(), &EngineThread::stateChanged, this, [this] { update(); });
    connect(&Predictor::of(bridge), &Predictor::changed, this, [this] { update(); });
    connect(&BrokenEngine::of(bridge), &BrokenEngine::changed, this, [this] { update(); });
}

QSize StatusBar::sizeHint() const { return {look().px(600), look().px(29)}; }

void StatusBar::momentChanged() {
    figures_ = figuresAt(*moment().scene);
    notKept_ = moment().growing + moment().timeline().leftOutBefore(moment().timeline().end());
    setAccessibleName(text());
}

QList<StatusBar::Part> StatusBar::parts() const {
    QList<Part> parts;
    const EngineState& state = bridge_.state();
    // The place says in the console's words what is broken at the end of the branch; here it is told of the shown moment.
    const QStringList& broken = BrokenEngine::of(bridge_).words();
    if (!broken.isEmpty()) parts << Part{brokenTitle(broken).chopped(1), true};
    parts << Part{state.place.section(QStringLiteral(" · broken on purpose"), 0, 0)};
    if (figures_.known && figures_.recovering) {
        parts << Part{tr("%1 on disk, %2 live of what is read so far").arg(bytesText(figures_.onDisk), bytesText(figures_.live))};
    } else if (figures_.known) {
        parts << Part{tr("%1 on disk, %2 live").arg(bytesText(figures_.onDisk), bytesText(figures_.live))};
        parts << Part{tr("write amplification %1").arg(fixed(figures_.writeAmplification, 2))};
        parts << Part{tr("space amplification %1").arg(fixed(figures_.spaceAmplification, 2))};
    }
    if (figures_.atRisk) parts << Part{tr("%1 not on the platter").arg(bytesText(figures_.atRisk)), true};
    if (moment().scene && moment().summarised)
        parts << Part{tr("summarising: %L1 operations came too fast to be kept, so far").arg(notKept_), true};
    else if (notKept_)
        parts << Part{tr("%L1 operations came too fast to be kept").arg(notKept_), true};
    // While a question waits it says what comes next, and opening is not that.
    if (const QString whyNot = bridge_.whyNot(); !whyNot.isEmpty() && whyLocked(bridge_).isEmpty()) parts << Part{whyNot, !state.open};
    return parts;
}

QString StatusBar::text() const {
    QStringList texts;
    for (const Part& part : parts()) texts << part.text;
    return texts.join(QStringLiteral(" | "));
}

void StatusBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().card);
    painter.setPen(QPen(theme().line, 1));
    painter.drawLine(0, 0, width(), 0);
    painter.setFont(look().sans(13));
    const QFontMetricsF metrics(painter.font());
    const double baseline = (height() + metrics.ascent() - metrics.descent()) / 2;
    const QString keys = tr("F1 keys · F11 full screen");
    const double keysLeft = width() - look().px(16) - metrics.horizontalAdvance(keys);
    painter.setPen(theme().muted);
    painter.drawText(QPointF(keysLeft, baseline), keys);
    double x = look().px(16);
    for (const Part& part : parts()) {
        const double room = keysLeft - look().px(20) - x;
        if (room < look().px(40)) break;
        painter.setPen(part.risk ? theme().rust : theme().muted);
        painter.drawText(QPointF(x, baseline), metrics.elidedText(part.text, Qt::ElideRight, room));
        x += metrics.horizontalAdvance(part.text) + look().px(27);
    }
}

}  // namespace vitrine::ui
