#include "engine/cuda/attach.h"
#include "engine/cuda/reduce.h"
#include "engine/ops/functions.h"
#include "engine/ops/map_forces.h"
#include "engine/ops/map_offset.h"

namespace engine::ops {

namespace cuda = engine::cuda;

namespace {

constexpr int tilePoints = 128; // that the threads of a block meet together, and how many threads it has
constexpr int ownPoints = 2; // of a thread: every value read from shared memory serves so many pairs
constexpr int busyBlocks = 1024; // so many keep a large card busy

// As wide as one load from shared memory.
template <int d>
struct alignas(d == 2 ? 8 : 16) MapPlace {
    float at[d == 2 ? 2 : 4];
};

// What a point has felt of others.
template <int d>
struct Push {
    float weight = 0;
    float at[d] = {};

    __device__ void meet(const float* own, const float* other)
    {
        const MapOffset<d> offset(own, other);
        const float w = reciprocal(offset.length);
        const float square = w * w;
        weight += w;
        for (int c = 0; c < d; ++c)
            at[c] = fmaf(square, offset.at[c], at[c]);
    }
    __device__ void add(const Push& other)
    {
        weight += other.weight;
        for (int c = 0; c < d; ++c)
            at[c] += other.at[c];
    }
};

} // namespace

// The pushes of points [begin, begin + height) of its band on 256 points, as planes [band][d + 1][n]: the
// weight, then the force. Sums of tiles are added to sums of all, which so lose little to rounding.
template <int d>
static __global__ void repelKernel(int n, int height, const float* y, float* parts)
{
    __shared__ MapPlace<d> others[tilePoints];
    const int first = int(blockIdx.x) * tilePoints * ownPoints + int(threadIdx.x);
    MapPlace<d> own[ownPoints];
    Push<d> all[ownPoints];
    for (int o = 0; o < ownPoints; ++o)
        for (int c = 0; c < d; ++c)
            own[o].at[c] = y[std::int64_t{min(first + o * tilePoints, n - 1)} * d + c];
    const int begin = int(blockIdx.y) * height;
    const int end = min(n, begin + height);
    for (int left = begin; left < end; left += tilePoints) {
        const int count = min(tilePoints, end - left);
        if (int(threadIdx.x) < count)
            for (int c = 0; c < d; ++c)
                others[threadIdx.x].at[c] = y[std::int64_t{left + int(threadIdx.x)} * d + c];
        __syncthreads();
        Push<d> tile[ownPoints];
#pragma unroll 8
        for (int j = 0; j < count; ++j) {
            const MapPlace<d> other = others[j];
            for (int o = 0; o < ownPoints; ++o)
                tile[o].meet(own[o].at, other.at);
        }
        for (int o = 0; o < ownPoints; ++o)
            all[o].add(tile[o]);
        __syncthreads();
    }
    for (int o = 0; o < ownPoints; ++o)
        if (const int i = first + o * tilePoints; i < n) {
            float* const part = parts + std::int64_t{blockIdx.y} * (d + 1) * n + i;
            part[0] = all[o].weight;
            for (int c = 0; c < d; ++c)
                part[std::int64_t{c + 1} * n] = all[o].at[c];
        }
}

// Few points make few blocks; then several blocks share what a point has to meet.
template <int d>
static void repelIn(const Tensor& positions, Tensor& repulsion, Tensor& weights)
{
    const std::int64_t n = positions.rows();
    const std::int64_t across = cuda::divideUp(n, tilePoints * ownPoints);
    const std::int64_t tiles = cuda::divideUp(n, tilePoints);
    const std::int64_t tilesOfBand = cuda::divideUp(tiles, cuda::divideUp(busyBlocks, across));
    const std::int64_t bands = cuda::divideUp(tiles, tilesOfBand);
    Tensor parts({int(bands), d + 1, int(n)}, ElementType::Float32, Device::Cuda);
    cuda::launch(repelKernel<d>, {dim3(unsigned(across), unsigned(bands)), dim3(tilePoints)}, int(n),
                 int(tilesOfBand * tilePoints), positions.data(), parts.data());

    const float* const part = parts.data();
    float* const r = repulsion.data();
    float* const w = weights.data();
    cuda::forElements(n, [=] __device__(std::int64_t i) {
        Push<d> sum;
        for (std::int64_t plane = 0; plane < bands * (d + 1); plane += d + 1) {
            sum.weight += part[plane * n + i];
            for (int c = 0; c < d; ++c)
                sum.at[c] += part[(plane + c + 1) * n + i];
        }
        w[i] = sum.weight - 1.0f; // itself
        for (int c = 0; c < d; ++c)
            r[i * d + c] = sum.at[c];
    });
}

template <int d>
static void attractAllIn(const Tensor& positions, const Tensor& p, Tensor& attraction)
{
    const std::int64_t n = positions.rows();
    const float* const y = positions.data();
    const float* const values = p.data();
    float* const a = attraction.data();
    cuda::forRows(n, cuda::threadsFor(n), [=] __device__(std::int64_t i) {
        float sums[d] = {};
        for (std::int64_t j = threadIdx.x; j < n; j += blockDim.x) {
            const MapOffset<d> offset(y + i * d, y + j * d);
            const float pull = values[i * n + j] * reciprocal(offset.length);
            for (int c = 0; c < d; ++c)
                sums[c] += pull * offset.at[c];
        }
        for (int c = 0; c < d; ++c) {
            const float sum = cuda::sumOfBlock(sums[c]);
            if (threadIdx.x == 0)
                a[i * d + c] = sum;
        }
    });
}

template <int d>
static void logarithmsOfAllIn(const Tensor& positions, const Tensor& p, Tensor& logarithms)
{
    const std::int64_t n = positions.rows();
    const float* const y = positions.data();
    const float* const values = p.data();
    float* const l = logarithms.data();
    cuda::forRows(n, cuda::threadsFor(n), [=] __device__(std::int64_t i) {
        float sum = 0;
        for (std::int64_t j = threadIdx.x; j < n; j += blockDim.x)
            sum += values[i * n + j] * logarithm(MapOffset<d>(y + i * d, y + j * d).length);
        sum = cuda::sumOfBlock(sum);
        if (threadIdx.x == 0)
            l[i] = sum;
    });
}

static void repelExactlyCuda(const Tensor& positions, Tensor& repulsion, Tensor& weights)
{
    positions.columns() == 2 ? repelIn<2>(positions, repulsion, weights)
                             : repelIn<3>(positions, repulsion, weights);
}

static void attractAllCuda(const Tensor& positions, const Tensor& p, Tensor& attraction)
{
    positions.columns() == 2 ? attractAllIn<2>(positions, p, attraction)
                             : attractAllIn<3>(positions, p, attraction);
}

static void attractionLogarithmsOfAllCuda(const Tensor& positions, const Tensor& p, Tensor& logarithms)
{
    positions.columns() == 2 ? logarithmsOfAllIn<2>(positions, p, logarithms)
                             : logarithmsOfAllIn<3>(positions, p, logarithms);
}

static const cuda::OnCuda attachRepelExactly(repelExactly, repelExactlyCuda);
static const cuda::OnCuda attachAttractAll(attractAll, attractAllCuda);
static const cuda::OnCuda attachAttractionLogarithmsOfAll(attractionLogarithmsOfAll,
                                                          attractionLogarithmsOfAllCuda);

} // namespace engine::ops
