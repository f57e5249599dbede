// What becomes of a database whose disk fails: a scenario is lived once for every call that changes a disk and for every
// way in which it may fail, on to its end, and the power is cut at every boundary from the fault on.
//
//   sync, directory sync   fails, and what it should have written is dropped
//   write                  fails at once, or when a part, or even all of it, has landed: the disk is full
//   open, truncate, preallocate, rename, remove, list
//                          fail and do nothing
//
// Each is tried alone, and once more with the next call failing, too: what the engine does about the first. Behind the
// scenario's lines the process is killed, the database opened, written and closed: what a failed call left must not come
// up there either.
#pragma once

#include "core/lab/explorer.h"

namespace vitrine::lab {

/// ExploreOptions::faults are set by it. The report's `faults` counts the lives.
Result<ExploreReport> exploreFaults(const Scenario& scenario, ExploreOptions options = {});

}  // namespace vitrine::lab
