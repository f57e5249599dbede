// What the disk keeps of what is pending at a moment, as a person chooses it: nothing, everything, a torn write, writes
// out of their order, or sector by sector and name by name. Arithmetic and words of the cut card, without widgets. Only
// what the disk model allows can be chosen; what it does not says why.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <QStringList>
#include <memory>
#include <optional>
#include <vector>

#include "core/disk/crash_point.h"

namespace vitrine::ui {

/// What is told of a pending write besides its place.
struct WriteLabel {
    QString what;       // the key of the record that it wrote: "user:7"; or "header", "hint"
    QString operation;  // "op 11", empty where nobody knows
};

class CutChoice {
    Q_DECLARE_TR_FUNCTIONS(vitrine::ui::CutChoice)

  public:
    enum class Keep { nothing, everything, torn, reordered, each };

    /// A pending write as a bar, in the order of files and offsets.
    struct Bar {
        std::uint32_t file = 0;   // in CrashPoint::files()
        std::uint32_t write = 0;  // of that file
        std::uint64_t number = 0;
        std::uint64_t offset = 0;
        std::uint64_t sizeBytes = 0;
        WriteLabel label;
    };
    /// A stretch of a bar, in bytes from its begin.
    struct Stretch {
        std::uint64_t begin = 0, end = 0;
        bool kept = false;
    };
    /// A thing that can be chosen alone: neighbouring sectors with the same writes, the size of a file, or a name change.
    struct Row {
        enum class Kind { sectors, size, name } kind = Kind::sectors;
        std::uint32_t file = 0;         // sectors and size
        std::uint32_t firstSector = 0;  // sectors: in CrashPoint::sectors()
        std::uint32_t sectorCount = 0;
        std::uint32_t change = 0;       // name: in CrashPoint::nameChanges()
        QString title;                  // "0x005A–0x007D user:6", "how long it is", "is created"
        QStringList options;            // "as synced", "after write 1", …; "29 B", "62 B"; "lost", "kept"
    };

    /// Another moment: nothing is kept at first, or a torn write where there is one. Labels are one each for the files'
    /// writes in their order: of the first file, of the second, …
    void setPoint(std::shared_ptr<const CrashPoint> point, const std::vector<WriteLabel>& labels);
    const CrashPoint* point() const { return point_.get(); }
    std::shared_ptr<const CrashPoint> sharedPoint() const { return point_; }
    bool nothingPending() const { return !point_ || point_->nothingPending(); }

    // ---- what is chosen --------------------------------------------------------------------------------------------
    const Outcome& outcome() const { return outcome_; }
    Keep keep() const { return keep_; }
    void setKeep(Keep keep);
    /// Takes an allowed outcome over, as the simplest choice that gives it.
    void setOutcome(const Outcome& outcome);

    // ---- bars and the tear --------------------------------------------------------------------------------------------
    const std::vector<Bar>& bars() const { return bars_; }
    /// What is kept of a bar, stretch by stretch.
    std::vector<Stretch> stretches(const Bar& bar) const;
    /// How many bytes of it.
    std::uint64_t keptBytes(const Bar& bar) const;
    /// The places where the tear may be: behind so many sectors of the writes, in the order of time. All before it is kept.
    std::size_t tearPlaces() const { return tears_.size(); }
    std::size_t tear() const { return tear_; }
    void setTear(std::size_t place);
    /// The place nearest to that byte of that bar.
    std::size_t tearNear(std::size_t bar, double byte) const;
    /// Which bar the tear is in, and behind how many of its bytes.
    std::size_t tornBar() const;
    std::uint64_t tornBytes() const;
    /// Empty if a write can be torn, else why not.
    QString whyNoTear() const;

    /// Empty if a later write can be there without an earlier one, else why not.
    QString whyNotReordered() const;

    // ---- one by one -----------------------------------------------------------------------------------------------------
    const std::vector<Row>& rows() const { return rows_; }
    /// Which option of the row holds; -1 where its sectors differ.
    int chosen(const Row& row) const;
    std::uint32_t versionOf(std::uint32_t sector) const { return outcome_.versions[sector]; }
    /// Empty if the option can be chosen as all else stands, else why not. `sector` is one of the row's, -1 all of them.
    QString whyNot(const Row& row, int option, int sector = -1) const;
    /// Chooses it if it is allowed; else nothing changes and false is returned.
    bool choose(const Row& row, int option, int sector = -1);
    /// The file's name and what of it is pending, as a heading of its rows.
    QString headingOf(const Row& row) const;

    // ---- words ----------------------------------------------------------------------------------------------------------
    /// "2 writes, 68 bytes, are still in the cache." `cut`: the power is off already.
    QString summary(bool cut) const;
    /// "27 of 33 B"
    QString tearWords() const;
    /// What a branch is called that begins with this choice: "torn 27 of 33", "nothing kept".
    QString branchName() const;
    /// For a screen reader, and as a tip: what is kept of that bar.
    QString barWords(const Bar& bar) const;

  private:
    struct TearPlace {
        std::size_t bar = 0;
        std::uint32_t sectors = 0;  // of its write that are kept
    };
    void findBars(const std::vector<WriteLabel>& labels);
    void findTears();
    void findReordered();
    void findRows();
    void addSectorRows(std::uint32_t file);
    const CrashPoint::Write& writeOf(const Bar& bar) const { return point_->files()[bar.file].writes[bar.write]; }
    std::uint64_t bytesIn(const Bar& bar, std::uint32_t sectors) const;
    std::vector<Stretch> stretchesOf(const Bar& bar, const Outcome& outcome) const;
    std::uint64_t keptOf(const Bar& bar, const Outcome& outcome) const;
    Outcome tornAt(std::size_t place) const;
    bool tornInside(std::size_t place) const;
    Outcome with(const Row& row, int option, int sector) const;

    std::shared_ptr<const CrashPoint> point_;
    Outcome outcome_;
    Keep keep_ = Keep::nothing;
    std::vector<Bar> bars_;
    std::vector<std::size_t> byTime_;  // indexes of bars_
    std::vector<TearPlace> tears_;
    std::size_t tear_ = 0;
    std::optional<Outcome> reordered_;  // an early write lost, all else kept
    std::vector<Row> rows_;
};

/// "0x005A", as offsets are written in the window.
QString offsetText(std::uint64_t offset);

}  // namespace vitrine::ui
