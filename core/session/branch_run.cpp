#include <utility>

#include "core/session/workspace_impl.h"

namespace vitrine {

CommandResult refused(std::string command, Error error) {
    CommandResult result;
    result.command = std::move(command);
    result.ok = false;
    result.error = std::move(error);
    return result;
}

BranchRun::BranchRun(CommandResult answered) : result_(std::move(answered)) {}

BranchRun::BranchRun(std::string command, std::unique_ptr<BranchReplay> replay, Then then, std::function<void()> dropped)
    : replay_(std::move(replay)), then_(std::move(then)), dropped_(std::move(dropped)) {
    result_.command = std::move(command);
}

BranchRun::~BranchRun() {
    if (replay_) drop();
}

void BranchRun::drop() {
    replay_.reset();  // its session states no more behind this
    if (dropped_) dropped_();
}

JobState BranchRun::step() {
    if (line_) return line_->step();
    if (!replay_) return result_.ok ? JobState::done : JobState::failed;
    switch (replay_->step()) {
        case JobState::done: break;
        case JobState::failed:
            result_ = refused(result_.command, replay_->error());
            drop();
            return JobState::failed;
        default: return JobState::more;
    }
    BranchSession session = replay_->take();
    replay_.reset();
    line_ = then_(std::move(session), result_);
    if (line_) return JobState::more;
    if (result_.ok) return JobState::done;
    if (dropped_) dropped_();
    return JobState::failed;
}

Progress BranchRun::progress() const {
    if (line_) return line_->progress();
    return replay_ ? replay_->progress() : Progress{};
}

void BranchRun::cancel() {
    if (line_) line_->cancel();
    else if (replay_) replay_->cancel();
}

}  // namespace vitrine
