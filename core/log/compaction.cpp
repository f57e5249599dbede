#include "core/log/compaction.h"
namespace vitrine::log {
Result<std::unique_ptr<Job>> beginCompaction(std::shared_ptr<JobGate>, std::vector<std::uint32_t>) {
    return fail(ErrorCode::notSupported, "Compaction is not there yet.");
}
}  // namespace vitrine::log
