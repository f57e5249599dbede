#include "core/lab/measure.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/disk/memory_disk.h"
#include "core/disk/outcome_enumerator.h"
#include "core/disk/simulated_disk.h"
#include "core/lab/record_place.h"
#include "core/session/answer.h"
#include "core/session/command_parser.h"
#include "core/session/inspector.h"
#include "core/trace/node_kinds.h"

namespace vitrine::lab {

namespace {

using Kind = Measured::Kind;

struct Form {
    std::string_view word;
    MeasureKind kind;
    Kind unit;
    std::size_t least, most;  // words behind it
    std::string_view needs;
};

constexpr std::size_t kAny = ~std::size_t{0};
constexpr std::array<Form, 23> kForms{{
    {"index size", MeasureKind::indexSize, Kind::bytes, 0, 0, "nothing"},
    {"open read", MeasureKind::openRead, Kind::bytes, 0, 0, "nothing"},
    {"size", MeasureKind::size, Kind::bytes, 0, 1, "a file or nothing"},
    {"files", MeasureKind::files, Kind::count, 0, 0, "nothing"},
    {"segments", MeasureKind::segments, Kind::count, 0, 0, "nothing"},
    {"keys", MeasureKind::keys, Kind::count, 0, 0, "nothing"},
    {"live", MeasureKind::live, Kind::bytes, 0, 0, "nothing"},
    {"dead", MeasureKind::dead, Kind::bytes, 0, 0, "nothing"},
    {"tombstones", MeasureKind::tombstones, Kind::bytes, 0, 0, "nothing"},
    {"overhead", MeasureKind::overhead, Kind::bytes, 0, 0, "nothing"},
    {"records", MeasureKind::records, Kind::bytes, 0, 0, "nothing"},
    {"slots", MeasureKind::slots, Kind::count, 0, 0, "nothing"},
    {"slot", MeasureKind::slot, Kind::slot, 1, 1, "a key"},
    {"offset", MeasureKind::offset, Kind::offset, 1, 1, "a key"},
    {"place", MeasureKind::place, Kind::text, 1, 1, "a key"},
    {"length", MeasureKind::length, Kind::bytes, 1, 1, "a key"},
    {"role", MeasureKind::role, Kind::word, 1, 1, "a key"},
    {"get", MeasureKind::get, Kind::text, 1, 1, "a key"},
    {"found", MeasureKind::found, Kind::count, 1, kAny, "keys"},
    {"which", MeasureKind::which, Kind::text, 1, kAny, "keys"},
    {"fate", MeasureKind::fate, Kind::word, 1, 1, "a key"},
    {"answer", MeasureKind::answer, Kind::text, 0, 0, "nothing"},
    {"read", MeasureKind::read, Kind::bytes, 0, 0, "nothing"},
}};

Measured word(std::string_view text) {
    return {Kind::word, 0, Bytes(text)};
}
Measured number(Kind kind, std::uint64_t value) {
    return {kind, static_cast<std::int64_t>(value), {}};
}

/// Where files are looked at: below what counts and traces.
Disk* filesOf(Session& session) {
    if (Disk* simulated = session.simulatedDisk()) return simulated;
    return session.disk();
}

/// The database, opened where a read would open it.
StorageEngine* engineOf(Session& session) {
    if (!session.engine() && session.databaseState().whyClosed.empty()) session.execute("open");
    return session.engine();
}

Measured valueOf(const Result<Bytes>& value) {
    if (value) return {Kind::text, 0, *value};
    return word(value.error().code == ErrorCode::notFound ? "not found" : "error");
}

Measured sizeOf(const Measure& measure, Disk& disk) {
    std::vector<std::string> names;
    if (measure.words.empty()) {
        if (auto list = disk.list())
            std::ranges::copy_if(*list, std::back_inserter(names),
                                 [](const std::string& name) { return name.ends_with(".log"); });
    } else {
        names.push_back(fileOfMeasure(measure.words[0]));
    }
    std::uint64_t all = 0;
    for (const std::string& name : names) {
        auto file = disk.open(name, OpenMode::readOnly);
        if (!file) return word("none");
        all += (*file)->size().value_or(0);
    }
    return number(Kind::bytes, all);
}

Measured ofFiles(const Measure& measure, Session& session) {
    Disk* disk = filesOf(session);
    if (!disk) return word("none");
    if (measure.kind == MeasureKind::size) return sizeOf(measure, *disk);
    if (measure.kind == MeasureKind::files) {
        const auto list = disk->list();
        return list ? number(Kind::count, list->size()) : word("error");
    }
    const auto record = newestRecordOf(*disk, measure.words[0]);
    if (!record) return word("none");
    if (measure.kind == MeasureKind::offset) return number(Kind::offset, record->structure.offset);
    if (measure.kind == MeasureKind::length) return number(Kind::bytes, record->structure.sizeBytes);
    if (measure.kind == MeasureKind::role) return word(mostOfTheRest(record->structure));
    return {Kind::text, 0, fmt::format("segment {} @ {}", record->segment, hexOffset(record->structure.offset))};
}

Measured ofIndex(const Measure& measure, StorageEngine& engine) {
    Inspector inspector;
    for (const auto& [id, node] : inspector.inspect(engine)) {
        const auto slots = node.cells.find(node_kinds::hash_table::slotCount);
        if (slots == node.cells.end()) continue;
        if (measure.kind == MeasureKind::slots) return number(Kind::count, std::get<std::uint64_t>(slots->second));
        for (const auto& [cell, value] : node.cells)
            if (const auto* range = std::get_if<RangeRef>(&value); range && range->label == measure.words[0])
                return number(Kind::slot, cell);
    }
    return word("none");
}

Measured ofKeys(const Measure& measure, StorageEngine& engine) {
    std::vector<Bytes> found;
    for (const Bytes& key : measure.words)
        if (engine.get(key)) found.push_back(key);
    if (measure.kind == MeasureKind::found) return number(Kind::count, found.size());
    if (found.empty()) return word("none");
    return {Kind::text, 0, fmt::format("{}", fmt::join(found, ", "))};
}

Measured ofStats(MeasureKind kind, const EngineStats& stats) {
    switch (kind) {
        case MeasureKind::segments:
            return number(Kind::count, stats.segments.size());
        case MeasureKind::keys:
            return number(Kind::count, stats.keys);
        case MeasureKind::live:
            return number(Kind::bytes, stats.liveBytes());
        case MeasureKind::dead:
            return number(Kind::bytes, stats.deadBytes());
        case MeasureKind::tombstones:
            return number(Kind::bytes, stats.tombstoneBytes());
        case MeasureKind::overhead:
            return number(Kind::bytes, stats.overheadBytes());
        case MeasureKind::records:
            return number(Kind::bytes, stats.liveBytes() + stats.deadBytes() + stats.tombstoneBytes());
        default:
            return number(Kind::bytes, stats.indexMemoryBytes);
    }
}

/// What a get answers from a disk that a power cut left.
Measured getFrom(const DiskImage& image, const Bytes& key) {
    MemoryDisk disk(image, true, "the disk after the power cut");
    EngineOptions options;
    options.seed = 1;
    auto job = openEngine("log", disk, options, OpenAs::writer, nullptr);
    if (!job || !runToEnd(**job)) return word("error");
    return valueOf((*job)->take()->get(key));
}

/// Kept on every disk that is allowed, on none, or on some of them.
Measured fateOf(const Bytes& key, Session& session) {
    StorageEngine* engine = engineOf(session);
    if (!engine || !session.simulatedDisk()) return word("error");
    const Measured now = valueOf(engine->get(key));
    const CrashPoint point = session.simulatedDisk()->crashPoint();
    OutcomeEnumerator outcomes(point);
    bool kept = false, lost = false;
    for (Outcome outcome; !(kept && lost) && outcomes.next(outcome);)
        (getFrom(point.image(outcome), key).sameAs(now) ? kept : lost) = true;
    return word(kept && lost ? "either" : kept ? "kept" : "lost");
}

}  // namespace

bool Measured::sameAs(const Measured& other) const {
    if (isNumber() != other.isNumber()) return false;
    return isNumber() ? number == other.number : kind == other.kind && text == other.text;
}

const std::vector<std::string_view>& measureWords() {
    static const std::vector<std::string_view> kWords{"not found", "error",  "none",  "kept",       "lost",
                                                      "either",    "header", "zeros", "index entry"};
    return kWords;
}

std::string textOf(const Measured& value) {
    switch (value.kind) {
        case Kind::bytes:
            return value.number < 0 ? fmt::format("{} B", value.number)
                                    : grouped(static_cast<std::uint64_t>(value.number)) + " B";
        case Kind::offset:
            return hexOffset(static_cast<std::uint64_t>(value.number));
        case Kind::count:
        case Kind::slot:
            return std::to_string(value.number);
        default:
            return value.text;
    }
}

Measured::Kind Measure::unit() const {
    return std::ranges::find(kForms, kind, &Form::kind)->unit;
}

Result<Measure> parseMeasure(std::string_view words) {
    const auto split = splitWords(words);
    if (!split) return passOn(split);
    for (const Form& form : kForms) {
        const std::size_t own = form.word.find(' ') == std::string_view::npos ? 1 : 2;
        if (split->size() < own) continue;
        const std::string said = own == 1 ? (*split)[0].text : (*split)[0].text + " " + (*split)[1].text;
        if (said != form.word) continue;
        const std::size_t behind = split->size() - own;
        if (behind < form.least || behind > form.most)
            return fail(ErrorCode::syntax, fmt::format("The measure “{}” takes {} behind it.", form.word, form.needs));
        Measure measure{form.kind, {}};
        for (std::size_t i = own; i < split->size(); ++i) measure.words.push_back((*split)[i].text);
        return measure;
    }
    std::string all;
    for (const Form& form : kForms) all += fmt::format("{}{}", all.empty() ? "" : ", ", form.word);
    return fail(ErrorCode::syntax, fmt::format("“{}” is no measure: there are {}.", words, all));
}

LineDone runMeasured(Session& session, std::string_view line) {
    const auto readSoFar = [&session] { return session.engine() ? session.engine()->stats().readBytes : 0; };
    const std::uint64_t before = readSoFar();
    LineDone done;
    done.result = session.execute(line);
    done.read = std::max(before, readSoFar()) - before;
    return done;
}

namespace {

Measured ofLine(const Measure& measure, const LineDone* line) {
    if (!line) return word("error");
    if (measure.kind == MeasureKind::read) return number(Kind::bytes, line->read);
    const CommandResult& result = line->result;
    if (!result.ok) return word(result.error.code == ErrorCode::notFound ? "not found" : "error");
    if (result.lines.empty()) return word("none");
    const auto words = splitWords(result.lines.front());  // a value comes as a word of the language
    return {Kind::text, 0, words && words->size() == 1 ? words->front().text : Bytes(result.lines.front())};
}

}  // namespace

Measured take(const Measure& measure, Session& session, const LineDone* line) {
    using M = MeasureKind;
    if (measure.ofLine()) return ofLine(measure, line);
    if (measure.kind == M::fate) return fateOf(measure.words[0], session);
    for (const M kind : {M::size, M::files, M::offset, M::place, M::length, M::role})
        if (measure.kind == kind) return ofFiles(measure, session);
    StorageEngine* engine = engineOf(session);
    if (!engine) return word("error");
    switch (measure.kind) {
        case M::get:
            return valueOf(engine->get(measure.words[0]));
        case M::found:
        case M::which:
            return ofKeys(measure, *engine);
        case M::slot:
        case M::slots:
            return ofIndex(measure, *engine);
        case M::openRead:
            return number(Kind::bytes, engine->recovery().bytesRead);
        default:
            return ofStats(measure.kind, engine->stats());
    }
}

}  // namespace vitrine::lab
