// Everything that can be done in the main window, by name: the entries of its registry of actions, and of the palette.
#include <QCoreApplication>
#include <QMenu>
#include <QMetaMethod>

#include "ui/bridge/line_walk.h"
#include "ui/bridge/predictor.h"
#include "ui/panels/console_panel.h"
#include "ui/shell/about_box.h"
#include "ui/shell/break_sheet.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings_dialog.h"

namespace vitrine::ui {
namespace {

using Group = ActionGroup;

QKeySequence keys(QKeyCombination combination) {
    return QKeySequence(combination);
}

/// Shows a window of that kind, of which there is one at a time.
template <class Dialog, class Make>
void showOne(QWidget* parent, Make make) {
    auto* dialog = parent->findChild<Dialog*>(QString(), Qt::FindDirectChildrenOnly);
    if (!dialog) dialog = make();
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->QWidget::show();
    dialog->raise();
    dialog->activateWindow();
}

}  // namespace

void MainWindow::addActions() {
    addStepActions();
    addDatabaseActions();
    addFileActions();
    addViewActions();
    addScaleAndThemeActions();
    addPredictionActions();
    for (QAction* toggle : docks_->toggles()) actions_.adopt(toggle, Group::panels);
    actions_.add("help.keys", Group::help, tr("Keys and commands"), {Qt::Key_F1}, [this] { help_->toggle(); });
    actions_.add("help.about", Group::help, tr("About Vitrine"), {},
                 [this] { showOne<AboutBox>(this, [this] { return new AboutBox(look_, this); }); });
}

void MainWindow::addStepActions() {
    Cursor& cursor = bridge_.cursor();
    const auto add = [&](const char* id, const QString& text, const QList<QKeySequence>& shortcuts,
                         void (Cursor::*go)(), bool back) {
        actions_.add(id, Group::steps, text, shortcuts, [&cursor, go] { (cursor.*go)(); });
        actions_.setReason(id, [this, &cursor, back]() -> QString {
            if (back) return cursor.atBegin() ? tr("This is the beginning of the history.") : QString();
            const bool waits = Predictor::of(bridge_).waits() && cursor.position() >= Predictor::of(bridge_).prediction().at;
            if (!cursor.atEnd() && !waits) return {};
            return Predictor::of(bridge_).waits() ? tr("Answer first: the step waits for your answer.") : tr("This is the newest step.");
        });
    };
    add("step.forward", tr("A step on"), {Qt::Key_Right, Qt::Key_PageDown, Qt::Key_F10}, &Cursor::stepForward, false);
    add("step.back", tr("A step back"), {Qt::Key_Left, Qt::Key_PageUp, keys(Qt::SHIFT | Qt::Key_F10)},
        &Cursor::stepBack, true);
    add("operation.forward", tr("An operation on"), {keys(Qt::SHIFT | Qt::Key_Right)}, &Cursor::operationForward,
        false);
    add("operation.back", tr("An operation back"), {keys(Qt::SHIFT | Qt::Key_Left)}, &Cursor::operationBack, true);
    add("fact.forward", tr("A change of the disk on"), {keys(Qt::CTRL | Qt::Key_Right)}, &Cursor::factForward, false);
    add("fact.back", tr("A change of the disk back"), {keys(Qt::CTRL | Qt::Key_Left)}, &Cursor::factBack, true);
    actions_.add("play.toggle", Group::steps, tr("Play, pause"), {Qt::Key_Space, Qt::Key_F5},
                 [&cursor] { cursor.togglePlay(); });
    actions_.add("go.begin", Group::steps, tr("To the beginning"), {Qt::Key_Home}, [&cursor] { cursor.goToBegin(); });
    actions_.add("go.live", Group::steps, tr("To the newest step: live"), {Qt::Key_End},
                 [&cursor] { cursor.goLive(); });
    actions_.addHeld("peek", Group::steps, tr("The moment before this step"), Qt::Key_Z,
                     [&cursor](bool down) { cursor.peekBefore(down); });
    actions_.add("point.clear", Group::steps, tr("Point at nothing; leave a field"), {Qt::Key_Escape},
                 [this] { clear(); });
}

void MainWindow::addDatabaseActions() {
    for (const char* word : {"put", "get", "del", "scan", "sync", "compact"}) {
        FlatButton* button = bar_->button(QString::fromLatin1(word));
        const QByteArray id = QByteArrayLiteral("database.") + word;
        actions_.add(id.constData(), Group::database,
                     button->text() + QStringLiteral(": ") + button->accessibleDescription(), {},
                     [button] { button->click(); });
        actions_.setReason(id.constData(), [button] { return button->isEnabled() ? QString() : button->toolTip(); });
    }
    actions_.add("database.open", Group::database, tr("Open the database again"), {},
                 [this] { bar_->openButton()->click(); });
    actions_.setReason("database.open", [this]() -> QString {
        if (bridge_.state().open) return tr("The database is open.");
        return bar_->openButton()->isEnabled() ? QString() : bar_->openButton()->toolTip();
    });
    const auto reopen = [this](const char* id, const QString& text, const char* line) {
        actions_.add(id, Group::database, text, {}, [this, line] { walkLine(bridge_, QString::fromLatin1(line)); });
        actions_.setReason(id, [this] { return bridge_.state().open ? tr("The database is open.") : whyLocked(bridge_); });
    };
    reopen("database.salvage", tr("Salvage: open what can be read of a damaged database"), "open salvage");
    reopen("database.readOnly", tr("Open the database for reading only"), "open readonly");
    actions_.add("power.cut", Group::database, tr("Cut the power…"), {Qt::Key_X}, [this] { cutPower(); });
    actions_.setReason("power.cut", [this] {
        const QString locked = whyLocked(bridge_);
        return locked.isEmpty() ? bridge_.whyNotCutHere() : locked;
    });
    for (const char* menu : {"engineMenu", "indexMenu"})
        for (QAction* action : bar_->findChild<QMenu*>(QString::fromLatin1(menu))->actions())
            actions_.adopt(action, Group::database);
    actions_.add("engine.break", Group::database, tr("Break the engine on purpose…"), {},
                 [this] {
                     showOne<BreakSheet>(this, [this] {
                         auto* sheet = new BreakSheet(look_, bridge_, this);
                         connect(sheet, &BreakSheet::scenarioWanted, this, &MainWindow::lessonWanted);
                         return sheet;
                     });
                 });
    actions_.add("command.cancel", Group::database, tr("Cancel the command that runs"), {},
                 [this] { bridge_.engine().cancel(); });
    actions_.setReason("command.cancel", [this] { return bridge_.state().busy ? QString() : tr("No command runs."); });
    actions_.add("key.find", Group::find, tr("Where is this key?"), {Qt::Key_Slash, keys(Qt::SHIFT | Qt::Key_Slash)},
                 [this] { findKey(); });
    actions_.add("palette", Group::find, tr("Everything that can be done"), {keys(Qt::CTRL | Qt::Key_K)},
                 [this] { palette_->open(); });
}

void MainWindow::addFileActions() {
    const auto listened = [this](auto signal) {
        return [this, signal]() -> QString {
            return isSignalConnected(QMetaMethod::fromSignal(signal)) ? QString()
                                                                      : tr("This window has no part that does it.");
        };
    };
    actions_.add("file.openDirectory", Group::file, tr("Open a directory…"), {keys(Qt::CTRL | Qt::Key_O)},
                 [this] { askForPath(tr("Open a directory with a database"), true); });
    actions_.add("file.open", Group::file, tr("Run a script or open a session…"),
                 {keys(Qt::CTRL | Qt::SHIFT | Qt::Key_O)},
                 [this] { askForPath(tr("Run a script or open a saved session"), false); });
    actions_.add("file.saveSession", Group::file, tr("Save the session…"), {keys(Qt::CTRL | Qt::Key_S)},
                 [this] { Q_EMIT saveSessionWanted(); });
    actions_.setReason("file.saveSession", listened(&MainWindow::saveSessionWanted));
    actions_.add("file.start", Group::file, tr("Lessons and what was open lately"), {},
                 [this] { Q_EMIT startScreenWanted(); });
    actions_.setReason("file.start", listened(&MainWindow::startScreenWanted));
    actions_.add("file.forgetRecent", Group::file, tr("Forget what was open lately"), {}, [this] { recent_.clear(); });
    actions_.setReason("file.forgetRecent",
                       [this] { return settings_.recentPaths().isEmpty() ? tr("Nothing was open yet.") : QString(); });
    for (QAction* action : exports_->ofTheWindow()) actions_.adopt(action, Group::file);
    actions_.add("settings", Group::file, tr("Settings…"), {keys(Qt::CTRL | Qt::Key_Comma)}, [this] {
        showOne<SettingsDialog>(this, [this] { return new SettingsDialog(look_, settings_, this); });
    });
    actions_.add("quit", Group::file, tr("Quit"), {keys(Qt::CTRL | Qt::Key_Q)}, [this] { close(); });
    actions_.add("view.projector", Group::view, tr("Projector"), {keys(Qt::CTRL | Qt::SHIFT | Qt::Key_P)},
                 [this] { Q_EMIT projectorWanted(); });
    actions_.setReason("view.projector", listened(&MainWindow::projectorWanted));
}

void MainWindow::addViewActions() {
    int number = 1;
    for (const LayoutInfo& one : kLayouts) {
        const QByteArray id = QByteArrayLiteral("layout.") + QByteArray(one.word).toLower();
        actions_
            .add(id.constData(), Group::layouts, QCoreApplication::translate("Layouts", one.title),
                 {keys(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number++))},
                 [this, layout = one.layout] { chooseLayout(layout); })
            ->setCheckable(true);
    }
    actions_.add("layout.reset", Group::layouts, tr("Reset this layout"), {}, [this] { docks_->resetLayout(); });
    actions_.add("menu.open", Group::view, tr("Menu"), {Qt::Key_F9}, [this] { bar_->menuButton()->click(); });
    actions_.add("view.fullScreen", Group::view, tr("Full screen"), {Qt::Key_F11},
                 [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    actions_.add("view.blank", Group::view, tr("Blank screen"), {Qt::Key_B, Qt::Key_Period},
                 [this] { blank_->toggle(); });
    actions_
        .add("view.animations", Group::view, tr("What changes moves"), {},
             [this] { settings_.setAnimations(!look_.animated()); })
        ->setCheckable(true);
}

void MainWindow::addScaleAndThemeActions() {
    const auto atScale = [this](double limit, const QString& why) {
        return [this, limit, why] { return look_.scale() == limit ? why : QString(); };
    };
    actions_.add(
        "view.scaleUp", Group::view, tr("Larger"),
        {keys(Qt::CTRL | Qt::Key_Plus), keys(Qt::CTRL | Qt::Key_Equal), keys(Qt::CTRL | Qt::SHIFT | Qt::Key_Plus)},
        [this] { zoom(Settings::kScaleStep); });
    actions_.setReason("view.scaleUp", atScale(Settings::kMostScale, tr("This is the largest scale, 250 %.")));
    actions_.add("view.scaleDown", Group::view, tr("Smaller"), {keys(Qt::CTRL | Qt::Key_Minus)},
                 [this] { zoom(-Settings::kScaleStep); });
    actions_.setReason("view.scaleDown", [this] {
        return look_.scale() <= Settings::kLeastScale ? tr("This is the smallest scale, 100 %.") : QString();
    });
    actions_.add("view.scaleReset", Group::view, tr("Usual size"), {keys(Qt::CTRL | Qt::Key_0)}, [this] { zoom(0); });
    const auto theme = [this](const char* id, const QString& text, ThemeChoice choice) {
        actions_.add(id, Group::view, text, {}, [this, choice] { settings_.setTheme(choice); })->setCheckable(true);
    };
    theme("theme.system", tr("Theme: as the system"), ThemeChoice::system);
    theme("theme.light", tr("Theme: light"), ThemeChoice::light);
    theme("theme.dark", tr("Theme: dark"), ThemeChoice::dark);
    theme("theme.highContrast", tr("Theme: high contrast"), ThemeChoice::highContrast);
}

/// What is chosen bears its mark.
void MainWindow::showChecks() {
    const auto check = [this](const QString& id, bool on) {
        if (QAction* action = actions_.find(id)) action->setChecked(on);
    };
    for (const LayoutInfo& one : kLayouts)
        check(QStringLiteral("layout.") + QString::fromLatin1(one.word).toLower(), one.layout == layout_);
    check(QStringLiteral("view.animations"), look_.animated());
    check(QStringLiteral("predict.lessons"), settings_.asksInLessons());
    check(QStringLiteral("predict.playground"), settings_.asksInPlayground());
    const ThemeChoice choice = settings_.theme();
    check(QStringLiteral("theme.system"), choice == ThemeChoice::system);
    check(QStringLiteral("theme.light"), choice == ThemeChoice::light);
    check(QStringLiteral("theme.dark"), choice == ThemeChoice::dark);
    check(QStringLiteral("theme.highContrast"), choice == ThemeChoice::highContrast);
}

// ---- the palette -------------------------------------------------------------------------------------------------------------

QList<PaletteEntry> MainWindow::paletteEntries() {
    actions_.refresh();
    QList<PaletteEntry> entries;
    const QList<QAction*> all = actions_.all();
    QMap<QString, int> offered;  // by how many panels, under that name
    for (const QAction* action : all) ++offered[action->text()];
    for (QAction* action : all) {
        if (action->objectName() == QLatin1String("palette")) continue;
        const bool shared = offered[action->text()] > 1;
        if (shared && !actions_.isOnShow(*action)) continue;  // the picture of a panel that is closed is of no use
        const QString name = QString(action->text()).remove(QLatin1Char('&'));
        const QString text = shared ? tr("%1: %2").arg(actions_.placeOf(*action), name) : name;
        const QString whyNot = actions_.isHeld(*action) ? tr("Hold the key %1.").arg(Actions::keysText(*action))
                                                        : Actions::whyNot(*action);
        entries << PaletteEntry{action->isCheckable() && action->isChecked() ? tr("%1 ✓").arg(text) : text,
                                actions_.placeOf(*action), Actions::keysText(*action), whyNot,
                                [this, action] { actions_.press(*action); }};
    }
    for (const RecentFile& one : recent_.list())
        entries << PaletteEntry{
            tr("Open %1").arg(one.path), tr("Recent files"), {}, one.whyNot, [this, path = one.path] {
                openPath(path);
            }};
    for (const CommandHelp& help : commandHelp()) {
        const QString word = QString::fromUtf8(help.word.data(), static_cast<qsizetype>(help.word.size()));
        const QString form = QString::fromUtf8(help.form.data(), static_cast<qsizetype>(help.form.size()));
        const QString sentence = QString::fromUtf8(help.sentence.data(), static_cast<qsizetype>(help.sentence.size()));
        entries << PaletteEntry{form, sentence, {}, {}, [this, word, form] {
                                    typeInConsole(form == word ? word : word + QLatin1Char(' '));
                                }};
    }
    return entries;
}

/// In the console, where what is still missing can be typed; Enter runs it.
void MainWindow::typeInConsole(const QString& text) {
    auto* console = qobject_cast<ConsolePanel*>(docks_->panel("console"));
    if (!console) return;
    if (!console->isVisible()) actions_.find(QStringLiteral("panel.console"))->trigger();
    console->input()->setText(text);
    console->input()->setFocus();
}

}  // namespace vitrine::ui
