// Faults strike the calls they are meant for, and do to the disk what such a failure does.
#include <QTest>
#include <map>

#include "core/disk/faulty_disk.h"
#include "core/disk/simulated_disk.h"
#include "tests/support/disk_cases.h"

using namespace vitrine;
using namespace vitrine::test;

class TestFaultyDisk : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void strikesTheNthCallOnce();
    void everyCallCanFail_data();
    void everyCallCanFail();
    void shortWritesKeepAPrefix();
    void anyCountsAllCalls();
    void failedSyncDropsDataOfTheSimulatedDisk();
    void readsFaultWords_data();
    void readsFaultWords();
    void namesWrongWords_data();
    void namesWrongWords();
};

void TestFaultyDisk::strikesTheNthCallOnce() {
    SimulatedDisk inner;
    FaultyDisk disk(inner);
    auto file = disk.open("1.log", OpenMode::createNew).value();
    QVERIFY(file->write(0, "a"));
    disk.add(parseFault("write#2", "eio").value());
    QCOMPARE(disk.lastStruck(), 0u);
    QVERIFY(file->write(1, "b"));
    const Status failed = file->write(2, "c");
    QCOMPARE(failed.error().code, ErrorCode::ioError);
    QCOMPARE(failed.error().message,
             std::string("write of 1.log failed: input/output error (a fault set on purpose, write#2 eio)."));
    QVERIFY(file->write(2, "d"));
    QCOMPARE(contentsOf(inner, "1.log"), Bytes("abd"));
    QCOMPARE(disk.struck(), 1u);
    QCOMPARE(disk.lastStruck(), 4u);  // of all calls: open, write, write, and then it
    QCOMPARE(disk.waiting(), 0u);
    QCOMPARE(disk.calls(DiskCall::write), 4u);
    QCOMPARE(disk.calls(DiskCall::open), 1u);
    QCOMPARE(disk.calls(DiskCall::any), 5u);
}

void TestFaultyDisk::everyCallCanFail_data() {
    QTest::addColumn<QString>("call");
    for (const char* call :
         {"open", "read", "write", "sync", "truncate", "preallocate", "rename", "remove", "list", "syncdir"})
        QTest::newRow(call) << QString(call);
}

void TestFaultyDisk::everyCallCanFail() {
    QFETCH(QString, call);
    SimulatedDisk inner;
    FaultyDisk disk(inner);
    auto file = disk.open("1.log", OpenMode::createNew).value();
    QVERIFY(file->write(0, "Ada"));
    const auto callAll = [&] {
        std::map<std::string, Status> results;
        const auto take = [&](const char* name, const auto& result) {
            results[name] = result ? Status() : Status(passOn(result));
        };
        Bytes out(3, '?');
        take("open", disk.open("1.log", OpenMode::readOnly));
        take("read", file->read(0, out));
        take("write", file->write(0, "Eve"));
        take("sync", file->sync());
        take("truncate", file->truncate(2));
        take("preallocate", file->preallocate(9));
        take("list", disk.list());
        take("rename", disk.rename("1.log", "2.log"));
        take("syncdir", disk.syncDirectory());
        take("remove", disk.remove(results["rename"] ? "2.log" : "1.log"));
        return results;
    };
    disk.add(parseFault(call.toStdString() + "#1", "nospace").value());
    for (const auto& [name, status] : callAll()) {
        QVERIFY2(status.has_value() == (call != QString::fromStdString(name)), name.c_str());
        if (!status) QCOMPARE(status.error().code, ErrorCode::noSpace);
    }
    // What failed did not happen: two sizes and three names are still pending.
    if (call == "remove") QCOMPARE(inner.list().value(), std::vector<std::string>{"2.log"});
    if (call == "remove") QCOMPARE(contentsOf(inner, "2.log"), Bytes("Ev\0\0\0\0\0\0\0", 9));
    if (call == "syncdir") QCOMPARE(inner.pending().size(), 5u);
}

void TestFaultyDisk::shortWritesKeepAPrefix() {
    SimulatedDisk inner;
    FaultyDisk disk(inner);
    auto file = disk.open("1.log", OpenMode::createNew).value();
    disk.add(parseFault("write#1", "short:2").value());
    std::size_t written = 99;
    const Status cut = file->write(0, "Grace", &written);
    QCOMPARE(cut.error().code, ErrorCode::noSpace);
    QCOMPARE(written, 2u);
    QCOMPARE(contentsOf(inner, "1.log"), Bytes("Gr"));
    disk.add(parseFault("write", "short:0").value());
    QVERIFY(!file->write(2, "ace", &written));
    QCOMPARE(written, 0u);
    QCOMPARE(contentsOf(inner, "1.log"), Bytes("Gr"));
}

void TestFaultyDisk::anyCountsAllCalls() {
    SimulatedDisk inner;
    FaultyDisk disk(inner);
    disk.add(parseFault("any#3", "eio").value());
    disk.add(parseFault("sync#1", "eio").value());
    auto file = disk.open("1.log", OpenMode::createNew).value();
    QVERIFY(file->write(0, "a"));
    QVERIFY(!file->sync());  // both meant this call: both are spent
    QVERIFY(file->sync());
    QVERIFY(disk.list());
    QCOMPARE(disk.waiting(), 0u);
    disk.add(parseFault("list#1", "eio").value());
    disk.clear();
    QVERIFY(disk.list());
}

void TestFaultyDisk::failedSyncDropsDataOfTheSimulatedDisk() {
    SimulatedDisk inner;
    FaultyDisk disk(inner);
    auto file = disk.open("1.log", OpenMode::createNew).value();
    QVERIFY(disk.syncDirectory());
    QVERIFY(file->write(0, "Ada"));
    disk.add(parseFault("sync", "eio").value());
    QVERIFY(!file->sync());
    QVERIFY(file->sync());
    QCOMPARE(contentsOf(disk, "1.log"), Bytes("Ada"));
    const CrashPoint point = inner.crashPoint();
    QCOMPARE(point.image(point.keepAll()).find("1.log")->bytes(), Bytes(3, '\0'));
}

void TestFaultyDisk::readsFaultWords_data() {
    QTest::addColumn<QString>("which");
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("text");
    QTest::newRow("write") << "write#3"
                           << "eio"
                           << "write#3 eio";
    QTest::newRow("next") << "syncdir"
                          << "nospace"
                          << "syncdir#1 nospace";
    QTest::newRow("short") << "any#12"
                           << "short:100"
                           << "any#12 short:100";
}

void TestFaultyDisk::readsFaultWords() {
    QFETCH(QString, which);
    QFETCH(QString, how);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(parseFault(which.toStdString(), how.toStdString()).value().text()), text);
}

void TestFaultyDisk::namesWrongWords_data() {
    QTest::addColumn<QString>("which");
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("wrong");
    QTest::newRow("call") << "wriet#1"
                          << "eio"
                          << "wriet is not a call on a disk";
    QTest::newRow("number") << "write#x"
                            << "eio"
                            << "write#x: behind # a number is expected";
    QTest::newRow("zero") << "write#0"
                          << "eio"
                          << "write#0: behind # a number is expected";
    QTest::newRow("how") << "write#1"
                         << "eoi"
                         << "eoi is no way to fail";
    QTest::newRow("bytes") << "write#1"
                           << "short:"
                           << "short: is no way to fail";
    QTest::newRow("short sync") << "sync#1"
                                << "short:3"
                                << "short:3 is for write and any only";
}

void TestFaultyDisk::namesWrongWords() {
    QFETCH(QString, which);
    QFETCH(QString, how);
    QFETCH(QString, wrong);
    const auto fault = parseFault(which.toStdString(), how.toStdString());
    QVERIFY(!fault);
    QCOMPARE(fault.error().code, ErrorCode::syntax);
    QVERIFY2(QString::fromStdString(fault.error().message).startsWith(wrong), fault.error().message.c_str());
}

QTEST_APPLESS_MAIN(TestFaultyDisk)
#include "test_faulty_disk.moc"
