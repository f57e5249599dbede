#include "core/trace/cell_map.h"

#include <algorithm>

namespace vitrine {

void CellMap::const_iterator::settle() {
    for (; page_ < map_->pages_.size(); ++page_, slot_ = 0) {
        const auto& [number, page] = map_->pages_[page_];
        for (; slot_ < kPageCells; ++slot_) {
            if (page->setBy[slot_] == kNoFact) continue;
            current_ = {number * kPageCells + slot_, CellState{page->setBy[slot_]}};
            return;
        }
    }
    slot_ = 0;
}

CellMap& CellMap::operator=(const CellMap& other) {
    if (this == &other) return *this;
    pages_.clear();
    pages_.reserve(other.pages_.size());
    for (const auto& [number, page] : other.pages_) pages_.emplace_back(number, std::make_unique<Page>(*page));
    size_ = other.size_;
    return *this;
}

std::size_t CellMap::pageIndex(std::uint64_t number) const {
    // Slots of a full table are dense: their page is where its number says.
    if (number < pages_.size() && pages_[number].first == number) return number;
    const auto found = std::lower_bound(pages_.begin(), pages_.end(), number,
                                        [](const auto& page, std::uint64_t wanted) { return page.first < wanted; });
    return static_cast<std::size_t>(found - pages_.begin());
}

FactId CellMap::setBy(std::uint64_t cell) const {
    const std::size_t index = pageIndex(cell / kPageCells);
    if (index == pages_.size() || pages_[index].first != cell / kPageCells) return kNoFact;
    return pages_[index].second->setBy[cell % kPageCells];
}

FactId CellMap::set(std::uint64_t cell, FactId setBy) {
    const std::uint64_t number = cell / kPageCells;
    const std::size_t index = pageIndex(number);
    const auto at = pages_.begin() + static_cast<std::ptrdiff_t>(index);
    if (index == pages_.size() || pages_[index].first != number) {
        if (setBy == kNoFact) return kNoFact;
        pages_.emplace(at, number, std::make_unique<Page>());
    }
    Page& page = *pages_[index].second;
    const FactId before = std::exchange(page.setBy[cell % kPageCells], setBy);
    if (before == kNoFact && setBy != kNoFact) ++page.count, ++size_;
    if (before != kNoFact && setBy == kNoFact) {
        --size_;
        if (--page.count == 0) pages_.erase(pages_.begin() + static_cast<std::ptrdiff_t>(index));
    }
    return before;
}

CellMap::const_iterator CellMap::lower_bound(std::uint64_t cell) const {
    const std::size_t index = pageIndex(cell / kPageCells);
    const bool inPage = index < pages_.size() && pages_[index].first == cell / kPageCells;
    return {*this, index, inPage ? cell % kPageCells : 0};
}

}  // namespace vitrine
