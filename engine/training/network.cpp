#include "engine/training/network_private.h"

#include "engine/ops/elementwise.h"
#include "engine/tensor/device_step.h"

#include <algorithm>

namespace engine {

namespace {

// Streams that must not meet.
enum class Stream : std::uint64_t { Weights = 1, Steps = 2, Order = 3 };

RandomKey streamKey(std::int64_t seed, Stream stream)
{
    return RandomKey{static_cast<std::uint64_t>(seed)}.with(static_cast<std::uint64_t>(stream));
}

void forgetGradient(Parameter& parameter)
{
    if (parameter.byRows)
        parameter.gradient = parameter.rows = Tensor();
    else if (parameter.trainable)
        ops::fill(parameter.gradient, 0);
}

void clear(std::vector<Tensor>& tensors)
{
    std::ranges::fill(tensors, Tensor());
}

} // namespace

RandomKey stepKey(std::int64_t seed, std::int64_t step)
{
    return streamKey(seed, Stream::Steps).with(static_cast<std::uint64_t>(step));
}

RandomKey shuffleKey(std::int64_t seed, std::int64_t epoch)
{
    return streamKey(seed, Stream::Order).with(static_cast<std::uint64_t>(epoch));
}

void Network::Private::prepare(const Options& options)
{
    device = options.device;
    needed.resize(steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        places[steps[i].node] = i;
        const RandomKey key = streamKey(options.seed, Stream::Weights).with(steps[i].nameHash);
        if (steps[i].layer)
            steps[i].layer->initialize(key);
        else if (steps[i].loss)
            steps[i].loss->initialize(key);
        for (Parameter& parameter : steps[i].parameters()) {
            parameter.value = parameter.value.to(device);
            parameter.gradient = parameter.gradient.to(device);
        }
        listWeights(steps[i]);
    }
    for (std::size_t i = 0; i < penalized.size(); ++i)
        penalties.emplace_back(Shape(), ElementType::Float32, device);
}

void Network::Private::listWeights(NetworkStep& step)
{
    for (Parameter& parameter : step.parameters()) {
        const bool trained = step.learns && parameter.trainable;
        weights.push_back({step.node, step.name + "/" + parameter.name, &parameter, trained});
        if (trained && (parameter.l1 != 0 || parameter.l2 != 0))
            penalized.push_back(&parameter);
    }
}

std::size_t Network::Private::placeOf(NodeId node) const
{
    const std::size_t place = places.at(node);
    return steps[place].kind == NetworkStep::Kind::Muted ? steps[place].sources.front().step : place;
}

// Walks from what is wanted back to what is given.
void Network::Private::choosePart(const Run& run)
{
    for (std::size_t i = 0; i < steps.size(); ++i)
        needed[i] = run.wanted.empty() && steps[i].kind == NetworkStep::Kind::Output;
    for (const NodeId node : run.wanted)
        needed[placeOf(node)] = true;
    std::vector<bool> known(steps.size());
    if (run.given)
        for (const auto& [node, values] : *run.given) {
            NetworkStep& step = steps[placeOf(node)];
            for (std::size_t port = 0; port < std::min(values.size(), step.outputs.size()); ++port)
                step.outputs[port] = values[port].to(device);
            known[placeOf(node)] = true;
        }
    for (std::size_t i = steps.size(); i-- > 0;) {
        needed[i] = needed[i] && !known[i];
        for (const NetworkSource& source : steps[i].sources)
            needed[source.step] = needed[source.step] || needed[i];
    }
}

// The step before has done its work in this pass.
bool Network::Private::isPooled(const NetworkStep& step) const
{
    return step.pooledBefore && steps[step.sources.front().step].pass.pools;
}

void Network::Private::run(NetworkStep& step, const Batch& batch, const Run& run)
{
    for (std::size_t i = 0; i < step.sources.size(); ++i)
        step.inputs[i] = valueAt(step.sources[i]);
    if (step.kind == NetworkStep::Kind::Input) {
        const Tensor& column = batch.at(step.column);
        step.outputs[0] = column.to(device).reshaped(step.sampleShape.withBatch(column.rows()));
    } else if (step.kind == NetworkStep::Kind::Muted) {
        std::ranges::fill(step.outputs, step.inputs.front());
    } else if (step.kind == NetworkStep::Kind::Output) {
        step.mask = maskBefore(step);
        step.pass.key = run.key.with(step.nameHash);
    } else if (step.layer) {
        compute(step, run);
    }
}

void Network::Private::compute(NetworkStep& step, const Run& run)
{
    const Tensor& mask = maskBefore(step);
    step.pass = {};
    step.pass.training = run.training && step.counts;
    step.pass.inputGradients = step.sourcesLearn;
    step.pass.frozen = step.frozen;
    step.pass.key = run.key.with(step.nameHash);
    step.pass.mask = mask.empty() ? nullptr : &mask;
    step.pass.keepsState = run.keepsState;
    if (run.noise)
        if (const auto given = run.noise->find(step.name); given != run.noise->end())
            step.pass.noise = &given->second;
    step.pass.pools = step.canPool && step.pass.training && !run.given && run.wanted.empty();
    if (isPooled(step))
        step.outputs[0] = step.inputs[0];
    else
        step.layer->forward(step.inputs, step.outputs, step.pass);
    step.mask = step.layer->mask();
    if (step.mask.empty() && step.keepsSteps)
        step.mask = mask;
}

// Of its first input, which only the first output of a layer can have: a state has no steps.
const Tensor& Network::Private::maskBefore(const NetworkStep& step) const
{
    static const Tensor none;
    return step.sources.empty() || step.sources.front().port > 0 ? none
                                                                 : steps[step.sources.front().step].mask;
}

void Network::Private::outputLosses(const Batch& batch, bool gradients)
{
    for (NetworkStep& step : steps) {
        if (!step.loss)
            continue;
        const Tensor target = batch.at(step.column).to(device);
        const bool counts = step.lossWeight != 0;
        const float weight = counts ? step.lossWeight : 1;
        Tensor gradient;
        Tensor* const wanted = gradients && counts && step.sourcesLearn ? &gradient : nullptr;
        step.loss->begin(step.pass.key, gradients && step.learns);
        if (step.mask.empty())
            computeLoss(step.inputs[0], target, weight, step, wanted);
        else
            computeMaskedLoss(step, target, weight, wanted);
        lossTerms.push_back(step.lossValue);
        if (wanted)
            pass(step.sources.front(), std::move(gradient));
    }
}

void Network::Private::computeLoss(const Tensor& prediction, const Tensor& target, float weight,
                                   NetworkStep& step, Tensor* gradient)
{
    if (step.absorbs)
        step.loss->computeFromLogits(prediction, target, weight, step.lossValue, gradient);
    else
        step.loss->compute(prediction, target, weight, step.lossValue, gradient);
}

void Network::Private::ownLosses()
{
    for (const NetworkStep& step : steps)
        if (step.layer && step.counts)
            if (const Tensor loss = step.layer->ownLoss(); !loss.empty())
                lossTerms.push_back(loss);
}

void Network::Private::addPenalties()
{
    for (std::size_t i = 0; i < penalized.size(); ++i) {
        ops::sumAbsolute(penalized[i]->value, penalized[i]->l1, 0, penalties[i]);
        ops::sumSquares(penalized[i]->value, penalized[i]->l2, 1, penalties[i]);
        lossTerms.push_back(penalties[i]);
    }
}

void Network::Private::addPenaltyGradients()
{
    for (Parameter* p : penalized) {
        if (p->l1 != 0)
            ops::accumulateSign(p->value, p->l1, p->gradient);
        if (p->l2 != 0)
            ops::accumulate(p->value, 2 * p->l2, p->gradient);
    }
}

// A layer may overwrite its outputs' gradients and pass them on as gradients of its inputs. That is safe
// because each arrives here once, after its owner is done with it: memory is never shared by two waiting
// ones.
void Network::Private::pass(const NetworkSource& to, Tensor gradient)
{
    NetworkStep& step = steps[to.step];
    if (!step.takesGradients() || gradient.empty())
        return;
    Tensor& sum = step.outputGradients[to.port];
    if (sum.empty())
        sum = std::move(gradient);
    else
        ops::accumulate(gradient, 1, sum);
}

void Network::Private::backward()
{
    for (std::size_t i = steps.size(); i-- > 0;)
        if (steps[i].layer && steps[i].takesGradients())
            backward(steps[i]);
    addPenaltyGradients();
}

void Network::Private::backward(NetworkStep& step)
{
    if (std::ranges::all_of(step.outputGradients, &Tensor::empty)) { // only ids leave it
        if (step.learns)
            for (Parameter& parameter : step.layer->parameters())
                forgetGradient(parameter);
        return;
    }
    if (isPooled(step))
        step.inputGradients[0] = step.outputGradients[0];
    else
        step.layer->backward(step.outputGradients, step.inputGradients, step.pass);
    clear(step.outputGradients);
    for (std::size_t i = 0; step.sourcesLearn && i < step.sources.size(); ++i)
        pass(step.sources[i], std::move(step.inputGradients[i]));
    clear(step.inputGradients);
}

Network::Network() : d(std::make_unique<Private>()) {}
Network::~Network() = default;

Result<std::unique_ptr<Network>>
Network::build(const Graph& graph, const std::vector<ColumnDescription>& columns, const Options& options)
{
    Analysis analysis = analyse(graph, columns);
    if (const Diagnostic* error = analysis.firstError())
        return error->problem;
    std::unique_ptr<Network> network(new Network);
    network->d->graph = graph;
    network->d->steps = networkSteps(graph, analysis, columns);
    network->d->analysis = std::move(analysis);
    network->d->prepare(options);
    return network;
}

void Network::forget()
{
    d->activated.clear();
    for (NetworkStep& step : d->steps) {
        step.mask = {};
        clear(step.inputs);
        clear(step.outputs);
        clear(step.outputGradients);
    }
}

void Network::forward(const Batch& batch, const Run& run)
{
    forget();
    if (run.given || !run.wanted.empty())
        d->choosePart(run);
    else
        d->needed.assign(d->steps.size(), true);
    for (std::size_t i = 0; i < d->steps.size(); ++i)
        if (d->needed[i])
            d->run(d->steps[i], batch, run);
}

void Network::startLoss(const Batch& batch, bool gradients)
{
    d->lossTerms.clear();
    d->outputLosses(batch, gradients);
    d->ownLosses();
    d->addPenalties();
    if (gradients)
        d->backward();
}

double Network::computeLoss(const Batch& batch, bool gradients)
{
    startLoss(batch, gradients);
    return loss(ScalarFetch(d->lossTerms).values());
}

} // namespace engine
