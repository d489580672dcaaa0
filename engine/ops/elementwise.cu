#include "engine/ops/elementwise.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/reduce.h"
#include "engine/ops/functions.h"

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

static void multiplyCuda(const Tensor& a, const Tensor& b, Tensor& product)
{
    const float* const x = a.data();
    const float* const y = b.data();
    float* const o = product.data();
    cuda::forElements(product.size(), [=] __device__(std::int64_t i) { o[i] = x[i] * y[i]; });
}

static void accumulateCuda(const Tensor& a, float scale, Tensor& out)
{
    const float* const x = a.data();
    float* const o = out.data();
    cuda::forElements(out.size(), [=] __device__(std::int64_t i) { o[i] += scale * x[i]; });
}

static void affineCuda(const Tensor& a, float scale, float shift, Tensor& out)
{
    const float* const x = a.data();
    float* const o = out.data();
    cuda::forElements(out.size(), [=] __device__(std::int64_t i) { o[i] = scale * x[i] + shift; });
}

static void accumulateProductCuda(const Tensor& a, const Tensor& b, Tensor& out)
{
    const float* const x = a.data();
    const float* const y = b.data();
    float* const o = out.data();
    cuda::forElements(out.size(), [=] __device__(std::int64_t i) { o[i] += x[i] * y[i]; });
}

static void accumulateSignCuda(const Tensor& x, float scale, Tensor& out)
{
    const float* const v = x.data();
    float* const o = out.data();
    cuda::forElements(out.size(), [=] __device__(std::int64_t i) {
        o[i] += (v[i] > 0 ? scale : 0.0f) - (v[i] < 0 ? scale : 0.0f);
    });
}

static void sumRowsCuda(const Tensor& x, float scale, Tensor& sums)
{
    const std::int64_t columns = x.columns();
    const float* const v = x.data();
    float* const o = sums.data();
    cuda::sumColumns(
        x.matrix().rows(), columns,
        [=] __device__(std::int64_t row, std::int64_t column) { return v[row * columns + column]; },
        [=] __device__(int, std::int64_t column, float sum) {
            o[column] = (scale == 0 ? 0.0f : scale * o[column]) + sum;
        });
}

// What takes the place of the scalar `out` when the sum is known.
struct Blend {
    float factor, scale;
    float* out;

    __device__ void operator()(int, float sum) const
    {
        *out = (scale == 0 ? 0.0f : scale * *out) + factor * sum;
    }
};

static void sumCuda(const Tensor& x, float factor, float scale, Tensor& out)
{
    const float* const v = x.data();
    cuda::sumElements(
        x.size(), [=] __device__(std::int64_t i) { return v[i]; }, Blend{factor, scale, out.data()});
}

static void sumSquaresCuda(const Tensor& x, float factor, float scale, Tensor& out)
{
    const float* const v = x.data();
    cuda::sumElements(
        x.size(), [=] __device__(std::int64_t i) { return v[i] * v[i]; }, Blend{factor, scale, out.data()});
}

static void sumAbsoluteCuda(const Tensor& x, float factor, float scale, Tensor& out)
{
    const float* const v = x.data();
    cuda::sumElements(
        x.size(), [=] __device__(std::int64_t i) { return std::fabs(v[i]); },
        Blend{factor, scale, out.data()});
}

static void countUnfiniteCuda(const Tensor& x, Tensor& count)
{
    const float* const v = x.data();
    cuda::sumElements(
        x.size(), [=] __device__(std::int64_t i) { return isFinite(v[i]) ? 0.0f : 1.0f; },
        Blend{1, 0, count.data()});
}

static void copyColumnsCuda(const Tensor& source, int from, int count, float scale, Tensor& target, int to)
{
    const std::int64_t sourceColumns = source.columns();
    const std::int64_t targetColumns = target.columns();
    const float* const s = source.data() + from;
    float* const t = target.data() + to;
    cuda::forMatrix(source.matrix().rows(), count, [=] __device__(std::int64_t row, std::int64_t column) {
        float& o = t[row * targetColumns + column];
        o = (scale == 0 ? 0.0f : scale * o) + s[row * sourceColumns + column];
    });
}

static const cuda::OnCuda attachFill(fill, fillCuda);
static const cuda::OnCuda attachAdd(add, addCuda);
static const cuda::OnCuda attachMultiply(multiply, multiplyCuda);
static const cuda::OnCuda attachAccumulate(accumulate, accumulateCuda);
static const cuda::OnCuda attachAffine(affine, affineCuda);
static const cuda::OnCuda attachAccumulateProduct(accumulateProduct, accumulateProductCuda);
static const cuda::OnCuda attachAccumulateSign(accumulateSign, accumulateSignCuda);
static const cuda::OnCuda attachSumRows(sumRows, sumRowsCuda);
static const cuda::OnCuda attachSum(sum, sumCuda);
static const cuda::OnCuda attachSumSquares(sumSquares, sumSquaresCuda);
static const cuda::OnCuda attachSumAbsolute(sumAbsolute, sumAbsoluteCuda);
static const cuda::OnCuda attachCountUnfinite(countUnfinite, countUnfiniteCuda);
static const cuda::OnCuda attachCopyColumns(copyColumns, copyColumnsCuda);

} // namespace engine::ops
