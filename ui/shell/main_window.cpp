#include "ui/shell/main_window.h"

#include <QApplication>
#include <QFileDialog>
#include <QPainter>
#include <QToolTip>

#include "ui/panels/bench_panel.h"
#include "ui/panels/connect_view.h"
#include "ui/panels/console_panel.h"
#include "ui/panels/outline_panel.h"
#include "ui/panels/question_panel.h"
#include "ui/panels/step_panel.h"
#include "ui/shell/drop_target.h"
#include "ui/shell/keys.h"
#include "ui/shell/main_menu.h"

/// The icons live in a static library: without this the linker leaves them out. Must stand outside of any namespace.
static void loadIcons() {
    Q_INIT_RESOURCE(vitrine);
}

namespace vitrine::ui {

MainWindow::MainWindow(Look& look, Bridge& bridge, QWidget* parent, Settings* settings)
    : QWidget(parent),
      look_(look),
      bridge_(bridge),
      settings_(settings ? *settings : *new Settings(this)),
      recent_(settings_),
      applied_(applied()) {
    loadIcons();
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/org.vitrine.Vitrine.svg")));
    setWindowTitle(tr("Vitrine"));
    setFocusPolicy(Qt::ClickFocus);  // a click on the paper takes the focus out of a field
    build();
    addActions();
    connectParts();
    connectTimeline();
    connectFiles();
    connectPredictions();
    bridge.cursor().setSpeed(settings_.stepsPerSecond());
    bridge.cursor().setMemoryLimit(static_cast<std::size_t>(settings_.historyMiB()) << 20);
    restyle();
    if (const QString complaint = settings_.takeComplaint(); !complaint.isEmpty()) notice_->say(complaint);
}

void MainWindow::build() {
    bar_ = new CommandBar(look_, bridge_, this);
    notice_ = new NoticeBar(look_, this);
    broken_ = new BrokenStrip(look_, bridge_, this);
    sentence_ = new SentencePanel(look_, bridge_, this);
    docks_ = new PanelDocks(look_, bridge_, settings_.store(), this);
    timeline_ = new TimelinePanel(look_, this);
    status_ = new StatusBar(look_, bridge_, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar_);
    column->addWidget(notice_);
    column->addWidget(broken_);
    middle_ = new QVBoxLayout;
    middle_->addWidget(sentence_);
    middle_->addWidget(docks_, 1);
    middle_->addWidget(timeline_);
    column->addLayout(middle_, 1);
    column->addWidget(status_);
    help_ = new HelpSheet(look_, actions_, this);
    blank_ = new BlankScreen(this);
    exports_ = new ExportActions(look_, bridge_, *this);
    palette_ = new CommandPalette(look_, this, [this] { return paletteEntries(); });
}

void MainWindow::connectParts() {
    auto* keys = new Keys(this, actions_);
    keys->setFirst([this](const QKeyEvent& event) {
        if (blank_->isVisible()) return blank_->hide(), true;  // any key brings the picture back
        if (palette_->isVisible()) return false;
        return help_->isVisible() && help_->take(event);
    });
    connectMoments(*status_, bridge_.cursor());
    connect(&actions_, &Actions::refused, this, [this](QAction* action, const QString& why) {
        // At either end of the history a key that does nothing is answer enough.
        if (actions_.groupOf(*action) != ActionGroup::steps) refuse(action->text(), why);
    });
    connect(bar_, &CommandBar::cutWanted, this, &MainWindow::cutPower);
    for (const PanelDock* dock : docks_->docks()) connectPanel(*dock);
    connect(docks_, &PanelDocks::panelMade, this, &MainWindow::connectPanel);
    connect(&bridge_.cursor(), &Cursor::momentChanged, this, &MainWindow::fitSentence);
    connect(&bridge_.engine(), &EngineThread::stateChanged, this, &MainWindow::fitSentence);
    connect(bar_, &CommandBar::layoutWanted, this, &MainWindow::chooseLayout);
    connect(bar_, &CommandBar::themeWanted, this, [this] {
        // The button shows what it does even where the settings say the same already.
        const ThemeKind kind = look_.theme().kind;
        const ThemeKind next = kind == ThemeKind::light  ? ThemeKind::dark
                               : kind == ThemeKind::dark ? ThemeKind::highContrast
                                                         : ThemeKind::light;
        settings_.setTheme(next == ThemeKind::light  ? ThemeChoice::light
                           : next == ThemeKind::dark ? ThemeChoice::dark
                                                     : ThemeChoice::highContrast);
        look_.setTheme(next);
    });
    connect(bar_, &CommandBar::lessonsWanted, this, &MainWindow::startScreenWanted);
    connect(bar_, &CommandBar::projectorWanted, this, &MainWindow::projectorWanted);
    connect(bar_, &CommandBar::paletteWanted, palette_, &CommandPalette::open);
    connect(&bridge_.engine(), &EngineThread::finished, this, &MainWindow::showAnswer);
    connect(broken_, &BrokenStrip::mendWanted, this, [this] { actions_.find(QStringLiteral("engine.break"))->trigger(); });
    connect(&settings_, &Settings::changed, this, &MainWindow::applySettings);
    connect(&look_, &Look::changed, this, &MainWindow::restyle);
    auto* menu = new MainMenu(actions_, recent_, this);
    connect(menu, &MainMenu::recentWanted, this, &MainWindow::openPath);
    connect(bar_->menuButton(), &QAbstractButton::clicked, this, [this, menu] {
        menu->popup(bar_->menuButton()->mapToGlobal(QPoint(0, bar_->menuButton()->height() + look_.px(6))));
    });
}

void MainWindow::connectTimeline() {
    Cursor& cursor = bridge_.cursor();
    connectMoments(*timeline_, cursor);
    timeline_->followBranches(bridge_);
    connectActions(*timeline_->view(), bridge_);
    timeline_->attach(cursor);
    timeline_->rememberIn(settings_.store());
    actions_.collectFrom(*timeline_, QStringLiteral("timeline"), tr("Timeline"));
    connect(timeline_, &TimelinePanel::speedWanted, &cursor, &Cursor::setSpeed);
    connect(&cursor, &Cursor::playChanged, this, [this, &cursor] {
        timeline_->setPlaying(cursor.playing());
        timeline_->setSpeed(cursor.speed());
        settings_.setStepsPerSecond(cursor.speed());
    });
    connect(timeline_, &TimelinePanel::moveWanted, &cursor, [&cursor](TimelinePanel::Move move) {
        using Move = TimelinePanel::Move;
        switch (move) {
            case Move::first:
                return cursor.goToBegin();
            case Move::operationBack:
                return cursor.operationBack();
            case Move::stepBack:
                return cursor.stepBack();
            case Move::playOrPause:
                return cursor.togglePlay();
            case Move::step:
                return cursor.stepForward();
            case Move::operation:
                return cursor.operationForward();
            case Move::live:
                return cursor.goLive();
        }
    });
}

/// What a panel offers, and what it wants of the window.
void MainWindow::connectPanel(const PanelDock& dock) {
    QWidget* panel = dock.panel();
    if (!panel) return;  // a costly one, when it is made
    exports_->offerIn(*panel);
    actions_.collectFrom(*panel, QLatin1String(dock.info().id), panelTitle(dock.info()));
    if (auto* power = qobject_cast<PowerPanel*>(panel))
        connect(power, &PowerPanel::cutWanted, this, &MainWindow::cutPower);
    if (auto* question = qobject_cast<QuestionPanel*>(panel)) connect(question, &QuestionPanel::lessonsWanted, this, &MainWindow::startScreenWanted);
    if (auto* outline = qobject_cast<OutlinePanel*>(panel)) connect(outline, &OutlinePanel::lessonWanted, this, &MainWindow::lessonWanted);
    if (auto* benchmark = qobject_cast<BenchPanel*>(panel))
        connect(benchmark, &BenchPanel::progressChanged, this,
                [this](const QString& text, double share) { bar_->setLayoutNote(Layout::benchmark, text, share); });
}

// ---- files -------------------------------------------------------------------------------------------------------------------

void MainWindow::connectFiles() {
    opener_ = new PathOpener(
        bridge_, [this](const QString& directory) { return bar_->useLine(directory); }, this);
    connect(opener_, &PathOpener::opened, this, [this](const QString& path) {
        recent_.add(path);
        notice_->drop(QStringLiteral("open"));
    });
    auto* drop = new DropTarget(look_, this);
    connect(drop, &DropTarget::dropped, this, &MainWindow::openPath);
    connect(drop, &DropTarget::refused, this,
            [this](const QString& why) { notice_->say(why, QStringLiteral("open")); });
    watch_ = new DirectoryWatch(bridge_, this);
    connect(&bridge_.engine(), &EngineThread::finished, this, [this](const QString& line, const CommandResult& result) {
        if (const auto directory = directoryOfLine(line); directory && result.ok)
            bar_->setDisk(directory->isEmpty() ? QStringLiteral("simulated") : *directory);
    });
    connect(watch_, &DirectoryWatch::vanished, this, [this](const QString& directory) {
        notice_->say(
            tr("The directory %1 is not there any more. What the window shows is what it knew; put the directory "
               "back and type “open”, or open another (Ctrl+O).")
                .arg(directory),
            QStringLiteral("directory"));
    });
    connect(watch_, &DirectoryWatch::cameBack, this, [this](const QString& directory) {
        notice_->say(tr("The directory %1 is there again: type “close”, then “open” to read it anew.").arg(directory),
                     QStringLiteral("directory"));
    });
}

void MainWindow::openPath(const QString& path) {
    // A database whose directory is gone cannot be closed as it should be: told of first, so that the next is opened.
    if (watch_->gone() && kindOfPath(path) && bridge_.state().open) bridge_.run(QStringLiteral("close"));
    if (const Status done = opener_->open(path); !done)
        notice_->say(QString::fromStdString(describe(done.error())), QStringLiteral("open"));
}

void MainWindow::askForPath(const QString& title, bool directory) {
    auto* dialog = new QFileDialog(this, title);
    dialog->setObjectName(QStringLiteral("openDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(directory ? QFileDialog::Directory : QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openPath);
    dialog->open();
}

}  // namespace vitrine::ui
