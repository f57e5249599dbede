// scan.
#include <fmt/format.h>

#include "core/session/commands.h"
#include "core/session/session_state.h"

namespace vitrine {

namespace {

constexpr std::uint64_t kDefaultLimit = 1'000;

class ScanWork final : public Work {
  public:
    ScanWork(std::optional<Bytes> from, std::optional<Bytes> to, std::uint64_t limit)
        : from_(std::move(from)), to_(std::move(to)), limit_(limit) {}

    JobState step(SessionState& state, Answer& answer) override {
        if (cancelled_) return failed({ErrorCode::cancelled, "The scan was cancelled.", {}});
        if (!cursor_) cursor_ = state.engine()->scan(from_, to_);
        for (StepBudget budget(state.pace()); !budget.spent();) {
            auto next = cursor_->next();
            if (!next && next.error().code != ErrorCode::corrupt) return failed(next.error());
            if (!next) {
                // What is readable is shown all the same: the damage is told at the end.
                if (!firstDamage_) firstDamage_ = next.error();
                ++damaged_;
                continue;
            }
            if (!*next) return finish(answer, false);
            if (shown_ == limit_) return finish(answer, true);
            show(answer);
        }
        return JobState::more;
    }
    Progress progress() const override { return {shown_, 0, "entries", "reads the next entry"}; }
    void cancel() override { cancelled_ = true; }

  private:
    void show(Answer& answer) {
        answer.line(fmt::format("{} {}", quoteWord(cursor_->key()), valueWord(cursor_->value(), 256)));
        json_ += fmt::format("{}{{\"key\":{},\"value\":{}}}", shown_ == 0 ? "" : ",", jsonBytes(cursor_->key()),
                             jsonBytes(cursor_->value()));
        ++shown_;
    }

    JobState finish(Answer& answer, bool more) {
        answer.line(more ? fmt::format("{} shown, there are more: limit=N or limit=all",
                                       counted(shown_, "entry", "entries"))
                         : counted(shown_, "entry", "entries"));
        answer.json("entries", "[" + json_ + "]");
        answer.field("more", more);
        if (!firstDamage_) return JobState::done;
        if (damaged_ > 1) firstDamage_->message += fmt::format(" {} more cannot be read.", grouped(damaged_ - 1));
        return failed(*firstDamage_);
    }

    std::optional<Bytes> from_;
    std::optional<Bytes> to_;
    std::uint64_t limit_;
    std::unique_ptr<Cursor> cursor_;
    std::string json_;
    std::uint64_t shown_ = 0;
    std::uint64_t damaged_ = 0;
    std::optional<Error> firstDamage_;
    bool cancelled_ = false;
};

}  // namespace

Result<std::unique_ptr<Work>> makeScan(const ParsedCommand& command, SessionState&) {
    std::uint64_t limit = kDefaultLimit;
    if (const CommandOption* option = command.option("limit")) {
        if (option->value == "all") {
            limit = ~std::uint64_t{0};
        } else {
            const auto number = parseNumber(option->value, option->column, "limit=");
            if (!number) return passOn(number);
            limit = *number;
        }
    }
    const auto word = [&](std::size_t i) {
        return i < command.words.size() ? std::optional<Bytes>(command.words[i].text) : std::nullopt;
    };
    return std::make_unique<ScanWork>(word(0), word(1), limit);
}

}  // namespace vitrine
