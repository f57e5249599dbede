#include "core/bench/entries.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/assert.h"

namespace vitrine::bench {
namespace {

constexpr double kTheta = 0.99;
constexpr std::uint64_t kHotShare = 100;

}  // namespace

Keys::Keys(Order order, std::uint64_t space, std::uint64_t count, std::size_t keyBytes, std::uint64_t seed)
    : count_(count), keyBytes_(keyBytes), bytes_(count * keyBytes) {
    VITRINE_ASSERT(space > 0);
    Random random(seed);
    std::vector<std::uint32_t> shuffled;
    if (order == Order::shuffled) {
        VITRINE_ASSERT(count <= space && space <= 0xffffffffu);
        shuffled.resize(space);
        std::iota(shuffled.begin(), shuffled.end(), 0u);
        for (std::uint64_t i = 0; i < count; ++i) std::swap(shuffled[i], shuffled[i + random.below(space - i)]);
    }
    const ZipfianNumbers zipf(order == Order::zipf ? space : 1);
    const std::uint64_t hot = std::max<std::uint64_t>(space / kHotShare, 1);
    for (std::uint64_t i = 0; i < count; ++i) {
        std::uint64_t number = i;
        switch (order) {
            case Order::sequential: break;
            case Order::shuffled: number = shuffled[i]; break;
            case Order::uniform: number = random.below(space); break;
            case Order::hot: number = random.below(hot) * kHotShare % space; break;
            case Order::zipf: number = zipf.next(random); break;
        }
        write(number, bytes_.data() + i * keyBytes_, keyBytes_);
    }
}

void Keys::write(std::uint64_t number, char* to, std::size_t keyBytes) {
    for (std::size_t i = keyBytes; i-- > 0; number /= 10) to[i] = static_cast<char>('0' + number % 10);
}

void Keys::spoilLastByte() {
    for (std::uint64_t i = 0; i < count_; ++i) bytes_[(i + 1) * keyBytes_ - 1] = 'x';
}

Values::Values(std::size_t valueBytes, std::uint64_t seed) : valueBytes_(valueBytes), pool_(kPlaces + valueBytes) {
    Random random(seed);
    for (char& byte : pool_) byte = static_cast<char>(random.next() & 0xff);
}

ZipfianNumbers::ZipfianNumbers(std::uint64_t n) : n_(n) {
    for (std::uint64_t i = 1; i <= n; ++i) zetaN_ += 1.0 / std::pow(static_cast<double>(i), kTheta);
    secondFrom_ = 1.0 + std::pow(0.5, kTheta);
    alpha_ = 1.0 / (1.0 - kTheta);
    eta_ = (1.0 - std::pow(2.0 / static_cast<double>(n), 1.0 - kTheta)) / (1.0 - secondFrom_ / zetaN_);
}

std::uint64_t ZipfianNumbers::rank(Random& random) const {
    const double u = random.fraction();
    const double uz = u * zetaN_;
    std::uint64_t rank = 0;
    if (uz >= secondFrom_)
        rank = static_cast<std::uint64_t>(static_cast<double>(n_) * std::pow(eta_ * u - eta_ + 1.0, alpha_));
    else if (uz >= 1.0)
        rank = 1;
    return std::min(rank, n_ - 1);
}

}  // namespace vitrine::bench
