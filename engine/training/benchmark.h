#pragma once

#include "engine/datasets/dataset_type.h"
#include "engine/training/settings.h"
#include "engine/training/trainer.h"

namespace engine {

struct BenchmarkResult {
    double samplesPerSecond = 0; // median over chunks of about 30 ms
    double p05SamplesPerSecond =
        0; // from the 5th percentile of the chunks' times: what an idle machine gives
    std::int64_t steps = 0;
    int batchSize = 0;
    double loss = 0; // of the last step
    std::int64_t parameters = 0;
    std::string hardware; // "CPU, 2 threads" or a card's name
};

// How fast the job's network trains: whole steps (forward, loss, backward, update) on the first batches of
// the training part, which wait in memory, for so many seconds after a warm-up. Graph, columns, data and
// settings of the job count.
Result<BenchmarkResult> benchmark(const TrainingJob& job, double seconds,
                                  const std::function<bool(double)>& keepOn = {});

} // namespace engine
