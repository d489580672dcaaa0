#include "app/panels/latent_codes.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace app::panels {

namespace {

using engine::Tensor;

constexpr float activeFrom = 0.01f; // nats

float dot(std::span<const float> a, std::span<const float> b)
{
    return std::transform_reduce(a.begin(), a.end(), b.begin(), 0.0f);
}

std::span<const float> row(const std::vector<float>& values, int index, int size)
{
    return std::span(values).subspan(static_cast<std::size_t>(index) * static_cast<std::size_t>(size),
                                     static_cast<std::size_t>(size));
}

void measure(LatentSpace& space, std::span<const float> codes)
{
    const auto size = static_cast<std::size_t>(space.size);
    std::vector<double> sum(size), squares(size);
    for (std::size_t i = 0; i < codes.size(); ++i)
        sum[i % size] += codes[i];
    for (std::size_t d = 0; d < size; ++d)
        space.mean[d] = static_cast<float>(sum[d] / space.samples);
    for (std::size_t i = 0; i < codes.size(); ++i) {
        space.centred[i] = codes[i] - space.mean[i % size];
        squares[i % size] += double(space.centred[i]) * double(space.centred[i]);
    }
    for (std::size_t d = 0; d < size; ++d)
        space.deviation[d] = static_cast<float>(std::sqrt(squares[d] / space.samples));
}

// KL(N(m, s^2) || N(0, 1)) = (m^2 + s^2 - 1 - log s^2) / 2, the mean over the samples (Kingma, Welling 2013).
Code divergenceOf(std::span<const float> means, std::span<const float> logVariances, int size)
{
    std::vector<double> sum(static_cast<std::size_t>(size));
    for (std::size_t i = 0; i < means.size(); ++i) {
        const double m = means[i], v = logVariances[i];
        sum[i % sum.size()] += 0.5 * (m * m + std::exp(v) - 1 - v);
    }
    const double samples = static_cast<double>(means.size()) / size;
    Code divergence;
    for (const double value : sum)
        divergence.push_back(static_cast<float>(value / samples));
    return divergence;
}

void takeOff(Code& code, const Code& direction)
{
    const float along = dot(code, direction);
    for (std::size_t d = 0; d < code.size(); ++d)
        code[d] -= along * direction[d];
}

// Returns the length it had.
float normalise(Code& code)
{
    const float length = std::sqrt(dot(code, code));
    for (float& value : code)
        value = length > 0 ? value / length : 0.0f;
    return length;
}

Code timesCovariance(const LatentSpace& space, const Code& direction)
{
    Code result(direction.size());
    for (int s = 0; s < space.samples; ++s) {
        const auto code = row(space.centred, s, space.size);
        const float along = dot(code, direction) / static_cast<float>(space.samples);
        for (std::size_t d = 0; d < result.size(); ++d)
            result[d] += along * code[d];
    }
    return result;
}

// Power iteration, beside the axes that are known already; its largest part is positive, so that it does not
// turn round while the network learns.
void findAxis(LatentSpace& space, std::size_t index)
{
    constexpr int rounds = 30;
    Code axis(space.mean.size());
    for (std::size_t d = 0; d < axis.size(); ++d)
        axis[d] = engine::RandomKey{index}.uniform(d) - 0.5f;
    float variance = 0;
    for (int round = 0; round < rounds; ++round) {
        axis = timesCovariance(space, axis);
        for (std::size_t known = 0; known < index; ++known)
            takeOff(axis, space.axes[known]);
        variance = normalise(axis);
    }
    const auto [lowest, highest] = std::ranges::minmax(axis);
    if (-lowest > highest)
        for (float& value : axis)
            value = -value;
    space.axes[index] = std::move(axis);
    space.axisDeviation[index] = std::sqrt(variance);
}

} // namespace

int LatentSpace::active() const
{
    return static_cast<int>(std::ranges::count_if(divergence, [](float d) { return d > activeFrom; }));
}

Code LatentSpace::code(int sample) const
{
    const auto from = row(centred, sample, size);
    Code code(from.begin(), from.end());
    std::ranges::transform(code, mean, code.begin(), std::plus());
    return code;
}

LatentSpace latentSpace(const Encoded& encoded, int size)
{
    LatentSpace space;
    space.size = size;
    space.samples = static_cast<int>(encoded.codes.size()) / size;
    space.centred.resize(encoded.codes.size());
    space.mean.resize(static_cast<std::size_t>(size));
    space.deviation.resize(static_cast<std::size_t>(size));
    measure(space, encoded.codes);
    if (!encoded.logVariances.empty())
        space.divergence = divergenceOf(encoded.codes, encoded.logVariances, size);
    space.byActivity.resize(static_cast<std::size_t>(size));
    std::iota(space.byActivity.begin(), space.byActivity.end(), 0);
    std::ranges::stable_sort(space.byActivity, std::greater(),
                             [&](int d) { return space.deviation[static_cast<std::size_t>(d)]; });
    for (std::size_t axis = 0; axis < space.axes.size(); ++axis)
        findAxis(space, axis);
    return space;
}

Encoded encode(engine::Network& network, const LatentNode& latent, const engine::Dataset& data,
               std::span<const std::int32_t> rows)
{
    std::vector<engine::NodeId> wanted{latent.node};
    if (latent.logVariance)
        wanted.push_back(latent.logVariance->node);
    network.forward(engine::gather(data, network.inputColumns(), rows), {.wanted = wanted});
    const auto values = [&](engine::NodeId node, int port) {
        const Tensor tensor = network.activation(node, port).to(engine::Device::Cpu);
        return std::vector<float>(tensor.values().begin(), tensor.values().end());
    };
    Encoded encoded{.codes = values(latent.node, 0), .logVariances = {}};
    if (latent.logVariance)
        encoded.logVariances = values(latent.logVariance->node, latent.logVariance->port);
    return encoded;
}

Tensor decode(engine::Network& network, const LatentNode& latent, engine::NodeId output,
              const std::vector<Code>& codes)
{
    Tensor values(latent.shape.withBatch(static_cast<int>(codes.size())));
    auto to = values.values().begin();
    for (const Code& code : codes)
        to = std::ranges::copy(code, to).out;
    const std::map<engine::NodeId, std::vector<Tensor>> given{{latent.node, {values}}};
    network.forward({}, {.given = &given, .wanted = std::span(&output, 1)});
    return network.prediction(output).to(engine::Device::Cpu).clone();
}

} // namespace app::panels
