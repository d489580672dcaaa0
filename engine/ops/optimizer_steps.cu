#include "engine/ops/optimizer_steps.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/launch.h"
#include "engine/ops/optimizer_elements.h"

namespace engine::ops {

namespace cuda = engine::cuda;

// element(i, slope) for every element i of the value that has a gradient: all of them, or those of the rows
// that are named. The scale stays on the device.
template <class Element>
void updateOnCuda(const Tensor& value, const Tensor& gradient, const Tensor& rows,
                  const Tensor& gradientScale, const Element& element)
{
    const float* const g = gradient.data();
    const float* const scale = gradientScale.data();
    if (rows.empty()) {
        cuda::forElements(value.size(), [=] __device__(std::int64_t i) { element(i, *scale * g[i]); });
        return;
    }
    const std::int32_t* const named = rows.ids();
    const std::int64_t width = value.size() / value.rows();
    cuda::forMatrix(rows.rows(), width, [=] __device__(std::int64_t row, std::int64_t column) {
        if (named[row] >= 0)
            element(named[row] * width + column, *scale * g[row * width + column]);
    });
}

static void sgdStepCuda(Tensor& value, const Tensor& gradient, const Tensor& rows,
                        const Tensor& gradientScale, Tensor& velocity, const SgdStep& step)
{
    withSgd(value, velocity, step,
            [&](const auto& element) { updateOnCuda(value, gradient, rows, gradientScale, element); });
}

static void adagradStepCuda(Tensor& value, const Tensor& gradient, const Tensor& rows,
                            const Tensor& gradientScale, Tensor& accumulator, float rate, float epsilon)
{
    updateOnCuda(value, gradient, rows, gradientScale,
                 Adagrad{value.data(), accumulator.data(), rate, epsilon});
}

static void rmspropStepCuda(Tensor& value, const Tensor& gradient, const Tensor& rows,
                            const Tensor& gradientScale, Tensor& accumulator, Tensor& mean, Tensor& velocity,
                            const RmspropStep& step)
{
    withRmsprop(value, accumulator, mean, velocity, step,
                [&](const auto& element) { updateOnCuda(value, gradient, rows, gradientScale, element); });
}

static void adamStepCuda(Tensor& value, const Tensor& gradient, const Tensor& rows,
                         const Tensor& gradientScale, Tensor& m, Tensor& v, Tensor& highest,
                         const AdamStep& step)
{
    withAdam(value, m, v, highest, step,
             [&](const auto& element) { updateOnCuda(value, gradient, rows, gradientScale, element); });
}

static const cuda::OnCuda attachSgd(sgdStep, sgdStepCuda);
static const cuda::OnCuda attachAdagrad(adagradStep, adagradStepCuda);
static const cuda::OnCuda attachRmsprop(rmspropStep, rmspropStepCuda);
static const cuda::OnCuda attachAdam(adamStep, adamStepCuda);

} // namespace engine::ops
