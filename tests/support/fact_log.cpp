#include "tests/support/fact_log.h"

#include <map>

#include <fmt/format.h>

namespace vitrine::test {

namespace {
std::string firstText(ByteView payload) {
    const auto arguments = decodeArguments(payload);
    if (arguments.empty()) return {};
    const auto* text = std::get_if<Bytes>(&arguments[0].value);
    return text ? *text : std::string();
}
}  // namespace

std::vector<FactLog::OperationSeen> FactLog::operations(SpanKindId kind) const {
    std::vector<OperationSeen> seen;
    each([&](const Fact& fact, ByteView payload) {
        if (fact.kind == FactKind::spanBegin && fact.subject == kind)
            seen.push_back({fact.x, firstText(payload), false, false, {}});
        if (fact.kind == FactKind::spanEnd && fact.subject == kind && !seen.empty()) {
            seen.back().ended = true;
            seen.back().failed = fact.x != 0;
            seen.back().result = firstText(payload);
        }
    });
    return seen;
}

std::vector<std::string> FactLog::lines() const {
    std::vector<std::string> all;
    each([&](const Fact& fact, ByteView payload) {
        all.push_back(fmt::format("{} {} {} {} {} {} {}", static_cast<int>(fact.kind), fact.flags, fact.lane, fact.subject,
                                  fact.x, fact.y, escape(payload)));
    });
    return all;
}

std::size_t FactLog::count(FactKind kind) const {
    std::size_t number = 0;
    each([&](const Fact& fact, ByteView) { number += fact.kind == kind; });
    return number;
}

std::string FactLog::spansPairUp() const {
    std::map<LaneId, std::vector<std::uint32_t>> open;
    std::string problem;
    std::size_t at = 0;
    each([&](const Fact& fact, ByteView) {
        ++at;
        if (fact.kind == FactKind::gap) open.clear();
        if (fact.kind == FactKind::spanBegin) open[fact.lane].push_back(fact.subject);
        if (fact.kind != FactKind::spanEnd || !problem.empty()) return;
        auto& stack = open[fact.lane];
        if (stack.empty() || stack.back() != fact.subject)
            problem = fmt::format("fact {}: span {} ends on lane {}, {}", at - 1, fact.subject, fact.lane,
                                  stack.empty() ? std::string("none is open") : fmt::format("{} is open", stack.back()));
        else
            stack.pop_back();
    });
    for (const auto& [lane, stack] : open)
        if (!stack.empty() && problem.empty()) problem = fmt::format("span {} on lane {} never ends", stack.back(), lane);
    return problem;
}

}  // namespace vitrine::test
