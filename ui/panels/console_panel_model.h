// What the console lists: a row for each line that was sent, with its answer. A line with operations on the timeline
// (a fill has a million of them) is found there; a line without (help, stats, one that could not be read) stands between
// them, where its number says. Operations are looked up, never held: a million of them cost nothing.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <QStringList>
#include <deque>
#include <optional>

#include "core/session/session.h"
#include "core/trace/timeline.h"
#include "ui/models/sentence.h"

namespace vitrine::ui {

/// What an error is about within the line that was typed; nothing where it names no column.
std::optional<TextRange> wrongPart(const QString& line, const CommandResult& result);
/// An error's sentence for someone who sees the wrong word marked: without the column.
QString errorSentence(const Error& error);

struct ConsoleRow {
    std::uint64_t number = 0;  // 0: it never was the session's turn
    QString command;
    QStringList lines;         // the answer
    std::optional<TextRange> wrong;  // within `command`
    bool failed = false;
    bool running = false;
    std::optional<std::size_t> firstOperation;  // index on the timeline; nothing if it has none
    std::optional<std::size_t> operation;       // its last one: where the line ended
};

class ConsoleModel {
    Q_DECLARE_TR_FUNCTIONS(vitrine::ui::ConsoleModel)

  public:
    static constexpr std::size_t kMostLines = 60;      // of one answer; more are counted
    static constexpr std::size_t kMostAnswers = 2000;  // kept whole; older ones show their last operation

    /// `timeline` outlives the model.
    explicit ConsoleModel(const Timeline& timeline) : timeline_(timeline) {}
    /// The timeline has grown, or lost its oldest end: call before anything is asked.
    void takeIn();
    /// That line runs now; its number, what was typed, and how far it is.
    void running(std::uint64_t number, const QString& line, const Progress& progress = {});
    /// A command's answer. `line` is what was typed. Answers come in the order of their lines, behind their facts.
    void answered(const QString& line, const CommandResult& result);

    std::size_t rowCount() const { return lines_.size() + loose_.size(); }
    ConsoleRow row(std::size_t index) const;
    std::size_t rowOfOperation(std::size_t operation) const;
    /// Rows up to and including this one have happened, or begun, at `position`; rowCount() of them when live.
    std::size_t rowsHappened(FactId position) const;

    /// Lines painted in rows [0, row), commands and answers, without walking over the operations.
    std::size_t linesBefore(std::size_t row) const;

  private:
    struct Line {  // with operations
        std::uint64_t number = 0;
        std::size_t firstOperation = 0;
    };
    struct Answer {  // of a line with operations, where the last of them does not tell it
        std::uint64_t number = 0;
        QString command;
        QStringList lines;
        bool failed = false;
    };
    struct Loose {  // a line without operations
        std::uint64_t number = 0;
        std::uint64_t behind = 0;  // it stands behind the line of this number
        QString command;
        QStringList lines;
        std::optional<TextRange> wrong;
        bool failed = false;
    };
    std::size_t endOf(std::size_t line) const;  // one past its last operation
    std::optional<std::size_t> lineNumbered(std::uint64_t number) const;
    std::size_t looseBefore(std::size_t line) const;  // those in front of a line
    std::size_t looseAbove(std::size_t row) const;    // those in rows [0, row)
    std::size_t rowOfLoose(std::size_t loose) const;
    const Answer* answerTo(std::uint64_t number) const;
    ConsoleRow rowOfLine(const Line& line, std::size_t end) const;
    QString runningText(std::size_t first, std::size_t end) const;
    void dropOldest();

    const Timeline& timeline_;
    std::size_t seen_ = 0;      // operations of the timeline that are in lines_
    std::deque<Line> lines_;
    std::deque<Loose> loose_;
    std::deque<Answer> answers_;
    std::uint64_t answered_ = 0;  // the newest number
    std::uint64_t running_ = 0;
    QString runningLine_;
    Progress progress_;
};

}  // namespace vitrine::ui
