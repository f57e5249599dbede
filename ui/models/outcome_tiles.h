// All outcomes of a moment as tiles, grouped by the answer that they give, and those of all moments as a matrix. No
// widgets.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "core/lab/cut_judge.h"
#include "ui/models/cut_choice.h"

namespace vitrine::ui {

/// What comes of an outcome, the worst first.
enum class OutcomeResult { broken, refused, nothing, part, everything };
inline constexpr std::size_t kOutcomeResults = 5;
OutcomeResult resultOf(const lab::CutAnswer& answer);
/// "promise broken", "a part", …: a matrix's columns.
QString resultTitle(OutcomeResult result);

struct OutcomeTile {
    std::vector<lab::Fate> fates;  // of what the tiles tell of: OutcomeTiles::items
    QString what, then;            // "user:6", "comes back"
    QString words;                 // all of it, for a tip and a screen reader
    OutcomeResult result = OutcomeResult::everything;
    std::size_t answer = 0;  // tiles of one answer stand together
    std::uint64_t outcomes = 0;
    bool orLess = false;  // some of these outcomes, without lengths or names, give less
    Outcome example;
    std::vector<Outcome> alike;  // the examples of all that it stands for
};

struct OutcomeTiles {
    std::vector<std::size_t> items;  // of the moment's items: data, names, and lengths that no write brought
    bool grid = false;               // exactly two writes: a square of lost, torn and whole
    QString across, down;            // of a grid: what the writes wrote
    std::vector<OutcomeTile> tiles;  // of a grid: nine, row by row, those that cannot be left without outcomes
    std::size_t kinds = 0, results = 0;
    std::uint64_t outcomes = 0;
    QString title() const;  // "9 kinds of disk, 3 results"
    QString sentence;       // below the tiles
    bool broken = false;
    /// The tile of the outcome; nothing where it was not looked at.
    std::optional<std::size_t> tileOf(const CrashPoint& point, const std::vector<PendingItem>& items,
                                      const Outcome& outcome) const;

    Q_DECLARE_TR_FUNCTIONS(vitrine::ui::OutcomeTiles)
};

OutcomeTiles tilesOf(const CutChoice& choice, const lab::MomentExplored& explored);

struct MatrixRow {
    FactId position = kNoFact;  // kNoFact: history does not hold it any more
    QString line, moment;       // "put user:7 Jim", "change 2"
    QString place;              // both: "put user:7 Jim, change 2"
    bool newLine = false;
    std::array<std::uint64_t, kOutcomeResults> outcomes{};
    std::array<std::string, kOutcomeResults> examples{};  // DiskKind::crashWords of one
    std::array<QString, kOutcomeResults> answers{};       // what that gives
    bool exhaustive = false;
};

struct OutcomeMatrix {
    std::vector<MatrixRow> rows;  // by time
    // Of all boundaries, those of the recoveries included.
    std::uint64_t explored = 0;
    double allowed = 0;
    std::uint64_t boundaries = 0, exhaustive = 0, disks = 0;
    std::uint64_t broken = 0;  // promises, those that broke without a power cut included
    /// "n explored of N allowed, b of B boundaries exhaustive, d distinct disks"
    QString report() const;
    std::optional<std::size_t> firstBroken() const;
    /// What a cell says, as a tip and to a screen reader.
    QString cellWords(std::size_t row, OutcomeResult result) const;

    Q_DECLARE_TR_FUNCTIONS(vitrine::ui::OutcomeMatrix)
};
/// `found` is of the moment that the row names.
void fillRow(MatrixRow& row, const lab::MomentExplored& found);

/// "4,096", "about 3 × 10²²".
QString outcomesText(double count);

}  // namespace vitrine::ui
