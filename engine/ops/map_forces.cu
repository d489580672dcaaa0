#include "engine/ops/map_forces.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/reduce.h"
#include "engine/ops/functions.h"
#include "engine/ops/map_offset.h"

namespace engine::ops {

namespace cuda = engine::cuda;

namespace {

constexpr int rowsOfBlock = cuda::blockThreads / 32; // a warp for each row of the matrix

struct SparseMatrix {
    const std::int32_t* starts;
    const std::int32_t* columns;
    const float* values;
    int rows;

    explicit SparseMatrix(const SparseRows& p)
        : starts(p.starts.ids()), columns(p.columns.ids()), values(p.values.data()),
          rows(int(p.starts.size()) - 1)
    {
    }
    cuda::Grid grid() const { return {dim3(unsigned(cuda::divideUp(rows, rowsOfBlock)))}; }
};

} // namespace

__device__ static int rowOfWarp()
{
    return int(blockIdx.x) * rowsOfBlock + int(threadIdx.x) / 32;
}

template <int d>
static __global__ void attractKernel(SparseMatrix p, const float* y, float* attraction)
{
    const int i = rowOfWarp();
    if (i >= p.rows)
        return;
    const float* const own = y + std::int64_t{i} * d;
    float sums[d] = {};
    for (int k = p.starts[i] + int(threadIdx.x % 32); k < p.starts[i + 1]; k += 32) {
        const MapOffset<d> offset(own, y + std::int64_t{p.columns[k]} * d);
        const float pull = p.values[k] * reciprocal(offset.length);
        for (int c = 0; c < d; ++c)
            sums[c] += pull * offset.at[c];
    }
    for (int c = 0; c < d; ++c) {
        const float sum = cuda::combineWarp(sums[c], cuda::Plus());
        if (threadIdx.x % 32 == 0)
            attraction[std::int64_t{i} * d + c] = sum;
    }
}

template <int d>
static __global__ void logarithmsKernel(SparseMatrix p, const float* y, float* logarithms)
{
    const int i = rowOfWarp();
    if (i >= p.rows)
        return;
    const float* const own = y + std::int64_t{i} * d;
    float sum = 0;
    for (int k = p.starts[i] + int(threadIdx.x % 32); k < p.starts[i + 1]; k += 32)
        sum += p.values[k] * logarithm(MapOffset<d>(own, y + std::int64_t{p.columns[k]} * d).length);
    sum = cuda::combineWarp(sum, cuda::Plus());
    if (threadIdx.x % 32 == 0)
        logarithms[i] = sum;
}

static void attractCuda(const Tensor& positions, const SparseRows& p, Tensor& attraction)
{
    const SparseMatrix matrix(p);
    cuda::launch(positions.columns() == 2 ? attractKernel<2> : attractKernel<3>, matrix.grid(), matrix,
                 positions.data(), attraction.data());
}

static void attractionLogarithmsCuda(const Tensor& positions, const SparseRows& p, Tensor& logarithms)
{
    const SparseMatrix matrix(p);
    cuda::launch(positions.columns() == 2 ? logarithmsKernel<2> : logarithmsKernel<3>, matrix.grid(), matrix,
                 positions.data(), logarithms.data());
}

static void moveMapCuda(const Tensor& attraction, const Tensor& repulsion, const MapStep& step, Tensor& gains,
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
    cuda::forElements(positions.size(), [=] __device__(std::int64_t i) {
        const float g = pull * a[i] - share * r[i];
        const float grown = gain[i] + 0.2f;
        const float shrunk = gain[i] * 0.8f;
        gain[i] = g * v[i] < 0.0f ? grown : shrunk < 0.01f ? 0.01f : shrunk;
        v[i] = s.momentum * v[i] - s.rate * gain[i] * g;
        y[i] += v[i];
    });
}

static const cuda::OnCuda attachAttract(attract, attractCuda);
static const cuda::OnCuda attachAttractionLogarithms(attractionLogarithms, attractionLogarithmsCuda);
static const cuda::OnCuda attachMoveMap(moveMap, moveMapCuda);

} // namespace engine::ops
