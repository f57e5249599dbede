// What the window offers besides its panels: actions and their keys, the palette, settings, files, themes and scale.
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <set>

#include "tests/support/desk.h"
#include "ui/models/fuzzy_match.h"
#include "ui/panels/console_panel.h"
#include "ui/shell/drop_target.h"
#include "ui/shell/language.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/system_theme.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

struct Desk : test::Desk {
    Settings* settings;

    explicit Desk(Settings* kept = nullptr) : test::Desk(kept), settings(kept) { window.setFocus(); }
    QAction* action(const char* id) {
        window.actions().refresh();
        QAction* found = window.actions().find(QString::fromLatin1(id));
        if (!found) qFatal("there is no action %s", id);
        return found;
    }
    CommandPalette* palette() { return find<CommandPalette>("palette"); }
    void openPalette(const QString& typed) {
        key(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(palette()->isVisible());
        QTest::keyClicks(palette()->field(), typed);
    }
};

}  // namespace

class TestShell : public QObject {
    Q_OBJECT
    QTemporaryDir directory_;

    QString path(const char* name) const { return directory_.filePath(QString::fromLatin1(name)); }
    QString file(const char* name, const QByteArray& contents) const {
        QFile made(path(name));
        if (!made.open(QIODevice::WriteOnly) || made.write(contents) != contents.size()) qFatal("no file");
        return made.fileName();
    }
    QString folder(const char* name) const {
        if (!QDir().mkpath(path(name))) qFatal("no directory");
        return path(name);
    }

  private Q_SLOTS:
    // ---- actions ---------------------------------------------------------------------------------------------------

    void everyActionHasANameAndKeysOfItsOwn() {
        Desk desk;
        std::set<QString> names;
        std::map<QString, QString> owners;
        for (const QAction* action : desk.window.actions().all()) {
            QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
            const QString id = desk.window.actions().idOf(*action);
            QVERIFY2(names.insert(id).second, qPrintable(id));
            QCOMPARE(desk.window.actions().find(id), action);
            if (id.startsWith(QLatin1String("predict."))) continue;  // they have their letters while a question is open
            for (const QKeySequence& key : action->shortcuts()) {
                const auto [owner, fresh] = owners.emplace(key.toString(), action->objectName());
                QVERIFY2(fresh, qPrintable(key.toString() + QStringLiteral(" is of ") + owner->second));
            }
        }
        QVERIFY(names.size() > 50);
    }

    void whatCannotActSaysWhy() {
        Desk desk;
        QVERIFY(!desk.action("step.back")->isEnabled());
        for (const QAction* action : desk.window.actions().all())
            if (!action->isEnabled())
                QVERIFY2(Actions::whyNot(*action).endsWith(QLatin1Char('.')), qPrintable(action->objectName()));
        QVERIFY(desk.run(QStringLiteral("put a 1")));
        QVERIFY(desk.action("step.back")->isEnabled());
        QVERIFY(!desk.action("step.forward")->isEnabled());
    }

    void whatAPanelOffersIsReachedFromAnywhere() {
        Desk desk;
        QWidget* panel = desk.window.docks()->panel("bytes");
        int found = 0, lettered = 0;
        const auto offer = [&](const char* name, const QKeySequence& key, int& count) {
            auto* action = new QAction(QString::fromLatin1(name), panel);
            action->setObjectName(QString::fromLatin1(name));
            action->setShortcut(key);
            action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
            panel->addAction(action);
            connect(action, &QAction::triggered, this, [&count] { ++count; });
            return action;
        };
        const QAction* measure = offer("measure", Qt::CTRL | Qt::Key_J, found);
        offer("letter", Qt::Key_J, lettered);
        desk.window.setFocus();
        desk.key(Qt::Key_J, Qt::ControlModifier);
        desk.key(Qt::Key_J);
        QCOMPARE(found, 1);
        QCOMPARE(lettered, 1);
        auto* input = desk.find<ConsoleInput>("consoleInput");
        input->setFocus();
        desk.key(Qt::Key_J, Qt::ControlModifier);
        QTest::keyClick(input, Qt::Key_J);
        QCOMPARE(found, 2);
        QCOMPARE(lettered, 1);  // a letter belongs to the field
        QCOMPARE(desk.window.actions().find(QStringLiteral("bytes/measure")), measure);
        QCOMPARE(desk.window.actions().placeOf(*measure), QStringLiteral("Bytes"));
    }

    void thePictureOfEachPanelBearsItsName() {
        Desk desk;
        desk.openPalette(QStringLiteral("Save as a PNG"));
        const QStringList offered = desk.palette()->texts();
        QVERIFY2(offered.contains(QStringLiteral("Bytes: Save as a PNG picture…")), qPrintable(offered.join(QLatin1Char('|'))));
        QVERIFY(offered.contains(QStringLiteral("Segments: Save as a PNG picture…")));
        QVERIFY2(offered.filter(QStringLiteral("Difference:")).isEmpty(), "a panel that is closed has no picture");
        desk.key(Qt::Key_Escape);
        QAction* record = desk.action("window.record");
        QCOMPARE(desk.window.actions().placeOf(*record), groupTitle(ActionGroup::file));
    }

    void keysThatTextFieldsNeedAreTheirs() {
        for (const QKeyCombination key :
             {QKeyCombination(Qt::Key_X), QKeyCombination(Qt::Key_Space), Qt::SHIFT | Qt::Key_Left,
              Qt::CTRL | Qt::Key_Right, QKeyCombination(Qt::Key_Home), QKeyCombination(Qt::Key_Period)})
            QVERIFY2(!Actions::actsInText(key), qPrintable(QKeySequence(key).toString()));
        for (const QKeyCombination key :
             {QKeyCombination(Qt::Key_F1), QKeyCombination(Qt::Key_PageDown), Qt::CTRL | Qt::Key_K,
              QKeyCombination(Qt::Key_Escape), Qt::SHIFT | Qt::Key_F10})
            QVERIFY2(Actions::actsInText(key), qPrintable(QKeySequence(key).toString()));
    }

    void theSheetOfKeysHoldsEverything_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("scale");
        QTest::newRow("usual") << QSize(1600, 1000) << 1.0;
        QTest::newRow("small") << QSize(1280, 800) << 1.0;
        QTest::newRow("150 %") << QSize(1920, 1200) << 1.5;
        QTest::newRow("the smallest") << QSize(960, 640) << 1.0;
        QTest::newRow("the smallest, at 150 %") << QSize(1440, 960) << 1.5;
    }
    void theSheetOfKeysHoldsEverything() {
        QFETCH(QSize, size);
        QFETCH(double, scale);
        Desk desk;
        desk.look.setScale(scale);
        desk.window.resize(size);
        QTest::qWait(0);
        desk.key(Qt::Key_F1);
        auto* sheet = desk.find<HelpSheet>("helpSheet");
        for (int page = 0; page < sheet->pageCount(); ++page) {
            const QImage before = sheet->grab().toImage();
            QVERIFY(sheet->everythingFitted());
            desk.key(Qt::Key_Right);
            QCOMPARE(sheet->grab().toImage() != before, sheet->pageCount() > 1);
        }
        desk.key(Qt::Key_F1);
        QVERIFY(!sheet->isVisible());
    }

    /// What the window promises to answer to: each key reaches its action from anywhere, and the sheet tells of it.
    void everyKeyIsThereAndTold_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("id");
        const auto row = [](const char* key, const char* id) { QTest::newRow(key) << QString::fromLatin1(key) << QString::fromLatin1(id); };
        row("Right", "step.forward"), row("Left", "step.back"), row("PgDown", "step.forward"), row("PgUp", "step.back");
        row("F10", "step.forward"), row("Shift+F10", "step.back"), row("Shift+Right", "operation.forward");
        row("Shift+Left", "operation.back"), row("Ctrl+Right", "fact.forward"), row("Ctrl+Left", "fact.back");
        row("Space", "play.toggle"), row("F5", "play.toggle"), row("Home", "go.begin"), row("End", "go.live"), row("Z", "peek");
        row("B", "view.blank"), row(".", "view.blank"), row("/", "key.find"), row("X", "power.cut"), row("Ctrl+K", "palette");
        row("Esc", "point.clear"), row("F1", "help.keys"), row("F9", "menu.open"), row("F11", "view.fullScreen");
        row("Ctrl+Shift+P", "view.projector"), row("Ctrl+S", "file.saveSession"), row("Ctrl+O", "file.openDirectory");
        row("Ctrl+Shift+R", "window.record"), row("Ctrl+5", "layout.learn");
        row("Ctrl+F", "bytes/bytes.find"), row("F3", "bytes/bytes.findNext"), row("Ctrl+G", "bytes/bytes.goTo");
        row("[", "timeline/player.slower"), row("]", "timeline/player.faster"), row("L", "timeline/timeline.lanes");
        row("F", ""), row("M", ""), row("0", ""), row("+", ""), row("-", "");
    }
    void everyKeyIsThereAndTold() {
        QFETCH(QString, key);
        QFETCH(QString, id);
        Desk desk;
        const QAction* action = desk.window.actions().forKey(QKeySequence(key, QKeySequence::PortableText));
        QVERIFY(action);
        if (!id.isEmpty()) QCOMPARE(desk.window.actions().idOf(*action), id);
        desk.key(Qt::Key_F1);
        const QString told = Actions::keysText(*action);
        QVERIFY(told.contains(Actions::keyText(QKeySequence(key, QKeySequence::PortableText))));
        const QStringList lines = desk.find<HelpSheet>("helpSheet")->accessibleDescription().split(QLatin1Char('\n'));
        const QString line = told + QStringLiteral(": ") + QString(action->text()).remove(QLatin1Char('&'));
        QVERIFY2(lines.contains(line) || lines.contains(QStringLiteral("hold ") + line), qPrintable(line));
    }

    // ---- the palette -----------------------------------------------------------------------------------------------

    void lettersFindWhatTheyBegin() {
        QVERIFY(!fuzzyScore(QStringLiteral("xyz"), QStringLiteral("Compaction")));
        QVERIFY(!fuzzyScore(QStringLiteral("noitcap"), QStringLiteral("Compaction")));  // the order counts
        QVERIFY(*fuzzyScore(QStringLiteral("cp"), QStringLiteral("Cut the power…")) >
                *fuzzyScore(QStringLiteral("cp"), QStringLiteral("Compaction")));
        QVERIFY(*fuzzyScore(QStringLiteral("full"), QStringLiteral("Full screen")) >
                *fuzzyScore(QStringLiteral("full"), QStringLiteral("fill, use as usual log")));
        QVERIFY2(*fuzzyScore(QStringLiteral("plots"), QStringLiteral("Plots ✓")) >
                     *fuzzyScore(QStringLiteral("plots"), QStringLiteral("Plot sizes")),
                 "a whole word, with its mark behind it");
        QVERIFY(fuzzyScore(QStringLiteral("opcao"), QStringLiteral("Opção")));
        QCOMPARE(fuzzyScore({}, QStringLiteral("anything")), std::optional(0));
    }

    void thePaletteFindsAndActs() {
        Desk desk;
        desk.openPalette(QStringLiteral("compaction"));
        QCOMPARE(desk.palette()->texts().first(), QStringLiteral("Compaction"));
        desk.key(Qt::Key_Return);
        QVERIFY(!desk.palette()->isVisible());
        QVERIFY(desk.find("ribbonsPanel")->isVisible());
        desk.openPalette(QStringLiteral("record"));
        QCOMPARE(desk.palette()->texts().first(), QStringLiteral("Record"));  // a panel
        desk.key(Qt::Key_Return);
        QVERIFY(desk.find("recordPanel")->isVisible());
    }

    void thePaletteIsLeftAsItWasEntered() {
        Desk desk;
        auto* field = desk.find<QLineEdit>("key");
        field->setFocus();
        desk.key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(desk.palette()->field()->hasFocus());
        QTest::keyClicks(desk.palette()->field(), QStringLiteral("z x"));  // letters are only typed
        QVERIFY(!desk.find("cutPanel")->isVisible() && !desk.bridge.cursor().peeking());
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.palette()->isVisible());
        QVERIFY(field->hasFocus());
        desk.find("search")->setFocus();
        QTest::mouseClick(desk.find("search"), Qt::LeftButton);
        QVERIFY(desk.palette()->isVisible());
    }

    void thePaletteSaysWhyNot() {
        Desk desk;
        QVERIFY(desk.run(QStringLiteral("put a 1")));
        QVERIFY(desk.run(QStringLiteral("put b 2")));
        desk.openPalette(QStringLiteral("leave the lesson"));
        const QModelIndex first = desk.palette()->list()->model()->index(0, 0);
        QVERIFY2(first.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("No lesson is open")),
                 qPrintable(first.data(Qt::AccessibleTextRole).toString()));
        desk.key(Qt::Key_Return);
        QVERIFY(desk.palette()->isVisible());  // nothing happened
    }

    void aConsoleCommandIsTypedForOne() {
        Desk desk;
        desk.openPalette(QStringLiteral("fill N keys"));
        desk.key(Qt::Key_Return);
        auto* input = desk.find<ConsoleInput>("consoleInput");
        QCOMPARE(input->text(), QStringLiteral("fill "));
        QVERIFY(input->hasFocus());
        QCOMPARE(desk.finished.count(), 0);
    }

    // ---- files -----------------------------------------------------------------------------------------------------

    void aPathIsOpenedByWhatItIs() {
        Settings settings;
        Desk desk(&settings);
        const QString script = file("two.script", "put a 1\nput b 2\n"), database = folder("db");
        desk.window.openPath(script);
        QVERIFY(desk.settle(2));
        desk.window.openPath(database);
        QVERIFY(desk.settle(4));
        QVERIFY(desk.finished.last().at(1).value<CommandResult>().ok);
        QVERIFY(desk.bridge.state().place.contains(database));
        QVERIFY(desk.run(QStringLiteral("put c 3")));
        QVERIFY(!QDir(database).isEmpty());
        QCOMPARE(settings.recentPaths(), (QStringList{database, script}));
        QCOMPARE(desk.notice(), QString());
    }

    void whatCannotBeOpenedSaysWhy_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << path("nowhere") << QStringLiteral("is not there");
        QTest::newRow("a program") << file("program", QByteArray("\x7f"
                                                                 "ELF\0\1",
                                                                 6))
                                   << QStringLiteral("is no text");
        QTest::newRow("a mistake") << file("wrong.script", "put a \x01 2\n") << QStringLiteral("0x01");
    }
    void whatCannotBeOpenedSaysWhy() {
        QFETCH(QString, path);
        QFETCH(QString, says);
        Settings settings;
        Desk desk(&settings);
        desk.window.openPath(path);
        QVERIFY2(desk.notice().contains(says), qPrintable(desk.notice()));
        QVERIFY(settings.recentPaths().isEmpty());
        QCOMPARE(desk.finished.count(), 0);
        QTest::mouseClick(desk.find("noticeDismiss"), Qt::LeftButton);
        QCOMPARE(desk.notice(), QString());
    }

    void whatIsDroppedIsOpened() {
        Desk desk;
        auto* target = desk.find<DropTarget>("dropTarget");
        const auto drag = [&](const QString& dropped) {
            QMimeData data;
            data.setUrls({QUrl::fromLocalFile(dropped)});
            QDragEnterEvent enter(QPoint(800, 500), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&desk.window, &enter);
            QVERIFY(target->isVisible());
            const QString hint = target->text();
            QDropEvent drop(QPointF(800, 500), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&desk.window, &drop);
            QVERIFY(!target->isVisible());
            QVERIFY2(hint.contains(QFileInfo(dropped).fileName()), qPrintable(hint));
        };
        drag(file("dropped.script", "put d 4\n"));
        QVERIFY(desk.settle(1));
        QCOMPARE(desk.finished.last().at(0).toString(), QStringLiteral("put d 4"));
        drag(file("picture.png", QByteArray("\x89PNG\0\0", 6)));
        QVERIFY2(desk.notice().contains(QStringLiteral("is no text")), qPrintable(desk.notice()));
        QMimeData two;
        two.setUrls({QUrl::fromLocalFile(path("a")), QUrl::fromLocalFile(path("b"))});
        QVERIFY(!droppedPath(two));
    }

    void recentFilesAreTheNewestTen() {
        Settings settings;
        RecentFiles recent(settings);
        for (int i = 0; i < 12; ++i) recent.add(path("gone") + QString::number(i));
        recent.add(folder("there"));
        recent.add(path("gone11"));
        const auto list = recent.list();
        QCOMPARE(list.size(), RecentFiles::kMost);
        QCOMPARE(list[0].title, QStringLiteral("gone11"));
        QVERIFY(list[0].whyNot.contains(QStringLiteral("not there")));
        QCOMPARE(list[1].path, path("there"));
        QCOMPARE(list[1].whyNot, QString());
        recent.clear();
        QVERIFY(recent.list().isEmpty());
    }

    void theMenuListsWhatWasOpen() {
        Settings settings;
        Desk desk(&settings);
        desk.window.recentFiles().add(path("vanished"));
        desk.window.recentFiles().add(folder("kept"));
        auto* menu = desk.find<QMenu>("mainMenu");
        Q_EMIT menu->aboutToShow();
        auto* recent = menu->findChild<QMenu*>(QStringLiteral("menuRecent"));
        QVERIFY(recent && recent->actions().size() >= 2);
        QVERIFY(recent->actions()[0]->isEnabled() && !recent->actions()[1]->isEnabled());
        QVERIFY(recent->actions()[1]->toolTip().contains(QStringLiteral("not there")));
        auto* panels = menu->findChild<QMenu*>(QStringLiteral("menuPanels"));
        QCOMPARE(panels->actions().size(), static_cast<qsizetype>(panelRegistry().size()));
    }

    void aDirectoryThatDisappearsIsToldOf() {
        Desk desk;
        const QString database = folder("doomed");
        desk.window.openPath(database);
        QVERIFY(desk.settle(2));
        QVERIFY(desk.run(QStringLiteral("put a 1")));
        QVERIFY(QDir(database).removeRecursively());
        QTRY_VERIFY2(desk.notice().contains(database), qPrintable(desk.notice()));
        QVERIFY(desk.notice().contains(QStringLiteral("Ctrl+O")));
        QVERIFY(desk.window.isVisible());
        desk.bridge.run(QStringLiteral("get a"));  // whatever it answers, the window stays
        QVERIFY(desk.settle(4));
        const int answers = static_cast<int>(desk.finished.count());
        desk.window.openPath(folder("another"));
        QVERIFY(desk.settle(answers + 3));  // what could not be closed as it should be is told of, then the other opens
        QVERIFY(desk.run(QStringLiteral("put a 1")));
        QVERIFY(desk.finished.last().at(1).value<CommandResult>().ok);
        QVERIFY(QFile::exists(path("another/0000000001.log")));
        QVERIFY(!desk.window.grab().isNull());
    }

    // ---- settings --------------------------------------------------------------------------------------------------

    void settingsAreKept() {
        const QString kept = path("settings/vitrine.ini");
        {
            Settings settings(kept);
            Desk desk(&settings);
            desk.action("theme.highContrast")->trigger();
            desk.key(Qt::Key_Plus, Qt::ControlModifier);
            desk.action("view.animations")->trigger();
            QCOMPARE(desk.look.theme().kind, ThemeKind::highContrast);
            QCOMPARE(desk.look.scale(), 1.1);
            QVERIFY(!desk.look.animated());
        }
        Settings settings(kept);
        Look look;
        settings.applyTo(look, ThemeKind::light);
        QCOMPARE(look.theme().kind, ThemeKind::highContrast);
        QCOMPARE(look.scale(), 1.1);
        QVERIFY(!look.animated());
        QCOMPARE(settings.takeComplaint(), QString());
    }

    void nonsenseInTheSettingsIsTheUsual() {
        const QString kept = file("nonsense.ini",
                                  "[view]\ntheme=mauve\nscale=nan\n[play]\nstepsPerSecond=many\n"
                                  "[history]\nlimitMiB=-7\n[layouts]\nBytes=@ByteArray(abc)\n");
        Settings settings(kept);
        QCOMPARE(settings.theme(), ThemeChoice::system);
        QCOMPARE(settings.scale(), 1.0);
        QCOMPARE(settings.stepsPerSecond(), vitrine::ui::Cursor::kUsual);
        QCOMPARE(settings.historyMiB(), Settings::kLeastMiB);
        Desk desk(&settings);
        QVERIFY(desk.find("bytesPanel")->isVisible());
    }

    void settingsThatCannotBeKeptCostOneSentence() {
        const QString folderInstead = folder("settings-is-a-directory");
        Settings settings(folderInstead);
        Desk desk(&settings);
        desk.action("theme.dark")->trigger();
        QVERIFY(desk.look.theme().dark);
        QVERIFY2(desk.notice().contains(folderInstead), qPrintable(desk.notice()));
        QTest::mouseClick(desk.find("noticeDismiss"), Qt::LeftButton);
        desk.action("theme.light")->trigger();
        QCOMPARE(desk.notice(), QString());  // once is enough
    }

    void theSettingsActAtOnce() {
        Settings settings;
        Desk desk(&settings);
        desk.key(Qt::Key_Comma, Qt::ControlModifier);
        auto* dialog = desk.find<SettingsDialog>("settingsDialog");
        QVERIFY(dialog->isVisible() && !dialog->isModal());
        dialog->findChild<QSpinBox*>(QStringLiteral("settingScale"))->setValue(150);
        QCOMPARE(desk.look.scale(), 1.5);
        dialog->findChild<QDoubleSpinBox*>(QStringLiteral("settingSpeed"))->setValue(20);
        QCOMPARE(desk.bridge.cursor().speed(), 20.0);
        desk.action("view.scaleReset")->trigger();
        QCOMPARE(dialog->findChild<QSpinBox*>(QStringLiteral("settingScale"))->value(), 100);
        dialog->close();
    }

    void theLanguageIsChosenForTheNextStart() {
        const QString kept = path("language/vitrine.ini");
        {
            Settings settings(kept);
            Desk desk(&settings);
            desk.key(Qt::Key_Comma, Qt::ControlModifier);
            auto* dialog = desk.find<SettingsDialog>("settingsDialog");
            auto* box = dialog->findChild<QComboBox*>(QStringLiteral("settingLanguage"));
            auto* note = dialog->findChild<QLabel*>(QStringLiteral("settingLanguageNote"));
            QCOMPARE(box->currentIndex(), 0);  // as the system
            QCOMPARE(box->count(), static_cast<int>(languages().size()) + 1);
            QVERIFY(note->isHidden());
            const int other = box->findData(QStringLiteral("pt_BR"));
            QVERIFY(other > 0);
            box->setFocus();
            for (int i = 0; i < other; ++i) QTest::keyClick(box, Qt::Key_Down);
            QCOMPARE(settings.language(), QStringLiteral("pt_BR"));
            QVERIFY(note->isVisible() && note->text().contains(QStringLiteral("next start")));
            QCOMPARE(desk.find<QPushButton>("put")->text(), QStringLiteral("Put"));  // not before
        }
        QCOMPARE(Settings(kept).language(), QStringLiteral("pt_BR"));
        QCOMPARE(Settings(file("klingon.ini", "[view]\nlanguage=tlh\n")).language(), QString());
    }

    // ---- scale and themes ------------------------------------------------------------------------------------------

    void theScaleHasAnEnd() {
        Desk desk;
        for (int i = 0; i < 20; ++i) desk.key(Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(desk.look.scale(), Settings::kMostScale);
        QVERIFY(Actions::whyNot(*desk.action("view.scaleUp")).contains(QStringLiteral("250")));
        desk.key(Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(desk.look.scale(), 1.0);
        QVERIFY(!desk.action("view.scaleDown")->isEnabled());
    }

    void aStartsOwnScaleStaysWhenOtherThingsAreRemembered() {
        Settings settings;
        Desk desk(&settings);
        desk.look.setScale(1.5);
        desk.window.recentFiles().add(folder("db2"));
        QCOMPARE(desk.look.scale(), 1.5);
    }

    void theSystemsThemeIsJudgedByItsColours() {
        QPalette palette;
        palette.setColor(QPalette::Window, QColor(0x202326));
        palette.setColor(QPalette::WindowText, QColor(0xFCFCFC));
        QCOMPARE(themeKindOf(palette), ThemeKind::dark);
        palette.setColor(QPalette::Window, QColor(0xEFEFEF));
        palette.setColor(QPalette::WindowText, Qt::black);
        QCOMPARE(themeKindOf(palette), ThemeKind::light);
        palette.setColor(QPalette::Window, Qt::white);
        QCOMPARE(themeKindOf(palette), ThemeKind::highContrast);
    }

    void aHookWithoutAPartSaysSo() {
        Desk desk;
        QVERIFY(!desk.action("view.projector")->isEnabled());
        int wanted = 0;
        connect(&desk.window, &MainWindow::projectorWanted, this, [&] { ++wanted; });
        QVERIFY(desk.action("view.projector")->isEnabled());
        desk.key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(wanted, 1);
    }
};

QTEST_MAIN(TestShell)
#include "test_shell.moc"
