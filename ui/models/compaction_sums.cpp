// What a compaction does in sums: of inputs whose records are too many to be known one by one, and of the compaction itself
// by the counters that it states.
#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "core/trace/node_kinds.h"
#include "ui/models/compaction_model.h"

namespace vitrine::ui {

namespace {

namespace segment = node_kinds::log_segment;
namespace engine = node_kinds::log_engine;
namespace compaction = node_kinds::log_compaction;

std::uint64_t number(const std::vector<Argument>& arguments, std::size_t index) {
    if (index >= arguments.size()) return 0;
    const auto* value = std::get_if<std::uint64_t>(&arguments[index].value);
    return value ? *value : 0;
}

const NodeState* compactionNode(const Scene& scene) {
    const NodeState* newest = nullptr;
    for (const NodeState* node : scene.nodesOfKind(node_kinds::compaction))
        if (!newest || node->setBy >= newest->setBy) newest = node;
    return newest;
}

}  // namespace

CompactionModel::Chosen CompactionModel::chosenAt(const Timeline& timeline, std::size_t choose) {
    Scene scene(timeline);
    const FactId end = timeline.step(choose).end;
    scene.seek(end == kNoFact ? timeline.end() : end);
    Chosen chosen;
    const NodeState* node = compactionNode(scene);
    if (!node) return chosen;
    chosen.bytes = scene.number({node->id, compaction::bytesToRead});
    chosen.inParts = scene.number({node->id, compaction::inParts}) != 0;
    for (auto cell = node->cells.lower_bound(compaction::firstInput); cell != node->cells.end(); ++cell)
        chosen.numbers.push_back(static_cast<std::uint32_t>(scene.number({node->id, cell->first})));
    std::ranges::sort(chosen.numbers);
    return chosen;
}

/// Reads the inputs as they were when the compaction began.
void CompactionModel::readInputs(const Scene& before, const Chosen& chosen) {
    std::unordered_map<std::uint64_t, const NodeState*> nodes;
    for (const NodeState* node : before.nodesOfKind(node_kinds::logSegment))
        nodes[before.number({node->id, segment::number})] = node;
    numbers_ = chosen.numbers;
    shares.emplace();
    for (const std::uint32_t each : numbers_) {
        const auto found = nodes.find(each);
        if (found == nodes.end()) {
            ++hiddenInputs;
            continue;
        }
        const NodeState& node = *found->second;
        const auto cell = [&](std::uint64_t which) { return before.number({node.id, which}); };
        CompactionInput input;
        input.number = each;
        input.space = static_cast<SpaceId>(cell(segment::space));
        input.name = QString::fromStdString(node.name);
        input.size = timeline_->sizeOf(input.space, chosenAt_);
        input.shares.live = cell(segment::liveBytes), input.shares.dead = cell(segment::deadBytes);
        input.shares.tombstone = cell(segment::tombstoneBytes), input.shares.overhead = cell(segment::overheadBytes);
        shares->add(input.shares);
        inputBytes += input.size;
        inputs.push_back(std::move(input));
    }
    if (hiddenInputs > 0) readHidden(before);
    inputBytes = std::max(inputBytes, chosen.bytes);
    if (shares && shares->total() != inputBytes) shares.reset();
    inRecords = hiddenInputs == 0 && !chosen.inParts;
    for (std::size_t i = 0; inRecords && i < inputs.size(); ++i) inRecords = readRecords(before, inputs[i]);
    if (!inRecords) keepSumsOnly();
}

/// The segments that are not stated one by one are stated together. That says something of the inputs if they are these.
void CompactionModel::readHidden(const Scene& before) {
    for (const NodeState* node : before.nodesOfKind(node_kinds::logEngine)) {
        const auto cell = [&](std::uint64_t which) { return before.number({node->id, which}); };
        if (cell(engine::hiddenSegments) != hiddenInputs) continue;
        shares->live += cell(engine::hiddenLiveBytes), shares->dead += cell(engine::hiddenDeadBytes);
        shares->tombstone += cell(engine::hiddenTombstoneBytes), shares->overhead += cell(engine::hiddenOverheadBytes);
    }
}

void CompactionModel::keepSumsOnly() {
    for (CompactionInput& input : inputs) input.records = {};
    places_.clear();
    recordCount = 0;
    outputSize = shares ? shares->live : 0;
}

/// Takes in what a step says of the bytes that were read and of what became of the records.
void CompactionModel::countStep(std::string_view name, const std::vector<Argument>& a) {
    if (name == "log.compact.copy.part") {
        told_ = {number(a, 1), number(a, 2), number(a, 3)};
    } else if (name.starts_with("log.compact.copy.") || name.starts_with("log.compact.drop.")) {
        told_.read += number(a, 1);
        ++(name.starts_with("log.compact.copy.") ? told_.copied : told_.left);
    } else if (name == "log.compact.sync" && !inRecords) {
        outputSize = number(a, 1);
        outputKnown = true;
    }
}

bool CompactionModel::isDone(std::optional<std::size_t> step, const Moment& moment) {
    if (!step) return false;
    const FactId end = moment.timeline().step(*step).end;
    return end != kNoFact && end <= moment.position();
}

CompactionModel::Told CompactionModel::toldAt(const Moment& moment) const {
    if (const NodeState* node = compactionNode(*moment.scene)) {
        const auto cell = [&](std::uint64_t which) { return moment.scene->number({node->id, which}); };
        return {cell(compaction::bytesRead), cell(compaction::recordsCopied), cell(compaction::recordsDropped)};
    }
    if (isOver(moment)) return {inputBytes, told_.copied, told_.left};
    return gaveUp(moment) ? told_ : Told{};
}

}  // namespace vitrine::ui
