// Asks before a recovery's verdicts, as one steps through it, and before the first read of a key after a crash. Holds the step,
// or the line, until there is an answer.
#pragma once

#include <QObject>
#include <functional>
#include <set>

#include "ui/bridge/predictor.h"

namespace vitrine {
struct CommandResult;
}

namespace vitrine::ui {

class CrashQuestions : public QObject {
    Q_OBJECT
  public:
    /// `isOn` is asked before each question. `bridge` outlives it.
    CrashQuestions(Bridge& bridge, std::function<bool()> isOn, QObject* parent);
    ~CrashQuestions() override;

  private:
    enum class Waiting { nothing, step, line };
    bool holdStep(std::uint64_t to);
    bool holdLine(const QString& line);
    void askStep(std::size_t step, Prediction prediction);
    void askLine(const QString& line, Prediction prediction);
    void answered(const QString& line);
    bool waitsAtStep() const { return waiting_ == Waiting::step && predictor_.waits(); }
    bool counts() const;
    void send();

    Bridge& bridge_;
    Predictor& predictor_;
    std::function<bool()> isOn_;
    Waiting waiting_ = Waiting::nothing;
    std::uint64_t askedAt_ = 0;  // the end of the step that is asked about
    std::uint32_t askedIn_ = 0;  // the history
    std::uint64_t limit_ = 0;    // nothing goes beyond this meanwhile
    QString line_;               // held, or sent and not answered
    bool sending_ = false;
    std::set<std::pair<std::uint32_t, std::uint64_t>>
        askedSteps_;  // history and the step's first fact: each is asked once
    std::set<std::tuple<std::uint32_t, std::uint64_t, QString>> askedLines_;  // and each line once after a crash
};

}  // namespace vitrine::ui
