// The switch of a disk's power: what it counts, what it leaves, and that a dead disk stays dead.
#include <QTest>

#include "core/disk/faulty_disk.h"
#include "core/disk/memory_disk.h"
#include "core/disk/power_switch.h"
#include "tests/support/disk_cases.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

struct Stack {
    SimulatedDisk platter{{.sectorBytes = 4}};
    FaultyDisk faulty{platter};
    PowerSwitch power{faulty, &platter};
};

}  // namespace

class TestPowerSwitch : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void onlyChangesCount() {
        Stack stack;
        PowerSwitch& disk = stack.power;
        std::uint64_t expected = 0;
        const auto counts = [&](bool change) { return disk.changes() == (expected += change); };
        auto file = disk.open("a", OpenMode::createNew).value();
        QVERIFY(counts(true));
        QVERIFY(!disk.open("a", OpenMode::createNew) && counts(false));
        QVERIFY(disk.open("a", OpenMode::readWrite) && counts(false));
        QVERIFY(file->write(0, "abc") && counts(true));
        QVERIFY(file->write(0, "") && counts(false));
        Bytes out(3, ' ');
        QVERIFY(file->read(0, out) && file->size() && disk.list() && counts(false));
        QVERIFY(file->preallocate(3) && counts(false));
        QVERIFY(file->preallocate(9) && counts(true));
        QVERIFY(file->truncate(2) && counts(true));
        QVERIFY(file->sync() && counts(true));
        QVERIFY(disk.rename("a", "a") && counts(false));
        QVERIFY(disk.rename("a", "b") && counts(true));
        QVERIFY(disk.syncDirectory() && counts(true));
        QVERIFY(!disk.remove("a") && counts(false));
        QVERIFY(disk.remove("b") && counts(true));
        // What fails is none, but for the bytes of a short write.
        auto other = disk.open("c", OpenMode::createNew).value();
        QVERIFY(counts(true));
        stack.faulty.add({DiskCall::write, 1, Fault::Kind::shortWrite, 2});
        QVERIFY(!other->write(0, "abcdef") && counts(true));
        stack.faulty.add({DiskCall::any, 1, Fault::Kind::ioError, 0});
        QVERIFY(!other->write(0, "abcdef") && counts(false));
        stack.faulty.add({DiskCall::sync, 1, Fault::Kind::ioError, 0});
        QVERIFY(!other->sync() && counts(false));
    }

    void behindTheChangeEverythingFails() {
        Stack stack;
        PowerSwitch& disk = stack.power;
        auto file = disk.open("a", OpenMode::createNew).value();
        QVERIFY(disk.syncDirectory().has_value());
        int told = 0;
        disk.setOnFailure([&] { ++told; });
        disk.plan({2, {"none", "data#-1~4,size"}});
        QCOMPARE(disk.changesAway(), std::optional<std::uint64_t>(2));
        QVERIFY(file->write(0, "abcd").has_value());
        QVERIFY2(file->write(4, "efghijkl").has_value(), "that call is done");
        QCOMPARE(told, 1);
        QVERIFY(!disk.changesAway());
        const PowerFailure* failure = disk.failure();
        QVERIFY(failure != nullptr);
        QCOMPARE(failure->what, std::string("a write of 8 bytes at 0x0004 of a"));
        QCOMPARE(failure->pending, std::size_t{4});
        Bytes out(1, ' ');
        QCOMPARE(file->write(0, "x").error().code, ErrorCode::powerCut);
        QVERIFY(!file->read(0, out) && !file->sync() && !file->truncate(0) && !file->preallocate(99) && !file->size());
        QVERIFY(!disk.open("a", OpenMode::readOnly) && !disk.rename("a", "b") && !disk.remove("a") && !disk.list() &&
                !disk.syncDirectory() && !disk.lock());
        QCOMPARE(disk.changes(), std::uint64_t{4});
        disk.powerBack();
        QVERIFY(disk.failure() == nullptr);
        QCOMPARE(contentsOf(disk, "a"), Bytes("\0\0\0\0efgh\0\0\0\0", 12));
        QVERIFY2(!file->read(0, out), "files of before stay dead");
    }

    void wordsThatFitNothingAreToldOnce() {
        Stack stack;
        PowerSwitch& disk = stack.power;
        disk.plan({1, {"all", "size"}});
        auto file = disk.open("a", OpenMode::createNew);
        QVERIFY(file && !disk.failure());
        const auto why = disk.takeRefusal();
        QVERIFY(why && why->find("behind change 1, the creation of a: but=size: no size of * is pending") != std::string::npos);
        QVERIFY(!disk.takeRefusal());
        QVERIFY((*file)->write(0, "x").has_value());
        disk.plan({1, {}});
        QVERIFY(disk.takeBack() && !disk.takeBack());
        QVERIFY((*file)->write(1, "y") && !disk.failure());
    }
};

QTEST_GUILESS_MAIN(TestPowerSwitch)
#include "test_power_switch.moc"
