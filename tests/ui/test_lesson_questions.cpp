// Questions in lessons: how they are read from a script, and that the engine finds exactly one answer right, the one that the
// curriculum teaches. Which one that is stands here and in no lesson.
#include <QTest>

#include <QRegularExpression>
#include <map>
#include <set>

#include "ui/shell/lesson_catalog.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

/// The curriculum: for each lesson, which answer of each of its questions is right, from A.
const std::map<QString, std::string>& curriculum() {
    static const std::map<QString, std::string> kRight{
        {"01-append", "B"},    {"02-one-record", "CB"}, {"03-the-index-knows-where", "D"}, {"04-overwrite", "CCB"},
        {"05-delete", "CB"},   {"06-collisions", "B"},  {"07-roll-over", "B"},             {"08-sync", "CB"},
        {"09-torn-tail", "C"}, {"10-batch", "A"},       {"11-holes", "C"},                 {"12-a-damaged-byte", "B"},
        {"13-compaction", "C"}, {"14-a-tombstones-life", "BB"}, {"15-hint-file", "B"},
    };
    return kRight;
}

std::vector<std::string> linesBefore(const Lesson& lesson, std::size_t command) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < command; ++i) lines.push_back(lesson.commands[static_cast<qsizetype>(i)].toStdString());
    return lines;
}

Result<lab::QuestionKey> keyOf(const Lesson& lesson, const LessonQuestion& question) {
    return lab::findKey(question.asked, linesBefore(lesson, question.command),
                        lesson.commands[static_cast<qsizetype>(question.command)].toStdString());
}

const QString kHead = QStringLiteral(
    "# title: T\n# group: G\n# about: A\n# engine: log\n# picture: append\n# start: 1.1\n"
    "use log segment=256\n\nput a 1\n\n");
const QString kQuestion = QStringLiteral(
    "# ask: The file holds {size}. And then?\n# know: size = size 1\n# measure: size 1\n"
    "# answer: {size} | It stays.\n# answer: {size} + 21 | It grows.\n# then: It holds {answer}.\nput b 2\n");

}  // namespace

class TestLessonQuestions : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void aQuestionIsRead() {
        const auto lesson = readLesson(kHead + kQuestion, QStringLiteral("01-x.script"));
        QVERIFY2(lesson, lesson ? "" : lesson.error().message.c_str());
        QCOMPARE(lesson->questions.size(), std::size_t{1});
        const LessonQuestion& question = lesson->questions.front();
        QCOMPARE(question.command, std::size_t{2});
        QCOMPARE(question.answers[1].sentence, QStringLiteral("It grows."));
        QCOMPARE(question.line, 11);
        const auto key = keyOf(*lesson, question);
        QVERIFY2(key, key ? "" : key.error().message.c_str());
        QCOMPARE(key->right, std::size_t{1});
        QCOMPARE(lab::textOf(key->measured), std::string("106 B"));
        QCOMPARE(lab::withKnown(question.ask.toStdString(), key->known), std::string("The file holds 85 B. And then?"));
    }

    void aQuestionSpeaksTheLanguageThatItHas() {
        QString text = kHead + kQuestion;
        text.replace(QStringLiteral("# know:"), QStringLiteral("# ask[pt_BR]: E depois?\n# know:"));
        text.replace(QStringLiteral("# then:"), QStringLiteral("# answer[pt_BR]: Cresce.\n# then[pt_BR]: Tem {answer}.\n# then:"));
        const auto lesson = readLesson(text, QStringLiteral("01-x.script"), QStringLiteral("pt_BR"));
        QVERIFY2(lesson, lesson ? "" : lesson.error().message.c_str());
        const LessonQuestion& question = lesson->questions.front();
        QCOMPARE(question.ask, QStringLiteral("E depois?"));
        QCOMPARE(question.answers[0].sentence, QStringLiteral("It stays."));  // not translated: English is there
        QCOMPARE(question.answers[1].sentence, QStringLiteral("Cresce."));
        QCOMPARE(question.then, QStringLiteral("Tem {answer}."));
    }

    void aDamagedQuestionIsNamedWithItsLine_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const char* from, const char* to, const char* message) {
            QTest::newRow(name) << QString::fromUtf8(from) << QString::fromUtf8(to) << QString::fromUtf8(message);
        };
        row("no measure", "# measure: size 1\n", "", "x:11: This question does not say what is measured: “# measure: …”.");
        row("two measures", "# measure: size 1\n", "# measure: size 1\n# measure: keys\n", "x:14: A question measures one thing.");
        row("an unknown measure", "# measure: size 1", "# measure: weight", "x:13: “weight” is no measure: there are index size,");
        row("too many words", "# measure: size 1", "# measure: slot a b", "x:13: The measure “slot” takes a key behind it.");
        row("no such name", "{size} + 21 |", "{sizes} + 21 |", "x:11: “{sizes} + 21” names {sizes}, which nothing before it says.");
        row("no number", "{size} + 21 |", "at the end |", "x:11: “at the end” is no number, and a number is asked for.");
        row("no bar", "{size} | It stays.", "{size}, it stays.", "x:14: An answer is “# answer: VALUE | SENTENCE”.");
        row("one answer", "# answer: {size} | It stays.\n", "", "x:11: This question needs two answers at least.");
        row("nothing to say", "# then: It holds {answer}.\n", "", "x:11: This question does not say what is told afterwards: “# then: …”.");
        row("no command below", "put b 2\n", "", "x:11: No command stands below this question.");
        row("no question", "# ask: The file holds {size}. And then?\n", "", "x:11: “# know:” belongs to no question: “# ask: …” begins one.");
        row("a step that is none", "# then:", "# show: last\n# then:", "x:16: “# show:” takes the number of a step, from 1.");
        row("known too early", "# know: size = size 1", "# know: size = answer", "x:12: “answer” is about the line, which has not run yet when it is asked.");
        row("without a name", "# know: size = size 1", "# know: size 1", "x:12: What is known is “# know: NAME = MEASURE”.");
        row("two before one", "put b 2\n", "# ask: More?\n# measure: keys\n# answer: 1 | A.\n# answer: 2 | B.\n# then: C.\nput b 2\n",
            "x:17: Two questions stand before one command.");
    }
    void aDamagedQuestionIsNamedWithItsLine() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, message);
        QString text = kHead + kQuestion;
        QVERIFY(text.contains(from));
        text.replace(from, to);
        const auto lesson = readLesson(text, QStringLiteral("x"));
        QVERIFY(!lesson);
        QCOMPARE(lesson.error().code, ErrorCode::syntax);
        const QString said = QString::fromStdString(lesson.error().message);
        QVERIFY2(said.startsWith(message), qPrintable(said));
        QCOMPARE(said.count(QLatin1Char('\n')), 0);
    }

    void fiveAnswersAreTooMany() {
        QString text = kHead + kQuestion;
        text.replace(QStringLiteral("# then:"), QStringLiteral("# answer: 1 | A.\n# answer: 2 | B.\n# answer: 3 | C.\n# then:"));
        const auto lesson = readLesson(text, QStringLiteral("x"));
        QVERIFY(!lesson);
        QCOMPARE(lesson.error().message, std::string("x:18: A question has four answers at most."));
    }

    /// A lesson cannot lie: without a right answer, or with two, there is no key.
    void aQuestionWithoutOneRightAnswerHasNoKey() {
        QString none = kHead + kQuestion, two = none;
        none.replace(QStringLiteral("+ 21"), QStringLiteral("+ 20"));
        const auto without = keyOf(*readLesson(none, QStringLiteral("x")), readLesson(none, QStringLiteral("x"))->questions.front());
        QVERIFY(!without);
        QCOMPARE(without.error().message, std::string("No answer is right: 106 B was measured, of 85 B, 105 B."));
        two.replace(QStringLiteral("{size} |"), QStringLiteral("85 + 3 * 7 |"));
        const auto both = keyOf(*readLesson(two, QStringLiteral("x")), readLesson(two, QStringLiteral("x"))->questions.front());
        QVERIFY(!both);
        QCOMPARE(both.error().message, std::string("Two answers are right: 106 B was measured, of 106 B, 106 B."));
    }

    void everyLessonOfTheFirstThreePartsAsks_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QByteArray>("right");
        for (const auto& [id, right] : curriculum()) QTest::newRow(qPrintable(id)) << id << QByteArray::fromStdString(right);
    }
    void everyLessonOfTheFirstThreePartsAsks() {
        QFETCH(QString, id);
        QFETCH(QByteArray, right);
        const auto lessons = shippedLessons();
        const auto lesson = std::ranges::find(lessons, id, &Lesson::id);
        QVERIFY(lesson != lessons.end());
        QVERIFY(lesson->minutes > 0 && !lesson->idea.isEmpty() && !lesson->subject.isEmpty());
        QVERIFY(lesson->steps.size() >= 3);
        QCOMPARE(lesson->steps.back().command, static_cast<std::size_t>(lesson->commands.size()));
        QCOMPARE(static_cast<qsizetype>(lesson->questions.size()), right.size());
        for (std::size_t i = 0; i < lesson->questions.size(); ++i) {
            const LessonQuestion& question = lesson->questions[i];
            const auto key = keyOf(*lesson, question);
            QVERIFY2(key, key ? "" : key.error().message.c_str());
            QCOMPARE(static_cast<char>('A' + key->right), right[static_cast<qsizetype>(i)]);
            std::set<std::string> answers;
            for (std::size_t a = 0; a < question.answers.size(); ++a)
                answers.insert(lab::textOf(key->answers[a]) + ": " + question.answers[a].sentence.toStdString());
            QCOMPARE(answers.size(), question.answers.size());  // two may claim the same number, but not for the same reason
            lab::Known known = key->known;
            known.emplace_back("answer", key->measured);
            for (const QString& text : {question.ask, question.then})
                QVERIFY2(lab::withKnown(text.toStdString(), known).find('{') == std::string::npos, qPrintable(text));
        }
    }

    void noLessonWithQuestionsIsWithoutACurriculum() {
        for (const Lesson& lesson : shippedLessons())
            QVERIFY2(lesson.questions.empty() || curriculum().contains(lesson.id), qPrintable(lesson.id));
    }

    void questionsAreTranslatedWholly() {
        const auto english = shippedLessons(), translated = shippedLessons(QStringLiteral("pt_BR"));
        QCOMPARE(english.size(), translated.size());
        for (std::size_t l = 0; l < english.size(); ++l) {
            const Lesson &en = english[l], &pt = translated[l];
            if (en.questions.empty()) continue;
            QVERIFY(en.idea != pt.idea && en.subject != pt.subject);
            for (std::size_t s = 0; s < en.steps.size(); ++s) QVERIFY2(en.steps[s].title != pt.steps[s].title, qPrintable(en.steps[s].title));
            for (std::size_t q = 0; q < en.questions.size(); ++q) {
                QVERIFY2(en.questions[q].ask != pt.questions[q].ask && en.questions[q].then != pt.questions[q].then, qPrintable(en.id));
                for (std::size_t a = 0; a < en.questions[q].answers.size(); ++a)
                    QVERIFY2(en.questions[q].answers[a].sentence != pt.questions[q].answers[a].sentence,
                             qPrintable(en.questions[q].answers[a].sentence));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestLessonQuestions)
#include "test_lesson_questions.moc"
