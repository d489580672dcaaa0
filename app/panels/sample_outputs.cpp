#include "app/panels/sample_outputs.h"

#include "app/panels/rebuild.h"
#include "app/text.h"

#include <algorithm>

namespace app::panels {

namespace {

std::string textSetting(const engine::Node& node, const char* key)
{
    const engine::LayerType* type = engine::findLayerType(node.type);
    const auto field = std::ranges::find(type->fields, key, &engine::Field::key);
    if (field == type->fields.end())
        return {};
    const auto* value = std::get_if<std::string>(&engine::valueOf(*field, node.attributes));
    return value ? *value : std::string();
}

const engine::ColumnDescription* columnOf(const LiveNetwork::Plan& plan, engine::NodeId id)
{
    const std::string name = textSetting(*plan.graph.node(id), "column");
    const auto found = std::ranges::find(plan.columns, name, &engine::ColumnDescription::name);
    return found == plan.columns.end() ? nullptr : &*found;
}

std::vector<float> copyOf(const engine::Tensor& tensor)
{
    const auto values = tensor.values();
    return {values.begin(), values.end()};
}

int labelOf(const OutputsJob& job, const std::string& column)
{
    const engine::Column* labels = job.data.column(column);
    const auto row = static_cast<std::size_t>(job.sample.row);
    return labels && row < labels->ids().size() ? labels->ids()[row] : -1;
}

} // namespace

std::optional<PictureInput> pictureInput(const LiveNetwork::Plan& plan)
{
    for (const engine::NodeId id : plan.analysis.inputs)
        if (const engine::ColumnDescription* column = columnOf(plan, id))
            if (const auto shape = pictureShape(column->signal, plan.columns))
                return PictureInput{id, column->name, *shape};
    return std::nullopt;
}

std::optional<ClassOutput> classOutput(const LiveNetwork::Plan& plan)
{
    for (const engine::NodeId id : plan.analysis.outputs) {
        const engine::ColumnDescription* column = columnOf(plan, id);
        const engine::NodeAnalysis& found = plan.analysis.nodes.at(id);
        if (column && column->signal.type == engine::ElementType::Int32 && found.known &&
            found.inputs[0].shape.rank() == 1 && found.inputs[0].shape.elements() > 1)
            return ClassOutput{id, column->name};
    }
    return std::nullopt;
}

bool isSoftmax(const engine::Node& node)
{
    return textSetting(node, "activation") == "softmax";
}

SampleOutputs outputsOf(engine::Network& network, const OutputsJob& job)
{
    const std::vector<std::int32_t> rows{job.sample.row};
    const engine::Batch batch = engine::gather(job.data, network.inputColumns(), rows);
    const auto sorts = classOutput(*job.plan);
    std::vector<engine::NodeId> wanted = job.layers;
    if (sorts)
        wanted.push_back(sorts->node);
    network.forward(batch, {.wanted = wanted});

    SampleOutputs outputs;
    for (const engine::NodeId id : job.layers)
        if (const engine::Tensor value = network.activation(id); !value.empty())
            outputs.layers.push_back(layerMaps(id, text(job.plan->graph.node(id)->name), value.clone()));
    if (const auto input = pictureInput(*job.plan); input && batch.contains(input->column))
        outputs.input = copyOf(batch.at(input->column));
    if (sorts) {
        outputs.shares = copyOf(network.prediction(sorts->node));
        outputs.label = labelOf(job, sorts->column);
    }
    return outputs;
}

QString className(const engine::Dataset& data, const std::string& column, int index)
{
    const engine::Column* labels = data.column(column);
    const auto at = static_cast<std::size_t>(index);
    return labels && index >= 0 && at < labels->classes.size() ? text(labels->classes[at])
                                                               : QString::number(index);
}

} // namespace app::panels
