// The views driven as a person drives them: mouse and keys in, selections and moves out.
#include <QScrollBar>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/ui_world.h"
#include "ui/panels/bytes_panel.h"
#include "ui/panels/index_panel.h"
#include "ui/panels/record_panel.h"
#include "ui/panels/segments_panel.h"
#include "ui/views/segments_minimap.h"

using namespace vitrine;
using namespace vitrine::ui;
using vitrine::test::UiWorld;

namespace {

/// A panel in a window of its own, that follows a world and keeps what was pointed at, as the window's cursor does.
template <class Panel>
struct Stage {
    explicit Stage(UiWorld& of, QSize size = {900, 480}) : world(of), panel(look) {
        qRegisterMetaType<Selection>();
        qRegisterMetaType<FactId>();
        panel.resize(size);
        panel.show();
        QObject::connect(panel.view(), &MomentView::hovered, [this](const Selection& s) { moment.hovered = s, show(); });
        QObject::connect(panel.view(), &MomentView::picked, [this](const Selection& s) { moment.pinned = s, show(); });
        follow();
    }
    void follow() {
        moment.scene = &world.scene();
        moment.stepBegin = world.stepBegin();
        show();
    }
    void show() { panel.view()->setMoment(moment); }
    template <class Child>
    Child* child(const char* name) {
        return panel.template findChild<Child*>(QLatin1String(name));
    }
    UiWorld& world;
    Look look;
    Moment moment;
    Panel panel;
};

RangeRef targetOf(const UiWorld& world, const char* key) {
    Moment moment;
    moment.scene = &world.scene();
    IndexModel model;
    model.show(moment);
    return model.at(model.find(key).value()).target;
}

QColor pixel(QWidget& widget, QPoint at) { return widget.grab().toImage().pixelColor(at); }

}  // namespace

class TestBytesView : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void hoveringPreviewsTheRecordUnderTheMouse();
    void clickingPinsAndTheFooterTellsTheStory();
    void goToTheWriteGoesThere();
    void doubleClickGoesToTheWrite();
    void arrowsWalkRecordsAndEnterPins();
    void fieldsHaveTheirColours();
    void aLongFileScrollsToItsNewestRecord();
    void aFoldOpensWhenClicked();
    void anotherFileCanBeChosen();
    void segmentsArePointedAtAndClicked();
    void keysWalkRecordsAndSegments();
    void veryManySegmentsHaveAMap();
    void aBlocksTipSaysWhatItIs();
    void theCompactButtonSaysWhatItWouldFree();
    void theCompactButtonSaysWhyItCannot();
    void slotsAreClickedAndKeysAreFound();
    void aLargeTableScrollsThroughAllItsSlots();
    void theLoadBarSaysWhenTheTableDoubles();
    void theInspectorFollowsTheSelection();
    void aLegendDoesNotKeepItsCardWide();
    void everythingIsPaintedAtEveryScaleAndTheme();
};

void TestBytesView::hoveringPreviewsTheRecordUnderTheMouse() {
    UiWorld world;
    world.run(test::pictureCommands());
    Stage<BytesPanel> stage(world);
    QSignalSpy hovered(stage.panel.view(), &MomentView::hovered);
    const RangeRef target = targetOf(world, "user:7");
    QTest::mouseMove(stage.panel.view(), stage.panel.view()->positionOf(target.offset + 20));
    QVERIFY(hovered.count() > 0);
    const auto selection = hovered.last().at(0).value<Selection>();
    QCOMPARE(selection.offset, target.offset);
    QCOMPARE(selection.size, std::uint64_t{target.length});
    QCOMPARE(selection.key, Bytes("user:7"));
    // Beside the bytes nothing is pointed at.
    QTest::mouseMove(stage.panel.view(), QPoint(3, stage.panel.view()->height() - 2));
    QVERIFY(hovered.last().at(0).value<Selection>().empty());
}

void TestBytesView::clickingPinsAndTheFooterTellsTheStory() {
    UiWorld world;
    world.run(test::pictureCommands());
    Stage<BytesPanel> stage(world);
    QSignalSpy picked(stage.panel.view(), &MomentView::picked);
    const RangeRef target = targetOf(world, "user:7");
    QTest::mouseClick(stage.panel.view(), Qt::LeftButton, {}, stage.panel.view()->positionOf(target.offset));
    QCOMPARE(picked.count(), 1);
    QCOMPARE(picked[0][0].value<Selection>().offset, target.offset);
    const auto* story = stage.child<LookLabel>("bytesStory");
    QVERIFY2(story->text().startsWith(QStringLiteral("These 33 bytes: written by op 12, step 2")), qPrintable(story->text()));
}

void TestBytesView::goToTheWriteGoesThere() {
    UiWorld world;
    world.run(test::pictureCommands());
    Stage<BytesPanel> stage(world);
    QSignalSpy went(stage.panel.view(), &MomentView::goTo);
    auto* button = stage.child<FlatButton>("goToWrite");
    const RangeRef target = targetOf(world, "user:7");
    QTest::mouseClick(stage.panel.view(), Qt::LeftButton, {}, stage.panel.view()->positionOf(target.offset));
    QVERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(went.count(), 1);
    world.seek(went[0][0].value<FactId>());
    stage.follow();
    QCOMPARE(world.scene().pointerTo(target.space, target.offset), std::nullopt);  // written, not yet pointed at
    QVERIFY(!button->isEnabled());                                                   // it stands there now
}

void TestBytesView::doubleClickGoesToTheWrite() {
    UiWorld world;
    world.run("put user:1 Ada");
    Stage<BytesPanel> stage(world);
    QSignalSpy went(stage.panel.view(), &MomentView::goTo);
    const RangeRef target = targetOf(world, "user:1");
    QTest::mouseDClick(stage.panel.view(), Qt::LeftButton, {}, stage.panel.view()->positionOf(target.offset + 1));
    QCOMPARE(went.count(), 1);
    world.back();
    QCOMPARE(went[0][0].value<FactId>(), world.scene().position());
}

void TestBytesView::arrowsWalkRecordsAndEnterPins() {
    UiWorld world(1024);
    world.run(test::pictureCommands());
    Stage<BytesPanel> stage(world);
    BytesView* view = stage.panel.view();
    QSignalSpy hovered(view, &MomentView::hovered), picked(view, &MomentView::picked);
    view->setFocus();
    QTest::mouseClick(view, Qt::LeftButton, {}, view->positionOf(targetOf(world, "user:6").offset));
    QTest::keyClick(view, Qt::Key_Down);
    QCOMPARE(hovered.last()[0].value<Selection>().key, Bytes("user:7"));
    QVERIFY(view->accessibleDescription().startsWith(QStringLiteral("user:7, op 12")));
    QTest::keyClick(view, Qt::Key_Down);  // there is nothing behind it
    QCOMPARE(hovered.last()[0].value<Selection>().key, Bytes("user:7"));
    QTest::keyClick(view, Qt::Key_Up);
    QTest::keyClick(view, Qt::Key_Up);
    QCOMPARE(hovered.last()[0].value<Selection>().key, Bytes("user:3"));
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(picked.last()[0].value<Selection>().key, Bytes("user:3"));
}

void TestBytesView::fieldsHaveTheirColours() {
    UiWorld world;
    world.run("put user:1 Ada");
    Stage<BytesPanel> stage(world);
    BytesView* view = stage.panel.view();
    const RangeRef target = targetOf(world, "user:1");
    const auto at = [&](std::uint64_t offset) { return pixel(*view, view->positionOf(offset) - QPoint(11, 10)); };
    for (const bool dark : {false, true}) {
        stage.look.setDark(dark);
        const Theme& t = stage.look.theme();
        QCOMPARE(at(target.offset + 1), t.crc);
        QCOMPARE(at(target.offset + 6), t.header);
        QCOMPARE(at(target.offset + 20), t.key);
        QCOMPARE(at(target.offset + 26), t.value);
    }
}

void TestBytesView::aLongFileScrollsToItsNewestRecord() {
    UiWorld world(1 << 20);
    world.run("fill 500 keys=seq value=30 seed=1");
    Stage<BytesPanel> stage(world);
    world.run("put user:1 Ada");
    stage.follow();
    BytesView* view = stage.panel.view();
    auto* scroll = stage.child<QScrollBar>("bytesScroll");
    QVERIFY(scroll->isVisible());
    const QPoint newest = view->positionOf(targetOf(world, "user:1").offset);
    QVERIFY(view->rect().contains(newest));
    scroll->setValue(0);
    QVERIFY(!view->rect().contains(view->positionOf(targetOf(world, "user:1").offset)));
    QVERIFY(view->rect().contains(view->positionOf(0)));
}

void TestBytesView::aFoldOpensWhenClicked() {
    UiWorld world(4096);
    world.run("put zeros \"" + []() {
        std::string value;
        for (int i = 0; i < 200; ++i) value += "\\x00";
        return value;
    }() + "\"");
    Stage<BytesPanel> stage(world);
    BytesView* view = stage.panel.view();
    const RangeRef target = targetOf(world, "zeros");
    const QPoint folded = view->positionOf(target.offset + 100);
    QCOMPARE(view->positionOf(target.offset + 132).y(), folded.y());
    QVERIFY(!view->offsetAt(folded));
    QTest::mouseClick(view, Qt::LeftButton, {}, folded);
    QVERIFY(view->positionOf(target.offset + 132).y() > view->positionOf(target.offset + 100).y());
    QVERIFY(view->offsetAt(view->positionOf(target.offset + 100)));
}

void TestBytesView::anotherFileCanBeChosen() {
    UiWorld world;
    world.run(test::pictureCommands());
    Stage<BytesPanel> stage(world);
    BytesView* view = stage.panel.view();
    QVERIFY(world.scene().files().size() > 1);
    const SpaceId first = world.scene().files().front()->id, last = world.scene().files().back()->id;
    QCOMPARE(view->space(), last);
    view->choose(first);
    QCOMPARE(view->space(), first);
    world.run("put user:8 Leslie");
    stage.follow();
    QCOMPARE(view->space(), first);  // chosen is chosen
    view->choose(0);
    QCOMPARE(view->space(), targetOf(world, "user:8").space);
}

void TestBytesView::segmentsArePointedAtAndClicked() {
    UiWorld world;
    world.run(test::pictureCommands());
    Stage<SegmentsPanel> stage(world, {900, 320});
    QSignalSpy hovered(stage.panel.view(), &MomentView::hovered), picked(stage.panel.view(), &MomentView::picked);
    const RangeRef target = targetOf(world, "user:4");
    const auto at = stage.panel.view()->positionOf(target.space, target.offset);
    QVERIFY(at);
    QTest::mouseMove(stage.panel.view(), *at);
    QCOMPARE(hovered.last()[0].value<Selection>().offset, target.offset);
    QTest::mouseClick(stage.panel.view(), Qt::LeftButton, {}, *at);
    QCOMPARE(picked.last()[0].value<Selection>().key, Bytes("user:4"));
    stage.panel.view()->setFocus();
    QTest::keyClick(stage.panel.view(), Qt::Key_Right);
    QVERIFY(hovered.last()[0].value<Selection>().offset != target.offset ||
            hovered.last()[0].value<Selection>().space != target.space);
}

void TestBytesView::keysWalkRecordsAndSegments() {
    UiWorld world;
    world.run("fill 200 keys=seq value=20 seed=1");
    Stage<SegmentsPanel> stage(world, {900, 320});
    SegmentsView* view = stage.panel.view();
    view->setFocus();
    const auto at = [&] { return rangeOf(stage.moment, stage.moment.hovered).value(); };
    const auto first = view->model().rows().front();
    QTest::keyClick(view, Qt::Key_Right);
    QCOMPARE(at().space, first.space);
    QCOMPARE(at().offset, std::uint64_t{0});
    QTest::keyClick(view, Qt::Key_Down);  // the same place, a segment further
    QCOMPARE(at().space, view->model().rows()[1].space);
    QTest::keyClick(view, Qt::Key_Left);  // over the row's beginning
    QCOMPARE(at().space, first.space);
    QVERIFY(at().offset > 0);
    // Down to the last row: what is walked to is in sight.
    for (std::size_t i = 0; i < view->model().rows().size(); ++i) QTest::keyClick(view, Qt::Key_Down);
    QCOMPARE(at().space, view->model().rows().back().space);
    QVERIFY(view->positionOf(at().space, at().offset));
}

void TestBytesView::veryManySegmentsHaveAMap() {
    UiWorld world;
    world.run("fill 400 keys=seq value=20 seed=1");
    world.run("fill 20 keys=seq value=20 seed=1");  // the first keys anew: the oldest segments die
    Stage<SegmentsPanel> stage(world, {900, 320});
    SegmentsView* view = stage.panel.view();
    auto* map = stage.child<SegmentsMinimap>("segmentsMinimap");
    QVERIFY(map->isVisible());
    const auto& rows = view->model().rows();
    QCOMPARE(rows.front().counted.live, std::uint64_t{0});
    const Theme& t = stage.look.theme();
    QVERIFY(map->colorAt(0, 0) != t.live);
    QCOMPARE(map->colorAt(rows.size() / 2, 0), t.live);
    QVERIFY(!view->positionOf(rows.front().space, 70));
    QTest::mouseClick(map, Qt::LeftButton, {}, QPoint(5, 1));
    QVERIFY(view->positionOf(rows.front().space, 70));
    // Few segments need none.
    UiWorld small;
    small.run(test::pictureCommands());
    Stage<SegmentsPanel> few(small, {900, 320});
    QVERIFY(!few.child<SegmentsMinimap>("segmentsMinimap")->isVisible());
}

void TestBytesView::aBlocksTipSaysWhatItIs() {
    UiWorld world;
    world.run(test::pictureCommands());
    Stage<SegmentsPanel> stage(world, {900, 320});
    const RangeRef target = targetOf(world, "user:4");
    const QString tip = stage.panel.view()->tipAt(*stage.panel.view()->positionOf(target.space, target.offset));
    QCOMPARE(tip, QStringLiteral("user:4 Barbara: 32 bytes at %1, live").arg(hex(target.offset)));
    const QString row = stage.panel.view()->tipAt(QPointF(10, 20));
    QVERIFY2(row.startsWith(QStringLiteral("0000000001.log, ")) && row.contains(QStringLiteral("dead")), qPrintable(row));
}

void TestBytesView::theCompactButtonSaysWhatItWouldFree() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run(test::pictureCommands());
    Stage<SegmentsPanel> stage(world, {900, 320});
    QSignalSpy wanted(stage.panel.view(), &MomentView::commandWanted);
    auto* button = stage.child<FlatButton>("segmentsCompact");
    QVERIFY(button->isEnabled());
    const std::uint64_t before = world.session().engine()->stats().totalBytes();
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    const QString promised = button->text();
    world.run(wanted[0][0].toString().toStdString());
    const std::uint64_t freed = before - world.session().engine()->stats().totalBytes();
    QCOMPARE(promised, QStringLiteral("Compact would free %1").arg(sizeText(freed)));
}

void TestBytesView::theCompactButtonSaysWhyItCannot() {
    UiWorld world(4096);
    world.run("put user:1 Ada");
    Stage<SegmentsPanel> stage(world, {900, 320});
    auto* button = stage.child<FlatButton>("segmentsCompact");
    QVERIFY(!button->isEnabled());
    QVERIFY2(button->toolTip().contains(QStringLiteral("closed segments")), qPrintable(button->toolTip()));
    const auto* why = stage.child<LookLabel>("segmentsWhy");
    QCOMPARE(why->text(), QStringLiteral("Why 92 B? 28 live + 64 header."));
}

void TestBytesView::slotsAreClickedAndKeysAreFound() {
    UiWorld world;
    world.run(test::pictureCommands());
    Stage<IndexPanel> stage(world, {400, 430});
    IndexView* view = stage.panel.view();
    QSignalSpy hovered(view, &MomentView::hovered), picked(view, &MomentView::picked);
    auto* box = stage.child<QLineEdit>("whereIs");
    QCOMPARE(box->text(), QStringLiteral("user:7"));  // the newest probe's key
    const std::uint64_t slot = *view->model().find("user:4");
    QTest::mouseClick(view, Qt::LeftButton, {}, view->positionOf(slot));
    QCOMPARE(picked.last()[0].value<Selection>().cell.cell, slot);
    box->selectAll();
    QTest::keyClicks(box, "user:5");
    QCOMPARE(hovered.last()[0].value<Selection>().cell.cell, *view->model().find("user:5"));
    const auto* answer = stage.child<LookLabel>("whereAnswer");
    QVERIFY2(answer->text().contains(QStringLiteral("slot ")), qPrintable(answer->text()));
    QTest::keyClick(box, Qt::Key_Return);
    QCOMPARE(picked.last()[0].value<Selection>().cell.cell, *view->model().find("user:5"));
    box->selectAll();
    QTest::keyClicks(box, "nobody");
    QVERIFY2(answer->text().contains(QStringLiteral("no slot holds it")), qPrintable(answer->text()));
}

void TestBytesView::aLargeTableScrollsThroughAllItsSlots() {
    UiWorld world(1 << 20);
    world.run("fill 70000 keys=seq value=20 seed=1");
    world.run("put user:1 Ada");
    world.run("get user:1");
    Stage<IndexPanel> stage(world, {400, 430});
    IndexView* view = stage.panel.view();
    QVERIFY(!view->model().whole());
    // It stands where something is known.
    const std::uint64_t slot = *view->model().find("user:1");
    QVERIFY(view->rect().contains(view->positionOf(slot)));
    auto* scroll = stage.child<QScrollBar>("indexScroll");
    const auto pages = static_cast<std::uint64_t>(scroll->maximum() + scroll->pageStep());
    QVERIFY(pages >= view->model().slotCount() && pages <= view->model().slotCount() + 1);
    // Elsewhere the view says that this moment does not tell, and a click picks nothing.
    scroll->setValue(slot > view->model().slotCount() / 2 ? 0 : scroll->maximum());
    QSignalSpy picked(view, &MomentView::picked);
    QTest::mouseClick(view, Qt::LeftButton, {}, QPoint(200, view->height() - 20));
    QCOMPARE(picked.count(), 0);
    QCOMPARE(view->positionOf(slot == 0 ? 0 : slot - 1).y() == -1 || !view->rect().contains(view->positionOf(slot)), true);
    // Keys walk what is known, and the view comes along; a click in the picture goes there.
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Down);
    QVERIFY(!stage.moment.hovered.empty());
    QVERIFY(view->rect().contains(view->positionOf(stage.moment.hovered.cell.cell)));
    QTest::mouseClick(view, Qt::LeftButton, {}, QPoint(view->width() / 2, 10));
    const double share = static_cast<double>(scroll->value()) / static_cast<double>(view->model().slotCount());
    QVERIFY2(share > 0.4 && share < 0.6, qPrintable(QString::number(share)));
}

void TestBytesView::theLoadBarSaysWhenTheTableDoubles() {
    UiWorld world;
    world.run(test::pictureCommands());
    Stage<IndexPanel> stage(world, {400, 430});
    IndexView* view = stage.panel.view();
    QCOMPARE(view->loadText(), QStringLiteral("6 of 16 slots are used. With more than 12 the table doubles, and all keys move."));
    const QRectF bar = view->loadBar();
    const QImage image = view->grab().toImage();
    const auto at = [&](double share) { return image.pixelColor(QPointF(bar.left() + bar.width() * share, bar.center().y()).toPoint()); };
    QCOMPARE(at(0.1), at(0.34));
    QVERIFY(at(0.34) != at(0.45));           // six of sixteen
    QCOMPARE(at(0.75), stage.look.theme().ink);  // twelve
    QCOMPARE(at(0.45), at(0.9));
}

void TestBytesView::theInspectorFollowsTheSelection() {
    UiWorld world;
    world.run(test::pictureCommands());
    Stage<RecordPanel> stage(world, {400, 240});
    const RangeRef target = targetOf(world, "user:4");
    stage.moment.pinned = selectionOf(FileRange{target.space, target.offset, target.length}, "user:4");
    stage.show();
    QCOMPARE(stage.panel.view()->inspection().range.offset, target.offset);
    QVERIFY(stage.panel.view()->accessibleDescription().contains(QStringLiteral("“Barbara”")));
    stage.moment.pinned = {};
    stage.moment.stepBegin = kNoFact;
    stage.show();
    QVERIFY(stage.panel.view()->inspection().empty());
}

void TestBytesView::aLegendDoesNotKeepItsCardWide() {
    UiWorld world;
    world.run(test::pictureCommands());
    Stage<BytesPanel> stage(world);
    const auto chips = stage.panel.findChildren<LegendChip*>();
    const auto shown = [&] { return std::ranges::any_of(chips, &QWidget::isVisible); };
    QVERIFY(shown());
    const int least = stage.panel.layout()->minimumSize().width();
    QVERIFY2(least < 560, qPrintable(QString::number(least)));
    stage.panel.resize(least, 300);
    QCoreApplication::sendPostedEvents();
    QVERIFY(!shown());
    QCOMPARE(stage.panel.width(), least);
}

void TestBytesView::everythingIsPaintedAtEveryScaleAndTheme() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("compact");
    Stage<BytesPanel> bytes(world);
    Stage<SegmentsPanel> segments(world);
    Stage<IndexPanel> index(world);
    Stage<RecordPanel> record(world);
    const auto painted = [](QWidget& widget) {
        const QImage image = widget.grab().toImage();
        const QColor first = image.pixelColor(image.width() / 2, 3);
        for (int y = 0; y < image.height(); y += 3)
            for (int x = 0; x < image.width(); x += 3)
                if (image.pixelColor(x, y) != first) return true;
        return false;
    };
    // Every moment of the history, in both themes, at an odd scale: nothing asserts, everything shows something.
    for (FactId at = world.timeline().end(); at > world.timeline().begin();) {
        world.seek(at);
        const double scale = at % 3 == 0 ? 1.0 : at % 3 == 1 ? 1.5 : 2.5;
        const auto check = [&](auto& stage) {
            stage.look.setDark(at % 2 == 0);
            stage.look.setScale(scale);
            stage.follow();
            QVERIFY(painted(stage.panel));
        };
        check(bytes), check(segments), check(index), check(record);
        at = world.timeline().previousStep(at);
    }
}

QTEST_MAIN(TestBytesView)
#include "test_bytes_view.moc"
