#include "engine/devices/op_cases.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace engine {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double rootMeanSquare(const Tensor& x)
{
    double sum = 0;
    std::int64_t finite = 0;
    for (const float value : x.values())
        if (std::isfinite(value)) {
            sum += double(value) * double(value);
            ++finite;
        }
    return finite == 0 ? 0 : std::sqrt(sum / double(finite));
}

double difference(float a, float b, double scale)
{
    if (a == b || (std::isnan(a) && std::isnan(b)))
        return 0;
    if (!std::isfinite(a) || !std::isfinite(b))
        return infinity;
    return std::abs(double(a) - double(b)) / std::max(std::abs(double(b)), scale);
}

} // namespace

std::vector<OpCase> opCases()
{
    std::vector<OpCase> all;
    for (const auto part : {valueCases, lossCases, optimizerCases, productCases, pictureCases, sequenceCases,
                            mapCases, takeRowsCases})
        std::ranges::move(part(), std::back_inserter(all));
    return all;
}

Tensor uniformValues(const Shape& shape, std::uint64_t seed, float low, float high)
{
    const RandomKey key = RandomKey{seed}.with(1);
    Tensor values(shape);
    for (std::uint64_t i = 0; float& value : values.values())
        value = low + (high - low) * key.uniform(i++);
    return values;
}

Tensor uniformIds(const Shape& shape, std::uint64_t seed, int count)
{
    const RandomKey key = RandomKey{seed}.with(2);
    Tensor ids(shape, ElementType::Int32);
    for (std::int64_t i = 0; i < ids.size(); ++i)
        ids.ids()[i] = std::int32_t(key.below(std::uint64_t(count), std::uint64_t(i)));
    return ids;
}

double relativeDifference(const Tensor& a, const Tensor& b)
{
    if (a.shape() != b.shape() || a.type() != b.type() || a.empty() != b.empty())
        return infinity;
    const Tensor here = a.to(Device::Cpu), right = b.to(Device::Cpu);
    if (a.empty())
        return 0;
    if (a.type() == ElementType::Int32)
        return std::ranges::equal(here.idValues(), right.idValues()) ? 0 : infinity;
    const double scale = rootMeanSquare(right);
    double largest = 0;
    for (std::int64_t i = 0; i < right.size(); ++i)
        largest = std::max(largest, difference(here.data()[i], right.data()[i], scale));
    return largest;
}

} // namespace engine
