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

PowerPanel::PowerPanel(Look& look, QWidget* parent) : Card(look, tr("What if the power fails now?"), parent), pause_(this) {
    setObjectName(QStringLiteral("powerPanel"));
    view_ = new PowerView(look, this);
    body()->addWidget(view_, 1);
    cut_ = new FlatButton(look, {}, FlatButton::Kind::danger, this);
    cut_->setObjectName(QStringLiteral("cutHere"));
    cut_->setIconName(QStringLiteral("bolt"));
    setWhyNotCut({});
    connect(cut_, &QPushButton::clicked, this, &PowerPanel::cutWanted);
    body()->addWidget(cut_, 0, Qt::AlignLeft);
    pause_.setSingleShot(true);
    pause_.setInterval(kPauseMs);
    connect(&pause_, &QTimer::timeout, this, [this] { compute(); });
}

void PowerPanel::setMoment(const Moment& moment) {
    view_->setMoment(moment);
    if (pause_.isActive()) return tellInstead();
    compute();
    pause_.start();
}

/// Until the verdict comes the card says what it can of the moment that all others show, and nothing of another.
void PowerPanel::tellInstead() {
    const Moment& moment = view_->moment();
    if (!moment.scene || moment.position() == computedAt_) return;
    computedAt_ = kNoFact;
    view_->setStory(storyOf(lab::whatIsAtRisk(*moment.scene)));
}

void PowerPanel::setWhyNotCut(const QString& why) {
    cut_->setEnabled(why.isEmpty());
    cut_->setToolTip(why.isEmpty() ? tr("Choose what the disk kept (X)") : why);
    cut_->setText(why.isEmpty() ? tr("Cut power here…") : tr("Cut power…"));
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
