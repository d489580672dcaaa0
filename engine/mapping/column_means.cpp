#include "engine/mapping/column_means.h"

#include "engine/ops/loops.h"

namespace engine {

Tensor columnMeans(const Tensor& points)
{
    const std::int64_t d = points.columns();
    const float* const x = points.data();
    Tensor mean({int(d)});
    const float share = 1.0f / float(points.rows());
    ops::reduceColumns(
        points.rows(), d,
        [x, d, share](std::int64_t row, std::int64_t column) { return x[row * d + column] * share; },
        [&](std::int64_t column, float sum) { mean.data()[column] = sum; });
    return mean;
}

Tensor withoutMeans(const Tensor& points, const Tensor& means)
{
    Tensor out = Tensor::like(points);
    const std::int64_t d = points.columns();
    const float* const x = points.data();
    const float* const m = means.data();
    float* const to = out.data();
    ops::forRows(points.rows(), d, [=](std::int64_t i) {
        for (std::int64_t k = 0; k < d; ++k)
            to[i * d + k] = x[i * d + k] - m[k];
    });
    return out;
}

} // namespace engine
