// The promise ledger: what was promised, and what a recovery gives back, told from the facts of real sessions; and that it
// calls a promise broken exactly where the lab's oracle does not allow what came back.
#include <QtTest>

#include "core/base/random.h"
#include "core/lab/prefix_fit.h"
#include "core/lab/promise_ledger.h"
#include "tests/support/ui_world.h"

using namespace vitrine;
using namespace vitrine::lab;
using test::UiWorld;

namespace {

const char* nameOf(Given given) {
    static const char* names[] = {"unknown",   "older so far",   "back",   "deleted", "by luck",
                                  "as before", "in flight came", "lost",   "older",   "undeleted",
                                  "BROKEN",    "damaged",        "refused"};
    return names[static_cast<int>(given)];
}
const char* nameOf(Promised promised) {
    static const char* names[] = {"nothing", "synced", "handed", "in flight"};
    return names[static_cast<int>(promised)];
}

/// "a=1 synced: back", a row a line.
QString told(const PromiseLedger& ledger) {
    QStringList lines;
    for (const LedgerRow& row : ledger.rows) {
        const QString before = row.before  ? QString::fromStdString(label(*row.before))
                               : row.known ? QStringLiteral("-")
                                           : QStringLiteral("?");
        lines << QStringLiteral("%1=%2 %3: %4")
                     .arg(QString::fromStdString(label(row.key)), before, QLatin1String(nameOf(row.promised)),
                          QLatin1String(nameOf(row.given)));
    }
    return lines.join(QLatin1Char('\n'));
}
PromiseLedger ledgerOf(const UiWorld& world) {
    return promiseLedgerAt(world.scene());
}
QString told(const UiWorld& world) {
    return told(ledgerOf(world));
}

const LedgerRow& rowOf(const PromiseLedger& ledger, const char* key) {
    const auto found = std::ranges::find(ledger.rows, Bytes(key), &LedgerRow::key);
    if (found == ledger.rows.end()) qFatal("no row of %s", key);
    return *found;
}

void anyway(UiWorld& world, const std::string& line) {
    world.session().execute(line);
    world.session().tracer()->flush();
    world.live();
}

using Stage = PromiseLedger::Stage;
using End = PromiseLedger::End;

}  // namespace

class TestPromiseLedger : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    /// What was promised of the database of another place is of no matter in a new one.
    void aNewPlaceBeginsAnew() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated", "put user:1 Ada", "put user:2 Grace", "sync",
                                           "use log disk=simulated segment=512"});
        QCOMPARE(told(world), QString());
        world.run(std::vector<std::string>{"crash keep=none", "open"});
        QCOMPARE(told(world), QString());
        QCOMPARE(ledgerOf(world).broken, decltype(PromiseLedger::broken){0});
        world.run(std::vector<std::string>{"put user:3 Edsger"});
        QCOMPARE(told(world), QString("user:3=Edsger nothing: unknown"));
    }

    /// A refusal is told at the last step that open took: behind it the cursor has no stop in that line.
    void theLastStepOfARefusalSaysSo() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated", "put a 1", "put b 2", "sync", "roll", "put c 3",
                                           "sync", "close", "edit 1 0x45 FF"});
        anyway(world, "open");
        const Timeline& timeline = world.timeline();
        const Operation& opening = timeline.operation(timeline.operationCount() - 1);
        QVERIFY(opening.failed && opening.stepCount > 0);
        world.seek(timeline.step(opening.firstStep + opening.stepCount - 1).end);
        QVERIFY(world.scene().position() < opening.end);
        QCOMPARE(int(ledgerOf(world).stage), int(Stage::refused));
        QVERIFY(!ledgerOf(world).undecided);
    }

    void theTornTailOfThePicture() {
        UiWorld world;
        world.run("use log disk=simulated segment=256 sector=1");
        world.run(test::pictureCommands());
        const PromiseLedger live = ledgerOf(world);
        QCOMPARE(live.stage, Stage::live);
        QCOMPARE(live.promised, std::size_t{5});
        world.run("crash keep=all but=data#-1~27");
        QCOMPARE(ledgerOf(world).stage, Stage::off);
        world.run("open");
        const PromiseLedger ledger = ledgerOf(world);
        QCOMPARE(told(ledger), QStringLiteral("user:1=Ada Lovelace synced: back\nuser:2=- synced: deleted\n"
                                              "user:3=Edsger W. synced: back\nuser:4=Barbara synced: back\n"
                                              "user:5=Donald synced: back\nuser:6=Tony Hoare nothing: by luck\n"
                                              "user:7=Jim Gray nothing: lost"));
        QVERIFY(ledger.kept());
        QCOMPARE(ledger.right, std::size_t{5});
    }

    /// Step by step it says what is known, and no more.
    void itFollowsTheRecovery() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated segment=4096", "put a 1", "put b 1", "del b",
                                           "put a 2", "put c 1", "sync", "crash keep=none", "open"});
        const Operation& open = world.timeline().operation(world.timeline().operationCount() - 1);
        const auto at = [&](std::size_t step) { world.seek(world.timeline().step(open.firstStep + step).end); };
        at(0);
        QCOMPARE(told(world), QStringLiteral("a=2 synced: unknown\nb=- synced: unknown\nc=1 synced: unknown"));
        QCOMPARE(ledgerOf(world).stage, Stage::recovering);
        QVERIFY(ledgerOf(world).undecided);
        at(1);
        QCOMPARE(told(world), QStringLiteral("a=2 synced: older so far\nb=- synced: unknown\nc=1 synced: unknown"));
        at(2);  // b is back for a moment: its tombstone comes next
        QCOMPARE(rowOf(ledgerOf(world), "b").given, Given::olderSoFar);
        at(3);
        QCOMPARE(rowOf(ledgerOf(world), "b").given, Given::deleted);
        at(5);
        QCOMPARE(told(world), QStringLiteral("a=2 synced: back\nb=- synced: deleted\nc=1 synced: back"));
        QCOMPARE(ledgerOf(world).right, std::size_t{3});
        world.live();
        QVERIFY(!ledgerOf(world).undecided);
        QVERIFY(ledgerOf(world).kept());
        world.run("get a");
        QCOMPARE(ledgerOf(world).stage, Stage::open);  // looking is no new chapter
        world.run("put d 1");
        QCOMPARE(ledgerOf(world).stage, Stage::live);  // what the open showed is final
        QCOMPARE(told(world), QStringLiteral("a=2 synced: unknown\nc=1 synced: unknown\nd=1 nothing: unknown"));
    }

    void aLostMiddleTakesWhatIsBehindIt() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated segment=4096 sector=1", "put a 1", "sync", "put b 1",
                                           "put c 1", "crash keep=all but=data#-2", "open"});
        QCOMPARE(told(world), QStringLiteral("a=1 synced: back\nb=1 nothing: lost\nc=1 nothing: lost"));
        QVERIFY(ledgerOf(world).kept());
    }

    void deletionsAndOlderValuesComeBackWhereAllowed() {
        UiWorld world;
        world.run(
            std::vector<std::string>{"put a 1", "put b 1", "sync", "put a 2", "del b", "crash keep=none", "open"});
        QCOMPARE(told(world), QStringLiteral("a=2 nothing: older\nb=- nothing: undeleted"));
        QVERIFY(ledgerOf(world).kept());
    }

    void aBatchIsOneOperation() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated segment=4096 sector=1", "put a 1", "sync",
                                           "batch { put x 1; put y 1; put z 1 }", "crash keep=all but=data#-1~50",
                                           "open"});
        const PromiseLedger ledger = ledgerOf(world);
        QCOMPARE(told(ledger),
                 QStringLiteral("a=1 synced: back\nx=1 nothing: lost\ny=1 nothing: lost\nz=1 nothing: lost"));
        QVERIFY(rowOf(ledger, "x").batch != 0);
        QCOMPARE(rowOf(ledger, "x").batch, rowOf(ledger, "z").batch);
        QVERIFY(ledger.kept());
    }

    void halfABatchIsABrokenPromise() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated segment=4096 sector=1 break=no-batch-mark",
                                           "put a 1", "sync", "batch { put x 1; put y 1; put z 1 }",
                                           "crash keep=all but=data#-1~50", "open"});
        const PromiseLedger ledger = ledgerOf(world);
        QVERIFY(!ledger.kept());
        QCOMPARE(rowOf(ledger, "x").rule, BrokenRule::halfBatch);
        QCOMPARE(rowOf(ledger, "z").given, Given::lost);
        QCOMPARE(rowOf(ledger, "x").becauseOperation, rowOf(ledger, "x").batch);
    }

    /// A key that fits alone, while no single k fits all.
    void aGapIsABrokenPromiseOfThoseBehindIt() {
        const auto put = [](std::uint64_t number, const char* key, const char* value) {
            WriteOperation operation;
            operation.number = number;
            operation.accepted = true;
            operation.members.push_back({key, false, Bytes(value), 0, 0, 0, 0});
            return operation;
        };
        const std::vector<WriteOperation> operations{put(1, "a", "1"), put(2, "b", "1"), put(3, "c", "1"),
                                                     put(4, "a", "2")};
        const State base{{"z", "0"}};
        const PrefixFit fit(base, {&operations[0], &operations[1], &operations[2], &operations[3]}, 1);
        QCOMPARE(fit.fit({{"z", "0"}, {"a", "1"}, {"b", "1"}}), std::optional<std::size_t>(2));
        QVERIFY(!fit.fit({{"z", "0"}}));
        QCOMPARE(fit.blame({{"z", "0"}}).at("a").rule, BrokenRule::missing);
        // b is lost, which is allowed; c and the newer a lie behind it.
        const auto blamed = fit.blame({{"z", "0"}, {"a", "2"}, {"c", "1"}});
        QCOMPARE(blamed.size(), std::size_t{2});
        QCOMPARE(blamed.at("c").rule, BrokenRule::gap);
        QCOMPARE(blamed.at("c").becauseKey, Bytes("b"));
        QCOMPARE(blamed.at("c").becauseOperation, std::uint64_t{2});
        QCOMPARE(blamed.at("a").rule, BrokenRule::gap);
        QCOMPARE(fit.blame({{"a", "1"}}).at("z").rule, BrokenRule::missing);
        QCOMPARE(fit.blame({{"z", "0"}, {"a", "1"}, {"y", "9"}}).at("y").rule, BrokenRule::forged);
    }

    void aRefusalBehindAPowerCutIsABrokenPromise() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated segment=128 break=no-roll-sync", "put a 1",
                                           "put b 1", "put c 1", "put d 1", "crash keep=all but=size:0000000001.log"});
        world.refused("open");
        QCOMPARE(ledgerOf(world).stage, Stage::refused);
        QVERIFY(!ledgerOf(world).kept());
    }

    void aForgedValueIsABrokenPromise() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated segment=4096 sector=1 break=no-checksum", "put a 1",
                                           "sync", "put b 12345678", "crash keep=all but=data#-1~24", "open"});
        const PromiseLedger ledger = ledgerOf(world);
        QVERIFY2(!ledger.kept(), qPrintable(told(ledger)));
        QCOMPARE(rowOf(ledger, "b").rule, BrokenRule::forged);
        QCOMPARE(rowOf(ledger, "a").given, Given::back);
    }

    void aSyncThatForgetsItsFailureBreaksItsPromise() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated segment=4096 break=forget-failed-sync", "put a 1",
                                           "fault sync#1 eio"});
        anyway(world, "sync");
        anyway(world, "sync");
        world.run("crash keep=none");
        anyway(world, "open");
        const PromiseLedger ledger = ledgerOf(world);
        QVERIFY2(!ledger.kept(), qPrintable(told(ledger)));
        QCOMPARE(rowOf(ledger, "a").rule, BrokenRule::missing);
    }

    void eachAcceptedOperationIsPromisedWithDurabilityPower() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated durability=power", "put a 1", "put b 1"});
        QCOMPARE(ledgerOf(world).promised, std::size_t{2});
        world.run(std::vector<std::string>{"crash keep=none", "open"});
        QCOMPARE(told(world), QStringLiteral("a=1 synced: back\nb=1 synced: back"));
    }

    void whatARollOverSyncedIsNoLuck() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated segment=4096", "put a 1", "roll", "put b 1",
                                           "crash keep=none", "open"});
        QCOMPARE(told(world), QStringLiteral("a=1 synced: back\nb=1 nothing: lost"));
    }

    void aKilledProcessLosesOnlyItsBuffer() {
        UiWorld world;
        world.run(std::vector<std::string>{"put a 1", "put b 1", "kill", "open"});
        QCOMPARE(told(world), QStringLiteral("a=1 handed: back\nb=1 handed: back"));
        QCOMPARE(ledgerOf(world).end, End::kill);
        world.run(std::vector<std::string>{"use log disk=simulated durability=buffered", "put a 1", "flush", "put b 1",
                                           "kill", "open"});
        QCOMPARE(told(world), QStringLiteral("a=1 handed: back\nb=1 nothing: lost"));
        QVERIFY(ledgerOf(world).kept());
    }

    void afterACloseEverythingIsPromised() {
        UiWorld world;
        world.run(std::vector<std::string>{"put a 1", "put b 1", "close"});
        QCOMPARE(ledgerOf(world).end, End::close);
        QCOMPARE(told(world), QStringLiteral("a=1 synced: unknown\nb=1 synced: unknown"));
        world.run("open");
        QVERIFY(ledgerOf(world).kept());
        QCOMPARE(ledgerOf(world).right, std::size_t{2});
    }

    /// The ledger is against what was before the first cut since the database last answered.
    void aCutInARecoveryIsOfTheSameChapter() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated segment=4096 sector=1", "put a 1", "sync", "put b 1",
                                           "put c 1", "crash keep=all but=data#-1~5", "open begin", "step 4",
                                           "crash keep=none", "open"});
        QCOMPARE(told(world), QStringLiteral("a=1 synced: back\nb=1 nothing: by luck\nc=1 nothing: lost"));
        QVERIFY(ledgerOf(world).kept());
        world.run(std::vector<std::string>{"crash keep=none", "open"});  // what was shown is final
        QCOMPARE(told(world), QStringLiteral("a=1 synced: back\nb=1 synced: back"));
    }

    void leftoversOfACompactionChangeNoAnswer() {
        UiWorld world(128);
        for (int i = 0; i < 6; ++i) world.run("put k" + std::to_string(i % 3) + " v" + std::to_string(i));
        world.run(std::vector<std::string>{"roll", "compact begin", "step 2", "crash keep=all", "open"});
        QVERIFY2(ledgerOf(world).kept(), qPrintable(told(world)));
        QCOMPARE(ledgerOf(world).right, ledgerOf(world).promised);
        QCOMPARE(ledgerOf(world).rows.size(), std::size_t{3});
    }

    void damageIsRefusedAndNoBrokenPromise() {
        UiWorld world;
        world.run(std::vector<std::string>{"put a 1", "roll", "put b 1", "sync", "close", "edit 1 0x50 FF"});
        anyway(world, "open");
        const PromiseLedger ledger = ledgerOf(world);
        QCOMPARE(ledger.stage, Stage::refused);
        QVERIFY(ledger.edited && ledger.byDamage && ledger.kept());
        QVERIFY(!ledger.refusal.empty());
        QCOMPARE(rowOf(ledger, "a").given, Given::refused);
        world.run("open salvage");
        QCOMPARE(rowOf(ledgerOf(world), "a").given, Given::damaged);
        QCOMPARE(rowOf(ledgerOf(world), "b").given, Given::back);
        QVERIFY(ledgerOf(world).kept());
    }

    /// Proof that it was synced was on the disk, and the engine did not look.
    void damageTakenForATailIsABrokenPromise() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated segment=4096 break=no-synced-mark", "put a 1",
                                           "sync", "put b 1", "sync", "close", "edit 1 0x50 FF"});
        anyway(world, "open");
        const PromiseLedger ledger = ledgerOf(world);
        QVERIFY2(!ledger.kept(), qPrintable(told(ledger)));
        QCOMPARE(rowOf(ledger, "a").rule, BrokenRule::missing);
    }

    void changedBytesThatAreBelievedAreForged() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated segment=4096 break=no-checksum", "put a 1", "sync",
                                           "close", "edit 1 0x54 39"});
        world.run("open");
        const PromiseLedger ledger = ledgerOf(world);
        QVERIFY2(!ledger.kept(), qPrintable(told(ledger)));
        QCOMPARE(rowOf(ledger, "a").rule, BrokenRule::forged);
    }

    void anOperationThatFailedIsAbsentOrWhole() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated segment=4096 durability=power", "put a 1",
                                           "fault sync#1 eio"});
        anyway(world, "put b 1");
        world.run(std::vector<std::string>{"crash keep=all", "open"});
        QVERIFY2(ledgerOf(world).kept(), qPrintable(told(world)));
        QCOMPARE(rowOf(ledgerOf(world), "a").given, Given::back);
    }

    /// The power fails amid the line: what did not answer is there as a whole, or not at all.
    void anOperationInFlightMayComeBack() {
        for (const bool kept : {false, true}) {
            UiWorld world;
            world.run(std::vector<std::string>{"use log disk=simulated segment=4096", "put a 1", "sync",
                                               kept ? "crash at=1 keep=all" : "crash at=1 keep=none"});
            world.refused("put a 2");
            QCOMPARE(rowOf(ledgerOf(world), "a").promised, Promised::inFlight);
            world.run("open");
            const PromiseLedger ledger = ledgerOf(world);
            QCOMPARE(rowOf(ledger, "a").before, std::optional<Bytes>("1"));
            QCOMPARE(rowOf(ledger, "a").after, std::optional<Bytes>(kept ? "2" : "1"));
            QCOMPARE(rowOf(ledger, "a").given, kept ? Given::inFlightCame : Given::asBefore);
            QVERIFY(ledger.kept());
        }
    }

    /// A cut within a sync, and one within the recovery behind it: nothing more is promised than before.
    void aSyncThatDidNotAnswerPromisesNothing() {
        UiWorld world;
        world.run(std::vector<std::string>{"use log disk=simulated segment=4096", "put a 1", "sync", "put b 1",
                                           "crash at=1 keep=all"});
        world.refused("sync");
        world.run("crash at=1 keep=none");
        world.refused("open");
        QCOMPARE(ledgerOf(world).stage, Stage::off);
        world.run("open");
        QCOMPARE(rowOf(ledgerOf(world), "a").given, Given::back);
        QVERIFY2(ledgerOf(world).kept(), qPrintable(told(world)));
    }

    void keysAreBytes() {
        UiWorld world;
        world.run(std::vector<std::string>{"put \"a\\x0Ab\" 1", "put \"\" 2", "put " + std::string(300, 'k') + " 3",
                                           "sync", "crash keep=none", "open"});
        const PromiseLedger ledger = ledgerOf(world);
        QCOMPARE(ledger.rows.size(), std::size_t{3});
        QCOMPARE(ledger.right, std::size_t{3});
        QCOMPARE(ledger.rows[1].key, Bytes("a\nb"));
        QCOMPARE(ledger.rows[2].key.size(), std::size_t{300});
    }

    void anEmptyDatabaseHasAnEmptyLedger() {
        UiWorld world;
        QCOMPARE(ledgerOf(world).stage, Stage::nothing);
        world.run(std::vector<std::string>{"put a 1", "crash keep=none", "open"});
        QCOMPARE(told(world), QStringLiteral("a=1 nothing: lost"));
        QVERIFY(ledgerOf(world).kept());
    }

    void aLargeDatabaseIsNotJudged() {
        UiWorld world(1 << 20);
        world.run("fill 2000 keys=seq value=200");
        QCOMPARE(ledgerOf(world).unknown, WriteHistory::Unknown::tooLarge);
        QVERIFY(ledgerOf(world).rows.empty());
    }

    /// Over random lives, cut in random ways: broken iff the oracle does not allow what came back.
    void itAgreesWithTheOracle_data() {
        QTest::addColumn<QString>("options");
        QTest::newRow("sound") << QString();
        QTest::newRow("power") << QStringLiteral("durability=power");
        QTest::newRow("buffered") << QStringLiteral("durability=buffered");
        for (const char* word : {"no-checksum", "no-batch-mark", "no-cut-sync", "no-directory-sync", "no-roll-sync"})
            QTest::newRow(word) << QStringLiteral("break=%1").arg(QLatin1String(word));
    }
    void itAgreesWithTheOracle() {
        QFETCH(QString, options);
        std::size_t judged = 0, broken = 0;
        for (std::uint64_t seed = 1; seed <= 120; ++seed) {
            Random random(seed);
            UiWorld world;
            world.run("use log disk=simulated sector=1 segment=100000 " + options.toStdString());
            Oracle oracle;
            for (int round = 0; round < 3; ++round)
                if (const QString difference = liveAndCut(world, random, oracle, options, broken);
                    !difference.isEmpty())
                    QFAIL(qPrintable(QStringLiteral("seed %1, round %2: %3").arg(seed).arg(round).arg(difference)));
            ++judged;
        }
        QCOMPARE(judged, std::size_t{120});
        if (!options.contains(QStringLiteral("break"))) QCOMPARE(broken, std::size_t{0});
        if (options.contains(QStringLiteral("no-checksum")) || options.contains(QStringLiteral("no-batch-mark")))
            QVERIFY(broken > 0);
    }

  private:
    static QString liveAndCut(UiWorld& world, Random& random, Oracle& oracle, const QString& options,
                              std::size_t& broken) {
        for (std::uint64_t left = 2 + random.below(7); left > 0; --left) oneLine(world, random, oracle, options);
        const bool kill = random.below(4) == 0;
        if (kill)
            world.run("kill");
        else if (!cut(world, random))
            return {};
        if (random.below(3) == 0) {  // a recovery that is cut in turn
            anyway(world, "open begin");
            anyway(world, "step " + std::to_string(1 + random.below(6)));
            if (!world.session().engine()) kill ? world.run("kill") : static_cast<void>(cut(world, random));
        }
        // Where the steps were enough it is open already.
        if (!world.session().engine() && !world.session().execute("open").ok) {
            world.session().tracer()->flush();
            world.live();
            const PromiseLedger ledger = ledgerOf(world);
            ++broken;
            return ledger.kept() ? QStringLiteral("a refusal passes for kept") : QString();
        }
        world.session().tracer()->flush();
        world.live();
        const auto state = readAll(*world.session().engine());
        if (!state) return {};  // it cannot even be read: no state to be judged
        const bool allowed = kill ? oracle.allowsAfterKill(*state) : oracle.allows(*state);
        const PromiseLedger ledger = ledgerOf(world);
        broken += !allowed;
        if (ledger.kept() != allowed)
            return QStringLiteral("%1, but the ledger says\n%2")
                .arg(allowed ? QStringLiteral("allowed") : QString::fromStdString(oracle.difference(*state)),
                     told(ledger));
        oracle.settle(*state);
        return {};
    }

    static void oneLine(UiWorld& world, Random& random, Oracle& oracle, const QString& options) {
        const auto write = [&](const Batch& batch, const std::string& line) {
            oracle.begin(batch);
            world.run(line);
            oracle.accepted();
            if (!options.contains(QStringLiteral("buffered"))) oracle.handAllOver();
            if (options.contains(QStringLiteral("power"))) oracle.promiseAll();
        };
        const std::string key = "k" + std::to_string(random.below(4)), value = "v" + std::to_string(random.below(1000));
        switch (random.below(9)) {
            case 0:
                world.run("sync");
                return oracle.promiseAll();
            case 1:
                if (!oracle.now().contains(key)) return;
                return write({{true, key, ""}}, "del " + key);
            case 2:
                return write({{false, "k0", value}, {false, "k1", value}, {false, "k2", value}},
                             "batch { put k0 " + value + "; put k1 " + value + "; put k2 " + value + " }");
            case 3:
                world.run("flush");
                return oracle.handAllOver();
            default:
                return write({{false, key, value}}, "put " + key + " " + value);
        }
    }

    /// In one of the ways that the disk allows. False where nothing can be cut.
    static bool cut(UiWorld& world, Random& random) {
        static const char* ways[] = {"keep=none",
                                     "keep=all",
                                     "keep=all but=data#-1",
                                     "keep=all but=data#-2",
                                     "keep=none but=data#1",
                                     "keep=all but=size#-1",
                                     "keep=all but=data#-1~5",
                                     "keep=all but=data#-1~22",
                                     "keep=all but=data#-1~30",
                                     "keep=none but=size"};
        for (int tries = 0; tries < 6; ++tries) {
            const CommandResult done =
                world.session().execute("crash " + std::string(ways[random.below(std::size(ways))]));
            world.session().tracer()->flush();
            world.live();
            if (done.ok) return true;
        }
        world.run("crash keep=none");
        return true;
    }
};

QTEST_GUILESS_MAIN(TestPromiseLedger)
#include "test_promise_ledger.moc"
