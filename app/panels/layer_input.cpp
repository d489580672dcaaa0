#include "app/panels/layer_input.h"

#include "engine/training/network.h"

namespace app::panels {

namespace {

// Of a picture without a batch, or with a batch of one.
engine::Tensor copied(const engine::Tensor& tensor, const engine::Shape& shape)
{
    return tensor.to(engine::Device::Cpu).clone().reshaped(shape);
}

} // namespace

engine::Result<LayerInput> layerInput(const LayerInputJob& job)
{
    auto built = engine::Network::build(job.graph, job.columns, {});
    if (!built)
        return built.problem();
    engine::Network& network = **built;
    if (job.weights)
        if (const auto set = network.setWeights(job.weights->weights); !set)
            return set.problem();
    const std::vector<engine::Link> links = job.graph.linksTo(job.node);
    if (links.empty())
        return engine::Problem{"Connect the layer first."};

    const engine::Batch batch = engine::gather(job.data, network.inputColumns(), std::vector{job.row});
    const std::vector<engine::NodeId> wanted{links[0].from};
    network.forward(batch, {.wanted = wanted});
    const engine::Tensor picture = network.activation(links[0].from, links[0].output);
    LayerInput found{copied(picture, picture.shape().withoutBatch()), {}, {}};
    if (!job.weights)
        return found;
    for (const engine::Network::Weight& weight : network.weights()) {
        if (weight.node != job.node)
            continue;
        const engine::Tensor& value = weight.parameter->value;
        (weight.parameter->name == "bias" ? found.bias : found.kernel) = copied(value, value.shape());
    }
    return found;
}

} // namespace app::panels
