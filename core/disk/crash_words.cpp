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
    bool sector = false;  // then the kind is of no account
    std::uint64_t offset = 0;
    std::optional<std::uint32_t> version;
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
                   fmt::format("\"{}\" is not an item; a number from `pending`, data, size, name or sector is.", kind));
}

/// A decimal number, or a hexadecimal one as offsets are shown.
std::optional<std::uint64_t> offsetNumber(std::string_view text) {
    if (!text.starts_with("0x")) return wholeNumber<std::uint64_t>(text);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data() + 2, text.data() + text.size(), number, 16);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// Takes "#I" from the end of `text`.
Status readIndex(ItemWord& item, std::string_view& text) {
    const std::size_t hash = text.rfind('#');
    if (hash == std::string_view::npos) return {};
    item.index = wholeNumber<std::int64_t>(text.substr(hash + 1));
    if (!item.index || *item.index == 0)
        return badWord(item.word, "behind # a number is expected: 1 is the first, -1 the last.");
    text = text.substr(0, hash);
    return {};
}

/// GLOB[#I]@OFFSET[=VERSION], behind "sector:".
Status readSector(ItemWord& item, std::string_view text) {
    item.sector = true;
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos) return badWord(item.word, "a sector is FILE@OFFSET, or FILE@OFFSET=VERSION.");
    std::string_view where = text.substr(at + 1);
    if (const std::size_t equals = where.find('='); equals != std::string_view::npos) {
        item.version = wholeNumber<std::uint32_t>(where.substr(equals + 1));
        if (!item.version) return badWord(item.word, "behind = a version is expected: 0 is what was settled.");
        where = where.substr(0, equals);
    }
    const auto offset = offsetNumber(where);
    if (!offset) return badWord(item.word, "behind @ an offset is expected.");
    item.offset = *offset;
    item.glob = text.substr(0, at);
    if (Status ok = readIndex(item, item.glob); !ok) return ok;
    if (item.glob.empty()) return badWord(item.word, "a file name or a pattern is missing behind the colon.");
    return {};
}

Result<ItemWord> readItem(std::string_view word) {
    ItemWord item;
    item.word = word;
    std::string_view rest = word;
    if (constexpr std::string_view kSector = "sector:"; word.starts_with(kSector)) {
        if (Status ok = readSector(item, word.substr(kSector.size())); !ok) return passOn(ok);
        return item;
    }
    if (const std::size_t tilde = rest.rfind('~'); tilde != std::string_view::npos) {
        item.tornAfter = wholeNumber<std::uint64_t>(rest.substr(tilde + 1));
        if (!item.tornAfter) return badWord(word, "behind ~ a number of bytes is expected.");
        rest = rest.substr(0, tilde);
    }
    if (item.number = wholeNumber<std::uint64_t>(rest); item.number) return item;
    if (Status ok = readIndex(item, rest); !ok) return passOn(ok);
    if (Status ok = readKind(item, rest); !ok) return passOn(ok);
    if (item.tornAfter && item.kind != PendingItem::Kind::data)
        return badWord(word, "only data can be torn; ~ is not for a size or a name.");
    return item;
}

Result<std::vector<const PendingItem*>> find(const std::vector<PendingItem>& pending, const ItemWord& item) {
    std::vector<const PendingItem*> found;
    for (const PendingItem& candidate : pending) {
        const bool meant = item.number
                               ? candidate.number == *item.number
                               : candidate.kind == item.kind &&
                                     (matchesGlob(item.glob, candidate.file) ||
                                      (!candidate.newName.empty() && matchesGlob(item.glob, candidate.newName)));
        if (meant) found.push_back(&candidate);
    }
    const auto nothing = [&](const std::string& what) {
        return fail(ErrorCode::invalidArgument, fmt::format("but={}: {}; `pending` lists what is.", item.word, what));
    };
    if (found.empty() && item.number) return nothing(fmt::format("nothing pending has the number {}", *item.number));
    if (found.empty()) return nothing(fmt::format("no {} of {} is pending", kindName(item.kind), item.glob));
    if (item.tornAfter && found.front()->kind != PendingItem::Kind::data)
        return badWord(item.word, "only data can be torn; ~ is not for a size or a name.");
    if (!item.index) return found;
    const auto count = static_cast<std::int64_t>(found.size());
    const std::int64_t at = *item.index > 0 ? *item.index - 1 : count + *item.index;
    if (at < 0 || at >= count)
        return nothing(fmt::format("{} of {} {} pending", kindName(item.kind), item.glob,
                                   count == 1 ? std::string("is only once") : fmt::format("is only {} times", count)));
    return std::vector<const PendingItem*>{found[static_cast<std::size_t>(at)]};
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

/// The sector that the word means, by its place in sectors().
Result<std::uint32_t> findSector(const CrashPoint& point, const ItemWord& item) {
    std::vector<std::uint32_t> found;
    for (std::uint32_t s = 0; s < point.sectors().size(); ++s) {
        const CrashPoint::Sector& sector = point.sectors()[s];
        if (item.offset >= sector.start && item.offset - sector.start < point.sectorBytes() &&
            matchesGlob(item.glob, point.files()[sector.file].name))
            found.push_back(s);
    }
    const auto refuse = [&](std::string why) { return fail(ErrorCode::invalidArgument, fmt::format("but={}: {}", item.word, why)); };
    if (found.empty())
        return refuse(fmt::format("no pending write touches the sector at {} of {}; `pending` lists what is.",
                                  hexOffset(item.offset), item.glob));
    const auto count = static_cast<std::int64_t>(found.size());
    if (!item.index && count > 1)
        return refuse(fmt::format("{} files are meant, choose one: by its whole name, or with #1 to #{}.", count, count));
    const std::int64_t index = item.index.value_or(1);
    const std::int64_t at = index > 0 ? index - 1 : count + index;
    if (at < 0 || at >= count)
        return refuse(fmt::format("only {} such file{} pending writes there.", count, count == 1 ? " has" : "s have"));
    return found[static_cast<std::size_t>(at)];
}

Status setSector(const CrashPoint& point, const ItemWord& item, bool keepsAll, Outcome& outcome) {
    const auto found = findSector(point, item);
    if (!found) return passOn(found);
    const CrashPoint::Sector& sector = point.sectors()[*found];
    const std::uint32_t version = item.version.value_or(keepsAll ? 0 : sector.writes);
    if (version > sector.writes)
        return fail(ErrorCode::invalidArgument,
                    fmt::format("but={}: {} touch{} that sector, so it can hold version 0 (what was settled) to {}.", item.word,
                                sector.writes == 1 ? "one pending write" : fmt::format("{} pending writes", sector.writes),
                                sector.writes == 1 ? "es" : "", sector.writes));
    outcome.versions[*found] = version;
    return {};
}

/// Does something with each item of `but`, read; stops at the first error.
template <class Each>
Status eachItem(std::string_view but, const Each& each) {
    while (!but.empty()) {
        const std::size_t comma = but.find(',');
        const std::string_view text = but.substr(0, comma);
        but = comma == std::string_view::npos ? std::string_view() : but.substr(comma + 1);
        if (text.empty() || (comma != std::string_view::npos && but.empty()))
            return badWord(text, "an item is missing at a comma.");
        const Result<ItemWord> word = readItem(text);
        if (!word) return passOn(word);
        if (Status done = each(*word); !done) return done;
    }
    return {};
}

Status checkKeep(std::string_view keepWord) {
    if (keepWord == "all" || keepWord == "none") return {};
    return fail(ErrorCode::syntax, fmt::format("keep={}: all or none is expected.", keepWord));
}

}  // namespace

Status checkWords(const CrashWords& words) {
    if (Status ok = checkKeep(words.keep); !ok) return ok;
    return eachItem(words.but, [](const ItemWord&) { return Status{}; });
}

Result<Outcome> outcomeFromWords(const CrashPoint& point, std::string_view keep, std::string_view but) {
    return outcomeFromWords(point, point.items(), keep, but);
}

Result<Outcome> outcomeFromWords(const CrashPoint& point, const std::vector<PendingItem>& pending,
                                 std::string_view keepWord, std::string_view but) {
    if (Status ok = checkKeep(keepWord); !ok) return passOn(ok);
    const bool all = keepWord == "all";
    Outcome outcome = all ? point.keepAll() : point.keepNone();
    const Status done = eachItem(but, [&](const ItemWord& word) -> Status {
        if (word.sector) return setSector(point, word, all, outcome);
        const auto items = find(pending, word);
        if (!items) return passOn(items);
        for (const PendingItem* item : *items)
            if (Status ok = all ? lose(point, *item, word, outcome) : keep(point, *item, word, outcome); !ok) return ok;
        return {};
    });
    if (!done) return passOn(done);
    if (all)
        point.dropUnsupportedSizes(outcome);
    else
        point.fetchNeededData(outcome);
    return outcome;
}

}  // namespace vitrine
