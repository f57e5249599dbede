// `vitrine-cli explore SCRIPT|-`: every power cut of a script, without a window.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/streams.h"

namespace vitrine::app {

struct ExploreArguments {
    std::string file;
    std::vector<std::string> words;  // limit=N
    std::uint64_t seed = 38;
    bool json = false;
    bool progress = false;  // also where standard error is no terminal
};

/// Prints what was found. The exit status: 0 every promise was kept, 1 one was broken, 2 the script cannot be explored;
/// 128 + the signal's number when interrupted, with what was found until then.
int runExplore(const ExploreArguments& arguments, Output& out, Output& errors);

}  // namespace vitrine::app
