#pragma once

#include "engine/training/trainer.h"

#include <cmath>
#include <cstring>

// Small networks and data sets, made by hand, for the tests of training.
namespace engine::tiny {

inline std::vector<float> numbers(std::int64_t count, std::uint64_t seed, float low = -1, float high = 1)
{
    std::vector<float> values(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = low + (high - low) * RandomKey{seed}.uniform(i);
    return values;
}

inline Column numberColumn(const std::string& name, const Shape& shape, int rows, std::uint64_t seed)
{
    return {name, {shape}, Shared<float>(numbers(rows * shape.elements(), seed))};
}

inline std::vector<ColumnDescription> columnsOf(const Dataset& data)
{
    std::vector<ColumnDescription> columns;
    for (const Column& column : *data.columns)
        columns.push_back({column.name, column.signal, column.name, column.classes});
    return columns;
}

// "point" [2] in two interleaved rings, "class" id 0 or 1, "sum" [1] of the coordinates; 40 of the rows
// validate.
inline Dataset rings(int rows = 240)
{
    std::vector<float> points, sums;
    std::vector<std::int32_t> classes;
    for (int i = 0; i < rows; ++i) {
        const float angle = 6.2831853f * RandomKey{3}.uniform(static_cast<std::uint64_t>(i));
        const float radius = i % 2 == 0 ? 0.35f : 1.0f;
        points.insert(points.end(), {radius * std::cos(angle), radius * std::sin(angle)});
        sums.push_back(points[points.size() - 2] + points.back());
        classes.push_back(i % 2);
    }
    return makeDataset(
        "rings",
        {{"point", {{2}}, Shared<float>(points)},
         {"class", {Shape(), ElementType::Int32}, Shared<std::int32_t>(classes), {"inner", "outer"}},
         {"sum", {{1}}, Shared<float>(sums)}},
        {rows - 80, 40, 40});
}

inline NodeId add(Graph& graph, const std::string& type, const Attributes& attributes,
                  const std::vector<NodeId>& sources = {})
{
    const NodeId id = graph.add(type);
    graph.node(id)->attributes = attributes;
    for (std::size_t i = 0; i < sources.size(); ++i)
        graph.connect({sources[i], 0, id, static_cast<int>(i)});
    return id;
}

inline Attributes dense(int units, const std::string& activation = "linear")
{
    return {{"units", std::int64_t{units}}, {"activation", activation}};
}

// point -> dense -> (extra) -> dense softmax -> class
inline Graph classifier(const std::string& extra = {}, const Attributes& extraAttributes = {}, int units = 16)
{
    Graph graph;
    NodeId node = add(graph, "input", {{"column", "point"}});
    node = add(graph, "dense", dense(units, "tanh"), {node});
    if (!extra.empty())
        node = add(graph, extra, extraAttributes, {node});
    node = add(graph, "dense", dense(2, "softmax"), {node});
    add(graph, "output", {{"column", "class"}, {"loss", "sparse_cross_entropy"}}, {node});
    return graph;
}

inline TrainingJob jobOf(const Graph& graph, const Dataset& data)
{
    TrainingJob job{.graph = graph, .columns = columnsOf(data), .data = data};
    job.settings.batchSize = 20;
    job.settings.epochs = 4;
    job.settings.threads = 1;
    job.settings.learningRate = 0.01;
    return job;
}

inline bool sameBits(const Tensor& a, const Tensor& b)
{
    return a.shape() == b.shape() &&
        std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(float)) == 0;
}

inline bool sameBits(const NamedTensors& a, const NamedTensors& b)
{
    return a.size() == b.size() && std::ranges::all_of(a, [&](const auto& entry) {
               return b.contains(entry.first) && sameBits(entry.second, b.at(entry.first));
           });
}

} // namespace engine::tiny
