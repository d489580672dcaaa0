#include "engine/training/metrics.h"

#include "engine/ops/loss.h"
#include "engine/training/class_choice.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

constexpr int vocabularySize = 100; // beyond it, classes are words and perplexity says more than accuracy

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
        counter.kind = kindOf(network, counter);
        m_counters.push_back(std::move(counter));
    }
}

// The loss tells what an Output is for. Pixels that are reconstructed are numbers, whatever the loss.
MetricSum::Kind MetricSum::kindOf(const Network& network, const Counter& counter)
{
    const LossType& loss = network.lossType(counter.output);
    const Shape& shape = network.analysis().nodes.at(counter.output).inputs.front().shape;
    if (loss.parameters)
        return Kind::LossOnly;
    const int choices = shape.empty() ? 1 : shape.back();
    const std::vector<std::string> inputs = network.inputColumns();
    const bool reconstructs = std::ranges::find(inputs, counter.column) != inputs.end();
    if (loss.idTarget || (loss.range == "probabilities" && choices > 1 && !reconstructs))
        return Kind::Classes;
    return loss.range == "unit" && !reconstructs ? Kind::YesOrNo : Kind::Numbers;
}

void MetricSum::add(const Network& network, const Batch& batch, double loss, int samples)
{
    m_loss += loss * samples;
    m_samples += samples;
    for (Counter& counter : m_counters) {
        counter.lossSum += network.outputLoss(counter.output) * samples;
        if (counter.kind == Kind::LossOnly)
            continue;
        const Tensor target = network.counted(counter.output, batch.at(counter.column));
        const Tensor prediction = network.counted(counter.output, network.prediction(counter.output));
        if (prediction.size() == 0) // every step is masked
            continue;
        if (counter.kind == Kind::Numbers)
            addNumbers(counter, network, prediction, target);
        else if (counter.kind == Kind::Classes)
            addClasses(counter, prediction.to(Device::Cpu), target);
        else
            addYesOrNo(counter, prediction.to(Device::Cpu), target);
    }
}

void MetricSum::addClasses(Counter& counter, const Tensor& prediction, const Tensor& target)
{
    counter.classes = prediction.columns();
    const std::int64_t rows = prediction.size() / counter.classes;
    for (std::int64_t row = 0; row < rows; ++row) {
        const std::span<const float> chances = classChances(prediction, row);
        const int truth = trueClass(target, row, counter.classes);
        counter.correct += likeliestClass(chances) == truth;
        counter.topFive += isAmongLikeliest(chances, truth, 5);
        if (counter.classes > vocabularySize && truth >= 0 && truth < counter.classes)
            counter.surprise -= std::log(std::max(1e-7f, chances[static_cast<std::size_t>(truth)]));
    }
    counter.count += static_cast<double>(rows);
}

void MetricSum::addYesOrNo(Counter& counter, const Tensor& prediction, const Tensor& target)
{
    const Tensor truth = asNumbers(target);
    const std::span<const float> said = prediction.values();
    const std::span<const float> wanted = truth.values();
    for (std::size_t i = 0; i < said.size(); ++i)
        counter.correct += (said[i] > 0.5f) == (wanted[i] > 0.5f);
    counter.count += static_cast<double>(said.size());
}

void MetricSum::addNumbers(Counter& counter, const Network& network, const Tensor& prediction,
                           const Tensor& target)
{
    const auto elements = static_cast<double>(prediction.size());
    if (m_scalar.empty())
        m_scalar = Tensor(Shape(), ElementType::Float32, prediction.device());
    const Tensor truth = asNumbers(target).to(prediction.device());
    Tensor noGradient;
    if (counter.lossIsSquaredError) { // known already
        counter.squared += network.outputLoss(counter.output) * elements;
    } else {
        ops::squaredError(prediction, truth, 1, m_scalar, noGradient);
        counter.squared += m_scalar.item();
    }
    ops::absoluteError(prediction, truth, 1, m_scalar, noGradient);
    counter.absolute += m_scalar.item();
    counter.count += elements;
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
