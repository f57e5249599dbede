// put, get, del, batch.
#include <fmt/format.h>

#include "core/session/commands.h"
#include "core/session/session_state.h"

namespace vitrine {

namespace {

std::string place(const WriteReceipt& receipt) {
    return fmt::format("segment {} @ {}, {} B", receipt.at.segment, hexOffset(receipt.at.offset), receipt.at.length);
}

std::string deadText(const WriteReceipt& receipt) {
    return receipt.deadBytes > 0 ? fmt::format(", {} B dead", receipt.deadBytes) : std::string();
}

void answerReceipt(const WriteReceipt& receipt, std::string line, Answer& answer) {
    answer.line(std::move(line));
    answer.field("segment", receipt.at.segment);
    answer.field("offset", receipt.at.offset);
    answer.field("size", receipt.at.length);
    answer.field("sequence", receipt.sequence);
    answer.field("dead", receipt.deadBytes);
    answer.field("rolled_over", receipt.rolledOver);
}

}  // namespace

std::string receiptLine(const WriteReceipt& receipt) { return place(receipt) + deadText(receipt); }

Result<std::unique_ptr<Work>> makePut(const ParsedCommand& command, SessionState&) {
    return immediately([key = command.words[0].text, value = command.words[1].text](SessionState& state,
                                                                                  Answer& answer) -> Status {
        const auto receipt = state.engine()->put(key, value);
        if (!receipt) return passOn(receipt);
        answerReceipt(*receipt, receiptLine(*receipt), answer);
        return {};
    });
}

Result<std::unique_ptr<Work>> makeDel(const ParsedCommand& command, SessionState&) {
    return immediately([key = command.words[0].text](SessionState& state, Answer& answer) -> Status {
        const auto receipt = state.engine()->erase(key);
        if (!receipt) return passOn(receipt);
        answerReceipt(*receipt, "tombstone at " + receiptLine(*receipt), answer);
        return {};
    });
}

Result<std::unique_ptr<Work>> makeGet(const ParsedCommand& command, SessionState&) {
    return immediately([key = command.words[0].text](SessionState& state, Answer& answer) -> Status {
        const auto value = state.engine()->get(key);
        if (!value) return passOn(value);
        answer.line(valueWord(*value));
        answer.bytes("value", *value);
        return {};
    });
}

Result<std::unique_ptr<Work>> makeBatch(const ParsedCommand& command, SessionState&) {
    return immediately([batch = command.batch](SessionState& state, Answer& answer) -> Status {
        const auto receipt = state.engine()->write(batch);
        if (!receipt) return passOn(receipt);
        answerReceipt(*receipt,
                      fmt::format("{}, the last at {}{}", counted(batch.size(), "write", "writes"), place(*receipt),
                                  deadText(*receipt)),
                      answer);
        answer.field("writes", batch.size());
        return {};
    });
}

}  // namespace vitrine
