// The hex dump's arithmetic: columns, folded zeros, outlines and the stair of durability.
#include <QtTest>

#include "core/base/byte_source.h"
#include "ui/models/bytes_layout.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

ColumnEdges plainColumns() {
    ColumnEdges edges;
    for (std::size_t i = 0; i <= kRowBytes; ++i) edges.begin[i] = edges.end[i] = static_cast<double>(i) * 10;
    return edges;
}

double area(const QPolygonF& polygon) {
    double twice = 0;
    for (qsizetype i = 0; i + 1 < polygon.size(); ++i)
        twice += polygon[i].x() * polygon[i + 1].y() - polygon[i + 1].x() * polygon[i].y();
    return std::abs(twice) / 2;
}

RowMap mapOf(const Bytes& bytes, const std::set<std::uint64_t>& unfolded = {}) {
    RowMap map;
    map.build(StringSource(bytes), unfolded);
    return map;
}

}  // namespace

class TestBytesLayout : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void everyColumnIsFoundUnderItsMiddle_data();
    void everyColumnIsFoundUnderItsMiddle();
    void aNarrowViewGivesUpAsciiBeforeItGivesUpBytes();
    void rowsAreSpacedByTheFilesLimit();
    void zerosAreFolded();
    void shortRunsOfZerosStay();
    void aFoldThatWasOpenedStaysOpen();
    void viewRowsAndFileRowsAgree();
    void anOutlineCoversItsBytesAndNoOthers_data();
    void anOutlineCoversItsBytesAndNoOthers();
    void theStairPartsTheBytes();
};

void TestBytesLayout::everyColumnIsFoundUnderItsMiddle_data() {
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("scale");
    for (const double scale : {1.0, 1.25, 1.5, 2.5})
        for (const double width : {560.0, 700.0, 850.0, 1400.0})
            QTest::addRow("%g px at %g", width * scale, scale) << width * scale << scale;
}

void TestBytesLayout::everyColumnIsFoundUnderItsMiddle() {
    QFETCH(double, width);
    QFETCH(double, scale);
    BytesGeometry geometry;
    geometry.fit(width, 400 * scale, scale, 10);
    for (std::uint64_t column = 0; column < kRowBytes; ++column) {
        QCOMPARE(geometry.columnAt(geometry.xOf(column) + geometry.cell() / 2), std::optional(column));
        if (geometry.hasAscii())
            QCOMPARE(geometry.columnAt(geometry.asciiXOf(column) + geometry.asciiPitch() / 2), std::optional(column));
    }
    QCOMPARE(geometry.columnAt(geometry.hexLeft() - 1), std::nullopt);
    QCOMPARE(geometry.columnAt(geometry.marginLeft() + 1), std::nullopt);
    QVERIFY(geometry.hexRight() < geometry.asciiLeft());
    QVERIFY2(geometry.marginLeft() <= width, "bytes reach beyond the view");
}

void TestBytesLayout::aNarrowViewGivesUpAsciiBeforeItGivesUpBytes() {
    BytesGeometry wide, narrow;
    wide.fit(850, 400, 1, 10);
    narrow.fit(560, 400, 1, 10);
    QVERIFY(wide.hasAscii());
    QVERIFY(!narrow.hasAscii());
    QCOMPARE(narrow.marginLeft(), narrow.hexRight());
    // Offsets of large files are longer: they push the bytes, not lie under them.
    BytesGeometry large;
    large.fit(850, 400, 1, std::uint64_t{1} << 36);
    QVERIFY(large.hexLeft() > wide.hexLeft());
}

void TestBytesLayout::rowsAreSpacedByTheFilesLimit() {
    BytesGeometry few, many;
    few.fit(850, 342, 1, 10);
    many.fit(850, 342, 1, 100'000);
    QVERIFY(few.rowPitch() > many.rowPitch());
    QVERIFY(many.rowPitch() >= 24);
    const double rows = 342 / many.rowPitch();
    QVERIFY2(std::abs(rows - std::round(rows)) < 0.01, "a row is cut");
    QVERIFY(few.rowHeight() < few.rowPitch());
}

void TestBytesLayout::zerosAreFolded() {
    const RowMap map = mapOf(Bytes(32, 'a') + Bytes(160, '\0') + Bytes(40, 'b'));
    QCOMPARE(map.fileRows(), 15u);
    QCOMPARE(map.viewRows(), 6u);  // two, the fold, three
    QCOMPARE(map.at(1).foldedRows, 0u);
    QCOMPARE(map.at(2).fileRow, 2u);
    QCOMPARE(map.at(2).foldedRows, 10u);
    QCOMPARE(map.at(3).fileRow, 12u);
    QCOMPARE(map.viewRowOf(7), 2u);
    QCOMPARE(map.viewRowOf(14), 5u);
}

void TestBytesLayout::shortRunsOfZerosStay() {
    QCOMPARE(mapOf(Bytes(16, 'a') + Bytes(32, '\0') + Bytes(16, 'b')).folds().size(), 0u);
    // The last row is folded only if it is whole: a few zeros are bytes like others.
    QCOMPARE(mapOf(Bytes(16, 'a') + Bytes(47, '\0')).folds().size(), 0u);
    QCOMPARE(mapOf(Bytes(16, 'a') + Bytes(48, '\0')).viewRows(), 2u);
}

void TestBytesLayout::aFoldThatWasOpenedStaysOpen() {
    const Bytes bytes = Bytes(16, 'a') + Bytes(64, '\0') + Bytes(16, 'b') + Bytes(64, '\0');
    QCOMPARE(mapOf(bytes).folds().size(), 2u);
    const RowMap opened = mapOf(bytes, {1});
    QCOMPARE(opened.folds().size(), 1u);
    QCOMPARE(opened.folds().front().firstRow, 6u);
    QCOMPARE(opened.viewRows(), 7u);
}

void TestBytesLayout::viewRowsAndFileRowsAgree() {
    Bytes bytes;
    for (int block = 0; block < 5; ++block) bytes += Bytes(16, 'x') + Bytes(static_cast<std::size_t>(16 * (block + 1)), '\0');
    const RowMap map = mapOf(bytes);
    std::uint64_t expected = 0;
    for (std::uint64_t view = 0; view < map.viewRows(); ++view) {
        const RowMap::Row row = map.at(view);
        QCOMPARE(row.fileRow, expected);
        QCOMPARE(map.viewRowOf(row.fileRow), view);
        expected += std::max<std::uint64_t>(row.foldedRows, 1);
    }
    QCOMPARE(expected, map.fileRows());
}

void TestBytesLayout::anOutlineCoversItsBytesAndNoOthers_data() {
    QTest::addColumn<int>("begin");
    QTest::addColumn<int>("end");
    QTest::addColumn<int>("parts");
    QTest::newRow("in one row") << 3 << 9 << 1;
    QTest::newRow("a whole row") << 16 << 32 << 1;
    QTest::newRow("two rows that touch") << 4 << 30 << 1;
    QTest::newRow("two rows that do not touch") << 12 << 20 << 2;
    QTest::newRow("a record of 33 bytes") << 0x7d - 0x70 << 0x9e - 0x70 << 1;
    QTest::newRow("from the first column to the last") << 0 << 48 << 1;
}

void TestBytesLayout::anOutlineCoversItsBytesAndNoOthers() {
    QFETCH(int, begin);
    QFETCH(int, end);
    QFETCH(int, parts);
    const auto row = [](int byte) { return static_cast<double>(byte / 16); };
    const Stretch stretch{row(begin), static_cast<std::uint64_t>(begin % 16), row(end - 1),
                          static_cast<std::uint64_t>((end - 1) % 16 + 1)};
    const auto polygons = outlineOf(stretch, 0, 20, plainColumns());
    QCOMPARE(static_cast<int>(polygons.size()), parts);
    double covered = 0;
    for (const QPolygonF& polygon : polygons) covered += area(polygon);
    QCOMPARE(covered, (end - begin) * 10.0 * 20.0);
    for (int byte = 0; byte < 64; ++byte) {
        const QPointF middle(byte % 16 * 10 + 5, byte / 16 * 20 + 10);
        bool inside = false;
        for (const QPolygonF& polygon : polygons) inside |= polygon.containsPoint(middle, Qt::OddEvenFill);
        QCOMPARE(inside, byte >= begin && byte < end);
    }
}

void TestBytesLayout::theStairPartsTheBytes() {
    const QPolygonF stair = stairAt(2, 5, 0, 20, plainColumns());
    QCOMPARE(stair, QPolygonF({QPointF(0, 60), QPointF(50, 60), QPointF(50, 40), QPointF(160, 40)}));
    // Between two rows it is a straight line.
    QCOMPARE(stairAt(3, 0, 0, 20, plainColumns()), QPolygonF({QPointF(0, 60), QPointF(160, 60)}));
}

QTEST_GUILESS_MAIN(TestBytesLayout)
#include "test_bytes_layout.moc"
