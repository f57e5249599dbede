// The registered engines: a row each. Rooms are included from below to above only, and engines are above this one, so
// their openers are declared here and found by the linker.
#include <array>

#include <fmt/format.h>

#include "core/engine/storage_engine.h"

namespace vitrine {

namespace log {
Result<std::unique_ptr<OpenJob>> openLogEngine(Disk& disk, const EngineOptions& options, OpenAs as, Tracer* tracer);
Status recogniseLog(Disk& disk);
}

namespace {

struct EngineRow {
    std::string_view kind;
    Result<std::unique_ptr<OpenJob>> (*open)(Disk&, const EngineOptions&, OpenAs, Tracer*);
    Status (*recognise)(Disk&);
};
constexpr std::array kEngines{EngineRow{"log", &log::openLogEngine, &log::recogniseLog}};

tl::unexpected<Error> noSuchEngine(std::string_view kind) {
    return fail(ErrorCode::notSupported, fmt::format("There is no engine {}; there is: log.", quoteWord(kind)));
}

}  // namespace

Result<std::unique_ptr<OpenJob>> openEngine(std::string_view kind, Disk& disk, const EngineOptions& options, OpenAs as,
                                            Tracer* tracer) {
    for (const EngineRow& row : kEngines)
        if (row.kind == kind) return row.open(disk, options, as, tracer);
    return noSuchEngine(kind);
}

Status recognise(std::string_view kind, Disk& disk) {
    for (const EngineRow& row : kEngines)
        if (row.kind == kind) return row.recognise(disk);
    return noSuchEngine(kind);
}

std::vector<std::string> engineKinds() {
    std::vector<std::string> kinds;
    for (const EngineRow& row : kEngines) kinds.emplace_back(row.kind);
    return kinds;
}

}  // namespace vitrine
