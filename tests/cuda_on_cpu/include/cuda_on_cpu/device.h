#pragma once

#include "types.h"

#include <bit>
#include <type_traits>

// What kernels use.

extern uint3 threadIdx, blockIdx;
extern dim3 blockDim, gridDim;
constexpr int warpSize = 32;

namespace cudaOnCpu {

float* sharedMemory(); // the dynamic one, aligned to 16 bytes

// Wait until all threads of the block, or of the mask in the warp, are there.
void syncBlock();
int syncBlockCount(int predicate); // for how many threads it held
void syncWarp(unsigned mask);

unsigned lane();
// What the lane `source` gave, all bits set if it is not there. `what` tells one intrinsic from another: all
// lanes of the mask must call the same one.
std::uint64_t shuffle(unsigned mask, std::uint64_t given, unsigned source, int what);
struct Votes {
    unsigned lanes, those; // who was there, and for which of them the predicate held
};
Votes vote(unsigned mask, bool predicate, int what);
[[noreturn]] void trap();

template <class T>
T shuffleValue(unsigned mask, T value, unsigned source, int what)
{
    static_assert(std::is_arithmetic_v<T> && sizeof(T) <= 8);
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof(T));
    bits = shuffle(mask, bits, source, what);
    std::memcpy(&value, &bits, sizeof(T));
    return value;
}

} // namespace cudaOnCpu

inline void __syncthreads()
{
    cudaOnCpu::syncBlock();
}
inline int __syncthreads_count(int predicate)
{
    return cudaOnCpu::syncBlockCount(predicate);
}
inline int __syncthreads_or(int predicate)
{
    return cudaOnCpu::syncBlockCount(predicate) > 0;
}
inline int __syncthreads_and(int predicate)
{
    return cudaOnCpu::syncBlockCount(!predicate) == 0;
}
inline void __syncwarp(unsigned mask = 0xffffffffu)
{
    cudaOnCpu::syncWarp(mask);
}
inline void __threadfence() {}
inline void __threadfence_block() {}
inline void __trap()
{
    cudaOnCpu::trap();
}

// Lanes are grouped by `width`; from beyond the group a lane gets its own value.
template <class T>
T __shfl_sync(unsigned mask, T value, int source, int width = warpSize)
{
    const unsigned first = cudaOnCpu::lane() / width * width;
    return cudaOnCpu::shuffleValue(mask, value, first + unsigned(source) % unsigned(width), 1);
}
template <class T>
T __shfl_up_sync(unsigned mask, T value, unsigned distance, int width = warpSize)
{
    const unsigned lane = cudaOnCpu::lane();
    return cudaOnCpu::shuffleValue(mask, value, lane % width >= distance ? lane - distance : lane, 2);
}
template <class T>
T __shfl_down_sync(unsigned mask, T value, unsigned distance, int width = warpSize)
{
    const unsigned lane = cudaOnCpu::lane();
    return cudaOnCpu::shuffleValue(mask, value,
                                   lane % width + distance < unsigned(width) ? lane + distance : lane, 3);
}
template <class T>
T __shfl_xor_sync(unsigned mask, T value, int lanes, int width = warpSize)
{
    const unsigned lane = cudaOnCpu::lane(), source = lane ^ unsigned(lanes);
    return cudaOnCpu::shuffleValue(mask, value, source < (lane / width + 1) * width ? source : lane, 4);
}
inline unsigned __ballot_sync(unsigned mask, int predicate)
{
    return cudaOnCpu::vote(mask, predicate != 0, 5).those;
}
inline int __any_sync(unsigned mask, int predicate)
{
    return cudaOnCpu::vote(mask, predicate != 0, 6).those != 0;
}
inline int __all_sync(unsigned mask, int predicate)
{
    const cudaOnCpu::Votes votes = cudaOnCpu::vote(mask, predicate != 0, 7);
    return votes.those == votes.lanes;
}

// One thread runs at a time, so that plain code is atomic.
namespace cudaOnCpu {
template <class T>
concept Atomic =
    std::is_same_v<T, int> || std::is_same_v<T, unsigned> || std::is_same_v<T, unsigned long long>;
template <class T>
using Same = std::type_identity_t<T>;
} // namespace cudaOnCpu

template <class T>
requires cudaOnCpu::Atomic<T> || std::is_same_v<T, float> T atomicAdd(T* memory, cudaOnCpu::Same<T> value)
{
    const T old = *memory;
    *memory = old + value;
    return old;
}
template <cudaOnCpu::Atomic T>
T atomicMax(T* memory, cudaOnCpu::Same<T> value)
{
    const T old = *memory;
    *memory = old > value ? old : value;
    return old;
}
template <cudaOnCpu::Atomic T>
T atomicMin(T* memory, cudaOnCpu::Same<T> value)
{
    const T old = *memory;
    *memory = old < value ? old : value;
    return old;
}
template <cudaOnCpu::Atomic T>
T atomicOr(T* memory, cudaOnCpu::Same<T> value)
{
    const T old = *memory;
    *memory = old | value;
    return old;
}
template <cudaOnCpu::Atomic T>
T atomicAnd(T* memory, cudaOnCpu::Same<T> value)
{
    const T old = *memory;
    *memory = old & value;
    return old;
}
template <cudaOnCpu::Atomic T>
T atomicXor(T* memory, cudaOnCpu::Same<T> value)
{
    const T old = *memory;
    *memory = old ^ value;
    return old;
}
template <class T>
requires cudaOnCpu::Atomic<T> || std::is_same_v<T, float> T atomicExch(T* memory, cudaOnCpu::Same<T> value)
{
    const T old = *memory;
    *memory = value;
    return old;
}
template <cudaOnCpu::Atomic T>
T atomicSub(T* memory, cudaOnCpu::Same<T> value)
{
    return atomicAdd(memory, 0 - value);
}
template <cudaOnCpu::Atomic T>
T atomicCAS(T* memory, cudaOnCpu::Same<T> expected, cudaOnCpu::Same<T> value)
{
    const T old = *memory;
    *memory = old == expected ? value : old;
    return old;
}

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
