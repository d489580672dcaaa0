#include "app/panels/layer_combo.h"

#include "app/panels/kernel_pictures.h"
#include "app/text.h"

#include <algorithm>

namespace app::panels {

LayerCombo::LayerCombo(Selection& selection, QWidget* parent) : QComboBox(parent), m_selection(selection)
{
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(this, &QComboBox::activated, this, [this] {
        m_selection.setNodes({layer()});
        emit layerChanged();
    });
    connect(&selection, &Selection::nodesChanged, this, &LayerCombo::followSelection);
}

void LayerCombo::setLayers(const LiveNetwork::Plan* plan, const std::vector<engine::NodeId>& layers)
{
    const engine::NodeId before = layer();
    clear();
    if (!plan)
        return;
    for (const engine::NodeId id : layers)
        addItem(text(plan->graph.node(id)->name), id);
    const int selected = selectedOnCanvas(), kept = findData(before);
    setCurrentIndex(selected >= 0 ? selected : kept >= 0 ? kept : findData(preferredLayer(*plan, layers)));
}

engine::NodeId LayerCombo::layer() const
{
    return currentData().toInt();
}

void LayerCombo::choose(engine::NodeId layer)
{
    const int index = findData(layer);
    if (index < 0)
        return;
    show(index);
    m_selection.setNodes({layer});
}

int LayerCombo::selectedOnCanvas() const
{
    for (const int node : m_selection.nodes())
        if (const int index = findData(node); index >= 0)
            return index;
    return -1;
}

void LayerCombo::followSelection()
{
    if (const int index = selectedOnCanvas(); index >= 0)
        show(index);
}

void LayerCombo::show(int index)
{
    if (index == currentIndex())
        return;
    setCurrentIndex(index);
    emit layerChanged();
}

bool passesOn(const engine::Node& node)
{
    const engine::LayerType* type = engine::findLayerType(node.type);
    return node.muted || node.type == "input" || node.type == "output" || node.type == "flatten" ||
        node.type == "reshape" || node.type.starts_with("random_") ||
        type->category == engine::Category::Regularization;
}

std::vector<engine::NodeId> layersWithOutputs(const LiveNetwork::Plan& plan)
{
    std::vector<engine::NodeId> layers;
    for (const engine::NodeId id : plan.analysis.order) {
        const engine::NodeAnalysis& found = plan.analysis.nodes.at(id);
        if (found.known && !found.outputs.empty() && !passesOn(*plan.graph.node(id)) &&
            found.outputs[0].type == engine::ElementType::Float32 && found.outputs[0].shape.rank() <= 3)
            layers.push_back(id);
    }
    return layers;
}

std::vector<engine::NodeId> layersWithKernels(const LiveNetwork::Plan& plan)
{
    std::vector<engine::NodeId> layers;
    std::ranges::copy_if(plan.analysis.order, std::back_inserter(layers), [&](engine::NodeId id) {
        return kernelOf(plan.graph, plan.analysis, plan.columns, id).has_value();
    });
    return layers;
}

engine::NodeId preferredLayer(const LiveNetwork::Plan& plan, const std::vector<engine::NodeId>& layers)
{
    const auto convolution = std::ranges::find_if(layers, [&](engine::NodeId id) {
        return plan.graph.node(id)->type.find("conv2d") != std::string::npos;
    });
    return convolution != layers.end() ? *convolution : layers.empty() ? 0 : layers.front();
}

} // namespace app::panels
