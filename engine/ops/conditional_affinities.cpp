#include "engine/ops/conditional_affinities.h"

#include "engine/ops/functions.h"
#include "engine/ops/loops.h"

#include <cmath>
#include <limits>

namespace engine::ops {

namespace {

struct Row {
    const float* distances;
    float nearest; // subtracted, so that no row vanishes as a whole
    std::int64_t count;
    float* out;
};

// Fills the row for precision b and gives its entropy; normalises it on the way.
double fillRow(const Row& row, float b)
{
    constexpr int lanes = 16;
    float sums[lanes] = {}, products[lanes] = {};
    const auto add = [&](std::int64_t k, int lane) {
        const float d = row.distances[k] - row.nearest;
        const float p = row.distances[k] < infiniteDistance ? exponential(-b * d) : 0.0f;
        row.out[k] = p;
        sums[lane] += p;
        products[lane] += p * (b * d);
    };
    std::int64_t k = 0;
    for (; k + lanes <= row.count; k += lanes)
        for (int lane = 0; lane < lanes; ++lane)
            add(k + lane, lane);
    for (; k < row.count; ++k)
        add(k, 0);
    double sum = 0, product = 0;
    for (int lane = 0; lane < lanes; ++lane) {
        sum += sums[lane];
        product += products[lane];
    }
    const auto scale = float(1 / sum);
    for (k = 0; k < row.count; ++k)
        row.out[k] *= scale;
    return std::log(sum) + product / sum;
}

// A first guess: the mean distance decides the scale of b.
float firstPrecision(const Row& row)
{
    double sum = 0;
    std::int64_t count = 0;
    for (std::int64_t k = 0; k < row.count; ++k)
        if (row.distances[k] < infiniteDistance) {
            sum += row.distances[k] - row.nearest;
            ++count;
        }
    const double mean = count > 0 ? sum / double(count) : 0;
    return mean > 0 ? float(1 / mean) : 1.0f;
}

void findPrecision(const Row& row, double entropy)
{
    double low = 0, high = std::numeric_limits<double>::infinity();
    double b = firstPrecision(row);
    for (int i = 0; i < mostHalvings; ++i) {
        const double reached = fillRow(row, float(b));
        if (std::fabs(reached - entropy) < entropyTolerance)
            return;
        (reached > entropy ? low : high) = b;
        const double next = std::isinf(high) ? 2 * b : (low + high) / 2;
        if (float(next) == float(b) || next > 1e30)
            return; // equal distances: no precision reaches the entropy
        b = next;
    }
}

void conditionalAffinitiesOnCpu(const Tensor& squaredDistances, float perplexity, Tensor& out)
{
    const std::int64_t columns = squaredDistances.columns();
    const float* const d = squaredDistances.data();
    float* const p = out.data();
    const double entropy = std::log(double(perplexity));
    forRows(squaredDistances.rows(), columns * 20, [=](std::int64_t i) {
        const float* const row = d + i * columns;
        findPrecision({row, *std::min_element(row, row + columns), columns, p + i * columns}, entropy);
    });
}

} // namespace

const Op<void(const Tensor&, float, Tensor&)> conditionalAffinities{"conditionalAffinities",
                                                                    conditionalAffinitiesOnCpu};

} // namespace engine::ops
