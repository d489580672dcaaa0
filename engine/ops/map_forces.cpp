#include "engine/ops/map_forces.h"

#include "engine/ops/functions.h"
#include "engine/ops/loops.h"
#include "engine/ops/map_vector.h"
#include "engine/ops/vector.h"

#include <vector>

namespace engine::ops {

namespace {

constexpr std::int64_t rowGrain = 64; // of a sparse matrix: some ten thousand pairs

// The positions with rows of EightPoints::step floats.
template <int dimensions>
Tensor spaced(const Tensor& positions)
{
    constexpr int step = EightPoints<dimensions>::step;
    if constexpr (step == dimensions)
        return positions;
    Tensor rows = Tensor({positions.rows(), step});
    const float* const from = positions.data();
    float* const to = rows.data();
    forRows(positions.rows(), step, [=](std::int64_t i) {
        for (int c = 0; c < step; ++c)
            to[i * step + c] = c < dimensions ? from[i * dimensions + c] : 0.0f;
    });
    return rows;
}

// body(i, p, offsets of eight neighbours to point i, their squared lengths + 1) for all of row i, then
// end(i).
template <int dimensions, class Body, class End>
void forSparseRows(const Tensor& positions, const SparseRows& rows, const Body& body, const End& end)
{
    const Tensor points = spaced<dimensions>(positions);
    const float* const y = points.data();
    const std::int32_t* const starts = rows.starts.ids();
    const std::int32_t* const columns = rows.columns.ids();
    const float* const values = rows.values.data();
    parallelRanges(positions.rows(), rowGrain, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i) {
            const float* const own = y + i * EightPoints<dimensions>::step;
            typename End::Sums sums{};
            Eight weights;
            for (std::int64_t k = starts[i]; k < starts[i + 1]; k += sparseRowStep) {
                EightPoints<dimensions> offset(y, columns + k);
                Eight length = Eight{} + 1.0f;
                for (int c = 0; c < dimensions; ++c) {
                    offset.at[c] = own[c] - offset.at[c];
                    length += offset.at[c] * offset.at[c];
                }
                std::memcpy(&weights, values + k, sizeof weights);
                body(sums, weights, offset, length);
            }
            end(i, sums);
        }
    });
}

template <int dimensions>
struct ForceEnd {
    struct Sums {
        Eight at[dimensions];
    };
    float* out;
    void operator()(std::int64_t i, const Sums& sums) const
    {
        for (int c = 0; c < dimensions; ++c)
            out[i * dimensions + c] = sumOf(sums.at[c]);
    }
};

struct SumEnd {
    float* out;
    using Sums = Eight;
    void operator()(std::int64_t i, const Eight& sum) const { out[i] = sumOf(sum); }
};

template <int dimensions>
void attractIn(const Tensor& positions, const SparseRows& p, Tensor& attraction)
{
    const ForceEnd<dimensions> end{attraction.data()};
    forSparseRows<dimensions>(
        positions, p,
        [](auto& sums, const Eight& values, const EightPoints<dimensions>& offset, const Eight& length) {
            const Eight pull = values / length;
            for (int c = 0; c < dimensions; ++c)
                sums.at[c] += pull * offset.at[c];
        },
        end);
}

template <int dimensions>
void logarithmsIn(const Tensor& positions, const SparseRows& p, Tensor& logarithms)
{
    forSparseRows<dimensions>(
        positions, p,
        [](Eight& sum, const Eight& values, const EightPoints<dimensions>&, const Eight& length) {
            for (int lane = 0; lane < 8; ++lane)
                sum[lane] += values[lane] * logarithm(length[lane]);
        },
        SumEnd{logarithms.data()});
}

void attractOnCpu(const Tensor& positions, const SparseRows& p, Tensor& attraction)
{
    assert(positions.columns() == 2 || positions.columns() == 3);
    positions.columns() == 2 ? attractIn<2>(positions, p, attraction)
                             : attractIn<3>(positions, p, attraction);
}

void attractionLogarithmsOnCpu(const Tensor& positions, const SparseRows& p, Tensor& logarithms)
{
    positions.columns() == 2 ? logarithmsIn<2>(positions, p, logarithms)
                             : logarithmsIn<3>(positions, p, logarithms);
}

void moveMapOnCpu(const Tensor& attraction, const Tensor& repulsion, const MapStep& step, Tensor& gains,
                  Tensor& velocity, Tensor& positions)
{
    const float* const a = attraction.data();
    const float* const r = repulsion.data();
    float* const gain = gains.data();
    float* const v = velocity.data();
    float* const y = positions.data();
    const float share = 4.0f / step.total;
    const float pull = 4.0f * step.exaggeration;
    const MapStep s = step;
    forElements(positions.size(), [=](std::int64_t i) {
        const float g = pull * a[i] - share * r[i];
        const float grown = gain[i] + 0.2f;
        const float shrunk = std::max(gain[i] * 0.8f, 0.01f);
        gain[i] = g * v[i] < 0.0f ? grown : shrunk;
        v[i] = s.momentum * v[i] - s.rate * gain[i] * g;
        y[i] += v[i];
    });
}

} // namespace

const Op<void(const Tensor&, const SparseRows&, Tensor&)> attract{"attract", attractOnCpu};
const Op<void(const Tensor&, const SparseRows&, Tensor&)> attractionLogarithms{"attractionLogarithms",
                                                                               attractionLogarithmsOnCpu};
const Op<void(const Tensor&, const Tensor&, const MapStep&, Tensor&, Tensor&, Tensor&)> moveMap{"moveMap",
                                                                                                moveMapOnCpu};

} // namespace engine::ops
