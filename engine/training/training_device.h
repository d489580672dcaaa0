#pragma once

#include "engine/tensor/tensor.h"
#include "engine/training/settings.h"

namespace engine {

// The device that the settings ask for, made ready for their precision.
Result<Device> trainingDevice(const TrainingSettings& settings);
// What trains with these settings, as a run keeps it: "CPU, 2 threads" or the name of a card.
std::string hardwareOf(const TrainingSettings& settings);

} // namespace engine
