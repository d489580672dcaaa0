#pragma once

#include "engine/ops/vector.h"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace engine::ops {

// Bit i is set where lane i of a comparison holds: the one thing GCC's portable vectors have no quick word
// for.
inline std::uint32_t lanesOf(VectorMask comparison)
{
#if defined(__AVX512DQ__)
    return _mm512_movepi32_mask(__m512i(comparison));
#elif defined(__AVX__) && !defined(__AVX512F__)
    return std::uint32_t(_mm256_movemask_ps(__m256(comparison)));
#elif defined(__SSE2__) && !defined(__AVX__)
    return std::uint32_t(_mm_movemask_ps(__m128(comparison)));
#else
    std::uint32_t lanes = 0;
    for (int lane = 0; lane < vectorLanes; ++lane)
        lanes |= std::uint32_t(comparison[lane] != 0) << lane;
    return lanes;
#endif
}

constexpr std::uint32_t allLanes = (1u << vectorLanes) - 1;

} // namespace engine::ops
