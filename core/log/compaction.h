#pragma once

#include "core/log/log_job.h"

namespace vitrine::log {
Result<std::unique_ptr<Job>> beginCompaction(std::shared_ptr<JobGate> gate, std::vector<std::uint32_t> segments);
}
