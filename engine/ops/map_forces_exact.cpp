#include "engine/ops/functions.h"
#include "engine/ops/loops.h"
#include "engine/ops/map_forces.h"
#include "engine/ops/vector.h"

namespace engine::ops {

namespace {

constexpr std::int64_t pairGrain = 1 << 16;

// The coordinates of all points one after the other, padded to whole vectors with points so far away that
// their forces vanish.
struct Planes {
    static constexpr float farAway = 1e18f;

    explicit Planes(const Tensor& positions)
        : step(divideUp(positions.rows(), vectorLanes) * vectorLanes),
          values({positions.columns(), int(step)})
    {
        const int dimensions = positions.columns();
        float* const to = values.data();
        std::fill_n(to, values.size(), farAway);
        for (std::int64_t i = 0; i < positions.rows(); ++i)
            for (int c = 0; c < dimensions; ++c)
                to[c * step + i] = positions.data()[i * dimensions + c];
    }

    std::int64_t step;
    Tensor values;
};

inline float sumLanes(Vector v)
{
    float sum = 0;
    for (int lane = 0; lane < vectorLanes; ++lane)
        sum += v[lane];
    return sum;
}

// A vector of row p from column j on, of which `count` exist.
inline Vector loadUpTo(const float* p, std::int64_t count)
{
    if (count >= vectorLanes)
        return load(p);
    Vector v{};
    std::memcpy(&v, p, std::size_t(count) * sizeof(float));
    return v;
}

// body(sums, j, offset, length) for vectors of points j with 1 + squared distance `length`; end(i, sums).
template <int dimensions, class Sums, class Body, class End>
void forAllPairs(const Tensor& positions, const Body& body, const End& end)
{
    const Planes planes(positions);
    const float* const y = planes.values.data();
    const std::int64_t step = planes.step;
    const std::int64_t grain = std::max<std::int64_t>(1, pairGrain / step);
    parallelRanges(positions.rows(), grain, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i) {
            Sums sums{};
            for (std::int64_t j = 0; j < step; j += vectorLanes) {
                Vector offset[dimensions];
                Vector length = Vector{} + 1.0f;
                for (int c = 0; c < dimensions; ++c) {
                    offset[c] = y[c * step + i] - load(y + c * step + j);
                    length += offset[c] * offset[c];
                }
                body(sums, i, j, offset, length);
            }
            end(i, sums);
        }
    });
}

template <int dimensions>
struct ForceSums {
    Vector at[dimensions];
    Vector weight;
};

template <int dimensions>
void repelIn(const Tensor& positions, Tensor& repulsion, Tensor& weights)
{
    float* const r = repulsion.data();
    float* const w = weights.data();
    forAllPairs<dimensions, ForceSums<dimensions>>(
        positions,
        [](ForceSums<dimensions>& sums, std::int64_t, std::int64_t, const Vector* offset, Vector length) {
            const Vector weight = 1.0f / length;
            sums.weight += weight;
            for (int c = 0; c < dimensions; ++c)
                sums.at[c] += weight * weight * offset[c];
        },
        [=](std::int64_t i, const ForceSums<dimensions>& sums) {
            w[i] = sumLanes(sums.weight) - 1.0f;
            for (int c = 0; c < dimensions; ++c)
                r[i * dimensions + c] = sumLanes(sums.at[c]);
        });
}

template <int dimensions>
void attractAllIn(const Tensor& positions, const Tensor& p, Tensor& attraction)
{
    const float* const values = p.data();
    const std::int64_t n = positions.rows();
    float* const a = attraction.data();
    forAllPairs<dimensions, ForceSums<dimensions>>(
        positions,
        [=](ForceSums<dimensions>& sums, std::int64_t i, std::int64_t j, const Vector* offset,
            Vector length) {
            const Vector pull = loadUpTo(values + i * n + j, n - j) / length;
            for (int c = 0; c < dimensions; ++c)
                sums.at[c] += pull * offset[c];
        },
        [=](std::int64_t i, const ForceSums<dimensions>& sums) {
            for (int c = 0; c < dimensions; ++c)
                a[i * dimensions + c] = sumLanes(sums.at[c]);
        });
}

template <int dimensions>
void logarithmsOfAllIn(const Tensor& positions, const Tensor& p, Tensor& logarithms)
{
    const float* const values = p.data();
    const std::int64_t n = positions.rows();
    float* const l = logarithms.data();
    forAllPairs<dimensions, Vector>(
        positions,
        [=](Vector& sum, std::int64_t i, std::int64_t j, const Vector*, Vector length) {
            const Vector weight = loadUpTo(values + i * n + j, n - j);
            for (int lane = 0; lane < vectorLanes; ++lane)
                sum[lane] += weight[lane] * logarithm(length[lane]);
        },
        [=](std::int64_t i, const Vector& sum) { l[i] = sumLanes(sum); });
}

void repelExactlyOnCpu(const Tensor& positions, Tensor& repulsion, Tensor& weights)
{
    positions.columns() == 2 ? repelIn<2>(positions, repulsion, weights)
                             : repelIn<3>(positions, repulsion, weights);
}

void attractAllOnCpu(const Tensor& positions, const Tensor& p, Tensor& attraction)
{
    positions.columns() == 2 ? attractAllIn<2>(positions, p, attraction)
                             : attractAllIn<3>(positions, p, attraction);
}

void attractionLogarithmsOfAllOnCpu(const Tensor& positions, const Tensor& p, Tensor& logarithms)
{
    positions.columns() == 2 ? logarithmsOfAllIn<2>(positions, p, logarithms)
                             : logarithmsOfAllIn<3>(positions, p, logarithms);
}

} // namespace

const Op<void(const Tensor&, Tensor&, Tensor&)> repelExactly{"repelExactly", repelExactlyOnCpu};
const Op<void(const Tensor&, const Tensor&, Tensor&)> attractAll{"attractAll", attractAllOnCpu};
const Op<void(const Tensor&, const Tensor&, Tensor&)> attractionLogarithmsOfAll{
    "attractionLogarithmsOfAll", attractionLogarithmsOfAllOnCpu};

} // namespace engine::ops
