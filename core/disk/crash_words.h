// The words of `crash keep=none|all [but=ITEM,…]`.
//
//   ITEM   a number as `pending` lists it, or KIND[:GLOB][#I][~BYTES], or sector:GLOB[#I]@OFFSET[=VERSION]
//   KIND   data, size or name
//   GLOB   of file names, * and ?; without one all files are meant (a rename is found by both of its names)
//   #I     the I-th of those meant, in time, from 1; #-1 the last, #-2 the one before it; without it all of them
//   ~BYTES data only: torn, its first BYTES are kept; the tear must fall on a boundary of sectors
//   sector the one sector that holds OFFSET; VERSION is what it holds: 0 what was settled, n what it held behind the n-th
//          pending write that touches it. Without =VERSION it is 0 with keep=all, the newest with keep=none. #I is for
//          files that had the same name one after the other: the I-th of those, as `pending` knows them.
//
// With keep=all the items are lost, and with each what cannot stand without it: later writes into the same sectors,
// later sizes, name changes that wait for it. `data` turns the sectors of the write back to what they held before it.
// With keep=none the items are kept, and with each what it stands on. Items act in their order; a sector is set to its
// version whatever was said of it before.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/disk/crash_point.h"

namespace vitrine {

struct CrashWords {
    std::string keep = "none";
    std::string but;
    bool operator==(const CrashWords&) const = default;
};

/// `syntax` for words that could fit no moment.
Status checkWords(const CrashWords& words);

/// `keep` and `but` are what stands behind the words' equal signs; `but` may be empty. `syntax` or `invalidArgument`
/// errors name the wrong word.
Result<Outcome> outcomeFromWords(const CrashPoint& point, std::string_view keep, std::string_view but);
/// The same for who has asked for point.items() already.
Result<Outcome> outcomeFromWords(const CrashPoint& point, const std::vector<PendingItem>& items, std::string_view keep,
                                 std::string_view but);

/// The other way round: the shortest reasonable words for an allowed outcome, with which outcomeFromWords() gives it again.
/// Whole writes before torn ones, files and names before sectors.
CrashWords wordsFor(const CrashPoint& point, const Outcome& outcome);

/// Shell-like: * is any run of bytes, ? any one byte.
bool matchesGlob(std::string_view glob, std::string_view name);

}  // namespace vitrine
