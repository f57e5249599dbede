// `vitrine-cli bench WORKLOAD…`: measures our engine, and the peers that were built in, and prints a table or JSON.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/streams.h"

namespace vitrine::app {

struct BenchArguments {
    std::vector<std::string> workloads;  // empty, or "all": every one
    std::string engines;                 // names, or parts of them, with commas; empty: every one
    std::string directory;               // empty: the current one
    std::string keys = "1000000";        // a number, or several with commas: each in turn
    std::uint64_t operations = 0;        // 0: as many as keys
    std::uint64_t valueBytes = 100;
    std::uint64_t keyBytes = 16;
    std::uint64_t seed = 38;
    int rounds = 3;
    std::string repeated;                // an option that was given more than once, which is refused
    bool json = false;
    bool list = false;                   // only name the workloads
    bool progress = false;               // lines of progress even where standard error is no terminal
};

/// Returns the exit status: 0 when our engine was measured wherever it was asked to.
int runBench(const BenchArguments& arguments, Output& out, Output& errors);

}  // namespace vitrine::app
