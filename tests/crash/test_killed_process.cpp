// kill -9 at any moment of a real life on a real directory: a text of 100,000 lines is loaded, a third of it deleted,
// another third overwritten, and all of it compacted. Twenty times the process is killed in the middle, and behind every
// second of these kills the recovery is killed, too. What the process had acknowledged must be there when the directory is
// opened again, and nothing else than the next operations in order.
//
// When to kill is chosen by a seed and by what the process has said so far, never by time.
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fmt/format.h>

#include "core/base/random.h"
#include "tests/support/cli_process.h"

using vitrine::Random;
using vitrine::test::CliSession;

namespace {

constexpr std::uint64_t kSeed = 38;
constexpr std::size_t kLines = 100'000;

using Contents = std::unordered_map<std::string, std::string>;

/// A line of text: words of a language, a capital in front, a full stop behind.
std::string sentence(Random& random) {
    constexpr std::array<std::string_view, 40> kWords = {
        "the",   "log",    "keeps",  "every",  "record", "that",  "was",    "ever",   "written", "and",
        "a",     "reader", "finds",  "newest", "copy",   "by",    "its",    "offset", "while",   "old",
        "pages", "wait",   "for",    "quiet",  "night",  "when",  "merge",  "comes",  "to",      "carry",
        "what",  "still",  "lives",  "into",   "fresh",  "file",  "before", "rest",   "is",      "forgotten"};
    std::string text;
    const std::uint64_t words = 5 + random.below(10);
    for (std::uint64_t i = 0; i < words; ++i) {
        if (i > 0) text += random.below(8) == 0 ? ", " : " ";
        text += kWords[random.below(kWords.size())];
    }
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text + '.';
}

struct Operation {
    bool erase = false;
    std::string key;
    std::string value;
};

void apply(Contents& contents, const Operation& operation) {
    if (operation.erase)
        contents.erase(operation.key);
    else
        contents[operation.key] = operation.value;
}

}  // namespace

class TestKilledProcess : public QObject {
    Q_OBJECT

    QTemporaryDir directory_;
    Random random_{kSeed};
    std::vector<std::string> text_;
    Contents model_;  // what was acknowledged, or seen after reopening
    int kills_ = 0;
    int recoveriesKilled_ = 0;    // before they had answered
    int compactionsKilled_ = 0;

    static std::string keyOf(std::size_t line) { return fmt::format("line:{:06}", line + 1); }
    QByteArray use() const { return "use log segment=1m durability=process disk=" + directory_.filePath("db").toUtf8(); }
    std::string place(std::string_view doing) const {
        return fmt::format("seed {}, kill {}, during {}", kSeed, kills_, doing);
    }

    /// Opens the directory again and reads all there is.
    Contents reopened() {
        const QString file = directory_.filePath(QString("export-%1.txt").arg(kills_));
        CliSession cli;
        const QList<QByteArray> commands = {use(), "open", "export \"" + file.toUtf8() + '"'};
        for (const QByteArray& command : commands) {
            const QJsonObject answer = cli.ask(command);
            if (!answer["ok"].toBool()) qFatal("%s: %s", command.data(), qPrintable(answer.value("error").toObject().value("message").toString()));
        }
        cli.kill();  // reading leaves no trace that a later open would need
        Contents contents;
        QFile exported(file);
        if (!exported.open(QIODevice::ReadOnly)) qFatal("no export");
        for (const QByteArray& line : exported.readAll().split('\n')) {
            const auto tab = line.indexOf('\t');
            if (tab > 0) contents[line.left(tab).toStdString()] = line.mid(tab + 1).toStdString();
        }
        exported.remove();
        return contents;
    }

    /// How many of `operations` happened, beginning with at least `acknowledged` and at most `most` of them; none if
    /// `found` is no state on that way. model_ is left at that state.
    std::optional<std::size_t> prefixFound(const Contents& found, const std::vector<Operation>& operations,
                                           std::size_t acknowledged, std::size_t most) {
        // Each operation of a phase has a key of its own, so a state tells how far it is: the first that did not happen.
        std::size_t count = 0;
        for (; count < operations.size(); ++count) {
            const auto entry = found.find(operations[count].key);
            const bool happened = operations[count].erase ? entry == found.end()
                                                          : entry != found.end() && entry->second == operations[count].value;
            if (!happened) break;
            apply(model_, operations[count]);
        }
        if (count < acknowledged || count > most || found != model_) return std::nullopt;
        return count;
    }

    /// Sends `operations` as commands, kills the process when `killAt` were answered, and checks. Returns how many
    /// happened.
    std::size_t killedAmongCommands(const std::vector<Operation>& operations, std::size_t killAt) {
        CliSession cli;
        if (!cli.ask(use())["ok"].toBool()) qFatal("use");
        for (const Operation& operation : operations)
            cli.send(QByteArray::fromStdString(operation.erase ? "del " + operation.key
                                                               : fmt::format("put {} \"{}\"", operation.key, operation.value)));
        std::size_t answered = 0;
        const auto take = [&](const QJsonObject& answer) {
            if (!answer["ok"].toBool()) qFatal("%s", qPrintable(answer.value("error").toObject().value("message").toString()));
            ++answered;
        };
        while (answered < killAt) take(cli.answer());
        cli.kill();
        ++kills_;
        for (QJsonObject answer = cli.answer(); !answer.isEmpty(); answer = cli.answer()) take(answer);
        // An answer comes before the next command begins, so at most one was in flight.
        const auto happened = prefixFound(afterKill(), operations, answered, answered + 1);
        if (!happened) qFatal("%s: acknowledged operations are lost, or others came out of order", place("commands").c_str());
        return *happened;
    }

    void commandsWithKills(std::vector<Operation> operations, int kills) {
        for (int i = 0; i < kills; ++i) {
            const std::size_t share = operations.size() / static_cast<std::size_t>(kills - i + 1);
            const std::size_t happened = killedAmongCommands(operations, 1 + random_.below(share));
            operations.erase(operations.begin(), operations.begin() + static_cast<std::ptrdiff_t>(happened));
        }
        CliSession cli;
        QVERIFY(cli.ask(use())["ok"].toBool());
        for (const Operation& operation : operations) {
            cli.send(QByteArray::fromStdString(operation.erase ? "del " + operation.key
                                                               : fmt::format("put {} \"{}\"", operation.key, operation.value)));
            apply(model_, operation);
        }
        for (std::size_t i = 0; i < operations.size(); ++i) QVERIFY(cli.answer()["ok"].toBool());
        QCOMPARE(cli.finish(), 0);
    }

    /// Runs commands in a process of their own and kills it once the last has told that `share` of it is done, or behind
    /// its answer. Returns the last progress that it told; nothing if it answered.
    std::optional<std::uint64_t> killedWithin(const QList<QByteArray>& commands, double share) {
        CliSession cli({"--progress"}, true);
        for (const QByteArray& command : commands) cli.send(command);
        const QByteArray progress = "line " + QByteArray::number(commands.size()) + ": ";
        const QByteArray answer = "\"line\":" + QByteArray::number(commands.size()) + ',';
        std::uint64_t told = 0, total = 0;
        bool answered = false;
        const auto take = [&](const QByteArray& line) {
            if (line.startsWith('{')) {
                if (!line.contains("\"ok\":true")) qFatal("%s", line.data());
                answered = answered || line.contains(answer);
            } else if (line.startsWith(progress) && line.endsWith('\n')) {
                const QList<QByteArray> words = line.split(' ');  // line 3: 17 of 40 bytes
                told = words.value(2).toULongLong();
                total = words.value(3) == "of" ? words.value(4).toULongLong() : 0;
            }
        };
        while (!answered && (total == 0 || static_cast<double>(told) < share * static_cast<double>(total))) {
            const QByteArray line = cli.outputLine();
            if (line.isEmpty()) qFatal("%s ended early", commands.last().data());
            take(line);
        }
        cli.kill();
        for (QByteArray line = cli.outputLine(); !line.isEmpty(); line = cli.outputLine()) take(line);
        if (answered) return std::nullopt;
        return told;
    }

    std::optional<std::uint64_t> killedDuring(const QByteArray& command, double share) {
        // `open` is a line of its own: its progress is recovery's, and says nothing of what is put.
        const auto told = killedWithin({use(), "open", command}, share);
        ++kills_;
        return told;
    }

    /// What is there after a kill. Behind every second one the recovery is killed first, which must change nothing.
    Contents afterKill() {
        if (kills_ % 2 == 0 && killedWithin({use(), "open"}, random_.fraction())) ++recoveriesKilled_;
        return reopened();
    }

    /// Of all segments, as stats says.
    double logBytes() {
        CliSession cli;
        if (!cli.ask(use())["ok"].toBool()) qFatal("use");
        const double bytes = cli.ask("stats")["size"].toDouble();
        if (bytes <= 0 || cli.finish() != 0) qFatal("stats");
        return bytes;
    }

    QString writeText(std::size_t from) const {
        const QString name = directory_.filePath("text.txt");
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly)) qFatal("no text");
        for (std::size_t i = from; i < kLines; ++i)
            file.write(QByteArray::fromStdString(fmt::format("{}\t{}\n", keyOf(i), text_[i])));
        return name;
    }

  private slots:
    void initTestCase() {
        QVERIFY(QDir(directory_.path()).mkpath("db"));
        for (std::size_t i = 0; i < kLines; ++i) text_.push_back(sentence(random_));
    }

    void loading() {
        std::size_t loaded = 0;
        for (int i = 0; i < 6; ++i) {
            QVERIFY(loaded < kLines);
            std::vector<Operation> rest;
            for (std::size_t line = loaded; line < kLines; ++line) rest.push_back({false, keyOf(line), text_[line]});
            const auto bytes = killedDuring("load \"" + writeText(loaded).toUtf8() + '"', random_.fraction());
            std::size_t acknowledged = 0;
            for (std::uint64_t end = 0; acknowledged < rest.size(); ++acknowledged) {
                end += rest[acknowledged].key.size() + rest[acknowledged].value.size() + 2;
                if (bytes && end > *bytes) break;
            }
            const auto happened = prefixFound(afterKill(), rest, acknowledged, rest.size());
            QVERIFY2(happened, place("load").c_str());
            loaded += *happened;
        }
        CliSession cli;
        QVERIFY(cli.ask(use())["ok"].toBool());
        QVERIFY(cli.ask("load \"" + writeText(loaded).toUtf8() + '"')["ok"].toBool());
        QCOMPARE(cli.finish(), 0);
        for (; loaded < kLines; ++loaded) model_[keyOf(loaded)] = text_[loaded];
        QCOMPARE(model_.size(), kLines);
    }

    void deletingAThird() {
        std::vector<Operation> deletes;
        for (std::size_t line = 0; line < kLines; line += 3) deletes.push_back({true, keyOf(line), {}});
        commandsWithKills(std::move(deletes), 5);
        QCOMPARE(model_.size(), kLines - (kLines + 2) / 3);
    }

    void overwritingAnotherThird() {
        std::vector<Operation> puts;
        for (std::size_t line = 1; line < kLines; line += 3) puts.push_back({false, keyOf(line), sentence(random_)});
        commandsWithKills(std::move(puts), 5);
    }

    void compacting() {
        const double before = logBytes();
        for (int i = 0; i < 4; ++i) {
            // The last one when everything is copied: while the output is published and the inputs go.
            compactionsKilled_ += killedDuring("compact", i < 3 ? random_.fraction() : 1).has_value();
            QVERIFY2(afterKill() == model_, place("compact").c_str());
        }
        CliSession cli;
        QVERIFY(cli.ask(use())["ok"].toBool());
        QVERIFY(cli.ask("compact")["ok"].toBool());
        QVERIFY(cli.ask("stats")["size"].toDouble() < before);
        QVERIFY(cli.ask("check")["ok"].toBool());
        QCOMPARE(cli.finish(), 0);
        QCOMPARE(kills_, 20);
        QVERIFY2(compactionsKilled_ > 0 && recoveriesKilled_ > 0, "kills that come too late show nothing");
        QVERIFY(reopened() == model_);
    }
};

QTEST_GUILESS_MAIN(TestKilledProcess)
#include "test_killed_process.moc"
