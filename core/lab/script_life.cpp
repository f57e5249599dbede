#include "core/lab/script_life.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/disk/crash_words.h"

namespace vitrine::lab {

ScriptLife::ScriptLife(std::uint64_t sessionSeed, OnChange onChange)
    : onChange_(std::move(onChange)), place_(defaultPlace(sessionSeed)) {
    makeWorld();
}

void ScriptLife::makeWorld() {
    running_ = {};
    SimulatedDiskOptions options;
    options.sectorBytes = place_.sectorBytes;
    options.mode = place_.ordered ? CrashMode::ordered : CrashMode::strict;
    options.staleHoles = place_.staleHoles;
    world_ =
        std::make_unique<World>(options, [this](std::uint64_t, const ChangeText& text) { return behindChange(text); });
}

void ScriptLife::beginLine() {
    changes_ = 0;
    wroteInLine_ = false;
    broken_.clear();
}

bool ScriptLife::behindChange(const ChangeText& text) {
    ++changes_;
    onChange_(changes_, text);
    if (!plan_ || --plan_->changes > 0) return true;
    const CrashPoint point = world_->disk.crashPoint();
    const auto outcome = outcomeFromWords(point, plan_->keep, plan_->but);
    plan_.reset();
    if (outcome) left_ = point.image(*outcome);
    return !outcome;  // words that fit nothing cut no power
}

void ScriptLife::perform(const ScriptAction& action) {
    using Kind = ScriptAction::Kind;
    const bool needsEngine = action.kind == Kind::write || action.kind == Kind::sync || action.kind == Kind::flush ||
                             action.kind == Kind::roll || action.kind == Kind::tidy || action.kind == Kind::compact ||
                             action.kind == Kind::compactBegin || action.kind == Kind::close ||
                             action.kind == Kind::get || action.kind == Kind::scan || action.kind == Kind::check;
    if (needsEngine && !running_.engine) return;  // the console refuses it
    switch (action.kind) {
        case Kind::use: use(action); break;
        case Kind::ensureOpen: if (!everOpened_ && !running_.engine && !job_) open(OpenAs::writer); break;
        case Kind::write: write(action.batch); break;
        case Kind::sync: sync(); break;
        case Kind::flush: flush(); break;
        case Kind::roll: static_cast<void>(running_.engine->roll()); break;
        case Kind::tidy: tidy(); break;
        case Kind::compact: compact(action); break;
        case Kind::compactBegin: compactBegin(action); break;
        case Kind::openBegin: openBegin(); break;
        case Kind::step: step(action.number); break;
        case Kind::finish: step(~std::uint64_t{0}); break;
        case Kind::cancel: cancel(); break;
        case Kind::open: open(OpenAs::writer); break;
        case Kind::openReadOnly: open(OpenAs::readOnly); break;
        case Kind::close: close(); break;
        case Kind::kill: kill(); break;
        case Kind::crash: crash(action); break;
        case Kind::crashOff: plan_.reset(); break;
        case Kind::fault: world_->faulty.add(action.fault); break;
        case Kind::faultOff: world_->faulty.clear(); break;
        case Kind::edit:
        case Kind::editExtend: edit(action); break;
        case Kind::get:
        case Kind::scan:
        case Kind::check: look(action); break;
    }
    if (left_) powerFailed();
    if (running_.engine && world_->faulty.waiting() == 0 && !readOnly_) lookAtRunning();
}

void ScriptLife::use(const ScriptAction& action) {
    lose(Ended::closed);
    place_ = *action.place;
    makeWorld();
    oracle_ = Oracle();
    openings_ = 0;
    ended_ = Ended::closed;
    everOpened_ = damaged_ = false;
    plan_.reset();
    wroteInLine_ = true;
}

// ---- opening ---------------------------------------------------------------------------------------------------------

EngineOptions ScriptLife::nextOptions() {
    EngineOptions options = place_.engineOptions;
    options.sentenceSteps = true;
    options.seed = place_.seedOfOpening(++openings_);
    return options;
}

void ScriptLife::open(OpenAs as) {
    if (running_.engine || job_) return;
    auto job = openEngine(place_.engine, world_->counted, nextOptions(), as, nullptr);
    if (!job || !runToEnd(**job)) return;
    opened({nullptr, (*job)->take()}, as);
}

void ScriptLife::openBegin() {
    if (running_.engine || job_) return;
    auto job = openEngine(place_.engine, world_->counted, nextOptions(), OpenAs::writer, nullptr);
    if (!job) return;
    opening_ = job->get();
    job_ = std::move(*job);
}

/// What open shows is final; whether it may show that depends on how the last life ended.
void ScriptLife::opened(OpenedEngine engine, OpenAs as) {
    running_ = std::move(engine);
    everOpened_ = true;
    readOnly_ = as == OpenAs::readOnly;
    if (left_) return;  // nobody was shown anything
    auto shown = readAll(*running_.engine);
    if (!shown) {
        if (!damaged_ && world_->faulty.struck() == 0)
            broken_ = "what open showed cannot be read: " + vitrine::describe(shown.error());
        return;
    }
    const bool allowed = ended_ == Ended::killed ? oracle_.allowsAfterKill(*shown) : oracle_.allows(*shown);
    if (!allowed) broken_ = oracle_.difference(*shown), shown_ = *shown;
    if (readOnly_) return;
    oracle_.settle(std::move(*shown));
    ended_ = Ended::closed;
    wroteInLine_ = true;
}

// ---- what an open database is asked ----------------------------------------------------------------------------------

void ScriptLife::write(const Batch& batch) {
    StorageEngine& engine = *running_.engine;
    const std::uint64_t struck = world_->faulty.struck();
    oracle_.begin(batch);
    const auto written = batch.size() == 1
                             ? (batch[0].erase ? engine.erase(batch[0].key) : engine.put(batch[0].key, batch[0].value))
                             : engine.write(batch);
    if (!written || left_) {
        world_->faulty.struck() > struck || left_ ? oracle_.failed() : oracle_.refused();
        wroteInLine_ = wroteInLine_ || left_ || world_->faulty.struck() > struck;
        return;
    }
    wroteInLine_ = true;
    oracle_.accepted();
    if (place_.engineOptions.durability != Durability::buffered) oracle_.handAllOver();
    if (place_.engineOptions.durability == Durability::power) oracle_.promiseAll();
}

void ScriptLife::sync() {
    if (running_.engine->sync() && !left_) oracle_.promiseAll(), wroteInLine_ = true;
}

void ScriptLife::flush() {
    if (running_.engine->flush() && !left_) oracle_.handAllOver();
}

void ScriptLife::compact(const ScriptAction& action) {
    if (job_) return;
    auto job = running_.engine->compact(action.segments);
    if (job) static_cast<void>(runToEnd(**job));
}

void ScriptLife::compactBegin(const ScriptAction& action) {
    if (job_) return;
    auto job = running_.engine->compact(action.segments);
    if (job) job_ = std::move(*job);
}

void ScriptLife::tidy() {
    if (place_.engineOptions.compactAtDeadRatio <= 0 || job_) return;
    const auto segments = running_.engine->wantsCompaction();
    if (segments.empty()) return;
    auto job = running_.engine->compact(segments);
    if (job) static_cast<void>(runToEnd(**job));
}

void ScriptLife::step(std::uint64_t steps) {
    for (; job_ && steps > 0; --steps) {
        const JobState now = job_->step();
        if (now == JobState::more) continue;
        if (now == JobState::waiting) return;
        if (now == JobState::done && opening_ != nullptr) opened({nullptr, opening_->take()}, OpenAs::writer);
        opening_ = nullptr;
        job_.reset();
    }
}

void ScriptLife::cancel() {
    if (!job_) return;
    job_->cancel();
    step(~std::uint64_t{0});
}

/// A `get`, scan or check may be what a fault strikes.
void ScriptLife::look(const ScriptAction& action) {
    if (world_->faulty.waiting() == 0) return;  // then lookAtRunning() sees more
    StorageEngine& engine = *running_.engine;
    if (action.kind == ScriptAction::Kind::get)
        static_cast<void>(engine.get(action.name));
    else if (action.kind == ScriptAction::Kind::scan)
        static_cast<void>(readAll(engine));
    else
        static_cast<void>(runToEnd(*engine.check()));
}

/// What runs must answer what was accepted and nothing else.
void ScriptLife::lookAtRunning() {
    if (!broken_.empty()) return;
    const auto state = readAll(*running_.engine);
    if (!state) {
        const bool right = damaged_ && state.error().code == ErrorCode::corrupt;
        if (!right) broken_ = "a record cannot be read: " + vitrine::describe(state.error());
    } else if (*state != oracle_.now()) {
        broken_ = oracle_.difference(*state);
        shown_ = *state;
    }
}

// ---- the end of a life -----------------------------------------------------------------------------------------------

void ScriptLife::lose(Ended how) {
    job_.reset();
    opening_ = nullptr;
    running_ = {};
    everOpened_ = true;
    ended_ = std::max(ended_, how);
}

void ScriptLife::close() {
    job_.reset();
    const Status closed = running_.engine->close();
    if (closed && !left_ && !readOnly_) oracle_.promiseAll(), wroteInLine_ = true;
    // Where the last sync failed, what the process had is gone with it.
    lose(closed ? Ended::closed : Ended::killed);
}

void ScriptLife::kill() {
    if (!running_.engine && !job_) return;
    lose(Ended::killed);
    world_->disk.killProcess();
}

void ScriptLife::crash(const ScriptAction& action) {
    if (action.planned) {
        plan_ = Plan{action.number, action.keep, action.but};
        return;
    }
    const CrashPoint point = world_->disk.crashPoint();
    const auto outcome = outcomeFromWords(point, action.keep, action.but);
    if (!outcome) return;
    left_ = point.image(*outcome);
}

void ScriptLife::powerFailed() {
    lose(Ended::powerCut);
    world_->disk.powerCut(*left_);
    world_->counted.restart();
    left_.reset();
}

void ScriptLife::edit(const ScriptAction& action) {
    SimulatedDisk& disk = world_->disk;
    const Status done = action.kind == ScriptAction::Kind::edit
                            ? disk.editBytes(action.name, action.number, action.bytes)
                            : disk.extendFile(action.name, action.bytes);
    if (!done) return;
    damaged_ = wroteInLine_ = true;
}

}  // namespace vitrine::lab
