#include "engine/ops/missing_rows.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/reduce.h"
#include "engine/cuda/select.h"

namespace engine::ops {

namespace cuda = engine::cuda;

static void countPresentCuda(const Tensor& mask, Tensor& count)
{
    const float* const m = mask.data();
    float* const o = count.data();
    cuda::sumElements(
        mask.size(), [=] __device__(std::int64_t i) { return m[i] != 0 ? 1.0f : 0.0f; },
        [=] __device__(int, float sum) { *o = sum; });
}

// One block finds the first row that is there.
static __global__ void firstKernel(const float* mask, std::int64_t rows, std::int64_t* first)
{
    for (std::int64_t start = 0; start < rows; start += blockDim.x) {
        const std::int64_t i = start + threadIdx.x;
        const bool here = i < rows && mask[i] != 0;
        int total = 0;
        const int rank = cuda::rankInBlock(here, total);
        if (here && rank == 0)
            *first = i;
        if (total > 0)
            return;
    }
    if (threadIdx.x == 0)
        *first = 0;
}

static void fillMissingCuda(const Tensor& values, const Tensor& mask, Tensor& filled, Tensor& first)
{
    const std::int64_t rows = mask.size(), width = rows == 0 ? 0 : values.size() / rows;
    Tensor chosen({2}, ElementType::Int32, Device::Cuda);
    std::int64_t* const place = reinterpret_cast<std::int64_t*>(chosen.ids());
    const float* const m = mask.data();
    cuda::launch(firstKernel, {dim3(1), dim3(1024)}, m, rows, place);
    const std::int32_t* const from = values.ids(); // both element types are copied as four bytes
    std::int32_t *const to = filled.ids(), *const one = first.ids();
    cuda::forMatrix(rows, width, [=] __device__(std::int64_t i, std::int64_t column) {
        const std::int32_t value = from[(m[i] != 0 ? i : *place) * width + column];
        to[i * width + column] = value;
        if (i == *place)
            one[column] = from[i * width + column];
    });
}

static void leaveMissingCuda(const Tensor& mask, const Tensor& ofFirst, int divisor, Tensor& loss,
                             Tensor& gradient)
{
    const std::int64_t rows = mask.size(), width = rows == 0 ? 0 : gradient.size() / rows;
    Tensor counted({2}, ElementType::Float32, Device::Cuda); // rows that are there; the factor
    Tensor count = counted.slice(0, 1);
    countPresentCuda(mask, count);
    float *const value = loss.data(), *const factors = counted.data();
    const float* const one = ofFirst.data();
    cuda::forElements(1, [=] __device__(std::int64_t) {
        const float present = factors[0];
        const float factor = present == 0 ? 0 : float(rows) / (divisor > 0 ? float(divisor) : present);
        const double missing = 1 - double(present) / double(rows);
        *value = factor == 0 ? 0 : float(factor * (double(*value) - missing * double(*one)));
        factors[1] = factor;
    });
    const float* const m = mask.data();
    float* const g = gradient.data();
    cuda::forMatrix(rows, width, [=] __device__(std::int64_t i, std::int64_t column) {
        const std::int64_t at = i * width + column;
        g[at] = m[i] != 0 ? factors[1] * g[at] : 0;
    });
}

static const cuda::OnCuda attachFillMissing(fillMissing, fillMissingCuda);
static const cuda::OnCuda attachCountPresent(countPresent, countPresentCuda);
static const cuda::OnCuda attachLeaveMissing(leaveMissing, leaveMissingCuda);

} // namespace engine::ops
