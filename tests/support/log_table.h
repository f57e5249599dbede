// What tests of the log engine share: a database on a memory disk, taken through closes, kills and edits of its files.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/disk/memory_disk.h"
#include "core/engine/storage_engine.h"

namespace vitrine::test {

/// Opens to the end; the engine or the error that it was refused with.
Result<std::unique_ptr<StorageEngine>> openLog(Disk& disk, const EngineOptions& options = {}, OpenAs as = OpenAs::writer,
                                               RecoveryReport* report = nullptr, Tracer* tracer = nullptr);
/// "" or the sentence of the error, for comparisons that show it.
std::string failureOf(const Status& status);
template <class T>
std::string failureOf(const Result<T>& result) {
    return result ? "" : describe(result.error());
}
/// Fails the test with the error's sentence.
#define VERIFY_DONE(result)                                                         \
    do {                                                                            \
        const std::string failure = ::vitrine::test::failureOf(result);             \
        QVERIFY2(failure.empty(), failure.c_str());                                 \
    } while (false)

/// "Ada", or "error not_found".
std::string answer(StorageEngine& engine, ByteView key);
/// Everything that a scan gives, "!corrupt" as value where it could not.
std::map<std::string, std::string> contents(StorageEngine& engine);
std::map<std::string, Bytes> files(const MemoryDisk& disk);
/// The disk as it is, with one file changed by `edit`; a new disk.
std::unique_ptr<MemoryDisk> edited(const MemoryDisk& disk, const std::string& file,
                                   const std::function<void(Bytes&)>& edit);
std::unique_ptr<MemoryDisk> without(const MemoryDisk& disk, const std::string& file);
std::unique_ptr<MemoryDisk> copyOf(const MemoryDisk& disk);

/// A classroom-small database with a fixed seed.
EngineOptions smallSegments(std::uint64_t bytes = 256);

}  // namespace vitrine::test
