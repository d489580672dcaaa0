#pragma once

#include "engine/layers/layer_type.h"

#include <compare>
#include <map>

namespace engine {

using NodeId = int; // from 1; 0 stands for "no node"

struct Point {
    double x = 0, y = 0;
    bool operator==(const Point&) const = default;
};

struct Node {
    NodeId id = 0;
    std::string type; // id of a LayerType; a type nobody knows is kept, and said by analyse()
    std::string name; // unique in the graph: "Dense 2"; files and the command line call weights by it
    Attributes attributes = {};
    Point position = {}; // upper left corner of its card
    bool frozen = false; // its weights stay as they are
    bool muted = false; // passes its first input on
    std::string extra = {}; // JSON members this version does not know, kept for the next save
    bool operator==(const Node&) const = default;
};

struct Link {
    NodeId from = 0;
    int output = 0;
    NodeId to = 0;
    int input = 0;
    auto operator<=>(const Link&) const = default;
};

// A network as the user drew it. A plain value: copy it to undo, to train, to compare. Links and nodes may be
// wrong in any way; analyse() says how.
struct Graph {
    std::vector<Node> nodes;
    std::vector<Link> links;

    NodeId add(const std::string& type, Point position = {}); // named after its type: "Dense", "Dense 2"
    void remove(NodeId id); // with its links
    void removeAndReconnect(NodeId id); // its only source takes over its targets
    void connect(const Link& link); // replaces what held that input before
    void disconnect(const Link& link);
    // Puts an existing node into the middle of a link, at its first input and output.
    void insert(NodeId id, const Link& into);
    std::string freeName(const std::string& wanted, NodeId except = 0) const;

    Node* node(NodeId id);
    const Node* node(NodeId id) const;
    const Node* nodeNamed(const std::string& name) const;
    std::vector<Link> linksTo(NodeId id) const; // by input
    std::vector<Link> linksFrom(NodeId id) const;

    bool operator==(const Graph&) const = default;
};

// Same layers, settings and links, wherever the cards lie.
bool sameNetwork(const Graph& a, const Graph& b);

// The nodes with the links among them; pasted by merge(), which gives new ids and free names.
Graph extract(const Graph& graph, const std::vector<NodeId>& nodes);
std::vector<NodeId> merge(Graph& graph, const Graph& piece, Point shift);

// Positions in layers from top to bottom, few crossings, gaps for 240 x 56 cards (Sugiyama et al. 1981).
std::map<NodeId, Point> tidyPositions(const Graph& graph);

Json toJson(const Graph& graph);
Result<Graph> graphFromJson(const Json& json);

} // namespace engine
