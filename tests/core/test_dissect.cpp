// Bytes into fields: what the record inspector and `dump FILE fields` say about our files, whole, torn and damaged.
#include <QTest>
#include <algorithm>

#include "core/base/checksum.h"
#include "core/base/random.h"
#include "core/dissect/dissect.h"
#include "core/log/format.h"

using namespace vitrine;

namespace {

constexpr log::Binding kBinding{0x1122334455667788u, 0x99aabbccddeeff00u};

Bytes headerBytes(std::uint32_t number = 1) {
    log::SegmentHeader header;
    header.database = kBinding.database;
    header.life = kBinding.life;
    header.number = number;
    return log::encodeHeader(header);
}

void add(Bytes& file, ByteView key, ByteView value, std::uint64_t sequence, std::uint8_t flags = 0) {
    log::appendRecord(file, log::bindingChecksum(kBinding, file.size()), log::RecordKind::put, flags, sequence, key, value);
}

void addTombstone(Bytes& file, ByteView key, std::uint64_t sequence) {
    log::appendRecord(file, log::bindingChecksum(kBinding, file.size()), log::RecordKind::tombstone, 0, sequence, key, {});
}

std::unique_ptr<Dissector> dissector(const Bytes& file, std::string_view name = "0000000001.log") {
    return standardDissectors().make(name, std::make_shared<StringSource>(file));
}

const Field& field(const Structure& structure, std::string_view name) {
    for (const Field& candidate : structure.fields)
        if (candidate.name == name) return candidate;
    qFatal("no field of that name");
}

/// Fields must tile their structure: the bytes view colours every byte exactly once.
bool tiles(const Structure& structure) {
    std::uint64_t at = structure.offset;
    for (const Field& candidate : structure.fields) {
        if (candidate.offset != at || candidate.sizeBytes == 0) return false;
        at += candidate.sizeBytes;
    }
    return at == structure.end();
}

}  // namespace

class TestDissect : public QObject {
    Q_OBJECT

  private slots:
    void recordsOfASegment();
    void theInspectorsRows();
    void aWrongByteIsToldWhereverItIs();
    void aTornTailSaysWhatItNeeds();
    void zerosAndGarbage();
    void bytesOfAnotherLifeDoNotMatch();
    void withoutVerifyingNothingIsClaimed();
    void aRecordIsFoundInTheMiddleByItsPlace();
    void hints();
    void foreignFiles();
    void anyBytesAtAll();
};

void TestDissect::recordsOfASegment() {
    Bytes file = headerBytes();
    const std::uint64_t first = file.size();
    add(file, "user:1", "Ada", 1);
    add(file, "user:2", "Grace", 2, log::record_flags::batchGoesOn | log::record_flags::syncedBefore);
    addTombstone(file, "user:1", 3);
    const auto segment = dissector(file);
    QCOMPARE(segment->format(), std::string_view("log segment"));
    const auto all = dissect(*segment, 0, file.size());
    QCOMPARE(all.size(), std::size_t{4});
    for (const Structure& structure : all) {
        QVERIFY(tiles(structure));
        QCOMPARE(structure.checksum, Checksum::matches);
        QVERIFY(structure.problem.empty());
    }
    QCOMPARE(all[0].name, std::string("segment header"));
    QCOMPARE(field(all[0], "life").text, std::string("99AABBCCDDEEFF00"));
    QCOMPARE(all[1].offset, first);
    QCOMPARE(all[1].name, std::string("put"));
    QCOMPARE(all[1].key, Bytes("user:1"));
    QCOMPARE(field(all[1], "value").text, std::string("“Ada”"));
    QCOMPARE(field(all[1], "value").role, FieldRole::value);
    QCOMPARE(field(all[2], "kind").text, std::string("put, its batch goes on, synced up to here"));
    QCOMPARE(all[3].name, std::string("tombstone"));
    QCOMPARE(field(all[3], "key").role, FieldRole::deletedKey);
    QVERIFY(all[3].end() == file.size());
    QVERIFY(!segment->at(file.size()));
    QCOMPARE(all[1].fieldAt(first + 20)->name, std::string("key"));
    QVERIFY(all[1].fieldAt(all[1].end()) == nullptr);
    // Fields are what the bytes say, also where the header as a whole is not to be believed.
    for (const std::size_t wrong : {4u, 8u, 40u}) {  // version, checksum, high water
        Bytes bad = file;
        bad[wrong] = static_cast<char>(bad[wrong] ^ 4);
        const auto header = dissector(bad)->at(0, Verify::yes);
        QVERIFY(!header->problem.empty());
        QCOMPARE(field(*header, "life").text, std::string("99AABBCCDDEEFF00"));
        QCOMPARE(field(*header, "database").text, field(all[0], "database").text);
    }
    // From a waypoint, without what is before it.
    const auto rest = dissect(*segment, all[2].offset, all[2].offset + 1);
    QCOMPARE(rest.size(), std::size_t{1});
    QCOMPARE(rest[0].key, Bytes("user:2"));
}

void TestDissect::theInspectorsRows() {
    Bytes file = headerBytes();
    const std::uint64_t at = file.size();
    add(file, "user:7", "Jim Gray", 10);
    const auto structure = dissector(file)->at(at);
    const auto rows = describeFields(*structure, StringSource(file), 6);
    const std::vector<std::pair<std::string, std::uint64_t>> expected{
        {"crc32c", 0}, {"kind", 4}, {"sequence", 5}, {"key size", 13}, {"value size", 15}, {"key", 19}, {"value", 25}};
    QCOMPARE(rows.size(), expected.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        QCOMPARE(rows[i].name, expected[i].first);
        QCOMPARE(rows[i].relative, expected[i].second);
    }
    QCOMPARE(rows[0].text, std::string("matches"));
    QCOMPARE(rows[1].hex, std::string("01"));
    QCOMPARE(rows[1].text, std::string("put"));
    QCOMPARE(rows[2].hex, std::string("0A 00 00 00 00 00 …"));
    QCOMPARE(rows[2].text, std::string("10"));
    QCOMPARE(rows[3].text, std::string("6"));
    QCOMPARE(rows[4].text, std::string("8"));
    QCOMPARE(rows[5].hex, std::string("75 73 65 72 3A 37"));
    QCOMPARE(rows[5].text, std::string("“user:7”"));
    QCOMPARE(rows[6].hex, std::string("4A 69 6D 20 47 72 …"));
    QCOMPARE(rows[6].text, std::string("“Jim Gray”"));
}

void TestDissect::aWrongByteIsToldWhereverItIs() {
    Bytes whole = headerBytes();
    const std::size_t at = whole.size();
    add(whole, "user:1", "Ada", 1);
    for (std::size_t i = 0; i < whole.size(); ++i) {
        Bytes file = whole;
        file[i] = static_cast<char>(file[i] ^ 0x20);
        const auto segment = dissector(file);
        QVERIFY2(segment != nullptr, qPrintable(QString("byte %1").arg(i)));
        const auto found = segment->at(i < at ? 0 : at);
        const QByteArray where = QByteArray("byte ") + QByteArray::number(qulonglong(i));
        QVERIFY2(found && tiles(*found), where);
        // Magic, version and kind stand before what the header's checksum covers; they are judged by themselves.
        if (i >= 8) QVERIFY2(found->checksum != Checksum::matches, where);
        QVERIFY2(!found->problem.empty(), where);
    }
}

void TestDissect::aTornTailSaysWhatItNeeds() {
    Bytes whole = headerBytes();
    const std::size_t at = whole.size();
    add(whole, "user:7", "Jim Gray", 10);
    for (std::size_t size = at + 1; size < whole.size(); ++size) {
        const Bytes file = whole.substr(0, size);
        const auto torn = dissector(file)->at(at);
        const QByteArray where = QByteArray("file of ") + QByteArray::number(qulonglong(size));
        QVERIFY2(torn && tiles(*torn), where);
        QVERIFY2(torn->end() == size, where);
        QVERIFY2(torn->checksum != Checksum::matches, where);
        QVERIFY2(!torn->problem.empty(), where);
    }
    const auto torn = dissector(whole.substr(0, at + 27))->at(at);
    QCOMPARE(torn->problem, std::string("It needs 33 bytes, the file has 27."));
}

void TestDissect::zerosAndGarbage() {
    Bytes file = headerBytes();
    const std::size_t at = file.size();
    file.append(100, '\0');
    auto zeros = dissector(file)->at(at);
    QCOMPARE(zeros->name, std::string("zeros"));
    QCOMPARE(zeros->sizeBytes, std::uint64_t{100});
    file += "garbage that is no record at all";
    zeros = dissector(file)->at(at);
    QCOMPARE(zeros->sizeBytes, std::uint64_t{100});
    const auto garbage = dissector(file)->at(zeros->end());
    QVERIFY(garbage->checksum != Checksum::matches);
    QVERIFY(!garbage->problem.empty());
    QCOMPARE(garbage->end(), std::uint64_t{file.size()});
}

void TestDissect::bytesOfAnotherLifeDoNotMatch() {
    Bytes file = headerBytes();
    const std::size_t at = file.size();
    log::appendRecord(file, log::bindingChecksum({kBinding.database, kBinding.life + 1}, at), log::RecordKind::put, 0, 1, "user:1", "Ada");
    const auto found = dissector(file)->at(at);
    QCOMPARE(found->checksum, Checksum::differs);
    QVERIFY(found->stored != found->computed);
}

void TestDissect::withoutVerifyingNothingIsClaimed() {
    Bytes file = headerBytes();
    const std::size_t at = file.size();
    add(file, "user:1", Bytes(100'000, 'x'), 1);
    const auto found = dissector(file)->at(at, Verify::no);
    QCOMPARE(found->checksum, Checksum::notChecked);
    QCOMPARE(found->end(), std::uint64_t{file.size()});
    QVERIFY(field(*found, "value").text.size() < 100);
}

void TestDissect::aRecordIsFoundInTheMiddleByItsPlace() {
    Bytes inner = headerBytes();
    add(inner, "inner", "copied elsewhere", 1);
    Bytes file = headerBytes();
    std::vector<std::uint64_t> begins;
    for (std::uint64_t i = 1; i <= 40; ++i) {
        begins.push_back(file.size());
        // Values hold a whole record that is true of another place only.
        add(file, "user:" + std::to_string(i), i % 2 ? ByteView("plain") : ByteView(inner).substr(64), i);
    }
    const auto segment = dissector(file);
    for (std::uint64_t from = 1; from < begins[38]; from += 7)
        QCOMPARE(segment->firstIn(from, file.size()), std::optional(*std::ranges::lower_bound(begins, from)));
    QCOMPARE(segment->firstIn(begins[5] + 1, begins[6]), std::nullopt);
    file[begins[7] + 20] ^= 1;
    QCOMPARE(dissector(file)->firstIn(begins[7], file.size()), std::optional(begins[8]));
    file[20] ^= 1;  // the header that names the life
    QCOMPARE(dissector(file)->firstIn(begins[7], file.size()), std::nullopt);
}

void TestDissect::hints() {
    Bytes file = "VHNT";
    appendLittle<std::uint16_t>(file, 1);
    appendLittle<std::uint16_t>(file, 0);
    appendLittle<std::uint32_t>(file, 0);
    appendLittle<std::uint32_t>(file, 2);
    appendLittle<std::uint64_t>(file, kBinding.database);
    appendLittle<std::uint64_t>(file, kBinding.life);
    appendLittle<std::uint64_t>(file, 158);
    appendLittle<std::uint32_t>(file, 4);
    appendLittle<std::uint32_t>(file, 0);
    for (const auto& [kind, key] : {std::pair<std::uint8_t, Bytes>{1, "user:1"}, {2, "user:2"}}) {
        file += static_cast<char>(kind);
        appendLittle(file, static_cast<std::uint16_t>(key.size()));
        appendLittle<std::uint32_t>(file, 28);
        appendLittle<std::uint64_t>(file, 7);
        appendLittle<std::uint64_t>(file, 125);
        file += key;
    }
    storeLittle(file.data() + 8, crc32c(ByteView(file).substr(12)));
    const auto hint = dissector(file, "0000000004.hint");
    QCOMPARE(hint->format(), std::string_view("hint"));
    const auto all = dissect(*hint, 0, file.size());
    QCOMPARE(all.size(), std::size_t{3});
    for (const Structure& structure : all) QVERIFY(tiles(structure));
    QCOMPARE(all[0].checksum, Checksum::matches);
    QCOMPARE(field(all[1], "offset").text, std::string("0x007D"));
    QCOMPARE(all[1].key, Bytes("user:1"));
    QCOMPARE(field(all[2], "kind").text, std::string("tombstone"));
    QCOMPARE(field(all[2], "key").role, FieldRole::deletedKey);
    file.back() = '3';
    QCOMPARE(dissector(file, "0000000004.hint")->at(0)->checksum, Checksum::differs);
}

void TestDissect::foreignFiles() {
    QVERIFY(dissector("hello", "notes.txt") == nullptr);
    QVERIFY(dissector("", "notes.txt") == nullptr);
    QVERIFY(dissector("hello", "0000000001.log") != nullptr);
    QVERIFY(!dissector("", "0000000001.log")->at(0));
    QCOMPARE(dissector(headerBytes(), "0000000001.log.damaged")->format(), std::string_view("log segment"));
    DissectorRegistry registry = standardDissectors();
    registry.add({"mine", [](std::string_view, ByteView head) { return head.starts_with("VLOG"); },
                  [](std::shared_ptr<const ByteSource>) { return std::unique_ptr<Dissector>(); }});
    QVERIFY(registry.make("0000000001.log", std::make_shared<StringSource>(headerBytes())) == nullptr);
    QCOMPARE(registry.formats().size(), std::size_t{3});
}

/// Whatever stands in a file, dissecting it ends, tiles it, and stays inside.
void TestDissect::anyBytesAtAll() {
    const std::uint64_t seed = 38;
    Random random(seed);
    for (int round = 0; round < 300; ++round) {
        Bytes file = random.below(2) == 0 ? headerBytes() : Bytes();
        for (auto count = random.below(4); count > 0 && !file.empty(); --count)
            add(file, Bytes(random.below(20), 'k'), Bytes(random.below(40), 'v'), count);
        for (auto count = random.below(80); count > 0; --count) file += static_cast<char>(random.below(4) * random.below(64));
        for (auto count = random.below(4); count > 0 && !file.empty(); --count)
            file[random.below(file.size())] = static_cast<char>(random.below(256));
        const QByteArray where = QString("seed %1, round %2").arg(seed).arg(round).toUtf8();
        for (const char* name : {"0000000001.log", "0000000001.hint"}) {
            const auto any = dissector(file, name);
            if (!any) continue;
            std::uint64_t at = 0;
            for (const Structure& structure : dissect(*any, 0, file.size())) {
                QVERIFY2(structure.offset == at && structure.sizeBytes > 0 && tiles(structure), where);
                at = structure.end();
            }
            QVERIFY2(at == file.size(), where);
        }
    }
}

QTEST_GUILESS_MAIN(TestDissect)
#include "test_dissect.moc"
