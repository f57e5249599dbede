#include "core/lab/crash_sentences.h"

#include <fmt/format.h>

#include "core/disk/crash_words.h"
#include "core/lab/disk_answers.h"
#include "core/session/answer.h"

namespace vitrine::lab {

namespace {

constexpr std::size_t kMostNamed = 3;  // keys that a sentence names

/// Keys with what became of them, as many as fit a sentence.
class Fates {
  public:
    void say(const Bytes& key, std::string_view what) {
        if (++count_ <= kMostNamed) text_ += fmt::format("{}{} {}", text_.empty() ? "" : ", ", label(key), what);
    }
    std::string sentence() const {
        if (count_ <= kMostNamed) return text_;
        return fmt::format("{} and {} more", text_, counted(count_ - kMostNamed, "key", "keys"));
    }
    std::size_t count() const { return count_; }

  private:
    std::string text_;
    std::size_t count_ = 0;
};

std::string stateSentence(const State& state, const State& before) {
    if (state == before)
        return before.empty() ? "Nothing was there, and nothing comes back." : "Everything comes back.";
    if (state.empty()) return "Nothing comes back.";
    Fates otherwise;
    Fates same;
    for (const auto& [key, value] : before) {
        const auto found = state.find(key);
        if (found == state.end())
            otherwise.say(key, "is lost");
        else if (found->second != value)
            otherwise.say(key, fmt::format("is \"{}\" again", label(found->second)));
        else
            same.say(key, "comes back");
    }
    for (const auto& [key, value] : state)
        if (!before.contains(key)) otherwise.say(key, fmt::format("is back as \"{}\"", label(value)));
    if (same.count() == 0) return otherwise.sentence() + ".";
    if (same.count() > kMostNamed)
        return fmt::format("{}; {} come back.", otherwise.sentence(), counted(same.count(), "other key", "other keys"));
    return fmt::format("{}, {}.", same.sentence(), otherwise.sentence());
}

}  // namespace

std::string answerSentence(const DiskAnswer& answer, const State& before, const State* next) {
    if (answer.refused) return "Open refuses: " + vitrine::describe(*answer.refused);
    if (answer.unreadable) return "What comes back cannot be read: " + vitrine::describe(*answer.unreadable);
    if (next != nullptr && answer.state == *next && answer.state != before)
        return "Everything comes back, with what was under way.";
    return stateSentence(answer.state, before);
}

std::string crashWordsFor(const CrashPoint& point, const Outcome& outcome) {
    const CrashWords words = wordsFor(point, outcome);
    return words.but.empty() ? fmt::format("keep={}", words.keep)
                             : fmt::format("keep={} but={}", words.keep, words.but);
}

std::optional<Outcome> outcomeOf(const CrashPoint& point, std::string_view crashWords) {
    constexpr std::string_view kKeep = "keep=", kBut = " but=";
    if (!crashWords.starts_with(kKeep)) return std::nullopt;
    crashWords.remove_prefix(kKeep.size());
    const std::size_t but = crashWords.find(kBut);
    const std::string_view items = but == std::string_view::npos ? "" : crashWords.substr(but + kBut.size());
    auto outcome = outcomeFromWords(point, crashWords.substr(0, but), items);
    if (!outcome) return std::nullopt;
    return std::move(*outcome);
}

}  // namespace vitrine::lab
