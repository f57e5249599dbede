#include "core/lab/outlook.h"

#include <algorithm>
#include <set>

#include "core/disk/memory_disk.h"
#include "core/lab/oracle.h"
#include "core/lab/record_place.h"
#include "core/lab/recovery_run.h"
#include "core/lab/what_if.h"
#include "core/log/format.h"
#include "core/log/log_spans.h"

namespace vitrine::lab {

namespace {

using Verdict = VerdictAhead::Verdict;

/// The argument of that name, if it has one.
std::optional<Argument> argumentOf(const Timeline& timeline, FactId spanBegin, const SpanKind& kind,
                                   std::string_view name) {
    const auto arguments = timeline.argumentsOf(spanBegin, timeline.end());
    std::string_view names = kind.arguments;
    for (std::size_t i = 0; i < arguments.size() && !names.empty(); ++i) {
        const std::size_t end = std::min(names.find(' '), names.size());
        if (names.substr(0, end) == name) return arguments[i];
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    return std::nullopt;
}

std::uint64_t numberOf(const Timeline& timeline, FactId spanBegin, const SpanKind& kind, std::string_view name) {
    const auto found = argumentOf(timeline, spanBegin, kind, name);
    const auto* number = found ? std::get_if<std::uint64_t>(&found->value) : nullptr;
    return number ? *number : 0;
}

/// The segment that a step of a recovery is about: its own argument, or that of the span around it.
std::uint64_t segmentOf(const Timeline& timeline, const Step& step) {
    if (step.kind == log_spans::recoverTail.id)
        return numberOf(timeline, step.begin, log_spans::recoverTail, "segment");
    if (step.kind == log_spans::recoverDamage.id)
        return numberOf(timeline, step.begin, log_spans::recoverDamage, "segment");
    const FactId around = timeline.parentSpan(step.begin);
    return around == kNoFact ? 0 : numberOf(timeline, around, log_spans::recoverSegment, "segment");
}

bool isVerdict(const Step& step) {
    return step.kind == log_spans::recoverRecord.id || step.kind == log_spans::recoverTail.id ||
           step.kind == log_spans::recoverDamage.id;
}

Verdict verdictOf(const Timeline& timeline, const Step& step) {
    if (step.kind == log_spans::recoverTail.id) return Verdict::cut;
    if (step.kind == log_spans::recoverDamage.id) return Verdict::refuse;
    return numberOf(timeline, step.begin, log_spans::recoverRecord, "applied") ? Verdict::keep : Verdict::aside;
}

/// What stands at that place of the file, as far as its bytes tell.
Bytes keyAt(const DiskImage& image, std::uint64_t segment, std::uint64_t offset) {
    const std::string name = log::segmentName(static_cast<std::uint32_t>(segment));
    const ImageFile* file = image.find(name);
    if (!file) return {};
    const auto source = std::make_shared<StringSource>(file->bytes());
    const auto dissector = standardDissectors().make(name, source);
    const auto structure = dissector ? dissector->at(offset) : std::nullopt;
    return structure ? structure->key : Bytes();
}

std::uint64_t newestSegment(const DiskImage& image) {
    std::uint64_t newest = 0;
    for (const ImageFile& file : image.files)
        if (file.name.ends_with(".log"))
            newest = std::max<std::uint64_t>(newest, std::strtoull(file.name.c_str(), nullptr, 10));
    return newest;
}

bool hasOther(const DiskImage& image, const VerdictAhead& ahead) {
    if (ahead.key.empty()) return false;
    MemoryDisk disk(image, true, "the disk as it is recovered");
    return std::ranges::any_of(recordsOf(disk, ahead.key), [&ahead](const RecordPlace& place) {
        return place.segment != ahead.segment || place.structure.offset != ahead.offset;
    });
}

/// The first verdict, one that is not "keep", and the one before such a one.
bool isWorthAsking(const Timeline& timeline, std::size_t step, Verdict verdict) {
    if (verdict != Verdict::keep) return true;
    const auto neighbour = [&](std::size_t index) {
        return index < timeline.stepCount() && index >= timeline.firstStep() &&
               timeline.step(index).operation == timeline.step(step).operation && isVerdict(timeline.step(index));
    };
    if (step == timeline.firstStep() || !neighbour(step - 1)) return true;
    return neighbour(step + 1) && verdictOf(timeline, timeline.step(step + 1)) != Verdict::keep;
}

Result<std::unique_ptr<StorageEngine>> openOn(Disk& disk) {
    EngineOptions options;
    options.seed = 1;
    auto job = openEngine("log", disk, options, OpenAs::writer, nullptr);
    if (!job) return passOn(job);
    if (auto ran = runToEnd(**job); !ran) return passOn(ran);
    return (*job)->take();
}

DiskImage imageAt(const Timeline& timeline, FactId position) {
    Scene scene(timeline);
    scene.seek(timeline.whole(position, true));
    return imageNow(scene);
}

void addValues(const DiskImage& image, ByteView key, std::vector<Bytes>& values) {
    MemoryDisk disk(image, true, "the disk at a moment");
    auto places = recordsOf(disk, key);
    std::ranges::reverse(places);
    for (RecordPlace& place : places)
        if (!place.tombstone() && std::ranges::find(values, place.value) == values.end())
            values.push_back(std::move(place.value));
}

std::uint64_t countIn(const DiskImage& image) {
    MemoryDisk disk(image, true, "the disk at a moment");
    const auto engine = openOn(disk);
    return engine ? (*engine)->stats().keys : 0;
}

/// Distinct keys that records of the log name.
std::uint64_t keysTold(const DiskImage& image) {
    std::set<Bytes> keys;
    for (const ImageFile& file : image.files) {
        if (!file.name.ends_with(".log")) continue;
        const auto dissector = standardDissectors().make(file.name, std::make_shared<StringSource>(file.bytes()));
        if (!dissector) continue;
        for (const Structure& structure : dissect(*dissector, 0, file.bytes().size()))
            if (structure.name == "put" || structure.name == "tombstone") keys.insert(structure.key);
    }
    return keys.size();
}

}  // namespace

std::optional<VerdictAhead> verdictAhead(const Timeline& timeline, std::size_t step) {
    if (step < timeline.firstStep() || step >= timeline.stepCount()) return std::nullopt;
    const Step& at = timeline.step(step);
    if (!isVerdict(at) || at.end == kNoFact) return std::nullopt;
    VerdictAhead ahead;
    ahead.verdict = verdictOf(timeline, at);
    ahead.segment = segmentOf(timeline, at);
    ahead.file = log::segmentName(static_cast<std::uint32_t>(ahead.segment));
    const SpanKind& kind = at.kind == log_spans::recoverRecord.id ? log_spans::recoverRecord
                           : at.kind == log_spans::recoverTail.id ? log_spans::recoverTail
                                                                  : log_spans::recoverDamage;
    ahead.offset = numberOf(timeline, at.begin, kind, "offset");
    const DiskImage image = imageAt(timeline, at.begin);
    ahead.key = keyAt(image, ahead.segment, ahead.offset);
    ahead.mayCut = ahead.segment == newestSegment(image) || ahead.verdict == Verdict::cut;
    ahead.hasOther = hasOther(image, ahead) || ahead.verdict == Verdict::aside;
    ahead.worthAsking = isWorthAsking(timeline, step, ahead.verdict);
    return ahead;
}

FactId crashBehind(const Scene& scene) {
    const Timeline& timeline = scene.timeline();
    const FactId end = lastEndBefore(timeline, scene.position(), timeline.begin());
    if (end == kNoFact || timeline.at(end).fact.kind != FactKind::powerCut) return kNoFact;
    const auto opened = openedBefore(timeline, scene.position());
    return opened && timeline.step(*opened).begin > end ? end : kNoFact;
}

ReadOutlook readOutlook(const Scene& scene, ByteView key) {
    ReadOutlook outlook;
    const DiskImage image = imageNow(scene);
    addValues(image, key, outlook.values);
    if (const FactId crash = crashBehind(scene); crash != kNoFact)
        addValues(imageAt(scene.timeline(), crash), key, outlook.values);
    MemoryDisk disk(image, true, "the disk at a moment");
    auto engine = openOn(disk);
    const Result<Bytes> value = engine ? (*engine)->get(key) : Result<Bytes>(passOn(engine));
    if (value)
        outlook.now = {Measured::Kind::text, 0, *value};
    else
        outlook.now = {Measured::Kind::word, 0, value.error().code == ErrorCode::notFound ? "not found" : "error"};
    return outlook;
}

std::optional<ScanOutlook> scanOutlook(const Scene& scene) {
    const FactId crash = crashBehind(scene);
    if (crash == kNoFact) return std::nullopt;
    const DiskImage image = imageNow(scene), earlier = imageAt(scene.timeline(), crash);
    return ScanOutlook{countIn(image), countIn(earlier), std::max(keysTold(image), keysTold(earlier))};
}

}  // namespace vitrine::lab
