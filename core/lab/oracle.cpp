#include "core/lab/oracle.h"

#include <fmt/format.h>

namespace vitrine::lab {

void Oracle::begin(const Batch& batch) {
    State next = states_.back();
    for (const BatchEntry& entry : batch) {
        if (entry.erase)
            next.erase(entry.key);
        else
            next[entry.key] = entry.value;
    }
    inFlight_ = std::move(next);
}

void Oracle::accepted() {
    if (!inFlight_) return;
    states_.push_back(std::move(*inFlight_));
    inFlight_.reset();
}

void Oracle::settle(State shown) {
    states_.assign(1, std::move(shown));
    inFlight_.reset();
    promised_ = 0;
}

bool Oracle::allows(const State& recovered) const {
    if (inFlight_ && *inFlight_ == recovered) return true;
    for (std::size_t k = states_.size(); k-- > promised_;)
        if (states_[k] == recovered) return true;
    return false;
}

std::string Oracle::allowed() const {
    return fmt::format("the state after operation {} to {} of this run{}", promised_, states_.size() - 1,
                       inFlight_ ? ", or with the one in flight" : "");
}

std::string Oracle::difference(const State& recovered) const {
    const State& expected = states_.back();
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
    return fmt::format("the answers fit no allowed state ({}):{}", allowed(), text.empty() ? " equal to a forgotten one." : text);
}

Result<State> readAll(StorageEngine& engine) {
    State state;
    const auto cursor = engine.scan();
    for (;;) {
        const auto more = cursor->next();
        if (!more) return passOn(more);
        if (!*more) return state;
        state.emplace(Bytes(cursor->key()), Bytes(cursor->value()));
    }
}

}  // namespace vitrine::lab
