#include "engine/ops/sampled_loss.h"

#include "engine/ops/functions.h"
#include "engine/ops/loops.h"
#include "engine/ops/matmul.h"
#include "engine/ops/rows.h"
#include "engine/ops/vector.h"

#include <cstring>
#include <vector>

namespace engine::ops {

namespace {

constexpr std::int64_t sampleGrain = 32; // samples in a piece of work
constexpr std::int64_t blockColumns = 64; // columns in a piece, where rows are shared

float dot(const float* a, const float* b, std::int64_t count)
{
    constexpr std::int64_t step = 2 * std::int64_t{vectorLanes};
    Vector even{}, odd{};
    std::int64_t i = 0;
    for (; i + step <= count; i += step) {
        even += load(a + i) * load(b + i);
        odd += load(a + i + vectorLanes) * load(b + i + vectorLanes);
    }
    even += odd;
    float sum = 0;
    for (int lane = 0; lane < vectorLanes; ++lane)
        sum += even[lane];
    for (; i < count; ++i)
        sum += a[i] * b[i];
    return sum;
}

void addScaled(const float* from, float scale, std::int64_t count, float* to)
{
#pragma GCC ivdep
    for (std::int64_t i = 0; i < count; ++i)
        to[i] += scale * from[i];
}

// Scores become slopes; gives the loss.
double logistic(float* scores, const float* signs, std::int64_t count, float factor)
{
    float loss = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const float z = scores[i];
        const float e = exponential(-std::fabs(z));
        const float most = z < 0.0f ? 0.0f : z;
        loss += signs[i] * (most + log1pUnit(e));
        scores[i] = signs[i] * factor * (z < 0.0f ? e : 1.0f) / (1.0f + e);
    }
    return double(loss);
}

struct Sizes {
    std::int64_t batch, features, classes, count; // of negatives
};

class Comparison {
public:
    Comparison(const Tensor& x, const Tensor& kernel, const Tensor& bias, const SampledClasses& chosen,
               float factor)
        : m_x(x.data()), m_kernel(kernel.data()), m_bias(bias.data()), m_chosen(chosen), m_factor(factor),
          m_shared(chosen.negatives.shape().rank() == 1), m_sizes{chosen.targets.size(), kernel.columns(),
                                                                  kernel.rows(), chosen.negatives.columns()},
          m_slopes(Shape{int(m_sizes.batch), int(m_sizes.count)}), m_targetSlopes(Shape{int(m_sizes.batch)})
    {
    }

    bool sharesNegatives() const { return m_shared; }
    Tensor& slopes() { return m_slopes; }

    // Of negatives that were not multiplied beforehand.
    void scoreNegatives(std::int64_t sample)
    {
        const std::int32_t* const ids = m_chosen.negatives.ids() + sample * m_sizes.count;
        float* const scores = m_slopes.data() + sample * m_sizes.count;
        for (std::int64_t i = 0; i < m_sizes.count; ++i)
            scores[i] =
                dot(m_x + sample * m_sizes.features, m_kernel + ids[i] * m_sizes.features, m_sizes.features);
    }

    // From scores to slopes, of one sample; gives its loss.
    double compare(std::int64_t sample)
    {
        const std::int32_t target = m_chosen.targets.ids()[sample];
        const std::int64_t first = m_shared ? 0 : sample * m_sizes.count;
        const std::int32_t* const ids = m_chosen.negatives.ids() + first;
        float* const scores = m_slopes.data() + sample * m_sizes.count;
        float& own = m_targetSlopes.data()[sample];
        own = 0;
        if (target < 0 || target >= m_sizes.classes) {
            std::fill_n(scores, m_sizes.count, 0.0f);
            return 0;
        }
        thread_local std::vector<float> signs;
        signs.resize(std::size_t(m_sizes.count));
        const float* const shift = m_chosen.negativeShift.data();
        for (std::int64_t i = 0; i < m_sizes.count; ++i) {
            scores[i] += m_bias[ids[i]] - (shift ? shift[first + i] : 0.0f);
            signs[std::size_t(i)] = m_chosen.skipsHits && ids[i] == target ? 0.0f : 1.0f;
        }
        const double loss = logistic(scores, signs.data(), m_sizes.count, m_factor);
        float z =
            dot(m_x + sample * m_sizes.features, m_kernel + target * m_sizes.features, m_sizes.features) +
            m_bias[target];
        if (!m_chosen.targetShift.empty())
            z -= m_chosen.targetShift.data()[sample];
        own = -m_factor * sigmoid(-z);
        return loss + double(softplus(-z));
    }

    // Of the input: what the target gives, and the negatives where they were not multiplied.
    void addToInput(std::int64_t sample, float* gradient) const
    {
        const std::int64_t features = m_sizes.features;
        const float* const slopes = m_slopes.data() + sample * m_sizes.count;
        float* const to = gradient + sample * features;
        if (!m_shared) {
            std::fill_n(to, features, 0.0f);
            for (std::int64_t i = 0; i < m_sizes.count; ++i)
                addScaled(m_kernel + m_chosen.negatives.ids()[sample * m_sizes.count + i] * features,
                          slopes[i], features, to);
        }
        if (const float own = m_targetSlopes.data()[sample]; own != 0)
            addScaled(m_kernel + m_chosen.targets.ids()[sample] * features, own, features, to);
    }

    // Of the weights: rows that several samples touch are added up by one thread, in the order of the
    // samples.
    void addToWeights(const std::int32_t* targetSlots, const std::int32_t* negativeSlots, float* kernel) const
    {
        const std::int64_t features = m_sizes.features;
        parallelRanges(features, blockColumns, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t b = 0; b < m_sizes.batch; ++b) {
                const float* const from = m_x + b * features + first;
                for (std::int64_t i = 0; !m_shared && i < m_sizes.count; ++i)
                    addScaled(from, m_slopes.data()[b * m_sizes.count + i], last - first,
                              kernel + negativeSlots[b * m_sizes.count + i] * features + first);
                if (targetSlots[b] >= 0)
                    addScaled(from, m_targetSlopes.data()[b], last - first,
                              kernel + targetSlots[b] * features + first);
            }
        });
    }

    void addToBias(const std::int32_t* targetSlots, const std::int32_t* negativeSlots, float* bias) const
    {
        for (std::int64_t b = 0; b < m_sizes.batch; ++b) {
            for (std::int64_t i = 0; i < m_sizes.count; ++i)
                bias[m_shared ? i : negativeSlots[b * m_sizes.count + i]] +=
                    m_slopes.data()[b * m_sizes.count + i];
            if (targetSlots[b] >= 0)
                bias[targetSlots[b]] += m_targetSlopes.data()[b];
        }
    }

private:
    const float *m_x, *m_kernel, *m_bias;
    const SampledClasses& m_chosen;
    float m_factor;
    bool m_shared;
    Sizes m_sizes;
    Tensor m_slopes, m_targetSlopes; // scores, then the loss's slopes for them
};

Tensor joinedIds(const Tensor& first, const Tensor& second)
{
    Tensor all(Shape{int(first.size() + second.size())}, ElementType::Int32);
    std::copy_n(first.ids(), first.size(), all.ids());
    std::copy_n(second.ids(), second.size(), all.ids() + first.size());
    return all;
}

// The rows of shared negatives side by side, so that one product scores them for the whole batch.
Tensor gathered(const Tensor& kernel, const Tensor& ids)
{
    const std::int64_t features = kernel.columns();
    Tensor rows(Shape{int(ids.size()), int(features)});
    for (std::int64_t i = 0; i < ids.size(); ++i)
        std::memcpy(rows.data() + i * features, kernel.data() + ids.ids()[i] * features,
                    std::size_t(features) * sizeof(float));
    return rows;
}

void writeWeightGradients(const Tensor& x, Comparison& comparison, const SampledClasses& chosen,
                          const Tensor& kernel, SampledGradients& gradients)
{
    const std::int64_t negatives = chosen.negatives.size(), features = kernel.columns();
    Tensor slots; // negatives come first, so that shared ones lie in the first rows
    distinctRows(joinedIds(chosen.negatives, chosen.targets), kernel.rows(), gradients.seen, gradients.rows,
                 slots);
    const int rows = gradients.rows.rows();
    gradients.kernel = Tensor(Shape{rows, int(features)});
    gradients.bias = Tensor::zeros(Shape{rows});
    const std::int64_t written = comparison.sharesNegatives() ? negatives : 0;
    std::fill_n(gradients.kernel.data() + written * features, (rows - written) * features, 0.0f);
    if (comparison.sharesNegatives()) {
        Tensor first = gradients.kernel.slice(0, int(negatives));
        matmul(comparison.slopes(), true, x, false, 0, first);
    }
    comparison.addToWeights(slots.ids() + negatives, slots.ids(), gradients.kernel.data());
    comparison.addToBias(slots.ids() + negatives, slots.ids(), gradients.bias.data());
}

void sampledLogisticOnCpu(const Tensor& x, const Tensor& kernel, const Tensor& bias,
                          const SampledClasses& chosen, float factor, Tensor& loss,
                          SampledGradients& gradients)
{
    const std::int64_t batch = chosen.targets.size();
    const Tensor samples = x.matrix();
    Comparison comparison(samples, kernel, bias, chosen, factor);
    Tensor negatives;
    if (comparison.sharesNegatives()) {
        negatives = gathered(kernel, chosen.negatives);
        matmul(samples, false, negatives, true, 0, comparison.slopes());
    }
    std::vector<double> losses(static_cast<std::size_t>(batch));
    const bool inputNow = gradients.wantsInput && !comparison.sharesNegatives();
    if (gradients.wantsInput)
        gradients.x = Tensor::like(x);
    parallelRanges(batch, sampleGrain, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t b = first; b < last; ++b) {
            if (!comparison.sharesNegatives())
                comparison.scoreNegatives(b);
            losses[std::size_t(b)] = comparison.compare(b);
            if (inputNow)
                comparison.addToInput(b, gradients.x.data());
        }
    });
    double total = 0;
    for (const double one : losses)
        total += one;
    loss.data()[0] = float(total * double(factor));
    if (gradients.wantsInput && comparison.sharesNegatives()) {
        Tensor all = gradients.x.matrix();
        matmul(comparison.slopes(), false, negatives, false, 0, all);
        parallelRanges(batch, sampleGrain, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t b = first; b < last; ++b)
                comparison.addToInput(b, gradients.x.data());
        });
    }
    if (gradients.wantsWeights)
        writeWeightGradients(samples, comparison, chosen, kernel, gradients);
}

} // namespace

const Op<void(const Tensor&, const Tensor&, const Tensor&, const SampledClasses&, float, Tensor&,
              SampledGradients&)>
    sampledLogistic{"sampledLogistic", sampledLogisticOnCpu};

} // namespace engine::ops
