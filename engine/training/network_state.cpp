// What stateful layers keep from batch to batch.
#include "engine/training/network_private.h"

namespace engine {

template <class Visit>
void Network::Private::visitStates(Visit visit)
{
    for (NetworkStep& step : steps)
        if (step.layer)
            for (KeptState& kept : step.layer->state())
                visit(step, kept);
}

std::vector<NodeId> Network::statefulNodes() const
{
    std::vector<NodeId> nodes;
    for (const NetworkStep& step : d->steps)
        if (step.layer && !step.layer->state().empty())
            nodes.push_back(step.node);
    return nodes;
}

void Network::resetState()
{
    d->visitStates([](const NetworkStep&, KeptState& kept) { kept.value = {}; });
}

void Network::beginEpoch()
{
    d->visitStates([](const NetworkStep&, KeptState& kept) {
        if (kept.resetsEachEpoch)
            kept.value = {};
    });
}

NamedTensors Network::copyState() const
{
    NamedTensors copies;
    d->visitStates([&](const NetworkStep& step, const KeptState& kept) {
        if (!kept.value.empty())
            copies[step.name + "/" + kept.name] = kept.value.to(Device::Cpu).clone();
    });
    return copies;
}

void Network::setState(const NamedTensors& state)
{
    d->visitStates([&](const NetworkStep& step, KeptState& kept) {
        const auto given = state.find(step.name + "/" + kept.name);
        kept.value = given == state.end() ? Tensor() : given->second.clone().to(d->device);
    });
}

} // namespace engine
