// Logs as pydb writes them: one file or segments cut anywhere, whole or with a torn tail, and files that are none.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fmt/format.h>

#include "core/base/random.h"
#include "core/session/import_pydb.h"

using namespace vitrine;

namespace {

/// Python: struct.pack("BQQ", op, len(key), len(value)) + key + value
Bytes packed(const PydbOperation& operation) {
    Bytes record;
    record += static_cast<char>(operation.erase ? 1 : 0);
    record.append(7, '\0');
    appendLittle(record, std::uint64_t{operation.key.size()});
    appendLittle(record, std::uint64_t{operation.value.size()});
    return record + operation.key + operation.value;
}

struct ReadLog {
    std::vector<PydbOperation> operations;
    std::optional<Error> error;
    std::uint64_t torn = 0;
    std::string tornWhere;
    std::uint64_t read = 0;
    std::uint64_t total = 0;
};

const std::vector<PydbOperation> kUsers = {{false, "user:1", "Ada"},
                                           {false, "user:2", "Grace"},
                                           {true, "user:1", ""},
                                           {false, "", ""},
                                           {false, Bytes("\0\xFF", 2), Bytes(300, '\n')},
                                           {false, "user:2", "Tony Hoare"}};

Bytes logOf(const std::vector<PydbOperation>& operations) {
    Bytes log;
    for (const PydbOperation& operation : operations) log += packed(operation);
    return log;
}

}  // namespace

class TestImportPydb : public QObject {
    Q_OBJECT

    QTemporaryDir directory_;

    std::string path(const std::string& name) const {
        return directory_.filePath(QString::fromStdString(name)).toStdString();
    }
    void write(const std::string& name, ByteView bytes) const {
        QFile file(QString::fromStdString(path(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes.data(), static_cast<qint64>(bytes.size())), static_cast<qint64>(bytes.size()));
    }
    void writeSegments(const std::string& name, ByteView log, std::size_t segmentBytes, std::uint64_t first = 0) const {
        for (std::uint64_t number = first; !log.empty() || number == first; ++number) {
            write(fmt::format("{}_{:010}.dblog", name, number), log.substr(0, segmentBytes));
            log.remove_prefix(std::min(segmentBytes, log.size()));
        }
    }
    ReadLog read(const std::string& name) const {
        ReadLog log;
        auto reader = PydbReader::open(path(name));
        if (!reader) {
            log.error = reader.error();
            return log;
        }
        for (;;) {
            auto operation = reader->next();
            if (!operation) {
                log.error = operation.error();
                const auto again = reader->next();
                if (again || again.error().message != log.error->message) log.error->message = "another error the next time";
                break;
            }
            if (!*operation) break;
            log.operations.push_back(**operation);
        }
        log.torn = reader->tornBytes();
        log.tornWhere = reader->tornWhere();
        log.read = reader->bytesRead();
        log.total = reader->bytesTotal();
        return log;
    }

  private slots:
    void init() {
        for (const QString& name : QDir(directory_.path()).entryList(QDir::Files))
            QVERIFY(QFile::remove(directory_.filePath(name)));
    }

    void oneFile() {
        const Bytes log = logOf(kUsers);
        QCOMPARE(log.substr(0, 33), Bytes("\0\0\0\0\0\0\0\0\6\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0user:1Ada", 33));
        write("users.dblog", log);
        write("users_0000000001.dblog", "not a part of it");
        const ReadLog got = read("users.dblog");
        QVERIFY2(!got.error, got.error ? got.error->message.c_str() : "");
        QVERIFY(got.operations == kUsers);
        QCOMPARE(got.torn, std::uint64_t{0});
        QCOMPARE(got.read, std::uint64_t{log.size()});
        QCOMPARE(got.total, std::uint64_t{log.size()});
    }

    void emptyFile() {
        write("users.dblog", "");
        const ReadLog got = read("users.dblog");
        QVERIFY(!got.error && got.operations.empty() && got.torn == 0);
    }

    void segmentsCutAnywhere() {
        // Cut at every size, so that records straddle two files and, below 24 bytes, headers straddle several.
        const Bytes log = logOf(kUsers);
        for (std::size_t segmentBytes = 7; segmentBytes <= log.size() + 1; segmentBytes += segmentBytes < 80 ? 1 : 37) {
            init();
            writeSegments("users", log, segmentBytes, segmentBytes % 3);
            const ReadLog got = read(fmt::format("users_{:010}.dblog", segmentBytes % 3));
            QVERIFY2(!got.error, got.error ? got.error->message.c_str() : "");
            QVERIFY2(got.operations == kUsers, fmt::format("segments of {} bytes", segmentBytes).c_str());
            QCOMPARE(got.total, std::uint64_t{log.size()});
        }
    }

    void tornAtEveryByte() {
        const Bytes log = logOf(kUsers);
        for (std::size_t length = 0; length < log.size(); ++length) {
            write("users.dblog", ByteView(log).substr(0, length));
            const ReadLog got = read("users.dblog");
            QVERIFY2(!got.error, got.error ? got.error->message.c_str() : "");
            std::size_t whole = 0;
            std::size_t count = 0;
            while (whole + packed(kUsers[count]).size() <= length) whole += packed(kUsers[count++]).size();
            QCOMPARE(got.operations.size(), count);
            QVERIFY(std::equal(got.operations.begin(), got.operations.end(), kUsers.begin()));
            QCOMPARE(got.torn, std::uint64_t{length - whole});
            QCOMPARE(got.read, std::uint64_t{whole});
            QCOMPARE(got.tornWhere,
                     length == whole ? std::string() : fmt::format("users.dblog, offset {}", hexOffset(whole)));
        }
    }

    void tornTailIsNamedInItsSegment() {
        const Bytes log = logOf(kUsers);
        writeSegments("users", ByteView(log).substr(0, 70), 50);  // the records begin at 0, 33 and 68
        const ReadLog got = read("users_0000000000.dblog");
        QCOMPARE(got.operations.size(), std::size_t{2});
        QCOMPARE(got.torn, std::uint64_t{2});
        QCOMPARE(got.tornWhere, std::string("users_0000000001.dblog, offset 0x0012"));
    }

    void badOperationByte() {
        Bytes log = logOf(kUsers);
        log[68] = 7;
        writeSegments("users", log, 50);
        const ReadLog got = read("users_0000000000.dblog");
        QCOMPARE(got.operations.size(), std::size_t{2});
        QVERIFY(got.error && got.error->code == ErrorCode::corrupt);
        QCOMPARE(got.error->where, std::string("users_0000000001.dblog, offset 0x0012"));
        QVERIFY(got.error->message.find("holds 7,") != std::string::npos);
    }

    void absurdSizes() {
        for (const std::size_t field : {8, 16}) {
            Bytes log = logOf(kUsers);
            storeLittle(log.data() + 33 + field, std::uint64_t{0xFFFF'FFFF'FFFF'FFF0});
            write("users.dblog", log);
            const ReadLog got = read("users.dblog");
            QCOMPARE(got.operations.size(), std::size_t{1});
            QVERIFY(got.error && got.error->code == ErrorCode::tooLarge);
            QCOMPARE(got.error->where, std::string("users.dblog, offset 0x0021"));
            QVERIFY(got.error->message.find(field == 8 ? "its key has 18446744073709551600 bytes"
                                                       : "its value has 18446744073709551600 bytes") != std::string::npos);
        }
    }

    void largeValuesAcrossFiles() {
        Random random(7);
        std::vector<PydbOperation> operations;
        for (int i = 0; i < 40; ++i) {
            PydbOperation operation{false, fmt::format("key{}", i), Bytes(random.below(1 << 20), '\0')};
            for (char& byte : operation.value) byte = static_cast<char>(random.next());
            operations.push_back(std::move(operation));
        }
        writeSegments("big", logOf(operations), 700'001);
        const ReadLog got = read("big_0000000000.dblog");
        QVERIFY2(!got.error, got.error ? got.error->message.c_str() : "");
        QVERIFY(got.operations == operations);
    }

    void aMissingSegmentIsNoEnd() {
        writeSegments("users", logOf(kUsers), 50);
        QVERIFY(QFile::remove(QString::fromStdString(path("users_0000000002.dblog"))));
        const ReadLog got = read("users_0000000000.dblog");
        QVERIFY(got.error && got.error->code == ErrorCode::corrupt);
        QVERIFY2(got.error->message.find("users_0000000002.dblog is missing, and users_0000000003.dblog is there") !=
                     std::string::npos, got.error->message.c_str());
    }

    void notTheFirstSegment() {
        writeSegments("users", logOf(kUsers), 50);
        const ReadLog got = read("users_0000000001.dblog");
        QVERIFY(got.error && got.error->code == ErrorCode::invalidArgument);
        QVERIFY(got.error->message.find("name the first, ") != std::string::npos);
        QVERIFY(got.error->message.find("users_0000000000.dblog") != std::string::npos);
    }

    void noFile() {
        for (const char* name : {"absent.dblog", "absent_0000000000.dblog"}) {
            const ReadLog got = read(name);
            QVERIFY(got.error && got.error->code == ErrorCode::notFound);
            QVERIFY(got.error->message.find(name) != std::string::npos);
        }
        const ReadLog directory = read("");
        QVERIFY(directory.error && directory.error->code == ErrorCode::invalidArgument);
    }
};

QTEST_APPLESS_MAIN(TestImportPydb)
#include "test_import_pydb.moc"
