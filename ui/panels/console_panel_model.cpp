#include "ui/panels/console_panel_model.h"

#include <QCoreApplication>
#include <algorithm>

namespace vitrine::ui {
namespace {

constexpr std::size_t kUsualLines = 2;  // of an operation: its command and one line of answer

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("Console", text, nullptr, n); }

QStringList answerLines(const CommandResult& result) {
    QStringList lines;
    if (!result.ok) lines << QString::fromStdString(describe(result.error));
    for (const std::string& line : result.lines) {
        if (lines.size() == static_cast<int>(ConsoleModel::kMostLines)) {
            const auto left = result.lines.size() - ConsoleModel::kMostLines;
            lines << tr("… and %n more lines", static_cast<int>(left)).replace(QStringLiteral("%n"), QString::number(left));
            break;
        }
        lines << QString::fromStdString(line);
    }
    return lines;
}

/// The index of the operation of that number; numbers ascend along the timeline.
std::optional<std::size_t> operationNumbered(const Timeline& timeline, std::uint64_t number) {
    std::size_t low = timeline.firstOperation(), high = timeline.operationCount();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (timeline.operation(middle).number < number) low = middle + 1;
        else high = middle;
    }
    if (low == timeline.operationCount() || timeline.operation(low).number != number) return std::nullopt;
    return low;
}

}  // namespace

void ConsoleModel::answered(const QString& line, const CommandResult& result) {
    if (result.command.empty() && result.ok) return;  // an empty line, or a comment
    const auto operation = result.number == 0 ? std::nullopt : operationNumbered(timeline_, result.number);
    QStringList lines = answerLines(result);
    if (operation && QString::fromStdString(timeline_.commandOf(*operation)) == line.trimmed()) {
        if (lines.size() != 1) long_.emplace_back(*operation, std::move(lines));
    } else {
        const std::size_t before = operation ? *operation + 1 : timeline_.operationCount();
        loose_.push_back({before, line.trimmed(), std::move(lines), !result.ok});
    }
    dropOldest();
}

void ConsoleModel::dropOldest() {
    while (long_.size() > kMostAnswers) long_.pop_front();
    while (loose_.size() > kMostAnswers) loose_.pop_front();
    while (!long_.empty() && long_.front().first < timeline_.firstOperation()) long_.pop_front();
}

std::size_t ConsoleModel::looseBefore(std::size_t operation) const {
    const auto end = std::upper_bound(loose_.begin(), loose_.end(), operation,
                                      [](std::size_t index, const Loose& loose) { return index < loose.before; });
    return static_cast<std::size_t>(end - loose_.begin());
}

std::size_t ConsoleModel::rowOfLoose(std::size_t loose) const {
    const std::size_t first = timeline_.firstOperation();
    return std::max(loose_[loose].before, first) - first + loose;
}

std::size_t ConsoleModel::rowCount() const {
    return timeline_.operationCount() - timeline_.firstOperation() + loose_.size();
}

std::size_t ConsoleModel::rowOfOperation(std::size_t operation) const {
    return operation - timeline_.firstOperation() + looseBefore(operation);
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
    ConsoleRow row;
    const std::size_t above = looseAbove(index);
    if (above < loose_.size() && rowOfLoose(above) == index) {
        row.command = loose_[above].command;
        row.lines = loose_[above].lines;
        row.failed = loose_[above].failed;
        return row;
    }
    const std::size_t operation = index - above + timeline_.firstOperation();
    const Operation& facts = timeline_.operation(operation);
    row.operation = operation;
    row.number = facts.number;
    row.command = QString::fromStdString(timeline_.commandOf(operation));
    row.failed = facts.failed;
    row.running = facts.end == kNoFact;
    if (const QStringList* lines = longAnswer(operation)) row.lines = *lines;
    else row.lines << (row.running ? tr("running…") : QString::fromStdString(timeline_.resultOf(operation)));
    return row;
}

const QStringList* ConsoleModel::longAnswer(std::size_t operation) const {
    const auto found = std::lower_bound(long_.begin(), long_.end(), operation,
                                        [](const auto& entry, std::size_t index) { return entry.first < index; });
    return found != long_.end() && found->first == operation ? &found->second : nullptr;
}

std::size_t ConsoleModel::rowsHappened(FactId position) const {
    if (position >= timeline_.end()) return rowCount();
    const auto operation = timeline_.operationAt(position);
    return operation ? rowOfOperation(*operation) + 1 : 0;
}

std::size_t ConsoleModel::linesBefore(std::size_t row) const {
    const std::size_t above = looseAbove(row);
    const std::size_t operations = row - above;
    std::size_t lines = operations * kUsualLines;
    for (std::size_t i = 0; i < above; ++i) lines += 1 + static_cast<std::size_t>(loose_[i].lines.size());
    const std::size_t end = timeline_.firstOperation() + operations;
    for (const auto& [operation, answer] : long_) {
        if (operation >= end) break;
        lines = lines + 1 + static_cast<std::size_t>(answer.size()) - kUsualLines;
    }
    return lines;
}

}  // namespace vitrine::ui
