#pragma once

#include "types.h"

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
