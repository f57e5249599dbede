#include "core/bench/measurement_json.h"

#include <nlohmann/json.hpp>

namespace vitrine::bench {
namespace {

using nlohmann::json;

constexpr std::string_view kProgram = "vitrine-cli bench";
constexpr int kFormat = 1;  // raised when a field gets another meaning; new fields alone do not raise it

json toJson(const Measurement& m) {
    return {{"operations", m.operations}, {"seconds", m.seconds},       {"user_bytes", m.userBytes},
            {"p50_ns", m.p50},            {"p99_ns", m.p99},            {"p99_9_ns", m.p999},
            {"max_ns", m.most},           {"written", m.use.writtenBytes}, {"dirtied", m.use.dirtiedBytes},
            {"read", m.use.readBytes},    {"peak_memory", m.use.peakBytes}, {"size_on_disk", m.diskBytes},
            {"index_memory", m.indexBytes}, {"more", m.more},           {"stamps", m.stamps},
            {"operations_per_stamp", m.operationsPerStamp}};
}

json toJson(const MachineLimits& l) {
    return {{"writes_per_second", l.writesPerSecond},
            {"syncs_per_second", l.syncsPerSecond},
            {"memcpy_bytes_per_second", l.copyBytesPerSecond},
            {"crc32c_bytes_per_second", l.crcBytesPerSecond},
            {"dependent_loads_per_second", l.loadsPerSecond}};
}

/// Which of the fields of "limits" it is held against; nothing without a limit.
std::string_view limitField(Limit limit) {
    switch (limit) {
        case Limit::none: return {};
        case Limit::writes: return "writes_per_second";
        case Limit::syncs: return "syncs_per_second";
        case Limit::copy: return "memcpy_bytes_per_second";
        case Limit::crc: return "crc32c_bytes_per_second";
        case Limit::loads: return "dependent_loads_per_second";
    }
    return {};
}

std::string_view toldName(Told told) {
    switch (told) {
        case Told::operations: return "operations";
        case Told::keys: return "keys";
        case Told::time: return "time";
    }
    return {};
}

json toJson(const Workload& workload) {
    json one = {{"name", workload.name}, {"what", workload.what}, {"in_bytes", false}, {"told_as", toldName(workload.told)}};
    if (const std::string_view limit = limitField(workload.limit); !limit.empty()) one["limit"] = limit;
    for (const Guarantee guarantee : workload.guarantees) one["guarantees"].push_back(guaranteeName(guarantee));
    return one;
}

json toJson(const ContenderKind& kind) {
    return {{"name", kind.name}, {"version", kind.version}, {"settings", kind.settings}, {"ours", kind.ours},
            {"scan_verifies", kind.scanVerifies}};
}

json toJson(const Report& report, const Series& series) {
    json one = {{"keys", series.keys},
                {"workload", series.workload->name},
                {"guarantee", guaranteeName(series.asked)},
                {"engine", series.contender->name},
                {"guarantee_given", guaranteeName(series.given)}};
    if (series.rounds.empty()) {
        one["not_measured"] = series.notMeasured.empty() ? "The benchmark was cancelled before." : series.notMeasured;
        return one;
    }
    one["operations_per_second"] = series.median().perSecond();
    one["bytes_per_second"] = series.median().bytesPerSecond();
    one["spread"] = series.spread();
    one["share_of_limit"] = report.shareOfLimit(series);
    if (!series.notMeasured.empty()) one["ended_early"] = series.notMeasured;
    for (const Measurement& round : series.rounds) one["rounds"].push_back(toJson(round));
    return one;
}

}  // namespace

std::string measurementToJson(const Measurement& measurement) { return toJson(measurement).dump(); }

Measurement measurementFromJson(const std::string& text) {
    const json from = json::parse(text);
    Measurement m;
    m.operations = from["operations"];
    m.seconds = from["seconds"];
    m.userBytes = from["user_bytes"];
    m.p50 = from["p50_ns"];
    m.p99 = from["p99_ns"];
    m.p999 = from["p99_9_ns"];
    m.most = from["max_ns"];
    m.use.writtenBytes = from["written"];
    m.use.dirtiedBytes = from["dirtied"];
    m.use.readBytes = from["read"];
    m.use.peakBytes = from["peak_memory"];
    m.diskBytes = from["size_on_disk"];
    m.indexBytes = from["index_memory"];
    m.more = from["more"].get<std::map<std::string, double>>();
    m.stamps = from["stamps"];
    m.operationsPerStamp = from["operations_per_stamp"];
    return m;
}

std::string limitsToJson(const MachineLimits& limits) { return toJson(limits).dump(); }

MachineLimits limitsFromJson(const std::string& text) {
    const json from = json::parse(text);
    return {from["writes_per_second"], from["syncs_per_second"], from["memcpy_bytes_per_second"],
            from["crc32c_bytes_per_second"], from["dependent_loads_per_second"]};
}

std::string reportToJson(const Report& report) {
    json all = {{"program", kProgram},
                {"format", kFormat},
                {"cancelled", report.cancelled},
                {"machine", report.machine},
                {"file_system", report.fileSystem},
                {"date", report.date},
                {"keys", report.scales.front().keys},
                {"key_bytes", report.plan.sizes.keyBytes},
                {"value_bytes", report.plan.sizes.valueBytes},
                {"rounds", report.plan.rounds},
                {"limits", toJson(report.scales.front().limits)},
                {"missing", report.missing}};
    for (const Workload* workload : report.plan.workloads) all["workloads"].push_back(toJson(*workload));
    for (const ContenderKind* kind : report.plan.contenders) all["engines"].push_back(toJson(*kind));
    for (const Scale& scale : report.scales) {
        json one = toJson(scale.limits);
        one["keys"] = scale.keys;
        for (const MachineLimits& sample : scale.samples) one["samples"].push_back(toJson(sample));
        all["scales"].push_back(std::move(one));
    }
    for (const Series& series : report.series) all["series"].push_back(toJson(report, series));
    return all.dump(1);
}

std::string catalogToJson() {
    json all = {{"program", kProgram}, {"format", kFormat}, {"missing", missingContenders()}};
    for (const Workload& workload : workloads()) all["workloads"].push_back(toJson(workload));
    for (const ContenderKind& kind : contenders()) all["engines"].push_back(toJson(kind));
    return all.dump(1);
}

}  // namespace vitrine::bench
