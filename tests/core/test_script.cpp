// Scripts: what people write, and what they are told when it does not hold.
#include <algorithm>

#include <QTest>

#include <fmt/format.h>

#include "core/session/script.h"

using namespace vitrine;

namespace {

/// Answers with what follows the first word; `fail …` fails with it, `quiet` says nothing, `two a b` says two lines.
CommandResult echo(std::string_view line) {
    CommandResult result;
    const std::size_t space = line.find(' ');
    result.command = std::string(line.substr(0, space));
    const std::string rest(space == std::string_view::npos ? "" : line.substr(space + 1));
    if (result.command == "fail") {
        result.ok = false;
        result.error = Error{ErrorCode::notFound, rest, {}};
    } else if (result.command == "two") {
        result.lines = {rest.substr(0, 1), rest.substr(2)};
    } else if (result.command != "quiet") {
        result.lines = {rest};
    }
    return result;
}

QString messages(std::string_view text) {
    std::string all;
    for (const ScriptFailure& failure : runScript(text, "demo.txt", echo).failures)
        all += (all.empty() ? "" : "\n") + failure.message;
    return QString::fromStdString(all);
}

}  // namespace

class TestScript : public QObject {
    Q_OBJECT
  private slots:
    void entriesKnowTheirLines() {
        const auto entries = parseScript("# a demo\n\n  say a  \nsay b\n---\nb\n\nsay c", "demo.txt");
        QVERIFY(entries);
        QCOMPARE(entries->size(), std::size_t{3});
        QCOMPARE(entries->at(0).command.line, std::size_t{3});
        QCOMPARE(entries->at(0).command.text, std::string("say a"));
        QVERIFY(!entries->at(0).expected);
        QVERIFY(entries->at(0).beginsBlock);
        QCOMPARE(entries->at(1).expected->line, std::size_t{6});
        QVERIFY(entries->at(1).expected->output == std::vector<std::string>{"b"});
        QVERIFY(!entries->at(1).beginsBlock);
        QCOMPARE(entries->at(2).command.line, std::size_t{8});
        QVERIFY(entries->at(2).beginsBlock);
    }

    void holds_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray("");
        QTest::newRow("no expectation") << QByteArray("say a\nsay b\n");
        QTest::newRow("the last command") << QByteArray("say a\nsay b\n---\nb\n");
        QTest::newRow("the whole block") << QByteArray("say a\nsay b\n---\na\nb\n");
        QTest::newRow("two lines") << QByteArray("two a b\n---\na\nb\n\nsay c\n---\nc");
        QTest::newRow("no output") << QByteArray("quiet\n---\n\nsay b");
        QTest::newRow("an error") << QByteArray("fail No key is there.\n---\nerror not_found: No key is there.\n");
        QTest::newRow("any sentence") << QByteArray("fail No key is there.\n---\nerror not_found\n");
        QTest::newRow("an error in a block") << QByteArray("fail x\nsay a\n---\nerror not_found: x\na\n");
        QTest::newRow("Windows line ends") << QByteArray("say a\r\n---\r\na\r\n\r\nsay b\r\n");
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBFsay a\n---\na\n");
        QTest::newRow("a comment is output behind ---") << QByteArray("say # a\n---\n# a\n");
    }
    void holds() {
        QFETCH(QByteArray, text);
        QCOMPARE(messages(text.toStdString()), QString());
    }

    void breaks_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("another line") << QByteArray("say a\n---\nb\n") << R"(demo.txt:3: expected "b", got "a")";
        QTest::newRow("second line") << QByteArray("two a b\n---\na\nc\n") << R"(demo.txt:4: expected "c", got "b")";
        QTest::newRow("more output") << QByteArray("two a b\n---\na\n")
                                     << R"(demo.txt:4: expected no more output, got "b")";
        QTest::newRow("less output") << QByteArray("say a\n---\na\nb\n")
                                     << R"(demo.txt:4: expected "b", got nothing more)";
        QTest::newRow("no output") << QByteArray("quiet\n---\na\n") << R"(demo.txt:3: expected "a", got nothing)";
        QTest::newRow("expects none") << QByteArray("say a\n---\n\n")
                                      << R"(demo.txt:3: expected no more output, got "a")";
        QTest::newRow("in a block") << QByteArray("say a\nsay b\n---\na\nc\n")
                                    << R"(demo.txt:5: expected "c", got "b")";
        QTest::newRow("an error") << QByteArray("say a\nfail No key.\nsay b\n")
                                  << "demo.txt:2: fail No key.: error not_found: No key.";
        QTest::newRow("an error before the checked command")
            << QByteArray("fail x\nsay b\n---\nb\n") << "demo.txt:1: fail x: error not_found: x";
        QTest::newRow("an error of another code") << QByteArray("fail x\n---\nerror corrupt\n")
                                                  << R"(demo.txt:3: expected "error corrupt", got "error not_found: x")";
        QTest::newRow("everything is told") << QByteArray("say a\n---\nb\n\nfail x\n\nsay c\n---\nd\n")
                                            << "demo.txt:3: expected \"b\", got \"a\"\n"
                                               "demo.txt:5: fail x: error not_found: x\n"
                                               "demo.txt:9: expected \"d\", got \"c\"";
        QTest::newRow("--- first") << QByteArray("# x\n---\na\n")
                                   << "demo.txt:2: --- stands behind no command; put it on the line behind the command "
                                      "it checks";
        QTest::newRow("cut short") << QByteArray("say a\n---\n")
                                   << "demo.txt:2: the script ends behind ---, where expected output should follow; a "
                                      "blank line expects none";
        QTest::newRow("no text") << QByteArray("say a\nELF\0\1x\nsay b", 17)
                                 << "demo.txt:2: column 4 holds the byte 0x00, which is no text; a script is lines of "
                                    "commands, with such bytes written as \\xNN";
    }
    void breaks() {
        QFETCH(QByteArray, text);
        QFETCH(QString, message);
        QCOMPARE(messages(text.toStdString()), message);
    }

    void anyBytesEndInASentence() {
        // Whatever is fed, reading ends, and each failure names a line that exists.
        std::uint32_t state = 1;
        for (int round = 0; round < 500; ++round) {
            std::string text;
            for (int i = 0; i < 60; ++i) {
                state = state * 1664525u + 1013904223u;
                text += "ab-#\n \t-\r\n-\x01\xC3"[(state >> 24) % 13];
            }
            const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
            for (const ScriptFailure& failure : runScript(text, "x", echo).failures) {
                QVERIFY2(failure.line >= 1 && failure.line <= lines + 1, text.c_str());
                QVERIFY(failure.message.starts_with(fmt::format("x:{}: ", failure.line)));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestScript)
#include "test_script.moc"
