#include "engine/ops/gaussian_sample.h"

#include "engine/ops/gaussian_deviation.h"
#include "engine/ops/loss_kernel.h"

namespace engine::ops {

namespace {

void gaussianSampleOnCpu(const Tensor& mean, const Tensor& logVariance, const Tensor& noise, Tensor& z)
{
    assert(mean.size() == logVariance.size() && mean.size() == noise.size() && mean.size() == z.size());
    const float *const m = mean.data(), *const v = logVariance.data(), *const n = noise.data();
    float* const o = z.data();
    forElements(mean.size(), [=](std::int64_t i) { o[i] = m[i] + deviationOf(v[i]).value * n[i]; });
}

void gaussianDivergenceOnCpu(const Tensor& mean, const Tensor& logVariance, float price, Tensor& loss)
{
    const float *const m = mean.data(), *const v = logVariance.data();
    const double sum =
        sumOverElements(mean.size(), [=](std::int64_t i) { return twiceDivergence(m[i], v[i]); });
    loss.data()[0] = float(0.5 * double(price) * sum / std::max(1, mean.rows()));
}

void gaussianSampleBackwardOnCpu(const Tensor& mean, const Tensor& logVariance, const Tensor& noise,
                                 float price, const Tensor& gradZ, Tensor& gradMean, Tensor& gradLogVariance)
{
    const float *const m = mean.data(), *const v = logVariance.data(), *const n = noise.data();
    const float* const g = gradZ.data();
    float *const outMean = gradMean.data(), *const outVariance = gradLogVariance.data();
    const float share = price / float(std::max(1, mean.rows()));
    const bool noisy = !noise.empty();
    forElements(mean.size(), [=](std::int64_t i) {
        const Deviation deviation = deviationOf(v[i]);
        outVariance[i] =
            share * divergenceSlope(deviation) + (noisy ? 0.5f * g[i] * n[i] * deviation.slope : 0.0f);
        outMean[i] = g[i] + share * m[i];
    });
}

} // namespace

const Op<void(const Tensor&, const Tensor&, const Tensor&, Tensor&)> gaussianSample{"gaussianSample",
                                                                                    gaussianSampleOnCpu};
const Op<void(const Tensor&, const Tensor&, float, Tensor&)> gaussianDivergence{"gaussianDivergence",
                                                                                gaussianDivergenceOnCpu};
const Op<void(const Tensor&, const Tensor&, const Tensor&, float, const Tensor&, Tensor&, Tensor&)>
    gaussianSampleBackward{"gaussianSampleBackward", gaussianSampleBackwardOnCpu};

} // namespace engine::ops
