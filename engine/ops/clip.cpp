#include "engine/ops/clip.h"

#include "engine/ops/loops.h"

#include <cmath>

namespace engine::ops {

namespace cpu {

static void clip(const Tensor& x, float limit, Tensor& out)
{
    assert(x.size() == out.size());
    const float* const v = x.data();
    float* const o = out.data();
    forElements(out.size(), [=](std::int64_t i) { o[i] = std::min(std::max(v[i], -limit), limit); });
}

static void clippingScale(const Tensor& sumOfSquares, float limit, Tensor& scale)
{
    const float norm = std::sqrt(*sumOfSquares.data());
    *scale.data() = norm > limit ? limit / norm : 1.0f;
}

} // namespace cpu

const Op<void(const Tensor&, float, Tensor&)> clip{"clip", cpu::clip};
const Op<void(const Tensor&, float, Tensor&)> clippingScale{"clippingScale", cpu::clippingScale};

} // namespace engine::ops
