#include "engine/graph/analysis.h"

#include "engine/graph/output_checks.h"
#include "engine/graph/sequence_checks.h"
#include "engine/graph/ways_out.h"

#include <algorithm>
#include <unordered_map>

namespace engine {

namespace {

using Severity = Diagnostic::Severity;
constexpr std::int64_t mostParameters = std::int64_t{1} << 40;

// One walk over the graph; members are what the steps share.
class Walk {
public:
    Walk(const Graph& graph, const std::vector<ColumnDescription>& columns,
         const std::optional<Problem>& dataProblem)
        : m_graph(graph), m_columns(columns), m_dataProblem(dataProblem)
    {
    }

    Analysis run()
    {
        indexLinks();
        sortNodes();
        checkNames();
        for (NodeId id : m_result.order)
            visit(*m_nodes.at(id));
        checkWhole();
        return std::move(m_result);
    }

private:
    void say(Severity severity, NodeId node, Problem problem, std::vector<Fix> fixes = {})
    {
        m_result.diagnostics.push_back({severity, node, std::move(problem), std::move(fixes)});
    }

    void indexLinks()
    {
        for (const Node& node : m_graph.nodes)
            m_nodes.emplace(node.id, &node);
        for (const Link& link : m_graph.links) {
            if (!m_nodes.contains(link.from) || !m_nodes.contains(link.to))
                continue;
            m_in[link.to].push_back(link);
            m_out[link.from].push_back(link);
        }
        for (auto& [id, links] : m_in)
            std::ranges::sort(links, {}, &Link::input);
    }

    // Kahn's algorithm; what is left over is part of a cycle or behind one.
    void sortNodes()
    {
        std::unordered_map<NodeId, std::size_t> waiting;
        for (const Node& node : m_graph.nodes)
            if ((waiting[node.id] = m_in[node.id].size()) == 0)
                m_result.order.push_back(node.id);
        for (std::size_t k = 0; k < m_result.order.size(); ++k)
            for (const Link& link : m_out[m_result.order[k]])
                if (--waiting[link.to] == 0)
                    m_result.order.push_back(link.to);
        for (const Node& node : m_graph.nodes) {
            m_result.nodes[node.id];
            if (waiting[node.id] == 0)
                continue;
            ++m_result.unknownNodes;
            if (isOnCycle(node.id))
                say(Severity::Error, node.id,
                    {TR("%1 is part of a circle of links; delete one of them."), {called(node)}});
        }
    }

    bool isOnCycle(NodeId start) const
    {
        std::vector<NodeId> todo{start};
        std::unordered_map<NodeId, bool> seen;
        while (!todo.empty()) {
            const NodeId id = todo.back();
            todo.pop_back();
            const auto out = m_out.find(id);
            for (const Link& link : out == m_out.end() ? std::vector<Link>() : out->second) {
                if (link.to == start)
                    return true;
                if (!std::exchange(seen[link.to], true))
                    todo.push_back(link.to);
            }
        }
        return false;
    }

    void checkNames()
    {
        std::unordered_map<std::string_view, NodeId> first;
        for (const Node& node : m_graph.nodes) {
            const bool usable = !node.name.empty() && node.name.find('/') == std::string::npos;
            if (usable && first.emplace(node.name, node.id).second)
                continue;
            Fix rename{{TR("Give it a free name")}, [id = node.id](const Graph& graph) {
                           Graph fixed = graph;
                           if (Node* wrong = fixed.node(id))
                               wrong->name = graph.freeName(wrong->name, id);
                           return fixed;
                       }};
            if (usable)
                say(Severity::Error, node.id,
                    {TR("Two layers are called %1; rename one of them."), {node.name}}, {rename});
            else
                say(Severity::Error, node.id,
                    {TR("\"%1\" cannot be the name of a layer: it must not be empty or contain a slash."),
                     {node.name}},
                    {rename});
        }
    }

    void visit(const Node& node)
    {
        NodeAnalysis& found = m_result.nodes[node.id];
        const LayerType* type = findLayerType(node.type);
        if (!type)
            say(Severity::Error, node.id,
                {TR("This version does not know the layer type \"%1\"; its settings are kept. Replace it, or "
                    "open the "
                    "project with a newer version."),
                 {node.type}});
        else if (settingsAreValid(node, *type) && collectInputs(node, *type, found))
            infer(node, *type, found);
        if (!found.known)
            ++m_result.unknownNodes;
    }

    bool settingsAreValid(const Node& node, const LayerType& type)
    {
        if (Result<void> valid = check(type.fields, node.attributes); !valid) {
            say(Severity::Error, node.id, valid.problem());
            return false;
        }
        m_result.nodes[node.id].settings = type.settings(node.attributes);
        return true;
    }

    // False when inputs are missing, too many, or not known themselves.
    bool collectInputs(const Node& node, const LayerType& type, NodeAnalysis& found)
    {
        const std::vector<Link>& links = m_in[node.id];
        bool known = true;
        for (std::size_t i = 0; i < links.size(); ++i) {
            if (links[i].input >= type.maxInputs)
                return refuse(node,
                              {TR("%1 takes at most %2 inputs; cut the other links."),
                               {called(node), number(type.maxInputs)}});
            if (i > 0 && links[i].input == links[i - 1].input)
                return refuse(
                    node, {TR("Two links end at the same input of %1; cut one of them."), {called(node)}});
            const NodeAnalysis& source = m_result.nodes[links[i].from];
            if (source.known && links[i].output >= static_cast<int>(source.outputs.size()))
                return refuse(node,
                              {TR("%1 is linked to an output that %2 does not have; cut the link."),
                               {called(node), called(*m_nodes.at(links[i].from))}});
            known = known && source.known;
            if (source.known)
                found.inputs.push_back(source.outputs[static_cast<std::size_t>(links[i].output)]);
        }
        const int given = static_cast<int>(links.size());
        if (!type.inputs.empty() && given > 0 && links.front().input > 0)
            return refuse(node,
                          {TR("%1 has no link to its first input; drag one there from the layer before."),
                           {called(node)}});
        if (given < type.minInputs)
            return refuse(node, missingInputs(node, type, given));
        return known;
    }

    static Problem missingInputs(const Node& node, const LayerType& type, int given)
    {
        if (type.minInputs == 1)
            return {TR("%1 has no input; drag a link to it from the layer before."), {called(node)}};
        return {TR("%1 needs at least %2 inputs and has %3; drag more links to it."),
                {called(node), number(type.minInputs), number(given)}};
    }

    bool refuse(const Node& node, Problem problem)
    {
        say(Severity::Error, node.id, std::move(problem));
        return false;
    }

    void infer(const Node& node, const LayerType& type, NodeAnalysis& found)
    {
        if (node.muted && type.minInputs > 0 && !type.outputs.empty()) {
            found.outputs.assign(type.outputs.size(), found.inputs.front());
            found.known = true;
            return;
        }
        if (type.id == "input" && !readColumn(node, type, found))
            return;
        if (type.id != "input" || found.outputs.empty()) {
            Result<Signals> outputs = type.infer(node.attributes, found.inputs);
            if (!outputs) {
                say(Severity::Error, node.id, outputs.problem(),
                    waysOut(m_graph, node, found.inputs, m_result.nodes));
                return;
            }
            found.outputs = *std::move(outputs);
        }
        found.known = true;
        count(node, type, found);
        checkSequences(m_graph, node, m_columns, m_result.diagnostics);
        if (type.id == "input")
            m_result.inputs.push_back(node.id);
        if (type.id == "output") {
            m_result.outputs.push_back(node.id);
            checkOutput(m_graph, node, found.inputs.front(), m_columns, m_result.diagnostics);
        }
    }

    // An Input has the shape of its column. Without data it keeps the shape it was given by hand.
    bool readColumn(const Node& node, const LayerType& type, NodeAnalysis& found)
    {
        if (m_dataProblem)
            say(Severity::Error, node.id, *m_dataProblem);
        if (m_columns.empty())
            return !m_dataProblem;
        const auto& name = std::get<std::string>(valueOf(type.fields, node.attributes, "column"));
        const auto column = std::ranges::find(m_columns, name, &ColumnDescription::name);
        if (column != m_columns.end()) {
            found.outputs = {column->signal};
            return true;
        }
        std::vector<Fix> fixes;
        for (const ColumnDescription& other : m_columns)
            fixes.push_back({{TR("Read the column %1"), {other.name}},
                             [id = node.id, name = other.name](const Graph& graph) {
                                 Graph fixed = graph;
                                 if (Node* input = fixed.node(id))
                                     input->attributes["column"] = name;
                                 return fixed;
                             }});
        say(Severity::Error, node.id,
            {TR("%1 reads the column \"%2\", which the data set does not have."), {called(node), name}},
            std::move(fixes));
        return false;
    }

    void count(const Node& node, const LayerType& type, NodeAnalysis& found)
    {
        found.parameterShapes = type.parameters(node.attributes, found.inputs);
        for (const ParameterShape& parameter : found.parameterShapes) {
            const std::int64_t elements = parameter.shape.elements();
            found.parameters += elements;
            if (parameter.trainable && !node.frozen)
                found.trainable += elements;
        }
        found.multiplyAdds = type.multiplyAdds(node.attributes, found.inputs);
        m_result.parameters = std::min(mostParameters, m_result.parameters + found.parameters);
        m_result.trainable = std::min(mostParameters, m_result.trainable + found.trainable);
        m_result.multiplyAdds += found.multiplyAdds;
    }

    void checkWhole()
    {
        if (m_graph.nodes.empty())
            return say(Severity::Error, 0, {TR("The canvas is empty; add an Input, layers and an Output.")});
        for (NodeId id : m_result.order)
            warnWhenUnused(*m_nodes.at(id));
        const auto has = [&](const char* type) {
            return std::ranges::any_of(m_graph.nodes, [&](const Node& n) { return n.type == type; });
        };
        if (!has("input"))
            say(Severity::Error, 0, {TR("The network has no Input; add one, so that data can come in.")});
        if (!has("output"))
            say(Severity::Error, 0,
                {TR("The network has no Output; add one, so that it has something to learn.")});
        else if (m_result.runnable() && m_result.trainable == 0)
            say(Severity::Warning, 0,
                {TR("Nothing in this network can be trained: it has no weights, or all are frozen.")});
    }

    void warnWhenUnused(const Node& node)
    {
        const NodeAnalysis& found = m_result.nodes[node.id];
        if (!found.known || found.outputs.empty() || !m_out[node.id].empty())
            return;
        say(Severity::Warning, node.id,
            {TR("Nothing uses the output of %1; link it to another layer."), {called(node)}});
    }

    const Graph& m_graph;
    const std::vector<ColumnDescription>& m_columns;
    const std::optional<Problem>& m_dataProblem;
    std::unordered_map<NodeId, const Node*> m_nodes;
    std::unordered_map<NodeId, std::vector<Link>> m_in, m_out;
    Analysis m_result;
};

} // namespace

bool Analysis::runnable() const
{
    return firstError() == nullptr;
}

const Diagnostic* Analysis::firstError() const
{
    const auto it = std::ranges::find(diagnostics, Diagnostic::Severity::Error, &Diagnostic::severity);
    return it == diagnostics.end() ? nullptr : &*it;
}

Analysis analyse(const Graph& graph, const std::vector<ColumnDescription>& columns,
                 const std::optional<Problem>& dataProblem)
{
    return Walk(graph, columns, dataProblem).run();
}

} // namespace engine
