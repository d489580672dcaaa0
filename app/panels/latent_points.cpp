#include "app/panels/latent_points.h"

#include "engine/ops/random_fill.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace app::panels {

namespace {

constexpr float reachInDeviations = 3;

void add(Code& to, const Code& what, float times)
{
    for (std::size_t d = 0; d < to.size(); ++d)
        to[d] += times * what[d];
}

float length(const Code& code)
{
    return std::sqrt(std::transform_reduce(code.begin(), code.end(), code.begin(), 0.0f));
}

Code unit(int size, int dimension)
{
    Code code(static_cast<std::size_t>(size));
    code[static_cast<std::size_t>(dimension)] = 1;
    return code;
}

engine::Tensor normal(const engine::Shape& shape, float deviation, std::int64_t seed)
{
    engine::Tensor numbers(shape);
    engine::ops::fillNormal(numbers, 0, deviation, engine::RandomKey{static_cast<std::uint64_t>(seed)});
    return numbers;
}

} // namespace

Code inDeviations(const LatentSpace& space, const Code& code)
{
    Code result(code.size());
    for (std::size_t d = 0; d < code.size(); ++d)
        result[d] = space.deviation[d] > 0 ? (code[d] - space.mean[d]) / space.deviation[d] : 0.0f;
    return result;
}

Code fromDeviations(const LatentSpace& space, const Code& deviations)
{
    Code code = space.mean;
    for (std::size_t d = 0; d < code.size(); ++d)
        code[d] += deviations[d] * space.deviation[d];
    return code;
}

Code LatentPlane::at(float x, float y) const
{
    Code code = middle;
    add(code, steps[0], x);
    add(code, steps[1], y);
    return code;
}

float LatentPlane::value(int axis, int index, int side) const
{
    const auto a = static_cast<std::size_t>(axis);
    const float share = side > 1 ? static_cast<float>(index) / static_cast<float>(side - 1) : 0.5f;
    return offset[a] + reach[a] * (2 * share - 1);
}

std::vector<Code> LatentPlane::grid(int side) const
{
    std::vector<Code> codes;
    for (int row = side; row-- > 0;)
        for (int column = 0; column < side; ++column)
            codes.push_back(at(value(0, column, side) - offset[0], value(1, row, side) - offset[1]));
    return codes;
}

LatentPlane planeOf(const LatentSpace& space, const Code& middle, int dimensionX, int dimensionY)
{
    LatentPlane plane{.middle = middle};
    const std::array dimensions{dimensionX, dimensionY};
    for (std::size_t axis = 0; axis < 2; ++axis) {
        const auto d = static_cast<std::size_t>(dimensions[axis]);
        plane.middle[d] = space.mean[d];
        plane.steps[axis] = unit(space.size, dimensions[axis]);
        plane.reach[axis] = reachInDeviations * space.deviation[d];
        plane.offset[axis] = space.mean[d];
    }
    return plane;
}

LatentPlane principalPlane(const LatentSpace& space)
{
    LatentPlane plane{.middle = space.mean, .steps = space.axes};
    for (std::size_t axis = 0; axis < 2; ++axis)
        plane.reach[axis] = reachInDeviations * space.axisDeviation[axis];
    return plane;
}

std::vector<Code> path(const Code& from, const Code& to, int count, Way way)
{
    const float lengths = length(from) * length(to);
    const float product = std::transform_reduce(from.begin(), from.end(), to.begin(), 0.0f);
    const float angle = lengths > 0 ? std::acos(std::clamp(product / lengths, -1.0f, 1.0f)) : 0.0f;
    const bool arc = way == Way::Arc && std::sin(angle) > 1e-4f;
    std::vector<Code> codes;
    for (int i = 0; i < count; ++i) {
        const float t = count > 1 ? static_cast<float>(i) / static_cast<float>(count - 1) : 0.0f;
        Code code(from.size());
        add(code, from, arc ? std::sin((1 - t) * angle) / std::sin(angle) : 1 - t);
        add(code, to, arc ? std::sin(t * angle) / std::sin(angle) : t);
        codes.push_back(std::move(code));
    }
    return codes;
}

std::vector<Code> drawn(const LatentSpace& space, bool fromPrior, int count, float temperature,
                        std::int64_t seed)
{
    std::vector<Code> codes;
    const int numbers = fromPrior ? space.size : space.samples;
    const engine::Tensor noise = normal({count, numbers}, temperature, seed);
    for (int i = 0; i < count; ++i) {
        const auto mine = noise.values().subspan(static_cast<std::size_t>(i) * std::size_t(numbers),
                                                 static_cast<std::size_t>(numbers));
        if (fromPrior) {
            codes.emplace_back(mine.begin(), mine.end());
            continue;
        }
        // Independent normal weights on the centred codes give exactly their covariance.
        Code code = space.mean;
        const float share = 1 / std::sqrt(static_cast<float>(space.samples));
        for (int s = 0; s < space.samples; ++s)
            for (int d = 0; d < space.size; ++d)
                code[std::size_t(d)] += share * mine[std::size_t(s)] *
                    space.centred[std::size_t(s) * std::size_t(space.size) + std::size_t(d)];
        codes.push_back(std::move(code));
    }
    return codes;
}

} // namespace app::panels
