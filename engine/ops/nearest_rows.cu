#include "engine/ops/nearest_rows.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/launch.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace engine::ops {

namespace cuda = engine::cuda;

namespace {

constexpr int tileRows = 64; // queries and points that a block compares
constexpr int side = 16; // of its square of threads
constexpr int perThread = tileRows / side; // queries, and points, of a thread
constexpr int depthSlice = 32; // values of a row that lie in shared memory at a time
constexpr std::int64_t mostDistances = std::int64_t{1} << 25; // kept at a time, 128 MiB
constexpr int mostQueries = 1024; // at a time

struct Matrix {
    const float* values;
    int rows;
};

// A distance, whose bits are in its order as it is not negative, then the number: no two of a row are equal.
using Key = unsigned long long;

// Keys whose leading bits are at most these.
struct Cut {
    Key prefix;
    int shift;
    __device__ bool takes(Key key) const { return key >> shift <= prefix; }
};

// What lies at the wanted place in the order of digits: so many keys have a smaller one, so many this.
struct Digit {
    unsigned value, below, count;
};

constexpr int digitBits = 11;
constexpr unsigned digits = 1u << digitBits;

} // namespace

// Values [from, from + depthSlice) of tileRows rows, turned, with zeros for what is not there.
__device__ static void loadSlice(const Matrix& m, std::int64_t depth, std::int64_t top, std::int64_t from,
                                 float (*slice)[tileRows + 1])
{
    for (int e = int(threadIdx.y) * side + int(threadIdx.x); e < tileRows * depthSlice; e += side * side) {
        const std::int64_t row = top + e / depthSlice;
        const std::int64_t k = from + e % depthSlice;
        slice[e % depthSlice][e / depthSlice] = row < m.rows && k < depth ? m.values[row * depth + k] : 0.0f;
    }
}

// out[i, j] = |queries_i - points_j|², or NaN, the last in order, where self says that the point is the
// query. One block for each tile of out.
static __global__ void distancesKernel(Matrix queries, Matrix points, std::int64_t depth,
                                       const std::int32_t* self, float* out)
{
    __shared__ float querySlice[depthSlice][tileRows + 1], pointSlice[depthSlice][tileRows + 1];
    const unsigned across = (unsigned(points.rows) + tileRows - 1) / tileRows;
    const std::int64_t top = std::int64_t{blockIdx.x / across} * tileRows;
    const std::int64_t left = std::int64_t{blockIdx.x % across} * tileRows;
    float sums[perThread][perThread] = {};
    for (std::int64_t from = 0; from < depth; from += depthSlice) {
        loadSlice(queries, depth, top, from, querySlice);
        loadSlice(points, depth, left, from, pointSlice);
        __syncthreads();
        const int slice = int(min(depth - from, std::int64_t{depthSlice}));
#pragma unroll 4
        for (int k = 0; k < slice; ++k)
            for (int r = 0; r < perThread; ++r)
                for (int c = 0; c < perThread; ++c) {
                    const float difference =
                        querySlice[k][threadIdx.y + r * side] - pointSlice[k][threadIdx.x + c * side];
                    sums[r][c] = fmaf(difference, difference, sums[r][c]);
                }
        __syncthreads();
    }
    for (int r = 0; r < perThread; ++r)
        for (int c = 0; c < perThread; ++c) {
            const std::int64_t i = top + threadIdx.y + r * side;
            const std::int64_t j = left + threadIdx.x + c * side;
            if (i < queries.rows && j < points.rows)
                out[i * points.rows + j] =
                    self && self[i] == j ? std::numeric_limits<float>::quiet_NaN() : sums[r][c];
        }
}

__device__ static Key keyOf(const float* row, int j)
{
    return Key{std::bit_cast<std::uint32_t>(row[j])} << 32 | unsigned(j);
}

// How many of the row's keys that begin with cut.prefix have which digit after it.
__device__ static void countDigits(const float* row, int n, const Cut& cut, int width, unsigned* counts)
{
    for (unsigned digit = threadIdx.x; digit < digits; digit += blockDim.x)
        counts[digit] = 0;
    __syncthreads();
    const int shift = cut.shift - width;
    for (int j = int(threadIdx.x); j < n; j += int(blockDim.x)) {
        const Key key = keyOf(row, j);
        if (cut.shift == 64 || key >> cut.shift == cut.prefix)
            atomicAdd(&counts[unsigned(key >> shift) & ((1u << width) - 1)], 1u);
    }
    __syncthreads();
}

__device__ static Digit digitAt(unsigned wanted, const unsigned* counts)
{
    __shared__ unsigned sums[cuda::blockThreads];
    __shared__ Digit found;
    constexpr unsigned own = digits / cuda::blockThreads;
    unsigned sum = 0;
    for (unsigned digit = threadIdx.x * own; digit < (threadIdx.x + 1) * own; ++digit)
        sum += counts[digit];
    sums[threadIdx.x] = sum;
    __syncthreads();
    unsigned below = 0;
    for (unsigned thread = 0; thread < threadIdx.x; ++thread)
        below += sums[thread];
    if (below < wanted && wanted <= below + sum) {
        unsigned digit = threadIdx.x * own;
        for (; below + counts[digit] < wanted; ++digit)
            below += counts[digit];
        found = {digit, below, counts[digit]};
    }
    __syncthreads();
    return found;
}

// What takes exactly the `wanted` smallest keys: found digit by digit, three of the distance and, where equal
// ones need it, three of the number.
__device__ static Cut cutFor(const float* row, int n, unsigned wanted)
{
    __shared__ unsigned counts[digits];
    Cut cut{0, 64};
    Digit digit{};
    do {
        const int width = cut.shift % 32 == 10 ? 10 : digitBits;
        countDigits(row, n, cut, width, counts);
        digit = digitAt(wanted, counts);
        cut = {cut.prefix << width | digit.value, cut.shift - width};
        wanted -= digit.below;
    } while (digit.count > wanted && cut.shift > 0);
    return cut;
}

// The k smallest of each row of distances, in order; a block for each row. Keys [rows, k] are scratch.
static __global__ void selectKernel(int n, int k, const float* distances, Key* keys, std::int32_t* ids,
                                    float* nearest)
{
    __shared__ int found;
    const float* const row = distances + std::int64_t{blockIdx.x} * n;
    const std::int64_t begin = std::int64_t{blockIdx.x} * k;
    Key* const own = keys + begin;
    const Cut cut = cutFor(row, n, unsigned(k));
    if (threadIdx.x == 0)
        found = 0;
    __syncthreads();
    for (int j = int(threadIdx.x); j < n; j += int(blockDim.x))
        if (const Key key = keyOf(row, j); cut.takes(key))
            own[atomicAdd(&found, 1)] = key;
    __syncthreads();
    for (int e = int(threadIdx.x); e < k; e += int(blockDim.x)) {
        int smaller = 0;
        for (int other = 0; other < k; ++other)
            smaller += own[other] < own[e] ? 1 : 0;
        ids[begin + smaller] = std::int32_t(own[e]);
        nearest[begin + smaller] = std::bit_cast<float>(std::uint32_t(own[e] >> 32));
    }
}

static void findDistances(const Tensor& queries, const Tensor& points, const std::int32_t* self, Tensor& out)
{
    const std::int64_t tiles =
        cuda::divideUp(queries.rows(), tileRows) * cuda::divideUp(points.rows(), tileRows);
    cuda::launch(distancesKernel, {dim3(unsigned(tiles)), dim3(side, side)},
                 Matrix{queries.data(), queries.rows()}, Matrix{points.data(), points.rows()},
                 std::int64_t{points.columns()}, self, out.data());
}

static void nearestRowsCuda(const Tensor& queries, const Tensor& points, const Tensor& self, Tensor& ids,
                            Tensor& squaredDistances)
{
    assert(queries.columns() == points.columns() && self.size() == queries.rows());
    const int n = points.rows();
    const int k = ids.columns();
    assert(k <= n);
    int chunk = std::min(queries.rows(), int(std::clamp<std::int64_t>(mostDistances / n, 1, mostQueries)));
    if (chunk > tileRows)
        chunk -= chunk % tileRows;
    Tensor distances({chunk, n}, ElementType::Float32, Device::Cuda);
    Tensor keys({chunk, k, 2}, ElementType::Float32, Device::Cuda);
    for (int first = 0; first < queries.rows(); first += chunk) {
        const int count = std::min(chunk, queries.rows() - first);
        const std::int64_t begin = std::int64_t{first} * k;
        findDistances(queries.slice(first, count), points, self.ids() + first, distances);
        cuda::launch(selectKernel, {dim3(unsigned(count))}, n, k, distances.data(),
                     reinterpret_cast<Key*>(keys.data()), ids.ids() + begin, squaredDistances.data() + begin);
    }
}

static void pairDistancesCuda(const Tensor& queries, const Tensor& points, Tensor& out)
{
    findDistances(queries, points, nullptr, out);
}

static const cuda::OnCuda attachNearestRows(nearestRows, nearestRowsCuda);
static const cuda::OnCuda attachPairDistances(pairDistances, pairDistancesCuda);

} // namespace engine::ops
