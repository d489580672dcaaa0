#include "engine/training/class_choice.h"

#include <algorithm>

namespace engine {

std::span<const float> classChances(const Tensor& prediction, std::int64_t row)
{
    const auto classes = static_cast<std::size_t>(prediction.columns());
    return prediction.values().subspan(static_cast<std::size_t>(row) * classes, classes);
}

int likeliestClass(std::span<const float> chances)
{
    return static_cast<int>(std::ranges::max_element(chances) - chances.begin());
}

bool isAmongLikeliest(std::span<const float> chances, int wanted, int count)
{
    if (wanted < 0 || static_cast<std::size_t>(wanted) >= chances.size())
        return false;
    const float chance = chances[static_cast<std::size_t>(wanted)];
    return std::ranges::count_if(chances, [&](float other) { return other > chance; }) < count;
}

int trueClass(const Tensor& target, std::int64_t row, int classes)
{
    if (target.type() == ElementType::Int32)
        return target.idValues()[static_cast<std::size_t>(row)];
    if (classes == 1)
        return target.values()[static_cast<std::size_t>(row)] > 0.5f ? 1 : 0;
    const std::span<const float> values = target.values();
    return likeliestClass(
        values.subspan(static_cast<std::size_t>(row * classes), static_cast<std::size_t>(classes)));
}

} // namespace engine
