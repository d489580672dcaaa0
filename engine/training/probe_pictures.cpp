#include "engine/training/probe_pictures.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace engine {

namespace {

using namespace std::chrono_literals;

constexpr auto shortestGap = 100ms;
constexpr int gapPerCost = 40; // a picture that takes 10 ms waits for 400 ms
constexpr std::size_t activitySamples = 256; // with fewer, rarely used units would look dead
constexpr float explodingDeviation = 1e4f;

std::int64_t rowsOf(const Dataset& data)
{
    return data.columns && !data.columns->empty() ? data.columns->front().rows() : 0;
}

std::vector<std::int32_t> existing(const std::vector<std::int32_t>& rows, const Dataset& data)
{
    std::vector<std::int32_t> kept;
    std::ranges::copy_if(rows, std::back_inserter(kept),
                         [end = rowsOf(data)](std::int32_t row) { return row >= 0 && row < end; });
    return kept;
}

Tensor onHost(const Tensor& tensor)
{
    return tensor.device() == Device::Cpu ? tensor.clone() : tensor.to(Device::Cpu);
}

bool hasWeights(const Network& network, NodeId node)
{
    return std::ranges::any_of(network.weights(), [&](const Network::Weight& w) { return w.node == node; });
}

} // namespace

ProbePictures::ProbePictures(Network& network, Dataset data) : m_network(network), m_data(std::move(data))
{
    for (const NodeId id : network.analysis().order) {
        const Node& node = *network.graph().node(id);
        if (node.type == "input" || node.type == "output" || node.muted)
            continue;
        m_layers.push_back(id);
        const std::vector<Link> links = network.graph().linksTo(id);
        const bool behindWeights = std::ranges::any_of(links, [&](const Link& link) {
            return std::ranges::find(m_afterWeights, link.from) != m_afterWeights.end();
        });
        if (behindWeights || hasWeights(network, id))
            m_afterWeights.push_back(id);
    }
    choose({});
}

void ProbePictures::choose(TrainerChannel::ProbeChoice choice)
{
    m_choice = std::move(choice);
    m_batches.clear();
    for (Probe& probe : m_choice.probes) {
        probe.rows = existing(probe.rows, m_data);
        m_batches.push_back(probe.rows.empty() ? Batch() : gather(m_data, m_network.columns(), probe.rows));
    }
    m_activityBatch = gather(m_data, m_network.columns(), m_data.train.list(0, activitySamples));
}

Snapshot ProbePictures::make(bool weights)
{
    const auto start = Clock::now();
    Snapshot snapshot;
    snapshot.probes = m_choice.probes;
    for (const Batch& batch : m_batches)
        runProbe(batch, snapshot);
    watchActivity(snapshot);
    if (weights)
        snapshot.weights = m_network.copyWeights();
    m_hadWeights = weights;
    const auto end = Clock::now();
    m_next = end + std::max<Clock::duration>(shortestGap, gapPerCost * (end - start));
    return snapshot;
}

void ProbePictures::runProbe(const Batch& batch, Snapshot& snapshot)
{
    std::map<NodeId, Tensor>& predictions = snapshot.predictions.emplace_back();
    std::map<NodeId, Tensor>& activations = snapshot.activations.emplace_back();
    if (batch.empty())
        return;
    m_network.forward(batch, {});
    for (const NodeId output : m_network.outputs())
        predictions[output] = onHost(m_network.prediction(output));
    for (const NodeId node : m_choice.watched)
        if (const Tensor value = m_network.activation(node); !value.empty())
            activations[node] = onHost(value);
}

void ProbePictures::watchActivity(Snapshot& snapshot)
{
    m_network.forward(m_activityBatch, {});
    for (const NodeId node : m_layers) {
        const Tensor value = m_network.activation(node).to(Device::Cpu);
        const bool canBeDead = std::ranges::find(m_afterWeights, node) != m_afterWeights.end();
        if (!value.empty() && value.type() == ElementType::Float32)
            snapshot.activity[node] = activityOf(value, canBeDead);
    }
}

namespace {

// The share of columns of [batch, units] that hold nothing but zeros.
float deadShare(const Tensor& values)
{
    const auto all = values.values();
    const std::size_t units = all.size() / static_cast<std::size_t>(values.rows());
    std::size_t alive = 0;
    for (std::size_t unit = 0; unit < units; ++unit)
        for (std::size_t i = unit; i < all.size(); i += units)
            if (all[i] != 0) {
                ++alive;
                break;
            }
    return units == 0 ? 0 : 1 - static_cast<float>(alive) / static_cast<float>(units);
}

} // namespace

Activity activityOf(const Tensor& values, bool canBeDead)
{
    Activity activity;
    const auto all = values.values();
    if (all.empty())
        return activity;
    double sum = 0, squares = 0;
    activity.low = activity.high = all.front();
    for (const float value : all) {
        sum += value;
        squares += static_cast<double>(value) * value;
        activity.low = std::min(activity.low, value);
        activity.high = std::max(activity.high, value);
    }
    const double mean = sum / static_cast<double>(all.size());
    activity.mean = static_cast<float>(mean);
    activity.deviation =
        static_cast<float>(std::sqrt(std::max(0.0, squares / static_cast<double>(all.size()) - mean * mean)));
    activity.exploding =
        !std::isfinite(sum) || !std::isfinite(squares) || activity.deviation > explodingDeviation;
    if (!std::isfinite(sum) || !std::isfinite(squares))
        return activity;
    const auto bars = static_cast<float>(activity.bars.size());
    const float scale = activity.high > activity.low ? bars / (activity.high - activity.low) : 0;
    for (const float value : all)
        ++activity.bars[std::min(activity.bars.size() - 1,
                                 static_cast<std::size_t>((value - activity.low) * scale))];
    const float tallest = *std::ranges::max_element(activity.bars);
    for (float& bar : activity.bars)
        bar /= tallest;
    if (canBeDead)
        activity.dead = deadShare(values);
    return activity;
}

} // namespace engine
