#include "core/engine/storage_engine.h"

#include <fmt/format.h>

namespace vitrine {
namespace {

std::uint64_t sum(const std::vector<SegmentStats>& segments, std::uint64_t SegmentStats::*field) {
    std::uint64_t total = 0;
    for (const SegmentStats& segment : segments) total += segment.*field;
    return total;
}

double ratio(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::uint64_t EngineStats::totalBytes() const { return sum(segments, &SegmentStats::sizeBytes); }
std::uint64_t EngineStats::liveBytes() const { return sum(segments, &SegmentStats::liveBytes); }
std::uint64_t EngineStats::deadBytes() const { return sum(segments, &SegmentStats::deadBytes); }
std::uint64_t EngineStats::tombstoneBytes() const { return sum(segments, &SegmentStats::tombstoneBytes); }
std::uint64_t EngineStats::overheadBytes() const { return sum(segments, &SegmentStats::overheadBytes); }
double EngineStats::writeAmplification() const { return ratio(writtenBytes, acceptedBytes); }
double EngineStats::spaceAmplification() const { return ratio(totalBytes(), liveBytes()); }
double EngineStats::readAmplification() const { return ratio(readBytes, wantedBytes); }

tl::unexpected<Error> noSuchKey(ByteView key) {
    return fail(ErrorCode::notFound, fmt::format("There is no {}.", label(key)));
}

Result<bool> StorageEngine::find(ByteView key, Bytes& value) {
    auto got = get(key);
    if (!got && got.error().code == ErrorCode::notFound) return false;
    if (!got) return passOn(got);
    value = std::move(*got);
    return true;
}

Status runToEnd(Job& job) {
    while (true) {
        switch (job.step()) {
            case JobState::more: break;
            case JobState::done: return {};
            case JobState::failed: return tl::unexpected(job.error());
            case JobState::waiting:
                return fail(ErrorCode::inUse, "The job waits on something that nobody here can give: " + job.summary());
        }
    }
}

}  // namespace vitrine
