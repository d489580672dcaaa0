#include "engine/ops/embedding.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/select.h"
#include "engine/cuda/teams.h"

namespace engine::ops {

namespace cuda = engine::cuda;

static void lookUpCuda(const Tensor& table, const Tensor& ids, Tensor& out)
{
    const std::int64_t width = table.columns(), rows = table.rows();
    const float* const t = table.data();
    const std::int32_t* const id = ids.ids();
    float* const o = out.data();
    cuda::forMatrix(ids.size(), width, [=] __device__(std::int64_t i, std::int64_t column) {
        const bool known = id[i] >= 0 && id[i] < rows;
        o[i * width + column] = known ? t[id[i] * width + column] : 0;
    });
}

// The block of a row's first place adds up all of its places; others find an earlier one and end.
static void lookUpBackwardCuda(const Tensor& gradOut, const Tensor& ids, Tensor& gradTable)
{
    const std::int64_t width = gradTable.columns(), rows = gradTable.rows();
    const float* const g = gradOut.data();
    const std::int32_t* const id = ids.ids();
    float* const table = gradTable.data();
    cuda::fillZero(table, std::size_t(gradTable.size()) * sizeof(float));
    cuda::addMatches(
        ids, width, int(ids.size()),
        [=] __device__(std::int64_t block) {
            bool earlier = id[block] < 0 || id[block] >= rows;
            for (std::int64_t i = threadIdx.x; i < block && !earlier; i += blockDim.x)
                earlier = id[i] == id[block];
            const bool skips = __syncthreads_or(earlier);
            return cuda::RowItems{skips ? -1 : id[block], block};
        },
        [=] __device__(std::int64_t i, std::int64_t column) { return g[i * width + column]; },
        [=] __device__(std::int64_t row, std::int64_t column, float sum) {
            table[row * width + column] = sum;
        });
}

static void maskOfIdsCuda(const Tensor& ids, Tensor& mask)
{
    const std::int32_t* const id = ids.ids();
    float* const m = mask.data();
    cuda::forElements(mask.size(), [=] __device__(std::int64_t i) { m[i] = id[i] != 0 ? 1.0f : 0.0f; });
}

static const cuda::OnCuda attachLookUp(lookUp, lookUpCuda);
static const cuda::OnCuda attachLookUpBackward(lookUpBackward, lookUpBackwardCuda);
static const cuda::OnCuda attachMaskOfIds(maskOfIds, maskOfIdsCuda);

} // namespace engine::ops
