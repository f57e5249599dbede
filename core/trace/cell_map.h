// The cells of a node, by number: which fact set each. Reads like a std::map; kept in pages of 64 cells, because a seek
// sets tens of thousands of cells at once and a tree node a cell would take ten times as long.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "core/base/assert.h"
#include "core/trace/fact.h"

namespace vitrine {

struct CellState {
    FactId setBy = kNoFact;
};

class CellMap {
  public:
    using value_type = std::pair<std::uint64_t, CellState>;

    /// Visits cells in order of their numbers. Any change of the map ends its life.
    class const_iterator {
      public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = CellMap::value_type;
        using difference_type = std::ptrdiff_t;
        using pointer = const value_type*;
        using reference = const value_type&;

        const_iterator() = default;
        reference operator*() const { return current_; }
        pointer operator->() const { return &current_; }
        const_iterator& operator++() {
            ++slot_;
            settle();
            return *this;
        }
        const_iterator operator++(int) {
            const_iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const const_iterator& other) const { return page_ == other.page_ && slot_ == other.slot_; }

      private:
        friend class CellMap;
        const_iterator(const CellMap& map, std::size_t page, std::size_t slot) : map_(&map), page_(page), slot_(slot) {
            settle();
        }
        void settle();  // to the next cell that exists, or the end

        const CellMap* map_ = nullptr;
        std::size_t page_ = 0;
        std::size_t slot_ = 0;
        value_type current_;
    };
    using iterator = const_iterator;

    CellMap() = default;
    CellMap(const CellMap& other) { *this = other; }
    CellMap& operator=(const CellMap& other);
    CellMap(CellMap&&) noexcept = default;
    CellMap& operator=(CellMap&&) noexcept = default;

    /// Says which fact set a cell; kNoFact erases it. Returns what was there before.
    FactId set(std::uint64_t cell, FactId setBy);
    /// The fact that set a cell; kNoFact if there is no such cell.
    FactId setBy(std::uint64_t cell) const;
    void clear() { pages_.clear(), size_ = 0; }

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    bool contains(std::uint64_t cell) const { return setBy(cell) != kNoFact; }
    std::size_t count(std::uint64_t cell) const { return contains(cell) ? 1 : 0; }
    const_iterator begin() const { return {*this, 0, 0}; }
    const_iterator end() const { return {*this, pages_.size(), 0}; }
    const_iterator find(std::uint64_t cell) const { return contains(cell) ? lower_bound(cell) : end(); }
    /// The first cell not below that number.
    const_iterator lower_bound(std::uint64_t cell) const;
    /// The first cell above that number.
    const_iterator upper_bound(std::uint64_t cell) const { return cell == ~std::uint64_t{0} ? end() : lower_bound(cell + 1); }
    CellState at(std::uint64_t cell) const {
        VITRINE_ASSERT(contains(cell));
        return CellState{setBy(cell)};
    }

  private:
    static constexpr std::uint64_t kPageCells = 64;
    struct Page {
        std::array<FactId, kPageCells> setBy;
        std::size_t count = 0;
        Page() { setBy.fill(kNoFact); }
    };

    std::size_t pageIndex(std::uint64_t number) const;  // of the first page not below that number

    std::vector<std::pair<std::uint64_t, std::unique_ptr<Page>>> pages_;  // by number
    std::size_t size_ = 0;
};

}  // namespace vitrine
