#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <type_traits>

// Functions on numbers that CUDA has and the C library has not.

template <class T>
T __ldg(const T* memory)
{
    return *memory;
}
template <class T>
T __ldcs(const T* memory)
{
    return *memory;
}
template <class T>
T __ldcg(const T* memory)
{
    return *memory;
}

// min and max as CUDA has them, a NaN giving way to a number. Of different types as C++ converts them.
template <class A, class B>
requires std::is_arithmetic_v<A> && std::is_arithmetic_v<B>
constexpr auto min(A a, B b)
{
    using T = std::common_type_t<A, B>;
    if constexpr (std::is_floating_point_v<T>)
        return T(a) < T(b) || T(b) != T(b) ? T(a) : T(b);
    else
        return T(a) < T(b) ? T(a) : T(b);
}
template <class A, class B>
requires std::is_arithmetic_v<A> && std::is_arithmetic_v<B>
constexpr auto max(A a, B b)
{
    using T = std::common_type_t<A, B>;
    if constexpr (std::is_floating_point_v<T>)
        return T(a) > T(b) || T(b) != T(b) ? T(a) : T(b);
    else
        return T(a) > T(b) ? T(a) : T(b);
}

inline float rsqrtf(float x)
{
    return 1.0F / std::sqrt(x);
}
inline double rsqrt(double x)
{
    return 1.0 / std::sqrt(x);
}
inline float __saturatef(float x)
{
    return x > 0 ? (x < 1 ? x : 1.0F) : 0.0F;
}
// The fast ones; macros because the C library keeps functions of these names to itself.
#define __expf(x) std::exp(float(x))
#define __logf(x) std::log(float(x))
#define __log2f(x) std::log2(float(x))
#define __sinf(x) std::sin(float(x))
#define __cosf(x) std::cos(float(x))
#define __powf(x, y) std::pow(float(x), float(y))
inline float __fdividef(float x, float y)
{
    return x / y;
}
inline float __fadd_rn(float x, float y)
{
    return x + y;
}
inline float __fsub_rn(float x, float y)
{
    return x - y;
}
inline float __fmul_rn(float x, float y)
{
    return x * y;
}
inline float __fdiv_rn(float x, float y)
{
    return x / y;
}
inline float __fmaf_rn(float x, float y, float z)
{
    return std::fma(x, y, z);
}
inline float __fsqrt_rn(float x)
{
    return std::sqrt(x);
}
inline float __frcp_rn(float x)
{
    return 1.0F / x;
}
inline double __dadd_rn(double x, double y)
{
    return x + y;
}
inline double __dmul_rn(double x, double y)
{
    return x * y;
}

// Out of range the nearest int, NaN is 0.
inline int cudaOnCpuToInt(float x)
{
    return x != x ? 0 : x >= 2147483648.0F ? 2147483647 : x <= -2147483648.0F ? -2147483647 - 1 : int(x);
}
inline int __float2int_rn(float x)
{
    return cudaOnCpuToInt(std::nearbyint(x));
}
inline int __float2int_rz(float x)
{
    return cudaOnCpuToInt(x);
}
inline int __float2int_rd(float x)
{
    return cudaOnCpuToInt(std::floor(x));
}
inline int __float2int_ru(float x)
{
    return cudaOnCpuToInt(std::ceil(x));
}
inline float __int2float_rn(int x)
{
    return float(x);
}
inline float __uint2float_rn(unsigned x)
{
    return float(x);
}

inline int __float_as_int(float x)
{
    return std::bit_cast<int>(x);
}
inline unsigned __float_as_uint(float x)
{
    return std::bit_cast<unsigned>(x);
}
inline float __int_as_float(int x)
{
    return std::bit_cast<float>(x);
}
inline float __uint_as_float(unsigned x)
{
    return std::bit_cast<float>(x);
}
inline long long __double_as_longlong(double x)
{
    return std::bit_cast<long long>(x);
}
inline double __longlong_as_double(long long x)
{
    return std::bit_cast<double>(x);
}
inline int __popc(unsigned x)
{
    return std::popcount(x);
}
inline int __popcll(unsigned long long x)
{
    return std::popcount(x);
}
inline int __ffs(int x)
{
    return __builtin_ffs(x);
}
inline int __ffsll(long long x)
{
    return __builtin_ffsll(x);
}
inline int __clz(int x)
{
    return std::countl_zero(unsigned(x));
}
inline int __clzll(long long x)
{
    return std::countl_zero((unsigned long long)(x));
}
inline unsigned __brev(unsigned x)
{
    unsigned reversed = 0;
    for (int i = 0; i < 32; ++i)
        reversed |= (x >> i & 1U) << (31 - i);
    return reversed;
}
inline unsigned __umulhi(unsigned x, unsigned y)
{
    return unsigned((std::uint64_t{x} * y) >> 32);
}
inline int __mulhi(int x, int y)
{
    return int((std::int64_t{x} * y) >> 32);
}
inline unsigned long long __umul64hi(unsigned long long x, unsigned long long y)
{
    return (unsigned long long)(((unsigned __int128)(x)*y) >> 64);
}
