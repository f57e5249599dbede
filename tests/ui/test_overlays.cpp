// What lies over the window: the gallery, the projector's screen, and saved sessions; with real keys and clicks.
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/desk.h"
#include "ui/panels/console_panel.h"
#include "ui/shell/overlays.h"
#include "ui/shell/startup.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

struct Desk : test::Desk {
    Overlays overlays{look, bridge, window};

    explicit Desk(Settings* settings = nullptr) : test::Desk(settings) { window.startEmpty(); }
    bool galleryShown() { return overlays.gallery() && overlays.gallery()->isVisible(); }
    bool projectorShown() { return overlays.projector() && overlays.projector()->isVisible(); }
    bool readyForTheFirstPut() {
        return find<QLineEdit>("key")->text() == QLatin1String("user:1") &&
               find<QLineEdit>("value")->text() == QLatin1String("Ada") && find("put")->hasFocus();
    }
    QStringList commands() {
        const Timeline& timeline = bridge.cursor().timeline();
        QStringList all;
        for (std::size_t i = timeline.firstOperation(); i < timeline.operationCount(); ++i)
            all << QString::fromStdString(timeline.commandOf(i)) + QLatin1String(" = ") + QString::fromStdString(timeline.resultOf(i));
        return all;
    }
    /// Every fact of the history, as its parts.
    QList<QList<quint64>> facts() {
        const Timeline& timeline = bridge.cursor().timeline();
        QList<QList<quint64>> all;
        for (FactId id = timeline.begin(); id < timeline.end(); ++id) {
            const FactView view = timeline.at(id);
            all << QList<quint64>{static_cast<quint64>(view.fact.kind), view.fact.subject, view.fact.x, view.fact.y};
        }
        return all;
    }
    void saveAs(const QString& path) {
        QSignalSpy saved(&bridge, &Bridge::capsuleSaved);
        key(Qt::Key_S, Qt::ControlModifier);
        auto* dialog = find<QFileDialog>("saveDialog");
        dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(path);
        QTest::keyClick(dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit")), Qt::Key_Return);
        QTRY_COMPARE(saved.count(), 1);
        QCOMPARE(saved.first().at(1).toString(), QString());
    }
    void drop(const QString& path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(800, 500), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &enter);
        QDropEvent dropped(QPointF(800, 500), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &dropped);
    }
};

}  // namespace

class TestOverlays : public QObject {
    Q_OBJECT
    QTemporaryDir directory_;

    QString path(const char* name) const { return directory_.filePath(QString::fromLatin1(name)); }
    QString file(const char* name, const QByteArray& contents) const {
        QFile made(path(name));
        if (!made.open(QIODevice::WriteOnly) || made.write(contents) != contents.size()) qFatal("no file");
        return made.fileName();
    }

  private Q_SLOTS:
    // ---- the gallery ---------------------------------------------------------------------------------------------------

    void theEmptyPlaygroundWaitsForTheFirstPut_data() {
        QTest::addColumn<bool>("escape");
        QTest::newRow("its button") << false;
        QTest::newRow("Esc") << true;
    }
    void theEmptyPlaygroundWaitsForTheFirstPut() {
        QFETCH(bool, escape);
        Desk desk;
        desk.overlays.showGallery();
        QVERIFY(desk.galleryShown());
        QVERIFY(desk.overlays.gallery()->view()->hasFocus());
        escape ? desk.key(Qt::Key_Escape) : QTest::mouseClick(desk.find("galleryPlayground"), Qt::LeftButton);
        QVERIFY(!desk.galleryShown());
        QVERIFY(desk.readyForTheFirstPut());
        QCOMPARE(desk.finished.count(), 0);
        desk.key(Qt::Key_Space);
        QVERIFY(desk.settle());
        QVERIFY(desk.commands().last().startsWith(QLatin1String("put user:1 Ada = ")));
    }

    void closingItAmidASessionLeavesEverythingAsItWas() {
        Desk desk;
        QVERIFY(desk.run({QStringLiteral("put a 1")}));
        auto* key = desk.find<QLineEdit>("key");
        key->setText(QStringLiteral("mine"));
        key->setFocus();
        desk.window.actions().find(QStringLiteral("file.start"))->trigger();  // a click would take the focus out of the field
        QVERIFY(desk.galleryShown());
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.galleryShown());
        QCOMPARE(key->text(), QStringLiteral("mine"));
        QVERIFY(key->hasFocus());
        QVERIFY(desk.commands().last().startsWith(QLatin1String("put a 1")));
    }

    void aLineThatIsSentBelowItClosesItAndStays() {
        Desk desk;
        desk.overlays.showGallery();
        auto* key = desk.find<QLineEdit>("key");
        key->setFocus();
        key->selectAll();
        QTest::keyClicks(key, QStringLiteral("zoe"));
        desk.key(Qt::Key_Return);
        QVERIFY(!desk.galleryShown());
        QCOMPARE(key->text(), QStringLiteral("zoe"));
        QVERIFY(desk.settle());
        QCOMPARE(desk.finished.last().at(0).toString(), QStringLiteral("put zoe Ada"));
    }

    void thePlaygroundIsEmptyAfterASessionToo() {
        Desk desk;
        QVERIFY(desk.run({QStringLiteral("put a 1"), QStringLiteral("put b 2")}));
        desk.overlays.showGallery();
        QTest::mouseClick(desk.find("galleryPlayground"), Qt::LeftButton);
        QVERIFY(desk.settle());
        QVERIFY(desk.readyForTheFirstPut());
        QVERIFY(desk.run({QStringLiteral("get a")}));
        QVERIFY(!desk.finished.last().at(1).value<CommandResult>().ok);
    }

    void theKeysSheetAndTheBlankScreenGoBeforeIt() {
        Desk desk;
        desk.overlays.showGallery();
        desk.key(Qt::Key_F1);
        QVERIFY(desk.find("helpSheet")->isVisible());
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.find("helpSheet")->isVisible());
        QVERIFY(desk.galleryShown());
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.galleryShown());
        QVERIFY(desk.run({QStringLiteral("put a 1")}));
        desk.key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        desk.key(Qt::Key_B);
        QVERIFY(desk.find("blankScreen")->isVisible());
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.find("blankScreen")->isVisible());
        QVERIFY(desk.projectorShown());
    }

    void aLessonStartsWhereItsWalkBegins() {
        Settings settings(path("seen.ini"));
        settings.setAsksInLessons(false);
        {
            Desk desk(&settings);
            desk.overlays.showGallery();
            for (int i = 0; i < 3; ++i) desk.key(Qt::Key_Right);
            QCOMPARE(desk.overlays.gallery()->view()->marked()->id, QStringLiteral("04-overwrite"));
            desk.key(Qt::Key_Return);
            QVERIFY(!desk.galleryShown());
            QVERIFY(desk.settle());
            QTRY_COMPARE(settings.store()->value(QStringLiteral("lessons/seen")).toStringList(), QStringList{QStringLiteral("04-overwrite")});
            desk.bridge.cursor().publishNow();
            QCOMPARE(desk.window.docks()->shownLayout(), Layout::bytes);
            const ui::Cursor& cursor = desk.bridge.cursor();
            const auto operation = cursor.timeline().operationAt(cursor.position());
            QVERIFY(operation);
            QCOMPARE(QString::fromStdString(cursor.timeline().commandOf(*operation)), QStringLiteral("put user:1 \"Ada Lovelace\""));
            const auto before = cursor.position();
            desk.key(Qt::Key_Right);  // into no field
            QVERIFY(cursor.position() > before);
            // The projector tells its story, until something else begins.
            desk.key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
            QCOMPARE(desk.overlays.projector()->accessibleName(), QStringLiteral("Overwrite"));
            desk.key(Qt::Key_Escape);
            QVERIFY(desk.run({QStringLiteral("use log"), QStringLiteral("put other 1")}));
            desk.key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
            QVERIFY2(desk.overlays.projector()->accessibleName().contains(QStringLiteral("other")),
                     qPrintable(desk.overlays.projector()->accessibleName()));
        }
        Desk again(&settings);
        again.overlays.showGallery();
        bool told = false;
        for (const QLabel* label : again.overlays.gallery()->findChildren<QLabel*>())
            told = told || label->text().contains(QStringLiteral("1 seen"));
        QVERIFY(told);
    }

    void aLessonIsSeenInTheLayoutThatItNames() {
        Desk desk;
        for (const auto& [id, layout] : {std::pair("08-sync", Layout::learn), std::pair("s02-torn-tail", Layout::recovery)}) {
            desk.overlays.showGallery();
            desk.overlays.gallery()->view()->mark(QLatin1String(id));
            desk.key(Qt::Key_Return);
            QVERIFY(desk.settle());
            QCOMPARE(desk.window.docks()->shownLayout(), layout);
        }
    }

    void whatIsWrongCanBeReadBesideIt() {
        Desk desk;
        desk.overlays.showGallery();
        desk.window.openPath(path("nowhere"));
        QVERIFY(!desk.notice().isEmpty());
        QTRY_VERIFY(desk.overlays.gallery()->y() >= desk.window.notice()->geometry().bottom());
        QCOMPARE(desk.overlays.gallery()->geometry().bottom(), desk.window.height() - 1);
        QTest::mouseClick(desk.find("noticeDismiss"), Qt::LeftButton);
        QTRY_COMPARE(desk.overlays.gallery()->y(), desk.window.bar()->height());
        desk.look.setScale(1.2);
        QTRY_COMPARE(desk.overlays.gallery()->y(), desk.window.bar()->height());
    }

    void itIsTheFirstScreenOfAStartThatAsksForNothing() {
        const auto asksForNothing = [](const QStringList& arguments) {
            QCommandLineParser parser;
            describeOptions(parser);
            if (!parser.parse(withOptionalValues(QStringList{QStringLiteral("vitrine")} + arguments))) qFatal("no such option");
            const auto options = readOptions(parser);
            if (!options) qFatal("%s", options.error().message.c_str());
            return options->asksForNothing();
        };
        QVERIFY(asksForNothing({}));
        QVERIFY(asksForNothing({QStringLiteral("--theme=dark"), QStringLiteral("--size=1280x800")}));
        const QString script = file("start.script", "put a 1\n");
        for (const QString& asked : {directory_.path(), QStringLiteral("--script=") + script, QStringLiteral("--layout=learn"),
                                     QStringLiteral("--screenshot=out.png"), QStringLiteral("--projector"), QStringLiteral("--projector=a")})
            QVERIFY2(!asksForNothing({asked}), qPrintable(asked));
    }

    // ---- the projector -------------------------------------------------------------------------------------------------

    void theProjectorComesAndGoes() {
        Desk desk;
        QVERIFY(desk.run({QStringLiteral("put user:1 Ada"), QStringLiteral("sync"), QStringLiteral("put user:1 Augusta")}));
        desk.window.docks()->panel("record")->parentWidget()->hide();  // not as it was made
        auto* input = desk.find<ConsoleInput>("consoleInput");
        input->setFocus();
        QTest::qWait(0);
        const QByteArray before = desk.window.docks()->saveState();
        const double scale = desk.look.scale();
        desk.key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(desk.projectorShown());
        QCOMPARE(desk.overlays.projector()->geometry(), desk.window.rect());
        const auto newest = desk.bridge.cursor().position();
        desk.key(Qt::Key_Left);
        QVERIFY(desk.bridge.cursor().position() < newest);
        desk.key(Qt::Key_Right);
        QCOMPARE(desk.bridge.cursor().position(), newest);
        const double own = desk.overlays.projector()->scale();
        desk.key(Qt::Key_Plus, Qt::ControlModifier);
        QVERIFY(desk.overlays.projector()->scale() > own);
        QCOMPARE(desk.look.scale(), scale);
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.projectorShown());
        QVERIFY(input->hasFocus());
        QTest::qWait(0);
        QCOMPARE(desk.window.docks()->saveState(), before);
        desk.key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        desk.window.resize(1500, 950);
        QTRY_COMPARE(desk.overlays.projector()->geometry(), desk.window.rect());
    }

    void theBarsButtonsOpenBoth() {
        Desk desk;
        QVERIFY(desk.find("lessons")->isVisible() && desk.find("projector")->isVisible());
        QTest::mouseClick(desk.find("lessons"), Qt::LeftButton);
        QVERIFY(desk.galleryShown());
        QTest::mouseClick(desk.find("projector"), Qt::LeftButton);
        QVERIFY(desk.projectorShown() && !desk.galleryShown());
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.projectorShown());
    }

    void withoutOverlaysTheBarOffersNone() {
        Look look;
        Bridge bridge;
        MainWindow window(look, bridge);
        window.show();
        for (const char* name : {"lessons", "projector"})
            QVERIFY(window.findChild<QWidget*>(QLatin1String(name))->isHidden());
    }

    // ---- saved sessions ------------------------------------------------------------------------------------------------

    void aSavedSessionIsTheSameInAnotherWindow() {
        const QString saved = path("one.vitrine");
        Settings settings;
        QStringList commands;
        QList<QList<quint64>> facts;
        {
            Desk desk(&settings);
            QVERIFY(desk.run({QStringLiteral("use log segment=256"), QStringLiteral("put user:1 Ada"), QStringLiteral("sync"),
                              QStringLiteral("put user:1 Augusta"), QStringLiteral("del user:1")}));
            commands = desk.commands(), facts = desk.facts();
            desk.saveAs(saved);
            QCOMPARE(desk.notice(), QString());  // good news is no notice
            QVERIFY(desk.window.exports()->note()->text().contains(saved));
            QCOMPARE(settings.recentPaths(), QStringList{saved});
        }
        QVERIFY(facts.size() > 20);
        Desk other;
        other.overlays.showGallery();
        QSignalSpy opened(&other.bridge, &Bridge::capsuleOpened);
        other.drop(saved);
        QTRY_COMPARE(opened.count(), 1);
        QVERIFY(other.settle());
        QVERIFY(!other.galleryShown());
        QCOMPARE(other.commands(), commands);
        QCOMPARE(other.facts(), facts);
        QCOMPARE(other.notice(), QString());
    }

    void aDamagedSessionIsOneSentenceAndTheOpenOneStays() {
        const QString saved = path("two.vitrine");
        Settings settings;
        Desk desk(&settings);
        QVERIFY(desk.run({QStringLiteral("put a 1"), QStringLiteral("put b 2")}));
        desk.saveAs(saved);
        QFile whole(saved);
        QVERIFY(whole.open(QIODevice::ReadOnly));
        QByteArray bytes = whole.readAll();
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x10);
        const QString damaged = file("damaged.vitrine", bytes);
        const QStringList before = desk.commands();
        desk.overlays.showGallery();
        desk.window.openPath(damaged);
        QTRY_VERIFY(!desk.notice().isEmpty());
        QVERIFY2(desk.notice().endsWith(QLatin1Char('.')) && desk.notice().contains(QStringLiteral("damaged.vitrine")), qPrintable(desk.notice()));
        QVERIFY(desk.settle());
        QCOMPARE(desk.commands(), before);
        QVERIFY(desk.run({QStringLiteral("get b")}));
        QVERIFY(desk.finished.last().at(1).value<CommandResult>().ok);
        QCOMPARE(settings.recentPaths(), QStringList{saved});  // what could not be opened is not listed
        // The next that can be opened takes the sentence away.
        QSignalSpy opened(&desk.bridge, &Bridge::capsuleOpened);
        desk.window.openPath(saved);
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(desk.notice(), QString());
    }

    void scriptsAndDirectoriesAreDropped() {
        Desk desk;
        desk.overlays.showGallery();
        desk.drop(file("dropped.script", "put d 4\n"));
        QVERIFY(desk.settle());
        QVERIFY(!desk.galleryShown());
        QCOMPARE(desk.finished.last().at(0).toString(), QStringLiteral("put d 4"));
        const QString database = path("db");
        QVERIFY(QDir().mkpath(database));
        desk.overlays.showGallery();
        desk.drop(database);
        QVERIFY(desk.settle());
        QVERIFY(!desk.galleryShown());
        QVERIFY2(desk.bridge.state().place.contains(database), qPrintable(desk.bridge.state().place));
        QVERIFY(desk.run({QStringLiteral("put e 5")}));
        QVERIFY(QFile::exists(database + QStringLiteral("/0000000001.log")));
    }
};

QTEST_MAIN(TestOverlays)
#include "test_overlays.moc"
