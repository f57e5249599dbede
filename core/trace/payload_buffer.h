// Payloads end to end, as a chunk carries them: bytes that only grow until they are cleared, appended in a few inlined
// instructions. A std::string does the same in a call of the library for each piece, of which a fact has up to ten.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>

#include "core/base/bytes.h"

namespace vitrine {

class PayloadBuffer {
  public:
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    std::size_t capacity() const { return capacity_; }
    ByteView view() const { return {data_.get(), size_}; }

    /// At least `bytes` behind the end, for the caller to write to; they count once advance() says so.
    char* room(std::size_t bytes) {
        if (capacity_ - size_ < bytes) [[unlikely]]
            enlarge(bytes);
        return data_.get() + size_;
    }
    void advance(std::size_t bytes) { size_ += bytes; }
    void append(ByteView bytes) {
        if (bytes.empty()) return;
        std::memcpy(room(bytes.size()), bytes.data(), bytes.size());
        size_ += bytes.size();
    }
    /// Back to an earlier size.
    void cut(std::size_t size) { size_ = size; }

  private:
    void enlarge(std::size_t bytes) {
        constexpr std::size_t kLeast = 4096;
        const std::size_t wanted = std::max({kLeast, 2 * capacity_, size_ + bytes});
        auto larger = std::make_unique_for_overwrite<char[]>(wanted);
        if (size_ > 0) std::memcpy(larger.get(), data_.get(), size_);
        data_ = std::move(larger);
        capacity_ = wanted;
    }

    std::unique_ptr<char[]> data_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace vitrine
