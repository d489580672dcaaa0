#include "engine/ops/random_fill.h"

#include "engine/ops/loops.h"
#include "engine/ops/random_normal.h"

namespace engine::ops {

namespace {

void fillUniformOnCpu(Tensor& out, float low, float high, RandomKey key)
{
    float* const o = out.data();
    const float range = high - low;
    const float last = high > low ? std::nextafter(high, low) : low; // rounding must not reach high
    forElements(out.size(), [=](std::int64_t i) {
        const float value = low + range * key.uniform(std::uint64_t(i));
        o[i] = value < last ? value : last;
    });
}

// Elements 2i and 2i + 1 share the random number i.
void fillNormalOnCpu(Tensor& out, float mean, float deviation, RandomKey key)
{
    float* const o = out.data();
    const std::int64_t pairs = out.size() / 2;
    forElements(pairs, [=](std::int64_t i) {
        const SineCosine pair = normalPair(key.bits(std::uint64_t(i)));
        o[2 * i] = mean + deviation * pair.cosine;
        o[2 * i + 1] = mean + deviation * pair.sine;
    });
    if (out.size() % 2 == 1)
        o[2 * pairs] = mean + deviation * normalPair(key.bits(std::uint64_t(pairs))).cosine;
}

void fillTruncatedNormalOnCpu(Tensor& out, float mean, float deviation, RandomKey key)
{
    float* const o = out.data();
    parallelRanges(out.size(), elementGrain, [=](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i)
            o[i] = mean + deviation * truncatedNormal(key, std::uint64_t(i));
    });
}

void dropoutOnCpu(const Tensor& x, const Tensor& noise, float rate, Tensor& y)
{
    assert(x.size() == noise.size() && x.size() == y.size());
    const float* const v = x.data();
    const float* const n = noise.data();
    float* const o = y.data();
    const float factor = 1.0f / (1.0f - rate);
    forElements(x.size(), [=](std::int64_t i) { o[i] = n[i] >= rate ? v[i] * factor : 0.0f; });
}

} // namespace

const Op<void(Tensor&, float, float, RandomKey)> fillUniform{"fillUniform", fillUniformOnCpu};
const Op<void(Tensor&, float, float, RandomKey)> fillNormal{"fillNormal", fillNormalOnCpu};
const Op<void(Tensor&, float, float, RandomKey)> fillTruncatedNormal{"fillTruncatedNormal",
                                                                     fillTruncatedNormalOnCpu};
const Op<void(const Tensor&, const Tensor&, float, Tensor&)> dropout{"dropout", dropoutOnCpu};

} // namespace engine::ops
