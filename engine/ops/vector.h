#pragma once

#include <cstdint>
#include <cstring>
#include <utility>

// The widest vector of floats the library is being compiled for, in GCC's portable notation: the same code
// serves baseline x86-64 (4 floats), x86-64-v3 (8) and x86-64-v4 (16).
namespace engine::ops {

#if defined(__AVX512F__)
constexpr int vectorLanes = 16;
#elif defined(__AVX__)
constexpr int vectorLanes = 8;
#else
constexpr int vectorLanes = 4;
#endif

using Vector = float __attribute__((vector_size(vectorLanes * sizeof(float))));
using VectorMask = std::int32_t __attribute__((vector_size(vectorLanes * sizeof(float))));

inline Vector load(const float* from)
{
    Vector value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

inline void store(float* to, Vector value)
{
    std::memcpy(to, &value, sizeof value);
}

// Lane i of the result is lane index(i) of a, or of b when index(i) >= vectorLanes.
template <class Index>
inline Vector shuffled(Vector a, Vector b, Index index)
{
    return [&]<std::int32_t... lane>(std::integer_sequence<std::int32_t, lane...>)
    {
        return __builtin_shuffle(a, b, VectorMask{index(lane)...});
    }
    (std::make_integer_sequence<std::int32_t, vectorLanes>());
}

// Of every pair of rows `distance` apart, exchanges the upper right and lower left blocks of that size.
template <int distance>
inline void exchangeBlocks(Vector (&rows)[vectorLanes])
{
    const auto upper = [](int lane) { return lane & distance ? lane - distance + vectorLanes : lane; };
    const auto lower = [](int lane) { return lane & distance ? lane + vectorLanes : lane + distance; };
#pragma GCC unroll 8
    for (int pair = 0; pair < vectorLanes / 2; ++pair) {
        const int i = pair / distance * 2 * distance + pair % distance;
        const Vector a = rows[i];
        const Vector b = rows[i + distance];
        rows[i] = shuffled(a, b, upper);
        rows[i + distance] = shuffled(a, b, lower);
    }
}

// Transposes vectorLanes x vectorLanes values: first within the 4 x 4 blocks that shuffles are quick in, then
// the blocks.
inline void transpose(Vector (&rows)[vectorLanes])
{
    constexpr int lanes = vectorLanes;
#pragma GCC unroll 4
    for (int i = 0; i < lanes; i += 4) {
        const auto low = [](int lane) { return lane / 4 * 4 + lane % 4 / 2 + (lane % 2 ? lanes : 0); };
        const auto high = [](int lane) { return lane / 4 * 4 + lane % 4 / 2 + 2 + (lane % 2 ? lanes : 0); };
        const auto first = [](int lane) { return lane / 4 * 4 + lane % 2 + (lane % 4 / 2 ? lanes : 0); };
        const auto second = [](int lane) { return lane / 4 * 4 + lane % 2 + 2 + (lane % 4 / 2 ? lanes : 0); };
        const Vector t0 = shuffled(rows[i], rows[i + 1], low);
        const Vector t1 = shuffled(rows[i], rows[i + 1], high);
        const Vector t2 = shuffled(rows[i + 2], rows[i + 3], low);
        const Vector t3 = shuffled(rows[i + 2], rows[i + 3], high);
        rows[i] = shuffled(t0, t2, first);
        rows[i + 1] = shuffled(t0, t2, second);
        rows[i + 2] = shuffled(t1, t3, first);
        rows[i + 3] = shuffled(t1, t3, second);
    }
    if constexpr (lanes >= 8)
        exchangeBlocks<4>(rows);
    if constexpr (lanes >= 16)
        exchangeBlocks<8>(rows);
}

} // namespace engine::ops
