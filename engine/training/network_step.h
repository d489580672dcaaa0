#pragma once

#include "engine/training/network.h"

namespace engine {

// Where a value comes from.
struct NetworkSource {
    std::size_t step = 0;
    std::size_t port = 0;
};

// One node at work. Steps stand in the order of the analysis, so sources come first.
struct NetworkStep {
    enum class Kind { Input, Layer, Muted, Output };
    Kind kind = Kind::Layer;
    NodeId node = 0;
    std::string name;
    std::uint64_t nameHash = 0;
    bool frozen = false;
    std::vector<NetworkSource> sources; // muted nodes are already skipped

    std::unique_ptr<Layer> layer; // of Kind::Layer
    Shape sampleShape; // of Kind::Input

    std::string column; // of Kind::Input and Kind::Output
    const LossType* lossType = nullptr; // of Kind::Output
    std::unique_ptr<Loss> loss;
    // Of the layer or of the loss.
    std::span<Parameter> parameters() const
    {
        return layer ? layer->parameters() : loss ? loss->parameters() : std::span<Parameter>();
    }
    float lossWeight = 1;
    bool absorbs = false; // the loss does the work of the last activation
    bool canPool = false; // its layer can do the work of its only reader
    bool pooledBefore = false; // the step before can do its work
    bool keepsSteps = false; // what it gives has the time axis of its first input, and so its mask
    bool sumsElements = false; // its loss divides by the number of samples only
    std::optional<ops::ActivationSpec> unseen; // logits arrive: what turns them into the prediction

    bool counts = false; // a loss depends on it
    bool learns = false; // it has weights that training changes
    bool sourcesLearn = false; // gradients of its inputs are wanted
    bool takesGradients() const { return counts && (learns || sourcesLearn); }

    // While it runs; cleared but not freed between steps.
    std::vector<Tensor> inputs, outputs, outputGradients, inputGradients;
    Tensor mask; // of what it gives, of an Output of what arrives; empty: every step is there
    Tensor lossValue;
    Pass pass;
};

// The steps of a graph whose analysis has no errors.
std::vector<NetworkStep> networkSteps(const Graph& graph, const Analysis& analysis,
                                      const std::vector<ColumnDescription>& columns);

} // namespace engine
