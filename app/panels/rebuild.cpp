#include "app/panels/rebuild.h"

#include "engine/losses/loss_type.h"
#include "engine/ops/elementwise.h"
#include "engine/ops/random_fill.h"

#include <algorithm>
#include <cmath>

namespace app::panels {

namespace {

using engine::Tensor;

const engine::ColumnDescription* columnNamed(const std::vector<engine::ColumnDescription>& columns,
                                             const std::string& name)
{
    const auto it = std::ranges::find(columns, name, &engine::ColumnDescription::name);
    return it == columns.end() ? nullptr : &*it;
}

std::string textSetting(const engine::Node& node, const char* key)
{
    const engine::LayerType* type = engine::findLayerType(node.type);
    const auto* value = std::get_if<std::string>(&engine::valueOf(type->fields, node.attributes, key));
    return value ? *value : std::string();
}

engine::NodeId inputReading(const engine::Graph& graph, const engine::Analysis& analysis,
                            const std::string& column)
{
    for (engine::NodeId id : analysis.inputs)
        if (textSetting(*graph.node(id), "column") == column)
            return id;
    return 0;
}

engine::NodeId noiseNode(const engine::Graph& graph)
{
    for (const engine::Node& node : graph.nodes)
        if (node.type == "gaussian_noise" && !node.muted)
            return node.id;
    return 0;
}

// The batch that the network reads; with noise of its own added where wished.
engine::Batch batchFor(const RebuildJob& job, const std::vector<std::string>& columns,
                       std::span<const std::int32_t> rows)
{
    engine::Batch batch = engine::gather(job.data, columns, rows);
    if (job.noise > 0) {
        Tensor& values = batch.at(job.nodes.column);
        Tensor noise = Tensor::like(values);
        engine::ops::fillNormal(noise, 0, job.noise,
                                engine::RandomKey{1}.with(static_cast<std::uint64_t>(rows[0])));
        values = values.clone();
        engine::ops::accumulate(noise, 1, values);
    }
    return batch;
}

engine::Result<std::unique_ptr<engine::Network>> networkOf(const RebuildJob& job)
{
    auto network = engine::Network::build(job.graph, job.columns, {.seed = 1});
    if (!network)
        return network.problem();
    if (auto set = (*network)->setWeights(job.weights->weights); !set)
        return set.problem();
    return network;
}

std::vector<std::int32_t> labelsOf(const engine::Dataset& data, std::span<const std::int32_t> rows)
{
    const engine::Column* label = data.column("label");
    if (!label || label->signal.type != engine::ElementType::Int32)
        return {};
    const std::vector<std::string> wanted{"label"};
    const engine::Batch batch = engine::gather(data, wanted, rows);
    const auto ids = batch.at("label").idValues();
    return {ids.begin(), ids.end()};
}

} // namespace

std::optional<engine::Shape> pictureShape(const engine::Signal& signal,
                                          const std::vector<engine::ColumnDescription>& columns)
{
    const auto isPicture = [](const engine::Shape& s) { return s.rank() == 3 && (s[2] == 1 || s[2] == 3); };
    if (signal.type != engine::ElementType::Float32)
        return std::nullopt;
    if (isPicture(signal.shape))
        return signal.shape;
    const std::int64_t size = signal.shape.elements();
    for (const engine::ColumnDescription& column : columns)
        if (isPicture(column.signal.shape) && column.signal.shape.elements() == size)
            return column.signal.shape;
    const int side = static_cast<int>(std::lround(std::sqrt(static_cast<double>(size))));
    if (side > 3 && std::int64_t{side} * side == size)
        return engine::Shape{side, side, 1};
    return std::nullopt;
}

QImage picture(std::span<const float> values, const engine::Shape& shape)
{
    const int height = shape[0], width = shape[1], channels = shape[2];
    QImage image(width, height, QImage::Format_RGB32);
    const float* value = values.data();
    const auto level = [](float v) { return static_cast<int>(std::clamp(v, 0.0f, 1.0f) * 255.0f + 0.5f); };
    for (int y = 0; y < height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < width; ++x, value += channels) {
            const int red = level(value[0]);
            line[x] = channels == 3 ? qRgb(red, level(value[1]), level(value[2])) : qRgb(red, red, red);
        }
    }
    return image;
}

QImage picture(const Tensor& batch, int sample, const engine::Shape& shape)
{
    const auto size = static_cast<std::size_t>(shape.elements());
    return picture(batch.values().subspan(static_cast<std::size_t>(sample) * size, size), shape);
}

std::optional<RebuildNodes> rebuildNodes(const engine::Graph& graph, const engine::Analysis& analysis,
                                         const std::vector<engine::ColumnDescription>& columns)
{
    for (engine::NodeId id : analysis.outputs) {
        const engine::NodeAnalysis& output = analysis.nodes.at(id);
        const std::string name = textSetting(*graph.node(id), "column");
        const engine::ColumnDescription* column = columnNamed(columns, name);
        if (!column || !output.known || output.inputs.empty() ||
            output.inputs[0].shape.elements() != column->signal.shape.elements())
            continue;
        const engine::NodeId input = inputReading(graph, analysis, name);
        const auto shape = pictureShape(column->signal, columns);
        if (input && shape)
            return RebuildNodes{input, id, noiseNode(graph), name, *shape};
    }
    return std::nullopt;
}

engine::Result<std::vector<Rebuilt>> rebuild(const RebuildJob& job, const std::vector<engine::Probe>& probes)
{
    auto network = networkOf(job);
    if (!network)
        return network.problem();
    std::vector<Rebuilt> parts;
    for (const engine::Probe& probe : probes) {
        Rebuilt part{.part = probe.part, .rows = probe.rows};
        if (!probe.rows.empty()) {
            const std::vector<std::string> columns = (*network)->inputColumns();
            part.original = engine::gather(job.data, columns, probe.rows).at(job.nodes.column);
            const engine::Batch batch = batchFor(job, columns, probe.rows);
            (*network)->forward(batch, {.training = false});
            part.rebuilt = (*network)->prediction(job.nodes.output).clone();
            if (job.nodes.noise || job.noise > 0)
                part.noisy = job.nodes.noise ? (*network)->activation(job.nodes.noise).clone()
                                             : batch.at(job.nodes.column);
            part.labels = labelsOf(job.data, probe.rows);
        }
        parts.push_back(std::move(part));
    }
    return parts;
}

engine::Result<std::vector<std::int32_t>> worstRows(const RebuildJob& job, engine::Dataset::Part part,
                                                    int count, const std::function<bool()>& keepOn)
{
    constexpr std::size_t batchSize = 500;
    auto network = networkOf(job);
    if (!network)
        return network.problem();
    const engine::Rows& rows = job.data.rows(part);
    std::vector<std::pair<double, std::int32_t>> errors;
    for (std::size_t first = 0; first < rows.size() && keepOn(); first += batchSize) {
        const std::vector<std::int32_t> batchRows = rows.list(first, batchSize);
        const engine::Batch batch = batchFor(job, (*network)->inputColumns(), batchRows);
        (*network)->forward(batch, {.training = false});
        Rebuilt some{.original =
                         engine::gather(job.data, (*network)->inputColumns(), batchRows).at(job.nodes.column),
                     .rebuilt = (*network)->prediction(job.nodes.output)};
        for (std::size_t i = 0; i < batchRows.size(); ++i)
            errors.emplace_back(errorOf(some, static_cast<int>(i)), batchRows[i]);
    }
    const auto kept = std::min(errors.size(), static_cast<std::size_t>(count));
    std::ranges::partial_sort(errors, errors.begin() + static_cast<std::ptrdiff_t>(kept), std::greater<>());
    std::vector<std::int32_t> worst;
    for (std::size_t i = 0; i < kept; ++i)
        worst.push_back(errors[i].second);
    return worst;
}

double errorOf(const Rebuilt& rebuilt, int sample)
{
    const std::size_t size =
        rebuilt.original.values().size() / static_cast<std::size_t>(rebuilt.original.rows());
    const auto original = rebuilt.original.values().subspan(static_cast<std::size_t>(sample) * size, size);
    const auto again = rebuilt.rebuilt.values().subspan(static_cast<std::size_t>(sample) * size, size);
    double sum = 0;
    for (std::size_t i = 0; i < size; ++i)
        sum += (original[i] - again[i]) * (original[i] - again[i]);
    return sum / static_cast<double>(size);
}

} // namespace app::panels
