#include "core/index/index.h"

#include "core/index/hash_index.h"

namespace vitrine {

namespace {

using Maker = std::unique_ptr<Index> (*)(std::uint64_t seed);

struct Kind {
    std::string_view name;
    Maker make;
};

// A new kind of index is one line here: the suite, the window and the console then have it.
constexpr Kind kKinds[] = {
    {"hash", [](std::uint64_t seed) -> std::unique_ptr<Index> { return std::make_unique<HashIndex>(seed); }},
};

}  // namespace

std::unique_ptr<Index> makeIndex(std::string_view kind, std::uint64_t seed) {
    for (const Kind& known : kKinds)
        if (known.name == kind) return known.make(seed);
    return nullptr;
}

std::vector<std::string> indexKinds() {
    std::vector<std::string> names;
    for (const Kind& known : kKinds) names.emplace_back(known.name);
    return names;
}

}  // namespace vitrine
