#pragma once

#include "engine/layers/layer_type.h"

namespace engine {

// No network may ask for more than this many values in one signal, or parameters in one layer.
constexpr std::int64_t mostElements = std::int64_t{1} << 31;

// The number of elements, or mostElements + 1 where there are more (or a size is not positive).
std::int64_t boundedElements(const Shape& shape);

// Whether `count` inputs of these signals can be handled at all: neither too many nor too large.
Result<void> checkInputs(const LayerType& type, const Signals& inputs);
// Whether what a layer would make can be handled.
Result<void> checkOutputs(const std::string& title, const Signals& outputs);
Result<void> checkParameters(const std::string& title, const std::vector<ParameterShape>& parameters);

// The problem if the signal carries ids, which layers that compute cannot use.
Result<void> needNumbers(const std::string& title, const Signals& inputs);
// The problem if the first input is not a sequence: steps, then what each of them holds.
Result<void> needSteps(const std::string& title, const Signals& inputs);

} // namespace engine
