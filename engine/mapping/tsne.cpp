#include "engine/mapping/tsne.h"

#include "engine/base/random.h"
#include "engine/ops/elementwise.h"
#include "engine/ops/loops.h"
#include "engine/ops/repulsion_grid.h"
#include "engine/ops/repulsion_tree.h"

#include <cmath>
#include <numbers>

namespace engine {

namespace {

constexpr int fewPoints = 200; // repel each other exactly: nothing is quicker
constexpr float startDeviation = 1e-4f;
constexpr float jitter = 1e-2f; // of it: equal points could never part otherwise

// From two uniform numbers (Box, Muller 1958).
float normal(RandomKey key, std::uint64_t index)
{
    const float u = 1.0f - key.uniform(2 * index);
    return std::sqrt(-2.0f * std::log(u)) *
        std::cos(2.0f * std::numbers::pi_v<float> * key.uniform(2 * index + 1));
}

double sum(const Tensor& values)
{
    if (values.device() != Device::Cpu) {
        Tensor total = Tensor::like(values, Shape());
        ops::sum(values, 1.0f, 0.0f, total);
        return double(total.item());
    }
    const float* const v = values.data();
    return ops::sumElements(values.size(), [v](std::int64_t i) { return v[i]; });
}

// The divergence but for the logarithm of the sum of all weights. Uses room of one value per point.
double logarithms(const Affinities& affinities, const Tensor& positions, Tensor& room)
{
    if (affinities.all.empty())
        ops::attractionLogarithms(positions, affinities.near, room);
    else
        ops::attractionLogarithmsOfAll(positions, affinities.all, room);
    return affinities.logarithms + sum(room);
}

Affinities moved(Affinities affinities, Device device)
{
    for (Tensor* const part :
         {&affinities.near.starts, &affinities.near.columns, &affinities.near.values, &affinities.all})
        *part = part->to(device);
    return affinities;
}

} // namespace

struct Tsne::Private {
    Private(Affinities given, const Tensor& start, TsneSettings wished, Device device)
        : affinities(moved(std::move(given), device)), settings(std::move(wished)),
          positions(start.clone().to(device)), attraction(Tensor::like(positions)),
          repulsion(Tensor::like(positions)), weights(Tensor::like(positions, {start.rows()})),
          velocity(Tensor::zeros(start.shape(), ElementType::Float32, device)),
          gains(Tensor::like(positions)), grid(start.columns())
    {
        ops::fill(gains, 1.0f);
    }

    void attract()
    {
        if (affinities.all.empty())
            ops::attract(positions, affinities.near, attraction);
        else
            ops::attractAll(positions, affinities.all, attraction);
    }

    // Fills repulsion and gives the sum of all weights.
    double repel()
    {
        if (settings.method == "exact" || positions.rows() <= fewPoints)
            ops::repelExactly(positions, repulsion, weights);
        else if (settings.method == "fft" && ops::RepulsionGrid::fits(positions))
            ops::repelByGrid(positions, grid, repulsion, weights);
        else
            ops::repelByTree(positions, float(settings.theta), tree, repulsion, weights);
        return sum(weights);
    }

    // Equal points may have fallen onto each other while all was drawn together; apart they can move away.
    void shake()
    {
        const RandomKey key = RandomKey{std::uint64_t(settings.seed)}.with(3);
        Tensor push(positions.shape());
        ops::forElements(push.size(), [=, p = push.data()](std::int64_t i) {
            p[i] = startDeviation * normal(key, std::uint64_t(i));
        });
        ops::accumulate(push.to(positions.device()), 1.0f, positions);
    }

    bool exaggerated() const { return iteration < settings.exaggerationIterations; }

    Affinities affinities;
    TsneSettings settings;
    int iteration = 0;
    Tensor positions, attraction, repulsion, weights, velocity, gains;
    ops::RepulsionGrid grid;
    ops::RepulsionTree tree;
};

Tsne::Tsne(Affinities affinities, const Tensor& start, const TsneSettings& settings, Device device)
    : d(new Private(std::move(affinities), start, settings, device))
{
}

Tsne::Tsne(Tsne&&) noexcept = default;
Tsne::~Tsne() = default;

void Tsne::step()
{
    d->attract();
    const double total = d->repel();
    const bool early = d->exaggerated();
    ops::MapStep step;
    step.exaggeration = early ? float(d->settings.exaggeration) : 1.0f;
    step.total = float(total);
    step.rate = float(usedLearningRate(d->settings, d->positions.rows()) / 4);
    step.momentum = float(early ? d->settings.momentum : d->settings.finalMomentum);
    ops::moveMap(d->attraction, d->repulsion, step, d->gains, d->velocity, d->positions);
    if (++d->iteration == d->settings.exaggerationIterations)
        d->shake();
}

int Tsne::iteration() const
{
    return d->iteration;
}

const Tensor& Tsne::positions() const
{
    return d->positions;
}

double Tsne::divergence()
{
    return logarithms(d->affinities, d->positions, d->weights) + std::log(d->repel());
}

double exactDivergence(const Affinities& affinities, const Tensor& positions)
{
    Tensor weights = Tensor::like(positions, {positions.rows()}), repulsion = Tensor::like(positions);
    const double known = logarithms(affinities, positions, weights);
    ops::repelExactly(positions, repulsion, weights);
    return known + std::log(sum(weights));
}

Tensor Tsne::gradient()
{
    d->attract();
    const double total = d->repel();
    const Tensor attraction = d->attraction.to(Device::Cpu), repulsion = d->repulsion.to(Device::Cpu);
    Tensor gradient(d->positions.shape());
    for (std::int64_t i = 0; i < gradient.size(); ++i)
        gradient.data()[i] = float(4 * (double(attraction.data()[i]) - double(repulsion.data()[i]) / total));
    return gradient;
}

namespace {

double deviationOfFirst(const Tensor& scores)
{
    const std::int64_t k = scores.columns();
    const float* const v = scores.data();
    const double sum =
        ops::sumElements(scores.rows(), [=](std::int64_t i) { return double(v[i * k]) * v[i * k]; });
    return std::sqrt(sum / scores.rows());
}

} // namespace

Tensor startPositions(const Tensor& scores, const TsneSettings& settings)
{
    const RandomKey key = RandomKey{std::uint64_t(settings.seed)}.with(1);
    const bool random = settings.start == "random";
    const double deviation = random ? 0 : deviationOfFirst(scores);
    const float scale = deviation > 0 ? float(startDeviation / deviation) : 0.0f;
    Tensor start({scores.rows(), settings.dimensions});
    for (std::int64_t i = 0; i < start.size(); ++i) {
        const std::int64_t row = i / settings.dimensions;
        const std::int64_t column = i % settings.dimensions;
        const bool known = !random && column < scores.columns() && scale > 0;
        const float base = known ? scores.data()[row * scores.columns() + column] * scale : 0.0f;
        start.data()[i] = base + normal(key, std::uint64_t(i)) * startDeviation * (known ? jitter : 1.0f);
    }
    return start;
}

} // namespace engine
