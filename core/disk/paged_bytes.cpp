#include "core/disk/paged_bytes.h"

#include <algorithm>

#include "core/base/assert.h"

namespace vitrine {

PagedBytes::PagedBytes(std::shared_ptr<const Bytes> base) {
    table_.baseSize = table_.size = base ? base->size() : 0;
    table_.base = std::move(base);
}

const PagedBytes::Page* PagedBytes::Table::find(std::uint64_t page) const {
    const std::uint64_t leaf = page / kLeafPages;
    if (leaf >= leaves.size() || !leaves[leaf]) return nullptr;
    const auto& pages = leaves[leaf]->pages;
    const std::uint64_t slot = page % kLeafPages;
    return slot < pages.size() ? pages[slot].get() : nullptr;
}

void PagedBytes::Table::readPage(std::uint64_t page, std::uint64_t within, std::span<char> out) const {
    std::size_t copied = 0;
    if (const Page* found = find(page)) {
        if (within < found->bytes.size()) copied = found->bytes.copy(out.data(), out.size(), within);
    } else {
        const std::uint64_t offset = page * kPageBytes + within;
        if (offset < baseSize)
            copied = base->copy(out.data(), std::min<std::uint64_t>(out.size(), baseSize - offset), offset);
    }
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(copied), out.end(), '\0');
}

std::size_t PagedBytes::Table::read(std::uint64_t offset, std::span<char> out) const {
    if (offset >= size) return 0;
    const std::size_t total = std::min<std::uint64_t>(out.size(), size - offset);
    for (std::size_t done = 0; done < total;) {
        const std::uint64_t at = offset + done;
        const std::size_t piece = std::min<std::uint64_t>(total - done, kPageBytes - at % kPageBytes);
        readPage(at / kPageBytes, at % kPageBytes, out.subspan(done, piece));
        done += piece;
    }
    return total;
}

PagedBytes::Leaf& PagedBytes::ownLeaf(std::uint64_t index) {
    if (index >= table_.leaves.size()) table_.leaves.resize(index + 1);
    std::shared_ptr<Leaf>& leaf = table_.leaves[index];
    if (!leaf)
        leaf = std::make_shared<Leaf>();
    else if (leaf->generation != generation_)
        leaf = std::make_shared<Leaf>(*leaf);
    leaf->generation = generation_;
    return *leaf;
}

PagedBytes::Page& PagedBytes::ownPage(std::uint64_t index) {
    const std::uint64_t slot = index % kLeafPages;
    Leaf& leaf = ownLeaf(index / kLeafPages);
    if (slot >= leaf.pages.size()) leaf.pages.resize(slot + 1);
    std::shared_ptr<Page>& page = leaf.pages[slot];
    if (!page) {
        page = std::make_shared<Page>();
        const std::uint64_t start = index * kPageBytes;
        if (start < table_.baseSize)
            page->bytes = table_.base->substr(start, std::min(kPageBytes, table_.baseSize - start));
    } else if (page->generation != generation_) {
        page = std::make_shared<Page>(*page);
    }
    page->generation = generation_;
    return *page;
}

void PagedBytes::write(std::uint64_t offset, ByteView bytes) {
    VITRINE_ASSERT(offset <= kMaxBytes && bytes.size() <= kMaxBytes - offset);
    if (bytes.empty()) return;
    const std::uint64_t end = offset + bytes.size();
    while (!bytes.empty()) {
        const std::uint64_t within = offset % kPageBytes;
        const ByteView piece = bytes.substr(0, kPageBytes - within);
        Bytes& page = ownPage(offset / kPageBytes).bytes;
        if (page.size() < within + piece.size()) page.resize(within + piece.size());
        piece.copy(page.data() + within, piece.size());
        bytes.remove_prefix(piece.size());
        offset += piece.size();
    }
    table_.size = std::max(table_.size, end);
}

void PagedBytes::resize(std::uint64_t sizeBytes) {
    VITRINE_ASSERT(sizeBytes <= kMaxBytes);
    if (sizeBytes < table_.size) {
        table_.baseSize = std::min(table_.baseSize, sizeBytes);
        const std::uint64_t pages = (sizeBytes + kPageBytes - 1) / kPageBytes;
        const std::uint64_t leaves = (pages + kLeafPages - 1) / kLeafPages;
        if (table_.leaves.size() > leaves) table_.leaves.resize(leaves);
        const std::uint64_t inLast = pages % kLeafPages;
        if (leaves > 0 && inLast > 0 && table_.leaves.size() == leaves && table_.leaves.back() &&
            table_.leaves.back()->pages.size() > inLast)
            ownLeaf(leaves - 1).pages.resize(inLast);
        const std::uint64_t within = sizeBytes % kPageBytes;
        if (const Page* last = within ? table_.find(pages - 1) : nullptr; last && last->bytes.size() > within)
            ownPage(pages - 1).bytes.resize(within);
    }
    table_.size = sizeBytes;
}

class PagedBytes::Source final : public ByteSource {
  public:
    explicit Source(Table table) : table_(std::move(table)) {}
    std::uint64_t size() const override { return table_.size; }
    std::size_t read(std::uint64_t offset, std::span<char> out) const override { return table_.read(offset, out); }

  private:
    Table table_;
};

std::shared_ptr<const ByteSource> PagedBytes::snapshot() {
    ++generation_;
    return std::make_shared<Source>(table_);
}

std::shared_ptr<const Bytes> PagedBytes::flatten() {
    if (table_.leaves.empty() && table_.base && table_.base->size() == table_.size && table_.baseSize == table_.size)
        return table_.base;
    Bytes flat(table_.size, '\0');
    table_.read(0, flat);
    auto shared = std::make_shared<const Bytes>(std::move(flat));
    table_ = Table{{}, shared, shared->size(), shared->size()};
    return shared;
}

}  // namespace vitrine
