#include "tests/support/bench_sample.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

namespace vitrine::test {
namespace {

using nlohmann::json;

json round(double perSecond, bool latencies = true) {
    const double operations = 1000;
    return {{"operations", operations},
            {"seconds", operations / perSecond},
            {"user_bytes", operations * 116},
            {"p50_ns", latencies ? 500 : 0},
            {"p99_ns", latencies ? 4000 : 0},
            {"p99_9_ns", latencies ? 70'000 : 0},
            {"max_ns", latencies ? 2'000'000 : 0},
            {"written", 135'000},
            {"dirtied", 140'000},
            {"read", 0},
            {"peak_memory", 1'500'000},
            {"size_on_disk", 2'700'000},
            {"index_memory", 0},
            {"more", json::object()}};
}

json series(const char* workload, const char* guarantee, const char* engine, double keys,
            std::initializer_list<double> rates, double share) {
    json one = {{"workload", workload},         {"guarantee", guarantee}, {"engine", engine},
                {"guarantee_given", guarantee}, {"keys", keys},           {"share_of_limit", share}};
    for (const double rate : rates) one["rounds"].push_back(round(rate));
    // The median; of an even number the lower one of the two in the middle, as the program has it.
    std::vector<double> sorted(rates.begin(), rates.end());
    std::ranges::sort(sorted);
    one["operations_per_second"] = sorted[(sorted.size() - 1) / 2];
    return one;
}

}  // namespace

QByteArray benchSample() {
    constexpr const char* kProcess = "process-crash-safe";
    json all = {{"program", "vitrine-cli bench"},
                {"format", 1},
                {"cancelled", false},
                {"machine", "Test machine × 2"},
                {"file_system", "ext4"},
                {"date", "2026-01-02T03:04:05Z"},
                {"keys", 1000},
                {"key_bytes", 16},
                {"value_bytes", 100},
                {"rounds", 2},
                {"missing", json::array({"LMDB (liblmdb-dev)"})}};
    all["workloads"] = {
        {{"name", "fillrandom"}, {"what", "put, keys shuffled"}, {"in_bytes", false}, {"limit", "writes_per_second"}},
        {{"name", "readrandom"},
         {"what", "get, uniform"},
         {"in_bytes", false},
         {"limit", "dependent_loads_per_second"}},
        {{"name", "ycsb-e"}, {"what", "short ranges"}, {"in_bytes", false}}};
    all["engines"] = {{{"name", "Vitrine log"}, {"version", "hash index"}, {"settings", "none"}, {"ours", true}},
                      {{"name", "LevelDB"}, {"version", "1.23"}, {"settings", "none"}, {"ours", false}}};
    all["series"] = {series("fillrandom", kProcess, "Vitrine log", 1000, {1000, 2000}, 0.5),
                     series("fillrandom", kProcess, "LevelDB", 1000, {500, 400}, 0.125),
                     series("readrandom", kProcess, "Vitrine log", 1000, {4e6}, 0.8),
                     series("readrandom", kProcess, "LevelDB", 1000, {1e6}, 0.2),
                     series("readrandom", kProcess, "Vitrine log", 1e6, {2e6}, 0.4),
                     series("readrandom", kProcess, "LevelDB", 1e6, {2.5e5}, 0.05)};
    for (json& one : all["series"])
        if (one["workload"] == "fillrandom" && one["engine"] == "Vitrine log") one["guarantee_given"] = "power-safe";
    all["series"].push_back({{"workload", "ycsb-e"},
                             {"guarantee", kProcess},
                             {"guarantee_given", kProcess},
                             {"engine", "Vitrine log"},
                             {"keys", 1000},
                             {"not_measured", "The log has no order."}});
    return QByteArray::fromStdString(all.dump(1));
}

QByteArray benchSampleOfMany() {
    json all = json::parse(benchSample().toStdString());
    all["series"] = json::array();
    double rate = 1000;
    for (const double keys : {1e3, 1e4, 1e5})
        for (const char* workload : {"fillrandom", "overwrite", "readrandom"})
            for (const char* guarantee : {"process-crash-safe", "buffered"})
                for (const char* engine : {"Vitrine log", "LevelDB"})
                    all["series"].push_back(series(workload, guarantee, engine, keys, {rate *= 1.1}, 0.5));
    return QByteArray::fromStdString(all.dump(1));
}

}  // namespace vitrine::test
