#pragma once

#include <cstdint>
#include <cstring>

// Eight points of a map at a time, whatever the processor: rows of a sparse matrix are padded to this. Passed
// by reference only, because how such a vector is passed by value depends on the processor.
namespace engine::ops {

using Eight = float __attribute__((vector_size(32)));

inline float sumOf(const Eight& v)
{
    return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}

// The coordinates of eight points, gathered from rows of `dimensions` floats; those of three coordinates lie
// four floats apart.
template <int dimensions>
struct EightPoints;

template <>
struct EightPoints<2> {
    static constexpr int step = 2;
    Eight at[2];

    EightPoints(const float* positions, const std::int32_t* of)
    {
        using Four = double __attribute__((vector_size(32))); // a point is as wide as a double
        const auto point = [&](int i) {
            double both;
            std::memcpy(&both, positions + std::int64_t{of[i]} * step, sizeof both);
            return both;
        };
        const Eight a = Eight(Four{point(0), point(1), point(4), point(5)});
        const Eight b = Eight(Four{point(2), point(3), point(6), point(7)});
        at[0] = __builtin_shufflevector(a, b, 0, 2, 8, 10, 4, 6, 12, 14);
        at[1] = __builtin_shufflevector(a, b, 1, 3, 9, 11, 5, 7, 13, 15);
    }
};

template <>
struct EightPoints<3> {
    static constexpr int step = 4;
    Eight at[3];

    EightPoints(const float* positions, const std::int32_t* of)
    {
        const auto two = [&](int i, Eight& pair) {
            std::memcpy(&pair, positions + std::int64_t{of[i]} * step, 16);
            std::memcpy(reinterpret_cast<char*>(&pair) + 16, positions + std::int64_t{of[i + 4]} * step, 16);
        };
        Eight a, b, c, d;
        two(0, a);
        two(1, b);
        two(2, c);
        two(3, d);
        const Eight ab = __builtin_shufflevector(a, b, 0, 8, 1, 9, 4, 12, 5, 13); // x0 x1 y0 y1
        const Eight cd = __builtin_shufflevector(c, d, 0, 8, 1, 9, 4, 12, 5, 13);
        const Eight abUpper = __builtin_shufflevector(a, b, 2, 10, 3, 11, 6, 14, 7, 15);
        const Eight cdUpper = __builtin_shufflevector(c, d, 2, 10, 3, 11, 6, 14, 7, 15);
        at[0] = __builtin_shufflevector(ab, cd, 0, 1, 8, 9, 4, 5, 12, 13);
        at[1] = __builtin_shufflevector(ab, cd, 2, 3, 10, 11, 6, 7, 14, 15);
        at[2] = __builtin_shufflevector(abUpper, cdUpper, 0, 1, 8, 9, 4, 5, 12, 13);
    }
};

} // namespace engine::ops
