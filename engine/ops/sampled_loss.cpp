#include "engine/ops/sampled_loss.h"

#include "engine/ops/functions.h"
#include "engine/ops/loops.h"
#include "engine/ops/matmul.h"
#include "engine/ops/rows.h"
#include "engine/ops/vector.h"

#include <array>
#include <cstring>
#include <vector>

namespace engine::ops {

namespace {

constexpr std::int64_t sampleGrain = 32; // samples in a piece of work
constexpr std::int64_t blockColumns = 32; // columns in a piece, where rows are shared

// Halves are added, then quarters: far quicker than one lane after the other.
float laneSum(Vector value)
{
    std::array<float, vectorLanes> lanes;
    store(lanes.data(), value);
#pragma GCC unroll 4
    for (std::size_t half = vectorLanes / 2; half > 0; half /= 2)
        for (std::size_t i = 0; i < half; ++i)
            lanes[i] += lanes[i + half];
    return lanes[0];
}

float dot(const float* a, const float* b, std::int64_t count)
{
    constexpr std::int64_t step = 2 * std::int64_t{vectorLanes};
    Vector even{}, odd{};
    std::int64_t i = 0;
    for (; i + step <= count; i += step) {
        even += load(a + i) * load(b + i);
        odd += load(a + i + vectorLanes) * load(b + i + vectorLanes);
    }
    float sum = laneSum(even + odd);
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

// Scores become the slopes of softplus, each times its sign and the factor, and signs its values; gives their
// sum.
double logistic(float* scores, float* signs, std::int64_t count, float factor)
{
#pragma GCC ivdep
    for (std::int64_t i = 0; i < count; ++i) {
        const float z = scores[i];
        const float e = exponential(-std::fabs(z));
        scores[i] = signs[i] * factor * (z < 0.0f ? e : 1.0f) / (1.0f + e);
        signs[i] *= (z < 0.0f ? 0.0f : z) + log1pUnit(e);
    }
    return sumRange(0, count, [signs](std::int64_t i) { return signs[i]; });
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

    // From scores to slopes, of a range of samples; gives their loss. Their values lie side by side, so that
    // few negatives fill whole vectors, too.
    double compare(std::int64_t first, std::int64_t last)
    {
        thread_local std::vector<float> signs;
        signs.resize(std::size_t((last - first) * (m_sizes.count + 1)));
        float* const own = signs.data() + (last - first) * m_sizes.count;
        for (std::int64_t b = first; b < last; ++b)
            own[b - first] = score(b, signs.data() + (b - first) * m_sizes.count);
        const double loss = logistic(m_slopes.data() + first * m_sizes.count, signs.data(),
                                     (last - first) * m_sizes.count, m_factor);
        return loss + logistic(m_targetSlopes.data() + first, own, last - first, m_factor);
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
            addScaled(m_kernel + m_chosen.targets.ids()[sample] * features, -own, features, to);
    }

    // Of the weights: rows that several samples touch are added up by one thread, negatives first, as rows
    // are numbered: one that comes for the first time is the next, and need not be cleared.
    void writeToWeights(const std::int32_t* targetPlaces, const std::int32_t* negativePlaces,
                        float* kernel) const
    {
        const std::int64_t features = m_sizes.features;
        parallelRanges(features, blockColumns, [&](std::int64_t first, std::int64_t last) {
            std::int32_t next = m_shared ? std::int32_t(m_sizes.count) : 0;
            const auto add = [&](std::int64_t sample, float slope, std::int32_t place) {
                float* const to = kernel + place * features + first;
                const float* const from = m_x + sample * features + first;
                if (place != next)
                    return addScaled(from, slope, last - first, to);
                ++next;
#pragma GCC ivdep
                for (std::int64_t i = 0; i < last - first; ++i)
                    to[i] = slope * from[i];
            };
            for (std::int64_t i = 0; !m_shared && i < m_sizes.batch * m_sizes.count; ++i)
                add(i / m_sizes.count, m_slopes.data()[i], negativePlaces[i]);
            for (std::int64_t b = 0; b < m_sizes.batch; ++b)
                if (targetPlaces[b] >= 0)
                    add(b, -m_targetSlopes.data()[b], targetPlaces[b]);
        });
    }

    void addToBias(const std::int32_t* targetPlaces, const std::int32_t* negativePlaces, float* bias) const
    {
        for (std::int64_t b = 0; b < m_sizes.batch; ++b) {
            for (std::int64_t i = 0; i < m_sizes.count; ++i)
                bias[m_shared ? i : negativePlaces[b * m_sizes.count + i]] +=
                    m_slopes.data()[b * m_sizes.count + i];
            if (targetPlaces[b] >= 0)
                bias[targetPlaces[b]] -= m_targetSlopes.data()[b];
        }
    }

private:
    // Scores of a sample's negatives and, negated, of its target; the signs of its negatives. Gives that of
    // its target: 0 takes a comparison out.
    float score(std::int64_t sample, float* signs)
    {
        const std::int32_t target = m_chosen.targets.ids()[sample];
        const bool counts = target >= 0 && target < m_sizes.classes;
        const float* const x = m_x + sample * m_sizes.features;
        const std::int64_t first = m_shared ? 0 : sample * m_sizes.count;
        const std::int32_t* const ids = m_chosen.negatives.ids() + first;
        const float* const shift = m_chosen.negativeShift.data();
        float* const scores = m_slopes.data() + sample * m_sizes.count;
        for (std::int64_t i = 0; i < m_sizes.count; ++i) {
            const float product =
                m_shared ? scores[i] : dot(x, m_kernel + ids[i] * m_sizes.features, m_sizes.features);
            scores[i] = product + m_bias[ids[i]] - (shift ? shift[first + i] : 0.0f);
            signs[i] = !counts || (m_chosen.skipsHits && ids[i] == target) ? 0.0f : 1.0f;
        }
        float& own = m_targetSlopes.data()[sample];
        own = 0;
        if (!counts)
            return 0;
        own = -dot(x, m_kernel + target * m_sizes.features, m_sizes.features) - m_bias[target];
        if (!m_chosen.targetShift.empty())
            own += m_chosen.targetShift.data()[sample];
        return 1;
    }

    const float *m_x, *m_kernel, *m_bias;
    const SampledClasses& m_chosen;
    float m_factor;
    bool m_shared;
    Sizes m_sizes;
    Tensor m_slopes, m_targetSlopes; // scores, then the loss's slopes for them; of targets for -score
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
    Tensor places; // negatives come first, so that shared ones lie in the first rows
    distinctRows(joinedIds(chosen.negatives, chosen.targets), kernel.rows(), gradients.seen, gradients.rows,
                 places);
    const int rows = gradients.rows.rows();
    gradients.kernel = Tensor(Shape{rows, int(features)});
    gradients.bias = Tensor::zeros(Shape{rows});
    if (comparison.sharesNegatives()) {
        Tensor first = gradients.kernel.slice(0, int(negatives));
        matmul(comparison.slopes(), true, x, false, 0, first);
    }
    comparison.writeToWeights(places.ids() + negatives, places.ids(), gradients.kernel.data());
    comparison.addToBias(places.ids() + negatives, places.ids(), gradients.bias.data());
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
    std::vector<double> losses(static_cast<std::size_t>(divideUp(batch, sampleGrain)));
    const bool inputNow = gradients.wantsInput && !comparison.sharesNegatives();
    if (gradients.wantsInput)
        gradients.x = Tensor::like(x);
    parallelRanges(batch, sampleGrain, [&](std::int64_t first, std::int64_t last) {
        losses[std::size_t(first / sampleGrain)] = comparison.compare(first, last);
        for (std::int64_t b = first; inputNow && b < last; ++b)
            comparison.addToInput(b, gradients.x.data());
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
