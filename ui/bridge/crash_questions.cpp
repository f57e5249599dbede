#include "ui/bridge/crash_questions.h"

#include <tuple>

#include "core/session/command_parser.h"
#include "ui/bridge/bridge.h"
#include "ui/bridge/lesson_player.h"
#include "ui/models/predict.h"

namespace vitrine::ui {

CrashQuestions::CrashQuestions(Bridge& bridge, std::function<bool()> isOn, QObject* parent)
    : QObject(parent), bridge_(bridge), predictor_(Predictor::of(bridge)), isOn_(std::move(isOn)) {
    bridge.cursor().setForwardGate([this](FactId to) { return holdStep(to); });
    bridge.cursor().setForwardLimit([this] { return waitsAtStep() && bridge_.cursor().shown() == askedIn_ ? limit_ : kNoFact; });
    bridge.setLineGate([this](const QString& line) { return holdLine(line); });
    connect(&bridge.engine(), &EngineThread::finished, this,
            [this](const QString& line, const CommandResult&) { answered(line); });
    connect(&bridge.cursor(), &Cursor::momentChanged, this, [this] {
        if (waitsAtStep() && bridge_.cursor().shown() != askedIn_) predictor_.withdraw();  // another branch is shown
    });
    connect(&predictor_, &Predictor::changed, this, [this] {
        if (waiting_ == Waiting::step && !predictor_.waits()) waiting_ = Waiting::nothing;
    });
}

CrashQuestions::~CrashQuestions() {
    bridge_.cursor().setForwardGate({});
    bridge_.cursor().setForwardLimit({});
    bridge_.setLineGate({});
}

// ---- steps of a recovery ---------------------------------------------------------------------------------------------------

bool CrashQuestions::holdStep(FactId to) {
    if (waitsAtStep()) return to >= askedAt_;
    if (predictor_.nested() && predictor_.phase() == Predictor::Phase::explain)
        predictor_.withdraw();  // read, and gone on from
    const LessonPlayer& player = LessonPlayer::of(bridge_);
    const bool free = !player.active() || player.state() == LessonPlayer::State::watching;
    if (predictor_.waits() || predictor_.nested() || !free || !isOn_()) return false;
    const Timeline& timeline = bridge_.cursor().timeline();
    const auto step = timeline.stepAt(to);
    // Of a recovery with more behind it the timeline shows how it went on.
    if (!step || timeline.step(*step).operation + 1 != timeline.operationCount()) return false;
    const auto asked = std::pair(bridge_.cursor().shown(), timeline.step(*step).begin);
    if (askedSteps_.contains(asked)) return false;
    auto prediction = predictStep(timeline, *step);
    if (!prediction) return false;
    askedSteps_.insert(asked);
    askStep(*step, std::move(*prediction));
    return true;
}

void CrashQuestions::askStep(std::size_t step, Prediction prediction) {
    waiting_ = Waiting::step;
    const Timeline& timeline = bridge_.cursor().timeline();
    askedAt_ = timeline.step(step).end;
    askedIn_ = bridge_.cursor().shown();
    const bool first =
        step == timeline.firstStep() || timeline.step(step - 1).operation != timeline.step(step).operation;
    prediction.at = limit_ = first ? timeline.step(step).begin : timeline.step(step - 1).end;
    const auto go = [this](Predictor::Given given) {
        waiting_ = Waiting::nothing;
        bridge_.cursor().stepForward();
        bridge_.cursor().publishNow();
        if (given != Predictor::Given::skipped) predictor_.explain();
    };
    predictor_.ask(std::move(prediction), {go, {}, {}, {}, counts()});
}

/// A lesson's score is of the questions that are the lesson's.
bool CrashQuestions::counts() const {
    return !LessonPlayer::of(bridge_).active();
}

// ---- reads -----------------------------------------------------------------------------------------------------------------

bool CrashQuestions::holdLine(const QString& line) {
    if (sending_ || LessonPlayer::of(bridge_).sending()) return false;
    if (waitsAtStep()) {  // who does something else instead of answering is not asked any more
        predictor_.withdraw();
        return false;
    }
    if (waiting_ == Waiting::line && predictor_.waits()) {  // the next one is typed already: the first goes before it
        predictor_.skip();
        return false;
    }
    const bool read = predictor_.phase() == Predictor::Phase::explain && !LessonPlayer::of(bridge_).active();
    if ((predictor_.phase() != Predictor::Phase::none && !read) || !isOn_() || !bridge_.cursor().live() ||
        !bridge_.engine().idle())
        return false;
    const auto parsed = parseCommand(line.toStdString());
    if (!parsed || !parsed->form) return false;
    const Scene& scene = bridge_.cursor().scene();
    std::optional<Prediction> prediction;
    if (parsed->form->word == "get" && parsed->words.size() == 1) prediction = predictGet(scene, parsed->words[0].text);
    if (parsed->form->word == "scan" && parsed->words.empty() && parsed->options.empty())
        prediction = predictScan(scene);
    if (!prediction) return false;
    const auto asked = std::tuple(bridge_.cursor().shown(), lab::crashBehind(scene), line.trimmed());
    if (!askedLines_.insert(asked).second) return false;
    askLine(line, std::move(*prediction));
    return true;
}

void CrashQuestions::askLine(const QString& line, Prediction prediction) {
    waiting_ = Waiting::line;
    line_ = line;
    predictor_.ask(std::move(prediction), {[this](Predictor::Given) { send(); }, {}, {}, {}, counts()});
}

void CrashQuestions::send() {
    waiting_ = Waiting::nothing;
    sending_ = true;
    bridge_.run(line_);
    sending_ = false;
}

void CrashQuestions::answered(const QString& line) {
    if (waiting_ != Waiting::nothing || line != line_) return;
    line_.clear();
    if (!LessonPlayer::of(bridge_).active() || !predictor_.nested()) predictor_.explain();
}

}  // namespace vitrine::ui
