#pragma once

// What the kernels for the map of t-SNE share.
namespace engine::ops {

// From a point y_j to a point y_i.
template <int dimensions>
struct MapOffset {
    float at[dimensions];
    float length = 1; // 1 + its squared length

    __device__ MapOffset(const float* to, const float* from)
    {
        for (int c = 0; c < dimensions; ++c) {
            at[c] = to[c] - from[c];
            length = fmaf(at[c], at[c], length);
        }
    }
};

// 1 / length in one instruction, right within the last bit or two: what all pairs of points cost is this.
__device__ inline float reciprocal(float length)
{
#ifdef __CUDA_ARCH__
    float result;
    asm("rcp.approx.ftz.f32 %0, %1;" : "=f"(result) : "f"(length));
    return result;
#else
    return 1.0f / length;
#endif
}

} // namespace engine::ops
