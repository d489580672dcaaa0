#pragma once

#include "engine/project/project_file.h"

#include <functional>
#include <memory>

namespace cli {

// A training as the command line runs it: follows the trainer to its end, writing a line for each epoch and
// drawing the progress. An interrupt (Ctrl+C) stops it cleanly.
struct TrainReport {
    bool json = false;
    bool epochs = true; // a line for each
    std::int64_t samples = 0; // of an epoch
    std::function<void()> keep = {}; // called now and then when the run has a new checkpoint
};
// Fills in the run's points, epochs, checkpoints and state.
engine::Result<void> followTraining(engine::TrainingJob job, engine::Run& run, const TrainReport& report);

engine::Json metricsJson(const engine::Metrics& metrics);
std::string metricsText(const engine::Metrics& metrics, const std::string& prefix = "");

} // namespace cli
