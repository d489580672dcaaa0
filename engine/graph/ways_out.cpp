#include "engine/graph/ways_out.h"

#include <algorithm>

namespace engine {

namespace {

constexpr double layerStep = 96; // from card to card, as the layout has it

// A layer that may stand between.
struct Candidate {
    std::string type;
    Attributes attributes = {};
    Problem label = {};
};

// Steps × what is left, from a picture or a row of numbers.
Candidate reshapeToSteps(const Shape& shape)
{
    const int steps = shape[0];
    const int features = shape.rank() > 1 ? static_cast<int>(shape.elements() / steps) : 1;
    return {"reshape",
            {{"target", std::vector<int>{steps, features}}},
            {TR("Put a Reshape to %1 before it"), {Shape{steps, features}.text()}}};
}

std::vector<Candidate> candidatesFor(const Signal& signal)
{
    const auto plain = [](const char* id) {
        return Candidate{id, {}, {TR("Put a %1 before it"), {findLayerType(id)->title}}};
    };
    const int rank = signal.shape.rank();
    if (signal.type == ElementType::Int32)
        return {{"embedding", {}, {TR("Put an Embedding before it")}}};
    if (rank == 1)
        return {reshapeToSteps(signal.shape), plain("repeat_vector")};
    if (rank == 2)
        return {plain("last_step"), plain("flatten")};
    return {plain("flatten"), reshapeToSteps(signal.shape)};
}

Graph withLayerBefore(const Graph& graph, NodeId id, const Candidate& candidate)
{
    Graph fixed = graph;
    const std::vector<Link> in = fixed.linksTo(id);
    if (in.empty())
        return fixed;
    const Point place = fixed.node(id)->position;
    for (Node& other : fixed.nodes)
        if (other.position.y >= place.y) // makes room
            other.position.y += layerStep;
    const NodeId added = fixed.add(candidate.type, place);
    fixed.node(added)->attributes = candidate.attributes;
    fixed.insert(added, in.front());
    return fixed;
}

void addLayersBefore(const Node& node, const LayerType& type, const Signals& inputs, std::vector<Fix>& fixes)
{
    if (inputs.empty() || inputs[0].shape.empty())
        return;
    for (const Candidate& candidate : candidatesFor(inputs[0])) {
        const LayerType& between = *findLayerType(candidate.type);
        const Result<Signals> given = between.infer(candidate.attributes, {inputs[0]});
        if (!given || (*given)[0] == inputs[0])
            continue;
        Signals changed = inputs;
        changed[0] = (*given)[0];
        if (!type.infer(node.attributes, changed))
            continue;
        fixes.push_back({candidate.label, [id = node.id, candidate](const Graph& graph) {
                             return withLayerBefore(graph, id, candidate);
                         }});
    }
}

// The same layer on every step of a sequence.
void addLayerAround(const Node& node, const Signals& inputs, std::vector<Fix>& fixes)
{
    const LayerType& around = *findLayerType("time_distributed");
    const auto& within = around.fields.front().limits.choices;
    if (std::ranges::find(within, node.type) == within.end())
        return;
    Attributes attributes = node.attributes;
    attributes["layer"] = node.type;
    if (!around.infer(attributes, inputs))
        return;
    fixes.push_back({{TR("Run it on every step")}, [id = node.id, attributes](const Graph& graph) {
                         Graph fixed = graph;
                         if (Node* changed = fixed.node(id)) {
                             changed->type = "time_distributed";
                             changed->attributes = attributes;
                         }
                         return fixed;
                     }});
}

// A recurrent layer before another one has to give every step.
void addSequences(const Graph& graph, const Node& node, const Signals& inputs,
                  const std::map<NodeId, NodeAnalysis>& known, std::vector<Fix>& fixes)
{
    const std::vector<Link> in = graph.linksTo(node.id);
    const Node* source = in.empty() || in.front().output != 0 ? nullptr : graph.node(in.front().from);
    const LayerType* before = source ? findLayerType(source->type) : nullptr;
    const std::string key = "return_sequences";
    if (!before || std::ranges::find(before->fields, key, &Field::key) == before->fields.end())
        return;
    Attributes attributes = source->attributes;
    attributes[key] = true;
    const Result<Signals> given = before->infer(attributes, known.at(source->id).inputs);
    Signals changed = inputs;
    if (!given || changed.empty() || changed[0] == (*given)[0])
        return;
    changed[0] = (*given)[0];
    if (!findLayerType(node.type)->infer(node.attributes, changed))
        return;
    fixes.push_back(
        {{TR("Let %1 give every step"), {source->name}}, [id = source->id, attributes](const Graph& g) {
             Graph fixed = g;
             if (Node* changedNode = fixed.node(id))
                 changedNode->attributes = attributes;
             return fixed;
         }});
}

} // namespace

std::vector<Fix> waysOut(const Graph& graph, const Node& node, const Signals& inputs,
                         const std::map<NodeId, NodeAnalysis>& known)
{
    std::vector<Fix> fixes;
    const LayerType& type = *findLayerType(node.type);
    addSequences(graph, node, inputs, known, fixes);
    if (!inputs.empty() && inputs[0].shape.rank() == 2)
        addLayerAround(node, inputs, fixes); // of pictures, one would rather be flattened
    addLayersBefore(node, type, inputs, fixes);
    if (!inputs.empty() && inputs[0].shape.rank() > 2)
        addLayerAround(node, inputs, fixes);
    return fixes;
}

} // namespace engine
