// The segments at a moment: a row a file, what is in it, and why it is as long as it is. No widgets.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <array>
#include <map>
#include <unordered_map>
#include <vector>

#include "ui/models/bytes_dissection.h"

namespace vitrine::ui {

inline constexpr std::uint64_t kCloseMarkBytes = 19;  // what a closed segment ends with

/// Bytes by what they are.
struct Shares {
    std::uint64_t live = 0, tombstone = 0, dead = 0, overhead = 0, unproven = 0, loose = 0, damaged = 0;
    std::uint64_t total() const { return live + tombstone + dead + overhead + unproven + loose + damaged; }
    void add(RecordState state, std::uint64_t sizeBytes);
    void add(const Shares& other);
};

struct SegmentBlock {
    FileRange range;
    RecordState state = RecordState::live;
    QString text;     // "user:7 Jim Gray", "del user:2", "segment header"
    QString name;     // without the value
    Bytes key;
    bool written = false;   // in this step
    bool inBuffer = false;  // in the process only
};

struct SegmentRow {
    enum class State { active, closed, output, asleep, aside } state = State::asleep;
    SpaceId space = 0;
    NodeId node = 0;               // of its counters; 0 if no engine is open
    std::uint64_t number = 0;
    QString file;
    QString stateText;             // "active, writes go here"
    std::uint64_t sizeBytes = 0;   // in use, preallocated room left out, what waits in the process included
    std::uint64_t announcedEnd = 0;  // with records that are put together and not written yet
    std::uint64_t hintBytes = 0;
    std::uint64_t notDurable = 0;  // bytes
    bool nameDurable = true;
    Shares counted;                // by its counters; nothing without a node
    std::array<FactId, 8> setBy{};  // its counters, in the order of their cells
    std::uint64_t fileBytes = 0;
    QString sizeLabel;             // "158 / 160 B", or the size alone where the limit goes on a line of its own
};

/// What is in a row, computed for visible rows only.
struct SegmentContent {
    std::vector<SegmentBlock> blocks;      // empty when dense
    bool dense = false;
    std::vector<Shares> columns;           // dense: one a pixel column; empty when only the whole is known
    Shares whole;
    std::vector<FileRange> notDurable;     // stretches
    std::optional<std::uint64_t> waterline;  // durable before it, not from it on
    bool waterInBuffer = false;              // what is behind it is not even in the cache
};

/// What a compaction of all closed segments would do to the length of the files.
struct CompactionOffer {
    std::size_t closed = 0;       // segments that it could take
    std::uint64_t before = 0;     // bytes of these
    std::uint64_t after = 0;      // bytes of the one that would take their place; 0 without closed segments
    bool about = false;           // `after` is an estimate: there are too many headers to be read
    std::uint64_t freed() const { return before > after ? before - after : 0; }
};

class SegmentsModel {
    Q_DECLARE_TR_FUNCTIONS(vitrine::ui::SegmentsModel)

  public:
    void show(const Moment& moment);
    const std::vector<SegmentRow>& rows() const { return rows_; }
    std::uint64_t limitBytes() const { return limit_; }
    /// How many bytes the width of a row stands for: the limit, or, far below it, the next doubling that holds all.
    std::uint64_t scaleBytes() const { return scale_; }
    /// All files of the database together, those without a row included; files set aside are none of it.
    const Shares& totals() const { return totals_; }
    /// Of very many segments the oldest have no rows: how many these are.
    std::uint64_t hiddenSegments() const { return hiddenSegments_; }
    CompactionOffer offer() const;
    /// Needs show() before; `widthPx` is of scaleBytes().
    SegmentContent contentOf(const SegmentRow& row, double widthPx);
    /// How many contents had to be read anew since the model began: rows that did not change are remembered.
    std::size_t contentsRead() const { return contentsRead_; }
    /// How many rows were made anew since the model began: from step to step those that the step's facts name.
    std::size_t rowsMade() const { return rowsMade_; }
    static constexpr double kLeastBlockPx = 5;  // mean width of a record below which a row is dense

  private:
    static constexpr std::size_t kMostRecordsOfARow = 4000;  // more are shown by their segment's counters
    /// What a row's content follows from: while it is the same, nothing is read again.
    struct ContentKey {
        std::array<FactId, 4> counters{};  // which fact set each
        std::uint64_t sizeBytes = 0, announcedEnd = 0, notDurable = 0, scale = 0;
        double widthPx = 0;
        bool operator==(const ContentKey&) const = default;
    };
    struct Remembered {
        ContentKey key;
        SegmentContent content;
    };
    SegmentContent readContent(const SegmentRow& row, double widthPx);
    ContentKey keyOf(const SegmentRow& row, double widthPx) const;
    SegmentRow rowOf(const SpaceState& file, NodeId node) const;
    SegmentRow madeRow(const SpaceState& file, NodeId node);
    bool followFacts(FactId from, FactId to);
    void makeAllRows(bool reuse);
    bool stillHolds(const SegmentRow& row, const SpaceState& file, const NodeState& node) const;
    void fitScale();
    double meanRecordBytes(const SegmentRow& row);
    void readEngine();
    static RecordState stateIn(const SegmentRow& row, RecordState state);
    bool isOutput(const SegmentRow& row) const { return row.node && outputNumber_ == row.number; }
    void addTotals();
    Shares sumOf(const SegmentRow& row);
    void fillDense(const SegmentRow& row, double widthPx, SegmentContent& content);
    void findWater(const SegmentRow& row, SegmentContent& content);
    using Ranges = std::vector<std::pair<std::uint64_t, std::uint64_t>>;
    const Ranges& coveredBy(const SegmentRow& row) const;

    Moment moment_;
    const Timeline* timeline_ = nullptr;
    mutable std::map<SpaceId, Ranges> covered_;  // from headers, which never change
    FileDissection dissection_;
    std::map<SpaceId, Remembered> remembered_;  // dense contents of closed segments
    std::size_t contentsRead_ = 0;
    std::vector<SegmentRow> rows_;
    std::unordered_map<SpaceId, std::size_t> rowOfSpace_;
    std::unordered_map<NodeId, std::size_t> rowOfNode_;
    FactId shownAt_ = kNoFact;
    std::size_t rowsMade_ = 0;
    Shares totals_;
    std::uint64_t limit_ = 0;
    std::uint64_t scale_ = 1;
    std::uint64_t hiddenSegments_ = 0;
    std::uint64_t noWrites_ = 0;  // as the engine's node says it
    Shares hidden_;
    std::optional<std::uint64_t> outputNumber_;  // of the compaction under way
};

/// What the engine counts in the segment of that node; returns all of it together.
std::uint64_t countersOf(const Scene& scene, NodeId node, Shares& shares);

/// "158 B", "1.2 MiB": for people.
QString sizeText(std::uint64_t bytes);

}  // namespace vitrine::ui
