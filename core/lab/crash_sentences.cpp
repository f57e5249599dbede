#include "core/lab/crash_sentences.h"

#include <vector>

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
    if (state == before) return before.empty() ? "Nothing was there, and nothing comes back." : "Everything comes back.";
    if (state.empty()) return "Nothing comes back.";
    Fates otherwise;
    Fates same;
    for (const auto& [key, value] : before) {
        const auto found = state.find(key);
        if (found == state.end()) otherwise.say(key, "is lost");
        else if (found->second != value) otherwise.say(key, fmt::format("is \"{}\"", label(found->second)));
        else same.say(key, "comes back");
    }
    for (const auto& [key, value] : state)
        if (!before.contains(key)) otherwise.say(key, fmt::format("is there as \"{}\"", label(value)));
    if (same.count() == 0) return otherwise.sentence() + ".";
    if (same.count() > kMostNamed)
        return fmt::format("{}; {} come back.", otherwise.sentence(), counted(same.count(), "other key", "other keys"));
    return fmt::format("{}, {}.", same.sentence(), otherwise.sentence());
}

/// Words that deviate from keep=all, or from keep=none, item by item.
std::string deviations(const CrashPoint& point, const Outcome& outcome, bool all) {
    std::string but;
    for (const PendingItem& item : point.items()) {
        bool kept = true;
        std::uint64_t tear = 0;  // bytes kept at the begin of a torn write
        if (item.kind == PendingItem::Kind::name) {
            kept = outcome.names[item.entry] != 0;
        } else if (item.kind == PendingItem::Kind::size) {
            kept = outcome.sizes[item.fileIndex] >= item.entry;
        } else {
            const CrashPoint::Write& write = point.files()[item.fileIndex].writes[item.entry];
            std::uint32_t first = 0;  // sectors at the write's begin that have it
            while (first < write.sectorCount) {
                const std::uint32_t s = write.firstSector + first;
                if (outcome.versions[s] < point.versionAfter(point.sectors()[s], item.entry)) break;
                ++first;
            }
            kept = first == write.sectorCount;
            if (!kept && first > 0) tear = point.sectors()[write.firstSector + first].start - write.offset;
        }
        if (kept == all && tear == 0) continue;
        if (but.size() > 0) but += ',';
        but += tear > 0 ? fmt::format("{}~{}", item.number, tear) : std::to_string(item.number);
    }
    return but;
}

}  // namespace

std::string answerSentence(const DiskAnswer& answer, const State& before) {
    if (answer.refused) return "Open refuses: " + vitrine::describe(*answer.refused);
    if (answer.unreadable) return "What comes back cannot be read: " + vitrine::describe(*answer.unreadable);
    return stateSentence(answer.state, before);
}

std::string crashWordsFor(const CrashPoint& point, const Outcome& outcome) {
    std::string best;
    for (const bool all : {true, false}) {
        const std::string_view keep = all ? "all" : "none";
        const std::string but = deviations(point, outcome, all);
        const auto said = outcomeFromWords(point, keep, but);
        if (!said || *said != outcome) continue;
        std::string words = but.empty() ? fmt::format("keep={}", keep) : fmt::format("keep={} but={}", keep, but);
        if (best.empty() || words.size() < best.size()) best = std::move(words);
    }
    return best;
}

}  // namespace vitrine::lab
