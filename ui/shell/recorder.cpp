#include "ui/shell/recorder.h"

#include <QWidget>
#include <algorithm>
#include <cmath>

#include "ui/export/picture.h"

namespace vitrine::ui {
namespace {

constexpr int kTurnMs = 4;
constexpr int kLeastTurns = 2;            // what is queued behind a moment has run
constexpr qint64 kLongestPauseMs = 2000;  // behind which views compute
constexpr qint64 kMostPatienceMs = 15'000;  // for all that, on a machine that has much else to do
constexpr int kLastHundredths = 200;
constexpr int kLeastHundredths = 2;

int beginsAt(std::size_t frame, double stepsPerSecond) {
    return static_cast<int>(std::lround(100 * static_cast<double>(frame) / stepsPerSecond));
}

/// By its number; a bulk command is many operations of one number: the first of them, or the last. Some lines are no
/// operations (`use`, `help`): of such a number it is the next operation, or for an end the one before.
std::optional<std::size_t> operationNumbered(const Timeline& timeline, std::uint64_t number, bool last) {
    std::optional<std::size_t> found;
    for (std::size_t i = timeline.firstOperation(); i < timeline.operationCount(); ++i) {
        const std::uint64_t here = timeline.operation(i).number;
        if (last ? here <= number : here >= number) found = i;
        if (found && !last) return found;
    }
    const bool beyond = found && number > timeline.operation(timeline.operationCount() - 1).number;
    return beyond ? std::nullopt : found;
}

Result<std::size_t> stepOf(const Timeline& timeline, const RecordingPoint& point, bool last) {
    const auto index = operationNumbered(timeline, point.operation, last);
    if (!index) {
        const std::size_t first = timeline.firstOperation(), end = timeline.operationCount();
        if (first == end)
            return fail(
                ErrorCode::invalidArgument,
                Recorder::tr("there is no operation %1: the history is empty.").arg(point.operation).toStdString());
        return fail(ErrorCode::invalidArgument, Recorder::tr("there is no operation %1: the history has %2 to %3.")
                                                    .arg(point.operation)
                                                    .arg(timeline.operation(first).number)
                                                    .arg(timeline.operation(end - 1).number)
                                                    .toStdString());
    }
    const Operation& operation = timeline.operation(*index);
    if (point.step > 0 && operation.number != point.operation)
        return fail(ErrorCode::invalidArgument,
                    Recorder::tr("line %1 is no operation: it has no steps.").arg(point.operation).toStdString());
    if (point.step > operation.stepCount || (operation.stepCount == 0 && timeline.stepCount() == timeline.firstStep()))
        return fail(ErrorCode::invalidArgument, Recorder::tr("operation %1 has no step %2: it has %3.")
                                                    .arg(point.operation)
                                                    .arg(point.step)
                                                    .arg(operation.stepCount)
                                                    .toStdString());
    if (operation.stepCount == 0)  // as good as where it stands
        return std::clamp(operation.firstStep, timeline.firstStep(), timeline.stepCount() - 1);
    return operation.firstStep + (point.step ? point.step - 1 : last ? operation.stepCount - 1 : 0);
}

}  // namespace

int Recording::hundredths(std::size_t frame) const {
    const int usual = std::max(kLeastHundredths, beginsAt(frame + 1, stepsPerSecond) - beginsAt(frame, stepsPerSecond));
    return frame + 1 == frames() ? std::max(kLastHundredths, usual) : usual;
}

Result<std::size_t> firstStepOf(const Timeline& timeline, const RecordingPoint& point) {
    return stepOf(timeline, point, false);
}
Result<std::size_t> lastStepOf(const Timeline& timeline, const RecordingPoint& point) {
    return stepOf(timeline, point, true);
}

Recorder::Recorder(Look& look, Cursor& cursor, QWidget& subject, const Recording& recording, QObject* parent)
    : QObject(parent), look_(look), cursor_(cursor), subject_(&subject), recording_(recording), timer_(this) {
    timer_.setInterval(kTurnMs);
    connect(&timer_, &QTimer::timeout, this, &Recorder::look);
}

Recorder::~Recorder() {
    if (running_) putBack();
}

Status Recorder::start() {
    auto writer = makeFrameWriter(recording_.path);
    if (!writer) return passOn(writer);
    encoder_ = std::make_unique<FrameEncoder>(std::move(*writer));
    connect(encoder_.get(), &FrameEncoder::roomMade, this, [this] {
        if (waitsForRoom_) goOn();
    });
    connect(encoder_.get(), &FrameEncoder::finished, this, [this] {
        putBack();
        Q_EMIT finished();
    });
    connect(encoder_.get(), &FrameEncoder::failed, this, [this](const QString& sentence) {
        putBack();
        Q_EMIT failed(sentence);
    });
    running_ = true;
    wasLive_ = cursor_.live();
    wasAt_ = cursor_.position();
    wasAnimated_ = look_.animated();
    look_.setAnimated(false);
    next_ = recording_.firstStep;
    goOn();
    return {};
}

void Recorder::cancel() {
    if (!running_) return;
    putBack();
    encoder_.reset();
    Q_EMIT cancelled();
}

void Recorder::putBack() {
    if (!std::exchange(running_, false)) return;
    timer_.stop();
    look_.setAnimated(wasAnimated_);
    wasLive_ ? cursor_.goLive() : cursor_.seek(wasAt_);
}

/// To the next step, or to the end of the file. While the encoder has no room for a frame it waits.
void Recorder::goOn() {
    waitsForRoom_ = !encoder_->hasRoom();
    if (!running_ || waitsForRoom_) return;
    if (next_ > recording_.lastStep) return encoder_->finish();
    const Timeline& timeline = cursor_.timeline();
    if (!subject_ || next_ < timeline.firstStep()) {
        putBack();
        encoder_.reset();
        Q_EMIT failed(
            subject_
                ? tr("The history forgot step %L1 while it was recorded: record a later part of it.").arg(next_ + 1)
                : tr("The view that was recorded is no more there: show it and record again."));
        return;
    }
    const FactId end = timeline.step(next_).end;
    cursor_.seek(end == kNoFact ? timeline.end() : end);
    cursor_.publishNow();
    sought_ = cursor_.position();
    picture_ = {};
    turns_ = 0;
    sinceSought_.start();
    timer_.start();
}

/// Some views compute behind a short pause: what is grabbed is what a person sees who waits for them.
bool Recorder::settled() const {
    if (!subject_ || sinceSought_.elapsed() > kMostPatienceMs) return true;
    return std::ranges::none_of(subject_->findChildren<QTimer*>(), [](const QTimer* timer) {
        return timer->isSingleShot() && timer->isActive() && timer->interval() < kLongestPauseMs;
    });
}

void Recorder::look() {
    if (++turns_ < kLeastTurns || !settled()) return;
    if (subject_ && cursor_.position() == sought_) {
        // Layouts and legends may follow a turn later: it is the picture when it comes out the same twice.
        QImage now = imageOf(*subject_, look_.theme(), recording_.scale);
        const bool same = now == picture_ || sinceSought_.elapsed() > kMostPatienceMs;
        picture_ = std::move(now);
        if (!same) return;
    }
    timer_.stop();
    if (cursor_.position() != sought_) return goOn();  // somebody moved the cursor meanwhile: once more
    grab();
}

void Recorder::grab() {
    if (!subject_) return goOn();
    const std::size_t frame = next_ - recording_.firstStep;
    encoder_->add(std::exchange(picture_, {}), recording_.hundredths(frame));
    ++next_;
    Q_EMIT progressed(static_cast<int>(frame + 1), static_cast<int>(recording_.frames()));
    goOn();
}

}  // namespace vitrine::ui
