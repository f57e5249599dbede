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

Status cutPower(SessionState& state, const CrashWords& words, Answer& answer) {
    auto stack = simulatedStack(state, "crash");
    if (!stack) return passOn(stack);
    SimulatedDisk& disk = *(*stack)->simulated();
    const CrashPoint point = disk.crashPoint();
    const auto outcome = outcomeFromWords(point, words.keep, words.but);
    if (!outcome) return passOn(outcome);
    const std::size_t pending = point.items().size();
    state.loseEngine("The power was cut");
    const bool waited = (*stack)->power().takeBack();  // the power that was to fail later has failed now
    disk.powerCut(point, *outcome);
    if ((*stack)->traced()) (*stack)->traced()->powerCutHappened();
    state.restart(FactKind::powerCut);
    answer.line(pending == 0 ? "the power was cut, and nothing was pending: open recovers the database"
                             : fmt::format("the power was cut with {} pending, of which the disk kept {}: open recovers "
                                           "the database",
                                           counted(pending, "item", "items"), keptText(words)));
    if (waited) answer.line("the cut that waited is taken back");
    answer.field("pending", pending);
    return {};
}

/// `crash at=N`: the power fails behind the N-th change from the next line on.
Status planPowerCut(SessionState& state, const PowerPlan& plan, Answer& answer) {
    auto stack = simulatedStack(state, "crash");
    if (!stack) return passOn(stack);
    const bool waited = (*stack)->power().changesAway().has_value();
    (*stack)->power().plan(plan);
    answer.line(fmt::format("the power fails behind change {} of the disk from now on, keep={}{}", plan.change,
                            keptText(plan.words), waited ? ", and not where it was to fail before" : ""));
    answer.field("at", plan.change);
    return {};
}

Status takePowerCutBack(SessionState& state, Answer& answer) {
    auto stack = state.stack();
    if (!stack) return passOn(stack);
    const bool waited = (*stack)->power().takeBack();
    answer.line(waited ? "the power stays on" : "no power cut was set: the power stays on");
    answer.field("taken_back", waited);
    return {};
}

}  // namespace

Result<std::unique_ptr<Work>> makeCrash(const ParsedCommand& command, SessionState&) {
    if (!command.words.empty()) {
        const Word& word = command.words[0];
        if (const auto known = parseChoice(word.text, word.column, "crash", {"off"}); !known) return passOn(known);
        if (!command.options.empty()) return wrongWord(command.options[0].column, "crash off takes no options.");
        return quietly(takePowerCutBack);
    }
    const CommandOption* keep = command.option("keep");
    if (keep == nullptr)
        return wrongWord(command.endColumn, "crash needs keep=none or keep=all: crash keep=none|all [but=ITEM,...].");
    if (const auto known = parseChoice(keep->value, keep->column, "keep=", {"none", "all"}); !known) return passOn(known);
    const CommandOption* but = command.option("but");
    if (but != nullptr && but->value.empty())
        return wrongWord(but->column, "but= takes items of pending, such as 1 or data#-1, not “”: leave it out for none.");
    const CrashWords words{keep->value, but ? but->value : Bytes()};
    if (const CommandOption* at = command.option("at")) {
        const auto change = parseNumber(at->value, at->column, "at=", 1);
        if (!change) return passOn(change);
        if (const Status read = checkWords(words); !read) return wrongWord(but->column, read.error().message);
        return quietly([plan = PowerPlan{*change, words}](SessionState& state, Answer& answer) {
            return planPowerCut(state, plan, answer);
        });
    }
    return immediately([words](SessionState& state, Answer& answer) { return cutPower(state, words, answer); });
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
