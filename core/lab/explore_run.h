// What an exploration found, in lines of text; and the console's word `explore`, which answers them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/lab/reproduction.h"
#include "core/session/explore_word.h"

namespace vitrine::lab {

/// Kinds that agree in judgement and answer, of all moments.
struct ResultGroup {
    Judgement judgement = Judgement::everything;
    std::string sentence;
    std::uint64_t outcomes = 0;
    std::size_t kinds = 0;
    std::size_t moments = 0;
};
/// By judgement, the broken ones last.
std::vector<ResultGroup> resultsOf(const ExplorationMap& map);
/// "everything", "prefix", "refused", "broken", for programs.
std::string_view judgementWord(Judgement judgement);
/// Outcomes of the script's own moments, those in recoveries apart: what a limit counts.
std::uint64_t outcomesOf(const ExplorationMap& map);

/// What was looked at, and what was not and why.
std::vector<std::string> scopeLines(const ExplorationMap& map, std::optional<std::uint64_t> limit);
std::vector<std::string> resultLines(const ExplorationMap& map);
/// The verdict, with a script for each broken promise.
std::vector<std::string> verdictLines(const ExplorationMap& map, const std::vector<SmallestViolation>& smallest);

/// Shorter scripts that are tried on the way to the smallest, where somebody waits for it.
inline constexpr std::size_t kMostTriesAwaited = 60;
/// One for each way in which a promise is broken (by one cut, by two, without any).
std::vector<SmallestViolation> smallestOfEach(const ScriptScenario& scenario, const ExplorationMap& map,
                                              const std::function<bool()>& cancelled);

/// For WorkspaceOptions::explore.
BeginExploring exploring();

}  // namespace vitrine::lab
