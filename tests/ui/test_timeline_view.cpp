// What blocks on the timeline say, and that they can be read.
#include <QtTest>

#include "tests/support/ui_world.h"
#include "ui/models/index_model.h"
#include "ui/models/segments_model.h"
#include "ui/models/step_changes.h"
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

}  // namespace

class TestTimelineView : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void theKeyIsReadable();
    void inALongHistoryTheKeyStays();
    void quotedKeysAreWords();
    void theIndexAnswersForTheKeyInHand();
    void aDeletedKeyIsOut();
    void aPowerCutSaysWhatWasLost();
    void closedRowsAreReadOnce();
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

QTEST_MAIN(TestTimelineView)
#include "test_timeline_view.moc"
