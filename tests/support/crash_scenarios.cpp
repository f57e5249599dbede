#include "tests/support/crash_scenarios.h"

#include <fmt/format.h>

#include "core/base/random.h"

namespace vitrine::test {

namespace {

lab::Scenario make(std::string name, std::uint64_t segmentBytes, std::uint64_t sectorBytes, std::vector<std::string> lines) {
    lab::Scenario scenario;
    scenario.name = std::move(name);
    scenario.engine.segmentBytes = segmentBytes;
    scenario.disk.sectorBytes = sectorBytes;
    scenario.lines = std::move(lines);
    return scenario;
}

/// Runs them as it is measured, but for the length of a segment.
std::vector<lab::Scenario> on(const MeasuredConfiguration& measured, std::vector<lab::Scenario> scenarios) {
    for (lab::Scenario& scenario : scenarios) {
        const std::uint64_t segmentBytes = scenario.engine.segmentBytes;
        scenario.engine = measured.options;
        scenario.engine.segmentBytes = segmentBytes;
    }
    return scenarios;
}

std::vector<lab::Scenario> smallOnes() {
    std::vector<lab::Scenario> all;
    all.push_back(make("puts and overwrites", 4096, 16,
                       {"put user:1 Ada", "put user:2 Grace", "sync", "put user:1 \"Ada Lovelace\"", "put user:3 Edsger"}));
    all.push_back(make("torn at every byte", 4096, 1, {"put a 1", "sync", "put a 22"}));
    all.push_back(make("deletes and roll-overs", 160, 32,
                       {"put user:1 Ada", "put user:2 Grace", "del user:1", "put user:3 Edsger", "sync", "del user:2",
                        "put user:1 \"Ada Lovelace\"", "put user:4 Barbara", "del user:3"}));
    all.push_back(make("batches across roll-overs", 200, 24,
                       {"put user:1 Ada", "batch { put user:2 Grace; put user:3 Edsger; del user:1 }",
                        "batch { put user:1 Ada; put user:4 Barbara; put user:5 Donald }", "sync",
                        "batch { del user:2; del user:3; put user:6 Tony }"}));
    all.push_back(make("a batch larger than a segment", 128, 40,
                       {"put a 1", "batch { put a 2; put b 2; put c 2; put d 2; put e 2 }", "put a 3", "sync", "del b"}));
    all.push_back(make("full compaction", 144, 64,
                       {"put user:1 Ada", "put user:2 Grace", "put user:1 \"Ada Lovelace\"", "del user:2", "put user:3 Edsger",
                        "put user:4 Barbara", "roll", "put user:3 \"Edsger W.\"", "compact", "put user:5 Donald"}));
    all.push_back(make("partial compactions", 112, 64,
                       {"put a 1", "put b 1", "put c 1", "del a", "put b 2", "roll", "compact 2", "del c", "roll", "compact 3",
                        "put a 4", "roll", "compact"}));
    all.push_back(make("a tombstone outlives a partial compaction", 100, 64,
                       {"put a 1", "roll", "del a", "put b 1", "roll", "put c 1", "roll", "compact 2", "sync", "compact 1", "sync"}));
    all.push_back(make("superseded by what is not synced", 112, 64,
                       {"put a 1", "put b 1", "roll", "put a 2", "del b", "compact", "put c 1"}));
    all.push_back(make("writes beside a compaction", 120, 64,
                       {"put a 1", "put b 1", "put c 1", "del b", "roll", "beside { put a 2; del c; put d 1 }", "put e 1"}));
    all.push_back(make("reopenings", 160, 32,
                       {"put user:1 Ada", "reopen", "put user:2 Grace", "del user:1", "kill", "put user:3 Edsger", "sync",
                        "put user:1 Ada", "reopen", "del user:3"}));
    all.push_back(make("compaction of a compaction, reopened", 112, 64,
                       {"put a 1", "put b 1", "roll", "del a", "put c 1", "roll", "compact", "reopen", "put b 2", "del c", "roll",
                        "compact", "kill", "put d 1"}));
    all.push_back(make("buffered and flushed", 200, 32,
                       {"put user:1 Ada", "put user:2 Grace", "flush", "put user:3 Edsger", "sync", "del user:2", "flush",
                        "put user:4 Barbara", "put user:5 Donald", "kill", "put user:6 Tony"}));
    all.push_back(make("every kind of write", 160, 32,
                       {"put user:1 Ada", "put user:2 Grace", "del user:1", "batch { put a 1; put b 2; put c 3 }", "put user:3 Edsger"}));
    all.push_back(make("room that is given back", 160, 32,
                       {"put user:1 Ada", "sync", "put user:2 Grace", "del user:1", "put user:3 Edsger", "put user:4 Barbara", "reopen",
                        "put user:5 Donald", "compact"}));
    auto ordered = make("ordered mode", 144, 48,
                        {"put user:1 Ada", "put user:2 Grace", "del user:1", "put user:3 Edsger", "roll", "compact", "put user:1 back"});
    ordered.disk.mode = CrashMode::ordered;
    all.push_back(ordered);
    auto stale = make("stale holes", 112, 16,
                      {"put a 1", "put b 1", "roll", "put a 2", "roll", "compact", "put c 1", "put a 3", "roll", "put d 1", "put e 1"});
    stale.disk.staleHoles = true;
    all.push_back(stale);
    all.push_back(make("empty keys and values", 160, 16, {"put \"\" \"\"", "put a \"\"", "sync", "del \"\"", "put \"\" x"}));
    return all;
}

std::vector<lab::Scenario> largeOnes() {
    const std::string large(40'000, 'L');
    std::string batch;
    for (int i = 0; i < 1'000; ++i) batch += fmt::format("put k{:03} v{}; ", i, i);
    std::vector<lab::Scenario> all;
    all.push_back(make("a buffer that flows over", 150'000, 16'384,
                       {"put a " + large, "put b " + large, "put c 1", "kill", "put a 2", "put d " + large, "put e " + large}));
    all.push_back(make("larger than the buffer", 1 << 20, 32'768, {"put a 1", "put b " + large + large, "put c 1", "sync", "put e 1", "kill", "put d 1"}));
    all.push_back(make("a value written apart", 4 << 20, 512 << 10,
                       {"put a 1", "put b " + std::string(1'100'000, 'V'), "put c 1", "roll", "compact", "put d 1"}));
    all.push_back(make("batches of a thousand", 40'000, 8'192,
                       {"batch { " + batch + "}", "put a 1", "batch { " + batch + "}", "kill", "put b 1"}));
    return all;
}

}  // namespace

std::vector<lab::Scenario> crashScenarios(const MeasuredConfiguration& measured) { return on(measured, smallOnes()); }

std::vector<lab::Scenario> faultScenarios(const MeasuredConfiguration& measured) {
    auto all = crashScenarios(measured);
    std::erase_if(all, [](const lab::Scenario& scenario) { return scenario.disk.sectorBytes == 1; });
    return all;
}

std::vector<lab::Scenario> largeScenarios(const MeasuredConfiguration& measured) {
    auto all = on(measured, largeOnes());
    lab::Scenario asMeasured = make("nothing made smaller", 0, 4096, {"put user:1 Ada", "put user:2 Grace", "kill", "put user:3 Edsger"});
    asMeasured.engine = measured.options;
    all.push_back(asMeasured);
    return all;
}

std::vector<lab::Scenario> otherScenarios() {
    MeasuredConfiguration reserved = measuredConfiguration(Durability::process);
    reserved.options.preallocate = true;
    std::vector<lab::Scenario> all;
    for (lab::Scenario& scenario : crashScenarios(reserved))
        if (scenario.name == "room that is given back" || scenario.name == "reopenings") all.push_back(std::move(scenario));
    return all;
}

lab::Scenario randomScenario(std::uint64_t seed) {
    Random random(seed);
    auto scenario = make(fmt::format("random life {}", seed), 100 + random.below(160), std::uint64_t{8} << random.below(4), {});
    scenario.engine.durability = static_cast<Durability>(random.below(3));
    scenario.engine.preallocate = random.below(4) == 0;
    scenario.disk.mode = random.below(4) == 0 ? CrashMode::ordered : CrashMode::strict;
    scenario.disk.staleHoles = random.below(3) == 0;
    std::vector<bool> there(5);
    const auto key = [&] { return random.below(there.size()); };
    const auto put = [&](std::uint64_t k) {
        there[k] = true;
        return fmt::format("put k{} {}", k, std::string(1 + random.below(12), static_cast<char>('a' + random.below(26))));
    };
    for (int i = 0; i < 14; ++i) {
        const std::uint64_t k = key();
        switch (random.below(12)) {
            case 0: scenario.lines.emplace_back("sync"); break;
            case 1: scenario.lines.emplace_back("roll"); break;
            case 2:  // there is something to close, so something to compact
                scenario.lines.push_back(put(k));
                scenario.lines.emplace_back("roll");
                scenario.lines.emplace_back("compact");
                break;
            case 3:
                scenario.lines.push_back(put(k));
                scenario.lines.emplace_back("roll");
                scenario.lines.push_back(fmt::format("beside {{ {}; {} }}", put(key()), put(key())));
                break;
            case 4: scenario.lines.push_back(fmt::format("batch {{ {}; {}; {} }}", put(key()), put(key()), put(key()))); break;
            case 5: scenario.lines.emplace_back(scenario.engine.durability == Durability::buffered ? "flush" : "sync"); break;
            case 6: scenario.lines.emplace_back(random.below(2) ? "reopen" : "sync"); break;
            case 7:
            case 8:
                if (there[k]) {
                    scenario.lines.push_back(fmt::format("del k{}", k));
                    there[k] = false;
                    break;
                }
                [[fallthrough]];
            default: scenario.lines.push_back(put(k));
        }
    }
    return scenario;
}

}  // namespace vitrine::test
