#pragma once

#include "engine/ops/loops.h"
#include "engine/ops/loss.h"
#include "engine/ops/loss_terms.h"

#include <cmath>
#include <vector>

namespace engine::ops {

// A short sum in eight lanes, which the compiler keeps in one vector register.
inline double sumInLanes(const float* values, int count)
{
    float lanes[8] = {};
    int i = 0;
    for (; i + 8 <= count; i += 8)
        for (int lane = 0; lane < 8; ++lane)
            lanes[lane] += values[i + lane];
    double total = 0;
    for (const float lane : lanes)
        total += double(lane);
    for (; i < count; ++i)
        total += double(values[i]);
    return total;
}

// The largest value, passing over what is no number.
inline float highestOf(const float* values, int count)
{
    float lanes[8];
    std::fill(lanes, lanes + 8, values[0]);
    int i = 0;
    for (; i + 8 <= count; i += 8)
        for (int lane = 0; lane < 8; ++lane)
            lanes[lane] = lanes[lane] > values[i + lane] ? lanes[lane] : values[i + lane];
    for (; i < count; ++i)
        lanes[0] = lanes[0] > values[i] ? lanes[0] : values[i];
    return *std::max_element(lanes, lanes + 8);
}

// The sum of piece(first, last) over ranges that depend on the count only, added in order.
template <class Piece>
double sumOverRanges(std::int64_t count, std::int64_t grain, Piece&& piece)
{
    if (count <= grain)
        return piece(0, count);
    static thread_local std::vector<double> partial; // kept, so that a training step allocates nothing
    std::vector<double>& sums = partial; // of this thread, also inside the workers
    sums.assign(std::size_t((count + grain - 1) / grain), 0);
    parallelRanges(count, grain, [&](std::int64_t first, std::int64_t last) {
        sums[std::size_t(first / grain)] = piece(first, last);
    });
    double total = 0;
    for (const double sum : sums)
        total += sum;
    return total;
}

// The sum of term(i), which may write its element's gradient on the way.
template <class Term>
double sumOverElements(std::int64_t count, Term term)
{
    return sumOverRanges(count, 8192, [&](std::int64_t first, std::int64_t last) {
        constexpr int block = 256;
        const Term local = term; // what it captured stays in registers
        float values[block];
        double total = 0;
        for (std::int64_t start = first; start < last; start += block) {
            const int size = int(std::min<std::int64_t>(block, last - start));
#pragma GCC ivdep
            for (int i = 0; i < size; ++i)
                values[i] = local(start + i);
            total += sumInLanes(values, size);
        }
        return total;
    });
}

// Term gives an element's value and slope: writes loss and gradient, each times factor.
template <class Term>
void elementLoss(std::int64_t count, float factor, Tensor& loss, Tensor& gradient, Term term)
{
    double total = 0;
    if (gradient.empty())
        total = sumOverElements(count, [=](std::int64_t i) { return term(i).value; });
    else
        total = sumOverElements(count, [=, out = gradient.data()](std::int64_t i) {
            const auto [value, slope] = term(i);
            out[i] = factor * slope;
            return value;
        });
    loss.data()[0] = float(double(factor) * total);
}

} // namespace engine::ops
