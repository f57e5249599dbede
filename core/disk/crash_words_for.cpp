// From an outcome to the words that say it.
//
// For each of keep=none and keep=all words are collected in an order in which none of them goes too far: what was said so
// far always lies between where the words began and the outcome. Then what can be said more shortly is, as long as the
// words still give the same outcome.
#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/disk/crash_words.h"

namespace vitrine {

namespace {

/// A file's name as a pattern that can stand in a word: what the language parts words at is any byte.
std::string globOf(std::string_view name) {
    std::string glob(name);
    for (char& c : glob)
        if (std::string_view(",#~@:=*? \"\\").find(c) != std::string_view::npos || static_cast<unsigned char>(c) <= 0x20 ||
            static_cast<unsigned char>(c) == 0x7f)
            c = '?';
    return glob;
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : ",") + word;
    return all;
}

class WordFinder {
  public:
    WordFinder(const CrashPoint& point, const Outcome& outcome, bool all)
        : point_(point), outcome_(outcome), all_(all), items_(point.items()), now_(all ? point.keepAll() : point.keepNone()) {}

    /// Nothing if these words cannot say it.
    std::optional<std::vector<std::string>> find() {
        if (auto whole = wholeKinds()) return whole;
        sayNames();
        saySizes();
        for (std::uint32_t f = 0; f < point_.files().size(); ++f) sayWrites(f);
        saySectors();
        if (!says(words_)) return std::nullopt;
        shorten();
        return words_;
    }

  private:
    bool says(const std::vector<std::string>& words) const {
        const auto said = outcomeFromWords(point_, items_, all_ ? "all" : "none", joined(words));
        return said && *said == outcome_;
    }

    /// Nothing at all, or every item of a kind or two.
    std::optional<std::vector<std::string>> wholeKinds() const {
        constexpr unsigned kSets = 7;  // all three is keep=none instead
        constexpr const char* kKinds[] = {"data", "size", "name"};
        for (unsigned set = 0; set < kSets; ++set) {
            std::vector<std::string> words;
            for (unsigned kind = 0; kind < std::size(kKinds); ++kind)
                if (set >> kind & 1u) words.emplace_back(kKinds[kind]);
            if (says(words)) return words;
        }
        return std::nullopt;
    }

    /// An item as a word: the shortest that means it alone.
    std::string wordOf(PendingItem::Kind kind, std::uint32_t file, std::uint32_t entry) const {
        const auto item = std::ranges::find_if(items_, [&](const PendingItem& each) {
            return each.kind == kind && each.entry == entry && (kind == PendingItem::Kind::name || each.fileIndex == file);
        });
        VITRINE_ASSERT(item != items_.end());
        std::string shortest;
        for (const std::string& glob : {std::string("*"), globOf(item->file)}) {
            std::int64_t meant = 0, before = 0;
            for (const PendingItem& each : items_) {
                if (each.kind != kind || !(matchesGlob(glob, each.file) || (!each.newName.empty() && matchesGlob(glob, each.newName))))
                    continue;
                ++meant;
                before += each.number < item->number;
            }
            std::string word(kindName(kind));
            if (glob != "*") word += ":" + glob;
            if (meant > 1) word += fmt::format("#{}", before - meant);
            if (shortest.empty() || (filesOf(kind) > 1 && glob != "*")) shortest = word;
        }
        return shortest;
    }
    /// How many files have items of that kind: with one its name says nothing.
    std::size_t filesOf(PendingItem::Kind kind) const {
        std::vector<std::string_view> names;
        for (const PendingItem& each : items_)
            if (each.kind == kind && std::ranges::find(names, each.file) == names.end()) names.push_back(each.file);
        return names.size();
    }

    void sayNames() {
        const auto count = static_cast<std::uint32_t>(outcome_.names.size());
        for (std::uint32_t n = 0; n < count; ++n) {
            // Losing the first takes along what waits for it; keeping the last brings what it waits for.
            const std::uint32_t i = all_ ? n : count - 1 - n;
            if (outcome_.names[i] == now_.names[i]) continue;
            words_.push_back(wordOf(PendingItem::Kind::name, 0, i));
            if (all_) point_.dropNameChange(now_, i);
            else point_.addNameChange(now_, i);
        }
    }

    void saySizes() {
        for (std::uint32_t f = 0; f < outcome_.sizes.size(); ++f) {
            if (outcome_.sizes[f] == now_.sizes[f]) continue;
            words_.push_back(wordOf(PendingItem::Kind::size, f, outcome_.sizes[f] + (all_ ? 1 : 0)));
            now_.sizes[f] = outcome_.sizes[f];
        }
    }

    std::uint32_t after(std::uint32_t sector, std::uint32_t write) const {
        return point_.versionAfter(point_.sectors()[sector], write);
    }

    /// Losing an early write loses the later ones in its sectors, so these are asked first; keeping is the other way round.
    void sayWrites(std::uint32_t f) {
        const auto count = static_cast<std::uint32_t>(point_.files()[f].writes.size());
        for (std::uint32_t n = 0; n < count; ++n) sayWrite(f, all_ ? n : count - 1 - n);
    }

    /// A write that is kept, lost or torn as a whole, where that brings a sector to what it shall hold.
    void sayWrite(std::uint32_t f, std::uint32_t write) {
        const CrashPoint::Write& of = point_.files()[f].writes[write];
        const std::uint32_t end = of.firstSector + of.sectorCount;
        std::uint32_t tear = of.firstSector;
        while (tear < end && outcome_.versions[tear] >= after(tear, write)) ++tear;
        for (std::uint32_t s = tear; s < end; ++s)
            if (outcome_.versions[s] >= after(s, write)) return;
        const std::uint32_t from = all_ ? tear : of.firstSector;
        const std::uint32_t to = all_ ? end : tear;
        Outcome next = now_;
        bool helps = false;
        for (std::uint32_t s = from; s < to; ++s) {
            next.versions[s] = all_ ? std::min(now_.versions[s], after(s, write) - 1) : std::max(now_.versions[s], after(s, write));
            helps = helps || (next.versions[s] == outcome_.versions[s] && now_.versions[s] != outcome_.versions[s]);
        }
        if (!helps) return;
        std::string word = wordOf(PendingItem::Kind::data, f, write);
        if (tear > of.firstSector && tear < end) word += fmt::format("~{}", point_.sectors()[tear].start - of.offset);
        words_.push_back(std::move(word));
        now_ = std::move(next);
    }

    void saySectors() {
        for (std::uint32_t s = 0; s < outcome_.versions.size(); ++s) {
            if (outcome_.versions[s] == now_.versions[s]) continue;
            const CrashPoint::Sector& sector = point_.sectors()[s];
            const std::string glob = globOf(point_.files()[sector.file].name);
            std::int64_t meant = 0, before = 0;
            for (std::uint32_t other = 0; other < point_.sectors().size(); ++other) {
                const CrashPoint::Sector& each = point_.sectors()[other];
                if (each.start != sector.start || !matchesGlob(glob, point_.files()[each.file].name)) continue;
                ++meant;
                before += other < s;
            }
            std::string word = fmt::format("sector:{}{}@{}", glob, meant > 1 ? fmt::format("#{}", before + 1) : std::string(),
                                           hexOffset(sector.start));
            if (outcome_.versions[s] != (all_ ? 0 : sector.writes)) word += fmt::format("={}", outcome_.versions[s]);
            words_.push_back(std::move(word));
            now_.versions[s] = outcome_.versions[s];
        }
    }

    /// What other words say already is left out, as long as there are few: each is tried.
    void shorten() {
        constexpr std::size_t kMostTried = 24;
        if (words_.size() > kMostTried) return;
        for (std::size_t i = 0; i < words_.size();) {
            std::vector<std::string> without = words_;
            without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
            if (says(without)) words_ = std::move(without);
            else ++i;
        }
        for (std::size_t i = 0; i < words_.size(); ++i) {
            const std::string all = words_[i].substr(0, words_[i].find_first_of("#~"));
            if (all.starts_with("sector:") || all == words_[i]) continue;
            std::vector<std::string> merged;
            for (const std::string& word : words_)
                if (word.substr(0, word.find_first_of("#~")) != all) merged.push_back(word);
            merged.insert(merged.begin(), all);
            if (says(merged)) words_ = std::move(merged);
        }
    }

    const CrashPoint& point_;
    const Outcome& outcome_;
    bool all_;
    std::vector<PendingItem> items_;
    Outcome now_;  // what the words so far say
    std::vector<std::string> words_;
};

}  // namespace

CrashWords wordsFor(const CrashPoint& point, const Outcome& outcome) {
    VITRINE_ASSERT(point.allows(outcome));
    const auto none = WordFinder(point, outcome, false).find();
    const auto all = WordFinder(point, outcome, true).find();
    VITRINE_ASSERT(none || all);
    const bool sayAll = !none || (all && (all->size() < none->size() ||
                                          (all->size() == none->size() && joined(*all).size() < joined(*none).size())));
    return sayAll ? CrashWords{"all", joined(*all)} : CrashWords{"none", joined(*none)};
}

}  // namespace vitrine
