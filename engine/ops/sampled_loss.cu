#include "engine/ops/sampled_loss.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/blas.h"
#include "engine/cuda/select.h"
#include "engine/cuda/teams.h"
#include "engine/ops/functions.h"
#include "engine/ops/rows.h"

namespace engine::ops {

namespace cuda = engine::cuda;

// What the kernels see of a batch and what it is compared with.
struct Compared {
    const float *x, *kernel, *bias, *targetShift, *negativeShift; // shifts may be null
    const std::int32_t *targets, *negatives;
    float* slopes; // of the loss, of negatives [batch, count]; of shared ones, before, their products with x
    float* targetSlopes; // [batch]
    float* losses; // [batch]
    float factor;
    int features, classes, count;
    bool shared, skipsHits;

    __device__ std::int64_t firstNegative(std::int64_t sample) const { return shared ? 0 : sample * count; }
};

// Of a sample and a class, by a warp.
__device__ static float productWith(const Compared& all, std::int64_t sample, std::int64_t id)
{
    float sum = 0;
    for (int i = int(threadIdx.x) % 32; i < all.features; i += 32)
        sum += all.x[sample * all.features + i] * all.kernel[id * all.features + i];
    return cuda::combineWarp(sum, cuda::Plus());
}

// Writes the slope of a negative, gives its loss.
__device__ static float compareNegative(const Compared& all, std::int64_t sample, int i, float product)
{
    const std::int64_t at = all.firstNegative(sample) + i;
    const std::int32_t id = all.negatives[at], target = all.targets[sample];
    const float z = product + all.bias[id] - (all.negativeShift ? all.negativeShift[at] : 0);
    const bool counts = target >= 0 && target < all.classes && !(all.skipsHits && id == target);
    const float sign = counts ? 1 : 0;
    all.slopes[sample * all.count + i] = sign * all.factor * sigmoid(z);
    return sign * softplus(z);
}

// By a warp: writes the slope of the target's negated score, gives its loss.
__device__ static float compareTarget(const Compared& all, std::int64_t sample)
{
    const std::int32_t target = all.targets[sample];
    float slope = 0, loss = 0;
    if (target >= 0 && target < all.classes) {
        const float shift = all.targetShift ? all.targetShift[sample] : 0;
        const float z = shift - productWith(all, sample, target) - all.bias[target];
        slope = all.factor * sigmoid(z);
        loss = softplus(z);
    }
    all.targetSlopes[sample] = slope;
    return loss;
}

// A block for every sample.
static __global__ void compareKernel(Compared all)
{
    const std::int64_t sample = blockIdx.x;
    const int warps = int(blockDim.x) / 32, warp = int(threadIdx.x) / 32;
    const bool speaks = threadIdx.x % 32 == 0; // for its warp
    float loss = 0;
    if (all.shared)
        for (int i = int(threadIdx.x); i < all.count; i += int(blockDim.x))
            loss += compareNegative(all, sample, i, all.slopes[sample * all.count + i]);
    else
        for (int i = warp; i < all.count; i += warps) {
            const float product = productWith(all, sample, all.negatives[sample * all.count + i]);
            if (speaks)
                loss += compareNegative(all, sample, i, product);
        }
    if (warp == warps - 1) {
        const float own = compareTarget(all, sample);
        loss += speaks ? own : 0;
    }
    loss = cuda::sumOfBlock(loss);
    if (threadIdx.x == 0)
        all.losses[sample] = loss;
}

static Tensor gathered(const Tensor& kernel, const Tensor& ids)
{
    const std::int64_t features = kernel.columns();
    Tensor rows = Tensor::like(kernel, {int(ids.size()), int(features)});
    const float* const from = kernel.data();
    const std::int32_t* const id = ids.ids();
    float* const to = rows.data();
    cuda::forMatrix(ids.size(), features, [=] __device__(std::int64_t i, std::int64_t column) {
        to[i * features + column] = from[id[i] * features + column];
    });
    return rows;
}

static Tensor joinedIds(const Tensor& first, const Tensor& second)
{
    const std::int64_t size = first.size();
    Tensor all = Tensor::like(first, {int(size + second.size())});
    const std::int32_t *const a = first.ids(), *const b = second.ids();
    std::int32_t* const to = all.ids();
    cuda::forElements(all.size(), [=] __device__(std::int64_t i) { to[i] = i < size ? a[i] : b[i - size]; });
    return all;
}

// A batch at work.
struct Comparison {
    const Tensor &x, &kernel;
    const SampledClasses& chosen;
    int batch, count, features;
    bool shared; // the batch shares its negatives
    Tensor slopes, targetSlopes, losses;
    Tensor negativeRows; // of the kernel, when they are shared

    Comparison(const Tensor& x, const Tensor& kernel, const SampledClasses& chosen)
        : x(x), kernel(kernel), chosen(chosen), batch(int(chosen.targets.size())),
          count(chosen.negatives.columns()), features(kernel.columns()),
          shared(chosen.negatives.shape().rank() == 1), slopes(Tensor::like(x, {batch, count})),
          targetSlopes(Tensor::like(x, {batch})), losses(Tensor::like(x, {batch}))
    {
    }
};

// out [rows, columns] = a b, where a has all of its columns.
static void multiply(const Tensor& a, const Tensor& b, const Shape& shape, bool transposeB, Tensor& out)
{
    cuda::multiply({.a = a.data(),
                    .b = b.data(),
                    .out = out.data(),
                    .rows = shape[0],
                    .columns = shape[1],
                    .depth = a.columns(),
                    .strideA = a.columns(),
                    .strideB = b.columns(),
                    .strideOut = shape[1],
                    .transposeB = transposeB});
}

static void compare(Comparison& at, const Tensor& bias, float factor, Tensor& loss)
{
    if (at.shared) {
        at.negativeRows = gathered(at.kernel, at.chosen.negatives);
        multiply(at.x, at.negativeRows, {at.batch, at.count}, true, at.slopes);
    }
    const SampledClasses& chosen = at.chosen;
    const Compared all{.x = at.x.data(),
                       .kernel = at.kernel.data(),
                       .bias = bias.data(),
                       .targetShift = chosen.targetShift.data(),
                       .negativeShift = chosen.negativeShift.data(),
                       .targets = chosen.targets.ids(),
                       .negatives = chosen.negatives.ids(),
                       .slopes = at.slopes.data(),
                       .targetSlopes = at.targetSlopes.data(),
                       .losses = at.losses.data(),
                       .factor = factor,
                       .features = at.features,
                       .classes = at.kernel.rows(),
                       .count = at.count,
                       .shared = at.shared,
                       .skipsHits = chosen.skipsHits};
    cuda::launch(compareKernel, {dim3(unsigned(at.batch)), dim3(128)}, all);
    float* const out = loss.data();
    const float* const losses = all.losses;
    cuda::sumElements(
        at.batch, [=] __device__(std::int64_t i) { return losses[i]; },
        [=] __device__(int, float sum) { *out = factor * sum; });
}

static void writeX(const Comparison& at, Tensor& gradient)
{
    if (at.shared)
        multiply(at.slopes, at.negativeRows, {at.batch, at.features}, false, gradient);
    const float *const kernel = at.kernel.data(), *const slopes = at.slopes.data();
    const float* const targetSlopes = at.targetSlopes.data();
    const std::int32_t *const targets = at.chosen.targets.ids(), *const ids = at.chosen.negatives.ids();
    const std::int64_t features = at.features, count = at.shared ? 0 : at.count;
    const bool adds = at.shared;
    float* const to = gradient.data();
    cuda::forMatrix(at.batch, features, [=] __device__(std::int64_t sample, std::int64_t column) {
        float sum = adds ? to[sample * features + column] : 0;
        for (std::int64_t i = sample * count; i < (sample + 1) * count; ++i)
            sum += slopes[i] * kernel[ids[i] * features + column];
        const float own = targetSlopes[sample];
        to[sample * features + column] =
            own == 0 ? sum : sum - own * kernel[targets[sample] * features + column];
    });
}

// The gradients of kernel and bias from shared negatives, which have the first rows; zeros in the others.
static void startWeights(const Comparison& at, SampledGradients& gradients)
{
    cuda::fillZero(gradients.kernel.data(), std::size_t(gradients.kernel.size()) * sizeof(float));
    cuda::fillZero(gradients.bias.data(), std::size_t(gradients.bias.size()) * sizeof(float));
    if (!at.shared)
        return;
    cuda::multiply({.a = at.slopes.data(),
                    .b = at.x.data(),
                    .out = gradients.kernel.data(),
                    .rows = at.count,
                    .columns = at.features,
                    .depth = at.batch,
                    .strideA = at.count,
                    .strideB = at.features,
                    .strideOut = at.features,
                    .transposeA = 1});
    const std::int64_t count = at.count;
    const float* const slopes = at.slopes.data();
    float* const bias = gradients.bias.data();
    cuda::sumColumns(
        at.batch, count,
        [=] __device__(std::int64_t row, std::int64_t column) { return slopes[row * count + column]; },
        [=] __device__(int, std::int64_t column, float sum) { bias[column] = sum; });
}

// What each item's class gets: of each sample's own negatives, then of targets. The bias stands behind the
// kernel as one more column.
static void writeWeights(const Comparison& at, SampledGradients& gradients)
{
    Tensor places; // negatives come first, so that shared ones lie in the first rows
    distinctRows(joinedIds(at.chosen.negatives, at.chosen.targets), at.kernel.rows(), gradients.seen,
                 gradients.rows, places);
    const int rows = gradients.rows.rows(), negatives = int(at.chosen.negatives.size());
    gradients.kernel = Tensor::like(at.x, {rows, at.features});
    gradients.bias = Tensor::like(at.x, {rows});
    startWeights(at, gradients);
    const std::int64_t features = at.features, count = at.count, own = at.shared ? 0 : negatives;
    const float *const x = at.x.data(), *const slopes = at.slopes.data();
    const float* const targetSlopes = at.targetSlopes.data();
    float *const kernel = gradients.kernel.data(), *const bias = gradients.bias.data();
    cuda::addMatches(
        at.shared ? places.slice(negatives, at.batch) : places, features + 1, rows,
        [=] __device__(std::int64_t block) {
            return cuda::RowItems{block, 0};
        },
        [=] __device__(std::int64_t i, std::int64_t column) {
            const std::int64_t sample = i < own ? i / count : i - own;
            const float slope = i < own ? slopes[i] : -targetSlopes[sample];
            return column < features ? slope * x[sample * features + column] : slope;
        },
        [=] __device__(std::int64_t row, std::int64_t column, float sum) {
            (column < features ? kernel[row * features + column] : bias[row]) += sum;
        });
}

static void sampledLogisticCuda(const Tensor& x, const Tensor& kernel, const Tensor& bias,
                                const SampledClasses& chosen, float factor, Tensor& loss,
                                SampledGradients& gradients)
{
    const Tensor samples = x.matrix();
    Comparison comparison(samples, kernel, chosen);
    compare(comparison, bias, factor, loss);
    if (gradients.wantsInput)
        writeX(comparison, gradients.x = Tensor::like(x));
    if (gradients.wantsWeights)
        writeWeights(comparison, gradients);
}

static const cuda::OnCuda attachSampledLogistic(sampledLogistic, sampledLogisticCuda);

} // namespace engine::ops
