#include "ui/shell/broken_strip.h"

#include <QPainter>

#include "ui/export/picture.h"
#include "ui/models/broken_words.h"
#include "ui/views/hatch.h"

namespace vitrine::ui {

BrokenStrip::BrokenStrip(Look& look, Bridge& bridge, QWidget* parent)
    : QWidget(parent), look_(look), engine_(BrokenEngine::of(bridge)) {
    setObjectName(QStringLiteral("brokenStrip"));
    text_ = new LookLabel(look, 14, &Theme::ink, this);
    text_->setObjectName(QStringLiteral("brokenText"));
    mend_ = new FlatButton(look, tr("Mend…"), FlatButton::Kind::danger, this);
    mend_->setObjectName(QStringLiteral("brokenMend"));
    mend_->setFocusPolicy(Qt::TabFocus);
    mend_->setToolTip(tr("Choose which rules the engine keeps"));
    auto* row = new QHBoxLayout(this);
    row->addWidget(text_, 1);
    row->addWidget(mend_, 0, Qt::AlignVCenter);
    connect(mend_, &QPushButton::clicked, this, &BrokenStrip::mendWanted);
    connect(&engine_, &BrokenEngine::changed, this, &BrokenStrip::say);
    connect(&look, &Look::changed, this, &BrokenStrip::restyle);
    restyle();
    say();
}

QString BrokenStrip::text() const {
    const QStringList& words = engine_.words();
    return words.isEmpty() ? QString() : brokenTitle(words) + QLatin1Char(' ') + brokenSentences(words);
}

void BrokenStrip::say() {
    const QStringList& words = engine_.words();
    const bool was = !isHidden();
    setVisible(!words.isEmpty());
    text_->setElided(brokenTitle(words), brokenSentences(words));
    for (QWidget* widget : {static_cast<QWidget*>(this), static_cast<QWidget*>(text_)})
        widget->setToolTip(brokenTip(words));
    setAccessibleName(text());
    setAccessibleDescription(brokenTip(words));
    window()->setProperty(kSaidInPictures, brokenTitle(words));
    if (was == words.isEmpty()) Q_EMIT toggled();
}

void BrokenStrip::restyle() {
    layout()->setContentsMargins(look_.px(26), look_.px(2), look_.px(16), look_.px(2));
    layout()->setSpacing(look_.px(12));
    mend_->setFixedHeight(look_.px(24));
    setFixedHeight(look_.px(29));
    update();
}

/// Hatched like a barrier, and calm: nothing of it moves or blinks.
void BrokenStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = look_.theme();
    painter.fillRect(rect(), theme.rustTint);
    QPainterPath edge;
    edge.addRect(0, 0, look_.px(14), height());
    painter.fillPath(edge, theme.card);
    fillHatch(painter, edge, theme.rust, look_.px(6), look_.px(3));
    painter.setPen(QPen(theme.rust, 1));
    painter.drawLine(QPointF(0, 0.5), QPointF(width(), 0.5));
    painter.drawLine(QPointF(0, height() - 0.5), QPointF(width(), height() - 0.5));
}

}  // namespace vitrine::ui
