// Cross-entropies of probabilities and of logits.
#include "engine/ops/loss_kernel.h"

namespace engine::ops {

namespace {

// Calls body with a function that gives target i as a number, smoothed towards one half.
template <class Body>
void withBinaryTarget(const Tensor& target, float smoothing, Body body)
{
    const float keep = 1 - smoothing, shift = 0.5f * smoothing;
    if (target.type() == ElementType::Int32)
        body([t = target.ids(), keep, shift](std::int64_t i) { return keep * float(t[i]) + shift; });
    else
        body([t = target.data(), keep, shift](std::int64_t i) { return keep * t[i] + shift; });
}

void binaryCrossEntropyCpu(const Tensor& prediction, const Tensor& target, float smoothing, float factor,
                           Tensor& loss, Tensor& gradient)
{
    withBinaryTarget(target, smoothing, [&](auto wanted) {
        elementLoss(prediction.size(), factor, loss, gradient,
                    [p = prediction.data(), wanted](std::int64_t i) { return binaryTerm(p[i], wanted(i)); });
    });
}

void binaryCrossEntropyLogitsCpu(const Tensor& logits, const Tensor& target, float smoothing, float factor,
                                 Tensor& loss, Tensor& gradient)
{
    withBinaryTarget(target, smoothing, [&](auto wanted) {
        elementLoss(logits.size(), factor, loss, gradient,
                    [z = logits.data(), wanted](std::int64_t i) { return binaryLogitTerm(z[i], wanted(i)); });
    });
}

RowTarget targetOf(const Tensor& target, float smoothing, std::int64_t row, int classes)
{
    const float keep = 1 - smoothing, shift = smoothing / float(classes);
    if (target.type() == ElementType::Int32)
        return {nullptr, target.ids()[row], keep, shift};
    return {target.data() + row * classes, -1, keep, shift};
}

// Returns the row's loss; gradient may be null.
double probabilityRow(const float* p, const RowTarget& target, int classes, float factor, float* gradient)
{
    float sum = 0;
    for (int c = 0; c < classes; ++c)
        sum += p[c];
    const float scale = sum != 0 ? 1 / sum : 0.0f;
    double loss = 0;
    float along = 0; // sum of slope * p / sum: what normalising takes off again
    for (int c = 0; c < classes; ++c) {
        const float share = p[c] * scale;
        const float q = limited(share, leastProbable, mostProbable);
        const float t = target(c);
        if (t != 0)
            loss -= double(t) * std::log(double(q));
        const float slope = q == share ? -t / q : 0.0f;
        along += slope * share;
        if (gradient)
            gradient[c] = slope;
    }
    if (gradient)
        for (int c = 0; c < classes; ++c)
            gradient[c] = factor * scale * (gradient[c] - along);
    return loss;
}

// Writes e^(z - highest) and returns log of their sum, in units of z - highest.
double exponentials(const float* z, float highest, int classes, float* e)
{
#pragma GCC ivdep
    for (int c = 0; c < classes; ++c)
        e[c] = exponential(z[c] - highest);
    return std::log(sumInLanes(e, classes));
}

// Returns the row's loss. e has room for a row and becomes the gradient where `wanted`.
double numbersRow(const float* z, const RowTarget& target, int classes, float factor, float* e, bool wanted)
{
    const float highest = highestOf(z, classes);
    const double logSum = exponentials(z, highest, classes, e);
    double loss = 0;
    float total = 0;
    for (int c = 0; c < classes; ++c) {
        const float t = target(c);
        total += t;
        if (t != 0)
            loss += double(t) * (logSum - double(z[c] - highest));
    }
    const float scale = float(std::exp(-logSum)) * total;
    for (int c = 0; wanted && c < classes; ++c)
        e[c] = factor * (e[c] * scale - target(c));
    return loss;
}

// The same where the target is one class: a language has thousands of them, so nothing is asked class by
// class.
double idRow(const float* z, const RowTarget& target, int classes, float factor, float* e, bool wanted)
{
    const float highest = highestOf(z, classes);
    const double logSum = exponentials(z, highest, classes, e);
    const bool known = target.id >= 0 && target.id < classes;
    double loss = known ? double(target.keep) * (logSum - double(z[target.id] - highest)) : 0;
    if (target.shift != 0)
        loss += double(target.shift) * (classes * (logSum + double(highest)) - sumInLanes(z, classes));
    const float total = (known ? target.keep : 0.0f) + target.shift * float(classes);
    const float scale = float(std::exp(-logSum)) * total * factor;
    const float shift = target.shift * factor;
    for (int c = 0; wanted && c < classes; ++c)
        e[c] = e[c] * scale - shift;
    if (wanted && known)
        e[target.id] -= factor * target.keep;
    return loss;
}

// Runs row(index, gradient row or null) for every row.
template <class Row>
void rowLoss(const Tensor& prediction, float factor, Tensor& loss, Tensor& gradient, Row row)
{
    const int classes = prediction.columns();
    const std::int64_t rows = prediction.size() / std::max(1, classes);
    float* const out = gradient.empty() ? nullptr : gradient.data();
    const std::int64_t grain = std::max<std::int64_t>(1, 4096 / std::max(1, classes));
    const double total = sumOverRanges(rows, grain, [&](std::int64_t first, std::int64_t last) {
        double sum = 0;
        for (std::int64_t r = first; r < last; ++r)
            sum += row(r, out ? out + r * classes : nullptr);
        return sum;
    });
    loss.data()[0] = float(double(factor) * total);
}

void crossEntropyCpu(const Tensor& prediction, const Tensor& target, float smoothing, float factor,
                     Tensor& loss, Tensor& gradient)
{
    const int classes = prediction.columns();
    rowLoss(prediction, factor, loss, gradient, [&](std::int64_t r, float* slopes) {
        return probabilityRow(prediction.data() + r * classes, targetOf(target, smoothing, r, classes),
                              classes, factor, slopes);
    });
}

void crossEntropyLogitsCpu(const Tensor& logits, const Tensor& target, float smoothing, float factor,
                           Tensor& loss, Tensor& gradient)
{
    const int classes = logits.columns();
    rowLoss(logits, factor, loss, gradient, [&](std::int64_t r, float* slopes) {
        static thread_local std::vector<float> scratch;
        if (!slopes)
            scratch.resize(std::size_t(classes));
        const auto run = target.type() == ElementType::Int32 ? idRow : numbersRow;
        return run(logits.data() + r * classes, targetOf(target, smoothing, r, classes), classes, factor,
                   slopes ? slopes : scratch.data(), slopes != nullptr);
    });
}

} // namespace

using CrossEntropy = Op<void(const Tensor&, const Tensor&, float, float, Tensor&, Tensor&)>;
const CrossEntropy binaryCrossEntropy("binaryCrossEntropy", binaryCrossEntropyCpu);
const CrossEntropy binaryCrossEntropyLogits("binaryCrossEntropyLogits", binaryCrossEntropyLogitsCpu);
const CrossEntropy crossEntropy("crossEntropy", crossEntropyCpu);
const CrossEntropy crossEntropyLogits("crossEntropyLogits", crossEntropyLogitsCpu);

} // namespace engine::ops
