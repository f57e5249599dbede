#include "ui/shell/panels_layout.h"

#include <QCoreApplication>
#include <QVBoxLayout>

#include "ui/panels/connect_view.h"
#include "ui/panels/console_panel.h"
#include "ui/panels/step_panel.h"
#include "ui/views/card.h"

namespace vitrine::ui {
namespace {

/// A card that is a widget with MomentViews in it and needs nothing else.
template <class Panel>
QWidget* makeConnected(Look& look, Bridge& bridge) {
    auto* panel = new Panel(look);
    connectViewsIn(*panel, bridge);
    return panel;
}

QWidget* makeConsole(Look& look, Bridge& bridge) { return new ConsolePanel(look, bridge); }

// ---- the places: one line each -----------------------------------------------------------------------------------------

PanelPlace stepPlace() { return {"stepPanel", "What did this step change?", 148, makeConnected<StepPanel>}; }
PanelPlace compactionStepsPlace() { return {"compactionStepsPanel", "Compaction", 440, {}}; }
PanelPlace powerPlace() { return {"powerPanel", "What if the power fails now?", 196, makeConnected<PowerPanel>}; }
PanelPlace consolePlace() { return {"consolePanel", "Console", 302, makeConsole}; }
PanelPlace segmentsPlace() { return {"segmentsPanel", "Segments", 204, {}}; }
PanelPlace bytesPlace() { return {"bytesPanel", "Bytes", 452, {}}; }
PanelPlace indexPlace() { return {"indexPanel", "Index", 424, {}}; }
PanelPlace recordPlace() { return {"recordPanel", "Record", 232, {}}; }
PanelPlace ribbonsPlace() { return {"ribbonsPanel", "What is copied", 440, {}}; }
PanelPlace costPlace() { return {"costPanel", "What does it cost?", 390, {}}; }
PanelPlace plotPlace() { return {"plotPanel", "Bytes in the log files", 870, {}}; }

constexpr int kLeftWidth = 300, kMiddleWidth = 870, kRightWidth = 390, kGap = 10;

QWidget* build(const PanelPlace& place, Look& look, Bridge& bridge) {
    QWidget* card = place.make ? place.make(look, bridge)
                               : new Card(look, QCoreApplication::translate("Panels", place.title));
    card->setObjectName(QString::fromLatin1(place.name));
    return card;
}

}  // namespace

QSplitter* PanelsLayout::makeSplitter(Qt::Orientation orientation, const QList<QWidget*>& cards, const QList<int>& sizes) {
    auto* splitter = new QSplitter(orientation);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(look_.px(kGap));
    for (int i = 0; i < cards.size(); ++i) {
        splitter->addWidget(cards[i]);
        splitter->setStretchFactor(i, sizes[i]);
    }
    QList<int> scaled;
    for (const int size : sizes) scaled << look_.px(size);
    splitter->setSizes(scaled);
    connect(&look_, &Look::changed, splitter, [this, splitter] { splitter->setHandleWidth(look_.px(kGap)); });
    return splitter;
}

PanelsLayout::PanelsLayout(Look& look, Bridge& bridge, QWidget* parent) : QWidget(parent), look_(look) {
    const auto column = [&](Qt::Orientation orientation, const QList<PanelPlace>& places) {
        QList<QWidget*> cards;
        QList<int> sizes;
        for (const PanelPlace& place : places) cards << build(place, look, bridge), sizes << place.size;
        return makeSplitter(orientation, cards, sizes);
    };
    QSplitter* left = column(Qt::Vertical, {stepPlace(), compactionStepsPlace(), powerPlace(), consolePlace()});
    bytesOnly_ = {left->widget(0), left->widget(3)};
    compactionOnly_ = {left->widget(1)};
    QSplitter* middle = column(Qt::Vertical, {segmentsPlace(), bytesPlace()});
    QSplitter* right = column(Qt::Vertical, {indexPlace(), recordPlace()});
    QWidget* ribbons = build(ribbonsPlace(), look, bridge);
    QSplitter* below = column(Qt::Horizontal, {costPlace(), plotPlace()});
    main_ = new QStackedWidget;
    main_->addWidget(makeSplitter(Qt::Horizontal, {middle, right}, {kMiddleWidth, kRightWidth}));
    main_->addWidget(makeSplitter(Qt::Vertical, {ribbons, below}, {440, 216}));
    auto* whole = makeSplitter(Qt::Horizontal, {left, main_}, {kLeftWidth, kMiddleWidth + kGap + kRightWidth});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(whole);
    if (auto* power = findChild<PowerPanel*>())
        connect(power, &PowerPanel::cutWanted, this, [this, power] {
            Q_EMIT cutWanted(power->findChild<QWidget*>(QStringLiteral("cutHere")));
        });
    showCompaction(false);
}

bool PanelsLayout::hasCompaction() const { return static_cast<bool>(ribbonsPlace().make); }

void PanelsLayout::showCompaction(bool compaction) {
    compaction_ = compaction;
    for (QWidget* card : bytesOnly_) card->setVisible(!compaction);
    for (QWidget* card : compactionOnly_) card->setVisible(compaction);
    main_->setCurrentIndex(compaction ? 1 : 0);
}

}  // namespace vitrine::ui
