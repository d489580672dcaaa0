#pragma once

#include "engine/optimizers/optimizer_type.h"
#include "engine/training/network.h"
#include "engine/training/settings.h"

namespace engine {

// Moves the trained weights of a network along their gradients: clipping, then one optimiser for each.
class Updater {
public:
    // Refers to the network. Fails when nobody knows the optimiser.
    static Result<Updater> build(const Network& network, const TrainingSettings& settings);

    // After computeLoss() with gradients. rate is this step's learning rate, step counts from 1.
    void step(double rate, std::int64_t step);

    NamedTensors copySlots() const; // "Dense/kernel/m", on the CPU
    // Slots that are there with their shape are taken; others start anew.
    void setSlots(const NamedTensors& slots);

private:
    struct Trained {
        std::string name;
        Parameter* parameter;
        std::unique_ptr<Optimizer> optimizer;
        Tensor scale; // of its gradient
    };
    void clip();

    std::vector<Trained> m_trained;
    std::string m_clipping;
    float m_limit = 0;
    Tensor m_squares; // scratch scalar
};

} // namespace engine
