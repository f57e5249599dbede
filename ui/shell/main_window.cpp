#include "ui/shell/main_window.h"

#include <QApplication>
#include <QPainter>
#include <QToolTip>

#include "ui/panels/bench_panel.h"
#include "ui/panels/connect_view.h"
#include "ui/panels/console_panel.h"
#include "ui/panels/step_panel.h"

/// The icons live in a static library: without this the linker leaves them out. Must stand outside of any namespace.
static void loadIcons() { Q_INIT_RESOURCE(vitrine); }

namespace vitrine::ui {

MainWindow::MainWindow(Look& look, Bridge& bridge, QWidget* parent) : QWidget(parent), look_(look), bridge_(bridge) {
    loadIcons();
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/org.vitrine.Vitrine.svg")));
    setWindowTitle(tr("Vitrine"));
    setFocusPolicy(Qt::ClickFocus);  // a click on the paper takes the focus out of a field
    bar_ = new CommandBar(look, bridge, this);
    sentence_ = new SentencePanel(look, bridge, this);
    docks_ = new PanelDocks(look, bridge, nullptr, this);
    timeline_ = new TimelinePanel(look, this);
    status_ = new StatusBar(look, bridge, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar_);
    middle_ = new QVBoxLayout;
    middle_->addWidget(sentence_);
    middle_->addWidget(docks_, 1);
    middle_->addWidget(timeline_);
    column->addLayout(middle_, 1);
    column->addWidget(status_);
    cutPopup_ = new CutPopup(look, bridge, this);
    help_ = new HelpSheet(look, this);
    blank_ = new BlankScreen(this);
    exports_ = new ExportActions(look, bridge, *this);
    new Keys(this, [this](KeyAction action, bool down) { act(action, down); });
    connectMoments(*status_, bridge.cursor());
    connectTimeline();
    connect(bar_, &CommandBar::cutWanted, this, [this] { cutPower(bar_->cutButton()); });
    for (const PanelDock* dock : docks_->docks()) connectPanel(*dock);
    connect(docks_, &PanelDocks::panelMade, this, &MainWindow::connectPanel);
    connect(&bridge.cursor(), &Cursor::momentChanged, this, &MainWindow::fitSentence);
    connect(&bridge.engine(), &EngineThread::stateChanged, this, &MainWindow::fitSentence);
    connect(bar_, &CommandBar::layoutWanted, this, &MainWindow::chooseLayout);
    connect(bar_, &CommandBar::themeWanted, this, [this] { look_.setDark(!look_.theme().dark); });
    connect(bar_, &CommandBar::helpWanted, help_, &HelpSheet::toggle);
    connect(&bridge.engine(), &EngineThread::finished, this, &MainWindow::showAnswer);
    connect(&look, &Look::changed, this, &MainWindow::restyle);
    restyle();
}

void MainWindow::connectTimeline() {
    Cursor& cursor = bridge_.cursor();
    connectMoments(*timeline_, cursor);
    connectActions(*timeline_->view(), bridge_);
    connect(timeline_, &TimelinePanel::speedWanted, &cursor, &Cursor::setSpeed);
    connect(&cursor, &Cursor::playChanged, this, [this, &cursor] {
        timeline_->setPlaying(cursor.playing());
        timeline_->setSpeed(cursor.speed());
    });
    connect(timeline_, &TimelinePanel::moveWanted, &cursor, [&cursor](TimelinePanel::Move move) {
        using Move = TimelinePanel::Move;
        switch (move) {
            case Move::first: return cursor.goToBegin();
            case Move::operationBack: return cursor.operationBack();
            case Move::stepBack: return cursor.stepBack();
            case Move::playOrPause: return cursor.togglePlay();
            case Move::step: return cursor.stepForward();
            case Move::operation: return cursor.operationForward();
            case Move::live: return cursor.goLive();
        }
    });
}

/// What a panel wants of the window.
void MainWindow::connectPanel(const PanelDock& dock) {
    QWidget* panel = dock.panel();
    if (panel) exports_->offerIn(*panel);
    if (auto* power = qobject_cast<PowerPanel*>(panel))
        connect(power, &PowerPanel::cutWanted, this, [this, power] {
            cutPower(power->findChild<QWidget*>(QStringLiteral("cutHere")));
        });
    if (auto* benchmark = qobject_cast<BenchPanel*>(panel))
        connect(benchmark, &BenchPanel::progressChanged, this,
                [this](const QString& text, double share) { bar_->setLayoutNote(Layout::benchmark, text, share); });
}

/// "Where is this key?": the index's own box, where there is one to type into; false otherwise.
bool MainWindow::focusWhereBox() {
    auto* box = docks_->findChild<QLineEdit*>(QStringLiteral("whereIs"));
    if (!box || !box->isVisible()) return false;
    box->selectAll();
    box->setFocus(Qt::ShortcutFocusReason);
    return true;
}

// ---- keys ----------------------------------------------------------------------------------------------------------------

void MainWindow::act(KeyAction action, bool down) {
    Cursor& cursor = bridge_.cursor();
    if (down && blank_->isVisible()) return blank_->hide();  // any key brings the picture back
    switch (action) {
        case KeyAction::stepForward: return cursor.stepForward();
        case KeyAction::stepBack: return cursor.stepBack();
        case KeyAction::operationForward: return cursor.operationForward();
        case KeyAction::operationBack: return cursor.operationBack();
        case KeyAction::factForward: return cursor.factForward();
        case KeyAction::factBack: return cursor.factBack();
        case KeyAction::playOrPause: return cursor.togglePlay();
        case KeyAction::toBegin: return cursor.goToBegin();
        case KeyAction::toEnd: return cursor.goLive();
        case KeyAction::clear: return clear();
        case KeyAction::findKey:
            if (focusWhereBox()) return;
            bar_->keyField()->selectAll();
            return bar_->keyField()->setFocus(Qt::ShortcutFocusReason);
        case KeyAction::cutPower: return cutPower(bar_->cutButton());
        case KeyAction::help: return help_->toggle();
        case KeyAction::fullScreen: return setWindowState(windowState() ^ Qt::WindowFullScreen);
        case KeyAction::layoutBytes: return chooseLayout(Layout::bytes);
        case KeyAction::layoutCompaction: return chooseLayout(Layout::compaction);
        case KeyAction::layoutBenchmark: return chooseLayout(Layout::benchmark);
        case KeyAction::quit: close(); return;
        case KeyAction::blank: return blank_->toggle();
        case KeyAction::peekBefore: return cursor.peekBefore(down);
    }
}

void MainWindow::clear() {
    if (help_->isVisible()) return help_->hide();
    if (qobject_cast<QLineEdit*>(QApplication::focusWidget())) return setFocus();
    bridge_.cursor().pause();
    bridge_.cursor().clearSelection();
}

void MainWindow::cutPower(QWidget* anchor) {
    if (const QString why = bridge_.whyNotCutHere(); !why.isEmpty()) {
        sentence_->view()->showError(tr("cut power"), why);
        return fitSentence();
    }
    cutPopup_->popUpAt(*anchor);
}

// ---- what is shown -------------------------------------------------------------------------------------------------------

void MainWindow::chooseLayout(Layout layout) {
    layout_ = layout;
    docks_->showLayout(layout);
    bar_->setShownLayout(layout);
    // A benchmark has no moments: its plots take the timeline's room, and its button is the next step.
    timeline_->setVisible(layout != Layout::benchmark);
    fitSentence();
}

/// In the benchmark's layout the sentence is there once it has something to say: of a command that was sent from here.
void MainWindow::fitSentence() {
    const Moment& moment = bridge_.cursor().moment();
    const bool happened = moment.scene && moment.timeline().operationCount() > 0;
    sentence_->setVisible(layout_ != Layout::benchmark || happened || bridge_.state().busy || sentence_->view()->showsError());
}

void MainWindow::showBenchmark(const BenchReport& report) {
    chooseLayout(Layout::benchmark);
    if (auto* panel = qobject_cast<BenchPanel*>(docks_->panel("benchmark"))) panel->showReport(report);
}

void MainWindow::showAnswer(const QString& line, const CommandResult& result) {
    // A command that failed before it became an operation has no moment of its own.
    if (result.ok || toldByItself(bridge_.cursor().moment(), line)) return sentence_->view()->dropError();
    sentence_->view()->showError(line, errorSentence(result.error), wrongPart(line, result));
    fitSentence();
}

void MainWindow::startEmpty() {
    bar_->suggest(0);
    bar_->putButton()->setFocus();
}

void MainWindow::restyle() {
    const int gap = look_.px(10);
    middle_->setContentsMargins(gap, gap, gap, gap / 2);
    middle_->setSpacing(gap);
    QApplication::setPalette(look_.palette());
    QApplication::setFont(look_.sans(13));
    QToolTip::setFont(look_.sans(13));
    setMinimumSize(look_.px(960), look_.px(640));
    update();
}

void MainWindow::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), look_.theme().paper); }

}  // namespace vitrine::ui
