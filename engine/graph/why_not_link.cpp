#include "engine/graph/analysis.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace engine {

namespace {

bool reaches(const Graph& graph, NodeId from, NodeId to)
{
    std::unordered_map<NodeId, std::vector<NodeId>> after;
    for (const Link& link : graph.links)
        after[link.from].push_back(link.to);
    std::vector<NodeId> todo{from};
    std::unordered_set<NodeId> seen{from};
    while (!todo.empty()) {
        const NodeId id = todo.back();
        todo.pop_back();
        if (id == to)
            return true;
        for (NodeId next : after[id])
            if (seen.insert(next).second)
                todo.push_back(next);
    }
    return false;
}

// What the target would read with the link made; nothing where that is not known yet.
std::optional<Signals> inputsWith(const Graph& graph, const Analysis& analysis, const Link& link,
                                  const LayerType& type)
{
    std::vector<Link> links = graph.linksTo(link.to);
    std::erase_if(links, [&](const Link& l) { return l.input == link.input; });
    links.push_back(link);
    std::ranges::sort(links, {}, &Link::input);
    if (static_cast<int>(links.size()) < type.minInputs)
        return std::nullopt;
    if (!type.inputs.empty() && links.front().input > 0)
        return std::nullopt; // the first one decides, and is missing
    Signals inputs;
    for (const Link& l : links) {
        const auto source = analysis.nodes.find(l.from);
        if (source == analysis.nodes.end() || !source->second.known ||
            l.output >= static_cast<int>(source->second.outputs.size()))
            return std::nullopt;
        inputs.push_back(source->second.outputs[static_cast<std::size_t>(l.output)]);
    }
    return inputs;
}

} // namespace

std::optional<Problem> whyNotLink(const Graph& graph, const Analysis& analysis, const Link& link)
{
    const Node *from = graph.node(link.from), *to = graph.node(link.to);
    if (!from || !to || from == to)
        return Problem{TR("A layer cannot be linked to itself.")};
    const LayerType *source = findLayerType(from->type), *target = findLayerType(to->type);
    if (source && link.output >= static_cast<int>(source->outputs.size()))
        return Problem{TR("%1 has no output to draw from."), {from->name}};
    if (target && link.input >= target->maxInputs)
        return Problem{TR("%1 takes no more inputs."), {to->name}};
    if (reaches(graph, link.to, link.from))
        return Problem{TR("This link would close a circle.")};
    if (!target || !check(target->fields, to->attributes))
        return std::nullopt;
    if (const std::optional<Signals> inputs = inputsWith(graph, analysis, link, *target))
        if (const Result<Signals> outputs = target->infer(to->attributes, *inputs); !outputs)
            return outputs.problem();
    return std::nullopt;
}

} // namespace engine
