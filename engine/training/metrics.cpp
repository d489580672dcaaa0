#include "engine/training/metrics.h"

#include "engine/ops/decisions.h"
#include "engine/ops/loss.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

constexpr int vocabularySize = 100; // beyond it, classes are words and perplexity says more than accuracy

Tensor scalarOn(Device device)
{
    return Tensor(Shape(), ElementType::Float32, device);
}

Tensor asNumbers(const Tensor& target)
{
    if (target.type() == ElementType::Float32)
        return target;
    Tensor numbers(target.shape());
    std::ranges::copy(target.to(Device::Cpu).idValues(), numbers.values().begin());
    return numbers;
}

} // namespace

MetricSum::MetricSum(const Network& network)
{
    const std::vector<NodeId> outputs = network.outputs();
    for (const NodeId output : outputs) {
        Counter counter{.output = output, .column = network.targetColumn(output)};
        counter.reportsLoss = outputs.size() > 1;
        if (counter.reportsLoss)
            counter.prefix = network.graph().node(output)->name + " ";
        counter.lossIsSquaredError = network.lossType(output).id == "mean_squared_error" &&
            !network.graph().node(output)->attributes.contains("reduction");
        const Shape& shape = network.analysis().nodes.at(output).inputs.front().shape;
        counter.classes = shape.empty() ? 1 : shape.back();
        counter.kind = kindOf(network, counter);
        m_counters.push_back(std::move(counter));
    }
}

// The loss tells what an Output is for. Pixels that are reconstructed are numbers, whatever the loss.
MetricSum::Kind MetricSum::kindOf(const Network& network, const Counter& counter)
{
    const LossType& loss = network.lossType(counter.output);
    if (loss.parameters)
        return Kind::LossOnly;
    const std::vector<std::string> inputs = network.inputColumns();
    const bool reconstructs = std::ranges::find(inputs, counter.column) != inputs.end();
    if (loss.idTarget || (loss.range == "probabilities" && counter.classes > 1 && !reconstructs))
        return Kind::Classes;
    return loss.range == "unit" && !reconstructs ? Kind::YesOrNo : Kind::Numbers;
}

MetricSum::Share MetricSum::measure(const Network& network, const Batch& batch) const
{
    Share share;
    share.samples = batch.begin()->second.rows();
    std::vector<Tensor> scalars = network.lossTerms();
    share.lossTerms = scalars.size();
    for (const Counter& counter : m_counters)
        share.counts.push_back(counter.kind == Kind::LossOnly ? 0
                                                              : measure(counter, network, batch, scalars));
    share.scalars = ScalarFetch(scalars);
    return share;
}

// Gives how many decisions or elements there are, and appends the scalars that tell of them.
double MetricSum::measure(const Counter& counter, const Network& network, const Batch& batch,
                          std::vector<Tensor>& scalars)
{
    const Device device = network.device();
    const Tensor target = network.counted(counter.output, batch.at(counter.column)).to(device);
    const Tensor prediction = network.counted(counter.output, network.prediction(counter.output)).to(device);
    if (prediction.size() == 0) // every step is masked
        return 0;
    if (counter.kind == Kind::Numbers) {
        measureNumbers(counter, prediction, target, scalars);
        return static_cast<double>(prediction.size());
    }
    if (counter.kind == Kind::YesOrNo) {
        ops::yesNoHits(prediction, target, scalars.emplace_back(scalarOn(device)));
        return static_cast<double>(prediction.size());
    }
    Tensor hits({3}, ElementType::Float32, device);
    ops::classHits(prediction, target, hits);
    for (int i = 0; i < 3; ++i)
        scalars.push_back(hits.slice(i, 1));
    return static_cast<double>(prediction.size() / prediction.columns());
}

void MetricSum::measureNumbers(const Counter& counter, const Tensor& prediction, const Tensor& target,
                               std::vector<Tensor>& scalars)
{
    const Tensor truth = asNumbers(target).to(prediction.device());
    Tensor noGradient;
    if (!counter.lossIsSquaredError)
        ops::squaredError(prediction, truth, 1, scalars.emplace_back(scalarOn(prediction.device())),
                          noGradient);
    ops::absoluteError(prediction, truth, 1, scalars.emplace_back(scalarOn(prediction.device())), noGradient);
}

double MetricSum::add(const Network& network, Share share)
{
    const std::span<const float> scalars = share.scalars.values();
    const std::span<const float> terms = scalars.first(share.lossTerms);
    const double loss = network.loss(terms);
    m_loss += loss * share.samples;
    m_samples += share.samples;
    std::size_t next = share.lossTerms;
    for (std::size_t i = 0; i < m_counters.size(); ++i) {
        const double own = network.outputLoss(m_counters[i].output, terms);
        m_counters[i].lossSum += own * share.samples;
        if (share.counts[i] > 0)
            next += add(m_counters[i], share.counts[i], scalars.subspan(next), own);
    }
    return loss;
}

// Gives how many scalars it took.
std::size_t MetricSum::add(Counter& counter, double count, std::span<const float> scalars, double loss)
{
    counter.count += count;
    if (counter.kind == Kind::YesOrNo) {
        counter.correct += scalars[0];
        return 1;
    }
    if (counter.kind == Kind::Classes) {
        counter.correct += scalars[0];
        counter.topFive += scalars[1];
        counter.surprise += scalars[2];
        return 3;
    }
    const std::size_t known = counter.lossIsSquaredError ? 1 : 0;
    counter.squared += known ? loss * count : scalars[0];
    counter.absolute += scalars[1 - known];
    return 2 - known;
}

void MetricSum::put(Metrics& metrics, const Counter& counter) const
{
    const std::string& prefix = counter.prefix;
    if (counter.reportsLoss)
        metrics[prefix + "loss"] = counter.lossSum / m_samples;
    if (counter.kind == Kind::LossOnly)
        return;
    if (counter.kind == Kind::Numbers) {
        metrics[prefix + "mean_squared_error"] = counter.squared / counter.count;
        metrics[prefix + "root_mean_squared_error"] = std::sqrt(counter.squared / counter.count);
        metrics[prefix + "mean_absolute_error"] = counter.absolute / counter.count;
        return;
    }
    metrics[prefix + "accuracy"] = counter.correct / counter.count;
    if (counter.classes > 5)
        metrics[prefix + "top_5_accuracy"] = counter.topFive / counter.count;
    if (counter.classes > vocabularySize)
        metrics[prefix + "perplexity"] = std::exp(counter.surprise / counter.count);
}

Metrics MetricSum::values() const
{
    Metrics metrics;
    if (m_samples == 0)
        return metrics;
    metrics["loss"] = m_loss / m_samples;
    for (const Counter& counter : m_counters)
        put(metrics, counter);
    return metrics;
}

template <class Visit>
void MetricSum::visitSums(Visit visit)
{
    visit("loss", m_loss);
    visit("samples", m_samples);
    for (std::size_t i = 0; i < m_counters.size(); ++i) {
        Counter& counter = m_counters[i];
        const std::string prefix = number(static_cast<int>(i)) + " ";
        visit(prefix + "count", counter.count);
        visit(prefix + "correct", counter.correct);
        visit(prefix + "top five", counter.topFive);
        visit(prefix + "surprise", counter.surprise);
        visit(prefix + "squared", counter.squared);
        visit(prefix + "absolute", counter.absolute);
        visit(prefix + "loss", counter.lossSum);
    }
}

void MetricSum::clear()
{
    visitSums([](const std::string&, double& sum) { sum = 0; });
}

std::map<std::string, double> MetricSum::state() const
{
    std::map<std::string, double> state;
    const_cast<MetricSum*>(this)->visitSums([&](const std::string& name, double& sum) { state[name] = sum; });
    return state;
}

void MetricSum::restore(const std::map<std::string, double>& state)
{
    visitSums([&](const std::string& name, double& sum) {
        const auto kept = state.find(name);
        sum = kept == state.end() ? 0 : kept->second;
    });
}

} // namespace engine
