// stats, dump, help: commands that change nothing.
#include <algorithm>

#include <fmt/format.h>

#include "core/dissect/dissect.h"
#include "core/index/index.h"
#include "core/log/format.h"
#include "core/session/commands.h"
#include "core/session/session_state.h"

namespace vitrine {

namespace {

std::string parts(std::uint64_t total, std::uint64_t live, std::uint64_t dead, std::uint64_t tombstones,
                  std::uint64_t overhead) {
    return fmt::format("{} B = {} live + {} dead + {} tombstone + {} overhead", grouped(total), grouped(live), grouped(dead),
                       grouped(tombstones), grouped(overhead));
}

void statsLines(const EngineStats& stats, Answer& answer) {
    answer.line(counted(stats.keys, "key", "keys"));
    for (const SegmentStats& segment : stats.segments) {
        std::string line = fmt::format("segment {} ({}): {}", segment.number, segment.active ? "active" : "closed",
                                       parts(segment.sizeBytes, segment.liveBytes, segment.deadBytes,
                                             segment.tombstoneBytes, segment.overheadBytes));
        if (segment.hintBytes > 0) line += fmt::format(", and a hint of {} B", grouped(segment.hintBytes));
        answer.line(std::move(line));
    }
    answer.line("all: " + parts(stats.totalBytes(), stats.liveBytes(), stats.deadBytes(), stats.tombstoneBytes(),
                                stats.overheadBytes()));
    answer.line(fmt::format("write amplification {:.2f} ({} B written for {} B accepted)", stats.writeAmplification(),
                            grouped(stats.writtenBytes), grouped(stats.acceptedBytes)));
    answer.line(fmt::format("space amplification {:.2f}", stats.spaceAmplification()));
    answer.line(fmt::format("read amplification {:.2f} ({} B read for {} B wanted)", stats.readAmplification(),
                            grouped(stats.readBytes), grouped(stats.wantedBytes)));
    answer.line(fmt::format("index: {} B of memory", grouped(stats.indexMemoryBytes)));
}

std::string segmentJson(const SegmentStats& segment) {
    return fmt::format(
        "{{\"number\":{},\"active\":{},\"size\":{},\"live\":{},\"dead\":{},\"tombstone\":{},\"overhead\":{},\"hint\":{},"
        "\"records\":{}}}",
        segment.number, segment.active, segment.sizeBytes, segment.liveBytes, segment.deadBytes, segment.tombstoneBytes,
        segment.overheadBytes, segment.hintBytes, segment.liveRecords);
}

void statsFields(const EngineStats& stats, Answer& answer) {
    std::string segments;
    for (const SegmentStats& segment : stats.segments) segments += (segments.empty() ? "" : ",") + segmentJson(segment);
    answer.field("keys", stats.keys);
    answer.field("next_sequence", stats.nextSequence);
    answer.json("segments", "[" + segments + "]");
    answer.field("size", stats.totalBytes());
    answer.field("live", stats.liveBytes());
    answer.field("dead", stats.deadBytes());
    answer.field("tombstone", stats.tombstoneBytes());
    answer.field("overhead", stats.overheadBytes());
    answer.field("accepted", stats.acceptedBytes);
    answer.field("written", stats.writtenBytes);
    answer.ratio("write_amplification", stats.writeAmplification());
    answer.ratio("space_amplification", stats.spaceAmplification());
    answer.ratio("read_amplification", stats.readAmplification());
    answer.field("index_memory", stats.indexMemoryBytes);
}

/// "0060  75 73 65 72 3A 31 41 64 61                       user:1Ada", 16 bytes a line, runs of equal lines folded.
class HexDump {
  public:
    explicit HexDump(Answer& answer) : answer_(answer) {}

    void row(std::uint64_t offset, ByteView bytes) {
        if (bytes == last_) {
            if (!folded_) answer_.line("*");
            folded_ = true;
            return;
        }
        folded_ = false;
        last_ = bytes.size() == 16 ? Bytes(bytes) : Bytes();
        std::string text;
        for (const char byte : bytes) text += byte >= 0x20 && byte < 0x7f ? byte : '.';
        answer_.line(fmt::format("{:04X}  {:<47}  {}", offset, hexBytes(bytes), text));
    }

  private:
    Answer& answer_;
    Bytes last_;
    bool folded_ = false;
};

class DumpWork final : public Work {
  public:
    DumpWork(std::string file, bool fields) : file_(std::move(file)), fields_(fields) {}

    JobState step(SessionState& state, Answer& answer) override {
        if (cancelled_) return failed({ErrorCode::cancelled, "The dump was cancelled.", {}});
        if (!source_) {
            if (auto begun = begin(state); !begun) return failed(begun.error());
            answer.line(fmt::format("{}: {}{}", file_, counted(source_->size(), "byte", "bytes"),
                                    dissector_ ? fmt::format(", {}", dissector_->format()) : ""));
            answer.text("file", file_);
            answer.field("size", source_->size());
            hex_.emplace(answer);
        }
        for (StepBudget budget(state.pace()); !budget.spent();) {
            if (at_ >= source_->size()) {
                if (fields_) answer.json("structures", "[" + json_ + "]");
                return JobState::done;
            }
            if (fields_)
                showStructure(answer);
            else
                showRow();
        }
        return JobState::more;
    }
    Progress progress() const override {
        return source_ ? Progress{at_, source_->size(), "bytes", "shows the next bytes"} : Progress{};
    }
    void cancel() override { cancelled_ = true; }

  private:
    Status begin(SessionState& state) {
        auto stack = state.stack();
        if (!stack) return passOn(stack);
        auto file = (*stack)->base().open(file_, OpenMode::readOnly);
        if (!file && file.error().code == ErrorCode::notFound) return noSuchFile((*stack)->base());
        if (!file) return passOn(file);
        auto source = (*file)->snapshot();
        if (fields_) {
            dissector_ = standardDissectors().make(file_, source);
            if (!dissector_)
                return fail(ErrorCode::unknownFormat, fmt::format("{} is of no known format: dump it without fields.", file_));
        }
        source_ = std::move(source);
        return {};
    }

    Status noSuchFile(Disk& disk) const {
        std::string names;
        if (auto list = disk.list())
            for (const std::string& name : *list) names += (names.empty() ? "" : ", ") + name;
        return fail(ErrorCode::notFound, names.empty()
                                             ? fmt::format("There is no file {}: the directory is empty.", quoteForPeople(file_))
                                             : fmt::format("There is no file {}: there are {}.", quoteForPeople(file_), names));
    }

    void showRow() {
        Bytes bytes(16, '\0');
        bytes.resize(source_->read(at_, bytes));
        if (bytes.empty()) {  // someone truncated it meanwhile
            at_ = source_->size();
            return;
        }
        hex_->row(at_, bytes);
        at_ += bytes.size();
    }

    void showStructure(Answer& answer) {
        auto structure = dissector_->at(at_);
        if (!structure) {
            at_ = source_->size();
            return;
        }
        at_ = structure->end();
        answer.line(fmt::format("{} {}, {} B{}", hexOffset(structure->offset), structure->name, structure->sizeBytes,
                                structure->problem.empty() ? "" : ": " + structure->problem));
        std::string fields;
        for (const FieldRow& row : describeFields(*structure, *source_)) {
            answer.line(fmt::format("  +{:<3} {:<15} {:<25} {}", row.relative, row.name, row.hex, row.text));
            fields += fmt::format("{}{{\"offset\":{},\"name\":{},\"role\":{},\"text\":{}}}", fields.empty() ? "" : ",",
                                  structure->offset + row.relative, jsonText(row.name), jsonText(roleName(row.role)),
                                  jsonText(row.text));
        }
        json_ += fmt::format("{}{{\"offset\":{},\"size\":{},\"name\":{},\"problem\":{},\"fields\":[{}]}}",
                             json_.empty() ? "" : ",", structure->offset, structure->sizeBytes, jsonText(structure->name),
                             jsonText(structure->problem), fields);
    }

    std::string file_;
    bool fields_;
    std::shared_ptr<const ByteSource> source_;
    std::unique_ptr<Dissector> dissector_;
    std::optional<HexDump> hex_;
    std::string json_;
    std::uint64_t at_ = 0;
    bool cancelled_ = false;
};

}  // namespace

std::string fileOfWord(ByteView word) {
    const bool number = !word.empty() && word.size() <= 9 &&
                        std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!number) return Bytes(word);
    return log::segmentName(static_cast<std::uint32_t>(std::stoul(std::string(word))));
}

Result<std::unique_ptr<Work>> makeStats(const ParsedCommand&, SessionState&) {
    return immediately([](SessionState& state, Answer& answer) -> Status {
        const EngineStats stats = state.engine()->stats();
        statsLines(stats, answer);
        statsFields(stats, answer);
        return {};
    });
}

Result<std::unique_ptr<Work>> makeDump(const ParsedCommand& command, SessionState&) {
    const bool fields = command.words.size() > 1;
    if (fields)
        if (const auto known = parseChoice(command.words[1].text, command.words[1].column, "dump", {"fields"}); !known)
            return passOn(known);
    return std::make_unique<DumpWork>(fileOfWord(command.words[0].text), fields);
}

Result<std::unique_ptr<Work>> makeHelp(const ParsedCommand& command, SessionState&) {
    const CommandForm* wanted = nullptr;
    if (!command.words.empty()) {
        const Word& word = command.words[0];
        wanted = findCommand(word.text);
        if (wanted == nullptr)
            return wrongWord(word.column, fmt::format("{} is no command: help lists all.", quoteForPeople(word.text)));
    }
    return immediately([wanted](SessionState&, Answer& answer) -> Status {
        if (wanted != nullptr) {
            answer.line(std::string(wanted->form));
            answer.line(std::string(wanted->sentence));
            if (!wanted->exists) answer.line("Not in this version.");
            return {};
        }
        for (const CommandForm& form : commandForms())
            if (form.exists) answer.line(std::string(form.form));
        return {};
    });
}

}  // namespace vitrine
