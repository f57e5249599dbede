// The lesson player with a mouse and keys: predict, commit, watch, explain; and everything that a person may do instead.
#include "ui/bridge/lesson_player.h"
#include "ui/panels/bytes_panel.h"
#include "ui/panels/index_panel.h"
#include "ui/panels/outline_panel.h"
#include "ui/panels/question_panel.h"
#include "ui/panels/segments_panel.h"
#include "ui/shell/lesson_catalog.h"
#include "ui/shell/overlays.h"

#include <QTemporaryDir>
#include <cmath>

#include "tests/support/desk.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

double luminance(const QColor& color) {
    const auto part = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
}

struct LessonDesk : test::Desk {
    Overlays overlays{look, bridge, window};
    Predictor& predictor = Predictor::of(bridge);
    LessonPlayer& player = LessonPlayer::of(bridge);

    using test::Desk::Desk;
    /// Starts it as the gallery does, and waits until it asks.
    bool start(const char* id) {
        for (const Lesson& lesson : shippedLessons())
            if (lesson.id == QLatin1String(id)) overlays.startLesson(lesson);
        return waitFor(LessonPlayer::State::asking);
    }
    bool waitFor(LessonPlayer::State state) {
        const bool came = QTest::qWaitFor([&] { return player.state() == state && bridge.engine().idle(); }, kWaitMs);
        bridge.cursor().publishNow();
        return came;
    }
    QString text(const char* name) { return find<QLabel>(name)->text(); }
    bool looksPrimary(const char* button) {
        QWidget* widget = find(button);
        return widget->grab().toImage().pixelColor(5, widget->height() / 2) == look.theme().blue;
    }
    AnswerCard* answer(std::size_t index) { return window.findChild<QuestionPanel*>()->answer(index); }
    QString tipOf(const char* name) { return find(name)->toolTip(); }
    /// Steps to the end of what is watched.
    bool watch() {
        for (int i = 0; i < 60 && player.state() != LessonPlayer::State::explaining; ++i) {
            if (!QTest::qWaitFor([&] { return player.state() != LessonPlayer::State::running && bridge.engine().idle(); }, kWaitMs)) return false;
            if (player.state() == LessonPlayer::State::watching) key(Qt::Key_Right);
        }
        return player.state() == LessonPlayer::State::explaining;
    }
    std::uint64_t fileSize() {
        const auto* file = bridge.cursor().scene().fileNamed("0000000001.log");
        return file ? file->size : 0;
    }
};

}  // namespace

class TestLessonPlayer : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void aLessonIsPlayedFromItsCardToItsIdea() {
        LessonDesk desk;
        desk.overlays.showGallery();
        for (int i = 0; i < 3; ++i) desk.key(Qt::Key_Right);
        desk.key(Qt::Key_Return);
        QVERIFY(desk.waitFor(LessonPlayer::State::asking));
        QCOMPARE(desk.window.docks()->shownLayout(), Layout::learn);
        QCOMPARE(desk.text("questionText"), QStringLiteral("The file holds 122 B now. How many will it hold after put user:3 Edsger?"));
        QCOMPARE(desk.lastCommand(), QStringLiteral("put user:2 Grace"));  // the future has not run
        QCOMPARE(desk.fact(), QStringLiteral("Next: put user:3 Edsger"));

        // A right answer, by its key and Enter.
        QVERIFY(!desk.find("questionCommit")->isEnabled());
        desk.key(Qt::Key_C);
        QVERIFY(desk.answer(2)->isChecked());
        desk.key(Qt::Key_Return);
        QVERIFY(desk.waitFor(LessonPlayer::State::watching));
        QCOMPARE(desk.lastCommand(), QStringLiteral("put user:3 Edsger"));
        QVERIFY(!desk.bridge.cursor().atEnd());  // at the first of its steps
        QVERIFY(desk.find("questionVerdict")->isHidden());
        QVERIFY(desk.watch());
        QCOMPARE(desk.text("questionVerdict"), QStringLiteral("Right."));
        QVERIFY(desk.text("questionOutcome").contains(QStringLiteral("153 B")));
        QVERIFY(desk.find("questionShow")->isHidden());
        QVERIFY(desk.text("lessonScore").startsWith(QStringLiteral("Right so far: 1 of 1.")));
        desk.key(Qt::Key_Return);

        // A wrong one, by clicks; its button goes to the moment that shows it.
        QVERIFY(desk.waitFor(LessonPlayer::State::asking));
        QCOMPARE(desk.text("questionText"), QStringLiteral("The file holds 153 B now. How many will it hold after this put?"));
        QTest::mouseClick(desk.answer(0), Qt::LeftButton);
        QVERIFY(desk.find("questionCommit")->isEnabled());
        desk.click("questionCommit");
        QVERIFY(desk.waitFor(LessonPlayer::State::watching));
        QVERIFY(desk.watch());
        QCOMPARE(desk.text("questionVerdict"), QStringLiteral("Not so: it is C."));
        QVERIFY(desk.answer(0)->accessibleName().endsWith(QStringLiteral("(wrong)")));
        QVERIFY(desk.answer(2)->accessibleName().endsWith(QStringLiteral("(right)")));
        desk.click("questionShow");
        desk.bridge.cursor().publishNow();
        QVERIFY2(desk.fact().startsWith(QStringLiteral("37 bytes land at")), qPrintable(desk.fact()));
        QCOMPARE(desk.player.state(), LessonPlayer::State::explaining);
        desk.click("questionGoOn");

        // "I do not know" is a full answer, and counts for nothing.
        QVERIFY(desk.waitFor(LessonPlayer::State::asking));
        desk.click("questionUnknown");
        QVERIFY(desk.waitFor(LessonPlayer::State::watching));
        QVERIFY(desk.watch());
        QVERIFY(desk.text("questionOutcome").contains(QStringLiteral("Ada Lovelace")));
        QVERIFY(desk.text("lessonScore").startsWith(QStringLiteral("Right so far: 1 of 2.")));
        auto* idea = desk.find<CoveredText>("lessonIdea");
        QVERIFY(idea->covered() && idea->text().isEmpty());
        desk.key(Qt::Key_Return);

        QVERIFY(desk.waitFor(LessonPlayer::State::finished));
        QVERIFY(!idea->covered());
        QVERIFY(idea->text().startsWith(QStringLiteral("Nothing is replaced")));
        QCOMPARE(desk.find<OutlineView>("lessonSteps")->rows().back().state, OutlineRow::State::here);
        QCOMPARE(desk.finished.last()[0].toString(), QStringLiteral("stats"));  // the lesson's last line
        // The next one.
        QCOMPARE(desk.find<QPushButton>("lessonNext")->text(), QStringLiteral("Next: 5 · Delete"));
        desk.click("lessonNext");
        QVERIFY(desk.waitFor(LessonPlayer::State::asking));
        QCOMPARE(desk.player.lesson().id, QStringLiteral("05-delete"));
        QVERIFY(desk.text("lessonScore").startsWith(QStringLiteral("Right so far: 0 of 0.")));
    }

    void whileAQuestionWaitsTheStepDoes() {
        LessonDesk desk;
        QVERIFY(desk.start("05-delete"));
        QVERIFY(!desk.find("step")->isEnabled());
        QCOMPARE(desk.tipOf("step"), QStringLiteral("step waits for your answer"));
        QVERIFY(desk.window.findChild<TimelineView*>()->nextHidden());
        const FactId here = desk.bridge.cursor().position();
        desk.key(Qt::Key_Right);
        QCOMPARE(desk.bridge.cursor().position(), here);
        // One may look back, and come again.
        desk.key(Qt::Key_Left);
        QVERIFY(desk.bridge.cursor().position() < here);
        QVERIFY(!desk.fact().startsWith(QStringLiteral("Next:")));
        desk.key(Qt::Key_Right);
        QCOMPARE(desk.bridge.cursor().position(), here);
        QVERIFY(desk.fact().startsWith(QStringLiteral("Next:")));
        desk.key(Qt::Key_C), desk.key(Qt::Key_Return);
        QVERIFY(desk.waitFor(LessonPlayer::State::watching));
        QVERIFY(!desk.window.findChild<TimelineView*>()->nextHidden());
    }

    void lockedMeansLocked() {
        LessonDesk desk;
        QVERIFY(desk.start("04-overwrite"));
        desk.find<QLineEdit>("key")->setText(QStringLiteral("user:1"));
        for (const char* name : {"put", "get", "del", "scan", "sync", "cut"}) {
            QVERIFY2(!desk.find(name)->isEnabled(), name);
            QVERIFY2(desk.tipOf(name).startsWith(QStringLiteral("Answer first")), name);
        }
        QVERIFY(desk.bridge.whyNotCutHere().startsWith(QStringLiteral("Answer first")));  // whoever asks: every card that cuts
        desk.key(Qt::Key_X);
        QCOMPARE(desk.window.docks()->shownLayout(), Layout::learn);
        QVERIFY(desk.predictor.waits());
        desk.click("questionUnknown");
        QVERIFY(desk.waitFor(LessonPlayer::State::watching));
        QVERIFY(desk.find("put")->isEnabled());

        QVERIFY(desk.start("09-torn-tail"));
        QVERIFY(!desk.find("open")->isEnabled());
        QVERIFY(desk.tipOf("open").startsWith(QStringLiteral("Answer first")));
        QVERIFY(!desk.find<StatusBar>("statusBar")->text().contains(QStringLiteral("open the database")));
        QVERIFY2(desk.fact().startsWith(QStringLiteral("Next: recovery opens")), qPrintable(desk.fact()));
    }

    void whatWouldTellTheAnswerIsCovered() {
        LessonDesk desk;
        QVERIFY(desk.start("08-sync"));
        desk.click("questionSkip");
        QVERIFY(QTest::qWaitFor([&] { return desk.predictor.waits() && desk.player.question() == 1; }, LessonDesk::kWaitMs));
        desk.bridge.cursor().publishNow();
        const auto* index = desk.window.findChild<IndexView*>();
        const auto ghosts = [&] {
            int count = 0;
            for (std::uint64_t slot = 0; slot < index->model().slotCount(); ++slot) count += index->model().awaited(slot).has_value();
            return count;
        };
        QVERIFY(index->model().growsAgain());
        QCOMPARE(ghosts(), 0);
        for (const char* cover : {"indexCover", "segmentsCover"}) QVERIFY2(desk.find<CoveredText>(cover)->isVisible(), cover);
        for (const char* told : {"indexStory", "whereAnswer"}) QVERIFY2(!desk.find(told)->isVisible(), told);
        desk.key(Qt::Key_B), desk.key(Qt::Key_Return);
        QVERIFY(desk.waitFor(LessonPlayer::State::explaining) || desk.watch());
        for (const char* cover : {"indexCover", "segmentsCover"}) QVERIFY2(!desk.find<CoveredText>(cover)->isVisible(), cover);
        QVERIFY(desk.find("indexStory")->isVisible());
    }

    void theRecordThatIsAskedAboutIsInSight() {
        LessonDesk desk;
        QVERIFY(desk.start("09-torn-tail"));
        const Selection pinned = desk.bridge.cursor().moment().pinned;
        QCOMPARE(pinned.kind, Selection::Kind::range);
        QCOMPARE(pinned.offset, std::uint64_t{0x5C});
        QCOMPARE(pinned.key, Bytes("user:7"));
        const auto* bytes = desk.window.findChild<BytesView*>();
        QTRY_VERIFY(bytes->rect().contains(bytes->positionOf(0x5C + 26)));
        desk.key(Qt::Key_C), desk.key(Qt::Key_Return);
        QVERIFY(desk.waitFor(LessonPlayer::State::watching));
        QVERIFY(desk.bridge.cursor().moment().pinned.empty());
    }

    void theChangedSlotStaysInSightWhenTheCardNeedsRoom() {
        LessonDesk desk;
        QVERIFY(desk.start("04-overwrite"));
        desk.click("questionUnknown");
        QVERIFY(desk.waitFor(LessonPlayer::State::watching) && desk.watch());
        auto* index = desk.window.findChild<IndexView*>();
        const auto changed = index->model().changedSlot();
        QVERIFY(changed);
        for (const int height : {400, 90, 130, 84}) {
            index->resize(index->width(), desk.look.px(height));
            QVERIFY2(index->rect().contains(index->positionOf(*changed)), qPrintable(QString::number(height)));
        }
    }

    /// Where three views above each other would be too low, two take turns: what a lesson is about can be seen.
    void inALowWindowTheSegmentsAreSeen() {
        LessonDesk desk;
        desk.window.resize(1280, 800);
        QVERIFY(desk.start("05-delete"));
        const auto* segments = desk.window.findChild<SegmentsView*>();
        const SpaceId file = desk.bridge.cursor().scene().fileNamed("0000000001.log")->id;
        const auto seen = [&] {
            const auto record = segments->positionOf(file, 0x40);
            return record && segments->rect().contains(*record);
        };
        QTRY_VERIFY2(seen(), qPrintable(QString::number(segments->height())));
        QVERIFY(desk.window.findChild<BytesView*>()->height() > 100);
    }

    void aMomentIsShownOnlyWhereThereIsOne() {
        LessonDesk desk;
        QVERIFY(desk.start("08-sync"));  // its first command has no steps
        QVERIFY2(desk.fact().contains(QStringLiteral("what the power could still take")), qPrintable(desk.fact()));
        desk.key(Qt::Key_B), desk.key(Qt::Key_Return);
        QVERIFY(desk.waitFor(LessonPlayer::State::explaining));
        QVERIFY(desk.find("questionShow")->isHidden());
        // Elsewhere it leads there, and Enter is the primary button's again.
        QVERIFY(desk.start("04-overwrite"));
        desk.key(Qt::Key_A), desk.key(Qt::Key_Return);
        QVERIFY(desk.watch());
        const FactId end = desk.bridge.cursor().position();
        desk.find("questionShow")->setFocus();
        desk.click("questionShow");
        desk.bridge.cursor().publishNow();
        QVERIFY(desk.bridge.cursor().position() < end);
        QVERIFY(desk.find("step")->isEnabled());
        QVERIFY(!desk.looksPrimary("step"));  // one primary button at a time
        QVERIFY(desk.looksPrimary("questionGoOn"));
        desk.key(Qt::Key_Return);
        QVERIFY(desk.waitFor(LessonPlayer::State::asking));
        QCOMPARE(desk.player.question(), std::size_t{1});
    }

    /// The last step says that the database is open; the one that reads the hint file is the one that shows the answer.
    void theMomentOfTheHintFileIsShown() {
        LessonDesk desk;
        QVERIFY(desk.start("15-hint-file"));
        QVERIFY(!desk.find("open")->isEnabled());
        desk.key(Qt::Key_A), desk.key(Qt::Key_Return);
        QVERIFY(desk.waitFor(LessonPlayer::State::watching) && desk.watch());
        QVERIFY(!desk.find("questionShow")->isHidden());
        desk.click("questionShow");
        desk.bridge.cursor().publishNow();
        QVERIFY2(desk.fact().contains(QStringLiteral("hint"), Qt::CaseInsensitive), qPrintable(desk.fact()));
    }

    void explainedAnswersCanBeRead() {
        LessonDesk desk;
        for (const ThemeKind kind : {ThemeKind::light, ThemeKind::dark}) {
            desk.look.setTheme(kind);
            QVERIFY(desk.start("05-delete"));
            desk.key(Qt::Key_A), desk.key(Qt::Key_Return);
            QVERIFY(desk.watch());
            for (std::size_t i = 0; i < 3; ++i)
                for (const QLabel* label : desk.answer(i)->findChildren<QLabel*>()) {
                    const QImage picture = desk.answer(i)->grab(label->geometry()).toImage();
                    double darkest = 1, brightest = 0;
                    for (int y = 0; y < picture.height(); ++y)
                        for (int x = 0; x < picture.width(); ++x) {
                            const double light = luminance(picture.pixelColor(x, y));
                            darkest = std::min(darkest, light), brightest = std::max(brightest, light);
                        }
                    QVERIFY2((brightest + 0.05) / (darkest + 0.05) >= 4.5, qPrintable(label->text()));
                }
            desk.player.leave();
        }
    }

    void committedFromThePastItActsWhereTheLessonStands() {
        LessonDesk desk;
        QVERIFY(desk.start("05-delete"));
        for (int i = 0; i < 5; ++i) desk.key(Qt::Key_Left);
        desk.key(Qt::Key_C), desk.key(Qt::Key_Return);
        QVERIFY(desk.waitFor(LessonPlayer::State::watching));
        QCOMPARE(desk.bridge.branches().size(), std::size_t{1});
        QVERIFY(desk.watch());
        QCOMPARE(desk.text("questionVerdict"), QStringLiteral("Right."));
    }

    void skippedItGoesOnAndCountsForNothing() {
        LessonDesk desk;
        QVERIFY(desk.start("05-delete"));
        desk.click("questionSkip");
        QVERIFY(QTest::qWaitFor([&] { return desk.predictor.waits() && desk.player.question() == 1; }, LessonDesk::kWaitMs));
        QVERIFY(desk.text("questionText").contains(QStringLiteral("get user:2")));
        QCOMPARE(desk.predictor.answered(), 0);
        desk.click("questionSkip");
        QVERIFY(desk.waitFor(LessonPlayer::State::finished));
        QCOMPARE(desk.predictor.answered(), 0);
    }

    void somethingElseMeanwhileIsADetour() {
        LessonDesk desk;
        QVERIFY(desk.start("05-delete"));
        QVERIFY(desk.run("put mine 1"));
        QCOMPARE(desk.player.state(), LessonPlayer::State::away);
        QVERIFY(!desk.predictor.waits());
        QVERIFY2(desk.text("questionOutcome").contains(QStringLiteral("“Delete user:2”")), qPrintable(desk.text("questionOutcome")));
        QVERIFY(desk.fileSize() > 153);
        desk.click("questionBack");
        QCOMPARE(QApplication::focusWidget(), &desk.window);  // the arrows step, and walk through no view
        QVERIFY(desk.waitFor(LessonPlayer::State::asking));
        QCOMPARE(desk.fileSize(), std::uint64_t{153});
        QCOMPARE(desk.text("questionText"), QStringLiteral("The file holds 153 B now. How many will it hold after del user:2?"));
    }

    void leftItLeavesTheDatabaseAsItIs() {
        LessonDesk desk;
        QVERIFY(desk.start("05-delete"));
        desk.click("lessonLeave");
        QVERIFY(!desk.player.active());
        QVERIFY(!desk.predictor.waits());
        QVERIFY(desk.find("questionLessons")->isVisible());
        QCOMPARE(desk.fileSize(), std::uint64_t{153});
        QVERIFY(desk.run("put mine 1"));  // and letters and Enter are the window's again
        desk.key(Qt::Key_B);
        QVERIFY(desk.find("blankScreen")->isVisible());
    }

    void whileOneTypesLettersAnswerNothing() {
        LessonDesk desk;
        QVERIFY(desk.start("05-delete"));
        auto* field = desk.find<QLineEdit>("key");
        field->setFocus();
        field->selectAll();
        QTest::keyClick(field, Qt::Key_C);
        QVERIFY(!desk.predictor.chosen());
        QCOMPARE(field->text(), QStringLiteral("c"));
    }

    void handsAreCounted() {
        LessonDesk desk;
        QVERIFY(desk.start("05-delete"));
        auto* hands = desk.find<QLineEdit>("handsB");
        QTest::mouseClick(hands, Qt::LeftButton);
        QTest::keyClicks(hands, QStringLiteral("11"));
        QTest::keyClicks(desk.find<QLineEdit>("handsA"), QStringLiteral("2"));
        QCOMPARE(desk.predictor.allHands(), 13);
        QVERIFY(desk.text("questionHands").startsWith(QStringLiteral("13 ")));
        QVERIFY(!desk.predictor.chosen());
    }

    void everyLessonIsPlayedToItsEnd_data() {
        QTest::addColumn<QString>("id");
        for (const Lesson& lesson : shippedLessons())
            if (!lesson.questions.empty()) QTest::newRow(qPrintable(lesson.id)) << lesson.id;
    }
    /// From a session in which much happened before, and the power is off.
    void everyLessonIsPlayedToItsEnd() {
        QFETCH(QString, id);
        LessonDesk desk;
        QVERIFY(desk.run(QStringList{QStringLiteral("put somebody else"), QStringLiteral("compact begin"), QStringLiteral("crash keep=none")}));
        QVERIFY(desk.start(qPrintable(id)));
        const std::size_t questions = desk.player.lesson().questions.size();
        for (std::size_t i = 0; i < questions; ++i) {
            QVERIFY(desk.waitFor(LessonPlayer::State::asking));
            QCOMPARE(desk.player.question(), i);
            QVERIFY(!desk.text("questionText").contains(QLatin1Char('{')));
            desk.predictor.choose(desk.predictor.prediction().right);
            desk.predictor.commit();
            QVERIFY(QTest::qWaitFor([&] { return desk.player.state() == LessonPlayer::State::watching || desk.player.state() == LessonPlayer::State::explaining; },
                                    LessonDesk::kWaitMs));
            QVERIFY(QTest::qWaitFor([&] {
                if (desk.player.state() == LessonPlayer::State::watching) desk.bridge.cursor().goLive();
                desk.bridge.cursor().publishNow();
                return desk.player.state() == LessonPlayer::State::explaining;
            }, LessonDesk::kWaitMs));
            QVERIFY(desk.predictor.wasRight());
            desk.predictor.goOn();
        }
        QVERIFY(desk.waitFor(LessonPlayer::State::finished));
        QCOMPARE(desk.predictor.right(), static_cast<int>(questions));
    }

    void switchedOffALessonIsWalkedAsBefore() {
        LessonDesk desk;
        QVERIFY(desk.window.actions().find(QStringLiteral("predict.lessons")));
        desk.window.actions().press(*desk.window.actions().find(QStringLiteral("predict.lessons")));
        QVERIFY(!desk.window.settings().asksInLessons());
        for (const Lesson& lesson : shippedLessons())
            if (lesson.id == QLatin1String("04-overwrite")) desk.overlays.startLesson(lesson);
        QVERIFY(QTest::qWaitFor([&] { return desk.bridge.engine().idle() && !desk.bridge.cursor().atEnd(); }, LessonDesk::kWaitMs));
        QVERIFY(!desk.player.active());
        QCOMPARE(desk.window.docks()->shownLayout(), Layout::bytes);
        const ui::Cursor& cursor = desk.bridge.cursor();
        QCOMPARE(cursor.timeline().commandOf(*cursor.timeline().operationAt(cursor.position())), std::string("put user:1 \"Ada Lovelace\""));
    }

    // ---- questions that no lesson asks -----------------------------------------------------------------------------------

    /// Within a lesson: the recovery that is watched asks for its verdicts, and the lesson goes on behind them.
    void aRecoveryThatIsWatchedAsksBeforeItsVerdicts() {
        LessonDesk desk;
        QVERIFY(desk.start("09-torn-tail"));
        desk.key(Qt::Key_C), desk.key(Qt::Key_Return);
        QVERIFY(desk.waitFor(LessonPlayer::State::watching));
        int asked = 0;
        QString last;
        for (int i = 0; i < 60 && desk.player.state() == LessonPlayer::State::watching; ++i) {
            desk.key(Qt::Key_Right);
            if (!desk.predictor.waits()) continue;
            ++asked;
            const FactId here = desk.bridge.cursor().position();
            desk.key(Qt::Key_Right);
            QCOMPARE(desk.bridge.cursor().position(), here);  // it waits
            QVERIFY(!desk.find("step")->isEnabled());
            desk.predictor.choose(desk.predictor.prediction().right);
            last = desk.predictor.prediction().answers[desk.predictor.prediction().right].value;
            desk.key(Qt::Key_Return);
            desk.bridge.cursor().publishNow();
            QVERIFY(desk.bridge.cursor().position() > here);
            QCOMPARE(desk.text("questionVerdict"), QStringLiteral("Right."));
            if (asked == 1) desk.key(Qt::Key_Return);  // or one simply steps on
        }
        QCOMPARE(asked, 2);
        QCOMPARE(last, QStringLiteral("Cut here"));
        // What was asked is seen: the get runs before it is explained. That there is none is its answer, and no error.
        QVERIFY(desk.waitFor(LessonPlayer::State::explaining));
        QCOMPARE(desk.lastCommand(), QStringLiteral("get user:7"));
        const Sentence sentence = desk.find<SentenceView>("sentence")->sentence();
        QVERIFY(!sentence.failed);
        QVERIFY2(sentence.consequence.contains(QStringLiteral("There is no user:7.")), qPrintable(sentence.consequence));
        QVERIFY(desk.text("lessonScore").startsWith(QStringLiteral("Right so far: 1 of 1.")));  // of the lesson's own
        QCOMPARE(desk.player.state(), LessonPlayer::State::explaining);
        QVERIFY(desk.text("questionText").startsWith(QStringLiteral("27 of the 33 bytes")));
        QVERIFY(desk.predictor.wasRight());
    }

    /// Neither by a button nor by a key is a question passed by that waits within a recovery.
    void aQuestionOfARecoveryDoesNotVanish() {
        LessonDesk desk;
        QVERIFY(desk.start("09-torn-tail"));
        desk.key(Qt::Key_B), desk.key(Qt::Key_Return);
        QVERIFY(desk.waitFor(LessonPlayer::State::watching));
        for (int i = 0; i < 10 && !desk.predictor.waits(); ++i) desk.key(Qt::Key_Right);
        QVERIFY(desk.predictor.waits());
        const FactId here = desk.bridge.cursor().position();
        QVERIFY(!desk.find("live")->isEnabled());
        for (const char* cover : {"indexCover", "segmentsCover"}) QVERIFY2(desk.find<CoveredText>(cover)->isVisible(), cover);
        QVERIFY2(!desk.find<SentenceView>("sentence")->sentence().consequence.startsWith(QStringLiteral("Nothing has run")), "it has");
        desk.key(Qt::Key_End);
        desk.key(Qt::Key_Right, Qt::ShiftModifier), desk.key(Qt::Key_Right, Qt::ControlModifier);
        desk.click("live");
        QVERIFY(desk.predictor.waits());
        QCOMPARE(desk.bridge.cursor().position(), here);
        desk.key(Qt::Key_Left);
        desk.key(Qt::Key_End);  // back to where it waits
        QCOMPARE(desk.bridge.cursor().position(), here);
        for (int i = 0; i < 40 && desk.player.state() == LessonPlayer::State::watching; ++i) {
            if (desk.predictor.waits()) desk.predictor.sayDoNotKnow();
            desk.key(Qt::Key_Right);
        }
        QVERIFY(desk.waitFor(LessonPlayer::State::explaining));
    }

    void aLineTypedMeanwhileIsADetourAndReturns() {
        LessonDesk desk;
        QVERIFY(desk.start("09-torn-tail"));
        desk.key(Qt::Key_B), desk.key(Qt::Key_Return);
        QVERIFY(desk.waitFor(LessonPlayer::State::watching));
        for (int i = 0; i < 10 && !desk.predictor.waits(); ++i) desk.key(Qt::Key_Right);
        QVERIFY(desk.predictor.waits());
        QVERIFY(desk.run("put mine 1"));
        QCOMPARE(desk.player.state(), LessonPlayer::State::away);
        QVERIFY(!desk.predictor.waits());
        QVERIFY2(desk.text("questionOutcome").contains(QStringLiteral("“Recover”")), qPrintable(desk.text("questionOutcome")));
        QVERIFY(!desk.bridge.cursor().moment().covered);
        desk.click("questionBack");
        QVERIFY(desk.waitFor(LessonPlayer::State::asking));
        QVERIFY(desk.text("questionText").startsWith(QStringLiteral("27 of the 33 bytes")));
    }

    void aQuestionInThePlaygroundHasRoomAndLeavesIt() {
        LessonDesk desk;
        desk.window.settings().setAsksInPlayground(true);
        QVERIFY(desk.run(QStringList{QStringLiteral("use log sector=1"), QStringLiteral("put a 1"), QStringLiteral("sync"), QStringLiteral("crash keep=none"),
                                     QStringLiteral("open")}));
        QVERIFY(!desk.find("questionPanel")->isVisible());
        desk.bridge.run(QStringLiteral("get a"));
        QTRY_VERIFY(desk.find("questionPanel")->isVisible());
        QTRY_VERIFY(desk.find("questionPanel")->width() >= 260);
        for (const char* part : {"questionText", "answerA", "questionCommit", "questionUnknown", "questionSkip"}) {
            const QRect room = desk.find("questionPanel")->rect();
            const QWidget* widget = desk.find(part);
            QTRY_VERIFY2(room.contains(QRect(widget->mapTo(desk.find("questionPanel"), QPoint()), QSize(widget->width(), 1))), part);
        }
        QVERIFY(!desk.find("get")->isEnabled());
        const qsizetype before = desk.finished.count();
        desk.click("questionUnknown");
        QVERIFY(desk.settle(before + 1));
        QTRY_COMPARE(desk.predictor.phase(), Predictor::Phase::explain);
        desk.key(Qt::Key_Return);
        QTRY_VERIFY(!desk.find("questionPanel")->isVisible());
    }

    void inThePlaygroundNothingIsAskedUntilItIsSwitchedOn() {
        const QStringList crashed{QStringLiteral("use log sector=1"), QStringLiteral("put a 1"), QStringLiteral("sync"), QStringLiteral("put a 2"),
                                  QStringLiteral("crash keep=none"), QStringLiteral("open")};
        LessonDesk desk;
        QVERIFY(desk.run(crashed));
        QVERIFY(desk.run("get a"));
        QVERIFY(!desk.predictor.waits());
        desk.window.actions().press(*desk.window.actions().find(QStringLiteral("predict.playground")));
        QVERIFY(desk.window.settings().asksInPlayground());
        QVERIFY(desk.run(crashed));
        const qsizetype before = desk.finished.count();
        desk.bridge.run(QStringLiteral("get a"));
        QVERIFY(desk.predictor.waits());
        QVERIFY(desk.find("questionPanel")->isVisible());
        QCOMPARE(desk.lastCommand(), QStringLiteral("open"));  // it has not run
        QTRY_VERIFY(desk.find("questionText")->isVisible());
        desk.click("questionUnknown");
        QVERIFY(desk.settle(before + 1));
        QCOMPARE(desk.lastCommand(), QStringLiteral("get a"));
        QTRY_COMPARE(desk.predictor.phase(), Predictor::Phase::explain);
        QVERIFY(desk.text("questionOutcome").contains(QStringLiteral("1")));
        // The same is not asked again.
        QVERIFY(desk.run("get a"));
        QVERIFY(!desk.predictor.waits());
    }

    void aHeldLineIsNotLostWhenAnotherFollows() {
        LessonDesk desk;
        desk.window.settings().setAsksInPlayground(true);
        QVERIFY(desk.run(QStringList{QStringLiteral("use log sector=1"), QStringLiteral("put a 1"), QStringLiteral("sync"), QStringLiteral("crash keep=none"),
                                     QStringLiteral("open")}));
        const qsizetype before = desk.finished.count();
        desk.bridge.run(QStringLiteral("get a"));
        QVERIFY(desk.predictor.waits());
        desk.bridge.run(QStringLiteral("put b 2"));
        QVERIFY(desk.settle(before + 2));
        QVERIFY(!desk.predictor.waits());
        QCOMPARE(desk.finished[before][0].toString(), QStringLiteral("get a"));
        QCOMPARE(desk.finished[before + 1][0].toString(), QStringLiteral("put b 2"));
    }

    void scoresAreKeptNowhere() {
        const QTemporaryDir directory;
        const QString file = directory.filePath(QStringLiteral("settings.ini"));
        const auto play = [](LessonDesk& desk) {
            QVERIFY(desk.start("05-delete"));
            desk.predictor.choose(2);
            desk.predictor.commit();
            QVERIFY(desk.waitFor(LessonPlayer::State::watching));
            QCOMPARE(desk.predictor.answered(), 0);  // who watches is not told yet
            QVERIFY(desk.watch());
            QCOMPARE(desk.predictor.answered(), 1);
        };
        {
            Settings settings(file);
            LessonDesk desk(&settings);
            play(desk);
        }
        QFile kept(file);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        const QByteArray text = kept.readAll();
        for (const char* word : {"score", "right", "answered"}) QVERIFY2(!text.contains(word), text.constData());
        Settings settings(file);
        LessonDesk again(&settings);
        QCOMPARE(again.predictor.answered(), 0);
    }
};

QTEST_MAIN(TestLessonPlayer)
#include "test_lesson_player.moc"
