// Plays a lesson that asks: runs its lines up to a question, asks it, runs the command that it is about, lets the person walk
// through it, and goes on. The key of each question is found by running the engine on a fork.
//
//     begin ──► running ──► asking ──commit──► running ──► watching ──its end──► explaining ──go on──► running …
//                                                                                          └► finished
//     a line of the person's own, meanwhile ──► away ──comeBack()──► running, from the lesson's first line
#pragma once

#include <QObject>
#include <optional>

#include "ui/bridge/predictor.h"
#include "ui/models/lesson.h"

namespace vitrine {
struct CommandResult;
}

namespace vitrine::ui {

class LessonPlayer : public QObject {
    Q_OBJECT
  public:
    /// The one of a window; made when it is first asked for.
    static LessonPlayer& of(Bridge& bridge);
    /// `bridge` owns it.
    explicit LessonPlayer(Bridge& bridge);

    enum class State { none, running, asking, watching, explaining, finished, away };

    /// Begins at the lesson's first line, whatever the session holds: that is a `use`.
    void begin(const Lesson& lesson, std::optional<Lesson> following = {});
    /// The person's own business is over: back to where the lesson stood.
    void comeBack();
    void leave();

    State state() const { return state_; }
    bool active() const { return state_ != State::none; }
    const Lesson& lesson() const { return lesson_; }
    const std::optional<Lesson>& following() const { return following_; }
    /// Index in Lesson::steps of where the lesson stands.
    std::size_t step() const;
    /// The next question, from 0; questions.size() when all are over.
    std::size_t question() const { return question_; }
    bool finished() const { return finished_; }
    /// The line that is being sent is the lesson's own.
    bool sending() const { return own_; }
    /// Why the lesson ended before its end; empty unless it did.
    const QString& failure() const { return failure_; }

  Q_SIGNALS:
    void changed();
    /// The lesson's beginning stands.
    void arrived(const vitrine::ui::Lesson& lesson);
    void left();

  private:
    void run(std::size_t upTo);
    void sendNext();
    void answered(const QString& line, const CommandResult& result);
    void lineOfPerson(const QString& line);
    void arrive();
    void askNext();
    void commit(Predictor::Given given);
    void watch(std::uint64_t number);
    void moved();
    void goOn();
    void show(std::size_t step);
    std::optional<FactId> momentOf(std::size_t step) const;
    void setState(State state);
    Prediction predictionOf(const LessonQuestion& question, const lab::QuestionKey& key) const;

    Bridge& bridge_;
    Predictor& predictor_;
    State state_ = State::none;
    Lesson lesson_;
    std::optional<Lesson> following_;
    std::size_t next_ = 0;  // of its commands: all before it were run
    std::size_t upTo_ = 0;  // run up to this one
    std::size_t question_ = 0;
    bool own_ = false;        // the line that is being sent is the lesson's
    bool watchNext_ = false;  // the line that runs is the one that was asked about
    std::size_t toWatch_ = 0;  // lines, until the answer has been seen
    bool finished_ = false;
    bool told_ = false;                   // arrived() was said
    std::optional<std::size_t> watched_;  // operation on the timeline
    QString failure_;
};

}  // namespace vitrine::ui
