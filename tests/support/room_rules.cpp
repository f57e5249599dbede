#include "tests/support/room_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

#include <fmt/format.h>

namespace vitrine::test {
namespace {

using Names = std::span<const std::string_view>;

// A folder includes only folders listed above it.
constexpr std::array<std::string_view, 15> kCore = {"base", "trace", "disk",  "page", "wal",    "index", "txn",    "engine",
                                                    "log",  "btree", "lsm",   "memory", "sql", "dissect", "session"};
constexpr std::array<std::string_view, 2> kBelowAll = {"lab", "bench"};  // below them all, and apart from each other
constexpr std::array<std::string_view, 4> kEngines = {"log", "btree", "lsm", "memory"};
// What models and views know of core.
constexpr std::array<std::string_view, 5> kShowsOnly = {"base", "trace", "disk", "dissect", "lab"};
// No class of the window knows an engine: what it offers of one comes from the session's words and from the panels.
constexpr std::array<std::string_view, 3> kShellKnows = {"base", "trace", "session"};

// What each room of ui may include there, besides itself and theme. Those marked may know a Session, so all of core.
struct UiRoom {
    std::string_view name;
    std::array<std::string_view, 6> includes;
    bool knowsSession;
};
constexpr std::array<UiRoom, 8> kUi = {{
    {"theme", {}, false},
    {"models", {}, false},
    {"views", {"models"}, false},
    {"export", {}, false},
    {"plots", {"models"}, false},
    {"bridge", {"models"}, true},  // its cursor makes the moments that views paint
    {"panels", {"models", "views", "plots", "bridge", "export"}, true},
    {"shell", {"models", "views", "plots", "bridge", "panels", "export"}, true},
}};

bool contains(Names names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

struct Place {
    std::string_view house;  // core, ui, app, tests
    std::string_view room;   // the folder in it; empty for a file right in the house
    std::string_view file;
};
Place placeOf(std::string_view path) {
    Place place;
    const std::size_t first = path.find('/');
    if (first == std::string_view::npos) return {"", "", path};
    place.house = path.substr(0, first);
    path.remove_prefix(first + 1);
    const std::size_t second = path.find('/');
    if (second != std::string_view::npos) place.room = path.substr(0, second);
    place.file = path.substr(path.rfind('/') + 1);
    return place;
}

std::string_view stem(std::string_view file) { return file.substr(0, file.rfind('.')); }

int coreRank(std::string_view room) {
    if (contains(kBelowAll, room)) return static_cast<int>(kCore.size());
    const auto found = std::ranges::find(kCore, room);
    return found == kCore.end() ? -1 : static_cast<int>(found - kCore.begin());
}

bool isQt(std::string_view header) {
    return header.starts_with("Qt") || header == "qcustomplot.h" ||
           (header.size() > 1 && header[0] == 'Q' && std::isupper(static_cast<unsigned char>(header[1])));
}

std::optional<std::string> coreBreach(const Place& from, const Place& to) {
    const int fromRank = coreRank(from.room);
    const int toRank = coreRank(to.room);
    if (fromRank < 0) return fmt::format("core/{} is no room of the house", from.room);
    if (toRank < 0) return fmt::format("core/{} is no room of the house", to.room);
    if (contains(kEngines, from.room) && contains(kEngines, to.room) && from.room != to.room)
        return "engines never include each other";
    if (contains(kBelowAll, to.room) && from.room != to.room)
        return fmt::format("core/{} may not include core/{}", from.room, to.room);
    if (toRank > fromRank) return fmt::format("core/{} may not include core/{}, which comes after it", from.room, to.room);
    return std::nullopt;
}

std::optional<std::string> uiBreach(const Place& from, const Place& to) {
    const auto room = std::ranges::find(kUi, from.room, &UiRoom::name);
    if (room == kUi.end()) return fmt::format("ui/{} is no room of the house", from.room);
    if (to.house == "core") {
        if (from.room == "shell" && !contains(kShellKnows, to.room))
            return fmt::format("ui/shell knows no engine, so not core/{}", to.room);
        if (room->knowsSession || contains(kShowsOnly, to.room)) return std::nullopt;
        if (from.room == "theme" || to.room != "session")
            return fmt::format("ui/{} knows only what can be shown: core/base, core/trace, core/disk, core/dissect and core/lab", from.room);
        return "only bridge, panels and shell know a Session";
    }
    if (std::ranges::find(kUi, to.room, &UiRoom::name) == kUi.end())
        return fmt::format("ui/{} is no room of the house", to.room);
    const bool registry = stem(from.file) == "panel_registry";  // the one place that knows them all
    if (from.room == "panels" && to.room == "panels" && to.file.ends_with("_panel.h") && stem(from.file) != stem(to.file) && !registry)
        return "a panel never includes another";
    if (to.room == from.room || to.room == "theme" || contains(room->includes, to.room)) return std::nullopt;
    return fmt::format("ui/{} may not include ui/{}", from.room, to.room);
}

}  // namespace

std::optional<std::string> roomBreach(std::string_view file, std::string_view included, bool angled) {
    const Place from = placeOf(file);
    const bool generated = included.ends_with(".moc") || (included.starts_with("moc_") && included.ends_with(".cpp"));
    if (!angled && generated) return std::nullopt;
    if (included.ends_with("qcustomplot.h") && !(from.house == "ui" && from.room == "plots"))
        return "only ui/plots includes QCustomPlot";
    const bool noQt = from.house == "core" || stem(from.file) == "vitrine_cli";
    if (noQt && isQt(included)) return "there is no Qt below ui/";

    const Place to = placeOf(included);
    const bool ours = to.house == "core" || to.house == "ui" || to.house == "app" || to.house == "tests";
    if (angled) return ours ? std::optional<std::string>("our own files are included with quotes") : std::nullopt;
    if (included.ends_with("qcustomplot.h")) return std::nullopt;
    if (!ours) return "includes are written from the root, as in \"core/base/bytes.h\"";
    if (included.find("..") != std::string_view::npos) return "includes are written from the root, without ..";

    if (to.house == "tests" && from.house != "tests") return "nothing includes tests/";
    if (to.house == "app" && from.house != "app") return "app is the top: nothing includes it";
    if (from.house == "core" && to.house == "ui") return "core never includes ui";
    if (from.house == "core") return coreBreach(from, to);
    if (from.house == "ui") return uiBreach(from, to);
    return std::nullopt;
}

}  // namespace vitrine::test
