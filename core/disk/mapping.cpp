#include "core/disk/mapping.h"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <mutex>
#include <vector>

namespace vitrine {
namespace {

// The system allows 65,530 mappings a process unless told otherwise; others want some, too.
constexpr std::size_t kMostMappings = 32'768;

struct Range {
    std::atomic<std::uintptr_t> begin{0};  // 0: free
    std::atomic<std::uintptr_t> end{0};
};

// Of the process, as its signal handlers are; read by the handler, so it is never destroyed and takes no lock there.
struct Table {
    std::array<Range, kMostMappings> ranges;
    std::atomic<std::size_t> used{0};  // no range at or behind it
    std::mutex mutex;
    std::vector<std::size_t> free;
    struct sigaction before {};
};
constinit Table* table = nullptr;

bool ours(std::uintptr_t address) {
    const std::size_t used = table->used.load(std::memory_order_acquire);
    for (std::size_t i = 0; i < used; ++i) {
        const Range& range = table->ranges[i];
        const std::uintptr_t begin = range.begin.load(std::memory_order_acquire);
        if (begin != 0 && address >= begin && address < range.end.load(std::memory_order_acquire)) return true;
    }
    return false;
}

void onBusError(int signal, siginfo_t* info, void* context) {
    const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
    if (ours(address)) {
        const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
        void* const at = reinterpret_cast<void*>(address & ~(page - 1));
        if (::mmap(at, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == at) return;
    }
    const struct sigaction& before = table->before;
    if ((before.sa_flags & SA_SIGINFO) != 0) return before.sa_sigaction(signal, info, context);
    if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN) return before.sa_handler(signal);
    ::signal(signal, SIG_DFL);  // and the instruction is tried again, which ends the process as it would have
}

Table& theTable() {
    static Table* const made = [] {
        table = new Table;
        struct sigaction action {};
        action.sa_sigaction = onBusError;
        action.sa_flags = SA_SIGINFO;
        sigemptyset(&action.sa_mask);
        ::sigaction(SIGBUS, &action, &table->before);
        return table;
    }();
    return *made;
}

/// A place for the range, or nothing if there is none left.
bool enter(std::uintptr_t begin, std::uintptr_t end, std::size_t& place) {
    Table& all = theTable();
    const std::lock_guard lock(all.mutex);
    if (!all.free.empty()) {
        place = all.free.back();
        all.free.pop_back();
    } else {
        place = all.used.load(std::memory_order_relaxed);
        if (place == kMostMappings) return false;
    }
    all.ranges[place].end.store(end, std::memory_order_release);
    all.ranges[place].begin.store(begin, std::memory_order_release);
    if (place == all.used.load(std::memory_order_relaxed)) all.used.store(place + 1, std::memory_order_release);
    return true;
}

void leave(std::size_t place) {
    Table& all = theTable();
    const std::lock_guard lock(all.mutex);
    all.ranges[place].begin.store(0, std::memory_order_release);
    all.free.push_back(place);
}

}  // namespace

std::unique_ptr<Mapping> Mapping::ofFile(int descriptor, std::uint64_t sizeBytes) {
    if (sizeBytes == 0) return nullptr;
    void* const data = ::mmap(nullptr, sizeBytes, PROT_READ, MAP_SHARED, descriptor, 0);
    if (data == MAP_FAILED) return nullptr;
    const auto begin = reinterpret_cast<std::uintptr_t>(data);
    std::size_t place = 0;
    if (!enter(begin, begin + sizeBytes, place)) {
        ::munmap(data, sizeBytes);
        return nullptr;
    }
    return std::unique_ptr<Mapping>(new Mapping(static_cast<const char*>(data), sizeBytes, place));
}

Mapping::~Mapping() {
    leave(place_);
    ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace vitrine
