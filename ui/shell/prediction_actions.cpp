// Questions and the window: the keys that answer, the sentence and the timeline while one waits.
#include "core/trace/node_kinds.h"
#include "ui/bridge/crash_questions.h"
#include "ui/bridge/lesson_player.h"
#include "ui/panels/question_panel.h"
#include "ui/shell/main_window.h"

namespace vitrine::ui {

using Group = ActionGroup;
using Phase = Predictor::Phase;

void MainWindow::addPredictionActions() {
    Predictor& predictor = Predictor::of(bridge_);
    const auto asked = [&predictor]() -> QString { return predictor.waits() ? QString() : tr("Nothing is asked."); };
    const struct {
        const char* id;
        QString text;
        Qt::Key key;
    } letters[] = {{"predict.a", tr("Choose answer A"), Qt::Key_A},
                   {"predict.b", tr("Choose answer B"), Qt::Key_B},
                   {"predict.c", tr("Choose answer C"), Qt::Key_C},
                   {"predict.d", tr("Choose answer D"), Qt::Key_D}};
    for (std::size_t i = 0; i < std::size(letters); ++i) {
        actions_.add(letters[i].id, Group::questions, letters[i].text, {letters[i].key}, [&predictor, i] { predictor.choose(i); });
        actions_.setReason(letters[i].id, [&predictor, i]() -> QString {
            if (!predictor.waits()) return tr("Nothing is asked.");
            return i < predictor.prediction().answers.size() ? QString() : tr("This question has no such answer.");
        });
    }
    actions_.add("predict.commit", Group::questions, tr("Commit the answer; then: go on"), {Qt::Key_Return, Qt::Key_Enter}, [&predictor] {
        predictor.waits() ? predictor.commit() : predictor.goOn();
    });
    actions_.setReason("predict.commit", [&predictor]() -> QString {
        if (predictor.phase() == Phase::explain || (predictor.waits() && predictor.chosen())) return {};
        return predictor.waits() ? tr("Choose an answer first: a click, or its letter.") : tr("Nothing is asked.");
    });
    actions_.add("predict.unknown", Group::questions, tr("I do not know"), {}, [&predictor] { predictor.sayDoNotKnow(); });
    actions_.setReason("predict.unknown", asked);
    actions_.add("predict.skip", Group::questions, tr("Skip the question"), {}, [&predictor] { predictor.skip(); });
    actions_.setReason("predict.skip", asked);
    LessonPlayer& player = LessonPlayer::of(bridge_);
    actions_.add("lesson.leave", Group::questions, tr("Leave the lesson"), {}, [&player] { player.leave(); });
    actions_.setReason("lesson.leave", [&player] { return player.active() ? QString() : tr("No lesson is open."); });
    actions_.add("lesson.back", Group::questions, tr("Back to the lesson"), {}, [&player] { player.comeBack(); });
    actions_.setReason("lesson.back", [&player] {
        return player.state() == LessonPlayer::State::away ? QString() : tr("No lesson waits for you.");
    });
    actions_.add("predict.lessons", Group::questions, tr("Ask in lessons, before it happens"), {}, [this] {
        settings_.setAsksInLessons(!settings_.asksInLessons());
    })->setCheckable(true);
    actions_.add("predict.playground", Group::questions, tr("Ask before recovery steps and reads after a crash"), {}, [this] {
        settings_.setAsksInPlayground(!settings_.asksInPlayground());
    })->setCheckable(true);
}

void MainWindow::connectPredictions() {
    new CrashQuestions(bridge_, [this] {
        return LessonPlayer::of(bridge_).active() ? settings_.asksInLessons() : settings_.asksInPlayground();
    }, this);
    connect(&Predictor::of(bridge_), &Predictor::changed, this, &MainWindow::showPrediction);
    connect(&bridge_.cursor(), &Cursor::momentChanged, this, &MainWindow::showPrediction);
    // The button that cut the power is gone: what comes next is a step.
    connect(&bridge_, &Bridge::recoveryReady, this, [this] { setFocus(); });
}

/// A question that nobody can see holds everything up: its card comes into sight.
void MainWindow::showQuestion() {
    QWidget* card = docks_->panel("question");
    if (!card || card->isVisible() || !isVisible()) return;
    QAction* toggle = actions_.find(QStringLiteral("panel.question"));
    if (!toggle || toggle->isChecked()) return;
    toggle->trigger();
    questionOpened_ = true;
}

/// Once it is read, a card that only came for its question leaves its room to the others.
void MainWindow::hideQuestion() {
    if (!std::exchange(questionOpened_, false)) return;
    QAction* toggle = actions_.find(QStringLiteral("panel.question"));
    if (toggle && toggle->isChecked() && !LessonPlayer::of(bridge_).active()) toggle->trigger();
}

/// What would give the answer away is covered, and the record that is asked about is outlined and in sight.
void MainWindow::coverAnswers() {
    const Predictor& predictor = Predictor::of(bridge_);
    Cursor& cursor = bridge_.cursor();
    // Of a recovery that is being watched the bytes would tell all verdicts before their steps.
    const bool recovers = cursor.moment().scene && cursor.scene().nodesOfKind(node_kinds::logEngine).empty();
    cursor.setCovered(predictor.waits() || ((predictor.phase() == Phase::watch || predictor.nested()) && recovers));
    const QString asked = predictor.waits() ? predictor.prediction().ask : QString();
    if (asked == outlined_) return;
    outlined_ = asked;
    if (!subject_.empty() && cursor.moment().pinned == subject_) cursor.clearSelection();
    subject_ = asked.isEmpty() ? Selection() : subjectOf(predictor.prediction(), cursor.scene());
    if (!subject_.empty()) cursor.pin(subject_);
}

/// While a question waits, the sentence tells what comes next, and the timeline hides it.
void MainWindow::showPrediction() {
    const Predictor& predictor = Predictor::of(bridge_);
    timeline_->setWaiting(predictor.waits() ? tr("step waits for your answer") : QString(), predictor.prediction().at,
                          predictor.waits() || predictor.phase() == Phase::explain);
    coverAnswers();
    if (predictor.waits()) showQuestion();
    if (predictor.phase() == Phase::none) hideQuestion();
    if (!predictor.waits() || sentence_->view()->showsError()) return sentence_->view()->dropAhead();
    if (!bridge_.cursor().atEnd() && !predictor.prediction().next.isEmpty() && LessonPlayer::of(bridge_).state() == LessonPlayer::State::asking)
        return sentence_->view()->dropAhead();  // the person looks back
    Sentence sentence;
    sentence.path = predictor.prediction().path;
    sentence.path << tr("predict");
    sentence.fact = tr("Next: %1").arg(predictor.prediction().next);
    sentence.consequence = !predictor.prediction().wait.isEmpty() ? predictor.prediction().wait : tr("Nothing has run yet. Decide first, then watch: the answer is found by running the engine itself.");
    sentence_->view()->showAhead(sentence, {tr("predict"), tr("commit"), tr("watch"), tr("explain")}, 0);
}

}  // namespace vitrine::ui
