// What explorations say: of answers, what became of the keys; of outcomes, the words of `crash`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/disk/crash_point.h"
#include "core/lab/oracle.h"

namespace vitrine::lab {

struct DiskAnswer;

/// What is written behind a recovery to see that it can be.
inline constexpr const char* kNextKey = "after-the-cut";
inline constexpr const char* kNextValue = "written";

/// Against what was there before the cut: "user:6 comes back, user:7 is lost." `next`: what the operation under way
/// would have made of it, nullptr if there was none.
std::string answerSentence(const DiskAnswer& answer, const State& before, const State* next = nullptr);
/// "keep=all but=data#-1~27": the words of `crash` for that outcome.
std::string crashWordsFor(const CrashPoint& point, const Outcome& outcome);
/// The other way round; nothing where the words do not fit the moment.
std::optional<Outcome> outcomeOf(const CrashPoint& point, std::string_view crashWords);

}  // namespace vitrine::lab
