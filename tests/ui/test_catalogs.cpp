// The catalogs of translations: whole, in step with the sources, and their sentences of spans can be filled.
#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

#include "core/session/session.h"
#include "tests/support/catalog_file.h"
#include "tests/support/places.h"
#include "ui/models/span_words.h"
#include "ui/shell/language.h"
#include "ui/shell/lesson_catalog.h"

using namespace vitrine;
using namespace vitrine::ui;
using test::CatalogText;

namespace {

QString root() { return QString::fromStdString(test::sourceDirectory()); }

QStringList sourceFiles() {
    QStringList files;
    for (const char* house : {"ui", "app"}) {
        QDirIterator all(root() + QLatin1Char('/') + QLatin1String(house), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                         QDirIterator::Subdirectories);
        while (all.hasNext()) files << all.next();
    }
    return files;
}

QString contentsOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) qFatal("%s cannot be read", qPrintable(path));
    return QString::fromUtf8(file.readAll());
}

/// A catalog as lupdate would leave it, and what it says on the way.
struct Updated {
    QString catalog, complaints;
};
Updated updated(const QString& code) {
    const QTemporaryDir directory;
    const QString copy = directory.filePath(QFileInfo(test::catalogPath(code)).fileName());
    if (!QFile::copy(test::catalogPath(code), copy)) qFatal("%s cannot be copied", qPrintable(code));
    QProcess lupdate;
    lupdate.setWorkingDirectory(root());
    // The options of app/translate.sh.
    QStringList options = {QStringLiteral("-silent"), QStringLiteral("-no-obsolete"), QStringLiteral("-locations"), QStringLiteral("none"),
                           QStringLiteral("-I"), QStringLiteral("."), QStringLiteral("ui"), QStringLiteral("app")};
    if (code == QStringLiteral("en")) options << QStringLiteral("-pluralonly");
    lupdate.start(QStringLiteral(VITRINE_LUPDATE), options << QStringLiteral("-ts") << copy);
    if (!lupdate.waitForFinished(120000) || lupdate.exitCode() != 0)
        qFatal("lupdate failed: %s", lupdate.readAllStandardError().constData());
    return {contentsOf(copy), QString::fromUtf8(lupdate.readAllStandardError())};
}

/// Placeholders as {name:form}; of those that choose between words only the name, as {name}, and of plurals nothing.
struct Placeholders {
    QSet<QString> values, names;
    QStringList wrong;
};
void readPlaceholders(const QString& text, Placeholders& found) {
    int depth = 0;
    qsizetype open = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('{') && depth++ == 0) open = i;
        if (text[i] != QLatin1Char('}')) continue;
        if (--depth < 0) return void(found.wrong << QStringLiteral("a brace is closed that was not opened"));
        if (depth > 0) continue;
        const QString inside = text.mid(open + 1, i - open - 1);
        static const QRegularExpression form(QStringLiteral("^([A-Za-z]+)(?:([:?])(.*))?$"), QRegularExpression::DotMatchesEverythingOption);
        const auto match = form.match(inside);
        if (!match.hasMatch()) return void(found.wrong << QStringLiteral("“{%1}” names nothing").arg(inside));
        const QString name = match.captured(1), rest = match.captured(3);
        found.names << name;
        if (match.captured(2) == QStringLiteral("?") || rest.contains(QLatin1Char('|'))) readPlaceholders(rest, found);
        else if (rest != QStringLiteral("s")) found.values << inside;
        static const QSet<QString> forms{QString(), QStringLiteral("raw"), QStringLiteral("x"), QStringLiteral("X"), QStringLiteral("n"), QStringLiteral("s")};
        if (match.captured(2) == QStringLiteral(":") && !rest.contains(QLatin1Char('|')) && !forms.contains(rest))
            found.wrong << QStringLiteral("“{%1}” has no such form").arg(inside);
    }
    if (depth != 0) found.wrong << QStringLiteral("a brace stays open");
}

std::vector<Argument> sample(std::size_t count, unsigned pattern, std::uint64_t number, const Bytes& text) {
    std::vector<Argument> arguments(count);
    for (std::size_t i = 0; i < count; ++i) {
        const bool some = pattern >> i & 1;
        if (text.empty()) arguments[i].value = some ? number : 0;
        else arguments[i].value = some ? text : Bytes();
        arguments[i].fullSize = some ? text.size() : 0;
    }
    return arguments;
}

std::vector<Argument> numbers(const std::vector<std::uint64_t>& values) {
    std::vector<Argument> arguments(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) arguments[i].value = values[i];
    return arguments;
}

/// Why a filled sentence is none; empty if it is one.
QString flawOf(const QString& filled) {
    if (filled.contains(QChar(0x2026))) return QStringLiteral("an argument is missing");
    if (filled.contains(QLatin1Char('{')) || filled.contains(QLatin1Char('}'))) return QStringLiteral("a placeholder is left");
    if (filled.count(QStringLiteral("**")) % 2) return QStringLiteral("a ** has no partner");
    if (filled.trimmed().isEmpty()) return QStringLiteral("it is empty");
    if (filled != filled.trimmed()) return QStringLiteral("a blank stands at its end");
    return {};
}

QStringList languageCodesBesideEnglish() {
    QStringList codes = languageCodes();
    codes.removeAll(QStringLiteral("en"));
    return codes;
}

}  // namespace

class TestCatalogs : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void cleanup() { installLanguage(QStringLiteral("en")); }

    void languagesNameThemselves() {
        const auto all = languages();
        QVERIFY(all.size() >= 2);
        QCOMPARE(all.front().code, QStringLiteral("en"));
        QCOMPARE(all.front().name, QStringLiteral("English"));
        const auto portuguese = std::ranges::find(all, QStringLiteral("pt_BR"), &Language::code);
        QVERIFY(portuguese != all.end());
        QCOMPARE(portuguese->name, QStringLiteral("Português (Brasil)"));
        QVERIFY(speaks(systemLanguage()));
        QVERIFY(!speaks(QStringLiteral("xx")));
    }

    void everyTextIsTranslated_data() { codes(); }
    void everyTextIsTranslated() {
        QFETCH(QString, code);
        for (const CatalogText& text : test::readCatalog(test::catalogPath(code))) {
            const QString where = QStringLiteral("%1, %2: “%3”").arg(code, text.context, text.source);
            QVERIFY2(text.type.isEmpty(), qPrintable(where + QStringLiteral(" is ") + text.type));
            QVERIFY2(!text.translations.isEmpty(), qPrintable(where));
            for (const QString& translation : text.translations) {
                QVERIFY2(!translation.isEmpty(), qPrintable(where + QStringLiteral(" has no translation")));
                if (text.context != QStringLiteral("Spans"))
                    QVERIFY2(test::marksOf(translation) == test::marksOf(text.source), qPrintable(where + QStringLiteral(" has other placeholders: ") + translation));
                const auto blanks = [](const QString& words) {
                    return std::pair(words.startsWith(QLatin1Char(' ')), words.endsWith(QLatin1Char(' ')));
                };
                QVERIFY2(blanks(translation) == blanks(text.source), qPrintable(where + QStringLiteral(" begins or ends with another blank")));
            }
        }
    }

    void everyPluralHasItsForms() {
        QSet<QString> english, other;
        for (const CatalogText& text : test::readCatalog(test::catalogPath(QStringLiteral("en"))))
            if (text.numerus) english << text.context + text.source;
        for (const CatalogText& text : test::readCatalog(test::catalogPath(QStringLiteral("pt_BR"))))
            if (text.numerus) other << text.context + text.source;
        QVERIFY(!other.isEmpty());
        QCOMPARE(english, other);
        installLanguage(QStringLiteral("en"));
        const auto lessons = [](int n) {
            return QCoreApplication::translate("vitrine::ui::Gallery", "%n lesson(s), each a script and a test", nullptr, n);
        };
        QCOMPARE(lessons(1), QStringLiteral("1 lesson, a script and a test"));
        QCOMPARE(lessons(15), QStringLiteral("15 lessons, each a script and a test"));
        installLanguage(QStringLiteral("pt_BR"));
        QVERIFY(lessons(1).startsWith(QStringLiteral("1 lição,")));
        QVERIFY(lessons(15).startsWith(QStringLiteral("15 lições,")));
    }

    void theSourcesHaveNothingNew_data() { codes(); }
    void theSourcesHaveNothingNew() {
        if (QStringLiteral(VITRINE_LUPDATE).isEmpty()) QSKIP("lupdate (Debian: qt6-l10n-tools) is not installed");
        QFETCH(QString, code);
        const QString now = updated(code).catalog, then = contentsOf(test::catalogPath(code));
        if (now == then) return;
        QStringList fresh;
        const QStringList known = then.split(QLatin1Char('\n'));
        const QSet<QString> lines(known.begin(), known.end());
        for (const QString& line : now.split(QLatin1Char('\n')))
            if (!lines.contains(line)) fresh << line.trimmed();
        QFAIL(qPrintable(QStringLiteral("app/translate.sh has not been run, or what it added is not translated:\n") + fresh.join(QLatin1Char('\n'))));
    }

    void textsAreFiledWhereTheyAreLookedFor() {
        QString all;
        for (const QString& file : sourceFiles()) {
            const QString text = contentsOf(file);
            all += text;
            if (!file.endsWith(QStringLiteral("ui/models/tr.h")))
                QVERIFY2(!text.contains(QStringLiteral("QString tr(const char*")), qPrintable(file + QStringLiteral(": use ui/models/tr.h")));
        }
        QSet<QString> contexts;
        for (const CatalogText& text : test::readCatalog(test::catalogPath(QStringLiteral("pt_BR")))) contexts << text.context;
        for (const QString& context : contexts) {
            const QString name = context.section(QStringLiteral("::"), -1);
            const QRegularExpression asked(QStringLiteral(
                "\\bclass %1\\b[^;{]*\\{\\s*Q_OBJECT|Q_DECLARE_TR_FUNCTIONS\\(%2\\)|QT_TRANSLATE_NOOP\\(\"%2\"|\\btranslate\\(\\s*\"%2\"").arg(name, context));
            QVERIFY2(context == QStringLiteral("vitrine::ui") || all.contains(asked),
                     qPrintable(QStringLiteral("lupdate files texts under %1, where tr() does not look for them. Declare "
                                               "Q_DECLARE_TR_FUNCTIONS there, or write vitrine::ui::tr().").arg(context)));
        }
    }

    // ---- what engines say ------------------------------------------------------------------------------------------------

    void everySpanKindIsListed() {
        QSet<QString> said, listed;
        const SpanCatalog catalog = allSpanKinds();
        for (const SpanKind* kind : catalog.kinds())
            for (const std::string_view text : {kind->path, kind->sentence, kind->consequence})
                if (!text.empty()) said << QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
        for (const char* text : spanTexts()) listed << QString::fromUtf8(text);
        QVERIFY2(said == listed, "ui/models/span_texts.cpp is out of date: run app/translate.sh");
    }

    void everySentenceCanBeFilled_data() { codes(); }
    void everySentenceCanBeFilled() {
        QFETCH(QString, code);
        installLanguage(code);
        const SpanCatalog catalog = allSpanKinds();
        for (const SpanKind* kind : catalog.kinds())
            for (auto part : {&SpanKind::path, &SpanKind::sentence, &SpanKind::consequence}) {
                if ((kind->*part).empty()) continue;
                const QString english = QString::fromStdString(std::string(kind->*part));
                const QString words = QCoreApplication::translate("Spans", qPrintable(english));
                const QString where = QStringLiteral("%1, %2: “%3”: ").arg(code, QString::fromStdString(std::string(kind->name)), words);
                Placeholders theirs, ours;
                readPlaceholders(english, ours);
                readPlaceholders(words, theirs);
                QVERIFY2(theirs.wrong.isEmpty(), qPrintable(where + theirs.wrong.join(QLatin1Char(' '))));
                QVERIFY2(theirs.values == ours.values, qPrintable(where + QStringLiteral("it does not show what the English one shows")));
                const QStringList arguments =
                    QString::fromStdString(std::string(kind->arguments)).split(QLatin1Char(' '), Qt::SkipEmptyParts);
                for (const QString& name : theirs.names) QVERIFY2(arguments.contains(name), qPrintable(where + QStringLiteral("no argument is named ") + name));
                const auto count = static_cast<std::size_t>(arguments.size());
                for (unsigned pattern = 0; pattern < 1u << count; ++pattern)
                    for (const auto& [number, text] : {std::pair(1u, ""), std::pair(2u, ""), std::pair(1234567u, ""), std::pair(0u, "user:7")}) {
                        const QString filled = spanWords(*kind, part, sample(count, pattern, number, text));
                        if (*text == 0 || pattern + 1 == 1u << count)  // empty texts leave blanks
                            QVERIFY2(flawOf(filled).isEmpty(), qPrintable(where + flawOf(filled) + QStringLiteral(": ") + filled));
                    }
            }
    }

    void portugueseAgreesInNumber() {
        installLanguage(QStringLiteral("pt_BR"));
        const SpanCatalog catalog = allSpanKinds();
        const auto told = [&](const char* name, const std::vector<Argument>& arguments) {
            const SpanCatalog& all = catalog;
            for (const SpanKind* kind : all.kinds())
                if (kind->name == name) return spanWords(*kind, &SpanKind::sentence, arguments);
            return QString();
        };
        QCOMPARE(told("log.compact.remove", numbers({1, 202})),
                 QStringLiteral("1 segmento é removido e o diretório recebe um sync: os 202 bytes dele estão livres."));
        QCOMPARE(told("log.compact.remove", numbers({3, 202})),
                 QStringLiteral("3 segmentos são removidos e o diretório recebe um sync: os 202 bytes deles estão livres."));
        const auto part = told("log.recover.part", numbers({1, 2, 1234567, 1}));
        QVERIFY2(part.startsWith(QStringLiteral("1.234.567 registros ")), qPrintable(part));  // as Brazil groups digits
        installLanguage(QStringLiteral("en"));
        QVERIFY(told("log.recover.part", numbers({1, 2, 1234567, 1}))
                    .startsWith(QStringLiteral("1,234,567 records ")));
    }

    void everyLessonIsTranslated() {
        for (const QString& code : languageCodesBesideEnglish()) {
            const auto english = shippedLessons(QStringLiteral("en")), translated = shippedLessons(code);
            QCOMPARE(translated.size(), english.size());
            const QDir files(root() + QStringLiteral("/resources/lessons"));
            for (std::size_t i = 0; i < english.size(); ++i) {
                const QString header = contentsOf(files.filePath(english[i].id + QStringLiteral(".script")));
                for (const char* word : {"title", "group", "about"})
                    QVERIFY2(header.contains(QStringLiteral("\n# %1[%2]: ").arg(QLatin1String(word), code)),
                             qPrintable(english[i].id + QLatin1Char(' ') + QLatin1String(word)));
                QVERIFY2(translated[i].about != english[i].about, qPrintable(english[i].id));
                QCOMPARE(translated[i].section, english[i].group);
            }
        }
    }

  private:
    static void codes() {
        QTest::addColumn<QString>("code");
        for (const QString& code : languageCodes()) QTest::newRow(qPrintable(code)) << code;
    }
};

QTEST_GUILESS_MAIN(TestCatalogs)
#include "test_catalogs.moc"
