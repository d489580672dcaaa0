#include "engine/ops/clip.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/launch.h"

namespace engine::ops {

namespace cuda = engine::cuda;

static void clipCuda(const Tensor& x, float limit, Tensor& out)
{
    const float* const v = x.data();
    float* const o = out.data();
    cuda::forElements(out.size(), [=] __device__(std::int64_t i) {
        const float raised = v[i] < -limit ? -limit : v[i]; // keeps NaN, which fmaxf would hide
        o[i] = limit < raised ? limit : raised;
    });
}

static void clippingScaleCuda(const Tensor& sumOfSquares, float limit, Tensor& scale)
{
    const float* const sum = sumOfSquares.data();
    float* const o = scale.data();
    cuda::forElements(1, [=] __device__(std::int64_t) {
        const float norm = sqrtf(*sum);
        *o = norm > limit ? limit / norm : 1.0f;
    });
}

static const cuda::OnCuda attachClip(clip, clipCuda);
static const cuda::OnCuda attachClippingScale(clippingScale, clippingScaleCuda);

} // namespace engine::ops
