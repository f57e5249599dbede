// A std::map that stands for what a database should hold, and how to tell an engine from it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/base/random.h"
#include "core/disk/crash_point.h"
#include "core/engine/storage_engine.h"

namespace vitrine::test {

using Model = std::map<Bytes, Bytes>;

/// Opens a database and runs the recovery to its end. `report` gets what recovery found, also when it failed.
Result<std::unique_ptr<StorageEngine>> openNow(std::string_view kind, Disk& disk, const EngineOptions& options,
                                               OpenAs as = OpenAs::writer, RecoveryReport* report = nullptr,
                                               Tracer* tracer = nullptr);

/// What `batch` makes of `model`.
void apply(Model& model, const Batch& batch);

/// All entries by scan(), or the first error.
Result<Model> scanned(StorageEngine& engine, std::optional<Bytes> from = {}, std::optional<Bytes> to = {});

/// What the engine answers otherwise than the model, in a sentence; nothing if they agree. Asks by get(), has(), scan()
/// and stats(), and for keys that are not there; then checks the engine's invariants.
std::optional<std::string> difference(StorageEngine& engine, const Model& model);

/// All files of a disk with their bytes.
std::map<std::string, Bytes> contents(Disk& disk);

/// One of the disks that a power cut at that moment may leave.
Outcome anyOutcome(const CrashPoint& point, Random& random);

/// One of `pool` keys, among them the odd ones: empty, with zeros and line ends, as long as keys may be.
Bytes someKey(Random& random, std::uint64_t pool);
/// Mostly short, now and then empty or some kilobytes.
Bytes someValue(Random& random);

}  // namespace vitrine::test
