#include "engine/ops/normalize.h"

#include "engine/ops/loops.h"

#include <cmath>

namespace engine::ops {

namespace {

// gamma and beta with their defaults.
struct Scaling {
    const float* gamma;
    const float* beta;

    Scaling(const Tensor& gamma, const Tensor& beta) : gamma(gamma.data()), beta(beta.data()) {}
    float operator()(float normalized, std::int64_t column) const
    {
        return normalized * (gamma ? gamma[column] : 1.0f) + (beta ? beta[column] : 0.0f);
    }
};

Tensor inverseDeviation(const Tensor& variance, float epsilon)
{
    Tensor inverse = Tensor::like(variance);
    for (std::int64_t i = 0; i < variance.size(); ++i)
        inverse.data()[i] = 1.0f / std::sqrt(variance.data()[i] + epsilon);
    return inverse;
}

// Two passes: the squares of differences keep their digits where the difference of squares loses them.
void columnStatistics(const Tensor& x, Tensor& mean, Tensor& variance)
{
    const std::int64_t rows = rowCount(x);
    const std::int64_t columns = x.columns();
    const float* const v = x.data();
    float* const m = mean.data();
    float* const s = variance.data();
    const float share = rows > 0 ? 1.0f / float(rows) : 0.0f;
    // Differences from the first row are small even where the mean is large.
    reduceColumns(
        rows, columns,
        [=](std::int64_t row, std::int64_t column) { return v[row * columns + column] - v[column]; },
        [=](std::int64_t column, float sum) { m[column] = rows > 0 ? v[column] + sum * share : 0.0f; });
    reduceColumns(
        rows, columns,
        [=](std::int64_t row, std::int64_t column) {
            const float difference = v[row * columns + column] - m[column];
            return difference * difference;
        },
        [=](std::int64_t column, float sum) { s[column] = sum * share; });
}

void batchNormOnCpu(const Tensor& x, const Tensor& gamma, const Tensor& beta, float epsilon, Tensor& mean,
                    Tensor& variance, Tensor& normalized, Tensor& y)
{
    assert(mean.size() == x.columns() && variance.size() == x.columns());
    assert(normalized.size() == x.size() && y.size() == x.size());
    columnStatistics(x, mean, variance);
    const Tensor inverse = inverseDeviation(variance, epsilon);
    const std::int64_t columns = x.columns();
    const Scaling scaled(gamma, beta);
    const float* const v = x.data();
    const float* const m = mean.data();
    const float* const k = inverse.data();
    float* const n = normalized.data();
    float* const o = y.data();
    forRows(rowCount(x), columns, [=](std::int64_t row) {
        const std::int64_t start = row * columns;
#pragma GCC ivdep
        for (std::int64_t i = 0; i < columns; ++i) {
            const float value = (v[start + i] - m[i]) * k[i];
            n[start + i] = value;
            o[start + i] = scaled(value, i);
        }
    });
}

// Column sums of gradY and of gradY * normalized, which are the gradients of beta and gamma.
struct ColumnGradients {
    Tensor beta;
    Tensor gamma;

    ColumnGradients(const Tensor& normalized, const Tensor& gradY)
        : beta({gradY.columns()}), gamma({gradY.columns()})
    {
        const std::int64_t rows = rowCount(gradY);
        const std::int64_t columns = gradY.columns();
        const float* const n = normalized.data();
        const float* const g = gradY.data();
        float* const b = beta.data();
        float* const k = gamma.data();
        reduceColumns(
            rows, columns, [=](std::int64_t row, std::int64_t column) { return g[row * columns + column]; },
            [=](std::int64_t column, float sum) { b[column] = sum; });
        reduceColumns(
            rows, columns,
            [=](std::int64_t row, std::int64_t column) {
                return g[row * columns + column] * n[row * columns + column];
            },
            [=](std::int64_t column, float sum) { k[column] = sum; });
    }

    void addTo(Tensor& gradGamma, Tensor& gradBeta) const
    {
        for (std::int64_t i = 0; i < gradGamma.size(); ++i)
            gradGamma.data()[i] += gamma.data()[i];
        for (std::int64_t i = 0; i < gradBeta.size(); ++i)
            gradBeta.data()[i] += beta.data()[i];
    }
};

// dx = gamma inverse (g - mean(g) - normalized mean(g normalized)), means over the rows of the column.
void batchNormBackwardOnCpu(const Tensor& normalized, const Tensor& variance, const Tensor& gamma,
                            float epsilon, const Tensor& gradY, Tensor& gradGamma, Tensor& gradBeta,
                            Tensor& gradX)
{
    const ColumnGradients sums(normalized, gradY);
    sums.addTo(gradGamma, gradBeta);
    const Tensor inverse = inverseDeviation(variance, epsilon);
    const std::int64_t columns = gradY.columns();
    const float share = 1.0f / float(std::max<std::int64_t>(1, rowCount(gradY)));
    const float* const n = normalized.data();
    const float* const g = gradY.data();
    const float* const k = gamma.data();
    const float* const d = inverse.data();
    const float* const sumG = sums.beta.data();
    const float* const sumGn = sums.gamma.data();
    float* const o = gradX.data();
    forRows(rowCount(gradY), columns, [=](std::int64_t row) {
        const std::int64_t start = row * columns;
#pragma GCC ivdep
        for (std::int64_t i = 0; i < columns; ++i) {
            const float centred = g[start + i] - share * (sumG[i] + n[start + i] * sumGn[i]);
            o[start + i] = centred * d[i] * (k ? k[i] : 1.0f);
        }
    });
}

void normalizeColumnsOnCpu(const Tensor& x, const Tensor& mean, const Tensor& variance, const Tensor& gamma,
                           const Tensor& beta, float epsilon, Tensor& y)
{
    assert(mean.size() == x.columns() && variance.size() == x.columns() && y.size() == x.size());
    const Tensor inverse = inverseDeviation(variance, epsilon);
    const std::int64_t columns = x.columns();
    const Scaling scaled(gamma, beta);
    const float* const v = x.data();
    const float* const m = mean.data();
    const float* const k = inverse.data();
    float* const o = y.data();
    forRows(rowCount(x), columns, [=](std::int64_t row) {
        const std::int64_t start = row * columns;
#pragma GCC ivdep
        for (std::int64_t i = 0; i < columns; ++i)
            o[start + i] = scaled((v[start + i] - m[i]) * k[i], i);
    });
}

void movingAverageOnCpu(const Tensor& batch, float momentum, Tensor& old)
{
    assert(batch.size() == old.size());
    const float* const b = batch.data();
    float* const o = old.data();
    forElements(old.size(), [=](std::int64_t i) { o[i] = momentum * o[i] + (1.0f - momentum) * b[i]; });
}

void layerNormOnCpu(const Tensor& x, const Tensor& gamma, const Tensor& beta, float epsilon,
                    Tensor& normalized, Tensor& inverse, Tensor& y)
{
    assert(normalized.size() == x.size() && y.size() == x.size() && inverse.size() == rowCount(x));
    const std::int64_t columns = x.columns();
    const Scaling scaled(gamma, beta);
    const float* const v = x.data();
    float* const n = normalized.data();
    float* const d = inverse.data();
    float* const o = y.data();
    forRows(rowCount(x), columns, [=](std::int64_t row) {
        const float* const in = v + row * columns;
        const double mean = sumRange(0, columns, [=](std::int64_t i) { return in[i]; }) / double(columns);
        const double variance =
            sumRange(0, columns,
                     [=](std::int64_t i) { return (double(in[i]) - mean) * (double(in[i]) - mean); }) /
            double(columns);
        const float centre = float(mean);
        const float factor = float(1.0 / std::sqrt(variance + double(epsilon)));
        d[row] = factor;
        float* const out = o + row * columns;
        float* const kept = n + row * columns;
#pragma GCC ivdep
        for (std::int64_t i = 0; i < columns; ++i) {
            const float value = (in[i] - centre) * factor;
            kept[i] = value;
            out[i] = scaled(value, i);
        }
    });
}

// dx = inverse (h - mean(h) - normalized mean(h normalized)) with h = gradY gamma, means over the row.
void layerNormBackwardOnCpu(const Tensor& normalized, const Tensor& inverse, const Tensor& gamma,
                            const Tensor& gradY, Tensor& gradGamma, Tensor& gradBeta, Tensor& gradX)
{
    if (!gradGamma.empty() || !gradBeta.empty())
        ColumnGradients(normalized, gradY).addTo(gradGamma, gradBeta);
    const std::int64_t columns = gradY.columns();
    const float* const n = normalized.data();
    const float* const d = inverse.data();
    const float* const k = gamma.data();
    const float* const g = gradY.data();
    float* const o = gradX.data();
    forRows(rowCount(gradY), columns, [=](std::int64_t row) {
        const float* const kept = n + row * columns;
        const float* const in = g + row * columns;
        float* const out = o + row * columns;
        const auto h = [=](std::int64_t i) { return in[i] * (k ? k[i] : 1.0f); };
        const double count = double(columns);
        const float mean = float(sumRange(0, columns, h) / count);
        const float slope =
            float(sumRange(0, columns, [=](std::int64_t i) { return h(i) * kept[i]; }) / count);
#pragma GCC ivdep
        for (std::int64_t i = 0; i < columns; ++i)
            out[i] = d[row] * (h(i) - mean - kept[i] * slope);
    });
}

} // namespace

const Op<void(const Tensor&, const Tensor&, const Tensor&, float, Tensor&, Tensor&, Tensor&, Tensor&)>
    batchNorm{"batchNorm", batchNormOnCpu};
const Op<void(const Tensor&, const Tensor&, const Tensor&, float, const Tensor&, Tensor&, Tensor&, Tensor&)>
    batchNormBackward{"batchNormBackward", batchNormBackwardOnCpu};
const Op<void(const Tensor&, const Tensor&, const Tensor&, const Tensor&, const Tensor&, float, Tensor&)>
    normalizeColumns{"normalizeColumns", normalizeColumnsOnCpu};
const Op<void(const Tensor&, float, Tensor&)> movingAverage{"movingAverage", movingAverageOnCpu};
const Op<void(const Tensor&, const Tensor&, const Tensor&, float, Tensor&, Tensor&, Tensor&)> layerNorm{
    "layerNorm", layerNormOnCpu};
const Op<void(const Tensor&, const Tensor&, const Tensor&, const Tensor&, Tensor&, Tensor&, Tensor&)>
    layerNormBackward{"layerNormBackward", layerNormBackwardOnCpu};

} // namespace engine::ops
