#include "ui/bridge/bridge.h"

#include <algorithm>

namespace vitrine::ui {

// What facts may cost of a 16 ms frame; the rest is for painting.
constexpr std::chrono::microseconds kFactBudget{4000};
// While somebody waits for an answer they may cost as much as everything else does, so that it comes soon even where
// frames are slow; but never so much that the window seems to hang.
constexpr std::chrono::microseconds kMostFactBudget{200'000};
constexpr qint64 kPatienceMs = 200;  // a command that takes longer shows its progress, and others wait for it

Bridge::Bridge(std::uint64_t seed, QObject* parent)
    : QObject(parent), catalog_(allSpanKinds()), cursor_(catalog_), engine_(seed) {
    engine_.setFactConsumer([this](FactQueue& queue) { return takeIn(queue); });
    connect(&engine_, &EngineThread::stateChanged, &cursor_,
            [this](const EngineState& state) { cursor_.setLeftOut(state.leftOut); });
}

std::chrono::microseconds Bridge::factBudget(std::chrono::microseconds sinceLast, bool answerDue) {
    return answerDue ? std::clamp(sinceLast, kFactBudget, kMostFactBudget) : kFactBudget;
}

bool Bridge::takeIn(FactQueue& queue) {
    const std::chrono::microseconds sinceLast{sinceFacts_.isValid() ? sinceFacts_.nsecsElapsed() / 1000 : 0};
    const bool all = cursor_.takeIn(queue, factBudget(sinceLast, engine_.answerDue()));
    sinceFacts_.start();
    return all;
}

void Bridge::run(const QString& line) {
    if (line.trimmed().isEmpty()) return;
    if (cursor_.mode() != Cursor::Mode::review) cursor_.goLive();
    Q_EMIT sent(line);
    engine_.run(line);
}

QString Bridge::whyNot() const {
    const EngineState& now = engine_.state();
    if (!now.open) return QString::fromStdString(now.database.whyClosed);
    if (now.busy && now.runningMs >= kPatienceMs) return tr("“%1” is running. Wait for it, or cancel it.").arg(now.line);
    return {};
}

QString Bridge::whyNotWrite() const {
    const QString why = whyNot();
    if (!why.isEmpty() || !state().database.readOnly) return why;
    return tr("The database is open for reading only: close it and open it to write.");
}

QString Bridge::whyNotCut() const {
    if (const EngineState& now = state(); now.open && !now.database.simulated)
        return tr("Only a simulated disk can lose its power; this one is %1.").arg(now.place);
    return whyNot();
}

QString Bridge::whyNotCutHere() const {
    if (!cursor_.live()) return tr("The power can be cut only now, not in the past: go live first (End).");
    return whyNotCut();
}

QString quotedWord(const QString& typed) { return QString::fromStdString(quoteWord(typed.toStdString())); }

}  // namespace vitrine::ui
