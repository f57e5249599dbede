// inspect: the structures in memory, as they state themselves. Works for every engine and index, for it reads facts.
#include <map>

#include <fmt/format.h>

#include "core/session/commands.h"
#include "core/session/inspector.h"
#include "core/session/session_state.h"

namespace vitrine {

namespace {

using Nodes = Inspector::Nodes;
using Node = Inspector::Node;

std::string valueText(const Value& value, const Nodes& nodes) {
    if (const auto* number = std::get_if<std::uint64_t>(&value)) return grouped(*number);
    if (const auto* bytes = std::get_if<Bytes>(&value)) return valueWord(*bytes, 64);
    if (const auto* link = std::get_if<NodeRef>(&value)) {
        const auto node = nodes.find(link->node);
        return "-> " + (node == nodes.end() ? fmt::format("node {}", link->node) : node->second.name);
    }
    const auto& range = std::get<RangeRef>(value);
    return fmt::format("{} -> {}, {} B", quoteWord(range.label), hexOffset(range.offset), range.length);
}

void showNode(NodeId id, const Nodes& nodes, Answer& answer) {
    const Node& node = nodes.at(id);
    answer.line(fmt::format("{}: {}", node.name, counted(node.cells.size(), "cell", "cells")));
    std::string json;
    for (const auto& [cell, value] : node.cells) {
        // Cells beyond 2^62 are counters of the structure as a whole.
        constexpr std::uint64_t kFirstCounter = std::uint64_t{1} << 62;
        const std::string name = cell >= kFirstCounter ? fmt::format("counter {}", cell - kFirstCounter)
                                                       : fmt::format("cell {}", grouped(cell));
        answer.line(fmt::format("  {}: {}", name, valueText(value, nodes)));
        json += fmt::format("{}{{\"cell\":{},\"value\":{}}}", json.empty() ? "" : ",", cell,
                            jsonText(valueText(value, nodes)));
    }
    answer.json("cells", "[" + json + "]");
}

/// Children below their parents, by name: ids depend on who asked first.
void showTree(NodeId parent, const Nodes& nodes, std::size_t depth, Answer& answer) {
    std::map<std::string_view, NodeId> children;
    for (const auto& [id, node] : nodes)
        if (node.parent == parent) children.emplace(node.name, id);
    for (const auto& [name, id] : children) {
        answer.line(fmt::format("{:{}}{}: {}", "", 2 * depth, name, counted(nodes.at(id).cells.size(), "cell", "cells")));
        showTree(id, nodes, depth + 1, answer);
    }
}

Status showStructures(const Nodes& nodes, const std::optional<Bytes>& wanted, Answer& answer) {
    std::map<std::string_view, NodeId> byName;
    for (const auto& [id, node] : nodes) byName.emplace(node.name, id);
    std::string names;
    std::string json;
    for (const auto& [name, id] : byName) {
        if (wanted && name == *wanted) {
            showNode(id, nodes, answer);
            return {};
        }
        names += fmt::format("{}{}", names.empty() ? "" : ", ", name);
        json += (json.empty() ? "" : ",") + jsonText(name);
    }
    if (wanted)
        return fail(ErrorCode::notFound, fmt::format("There is no structure {}: there are {}.", quoteForPeople(*wanted), names));
    showTree(0, nodes, 0, answer);
    answer.json("structures", "[" + json + "]");
    return {};
}

}  // namespace

Result<std::unique_ptr<Work>> makeInspect(const ParsedCommand& command, SessionState&) {
    std::optional<Bytes> wanted;
    if (!command.words.empty()) wanted = command.words[0].text;
    return immediately([wanted = std::move(wanted)](SessionState& state, Answer& answer) -> Status {
        return showStructures(state.inspector().inspect(*state.engine()), wanted, answer);
    });
}

}  // namespace vitrine
