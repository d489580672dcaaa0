#include "engine/ops/gaussian_sample.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/reduce.h"
#include "engine/ops/gaussian_deviation.h"

namespace engine::ops {

namespace cuda = engine::cuda;

static void gaussianSampleCuda(const Tensor& mean, const Tensor& logVariance, const Tensor& noise, Tensor& z)
{
    const float *const m = mean.data(), *const v = logVariance.data(), *const n = noise.data();
    float* const o = z.data();
    cuda::forElements(mean.size(),
                      [=] __device__(std::int64_t i) { o[i] = m[i] + deviationOf(v[i]).value * n[i]; });
}

static void gaussianDivergenceCuda(const Tensor& mean, const Tensor& logVariance, float price, Tensor& loss)
{
    const float *const m = mean.data(), *const v = logVariance.data();
    float* const o = loss.data();
    const float share = 0.5f * price / float(std::max(1, mean.rows()));
    cuda::sumElements(
        mean.size(), [=] __device__(std::int64_t i) { return twiceDivergence(m[i], v[i]); },
        [=] __device__(int, float sum) { *o = share * sum; });
}

static void gaussianSampleBackwardCuda(const Tensor& mean, const Tensor& logVariance, const Tensor& noise,
                                       float price, const Tensor& gradZ, Tensor& gradMean,
                                       Tensor& gradLogVariance)
{
    const float *const m = mean.data(), *const v = logVariance.data(), *const n = noise.data();
    const float* const g = gradZ.data();
    float *const outMean = gradMean.data(), *const outVariance = gradLogVariance.data();
    const float share = price / float(std::max(1, mean.rows()));
    cuda::forElements(mean.size(), [=] __device__(std::int64_t i) {
        const Deviation deviation = deviationOf(v[i]);
        const float along = n ? 0.5f * g[i] * n[i] * deviation.slope : 0.0f;
        outVariance[i] = share * divergenceSlope(deviation) + along;
        outMean[i] = g[i] + share * m[i];
    });
}

static const cuda::OnCuda attachSample(gaussianSample, gaussianSampleCuda);
static const cuda::OnCuda attachDivergence(gaussianDivergence, gaussianDivergenceCuda);
static const cuda::OnCuda attachBackward(gaussianSampleBackward, gaussianSampleBackwardCuda);

} // namespace engine::ops
