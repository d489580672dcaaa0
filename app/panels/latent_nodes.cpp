#include "app/panels/latent_nodes.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace app::panels {

namespace {

using engine::NodeId;

// The nodes whose values this one reads; a muted node reads its first input only.
std::vector<engine::Link> sourcesOf(const engine::Graph& graph, NodeId id)
{
    std::vector<engine::Link> links = graph.linksTo(id);
    if (graph.node(id)->muted)
        std::erase_if(links, [](const engine::Link& link) { return link.input != 0; });
    return links;
}

// All that the output is made of, as far back as the code.
std::set<NodeId> madeOf(const engine::Graph& graph, NodeId output, NodeId code)
{
    std::set<NodeId> seen{output};
    std::vector<NodeId> waiting{output};
    while (!waiting.empty()) {
        const NodeId id = waiting.back();
        waiting.pop_back();
        if (id == code)
            continue;
        for (const engine::Link& link : sourcesOf(graph, id))
            if (seen.insert(link.from).second)
                waiting.push_back(link.from);
    }
    return seen;
}

// What arrives at the Output is the picture itself, not its code.
NodeId lastBefore(const engine::Graph& graph, NodeId output)
{
    NodeId id = output;
    do {
        const auto links = sourcesOf(graph, id);
        id = links.empty() ? 0 : links.front().from;
    } while (id && graph.node(id)->muted);
    return id;
}

std::optional<LatentNode> latentNode(const engine::Graph& graph, const engine::Analysis& analysis,
                                     const RebuildNodes& picture, NodeId id)
{
    const engine::Node& node = *graph.node(id);
    const engine::Signals& outputs = analysis.nodes.at(id).outputs;
    if (node.muted || node.type == "input" || outputs.size() != 1 ||
        outputs[0].type != engine::ElementType::Float32 || outputs[0].shape.empty())
        return std::nullopt;
    const std::set<NodeId> rest = madeOf(graph, picture.output, id);
    if (!rest.contains(id) ||
        std::ranges::any_of(analysis.inputs, [&](NodeId i) { return rest.contains(i); }))
        return std::nullopt;
    LatentNode latent{.node = id, .shape = outputs[0].shape};
    if (node.type == "sampling")
        for (const engine::Link& link : graph.linksTo(id))
            if (link.input == 1)
                latent.logVariance = {link.from, link.output};
    return latent;
}

auto likelihood(const LatentNode& node)
{
    return std::tuple(!node.isDrawn(), node.shape.rank() != 1, node.size());
}

} // namespace

std::vector<LatentNode> latentNodes(const engine::Graph& graph, const engine::Analysis& analysis,
                                    const RebuildNodes& picture)
{
    std::vector<LatentNode> nodes;
    const NodeId last = lastBefore(graph, picture.output);
    for (const NodeId id : analysis.order)
        if (id != last && id != picture.output && analysis.nodes.at(id).known)
            if (auto node = latentNode(graph, analysis, picture, id))
                nodes.push_back(*node);
    std::ranges::stable_sort(nodes, {}, likelihood);
    const auto equals = std::ranges::count_if(
        nodes, [&](const LatentNode& node) { return likelihood(node) == likelihood(nodes.front()); });
    std::rotate(nodes.begin(), nodes.begin() + equals / 2,
                nodes.begin() + std::min<std::ptrdiff_t>(equals / 2 + 1, std::ssize(nodes)));
    return nodes;
}

} // namespace app::panels
