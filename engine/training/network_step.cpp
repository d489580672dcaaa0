#include "engine/training/network_step.h"

#include <algorithm>

namespace engine {

namespace {

// Fowler, Noll, Vo (FNV-1a): the same on every machine, so that the same name draws the same numbers.
std::uint64_t hashOf(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

const Value& setting(const Node& node, const char* key)
{
    return valueOf(findLayerType(node.type)->fields, node.attributes, key);
}

// Of raw scores that the loss turns into probabilities itself.
std::optional<ops::ActivationSpec> activationOf(const LossType& loss)
{
    if (loss.range == "probabilities")
        return ops::ActivationSpec{ops::Activation::Softmax};
    return loss.range == "unit" ? std::optional(ops::ActivationSpec{ops::Activation::Sigmoid}) : std::nullopt;
}

LossInputs lossInputs(const std::string& column, const NodeAnalysis& known,
                      const std::vector<ColumnDescription>& columns)
{
    const auto target = std::ranges::find(columns, column, &ColumnDescription::name);
    return {known.inputs.front(), target == columns.end() ? std::vector<std::int64_t>() : target->counts};
}

NetworkStep stepOf(const Node& node, const NodeAnalysis& known, const std::vector<ColumnDescription>& columns)
{
    using Kind = NetworkStep::Kind;
    NetworkStep step{
        .node = node.id, .name = node.name, .nameHash = hashOf(node.name), .frozen = node.frozen};
    if (node.type == "input") {
        step.kind = Kind::Input;
        step.column = std::get<std::string>(setting(node, "column"));
        step.sampleShape = known.outputs.front().shape;
    } else if (node.type == "output") {
        step.kind = Kind::Output;
        step.column = std::get<std::string>(setting(node, "column"));
        step.lossWeight = static_cast<float>(std::get<double>(setting(node, "weight")));
        step.lossType = findLossType(std::get<std::string>(setting(node, "loss")));
        step.loss = step.lossType->build(node.attributes, lossInputs(step.column, known, columns));
        const auto reduction = node.attributes.find("reduction");
        step.sumsElements = reduction != node.attributes.end() && reduction->second == Value("sum");
        if (const auto logits = node.attributes.find("from_logits");
            logits != node.attributes.end() && logits->second == Value(true))
            step.unseen = activationOf(*step.lossType);
    } else if (node.muted) {
        step.kind = Kind::Muted;
    } else {
        step.layer = findLayerType(node.type)->build(node.attributes, known.inputs);
    }
    const auto steps = [](const Signals& s) {
        return !s.empty() && s[0].shape.rank() > 1 ? s[0].shape[0] : 0;
    };
    step.keepsSteps = steps(known.outputs) > 0 && steps(known.outputs) == steps(known.inputs);
    step.inputs.resize(known.inputs.size());
    step.inputGradients.resize(known.inputs.size());
    step.outputs.resize(known.outputs.size());
    step.outputGradients.resize(known.outputs.size());
    return step;
}

void connect(std::vector<NetworkStep>& steps, const Graph& graph)
{
    std::map<NodeId, std::size_t> place;
    for (std::size_t i = 0; i < steps.size(); ++i)
        place[steps[i].node] = i;
    for (NetworkStep& step : steps) {
        std::vector<Link> links = graph.linksTo(step.node);
        std::ranges::sort(links, {}, &Link::input);
        for (const Link& link : links) {
            NetworkSource source{place.at(link.from), static_cast<std::size_t>(link.output)};
            if (steps[source.step].kind == NetworkStep::Kind::Muted)
                source = steps[source.step].sources.front();
            step.sources.push_back(source);
        }
    }
}

void markWhatLearns(std::vector<NetworkStep>& steps)
{
    for (std::size_t i = steps.size(); i-- > 0;) {
        steps[i].counts = steps[i].counts || (steps[i].loss && steps[i].lossWeight != 0);
        if (steps[i].counts)
            for (const NetworkSource& source : steps[i].sources)
                steps[source.step].counts = true;
    }
    for (NetworkStep& step : steps) {
        if (step.counts && !step.frozen)
            step.learns = std::ranges::any_of(step.parameters(), &Parameter::trainable);
        step.sourcesLearn = std::ranges::any_of(step.sources, [&](const NetworkSource& source) {
            return steps[source.step].learns || steps[source.step].sourcesLearn;
        });
    }
}

std::vector<int> countReaders(const std::vector<NetworkStep>& steps)
{
    std::vector<int> readers(steps.size());
    for (const NetworkStep& step : steps)
        if (step.kind != NetworkStep::Kind::Muted)
            for (const NetworkSource& source : step.sources)
                ++readers[source.step];
    return readers;
}

// Max-pools are left to the convolution before them, which then need not write its maps.
void joinPools(std::vector<NetworkStep>& steps)
{
    const std::vector<int> readers = countReaders(steps);
    for (NetworkStep& step : steps) {
        const auto pool = step.layer ? step.layer->maxPool() : std::nullopt;
        NetworkStep* source = pool ? &steps[step.sources.front().step] : nullptr;
        if (source && source->layer && readers[step.sources.front().step] == 1)
            step.pooledBefore = source->canPool = source->layer->poolsItself(*pool);
    }
}

// Softmax and sigmoid before a cross-entropy are left to the loss, which knows their product exactly.
void absorbActivations(std::vector<NetworkStep>& steps)
{
    const std::vector<int> readers = countReaders(steps);
    for (NetworkStep& step : steps) {
        const auto wanted = step.loss ? step.loss->absorbs() : std::nullopt;
        NetworkStep* source = wanted ? &steps[step.sources.front().step] : nullptr;
        if (!source || !source->layer || source->outputs.size() != 1 ||
            readers[step.sources.front().step] != 1)
            continue;
        const auto offered = source->layer->lastActivation();
        if (!offered || offered->kind != *wanted)
            continue;
        source->layer->skipActivation(true);
        step.absorbs = true;
        step.unseen = offered;
    }
}

} // namespace

std::vector<NetworkStep> networkSteps(const Graph& graph, const Analysis& analysis,
                                      const std::vector<ColumnDescription>& columns)
{
    std::vector<NetworkStep> steps;
    for (const NodeId id : analysis.order)
        steps.push_back(stepOf(*graph.node(id), analysis.nodes.at(id), columns));
    connect(steps, graph);
    markWhatLearns(steps);
    absorbActivations(steps);
    joinPools(steps);
    return steps;
}

} // namespace engine
