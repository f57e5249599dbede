// What an epoch's facts say about the disk: a log for each space, names made durable, bytes at risk, copies of records.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

#include "core/trace/fact_store.h"
#include "core/trace/sharded_map.h"
#include "core/trace/space_log.h"

namespace vitrine {

/// The newest log of each space, over all epochs held.
using NewestLogs = std::unordered_map<SpaceId, SpaceLog*>;

class DiskIndex {
  public:
    /// `restart` is the fact that began the epoch.
    DiskIndex(FactKind restart, NewestLogs& newest) : restart_(restart), newest_(newest) {}
    ~DiskIndex();
    DiskIndex(const DiskIndex&) = delete;
    DiskIndex& operator=(const DiskIndex&) = delete;

    /// Takes in the newest fact.
    void append(const FactStore& store, FactId id);
    /// Has the bytes of the space that were written without them, up to the newest fact.
    void setContents(SpaceId space, std::shared_ptr<const ByteSource> contents) {
        if (SpaceLog* known = log(space)) known->setContents(std::move(contents));
    }

    /// nullptr if the epoch knows no such space.
    const SpaceLog* find(SpaceId space) const;
    /// All spaces that the epoch ever had, in order of their creation.
    const std::vector<const SpaceLog*>& spaces() const { return inOrder_; }
    /// Bytes not durable in all files, as of the newest fact and of any moment.
    std::uint64_t bytesAtRisk() const { return atRisk_; }
    std::uint64_t bytesAtRiskAt(FactId position) const;
    /// Whether the name that a space has at `position` is durable then.
    bool nameDurable(const SpaceLog& space, FactId position) const;
    /// One past the newest directory sync before `position` in this epoch; kNoFact if there was none.
    FactId lastDirectorySync(FactId position) const;
    /// Staged facts that say they copy the record there; nullptr if none.
    const std::vector<FactId>* copiesOf(const Place& origin) const { return copies_.find(origin); }
    std::size_t memoryBytes() const { return bytes_; }

  private:
    struct Risk {
        FactId fact;
        std::uint64_t bytes;
    };
    void create(const FactStore& store, FactId id);
    void stage(const FactStore& store, FactId id, SpaceLog& space);
    void change(const FactStore& store, FactId id, SpaceLog& space);
    void end(FactId id, SpaceId space);
    SpaceLog* log(SpaceId space);
    void setAtRisk(FactId id, std::uint64_t bytes);

    FactKind restart_;
    NewestLogs& newest_;
    std::unordered_map<SpaceId, std::unique_ptr<SpaceLog>> spaces_;
    std::vector<const SpaceLog*> inOrder_;
    std::deque<FactId> directorySyncs_;
    std::deque<Risk> risks_;
    ShardedMap<std::vector<FactId>> copies_;
    std::uint64_t atRisk_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace vitrine
