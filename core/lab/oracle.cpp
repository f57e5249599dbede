#include "core/lab/oracle.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace vitrine::lab {

namespace {

std::shared_ptr<const State> after(State state, const Batch& batch) {
    for (const BatchEntry& entry : batch) {
        if (entry.erase)
            state.erase(entry.key);
        else
            state[entry.key] = entry.value;
    }
    return std::make_shared<const State>(std::move(state));
}

}  // namespace

Oracle::Oracle(State known) {
    settle(std::move(known));
}

void Oracle::begin(const Batch& batch) {
    for (History& history : histories_) history.next = after(*history.states.back(), batch);
}

void Oracle::accepted() {
    for (History& history : histories_) history.states.push_back(std::exchange(history.next, {}));
}

void Oracle::failed() {
    std::vector<History> whole = histories_;
    refused();
    for (History& history : whole) {
        history.states.push_back(std::exchange(history.next, {}));
        histories_.push_back(std::move(history));
    }
}

void Oracle::refused() {
    for (History& history : histories_) history.next.reset();
}

void Oracle::handAllOver() {
    for (History& history : histories_) history.handedOver = history.states.size() - 1;
}

void Oracle::promiseAll() {
    handAllOver();
    for (History& history : histories_) history.promised = history.states.size() - 1;
}

void Oracle::settle(State shown) {
    histories_.clear();
    histories_.push_back({{std::make_shared<const State>(std::move(shown))}, {}, 0, 0});
}

bool Oracle::isNewest(const State& recovered) const {
    return std::ranges::any_of(histories_, [&](const History& history) {
        return *history.states.back() == recovered || (history.next && *history.next == recovered);
    });
}

bool Oracle::allows(const State& recovered) const {
    return allowsFrom(recovered, &History::promised);
}
bool Oracle::allowsAfterKill(const State& recovered) const {
    return allowsFrom(recovered, &History::handedOver);
}

bool Oracle::allowsFrom(const State& recovered, std::size_t History::*least) const {
    for (const History& history : histories_) {
        for (std::size_t k = history.states.size(); k-- > history.*least;)
            if (*history.states[k] == recovered) return true;
        if (history.next && *history.next == recovered) return true;
    }
    return false;
}

std::string Oracle::allowed() const {
    const History& shown = histories_.front();
    return fmt::format("the state after operation {} to {} of this run{}{}", shown.promised, shown.states.size() - 1,
                       shown.next ? ", or with the one in flight" : "",
                       histories_.size() > 1 ? ", with failed ones or without" : "");
}

std::string Oracle::difference(const State& recovered) const {
    const State& expected = now();
    std::string text;
    for (const auto& [key, value] : expected) {
        const auto found = recovered.find(key);
        if (found == recovered.end())
            text += fmt::format(" {} is missing.", label(key));
        else if (found->second != value)
            text += fmt::format(" {} is \"{}\", newest was \"{}\".", label(key), label(found->second), label(value));
    }
    for (const auto& [key, value] : recovered)
        if (!expected.contains(key)) text += fmt::format(" {} is back as \"{}\".", label(key), label(value));
    return fmt::format("the answers fit no allowed state ({}):{}", allowed(),
                       text.empty() ? " equal to a forgotten one." : text);
}

// ---- reading ---------------------------------------------------------------------------------------------------------

namespace {

Result<State> walk(Cursor& cursor) {
    State state;
    for (;;) {
        const auto more = cursor.next();
        if (!more) return passOn(more);
        if (!*more) return state;
        state.emplace(Bytes(cursor.key()), Bytes(cursor.value()));
    }
}

Status agree(bool agrees, std::string_view way, ByteView key) {
    if (agrees) return {};
    return fail(ErrorCode::corrupt, fmt::format("{} answers otherwise than scan for {}.", way, label(key)));
}

Status askFor(StorageEngine& engine, ByteView key, const Bytes& value) {
    const auto got = engine.get(key);
    if (!got) return passOn(got);
    if (auto same = agree(*got == value, "get", key); !same) return same;
    Bytes found;
    const auto there = engine.find(key, found);
    if (!there) return passOn(there);
    if (auto same = agree(*there && found == value, "find", key); !same) return same;
    const auto beside = engine.findBeside(key, found);
    if (!beside) return passOn(beside);
    return agree(*beside && found == value, "findBeside", key);
}

}  // namespace

Result<State> readAll(StorageEngine& engine) {
    return walk(*engine.scan());
}

Result<State> readEveryWay(StorageEngine& engine) {
    auto state = readAll(engine);
    if (!state) return state;
    for (const auto& [key, value] : *state)
        if (auto same = askFor(engine, key, value); !same) return passOn(same);
    auto cursor = engine.scanBeside({}, {});
    if (!cursor) return passOn(cursor);
    const auto beside = walk(**cursor);
    if (!beside) return passOn(beside);
    if (auto same = agree(*beside == *state, "scanBeside", {}); !same) return passOn(same);
    return state;
}

}  // namespace vitrine::lab
