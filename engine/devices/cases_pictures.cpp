#include "engine/base/text.h"
#include "engine/devices/picture_cases.h"

#include <algorithm>
#include <limits>

namespace engine {

static std::string text(const Extent& extent)
{
    return number(extent.rows) + " x " + number(extent.columns);
}

std::string WindowCase::name() const
{
    std::string name = text(picture) + ", " + text(size);
    if (stride.rows != 1 || stride.columns != 1)
        name += " by " + text(stride);
    if (dilation.rows != 1 || dilation.columns != 1)
        name += ", dilation " + text(dilation);
    return name + (same ? ", same" : "");
}

Tensor unwritten(const Shape& shape, Device device)
{
    Tensor tensor(shape);
    std::ranges::fill(tensor.values(), std::numeric_limits<float>::quiet_NaN());
    return tensor.to(device);
}

std::vector<OpCase> pictureCases()
{
    std::vector<OpCase> cases;
    for (const auto part : {convolutionCases, pooledConvolutionCases, depthwiseCases, poolCases, resizeCases})
        std::ranges::move(part(), std::back_inserter(cases));
    return cases;
}

} // namespace engine
