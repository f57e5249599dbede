// A recovery as it stands at a moment: a line a segment, what is being read, a verdict for each record read so far, and
// the arithmetic of the step. From the timeline's steps and the scene's bytes alone. No widgets.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <optional>
#include <vector>

#include "core/lab/recovery_run.h"
#include "ui/models/bytes_dissection.h"
#include "ui/theme/theme.h"

namespace vitrine::ui {

enum class VerdictMark { none, good, bad, now, later };

/// What has become of a file.
struct RecoveryLine {
    VerdictMark mark = VerdictMark::later;
    QString file;
    QString text;
    bool current = false;
};

/// What recovery says of a stretch of the file that it reads.
struct RecordVerdict {
    FileRange range;
    VerdictMark mark = VerdictMark::good;
    QString name;     // "user:7", "del user:2"
    QString finding;  // "crc matches", "6 bytes missing"
    QString result;   // "→ slot D"
    QString more;     // on a line of its own
    Bytes key;
    bool current = false;
};

/// A line of "How does it know?": a label, terms, and what they give.
struct EvidenceLine {
    struct Term {
        enum class Look { plain, muted, mono, chip, bold };
        QString text;
        Look look = Look::plain;
        FieldRole role = FieldRole::plain;  // of a chip
    };
    QString label;
    std::vector<Term> terms;
    QString result;  // behind an equal sign; empty: the terms say it all
};

class RecoveryModel {
    Q_DECLARE_TR_FUNCTIONS(vitrine::ui::RecoveryModel)

  public:
    /// Cheap when the moment is the one shown last.
    void show(const Moment& moment);

    bool shown() const { return run_.has_value(); }
    /// What to do where no recovery is shown, and what it would show.
    const QString& advice() const { return advice_; }
    const std::vector<RecoveryLine>& lines() const { return lines_; }
    /// The file whose bytes are shown; 0: none.
    SpaceId space() const { return space_; }
    /// Keeps where structures begin, so it changes while it is asked.
    FileDissection& dissection() const { return dissection_; }
    /// Bytes from here on have not been read yet.
    std::uint64_t readTo() const { return readTo_; }
    /// The record that this step is about.
    const std::optional<FileRange>& current() const { return current_; }
    /// Bytes that the record would have behind the end of the file.
    std::uint64_t missing() const { return missing_; }
    /// Where the file is torn off.
    const std::optional<std::uint64_t>& tear() const { return tear_; }
    /// In order of their offsets; of very many those around the current one.
    const std::vector<RecordVerdict>& verdicts() const { return verdicts_; }
    const std::vector<EvidenceLine>& evidence() const { return evidence_; }
    /// How much was read, 0 to 1.
    double progress() const { return progress_; }
    /// Too many records to be told one by one: there are no verdicts, and the sums are in a line.
    bool inParts() const { return inParts_; }
    /// For a screen reader.
    QString spoken() const;

  private:
    struct StepInfo {
        SpanKindId kind = 0;
        std::uint64_t segment = 0;  // 0: about none
    };
    struct Reading {
        std::uint64_t segment = 0;
        std::size_t records = 0;
        std::optional<std::size_t> hint, rejected, tail, damage, cut;  // steps
    };

    void read();
    void learnSteps();
    void gather();
    void addLines();
    void addOtherLines();
    RecoveryLine lineOf(const Reading& reading) const;
    void chooseFile();
    void addVerdicts();
    RecordVerdict verdictOfRecord(std::size_t step) const;
    RecordVerdict verdictOfBad(std::size_t step) const;
    void addCompanions(std::size_t step);
    QString byLuck(const FileRange& range) const;
    void findProgress();

    // recovery_evidence.cpp
    void addEvidence();
    void tellRecord(std::size_t step);
    void tellNeeds(std::size_t step);
    void tellChecksums(std::uint32_t stored, std::uint32_t computed, std::uint64_t offset, std::uint64_t size);
    void tellBad(std::size_t step, bool damage);
    void tellHint(std::size_t step);
    void tellOther(std::size_t step);
    void add(const QString& label, std::vector<EvidenceLine::Term> terms, const QString& result = {});

    const Timeline& timeline() const { return moment_.timeline(); }
    /// The argument of that name; 0 or "" where it has none (yet).
    std::uint64_t number(std::size_t step, std::string_view name) const;
    bool has(std::size_t step, std::string_view name) const;
    Bytes bytes(std::size_t step, std::string_view name) const;
    QString text(std::size_t step, std::string_view name) const;
    bool isNow(std::size_t step) const { return run_ && step == run_->lastStep; }
    const SpaceState* fileOf(std::uint64_t segment) const;
    bool holdsRecords(const SpaceState& file) const;

    Moment moment_;
    MomentKey shownAt_;
    std::optional<lab::RecoveryRun> run_;
    FactId knownBegin_ = kNoFact;  // the run that steps_ are of
    const Timeline* knownTimeline_ = nullptr;
    std::vector<StepInfo> steps_;    // from the run's first step on
    FactId cut_ = kNoFact;           // where the life before ended, if the power failed
    std::vector<Reading> readings_;  // in the order in which segments were read
    QString advice_;
    std::vector<RecoveryLine> lines_;
    SpaceId space_ = 0;
    SpaceId spaceBefore_ = 0;  // the same file in the life before the power failed; 0: none
    std::uint64_t shownSegment_ = 0;
    mutable FileDissection dissection_;
    std::uint64_t readTo_ = 0;
    std::optional<FileRange> current_;
    std::uint64_t missing_ = 0;
    std::optional<std::uint64_t> tear_;
    std::vector<RecordVerdict> verdicts_;
    std::vector<EvidenceLine> evidence_;
    double progress_ = 0;
    bool inParts_ = false;
};

/// "1 byte", "27 bytes"
QString countedBytes(std::uint64_t count);
/// "0x1A2B3C4D"
QString checksumText(std::uint64_t checksum);

}  // namespace vitrine::ui
