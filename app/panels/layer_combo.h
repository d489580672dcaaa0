#pragma once

#include "app/live_network.h"
#include "app/selection.h"

#include <QComboBox>

namespace app::panels {

// The layers a panel can show, and the one it shows: chosen here or on the canvas, which follow each other.
class LayerCombo : public QComboBox {
    Q_OBJECT
public:
    explicit LayerCombo(Selection& selection, QWidget* parent = nullptr);

    // Those of the plan (null: none). Shows the one selected on the canvas, else goes on with the one it had,
    // else begins with the first convolution.
    void setLayers(const LiveNetwork::Plan* plan, const std::vector<engine::NodeId>& layers);
    engine::NodeId layer() const; // 0: none
    void choose(engine::NodeId layer); // as the user would

signals:
    void layerChanged();

private:
    void followSelection();
    int selectedOnCanvas() const; // its place in the list, -1: none of them
    void show(int index);

    Selection& m_selection;
};

// Those whose outputs can be shown, in the order of the network; and those that have a kernel.
std::vector<engine::NodeId> layersWithOutputs(const LiveNetwork::Plan& plan);
std::vector<engine::NodeId> layersWithKernels(const LiveNetwork::Plan& plan);
// Of these the first convolution, else the first one.
engine::NodeId preferredLayer(const LiveNetwork::Plan& plan, const std::vector<engine::NodeId>& layers);
// Whether it passes its input on as it is once the training is over, in another shape at most.
bool passesOn(const engine::Node& node);

} // namespace app::panels
