#include "engine/layers/layer.h"

#include "engine/ops/elementwise.h"
#include "engine/ops/rows.h"

namespace engine {

Tensor wholeGradient(const Parameter& parameter)
{
    if (!parameter.byRows)
        return parameter.gradient;
    Tensor whole = Tensor::like(parameter.value);
    ops::fill(whole, 0);
    if (!parameter.rows.empty())
        ops::addToRows(parameter.gradient, parameter.rows, whole);
    return whole;
}

} // namespace engine
