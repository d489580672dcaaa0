#pragma once

#include "engine/tensor/device_step.h"
#include "engine/training/network.h"

#include <functional>

namespace engine {

using Metrics = std::map<std::string, double>; // "loss", "accuracy", "mean_squared_error" ...

// Figures gathered over the batches of a part. Outputs that choose among classes give "accuracy", beyond five
// classes "top_5_accuracy", beyond a hundred "perplexity"; those that say yes or no "accuracy"; those whose
// loss owns weights only the loss; all others "mean_squared_error", "root_mean_squared_error" and
// "mean_absolute_error".
class MetricSum {
public:
    // Metrics that suit the network's Outputs; with several Outputs names carry the node: "Output 2
    // accuracy".
    explicit MetricSum(const Network& network);

    // What one batch adds, on its way from the device that computed it.
    struct Share {
        int samples = 0;
        std::size_t lossTerms = 0; // so many of the scalars; then those of one counter after the other
        // Of each counter: decisions or elements. Where the device alone knows which of so many steps are
        // there, they count those of all, and the scalars are those of all, of one step and how many are
        // there.
        struct Count {
            double size = 0;
            std::int64_t steps = 0;
        };
        std::vector<Count> counts;
        ScalarFetch scalars;
    };
    Share measure(const Network& network, const Batch& batch) const; // after the network's loss was started
    double add(const Network& network, Share share); // waits until it is here; gives the batch's loss
    Metrics values() const; // means over all samples so far, "loss" included
    void clear();

    // The sums themselves, for checkpoints.
    std::map<std::string, double> state() const;
    void restore(const std::map<std::string, double>& state);

private:
    enum class Kind { Classes, YesOrNo, Numbers, LossOnly };
    struct Counter {
        NodeId output = 0;
        std::string prefix, column;
        bool lossIsSquaredError = false;
        Kind kind = Kind::Numbers;
        bool reportsLoss = false; // of several Outputs each tells its own
        // Of Classes and YesOrNo: decisions; of Numbers: elements.
        double count = 0, correct = 0, topFive = 0, surprise = 0, squared = 0, absolute = 0;
        double lossSum = 0; // times samples
        int classes = 1;
    };
    static Kind kindOf(const Network& network, const Counter& counter);
    static Share::Count measure(const Counter& counter, const Network& network, const Batch& batch,
                                std::vector<Tensor>& scalars);
    static double measure(const Counter& counter, const Tensor& prediction, const Tensor& target,
                          std::vector<Tensor>& scalars);
    static void measureNumbers(const Counter& counter, const Tensor& prediction, const Tensor& target,
                               std::vector<Tensor>& scalars);
    static std::size_t scalarsOf(const Counter& counter);
    static std::size_t add(Counter& counter, const Share::Count& count, std::span<const float> scalars,
                           double loss);
    static void add(Counter& counter, double count, std::span<const double> scalars, double loss);
    void put(Metrics& metrics, const Counter& counter) const;
    template <class Visit>
    void visitSums(Visit visit);

    std::vector<Counter> m_counters;
    double m_loss = 0; // times samples
    double m_samples = 0;
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

// Runs the network over a part of the data, a stateful one sample by sample in their order, from the zero
// state. Returns early with what it has when keepOn says no. Columns that lie on the network's device are
// read there.
Evaluation evaluate(Network& network, const Dataset& data, Dataset::Part part, int batchSize = 500,
                    const std::function<bool(double)>& keepOn = {},
                    const ResidentColumns* resident = nullptr);

} // namespace engine
