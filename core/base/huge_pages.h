// An allocator for large arrays that are visited at random: from 2 MiB on it asks the system for huge pages, so that a
// visit costs one cache miss, and not a walk through page tables as well. Smaller arrays come from the heap.
#pragma once

#include <cstddef>
#include <new>

namespace vitrine {

/// 2 MiB aligned memory, zeroed; throws std::bad_alloc. `sizeBytes` is the same for both.
void* allocateHuge(std::size_t sizeBytes);
void freeHuge(void* memory, std::size_t sizeBytes) noexcept;

template <class T>
struct HugePageAllocator {
    using value_type = T;
    static constexpr std::size_t kFrom = std::size_t{2} << 20;

    HugePageAllocator() = default;
    template <class Other>
    HugePageAllocator(const HugePageAllocator<Other>&) {}

    T* allocate(std::size_t count) {
        if (count > static_cast<std::size_t>(-1) / 2 / sizeof(T)) throw std::bad_alloc();
        const std::size_t bytes = count * sizeof(T);
        return static_cast<T*>(bytes >= kFrom ? allocateHuge(bytes) : ::operator new(bytes));
    }
    void deallocate(T* memory, std::size_t count) noexcept {
        const std::size_t bytes = count * sizeof(T);
        if (bytes >= kFrom)
            freeHuge(memory, bytes);
        else
            ::operator delete(memory);
    }
    friend bool operator==(HugePageAllocator, HugePageAllocator) { return true; }
};

}  // namespace vitrine
