#include "ui/models/outcome_tiles.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "ui/models/cut_words.h"
#include "ui/models/numbers.h"
#include "ui/models/tr.h"

namespace vitrine::ui {

using lab::Fate;
using lab::Judgement;

OutcomeResult resultOf(const lab::CutAnswer& answer) {
    if (answer.judgement == Judgement::broken) return OutcomeResult::broken;
    if (answer.judgement == Judgement::refused) return OutcomeResult::refused;
    if (answer.judgement == Judgement::everything) return OutcomeResult::everything;
    return answer.nothingNew ? OutcomeResult::nothing : OutcomeResult::part;
}

QString resultTitle(OutcomeResult result) {
    switch (result) {
        case OutcomeResult::broken:
            return tr("promise broken");
        case OutcomeResult::refused:
            return tr("refused");
        case OutcomeResult::nothing:
            return tr("nothing new");
        case OutcomeResult::part:
            return tr("a part");
        case OutcomeResult::everything:
            break;
    }
    return tr("everything");
}

QString outcomesText(double count) {
    if (count < kMostDigitsTold) return groupedNumbers().toString(static_cast<qulonglong>(count));
    if (std::isinf(count)) return tr("more than %1").arg(QString::fromStdString(powerOfTenText(1e308)));
    return tr("about %1").arg(QString::fromStdString(powerOfTenText(count)));
}

QString OutcomeTiles::title() const {
    if (kinds == 1) return tr("1 kind of disk, 1 result");
    if (results == 1) return tr("%L1 kinds of disk, 1 result").arg(kinds);
    return tr("%L1 kinds of disk, %L2 results").arg(kinds).arg(results);
}

namespace {

/// Of all items, those that a tile tells of: a length that a write brought goes with the write.
std::vector<std::size_t> toldItems(const std::vector<PendingItem>& items) {
    std::set<std::uint64_t> writes;
    for (const PendingItem& item : items)
        if (item.kind == PendingItem::Kind::data) writes.insert(item.number);
    std::vector<std::size_t> told;
    for (std::size_t i = 0; i < items.size(); ++i)
        if (items[i].kind != PendingItem::Kind::size || !writes.contains(items[i].number - 1)) told.push_back(i);
    return told;
}

std::vector<Fate> fatesOf(const std::vector<std::size_t>& told, const std::vector<Fate>& all) {
    std::vector<Fate> fates;
    for (const std::size_t i : told) fates.push_back(all[i]);
    return fates;
}

/// How much of what is not told, lengths and names, is there: a tile shows its outcome with the most.
std::size_t supportOf(const lab::DiskKind& kind) {
    return static_cast<std::size_t>(std::ranges::count(kind.fates, Fate::kept));
}

/// What a person should see of several kinds: a promise that this cut breaks, then one that another breaks, then the
/// kind that keeps the most.
std::pair<int, std::size_t> rankOf(const lab::DiskKind& kind) {
    return {kind.judgement != Judgement::broken ? 0 : kind.bySecondCut ? 1 : 2, supportOf(kind)};
}

/// The kinds that one tile stands for.
struct Gathered {
    const lab::DiskKind* shown = nullptr;
    std::uint64_t outcomes = 0;
    std::set<std::uint32_t> answers;
    std::vector<Outcome> alike;

    void add(const lab::DiskKind& kind) {
        if (!shown || rankOf(kind) > rankOf(*shown)) shown = &kind;
        outcomes += kind.outcomes;
        answers.insert(kind.answer);
        alike.push_back(kind.example);
    }
};

/// A pending write by what it wrote: "user:7".
QString writeName(const CutChoice& choice, std::uint64_t number) {
    for (const CutChoice::Bar& bar : choice.bars())
        if (bar.number == number && !bar.label.what.isEmpty()) return bar.label.what;
    return tr("write %1").arg(number);
}

QString fateWords(const std::vector<PendingItem>& items, const std::vector<std::size_t>& told,
                  const std::vector<Fate>& fates, const CutChoice& choice) {
    QStringList words;
    for (std::size_t i = 0; i < told.size() && words.size() < 4; ++i) {
        const PendingItem& item = items[told[i]];
        if (item.kind != PendingItem::Kind::data) {
            QString change = QString::fromStdString(item.sentence);
            if (change.endsWith(QLatin1Char('.'))) change.chop(1);
            words << (fates[i] == Fate::lost ? tr("not on the disk: %1") : tr("on the disk: %1")).arg(change);
            continue;
        }
        const QString what = writeName(choice, item.number);
        words << (fates[i] == Fate::lost   ? tr("%1 lost")
                  : fates[i] == Fate::torn ? tr("%1 torn")
                                           : tr("%1 whole"))
                     .arg(what);
    }
    if (told.size() > 4) words << tr("%L1 more").arg(told.size() - 4);
    return words.join(tr(", ", "between the parts of a list"));
}

OutcomeTile tileOf(const std::vector<Fate>& fates, const Gathered& gathered, const lab::MomentExplored& explored,
                   const std::vector<std::size_t>& told, const CutChoice& choice) {
    OutcomeTile tile;
    tile.fates = fates;
    tile.outcomes = gathered.outcomes;
    const lab::CutAnswer& answer = explored.answers[gathered.shown->answer];
    const AnswerTile text = answerTile(answer);
    tile.what = text.what;
    tile.then = text.then;
    tile.result = resultOf(answer);
    tile.answer = gathered.shown->answer;
    tile.orLess = gathered.answers.size() > 1;
    tile.example = gathered.shown->example;
    tile.alike = gathered.alike;
    QStringList words{fateWords(explored.moment.items, told, fates, choice), answerSentence(answer)};
    if (tile.orLess) words << tr("Without the length or the name of the file, less.");
    if (const QString verdict = verdictSentence(answer); !verdict.isEmpty()) words << verdict;
    words << (tile.outcomes == 1 ? tr("1 outcome") : tr("%L1 outcomes").arg(tile.outcomes));
    tile.words = words.join(QLatin1Char('\n'));
    return tile;
}

void arrangeGrid(OutcomeTiles& tiles, std::map<std::vector<Fate>, Gathered>& by, const lab::MomentExplored& explored,
                 const CutChoice& choice) {
    tiles.grid = true;
    tiles.down = writeName(choice, explored.moment.items[tiles.items[0]].number);
    tiles.across = writeName(choice, explored.moment.items[tiles.items[1]].number);
    for (const Fate down : {Fate::lost, Fate::torn, Fate::kept})
        for (const Fate across : {Fate::lost, Fate::torn, Fate::kept}) {
            const std::vector<Fate> fates{down, across};
            const auto found = by.find(fates);
            if (found == by.end()) {
                OutcomeTile cannot;
                cannot.fates = fates;
                cannot.words = tr("%1: no disk is left like this")
                                   .arg(fateWords(explored.moment.items, tiles.items, fates, choice));
                tiles.tiles.push_back(cannot);
                continue;
            }
            ++tiles.kinds;
            tiles.tiles.push_back(tileOf(fates, found->second, explored, tiles.items, choice));
        }
}

/// Broken ones first, then by what they give back, the most first; within an answer the larger kinds.
void arrangeFlow(OutcomeTiles& tiles, std::map<std::vector<Fate>, Gathered>& by, const lab::MomentExplored& explored,
                 const CutChoice& choice) {
    for (auto& [fates, gathered] : by) tiles.tiles.push_back(tileOf(fates, gathered, explored, tiles.items, choice));
    tiles.kinds = tiles.tiles.size();
    std::stable_sort(tiles.tiles.begin(), tiles.tiles.end(), [](const OutcomeTile& a, const OutcomeTile& b) {
        const auto rank = [](const OutcomeTile& tile) {
            return tile.result == OutcomeResult::broken ? 0 : kOutcomeResults - static_cast<std::size_t>(tile.result);
        };
        if (rank(a) != rank(b)) return rank(a) < rank(b);
        if (a.answer != b.answer) return a.answer < b.answer;
        return a.outcomes > b.outcomes;
    });
}

/// What the tiles teach: the smallest break of a promise, or what follows from all of them.
QString sentenceFor(const OutcomeTiles& tiles, const lab::MomentExplored& explored) {
    for (const OutcomeTile& tile : tiles.tiles)
        if (tile.result == OutcomeResult::broken) {
            const lab::CutAnswer& answer = explored.answers[tile.answer];
            if (answer.bySecondCut) return verdictSentence(answer);
            return answer.refused ? tr("A promise is broken: recovery refuses what a power cut may leave.")
                                  : tr("A promise is broken: %1").arg(answerSentence(answer));
        }
    for (const OutcomeTile& tile : tiles.tiles) {
        // The first write is missing, the second is whole, and yet nothing comes back.
        const bool hole = tiles.grid && tile.outcomes > 0 && tile.fates[0] != Fate::kept && tile.fates[1] == Fate::kept;
        if (hole && tile.result == OutcomeResult::nothing)
            return tr("%1 behind a hole is given up, too: a prefix comes back, never a gap.").arg(tiles.across);
    }
    if (tiles.results <= 1) return tr("Whatever the disk keeps, the answer is the same.");
    return tr("A prefix of what was done comes back, never a gap.");
}

}  // namespace

OutcomeTiles tilesOf(const CutChoice& choice, const lab::MomentExplored& explored) {
    OutcomeTiles tiles;
    tiles.items = toldItems(explored.moment.items);
    std::vector<std::size_t> writes;
    for (const std::size_t i : tiles.items)
        if (explored.moment.items[i].kind == PendingItem::Kind::data) writes.push_back(i);
    const bool grid = writes.size() == 2;
    if (grid) tiles.items = writes;
    std::map<std::vector<Fate>, Gathered> by;
    std::set<std::uint32_t> answers;
    for (const lab::DiskKind& kind : explored.moment.kinds) {
        by[fatesOf(tiles.items, kind.fates)].add(kind);
        answers.insert(kind.answer);
        tiles.outcomes += kind.outcomes;
        tiles.broken = tiles.broken || kind.judgement == Judgement::broken;
    }
    tiles.results = answers.size();
    if (grid)
        arrangeGrid(tiles, by, explored, choice);
    else
        arrangeFlow(tiles, by, explored, choice);
    tiles.sentence = sentenceFor(tiles, explored);
    return tiles;
}

std::optional<std::size_t> OutcomeTiles::tileOf(const CrashPoint& point, const std::vector<PendingItem>& all,
                                                const Outcome& outcome) const {
    std::vector<Fate> fates;
    for (const std::size_t i : items) {
        if (i >= all.size()) return std::nullopt;
        fates.push_back(lab::fateOf(point, all[i], outcome));
    }
    const auto found = std::ranges::find(tiles, fates, &OutcomeTile::fates);
    if (found == tiles.end()) return std::nullopt;
    return static_cast<std::size_t>(found - tiles.begin());
}

// ---- the matrix ---------------------------------------------------------------------------------------------------

void fillRow(MatrixRow& row, const lab::MomentExplored& found) {
    row.exhaustive = found.moment.exhaustive;
    std::array<const lab::DiskKind*, kOutcomeResults> shown{};
    for (const lab::DiskKind& kind : found.moment.kinds) {
        const lab::CutAnswer& answer = found.answers[kind.answer];
        const auto result = static_cast<std::size_t>(resultOf(answer));
        row.outcomes[result] += kind.outcomes;
        if (shown[result] && rankOf(kind) <= rankOf(*shown[result])) continue;
        shown[result] = &kind;
        row.examples[result] = kind.crashWords;
        row.answers[result] = answerSentence(answer);
        if (answer.bySecondCut) row.answers[result] += QLatin1Char(' ') + verdictSentence(answer);
    }
}

QString OutcomeMatrix::report() const {
    return tr("%1 explored of %2 allowed, %L3 of %L4 boundaries exhaustive, %L5 distinct disks")
        .arg(outcomesText(static_cast<double>(explored)), outcomesText(allowed))
        .arg(exhaustive)
        .arg(boundaries)
        .arg(disks);
}

std::optional<std::size_t> OutcomeMatrix::firstBroken() const {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].outcomes[static_cast<std::size_t>(OutcomeResult::broken)] > 0) return i;
    return std::nullopt;
}

QString OutcomeMatrix::cellWords(std::size_t row, OutcomeResult result) const {
    const MatrixRow& of = rows[row];
    const auto column = static_cast<std::size_t>(result);
    if (of.outcomes[column] == 0) return tr("%1: no outcome with the result “%2”").arg(of.place, resultTitle(result));
    const QString count = of.outcomes[column] == 1 ? tr("1 outcome") : tr("%L1 outcomes").arg(of.outcomes[column]);
    return tr("%1: %2, %3. For example: %4").arg(of.place, resultTitle(result), count, of.answers[column]);
}

}  // namespace vitrine::ui
