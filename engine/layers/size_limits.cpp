#include "engine/layers/size_limits.h"

namespace engine {

namespace {

Problem tooMany(const std::string& title)
{
    return {TR("%1 would need more than %2 values; choose smaller sizes."), {title, grouped(mostElements)}};
}

} // namespace

std::int64_t boundedElements(const Shape& shape)
{
    std::int64_t count = 1;
    for (const int size : shape) {
        if (size <= 0)
            return mostElements + 1;
        if (count > mostElements / size)
            return mostElements + 1;
        count *= size;
    }
    return count;
}

Result<void> checkInputs(const LayerType& type, const Signals& inputs)
{
    const auto count = static_cast<int>(std::min<std::size_t>(inputs.size(), 1'000'000));
    if (count < type.minInputs && type.minInputs == type.maxInputs)
        return Problem{TR("%1 needs %2 inputs, but only %3 are connected."),
                       {type.title, number(type.minInputs), number(count)}};
    if (count < type.minInputs)
        return Problem{TR("%1 needs at least %2 inputs, but only %3 are connected."),
                       {type.title, number(type.minInputs), number(count)}};
    if (count > type.maxInputs)
        return Problem{TR("%1 takes at most %2 inputs, but %3 are connected."),
                       {type.title, number(type.maxInputs), number(count)}};
    for (const Signal& signal : inputs)
        if (signal.shape.rank() >= Shape::maxRank || boundedElements(signal.shape) > mostElements)
            return Problem{TR("%1 cannot take an input as large as %2."), {type.title, signal.shape.text()}};
    return {};
}

Result<void> checkOutputs(const std::string& title, const Signals& outputs)
{
    for (const Signal& signal : outputs)
        if (boundedElements(signal.shape) > mostElements)
            return tooMany(title);
    return {};
}

Result<void> checkParameters(const std::string& title, const std::vector<ParameterShape>& parameters)
{
    std::int64_t total = 0;
    for (const ParameterShape& parameter : parameters)
        if (total += boundedElements(parameter.shape); total > mostElements)
            return tooMany(title);
    return {};
}

Result<void> needNumbers(const std::string& title, const Signals& inputs)
{
    for (const Signal& signal : inputs)
        if (signal.type != ElementType::Float32)
            return Problem{TR("%1 needs numbers, but ids arrive here; put an Embedding before it."), {title}};
    return {};
}

Result<void> needSteps(const std::string& title, const Signals& inputs)
{
    if (inputs[0].shape.rank() < 2)
        return Problem{TR("%1 needs a sequence, steps × features, but %2 arrives here."),
                       {title, inputs[0].shape.text()}};
    return {};
}

} // namespace engine
