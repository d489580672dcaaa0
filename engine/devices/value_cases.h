#pragma once

#include "engine/base/text.h"
#include "engine/devices/op_cases.h"

#include <algorithm>
#include <limits>

namespace engine {

// Parts of valueCases().
std::vector<OpCase> elementwiseCases();
std::vector<OpCase> activationCases();
std::vector<OpCase> randomCases();
std::vector<OpCase> rowCases(); // that are multiplied or measured
std::vector<OpCase> normalizeCases();
std::vector<OpCase> decisionCases();

using CaseRun = std::function<std::vector<Tensor>(Device)>;

// What is to be written: no numbers, so that a value left alone shows.
inline Tensor unwritten(const Shape& shape, Device device)
{
    Tensor out(shape);
    std::ranges::fill(out.values(), std::numeric_limits<float>::quiet_NaN());
    return out.to(device);
}

inline Tensor inputOn(Device device, const Shape& shape, std::uint64_t seed, float low = -1, float high = 1)
{
    return uniformValues(shape, seed, low, high).to(device);
}

inline void append(std::vector<OpCase>& cases, const std::vector<OpCase>& more)
{
    cases.insert(cases.end(), more.begin(), more.end());
}

} // namespace engine
