#include "app/panels/picture_answer.h"

#include "app/panels/rebuild.h"
#include "app/text.h"

#include "engine/training/class_choice.h"

#include <algorithm>

namespace app::panels {

namespace {

// The picture that all Inputs read; nothing where they do not.
std::optional<engine::Shape> pictureRead(const engine::Graph& graph, const engine::Analysis& analysis,
                                         const std::vector<engine::ColumnDescription>& columns,
                                         std::vector<engine::ColumnDescription>& inputs)
{
    std::optional<engine::Shape> picture;
    for (const engine::NodeId id : analysis.inputs) {
        const engine::ColumnDescription* column = columnOf(*graph.node(id), columns);
        const auto shape = column ? pictureShape(column->signal, columns) : std::nullopt;
        if (!shape || (picture && !(*shape == *picture)))
            return std::nullopt;
        picture = shape;
        inputs.push_back(*column);
    }
    return picture;
}

std::optional<PictureReader::Output> outputOf(const engine::Node& node, const engine::NodeAnalysis& found,
                                              const std::vector<engine::ColumnDescription>& columns)
{
    const engine::ColumnDescription* column = columnOf(node, columns);
    if (!column || !found.known || found.inputs.empty())
        return std::nullopt;
    const std::int64_t size = found.inputs[0].shape.elements();
    if (column->signal.type == engine::ElementType::Int32 && size > 1)
        return PictureReader::Output{node.id, node.name, column->classes};
    const auto shape = pictureShape(column->signal, columns);
    if (shape && shape->elements() == size)
        return PictureReader::Output{node.id, node.name, {}, *shape};
    return std::nullopt;
}

} // namespace

const engine::ColumnDescription* columnOf(const engine::Node& node,
                                          const std::vector<engine::ColumnDescription>& columns)
{
    const engine::LayerType* type = engine::findLayerType(node.type);
    if (!type || std::ranges::find(type->fields, "column", &engine::Field::key) == type->fields.end())
        return nullptr;
    const auto* name = std::get_if<std::string>(&engine::valueOf(type->fields, node.attributes, "column"));
    const auto it =
        name ? std::ranges::find(columns, *name, &engine::ColumnDescription::name) : columns.end();
    return it == columns.end() ? nullptr : &*it;
}

std::optional<PictureReader> pictureReader(const engine::Graph& graph, const engine::Analysis& analysis,
                                           const std::vector<engine::ColumnDescription>& columns)
{
    PictureReader reader;
    const auto picture = pictureRead(graph, analysis, columns, reader.inputs);
    if (!picture)
        return std::nullopt;
    reader.picture = *picture;
    for (const engine::NodeId id : analysis.outputs)
        if (auto output = outputOf(*graph.node(id), analysis.nodes.at(id), columns))
            reader.outputs.push_back(*std::move(output));
    return reader.outputs.empty() ? std::nullopt : std::optional(std::move(reader));
}

std::vector<Said> answer(engine::Network& network, const PictureReader& reader,
                         const std::vector<float>& values)
{
    engine::Batch batch;
    for (const engine::ColumnDescription& column : reader.inputs)
        batch[column.name] = engine::Tensor::of(column.signal.shape.withBatch(1), values);
    network.forward(batch, {.training = false});
    std::vector<Said> all;
    for (const PictureReader::Output& output : reader.outputs) {
        const engine::Tensor prediction = network.prediction(output.node);
        Said& said = all.emplace_back();
        if (output.picture.empty()) {
            const auto chances = engine::classChances(prediction, 0);
            said.chances.assign(chances.begin(), chances.end());
        } else {
            said.picture = picture(prediction, 0, output.picture);
        }
    }
    return all;
}

QString className(const std::vector<std::string>& names, int index)
{
    const auto at = static_cast<std::size_t>(index);
    return at < names.size() ? text(names[at]) : QString::number(index);
}

} // namespace app::panels
