#include "core/log/input_removal.h"

#include <algorithm>

namespace vitrine::log {

std::vector<std::uint32_t> replacedBy(const Store& store, const std::vector<std::uint32_t>& inputs) {
    std::vector<std::uint32_t> replaced = inputs;
    for (const std::uint32_t input : inputs)
        for (const std::uint32_t before : store.segments().at(input).header.replaced)
            if (store.unremoved(before)) replaced.push_back(before);
    std::sort(replaced.begin(), replaced.end());
    return replaced;
}

Status removeInputs(Store& store, const std::vector<std::uint32_t>& replaced) {
    Status result;
    const auto remove = [&](const std::string& name) {
        const auto gone = store.disk().remove(name);
        if (gone || gone.error().code == ErrorCode::notFound) return true;
        if (result) result = gone;
        return false;
    };
    for (const std::uint32_t number : replaced) {
        const Segment* segment = store.find(number);
        // A hint that was rejected is a file all the same. Appended segments never have one.
        const bool mayHaveHint = !segment || segment->header.kind == SegmentKind::compacted;
        const bool logGone = remove(segmentName(number));
        const bool hintGone = !mayHaveHint || remove(hintName(number));
        if (logGone && hintGone)
            store.removedAfterAll(number);
        else
            store.couldNotRemove(number);
    }
    return result;
}

}  // namespace vitrine::log
