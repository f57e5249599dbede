// What differs between the cursor and the moment that it is compared with, as a list to be read: by file, then the index
// and other structures, then counters. No widgets.
#pragma once

#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "core/trace/difference.h"
#include "ui/models/moment.h"

namespace vitrine::ui {

struct DifferenceRow {
    enum class Kind { heading, bytes, added, died, gone, entry, counter, more };
    Kind kind = Kind::heading;
    QString text;    // what it is: a file, a key, a counter
    QString detail;  // what became of it
    Selection selection;  // what a click pins; empty: a click goes to the fact that made it
    bool operator==(const DifferenceRow&) const = default;

    // How to find the fact that made it, looked for when asked.
    FactId fact = kNoFact;
    CellAddress cell;
    SpaceId space = 0;
    std::uint64_t offset = 0;
};

class MomentDifference {
  public:
    /// Takes the moment in: computes anew if the cursor or the mark moved.
    void show(const Moment& moment);
    /// False while nothing is compared: then there are no rows.
    bool compares() const { return mark_ != kNoFact; }
    const std::vector<DifferenceRow>& rows() const { return rows_; }
    const Difference& difference() const { return difference_; }
    /// "From op 3 to op 11, step 2": the older moment first.
    QString title() const { return title_; }
    /// In numbers: "2 files, 5 index entries".
    QString summary() const { return summary_; }
    /// Where to go to see what the row tells happen: the end of that step; nothing if history does not say.
    std::optional<FactId> momentOf(const DifferenceRow& row);

  private:
    void tell(const Scene& before, const Scene& after);
    void tellFile(const Difference::File& file, const Scene& after);
    void tellRecords(const Difference::File& file);
    void tellDied(SpaceId space);
    void tellEntries(const Difference::Node& node, const Scene& before, const Scene& after);
    void tellCounters(const Difference::Node& node);
    void tellMore(std::uint64_t count, std::size_t listed, bool exact);
    DifferenceRow& add(DifferenceRow::Kind kind, const QString& text, const QString& detail);

    std::unique_ptr<Scene> other_;  // at the mark
    const Timeline* timeline_ = nullptr;
    FactId mark_ = kNoFact;
    FactId position_ = kNoFact;
    Difference difference_;
    std::vector<DifferenceRow> rows_;
    QString title_, summary_;
};

}  // namespace vitrine::ui
