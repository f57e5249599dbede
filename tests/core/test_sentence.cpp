// Sentences: every placeholder form that span_kind.h names.
#include <QtTest>

#include "core/log/log_spans.h"
#include "core/session/session_spans.h"
#include "core/trace/encoding.h"
#include "core/trace/span_kind.h"

using namespace vitrine;

namespace {

constexpr SpanKind kKind{900, SpanLevel::step, "test", "a step", "", "", "key size offset count why"};

Argument number(std::uint64_t value) { return {value, 0}; }
Argument bytes(const Bytes& value) { return {value, value.size()}; }

QString fill(std::string_view text, const std::vector<Argument>& arguments) {
    return QString::fromStdString(fillSentence(text, kKind, arguments));
}

}  // namespace

class TestSentence : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void placeholders_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("filled");
        QTest::newRow("plain") << "Nothing to fill." << "Nothing to fill.";
        QTest::newRow("bytes in quotes") << "{key} is there" << "“user:1” is there";
        QTest::newRow("raw bytes") << "{key:raw} is there" << "user:1 is there";
        QTest::newRow("number") << "{size} bytes" << "33 bytes";
        QTest::newRow("offset") << "at {offset:x}." << "at 0x007D.";
        QTest::newRow("bare hexadecimal") << "slot {offset:X}" << "slot 7D";
        QTest::newRow("plural") << "{size} byte{size:s}" << "33 bytes";
        QTest::newRow("singular") << "{count} record{count:s}" << "1 record";
        QTest::newRow("one") << "{count:entry|entries} {count:points|point}" << "entry points";
        QTest::newRow("many") << "{size:entry|entries} {size:points|point}" << "entries point";
        QTest::newRow("yes") << "{count?yes|no}" << "yes";
        QTest::newRow("no for empty bytes") << "{why?yes|no}" << "no";
        QTest::newRow("yes only") << "a{count? and b}." << "a and b.";
        QTest::newRow("nothing") << "a{why? and b|}." << "a.";
        QTest::newRow("nested") << "{count?{why?x|{key:raw} at {offset:x}}|z}" << "user:1 at 0x007D";
        QTest::newRow("nested in one") << "{count:{size} B|{key}}" << "33 B";
        QTest::newRow("bold stays") << "**{size} bytes** are lost" << "**33 bytes** are lost";
        QTest::newRow("unknown name") << "{nothing} is said" << "… is said";
    }

    void placeholders() {
        QFETCH(QString, text);
        QFETCH(QString, filled);
        const std::vector<Argument> arguments{bytes("user:1"), number(33), number(0x7d), number(1), bytes("")};
        QCOMPARE(fill(text.toStdString(), arguments), filled);
    }

    void resultsAreMissingUntilTheSpanHasEnded() {
        QCOMPARE(fill("{key} has {size} byte{size:s} at {offset:x}{why?: why|.}", {bytes("user:1")}),
                 QStringLiteral("“user:1” has … bytes at ……"));
    }

    void bytesAreShownReadable() {
        QCOMPARE(fill("{key}", {bytes(Bytes("a\0\"", 3))}), QStringLiteral("“a\\x00\\x22”"));
        QCOMPARE(fill("{key:raw}", {bytes(Bytes("a\0b", 3))}), QStringLiteral("a\\x00b"));
        QCOMPARE(fill("{key:raw}", {bytes("“not found”, it says")}), QStringLiteral("“not found”, it says"));
        QCOMPARE(fill("{key:raw}", {bytes("\xff\xfe")}), QStringLiteral("\\xFF\\xFE"));
        const QString cut = fill("{key}", {bytes(Bytes(100, 'k'))});
        QVERIFY(cut.size() < 50);
        QVERIFY(cut.endsWith(QStringLiteral("…”")));
    }

    void argumentsComeBackAsTheyWere() {
        PayloadBuffer payload;
        const std::vector<std::uint64_t> numbers{0, 1, 255, 256, 1ull << 40, ~0ull};
        for (const std::uint64_t each : numbers) encoding::appendNumberArgument(payload, each);
        encoding::appendBytesArgument(payload, "");
        encoding::appendBytesArgument(payload, Bytes(1000, 'v'));
        const std::vector<Argument> arguments = decodeArguments(payload.view());
        QCOMPARE(arguments.size(), numbers.size() + 2);
        for (std::size_t i = 0; i < numbers.size(); ++i) QCOMPARE(std::get<std::uint64_t>(arguments[i].value), numbers[i]);
        QCOMPARE(std::get<Bytes>(arguments[6].value), Bytes());
        QCOMPARE(std::get<Bytes>(arguments[7].value), Bytes(kMaxLabelBytes, 'v'));
        QCOMPARE(arguments[7].fullSize, std::uint64_t{1000});
        const QString text = fill("{size:raw}", {number(1), arguments[7]});
        QCOMPARE(text.size(), static_cast<qsizetype>(kMaxLabelBytes + 1));
        QVERIFY(text.endsWith(QStringLiteral("…")));
    }

    void theLogsSentencesAreWholeWithAllTheirArguments() {
        SpanCatalog catalog;
        catalog.add(log_spans::all);
        catalog.add(session_spans::all);
        for (const SpanKind* kind : log_spans::all) {
            QCOMPARE(catalog.kind(kind->id).name, kind->name);
            const QString names = QString::fromUtf8(kind->arguments.data(), static_cast<qsizetype>(kind->arguments.size()));
            for (const std::uint64_t value : {0ull, 1ull, 7ull}) {
                const std::vector<Argument> arguments(static_cast<std::size_t>(names.split(u' ', Qt::SkipEmptyParts).size()), number(value));
                for (const std::string_view text : {kind->path, kind->sentence, kind->consequence}) {
                    const QString filled = QString::fromStdString(fillSentence(text, *kind, arguments));
                    QVERIFY2(!filled.contains(u'{') && !filled.contains(u'}') && !filled.contains(u'|'), qPrintable(filled));
                    QVERIFY2(!filled.contains(u'…'), qPrintable(filled));
                }
            }
        }
    }

    void anUnknownKindIsStillShown() {
        const SpanCatalog catalog;
        QCOMPARE(catalog.kind(4711).path, std::string_view("something"));
    }
};

QTEST_APPLESS_MAIN(TestSentence)
#include "test_sentence.moc"
