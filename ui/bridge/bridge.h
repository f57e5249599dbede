// The bridge: the engine's thread and the cursor, put together. Panels get it; they send commands with run().
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <chrono>

#include "core/session/session.h"
#include "ui/bridge/cursor.h"
#include "ui/bridge/engine_thread.h"

namespace vitrine::ui {

class Bridge : public QObject {
    Q_OBJECT
  public:
    explicit Bridge(std::uint64_t seed = 38, QObject* parent = nullptr);

    Cursor& cursor() { return cursor_; }
    EngineThread& engine() { return engine_; }
    const EngineState& state() const { return engine_.state(); }

    /// Runs a console line as if typed; from the past it first returns to live.
    void run(const QString& line);
    /// Why a command that reads the database cannot run now: a sentence, or "" when it can.
    QString whyNot() const;
    /// The same for a command that changes it.
    QString whyNotWrite() const;
    /// The same for a power cut, which happens where the engine is: at the live end.
    QString whyNotCut() const;
    /// The same for a power cut at the moment that is shown.
    QString whyNotCutHere() const;
    /// How long facts may be taken in for in a frame, `sinceLast` after they were the last time.
    static std::chrono::microseconds factBudget(std::chrono::microseconds sinceLast, bool answerDue);

  Q_SIGNALS:
    /// A line was sent, by whomever.
    void sent(const QString& line);

  private:
    bool takeIn(FactQueue& queue);

    QElapsedTimer sinceFacts_;  // since facts were last taken in
    SpanCatalog catalog_;
    Cursor cursor_;
    EngineThread engine_;
};

/// A word of the console language for what was typed into a field.
QString quotedWord(const QString& typed);

}  // namespace vitrine::ui
