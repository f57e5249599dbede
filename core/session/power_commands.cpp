// What happens to disks and processes: crash, pending, kill, fault.
#include <fmt/format.h>

#include "core/disk/crash_words.h"
#include "core/session/commands.h"
#include "core/session/session_state.h"

namespace vitrine {

namespace {

Result<DiskStack*> simulatedStack(SessionState& state, std::string_view command) {
    if (state.place().disk != DiskKind::simulated)
        return fail(ErrorCode::notSupported,
                    fmt::format("{} needs a simulated disk, this one is {}: use disk=simulated.", command,
                                state.place().describe()));
    return state.stack();
}

Status cutPower(SessionState& state, const std::string& keep, const std::string& but, Answer& answer) {
    auto stack = simulatedStack(state, "crash");
    if (!stack) return passOn(stack);
    SimulatedDisk& disk = *(*stack)->simulated();
    const CrashPoint point = disk.crashPoint();
    const auto outcome = outcomeFromWords(point, keep, but);
    if (!outcome) return passOn(outcome);
    const std::size_t pending = point.items().size();
    state.loseEngine("The power was cut");
    disk.powerCut(point, *outcome);
    if ((*stack)->traced()) (*stack)->traced()->powerCutHappened();
    state.restart(FactKind::powerCut);
    const std::string kept = but.empty() ? keep : fmt::format("{} but {}", keep, but);
    answer.line(pending == 0 ? "the power was cut, and nothing was pending: open recovers the database"
                             : fmt::format("the power was cut with {} pending, of which the disk kept {}: open recovers "
                                           "the database",
                                           counted(pending, "item", "items"), kept));
    answer.field("pending", pending);
    return {};
}

}  // namespace

Result<std::unique_ptr<Work>> makeCrash(const ParsedCommand& command, SessionState&) {
    const CommandOption* keep = command.option("keep");
    if (keep == nullptr)
        return wrongWord(command.endColumn, "crash needs keep=none or keep=all: crash keep=none|all [but=ITEM,...].");
    if (const auto known = parseChoice(keep->value, keep->column, "keep=", {"none", "all"}); !known) return passOn(known);
    const CommandOption* but = command.option("but");
    if (but != nullptr && but->value.empty())
        return wrongWord(but->column, "but= takes items of pending, such as 1 or data#-1, not “”: leave it out for none.");
    return immediately([keep = keep->value, but = but ? but->value : Bytes()](SessionState& state, Answer& answer) {
        return cutPower(state, keep, but, answer);
    });
}

/// What the engine has accepted and not yet handed to the disk, in bytes.
std::uint64_t bytesInProcess(SessionState& state, DiskStack& stack) {
    if (!state.engine() || state.place().engineOptions.durability != Durability::buffered) return 0;
    const auto accepted = state.engine()->stats().totalBytes();
    std::uint64_t onDisk = 0;
    const auto names = stack.base().list();
    if (!names) return 0;
    for (const std::string& name : *names) {
        if (!name.ends_with(".log")) continue;
        const auto file = stack.base().open(name, OpenMode::readOnly);
        const auto size = file ? (*file)->size() : Result<std::uint64_t>(0);
        onDisk += size ? *size : 0;
    }
    return accepted > onDisk ? accepted - onDisk : 0;
}

Result<std::unique_ptr<Work>> makePending(const ParsedCommand&, SessionState&) {
    return immediately([](SessionState& state, Answer& answer) -> Status {
        auto stack = simulatedStack(state, "pending");
        if (!stack) return passOn(stack);
        std::string json;
        const auto items = (*stack)->simulated()->pending();
        for (const PendingItem& item : items) {
            answer.line(fmt::format("{} {}: {}", item.number, kindName(item.kind), item.sentence));
            json += fmt::format("{}{{\"number\":{},\"kind\":\"{}\",\"file\":{},\"sentence\":{}}}", json.empty() ? "" : ",",
                                item.number, kindName(item.kind), jsonText(item.file), jsonText(item.sentence));
        }
        const std::uint64_t inProcess = bytesInProcess(state, **stack);
        if (inProcess > 0)
            answer.line(fmt::format("{} {} only in the process: a power cut now loses them, and so does a kill",
                                    counted(inProcess, "byte", "bytes"), inProcess == 1 ? "is" : "are"));
        answer.line(items.empty() ? inProcess ? "nothing is pending on the disk" : "nothing is pending: a power cut now loses nothing"
                                  : fmt::format("{} pending", counted(items.size(), "item", "items")));
        answer.json("items", "[" + json + "]");
        return {};
    });
}

Result<std::unique_ptr<Work>> makeKill(const ParsedCommand&, SessionState&) {
    return immediately([](SessionState& state, Answer& answer) -> Status {
        if (!state.background())
            if (auto engine = state.openEngineOr(); !engine) return passOn(engine);
        state.loseEngine("The process was killed");
        auto stack = state.stack();
        if (!stack) return passOn(stack);
        if ((*stack)->simulated()) (*stack)->simulated()->killProcess();
        state.restart(FactKind::processEnded, 1);
        answer.line("the process was killed, its memory is gone: open recovers the database");
        return {};
    });
}

Result<std::unique_ptr<Work>> makeFault(const ParsedCommand& command, SessionState&) {
    const Word& which = command.words[0];
    if (command.words.size() == 1) {
        if (which.text != "off")
            return wrongWord(command.endColumn, "fault needs ERROR here: fault CALL#N eio|nospace|short:K, or fault off.");
        return immediately([](SessionState& state, Answer& answer) -> Status {
            auto stack = state.stack();
            if (!stack) return passOn(stack);
            const std::size_t waiting = (*stack)->faulty().waiting();
            (*stack)->faulty().clear();
            answer.line(fmt::format("{} taken back", counted(waiting, "fault", "faults")));
            answer.field("faults", waiting);
            return {};
        });
    }
    const Word& how = command.words[1];
    auto fault = parseFault(which.text, how.text);
    if (!fault) {
        const bool whichIsWrong = !parseFault(which.text, "eio");
        return wrongWord(whichIsWrong ? which.column : how.column, fault.error().message);
    }
    return immediately([fault = *fault](SessionState& state, Answer& answer) -> Status {
        auto stack = state.stack();
        if (!stack) return passOn(stack);
        (*stack)->faulty().add(fault);
        answer.line(fmt::format("{} is set, {} waiting", fault.text(),
                                counted((*stack)->faulty().waiting(), "fault", "faults")));
        answer.text("fault", fault.text());
        return {};
    });
}

}  // namespace vitrine
