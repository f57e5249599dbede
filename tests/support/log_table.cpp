#include "tests/support/log_table.h"

namespace vitrine::test {

Result<std::unique_ptr<StorageEngine>> openLog(Disk& disk, const EngineOptions& options, OpenAs as,
                                               RecoveryReport* report, Tracer* tracer) {
    auto job = openEngine("log", disk, options, as, tracer);
    if (!job) return passOn(job);
    const auto done = runToEnd(**job);
    if (report) *report = (*job)->report();
    if (!done) return passOn(done);
    return (*job)->take();
}

std::string failureOf(const Status& status) { return status ? "" : describe(status.error()); }

std::string answer(StorageEngine& engine, ByteView key) {
    const auto value = engine.get(key);
    return value ? *value : "error " + std::string(codeName(value.error().code));
}

std::map<std::string, std::string> contents(StorageEngine& engine) {
    std::map<std::string, std::string> all;
    const auto cursor = engine.scan();
    while (true) {
        const auto more = cursor->next();
        if (more && !*more) return all;
        all[std::string(cursor->key())] = more ? std::string(cursor->value()) : "!" + std::string(codeName(more.error().code));
    }
}

std::map<std::string, Bytes> files(const MemoryDisk& disk) {
    std::map<std::string, Bytes> all;
    for (const ImageFile& file : disk.image().files) all[file.name] = file.bytes();
    return all;
}

std::unique_ptr<MemoryDisk> edited(const MemoryDisk& disk, const std::string& file,
                                   const std::function<void(Bytes&)>& edit) {
    DiskImage image = disk.image();
    const ImageFile* found = image.find(file);
    Bytes bytes = found ? found->bytes() : Bytes();
    edit(bytes);
    image.set(file, std::move(bytes));
    return std::make_unique<MemoryDisk>(image, true);
}

std::unique_ptr<MemoryDisk> without(const MemoryDisk& disk, const std::string& file) {
    DiskImage image;
    for (const ImageFile& each : disk.image().files)
        if (each.name != file) image.set(each.name, each.bytes());
    return std::make_unique<MemoryDisk>(image, true);
}

std::unique_ptr<MemoryDisk> copyOf(const MemoryDisk& disk) { return std::make_unique<MemoryDisk>(disk.image(), true); }

EngineOptions smallSegments(std::uint64_t bytes) {
    EngineOptions options;
    options.segmentBytes = bytes;
    options.seed = 38;
    return options;
}

}  // namespace vitrine::test
