// Cross-entropies of probabilities and of logits.
#include "engine/cuda/attach.h"
#include "engine/cuda/element_loss.h"
#include "engine/cuda/teams.h"
#include "engine/ops/loss.h"

namespace engine::ops {

namespace cuda = engine::cuda;

// Target i as a number, smoothed towards one half.
struct BinaryTarget {
    const float* numbers;
    const std::int32_t* ids;
    float keep, shift;

    BinaryTarget(const Tensor& target, float smoothing)
        : numbers(target.type() == ElementType::Int32 ? nullptr : target.data()), ids(target.ids()),
          keep(1 - smoothing), shift(0.5f * smoothing)
    {
    }
    __device__ float operator()(std::int64_t i) const
    {
        return keep * (numbers ? numbers[i] : float(ids[i])) + shift;
    }
};

static void binaryCrossEntropyCuda(const Tensor& prediction, const Tensor& target, float smoothing,
                                   float factor, Tensor& loss, Tensor& gradient)
{
    const float* const p = prediction.data();
    const BinaryTarget wanted(target, smoothing);
    cuda::elementLoss(prediction.size(), factor, loss, gradient,
                      [=] __device__(std::int64_t i) { return binaryTerm(p[i], wanted(i)); });
}

static void binaryCrossEntropyLogitsCuda(const Tensor& logits, const Tensor& target, float smoothing,
                                         float factor, Tensor& loss, Tensor& gradient)
{
    const float* const z = logits.data();
    const BinaryTarget wanted(target, smoothing);
    cuda::elementLoss(logits.size(), factor, loss, gradient,
                      [=] __device__(std::int64_t i) { return binaryLogitTerm(z[i], wanted(i)); });
}

// The targets of all rows, numbers or ids, mixed with the even distribution.
struct RowTargets {
    const float* numbers;
    const std::int32_t* ids;
    std::int64_t classes;
    float keep, shift;

    RowTargets(const Tensor& target, float smoothing, int classes)
        : numbers(target.data()), ids(target.type() == ElementType::Int32 ? target.ids() : nullptr),
          classes(classes), keep(1 - smoothing), shift(smoothing / float(classes))
    {
    }
    __device__ RowTarget operator()(std::int64_t row) const
    {
        if (ids)
            return {nullptr, ids[row], keep, shift};
        return {numbers + row * classes, -1, keep, shift};
    }
};

// Rows of predictions with their targets, each gone through by a team. Gives a thread's part of the row's
// loss, and writes the row's gradient where it is wanted.
struct CrossEntropyRows {
    const float* prediction;
    RowTargets targets;
    int classes;
    float factor;
    float* gradient; // or null

    __device__ float operator()(std::int64_t row, const cuda::Team& team) const
    {
        const float* const p = prediction + row * classes;
        float* const out = gradient ? gradient + row * classes : nullptr;
        float sum = 0;
        for (int c = team.lane; c < classes; c += team.size)
            sum += p[c];
        sum = team.sum(sum);
        const float scale = sum != 0 ? 1 / sum : 0.0f;
        return probabilities(p, scale, targets(row), team, out);
    }

private:
    __device__ float probabilities(const float* p, float scale, const RowTarget& target,
                                   const cuda::Team& team, float* out) const
    {
        float loss = 0;
        float along = 0; // sum of slope * p / sum: what normalising takes off again
        for (int c = team.lane; c < classes; c += team.size) {
            const float share = p[c] * scale;
            const float q = limited(share, leastProbable, mostProbable);
            const float t = target(c);
            if (t != 0)
                loss -= t * std::log(q); // not logarithm(), which hides a NaN
            const float slope = q == share ? -t / q : 0.0f;
            along += slope * share;
            if (out)
                out[c] = slope;
        }
        if (!out)
            return loss;
        along = team.sum(along);
        for (int c = team.lane; c < classes; c += team.size)
            out[c] = factor * scale * (out[c] - along);
        return loss;
    }
};

// The same for logits: every class's share is e^(z - highest) / sum.
struct LogitRows {
    const float* logits;
    RowTargets targets;
    int classes;
    float factor;
    float* gradient; // or null

    __device__ float operator()(std::int64_t row, const cuda::Team& team) const
    {
        const float* const z = logits + row * classes;
        const RowTarget target = targets(row);
        float highest = -INFINITY;
        for (int c = team.lane; c < classes; c += team.size)
            highest = cuda::Larger()(z[c], highest);
        highest = team.largest(highest);
        float sum = 0, total = 0;
        for (int c = team.lane; c < classes; c += team.size) {
            sum += exponential(z[c] - highest);
            total += target(c);
        }
        sum = team.sum(sum);
        const float scale = team.sum(total) / sum;
        const float logSum = std::log(sum);
        float loss = 0;
        for (int c = team.lane; c < classes; c += team.size) {
            const float t = target(c);
            if (t != 0)
                loss += t * (logSum - (z[c] - highest));
            if (gradient)
                gradient[row * classes + c] = factor * (exponential(z[c] - highest) * scale - t);
        }
        return loss;
    }
};

static void crossEntropyCuda(const Tensor& prediction, const Tensor& target, float smoothing, float factor,
                             Tensor& loss, Tensor& gradient)
{
    const int classes = prediction.columns();
    const RowTargets targets(target, smoothing, classes);
    cuda::sumOverTeams(prediction.matrix().rows(), classes,
                       CrossEntropyRows{prediction.data(), targets, classes, factor, gradient.data()},
                       cuda::ScaledLoss{factor, loss.data()});
}

static void crossEntropyLogitsCuda(const Tensor& logits, const Tensor& target, float smoothing, float factor,
                                   Tensor& loss, Tensor& gradient)
{
    const int classes = logits.columns();
    const RowTargets targets(target, smoothing, classes);
    cuda::sumOverTeams(logits.matrix().rows(), classes,
                       LogitRows{logits.data(), targets, classes, factor, gradient.data()},
                       cuda::ScaledLoss{factor, loss.data()});
}

static const cuda::OnCuda attachBinary(binaryCrossEntropy, binaryCrossEntropyCuda);
static const cuda::OnCuda attachBinaryLogits(binaryCrossEntropyLogits, binaryCrossEntropyLogitsCuda);
static const cuda::OnCuda attachCrossEntropy(crossEntropy, crossEntropyCuda);
static const cuda::OnCuda attachLogits(crossEntropyLogits, crossEntropyLogitsCuda);

} // namespace engine::ops
