#pragma once

// Marks functions that kernels of a graphics card may call as well.
#ifdef __CUDACC__
#define LOOM_DEVICE __host__ __device__
#else
#define LOOM_DEVICE
#endif
