// The question that the window asks at the moment, and what became of it: predict → commit → watch → explain. Somebody asks (a
// lesson, or the questions around a crash); the card shows it and hands the person's choice in. Scores are counted here and
// nowhere else: they are gone when the window is.
#pragma once

#include <QObject>
#include <array>
#include <functional>
#include <optional>

#include "ui/models/prediction.h"

namespace vitrine::ui {

class Bridge;

class Predictor : public QObject {
    Q_OBJECT
  public:
    /// The one of a window; made when it is first asked for.
    static Predictor& of(Bridge& bridge);
    explicit Predictor(QObject* parent) : QObject(parent) {}

    enum class Phase { none, predict, watch, explain };
    /// How the prediction ended.
    enum class Given { nothing, answer, doNotKnow, skipped };

    /// Who asks. All but `committed` may be empty.
    struct Asker {
        std::function<void(Given)> committed;  // do what was asked about; then explain(), unless it was skipped
        std::function<void()> goOn;            // the explanation was read
        std::function<void()> showMoment;      // put the cursor where it can be seen
        QString goOnText;                      // of the button
        bool counts = true;                    // for the score
    };
    /// While one is being watched another may be asked: when that is over, the first goes on.
    void ask(Prediction prediction, Asker asker);
    /// What was asked about has happened and was seen: says what came of it, and counts it. `canShow`: there is another moment
    /// that shows it, for Asker::showMoment.
    void explain(bool canShow = true);
    /// The question is of no use any more. Of two that are asked within each other it is the inner one.
    void withdraw();
    void withdrawAll();
    void withdrawInner();
    bool nested() const { return outer_.has_value(); }

    Phase phase() const { return now_.phase; }
    bool waits() const { return now_.phase == Phase::predict; }
    const Prediction& prediction() const { return now_.prediction; }
    std::optional<std::size_t> chosen() const { return now_.chosen; }
    Given given() const { return now_.given; }
    bool wasRight() const { return now_.given == Given::answer && now_.chosen == now_.prediction.right; }
    bool canShow() const { return now_.canShow && now_.asker.showMoment != nullptr; }
    const QString& goOnText() const { return now_.asker.goOnText; }
    int hands(std::size_t answer) const { return now_.hands.at(answer); }
    int allHands() const;
    /// Answers given, and how many of them were right.
    int right() const { return right_; }
    int answered() const { return answered_; }

    // What the person does.
    void choose(std::size_t answer);
    void setHands(std::size_t answer, int hands);
    void commit();
    void sayDoNotKnow() { end(Given::doNotKnow); }
    void skip() { end(Given::skipped); }
    void goOn();
    void showMoment();
    void resetScore();

  Q_SIGNALS:
    void changed();

  private:
    void end(Given given);

    struct Asked {
        Phase phase = Phase::none;
        Given given = Given::nothing;
        Prediction prediction;
        Asker asker;
        std::optional<std::size_t> chosen;
        std::array<int, 4> hands{};
        bool canShow = false;
    };
    Asked now_;
    std::optional<Asked> outer_;  // is being watched meanwhile
    int right_ = 0;
    int answered_ = 0;
};

/// Why nothing is run or shown before an answer; empty while no question waits. For buttons and commands that would.
QString whyLocked(const Bridge& bridge);

}  // namespace vitrine::ui
