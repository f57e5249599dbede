// The console language: what a line is taken for, and what it says when it cannot be read.
#include <QTest>

#include "core/base/random.h"
#include "core/session/command_parser.h"

using namespace vitrine;

class TestCommandParser : public QObject {
    Q_OBJECT

  private slots:
    void wordsQuotesAndEscapes();
    void emptyLinesAndComments();
    void optionsOnlyWhereTheCommandKnowsThem();
    void batches();
    void anyBytesThroughQuoteWord();
    void errors_data();
    void errors();
    void numbersAndSizes();
};

namespace {
ParsedCommand parsed(std::string_view line) {
    auto command = parseCommand(line);
    if (!command) qFatal("%s", describe(command.error()).c_str());
    return *command;
}
}  // namespace

void TestCommandParser::wordsQuotesAndEscapes() {
    const ParsedCommand command = parsed("  put \"user 1\"\tAda\\x20Lovelace  ");
    QCOMPARE(command.form->word, std::string_view("put"));
    QCOMPARE(command.line, std::string("put \"user 1\"\tAda\\x20Lovelace"));
    QCOMPARE(command.words.size(), std::size_t{2});
    QCOMPARE(command.words[0].text, Bytes("user 1"));
    QCOMPARE(command.words[0].column, std::size_t{7});
    QCOMPARE(command.words[1].text, Bytes("Ada Lovelace"));
    const ParsedCommand empty = parsed("put \"\" \"\\x00\\xff\\x22\\x5C\"");
    QCOMPARE(empty.words[0].text, Bytes());
    QCOMPARE(empty.words[1].text, Bytes("\x00\xff\"\\", 4));
    QCOMPARE(parsed("put caf\xc3\xa9 x").words[0].text, Bytes("caf\xc3\xa9"));
}

void TestCommandParser::emptyLinesAndComments() {
    QVERIFY(parsed("").form == nullptr);
    QVERIFY(parsed(" \t ").form == nullptr);
    QVERIFY(parsed("  # put a b").form == nullptr);
    QCOMPARE(parsed("put color #fff").words[1].text, Bytes("#fff"));
}

void TestCommandParser::optionsOnlyWhereTheCommandKnowsThem() {
    const ParsedCommand put = parsed("put limit=3 a=b");
    QCOMPARE(put.words[0].text, Bytes("limit=3"));
    QCOMPARE(put.words[1].text, Bytes("a=b"));
    const ParsedCommand scan = parsed("scan user:1 limit=3");
    QCOMPARE(scan.words.size(), std::size_t{1});
    QCOMPARE(scan.option("limit")->value, Bytes("3"));
    QCOMPARE(scan.option("limit")->column, std::size_t{13});
    QVERIFY(scan.option("from") == nullptr);
    QCOMPARE(parsed("scan \"limit=3\"").words[0].text, Bytes("limit=3"));
    QCOMPARE(parsed("scan a=b=c").words[0].text, Bytes("a=b=c"));
    QCOMPARE(parsed("use log disk=\"my data\\x21\"").option("disk")->value, Bytes("my data!"));
    QCOMPARE(parsed("use disk=").option("disk")->value, Bytes());
}

void TestCommandParser::batches() {
    const ParsedCommand command = parsed("batch {put a \"x; }\";del b ; put c=d \"\"}");
    QCOMPARE(command.batch.size(), std::size_t{3});
    QCOMPARE(command.batch[0].key, Bytes("a"));
    QCOMPARE(command.batch[0].value, Bytes("x; }"));
    QVERIFY(!command.batch[0].erase);
    QVERIFY(command.batch[1].erase);
    QCOMPARE(command.batch[1].key, Bytes("b"));
    QCOMPARE(command.batch[2].key, Bytes("c=d"));
    QCOMPARE(parsed("batch { del \"}\" }").batch[0].key, Bytes("}"));
    QCOMPARE(parsed("batch { put put del }").batch[0].key, Bytes("put"));
}

void TestCommandParser::anyBytesThroughQuoteWord() {
    const std::uint64_t seed = 38;
    Random random(seed);
    for (int round = 0; round < 500; ++round) {
        Bytes key, value;
        for (auto count = random.below(12); count > 0; --count) key += static_cast<char>(random.below(256));
        for (auto count = random.below(12); count > 0; --count) value += static_cast<char>(random.below(256));
        const ParsedCommand put = parsed("put " + quoteWord(key) + " " + quoteWord(value));
        QVERIFY2(put.words.size() == 2 && put.words[0].text == key && put.words[1].text == value,
                 qPrintable(QString("seed %1, round %2").arg(seed).arg(round)));
        const ParsedCommand batch = parsed("batch { put " + quoteWord(key) + " " + quoteWord(value) + "}");
        QVERIFY2(batch.batch.size() == 1 && batch.batch[0].key == key && batch.batch[0].value == value,
                 qPrintable(QString("seed %1, round %2").arg(seed).arg(round)));
    }
}

void TestCommandParser::errors_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* line, const char* expected) { QTest::newRow(line) << line << expected; };
    row("putt a b", "column 1: “putt” is no command: did you mean put? help lists all.");
    row("  remove a", "column 3: “remove” is no command: did you mean del? help lists all.");
    row("frobnicate", "column 1: “frobnicate” is no command: help lists all.");
    row("put a", "column 6: put needs VALUE here: put KEY VALUE.");
    row("put", "column 4: put needs KEY here: put KEY VALUE.");
    row("put a Ada Lovelace",
        "column 11: “Lovelace” is one word too many for put KEY VALUE: put words with blanks in quotes.");
    row("sync now", "column 6: “now” is one word too many: sync stands alone.");
    row("get a # the first",
        "column 7: “#” is one word too many for get KEY: a comment needs a line of its own.");
    row("put a \"Ada", "column 7: The quote that begins here is never closed: put a \" behind the word.");
    row("put a b\"c",
        "column 8: A quote stands inside a word: quote the whole word, or write \\x22 for the quote.");
    row("put a \"b\"c",
        "column 10: “c” follows a closing quote: put a blank between them, or write \\x22 for a quote inside the word.");
    row("put a \\n",
        "column 7: “\\n” is no escape: a backslash needs x and two hexadecimal digits behind it, as in \\x0A; write \\x5C "
        "for a backslash.");
    row("put a \\x4",
        "column 7: “\\x4” is no escape: a backslash needs x and two hexadecimal digits behind it, as in \\x0A; write \\x5C "
        "for a backslash.");
    row("fill 10 key=seq", "column 9: “key=seq” is no option of fill: it knows keys=, value=, seed=.");
    row("fill 10 seed=1 seed=2", "column 16: seed= is given twice.");
    row("batch", "column 6: The batch ends too early: { behind batch is expected here.");
    row("batch { put a }", "column 15: “}” is not expected here, but VALUE behind the key.");
    row("batch { put a b", "column 16: The batch ends too early: ; or } behind the entry is expected here.");
    row("batch { get a }", "column 9: “get” is not expected here, but put, del or }.");
    row("batch { del a } del", "column 17: “del” is not expected here, but the end of the line behind }.");
    row("batch { }", "column 7: The batch is empty: put at least one put or del in it.");
}

void TestCommandParser::errors() {
    QFETCH(QString, line);
    QFETCH(QString, expected);
    const auto command = parseCommand(line.toStdString());
    QVERIFY(!command);
    QCOMPARE(command.error().code, ErrorCode::syntax);
    QCOMPARE(QString::fromStdString(describe(command.error())), expected);
}

void TestCommandParser::numbersAndSizes() {
    QCOMPARE(*parseNumber("12", 1, "N"), std::uint64_t{12});
    QVERIFY(!parseNumber("", 1, "N"));
    QVERIFY(!parseNumber("-1", 1, "N"));
    QVERIFY(!parseNumber("1x", 1, "N"));
    QVERIFY(!parseNumber("18446744073709551616", 1, "N"));
    QCOMPARE(QString::fromStdString(describe(parseNumber("0", 5, "step", 1).error())),
             "column 5: step takes a whole number of at least 1, not “0”.");
    QCOMPARE(*parseSize("64k", 1, "segment="), std::uint64_t{65536});
    QCOMPARE(*parseSize("1G", 1, "segment="), std::uint64_t{1} << 30);
    QCOMPARE(*parseSize("0x7D", 1, "OFFSET"), std::uint64_t{125});
    QVERIFY(!parseSize("99999999999999999g", 1, "segment="));
    QVERIFY(!parseSize("k", 1, "segment="));
    QCOMPARE(QString::fromStdString(describe(parseSize("3", 9, "sector=", 16, 512).error())),
             "column 9: sector= takes a number of bytes from 16 to 512, not “3”.");
    QCOMPARE(*parseChoice("zipf", 1, "keys=", {"seq", "random", "zipf"}), std::size_t{2});
    QCOMPARE(QString::fromStdString(describe(parseChoice("x", 4, "keys=", {"seq", "random", "zipf"}).error())),
             "column 4: keys= takes seq, random or zipf, not “x”.");
}

QTEST_GUILESS_MAIN(TestCommandParser)
#include "test_command_parser.moc"
