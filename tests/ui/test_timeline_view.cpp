// What blocks on the timeline say, and that they can be read.
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QtTest>
#include <cmath>

#include "tests/support/ui_world.h"
#include "ui/bridge/bridge.h"
#include "ui/models/index_model.h"
#include "ui/models/segments_model.h"
#include "ui/models/step_changes.h"
#include "ui/panels/timeline_panel.h"
#include "ui/views/timeline_view.h"

using namespace vitrine;
using namespace vitrine::ui;
using vitrine::test::UiWorld;

namespace {

Moment momentOf(const UiWorld& world) {
    Moment moment;
    moment.scene = &world.scene();
    moment.stepBegin = world.stepBegin();
    return moment;
}

QStringList textsOf(const UiWorld& world, const TimelineView& view) {
    QStringList texts;
    for (std::size_t i = world.timeline().firstOperation(); i < world.timeline().operationCount(); ++i)
        texts << view.textOfOperation(i);
    return texts;
}

/// A view that is shown, of a world at its end.
struct Shown {
    Look look;
    TimelineView view{look, nullptr};
    explicit Shown(const UiWorld& world, int width = 1552) {
        view.resize(width, view.sizeHint().height());
        view.show();
        view.setMoment(momentOf(world));
    }
    void wheel(QPoint at, int turns, Qt::KeyboardModifiers modifiers = {}) {
        QWheelEvent event(at, view.mapToGlobal(at), {}, {0, 120 * turns}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&view, &event);
    }
    void unfold() {
        view.setExpanded(true);
        view.resize(view.width(), view.sizeHint().height());
    }
};

}  // namespace

class TestTimelineView : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    /// Wherever one scrolls to, there is an operation under each pixel of the history; else the lanes would be empty there.
    void powerCutsLeaveNoHoleInTheLanes() {
        UiWorld world;
        for (int i = 0; i < 8; ++i)
            world.run({"use log sector=1", "put user:1 Ada", "sync", "put user:7 \"Jim Gray\"", "crash keep=all but=data#-1~27", "open", "get user:1"});
        const Shown shown(world, 500);
        TimelineLayout axis = shown.view.axis();
        QVERIFY(axis.cellCount() > 2 * axis.visibleCells());
        for (axis.scrollBy(-axis.cellCount()); axis.firstVisibleCell() + axis.visibleCells() < axis.cellCount(); axis.scrollBy(0.25))
            QVERIFY2(axis.operationAtX(world.timeline(), 0.5), qPrintable(QString::number(axis.firstVisibleCell())));
        QVERIFY(!axis.operationAtX(world.timeline(), axis.xOfCell(axis.cellCount()) + 1));
    }

    void whatComesNextCoversNoBlock() {
        UiWorld world;
        for (int i = 0; i < 40; ++i) world.run("put user:1 Ada");
        Shown shown(world, 700);
        const std::size_t last = world.timeline().operationCount() - 1;
        shown.view.setNextHidden(true);
        const QRectF next = shown.view.nextBox(), newest = shown.view.axis().operationBox(world.timeline(), last, 0, 1);
        QVERIFY(newest.right() <= next.left());
        QVERIFY2(next.right() <= shown.view.width() - 94, qPrintable(QString::number(next.right())));  // and it is in sight
        QVERIFY(newest.left() > 0);
    }

    void theKeyIsReadable();
    void inALongHistoryTheKeyStays();
    void quotedKeysAreWords();
    void theIndexAnswersForTheKeyInHand();
    void aDeletedKeyIsOut();
    void aPowerCutSaysWhatWasLost();
    void closedRowsAreReadOnce();
    void factsKeepTheirOrderOnTheAxis();
    void columnsTellOfEveryFactOnce();
    void theWheelZoomsDownToOneFact();
    void aDragSeeksAndTheMiddleButtonPans();
    void whoPannedIsLeftAlone();
    void lanesHaveTooltipsWithTheirSentence();
    void bookmarksAreClickedAndNamed();
    void theMenuComparesAndBookmarks();
    void theCardFoldsAndKeepsItsLanes();
    void theSpeedIsDraggedWheeledAndKeyed();
    void modesAreChosenAtTheCard();
    void inReviewACommandDoesNotMoveTheWindow();
    void theMomentBeforeHasAWord();
    void aMillionFactsArePaintedByPixels();
};

void TestTimelineView::theKeyIsReadable() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("put user:8 Leslie");
    world.run("roll");
    world.run("compact");
    Look look;
    TimelineView view(look, nullptr);
    view.resize(1552, 86);
    view.setMoment(momentOf(world));
    const QStringList texts = textsOf(world, view);
    for (const char* wanted : {"put user:1", "del user:2", "sync", "put user:7", "compact"})
        QVERIFY2(texts.contains(QLatin1String(wanted)), qPrintable(texts.join(QLatin1Char('|'))));
}

void TestTimelineView::inALongHistoryTheKeyStays() {
    UiWorld world(65536);
    for (int i = 0; i < 120; ++i) world.run("put user:" + std::to_string(i) + " value");
    Look look;
    TimelineView view(look, nullptr);
    view.resize(1552, 86);
    view.setMoment(momentOf(world));
    QCOMPARE(view.textOfOperation(world.timeline().operationCount() - 1), QStringLiteral("+user:119"));
    // What is done to the key stays, too.
    world.run("get user:119");
    view.setMoment(momentOf(world));
    const QString got = view.textOfOperation(world.timeline().operationCount() - 1);
    QVERIFY2(got.startsWith(QLatin1Char('?')) && got.endsWith(QStringLiteral("19")), qPrintable(got));
}

void TestTimelineView::quotedKeysAreWords() {
    UiWorld world(65536);
    world.run("put \"a b\" \"a value that has no room\"");
    world.run("put \"\" \"a value that has no room\"");
    Look look;
    TimelineView view(look, nullptr);
    view.resize(1552, 86);
    view.setMoment(momentOf(world));
    const std::size_t last = world.timeline().operationCount() - 1;
    QCOMPARE(view.textOfOperation(last - 1), QStringLiteral("put \"a b\""));
    QCOMPARE(view.textOfOperation(last), QStringLiteral("put \"\""));
}

void TestTimelineView::theIndexAnswersForTheKeyInHand() {
    UiWorld world;
    world.run("put user:1 Ada");
    world.run("put user:2 Grace");
    world.back();  // written, the index was not asked yet
    IndexModel model;
    model.show(momentOf(world));
    QVERIFY(model.probe().empty());
    QCOMPARE(model.keyInHand(), std::optional<Bytes>("user:2"));
    QVERIFY(!model.find("user:2"));
    world.live();
    world.run("sync");  // about no key: the one before it stays in hand
    model.show(momentOf(world));
    QCOMPARE(model.keyInHand(), std::optional<Bytes>("user:2"));
    QVERIFY(model.find("user:2"));
}

void TestTimelineView::aDeletedKeyIsOut() {
    UiWorld world;
    world.run("put user:1 Ada");
    IndexModel model;
    model.show(momentOf(world));
    QVERIFY2(probeSentence(model.probe()).endsWith(QStringLiteral("found.")), qPrintable(probeSentence(model.probe())));
    world.run("del user:1");
    model.show(momentOf(world));
    QVERIFY2(probeSentence(model.probe()).endsWith(QStringLiteral("now it is out.")),
             qPrintable(probeSentence(model.probe())));
}

void TestTimelineView::aPowerCutSaysWhatWasLost() {
    UiWorld world;
    world.run("put user:1 Ada");
    world.run("sync");
    world.run("put user:2 Grace");
    world.run("crash keep=none");
    Moment moment = momentOf(world);
    moment.stepBegin = kNoFact;  // as the cursor says it: the cut has no steps
    const StepChanges changes = changesOf(moment);
    QCOMPARE(changes.files.text, QStringLiteral("30 B lost"));
    QVERIFY(changes.files.changed && changes.index.changed && changes.platter.changed);
}

void TestTimelineView::closedRowsAreReadOnce() {
    UiWorld world(4096);
    world.run("fill 600 keys=seq value=60 seed=1");
    SegmentsModel model;
    const auto read = [&] {
        model.show(momentOf(world));
        for (const SegmentRow& row : model.rows()) (void)model.contentOf(row, 200);
        return model.contentsRead();
    };
    const std::size_t rows = read();
    QVERIFY(model.rows().size() > 10);
    world.run("put user:599 changed");  // touches the row that it lies in, and the active one
    const std::size_t after = read() - rows;
    QVERIFY2(after <= 3, qPrintable(QString::number(after)));
    // And the remembered contents are what would be read.
    SegmentsModel anew;
    anew.show(momentOf(world));
    for (std::size_t i = 0; i < model.rows().size(); ++i) {
        const SegmentContent known = model.contentOf(model.rows()[i], 200), fresh = anew.contentOf(anew.rows()[i], 200);
        QCOMPARE(known.whole.live, fresh.whole.live);
        QCOMPARE(known.whole.dead, fresh.whole.dead);
        QCOMPARE(known.columns.size(), fresh.columns.size());
    }
}

void TestTimelineView::factsKeepTheirOrderOnTheAxis() {
    UiWorld world(256);
    world.run(test::pictureCommands());
    world.run("compact begin");
    world.run("put user:9 Radia");
    world.run("step 3");
    world.run("finish");
    const Timeline& timeline = world.timeline();
    TimelineLayout layout;
    for (const double unit : {3.0, 20.0, 400.0}) {
        layout.update(timeline, 1500, 1);
        layout.setUnit(unit);
        layout.scrollBy(-1e9);
        double last = -1e9;
        for (FactId fact = timeline.operation(timeline.firstOperation()).begin; fact < timeline.end(); ++fact) {
            const double x = layout.xOfFact(timeline, fact);
            QVERIFY2(x >= last - 1e-6, qPrintable(QStringLiteral("fact %1 at %2").arg(fact).arg(unit)));
            last = x;
            const double next = layout.xOfFact(timeline, fact + 1);
            if (next - x > 0.01) QCOMPARE(layout.factAtX(timeline, x + std::min((next - x) / 2, 0.2)), fact);
        }
    }
}

void TestTimelineView::columnsTellOfEveryFactOnce() {
    UiWorld world(4096);
    world.run("fill 300 keys=random value=20 seed=3");
    world.run("sync");
    const Timeline& timeline = world.timeline();
    const Activity all = timeline.activityBefore(timeline.end()) - timeline.activityBefore(timeline.begin());
    QVERIFY(all.writes > 300 && all.memory > 300 && all.syncs > 0 && all.jobs == 0);
    // By hand, from the facts: what was stated when the database was opened is not counted twice.
    std::uint64_t bytes = 0;
    for (FactId fact = timeline.begin(); fact < timeline.end(); ++fact) {
        const Fact& at = timeline.at(fact).fact;
        if (at.kind == FactKind::written && !(at.flags & fact_flags::restated)) bytes += at.y;
    }
    QCOMPARE(all.writtenBytes, bytes);
    TimelineLayout layout;
    for (const double width : {40.0, 700.0, 100000.0}) {
        layout.update(timeline, width, 1);
        layout.fitAll();
        Activity sum;
        for (const LaneColumn& column : laneColumns(timeline, layout, width)) {
            sum.writes += column.done.writes, sum.writtenBytes += column.done.writtenBytes;
            sum.syncs += column.done.syncs, sum.memory += column.done.memory;
        }
        QCOMPARE(sum, all);
        std::size_t operations = 0;
        for (const OperationColumn& column : operationColumns(timeline, layout, width)) operations += column.count;
        QCOMPARE(operations, timeline.operationCount() - timeline.firstOperation());
    }
}

void TestTimelineView::theWheelZoomsDownToOneFact() {
    UiWorld world;
    world.run(test::pictureCommands());
    Shown shown(world);
    const std::size_t step = world.timeline().stepCount() - 3;
    const QPoint at = shown.view.pointOfStep(step);
    const double before = shown.view.axis().unit();
    shown.wheel(at, 30, Qt::ControlModifier);
    QVERIFY(shown.view.axis().unit() > before * 20);
    QVERIFY(shown.view.axis().showsFacts());
    // What was under the mouse still is, and single facts can be sought.
    const FactId begin = world.timeline().step(step).begin, end = world.timeline().step(step).end;
    QSignalSpy went(&shown.view, &MomentView::goTo);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, QPoint(at.x(), 20));
    const FactId one = went.last().first().value<FactId>();
    QVERIFY(one >= begin && one <= end);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.view.positionOf(one, TimelineView::Lane::operations) + QPoint(2, 0));
    QCOMPARE(went.last().first().value<FactId>(), one);
    shown.wheel(at, -80, Qt::ControlModifier);
    const auto [first, last] = shown.view.visibleOperations();
    QCOMPARE(last - first, world.timeline().operationCount() - world.timeline().firstOperation());
}

void TestTimelineView::aDragSeeksAndTheMiddleButtonPans() {
    UiWorld world(65536);
    for (int i = 0; i < 200; ++i) world.run("put user:" + std::to_string(i) + " value");
    Shown shown(world);
    QSignalSpy went(&shown.view, &MomentView::goTo);
    QTest::mousePress(&shown.view, Qt::LeftButton, {}, QPoint(900, 20));
    QTest::mouseMove(&shown.view, QPoint(600, 20));
    QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, QPoint(600, 20));
    QVERIFY(went.count() >= 2);
    QVERIFY(went.last().first().value<FactId>() < went.first().first().value<FactId>());
    const double first = shown.view.axis().firstVisibleCell();
    QVERIFY(first > 0);
    const auto sought = went.count();
    QTest::mousePress(&shown.view, Qt::MiddleButton, {}, QPoint(600, 20));
    QTest::mouseMove(&shown.view, QPoint(900, 20));
    QTest::mouseRelease(&shown.view, Qt::MiddleButton, {}, QPoint(900, 20));
    QCOMPARE(went.count(), sought);
    QVERIFY(std::abs(first - shown.view.axis().firstVisibleCell() - 300 / shown.view.axis().unit()) < 1);
    shown.wheel(QPoint(600, 20), 2);  // without Ctrl the wheel pans, too
    QVERIFY(shown.view.axis().firstVisibleCell() < first - 300 / shown.view.axis().unit());
}

void TestTimelineView::whoPannedIsLeftAlone() {
    UiWorld world(65536);
    for (int i = 0; i < 200; ++i) world.run("put user:" + std::to_string(i) + " value");
    Shown shown(world);
    shown.wheel(QPoint(600, 20), 8);
    const double panned = shown.view.axis().firstVisibleCell();
    Moment moment = momentOf(world);
    moment.hovered.kind = Selection::Kind::range;  // pointing somewhere is no move of the cursor
    shown.view.setMoment(moment);
    QCOMPARE(shown.view.axis().firstVisibleCell(), panned);
    world.back();
    shown.view.setMoment(momentOf(world));
    QVERIFY(shown.view.axis().firstVisibleCell() > panned);  // a step is: the cursor comes into sight
}

void TestTimelineView::lanesHaveTooltipsWithTheirSentence() {
    UiWorld world;
    world.run("put user:1 Ada");
    world.run("sync");
    Shown shown(world);
    shown.unfold();
    const Timeline& timeline = world.timeline();
    FactId written = kNoFact, synced = kNoFact, cell = kNoFact;
    for (FactId fact = timeline.operation(1).begin; fact < timeline.end(); ++fact) {
        if (timeline.at(fact).fact.kind == FactKind::written) written = fact;
        if (timeline.at(fact).fact.kind == FactKind::synced) synced = fact;
        if (timeline.at(fact).fact.kind == FactKind::cellSet && written != kNoFact) cell = fact;
    }
    using Lane = TimelineView::Lane;
    const auto tip = [&](FactId fact, Lane lane) { return shown.view.tipAt(shown.view.positionOf(fact, lane)); };
    QVERIFY2(tip(written, Lane::writes).contains(QStringLiteral("28 B written")), qPrintable(tip(written, Lane::writes)));
    QVERIFY2(tip(written, Lane::writes).contains(QStringLiteral("28 bytes land at 0x0040")), qPrintable(tip(written, Lane::writes)));
    QVERIFY2(tip(synced, Lane::syncs).contains(QStringLiteral("Syncs: 1.")), qPrintable(tip(synced, Lane::syncs)));
    QVERIFY2(tip(synced, Lane::syncs).contains(QStringLiteral("reach the platter")), qPrintable(tip(synced, Lane::syncs)));
    QVERIFY2(tip(cell, Lane::memory).contains(QStringLiteral("Changes of cells in memory")), qPrintable(tip(cell, Lane::memory)));
    QVERIFY2(tip(written, Lane::jobs).contains(QStringLiteral("No job")), qPrintable(tip(written, Lane::jobs)));
    QVERIFY2(tip(written, Lane::risk).contains(QStringLiteral("would take 28 B")), qPrintable(tip(written, Lane::risk)));
    // The mark of the sync, below.
    const QPoint mark(shown.view.positionOf(synced, Lane::syncs).x(), shown.view.height() - 6);
    QVERIFY2(shown.view.tipAt(mark).startsWith(QStringLiteral("sync")), qPrintable(shown.view.tipAt(mark)));
    // A compaction in the background has a lane of its own.
    world.run("roll");
    world.run("compact begin");
    world.run("step 2");
    shown.view.setMoment(momentOf(world));
    QCOMPARE(timeline.jobRuns().size(), std::size_t{1});
    QVERIFY2(tip(timeline.jobRuns().front().first, Lane::jobs).contains(QStringLiteral("In the background: compaction.")),
             qPrintable(tip(timeline.jobRuns().front().first, Lane::jobs)));
}

void TestTimelineView::bookmarksAreClickedAndNamed() {
    UiWorld world;
    world.run(test::pictureCommands());
    Bookmarks bookmarks;
    const FactId there = world.timeline().operation(4).end;
    bookmarks.toggle(world.timeline(), there);
    Shown shown(world);
    const QImage without = shown.view.grab().toImage();
    Moment moment = momentOf(world);
    moment.bookmarks = &bookmarks;
    shown.view.setMoment(moment);
    QVERIFY2(shown.view.grab().toImage() != without, "it has a flag");
    const QPoint flag = shown.view.pointOfBookmark(there);
    QVERIFY2(shown.view.tipAt(flag).startsWith(QStringLiteral("op 5")), qPrintable(shown.view.tipAt(flag)));
    QSignalSpy went(&shown.view, &MomentView::goTo), named(&shown.view, &TimelineView::bookmarkNamed);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, flag);
    QCOMPARE(went.last().first().value<FactId>(), there);
    QTest::mouseDClick(&shown.view, Qt::LeftButton, {}, flag);
    auto* name = shown.view.findChild<QLineEdit*>(QStringLiteral("bookmarkName"));
    QVERIFY(name && name->isVisible());
    QTest::keyClicks(name, QStringLiteral("the overwrite"));
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(named.count(), 1);
    QCOMPARE(named.first().at(1).toString(), QStringLiteral("the overwrite"));
    QVERIFY(!name->isVisible());
    QTest::mouseDClick(&shown.view, Qt::LeftButton, {}, flag);
    QTest::keyClick(name, Qt::Key_Escape);
    QCOMPARE(named.count(), 1);
}

void TestTimelineView::theMenuComparesAndBookmarks() {
    UiWorld world;
    world.run(test::pictureCommands());
    Shown shown(world);
    QSignalSpy marked(&shown.view, &TimelineView::markWanted), booked(&shown.view, &TimelineView::bookmarkWanted);
    const std::size_t step = 6;
    QPoint at = shown.view.pointOfStep(step);
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, shown.view.mapToGlobal(at));
    QApplication::sendEvent(&shown.view, &event);
    auto* menu = shown.view.findChild<QMenu*>();
    QVERIFY(menu);
    menu->findChild<QAction*>(QStringLiteral("compareWithHere"))->trigger();
    menu->findChild<QAction*>(QStringLiteral("bookmarkHere"))->trigger();
    QCOMPARE(marked.first().first().value<FactId>(), world.timeline().step(step).end);
    QCOMPARE(booked.first().first().value<FactId>(), world.timeline().step(step).end);
    menu->close();
    const QImage without = shown.view.grab().toImage();
    Moment moment = momentOf(world);
    moment.mark = world.timeline().step(step).end;
    shown.view.setMoment(moment);
    QVERIFY2(shown.view.grab().toImage() != without, "the compared moment has a line");
}

void TestTimelineView::theCardFoldsAndKeepsItsLanes() {
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("kept.ini")), QSettings::IniFormat);
    Look look;
    TimelinePanel panel(look);
    panel.rememberIn(&settings);
    panel.resize(1580, 140);
    panel.show();
    QVERIFY(!panel.view()->expanded());
    const int folded = panel.sizeHint().height();
    QTest::mouseClick(panel.findChild<QWidget*>(QStringLiteral("lanes")), Qt::LeftButton);
    QVERIFY(panel.view()->expanded());
    QTRY_VERIFY(panel.sizeHint().height() > folded + 50);
    TimelinePanel another(look);
    another.rememberIn(&settings);
    QVERIFY(another.view()->expanded());
    another.findChild<QAction*>(QStringLiteral("timeline.lanes"))->trigger();
    QVERIFY(!another.view()->expanded());
    TimelinePanel third(look);
    third.rememberIn(&settings);
    QVERIFY(!third.view()->expanded());
}

void TestTimelineView::theSpeedIsDraggedWheeledAndKeyed() {
    Look look;
    TimelinePanel panel(look);
    panel.resize(1580, 140);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    connect(&panel, &TimelinePanel::speedWanted, &panel, &TimelinePanel::setSpeed);
    QSignalSpy wanted(&panel, &TimelinePanel::speedWanted);
    auto* button = panel.findChild<FlatButton*>(QStringLiteral("speed"));
    auto* slider = panel.findChild<QSlider*>(QStringLiteral("speedSlider"));
    QCOMPARE(button->text(), QStringLiteral("4 steps/s"));
    QVERIFY(slider->isVisible());
    const QPoint middle = button->rect().center();
    QWheelEvent turn(middle, button->mapToGlobal(middle), {}, {0, 240}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(button, &turn);
    QCOMPARE(button->text(), QStringLiteral("8 steps/s"));
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_End);
    QCOMPARE(button->text(), QStringLiteral("200 steps/s"));
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(button->text(), QStringLiteral("0.5 steps/s"));
    QTest::keyClick(slider, Qt::Key_Right);
    QVERIFY(wanted.last().first().toDouble() > 0.55 && wanted.last().first().toDouble() < 0.8);
    QTest::mousePress(slider, Qt::LeftButton, {}, QPoint(4, slider->height() / 2));
    QTest::mouseMove(slider, QPoint(slider->width() / 2, slider->height() / 2));
    QTest::mouseRelease(slider, Qt::LeftButton, {}, QPoint(slider->width() / 2, slider->height() / 2));
    // Half of the way is the middle of the logarithm: ten.
    QVERIFY2(wanted.last().first().toDouble() > 4 && wanted.last().first().toDouble() < 25, qPrintable(button->text()));
}

void TestTimelineView::modesAreChosenAtTheCard() {
    const SpanCatalog catalog = allSpanKinds();
    ui::Cursor cursor(catalog);
    Look look;
    TimelinePanel panel(look);
    panel.attach(cursor);
    panel.resize(1580, 140);
    panel.show();
    const auto button = [&](const char* name) { return panel.findChild<QAbstractButton*>(QLatin1String(name)); };
    QVERIFY(button("follow")->isChecked());
    QTest::mouseClick(button("walk"), Qt::LeftButton);
    QCOMPARE(cursor.mode(), ui::Cursor::Mode::walk);
    QVERIFY(button("walk")->isChecked() && !button("follow")->isChecked());
    QTest::mouseClick(button("walk"), Qt::LeftButton);
    QVERIFY2(button("walk")->isChecked(), "chosen twice, it stays");
    panel.findChild<QAction*>(QStringLiteral("player.review"))->trigger();
    QCOMPARE(cursor.mode(), ui::Cursor::Mode::review);
    QVERIFY(button("review")->isChecked());
    for (const char* name : {"follow", "walk", "review"}) QVERIFY(!button(name)->toolTip().isEmpty());
    for (const char* name : {"bookmark.toggle", "bookmark.next", "bookmark.previous", "player.slower", "timeline.fit"}) {
        const auto* action = panel.findChild<QAction*>(QLatin1String(name));
        QVERIFY2(action && panel.actions().contains(action) && !action->shortcuts().isEmpty(), name);
    }
}

void TestTimelineView::inReviewACommandDoesNotMoveTheWindow() {
    Bridge bridge;
    QSignalSpy finished(&bridge.engine(), &EngineThread::finished);
    const auto run = [&](const char* line) {
        const auto before = finished.count();
        bridge.run(QString::fromLatin1(line));
        return QTest::qWaitFor([&] { return finished.count() > before && bridge.engine().idle(); }, 20000);
    };
    QVERIFY(run("put user:1 Ada"));
    bridge.cursor().stepBack();
    const FactId here = bridge.cursor().position();
    bridge.cursor().setMode(ui::Cursor::Mode::review);
    QVERIFY(run("put user:2 Grace"));
    QCOMPARE(bridge.cursor().position(), here);
    bridge.cursor().setMode(ui::Cursor::Mode::follow);
    QVERIFY(run("put user:3 Edsger"));
    QVERIFY(bridge.cursor().live() && bridge.cursor().position() > here);
}

void TestTimelineView::theMomentBeforeHasAWord() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.back();
    Look look;
    TimelinePanel panel(look);
    panel.resize(1580, 140);
    Moment moment = momentOf(world);
    panel.setMoment(moment);
    const QImage plain = panel.view()->grab().toImage();
    moment.before = true;
    panel.setMoment(moment);
    QVERIFY2(panel.view()->grab().toImage() != plain, "it is written at the cursor");
    bool said = false;
    for (const QLabel* label : panel.findChildren<QLabel*>()) said = said || label->text().contains(QStringLiteral("the moment before"));
    QVERIFY(said);
}

void TestTimelineView::aMillionFactsArePaintedByPixels() {
    UiWorld world(1 << 20);
    world.run("fill 20000 keys=random value=20 seed=1");
    Shown shown(world, 700);
    shown.unfold();
    shown.view.fit();
    const TimelineLayout& axis = shown.view.axis();
    QVERIFY(!axis.detailed() || world.timeline().operationCount() < 10);
    QVERIFY(laneColumns(world.timeline(), axis, 600).size() <= 600);
    QVERIFY(operationColumns(world.timeline(), axis, 600).size() <= 600);
    QVERIFY(!shown.view.grab().toImage().isNull());
    // Steps that are added do not shift what was fitted out of sight.
    world.run("put user:1 Ada");
    shown.view.setMoment(momentOf(world));
    const auto [first, end] = shown.view.visibleOperations();
    QCOMPARE(end - first, world.timeline().operationCount() - world.timeline().firstOperation());
}

QTEST_MAIN(TestTimelineView)
#include "test_timeline_view.moc"
