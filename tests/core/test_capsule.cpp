// Capsules: what was saved opens identically, and a file that was damaged, cut short or made by a newer version is refused with
// a sentence and leaves everything as it was.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/session/capsule.h"
#include "core/session/packing.h"
#include "core/session/workspace.h"

using namespace vitrine;

namespace {

CommandResult finish(std::unique_ptr<CommandJob> job) {
    while (job->step() == JobState::more) {}
    return job->result();
}

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size());
}

/// Two branches, a failing line, one that was divided, and bytes that are no text.
void fill(Workspace& workspace) {
    for (const char* line : {"put user:1 Ada", "put user:2", "fill 6", "sync", "put \"k\xff\" v", "fork experiment", "put user:1 Augusta"})
        workspace.execute(line);
    LinePlace amid{LinePlace::Kind::past, 0, {2, 3}};
    workspace.execute("put divided here", amid);
    workspace.execute("switch experiment");
}

std::string listed(Workspace& workspace) {
    std::string all;
    for (const std::string& line : workspace.execute("branches").lines) all += line + "\n";
    return all;
}

}  // namespace

class TestCapsule : public QObject {
    Q_OBJECT

    QTemporaryDir directory_;
    QString path(const char* name) const { return directory_.filePath(QString::fromLatin1(name)); }

  private slots:
    void whatWasSavedIsOpened() {
        Workspace saved;
        fill(saved);
        const CommandResult done = finish(saved.beginSave(path("a.vitrine").toStdString()));
        QVERIFY2(done.ok, done.error.message.c_str());
        QVERIFY2(!QFile::exists(path("a.vitrine.part")), "no half file stays behind");

        Workspace opened;
        opened.execute("put other session");
        const CommandResult loaded = finish(opened.beginLoad(path("a.vitrine").toStdString()));
        QVERIFY2(loaded.ok, loaded.error.message.c_str());
        QCOMPARE(listed(opened), listed(saved));
        for (const char* name : {"main", "experiment", "\"branch 1\""}) {
            const std::string go = std::string("switch ") + name;
            QCOMPARE(opened.execute(go).ok, true);
            QCOMPARE(saved.execute(go).ok, true);
            QCOMPARE(opened.execute("scan").lines, saved.execute("scan").lines);
        }
        QVERIFY(!opened.execute("get other").ok);
        QVERIFY(opened.execute("get divided").ok);
        QVERIFY(!opened.execute("get user:4").ok);
    }

    void itIsSavedTheSameAgain() {
        Workspace saved;
        fill(saved);
        QVERIFY(finish(saved.beginSave(path("b.vitrine").toStdString(), 17)).ok);
        Workspace opened;
        const CommandResult loaded = finish(opened.beginLoad(path("b.vitrine").toStdString()));
        QCOMPARE(loaded.movedToFact, std::optional<std::uint64_t>(17));
        QVERIFY(finish(opened.beginSave(path("c.vitrine").toStdString(), 17)).ok);
        QCOMPARE(contents(path("c.vitrine")), contents(path("b.vitrine")));
    }

    void inputsComeAlong() {
        const QString pairs = path("pairs.tsv");
        write(pairs, "a\t1\nb\t2\n");
        QVERIFY(QDir(directory_.path()).mkdir(QStringLiteral("data")));
        Workspace saved;
        saved.execute("load " + quoteWord(pairs.toStdString()));
        saved.execute("use log segment=4k disk=" + quoteWord(path("data").toStdString()));
        QVERIFY(saved.execute("put real directory").ok);
        const CommandResult done = finish(saved.beginSave(path("d.vitrine").toStdString()));
        QVERIFY2(done.ok, done.error.message.c_str());
        QVERIFY(QFile::remove(pairs));
        QVERIFY(saved.close());
        QVERIFY(QDir(path("data")).removeRecursively());
        Workspace opened;
        const CommandResult loaded = finish(opened.beginLoad(path("d.vitrine").toStdString()));
        QVERIFY2(loaded.ok, loaded.error.message.c_str());
        QCOMPARE(opened.execute("get real").lines, std::vector<std::string>{"directory"});
        QVERIFY(opened.execute("seek 1").ok);
        QCOMPARE(opened.execute("get b").lines, std::vector<std::string>{"2"});
    }

    void everyCutAndEveryDamagedByteIsFound() {
        Workspace saved;
        saved.execute("put user:1 Ada");
        saved.execute("pot");
        saved.execute("fork x");
        QVERIFY(finish(saved.beginSave(path("e.vitrine").toStdString())).ok);
        const std::string whole = contents(path("e.vitrine")).toStdString();
        const auto same = decodeCapsule(whole);
        QVERIFY(same);
        const auto identicalOrRefused = [&](const std::string& text) {
            const auto read = decodeCapsule(text);
            if (read) return encodeCapsule(*read) == whole;
            return read.error().message.ends_with('.') && read.error().message.size() > 20;
        };
        for (std::size_t size = 0; size < whole.size(); ++size)
            QVERIFY2(identicalOrRefused(whole.substr(0, size)), qPrintable(QStringLiteral("cut at %1").arg(size)));
        for (std::size_t at = 0; at < whole.size(); ++at)
            for (const int change : {1, 2, 0x20, 0x80, 0xff}) {
                std::string damaged = whole;
                damaged[at] = static_cast<char>(damaged[at] ^ change);
                QVERIFY2(identicalOrRefused(damaged), qPrintable(QStringLiteral("byte %1, %2").arg(at).arg(change)));
            }
    }

    void whatIsRefusedLeavesEverythingAsItWas_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("newer") << QByteArray("\"version\": 1") << QByteArray("\"version\": 2") << QByteArray("open it with a newer one");
        QTest::newRow("damaged") << QByteArray("user:1 Ada") << QByteArray("user:1 Bda") << QByteArray("checksum");
        QTest::newRow("cut short") << QByteArray("\"branches\"") << QByteArray() << QByteArray("line 3, column");
        QTest::newRow("nonsense") << QByteArray("{\"vitrine\"") << QByteArray("put user:1") << QByteArray("line 1, column 1");
    }
    void whatIsRefusedLeavesEverythingAsItWas() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, sentence);
        Workspace saved;
        saved.execute("put user:1 Ada");
        QVERIFY(finish(saved.beginSave(path("f.vitrine").toStdString())).ok);
        QByteArray text = contents(path("f.vitrine"));
        QVERIFY(text.contains(from));
        if (to.isEmpty()) text.truncate(text.indexOf(from) + from.size());
        else text.replace(from, to);
        write(path("f.vitrine"), text);
        Workspace opened;
        opened.execute("put mine here");
        const CommandResult loaded = finish(opened.beginLoad(path("f.vitrine").toStdString()));
        QVERIFY(!loaded.ok);
        QVERIFY2(QByteArray::fromStdString(describe(loaded.error)).contains(sentence), describe(loaded.error).c_str());
        QCOMPARE(opened.execute("get mine").lines, std::vector<std::string>{"here"});
        QCOMPARE(opened.branches().size(), std::size_t{1});
    }

    void aLineThatNobodyKnowsIsNamed() {
        Capsule capsule;
        capsule.seed = 38;
        capsule.branches.push_back({"main", std::nullopt, {}, {}, {}});
        LineRecord line;
        line.text = "levitate user:1";
        capsule.branches[0].lines.push_back(line);
        const auto read = decodeCapsule(encodeCapsule(capsule));
        QVERIFY(!read);
        QCOMPARE(read.error().where, std::string("content.branches[0].lines[0].text"));
        QVERIFY2(read.error().message.find("levitate") != std::string::npos, read.error().message.c_str());
    }

    void aDifferenceIsSaid() {
        Workspace saved;
        saved.execute("put user:1 Ada");
        QVERIFY(finish(saved.beginSave(path("g.vitrine").toStdString())).ok);
        auto capsule = readCapsule(path("g.vitrine").toStdString());
        QVERIFY(capsule);
        const auto opens = [&](const Capsule& changed) {
            if (!writeCapsule(path("g.vitrine").toStdString(), changed)) qFatal("not written");
            Workspace opened;
            return finish(opened.beginLoad(path("g.vitrine").toStdString())).error.message;
        };
        Capsule digest = *capsule;
        digest.branches[0].digest = "1 facts, 00000000";
        QVERIFY2(opens(digest).find("did other things than when it was saved") != std::string::npos, opens(digest).c_str());
        Capsule answer = *capsule;
        answer.branches[0].lines[0].answer ^= 1;
        QVERIFY2(opens(answer).find("Line 1 (put user:1 Ada) came out differently") != std::string::npos, opens(answer).c_str());
    }

    void anOldFileStaysWhereSavingFails() {
        Workspace saved;
        saved.execute("put user:1 Ada");
        const CommandResult refused = finish(saved.beginSave(path("nowhere/a.vitrine").toStdString()));
        QVERIFY2(!refused.ok && refused.error.message.find("cannot be written") != std::string::npos, refused.error.message.c_str());
    }

    void base64IsReversible() {
        for (const char* text : {"", "a", "ab", "abc", "abcd"}) QCOMPARE(fromBase64(toBase64(text)), std::optional<Bytes>(text));
        QVERIFY(!fromBase64("abc") && !fromBase64("ab*=") && !unpack("AAAA", 7));
    }
};

QTEST_GUILESS_MAIN(TestCapsule)
#include "test_capsule.moc"
