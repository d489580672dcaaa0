#include "engine/mapping/point_set.h"

#include "engine/datasets/text_windows.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace engine {

namespace {

Category categoryOf(const Node& node)
{
    const LayerType* type = findLayerType(node.type);
    return type ? type->category : Category::Regularization;
}

bool hasVectors(const Node& node)
{
    const Category category = categoryOf(node);
    return !node.muted && (category == Category::Embedding || category == Category::Output);
}

std::vector<PointSource> matrices(const Graph& graph, const Analysis& analysis)
{
    std::vector<PointSource> sources;
    for (const NodeId id : analysis.order)
        if (const Node& node = *graph.node(id); hasVectors(node))
            for (const ParameterShape& weight : analysis.nodes.at(id).parameterShapes)
                if (weight.shape.rank() == 2 && weight.shape[0] > 1)
                    sources.push_back({id, node.name, node.name + "/" + weight.name, weight.shape});
    return sources;
}

bool givesPoints(const Node& node, const NodeAnalysis& known)
{
    const Category category = categoryOf(node);
    return known.known && !node.muted && category != Category::Input && category != Category::Output &&
        category != Category::Regularization && category != Category::Shape && !known.outputs.empty() &&
        known.outputs[0].type == ElementType::Float32 && !known.outputs[0].shape.empty();
}

Value columnOf(const Node& node)
{
    const LayerType* type = findLayerType(node.type);
    return type ? valueOf(type->fields, node.attributes, "column") : Value();
}

bool rebuildsInput(const Graph& graph, const Analysis& analysis)
{
    return std::ranges::any_of(analysis.outputs, [&](NodeId output) {
        return std::ranges::any_of(analysis.inputs, [&](NodeId input) {
            return columnOf(*graph.node(input)) == columnOf(*graph.node(output));
        });
    });
}

// Sources of what arrives at an Output: predictions rather than what they were made from.
std::set<NodeId> lastLayers(const Graph& graph, const Analysis& analysis)
{
    std::set<NodeId> last;
    for (const NodeId output : analysis.outputs)
        for (const Link& link : graph.linksTo(output))
            last.insert(link.from);
    return last;
}

// Where a network that rebuilds its input is narrowest: what it draws there, else the first of the shortest
// lists, for what comes after is made of it.
std::vector<PointSource>::iterator codeOf(std::vector<PointSource>& layers, const Graph& graph,
                                          const std::set<NodeId>& last)
{
    return std::ranges::min_element(layers, {}, [&](const PointSource& source) {
        return std::tuple(last.contains(source.node), graph.node(source.node)->type != "sampling",
                          source.shape.elements());
    });
}

std::vector<PointSource> layers(const Graph& graph, const Analysis& analysis)
{
    std::vector<PointSource> sources;
    for (const NodeId id : analysis.order)
        if (const Node& node = *graph.node(id); givesPoints(node, analysis.nodes.at(id)))
            sources.push_back({id, node.name, {}, analysis.nodes.at(id).outputs[0].shape});
    return sources;
}

// The vocabulary's words, or the names that the column of ids has, whichever the Embedding reads.
const Column* idColumn(const Graph& graph, NodeId node, const Dataset& data)
{
    while (node && categoryOf(*graph.node(node)) != Category::Input) {
        const auto links = graph.linksTo(node);
        node = links.empty() ? 0 : links.front().from;
    }
    const Value name = node ? columnOf(*graph.node(node)) : Value();
    return std::holds_alternative<std::string>(name) ? data.column(std::get<std::string>(name)) : nullptr;
}

void describeWords(PointSet& points, const TextWindows& text)
{
    const auto count = static_cast<std::size_t>(points.count());
    const Vocabulary& vocabulary = text.vocabulary;
    points.labels.assign(vocabulary.words().begin(),
                         vocabulary.words().begin() + static_cast<std::ptrdiff_t>(count));
    points.numbersName = TR("Frequency, log10");
    for (std::size_t i = 0; i < count; ++i)
        points.numbers.push_back(static_cast<float>(
            std::log10(std::max<double>(1, static_cast<double>(vocabulary.count(static_cast<int>(i)))))));
    if (std::ranges::all_of(text.wordClasses, &std::string::empty))
        return;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string name = i < text.wordClasses.size() ? text.wordClasses[i] : std::string();
        const auto found = std::ranges::find(points.classNames, name);
        points.classes.push_back(name.empty() ? -1
                                              : static_cast<std::int32_t>(found - points.classNames.begin()));
        if (!name.empty() && found == points.classNames.end())
            points.classNames.push_back(name);
    }
}

} // namespace

Problem pointsCancelled()
{
    return {TR("Reading the points was cancelled.")};
}

std::vector<PointSource> pointSources(const Graph& graph, const Analysis& analysis)
{
    std::vector<PointSource> sources = matrices(graph, analysis), outputs = layers(graph, analysis);
    const std::set<NodeId> last = lastLayers(graph, analysis);
    if (rebuildsInput(graph, analysis) && !outputs.empty()) {
        const auto code = codeOf(outputs, graph, last);
        sources.push_back(*code);
        outputs.erase(code);
    }
    std::ranges::reverse(outputs);
    std::stable_partition(outputs.begin(), outputs.end(),
                          [&](const PointSource& source) { return !last.contains(source.node); });
    sources.insert(sources.end(), outputs.begin(), outputs.end());
    return sources;
}

Result<PointSet> matrixPoints(const Graph& graph, const PointSource& source, const NamedTensors& weights,
                              const Dataset& data, std::int64_t limit)
{
    const auto weight = weights.find(source.matrix);
    if (weight == weights.end() || weight->second.shape().rank() != 2)
        return Problem{TR("The vectors of %1 are not among the weights; train the network again."),
                       {source.name}};
    PointSet points{.name = source.name};
    const Column* ids = idColumn(graph, source.node, data);
    const std::int64_t words = data.text ? data.text->vocabulary.size() : ids ? std::ssize(ids->classes) : 0;
    points.available = weight->second.rows();
    if (words > 0)
        points.available = std::min(points.available, words);
    const std::int64_t count = limit > 0 ? std::min(limit, points.available) : points.available;
    points.values = weight->second.to(Device::Cpu).slice(0, static_cast<int>(count)).clone();
    if (data.text)
        describeWords(points, *data.text);
    else if (ids && !ids->classes.empty())
        points.labels.assign(ids->classes.begin(), ids->classes.begin() + count);
    return points;
}

} // namespace engine
