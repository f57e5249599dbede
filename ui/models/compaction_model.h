// A compaction as a story: its inputs with what became of each record, its output, its steps and its cost. Read from the
// timeline's steps, so it is the same whether the job ran in one command or was stepped by hand. No widgets.
//
// Of a compaction of very many records, or of inputs that the picture does not hold record by record, there are sums
// instead: those of the segments when it began, and what its own counters say (compaction_sums.cpp).
#pragma once

#include <QCoreApplication>
#include <QString>
#include <QStringList>
#include <array>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/dissect/dissect.h"
#include "ui/models/moment.h"
#include "ui/models/segments_model.h"

namespace vitrine::ui {

/// What a record's block says, in one line or in two: "user:1" and "Ada Lovelace", "del" and "user:2".
struct RecordWords {
    QString first, rest;
    QString line() const { return rest.isEmpty() ? first : first + QLatin1Char(' ') + rest; }
};

struct CompactionRecord {
    enum class Fate { unknown, copied, kept, left };  // kept: a tombstone that goes along
    RecordRef ref;
    std::size_t input = 0;  // index of its input
    bool live = false;      // the index pointed at it when the compaction began
    Fate fate = Fate::unknown;
    std::uint64_t toOffset = 0;       // in the output, if copied or kept
    std::optional<std::size_t> step;  // which timeline step decided
    QString why;  // under a record that is left: "newer: op 4", "deleted: op 6", "no older copy would remain"
    bool tombstone() const { return ref.info.role == RecordRole::tombstone; }
    bool travels() const { return fate == Fate::copied || fate == Fate::kept; }
};

struct CompactionInput {
    std::uint32_t number = 0;
    SpaceId space = 0;
    QString name;
    std::uint64_t size = 0;
    Shares shares;                          // by its segment's counters when the compaction began
    std::vector<CompactionRecord> records;  // empty if the model has sums only
};

/// The phases, in order; `copy` holds a step a record.
enum class CompactionPhase { choose, create, copy, sync, hint, publish, switchIndex, remove };
inline constexpr std::size_t kCompactionPhases = 8;

class CompactionModel {
    Q_DECLARE_TR_FUNCTIONS(vitrine::ui::CompactionModel)

  public:
    /// First and last timeline step of a phase; none: not known yet.
    struct Phase {
        std::optional<std::size_t> first, last;
    };
    std::size_t chooseStep = 0;          // first timeline step of the compaction
    std::optional<std::size_t> endStep;  // the step that removed the inputs, once known
    std::optional<std::size_t> gaveUpStep;  // the step that removed the unfinished copy
    std::vector<std::size_t> steps;      // all its timeline steps so far, in order
    std::array<Phase, kCompactionPhases> phases;
    std::vector<CompactionInput> inputs;  // by number; those that were stated
    std::size_t hiddenInputs = 0;         // of very many the oldest are not stated: they are in the sums alone
    bool inRecords = true;                // each input's records are known, and what becomes of each is told
    std::optional<Shares> shares;         // of all inputs together when it began; nothing: not known
    std::uint32_t output = 0;
    SpaceId outputSpace = 0;
    QString outputName;              // its final name
    std::uint64_t outputHeader = 0;  // bytes before its first record
    std::uint64_t outputSize =
        0;  // what it will be, as far as known: copied, what is live and not yet read, its close mark
    bool outputKnown = false;  // it is written: that is its size
    std::uint64_t inputBytes = 0;
    std::size_t recordCount = 0;
    std::uint64_t hintBytes = 0, hintEntries = 0;

    /// The compaction that the cursor is in or stands behind, within the newest `mostSteps` steps; nothing if none.
    static std::unique_ptr<CompactionModel> at(const Moment& moment, std::size_t mostSteps = 200'000);
    /// Takes in the steps that the timeline got since; what was read before is not read again.
    void follow(const Timeline& timeline);
    /// True for steps from its choice up to that of the next compaction, as far as follow() saw.
    bool covers(std::size_t step) const { return step >= chooseStep && (!nextChoose_ || step < *nextChoose_); }
    bool contains(std::size_t step) const;
    std::size_t inputCount() const { return numbers_.size(); }
    /// "1 and 2", "1 to 99", "3, 5 and 8 to 12"
    QString inputsText() const;
    const Phase& phase(CompactionPhase phase) const { return phases[static_cast<std::size_t>(phase)]; }
    /// The n-th record of all inputs, from 0.
    const CompactionRecord& record(std::size_t ordinal) const;
    /// Read from the bytes when first asked for.
    const RecordWords& wordsOf(const CompactionRecord& record) const;
    /// How many of its steps are done at the cursor.
    std::size_t doneSteps(const Moment& moment) const;
    // Headers and marks count everywhere: bytes of the inputs that are passed at the cursor, bytes of the output's file,
    // bytes of the inputs that are still there.
    std::uint64_t passedBytes(const Moment& moment) const;
    std::uint64_t copyBytes(const Moment& moment) const;
    std::uint64_t remainingBytes(const Moment& moment) const;
    /// What is read, in bytes, and what became of the records so far, at the cursor.
    struct Told {
        std::uint64_t read = 0, copied = 0, left = 0;
    };
    Told toldAt(const Moment& moment) const;
    /// The copy was given up at or before the cursor; the inputs were removed.
    bool gaveUp(const Moment& moment) const { return isDone(gaveUpStep, moment); }
    bool isOver(const Moment& moment) const { return isDone(endStep, moment); }
    /// Where a get of the record's key goes at the cursor, and through which slot: by the index alone, whatever the step.
    struct Readers {
        enum class Go { elsewhere, original, copy } to = Go::elsewhere;
        std::uint64_t slot = 0;
    };
    Readers readersOf(const CompactionRecord& record, const Moment& moment) const;
    /// The input's file is there at the cursor. It is asked for by name: after a restart it is another space.
    static bool isThere(const CompactionInput& input, const Moment& moment);
    /// How far it is, 0 to 1: by steps when they are all known, else by bytes read.
    double progress(const Moment& moment) const;

  private:
    struct Write {
        FactId stagedBy;
        bool tombstone;
    };
    /// What the compaction's node says when it has chosen.
    struct Chosen {
        std::vector<std::uint32_t> numbers;
        std::uint64_t bytes = 0;
        bool inParts = false;
    };
    static Chosen chosenAt(const Timeline& timeline, std::size_t choose);
    static bool isDone(std::optional<std::size_t> step, const Moment& moment);
    void readInputs(const Scene& before, const Chosen& chosen);
    void readHidden(const Scene& before);
    bool readRecords(const Scene& before, CompactionInput& input);
    void keepSumsOnly();
    void countStep(std::string_view name, const std::vector<Argument>& arguments);
    void noteWrites(const Scene& before);
    void readStep(std::size_t step);
    void decide(std::size_t step, const std::vector<Argument>& arguments, CompactionRecord::Fate fate,
                const QString& why);
    CompactionRecord* find(std::uint64_t segment, std::uint64_t offset);
    QString whyLeft(const std::vector<Argument>& arguments);
    void findOutput();

    const Timeline* timeline_ = nullptr;
    FactId chosenAt_ = 0;
    std::size_t readThrough_ = 0;  // steps before it are read
    std::vector<std::uint32_t> numbers_;  // of all inputs
    Told told_;                           // by the steps that were read
    std::optional<std::size_t> nextChoose_;
    std::unordered_map<std::uint64_t, std::pair<std::size_t, std::size_t>>
        places_;                                                  // of records, by segment and offset
    std::unordered_map<Bytes, std::vector<Write>> writes_;        // of each key, in order of time
    mutable std::vector<std::unique_ptr<Dissector>> dissectors_;  // one an input, made when needed
    mutable std::unordered_map<const CompactionRecord*, RecordWords> words_;
};

}  // namespace vitrine::ui
