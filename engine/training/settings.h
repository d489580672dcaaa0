#pragma once

#include "engine/base/fields.h"

namespace engine {

// The choice of an optimiser, schedule or data set with its settings.
struct Choice {
    std::string id;
    Attributes attributes = {};
    bool operator==(const Choice&) const = default;
};

// How a network is trained. The initialisers are the only place of the defaults; trainingFields() describes
// the rest to inspector, file and command line.
struct TrainingSettings {
    Choice optimizer{"adam"};
    double learningRate = 0.001;
    Choice schedule{"constant"};
    int batchSize = 100;
    int epochs = 20;
    std::int64_t seed = 7;
    bool shuffle = true;
    std::string clipping = "none"; // none, value, norm (each tensor), global_norm
    double clippingLimit = 1.0;
    bool earlyStopping = false;
    std::string watched =
        "validation_loss"; // for early stopping, plateau and "best": loss, validation_loss, or a metric
    int patience = 5;
    double minimumImprovement = 0;
    bool restoreBest = true;
    int checkpointEvery = 5; // epochs; 0: only the last and the best
    int threads = 0; // 0: one per core
    std::string device = "auto"; // auto, cpu, cuda
    std::string precision = "float32"; // of products on a graphics card: float32, tf32, bfloat16
    std::int64_t limit = 0; // samples used of every part; 0: all

    bool operator==(const TrainingSettings&) const = default;
};

const std::vector<BoundField<TrainingSettings>>& trainingFields(); // all but optimizer and schedule
Json toJson(const TrainingSettings& settings);
Result<TrainingSettings> settingsFromJson(const Json& json);

Json toJson(const Choice& choice);
Result<Choice> choiceFromJson(const Json& json, const std::vector<Field>* fields);

} // namespace engine
