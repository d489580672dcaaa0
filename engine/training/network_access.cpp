// What can be asked of a network between its steps.
#include "engine/training/network_private.h"

#include <algorithm>

namespace engine {

Tensor Network::prediction(NodeId output) const
{
    const NetworkStep& step = d->step(output);
    if (!step.unseen || step.inputs[0].empty())
        return step.inputs[0];
    Tensor& activated = d->activated[output];
    if (activated.empty()) {
        activated = Tensor::like(step.inputs[0]);
        ops::activate(step.inputs[0], Tensor(), *step.unseen, activated);
    }
    return activated;
}

Tensor Network::activation(NodeId node, int port) const
{
    const auto place = d->places.find(node);
    if (place == d->places.end())
        return {};
    const NetworkStep& step = d->steps[place->second];
    if (step.kind == NetworkStep::Kind::Output)
        return prediction(node);
    if (step.kind == NetworkStep::Kind::Muted)
        return activation(d->steps[step.sources.front().step].node,
                          static_cast<int>(step.sources.front().port));
    if (step.pass.pools)
        return {};
    for (const NetworkStep& reader : d->steps) // its activation may have been left to a loss
        if (reader.absorbs && reader.sources.front().step == place->second)
            return prediction(reader.node);
    return static_cast<std::size_t>(port) < step.outputs.size() ? step.outputs[static_cast<std::size_t>(port)]
                                                                : Tensor();
}

const Graph& Network::graph() const
{
    return d->graph;
}

const Analysis& Network::analysis() const
{
    return d->analysis;
}

Device Network::device() const
{
    return d->device;
}

std::vector<NodeId> Network::outputs() const
{
    return d->analysis.outputs;
}

const std::vector<Tensor>& Network::lossTerms() const
{
    return d->lossTerms;
}

// Outputs that do not count have a term, to be shown.
double Network::loss(std::span<const float> terms) const
{
    double total = 0;
    std::size_t i = 0;
    for (const NetworkStep& step : d->steps)
        if (step.loss) {
            total += step.lossWeight != 0 ? terms[i] : 0.0f;
            ++i;
        }
    for (; i < terms.size(); ++i)
        total += terms[i];
    return total;
}

double Network::outputLoss(NodeId output, std::span<const float> terms) const
{
    std::size_t i = 0;
    for (const NetworkStep& step : d->steps) {
        if (step.loss && step.node == output)
            return double(terms[i]) / (step.lossWeight != 0 ? step.lossWeight : 1.0f);
        i += step.loss != nullptr;
    }
    return 0;
}

const std::string& Network::targetColumn(NodeId output) const
{
    return d->step(output).column;
}

const LossType& Network::lossType(NodeId output) const
{
    return *d->step(output).lossType;
}

const std::vector<Network::Weight>& Network::weights() const
{
    return d->weights;
}

std::vector<std::string> Network::Private::columnsOf(NetworkStep::Kind kind) const
{
    std::vector<std::string> columns;
    for (const NetworkStep& step : steps)
        if (step.kind == kind && std::ranges::find(columns, step.column) == columns.end())
            columns.push_back(step.column);
    return columns;
}

std::vector<std::string> Network::inputColumns() const
{
    return d->columnsOf(NetworkStep::Kind::Input);
}

std::vector<std::string> Network::targetColumns() const
{
    return d->columnsOf(NetworkStep::Kind::Output);
}

std::vector<std::string> Network::columns() const
{
    std::vector<std::string> all = inputColumns();
    for (const std::string& column : targetColumns())
        if (std::ranges::find(all, column) == all.end())
            all.push_back(column);
    return all;
}

NamedTensors Network::gradients() const
{
    NamedTensors gradients;
    for (const Weight& weight : d->weights)
        if (weight.trained)
            gradients[weight.name] = wholeGradient(*weight.parameter);
    return gradients;
}

NamedTensors Network::copyWeights() const
{
    NamedTensors copies;
    for (const Weight& weight : d->weights) {
        const Tensor& value = weight.parameter->value;
        copies[weight.name] = value.device() == Device::Cpu ? value.clone() : value.to(Device::Cpu);
    }
    return copies;
}

Result<void> Network::setWeights(const NamedTensors& weights)
{
    for (const Weight& weight : d->weights) {
        const auto given = weights.find(weight.name);
        if (given == weights.end())
            return Problem{TR("The weights of %1 are missing; start a new training instead."), {weight.name}};
        const Shape& wanted = weight.parameter->value.shape();
        if (!(given->second.shape() == wanted) || given->second.type() != weight.parameter->value.type())
            return Problem{TR("The weights of %1 have the shape %2, but this network needs %3; start a new "
                              "training instead."),
                           {weight.name, given->second.shape().text(), wanted.text()}};
    }
    for (const Weight& weight : d->weights)
        weight.parameter->value.copyFrom(weights.at(weight.name));
    return {};
}

} // namespace engine
