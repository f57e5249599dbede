#include "core/session/branch_replay.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/clock.h"
#include "core/session/answer.h"
#include "core/session/line_pace.h"

namespace vitrine {

void BranchSink::accept(std::unique_ptr<Chunk> chunk) {
    if (digest_) digest_->add(*chunk);
    if (to_) to_->accept(std::move(chunk));
}

std::string BranchSink::endDigest() {
    const std::string text = digest_ ? digest_->text() : std::string();
    digest_.reset();
    return text;
}

std::vector<LineRecord> linesUpTo(const std::vector<LineRecord>& lines, const ForkPoint& point) {
    const std::size_t count = std::min<std::size_t>(lines.size(), point.lines + (point.operations > 0 ? 1 : 0));
    return {lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(count)};
}

BranchReplay::BranchReplay(BranchSession session, std::vector<LineRecord> lines, std::uint64_t operationsOfLast, Told told)
    : session_(std::move(session)), lines_(std::move(lines)), operationsOfLast_(operationsOfLast), told_(std::move(told)) {
    if (session_.sink) session_.sink->setPatient(true);
}

BranchReplay::~BranchReplay() = default;

JobState BranchReplay::step() {
    constexpr std::uint64_t kStepNanoseconds = 1'000'000;
    SteadyClock clock;
    const std::uint64_t end = clock.nowNanoseconds() + kStepNanoseconds;
    do {
        if (cancelled_) {
            fail(ErrorCode::cancelled, "The branch was given up on the way to it: everything is as it was.");
            return JobState::failed;
        }
        if (next_ == lines_.size()) {
            if (session_.sink) session_.sink->setPatient(false);
            return JobState::done;
        }
        if (!stepLine()) return JobState::failed;
    } while (clock.nowNanoseconds() < end);
    return JobState::more;
}

bool BranchReplay::stepLine() {
    const LineRecord& line = lines_[next_];
    const bool inPart = operationsOfLast_ > 0 && next_ + 1 == lines_.size();
    if (!job_) job_ = session_.session->replay(line, inPart ? operationsOfLast_ : LinePace::kNever);
    if (job_->step() == JobState::more) return true;
    const CommandResult result = job_->result();
    job_.reset();
    const LineRecord& again = session_.session->records().back();
    if (const std::string differs = inPart ? "" : whatDiffers(line, again, session_.session->onCopy()); !differs.empty())
        return fail(ErrorCode::mismatch,
                    result.ok ? fmt::format("Line {} ({}) came out differently when it was done again: {}.", next_ + 1,
                                            lineLabel(line.text), differs)
                              : fmt::format("Line {} ({}) cannot be done again: {}", next_ + 1, lineLabel(line.text),
                                            describe(result.error)));
    if (told_) told_(line, result);
    ++next_;
    return true;
}

bool BranchReplay::fail(ErrorCode code, std::string message) {
    job_.reset();
    error_ = {code, std::move(message), {}};
    return false;
}

Progress BranchReplay::progress() const { return {next_, lines_.size(), "lines", "does the next line again"}; }

std::string BranchReplay::summary() const { return fmt::format("{} lines were done again", next_); }

}  // namespace vitrine
