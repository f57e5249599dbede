#include "core/session/session.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/base/checksum.h"
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
        } else if (form.ofBranches) {
            end({ErrorCode::notSupported, fmt::format("{} goes between branches, and this session is only one of them.", form.word), {}});
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
        if (ended_) {
            keepAnswer();
            return *ended_;
        }
        LinePace& pace = state_.pace();
        if (pace.stopDue()) {
            cancel();
            pace.goOn();
        }
        pace.beginStep();
        JobState now = opening() ? stepOpening() : tidying_ ? stepTidying() : stepWork();
        pace.endStep();
        if (state_.powerFailed()) now = losePower();
        else if (auto* stack = state_.stackIfMade())
            if (auto refusal = stack->power().takeRefusal()) refusals_.push_back(std::move(*refusal));
        if (ended_) tellRefusals();
        if (state_.tracer()) state_.tracer()->flush();
        result_.leftOut = leftOutSoFar() - leftOutBefore_;
        if (ended_) keepAnswer();
        return now;
    }

    Progress progress() const override {
        for (const auto& work : {opening_.get(), tidying_.get(), work_.get()})
            if (work != nullptr) return work->progress();
        return last_;
    }

    void cancel() override {
        if (ended_ || cancelled_) return;
        cancelled_ = true;
        state_.line().cancelledAt = state_.pace().pieces();
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
            if (command_.form->operation && !work_->quiet()) operation_.emplace(state_, command_.line);
        }
        const JobState now = work_->step(state_, answer_);
        if (now == JobState::more) return now;
        VITRINE_ASSERT(now != JobState::waiting);
        result_.lines = std::move(answer_.lines());
        result_.fields = std::move(answer_.fields());
        result_.lines.insert(result_.lines.end(), findings_.begin(), findings_.end());
        const Error failure = work_->error();
        if (operation_) operation_->end(now == JobState::failed ? &failure : nullptr, summary());
        operation_.reset();
        last_ = work_->progress();
        work_.reset();  // it may hold a cursor, which must not outlive its engine
        if (now == JobState::failed) return end(failure);
        if (state_.powerFailed()) return now;
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

    /// The power failed amid the line, which ends here: what it still did is of no account.
    JobState losePower() {
        const bool tidying = tidying_ != nullptr;  // the command's own work was done and accepted
        if (!begun_) findings_.clear();            // the opening did not come to an end
        if (opening_ || work_) last_ = progress();
        opening_.reset();
        work_.reset();
        tidying_.reset();
        Error error;
        const PowerFailure failure = state_.losePower(error);
        for (auto* operation : {&openOperation_, &operation_}) {
            if (*operation) (*operation)->end(&error, {});
            operation->reset();
        }
        if (!tidying) {
            result_.lines = std::move(findings_);
            result_.fields.clear();
        }
        result_.fields.emplace_back("change", jsonText(failure.what));
        result_.fields.emplace_back("pending", std::to_string(failure.pending));
        return end(std::move(error));
    }

    /// The power was to fail, and the words fitted nothing: the line went on.
    void tellRefusals() {
        for (std::string& refusal : refusals_) result_.lines.push_back(std::move(refusal));
        refusals_.clear();
    }

    JobState end(Error error) {
        result_.ok = false;
        result_.error = std::move(error);
        ended_ = JobState::failed;
        return JobState::failed;
    }

    /// In the line's record: how it came out.
    void keepAnswer() {
        if (result_.number == 0) return;  // an empty line or a comment, which is none of the session's
        LineRecord& line = state_.line();
        if (std::exchange(line.over, true)) return;
        line.ok = result_.ok;
        line.code = result_.error.code;
        for (const std::string& each : result_.lines) line.answer = crc32c("\n", crc32c(each, line.answer));
        if (!result_.ok) line.answer = crc32c(result_.error.message, line.answer);
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
    std::vector<std::string> refusals_;
    Answer answer_;
    CommandResult result_;
    std::optional<JobState> ended_;
    bool begun_ = false;
    bool cancelled_ = false;
};

}  // namespace

struct Session::Impl {
    explicit Impl(const SessionOptions& options) : catalog(allSpanKinds()), state(options) {}
    std::unique_ptr<CommandJob> begin(std::string_view line, const LineRecord* again, std::uint64_t stopAtOperation);
    SpanCatalog catalog;
    SessionState state;
};

Session::Session(const SessionOptions& options) : impl_(std::make_unique<Impl>(options)) {}
Session::~Session() = default;

std::unique_ptr<CommandJob> Session::Impl::begin(std::string_view line, const LineRecord* again, std::uint64_t stopAtOperation) {
    auto parsed = parseCommand(line);
    const bool counts = !parsed || parsed->form != nullptr;
    const std::size_t first = line.find_first_not_of(" \t\r\n");
    const std::string_view trimmed =
        first == std::string_view::npos ? std::string_view{} : line.substr(first, line.find_last_not_of(" \t\r\n") - first + 1);
    // Lines that cannot be read count, too: numbers are those that the console shows.
    if (counts) state.beginLine(std::string(trimmed), again, stopAtOperation);
    auto run = std::make_unique<CommandRun>(state, std::move(parsed));
    if (counts) run->setNumber(state.lineNumber(), trimmed);
    return run;
}

std::unique_ptr<CommandJob> Session::begin(std::string_view line) { return impl_->begin(line, nullptr, LinePace::kNever); }

std::unique_ptr<CommandJob> Session::replay(const LineRecord& line, std::uint64_t stopAtOperation) {
    return impl_->begin(line.text, &line, stopAtOperation);
}

Status Session::understands(std::string_view line) {
    const auto parsed = parseCommand(line);
    if (!parsed) return passOn(parsed);
    if (parsed->form == nullptr || !parsed->form->exists || parsed->form->ofBranches) return {};
    if (const auto work = findMaker(parsed->form->word)(*parsed, impl_->state); !work) return passOn(work);
    return {};
}

CommandResult Session::execute(std::string_view line) {
    auto job = begin(line);
    while (job->step() == JobState::more) {}
    return job->result();
}

StorageEngine* Session::engine() { return impl_->state.engine(); }
DatabaseState Session::databaseState() const { return impl_->state.describeDatabase(); }
SimulatedDisk* Session::simulatedDisk() {
    return impl_->state.stackIfMade() ? impl_->state.stackIfMade()->simulated() : nullptr;
}
Disk* Session::disk() { return impl_->state.stackIfMade() ? &impl_->state.stackIfMade()->beneath() : nullptr; }
Tracer* Session::tracer() { return impl_->state.tracer(); }
const SpanCatalog& Session::catalog() const { return impl_->catalog; }
std::uint64_t Session::seed() const { return impl_->state.seed(); }
std::string Session::describePlace() const { return impl_->state.place().describe(); }
const std::vector<LineRecord>& Session::records() const { return impl_->state.records(); }

std::vector<std::string> Session::history() const {
    std::vector<std::string> lines;
    for (const LineRecord& record : records()) lines.push_back(record.text);
    return lines;
}

bool Session::holdsDirectory() const {
    const Place& place = impl_->state.place();
    return place.disk == DiskKind::directory && !place.copied && impl_->state.stackIfMade() != nullptr;
}

bool Session::onCopy() const { return impl_->state.place().copied; }

std::uint64_t Session::memoryBytes() {
    std::uint64_t bytes = 0;
    if (StorageEngine* open = engine()) bytes += open->stats().indexMemoryBytes;
    DiskStack* stack = impl_->state.stackIfMade();
    if (!stack || holdsDirectory()) return bytes;
    const auto names = stack->base().list();
    for (const std::string& name : names ? *names : std::vector<std::string>()) {
        const auto file = stack->base().open(name, OpenMode::readOnly);
        bytes += file ? (*file)->size().value_or(0) : 0;
    }
    return bytes;
}

std::string whatDiffers(const LineRecord& first, const LineRecord& again, bool onCopy) {
    if (!first.over) return {};
    if (first.ok != again.ok || first.code != again.code)
        return first.ok ? "it succeeded then" : fmt::format("it failed then as {}", codeName(first.code));
    // Sentences about a directory name its path and its files: those of a copy may be others.
    return onCopy || first.answer == again.answer ? std::string() : "it answered something else then";
}

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
