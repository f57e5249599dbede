// A hash table for places in files, in 256 parts: when one has to grow, only a 256th of the entries move at once.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>

#include "core/trace/fact.h"

namespace vitrine {

struct Place {
    SpaceId space = 0;
    std::uint64_t offset = 0;
    bool operator==(const Place&) const = default;
};

template <class T>
class ShardedMap {
  public:
    /// The entry for a place, made if there is none.
    T& operator[](const Place& place) { return shards_[hash(place) >> 56][place]; }
    /// nullptr if there is none.
    const T* find(const Place& place) const {
        const auto& shard = shards_[hash(place) >> 56];
        const auto found = shard.find(place);
        return found == shard.end() ? nullptr : &found->second;
    }

  private:
    static std::uint64_t hash(const Place& place) {
        return (place.offset ^ (std::uint64_t{place.space} << 40)) * 0x9e3779b97f4a7c15u;
    }
    struct Hash {
        std::size_t operator()(const Place& place) const { return hash(place) ^ hash(place) >> 29; }
    };
    std::array<std::unordered_map<Place, T, Hash>, 256> shards_;
};

}  // namespace vitrine
