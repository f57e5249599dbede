// An engine that is broken on purpose is labelled wherever it is shown, follows the shown moment, and is chosen in the window.
#include <QCheckBox>
#include <QtTest>

#include "core/engine/break_switches.h"
#include "tests/support/desk.h"
#include "ui/export/picture.h"
#include "ui/models/broken_words.h"
#include "ui/shell/break_sheet.h"
#include "ui/shell/overlays.h"
#include "ui/shell/projector_screen.h"

using namespace vitrine;
using namespace vitrine::ui;
using test::Desk;

namespace {

const QString kTombstones = QStringLiteral("Broken on purpose: tombstones are dropped early.");

BrokenStrip* strip(Desk& desk) {
    return desk.window.broken();
}

BreakSheet* openSheet(Desk& desk) {
    desk.window.actions().press(*desk.window.actions().find(QStringLiteral("engine.break")));
    auto* sheet = desk.window.findChild<BreakSheet*>();
    if (!sheet) qFatal("there is no sheet");
    return sheet;
}

}  // namespace

class TestBroken : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void everySwitchHasItsWordsAndElevenAreOffered() {
        const QList<BrokenRule> rules = brokenRules();
        QCOMPARE(static_cast<std::size_t>(rules.size()), breakSwitches().size());
        int offered = 0;
        for (std::size_t i = 0; i < breakSwitches().size(); ++i) {
            const BreakSwitch& one = breakSwitches()[i];
            const BrokenRule& rule = rules[static_cast<qsizetype>(i)];
            QCOMPARE(rule.word.toStdString(), std::string(one.word));
            QCOMPARE(rule.sentence.toStdString(), std::string(one.sentence));
            QVERIFY2(!rule.title.isEmpty() && rule.promise.endsWith(QLatin1Char('.')), qPrintable(rule.word));
            offered += rule.offered ? 1 : 0;
        }
        QCOMPARE(offered, 11);
        QCOMPARE(brokenTitle({QStringLiteral("no-directory-sync"), QStringLiteral("no-checksum")}),
                 QStringLiteral("Broken on purpose: no checksum check, no directory sync."));
        QVERIFY(brokenTitle({}).isEmpty());
    }

    void aSoundEngineHasNoLabel() {
        Desk desk;
        QVERIFY(desk.run(QStringList{QStringLiteral("use log segment=512"), QStringLiteral("put a 1")}));
        QVERIFY(!strip(desk)->isVisible());
        QVERIFY(!desk.find<StatusBar>("statusBar")->text().contains(QStringLiteral("Broken")));
    }

    void theLabelIsThereInEveryLayoutAndCannotBeDismissed() {
        Desk desk;
        QVERIFY(desk.run(QStringList{QStringLiteral("use log break=drop-tombstones"), QStringLiteral("put a 1")}));
        for (const LayoutInfo& one : kLayouts) {
            desk.window.chooseLayout(one.layout);
            QVERIFY2(strip(desk)->isVisible(), one.word);
            QVERIFY2(desk.window.rect().contains(strip(desk)->geometry()), one.word);
        }
        QVERIFY(strip(desk)->text().startsWith(kTombstones));
        QVERIFY(strip(desk)->text().contains(
            QStringLiteral("A compaction leaves tombstones behind that are still needed.")));
        QVERIFY(strip(desk)->toolTip().contains(QStringLiteral("promise: A compaction changes no answer")));
        const QString status = desk.find<StatusBar>("statusBar")->text();
        QVERIFY2(status.startsWith(QStringLiteral("Broken on purpose: tombstones are dropped early |")),
                 qPrintable(status));
        QVERIFY2(!status.contains(QStringLiteral("drop-tombstones")), qPrintable(status));  // said once, in words
        desk.key(Qt::Key_Escape);
        QVERIFY(strip(desk)->isVisible());
    }

    void pointingAtThePastShowsWhatTheEngineWasThen() {
        Desk desk;
        QVERIFY(desk.run(QStringList{QStringLiteral("use log"), QStringLiteral("put a 1"),
                                     QStringLiteral("use log break=no-checksum"), QStringLiteral("put b 1"),
                                     QStringLiteral("use log"), QStringLiteral("put c 1")}));
        QVERIFY(!strip(desk)->isVisible());
        const Timeline& timeline = desk.bridge.cursor().timeline();
        const auto goTo = [&](const QByteArray& command) {
            for (std::size_t i = timeline.firstOperation(); i < timeline.operationCount(); ++i)
                if (timeline.commandOf(i) == command.toStdString()) desk.bridge.cursor().seekToOperation(i);
            desk.bridge.cursor().publishNow();
        };
        goTo("put b 1");
        QVERIFY(strip(desk)->isVisible());
        QVERIFY(strip(desk)->text().startsWith(
            QStringLiteral("Broken on purpose: no checksum check. Records are believed")));
        goTo("put a 1");
        QVERIFY(!strip(desk)->isVisible());
        desk.bridge.cursor().goLive();
        desk.bridge.cursor().publishNow();
        QVERIFY(!strip(desk)->isVisible());
    }

    void aBranchHasTheLabelOfItsEngine() {
        Desk desk;
        QVERIFY(desk.run(QStringList{QStringLiteral("use log break=no-checksum"), QStringLiteral("put a 1"),
                                     QStringLiteral("put b 1")}));
        desk.bridge.cursor().operationBack();
        desk.bridge.cursor().publishNow();
        QVERIFY(desk.run("put c 1"));  // begins a branch, on an engine broken in the same way
        QVERIFY(strip(desk)->isVisible());
        QVERIFY(desk.run("use log"));
        QVERIFY(!strip(desk)->isVisible());
        QVERIFY(desk.run("switch main"));
        QVERIFY(strip(desk)->isVisible());
    }

    void theProjectorAndTheGalleryLeaveItInSight() {
        Desk desk;
        Overlays overlays(desk.look, desk.bridge, desk.window);
        QVERIFY(desk.run(QStringList{QStringLiteral("use log break=no-checksum"), QStringLiteral("put a 1")}));
        overlays.showGallery();
        auto* gallery = desk.find("gallery");
        QVERIFY(gallery->isVisible());
        QVERIFY(!gallery->geometry().intersects(strip(desk)->geometry()));
        overlays.toggleProjector();
        auto* shown = desk.find("projectorScreen")->findChild<BrokenStrip*>();
        QVERIFY(shown && shown->isVisible());
        QVERIFY(shown->text().startsWith(QStringLiteral("Broken on purpose: no checksum check.")));
    }

    void aPictureOfTheWindowHasTheLabel() {
        Desk desk;
        QVERIFY(desk.run(QStringList{QStringLiteral("use log break=no-checksum"), QStringLiteral("put a 1")}));
        const QImage picture = desk.window.grab().toImage();
        const QPoint edge = strip(desk)->mapTo(&desk.window, QPoint(strip(desk)->width() / 2, 0));
        QCOMPARE(picture.pixelColor(edge * picture.devicePixelRatio()).rgb(), desk.look.theme().rust.rgb());
    }

    void aPictureOfOneCardHasItToo() {
        Desk desk;
        QVERIFY(desk.run(QStringList{QStringLiteral("use log break=no-checksum"), QStringLiteral("put a 1")}));
        auto* card = desk.find("bytesPanel");
        const auto tagged = [&] {
            const QImage image = imageOf(*card, desk.look.theme(), 2);
            int rust = 0;
            for (int x = image.width() / 2; x < image.width(); ++x)
                rust += image.pixelColor(x, 1) == desk.look.theme().rust;
            return rust > 100;
        };
        QVERIFY(tagged());
        QVERIFY(svgOf(*card, desk.look.theme(), QStringLiteral("Bytes"))
                    .contains(desk.look.theme().rust.name().toLatin1()));
        QVERIFY(desk.run("use log"));
        QVERIFY(!tagged());
    }

    void theSheetBreaksAndMends() {
        Desk desk;
        QVERIFY(
            desk.run(QStringList{QStringLiteral("use log segment=512 sector=16 seed=7"), QStringLiteral("put a 1")}));
        BreakSheet* sheet = openSheet(desk);
        QCOMPARE(sheet->findChildren<QCheckBox*>().size(), 11);
        QVERIFY(sheet->words().isEmpty());
        auto* box = sheet->findChild<QCheckBox*>(QStringLiteral("break-no-directory-sync"));
        QVERIFY(box);
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(10, box->height() / 2));
        QCOMPARE(sheet->words(), QStringList{QStringLiteral("no-directory-sync")});
        QVERIFY(sheet->findChild<LookLabel*>(QStringLiteral("breakDirectory"))->isHidden());
        const QString line = QStringLiteral("use log segment=512 sector=16 seed=7 break=no-directory-sync");
        QVERIFY(sheet->findChild<LookLabel*>(QStringLiteral("breakLine"))->text().endsWith(line));
        const qsizetype before = desk.finished.count();
        QTest::mouseClick(sheet->findChild<QPushButton*>(QStringLiteral("breakBegin")), Qt::LeftButton);
        QVERIFY(desk.settle(before + 1));
        QCOMPARE(desk.finished.last().first().toString(), line);
        QVERIFY(strip(desk)->text().startsWith(QStringLiteral("Broken on purpose: no directory sync.")));
        QCOMPARE(desk.bridge.state().database.broken.noDirectorySync, true);

        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        desk.click("brokenMend");
        sheet = desk.window.findChild<BreakSheet*>();
        QVERIFY(sheet);
        QCOMPARE(sheet->words(), QStringList{QStringLiteral("no-directory-sync")});  // as it is
        box = sheet->findChild<QCheckBox*>(QStringLiteral("break-no-directory-sync"));
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Space);
        QTest::mouseClick(sheet->findChild<QPushButton*>(QStringLiteral("breakBegin")), Qt::LeftButton);
        QVERIFY(desk.settle(before + 2));
        QVERIFY(!desk.bridge.state().database.broken.any());
        QVERIFY(!strip(desk)->isVisible());
    }

    /// Which promise a rule keeps is seen at once: each has a shipped scenario, opened with its engine broken so.
    void theSheetOpensWhatShowsIt() {
        Desk desk;
        BreakSheet* sheet = openSheet(desk);
        auto* button = sheet->findChild<QPushButton*>(QStringLiteral("breakScenario"));
        QVERIFY(button->isHidden());
        std::optional<Lesson> wanted;
        connect(sheet, &BreakSheet::scenarioWanted, this, [&](const Lesson& lesson) { wanted = lesson; });
        for (QCheckBox* box : sheet->findChildren<QCheckBox*>()) {
            box->setChecked(true);
            QVERIFY2(!button->isHidden(), qPrintable(box->text()));
            box->setChecked(false);
        }
        sheet->findChild<QCheckBox*>(QStringLiteral("break-no-batch-mark"))->setChecked(true);
        QVERIFY(button->text().contains(QStringLiteral("Half a batch")));
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(wanted);
        QCOMPARE(wanted->id, QStringLiteral("s04-batch-half-written"));
        QVERIFY(wanted->commands.first().endsWith(QStringLiteral(" break=no-batch-mark")));
    }

    void aRealDirectoryIsLeftAlone() {
        QTemporaryDir directory;
        Desk desk;
        QVERIFY(
            desk.run(QStringList{QStringLiteral("use log disk=%1").arg(directory.path()), QStringLiteral("put a 1")}));
        BreakSheet* sheet = openSheet(desk);
        QVERIFY(!sheet->findChild<LookLabel*>(QStringLiteral("breakDirectory"))->isHidden());
        sheet->findChild<QCheckBox*>(QStringLiteral("break-no-checksum"))->setChecked(true);
        const qsizetype before = desk.finished.count();
        QTest::mouseClick(sheet->findChild<QPushButton*>(QStringLiteral("breakBegin")), Qt::LeftButton);
        QVERIFY(desk.settle(before + 1));
        QVERIFY(desk.finished.last().at(1).value<CommandResult>().ok);
        QVERIFY(desk.bridge.state().database.simulated);
        // On a disk that tears at any byte: with whole sectors of 512 bytes hardly a rule would show.
        QVERIFY(desk.finished.last().first().toString().contains(QStringLiteral(" sector=1 ")));
        QVERIFY(strip(desk)->isVisible());
    }

    void itFitsTheSmallestWindow() {
        for (const double scale : {1.0, 1.5}) {
            Desk desk;
            desk.look.setScale(scale);
            desk.window.resize(desk.look.px(960), desk.look.px(640));
            QStringList all;
            for (const BrokenRule& rule : brokenRules()) all << rule.word;
            QVERIFY(desk.run(QStringLiteral("use log break=%1").arg(all.join(QLatin1Char(',')))));
            QCOMPARE(desk.window.width(), desk.look.px(960));
            QVERIFY(desk.window.rect().contains(strip(desk)->geometry()));
            QVERIFY(strip(desk)->rect().contains(desk.find("brokenMend")->geometry()));
            QVERIFY(openSheet(desk)->height() <= desk.window.height());
        }
    }
};

QTEST_MAIN(TestBroken)
#include "test_broken.moc"
