#include "app/cli/command.h"
#include "app/cli/project_access.h"
#include "engine/base/json.h"

#include <algorithm>
#include <iostream>

namespace cli {

using namespace engine;

namespace {

struct Options {
    std::string project, dataset;
    bool json = false;
};

// Sources first, then what is part of a cycle.
std::vector<const Node*> inOrder(const Graph& graph, const Analysis& analysis)
{
    std::vector<const Node*> nodes;
    for (const NodeId id : analysis.order)
        if (const Node* node = graph.node(id))
            nodes.push_back(node);
    for (const Node& node : graph.nodes)
        if (std::ranges::find(nodes, &node) == nodes.end())
            nodes.push_back(&node);
    return nodes;
}

// What it gives; for Outputs, which give nothing on, what arrives.
std::optional<Signal> signalOf(const Analysis& analysis, const Node& node)
{
    const auto found = analysis.nodes.find(node.id);
    if (found == analysis.nodes.end())
        return std::nullopt;
    const Signals& signals = found->second.outputs.empty() ? found->second.inputs : found->second.outputs;
    return found->second.known && !signals.empty() ? std::optional(signals.front()) : std::nullopt;
}

std::int64_t parametersOf(const Analysis& analysis, const Node& node)
{
    const auto found = analysis.nodes.find(node.id);
    return found == analysis.nodes.end() ? 0 : found->second.parameters;
}

const char* severityName(const Diagnostic& diagnostic)
{
    return diagnostic.severity == Diagnostic::Severity::Error ? "error" : "warning";
}

std::string nameOf(const Graph& graph, NodeId id)
{
    const Node* node = graph.node(id);
    return node ? node->name : "";
}

Json diagnosticJson(const Graph& graph, const Diagnostic& diagnostic)
{
    Json fixes = Json::array();
    for (const Fix& fix : diagnostic.fixes)
        fixes.push_back(fix.label.sentence());
    const std::string layer = nameOf(graph, diagnostic.node);
    return {{"severity", severityName(diagnostic)},
            {"layer", layer.empty() ? Json() : Json(layer)},
            {"message", diagnostic.problem.sentence()},
            {"fixes", std::move(fixes)}};
}

Json describe(const Graph& graph, const Analysis& analysis)
{
    Json layers = Json::array(), diagnostics = Json::array();
    for (const Node* node : inOrder(graph, analysis)) {
        const std::optional<Signal> signal = signalOf(analysis, *node);
        const Json shape =
            signal ? Json(std::vector<int>(signal->shape.begin(), signal->shape.end())) : Json();
        layers.push_back({{"name", node->name},
                          {"type", node->type},
                          {"output_shape", shape},
                          {"parameters", parametersOf(analysis, *node)}});
    }
    for (const Diagnostic& diagnostic : analysis.diagnostics)
        diagnostics.push_back(diagnosticJson(graph, diagnostic));
    return {{"layers", std::move(layers)},
            {"parameters", analysis.parameters},
            {"trainable", analysis.trainable},
            {"multiply_adds", analysis.multiplyAdds},
            {"diagnostics", std::move(diagnostics)}};
}

void print(const Graph& graph, const Analysis& analysis)
{
    std::vector<std::vector<std::string>> rows{{"Layer", "Type", "Output shape", "Parameters"}};
    for (const Node* node : inOrder(graph, analysis)) {
        const std::optional<Signal> signal = signalOf(analysis, *node);
        rows.push_back({node->name, node->type, signal ? signal->shape.text() : "?",
                        grouped(parametersOf(analysis, *node))});
    }
    printTable(rows, 2);
    std::cout << "\nParameters: " << grouped(analysis.parameters)
              << "\nTrainable: " << grouped(analysis.trainable)
              << "\nMultiply-adds per sample: " << grouped(analysis.multiplyAdds) << '\n';
    for (const Diagnostic& diagnostic : analysis.diagnostics) {
        const std::string layer = nameOf(graph, diagnostic.node);
        std::cout << severityName(diagnostic) << ": " << (layer.empty() ? "" : layer + ": ")
                  << diagnostic.problem.sentence() << '\n';
    }
    std::cout << std::flush;
}

int run(const Options& options)
{
    Result<ProjectFile> file = openProject(options.project);
    if (!file)
        return fail(file.problem());
    if (!options.dataset.empty()) {
        const Result<Choice> choice = chooseDataset(file->project.dataset, options.dataset);
        if (!choice)
            return fail(choice.problem());
        file->project.dataset = *choice;
    }
    const Graph& graph = file->project.graph;
    const Analysis analysis = analyse(file->project);
    options.json ? printLine(describe(graph, analysis)) : print(graph, analysis);
    return 0;
}

void bind(CLI::App& command, Options& options)
{
    command.add_option("PROJECT", options.project, "The project file or sample")->required();
    command.add_option("--dataset", options.dataset, "Another data set than the project's");
    command.add_flag("--json", options.json, "One JSON object");
}

} // namespace

void addSummary(CLI::App& program, Action& chosen)
{
    addCommand(program, chosen, "summary",
               "Prints a table of layers, output shapes and parameters, totals and diagnostics", run, bind);
}

} // namespace cli
