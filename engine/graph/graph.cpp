#include "engine/graph/graph.h"

#include <algorithm>
#include <set>

namespace engine {

namespace {

std::string titleOf(const std::string& type)
{
    const LayerType* known = findLayerType(type);
    return known ? known->title : type;
}

NodeId freeId(const Graph& graph)
{
    NodeId id = 1;
    for (const Node& node : graph.nodes)
        id = std::max(id, node.id + 1);
    return id;
}

} // namespace

NodeId Graph::add(const std::string& type, Point position)
{
    const NodeId id = freeId(*this);
    nodes.push_back({.id = id, .type = type, .name = freeName(titleOf(type)), .position = position});
    return id;
}

void Graph::remove(NodeId id)
{
    std::erase_if(nodes, [id](const Node& n) { return n.id == id; });
    std::erase_if(links, [id](const Link& l) { return l.from == id || l.to == id; });
}

void Graph::removeAndReconnect(NodeId id)
{
    const std::vector<Link> in = linksTo(id), out = linksFrom(id);
    const bool throughFirstPort = std::ranges::all_of(out, [](const Link& l) { return l.output == 0; });
    remove(id);
    if (in.size() != 1 || !throughFirstPort)
        return;
    for (const Link& link : out)
        connect({in[0].from, in[0].output, link.to, link.input});
}

void Graph::connect(const Link& link)
{
    std::erase_if(links, [&](const Link& l) { return l.to == link.to && l.input == link.input; });
    links.push_back(link);
}

void Graph::disconnect(const Link& link)
{
    std::erase(links, link);
}

void Graph::insert(NodeId id, const Link& into)
{
    if (std::ranges::find(links, into) == links.end())
        return;
    disconnect(into);
    connect({into.from, into.output, id, 0});
    connect({id, 0, into.to, into.input});
}

std::string Graph::freeName(const std::string& wanted, NodeId except) const
{
    std::set<std::string_view> taken;
    for (const Node& node : nodes)
        if (node.id != except)
            taken.insert(node.name);
    std::string base = wanted.empty() ? "Layer" : wanted;
    std::ranges::replace(base, '/', ' '); // a slash separates node and weight in files
    std::string name = base;
    for (int i = 2; taken.contains(name); ++i)
        name = base + ' ' + number(i);
    return name;
}

Node* Graph::node(NodeId id)
{
    const auto it = std::ranges::find(nodes, id, &Node::id);
    return it == nodes.end() ? nullptr : &*it;
}

const Node* Graph::node(NodeId id) const
{
    const auto it = std::ranges::find(nodes, id, &Node::id);
    return it == nodes.end() ? nullptr : &*it;
}

const Node* Graph::nodeNamed(const std::string& name) const
{
    const auto it = std::ranges::find(nodes, name, &Node::name);
    return it == nodes.end() ? nullptr : &*it;
}

std::vector<Link> Graph::linksTo(NodeId id) const
{
    std::vector<Link> result;
    std::ranges::copy_if(links, std::back_inserter(result), [id](const Link& l) { return l.to == id; });
    std::ranges::sort(result, {}, &Link::input);
    return result;
}

std::vector<Link> Graph::linksFrom(NodeId id) const
{
    std::vector<Link> result;
    std::ranges::copy_if(links, std::back_inserter(result), [id](const Link& l) { return l.from == id; });
    std::ranges::sort(result);
    return result;
}

bool sameNetwork(const Graph& a, const Graph& b)
{
    const auto bare = [](Graph graph) {
        for (Node& node : graph.nodes)
            node.position = {};
        std::ranges::sort(graph.nodes, {}, &Node::id);
        std::ranges::sort(graph.links);
        return graph;
    };
    return bare(a) == bare(b);
}

Graph extract(const Graph& graph, const std::vector<NodeId>& nodes)
{
    const std::set<NodeId> wanted(nodes.begin(), nodes.end());
    Graph piece;
    std::ranges::copy_if(graph.nodes, std::back_inserter(piece.nodes),
                         [&](const Node& n) { return wanted.contains(n.id); });
    std::ranges::copy_if(graph.links, std::back_inserter(piece.links),
                         [&](const Link& l) { return wanted.contains(l.from) && wanted.contains(l.to); });
    return piece;
}

std::vector<NodeId> merge(Graph& graph, const Graph& piece, Point shift)
{
    std::map<NodeId, NodeId> renumbered;
    std::vector<NodeId> added;
    for (Node node : piece.nodes) {
        const NodeId id = freeId(graph);
        renumbered[node.id] = id;
        node.id = id;
        node.name = graph.freeName(node.name);
        node.position = {node.position.x + shift.x, node.position.y + shift.y};
        graph.nodes.push_back(std::move(node));
        added.push_back(id);
    }
    for (const Link& link : piece.links)
        if (renumbered.contains(link.from) && renumbered.contains(link.to))
            graph.connect({renumbered[link.from], link.output, renumbered[link.to], link.input});
    return added;
}

} // namespace engine
