#include "ui/panels/ledger_panel.h"

#include <QElapsedTimer>
#include <algorithm>

namespace vitrine::ui {

namespace {

constexpr int kPauseMs = 40;

}  // namespace

LedgerPanel::LedgerPanel(Look& look, QWidget* parent)
    : Card(look, tr("Was every promise kept?"), parent), pause_(this) {
    setObjectName(QStringLiteral("ledgerPanel"));
    view_ = new LedgerView(look, this);
    body()->addWidget(view_, 1);
    cover_ = new CoveredText(look, this);
    cover_->setObjectName(QStringLiteral("ledgerCover"));
    cover_->show({}, coveredUntilAnswered());
    cover_->hide();
    body()->addWidget(cover_);
    pause_.setSingleShot(true);
    pause_.setInterval(kPauseMs);
    connect(&pause_, &QTimer::timeout, this, [this] { compute(); });
}

void LedgerPanel::setMoment(const Moment& moment) {
    view_->setMoment(moment);
    view_->setVisible(!moment.covered);
    cover_->setVisible(moment.covered);
    if (pause_.isActive()) return;
    compute();
}

/// Moments may follow each other faster than they can be answered for: then at most an eighth of the time goes here.
void LedgerPanel::compute() {
    const Moment& moment = view_->moment();
    if (!moment.scene || computedAt_ == MomentKey::of(moment)) return;
    computedAt_ = MomentKey::of(moment);
    QElapsedTimer took;
    took.start();
    view_->setStory(ledgerStoryOf(lab::promiseLedgerAt(*moment.scene)));
    pause_.setInterval(std::max(kPauseMs, static_cast<int>(8 * took.elapsed())));
    pause_.start();
}

}  // namespace vitrine::ui
