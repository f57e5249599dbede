// The list of what differs between two moments: what it says, where a click leads, and the card around it.
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/ui_world.h"
#include "ui/panels/difference_panel.h"
#include "ui/shell/main_window.h"

using namespace vitrine;
using namespace vitrine::ui;
using vitrine::test::UiWorld;

namespace {

Moment momentOf(const UiWorld& world, FactId mark) {
    Moment moment;
    moment.scene = &world.scene();
    moment.mark = mark;
    return moment;
}

/// "text | detail" of each row.
QStringList linesOf(const MomentDifference& model) {
    QStringList lines;
    for (const DifferenceRow& row : model.rows()) lines << row.text + QStringLiteral(" | ") + row.detail;
    return lines;
}

bool says(const MomentDifference& model, const char* part) {
    for (const QString& line : linesOf(model))
        if (line.contains(QString::fromUtf8(part))) return true;
    return false;
}

std::size_t rowOf(const MomentDifference& model, DifferenceRow::Kind kind) {
    for (std::size_t i = 0; i < model.rows().size(); ++i)
        if (model.rows()[i].kind == kind) return i;
    return model.rows().size();
}

}  // namespace

class TestDifferencePanel : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void withoutAMarkThereIsNothing() {
        UiWorld world;
        world.run("put user:1 Ada");
        MomentDifference model;
        model.show(momentOf(world, kNoFact));
        QVERIFY(!model.compares());
        QVERIFY(model.rows().empty());
    }

    void anOverwriteIsToldByFileIndexAndCounter() {
        UiWorld world;
        world.run("put user:1 Ada");
        const FactId mark = world.timeline().end();
        world.run("put user:1 \"Ada Lovelace\"");
        MomentDifference model;
        model.show(momentOf(world, mark));
        const QString said = linesOf(model).join(QLatin1Char('\n'));
        QVERIFY2(says(model, "0000000001.log | grown by 37 B"), qPrintable(said));
        QVERIFY2(says(model, "user:1 | added, 37 B at 0x005C"), qPrintable(said));
        QVERIFY2(says(model, "user:1 | died, its 28 B at 0x0040 are still there"), qPrintable(said));
        QVERIFY2(says(model, "segment 1 @ 0x0040 → segment 1 @ 0x005C"), qPrintable(said));
        QVERIFY2(says(model, "dead bytes | 0 → 28"), qPrintable(said));
        QVERIFY2(model.title().startsWith(QStringLiteral("from op 2")), qPrintable(model.title()));
        QVERIFY2(model.summary().contains(QStringLiteral("entries: 1")), qPrintable(model.summary()));
    }

    void fromTheOtherSideItIsTheSameDifference() {
        UiWorld world;
        world.run("put user:1 Ada");
        const FactId early = world.timeline().end();
        world.run("put user:2 Grace");
        const FactId late = world.timeline().end();
        MomentDifference there, back;
        there.show(momentOf(world, early));
        world.seek(early);
        back.show(momentOf(world, late));  // the mark is the newer of the two now
        QCOMPARE(linesOf(back), linesOf(there));
        QCOMPARE(back.title(), there.title());
    }

    void everyRowLeadsToTheStepThatMadeIt() {
        UiWorld world(256);
        world.run(test::pictureCommands());
        world.run("roll");
        const FactId mark = world.timeline().end();
        world.run("put user:9 Radia");
        world.run("del user:5");
        world.run("compact");
        MomentDifference model;
        model.show(momentOf(world, mark));
        int asked = 0;
        for (const DifferenceRow& row : model.rows()) {
            if (row.kind == DifferenceRow::Kind::more) continue;
            if (row.kind == DifferenceRow::Kind::heading && row.space == 0) continue;  // a structure that is changed, not made
            const auto position = model.momentOf(row);
            if (!position && row.kind == DifferenceRow::Kind::heading) continue;  // a file that is there at both
            QVERIFY2(position, qPrintable(row.text + row.detail));
            QVERIFY2(*position > mark && *position <= world.timeline().end(), qPrintable(row.text + row.detail));
            ++asked;
        }
        QVERIFY(asked > 10);
        // The entry that went with the delete leads to the delete.
        for (const DifferenceRow& row : model.rows())
            if (row.kind == DifferenceRow::Kind::entry && row.text == QStringLiteral("user:5") && row.detail.contains(QStringLiteral("out;"))) {
                const auto operation = world.timeline().operationAt(*model.momentOf(row));
                QCOMPARE(world.timeline().commandOf(*operation), std::string("del user:5"));
                return;
            }
        QFAIL("the deleted entry is not told");
    }

    void moreThanAListHoldsIsCounted() {
        UiWorld world(1 << 20);
        const FactId mark = world.timeline().end();
        world.run("fill 1000 keys=seq value=20 seed=1");
        MomentDifference model;
        model.show(momentOf(world, mark));
        QVERIFY2(says(model, "… and 988 more"), qPrintable(linesOf(model).join(QLatin1Char('\n'))));
        QVERIFY(model.rows().size() < 60);
    }

    void aClickPinsAndADoubleClickGoes() {
        UiWorld world;
        world.run("put user:1 Ada");
        const FactId mark = world.timeline().end();
        world.run("put user:2 Grace");
        world.run("sync");
        Look look;
        DifferenceView view(look);
        view.resize(420, 400);
        view.setMoment(momentOf(world, mark));
        QSignalSpy picked(&view, &MomentView::picked), went(&view, &MomentView::goTo);
        const std::size_t added = rowOf(view.model(), DifferenceRow::Kind::added);
        QVERIFY(added < view.model().rows().size());
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.pointOfRow(added));
        QCOMPARE(picked.count(), 1);
        const auto selection = picked.first().first().value<Selection>();
        QCOMPARE(selection.kind, Selection::Kind::range);
        QCOMPARE(selection.key, Bytes("user:2"));
        QTest::mouseDClick(&view, Qt::LeftButton, {}, view.pointOfRow(added));
        QVERIFY(went.count() >= 1);
        const auto operation = world.timeline().operationAt(went.last().first().value<FactId>());
        QCOMPARE(world.timeline().commandOf(*operation), std::string("put user:2 Grace"));
        // A counter has nothing to be pinned: a click goes to what set it.
        const std::size_t counter = rowOf(view.model(), DifferenceRow::Kind::counter);
        const auto before = went.count();
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.pointOfRow(counter));
        QCOMPARE(went.count(), before + 1);
    }

    void keysWalkTheRows() {
        UiWorld world;
        world.run("put user:1 Ada");
        const FactId mark = world.timeline().end();
        for (int i = 0; i < 30; ++i) world.run("put key:" + std::to_string(i) + " value");
        Look look;
        DifferenceView view(look);
        view.resize(420, 120);
        view.show();
        view.setMoment(momentOf(world, mark));
        QSignalSpy picked(&view, &MomentView::picked);
        const QImage before = view.grab().toImage();
        for (int i = 0; i < 15; ++i) QTest::keyClick(&view, Qt::Key_Down);
        QVERIFY(view.pointOfRow(14).y() >= 0 && view.pointOfRow(14).y() <= view.height());  // it was brought into sight
        QVERIFY(view.grab().toImage() != before);
        QTest::keyClick(&view, Qt::Key_Home);  // left to others
        for (int i = 0; i < 12; ++i) QTest::keyClick(&view, Qt::Key_Up);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(picked.count(), 1);
    }

    void theCardMarksComparesAndClears() {
        Look look;
        Bridge bridge;
        DifferencePanel panel(look, bridge);
        panel.resize(500, 400);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QSignalSpy finished(&bridge.engine(), &EngineThread::finished);
        bridge.run(QStringLiteral("put user:1 Ada"));
        QTRY_VERIFY(finished.count() == 1 && bridge.engine().idle());
        bridge.cursor().publishNow();
        auto* mark = panel.findChild<QAbstractButton*>(QStringLiteral("compareWithHere"));
        auto* clear = panel.findChild<QAbstractButton*>(QStringLiteral("compareNoLonger"));
        QVERIFY(mark->isEnabled() && !clear->isEnabled());
        QTest::mouseClick(mark, Qt::LeftButton);
        QCOMPARE(bridge.cursor().mark(), bridge.cursor().position());
        bridge.run(QStringLiteral("put user:2 Grace"));
        QTRY_VERIFY(finished.count() == 2 && bridge.engine().idle());
        bridge.cursor().publishNow();
        QTRY_VERIFY(says(panel.view()->model(), "user:2 | added"));
        QTest::mouseClick(clear, Qt::LeftButton);
        bridge.cursor().publishNow();
        QTRY_VERIFY(!panel.view()->model().compares());
        // Before and after the operation at the cursor, as the palette asks for it.
        auto* compare = panel.findChild<QAction*>(QStringLiteral("difference.compare"));
        QVERIFY(compare && panel.actions().contains(compare));
        compare->trigger();
        bridge.cursor().publishNow();
        QTRY_VERIFY(says(panel.view()->model(), "user:2 | added"));
        QVERIFY(!says(panel.view()->model(), "user:1 | added"));
    }

    void comparingOpensThePanelInTheWindow() {
        Look look;
        Bridge bridge;
        MainWindow window(look, bridge);
        window.resize(1600, 1000);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QSignalSpy finished(&bridge.engine(), &EngineThread::finished);
        int answers = 0;
        for (const std::string& line : test::pictureCommands()) {
            bridge.run(QString::fromStdString(line));
            QTRY_VERIFY(finished.count() > answers && bridge.engine().idle());
            ++answers;
        }
        bridge.cursor().publishNow();
        auto* panel = window.findChild<DifferencePanel*>();
        QVERIFY(panel && !panel->isVisible());
        bridge.cursor().operationBack();
        bridge.cursor().operationBack();
        bridge.cursor().setMark(bridge.cursor().position());
        bridge.cursor().goLive();
        bridge.cursor().publishNow();
        QTRY_VERIFY(panel->isVisible());
        QTRY_VERIFY(says(panel->view()->model(), "user:7 | added"));
        if (qEnvironmentVariableIsSet("SAVE_PICTURE")) {
            look.setDark(qEnvironmentVariableIsSet("DARK"));
            window.findChild<QAbstractButton*>(QStringLiteral("lanes"))->click();
            bridge.cursor().toggleBookmarkAt(bridge.cursor().timeline().operation(4).end);
            bridge.cursor().publishNow();
            QTest::qWait(200);
            window.grab().save(qEnvironmentVariable("SAVE_PICTURE"));
        }
    }
};

QTEST_MAIN(TestDifferencePanel)
#include "test_difference_panel.moc"
