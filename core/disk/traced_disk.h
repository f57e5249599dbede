// TracedDisk: states what happens to the files of another disk as facts. Engines state no bytes that reach a file
// themselves; what a Scene shows of files comes from here.
//
//   a file's life     begins with createNew (or when it is first met on the disk), keeps its SpaceId through renames,
//   and
//                     ends with remove, with a rename onto its name, or with a power cut.
//   kept, recording   per life: the ranges written since they were last synced, and whether its name is durable. So
//   or not            inspect() can restate the disk behind any restart, a gap included.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/disk/disk.h"
#include "core/trace/tracer.h"

namespace vitrine {

/// One thread: the tracer's.
class TracedDisk final : public Disk {
  public:
    /// Both outlive the disk and its files. Files that are there already are stated as existing, if recording.
    TracedDisk(Disk& inner, Tracer& tracer);
    ~TracedDisk() override;

    Result<std::unique_ptr<File>> open(std::string_view name, OpenMode mode) override;
    Status rename(std::string_view from, std::string_view to) override;
    Status remove(std::string_view name) override;
    Result<std::vector<std::string>> list() override { return inner_.list(); }
    Status syncDirectory() override;
    Result<std::unique_ptr<DiskLock>> lock() override { return inner_.lock(); }
    std::string place() const override { return inner_.place(); }
    bool durable() const override { return inner_.durable(); }

    /// The id of the file that has this name now; 0 if there is none.
    SpaceId spaceOf(std::string_view name) const;
    /// Restates every file behind a restart: as existing, with a snapshot of its bytes, then what of it is not durable.
    /// To this disk's own tracer a file whose earlier facts are complete is stated as unchanged; to any other one
    /// everything is new. Of more files than the tracer's limit the newest are stated, and those not durable; another one
    /// is once it changes.
    void inspect(Tracer& to);
    /// To be called when the inner disk lost its power: each file on it begins a new life, everything is durable. The
    /// facts follow with Tracer::restart(powerCut), which calls inspect().
    void powerCutHappened();
    /// To be called when bytes of a file were changed behind its back, cache and platter alike (damage on purpose):
    /// they are stated as written and durable.
    void editedBehind(std::string_view name, std::uint64_t offset, std::uint64_t sizeBytes);
    /// The same where a file was cut or made longer, and synced as it is now: it was `sizeBefore` long.
    void resizedBehind(std::string_view name, std::uint64_t sizeBefore);

  private:
    struct Lives;
    class TracedFile;

    Disk& inner_;
    Disk& quiet_;  // inner_ without its faults: looking for a snapshot must not use up a fault meant for an engine
    Tracer& tracer_;
    std::unique_ptr<Lives> lives_;
};

}  // namespace vitrine
