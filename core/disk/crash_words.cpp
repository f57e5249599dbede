#include "core/disk/crash_words.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace vitrine {

bool matchesGlob(std::string_view glob, std::string_view name) {
    std::size_t g = 0;
    std::size_t n = 0;
    std::size_t star = std::string_view::npos;  // the newest *, and how far it reaches
    std::size_t reach = 0;
    while (n < name.size()) {
        if (g < glob.size() && glob[g] == '*') {
            star = g++;
            reach = n;
        } else if (g < glob.size() && (glob[g] == '?' || glob[g] == name[n])) {
            ++g;
            ++n;
        } else if (star != std::string_view::npos) {
            g = star + 1;
            n = ++reach;
        } else {
            return false;
        }
    }
    while (g < glob.size() && glob[g] == '*') ++g;
    return g == glob.size();
}

namespace {

template <class Integer>
std::optional<Integer> wholeNumber(std::string_view text) {
    Integer number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// One ITEM, read.
struct ItemWord {
    std::string_view word;
    std::optional<std::uint64_t> number;
    PendingItem::Kind kind = PendingItem::Kind::data;
    std::string_view glob = "*";
    std::optional<std::int64_t> index;
    std::optional<std::uint64_t> tornAfter;
};

tl::unexpected<Error> badWord(std::string_view word, std::string_view why) {
    return fail(ErrorCode::syntax, fmt::format("but={}: {}", word, why));
}

Status readKind(ItemWord& item, std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos) {
        item.glob = text.substr(colon + 1);
        if (item.glob.empty()) return badWord(item.word, "a file name or a pattern is missing behind the colon.");
    }
    const std::string_view kind = text.substr(0, colon);
    for (const auto candidate : {PendingItem::Kind::data, PendingItem::Kind::size, PendingItem::Kind::name})
        if (kind == kindName(candidate)) {
            item.kind = candidate;
            return {};
        }
    return badWord(item.word,
                   fmt::format("\"{}\" is not an item; a number from `pending`, data, size or name is.", kind));
}

Result<ItemWord> readItem(std::string_view word) {
    ItemWord item;
    item.word = word;
    std::string_view rest = word;
    if (const std::size_t tilde = rest.rfind('~'); tilde != std::string_view::npos) {
        item.tornAfter = wholeNumber<std::uint64_t>(rest.substr(tilde + 1));
        if (!item.tornAfter) return badWord(word, "behind ~ a number of bytes is expected.");
        rest = rest.substr(0, tilde);
    }
    if (item.number = wholeNumber<std::uint64_t>(rest); item.number) return item;
    if (const std::size_t hash = rest.rfind('#'); hash != std::string_view::npos) {
        item.index = wholeNumber<std::int64_t>(rest.substr(hash + 1));
        if (!item.index || *item.index == 0)
            return badWord(word, "behind # a number is expected: 1 is the first, -1 the last.");
        rest = rest.substr(0, hash);
    }
    if (Status ok = readKind(item, rest); !ok) return passOn(ok);
    if (item.tornAfter && item.kind != PendingItem::Kind::data)
        return badWord(word, "only data can be torn; ~ is not for a size or a name.");
    return item;
}

Result<std::vector<PendingItem>> find(const std::vector<PendingItem>& pending, const ItemWord& item) {
    std::vector<PendingItem> found;
    for (const PendingItem& candidate : pending) {
        const bool meant = item.number
                               ? candidate.number == *item.number
                               : candidate.kind == item.kind &&
                                     (matchesGlob(item.glob, candidate.file) ||
                                      (!candidate.newName.empty() && matchesGlob(item.glob, candidate.newName)));
        if (meant) found.push_back(candidate);
    }
    const auto nothing = [&](const std::string& what) {
        return fail(ErrorCode::invalidArgument, fmt::format("but={}: {}; `pending` lists what is.", item.word, what));
    };
    if (found.empty() && item.number) return nothing(fmt::format("nothing pending has the number {}", *item.number));
    if (found.empty()) return nothing(fmt::format("no {} of {} is pending", kindName(item.kind), item.glob));
    if (item.tornAfter && found.front().kind != PendingItem::Kind::data)
        return badWord(item.word, "only data can be torn; ~ is not for a size or a name.");
    if (!item.index) return found;
    const auto count = static_cast<std::int64_t>(found.size());
    const std::int64_t at = *item.index > 0 ? *item.index - 1 : count + *item.index;
    if (at < 0 || at >= count)
        return nothing(fmt::format("{} of {} {} pending", kindName(item.kind), item.glob,
                                   count == 1 ? std::string("is only once") : fmt::format("is only {} times", count)));
    return std::vector<PendingItem>{found[static_cast<std::size_t>(at)]};
}

/// How many sectors of the write lie before its tear.
Result<std::uint32_t> sectorsBeforeTear(const CrashPoint& point, const CrashPoint::Write& write, const ItemWord& item) {
    const std::uint64_t tear = *item.tornAfter;
    const std::uint64_t sector = point.sectorBytes();
    if (tear == 0) return 0u;
    if (tear < write.sizeBytes && (write.offset + tear) % sector == 0)
        return static_cast<std::uint32_t>((write.offset + tear) / sector - write.offset / sector);
    std::string where = "it lies in one sector and cannot be torn";
    if (write.sectorCount > 1) {
        const std::uint64_t first = sector - write.offset % sector;
        where = fmt::format("it can be torn after {}", first);
        if (write.sectorCount > 2) where += fmt::format(", {}", first + sector);
        if (write.sectorCount > 3) where += ", …";
        where += " bytes";
    }
    return fail(ErrorCode::invalidArgument,
                fmt::format("but={}: the write has {} bytes at {}, sectors have {}: {}.", item.word, write.sizeBytes,
                            hexOffset(write.offset), sector, where));
}

Status lose(const CrashPoint& point, const PendingItem& item, const ItemWord& word, Outcome& outcome) {
    if (item.kind == PendingItem::Kind::name) {
        point.dropNameChange(outcome, item.entry);
        return {};
    }
    if (item.kind == PendingItem::Kind::size) {
        outcome.sizes[item.fileIndex] = std::min(outcome.sizes[item.fileIndex], item.entry - 1);
        return {};
    }
    const CrashPoint::Write& write = point.files()[item.fileIndex].writes[item.entry];
    const Result<std::uint32_t> kept =
        word.tornAfter ? sectorsBeforeTear(point, write, word) : Result<std::uint32_t>(0u);
    if (!kept) return passOn(kept);
    for (std::uint32_t s = write.firstSector + *kept; s < write.firstSector + write.sectorCount; ++s)
        outcome.versions[s] = std::min(outcome.versions[s], point.versionAfter(point.sectors()[s], item.entry) - 1);
    return {};
}

Status keep(const CrashPoint& point, const PendingItem& item, const ItemWord& word, Outcome& outcome) {
    if (item.kind == PendingItem::Kind::name) {
        point.addNameChange(outcome, item.entry);
        return {};
    }
    if (item.kind == PendingItem::Kind::size) {
        outcome.sizes[item.fileIndex] = std::max(outcome.sizes[item.fileIndex], item.entry);
        return {};
    }
    const CrashPoint::Write& write = point.files()[item.fileIndex].writes[item.entry];
    const Result<std::uint32_t> kept =
        word.tornAfter ? sectorsBeforeTear(point, write, word) : Result<std::uint32_t>(write.sectorCount);
    if (!kept) return passOn(kept);
    for (std::uint32_t s = write.firstSector; s < write.firstSector + *kept; ++s)
        outcome.versions[s] = std::max(outcome.versions[s], point.versionAfter(point.sectors()[s], item.entry));
    return {};
}

}  // namespace

Result<Outcome> outcomeFromWords(const CrashPoint& point, std::string_view keepWord, std::string_view but) {
    const bool all = keepWord == "all";
    if (!all && keepWord != "none")
        return fail(ErrorCode::syntax, fmt::format("keep={}: all or none is expected.", keepWord));
    Outcome outcome = all ? point.keepAll() : point.keepNone();
    const std::vector<PendingItem> pending = point.items();
    while (!but.empty()) {
        const std::size_t comma = but.find(',');
        const std::string_view text = but.substr(0, comma);
        but = comma == std::string_view::npos ? std::string_view() : but.substr(comma + 1);
        if (text.empty() || (comma != std::string_view::npos && but.empty()))
            return badWord(text, "an item is missing at a comma.");
        const Result<ItemWord> word = readItem(text);
        if (!word) return passOn(word);
        const auto items = find(pending, *word);
        if (!items) return passOn(items);
        for (const PendingItem& item : *items) {
            const Status done = all ? lose(point, item, *word, outcome) : keep(point, item, *word, outcome);
            if (!done) return passOn(done);
        }
    }
    if (all)
        point.dropUnsupportedSizes(outcome);
    else
        point.fetchNeededData(outcome);
    return outcome;
}

}  // namespace vitrine
