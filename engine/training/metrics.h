#pragma once

#include "engine/training/network.h"

namespace engine {

using Metrics = std::map<std::string, double>; // "loss", "accuracy", "mean_squared_error" ...

// A figure gathered over the batches of a part: accuracy, top-k accuracy, MSE, RMSE, MAE, perplexity.
class MetricSum {
public:
    // Metrics that suit the network's Outputs; with several Outputs names carry the node: "Output 2
    // accuracy".
    explicit MetricSum(const Network& network);
    void add(const Network& network, const Batch& batch, double loss, int samples);
    Metrics values() const; // means over all samples so far, "loss" included
    void clear();

private:
    struct Counter {
        NodeId output;
        std::string prefix, column, loss;
        bool classes;
        double correct = 0, topFive = 0, squared = 0, absolute = 0, crossEntropy = 0, elements = 0;
    };
    std::vector<Counter> m_counters;
    double m_loss = 0;
    std::int64_t m_samples = 0;
};

// counts[truth * classes + prediction]
struct ConfusionCounts {
    int classes = 0;
    std::vector<std::int64_t> counts;
    std::vector<std::string> names;
};

struct Evaluation {
    Metrics metrics;
    std::optional<ConfusionCounts> confusion; // of the first Output that sorts into classes
    // For each sample of the part, in order: the class said and its probability (where there are classes).
    std::vector<int> truth, predicted;
    std::vector<float> confidence;
};

// Runs the network over a part of the data. Returns early with what it has when keepOn says no.
Evaluation evaluate(Network& network, const Dataset& data, Dataset::Part part, int batchSize = 500,
                    const std::function<bool(double)>& keepOn = {});

} // namespace engine
