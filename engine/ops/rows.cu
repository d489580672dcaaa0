#include "engine/ops/rows.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/select.h"

#include <algorithm>
#include <limits>

namespace engine::ops {

namespace cuda = engine::cuda;

constexpr std::int32_t unseen = std::numeric_limits<std::int32_t>::max();

struct Distinct {
    const std::int32_t* ids;
    std::int64_t size;
    int count;
    std::int32_t* seen; // where each row was named first
    std::int32_t* rows;
    std::int32_t* places;

    __device__ bool names(std::int64_t i) const { return ids[i] >= 0 && ids[i] < count; }
};

// One block numbers the rows in the order in which they appear.
static __global__ void numberKernel(Distinct all, int length)
{
    int found = 0;
    for (std::int64_t start = 0; start < all.size; start += blockDim.x) {
        const std::int64_t i = start + threadIdx.x;
        const bool first = i < all.size && all.names(i) && all.seen[all.ids[i]] == i;
        int total = 0;
        const int place = found + cuda::rankInBlock(first, total);
        if (first) {
            all.rows[place] = all.ids[i];
            all.places[i] = place;
        }
        found += total;
    }
    for (int i = found + int(threadIdx.x); i < length; i += int(blockDim.x))
        all.rows[i] = -1;
    __syncthreads();
    for (std::int64_t i = threadIdx.x; i < all.size; i += blockDim.x)
        if (!all.names(i))
            all.places[i] = -1;
        else if (const std::int32_t first = all.seen[all.ids[i]]; first != i)
            all.places[i] = all.places[first];
    __syncthreads();
    for (std::int64_t i = threadIdx.x; i < all.size; i += blockDim.x)
        if (all.names(i))
            all.seen[all.ids[i]] = unseen; // as before, for the next batch
}

static void distinctRowsCuda(const Tensor& ids, int count, Tensor& seen, Tensor& rows, Tensor& places)
{
    if (seen.empty()) {
        seen = Tensor::like(ids, {count});
        std::int32_t* const s = seen.ids();
        cuda::forElements(count, [=] __device__(std::int64_t i) { s[i] = unseen; });
    }
    places = Tensor::like(ids);
    const int length = int(std::min<std::int64_t>(ids.size(), count));
    rows = length == 0 ? Tensor() : Tensor::like(ids, {length});
    const Distinct all{ids.ids(), ids.size(), count, seen.ids(), rows.ids(), places.ids()};
    cuda::forElements(ids.size(), [=] __device__(std::int64_t i) {
        if (all.names(i))
            atomicMin(all.seen + all.ids[i], std::int32_t(i));
    });
    cuda::launch(numberKernel, {dim3(1), dim3(1024)}, all, length);
}

static void addToRowsCuda(const Tensor& x, const Tensor& places, Tensor& sums)
{
    const std::int64_t count = places.size(), width = count > 0 ? x.size() / count : 0;
    const float* const from = x.data();
    float* const to = sums.data();
    cuda::addMatches(
        places, width, sums.rows(),
        [=] __device__(std::int64_t block) {
            return cuda::RowItems{block, 0};
        },
        [=] __device__(std::int64_t i, std::int64_t column) { return from[i * width + column]; },
        [=] __device__(std::int64_t row, std::int64_t column, float sum) {
            to[row * width + column] += sum;
        });
}

static const cuda::OnCuda attachDistinctRows(distinctRows, distinctRowsCuda);
static const cuda::OnCuda attachAddToRows(addToRows, addToRowsCuda);

} // namespace engine::ops
