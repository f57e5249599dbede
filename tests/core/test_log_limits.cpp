// The limits of keys and values, and one large value through everything, on a real directory.
#include <QTemporaryDir>
#include <QtTest>

#include <sys/mman.h>

#include "core/disk/posix_disk.h"
#include "tests/support/log_table.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

/// As many bytes as wanted, none of them in memory: they are only ever counted.
class Unread {
  public:
    explicit Unread(std::size_t size)
        : size_(size), at_(mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)) {}
    ~Unread() { munmap(at_, size_); }
    Unread(const Unread&) = delete;
    Unread& operator=(const Unread&) = delete;
    ByteView view() const { return {static_cast<const char*>(at_), size_}; }

  private:
    std::size_t size_;
    void* at_;
};

Bytes largeValue(std::size_t size) {
    Bytes value(size, '\0');
    std::uint32_t state = 38;
    for (std::size_t i = 0; i < size; i += 4096) {  // no two pages alike
        state = state * 1664525 + 1013904223;
        storeLittle<std::uint32_t>(value.data() + i, state);
    }
    return value;
}

}  // namespace

class TestLogLimits : public QObject {
    Q_OBJECT

  private slots:
    void oneByteTooManyIsRefusedAndNothingWritten() {
        MemoryDisk disk({}, true);
        const auto engine = openLog(disk, smallSegments());
        VERIFY_DONE(engine);
        QVERIFY((*engine)->put("user:1", "Ada"));
        const auto before = files(disk);
        const std::uint64_t sequence = (*engine)->stats().nextSequence;
        const Bytes key(65'536, 'k');
        const Unread value((std::size_t{1} << 30) + 1);
        const std::string keyTooLong = "The key has 65536 bytes, 65535 are the most: use a shorter one.";
        const std::string valueTooLong =
            "The value has 1073741825 bytes, 1073741824 are the most: split it over several keys.";
        refused((*engine)->put(key, "x"), keyTooLong);
        refused((*engine)->erase(key), keyTooLong);
        refused((*engine)->get(key), keyTooLong);
        refused((*engine)->write({{false, "user:2", "Grace"}, {false, key, "x"}}), keyTooLong);
        refused((*engine)->write({{false, "user:2", "Grace"}, {true, key, ""}}), keyTooLong);
        refused((*engine)->put("user:1", value.view()), valueTooLong);
        QVERIFY(files(disk) == before);
        QCOMPARE((*engine)->stats().nextSequence, sequence);
        QCOMPARE(answer(**engine, "user:1"), "Ada");
        QVERIFY(!(*engine)->has("user:2"));
    }

    void theLongestKeyGoesThroughEverything() {
        MemoryDisk disk({}, true);
        const Bytes longest(65'535, 'k');
        std::map<std::string, std::string> wanted{{longest, ""}, {"", longest}, {longest.substr(1), "Ada"}};
        auto engine = openLog(disk, smallSegments());
        for (const auto& [key, value] : wanted) QVERIFY((*engine)->put(key, value));
        QVERIFY((*engine)->roll());
        VERIFY_DONE(runToEnd(**(*engine)->compact()));
        QVERIFY(contents(**engine) == wanted);
        engine->reset();
        engine = openLog(disk, smallSegments());
        VERIFY_DONE(engine);
        QCOMPARE((*engine)->recovery().hintsUsed, 1u);
        QVERIFY(contents(**engine) == wanted);
        VERIFY_DONE(runToEnd(*(*engine)->check()));
        QVERIFY((*engine)->erase(longest));
        QVERIFY((*engine)->erase(""));
        QVERIFY((*engine)->roll());
        VERIFY_DONE(runToEnd(**(*engine)->compact()));
        QCOMPARE((*engine)->stats().tombstoneBytes(), 0u);
        QCOMPARE((*engine)->stats().keys, 1u);
    }

    void aLargeValueGoesThroughEverything() {
        QTemporaryDir directory;
        const auto disk = PosixDisk::open(directory.path().toStdString());
        VERIFY_DONE(disk);
        const Bytes large = largeValue(std::size_t{64} << 20);
        EngineOptions options = smallSegments(1u << 20);
        auto engine = openLog(**disk, options);
        VERIFY_DONE(engine);
        QVERIFY((*engine)->put("large", "an older one"));
        QVERIFY((*engine)->put("large", large));
        QVERIFY((*engine)->put("small", "Ada"));
        // A batch of which one member is large: whole, in a segment of its own.
        Batch batch{{false, "", ""}, {false, "large too", large}, {true, "nobody", ""}};
        QVERIFY((*engine)->write(batch));
        Bytes().swap(batch[1].value);
        look(**engine, large);
        QVERIFY((*engine)->roll());
        VERIFY_DONE(runToEnd(**(*engine)->compact()));
        QCOMPARE((*engine)->stats().deadBytes(), 0u);
        look(**engine, large);
        engine->reset();
        engine = openLog(**disk, options);
        VERIFY_DONE(engine);
        QCOMPARE((*engine)->recovery().hintsUsed, 1u);
        look(**engine, large);
        VERIFY_DONE(runToEnd(*(*engine)->check()));
        VERIFY_DONE((*engine)->close());
    }

  private:
    template <class T>
    void refused(const Result<T>& result, const std::string& sentence) {
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::tooLarge);
        QCOMPARE(QString::fromStdString(result.error().message), QString::fromStdString(sentence));
    }
    void look(StorageEngine& engine, const Bytes& large) {
        const auto cursor = engine.scan();
        std::map<std::string, std::size_t> sizes;
        while (true) {
            const auto more = cursor->next();
            VERIFY_DONE(more);
            if (!*more) break;
            sizes[std::string(cursor->key())] = cursor->value().size();
            if (cursor->value().size() > 3) QVERIFY(cursor->value() == large);
        }
        QVERIFY((sizes == std::map<std::string, std::size_t>{
                              {"", 0}, {"large", large.size()}, {"large too", large.size()}, {"small", 3}}));
    }
};

QTEST_APPLESS_MAIN(TestLogLimits)
#include "test_log_limits.moc"
