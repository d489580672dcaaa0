#include "engine/ops/normalize.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/columns.h"
#include "engine/cuda/teams.h"

namespace engine::ops {

namespace cuda = engine::cuda;

// gamma and beta of normalised values, with their defaults.
struct ScaleAndShift {
    const float* gamma;
    const float* beta;

    __device__ float operator()(float normalized, std::int64_t column) const
    {
        return normalized * (gamma ? gamma[column] : 1.0f) + (beta ? beta[column] : 0.0f);
    }
};

// Count, mean and sum of squared differences from it (Welford 1962); two of them as Chan, Golub, LeVeque
// 1979.
struct ColumnMoments {
    float count, mean, squares;

    __device__ void take(float value)
    {
        count += 1;
        const float difference = value - mean;
        mean += difference / count;
        squares += difference * (value - mean);
    }
    __device__ void merge(const ColumnMoments& other)
    {
        if (other.count == 0)
            return;
        const float both = count + other.count;
        const float difference = other.mean - mean;
        mean += difference * (other.count / both);
        squares += other.squares + difference * difference * (count * other.count / both);
        count = both;
    }
};

// Column sums of gradY and of gradY * normalized, which are the gradients of beta and gamma.
struct ColumnSums {
    float beta, gamma;

    __device__ void merge(const ColumnSums& other)
    {
        beta += other.beta;
        gamma += other.gamma;
    }
};

static void batchNormCuda(const Tensor& x, const Tensor& gamma, const Tensor& beta, float epsilon,
                          Tensor& mean, Tensor& variance, Tensor& normalized, Tensor& y)
{
    const std::int64_t rows = x.matrix().rows(), columns = x.columns();
    const float* const v = x.data();
    float *const m = mean.data(), *const s = variance.data();
    cuda::mergeColumns<ColumnMoments>(
        rows, columns,
        [=] __device__(ColumnMoments & part, std::int64_t row, std::int64_t column) {
            part.take(v[row * columns + column]);
        },
        [=] __device__(int, std::int64_t column, const ColumnMoments& all) {
            m[column] = all.mean;
            s[column] = all.count > 0 ? all.squares / all.count : 0.0f;
        });
    const ScaleAndShift scaled{gamma.data(), beta.data()};
    float *const n = normalized.data(), *const o = y.data();
    cuda::forMatrix(rows, columns, [=] __device__(std::int64_t row, std::int64_t column) {
        const std::int64_t i = row * columns + column;
        const float value = (v[i] - m[column]) * (1.0f / sqrtf(s[column] + epsilon));
        n[i] = value;
        o[i] = scaled(value, column);
    });
}

// Adds to the gradients of gamma and beta where they are wanted; keeps the sums where `sums` is not null.
static void addColumnGradients(const Tensor& normalized, const Tensor& gradY, Tensor& gradGamma,
                               Tensor& gradBeta, ColumnSums* sums)
{
    const std::int64_t columns = gradY.columns();
    const float *const n = normalized.data(), *const g = gradY.data();
    float *const toGamma = gradGamma.data(), *const toBeta = gradBeta.data();
    cuda::mergeColumns<ColumnSums>(
        gradY.matrix().rows(), columns,
        [=] __device__(ColumnSums & part, std::int64_t row, std::int64_t column) {
            const std::int64_t i = row * columns + column;
            part.beta += g[i];
            part.gamma += g[i] * n[i];
        },
        [=] __device__(int, std::int64_t column, const ColumnSums& all) {
            if (toGamma)
                toGamma[column] += all.gamma;
            if (toBeta)
                toBeta[column] += all.beta;
            if (sums)
                sums[column] = all;
        });
}

// dx = gamma inverse (g - mean(g) - normalized mean(g normalized)), means over the rows of the column.
static void batchNormBackwardCuda(const Tensor& normalized, const Tensor& variance, const Tensor& gamma,
                                  float epsilon, const Tensor& gradY, Tensor& gradGamma, Tensor& gradBeta,
                                  Tensor& gradX)
{
    const std::int64_t rows = gradY.matrix().rows(), columns = gradY.columns();
    Tensor kept = Tensor::like(gradY, {int(columns), 2});
    ColumnSums* const sums = reinterpret_cast<ColumnSums*>(kept.data());
    addColumnGradients(normalized, gradY, gradGamma, gradBeta, sums);
    const float share = 1.0f / float(std::max<std::int64_t>(1, rows));
    const float *const n = normalized.data(), *const g = gradY.data();
    const float *const k = gamma.data(), *const s = variance.data();
    float* const o = gradX.data();
    cuda::forMatrix(rows, columns, [=] __device__(std::int64_t row, std::int64_t column) {
        const std::int64_t i = row * columns + column;
        const float centred = g[i] - share * (sums[column].beta + n[i] * sums[column].gamma);
        o[i] = centred * (1.0f / sqrtf(s[column] + epsilon)) * (k ? k[column] : 1.0f);
    });
}

static void normalizeColumnsCuda(const Tensor& x, const Tensor& mean, const Tensor& variance,
                                 const Tensor& gamma, const Tensor& beta, float epsilon, Tensor& y)
{
    const std::int64_t columns = x.columns();
    const ScaleAndShift scaled{gamma.data(), beta.data()};
    const float *const v = x.data(), *const m = mean.data(), *const s = variance.data();
    float* const o = y.data();
    cuda::forMatrix(x.matrix().rows(), columns, [=] __device__(std::int64_t row, std::int64_t column) {
        const std::int64_t i = row * columns + column;
        o[i] = scaled((v[i] - m[column]) * (1.0f / sqrtf(s[column] + epsilon)), column);
    });
}

static void movingAverageCuda(const Tensor& batch, float momentum, Tensor& old)
{
    const float* const b = batch.data();
    float* const o = old.data();
    cuda::forElements(old.size(),
                      [=] __device__(std::int64_t i) { o[i] = momentum * o[i] + (1.0f - momentum) * b[i]; });
}

static void layerNormCuda(const Tensor& x, const Tensor& gamma, const Tensor& beta, float epsilon,
                          Tensor& normalized, Tensor& inverse, Tensor& y)
{
    const std::int64_t columns = x.columns();
    const ScaleAndShift scaled{gamma.data(), beta.data()};
    const float* const v = x.data();
    float *const n = normalized.data(), *const d = inverse.data(), *const o = y.data();
    cuda::forTeams(x.matrix().rows(), columns, [=] __device__(std::int64_t row, const cuda::Team& team) {
        const std::int64_t start = row * columns, end = start + columns;
        const float origin = v[start]; // differences from it are small even where the mean is large
        float sum = 0, squares = 0;
        for (std::int64_t i = start + team.lane; i < end; i += team.size)
            sum += v[i] - origin;
        const float centre = origin + team.sum(sum) / float(columns);
        for (std::int64_t i = start + team.lane; i < end; i += team.size)
            squares += (v[i] - centre) * (v[i] - centre);
        const float factor = 1.0f / sqrtf(team.sum(squares) / float(columns) + epsilon);
        if (team.lane == 0)
            d[row] = factor;
        for (std::int64_t i = start + team.lane; i < end; i += team.size) {
            const float value = (v[i] - centre) * factor;
            n[i] = value;
            o[i] = scaled(value, i - start);
        }
    });
}

// dx = inverse (h - mean(h) - normalized mean(h normalized)) with h = gradY gamma, means over the row.
static void layerNormBackwardCuda(const Tensor& normalized, const Tensor& inverse, const Tensor& gamma,
                                  const Tensor& gradY, Tensor& gradGamma, Tensor& gradBeta, Tensor& gradX)
{
    if (!gradGamma.empty() || !gradBeta.empty())
        addColumnGradients(normalized, gradY, gradGamma, gradBeta, nullptr);
    const std::int64_t columns = gradY.columns();
    const float *const n = normalized.data(), *const d = inverse.data(), *const g = gradY.data();
    const ScaleAndShift scaled{gamma.data(), nullptr};
    float* const o = gradX.data();
    cuda::forTeams(gradY.matrix().rows(), columns, [=] __device__(std::int64_t row, const cuda::Team& team) {
        const std::int64_t start = row * columns;
        float sum = 0, along = 0;
        for (std::int64_t c = team.lane; c < columns; c += team.size) {
            const float h = scaled(g[start + c], c);
            sum += h;
            along += h * n[start + c];
        }
        const float mean = team.sum(sum) / float(columns);
        const float slope = team.sum(along) / float(columns);
        for (std::int64_t c = team.lane; c < columns; c += team.size)
            o[start + c] = d[row] * (scaled(g[start + c], c) - mean - n[start + c] * slope);
    });
}

static const cuda::OnCuda attachBatchNorm(batchNorm, batchNormCuda);
static const cuda::OnCuda attachBatchNormBackward(batchNormBackward, batchNormBackwardCuda);
static const cuda::OnCuda attachNormalizeColumns(normalizeColumns, normalizeColumnsCuda);
static const cuda::OnCuda attachMovingAverage(movingAverage, movingAverageCuda);
static const cuda::OnCuda attachLayerNorm(layerNorm, layerNormCuda);
static const cuda::OnCuda attachLayerNormBackward(layerNormBackward, layerNormBackwardCuda);

} // namespace engine::ops
