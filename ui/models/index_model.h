// A hash table at a moment: its slots, the newest probe through them, a resize. No widgets.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <vector>

#include "ui/models/moment.h"

namespace vitrine::ui {

struct SlotRow {
    std::uint64_t slot = 0;
    bool used = false;
    Bytes key;
    RangeRef target;
    bool changed = false;  // set or emptied in this step
};

/// The walk over slots that the operation at the cursor did last.
struct Probe {
    Bytes key;
    std::vector<std::uint64_t> slots;  // in the order of the walk; the first is the key's own
    bool inThisStep = false;
    bool found = false;                // the last slot held the key when it came by
    bool gone = false;                 // that slot does not hold it now
    bool empty() const { return slots.empty(); }
};

/// Of a table with too many slots to be stated: how full each equal stretch of it is, and which slots are known.
struct TableSummary {
    std::vector<double> loads;  // 0 to 1, in the order of the slots; empty if that is not stated
    std::uint64_t shownFirst = 0, shownEnd = 0;  // equal: none yet
    bool beforeGap = false;  // they lie around a key that was used before the gap that the cursor is behind
    double least() const;
    double most() const;
    bool shows() const { return shownEnd > shownFirst; }
};

/// What the table of the life before held, while a recovery fills it again: it was in memory, and is gone.
struct FormerIndex {
    std::uint64_t slotCount = 0;
    std::uint64_t used = 0;                              // more than `slots` where not all are known
    std::vector<std::pair<std::uint64_t, Bytes>> slots;  // of keys that it held
};

class IndexModel {
    Q_DECLARE_TR_FUNCTIONS(vitrine::ui::IndexModel)

  public:
    void show(const Moment& moment);
    /// 0 when there is no hash table at this moment.
    NodeId node() const { return node_; }
    std::uint64_t slotCount() const { return slotCount_; }
    std::uint64_t usedCount() const { return usedCount_; }
    /// With more used slots the table doubles.
    std::uint64_t mostUsed() const;
    /// False when the table is too large to be stated slot by slot: only counters (and what is watched) are known.
    bool whole() const { return whole_; }
    const TableSummary& summary() const { return summary_; }
    /// Slots of the table that this step replaced or is replacing; 0 without a resize.
    std::uint64_t resizedFrom() const { return resizedFrom_; }
    const Probe& probe() const { return probe_; }
    /// What the index did last, in a sentence: this step's resize, else the newest probe of the operation. Empty: nothing.
    const QString& story() const { return story_; }
    /// The key that the cursor's operation is about, or the one before it; nothing if none of the last ones has a key.
    const std::optional<Bytes>& keyInHand() const { return keyInHand_; }
    SlotRow at(std::uint64_t slot) const;
    /// A recovery is shown that fills it again, behind a power cut or the end of a process.
    bool growsAgain() const { return growsAgain_; }
    /// The key that a slot held before and that no slot holds (yet) now; nothing where keys stand elsewhere than
    /// before.
    std::optional<Bytes> awaited(std::uint64_t slot) const;
    /// The slots that are known of a table that is not whole, free ones of the window included; at most `most`.
    std::vector<std::uint64_t> statedSlots(std::size_t most) const;
    /// The slot that this step changed last.
    std::optional<std::uint64_t> changedSlot() const;
    /// Where a key is, by the Scene alone: nothing is asked of the engine.
    std::optional<std::uint64_t> find(ByteView key) const;
    /// The slot that a selection points at, directly or through the record that it points to.
    std::optional<std::uint64_t> pointedSlot() const;

  private:
    QString sentenceOf(FactId span) const;
    void readSummary();
    void readStep();
    void readProbe();
    void readFormer();
    QString growingStory(bool readAll) const;
    Moment moment_;
    NodeId node_ = 0;
    std::uint64_t slotCount_ = 0;
    std::uint64_t usedCount_ = 0;
    std::uint64_t resizedFrom_ = 0;
    bool whole_ = true;
    TableSummary summary_;
    Probe probe_;
    QString story_;
    std::optional<Bytes> keyInHand_;
    bool growsAgain_ = false;
    FormerIndex former_;
    FactId formerEnd_ = kNoFact;  // where the life ended that former_ is of
    const Timeline* formerTimeline_ = nullptr;
    std::vector<std::pair<std::uint64_t, Bytes>> awaited_;
    bool sameSlots_ = false;              // what came back stands where it stood
    std::vector<std::uint64_t> changed_;  // in the order of this step's facts
};

/// "hash says slot 5: taken. Next: 6."
QString probeSentence(const Probe& probe);
/// A slot's number as the table shows it: hexadecimal, without leading zeros.
QString slotText(std::uint64_t slot);

}  // namespace vitrine::ui
