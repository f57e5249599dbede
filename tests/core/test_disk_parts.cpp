// The disks' building blocks: paged contents and intervals, against the plainest thing that does the same.
#include <QTest>
#include <set>

#include "core/base/random.h"
#include "core/disk/disk_image.h"
#include "core/disk/paged_bytes.h"
#include "core/trace/interval_set.h"
#include "tests/support/disk_cases.h"

using namespace vitrine;
using namespace vitrine::test;

class TestDiskParts : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void pagedBytesAgreeWithAString();
    void hugeSparseFilesCostLittle();
    void intervalsAgreeWithASet();
    void imagesKeepNamesSorted();
};

void TestDiskParts::pagedBytesAgreeWithAString() {
    const std::uint64_t kLeaf = PagedBytes::kPageBytes * PagedBytes::kLeafPages;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        Random random(seed);
        Bytes expected(random.below(2 * PagedBytes::kPageBytes), 'b');
        const auto base = std::make_shared<const Bytes>(expected);
        PagedBytes pages(base);
        std::vector<std::pair<std::shared_ptr<const ByteSource>, Bytes>> snapshots;
        const auto offset = [&] {  // near the edges of pages and leaves
            const std::uint64_t edge = random.below(3) == 0 ? kLeaf : random.below(4) * PagedBytes::kPageBytes;
            return edge + random.below(9) - std::min<std::uint64_t>(edge, 4);
        };
        for (int step = 0; step < 150; ++step) {
            switch (random.below(8)) {
                case 0: {
                    const std::uint64_t size = offset();
                    pages.resize(size);
                    expected.resize(size);
                    break;
                }
                case 1:
                    snapshots.emplace_back(pages.snapshot(), expected);
                    break;
                case 2:
                    QCOMPARE(*pages.flatten(), expected);
                    break;
                default: {
                    const std::uint64_t at = offset();
                    const Bytes bytes(1 + random.below(5000), static_cast<char>(random.below(256)));
                    pages.write(at, bytes);
                    if (expected.size() < at + bytes.size()) expected.resize(at + bytes.size());
                    expected.replace(at, bytes.size(), bytes);
                }
            }
            Bytes actual(expected.size() + 1, '?');
            actual.resize(pages.read(0, actual));
            QVERIFY2(actual == expected, qPrintable(QString("seed %1, step %2").arg(seed).arg(step)));
        }
        for (const auto& [snapshot, then] : snapshots) QVERIFY(contentsOf(*snapshot) == then);
        QCOMPARE(base->find_first_not_of('b'), Bytes::npos);  // shared, never changed
    }
}

void TestDiskParts::hugeSparseFilesCostLittle() {
    PagedBytes pages;
    pages.resize(std::uint64_t{1} << 40);
    pages.write((std::uint64_t{1} << 40) - 3, "end");
    const auto snapshot = pages.snapshot();
    pages.resize(10);
    Bytes out(8, '?');
    QCOMPARE(snapshot->read((std::uint64_t{1} << 40) - 6, out), 6u);
    QCOMPARE(out.substr(0, 6), Bytes("\0\0\0end", 6));
    QCOMPARE(pages.size(), 10u);
}

void TestDiskParts::intervalsAgreeWithASet() {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Random random(seed);
        IntervalSet ranges;
        std::set<std::uint64_t> expected;
        for (int step = 0; step < 200; ++step) {
            const std::uint64_t begin = random.below(40);
            const std::uint64_t end = begin + random.below(6);
            if (random.below(5) == 0) {
                ranges.remove(begin, kEndless);
                expected.erase(expected.lower_bound(begin), expected.end());
            } else if (random.below(2) == 0) {
                ranges.remove(begin, end);
                for (std::uint64_t at = begin; at < end; ++at) expected.erase(at);
            } else {
                ranges.add(begin, end);
                for (std::uint64_t at = begin; at < end; ++at) expected.insert(at);
            }
            std::set<std::uint64_t> actual;
            std::uint64_t last = 0;
            for (const auto& [from, to] : ranges.stretches()) {
                QVERIFY(from < to && (from > last || last == 0));  // apart, in order, not empty
                last = to;
                for (std::uint64_t at = from; at < to; ++at) actual.insert(at);
            }
            QVERIFY2(actual == expected, qPrintable(QString("seed %1, step %2").arg(seed).arg(step)));
            QCOMPARE(ranges.total(), std::uint64_t{expected.size()});
        }
    }
}

void TestDiskParts::imagesKeepNamesSorted() {
    DiskImage image;
    for (const char* name : {"2.log", "10.log", "1.log", "2.log"}) image.set(name, std::string("bytes of ") + name);
    std::vector<std::string> names;
    for (const ImageFile& file : image.files) names.push_back(file.name);
    QCOMPARE(names, (std::vector<std::string>{"1.log", "10.log", "2.log"}));
    const std::uint64_t before = image.hash();
    image.set("2.log", "other bytes");
    QVERIFY(image.hash() != before);
    QCOMPARE(image.find("2.log")->bytes(), Bytes("other bytes"));
    // Bytes that move from one file to the next make another disk.
    DiskImage one;
    DiskImage other;
    one.set("1", "ab"), one.set("2", "c");
    other.set("1", "a"), other.set("2", "bc");
    QVERIFY(one.hash() != other.hash());
}

QTEST_APPLESS_MAIN(TestDiskParts)
#include "test_disk_parts.moc"
