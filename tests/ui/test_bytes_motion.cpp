// Motion between two moments: that what changed moves, that nothing else does, and when nothing moves at all.
#include <QScrollBar>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/ui_world.h"
#include "ui/models/compaction_model.h"
#include "ui/panels/bytes_panel.h"
#include "ui/panels/index_panel.h"
#include "ui/panels/segments_panel.h"
#include "ui/views/ribbons_view.h"

using namespace vitrine;
using namespace vitrine::ui;
using vitrine::test::UiWorld;

namespace {

constexpr int kPatient = Motion::kLeastBetweenMs + 30;

template <class View>
struct Stage {
    explicit Stage(UiWorld& of, QSize size = {860, 360}) : world(of), view(look, nullptr) {
        view.resize(size);
        view.show();
        static_cast<void>(QTest::qWaitForWindowExposed(&view));
        follow();
    }
    void follow() {
        moment.scene = &world.scene();
        moment.stepBegin = world.stepBegin();
        if (give) give(moment);
        view.setMoment(moment);
    }
    /// As a person steps: the picture before was seen.
    void step(FactId to) {
        static_cast<void>(view.grab());
        QTest::qWait(kPatient);
        world.seek(to);
        view.motion().holdAt(0.0);
        follow();
    }
    QImage at(double progress) {
        view.motion().holdAt(progress);
        return view.grab().toImage();
    }
    QImage still() {
        view.motion().finish();
        return view.grab().toImage();
    }
    UiWorld& world;
    Look look;
    Moment moment;
    std::function<void(const Moment&)> give;
    View view;
};

/// Columns of the picture that differ.
std::vector<int> differingColumns(const QImage& a, const QImage& b) {
    std::vector<int> columns;
    for (int x = 0; x < a.width(); ++x)
        for (int y = 0; y < a.height(); ++y)
            if (a.pixel(x, y) != b.pixel(x, y)) {
                columns.push_back(x);
                break;
            }
    return columns;
}

RangeRef targetOf(const UiWorld& world, const char* key) {
    Moment moment;
    moment.scene = &world.scene();
    IndexModel model;
    model.show(moment);
    return model.at(model.find(key).value()).target;
}

}  // namespace

class TestBytesMotion : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void init() { Motion::setInstant(false); }
    void cleanup() { Motion::setInstant(true); }
    void aWriteGrowsInFromTheLeft();
    void backItGoesTheSameWay();
    void bytesGrowInRowByRow();
    void aSyncSweepsTheHatchAway();
    void aNewEntryComesIntoItsSlot();
    void entriesTravelWhenTheTableDoubles();
    void aCopyFlowsDownItsRibbon();
    void nothingMovesFasterThanEightStepsASecond();
    void nothingMovesOverALeapOrWithoutAnimations();
    void itIsOverSoonAndTheEndIsTheMomentItself();
};

void TestBytesMotion::aWriteGrowsInFromTheLeft() {
    UiWorld world(1024);
    world.run(test::pictureCommands());
    const RangeRef target = targetOf(world, "user:7");
    world.back(1);  // written, not yet pointed at
    const FactId written = world.scene().position();
    world.back(1);
    const FactId before = world.scene().position();
    Stage<SegmentsView> stage(world);
    stage.step(written);
    QVERIFY(stage.view.motion().running());
    const QImage end = stage.still();
    stage.step(before);
    stage.step(written);
    const int middle = stage.view.positionOf(target.space, target.offset)->x();
    const std::vector<int> half = differingColumns(stage.at(0.5), end), none = differingColumns(stage.at(1.0), end);
    QVERIFY(none.empty());
    QVERIFY(!half.empty());
    // Its left half is there, its right half is not.
    QVERIFY2(half.front() >= middle - 3, qPrintable(QString::number(half.front())));
    QVERIFY(half.back() > middle + 4);
}

void TestBytesMotion::backItGoesTheSameWay() {
    UiWorld world(1024);
    world.run(test::pictureCommands());
    const RangeRef target = targetOf(world, "user:7");
    Stage<SegmentsView> stage(world);
    const int middle = stage.view.positionOf(target.space, target.offset)->x();
    world.back(1);
    stage.follow();
    world.back(1);
    const FactId before = world.scene().position();
    world.live();
    stage.follow();
    world.back(1);
    stage.follow();
    stage.step(before);
    QVERIFY(stage.view.motion().running());
    const QImage half = stage.at(0.5), end = stage.still();
    const std::vector<int> left = differingColumns(half, end);
    QVERIFY(!left.empty());
    QVERIFY(left.back() <= middle + 3);  // its right half has gone already
}

void TestBytesMotion::bytesGrowInRowByRow() {
    UiWorld world(1024);
    world.run("put user:1 Ada");
    world.run("put user:7 \"Jim Gray, who wrote of transactions\"");
    const RangeRef target = targetOf(world, "user:7");
    world.back(1);
    const FactId written = world.scene().position();
    world.back(1);
    Stage<BytesView> stage(world);
    stage.step(written);
    QVERIFY(stage.view.motion().running());
    const auto drawn = [&](const QImage& image, std::uint64_t offset) {
        return image.pixelColor(stage.view.positionOf(offset) - QPoint(11, 10));
    };
    const QImage half = stage.at(0.5), end = stage.still();
    QCOMPARE(drawn(half, target.offset + 1), drawn(end, target.offset + 1));
    const std::uint64_t last = target.offset + target.length - 1;
    QVERIFY(drawn(half, last) != drawn(end, last));
    QCOMPARE(drawn(half, last), stage.look.theme().card);
}

void TestBytesMotion::aSyncSweepsTheHatchAway() {
    UiWorld world(1024);
    world.run("put user:1 Ada");
    const FactId before = world.timeline().end();
    world.run("sync");
    const FactId after = world.timeline().end();
    world.seek(before);
    for (const bool bytes : {false, true}) {
        const auto check = [&](auto& stage) {
            world.seek(before);
            stage.follow();
            stage.step(after);
            QVERIFY(stage.view.motion().running());
            const QImage first = stage.at(0.0), later = stage.at(0.6), end = stage.still();
            const std::vector<int> begin = differingColumns(first, later);
            QVERIFY(!begin.empty());
            const std::vector<int> rest = differingColumns(later, end);
            QVERIFY(!rest.empty());
            if (!bytes) QVERIFY(rest.front() >= begin.front());
        };
        if (bytes) {
            Stage<BytesView> stage(world);
            check(stage);
        } else {
            Stage<SegmentsView> stage(world);
            check(stage);
        }
    }
}

void TestBytesMotion::aNewEntryComesIntoItsSlot() {
    UiWorld world;
    world.run("put user:1 Ada");
    world.back(1);
    const FactId before = world.scene().position();
    Stage<IndexView> stage(world, {380, 360});
    stage.step(world.timeline().end());
    QVERIFY(stage.view.motion().running());
    const std::uint64_t slot = *stage.view.model().find("user:1");
    const QImage half = stage.at(0.5), end = stage.still();
    // The row of that slot alone.
    const int y = stage.view.positionOf(slot).y();
    for (int row = 0; row < half.height(); ++row)
        for (int x = 0; x < half.width(); ++x)
            if (half.pixel(x, row) != end.pixel(x, row)) QVERIFY2(std::abs(row - y) < 16, qPrintable(QString::number(row)));
    QVERIFY(half != end);
    stage.step(before);
    QVERIFY(stage.view.motion().running());
}

void TestBytesMotion::entriesTravelWhenTheTableDoubles() {
    UiWorld world(4096);
    for (int i = 0; i < 12; ++i) world.run("put key:" + std::to_string(i) + " x");
    const FactId before = world.timeline().end();
    Moment moment;
    moment.scene = &world.scene();
    IndexModel model;
    model.show(moment);
    QCOMPARE(model.slotCount(), std::uint64_t{16});
    QCOMPARE(model.mostUsed(), model.usedCount());  // one more, and it doubles
    world.run("put key:12 x");
    const FactId after = world.timeline().end();
    model.show(moment);
    QCOMPARE(model.slotCount(), std::uint64_t{32});
    world.seek(before);
    Stage<IndexView> stage(world, {380, 760});
    stage.step(after);
    QVERIFY(stage.view.motion().running());
    const QImage begin = stage.at(0.0), half = stage.at(0.5), end = stage.at(1.0);
    QVERIFY(begin != half && half != end);
    QCOMPARE(stage.still(), end);
    stage.step(before);
    QVERIFY(stage.view.motion().running());
}

void TestBytesMotion::aCopyFlowsDownItsRibbon() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("roll");
    world.run("compact");
    Stage<RibbonsView> stage(world, {1000, 400});
    std::unique_ptr<CompactionModel> model;
    stage.give = [&](const Moment& moment) {
        if (!model) model = CompactionModel::at(moment);
        stage.view.setModel(model.get());
    };
    stage.follow();
    QVERIFY(model && model->inRecords);
    const CompactionRecord* copied = nullptr;
    for (const CompactionInput& input : model->inputs)
        for (const CompactionRecord& record : input.records)
            if (record.travels() && record.step) copied = &record;
    QVERIFY(copied);
    const Step& step = world.timeline().step(*copied->step);
    world.seek(step.begin);
    stage.follow();
    stage.step(step.end);
    QVERIFY(stage.view.motion().running());
    const QImage half = stage.at(0.5), end = stage.still();
    int top = half.height(), bottom = 0;
    for (int y = 0; y < half.height(); ++y)
        for (int x = 0; x < half.width(); ++x)
            if (half.pixel(x, y) != end.pixel(x, y)) top = std::min(top, y), bottom = std::max(bottom, y);
    // The upper half of the ribbon has flowed; its lower half and the block below are to come.
    QVERIFY2(top > 150 && bottom > 300, qPrintable(QStringLiteral("%1 %2").arg(top).arg(bottom)));
}

void TestBytesMotion::nothingMovesFasterThanEightStepsASecond() {
    UiWorld world(1024);
    world.run(test::pictureCommands());
    Stage<SegmentsView> stage(world);
    static_cast<void>(stage.view.grab());
    QTest::qWait(kPatient);
    QElapsedTimer timer;
    timer.start();
    int moving = 0;
    for (int i = 0; i < 4; ++i) {
        world.back(1);
        stage.follow();
        moving += i > 0 && stage.view.motion().running();
        static_cast<void>(stage.view.grab());
    }
    if (timer.elapsed() > Motion::kLeastBetweenMs) QSKIP("the machine is too busy to step fast");
    QCOMPARE(moving, 0);
}

void TestBytesMotion::nothingMovesOverALeapOrWithoutAnimations() {
    UiWorld world(1024);
    world.run(test::pictureCommands());
    const FactId newest = world.timeline().end();
    world.back(1);
    const FactId near = world.scene().position();
    Stage<SegmentsView> stage(world);
    world.run("fill 300 keys=seq value=3 seed=1");
    stage.step(near);
    stage.step(world.timeline().end());
    QVERIFY(!stage.view.motion().running());
    stage.step(newest);
    stage.look.setAnimated(false);
    stage.step(near);
    QVERIFY(!stage.view.motion().running());
    stage.look.setAnimated(true);
    stage.step(newest);
    stage.view.hide();
    world.back(2);
    stage.follow();
    QVERIFY(!stage.view.motion().running());
}

void TestBytesMotion::itIsOverSoonAndTheEndIsTheMomentItself() {
    UiWorld world(1024);
    world.run(test::pictureCommands());
    world.back(2);
    Stage<BytesView> stage(world);
    const FactId before = world.scene().position();
    world.live();
    world.back(1);
    const FactId written = world.scene().position();
    world.seek(before);
    stage.step(written);
    stage.view.motion().holdAt(std::nullopt);
    QTRY_VERIFY(!stage.view.motion().running());
    const QImage moved = stage.view.grab().toImage();
    // The same as in a view that came there without motion.
    world.seek(before);
    Stage<BytesView> other(world);
    other.follow();
    static_cast<void>(other.view.grab());
    world.seek(written);
    other.follow();
    QVERIFY(!other.view.motion().running());
    QCOMPARE(moved, other.view.grab().toImage());
}

QTEST_MAIN(TestBytesMotion)
#include "test_bytes_motion.moc"
