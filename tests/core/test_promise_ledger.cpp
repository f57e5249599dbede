// The promise ledger: what was promised, and what a recovery gives back, told from the facts of real sessions.
#include <QtTest>

#include "core/lab/promise_ledger.h"
#include "tests/support/ui_world.h"

using namespace vitrine;
using namespace vitrine::lab;
using test::UiWorld;

namespace {

const char* nameOf(Given given) {
    static const char* names[] = {"unknown", "older so far", "back", "deleted", "by luck", "as before", "in flight came",
                                  "lost", "older", "undeleted", "BROKEN", "damaged", "refused"};
    return names[static_cast<int>(given)];
}
const char* nameOf(Promised promised) {
    static const char* names[] = {"nothing", "synced", "handed", "in flight"};
    return names[static_cast<int>(promised)];
}

/// "a=1 synced: back", a row a line.
QString told(const PromiseLedger& ledger) {
    QStringList lines;
    for (const LedgerRow& row : ledger.rows)
        lines << QStringLiteral("%1=%2 %3: %4")
                     .arg(QString::fromStdString(label(row.key)),
                          row.before ? QString::fromStdString(label(*row.before)) : row.known ? QStringLiteral("-") : QStringLiteral("?"),
                          QLatin1String(nameOf(row.promised)), QLatin1String(nameOf(row.given)));
    return lines.join(QLatin1Char('\n'));
}
QString told(const UiWorld& world) { return told(promiseLedgerAt(world.scene())); }

}  // namespace

class TestPromiseLedger : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void theTornTailOfThePicture() {
        UiWorld world;
        world.run("use log disk=simulated segment=256 sector=1");
        world.run(test::pictureCommands());
        const PromiseLedger live = promiseLedgerAt(world.scene());
        QCOMPARE(live.stage, PromiseLedger::Stage::live);
        QCOMPARE(live.promised, std::size_t{5});
        world.run("crash keep=all but=data#-1~27");
        QCOMPARE(promiseLedgerAt(world.scene()).stage, PromiseLedger::Stage::off);
        world.run("open");
        const PromiseLedger ledger = promiseLedgerAt(world.scene());
        QCOMPARE(told(world), QStringLiteral("user:1=Ada Lovelace synced: back\nuser:2=- synced: deleted\n"
                                              "user:3=Edsger W. synced: back\nuser:4=Barbara synced: back\n"
                                              "user:5=Donald synced: back\nuser:6=Tony Hoare nothing: by luck\n"
                                              "user:7=Jim Gray nothing: lost"));
        QVERIFY(ledger.kept());
        QCOMPARE(ledger.right, std::size_t{5});
    }
};

QTEST_GUILESS_MAIN(TestPromiseLedger)
#include "test_promise_ledger.moc"
