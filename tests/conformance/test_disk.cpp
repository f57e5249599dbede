// What engines rely on, asked of every disk there is.
#include <QTest>
#include <thread>

#include "core/base/random.h"
#include "tests/support/disk_cases.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {
ErrorCode codeOf(const Status& status) {
    return status ? ErrorCode::mismatch : status.error().code;
}
template <class T>
ErrorCode codeOf(const Result<T>& result) {
    return result ? ErrorCode::mismatch : result.error().code;
}
}  // namespace

#define OK(expression)                                                     \
    do {                                                                   \
        const Status status_ = (expression);                               \
        QVERIFY2(status_, status_ ? "" : status_.error().message.c_str()); \
    } while (false)

class TestDisk : public QObject {
    Q_OBJECT

    std::unique_ptr<DiskUnderTest> under_;
    Disk* disk_ = nullptr;

  private Q_SLOTS:
    void initTestCase_data();
    void init();

    void statesItsDurability();
    void beginsEmpty();
    void opensOnlyWhatIsThere();
    void createsOnlyWhatIsNotThere();
    void refusesBadNames_data();
    void refusesBadNames();
    void writesAndReadsBack();
    void readsShortOnlyAtTheEnd();
    void holesAreZeros();
    void overwritesInPlace();
    void emptyWriteChangesNothing();
    void truncatesBothWays();
    void truncatedBytesDoNotComeBack();
    void preallocateOnlyGrows();
    void readOnlyFilesRefuseChanges();
    void renameReplaces();
    void openFilesFollowARename();
    void openFilesOutliveRemoval();
    void removeAndRenameNeedAFile();
    void listsSorted();
    void snapshotKeepsItsMoment();
    void snapshotOutlivesFileAndRemoval();
    void oneWriter();
    void readExactlyNamesTheEnd();
    void randomOperationsAgreeWithAString();
    void mappedBytesAreThoseOfTheFile();
    void mappedBytesOutliveTheName();
    void readsBesideAppends();
};

void TestDisk::initTestCase_data() {
    QTest::addColumn<int>("index");
    const auto cases = diskCases();
    for (std::size_t i = 0; i < cases.size(); ++i) QTest::newRow(cases[i].name.c_str()) << static_cast<int>(i);
}

void TestDisk::init() {
    QFETCH_GLOBAL(int, index);
    under_ = diskCases()[static_cast<std::size_t>(index)].make();
    disk_ = &under_->disk();
}

void TestDisk::statesItsDurability() {
    QFETCH_GLOBAL(int, index);
    QCOMPARE(disk_->durable(), diskCases()[static_cast<std::size_t>(index)].durable);
    QVERIFY(!disk_->place().empty());
}

void TestDisk::beginsEmpty() {
    QCOMPARE(disk_->list().value(), std::vector<std::string>{});
}

void TestDisk::opensOnlyWhatIsThere() {
    for (const OpenMode mode : {OpenMode::readOnly, OpenMode::readWrite}) {
        const auto file = disk_->open("1.log", mode);
        QCOMPARE(codeOf(file), ErrorCode::notFound);
        QVERIFY2(file.error().message.find("1.log") != std::string::npos, file.error().message.c_str());
    }
    QCOMPARE(disk_->list().value(), std::vector<std::string>{});
}

void TestDisk::createsOnlyWhatIsNotThere() {
    QCOMPARE(putFile(*disk_, "1.log", "Ada"), std::string());
    QCOMPARE(codeOf(disk_->open("1.log", OpenMode::createNew)), ErrorCode::exists);
    QCOMPARE(contentsOf(*disk_, "1.log"), Bytes("Ada"));
}

void TestDisk::refusesBadNames_data() {
    QTest::addColumn<std::string>("name");
    QTest::newRow("empty") << std::string();
    QTest::newRow("slash") << std::string("a/b");
    QTest::newRow("dot") << std::string(".");
    QTest::newRow("dots") << std::string("..");
    QTest::newRow("zero byte") << std::string("a\0b", 3);
    QTest::newRow("too long") << std::string(256, 'a');
}

void TestDisk::refusesBadNames() {
    QFETCH(std::string, name);
    QCOMPARE(codeOf(disk_->open(name, OpenMode::createNew)), ErrorCode::invalidArgument);
    QCOMPARE(putFile(*disk_, "1.log", "Ada"), std::string());
    QCOMPARE(codeOf(disk_->rename("1.log", name)), ErrorCode::invalidArgument);
    QCOMPARE(disk_->list().value(), std::vector<std::string>{"1.log"});
}

void TestDisk::writesAndReadsBack() {
    auto file = disk_->open("1.log", OpenMode::createNew).value();
    QCOMPARE(file->size().value(), 0u);
    std::size_t written = 99;
    OK(file->write(0, "Ada", &written));
    QCOMPARE(written, 3u);
    OK(file->write(3, "Grace"));
    OK(file->sync());
    OK(disk_->syncDirectory());
    QCOMPARE(file->size().value(), 8u);
    Bytes out(5, '?');
    QCOMPARE(file->read(3, out).value(), 5u);
    QCOMPARE(out, Bytes("Grace"));
    QCOMPARE(contentsOf(*disk_, "1.log"), Bytes("AdaGrace"));
    auto again = disk_->open("1.log", OpenMode::readWrite).value();
    OK(again->write(8, "!"));
    QCOMPARE(file->size().value(), 9u);  // one file, however often it is open
}

void TestDisk::readsShortOnlyAtTheEnd() {
    QCOMPARE(putFile(*disk_, "1.log", "Ada Lovelace"), std::string());
    auto file = disk_->open("1.log", OpenMode::readOnly).value();
    Bytes out(8, '?');
    QCOMPARE(file->read(4, out).value(), 8u);
    QCOMPARE(file->read(5, out).value(), 7u);
    QCOMPARE(file->read(12, out).value(), 0u);
    QCOMPARE(file->read(1'000'000, out).value(), 0u);
    QCOMPARE(file->read(0, std::span<char>()).value(), 0u);
}

void TestDisk::holesAreZeros() {
    auto file = disk_->open("1.log", OpenMode::createNew).value();
    OK(file->write(10'000, "end"));
    QCOMPARE(contentsOf(*disk_, "1.log"), Bytes(10'000, '\0') + "end");
}

void TestDisk::overwritesInPlace() {
    QCOMPARE(putFile(*disk_, "1.log", "Ada Lovelace"), std::string());
    auto file = disk_->open("1.log", OpenMode::readWrite).value();
    OK(file->write(4, "Byron"));
    QCOMPARE(contentsOf(*disk_, "1.log"), Bytes("Ada Byronace"));
}

void TestDisk::emptyWriteChangesNothing() {
    auto file = disk_->open("1.log", OpenMode::createNew).value();
    OK(file->write(50, ""));
    QCOMPARE(file->size().value(), 0u);
}

void TestDisk::truncatesBothWays() {
    QCOMPARE(putFile(*disk_, "1.log", "Ada Lovelace"), std::string());
    auto file = disk_->open("1.log", OpenMode::readWrite).value();
    OK(file->truncate(3));
    QCOMPARE(contentsOf(*disk_, "1.log"), Bytes("Ada"));
    OK(file->truncate(5));
    QCOMPARE(contentsOf(*disk_, "1.log"), Bytes("Ada\0\0", 5));
}

void TestDisk::truncatedBytesDoNotComeBack() {
    auto file = disk_->open("1.log", OpenMode::createNew).value();
    OK(file->write(0, Bytes(20'000, 'x')));
    OK(file->sync());
    OK(file->truncate(4100));
    OK(file->write(15'000, "y"));
    QCOMPARE(contentsOf(*disk_, "1.log"), Bytes(4100, 'x') + Bytes(10'900, '\0') + "y");
}

void TestDisk::preallocateOnlyGrows() {
    QCOMPARE(putFile(*disk_, "1.log", "Ada"), std::string());
    auto file = disk_->open("1.log", OpenMode::readWrite).value();
    OK(file->preallocate(8));
    QCOMPARE(contentsOf(*disk_, "1.log"), Bytes("Ada\0\0\0\0\0", 8));
    OK(file->preallocate(2));
    QCOMPARE(file->size().value(), 8u);
}

void TestDisk::readOnlyFilesRefuseChanges() {
    QCOMPARE(putFile(*disk_, "1.log", "Ada"), std::string());
    auto file = disk_->open("1.log", OpenMode::readOnly).value();
    std::size_t written = 7;
    QCOMPARE(codeOf(file->write(0, "B", &written)), ErrorCode::readOnly);
    QCOMPARE(written, 0u);
    QCOMPARE(codeOf(file->truncate(0)), ErrorCode::readOnly);
    QCOMPARE(codeOf(file->preallocate(10)), ErrorCode::readOnly);
    QCOMPARE(contentsOf(*disk_, "1.log"), Bytes("Ada"));
}

void TestDisk::renameReplaces() {
    QCOMPARE(putFile(*disk_, "1.log.part", "new"), std::string());
    QCOMPARE(putFile(*disk_, "1.log", "old bytes"), std::string());
    OK(disk_->rename("1.log.part", "1.log"));
    QCOMPARE(disk_->list().value(), std::vector<std::string>{"1.log"});
    QCOMPARE(contentsOf(*disk_, "1.log"), Bytes("new"));
    OK(disk_->rename("1.log", "1.log"));
    QCOMPARE(contentsOf(*disk_, "1.log"), Bytes("new"));
}

void TestDisk::openFilesFollowARename() {
    auto file = disk_->open("1.log.part", OpenMode::createNew).value();
    OK(file->write(0, "Ada"));
    OK(disk_->rename("1.log.part", "1.log"));
    OK(file->write(3, "!"));
    OK(file->sync());
    QCOMPARE(contentsOf(*disk_, "1.log"), Bytes("Ada!"));
}

void TestDisk::openFilesOutliveRemoval() {
    QCOMPARE(putFile(*disk_, "1.log", "Ada"), std::string());
    auto file = disk_->open("1.log", OpenMode::readWrite).value();
    OK(disk_->remove("1.log"));
    QCOMPARE(putFile(*disk_, "1.log", "Grace"), std::string());
    Bytes out(3, '?');
    QCOMPARE(file->read(0, out).value(), 3u);
    QCOMPARE(out, Bytes("Ada"));
    OK(file->write(3, "!"));
    QCOMPARE(contentsOf(*disk_, "1.log"), Bytes("Grace"));
}

void TestDisk::removeAndRenameNeedAFile() {
    QCOMPARE(codeOf(disk_->remove("1.log")), ErrorCode::notFound);
    QCOMPARE(codeOf(disk_->rename("1.log", "2.log")), ErrorCode::notFound);
    QCOMPARE(putFile(*disk_, "1.log", "Ada"), std::string());
    OK(disk_->remove("1.log"));
    QCOMPARE(codeOf(disk_->open("1.log", OpenMode::readOnly)), ErrorCode::notFound);
    QCOMPARE(disk_->list().value(), std::vector<std::string>{});
}

void TestDisk::listsSorted() {
    for (const char* name : {"b", "a.log", "10", "9", "Ada"}) QCOMPARE(putFile(*disk_, name, name), std::string());
    QCOMPARE(disk_->list().value(), (std::vector<std::string>{"10", "9", "Ada", "a.log", "b"}));
}

void TestDisk::snapshotKeepsItsMoment() {
    auto file = disk_->open("1.log", OpenMode::createNew).value();
    Bytes before;
    for (int i = 0; i < 5000; ++i) before += static_cast<char>('a' + i % 26);
    OK(file->write(0, before));
    const auto snapshot = file->snapshot();
    OK(file->write(5000, "appended"));
    QCOMPARE(snapshot->size(), 5000u);
    QCOMPARE(contentsOf(*snapshot), before);
    Bytes out(10, '?');
    QCOMPARE(snapshot->read(4995, out), 5u);
    QCOMPARE(snapshot->read(6000, out), 0u);
    OK(file->truncate(100));  // from then on it may read short, but never beyond its moment
    const Bytes after = contentsOf(*snapshot);
    QVERIFY(after.size() >= 100 && after.size() <= 5000);
    QCOMPARE(after, before.substr(0, after.size()));
}

void TestDisk::snapshotOutlivesFileAndRemoval() {
    auto file = disk_->open("1.log", OpenMode::createNew).value();
    OK(file->write(0, "Ada"));
    const auto snapshot = file->snapshot();
    file.reset();
    OK(disk_->remove("1.log"));
    QCOMPARE(contentsOf(*snapshot), Bytes("Ada"));
}

void TestDisk::oneWriter() {
    auto first = disk_->lock();
    QVERIFY(first);
    const auto second = disk_->lock();
    QCOMPARE(codeOf(second), ErrorCode::inUse);
    QVERIFY(second.error().message.find(disk_->place()) != std::string::npos);
    first->reset();
    QVERIFY(disk_->lock());
}

void TestDisk::readExactlyNamesTheEnd() {
    QCOMPARE(putFile(*disk_, "1.log", "Ada Lovelace"), std::string());
    auto file = disk_->open("1.log", OpenMode::readOnly).value();
    Bytes out(8, '?');
    OK(readExactly(*file, "1.log", 4, out));
    QCOMPARE(out, Bytes("Lovelace"));
    const Status cut = readExactly(*file, "1.log", 7, out);
    QCOMPARE(codeOf(cut), ErrorCode::ioError);
    QVERIFY(cut.error().message.find("1.log ends at byte 12") != std::string::npos);
    QCOMPARE(cut.error().where, std::string("1.log at 0x0007"));
}

void TestDisk::randomOperationsAgreeWithAString() {
    const std::uint64_t seed = 38;
    Random random(seed);
    auto file = disk_->open("1.log", OpenMode::createNew).value();
    Bytes expected;
    std::vector<std::pair<std::shared_ptr<const ByteSource>, std::uint64_t>> snapshots;
    for (int i = 0; i < 300; ++i) {
        const std::uint64_t offset = random.below(20'000);
        switch (random.below(6)) {
            case 0:
                OK(file->truncate(offset));
                expected.resize(offset);
                break;
            case 1:
                OK(file->preallocate(offset));
                if (expected.size() < offset) expected.resize(offset);
                break;
            case 2:
                snapshots.emplace_back(file->snapshot(), expected.size());
                break;
            default: {
                const Bytes bytes(1 + random.below(6000), static_cast<char>(1 + random.below(255)));
                OK(file->write(offset, bytes));
                if (expected.size() < offset + bytes.size()) expected.resize(offset + bytes.size());
                expected.replace(offset, bytes.size(), bytes);
            }
        }
        const Bytes actual = contentsOf(*disk_, "1.log");
        QVERIFY2(actual == expected, qPrintable(QString("operation %1, seed %2").arg(i).arg(seed)));
    }
    for (const auto& [snapshot, size] : snapshots) QCOMPARE(snapshot->size(), size);
}

void TestDisk::mappedBytesAreThoseOfTheFile() {
    const std::uint64_t seed = 39;
    Random random(seed);
    auto file = disk_->open("1.log", OpenMode::createNew).value();
    OK(file->write(0, "Ada"));
    if (!file->mapped(0, 3)) return;  // a disk need not have maps
    auto other = disk_->open("1.log", OpenMode::readWrite).value();
    Bytes expected = "Ada";
    std::vector<ByteView> views;  // taken earlier: what is written later shows in them
    for (int i = 0; i < 300; ++i) {
        const std::uint64_t offset = random.below(20'000);
        if (random.below(4) == 0) {
            OK(file->truncate(offset));
            expected.resize(offset);
        } else {
            const Bytes bytes(1 + random.below(6000), static_cast<char>(1 + random.below(255)));
            OK((random.below(2) == 0 ? file : other)->write(offset, bytes));
            if (expected.size() < offset + bytes.size()) expected.resize(offset + bytes.size());
            expected.replace(offset, bytes.size(), bytes);
        }
        if (!expected.empty()) views.push_back(file->mapped(0, expected.size()).value());
        for (const ByteView& view : views) {
            const std::size_t both = std::min(view.size(), expected.size());
            QVERIFY2(view.substr(0, both) == ByteView(expected).substr(0, both),
                     qPrintable(QString("operation %1, seed %2").arg(i).arg(seed)));
        }
    }
}

void TestDisk::mappedBytesOutliveTheName() {
    QCOMPARE(putFile(*disk_, "1.part", "Ada Lovelace"), std::string());
    auto file = disk_->open("1.part", OpenMode::readWrite).value();
    const auto view = file->mapped(0, 12);
    if (!view) return;  // a disk need not have maps
    OK(disk_->rename("1.part", "1.log"));
    auto renamed = disk_->open("1.log", OpenMode::readWrite).value();
    OK(renamed->write(4, "Byron!!!"));
    QCOMPARE(*view, ByteView("Ada Byron!!!"));
    OK(disk_->remove("1.log"));
    QCOMPARE(putFile(*disk_, "1.log", "another file"), std::string());
    QCOMPARE(*view, ByteView("Ada Byron!!!"));
    QCOMPARE(*file->mapped(4, 8), ByteView("Byron!!!"));
}

void TestDisk::readsBesideAppends() {
    auto file = disk_->open("1.log", OpenMode::createNew).value();
    QFETCH_GLOBAL(int, index);
    const bool traced = diskCases()[static_cast<std::size_t>(index)].name.starts_with("traced");
    if (traced) return;  // tracing belongs to one thread
    constexpr std::uint64_t kBlocks = 2000;
    std::uint64_t wrong = 0;
    std::thread reader([&] {
        Bytes out(64, '?');
        for (std::uint64_t seen = 0; seen < kBlocks * 64;) {
            const std::uint64_t size = file->size().value();
            if (size > seen) {
                const std::size_t got = file->read(size - 64, out).value();
                wrong += got != 64 || out != Bytes(64, static_cast<char>((size / 64 - 1) % 251));
            }
            seen = size;
        }
    });
    bool written = true;
    for (std::uint64_t i = 0; i < kBlocks; ++i)
        written = written && file->write(i * 64, Bytes(64, static_cast<char>(i % 251)));
    if (!written) OK(file->truncate(kBlocks * 64));  // lets the reader end
    reader.join();
    QVERIFY(written);
    QCOMPARE(wrong, 0u);
}

QTEST_APPLESS_MAIN(TestDisk)
#include "test_disk.moc"
