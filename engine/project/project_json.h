#pragma once

#include "engine/project/project.h"

namespace engine {

Json toJson(const Project& project);
// `name` is the file's, for the sentences.
Result<Project> projectFromJson(const Json& json, const std::string& name);

// The choice of a data set; settings of a data set nobody knows are kept as they are.
Result<Choice> datasetChoice(const Json& json);

// A run without its batches and tensors: these lie in members of their own, named by checkpointName().
Json toJson(const Run& run);
struct CheckpointPlaces {
    std::string weights, optimizer, state; // members; "" where there is none
};
struct StoredRun {
    Run run; // last and best hold no tensors yet
    std::shared_ptr<Checkpoint> last, best;
    CheckpointPlaces lastPlaces, bestPlaces;
};
Result<StoredRun> runFromJson(const Json& json, const std::string& id, const std::string& name);

// "weights/run-3/500.safetensors"; the best one has a name of its own where its values differ from the
// last's.
CheckpointPlaces lastPlaces(const Run& run);
CheckpointPlaces bestPlaces(const Run& run);

// "step,epoch,loss" lines; at most 200,000, extremes kept.
std::string metricsCsv(const std::vector<BatchPoint>& points);
Result<std::vector<BatchPoint>> metricsFromCsv(std::string_view text, const std::string& name);

} // namespace engine
