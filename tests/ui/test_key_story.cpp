// The story of a key: its moments are those at which something became different, and each tells the truth of its time.
#include <QtTest>

#include "tests/support/ui_world.h"
#include "ui/models/key_story.h"

using namespace vitrine;
using namespace vitrine::ui;
using test::UiWorld;

namespace {

Moment momentOf(const UiWorld& world) {
    Moment moment;
    moment.scene = &world.scene();
    return moment;
}

KeyStory storyIn(const UiWorld& world, const Bytes& key) {
    KeyStory story;
    story.show(momentOf(world), key);
    return story;
}

/// "put, sync: “Ada”" for each moment.
QStringList told(const KeyStory& story) {
    QStringList lines;
    for (const StoryMoment& moment : story.moments()) lines << moment.label + QStringLiteral(": ") + moment.answerText;
    return lines;
}

}  // namespace

class TestKeyStory : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void overwriteThenLoseThePower() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log sector=1", "put user:1 Ada", "sync", "put user:1 \"Ada Lovelace\"",
                                           "crash keep=all but=data#-1~30", "open", "put user:2 Grace"});
        const KeyStory story = storyIn(world, "user:1");
        QCOMPARE(told(story), (QStringList{QStringLiteral("put, sync: “Ada”"), QStringLiteral("overwrite: “Ada Lovelace”"),
                                           QStringLiteral("cut power: nobody answers"), QStringLiteral("recover: “Ada”")}));
        const auto& moments = story.moments();
        QVERIFY(moments[0].durable && !moments[1].durable && moments[3].durable);
        QCOMPARE(moments[0].content.blocks.size(), std::size_t{1});
        QCOMPARE(moments[1].content.blocks[0].state, RecordState::dead);
        QCOMPARE(moments[1].content.blocks[1].state, RecordState::live);
        QCOMPARE(moments[3].content.blocks.size(), std::size_t{1});
        QVERIFY(moments[3].cutByRecovery);
        QCOMPARE(moments[3].lost, moments[2].sizeBytes - moments[3].sizeBytes);
        QVERIFY(moments[3].lost > 0);
        QCOMPARE(story.axisBytes(), moments[1].sizeBytes - moments[1].begin);
    }

    /// "put, sync" is one moment, which begins with the put: between the two nothing is on the platter.
    void whatIsSyncedLaterIsNotSafeBefore() {
        UiWorld world;
        world.run(std::vector<std::string>{"put a 1", "put b 1", "sync"});  // b comes between the two
        const KeyStory story = storyIn(world, "a");
        QCOMPARE(told(story), QStringList{QStringLiteral("put, sync: “1”")});
        const StoryMoment& moment = story.moments().front();
        QVERIFY(moment.position < moment.settled);
        QCOMPARE(story.current(moment.position), std::optional<std::size_t>(0));
        const StoryMoment& early = moment.at(moment.position);
        QVERIFY(!early.content.notDurable.empty());
        QCOMPARE(early.content.blocks.size(), std::size_t{1});
        QVERIFY(moment.at(moment.settled).content.notDurable.empty());
        QCOMPARE(moment.at(moment.settled).content.blocks.size(), std::size_t{2});
    }

    void otherKeysAndReadsAreNoMoments() {
        UiWorld world;
        world.run(std::vector<std::string>{"put a 1", "put b 2", "get a", "scan", "put c 3", "get c"});
        QCOMPARE(told(storyIn(world, "b")), QStringList{QStringLiteral("put: “2”")});
    }

    void aDeleteIsToldAndTheKeyMayComeBack() {
        UiWorld world;
        world.run(std::vector<std::string>{"put a 1", "del a", "put a 2"});
        QCOMPARE(told(storyIn(world, "a")), (QStringList{QStringLiteral("put: “1”"), QStringLiteral("delete: not found"),
                                                         QStringLiteral("put: “2”")}));
    }

    void aCompactionMovesTheKeyToAnotherFile() {
        UiWorld world;
        world.run(std::vector<std::string>{"put a 1", "put a 2", "roll", "compact"});
        const KeyStory story = storyIn(world, "a");
        QVERIFY2(told(story).last().startsWith(QStringLiteral("compact")), qPrintable(told(story).join(QLatin1Char('|'))));
        QVERIFY(story.moments().back().file != story.moments().front().file);
        QCOMPARE(story.moments().back().answerText, QStringLiteral("“2”"));
    }

    void aDamagedRecordIsNoValue() {
        UiWorld world;
        world.run(std::vector<std::string>{"put a 1", "put a 2", "sync", "edit 1 0x0069 00"});
        const KeyStory story = storyIn(world, "a");
        QCOMPARE(story.moments().back().answer, StoryMoment::Answer::unreadable);
        QCOMPARE(story.moments().back().label, QStringLiteral("damage"));
    }

    void theCursorStandsBehindItsMoment() {
        UiWorld world;
        world.run(std::vector<std::string>{"put a 1", "put b 1", "put a 2"});
        const KeyStory story = storyIn(world, "a");
        QCOMPARE(story.moments().size(), std::size_t{2});
        QVERIFY(!story.current(world.timeline().begin()));
        QCOMPARE(story.current(story.moments()[0].position), std::optional<std::size_t>(0));
        QCOMPARE(story.current(story.moments()[1].position - 1), std::optional<std::size_t>(0));
        QCOMPARE(story.current(world.timeline().end()), std::optional<std::size_t>(1));
    }

    void aKeyThatNobodyWroteHasNoStory() {
        UiWorld world;
        world.run(std::vector<std::string>{"put a 1", "sync", "crash keep=all", "open"});
        QVERIFY(storyIn(world, "nobody").moments().empty());
        QCOMPARE(storyIn(world, "nobody").axisBytes(), std::uint64_t{1});
    }

    void oddKeysHaveStoriesToo() {
        UiWorld world;
        world.run(std::vector<std::string>{"put \"two\\x0Alines\" 1", "put \"\" 2"});
        QCOMPARE(told(storyIn(world, "two\nlines")), QStringList{QStringLiteral("put: “1”")});
        QCOMPARE(told(storyIn(world, "")), QStringList{QStringLiteral("put: “2”")});
    }
};

QTEST_GUILESS_MAIN(TestKeyStory)
#include "test_key_story.moc"
