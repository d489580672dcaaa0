#include "engine/ops/elementwise.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/reduce.h"

#include <cmath>

namespace engine::ops {

namespace cuda = engine::cuda;

static void fillCuda(Tensor& out, float value)
{
    float* const o = out.data();
    cuda::forElements(out.size(), [=] __device__(std::int64_t i) { o[i] = value; });
}

static void addCuda(const Tensor& a, const Tensor& b, Tensor& sum)
{
    const float* const x = a.data();
    const float* const y = b.data();
    float* const o = sum.data();
    cuda::forElements(sum.size(), [=] __device__(std::int64_t i) { o[i] = x[i] + y[i]; });
}

static void sumSquaresCuda(const Tensor& x, float factor, float scale, Tensor& out)
{
    const float* const v = x.data();
    float* const o = out.data();
    cuda::sumElements(
        x.size(), [=] __device__(std::int64_t i) { return v[i] * v[i]; },
        [=] __device__(int, float sum) { *o = (scale == 0 ? 0 : scale * *o) + factor * sum; });
}

static void sumRowsCuda(const Tensor& x, float scale, Tensor& sums)
{
    const std::int64_t columns = x.columns();
    const float* const v = x.data();
    float* const o = sums.data();
    cuda::sumColumns(
        x.size() / columns, columns,
        [=] __device__(std::int64_t row, std::int64_t column) { return v[row * columns + column]; },
        [=] __device__(int, std::int64_t column, float sum) {
            o[column] = (scale == 0 ? 0 : scale * o[column]) + sum;
        });
}

static const cuda::OnCuda attachFill(fill, fillCuda);
static const cuda::OnCuda attachAdd(add, addCuda);
static const cuda::OnCuda attachSumSquares(sumSquares, sumSquaresCuda);
static const cuda::OnCuda attachSumRows(sumRows, sumRowsCuda);

} // namespace engine::ops
