#pragma once

#include "engine/base/fields.h"
#include "engine/tensor/tensor.h"

#include <memory>
#include <span>

namespace engine {

// An optimiser for one parameter tensor: it owns that tensor's slots (moments, accumulators).
class Optimizer {
public:
    virtual ~Optimizer() = default;

    // How far one update goes: the same for all parameters, so it is computed once. step counts from 1.
    struct Rate {
        float learning = 0; // this step's learning rate
        float corrected = 0; // what the optimiser makes of it at this step
    };
    virtual Rate rateOf(float learning, std::int64_t) const { return {learning, learning}; }

    // One update. The gradient is multiplied by gradientScale first (a scalar tensor: 1, or what clipping by
    // global norm found). Of a table of which only some rows have a gradient, `rows` names them, and the
    // gradient holds no others; these then stay as they are, momentum and all, so that an update costs what
    // the batch touched. Empty rows: the gradient is whole.
    virtual void step(Tensor& value, const Tensor& gradient, const Tensor& rows, const Tensor& gradientScale,
                      const Rate& rate) = 0;

    // Named slots, for checkpoints.
    struct Slot {
        std::string name;
        Tensor value;
    };
    virtual std::span<Slot> state() { return {}; } // "slots" is a word of Qt
};

struct OptimizerType {
    std::string id; // "adam"
    std::string title;
    std::string summary;
    double learningRate = 0.001; // its usual one
    std::vector<Field> fields = {};
    std::function<std::unique_ptr<Optimizer>(const Attributes&, const Tensor& like)> build = {};
};

const std::vector<OptimizerType>& optimizerTypes();
const OptimizerType* findOptimizerType(const std::string& id);

} // namespace engine
