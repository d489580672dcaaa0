#pragma once

#include "engine/training/trainer.h"

namespace engine {

// Follows the watched value from epoch to epoch: which was best, and how long ago.
class BestWatch {
public:
    explicit BestWatch(const TrainingSettings& settings) : m_settings(settings) {}

    // The watched value of an epoch, made so that less is better. Falls back to the loss where the network
    // has no such metric, and to the training part where there is no validation part.
    double score(const EpochResult& result) const;

    bool isBest(double score); // of all that were shown so far
    bool isExhausted() const; // early stopping is on and its patience at an end

    void save(std::map<std::string, double>& sums) const;
    void restore(const std::map<std::string, double>& sums);

private:
    TrainingSettings m_settings;
    std::optional<double> m_best;
    int m_waited = 0; // epochs since the best
};

} // namespace engine
