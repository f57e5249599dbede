// The window in Portuguese: its words, its sentences, its numbers; and no text is looked up where no catalog has it.
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>
#include <algorithm>

#include "tests/support/desk.h"
#include "tests/support/catalog_file.h"
#include "ui/models/bench_figures.h"
#include "ui/shell/gallery.h"
#include "ui/shell/language.h"
#include "ui/shell/startup.h"
#include "ui/views/gallery_view.h"
#include "ui/views/timeline_view.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

/// Notes what is looked up and answers nothing, so that the catalogs behind it do.
class Listener final : public QTranslator {
  public:
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char*, int) const override {
        asked << std::pair(QString::fromUtf8(context), QString::fromUtf8(source));
        return {};
    }
    mutable QSet<std::pair<QString, QString>> asked;
};

struct Desk : test::Desk {
    Desk() { window.startEmpty(); }
    void run(const std::vector<const char*>& lines) {
        QStringList all;
        for (const char* line : lines) all << QString::fromLatin1(line);
        if (!test::Desk::run(all)) qFatal("the lines are not answered");
        QCoreApplication::processEvents();
    }
};

}  // namespace

class TestLanguage : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void cleanup() { installLanguage(QStringLiteral("en")); }

    void theWindowSpeaksPortuguese() {
        installLanguage(QStringLiteral("pt_BR"));
        Desk desk;
        QCOMPARE(desk.fact(), QStringLiteral("Nada aconteceu ainda."));
        desk.run({"put user:1 Ada"});
        QVERIFY2(desk.fact().startsWith(QStringLiteral("O slot ")) && desk.fact().contains(QStringLiteral("agora aponta para o segmento 1")),
                 qPrintable(desk.fact()));
        desk.run({"nonsense"});  // the console answers in its own language
        QVERIFY(!QCoreApplication::translate("vitrine::ui", "The command failed.").contains(QStringLiteral("command")));
    }

    void numbersFollowTheLanguage() {
        const auto told = [](const char* code) {
            installLanguage(QString::fromLatin1(code));
            return std::pair(QStringLiteral("%L1").arg(1234567), rateText(9'876'543.0));
        };
        QCOMPARE(told("pt_BR"), std::pair(QStringLiteral("1.234.567"), QStringLiteral("9,88 M/s")));
        QCOMPARE(told("en"), std::pair(QStringLiteral("1,234,567"), QStringLiteral("9.88 M/s")));
    }

    void qtsOwnWordsAreTranslated() {
        installLanguage(QStringLiteral("pt_BR"));
        if (QCoreApplication::translate("QPlatformTheme", "Cancel") == QStringLiteral("Cancel"))
            QSKIP("Qt's translations (Debian: qt6-translations-l10n) are not installed");
        QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Cancel"), QStringLiteral("Cancelar"));
        installLanguage(QStringLiteral("en"));
        QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Cancel"), QStringLiteral("Cancel"));
    }

    void theGalleryKeepsItsGroups() {
        installLanguage(QStringLiteral("pt_BR"));
        Look look;
        const Gallery gallery(look);
        const auto* view = gallery.findChild<GalleryView*>();
        QVERIFY(view->positionOf(QStringLiteral("04-overwrite")).has_value());
        QCOMPARE(groupWords(QStringLiteral("Survive")), QStringLiteral("o que uma queda de energia deixa"));
        // What the lessons' files say of themselves is in the window's language, too.
        const auto lesson = std::ranges::find(view->lessons(), QStringLiteral("04-overwrite"), &Lesson::id);
        QVERIFY(lesson != view->lessons().end());
        QCOMPARE(lesson->title, QStringLiteral("Sobrescrever"));
    }

    /// The engine names its marks in English; the timeline has words of its own for them.
    void theTimelinesMarksSpeakPortuguese() {
        installLanguage(QStringLiteral("pt_BR"));
        Desk desk;
        desk.run({"put a 1", "sync", "close", "open", "kill", "open", "put b 2", "crash keep=none"});
        const auto* view = desk.window.findChild<TimelineView*>();
        QVERIFY(view);
        QStringList told;
        for (int x = 0; x < view->width(); ++x) told << view->tipAt(QPoint(x, view->height() - 6)).section(QLatin1Char('\n'), 0, 0);
        for (const char* words : {"sync", "o banco é fechado", "o processo é morto", "queda de energia"})
            QVERIFY2(told.contains(QString::fromUtf8(words)), words);
    }

    void anUnknownLanguageIsRefused() {
        const auto read = [](const char* code) {
            QCommandLineParser parser;
            describeOptions(parser);
            parser.parse({QStringLiteral("vitrine"), QStringLiteral("--language"), QString::fromLatin1(code)});
            return readOptions(parser);
        };
        QVERIFY(read("pt_BR").has_value());
        QCOMPARE(read("pt_BR")->language, QStringLiteral("pt_BR"));
        const auto refused = read("klingon");
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("pt_BR") != std::string::npos, refused.error().message.c_str());
    }

    /// A context that lupdate and tr() do not agree on shows here, and nowhere else: the text stays English.
    void nothingIsLookedUpInVain() {
        QSet<std::pair<QString, QString>> known;
        QSet<QString> contexts;
        for (const auto& text : test::readCatalog(test::catalogPath(QStringLiteral("pt_BR")))) {
            known << std::pair(text.context, text.source);
            contexts << text.context;
        }
        installLanguage(QStringLiteral("pt_BR"));
        Listener listener;
        QCoreApplication::installTranslator(&listener);
        {
            Desk desk;
            desk.run({"put user:1 Ada", "put user:2 Grace", "get user:1", "get nobody", "sync", "put user:1 \"Ada Lovelace\"", "del user:2",
                      "batch { put a 1; put b 2; del a }", "fill 40 value=20 seed=1", "scan", "compact begin", "step 3", "crash keep=none",
                      "open", "compact", "kill", "open", "close", "open"});
            for (const Layout layout : {Layout::bytes, Layout::compaction, Layout::benchmark}) {
                desk.window.chooseLayout(layout);
                auto& cursor = desk.bridge.cursor();
                for (std::size_t i = 0; i < cursor.timeline().stepCount(); i += layout == Layout::benchmark ? 50 : 1) {
                    cursor.seek(cursor.timeline().step(i).end);
                    cursor.publishNow();
                    if (i % 7 == 0) desk.window.grab();
                }
            }
        }
        QCoreApplication::removeTranslator(&listener);
        QVERIFY(listener.asked.size() > 150);
        QStringList vain;
        for (const auto& [context, source] : listener.asked) {
            const bool ours = context.startsWith(QStringLiteral("vitrine::")) || contexts.contains(context);
            if (ours && !known.contains({context, source}) && source != QStringLiteral("something")) vain << context + QStringLiteral(": ") + source;
        }
        vain.sort();
        QVERIFY2(vain.isEmpty(), qPrintable(vain.join(QLatin1Char('\n'))));
    }
};

QTEST_MAIN(TestLanguage)
#include "test_language.moc"
