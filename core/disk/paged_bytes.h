// The contents of a file in memory: copy-on-write pages under a two-level table, so that a snapshot costs a copy of the
// table's top (16 bytes per 2 MiB) whatever the size, and a file made from an image shares its bytes.
//
//   leaves  ->  [ leaf 0 ][ leaf 1 ] …            512 pages each
//   leaf    ->  [ page ][ none ][ page ] …        a page that is not there reads from the base, zeros behind it
//   page    ->  up to 4,096 bytes, zeros behind its last
//
// Who may write in place: a page (and its leaf) carries the generation in which it was made; a snapshot begins a new
// generation, and what is older than the present one is copied before it changes. No reference counts are consulted, so
// snapshots may be read and dropped on any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/base/byte_source.h"
#include "core/base/bytes.h"

namespace vitrine {

class PagedBytes {
  public:
    static constexpr std::uint64_t kPageBytes = 4096;
    static constexpr std::uint64_t kLeafPages = 512;
    /// What callers must not exceed: the table's top would grow without any data.
    static constexpr std::uint64_t kMaxBytes = std::uint64_t{1} << 40;

    PagedBytes() = default;
    explicit PagedBytes(std::shared_ptr<const Bytes> base);
    PagedBytes(const PagedBytes&) = delete;  // two owners of one generation would overwrite each other
    PagedBytes& operator=(const PagedBytes&) = delete;
    PagedBytes(PagedBytes&&) = default;
    PagedBytes& operator=(PagedBytes&&) = default;

    std::uint64_t size() const { return table_.size; }
    std::size_t read(std::uint64_t offset, std::span<char> out) const { return table_.read(offset, out); }
    /// Grows the file where needed; what lies between its old end and `offset` reads as zeros.
    void write(std::uint64_t offset, ByteView bytes);
    void resize(std::uint64_t sizeBytes);
    std::shared_ptr<const ByteSource> snapshot();
    /// All bytes in one piece; kept as the new base, so asking again is free until something changes.
    std::shared_ptr<const Bytes> flatten();

  private:
    struct Page {
        std::uint64_t generation = 0;
        Bytes bytes;
    };
    struct Leaf {
        std::uint64_t generation = 0;
        std::vector<std::shared_ptr<Page>> pages;
    };
    struct Table {
        std::vector<std::shared_ptr<Leaf>> leaves;
        std::shared_ptr<const Bytes> base;
        std::uint64_t baseSize = 0;  // bytes of the base that a truncation has not hidden
        std::uint64_t size = 0;

        std::size_t read(std::uint64_t offset, std::span<char> out) const;
        void readPage(std::uint64_t page, std::uint64_t within, std::span<char> out) const;
        const Page* find(std::uint64_t page) const;
    };
    class Source;

    Leaf& ownLeaf(std::uint64_t index);
    Page& ownPage(std::uint64_t page);

    Table table_;
    std::uint64_t generation_ = 1;
};

}  // namespace vitrine
