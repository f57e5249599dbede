#include "ui/panels/step_panel.h"

#include <QElapsedTimer>
#include <algorithm>

#include "core/lab/what_if.h"
#include "ui/panels/power_words.h"

namespace vitrine::ui {

constexpr int kPauseMs = 40;

StepPanel::StepPanel(Look& look, QWidget* parent) : Card(look, tr("What did this step change?"), parent) {
    setObjectName(QStringLiteral("stepPanel"));
    view_ = new StepView(look, this);
    body()->addWidget(view_, 1);
    setMaximumHeight(look.px(160));
    connect(&look, &Look::changed, this, [this, &look] { setMaximumHeight(look.px(160)); });
}

PowerPanel::PowerPanel(Look& look, QWidget* parent) : Card(look, tr("What if the power fails now?"), parent) {
    setObjectName(QStringLiteral("powerPanel"));
    view_ = new PowerView(look, this);
    body()->addWidget(view_, 1);
    auto* cut = new FlatButton(look, tr("Cut power here…"), FlatButton::Kind::danger, this);
    cut->setObjectName(QStringLiteral("cutHere"));
    cut->setIconName(QStringLiteral("bolt"));
    cut->setToolTip(tr("Choose what the disk kept (X)"));
    connect(cut, &QPushButton::clicked, this, &PowerPanel::cutWanted);
    body()->addWidget(cut, 0, Qt::AlignLeft);
    pause_.setSingleShot(true);
    pause_.setInterval(kPauseMs);
    connect(&pause_, &QTimer::timeout, this, [this] { compute(); });
}

void PowerPanel::setMoment(const Moment& moment) {
    view_->setMoment(moment);
    if (pause_.isActive()) return;
    compute();
    pause_.start();
}

void PowerPanel::compute() {
    const Moment& moment = view_->moment();
    if (!moment.scene || moment.position() == computedAt_) return;
    computedAt_ = moment.position();
    QElapsedTimer took;
    took.start();
    view_->setStory(storyOf(lab::whatIfPowerFails(*moment.scene)));
    // Moments may follow each other faster than they can be answered for: then at most an eighth of the time goes here.
    pause_.setInterval(std::max(kPauseMs, static_cast<int>(8 * took.elapsed())));
}

}  // namespace vitrine::ui
