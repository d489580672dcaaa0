#include "engine/ops/dot.h"

#include "engine/ops/loops.h"
#include "engine/ops/vector.h"

#include <cmath>

namespace engine::ops {

namespace {

float laneSum(Vector v)
{
    for (int width = vectorLanes / 2; width > 0; width /= 2)
        for (int lane = 0; lane < width; ++lane)
            v[lane] += v[lane + width];
    return v[0];
}

float dot(const float* a, const float* b, std::int64_t count)
{
    Vector even{}, odd{};
    std::int64_t i = 0;
    for (; i + 2 * vectorLanes <= count; i += 2 * vectorLanes) {
        even += load(a + i) * load(b + i);
        odd += load(a + i + vectorLanes) * load(b + i + vectorLanes);
    }
    float sum = laneSum(even + odd);
    for (; i < count; ++i)
        sum += a[i] * b[i];
    return sum;
}

void dotRowsOnCpu(const Tensor& a, const Tensor& b, Tensor& products)
{
    assert(a.size() == b.size() && products.size() == rowCount(a));
    const std::int64_t columns = a.columns();
    forRows(products.size(), columns, [=, x = a.data(), y = b.data(), o = products.data()](std::int64_t row) {
        o[row] = dot(x + row * columns, y + row * columns, columns);
    });
}

void dotRowsBackwardOnCpu(const Tensor& a, const Tensor& b, const Tensor& gradient, Tensor& gradA,
                          Tensor& gradB)
{
    assert(gradA.size() == a.size() && gradB.size() == b.size() && gradient.size() == rowCount(a));
    const std::int64_t columns = a.columns();
    const float* const x = a.data();
    const float* const y = b.data();
    const float* const g = gradient.data();
    float* const toX = gradA.data();
    float* const toY = gradB.data();
    forRows(gradient.size(), columns, [=](std::int64_t row) {
        const float factor = g[row];
        const std::int64_t end = (row + 1) * columns;
#pragma GCC ivdep
        for (std::int64_t i = row * columns; i < end; ++i) {
            toX[i] = factor * y[i];
            toY[i] = factor * x[i];
        }
    });
}

void unitRowsOnCpu(const Tensor& x, Tensor& factors, Tensor& y)
{
    assert(factors.size() == rowCount(x) && y.size() == x.size());
    const std::int64_t columns = x.columns();
    forRows(factors.size(), columns,
            [=, from = x.data(), kept = factors.data(), to = y.data()](std::int64_t row) {
                const float* const in = from + row * columns;
                const float factor = 1.0f / std::max(shortestLength, std::sqrt(dot(in, in, columns)));
                kept[row] = factor;
#pragma GCC ivdep
                for (std::int64_t i = 0; i < columns; ++i)
                    to[row * columns + i] = factor * in[i];
            });
}

void unitRowsBackwardOnCpu(const Tensor& y, const Tensor& factors, const Tensor& gradY, Tensor& gradX)
{
    assert(gradX.size() == y.size() && gradY.size() == y.size() && factors.size() == rowCount(y));
    const std::int64_t columns = y.columns();
    const float* const k = factors.data();
    forRows(factors.size(), columns,
            [=, unit = y.data(), from = gradY.data(), to = gradX.data()](std::int64_t row) {
                const float* const direction = unit + row * columns;
                const float* const in = from + row * columns;
                const bool counts = k[row] < 1.0f / shortestLength;
                const float along = counts ? dot(direction, in, columns) : 0.0f;
#pragma GCC ivdep
                for (std::int64_t i = 0; i < columns; ++i)
                    to[row * columns + i] = k[row] * (in[i] - along * direction[i]);
            });
}

} // namespace

const Op<void(const Tensor&, const Tensor&, Tensor&)> dotRows{"dotRows", dotRowsOnCpu};
const Op<void(const Tensor&, const Tensor&, const Tensor&, Tensor&, Tensor&)> dotRowsBackward{
    "dotRowsBackward", dotRowsBackwardOnCpu};
const Op<void(const Tensor&, Tensor&, Tensor&)> unitRows{"unitRows", unitRowsOnCpu};
const Op<void(const Tensor&, const Tensor&, const Tensor&, Tensor&)> unitRowsBackward{"unitRowsBackward",
                                                                                      unitRowsBackwardOnCpu};

} // namespace engine::ops
