#include "ui/panels/compaction_panel.h"

#include <algorithm>

#include "ui/panels/connect_view.h"
#include "ui/views/legend.h"

namespace vitrine::ui {

CompactionPanels::CompactionPanels(Look& look, QWidget* parent) : QObject(parent) {
    stepsCard_ = new Card(look, tr("Compaction"), parent);
    steps_ = new CompactionStepsView(look, stepsCard_);
    stepsCard_->body()->addWidget(steps_, 1);
    stepsCard_->setObjectName(QStringLiteral("compactionStepsPanel"));

    ribbonsCard_ = new Card(look, tr("Compaction"), parent);
    ribbons_ = new RibbonsView(look, ribbonsCard_);
    ribbonsCard_->body()->addWidget(ribbons_, 1);
    ribbonsCard_->addToLegend(new Legend(look,
                                         {{tr("live"), [](const Theme& t) { return t.live; }},
                                          {tr("dead"), [](const Theme& t) { return t.dead; }},
                                          {tr("tombstone"), [](const Theme& t) { return t.tombstone; }},
                                          {tr("being copied"), [](const Theme& t) { return t.blue; }}},
                                         ribbonsCard_));
    ribbonsCard_->setObjectName(QStringLiteral("ribbonsPanel"));

    costCard_ = new Card(look, tr("What does it cost?"), parent);
    cost_ = new CompactionCostView(look, costCard_);
    costCard_->body()->addWidget(cost_, 1);
    costCard_->setObjectName(QStringLiteral("costPanel"));

    plotCard_ = new Card(look, tr("Bytes in the log files"), parent);
    plotCard_->setSubtitle(tr("by step, whole session"));
    plot_ = new SizePlot(look, plotCard_);
    plotCard_->body()->addWidget(plot_, 1);
    plotCard_->setObjectName(QStringLiteral("plotPanel"));
    auto* legend = new Legend(look,
                              {{tr("write amplification"), [](const Theme& t) { return t.blue; }},
                               {tr("space amplification"), [](const Theme& t) { return t.rust; }}},
                              plotCard_);
    legend->hide();
    auto* parts = new Legend(look,
                             {{tr("live"), [](const Theme& t) { return t.live; }},
                              {tr("tombstone"), [](const Theme& t) { return t.tombstone; }},
                              {tr("dead"), [](const Theme& t) { return t.dead; }},
                              {tr("header"), [](const Theme& t) { return t.header; }},
                              {tr("copy"), [](const Theme& t) { return t.blue; }}},
                             plotCard_);
    parts->setObjectName(QStringLiteral("plotLegend"));
    auto* notIndexed = new Legend(look, {{tr("not yet in the index"), notIndexedColour}}, plotCard_);
    notIndexed->setObjectName(QStringLiteral("plotLegendNotIndexed"));
    notIndexed->hide();
    auto* amplification = new FlatButton(look, tr("Amplification"), FlatButton::Kind::plain, plotCard_);
    amplification->setObjectName(QStringLiteral("showAmplification"));
    amplification->setCheckable(true);
    const auto lower = [&look, amplification] { amplification->setFixedHeight(look.px(24)); };
    connect(&look, &Look::changed, amplification, lower);
    lower();
    amplification->setToolTip(tr("Bytes written for each byte accepted, bytes on disk for each live one"));
    plotCard_->addToLegend(notIndexed);
    plotCard_->addToLegend(parts);
    plotCard_->addToTitleRow(legend);
    plotCard_->addToTitleRow(amplification);
    connect(plot_, &SizePlot::pendingShown, notIndexed, &QWidget::setVisible);
    connect(amplification, &QPushButton::toggled, this, [this, legend, parts, notIndexed](bool on) {
        legend->setVisible(on);
        parts->setVisible(!on);
        notIndexed->setVisible(!on && plot_->pendingIsShown());
        plotCard_->setTitle(on ? tr("Amplification") : tr("Bytes in the log files"));
        plot_->showAmplification(on);
    });
}

CompactionPanels& CompactionPanels::sharedBy(Look& look, Bridge& bridge) {
    if (auto* made = bridge.findChild<CompactionPanels*>(QString(), Qt::FindDirectChildrenOnly)) return *made;
    auto* panels = new CompactionPanels(look, nullptr);
    panels->setParent(&bridge);
    for (MomentView* view : panels->views()) connectActions(*view, bridge);
    for (Card* card : panels->cards()) {
        connect(card, &QObject::destroyed, panels, [panels, &bridge] {
            bridge.cursor().disconnect(panels);
            panels->setParent(nullptr);
            panels->deleteLater();
        });
        onShow(*card, [panels, &bridge] { panels->setMoment(bridge.cursor().moment()); });
    }
    connect(&bridge.cursor(), &Cursor::momentChanged, panels, &CompactionPanels::setMoment);
    return *panels;
}

void CompactionPanels::readModel(const Moment& moment) {
    const auto here = moment.timeline().stepAt(moment.position());
    if (model_ && here && timeline_ == &moment.timeline() && *here >= model_->chooseStep) {
        model_->follow(moment.timeline());
        if (model_->covers(*here)) return;
    }
    timeline_ = &moment.timeline();
    model_ = CompactionModel::at(moment);
}

QString CompactionPanels::title() const {
    const bool single = model_->inputCount() == 1;
    return (single ? tr("Segment %1 becomes %2") : tr("Segments %1 become %2"))
        .arg(model_->inputsText())
        .arg(model_->output);
}

void CompactionPanels::setMoment(const Moment& moment) {
    if (std::ranges::none_of(cards(), [](const Card* card) { return card->isVisible(); })) return;
    readModel(moment);
    steps_->setModel(model_.get());
    ribbons_->setModel(model_.get());
    cost_->setModel(model_.get());
    for (MomentView* view : views()) view->setMoment(moment);
    plot_->setMoment(moment);
    if (!model_) {
        stepsCard_->setSubtitle({});
        ribbonsCard_->setTitle(tr("Compaction"));
        ribbonsCard_->setSubtitle({});
        return;
    }
    const std::size_t done = model_->doneSteps(moment);
    stepsCard_->setSubtitle(model_->endStep ? tr("step %L1 of %L2").arg(done).arg(model_->steps.size())
                                            : tr("step %L1").arg(done));
    ribbonsCard_->setTitle(title());
    ribbonsCard_->setSubtitle(model_->inRecords ? tr("one scale: a block is as wide as its record")
                                                : tr("one scale: a stretch is as wide as its bytes"));
}

}  // namespace vitrine::ui
