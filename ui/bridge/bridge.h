// The bridge: the engine's thread and the cursor, put together. Panels get it; they send commands with run().
#pragma once

#include <QObject>

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
    /// Why a command that changes or reads the database cannot run now: a sentence, or "" when it can.
    QString whyNot() const;

  Q_SIGNALS:
    /// A line was sent, by whomever.
    void sent(const QString& line);

  private:
    SpanCatalog catalog_;
    Cursor cursor_;
    EngineThread engine_;
};

/// A word of the console language for what was typed into a field.
QString quotedWord(const QString& typed);

}  // namespace vitrine::ui
