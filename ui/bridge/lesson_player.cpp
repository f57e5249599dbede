#include "ui/bridge/lesson_player.h"

#include <algorithm>

#include "ui/bridge/bridge.h"

namespace vitrine::ui {
namespace {

std::vector<std::string> linesOf(const Lesson& lesson, std::size_t count) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < count; ++i) lines.push_back(lesson.commands[static_cast<qsizetype>(i)].toStdString());
    return lines;
}

}  // namespace

LessonPlayer& LessonPlayer::of(Bridge& bridge) {
    auto* found = bridge.findChild<LessonPlayer*>(QString(), Qt::FindDirectChildrenOnly);
    return found ? *found : *new LessonPlayer(bridge);
}

LessonPlayer::LessonPlayer(Bridge& bridge) : QObject(&bridge), bridge_(bridge), predictor_(Predictor::of(bridge)) {
    connect(&bridge.engine(), &EngineThread::finished, this, &LessonPlayer::answered);
    connect(&bridge, &Bridge::sent, this, &LessonPlayer::lineOfPerson);
    connect(&bridge, &Bridge::capsuleOpened, this, [this](const QString&, const QString& why) {
        if (why.isEmpty()) leave();
    });
    connect(&bridge.cursor(), &Cursor::momentChanged, this, &LessonPlayer::moved);
}

void LessonPlayer::begin(const Lesson& lesson, std::optional<Lesson> following) {
    predictor_.withdrawAll();
    predictor_.resetScore();
    lesson_ = lesson;
    following_ = std::move(following);
    question_ = 0;
    finished_ = told_ = false;
    failure_.clear();
    next_ = 0;
    watchNext_ = false;
    run(lesson_.questions.empty() ? static_cast<std::size_t>(lesson_.commands.size())
                                  : lesson_.questions.front().command);
}

void LessonPlayer::comeBack() {
    if (state_ != State::away) return;
    const std::size_t stood = next_;
    next_ = 0;
    watchNext_ = false;
    run(question_ < lesson_.questions.size() ? lesson_.questions[question_].command : stood);
}

void LessonPlayer::leave() {
    if (!active()) return;
    predictor_.withdrawAll();
    watched_.reset();
    setState(State::none);
    Q_EMIT left();
}

std::size_t LessonPlayer::step() const {
    // While a question waits its command is the one that counts; afterwards the one that was run last.
    const bool waits = question_ < lesson_.questions.size() && next_ == lesson_.questions[question_].command &&
                       (state_ == State::asking || state_ == State::away);
    const std::size_t here = waits || next_ == 0 ? next_ : next_ - 1;
    std::size_t step = 0;
    for (std::size_t i = 0; i < lesson_.steps.size(); ++i)
        if (lesson_.steps[i].command <= here) step = i;
    if (finished_ && !lesson_.steps.empty() &&
        lesson_.steps.back().command >= static_cast<std::size_t>(lesson_.commands.size()))
        step = lesson_.steps.size() - 1;
    return step;
}

void LessonPlayer::setState(State state) {
    state_ = state;
    Q_EMIT changed();
}

// ---- lines ---------------------------------------------------------------------------------------------------------------

/// The lesson happens at the end of the history, followed as it comes.
void LessonPlayer::run(std::size_t upTo) {
    upTo_ = upTo;
    watched_.reset();
    bridge_.cursor().goLive();
    setState(State::running);
    sendNext();
}

void LessonPlayer::sendNext() {
    if (next_ >= upTo_) return arrive();
    own_ = true;
    bridge_.run(lesson_.commands[static_cast<qsizetype>(next_)]);
    own_ = false;
}

void LessonPlayer::answered(const QString& line, const CommandResult& result) {
    if (state_ != State::running || next_ >= static_cast<std::size_t>(lesson_.commands.size())) return;
    if (line != lesson_.commands[static_cast<qsizetype>(next_)]) return;
    if (next_ == 0 && !result.ok) {  // the place that is open cannot be left
        failure_ = QString::fromStdString(describe(result.error));
        return leave();
    }
    ++next_;
    if (watchNext_) return watch(result.number);
    sendNext();
}

/// Somebody does something else: the lesson waits where it stands, and is told so.
void LessonPlayer::lineOfPerson(const QString& line) {
    if (own_ || !active() || state_ == State::away) return;
    if (state_ == State::finished) {
        if (line.trimmed().section(QLatin1Char(' '), 0, 0) == QLatin1String("use")) leave();
        return;
    }
    predictor_.withdrawAll();
    watched_.reset();
    setState(State::away);
}

void LessonPlayer::arrive() {
    if (!told_) {
        told_ = true;
        Q_EMIT arrived(lesson_);
    }
    if (question_ < lesson_.questions.size()) return askNext();
    finished_ = true;
    setState(State::finished);
}

// ---- questions -------------------------------------------------------------------------------------------------------------

Prediction LessonPlayer::predictionOf(const LessonQuestion& question, const lab::QuestionKey& key) const {
    Prediction prediction;
    prediction.ask = withMeasured(question.ask, key.known);
    for (std::size_t i = 0; i < question.answers.size(); ++i)
        prediction.answers.push_back(
            {measuredText(key.answers[i]), withMeasured(question.answers[i].sentence, key.known)});
    prediction.right = key.right;
    lab::Known known = key.known;
    known.emplace_back("answer", key.measured);
    prediction.then = withMeasured(question.then, known);
    prediction.next = lineInWords(lesson_.commands[static_cast<qsizetype>(question.command)]);
    prediction.key = keyAsked(question.asked.asked, lesson_.commands[static_cast<qsizetype>(question.command)]);
    prediction.path = {tr("Lessons"), lesson_.group, tr("%1 · %2").arg(lesson_.number).arg(lesson_.title)};
    if (!lesson_.steps.empty()) prediction.path << tr("step %L1 of %L2").arg(step() + 1).arg(lesson_.steps.size());
    prediction.place = tr("question %L1 of %L2 in this lesson").arg(question_ + 1).arg(lesson_.questions.size());
    return prediction;
}

void LessonPlayer::askNext() {
    const LessonQuestion& question = lesson_.questions[question_];
    const auto key = lab::findKey(question.asked, linesOf(lesson_, question.command),
                                  lesson_.commands[static_cast<qsizetype>(question.command)].toStdString());
    if (!key) {  // a question without an answer is not asked
        ++question_;
        return run(question_ < lesson_.questions.size() ? lesson_.questions[question_].command
                                                        : static_cast<std::size_t>(lesson_.commands.size()));
    }
    setState(State::asking);
    const bool last = question_ + 1 == lesson_.questions.size();
    const std::size_t show = question.show;
    predictor_.ask(predictionOf(question, *key),
                   {[this](Predictor::Given given) { commit(given); }, [this] { goOn(); },
                    [this, show] { this->show(show); }, last ? tr("To the end") : tr("Go on")});
}

void LessonPlayer::commit(Predictor::Given given) {
    if (given == Predictor::Given::skipped) return goOn();
    watchNext_ = true;
    toWatch_ = std::max<std::size_t>(1, lesson_.questions[question_].through);
    run(next_ + 1);
}

/// The command has run: the cursor goes to its first step, and the person walks.
void LessonPlayer::watch(std::uint64_t number) {
    watchNext_ = false;
    Cursor& cursor = bridge_.cursor();
    const Timeline& timeline = cursor.timeline();
    watched_.reset();
    // An open on the way has the same number and stands before the command's own operation.
    for (std::size_t i = timeline.operationCount(); number > 0 && !watched_ && i > timeline.firstOperation();)
        if (timeline.operation(--i).number == number) watched_ = i;
    setState(State::watching);
    if (watched_ && timeline.operation(*watched_).stepCount > 1) cursor.seekToStep(*watched_, 0);
    cursor.publishNow();
    moved();
}

void LessonPlayer::moved() {
    if (state_ != State::watching) return;
    const Cursor& cursor = bridge_.cursor();
    if (watched_ && !cursor.atEnd() && cursor.timeline().operation(*watched_).end != kNoFact &&
        cursor.position() < cursor.timeline().operation(*watched_).end)
        return;
    if (predictor_.waits()) return;  // a step that was reached is asked about still
    predictor_.withdrawInner();
    if (--toWatch_ > 0 && next_ < static_cast<std::size_t>(lesson_.commands.size())) {  // the answer comes with a later line
        watchNext_ = true;
        return run(next_ + 1);
    }
    const auto shows = momentOf(lesson_.questions[question_].show);
    ++question_;
    setState(State::explaining);
    predictor_.explain(shows && *shows < cursor.position());
}

/// Where the watched command's step ends that shows the answer.
std::optional<FactId> LessonPlayer::momentOf(std::size_t step) const {
    if (!watched_) return std::nullopt;
    const Timeline& timeline = bridge_.cursor().timeline();
    const Operation& operation = timeline.operation(*watched_);
    if (operation.stepCount == 0) return std::nullopt;
    return timeline.step(operation.firstStep + (step == 0 ? operation.stepCount : std::min(step, operation.stepCount)) - 1).end;
}

void LessonPlayer::show(std::size_t step) {
    if (!watched_) return;
    const std::size_t steps = bridge_.cursor().timeline().operation(*watched_).stepCount;
    if (steps == 0) return;
    bridge_.cursor().seekToStep(*watched_, (step == 0 ? steps : std::min(step, steps)) - 1);
}

void LessonPlayer::goOn() {
    if (state_ == State::asking) ++question_;  // it was skipped
    run(question_ < lesson_.questions.size() ? lesson_.questions[question_].command
                                             : static_cast<std::size_t>(lesson_.commands.size()));
}

}  // namespace vitrine::ui
