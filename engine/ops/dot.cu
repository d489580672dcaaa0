#include "engine/ops/dot.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/teams.h"

namespace engine::ops {

namespace cuda = engine::cuda;

// Of two rows, gone through by a team.
__device__ static float dotOf(const float* a, const float* b, std::int64_t count, const cuda::Team& team)
{
    float sum = 0;
    for (std::int64_t i = team.lane; i < count; i += team.size)
        sum += a[i] * b[i];
    return team.sum(sum);
}

static void dotRowsCuda(const Tensor& a, const Tensor& b, Tensor& products)
{
    const std::int64_t columns = a.columns();
    const float* const x = a.data();
    const float* const y = b.data();
    float* const o = products.data();
    cuda::forTeams(products.size(), columns, [=] __device__(std::int64_t row, const cuda::Team& team) {
        const float product = dotOf(x + row * columns, y + row * columns, columns, team);
        if (team.lane == 0)
            o[row] = product;
    });
}

static void dotRowsBackwardCuda(const Tensor& a, const Tensor& b, const Tensor& gradient, Tensor& gradA,
                                Tensor& gradB)
{
    const std::int64_t columns = a.columns();
    const float* const x = a.data();
    const float* const y = b.data();
    const float* const g = gradient.data();
    float* const toX = gradA.data();
    float* const toY = gradB.data();
    cuda::forMatrix(gradient.size(), columns, [=] __device__(std::int64_t row, std::int64_t column) {
        const std::int64_t i = row * columns + column;
        toX[i] = g[row] * y[i];
        toY[i] = g[row] * x[i];
    });
}

static void unitRowsCuda(const Tensor& x, Tensor& factors, Tensor& y)
{
    const std::int64_t columns = x.columns();
    const float* const from = x.data();
    float* const kept = factors.data();
    float* const to = y.data();
    cuda::forTeams(factors.size(), columns, [=] __device__(std::int64_t row, const cuda::Team& team) {
        const float* const in = from + row * columns;
        const float length = sqrtf(dotOf(in, in, columns, team));
        const float factor = 1.0f / (shortestLength < length ? length : shortestLength);
        if (team.lane == 0)
            kept[row] = factor;
        for (std::int64_t i = team.lane; i < columns; i += team.size)
            to[row * columns + i] = factor * in[i];
    });
}

static void unitRowsBackwardCuda(const Tensor& y, const Tensor& factors, const Tensor& gradY, Tensor& gradX)
{
    const std::int64_t columns = y.columns();
    const float* const k = factors.data();
    const float* const unit = y.data();
    const float* const from = gradY.data();
    float* const to = gradX.data();
    cuda::forTeams(factors.size(), columns, [=] __device__(std::int64_t row, const cuda::Team& team) {
        const float* const direction = unit + row * columns;
        const float* const in = from + row * columns;
        const float product = dotOf(direction, in, columns, team);
        const float along = k[row] < 1.0f / shortestLength ? product : 0.0f;
        for (std::int64_t i = team.lane; i < columns; i += team.size)
            to[row * columns + i] = k[row] * (in[i] - along * direction[i]);
    });
}

static const cuda::OnCuda attachDotRows(dotRows, dotRowsCuda);
static const cuda::OnCuda attachDotRowsBackward(dotRowsBackward, dotRowsBackwardCuda);
static const cuda::OnCuda attachUnitRows(unitRows, unitRowsCuda);
static const cuda::OnCuda attachUnitRowsBackward(unitRowsBackward, unitRowsBackwardCuda);

} // namespace engine::ops
