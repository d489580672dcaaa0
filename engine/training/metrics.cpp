#include "engine/training/metrics.h"

#include "engine/ops/decisions.h"
#include "engine/ops/loss.h"
#include "engine/ops/missing_rows.h"
#include "engine/training/filled_steps.h"

#include <algorithm>
#include <array>
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
        share.counts.push_back(counter.kind == Kind::LossOnly ? Share::Count()
                                                              : measure(counter, network, batch, scalars));
    share.scalars = ScalarFetch(scalars);
    return share;
}

// Appends the scalars that tell of them.
MetricSum::Share::Count MetricSum::measure(const Counter& counter, const Network& network, const Batch& batch,
                                           std::vector<Tensor>& scalars)
{
    const Device device = network.device();
    const Tensor& mask = network.mask(counter.output);
    if (mask.empty() || device == Device::Cpu)
        return {measure(counter, network.counted(counter.output, network.prediction(counter.output)),
                        network.counted(counter.output, batch.at(counter.column)).to(device), scalars)};
    const FilledSteps said(network.prediction(counter.output), mask);
    const FilledSteps wanted(batch.at(counter.column).to(device), mask);
    const double size = measure(counter, said.all, wanted.all, scalars);
    measure(counter, said.first, wanted.first, scalars);
    ops::countPresent(mask, scalars.emplace_back(scalarOn(device)));
    return {size, mask.size()};
}

// Gives how many decisions or elements there are.
double MetricSum::measure(const Counter& counter, const Tensor& prediction, const Tensor& target,
                          std::vector<Tensor>& scalars)
{
    const Device device = prediction.device();
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
    const std::int64_t rows = prediction.size() / prediction.columns();
    return static_cast<double>(rows);
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
        if (share.counts[i].size > 0)
            next += add(m_counters[i], share.counts[i], scalars.subspan(next), own);
    }
    return loss;
}

std::size_t MetricSum::scalarsOf(const Counter& counter)
{
    if (counter.kind == Kind::Numbers)
        return counter.lossIsSquaredError ? 1 : 2;
    return counter.kind == Kind::Classes ? 3 : 1;
}

// Gives how many scalars it took. Missing steps stand as the first that is there: its share is taken off.
std::size_t MetricSum::add(Counter& counter, const Share::Count& count, std::span<const float> scalars,
                           double loss)
{
    const std::size_t size = scalarsOf(counter);
    std::array<double, 3> sums{};
    std::copy_n(scalars.begin(), size, sums.begin());
    if (count.steps == 0) {
        add(counter, count.size, sums, loss);
        return size;
    }
    const double present = scalars[2 * size], missing = double(count.steps) - present;
    for (std::size_t i = 0; i < size; ++i)
        sums[i] -= missing * double(scalars[size + i]);
    if (present > 0)
        add(counter, count.size * present / double(count.steps), sums, loss);
    return 2 * size + 1;
}

void MetricSum::add(Counter& counter, double count, std::span<const double> scalars, double loss)
{
    counter.count += count;
    if (counter.kind == Kind::YesOrNo) {
        counter.correct += scalars[0];
        return;
    }
    if (counter.kind == Kind::Classes) {
        counter.correct += scalars[0];
        counter.topFive += scalars[1];
        counter.surprise += scalars[2];
        return;
    }
    const std::size_t known = counter.lossIsSquaredError ? 1 : 0;
    counter.squared += known ? loss * count : scalars[0];
    counter.absolute += scalars[1 - known];
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
