// How a fault reaches a file whose disk has a platter: a sync that fails is more than a call not made.
#pragma once

namespace vitrine {

/// Implemented by files that know what a failed sync costs.
class SyncFailure {
  public:
    virtual ~SyncFailure() = default;
    /// As when a sync fails: data not yet written is dropped. Reads still see it, no later sync writes it.
    virtual void dropUnsynced() = 0;
};

}  // namespace vitrine
