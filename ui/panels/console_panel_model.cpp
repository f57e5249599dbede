#include "ui/panels/console_panel_model.h"

#include <algorithm>

#include "core/session/command_parser.h"
#include "ui/models/tr.h"

namespace vitrine::ui {
namespace {

constexpr std::size_t kUsualLines = 2;  // of a row: its command and one line of answer

QStringList answerLines(const CommandResult& result) {
    QStringList lines;
    if (!result.ok) lines << errorSentence(result.error);
    for (const std::string& line : result.lines) {
        if (lines.size() == static_cast<int>(ConsoleModel::kMostLines)) {
            const auto left = result.lines.size() - ConsoleModel::kMostLines;
            lines << vitrine::ui::tr("… and %L1 more lines").arg(left);
            break;
        }
        lines << QString::fromStdString(line);
    }
    return lines;
}

}  // namespace

std::optional<TextRange> wrongPart(const QString& line, const CommandResult& result) {
    if (result.ok) return std::nullopt;
    const std::string bytes = line.toStdString();
    const auto wrong = wrongBytes(bytes, result.error);
    if (!wrong) return std::nullopt;
    const auto characters = [&](std::size_t from, std::size_t size) {
        return QString::fromUtf8(bytes.data() + from, static_cast<qsizetype>(size)).size();
    };
    return TextRange{characters(0, wrong->first), characters(wrong->first, wrong->second)};
}

QString errorSentence(const Error& error) {
    return QString::fromStdString(columnOf(error) ? error.message : describe(error));
}

// ---- what comes in -------------------------------------------------------------------------------------------------------

void ConsoleModel::takeIn() {
    const std::size_t first = timeline_.firstOperation(), count = timeline_.operationCount();
    while (!lines_.empty() && endOf(0) <= first) lines_.pop_front();
    for (std::size_t i = std::max(seen_, first); i < count; ++i) {
        const std::uint64_t number = timeline_.operation(i).number;
        if (lines_.empty() || lines_.back().number != number) lines_.push_back({number, i});
    }
    seen_ = count;
    dropOldest();
}

void ConsoleModel::running(std::uint64_t number, const QString& line, const Progress& progress) {
    running_ = number;
    progress_ = progress;
    runningLine_ = line.trimmed();
}

void ConsoleModel::answered(const QString& line, const CommandResult& result) {
    takeIn();
    answered_ = std::max(answered_, result.number);
    if (result.command.empty() && result.ok) return;  // an empty line, or a comment
    const QString command = line.trimmed();
    QStringList lines = answerLines(result);
    const auto found = result.number == 0 ? std::nullopt : lineNumbered(result.number);
    if (!found) {
        if (result.leftOut > 0) lines << tr("fell into a gap: none of its steps is on the timeline");
        loose_.push_back({result.number, answered_, command, std::move(lines), wrongPart(command, result), !result.ok});
    } else {
        const ConsoleRow told = rowOfLine(lines_[*found], endOf(*found));
        if (told.command != command || told.lines != lines || told.failed == result.ok)
            answers_.push_back({result.number, command, std::move(lines), !result.ok});
    }
    dropOldest();
}

void ConsoleModel::dropOldest() {
    while (answers_.size() > kMostAnswers) answers_.pop_front();
    while (loose_.size() > kMostAnswers) loose_.pop_front();
    while (!answers_.empty() && !lines_.empty() && answers_.front().number < lines_.front().number) answers_.pop_front();
}

// ---- rows ----------------------------------------------------------------------------------------------------------------

std::size_t ConsoleModel::endOf(std::size_t line) const {
    return line + 1 < lines_.size() ? lines_[line + 1].firstOperation : seen_;
}

std::optional<std::size_t> ConsoleModel::lineNumbered(std::uint64_t number) const {
    const auto found = std::lower_bound(lines_.begin(), lines_.end(), number,
                                        [](const Line& line, std::uint64_t wanted) { return line.number < wanted; });
    if (found == lines_.end() || found->number != number) return std::nullopt;
    return static_cast<std::size_t>(found - lines_.begin());
}

std::size_t ConsoleModel::looseBefore(std::size_t line) const {
    const auto end = std::lower_bound(loose_.begin(), loose_.end(), lines_[line].number,
                                      [](const Loose& loose, std::uint64_t number) { return loose.behind < number; });
    return static_cast<std::size_t>(end - loose_.begin());
}

std::size_t ConsoleModel::rowOfLoose(std::size_t loose) const {
    const auto behind = std::upper_bound(lines_.begin(), lines_.end(), loose_[loose].behind,
                                         [](std::uint64_t number, const Line& line) { return number < line.number; });
    return static_cast<std::size_t>(behind - lines_.begin()) + loose;
}

std::size_t ConsoleModel::rowOfOperation(std::size_t operation) const {
    const auto behind = std::upper_bound(lines_.begin(), lines_.end(), operation,
                                         [](std::size_t index, const Line& line) { return index < line.firstOperation; });
    if (behind == lines_.begin()) return 0;
    const auto line = static_cast<std::size_t>(behind - lines_.begin()) - 1;
    return line + looseBefore(line);
}

std::size_t ConsoleModel::looseAbove(std::size_t row) const {
    std::size_t low = 0, high = loose_.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (rowOfLoose(middle) < row) low = middle + 1;
        else high = middle;
    }
    return low;
}

ConsoleRow ConsoleModel::row(std::size_t index) const {
    const std::size_t above = looseAbove(index);
    if (above == loose_.size() || rowOfLoose(above) != index) return rowOfLine(lines_[index - above], endOf(index - above));
    const Loose& loose = loose_[above];
    ConsoleRow row;
    row.number = loose.number;
    row.command = loose.command;
    row.lines = loose.lines;
    row.wrong = loose.wrong;
    row.failed = loose.failed;
    return row;
}

ConsoleRow ConsoleModel::rowOfLine(const Line& line, std::size_t end) const {
    const std::size_t first = std::max(line.firstOperation, timeline_.firstOperation()), last = end - 1;
    const Operation& newest = timeline_.operation(last);
    ConsoleRow row;
    row.number = line.number;
    row.firstOperation = first;
    row.operation = last;
    row.running = line.number > answered_ && (newest.end == kNoFact || running_ == line.number);
    if (const Answer* answer = answerTo(line.number)) {
        row.command = answer->command;
        row.lines = answer->lines;
        row.failed = answer->failed;
        return row;
    }
    const bool known = running_ == line.number && !runningLine_.isEmpty();
    row.command = known ? runningLine_ : QString::fromStdString(timeline_.commandOf(last));
    row.failed = newest.failed && !row.running;
    if (!row.running) row.lines << QString::fromStdString(timeline_.resultOf(last));
    else row.lines << runningText(first, end);
    return row;
}

/// How far a line is: as the headline says it, or by the operations that it has become, those in gaps included.
QString ConsoleModel::runningText(std::size_t first, std::size_t end) const {
    if (progress_.total > 0)
        return tr("running, %L1 of %L2 %3 so far…").arg(progress_.done).arg(progress_.total).arg(QString::fromStdString(progress_.unit));
    if (first + 1 == end) return tr("running…");
    const FactId begin = timeline_.operation(first).begin;
    return tr("running, %L1 operations so far…").arg(end - first + timeline_.leftOutBefore(timeline_.end()) - timeline_.leftOutBefore(begin));
}

const ConsoleModel::Answer* ConsoleModel::answerTo(std::uint64_t number) const {
    const auto found = std::lower_bound(answers_.begin(), answers_.end(), number,
                                        [](const Answer& answer, std::uint64_t wanted) { return answer.number < wanted; });
    return found != answers_.end() && found->number == number ? &*found : nullptr;
}

std::size_t ConsoleModel::rowsHappened(FactId position) const {
    if (position >= timeline_.end()) return rowCount();
    const auto operation = timeline_.operationAt(position);
    return operation && !lines_.empty() ? rowOfOperation(*operation) + 1 : 0;
}

std::size_t ConsoleModel::linesBefore(std::size_t row) const {
    const std::size_t above = looseAbove(row);
    const std::size_t whole = row - above;  // rows with operations
    std::size_t lines = whole * kUsualLines;
    for (std::size_t i = 0; i < above; ++i) lines += 1 + static_cast<std::size_t>(loose_[i].lines.size());
    for (const Answer& answer : answers_) {
        if (whole < lines_.size() && answer.number >= lines_[whole].number) break;
        lines = lines + 1 + static_cast<std::size_t>(answer.lines.size()) - kUsualLines;
    }
    return lines;
}

}  // namespace vitrine::ui
