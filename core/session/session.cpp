#include "core/session/session.h"

#include <optional>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/index/index_spans.h"
#include "core/log/log_spans.h"
#include "core/session/commands.h"
#include "core/session/session_spans.h"
#include "core/session/session_state.h"

namespace vitrine {

namespace {

/// A command line from its first step to its result.
//
//   opening (only where the command needs a database and none was ever opened) ──► working ──►
//   tidying (only where an automatic compaction is due) ──► ended
class CommandRun final : public CommandJob {
  public:
    CommandRun(SessionState& state, Result<ParsedCommand> parsed) : state_(state), leftOutBefore_(leftOutSoFar()) {
        if (!parsed) {
            end(parsed.error());
            return;
        }
        if (parsed->form == nullptr) {
            ended_ = JobState::done;
            return;
        }
        command_ = std::move(*parsed);
        const CommandForm& form = *command_.form;
        result_.command = form.word;
        if (!form.exists) {
            end({ErrorCode::notSupported,
                 fmt::format("{} is part of the console language, but not of this version.", form.word), {}});
        } else if (auto work = findMaker(form.word)(command_, state_); !work) {
            end(work.error());
        } else {
            work_ = std::move(*work);
        }
    }

    ~CommandRun() override {
        if (ended_) return;
        cancel();
        while (step() == JobState::more) {}
    }

    void setNumber(std::uint64_t number, std::string_view line) {
        result_.number = number;
        if (result_.command.empty()) result_.command = line.substr(0, line.find_first_of(" \t"));
    }

    JobState step() override {
        if (ended_) return *ended_;
        const JobState now = opening() ? stepOpening() : tidying_ ? stepTidying() : stepWork();
        if (state_.tracer()) state_.tracer()->flush();
        result_.leftOut = leftOutSoFar() - leftOutBefore_;
        return now;
    }

    Progress progress() const override {
        for (const auto& work : {opening_.get(), tidying_.get(), work_.get()})
            if (work != nullptr) return work->progress();
        return last_;
    }

    void cancel() override {
        if (ended_) return;
        cancelled_ = true;
        for (const auto& work : {opening_.get(), tidying_.get(), work_.get()})
            if (work != nullptr) work->cancel();
    }

    const Error& error() const override { return result_.error; }
    std::string summary() const override { return result_.lines.empty() ? std::string() : result_.lines.front(); }
    const CommandResult& result() const override { return result_; }

  private:
    std::uint64_t leftOutSoFar() { return state_.tracer() ? state_.tracer()->leftOutOperations() : 0; }

    bool opening() {
        if (opening_) return true;
        if (begun_ || command_.form->needs != CommandNeeds::engine || !state_.neverOpened() || state_.background() ||
            command_.form->word == "close")
            return false;
        opening_ = openWork(OpenAs::writer);
        if (cancelled_) opening_->cancel();
        return true;
    }

    /// An open on the way is an operation of its own.
    JobState stepOpening() {
        if (!openOperation_) openOperation_.emplace(state_, "open");
        Answer answer;
        const JobState now = opening_->step(state_, answer);
        if (now == JobState::more) return now;
        if (now == JobState::failed) {
            const Error error = opening_->error();
            openOperation_->end(&error, {});
            openOperation_.reset();
            opening_.reset();
            return end(error);
        }
        openOperation_->end(nullptr, answer.lines().empty() ? std::string() : answer.lines().front());
        openOperation_.reset();
        opening_.reset();
        // What recovery found is worth a line behind the command's own, its summary is not.
        for (std::size_t i = 1; i < answer.lines().size(); ++i) findings_.push_back(answer.lines()[i]);
        return JobState::more;
    }

    JobState stepWork() {
        if (!begun_) {
            begun_ = true;
            if (cancelled_) return end({ErrorCode::cancelled, "Cancelled before it began: nothing was done.", {}});
            if (command_.form->needs == CommandNeeds::engine && command_.form->word != "close")
                if (auto engine = state_.openEngineOr(); !engine) return end(engine.error());
            if (command_.form->operation) operation_.emplace(state_, command_.line);
        }
        const JobState now = work_->step(state_, answer_);
        if (now == JobState::more) return now;
        VITRINE_ASSERT(now != JobState::waiting);
        result_.lines = std::move(answer_.lines());
        result_.fields = std::move(answer_.fields());
        for (std::string& finding : findings_) result_.lines.push_back(std::move(finding));
        const Error failure = work_->error();
        if (operation_) operation_->end(now == JobState::failed ? &failure : nullptr, summary());
        operation_.reset();
        last_ = work_->progress();
        work_.reset();  // it may hold a cursor, which must not outlive its engine
        if (now == JobState::failed) return end(failure);
        tidying_ = automaticCompaction(state_);
        if (tidying_) return JobState::more;
        ended_ = JobState::done;
        return JobState::done;
    }

    JobState stepTidying() {
        Answer answer;
        if (tidying_->step(state_, answer) == JobState::more) return JobState::more;
        for (std::string& line : answer.lines()) result_.lines.push_back(std::move(line));
        tidying_.reset();
        ended_ = JobState::done;
        return JobState::done;
    }

    JobState end(Error error) {
        result_.ok = false;
        result_.error = std::move(error);
        ended_ = JobState::failed;
        return JobState::failed;
    }

    SessionState& state_;
    std::uint64_t leftOutBefore_;  // operations, by gaps before this command
    ParsedCommand command_;
    std::unique_ptr<Work> opening_;
    std::unique_ptr<Work> work_;
    std::unique_ptr<Work> tidying_;
    std::optional<InnerOperation> openOperation_;
    std::optional<InnerOperation> operation_;
    Progress last_;  // of work that has ended
    std::vector<std::string> findings_;
    Answer answer_;
    CommandResult result_;
    std::optional<JobState> ended_;
    bool begun_ = false;
    bool cancelled_ = false;
};

}  // namespace

struct Session::Impl {
    explicit Impl(const SessionOptions& options) : catalog(allSpanKinds()), state(options) {}
    SpanCatalog catalog;
    SessionState state;
};

Session::Session(const SessionOptions& options) : impl_(std::make_unique<Impl>(options)) {}
Session::~Session() = default;

std::unique_ptr<CommandJob> Session::begin(std::string_view line) {
    auto parsed = parseCommand(line);
    const bool counts = !parsed || parsed->form != nullptr;
    const std::size_t first = line.find_first_not_of(" \t\r\n");
    const std::string_view trimmed =
        first == std::string_view::npos ? std::string_view{} : line.substr(first, line.find_last_not_of(" \t\r\n") - first + 1);
    // Lines that cannot be read count, too: numbers are those that the console shows.
    if (counts) impl_->state.history().emplace_back(trimmed);
    auto run = std::make_unique<CommandRun>(impl_->state, std::move(parsed));
    if (counts) run->setNumber(impl_->state.lineNumber(), trimmed);
    return run;
}

CommandResult Session::execute(std::string_view line) {
    auto job = begin(line);
    while (job->step() == JobState::more) {}
    return job->result();
}

StorageEngine* Session::engine() { return impl_->state.engine(); }
DatabaseState Session::databaseState() const { return impl_->state.describeDatabase(); }
Disk* Session::disk() { return impl_->state.stackIfMade() ? &impl_->state.stackIfMade()->top() : nullptr; }
Tracer* Session::tracer() { return impl_->state.tracer(); }
const SpanCatalog& Session::catalog() const { return impl_->catalog; }
std::uint64_t Session::seed() const { return impl_->state.seed(); }
std::string Session::describePlace() const { return impl_->state.place().describe(); }
const std::vector<std::string>& Session::history() const { return impl_->state.history(); }

SpanCatalog allSpanKinds() {
    SpanCatalog catalog;
    catalog.add(session_spans::all);
    catalog.add(log_spans::all);
    catalog.add(index_spans::all);
    return catalog;
}

const std::vector<CommandHelp>& commandHelp() {
    static const std::vector<CommandHelp> help = [] {
        std::vector<CommandHelp> all;
        for (const CommandForm& form : commandForms())
            if (form.exists) all.push_back({form.word, form.form, form.sentence});
        return all;
    }();
    return help;
}

}  // namespace vitrine
