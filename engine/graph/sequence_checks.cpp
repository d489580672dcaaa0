#include "engine/graph/sequence_checks.h"

#include "engine/graph/output_checks.h"

#include <algorithm>

namespace engine {

namespace {

// Whether a setting is on, of the layer or of one within it ("lstm_stateful").
bool isOn(const Node& node, const std::string& key)
{
    const LayerType* type = findLayerType(node.type);
    return type && std::ranges::any_of(type->fields, [&](const Field& field) {
               return (field.key == key || field.key.ends_with("_" + key)) &&
                   isShown(field, type->fields, node.attributes) &&
                   valueOf(field, node.attributes) == Value(true);
           });
}

void checkDirection(const Node& node, std::vector<Diagnostic>& diagnostics)
{
    const bool backwards = node.type == "bidirectional" || isOn(node, "go_backwards");
    if (!isOn(node, "stateful") || !backwards)
        return;
    diagnostics.push_back({Diagnostic::Severity::Warning,
                           node.id,
                           {TR("%1 goes backwards and keeps its state: each batch would go on from the first "
                               "step of the one before."),
                            {called(node)}},
                           {{{TR("Switch \"Stateful\" off")}, [id = node.id](const Graph& graph) {
                                 Graph fixed = graph;
                                 if (Node* wrong = fixed.node(id))
                                     wrong->attributes.erase("stateful");
                                 return fixed;
                             }}}});
}

// An id without a vector is read as zeros and never learns.
void checkIds(const Graph& graph, const Node& node, const std::vector<ColumnDescription>& columns,
              std::vector<Diagnostic>& diagnostics)
{
    const std::vector<Link> in = graph.linksTo(node.id);
    const Node* source = in.empty() ? nullptr : graph.node(in.front().from);
    if (node.type != "embedding" || !source || source->type != "input")
        return;
    const auto& name =
        std::get<std::string>(valueOf(findLayerType("input")->fields, source->attributes, "column"));
    const auto column = std::ranges::find(columns, name, &ColumnDescription::name);
    const std::int64_t vectors =
        std::get<std::int64_t>(valueOf(findLayerType("embedding")->fields, node.attributes, "input_dim"));
    if (column == columns.end() || static_cast<std::int64_t>(column->classes.size()) <= vectors)
        return;
    const auto ids = static_cast<std::int64_t>(column->classes.size());
    diagnostics.push_back({Diagnostic::Severity::Warning,
                           node.id,
                           {TR("The column \"%1\" has %2 ids, but %3 has vectors for %4 only; the others "
                               "become zeros."),
                            {name, grouped(ids), called(node), grouped(vectors)}},
                           {{{TR("Make it %1 ids"), {grouped(ids)}}, [id = node.id, ids](const Graph& g) {
                                 Graph fixed = g;
                                 if (Node* wrong = fixed.node(id))
                                     wrong->attributes["input_dim"] = ids;
                                 return fixed;
                             }}}});
}

} // namespace

std::vector<NodeId> statefulNodes(const Graph& graph)
{
    std::vector<NodeId> nodes;
    for (const Node& node : graph.nodes)
        if (!node.muted && isOn(node, "stateful"))
            nodes.push_back(node.id);
    return nodes;
}

void checkSequences(const Graph& graph, const Node& node, const std::vector<ColumnDescription>& columns,
                    std::vector<Diagnostic>& diagnostics)
{
    checkDirection(node, diagnostics);
    checkIds(graph, node, columns, diagnostics);
}

} // namespace engine
