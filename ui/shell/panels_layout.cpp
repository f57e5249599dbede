#include "ui/shell/panels_layout.h"

#include <QLineEdit>
#include <QVBoxLayout>

#include "ui/panels/bench_panel.h"
#include "ui/panels/bytes_panel.h"
#include "ui/panels/compaction_panel.h"
#include "ui/panels/connect_view.h"
#include "ui/panels/console_panel.h"
#include "ui/panels/index_panel.h"
#include "ui/panels/record_panel.h"
#include "ui/panels/segments_panel.h"
#include "ui/panels/step_panel.h"

namespace vitrine::ui {
namespace {

constexpr int kLeftWidth = 300, kMiddleWidth = 870, kRightWidth = 390, kGap = 10;

/// A card with MomentViews in it, which needs nothing else.
template <class Panel>
QWidget* connected(Look& look, Bridge& bridge, const char* name) {
    auto* panel = new Panel(look);
    panel->setObjectName(QString::fromLatin1(name));
    if constexpr (requires(const Moment& moment) { panel->setMoment(moment); }) {
        connectMoments(*panel, bridge.cursor());  // hands them on to its views
        connectActions(*panel->view(), bridge);
    } else {
        connectViewsIn(*panel, bridge);
    }
    return panel;
}

}  // namespace

PanelsLayout::PanelsLayout(Look& look, Bridge& bridge, QWidget* parent)
    : QWidget(parent), look_(look), bridge_(bridge), compactionPanels_(new CompactionPanels(look, this)) {
    QWidget* step = connected<StepPanel>(look, bridge, "stepPanel");
    QWidget* console = new ConsolePanel(look, bridge);
    left_ = makeSplitter(Qt::Vertical, {{step, 158},
                                        {compactionPanels_->stepsCard(), 440},
                                        {connected<PowerPanel>(look, bridge, "powerPanel"), 226},
                                        {console, 272}});
    bytesOnly_ = {step, console};
    compactionOnly_ = {compactionPanels_->stepsCard()};
    main_ = new QStackedWidget;
    main_->addWidget(makeBytesSide());
    main_->addWidget(makeCompactionSide());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeSplitter(Qt::Horizontal, {{left_, kLeftWidth}, {main_, kMiddleWidth + kGap + kRightWidth}}));
    auto* power = findChild<PowerPanel*>();
    connect(power, &PowerPanel::cutWanted, this, [this, power] {
        Q_EMIT cutWanted(power->findChild<QWidget*>(QStringLiteral("cutHere")));
    });
    const auto judgeCut = [this, power] { power->setWhyNotCut(bridge_.whyNotCutHere()); };
    connect(&bridge.cursor(), &Cursor::momentChanged, power, judgeCut);
    connect(&bridge.engine(), &EngineThread::stateChanged, power, judgeCut);
    for (MomentView* view : compactionPanels_->views()) connectActions(*view, bridge);
    connect(&bridge.cursor(), &Cursor::momentChanged, compactionPanels_, &CompactionPanels::setMoment);
    const auto scaled = [this](std::initializer_list<int> heights) {
        QList<int> sizes;
        for (const int height : heights) sizes << look_.px(height);
        return sizes;
    };
    leftSizes_[0] = scaled({158, 0, 216, 272});
    leftSizes_[1] = scaled({0, 440, 216, 0});
    arrange();
}

QWidget* PanelsLayout::makeBytesSide() {
    QSplitter* middle = makeSplitter(Qt::Vertical, {{connected<SegmentsPanel>(look_, bridge_, "segmentsPanel"), 204},
                                                    {connected<BytesPanel>(look_, bridge_, "bytesPanel"), 452}});
    QSplitter* right = makeSplitter(Qt::Vertical, {{connected<IndexPanel>(look_, bridge_, "indexPanel"), 424},
                                                   {connected<RecordPanel>(look_, bridge_, "recordPanel"), 232}});
    return makeSplitter(Qt::Horizontal, {{middle, kMiddleWidth}, {right, kRightWidth}});
}

QWidget* PanelsLayout::makeCompactionSide() {
    QSplitter* below = makeSplitter(Qt::Horizontal, {{compactionPanels_->costCard(), 390}, {compactionPanels_->plotCard(), 870}});
    return makeSplitter(Qt::Vertical, {{compactionPanels_->ribbonsCard(), 440}, {below, 216}});
}

QSplitter* PanelsLayout::makeSplitter(Qt::Orientation orientation, const std::vector<Place>& places) {
    auto* splitter = new QSplitter(orientation);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(look_.px(kGap));
    QList<int> sizes;
    for (const Place& place : places) {
        splitter->addWidget(place.card);
        splitter->setStretchFactor(splitter->count() - 1, place.size);
        sizes << look_.px(place.size);
    }
    splitter->setSizes(sizes);
    connect(&look_, &Look::changed, splitter, [this, splitter] { splitter->setHandleWidth(look_.px(kGap)); });
    return splitter;
}

void PanelsLayout::makeBenchmark() {
    benchmark_ = new BenchPanel(look_, BenchProcess::programBeside());
    main_->addWidget(benchmark_);
    connect(benchmark_, &BenchPanel::progressChanged, this, &PanelsLayout::benchmarkProgressed);
}

void PanelsLayout::showLayout(Layout layout) {
    if (layout == layout_) return;
    // What a person dragged is kept for each layout.
    if (layout_ != Layout::benchmark) leftSizes_[layout_ == Layout::compaction ? 1 : 0] = left_->sizes();
    layout_ = layout;
    arrange();
}

void PanelsLayout::arrange() {
    if (layout_ == Layout::benchmark && !benchmark_) makeBenchmark();
    left_->setVisible(layout_ != Layout::benchmark);
    if (layout_ == Layout::benchmark) return main_->setCurrentWidget(benchmark_);
    const bool compaction = layout_ == Layout::compaction;
    for (QWidget* card : bytesOnly_) card->setVisible(!compaction);
    for (QWidget* card : compactionOnly_) card->setVisible(compaction);
    left_->setSizes(leftSizes_[compaction ? 1 : 0]);
    main_->setCurrentIndex(compaction ? 1 : 0);
    if (compaction) compactionPanels_->setMoment(bridge_.cursor().moment());
}

void PanelsLayout::showBenchmark(const BenchReport& report) { benchmark_->showReport(report); }

bool PanelsLayout::focusWhereBox() {
    auto* box = findChild<QLineEdit*>(QStringLiteral("whereIs"));
    if (!box || !box->isVisible()) return false;
    box->selectAll();
    box->setFocus(Qt::ShortcutFocusReason);
    return true;
}

}  // namespace vitrine::ui
