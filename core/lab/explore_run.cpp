#include "core/lab/explore_run.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/disk/outcome_enumerator.h"
#include "core/session/answer.h"

namespace vitrine::lab {

namespace {

std::string_view judgementName(Judgement judgement) {
    switch (judgement) {
        case Judgement::everything:
            return "everything";
        case Judgement::prefix:
            return "less, as allowed";
        case Judgement::refused:
            return "refused, rightly";
        case Judgement::broken:
            break;
    }
    return "a promise broken";
}

void append(std::vector<std::string>& to, std::vector<std::string> more) {
    for (std::string& line : more) to.push_back(std::move(line));
}

/// `explore` under way.
class ExploreRun final : public CommandJob {
  public:
    explicit ExploreRun(ExploreRequest request)
        : limit_(request.mostOutcomes),
          job_(readScriptScenario(std::move(request.lines), request.seed), optionsFor(request)) {
        result_.command = "explore";
    }

    JobState step() override {
        if (ended_) return *ended_;
        const JobState now = job_.step();
        if (now == JobState::more) return now;
        if (now == JobState::failed) {
            result_.ok = false;
            result_.error = job_.error();
        } else {
            answer();
        }
        return *(ended_ = now);
    }
    Progress progress() const override { return job_.progress(); }
    void cancel() override { job_.cancel(); }
    const Error& error() const override { return result_.error; }
    std::string summary() const override { return job_.summary(); }
    const CommandResult& result() const override { return result_; }

  private:
    static ScriptExploreOptions optionsFor(const ExploreRequest& request) {
        ScriptExploreOptions options;
        options.inWords = false;
        if (request.mostOutcomes) options.mostOutcomes = *request.mostOutcomes;
        if (request.here) options.only = {std::max<std::size_t>(1, request.lines.size()) - 1, ~std::uint64_t{0}};
        return options;
    }

    void answer() {
        const ExplorationMap& map = job_.map();
        result_.lines = scopeLines(map, limit_);
        append(result_.lines, resultLines(map));
        const auto smallest =
            smallestOfEach(job_.scenario(), map, [tries = kMostTriesAwaited]() mutable { return tries-- == 0; });
        append(result_.lines, verdictLines(map, smallest));
        const ExploreReport& report = map.report;
        result_.fields = {{"boundaries", std::to_string(report.boundaries)},
                          {"explored", std::to_string(report.explored)},
                          {"distinct_disks", std::to_string(report.distinctDisks)},
                          {"moments", std::to_string(map.moments.size())},
                          {"broken", std::to_string(report.violationCount)}};
    }

    std::optional<std::uint64_t> limit_;
    ScriptExploration job_;
    CommandResult result_;
    std::optional<JobState> ended_;
};

}  // namespace

std::string_view judgementWord(Judgement judgement) {
    switch (judgement) {
        case Judgement::everything:
            return "everything";
        case Judgement::prefix:
            return "prefix";
        case Judgement::refused:
            return "refused";
        case Judgement::broken:
            break;
    }
    return "broken";
}

std::vector<ResultGroup> resultsOf(const ExplorationMap& map) {
    std::map<std::pair<Judgement, std::string_view>, ResultGroup> all;
    for (const ExploredMoment& moment : map.moments) {
        std::vector<const ResultGroup*> seen;
        for (const DiskKind& kind : moment.kinds) {
            const std::string& sentence = map.answers[kind.answer].sentence;
            ResultGroup& group = all[{kind.judgement, sentence}];
            group.judgement = kind.judgement;
            group.sentence = sentence;
            group.outcomes += kind.outcomes;
            ++group.kinds;
            if (std::ranges::find(seen, &group) != seen.end()) continue;
            ++group.moments;
            seen.push_back(&group);
        }
    }
    std::vector<ResultGroup> groups;
    for (auto& [result, group] : all) groups.push_back(std::move(group));
    return groups;
}

std::uint64_t outcomesOf(const ExplorationMap& map) {
    std::uint64_t sum = 0;
    for (const ExploredMoment& moment : map.moments) sum += moment.explored;
    return sum;
}

std::vector<std::string> scopeLines(const ExplorationMap& map, std::optional<std::uint64_t> limit) {
    const ExploreReport& report = map.report;
    std::vector<std::string> lines{
        fmt::format("{} at {} and in recoveries: {} explored of {} allowed, {} of {} boundaries exhaustive",
                    counted(report.distinctDisks, "distinct disk", "distinct disks"),
                    counted(map.moments.size(), "moment", "moments"), grouped(report.explored),
                    OutcomeCount{report.allowed}.text(), grouped(report.exhaustive), grouped(report.boundaries))};
    if (limit && outcomesOf(map) >= *limit)
        lines.push_back(fmt::format("Not more than {} outcomes were looked at, as limit= says.", grouped(*limit)));
    if (!map.stoppedBecause.empty()) lines.push_back(map.stoppedBecause);
    return lines;
}

std::vector<std::string> resultLines(const ExplorationMap& map) {
    std::vector<std::string> lines;
    for (const ResultGroup& group : resultsOf(map))
        lines.push_back(fmt::format("{:>18}  {} of {}, at {}: {}", judgementName(group.judgement),
                                    counted(group.outcomes, "outcome", "outcomes"),
                                    counted(group.kinds, "kind", "kinds"), counted(group.moments, "moment", "moments"),
                                    group.sentence));
    return lines;
}

std::vector<std::string> verdictLines(const ExplorationMap& map, const std::vector<SmallestViolation>& smallest) {
    const std::uint64_t broken = map.report.violationCount;
    if (broken == 0) return {"No promise is broken."};
    std::vector<std::string> lines{fmt::format(
        "A promise is broken at {}. The smallest script that shows it{}:", counted(broken, "moment", "moments"),
        smallest.size() > 1 ? ", for each way in which it is" : "")};
    for (const SmallestViolation& one : smallest) {
        lines.emplace_back();
        for (std::string_view rest = one.script; !rest.empty();) {
            const std::size_t end = rest.find('\n');
            lines.emplace_back(rest.substr(0, end));
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
        while (lines.back().empty()) lines.pop_back();
    }
    return lines;
}

std::vector<SmallestViolation> smallestOfEach(const ScriptScenario& scenario, const ExplorationMap& map,
                                              const std::function<bool()>& cancelled) {
    std::vector<SmallestViolation> all;
    for (const Violation& violation : map.report.violations) {
        if (std::ranges::any_of(all, [&](const auto& other) { return other.violation.isLike(violation); })) continue;
        all.push_back(smallestViolation(scenario, violation, 200, cancelled));
    }
    std::ranges::stable_sort(all, {}, [](const SmallestViolation& one) { return one.violation.second.has_value(); });
    return all;
}

BeginExploring exploring() {
    return [](ExploreRequest request) -> std::unique_ptr<CommandJob> {
        return std::make_unique<ExploreRun>(std::move(request));
    };
}

}  // namespace vitrine::lab
