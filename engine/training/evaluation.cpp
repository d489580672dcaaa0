// Runs a network over a part of the data and keeps what it said about every sample.
#include "engine/training/class_choice.h"
#include "engine/training/metrics.h"
#include "engine/training/own_state.h"

#include <algorithm>

namespace engine {

namespace {

// What an Output says of each sample, where it sorts samples into classes.
class Decisions {
public:
    Decisions(const Network& network, const Dataset& data)
    {
        for (const NodeId output : network.outputs()) {
            const Shape& shape = network.analysis().nodes.at(output).inputs.front().shape;
            const Column* target = data.column(network.targetColumn(output));
            if (shape.rank() != 1 || !target ||
                !namesClasses(*target, shape.back(), network.lossType(output)))
                continue;
            m_output = output;
            m_column = target->name;
            m_units = shape.back();
            m_names = target->classes;
            m_classes = std::max({2, m_units, static_cast<int>(m_names.size())});
            return;
        }
    }
    explicit operator bool() const { return m_output != 0; }

    void add(const Network& network, const Batch& batch, Evaluation& result) const
    {
        const Tensor prediction = network.prediction(m_output).to(Device::Cpu);
        const Tensor target = batch.at(m_column).to(Device::Cpu);
        for (int row = 0; row < prediction.rows(); ++row) {
            const std::span<const float> chances = classChances(prediction, row);
            const int said = m_units == 1 ? int(chances[0] > 0.5f) : likeliestClass(chances);
            result.truth.push_back(trueClass(target, row, m_units));
            result.predicted.push_back(said);
            result.confidence.push_back(m_units > 1 ? chances[static_cast<std::size_t>(said)]
                                                    : std::max(chances[0], 1 - chances[0]));
        }
    }

    ConfusionCounts confusion(const Evaluation& result) const
    {
        ConfusionCounts confusion{m_classes, {}, m_names};
        const auto classes = static_cast<std::size_t>(m_classes);
        confusion.counts.resize(classes * classes);
        for (std::size_t i = 0; i < result.truth.size(); ++i)
            if (const auto truth = static_cast<std::size_t>(result.truth[i]); truth < classes)
                ++confusion.counts[truth * classes + static_cast<std::size_t>(result.predicted[i])];
        return confusion;
    }

private:
    static bool namesClasses(const Column& target, int units, const LossType& loss)
    {
        if (loss.parameters) // what arrives are no classes yet
            return false;
        constexpr int mostClasses = 1000; // beyond, a table of all pairs tells nothing
        if (units == 1)
            return loss.range == "unit" && target.signal.shape.elements() == 1;
        const bool ids = target.signal.type == ElementType::Int32 && target.signal.shape.elements() == 1;
        const bool oneHot = static_cast<int>(target.classes.size()) == units;
        return units <= mostClasses && (ids || oneHot);
    }

    NodeId m_output = 0;
    std::string m_column;
    int m_units = 0, m_classes = 0;
    std::vector<std::string> m_names;
};

} // namespace

Evaluation evaluate(Network& network, const Dataset& data, Dataset::Part part, int batchSize,
                    const std::function<bool(double)>& keepOn, const ResidentColumns* resident)
{
    Evaluation result;
    MetricSum sums(network);
    const Decisions decisions(network, data);
    const std::int64_t total = data.size(part);
    const OwnState state(network);
    BatchLoader loader(data, network.columns(), epochOrder(data, part, false, {}),
                       state.needed() ? 1 : batchSize, 0, resident);
    std::int64_t done = 0;
    while (const Batch* batch = loader.next()) {
        const int samples = batch->begin()->second.rows();
        network.forward(*batch, {.keepsState = state.needed()});
        network.startLoss(*batch, false);
        sums.add(network, sums.measure(network, *batch));
        if (decisions)
            decisions.add(network, *batch, result);
        done += samples;
        if (keepOn && !keepOn(static_cast<double>(done) / static_cast<double>(total)))
            break;
    }
    result.metrics = sums.values();
    if (decisions)
        result.confusion = decisions.confusion(result);
    return result;
}

} // namespace engine
