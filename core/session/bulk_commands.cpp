// fill, load, import, export: many entries in one command. Each write is an operation of its own on the timeline, with
// the number of the command's line, so recording can stop and go on between them; the console shows one line.
#include <algorithm>

#include <fmt/format.h>

#include "core/session/commands.h"
#include "core/session/host_file.h"
#include "core/session/import_pydb.h"
#include "core/session/outside.h"
#include "core/session/session_state.h"
#include "core/session/workload.h"

namespace vitrine {

namespace {

/// Writes entries from a source until it ends.
class WriteMany : public Work {
  public:
    JobState step(SessionState& state, Answer& answer) override {
        if (cancelled_) return stopped({ErrorCode::cancelled, "cancelled", {}});
        if (!begun_) {
            if (auto begun = begin(state); !begun) return failed(begun.error());
            begun_ = true;
        }
        if (tidying_) {
            Answer compaction;  // what it did shows on the timeline: here thousands of lines would be too much
            if (tidying_->step(state, compaction) == JobState::done) tidying_.reset();
            return JobState::more;
        }
        for (StepBudget budget(state.pace()); !tidying_ && !budget.spent();) {
            auto more = next(entry_);
            if (!more) return stopped(more.error());
            if (!*more) {
                finish(answer);
                return JobState::done;
            }
            if (auto wrote = write(state); !wrote) return stopped(wrote.error());
            if (rolledOver_) tidying_ = automaticCompaction(state);
        }
        return JobState::more;
    }
    void cancel() override { cancelled_ = true; }

  protected:
    virtual Status begin(SessionState&) { return {}; }
    virtual Result<bool> next(BatchEntry& entry) = 0;
    virtual void finish(Answer& answer) = 0;
    std::uint64_t puts() const { return puts_; }
    std::uint64_t erases() const { return erases_; }
    std::uint64_t recordBytes() const { return recordBytes_; }

    void answerCounts(Answer& answer) const {
        answer.field("puts", puts_);
        answer.field("deletes", erases_);
        answer.field("bytes", recordBytes_);
    }

  private:
    /// The command that would have written the entry; of a long value its begin.
    static std::string lineOf(const BatchEntry& entry) {
        std::string line = (entry.erase ? "del " : "put ") + quoteWord(entry.key);
        if (!entry.erase) line += ' ' + quoteWord(ByteView(entry.value).substr(0, 256));
        return line;
    }

    Status write(SessionState& state) {
        rolledOver_ = false;
        InnerOperation operation(state, [this] { return lineOf(entry_); });
        auto receipt = entry_.erase ? state.engine()->erase(entry_.key) : state.engine()->put(entry_.key, entry_.value);
        if (!receipt) {
            operation.end(&receipt.error(), {});
            // A foreign log may delete what was never there.
            const bool harmless = entry_.erase && receipt.error().code == ErrorCode::notFound;
            return harmless ? Status{} : passOn(receipt);
        }
        ++(entry_.erase ? erases_ : puts_);
        recordBytes_ += receipt->at.length;
        operation.end(nullptr, state.watched() ? receiptLine(*receipt) : std::string());
        rolledOver_ = receipt->rolledOver;
        return {};
    }

    JobState stopped(Error error) {
        if (const std::uint64_t writes = puts_ + erases_; writes > 0)
            error.message = fmt::format("Stopped behind {}, which {}: {}", counted(writes, "write", "writes"),
                                        writes == 1 ? "stays" : "stay", error.message);
        return failed(std::move(error));
    }

    BatchEntry entry_;
    std::uint64_t puts_ = 0;
    std::uint64_t erases_ = 0;
    std::uint64_t recordBytes_ = 0;
    std::unique_ptr<Work> tidying_;
    bool rolledOver_ = false;
    bool begun_ = false;
    bool cancelled_ = false;
};

class FillWork final : public WriteMany {
  public:
    FillWork(std::uint64_t count, KeyOrder order, std::uint64_t valueBytes, std::uint64_t seed)
        : count_(count), workload_(count, order, valueBytes, seed) {}
    Progress progress() const override { return {made_, count_, "puts", "puts the next entry"}; }

  private:
    Result<bool> next(BatchEntry& entry) override {
        if (made_ == count_) return false;
        ++made_;
        workload_.next(entry.key, entry.value);
        return true;
    }
    void finish(Answer& answer) override {
        answer.line(fmt::format("{}, {} B", counted(puts(), "put", "puts"), grouped(recordBytes())));
        answerCounts(answer);
    }

    std::uint64_t count_;
    Workload workload_;
    std::uint64_t made_ = 0;
};

/// What a line reads is kept while it is small: a replay reads the same bytes, whatever became of the file.
Status keepInputs(SessionState& state, const std::vector<std::string>& paths) {
    Outside& outside = state.outside();
    std::uint64_t room = state.keep().inputBytes;
    for (const std::string& path : paths) {
        auto file = keepInput(path, room);
        if (!file) {
            outside.whyNotAgain = describe(file.error());
            return passOn(file);
        }
        if (file->bytes) room -= file->sizeBytes;
        outside.inputs.push_back(std::move(*file));
    }
    return {};
}

bool allKept(const Outside& outside) {
    return !outside.inputs.empty() &&
           std::ranges::all_of(outside.inputs, [](const InputFile& file) { return file.bytes != nullptr; });
}

/// Whether a replay can read from the files themselves what was read then.
Status canReadAgain(const Outside& outside) {
    if (outside.failure) return tl::unexpected<Error>(*outside.failure);
    if (outside.inputs.empty())
        return fail(ErrorCode::notSupported, outside.whyNotAgain.empty() ? "What was read then was not kept." : outside.whyNotAgain);
    for (const InputFile& file : outside.inputs)
        if (!file.bytes)
            if (auto same = stillTheSame(file); !same) return same;
    return {};
}

Result<EntryReader> openEntries(SessionState& state, const std::string& path, EntryReader::Form form) {
    if (const Outside* again = state.again()) {
        if (auto readable = canReadAgain(*again); !readable) return passOn(readable);
        return allKept(*again) ? EntryReader::of(path, *again->inputs.front().bytes, form) : EntryReader::open(path, form);
    }
    auto reader = EntryReader::open(path, form);
    if (!reader) {
        state.outside().failure = reader.error();
        return reader;
    }
    if (!keepInputs(state, {path}) || !allKept(state.outside())) return reader;
    return EntryReader::of(path, *state.outside().inputs.front().bytes, form);
}

Result<PydbReader> openPydb(SessionState& state, const std::string& path) {
    if (const Outside* again = state.again()) {
        if (auto readable = canReadAgain(*again); !readable) return passOn(readable);
        return allKept(*again) ? PydbReader::of(again->inputs) : PydbReader::open(path);
    }
    auto reader = PydbReader::open(path);
    if (!reader) {
        state.outside().failure = reader.error();
        return reader;
    }
    if (!keepInputs(state, reader->paths()) || !allKept(state.outside())) return reader;
    return PydbReader::of(state.outside().inputs);
}

class LoadWork final : public WriteMany {
  public:
    LoadWork(std::string path, EntryReader::Form form) : path_(std::move(path)), form_(form) {}
    Progress progress() const override {
        return reader_ ? Progress{reader_->bytesRead(), reader_->bytesTotal(), "bytes", "puts the next line"} : Progress{};
    }

  private:
    Status begin(SessionState& state) override {
        auto reader = openEntries(state, path_, form_);
        if (!reader) return passOn(reader);
        reader_ = std::make_unique<EntryReader>(std::move(*reader));
        return {};
    }
    Result<bool> next(BatchEntry& entry) override { return reader_->next(entry.key, entry.value); }
    void finish(Answer& answer) override {
        answer.line(fmt::format("{} from {}, {} B", counted(puts(), "put", "puts"), path_, grouped(recordBytes())));
        answerCounts(answer);
    }

    std::string path_;
    EntryReader::Form form_;
    std::unique_ptr<EntryReader> reader_;
};

class ImportPydbWork final : public WriteMany {
  public:
    explicit ImportPydbWork(std::string path) : path_(std::move(path)) {}
    Progress progress() const override {
        return reader_ ? Progress{reader_->bytesRead(), reader_->bytesTotal(), "bytes", "writes the next record"}
                       : Progress{};
    }

  private:
    Status begin(SessionState& state) override {
        auto reader = openPydb(state, path_);
        if (!reader) return passOn(reader);
        reader_ = std::make_unique<PydbReader>(std::move(*reader));
        return {};
    }
    Result<bool> next(BatchEntry& entry) override {
        auto operation = reader_->next();
        if (!operation) return passOn(operation);
        if (!*operation) return false;
        entry = {(*operation)->erase, std::move((*operation)->key), std::move((*operation)->value)};
        return true;
    }
    void finish(Answer& answer) override {
        answer.line(fmt::format("{} and {} from {}, {} B", counted(puts(), "put", "puts"),
                                counted(erases(), "delete", "deletes"),
                                counted(reader_->fileCount(), "file", "files"), grouped(recordBytes())));
        if (reader_->tornBytes() > 0)
            answer.line(fmt::format("the last {} are a record cut short and were left out: {}",
                                    counted(reader_->tornBytes(), "byte", "bytes"), reader_->tornWhere()));
        answerCounts(answer);
        answer.field("files", reader_->fileCount());
        answer.field("torn_bytes", reader_->tornBytes());
    }

    std::string path_;
    std::unique_ptr<PydbReader> reader_;
};

class ExportWork final : public Work {
  public:
    explicit ExportWork(std::string path) : path_(std::move(path)) {}

    JobState step(SessionState& state, Answer& answer) override {
        if (cancelled_) {
            writer_.reset();
            return failed({ErrorCode::cancelled, "The export was cancelled: no file was left behind.", {}});
        }
        if (!cursor_) {
            if (auto begun = outwards(state, [this] { return begin(); }); !begun) return failed(begun.error());
            cursor_ = state.engine()->scan();
            total_ = state.engine()->stats().keys;
        }
        for (StepBudget budget(state.pace()); !budget.spent();) {
            auto more = cursor_->next();
            if (!more) return give(more.error());
            auto wrote = outwards(state, [&] { return *more ? writer_->add(cursor_->key(), cursor_->value()) : writer_->finish(); });
            if (!wrote) return give(wrote.error());
            if (!*more) return finish(answer);
            ++entries_;
        }
        return JobState::more;
    }
    Progress progress() const override { return {entries_, total_, "entries", "writes the next entry"}; }
    void cancel() override { cancelled_ = true; }

  private:
    /// Does something to the file, and keeps how it failed. A replay writes no file: it fails where it failed then.
    template <class Act>
    Status outwards(SessionState& state, const Act& act) {
        const std::uint64_t nth = acts_++;
        if (const Outside* again = state.again()) {
            if (again->failure && again->actsBefore == nth) return tl::unexpected<Error>(*again->failure);
            return {};
        }
        Status status = act();
        if (!status) state.outside().failure = status.error(), state.outside().actsBefore = nth;
        return status;
    }

    Status begin() {
        auto writer = EntryWriter::create(path_);
        if (!writer) return passOn(writer);
        writer_ = std::make_unique<EntryWriter>(std::move(*writer));
        return {};
    }
    JobState give(Error error) {
        writer_.reset();
        return failed(std::move(error));
    }
    JobState finish(Answer& answer) {
        answer.line(fmt::format("{} in {}", counted(entries_, "entry", "entries"), path_));
        answer.field("entries", entries_);
        return JobState::done;
    }

    std::string path_;
    std::unique_ptr<EntryWriter> writer_;
    std::unique_ptr<Cursor> cursor_;
    std::uint64_t entries_ = 0;
    std::uint64_t total_ = 0;
    std::uint64_t acts_ = 0;  // on the file
    bool cancelled_ = false;
};

}  // namespace

Result<FillPlan> planFill(const ParsedCommand& command, std::uint64_t seed) {
    constexpr std::uint64_t kMostPuts = 1'000'000'000;
    const Word& word = command.words[0];
    const auto count = parseNumber(word.text, word.column, "fill", 0, kMostPuts);
    if (!count) return passOn(count);
    FillPlan plan{.count = *count, .seed = seed};
    if (const CommandOption* option = command.option("keys")) {
        const auto choice = parseChoice(option->value, option->column, "keys=", {"seq", "random", "zipf"});
        if (!choice) return passOn(choice);
        plan.order = static_cast<KeyOrder>(*choice);
    }
    if (const CommandOption* option = command.option("value")) {
        const auto size = parseSize(option->value, option->column, "value=", 0, kMaxValueBytes);
        if (!size) return passOn(size);
        plan.valueBytes = *size;
    }
    if (const CommandOption* option = command.option("seed")) {
        const auto number = parseNumber(option->value, option->column, "seed=");
        if (!number) return passOn(number);
        plan.seed = *number;
    }
    return plan;
}

Result<std::unique_ptr<Work>> makeFill(const ParsedCommand& command, SessionState& state) {
    const auto plan = planFill(command, state.seed());
    if (!plan) return passOn(plan);
    return std::make_unique<FillWork>(plan->count, plan->order, plan->valueBytes, plan->seed);
}

Result<std::unique_ptr<Work>> makeLoad(const ParsedCommand& command, SessionState&) {
    auto form = EntryReader::Form::guess;
    if (const CommandOption* as = command.option("as")) {
        const auto choice = parseChoice(as->value, as->column, "as=", {"pairs", "lines"});
        if (!choice) return passOn(choice);
        form = *choice == 0 ? EntryReader::Form::pairs : EntryReader::Form::lines;
    }
    return std::make_unique<LoadWork>(command.words[0].text, form);
}

Result<std::unique_ptr<Work>> makeImport(const ParsedCommand& command, SessionState&) {
    const Word& format = command.words[0];
    if (const auto known = parseChoice(format.text, format.column, "import", {"pydb"}); !known) return passOn(known);
    return std::make_unique<ImportPydbWork>(command.words[1].text);
}

Result<std::unique_ptr<Work>> makeExport(const ParsedCommand& command, SessionState&) {
    return std::make_unique<ExportWork>(command.words[0].text);
}

}  // namespace vitrine
