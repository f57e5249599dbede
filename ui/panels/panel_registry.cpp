#include "ui/panels/panel_registry.h"

#include <QCoreApplication>

#include "ui/bridge/broken_engine.h"
#include "ui/bridge/line_walk.h"
#include "ui/panels/bench_panel.h"
#include "ui/panels/bytes_panel.h"
#include "ui/panels/compaction_panel.h"
#include "ui/panels/connect_view.h"
#include "ui/panels/console_panel.h"
#include "ui/panels/cut_panel.h"
#include "ui/panels/difference_panel.h"
#include "ui/panels/index_panel.h"
#include "ui/panels/ledger_panel.h"
#include "ui/panels/outcomes_panel.h"
#include "ui/panels/outline_panel.h"
#include "ui/panels/plots_panel.h"
#include "ui/panels/question_panel.h"
#include "ui/panels/record_panel.h"
#include "ui/panels/recovery_panel.h"
#include "ui/panels/segments_panel.h"
#include "ui/panels/step_panel.h"

namespace vitrine::ui {
namespace {

/// A panel made from (Look&, Bridge&) connects itself; one made from Look& alone has moments or MomentViews to be connected.
template <class Panel>
QWidget* make(Look& look, Bridge& bridge) {
    if constexpr (std::is_constructible_v<Panel, Look&, Bridge&>) {
        return new Panel(look, bridge);
    } else {
        auto* panel = new Panel(look);
        if constexpr (requires(const Moment& moment) { panel->setMoment(moment); }) {
            connectMoments(*panel, bridge.cursor());  // hands them on to its views
            connectActions(*panel->view(), bridge);
        } else {
            connectViewsIn(*panel, bridge);
        }
        return panel;
    }
}

template <Card* (CompactionPanels::*card)() const>
QWidget* makeCompaction(Look& look, Bridge& bridge) {
    return (CompactionPanels::sharedBy(look, bridge).*card)();
}

QWidget* makePower(Look& look, Bridge& bridge) {
    auto* power = static_cast<PowerPanel*>(make<PowerPanel>(look, bridge));
    const auto judgeCut = [power, &bridge] { power->setWhyNotCut(bridge.whyNotCutHere()); };
    QObject::connect(&bridge.cursor(), &Cursor::momentChanged, power, judgeCut);
    QObject::connect(&bridge.engine(), &EngineThread::stateChanged, power, judgeCut);
    return power;
}

QWidget* makeBytes(Look& look, Bridge& bridge) {
    auto* panel = static_cast<BytesPanel*>(make<BytesPanel>(look, bridge));
    QObject::connect(panel->edits(), &BytesEdits::recoveryWanted, &bridge, [&bridge](const QString& line) { walkLine(bridge, line); });
    QObject::connect(&bridge.engine(), &EngineThread::stateChanged, panel,
                     [panel, &bridge] { panel->edits()->setRealFiles(BrokenEngine::of(bridge).onDirectory()); });
    return panel;
}

QWidget* makeBenchmark(Look& look, Bridge&) { return new BenchPanel(look, BenchProcess::programBeside()); }

constexpr auto learn = Layout::learn, bytes = Layout::bytes, compaction = Layout::compaction, recovery = Layout::recovery,
               benchmark = Layout::benchmark;

}  // namespace

std::span<const PanelInfo> panelRegistry() {
    // In each layout: column, row, part of the row; width, height.
    static const std::vector<PanelInfo> kPanels{
        {"step", QT_TRANSLATE_NOOP("Panels", "What did this step change?"), make<StepPanel>, {{bytes, 0, 0, 0, 300, 158}}},
        {"compactionSteps", QT_TRANSLATE_NOOP("Panels", "Steps of the compaction"), makeCompaction<&CompactionPanels::stepsCard>, {{compaction, 0, 0, 0, 300, 440}}},
        {"power", QT_TRANSLATE_NOOP("Panels", "What if the power fails now?"), makePower, {{bytes, 0, 1, 0, 300, 216}, {compaction, 0, 1, 0, 300, 216}}},
        {"console", QT_TRANSLATE_NOOP("Panels", "Console"), make<ConsolePanel>, {{bytes, 0, 2, 0, 300, 272}}},
        {"question", QT_TRANSLATE_NOOP("Panels", "Predict"), make<QuestionPanel>, {{learn, 0, 0, 0, 450, 656}}},
        {"segments", QT_TRANSLATE_NOOP("Panels", "Segments"), make<SegmentsPanel>, {{bytes, 1, 0, 0, 870, 204}, {learn, 1, 0, 0, 740, 170}}},
        {"bytes", QT_TRANSLATE_NOOP("Panels", "Bytes"), makeBytes, {{bytes, 1, 1, 0, 870, 452}, {learn, 1, 1, 0, 740, 316}}},
        {"recovery", QT_TRANSLATE_NOOP("Panels", "Recovery"), make<RecoveryPanel>, {{recovery, 1, 0, 0, 790, 656}}},
        {"ledger", QT_TRANSLATE_NOOP("Panels", "Was every promise kept?"), make<LedgerPanel>, {{recovery, 2, 0, 0, 430, 420}}},
        {"index", QT_TRANSLATE_NOOP("Panels", "Index"), make<IndexPanel>, {{bytes, 2, 0, 0, 390, 424}, {recovery, 2, 1, 0, 430, 236}, {learn, 1, 2, 0, 740, 150}}},
        {"record", QT_TRANSLATE_NOOP("Panels", "Record"), make<RecordPanel>, {{bytes, 2, 1, 0, 390, 232}}},
        {"outline", QT_TRANSLATE_NOOP("Panels", "Lesson"), make<OutlinePanel>, {{learn, 2, 0, 0, 370, 656}}},
        {"difference", QT_TRANSLATE_NOOP("Panels", "Difference"), make<DifferencePanel>, {}},
        {"ribbons", QT_TRANSLATE_NOOP("Panels", "What the compaction copies"), makeCompaction<&CompactionPanels::ribbonsCard>, {{compaction, 1, 0, 0, 1270, 440}}},
        {"cost", QT_TRANSLATE_NOOP("Panels", "What does it cost?"), makeCompaction<&CompactionPanels::costCard>, {{compaction, 1, 1, 0, 390, 216}}},
        {"plot", QT_TRANSLATE_NOOP("Panels", "Bytes in the log files"), makeCompaction<&CompactionPanels::plotCard>, {{compaction, 1, 1, 1, 870, 216}}},
        {"plots", QT_TRANSLATE_NOOP("Panels", "Plots"), make<PlotsPanel>, {}, true},
        {"cut", QT_TRANSLATE_NOOP("Panels", "What did the disk keep?"), make<CutPanel>, {{recovery, 0, 0, 0, 330, 304}}},
        {"outcomes", QT_TRANSLATE_NOOP("Panels", "What may come back"), make<OutcomesPanel>, {{recovery, 0, 1, 0, 330, 342}}},
        {"benchmark", QT_TRANSLATE_NOOP("Panels", "Benchmark"), makeBenchmark, {{benchmark, 0, 0, 0, 1580, 656}}, true},
    };
    return kPanels;
}

QString panelTitle(const PanelInfo& panel) { return QCoreApplication::translate("Panels", panel.title); }

}  // namespace vitrine::ui
