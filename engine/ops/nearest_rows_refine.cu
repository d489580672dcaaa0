#include "engine/cuda/attach.h"
#include "engine/cuda/reduce.h"
#include "engine/ops/nearest_rows.h"

namespace engine::ops {

namespace cuda = engine::cuda;

namespace {

constexpr int mostCandidates = askedNeighbours * askedNeighbours;

struct Neighbour {
    float distance;
    std::int32_t id;
    __device__ bool isNearer(const Neighbour& other) const
    {
        return distance != other.distance ? distance < other.distance : id < other.id;
    }
};

// The neighbours of one point, and those of theirs that are none yet, which a block finds together.
struct Refinement {
    const std::int32_t* ids; // of all points
    const float* distances;
    int k;
    std::int32_t point;
    Neighbour* candidates; // shared memory; distance -1: none
    int count;

    __device__ Neighbour own(int e) const
    {
        const std::int64_t at = std::int64_t{point} * k + e;
        return {distances[at], ids[at]};
    }
    __device__ bool isNew(int e) const
    {
        const std::int32_t id = candidates[e].id;
        bool known = id == point;
        for (int other = 0; other < k && !known; ++other)
            known = own(other).id == id;
        for (int before = 0; before < e && !known; ++before)
            known = candidates[before].id == id;
        return !known;
    }
    __device__ void collect()
    {
        const int few = min(askedNeighbours, k);
        count = few * few;
        for (int e = int(threadIdx.x); e < count; e += int(blockDim.x))
            candidates[e].id = ids[std::int64_t{own(e / few).id} * k + e % few];
        __syncthreads();
        for (int e = int(threadIdx.x); e < count; e += int(blockDim.x))
            candidates[e].distance = isNew(e) ? 0.0f : -1.0f;
        __syncthreads();
    }
    // A warp for each candidate.
    __device__ void measure(const float* points, std::int64_t depth)
    {
        const float* const x = points + point * depth;
        for (int e = int(threadIdx.x / 32); e < count; e += int(blockDim.x / 32)) {
            if (candidates[e].distance < 0)
                continue;
            const float* const other = points + candidates[e].id * depth;
            float sum = 0;
            for (std::int64_t c = threadIdx.x % 32; c < depth; c += 32)
                sum += (x[c] - other[c]) * (x[c] - other[c]);
            sum = cuda::combineWarp(sum, cuda::Plus());
            if (threadIdx.x % 32 == 0)
                candidates[e].distance = sum;
        }
        __syncthreads();
    }
    __device__ int rank(const Neighbour& of) const
    {
        int nearer = 0;
        for (int e = 0; e < k; ++e)
            nearer += own(e).isNearer(of) ? 1 : 0;
        for (int e = 0; e < count; ++e)
            nearer += candidates[e].distance >= 0 && candidates[e].isNearer(of) ? 1 : 0;
        return nearer;
    }
};

} // namespace

static __global__ void refineKernel(Refinement work, const float* points, std::int64_t depth,
                                    std::int32_t* newIds, float* newDistances)
{
    __shared__ Neighbour candidates[mostCandidates];
    work.point = std::int32_t(blockIdx.x);
    work.candidates = candidates;
    work.collect();
    work.measure(points, depth);
    for (int e = int(threadIdx.x); e < work.k + work.count; e += int(blockDim.x)) {
        const Neighbour found = e < work.k ? work.own(e) : candidates[e - work.k];
        if (found.distance < 0)
            continue;
        if (const int rank = work.rank(found); rank < work.k) {
            newIds[std::int64_t{work.point} * work.k + rank] = found.id;
            newDistances[std::int64_t{work.point} * work.k + rank] = found.distance;
        }
    }
}

static void refineNeighboursCuda(const Tensor& points, const Tensor& ids, const Tensor& squaredDistances,
                                 Tensor& newIds, Tensor& newSquaredDistances)
{
    const Refinement work{ids.ids(), squaredDistances.data(), ids.columns(), 0, nullptr, 0};
    cuda::launch(refineKernel, {dim3(unsigned(points.rows()))}, work, points.data(),
                 std::int64_t{points.columns()}, newIds.ids(), newSquaredDistances.data());
}

static const cuda::OnCuda attachRefineNeighbours(refineNeighbours, refineNeighboursCuda);

} // namespace engine::ops
