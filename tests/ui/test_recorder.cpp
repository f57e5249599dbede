// Recordings of a run and pictures from the window: one frame a step, the same each time, and the window is left as it was.
#include <QAction>
#include <QContextMenuEvent>
#include <QClipboard>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/gif_reader.h"
#include "ui/export/picture.h"
#include "ui/shell/main_window.h"
#include "ui/shell/recorder.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

struct Window {
    Window() {
        window.resize(1200, 800);
        window.show();
        for (const char* line : {"use log segment=256", "put user:1 Ada", "put user:2 Grace", "put user:1 \"Ada Lovelace\"", "sync", "get user:1"})
            bridge.run(QLatin1String(line));
        if (!QTest::qWaitFor([this] { return bridge.engine().idle(); }, 60'000)) qFatal("the engine hangs");
    }
    Recording recording(const QString& path) {
        const Timeline& timeline = bridge.cursor().timeline();
        Recording made;
        made.path = path;
        made.firstStep = *firstStepOf(timeline, {2, 0});
        made.lastStep = *lastStepOf(timeline, {4, 0});
        made.scale = 0.25;
        return made;
    }
    QWidget* card(const char* name) { return window.findChild<QWidget*>(QLatin1String(name)); }
    ExportActions& exports() { return *window.exports(); }
    bool recorded() {
        return QTest::qWaitFor([this] { return !exports().recording(); }, 60'000);
    }
    Look look;
    Bridge bridge;
    MainWindow window{look, bridge};
};

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TestRecorder : public QObject {
    Q_OBJECT
    QTemporaryDir directory_;
    QString at(const char* name) const { return directory_.filePath(QString::fromLatin1(name)); }

  private Q_SLOTS:
    void oneFrameAStepAndTheCursorIsPutBack() {
        Window w;
        const Recording recording = w.recording(at("a.gif"));
        for (int i = 0; i < 4; ++i) w.bridge.cursor().stepBack();
        const FactId here = w.bridge.cursor().position();
        w.exports().record(w.window, recording);
        QVERIFY(w.exports().recording());
        QVERIFY(w.recorded());
        QVERIFY2(w.exports().note()->text().contains(at("a.gif")), qPrintable(w.exports().note()->text()));
        QVERIFY(!w.exports().note()->complains());
        QCOMPARE(w.bridge.cursor().position(), here);
        QVERIFY(!w.bridge.cursor().live());
        const auto read = test::readGif(at("a.gif"));
        QVERIFY(read);
        QCOMPARE(read->frames.size(), recording.frames());
        QCOMPARE(read->frames[0].shown.size(), QSize(300, 200));
        QCOMPARE(read->frames[0].hundredths, 50);  // two steps a second
        QCOMPARE(read->frames.back().hundredths, 200);
        for (std::size_t i = 1; i < read->frames.size(); ++i) QVERIFY(read->frames[i].shown != read->frames[i - 1].shown);
        // The same run gives the same file, from wherever the window stood.
        w.bridge.cursor().goLive();
        Recording again = recording;
        again.path = at("b.gif");
        w.exports().record(w.window, again);
        QVERIFY(w.recorded());
        QVERIFY(w.bridge.cursor().live());
        QVERIFY(!contents(at("a.gif")).isEmpty());
        QCOMPARE(contents(at("b.gif")), contents(at("a.gif")));
    }

    void whoMovesTheCursorMeanwhileSpoilsNothing() {
        Window w;
        const Recording still = w.recording(at("still.gif"));
        w.exports().record(*w.card("segmentsPanel"), still);
        QVERIFY(w.recorded());
        Recording restless = still;
        restless.path = at("restless.gif");
        w.exports().record(*w.card("segmentsPanel"), restless);
        while (w.exports().recording()) {
            QTest::qWait(3);
            if (w.exports().recording()) w.bridge.cursor().goToBegin();
            QTest::qWait(60);
        }
        QCOMPARE(contents(restless.path), contents(still.path));
    }

    void aCancelledRecordingLeavesNothing() {
        Window w;
        Recording recording = w.recording(at("gone.gif"));
        w.exports().record(w.window, recording);
        QTRY_VERIFY(w.exports().note()->text().contains(QStringLiteral("frame 1 ")));
        QTest::mouseClick(w.exports().note()->findChild<FlatButton*>(QStringLiteral("noteButton")), Qt::LeftButton);
        QVERIFY(w.recorded());
        QVERIFY(w.exports().note()->text().contains(QStringLiteral("cancelled")));
        QVERIFY(w.bridge.cursor().live());
        QTRY_VERIFY(QDir(directory_.path()).entryList({QStringLiteral("*gone*")}, QDir::AllEntries | QDir::Hidden).isEmpty());
    }

    void whatCannotBeRecordedIsTold() {
        Window w;
        w.exports().record(w.window, w.recording(at("no/where.gif")));
        QVERIFY(!w.exports().recording());
        QVERIFY(w.exports().note()->complains());
        QVERIFY2(w.exports().note()->text().contains(QStringLiteral("folder is not there")), qPrintable(w.exports().note()->text()));
        const auto none = firstStepOf(w.bridge.cursor().timeline(), {99, 0});
        QVERIFY(!none);
        QVERIFY2(none.error().message.find("no operation 99") != std::string::npos, none.error().message.c_str());
        QVERIFY(!lastStepOf(w.bridge.cursor().timeline(), {2, 9}));
    }

    void framesKeepTheSpeed() {
        Recording recording;
        recording.lastStep = 29;
        recording.stepsPerSecond = 3;  // 33.3 hundredths
        int sum = 0;
        for (std::size_t i = 0; i + 1 < recording.frames(); ++i) sum += recording.hundredths(i);
        QCOMPARE(sum, 967);
        recording.stepsPerSecond = Recording::kFastest;
        QCOMPARE(recording.hundredths(3), 2);
    }

    void theDialogTellsWhatWillCome() {
        Window w;
        w.window.findChild<QAction*>(QStringLiteral("window.record"))->trigger();
        auto* dialog = w.window.findChild<RecordDialog*>();
        QVERIFY(dialog && dialog->isVisible() && !dialog->isModal());
        QVERIFY(dialog->findChild<QComboBox*>(QStringLiteral("recordView"))->findText(QStringLiteral("Segments")) > 0);
        dialog->findChild<QSpinBox*>(QStringLiteral("recordFrom"))->setValue(2);
        dialog->findChild<QSpinBox*>(QStringLiteral("recordTo"))->setValue(2);
        const auto chosen = dialog->chosen();
        QVERIFY(chosen);
        const auto* sum = dialog->findChild<QLabel*>(QStringLiteral("recordSum"));
        QVERIFY2(sum->text().contains(QStringLiteral("1200 × 800")), qPrintable(sum->text()));
        if (qEnvironmentVariableIsSet("VITRINE_PICTURES")) dialog->grab().save(qEnvironmentVariable("VITRINE_PICTURES") + QStringLiteral("/dialog.png"));
        dialog->findChild<QSpinBox*>(QStringLiteral("recordFrom"))->setValue(4);
        QVERIFY(!dialog->chosen());
        QVERIFY(!dialog->findChild<FlatButton*>(QStringLiteral("recordNow"))->isEnabled());
        QVERIFY2(sum->text().contains(QStringLiteral("ends before it begins")), qPrintable(sum->text()));
    }

    void everyCardOffersItsPicture() {
        Window w;
        int cards = 0;
        for (Card* card : w.window.findChildren<Card*>()) {
            QStringList names;
            for (const QAction* action : card->actions()) names << action->objectName();
            for (const char* name : {"export.png", "export.svg", "export.copy"})
                QVERIFY2(names.count(QLatin1String(name)) == 1, qPrintable(card->objectName()));
            ++cards;
        }
        QVERIFY(cards >= 8);
        // A right click on a title shows them.
        QWidget& segments = *w.card("segmentsPanel");
        auto* title = segments.findChild<QLabel*>();
        QContextMenuEvent asked(QContextMenuEvent::Mouse, title->rect().center(), title->mapToGlobal(title->rect().center()));
        QApplication::sendEvent(title, &asked);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QStringList offered;
        for (const QAction* action : menu->actions()) offered << action->objectName();
        QVERIFY2(offered.contains(QStringLiteral("export.png")) && offered.contains(QStringLiteral("window.record")), qPrintable(offered.join(QLatin1Char(' '))));
        menu->close();
        w.card("segmentsPanel")->findChild<QAction*>(QStringLiteral("export.copy"))->trigger();
        QCOMPARE(QApplication::clipboard()->image().size(), w.card("segmentsPanel")->size());
    }

    void aPictureIsWrittenBehindTheWindowsBack() {
        Window w;
        QSignalSpy saved(&w.exports(), &ExportActions::saved);
        QWidget& card = *w.card("segmentsPanel");
        w.exports().savePng(card, at("card.png"), 2);
        QTRY_COMPARE(saved.size(), 1);
        QCOMPARE(saved[0][1].toString(), QString());
        QCOMPARE(QImage(at("card.png")).size(), card.size() * 2);
        QVERIFY(w.exports().note()->isVisible());
        w.exports().saveSvg(card, at("card.svg"));
        QTRY_COMPARE(saved.size(), 2);
        QVERIFY(contents(at("card.svg")).contains(">user:1"));
        w.exports().savePng(card, QStringLiteral("/dev/full"), 1);
        QTRY_COMPARE(saved.size(), 3);
        QVERIFY2(w.exports().note()->text().contains(QStringLiteral("disk is full")), qPrintable(w.exports().note()->text()));
        QVERIFY(w.exports().note()->complains());
        // The note is no part of a picture of the window.
        const QImage with = imageOf(w.window, w.look.theme(), 1);
        w.exports().note()->hide();
        QCOMPARE(imageOf(w.window, w.look.theme(), 1), with);
    }
};

QTEST_MAIN(TestRecorder)
#include "test_recorder.moc"
