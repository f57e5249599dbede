#include "tests/support/engine_model.h"

#include <fmt/core.h>

namespace vitrine::test {

Result<std::unique_ptr<StorageEngine>> openNow(std::string_view kind, Disk& disk, const EngineOptions& options,
                                               OpenAs as, RecoveryReport* report, Tracer* tracer) {
    Result<std::unique_ptr<OpenJob>> job = openEngine(kind, disk, options, as, tracer);
    if (!job) return passOn(job);
    const Status ended = runToEnd(**job);
    if (report) *report = (*job)->report();
    if (!ended) return passOn(ended);
    return (*job)->take();
}

void apply(Model& model, const Batch& batch) {
    for (const BatchEntry& entry : batch) {
        if (entry.erase)
            model.erase(entry.key);
        else
            model[entry.key] = entry.value;
    }
}

Result<Model> scanned(StorageEngine& engine, std::optional<Bytes> from, std::optional<Bytes> to) {
    Model found;
    const std::unique_ptr<Cursor> cursor = engine.scan(std::move(from), std::move(to));
    for (;;) {
        const Result<bool> more = cursor->next();
        if (!more) return passOn(more);
        if (!*more) return found;
        if (!found.emplace(Bytes(cursor->key()), Bytes(cursor->value())).second)
            return fail(ErrorCode::corrupt, "A scan showed " + quoteWord(cursor->key()) + " twice.");
    }
}

std::optional<std::string> difference(StorageEngine& engine, const Model& model) {
    for (const auto& [key, value] : model) {
        const Result<Bytes> answer = engine.get(key);
        if (!answer) return fmt::format("get {}: {}", label(key), describe(answer.error()));
        if (*answer != value) return fmt::format("get {}: {} and not {}", label(key), label(*answer), label(value));
        if (!engine.has(key)) return fmt::format("has {}: no", label(key));
    }
    const Result<Model> all = scanned(engine);
    if (!all) return "scan: " + describe(all.error());
    for (const auto& [key, value] : *all)
        if (const auto expected = model.find(key); expected == model.end() || expected->second != value)
            return fmt::format("scan shows {} = {}", label(key), label(value));
    if (all->size() != model.size()) return fmt::format("scan shows {} keys, not {}", all->size(), model.size());
    if (engine.stats().keys != model.size())
        return fmt::format("stats count {} keys, not {}", engine.stats().keys, model.size());
    for (const char* absent : {"absent", "user:", "user:0x"}) {
        if (model.contains(absent)) continue;
        const Result<Bytes> answer = engine.get(absent);
        if (answer || answer.error().code != ErrorCode::notFound) return fmt::format("get {}: not “not found”", absent);
    }
    if (const Status invariants = engine.checkInvariants(); !invariants) return describe(invariants.error());
    return {};
}

std::map<std::string, Bytes> contents(Disk& disk) {
    std::map<std::string, Bytes> files;
    const auto names = disk.list();
    if (!names) return {{"list failed: " + describe(names.error()), {}}};
    for (const std::string& name : *names) {
        auto file = disk.open(name, OpenMode::readOnly);
        if (!file) {
            files[name] = "open failed: " + describe(file.error());
            continue;
        }
        Bytes bytes((*file)->size().value_or(0), '\0');
        bytes.resize((*file)->read(0, bytes).value_or(0));
        files[name] = std::move(bytes);
    }
    return files;
}

Outcome anyOutcome(const CrashPoint& point, Random& random) {
    Outcome outcome = point.keepNone();
    for (std::size_t i = 0; i < outcome.versions.size(); ++i)
        outcome.versions[i] = static_cast<std::uint32_t>(random.below(point.sectors()[i].writes + 1));
    for (std::size_t i = 0; i < outcome.sizes.size(); ++i)
        outcome.sizes[i] = static_cast<std::uint32_t>(random.below(point.files()[i].sizes.size()));
    for (std::uint32_t i = 0; i < outcome.names.size(); ++i)
        if (random.below(2) == 0) point.addNameChange(outcome, i);
    return outcome;
}

Bytes someKey(Random& random, std::uint64_t pool) {
    const std::uint64_t which = random.below(pool);
    switch (which) {
        case 0: return {};
        case 1: return Bytes("a\0b\nc", 5);
        case 2: return Bytes(1, '\0');
        case 3: return random.below(8) == 0 ? Bytes(kMaxKeyBytes, 'L') : Bytes(300, 'M');
        default: return "user:" + std::to_string(which);
    }
}

Bytes someValue(Random& random) {
    const std::uint64_t size = random.below(20) == 0 ? random.below(5000) : random.below(24);
    Bytes value(size, '\0');
    for (char& byte : value) byte = static_cast<char>(random.below(256));
    return value;
}

}  // namespace vitrine::test
