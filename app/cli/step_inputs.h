#pragma once

#include "engine/datasets/dataset_type.h"
#include "engine/training/network.h"

namespace cli {

// What a file of tensors gives to one training step.
struct StepInputs {
    engine::Batch batch;
    engine::NamedTensors weights; // all of the network's
    std::map<std::string, engine::Tensor> noise;
};

// Checked against the network, so that whatever the file holds, the step can be made.
engine::Result<StepInputs> stepInputs(const engine::NamedTensors& given, const engine::Network& network,
                                      const std::vector<engine::ColumnDescription>& columns,
                                      const std::string& file);

} // namespace cli
