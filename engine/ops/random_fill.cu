#include "engine/ops/random_fill.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/launch.h"
#include "engine/ops/random_normal.h"

namespace engine::ops {

namespace cuda = engine::cuda;

static void fillUniformCuda(Tensor& out, float low, float high, RandomKey key)
{
    float* const o = out.data();
    const float range = high - low;
    const float last = high > low ? std::nextafter(high, low) : low; // rounding must not reach high
    cuda::forElements(out.size(), [=] __device__(std::int64_t i) {
        const float value = low + range * key.uniform(std::uint64_t(i));
        o[i] = value < last ? value : last;
    });
}

// Elements 2i and 2i + 1 share the random number i.
static void fillNormalCuda(Tensor& out, float mean, float deviation, RandomKey key)
{
    float* const o = out.data();
    const std::int64_t size = out.size();
    cuda::forElements(cuda::divideUp(size, 2), [=] __device__(std::int64_t i) {
        const SineCosine pair = normalPair(key.bits(std::uint64_t(i)));
        o[2 * i] = mean + deviation * pair.cosine;
        if (2 * i + 1 < size)
            o[2 * i + 1] = mean + deviation * pair.sine;
    });
}

static void fillTruncatedNormalCuda(Tensor& out, float mean, float deviation, RandomKey key)
{
    float* const o = out.data();
    cuda::forElements(out.size(), [=] __device__(std::int64_t i) {
        o[i] = mean + deviation * truncatedNormal(key, std::uint64_t(i));
    });
}

static void dropoutCuda(const Tensor& x, const Tensor& noise, float rate, Tensor& y)
{
    const float* const v = x.data();
    const float* const n = noise.data();
    float* const o = y.data();
    const float factor = 1.0f / (1.0f - rate);
    cuda::forElements(x.size(),
                      [=] __device__(std::int64_t i) { o[i] = n[i] >= rate ? v[i] * factor : 0.0f; });
}

static const cuda::OnCuda attachFillUniform(fillUniform, fillUniformCuda);
static const cuda::OnCuda attachFillNormal(fillNormal, fillNormalCuda);
static const cuda::OnCuda attachFillTruncatedNormal(fillTruncatedNormal, fillTruncatedNormalCuda);
static const cuda::OnCuda attachDropout(dropout, dropoutCuda);

} // namespace engine::ops
