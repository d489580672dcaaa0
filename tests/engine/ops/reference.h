#pragma once

#include "engine/base/parallel.h"
#include "engine/base/random.h"
#include "engine/tensor/tensor.h"

#include <QtTest>

#include <cmath>
#include <cstring>
#include <functional>

// What the tests of the operations share: test data and comparisons.
namespace reference {

using engine::Shape;
using engine::Tensor;

// Values in [low, high), different for every seed.
inline Tensor randomTensor(const Shape& shape, std::uint64_t seed, float low = -1.0f, float high = 1.0f)
{
    const engine::RandomKey key = engine::RandomKey{seed}.with(7);
    Tensor result(shape);
    for (std::int64_t i = 0; i < result.size(); ++i)
        result.data()[i] = low + (high - low) * key.uniform(std::uint64_t(i));
    return result;
}

inline bool sameBits(const Tensor& a, const Tensor& b)
{
    return a.size() == b.size() &&
        std::memcmp(a.data(), b.data(), std::size_t(a.size()) * sizeof(float)) == 0;
}

// The largest difference relative to max(1, |expected|).
inline double worstError(const Tensor& actual, const std::function<double(std::int64_t)>& expected)
{
    double worst = 0;
    for (std::int64_t i = 0; i < actual.size(); ++i) {
        const double value = expected(i);
        const double error = std::fabs(double(actual.data()[i]) - value) / std::max(1.0, std::fabs(value));
        worst = error <= worst ? worst : error; // a NaN wins and stays
        if (std::isnan(error))
            return error;
    }
    return worst;
}

// True when work() gives the same bits on 1, 2 and 5 threads.
inline bool sameOnAnyThreads(const std::function<Tensor()>& work)
{
    engine::setThreads(1);
    const Tensor expected = work();
    bool same = true;
    for (int threads : {2, 5}) {
        engine::setThreads(threads);
        same = same && sameBits(work(), expected);
    }
    engine::setThreads(0);
    return same;
}

} // namespace reference
