#include "core/session/commands.h"

#include "core/base/assert.h"

namespace vitrine {

MakeWork findMaker(std::string_view word) {
    constexpr std::pair<std::string_view, MakeWork> makers[] = {
        {"put", makePut},         {"get", makeGet},       {"del", makeDel},       {"batch", makeBatch},
        {"scan", makeScan},       {"use", makeUse},       {"open", makeOpen},     {"close", makeClose},
        {"sync", makeSync},       {"flush", makeFlush},   {"roll", makeRoll},     {"compact", makeCompact},
        {"step", makeStep},       {"finish", makeFinish}, {"cancel", makeCancel}, {"check", makeCheck},
        {"fill", makeFill},       {"load", makeLoad},     {"import", makeImport}, {"export", makeExport},
        {"crash", makeCrash},     {"pending", makePending}, {"kill", makeKill},   {"fault", makeFault},
        {"edit", makeEdit},       {"stats", makeStats},   {"dump", makeDump},     {"help", makeHelp},
        {"inspect", makeInspect},
    };
    for (const auto& [name, maker] : makers)
        if (name == word) return maker;
    VITRINE_ASSERT(false && "every command that exists has a maker");
}

}  // namespace vitrine
