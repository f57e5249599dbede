#include "core/base/huge_pages.h"

#include <sys/mman.h>

#include <cstdint>

namespace vitrine {
namespace {

constexpr std::size_t kHuge = std::size_t{2} << 20;

std::size_t rounded(std::size_t sizeBytes) { return (sizeBytes + kHuge - 1) & ~(kHuge - 1); }

}  // namespace

void* allocateHuge(std::size_t sizeBytes) {
    const std::size_t size = rounded(sizeBytes);
    // One huge page more, of which the ends go back, so that what stays begins at a huge page.
    void* const all = ::mmap(nullptr, size + kHuge, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED) throw std::bad_alloc();
    const auto begin = reinterpret_cast<std::uintptr_t>(all);
    const std::uintptr_t aligned = (begin + kHuge - 1) & ~(kHuge - 1);
    if (aligned > begin) ::munmap(all, aligned - begin);
    const std::uintptr_t end = aligned + size;
    if (const std::uintptr_t rest = begin + size + kHuge - end; rest > 0) ::munmap(reinterpret_cast<void*>(end), rest);
    void* const memory = reinterpret_cast<void*>(aligned);
    ::madvise(memory, size, MADV_HUGEPAGE);  // a wish: small pages do, too
    return memory;
}

void freeHuge(void* memory, std::size_t sizeBytes) noexcept { ::munmap(memory, rounded(sizeBytes)); }

}  // namespace vitrine
