// use, open, close, sync, flush, roll.
#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/session/commands.h"
#include "core/session/session_state.h"

namespace vitrine {

namespace {

std::string_view findingName(RecoveryFinding::Kind kind) {
    switch (kind) {
        case RecoveryFinding::Kind::cutTail: return "cut_tail";
        case RecoveryFinding::Kind::damage: return "damage";
        case RecoveryFinding::Kind::missingSegment: return "missing_segment";
        case RecoveryFinding::Kind::leftoverRemoved: return "leftover_removed";
        case RecoveryFinding::Kind::compactionFinished: return "compaction_finished";
        case RecoveryFinding::Kind::hintRejected: return "hint_rejected";
        case RecoveryFinding::Kind::lostRecord: return "lost_record";
    }
    return "unknown";
}

/// A recovery run to its end.
class OpenWork final : public Work {
  public:
    explicit OpenWork(OpenAs as) : as_(as) {}

    JobState step(SessionState& state, Answer& answer) override {
        if (cancelled_)
            return refuse(state, {ErrorCode::cancelled, "The opening was cancelled: the database is still closed.", {}});
        if (!job_) {
            auto job = state.beginOpen(as_);
            if (!job) return failed(job.error());
            job_ = std::move(*job);
        }
        for (StepBudget budget(state.pace()); !budget.spent();) {
            const JobState now = job_->step();
            if (now == JobState::failed) return refuse(state, withAWayOut(job_->error()));
            if (now == JobState::waiting) return refuse(state, {ErrorCode::inUse, job_->summary(), {}});
            if (now == JobState::more) continue;
            takeEngine(*job_, as_, state, answer);
            return JobState::done;
        }
        return JobState::more;
    }
    Progress progress() const override { return job_ ? job_->progress() : Progress{}; }
    void cancel() override { cancelled_ = true; }

  private:
    JobState refuse(SessionState& state, Error error) {
        const bool begun = std::exchange(job_, nullptr) != nullptr;
        if (begun && error.code == ErrorCode::cancelled) state.openCancelled();
        else if (begun) state.openFailed();
        return failed(std::move(error));
    }

    /// Where nothing can be written it can still be read.
    Error withAWayOut(Error error) const {
        if (error.code == ErrorCode::readOnly && as_ != OpenAs::readOnly && error.message.find("read-only") == std::string::npos)
            error.message += " “open readonly” changes nothing and needs no permission to write.";
        return error;
    }

    OpenAs as_;
    std::unique_ptr<OpenJob> job_;
    bool cancelled_ = false;
};

}  // namespace

void takeEngine(OpenJob& job, OpenAs as, SessionState& state, Answer& answer) {
    const RecoveryReport& report = job.report();
    answer.line(job.summary());
    std::string findings;
    for (const RecoveryFinding& finding : report.findings) {
        answer.line(finding.sentence);
        findings += fmt::format("{}{{\"kind\":\"{}\",\"file\":{},\"offset\":{},\"size\":{},\"sentence\":{}}}",
                                findings.empty() ? "" : ",", findingName(finding.kind), jsonText(finding.file),
                                finding.offset, finding.sizeBytes, jsonText(finding.sentence));
    }
    answer.field("records", report.records);
    answer.field("bytes_read", report.bytesRead);
    answer.field("hints_used", report.hintsUsed);
    answer.field("changed_disk", report.changedDisk);
    answer.json("findings", "[" + findings + "]");
    state.opened(job.take(), as);
}

std::unique_ptr<Work> openWork(OpenAs as) { return std::make_unique<OpenWork>(as); }

Result<std::unique_ptr<Work>> makeUse(const ParsedCommand& command, SessionState& session) {
    auto place = parsePlace(command, session.sessionSeed());
    if (!place) return passOn(place);
    return immediately([place = std::move(*place)](SessionState& state, Answer& answer) -> Status {
        if (auto moved = state.moveTo(place); !moved) return moved;
        const EngineOptions& options = place.engineOptions;
        answer.line(fmt::format("{}, {} index, segments of {}: {}", place.engine, options.index,
                                counted(options.segmentBytes, "byte", "bytes"), place.describe()));
        if (const std::string why = state.whyOnlyReadable(); !why.empty())
            answer.line(fmt::format("{} Until then only “open readonly” will do.", why));
        answer.text("engine", place.engine);
        answer.text("index", options.index);
        answer.field("segment", options.segmentBytes);
        answer.text("place", place.describe());
        return {};
    });
}

Result<std::unique_ptr<Work>> makeOpen(const ParsedCommand& command, SessionState&) {
    OpenAs as = OpenAs::writer;
    if (!command.words.empty()) {
        const Word& word = command.words[0];
        const auto how = parseChoice(word.text, word.column, "open", {"begin", "salvage", "readonly"});
        if (!how) return passOn(how);
        if (*how == 0)
            return immediately([](SessionState& state, Answer& answer) -> Status {
                auto job = state.beginOpen(OpenAs::writer);
                if (!job) return passOn(job);
                OpenJob* opening = job->get();
                beginBackground(state, {std::move(*job), opening, 0, "recovery"}, answer);
                return {};
            });
        as = *how == 1 ? OpenAs::salvage : OpenAs::readOnly;
    }
    return openWork(as);
}

Result<std::unique_ptr<Work>> makeClose(const ParsedCommand&, SessionState&) {
    return immediately([](SessionState& state, Answer& answer) -> Status {
        if (state.neverOpened()) return fail(ErrorCode::closed, "Nothing is open: there is nothing to close.");
        if (auto engine = state.openEngineOr(); !engine) return passOn(engine);
        const bool jobEnds = state.background().has_value();
        if (auto closed = state.close(); !closed) return closed;
        answer.line("everything is durable, the database is closed");
        if (jobEnds) answer.line("the compaction under way was given up");
        return {};
    });
}

Result<std::unique_ptr<Work>> makeSync(const ParsedCommand&, SessionState&) {
    return immediately([](SessionState& state, Answer& answer) -> Status {
        const auto bytes = state.engine()->sync();
        if (!bytes) return passOn(bytes);
        answer.line(fmt::format("{} B more on the platter", grouped(*bytes)));
        answer.field("bytes", *bytes);
        return {};
    });
}

Result<std::unique_ptr<Work>> makeFlush(const ParsedCommand&, SessionState&) {
    return immediately([](SessionState& state, Answer& answer) -> Status {
        if (auto flushed = state.engine()->flush(); !flushed) return flushed;
        answer.line("the operating system has everything");
        return {};
    });
}

Result<std::unique_ptr<Work>> makeRoll(const ParsedCommand&, SessionState&) {
    return immediately([](SessionState& state, Answer& answer) -> Status {
        const auto active = [&state] {
            for (const SegmentStats& segment : state.engine()->stats().segments)
                if (segment.active) return segment.number;
            return std::uint32_t{0};
        };
        const std::uint32_t before = active();
        if (auto rolled = state.engine()->roll(); !rolled) return rolled;
        const std::uint32_t now = active();
        answer.line(now == before ? fmt::format("segment {} holds no record yet: it stays", now)
                                  : fmt::format("segment {} is closed, segment {} begins", before, now));
        answer.field("rolled", now != before);
        answer.field("segment", now);
        return {};
    });
}

}  // namespace vitrine
