// The words of `crash keep=none|all [but=ITEM,…]`.
//
//   ITEM   a number as `pending` lists it, or KIND[:GLOB][#I][~BYTES]
//   KIND   data, size or name
//   GLOB   of file names, * and ?; without one all files are meant (a rename is found by both of its names)
//   #I     the I-th of those meant, in time, from 1; #-1 the last, #-2 the one before it; without it all of them
//   ~BYTES data only: torn, its first BYTES are kept; the tear must fall on a boundary of sectors
//
// With keep=all the items are lost, and with each what cannot stand without it: later writes into the same sectors,
// later sizes, name changes that wait for it. `data` turns the sectors of the write back to what they held before it.
// With keep=none the items are kept, and with each what it stands on.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/disk/crash_point.h"

namespace vitrine {

/// `keep` and `but` are what stands behind the words' equal signs; `but` may be empty. `syntax` or `invalidArgument`
/// errors name the wrong word.
Result<Outcome> outcomeFromWords(const CrashPoint& point, std::string_view keep, std::string_view but);

/// Shell-like: * is any run of bytes, ? any one byte.
bool matchesGlob(std::string_view glob, std::string_view name);

}  // namespace vitrine
