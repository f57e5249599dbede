#include "core/session/place.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/base/random.h"
#include "core/index/index.h"

namespace vitrine {

namespace {

constexpr std::uint64_t kLeastSegmentBytes = 128;
constexpr std::uint64_t kMostSegmentBytes = std::uint64_t{1} << 40;
constexpr std::uint64_t kMostSectorBytes = 65'536;

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// Takes the options of a `use` line one by one into a Place.
class PlaceReader {
  public:
    PlaceReader(const ParsedCommand& command, Place& place) : command_(command), place_(place) {}

    Status read() {
        for (auto step : {&PlaceReader::readEngine, &PlaceReader::readIndex, &PlaceReader::readDisk,
                          &PlaceReader::readSegment, &PlaceReader::readDurability, &PlaceReader::readSimulation,
                          &PlaceReader::readRest})
            if (auto status = (this->*step)(); !status) return status;
        return {};
    }

  private:
    Status readEngine() {
        if (command_.words.empty()) return {};
        const Word& word = command_.words[0];
        return oneOf(word.text, word.column, "engine", engineKinds(), place_.engine);
    }

    Status readIndex() {
        const CommandOption* option = command_.option("index");
        return option ? oneOf(option->value, option->column, "index", indexKinds(), place_.engineOptions.index) : Status{};
    }

    static Status oneOf(ByteView text, std::size_t column, std::string_view what, const std::vector<std::string>& known,
                        std::string& to) {
        if (std::find(known.begin(), known.end(), text) == known.end())
            return fail(ErrorCode::notSupported,
                        fmt::format("There is no {} {}: this version has {}.", what, quoteForPeople(text), listed(known)),
                        fmt::format("column {}", column));
        to = text;
        return {};
    }

    Status readDisk() {
        if (const CommandOption* option = command_.option("disk")) {
            if (option->value.empty())
                return wrongWord(option->column, "disk= takes simulated, memory or a directory, not “”.");
            place_.disk = option->value == "simulated" ? DiskKind::simulated
                          : option->value == "memory"  ? DiskKind::memory
                                                       : DiskKind::directory;
            if (place_.disk == DiskKind::directory) place_.directory = option->value;
        }
        if (place_.disk != DiskKind::simulated) place_.engineOptions.segmentBytes = Place::kRealSegmentBytes;
        return {};
    }

    Status readSegment() {
        return size("segment", kLeastSegmentBytes, kMostSegmentBytes, place_.engineOptions.segmentBytes);
    }

    Status size(std::string_view name, std::uint64_t least, std::uint64_t most, std::uint64_t& to) {
        const CommandOption* option = command_.option(name);
        if (option == nullptr) return {};
        const auto bytes = parseSize(option->value, option->column, fmt::format("{}=", name), least, most);
        if (!bytes) return passOn(bytes);
        to = *bytes;
        return {};
    }

    Status readDurability() {
        const CommandOption* option = command_.option("durability");
        if (option == nullptr) return {};
        const auto level = parseChoice(option->value, option->column, "durability=", {"buffered", "process", "power"});
        if (!level) return passOn(level);
        place_.engineOptions.durability = static_cast<Durability>(*level);
        if (place_.engineOptions.durability == Durability::power && place_.disk == DiskKind::memory)
            return fail(ErrorCode::notSupported,
                        "disk=memory has nothing that survives a power cut: use durability=process, or another disk.",
                        fmt::format("column {}", option->column));
        return {};
    }

    Status readSimulation() {
        for (const std::string_view name : {"sector", "hole", "mode"})
            if (const CommandOption* option = command_.option(name); option && place_.disk != DiskKind::simulated)
                return fail(ErrorCode::invalidArgument, fmt::format("{}= is for disk=simulated only.", name),
                            fmt::format("column {}", option->column));
        if (auto status = size("sector", 1, kMostSectorBytes, place_.sectorBytes); !status) return status;
        if (auto status = either("hole", {"zeros", "stale"}, place_.staleHoles); !status) return status;
        return either("mode", {"strict", "ordered"}, place_.ordered);
    }

    /// An option of two words: the second means true.
    Status either(std::string_view name, const std::vector<std::string_view>& words, bool& to) {
        const CommandOption* option = command_.option(name);
        if (option == nullptr) return {};
        const auto choice = parseChoice(option->value, option->column, fmt::format("{}=", name), words);
        if (!choice) return passOn(choice);
        to = *choice == 1;
        return {};
    }

    Status readRest() {
        if (auto status = either("preallocate", {"off", "on"}, place_.engineOptions.preallocate); !status) return status;
        if (const CommandOption* option = command_.option("seed")) {
            const auto seed = parseNumber(option->value, option->column, "seed=");
            if (!seed) return passOn(seed);
            place_.seed = *seed;
            place_.seedGiven = true;
        }
        if (auto status = readBreak(); !status) return status;
        return readAutocompact();
    }

    Status readBreak() {
        const CommandOption* option = command_.option("break");
        if (option == nullptr) return {};
        const auto switches = parseBreakSwitches(option->value);
        if (!switches) return wrongWord(option->column, switches.error().message);
        if (place_.disk == DiskKind::directory && switches->any())  // nobody's data shall suffer
            return fail(ErrorCode::invalidArgument, "break= is for disk=simulated and disk=memory only.",
                        fmt::format("column {}", option->column));
        place_.engineOptions.breakOnPurpose = *switches;
        return {};
    }

    Status readAutocompact() {
        const CommandOption* option = command_.option("autocompact");
        if (option == nullptr) return {};
        const std::string& text = option->value;
        double ratio = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), ratio);
        // Asked this way round, "nan" is refused as well.
        if (error != std::errc{} || end != text.data() + text.size() || !(ratio >= 0 && ratio <= 1))
            return wrongWord(option->column,
                             fmt::format("autocompact= takes a share of dead bytes from 0 (never) to 1, not {}.",
                                         quoteForPeople(text)));
        place_.engineOptions.compactAtDeadRatio = ratio;
        return {};
    }

    const ParsedCommand& command_;
    Place& place_;
};

}  // namespace

std::string Place::describe() const {
    const std::string broken = breakWords(engineOptions.breakOnPurpose);
    const std::string note = broken.empty() ? "" : fmt::format(" · broken on purpose: {}", broken);
    switch (disk) {
        case DiskKind::simulated: return fmt::format("data/ · simulated disk · seed {}{}", seed, note);
        case DiskKind::memory: return fmt::format("data/ · in memory · seed {}{}", seed, note);
        case DiskKind::directory: break;
    }
    return fmt::format("{} · {}{}", directory, copied ? "a copy in memory" : "real directory", note);
}

std::uint64_t Place::seedOfOpening(std::uint64_t opening) const {
    return Random(seed + 0x9e3779b97f4a7c15u * opening).next() | 1;  // 0 would ask for another
}

Place defaultPlace(std::uint64_t sessionSeed) {
    Place place;
    place.engineOptions.segmentBytes = Place::kClassroomSegmentBytes;
    place.seed = sessionSeed;
    return place;
}

Result<Place> parsePlace(const ParsedCommand& command, std::uint64_t sessionSeed) {
    Place place = defaultPlace(sessionSeed);
    if (auto status = PlaceReader(command, place).read(); !status) return passOn(status);
    return place;
}

}  // namespace vitrine
