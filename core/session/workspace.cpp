#include "core/session/workspace.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/session/workspace_impl.h"

namespace vitrine {

namespace {

/// Commands that change nothing, and may be asked of a moment of the past.
bool onlyLooks(const CommandForm& form) {
    constexpr std::string_view words[] = {"get", "scan", "check", "stats", "inspect", "dump", "pending", "help"};
    return std::ranges::find(words, form.word) != std::end(words);
}

/// A line asked of a session that is nobody's: it leaves no trace.
class LookRun final : public CommandJob {
  public:
    LookRun(BranchSession session, std::string_view line) : session_(std::move(session)), job_(session_.session->begin(line)) {}
    JobState step() override {
        const JobState now = job_->step();
        if (now == JobState::more) return now;
        result_ = job_->result();
        result_.number = 0;
        return now;
    }
    Progress progress() const override { return job_->progress(); }
    void cancel() override { job_->cancel(); }
    const Error& error() const override { return result_.error; }
    std::string summary() const override { return job_->summary(); }
    const CommandResult& result() const override { return result_; }

  private:
    BranchSession session_;
    std::unique_ptr<CommandJob> job_;
    CommandResult result_;
};

}  // namespace

// ---- branches ------------------------------------------------------------------------------------------------------------

Branch& Workspace::Impl::at(BranchId id) {
    const auto found = std::ranges::find(branches, id, [](const auto& branch) { return branch->id; });
    VITRINE_ASSERT(found != branches.end());
    return **found;
}

Branch* Workspace::Impl::named(std::string_view name) {
    const auto found = std::ranges::find(branches, name, [](const auto& branch) -> std::string_view { return branch->name; });
    return found == branches.end() ? nullptr : found->get();
}

std::string Workspace::Impl::freeName() const {
    for (std::size_t n = 1;; ++n) {
        std::string name = fmt::format("branch {}", n);
        if (std::ranges::none_of(branches, [&](const auto& branch) { return branch->name == name; })) return name;
    }
}

std::string Workspace::Impl::names() const {
    std::string all;
    for (const auto& branch : branches) all += (all.empty() ? "" : ", ") + quoteWord(branch->name);
    return all;
}

BranchSession Workspace::Impl::newSession(BranchId id, bool digest) {
    BranchSession made;
    ChunkSink* to = options.watcher ? options.watcher->begins(id) : nullptr;
    Clock* clock = options.watcher ? options.watcher->clockOf(id) : nullptr;
    if (to || digest) made.sink = std::make_unique<BranchSink>(to);
    if (digest) made.sink->takeDigest();
    made.session = std::make_unique<Session>(SessionOptions{options.seed, made.sink.get(), clock, options.keep});
    return made;
}

BranchReplay::Told Workspace::Impl::tellOf(BranchId id) {
    if (!options.watcher) return {};
    return [watcher = options.watcher, id](const LineRecord& line, const CommandResult& result) {
        watcher->replayed(id, line.text, result);
    };
}

void Workspace::Impl::goTo(BranchId id) {
    current = id;
    past.reset();
    at(id).usedAt = ++uses;
    if (options.watcher) options.watcher->switched(id);
    trim();
}

void Workspace::Impl::trim() {
    for (;;) {
        std::size_t sessions = 0;
        std::uint64_t bytes = 0;
        Branch* oldest = nullptr;
        for (const auto& branch : branches) {
            if (!branch->here.session) continue;
            ++sessions;
            bytes += branch->here.session->memoryBytes();
            // What is on a real directory cannot be done again there.
            if (branch->id == current || branch->here.session->holdsDirectory()) continue;
            if (!oldest || branch->usedAt < oldest->usedAt) oldest = branch.get();
        }
        if (!oldest || (sessions <= options.mostSessions && bytes <= options.mostBytes)) return;
        oldest->lines = oldest->here.session->records();
        oldest->here.session.reset();
        oldest->here.sink.reset();
        if (options.watcher) options.watcher->ended(oldest->id);
    }
}

// ---- lines ---------------------------------------------------------------------------------------------------------------

std::unique_ptr<CommandJob> Workspace::Impl::beginFork(std::string command, const Branch& from, const ForkPoint& point,
                                                       std::string name, std::string line) {
    const BranchId id = nextId++;
    auto replay = std::make_unique<BranchReplay>(newSession(id), linesUpTo(from.records(), point), point.operations, tellOf(id));
    auto then = [this, id, parent = from.id, point, name = std::move(name), line = std::move(line)](
                    BranchSession session, CommandResult& result) -> std::unique_ptr<CommandJob> {
        auto branch = std::make_unique<Branch>();
        branch->id = id;
        branch->name = name.empty() ? freeName() : name;
        branch->parent = parent;
        branch->fork = point;
        branch->here = std::move(session);
        Session& there = *branch->here.session;
        result.lines = {fmt::format("{} begins behind line {} of {}", branch->name, point.lines, at(parent).name)};
        result.fields = {{"branch", jsonText(branch->name)}, {"at", std::to_string(point.lines)}};
        branches.push_back(std::move(branch));
        goTo(id);
        return line.empty() ? nullptr : there.begin(line);
    };
    auto dropped = [watcher = options.watcher, id] {
        if (watcher) watcher->ended(id);
    };
    return std::make_unique<BranchRun>(std::move(command), std::move(replay), std::move(then), std::move(dropped));
}

std::unique_ptr<CommandJob> Workspace::Impl::beginLook(std::string line, const Branch& from, const ForkPoint& point) {
    BranchSession session;
    session.session = std::make_unique<Session>(SessionOptions{options.seed, nullptr, nullptr, options.keep});
    std::string command = line.substr(0, line.find(' '));
    auto replay = std::make_unique<BranchReplay>(std::move(session), linesUpTo(from.records(), point), point.operations);
    return std::make_unique<BranchRun>(std::move(command), std::move(replay), [line = std::move(line)](BranchSession there, CommandResult&) {
        return std::make_unique<LookRun>(std::move(there), line);
    });
}

Workspace::Workspace(const WorkspaceOptions& options) : impl_(std::make_unique<Impl>(options)) {
    auto main = std::make_unique<Branch>();
    main->id = impl_->nextId++;
    main->name = "main";
    main->here = impl_->newSession(main->id);
    impl_->branches.push_back(std::move(main));
    impl_->goTo(0);
}

Workspace::~Workspace() = default;

std::unique_ptr<CommandJob> Workspace::begin(std::string_view line, const LinePlace& place) {
    Impl& impl = *impl_;
    const Branch* from = &impl.here();
    std::optional<ForkPoint> point = impl.past;
    if (place.kind != LinePlace::Kind::asItStands) point.reset();
    if (place.kind == LinePlace::Kind::past) {
        const auto known = std::ranges::find(impl.branches, place.branch, [](const auto& branch) { return branch->id; });
        if (known != impl.branches.end()) from = known->get();
        point = place.point;
        if (from->id == impl.current && point->operations == 0 && point->lines >= from->records().size()) point.reset();
    }
    auto parsed = parseCommand(line);
    const CommandForm* form = parsed ? parsed->form : nullptr;
    if (form && form->ofBranches) return impl.beginWord(*parsed, *from, point);
    if (parsed && !form) return impl.here().here.session->begin(line);  // nothing, or a comment
    impl.past.reset();
    if (!point) {
        impl.here().digest.clear();
        return impl.here().here.session->begin(line);
    }
    std::string trimmed = form ? parsed->line : std::string(line);
    std::string command = trimmed.substr(0, trimmed.find_first_of(" \t"));
    // A mistake is no reason for a branch, nor is a look at the past for leaving it.
    if (from->id == impl.current) impl.past = point;
    if (const auto known = session().understands(line); !known)
        return std::make_unique<BranchRun>(refused(std::move(command), known.error()));
    if (form && !form->exists)
        return std::make_unique<BranchRun>(refused(std::move(command), {ErrorCode::notSupported, fmt::format("{} is part of the console language, but not of this version.", form->word), {}}));
    if (onlyLooks(*form) && !(impl.options.looksBranch && form->operation)) return impl.beginLook(std::move(trimmed), *from, *point);
    return impl.beginFork(std::move(command), *from, *point, {}, std::move(trimmed));
}

CommandResult Workspace::execute(std::string_view line, const LinePlace& place) {
    const auto job = begin(line, place);
    while (job->step() == JobState::more) {}
    return job->result();
}

Session& Workspace::session() { return *impl_->here().here.session; }

BranchId Workspace::current() const { return impl_->current; }

std::optional<ForkPoint> Workspace::past() const { return impl_->past; }

std::vector<BranchInfo> Workspace::branches() const {
    std::vector<BranchInfo> all;
    for (const auto& branch : impl_->branches) {
        const std::vector<LineRecord>& lines = branch->records();
        // A line that a fork divided is its first own one.
        const std::uint64_t first = branch->parent ? branch->fork.lines : 0;
        all.push_back({branch->id, branch->name, branch->parent, branch->fork, lines.size(),
                       first < lines.size() ? lines[first].text : std::string(), branch->id == impl_->current});
    }
    return all;
}

Status Workspace::close() {
    Status first;
    for (const auto& branch : impl_->branches) {
        if (!branch->here.session || !branch->here.session->engine()) continue;
        const CommandResult closed = branch->here.session->execute("close");
        if (!closed.ok && first) first = tl::unexpected<Error>(closed.error);
    }
    return first;
}

}  // namespace vitrine
