// A compaction as a story: its inputs with what became of each record, its output, its steps and its cost. Read from the
// timeline's steps, so it is the same whether the job ran in one command or was stepped by hand. No widgets.
#pragma once

#include <QString>
#include <QStringList>
#include <memory>
#include <optional>
#include <vector>

#include "ui/models/moment.h"

namespace vitrine::ui {

struct CompactionRecord {
    enum class Fate { unknown, copied, kept, left };  // kept: a tombstone that goes along
    RecordRef ref;
    std::uint32_t segment = 0;
    QString text;         // "user:1 Ada Lovelace", "del user:2"
    bool live = false;    // the index pointed at it when the compaction began
    QString slot;         // the index slot that did, "A"
    Fate fate = Fate::unknown;
    std::uint64_t toOffset = 0;            // in the output, if copied or kept
    std::optional<std::size_t> step;       // which timeline step decided
    QString why;                           // under a record that is left: "newer copy", "deleted", "no older copy would remain"
    bool travels() const { return fate == Fate::copied || fate == Fate::kept; }
};

struct CompactionInput {
    std::uint32_t number = 0;
    SpaceId space = 0;
    QString name;
    std::uint64_t size = 0;
    std::vector<CompactionRecord> records;
};

struct CompactionModel {
    std::size_t chooseStep = 0;               // first timeline step of the compaction
    std::optional<std::size_t> endStep;       // the step that removed the inputs, once known
    std::vector<std::size_t> steps;           // all its timeline steps so far, in order
    std::vector<CompactionInput> inputs;      // by number
    std::uint32_t output = 0;
    SpaceId outputSpace = 0;
    QString outputName;                       // its final name
    std::uint64_t outputHeader = 0;           // bytes before its first record
    std::uint64_t outputSize = 0;             // what it will be, as far as known: copied + what is live and not yet read
    std::uint64_t inputBytes = 0;
    std::uint64_t hintBytes = 0, hintEntries = 0;

    /// The compaction that the cursor is in or stands behind, within the newest `mostSteps` steps; nothing if none.
    static std::unique_ptr<CompactionModel> at(const Moment& moment, std::size_t mostSteps = 200'000);
    bool contains(std::size_t step) const;
    /// How many of its steps are done at the cursor.
    std::size_t doneSteps(const Moment& moment) const;
    /// Sums of record bytes whose deciding step is done at the cursor (copied and kept), and bytes of inputs passed.
    std::uint64_t copiedBytes(const Moment& moment) const;
    std::uint64_t passedBytes(const Moment& moment) const;
};

/// "user:1 Ada" or "del user:2": what a record's block says. Reads the value's first bytes as they are at `position`.
QString recordText(const Timeline& timeline, const RecordRef& record, FactId position);

}  // namespace vitrine::ui
