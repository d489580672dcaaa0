#pragma once

#include "engine/base/parallel.h"
#include "engine/base/random.h"
#include "engine/tensor/tensor.h"

#include <cmath>
#include <cstring>
#include <vector>

// Points for the tests of maps.
namespace engine::maps {

inline float normal(RandomKey key, std::uint64_t index)
{
    return std::sqrt(-2 * std::log(1 - key.uniform(2 * index))) *
        std::cos(6.2831853f * key.uniform(2 * index + 1));
}

// Normally distributed with that deviation along every axis.
inline Tensor cloud(int rows, int columns, float deviation = 1, std::uint64_t seed = 1)
{
    Tensor points({rows, columns});
    for (std::int64_t i = 0; i < points.size(); ++i)
        points.data()[i] = deviation * normal({seed}, static_cast<std::uint64_t>(i));
    return points;
}

// Row i belongs to group i % groups.
inline Tensor clusters(int rows, int columns, int groups, float apart = 5)
{
    Tensor points = cloud(rows, columns);
    const Tensor centres = cloud(groups, columns, apart, 2);
    for (std::int64_t i = 0; i < rows; ++i)
        for (std::int64_t c = 0; c < columns; ++c)
            points.data()[i * columns + c] += centres.data()[i % groups * columns + c];
    return points;
}

inline bool sameBits(const Tensor& a, const Tensor& b)
{
    return a.shape() == b.shape() && a.type() == b.type() &&
        std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(float)) == 0;
}

// What `make` gives with so many threads.
template <class Make>
auto onThreads(int count, const Make& make)
{
    setThreads(count);
    auto result = make();
    setThreads(0);
    return result;
}

// Root of the mean squared difference, as a share of the root mean square of what is expected.
inline double relativeError(const Tensor& value, const Tensor& expected)
{
    double difference = 0, square = 0;
    for (std::int64_t i = 0; i < value.size(); ++i) {
        const double e = expected.data()[i];
        difference += (value.data()[i] - e) * (value.data()[i] - e);
        square += e * e;
    }
    return std::sqrt(difference / square);
}

} // namespace engine::maps
