// PowerSwitch: lets the power of a simulated disk fail behind a chosen change. It counts the changes of a disk, and when
// the N-th is done it works out what the platter keeps; from then on every call fails, until the power is back.
//
//   a change   a call that the disk did, and that may change what a power cut leaves: a file created, bytes written (a
//              part of them, too), a truncation, a reservation that made the file longer, a rename to another name, a
//              removal, a sync of a file or of the directory. No change: what failed (but for the bytes of a short
//              write), a write of nothing, opening, reading, listing, and damage on purpose, which is no call.
//
// It stands above TracedDisk, so that the change behind which the power fails is stated before the silence. The same
// changes are told from facts by isDiskChange (core/trace/fact.h).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/disk/crash_words.h"
#include "core/disk/disk.h"
#include "core/disk/simulated_disk.h"

namespace vitrine {

/// A power failure to come, as `crash at=N keep=… but=…` says it.
struct PowerPlan {
    std::uint64_t change = 1;  // the power fails behind that change from now on, 1 being the next
    CrashWords words;
};

/// A power failure that happened.
struct PowerFailure {
    std::uint64_t change = 0;  // as planned
    std::string what;          // that change: "a write of 33 bytes at 0x005C of 0000000001.log"
    std::size_t pending = 0;   // items, at that moment
    CrashWords words;
    DiskImage left;
};

/// One thread.
class PowerSwitch final : public Disk {
  public:
    /// `inner` and `platter` outlive it and its files; `platter` is the simulated disk at the bottom, nullptr where there
    /// is none: then no power can fail.
    PowerSwitch(Disk& inner, SimulatedDisk* platter);
    ~PowerSwitch() override;

    /// Needs a simulated disk. Replaces a plan that waits.
    void plan(PowerPlan plan);
    /// Takes the plan back; false if none waited.
    bool takeBack();
    /// How many changes away the planned failure is; nothing if none waits.
    std::optional<std::uint64_t> changesAway() const;
    /// Since the disk was made.
    std::uint64_t changes() const;
    /// Called at the failure, from inside the call that it follows; that call still answers as the disk did.
    void setOnFailure(std::function<void()> called);
    /// nullptr while the power is on.
    const PowerFailure* failure() const;
    /// Where the words fitted nothing that was pending at the planned moment: why, once. Then no power failed.
    std::optional<std::string> takeRefusal();
    /// The power comes back: the simulated disk has what the failure left. Files of before stay dead.
    void powerBack();

    Result<std::unique_ptr<File>> open(std::string_view name, OpenMode mode) override;
    Status rename(std::string_view from, std::string_view to) override;
    Status remove(std::string_view name) override;
    Result<std::vector<std::string>> list() override;
    Status syncDirectory() override;
    Result<std::unique_ptr<DiskLock>> lock() override;
    std::string place() const override { return inner_.place(); }
    bool durable() const override { return inner_.durable(); }

  private:
    struct State;
    class SwitchedFile;

    Disk& inner_;
    std::shared_ptr<State> state_;
};

/// "the disk kept none", "… all but data#-1": the end of a sentence about words.
std::string keptText(const CrashWords& words);

}  // namespace vitrine
