// The disks of a session, one upon the other: base (simulated, memory or real) → faulty → traced,
// if someone watches → the switch of its power.
#pragma once

#include <memory>

#include "core/base/result.h"
#include "core/disk/disk.h"
#include "core/disk/faulty_disk.h"
#include "core/disk/power_switch.h"
#include "core/disk/simulated_disk.h"
#include "core/disk/traced_disk.h"
#include "core/session/place.h"
#include "core/trace/tracer.h"

namespace vitrine {

class DiskStack {
  public:
    /// `tracer` may be nullptr and outlives the stack. Fails as a real directory does: not there, not writable.
    /// A place that is a copy begins with `image`, in memory.
    static Result<std::unique_ptr<DiskStack>> make(const Place& place, Tracer* tracer, const DiskImage* image = nullptr);

    /// What engines use.
    Disk& top() { return *power_; }
    /// Below the switch: what is there whether the power is on or not, traced where someone watches.
    Disk& beneath() { return traced_ ? static_cast<Disk&>(*traced_) : *faulty_; }
    /// Without tracing and faults, for looking at files from outside.
    Disk& base() { return *base_; }
    FaultyDisk& faulty() { return *faulty_; }
    PowerSwitch& power() { return *power_; }
    /// nullptr on other disks.
    SimulatedDisk* simulated() { return simulated_; }
    /// nullptr when nobody watches.
    TracedDisk* traced() { return traced_.get(); }

  private:
    std::unique_ptr<Disk> base_;
    SimulatedDisk* simulated_ = nullptr;
    std::unique_ptr<FaultyDisk> faulty_;
    std::unique_ptr<TracedDisk> traced_;
    std::unique_ptr<PowerSwitch> power_;
};

}  // namespace vitrine
