#include "engine/ops/optimizer_steps.h"

#include "engine/ops/loops.h"
#include "engine/ops/optimizer_elements.h"

namespace engine::ops {

namespace {

// element(i, slope) for every element i of the value that has a gradient: all of them, or those of the rows
// that are named.
template <class Element>
void forGradient(const Tensor& value, const Tensor& gradient, const Tensor& rows, float scale,
                 const Element& element)
{
    const float* const g = gradient.data();
    if (rows.empty()) {
        forElements(value.size(), [=](std::int64_t i) { element(i, scale * g[i]); });
        return;
    }
    const std::int64_t width = value.size() / value.rows();
    forRows(rows.rows(), width, [&element, width, scale, g, row = rows.ids()](std::int64_t k) {
        const Element local = element;
        const std::int64_t first = row[k] * width;
#pragma GCC ivdep
        for (std::int64_t i = 0; i < width; ++i)
            local(first + i, scale * g[k * width + i]);
    });
}

void sgdStepCpu(Tensor& value, const Tensor& gradient, const Tensor& rows, const Tensor& gradientScale,
                Tensor& velocity, const SgdStep& step)
{
    withSgd(value, velocity, step, [&](const auto& element) {
        forGradient(value, gradient, rows, gradientScale.data()[0], element);
    });
}

void adagradStepCpu(Tensor& value, const Tensor& gradient, const Tensor& rows, const Tensor& gradientScale,
                    Tensor& accumulator, float rate, float epsilon)
{
    forGradient(value, gradient, rows, gradientScale.data()[0],
                Adagrad{value.data(), accumulator.data(), rate, epsilon});
}

void rmspropStepCpu(Tensor& value, const Tensor& gradient, const Tensor& rows, const Tensor& gradientScale,
                    Tensor& accumulator, Tensor& mean, Tensor& velocity, const RmspropStep& step)
{
    withRmsprop(value, accumulator, mean, velocity, step, [&](const auto& element) {
        forGradient(value, gradient, rows, gradientScale.data()[0], element);
    });
}

void adamStepCpu(Tensor& value, const Tensor& gradient, const Tensor& rows, const Tensor& gradientScale,
                 Tensor& m, Tensor& v, Tensor& highest, const AdamStep& step)
{
    withAdam(value, m, v, highest, step, [&](const auto& element) {
        forGradient(value, gradient, rows, gradientScale.data()[0], element);
    });
}

} // namespace

const Op<void(Tensor&, const Tensor&, const Tensor&, const Tensor&, Tensor&, const SgdStep&)>
    sgdStep("sgdStep", sgdStepCpu);
const Op<void(Tensor&, const Tensor&, const Tensor&, const Tensor&, Tensor&, float, float)>
    adagradStep("adagradStep", adagradStepCpu);
const Op<void(Tensor&, const Tensor&, const Tensor&, const Tensor&, Tensor&, Tensor&, Tensor&,
              const RmspropStep&)>
    rmspropStep("rmspropStep", rmspropStepCpu);
const Op<void(Tensor&, const Tensor&, const Tensor&, const Tensor&, Tensor&, Tensor&, Tensor&,
              const AdamStep&)>
    adamStep("adamStep", adamStepCpu);

} // namespace engine::ops
