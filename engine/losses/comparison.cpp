#include "engine/losses/comparison.h"

#include "engine/layers/size_limits.h"

namespace engine {

namespace {

Shape withoutOnes(const Shape& shape)
{
    Shape rest;
    for (const int size : shape)
        if (size != 1)
            rest.append(size);
    return rest;
}

bool comparable(const Shape& a, const Shape& b)
{
    const Shape x = withoutOnes(a), y = withoutOnes(b);
    return x == y || ((x.rank() <= 1 || y.rank() <= 1) && boundedElements(x) == boundedElements(y));
}

} // namespace

float elementFactor(const Tensor& prediction, const std::string& reduction, float weight)
{
    const std::int64_t divisor = reduction == "sum" ? prediction.rows() : prediction.size();
    return float(double(weight) / double(std::max<std::int64_t>(1, divisor)));
}

float rowFactor(const Tensor& prediction, float weight)
{
    const std::int64_t rows = prediction.size() / std::max(1, prediction.columns());
    return float(double(weight) / double(std::max<std::int64_t>(1, rows)));
}

Tensor prepared(const Tensor& prediction, Tensor& loss, Tensor* gradient)
{
    if (loss.empty())
        loss = Tensor::like(prediction, {});
    if (!gradient)
        return {};
    if (gradient->empty())
        *gradient = Tensor::like(prediction);
    return *gradient;
}

Result<void> acceptsSameShape(const std::string& title, const Signal& prediction, const Signal& target)
{
    if (prediction.type != ElementType::Float32)
        return Problem{TR("%1 needs numbers, but ids arrive at the output."), {title}};
    if (target.type != ElementType::Float32)
        return Problem{
            TR("%1 needs a target of numbers, but this column holds ids; choose another column or a "
               "cross-entropy."),
            {title}};
    if (comparable(prediction.shape, target.shape))
        return {};
    return Problem{TR("%1 compares shapes that differ: %2 arrives and the target is %3."),
                   {title, prediction.shape.text(), target.shape.text()}};
}

Result<void> acceptsClassIds(const std::string& title, const Signal& prediction, const Signal& target)
{
    if (prediction.type != ElementType::Float32)
        return Problem{TR("%1 needs numbers, but ids arrive at the output."), {title}};
    if (target.type != ElementType::Int32)
        return Problem{TR("%1 needs a target of class ids, but this column holds numbers."), {title}};
    if (prediction.shape.empty())
        return Problem{TR("%1 needs one value for each class, but a single value arrives."), {title}};
    Shape rows;
    for (int axis = 0; axis + 1 < prediction.shape.rank(); ++axis)
        rows.append(prediction.shape[axis]);
    if (comparable(rows, target.shape))
        return {};
    return Problem{TR("%1 needs one class id for each row: %2 arrives and the target is %3."),
                   {title, prediction.shape.text(), target.shape.text()}};
}

} // namespace engine
