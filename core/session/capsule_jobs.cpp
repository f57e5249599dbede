// Saving all branches of a workspace, and going over to those of a capsule.
#include <map>

#include <fmt/format.h>

#include "core/session/capsule.h"
#include "core/session/workspace_impl.h"

namespace vitrine {

namespace {

/// Does each branch again, for the digest of its facts and to be sure that it can be; then writes.
class SaveRun final : public CommandJob {
  public:
    SaveRun(std::string path, Capsule capsule) : path_(std::move(path)), capsule_(std::move(capsule)) { result_.command = "save"; }

    JobState step() override {
        if (over_) return *over_;
        if (!replay_) begin();
        const JobState now = replay_->step();
        if (now == JobState::more) return now;
        if (now == JobState::failed) {
            Error error = replay_->error();
            if (error.code == ErrorCode::cancelled) error.message = "The saving was cancelled: no file was changed.";
            else error.message = fmt::format("Branch {} cannot be saved. {}", capsule_.branches[next_].name, error.message);
            return end(std::move(error));
        }
        capsule_.branches[next_].digest = replay_->take().sink->endDigest();
        replay_.reset();
        if (++next_ < capsule_.branches.size()) return JobState::more;
        if (auto written = writeCapsule(path_, capsule_); !written) return end(written.error());
        result_.lines = {fmt::format("{} with {}", path_, counted(capsule_.branches.size(), "branch", "branches"))};
        over_ = JobState::done;
        return *over_;
    }
    Progress progress() const override { return replay_ ? replay_->progress() : Progress{}; }
    void cancel() override {
        if (replay_) replay_->cancel();
    }
    const Error& error() const override { return result_.error; }
    std::string summary() const override { return result_.lines.empty() ? std::string() : result_.lines.front(); }
    const CommandResult& result() const override { return result_; }

  private:
    void begin() {
        BranchSession session;
        session.sink = std::make_unique<BranchSink>(nullptr);
        session.sink->takeDigest();
        session.session = std::make_unique<Session>(SessionOptions{capsule_.seed, session.sink.get(), nullptr, {}});
        replay_ = std::make_unique<BranchReplay>(std::move(session), capsule_.branches[next_].lines, 0);
    }
    JobState end(Error error) {
        replay_.reset();
        result_ = refused("save", std::move(error));
        over_ = JobState::failed;
        return *over_;
    }

    std::string path_;
    Capsule capsule_;
    std::size_t next_ = 0;
    std::unique_ptr<BranchReplay> replay_;
    std::optional<JobState> over_;
    CommandResult result_;
};

}  // namespace

std::unique_ptr<CommandJob> Workspace::beginSave(const std::string& path, std::optional<std::uint64_t> fact) {
    Capsule capsule;
    capsule.seed = impl_->options.seed;
    std::map<BranchId, std::size_t> places;
    for (const auto& branch : impl_->branches) {
        CapsuleBranch out{branch->name, std::nullopt, branch->fork, branch->records(), {}};
        if (branch->parent) out.parent = places.at(*branch->parent);
        if (branch->id == impl_->current) capsule.current = capsule.branches.size();
        places[branch->id] = capsule.branches.size();
        capsule.branches.push_back(std::move(out));
    }
    if (impl_->past) capsule.pastLines = impl_->past->lines;
    capsule.pastFact = fact;
    return std::make_unique<SaveRun>(path, std::move(capsule));
}

std::unique_ptr<CommandJob> Workspace::beginLoad(const std::string& path) {
    auto read = readCapsule(path);
    if (!read) return std::make_unique<BranchRun>(refused("load", read.error()));
    auto capsule = std::make_shared<Capsule>(std::move(*read));
    Impl& impl = *impl_;
    const auto first = static_cast<BranchId>(impl.nextId);
    impl.nextId += static_cast<BranchId>(capsule->branches.size());
    const BranchId current = first + static_cast<BranchId>(capsule->current);
    const std::uint64_t seedBefore = std::exchange(impl.options.seed, capsule->seed);
    BranchSession session = impl.newSession(current, true);
    impl.options.seed = seedBefore;
    const CapsuleBranch& shown = capsule->branches[capsule->current];
    auto replay = std::make_unique<BranchReplay>(std::move(session), shown.lines, 0, impl.tellOf(current));
    auto then = [&impl, capsule, first, current, path](BranchSession made, CommandResult& result) -> std::unique_ptr<CommandJob> {
        const std::string digest = made.sink->endDigest();
        if (const std::string& saved = capsule->branches[capsule->current].digest; digest != saved) {
            result = refused("load", {ErrorCode::mismatch, fmt::format("{} did other things than when it was saved: {} instead of {}.", path, digest, saved), {}});
            return nullptr;
        }
        std::vector<std::unique_ptr<Branch>> old = std::exchange(impl.branches, {});
        for (std::size_t i = 0; i < capsule->branches.size(); ++i) {
            CapsuleBranch& in = capsule->branches[i];
            auto branch = std::make_unique<Branch>();
            branch->id = first + static_cast<BranchId>(i);
            branch->name = std::move(in.name);
            if (in.parent) branch->parent = first + static_cast<BranchId>(*in.parent);
            branch->fork = in.fork;
            branch->digest = std::move(in.digest);
            if (branch->id == current) branch->here = std::move(made);
            else branch->lines = std::move(in.lines);
            impl.branches.push_back(std::move(branch));
        }
        impl.options.seed = capsule->seed;
        impl.goTo(current);
        for (const auto& branch : old) {
            const bool watched = branch->here.session != nullptr;
            if (watched && branch->here.session->engine()) branch->here.session->execute("close");
            branch->here.session.reset();
            if (watched && impl.options.watcher) impl.options.watcher->ended(branch->id);
        }
        impl.past = capsule->pastLines ? std::optional(ForkPoint{*capsule->pastLines, 0}) : std::nullopt;
        result.movedTo = capsule->pastLines ? *capsule->pastLines : CommandResult::kLive;
        result.movedToFact = capsule->pastFact;
        result.lines = {fmt::format("{} with {}", path, counted(impl.branches.size(), "branch", "branches"))};
        return nullptr;
    };
    auto dropped = [watcher = impl.options.watcher, current] {
        if (watcher) watcher->ended(current);
    };
    return std::make_unique<BranchRun>("load", std::move(replay), std::move(then), std::move(dropped));
}

}  // namespace vitrine
