// What the console lists: the timeline's operations, and between them the answers of commands that are no operations
// (help, stats, a line that could not be read). Rows are looked up, never held: a million operations cost nothing.
#pragma once

#include <QString>
#include <QStringList>
#include <deque>
#include <optional>
#include <utility>

#include "core/session/session.h"
#include "core/trace/timeline.h"

namespace vitrine::ui {

struct ConsoleRow {
    std::uint64_t number = 0;  // 0: no operation
    QString command;
    QStringList lines;         // the answer; empty while it runs
    bool failed = false;
    bool running = false;
    std::optional<std::size_t> operation;  // index on the timeline
};

class ConsoleModel {
  public:
    static constexpr std::size_t kMostLines = 60;      // of one answer; more are counted
    static constexpr std::size_t kMostAnswers = 2000;  // kept whole; older ones show their first line

    /// `timeline` outlives the model.
    explicit ConsoleModel(const Timeline& timeline) : timeline_(timeline) {}
    /// A command's answer. `line` is what was typed. Call after its facts were taken in.
    void answered(const QString& line, const CommandResult& result);

    std::size_t rowCount() const;
    ConsoleRow row(std::size_t index) const;
    std::size_t rowOfOperation(std::size_t operation) const;
    /// Rows up to and including this one have happened at `position`; rowCount() of them when live.
    std::size_t rowsHappened(FactId position) const;

    /// Lines painted in rows [0, row), commands and answers, without walking over the operations.
    std::size_t linesBefore(std::size_t row) const;

  private:
    struct Loose {              // an answer that is no operation
        std::size_t before = 0;  // index of the operation that it stands in front of
        QString command;
        QStringList lines;
        bool failed = false;
    };
    std::size_t looseBefore(std::size_t operation) const;  // those in front of an operation
    std::size_t looseAbove(std::size_t row) const;         // those in rows [0, row)
    std::size_t rowOfLoose(std::size_t loose) const;
    const QStringList* longAnswer(std::size_t operation) const;
    void dropOldest();

    const Timeline& timeline_;
    std::deque<Loose> loose_;
    std::deque<std::pair<std::size_t, QStringList>> long_;  // answers that are not one line, by ascending operation
};

}  // namespace vitrine::ui
