#pragma once

// Marks functions that kernels of a graphics card may call as well, and loops that these write out.
#ifdef __CUDACC__
#define LOOM_DEVICE __host__ __device__
#define LOOM_UNROLL _Pragma("unroll")
#else
#define LOOM_DEVICE
#define LOOM_UNROLL
#endif
