// The power card: what it calls safe is safe, what is lost is named, and it speaks of the moment that is shown.
#include <QtTest>

#include "tests/support/ui_world.h"
#include "ui/panels/power_words.h"
#include "ui/panels/step_panel.h"

using namespace vitrine;
using namespace vitrine::ui;
using test::UiWorld;

namespace {

/// Everything that the card says at the world's moment, a line each.
QString cardOf(const UiWorld& world) {
    const PowerStory story = storyOf(lab::whatIfPowerFails(world.scene()));
    QStringList lines{story.headline};
    for (const auto& row : story.rows) lines << row.key + QLatin1Char(' ') + row.now + QStringLiteral(" -> ") + row.after;
    for (const auto& paragraph : story.paragraphs) lines << paragraph.lead + paragraph.text;
    return lines.join(QLatin1Char('\n'));
}

/// Fails too, if it has to.
void runAnyway(UiWorld& world, const char* line) {
    world.session().execute(line);
    world.session().tracer()->flush();
    world.live();
}

}  // namespace

// In these worlds `use` is operation 1.
class TestPowerCard : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void whatAPowerCutTookIsLostAndNotSafe() {
        UiWorld world;
        world.run(std::vector<std::string>{"put a 1", "put b 2", "sync", "put c 3"});
        QCOMPARE(cardOf(world), QStringLiteral("1 write may be lost · 21 B\nc “3” -> not found\n"
                                               "Safe: operations 2 and 3, because of the sync in operation 4."));
        world.run("crash keep=none");
        QVERIFY2(cardOf(world).contains(QStringLiteral("Lost: operation 5.")), qPrintable(cardOf(world)));
        QVERIFY2(cardOf(world).startsWith(QStringLiteral("No database is open")), qPrintable(cardOf(world)));
        world.run("open");
        const QString told = QStringLiteral("Nothing would be lost\nSafe: operations 2 and 3, because of the sync in "
                                            "operation 4.\nLost: operation 5.");
        QCOMPARE(cardOf(world), told);
        world.run(std::vector<std::string>{"put d 4", "sync"});
        QVERIFY2(cardOf(world).contains(QStringLiteral("Safe: operations 2 and 3, 8")), qPrintable(cardOf(world)));
    }

    void whatTheDiskKeptIsNotLost() {
        UiWorld world;
        world.run(std::vector<std::string>{"put a 1", "crash keep=all", "open"});
        QVERIFY2(!cardOf(world).contains(QStringLiteral("Lost")), qPrintable(cardOf(world)));
        QVERIFY2(cardOf(world).contains(QStringLiteral("Safe: operation 2")), qPrintable(cardOf(world)));
    }

    /// A file is no better than its name.
    void whatIsInAFileWhoseNameMayBeLostIsNotSafe() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated break=no-directory-sync", "put a 1", "sync"});
        QVERIFY2(cardOf(world).contains(QStringLiteral("a “1” -> not found")), qPrintable(cardOf(world)));
        QVERIFY2(!cardOf(world).contains(QStringLiteral("Safe:")), qPrintable(cardOf(world)));
    }

    void aKilledProcessLosesItsBuffer() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated durability=buffered", "put a 1", "put b 2"});
        QCOMPARE(cardOf(world), QStringLiteral("2 writes may be lost · 42 B in the process\na “1” -> not found\n"
                                               "b “2” -> not found\nNo sync has succeeded yet: nothing is promised."));
        world.run(std::vector<std::string>{"kill", "open"});
        QVERIFY2(cardOf(world).contains(QStringLiteral("Lost: operations 3 and 4.")), qPrintable(cardOf(world)));
    }

    void anOperationThatHasNotWrittenYetIsNotSafe() {
        UiWorld world(128);
        world.run(std::vector<std::string>{"put a 1", "put b 2", "put c 3", "put d 4"});  // the last one rolls over first
        const Operation& last = world.timeline().operation(world.timeline().operationCount() - 1);
        QVERIFY(last.stepCount > 3);
        for (std::size_t step = 0; step < 2; ++step) {
            world.seek(world.timeline().step(last.firstStep + step).end);
            QVERIFY2(cardOf(world).contains(QStringLiteral("Safe: operations 2 to 4, because of")), qPrintable(cardOf(world)));
        }
    }

    void whatIsOnlyPutTogetherIsNotSafe() {
        UiWorld world;
        world.run(std::vector<std::string>{"put a 1", "sync", "put b 2"});
        const Operation& last = world.timeline().operation(world.timeline().operationCount() - 1);
        world.seek(world.timeline().step(last.firstStep).end);
        QCOMPARE(cardOf(world), QStringLiteral("Nothing would be lost\nSafe: operation 2, because of the sync in operation 3."));
    }

    void whatFailedIsNotSafe() {
        UiWorld world;
        world.run(std::vector<std::string>{"put a 1", "fault sync#1 eio"});
        runAnyway(world, "sync");
        QVERIFY2(!cardOf(world).contains(QStringLiteral("Safe")), qPrintable(cardOf(world)));
        QVERIFY2(cardOf(world).startsWith(QStringLiteral("1 write may be lost")), qPrintable(cardOf(world)));
        UiWorld other;
        other.run(std::vector<std::string>{"put a 1", "sync"});
        runAnyway(other, "put");
        runAnyway(other, "get nothing");
        QCOMPARE(cardOf(other), QStringLiteral("Nothing would be lost\nSafe: operation 2, because of the sync in operation 3."));
    }

    void aDeletionThatMayComeBackIsNamed() {
        UiWorld world;
        world.run(std::vector<std::string>{"put a 1", "put z 0", "sync", "put a 2", "put a 3", "del z", "put b 1", "del b"});
        const QString card = cardOf(world);
        QVERIFY2(card.startsWith(QStringLiteral("5 writes may be lost")), qPrintable(card));
        QVERIFY2(card.contains(QStringLiteral("z deleted -> “0” comes back")), qPrintable(card));
        QVERIFY2(card.contains(QStringLiteral("a “3” -> “1”")), qPrintable(card));
    }

    void aPublishedCopyIsNoUnfinishedOne() {
        UiWorld world;
        world.run(test::pictureCommands());
        world.run(std::vector<std::string>{"roll", "compact"});
        const Operation& compact = world.timeline().operation(world.timeline().operationCount() - 1);
        bool unfinished = false, published = false;
        for (std::size_t step = compact.firstStep; step < compact.firstStep + compact.stepCount; ++step) {
            world.seek(world.timeline().step(step).end);
            const QString card = cardOf(world);
            const bool part = std::ranges::any_of(world.scene().files(), [](const SpaceState* file) {
                return file->name.ends_with(".part");
            });
            const std::string_view kind = world.timeline().catalog().kind(world.timeline().step(step).kind).name;
            published = published || kind == "log.compact.publish";
            if (published) QVERIFY2(!card.contains(QStringLiteral("unfinished copy")), qPrintable(card));
            if (part) QVERIFY2(card.contains(QStringLiteral("unfinished copy is deleted")), qPrintable(card));
            unfinished = unfinished || part;
        }
        QVERIFY(unfinished && published);
    }

    void withoutADatabaseNothingIsCalledSafe() {
        UiWorld world;
        world.run(std::vector<std::string>{"put a 1", "close"});
        QVERIFY2(cardOf(world).startsWith(QStringLiteral("No database is open")), qPrintable(cardOf(world)));
        QVERIFY2(!cardOf(world).contains(QStringLiteral("Safe")), qPrintable(cardOf(world)));
    }

    void aRefusedDatabaseIsNotOpen() {
        UiWorld world;
        for (const char* line : {"put a 1", "put b 2", "sync", "close", "edit 1 0x50 FF"}) world.run(line);
        runAnyway(world, "open");
        const QString card = cardOf(world);
        QVERIFY2(card.startsWith(QStringLiteral("No database is open\nThe engine refuses it: ")), qPrintable(card));
        QCOMPARE(card.count(QStringLiteral("0000000001.log")), 1);
        QVERIFY2(!card.contains(QStringLiteral("Safe")), qPrintable(card));
    }

    /// However small the card is, what it has no room for can be read.
    void theTooltipHoldsAll() {
        UiWorld world(4096);
        for (int i = 0; i < 9; ++i) world.run("put key" + std::to_string(i) + " value");
        Look look;
        PowerView view(look);
        view.setStory(storyOf(lab::whatIfPowerFails(world.scene())));
        for (int i = 0; i < 9; ++i) QVERIFY(view.toolTip().contains(QStringLiteral("key%1").arg(i)));
        QVERIFY(view.toolTip().contains(QStringLiteral("nothing is promised")));
    }

    void theEmptyKeyIsSeen() {
        UiWorld world;
        world.run("put \"\" x");
        QVERIFY2(cardOf(world).contains(QStringLiteral("\n\"\" “x” -> not found")), qPrintable(cardOf(world)));
    }

    /// While moments follow each other faster than they are answered for, the card tells none of another moment.
    void theCardSpeaksOfTheMomentShown() {
        UiWorld world;
        Look look;
        PowerPanel panel(look);
        for (int i = 0; i < 5; ++i) {
            world.run("put key" + std::to_string(i) + " value");
            Moment moment;
            moment.scene = &world.scene();
            panel.setMoment(moment);
            const QString risk = QStringLiteral("%1 B").arg(world.scene().bytesAtRisk());
            QVERIFY2(panel.view()->story().headline.contains(risk), qPrintable(panel.view()->story().headline));
        }
    }
};

QTEST_MAIN(TestPowerCard)
#include "test_power_card.moc"
