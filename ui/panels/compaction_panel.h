// The compaction's three cards and the plot. One model serves them all; it is read again only when its steps grew.
#pragma once

#include <memory>
#include <vector>

#include "ui/bridge/bridge.h"
#include "ui/plots/size_plot.h"
#include "ui/views/card.h"
#include "ui/views/compaction_views.h"
#include "ui/views/ribbons_view.h"

namespace vitrine::ui {

class CompactionPanels : public QObject {
    Q_OBJECT
  public:
    CompactionPanels(Look& look, QWidget* parent);
    /// The cards that show what `bridge` does, made and connected when they are first asked for. Each is to be given a
    /// parent; when one is gone, the set is no longer shared.
    static CompactionPanels& sharedBy(Look& look, Bridge& bridge);
    Card* stepsCard() const { return stepsCard_; }
    Card* ribbonsCard() const { return ribbonsCard_; }
    Card* costCard() const { return costCard_; }
    Card* plotCard() const { return plotCard_; }
    /// The views, for whoever connects their signals; moments go to setMoment().
    std::vector<MomentView*> views() const { return {steps_, ribbons_, cost_}; }
    /// Cards that nobody sees are left as they are: they get the newest moment when they appear.
    void setMoment(const Moment& moment);

  private:
    QList<Card*> cards() const { return {stepsCard_, ribbonsCard_, costCard_, plotCard_}; }
    void readModel(const Moment& moment);
    QString title() const;

    Card* stepsCard_;
    Card* ribbonsCard_;
    Card* costCard_;
    Card* plotCard_;
    CompactionStepsView* steps_;
    RibbonsView* ribbons_;
    CompactionCostView* cost_;
    SizePlot* plot_;
    std::unique_ptr<CompactionModel> model_;
    const Timeline* timeline_ = nullptr;  // that the model was read from
};

}  // namespace vitrine::ui
