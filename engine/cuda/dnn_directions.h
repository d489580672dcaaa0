#pragma once

#include "engine/cuda/precision.h"
#include "engine/ops/window.h"

#include <cudnn.h>

#include <cstddef>

// What cuDNN needs to know of a convolution, and its three ways through it.
namespace engine::cuda {

struct DnnShape {
    ops::Window window;
    int samples, in, out;
    Precision precision;

    bool operator==(const DnnShape&) const = default;
};

struct DnnPlan {
    DnnShape shape;
    cudnnTensorDescriptor_t x = nullptr, y = nullptr;
    cudnnFilterDescriptor_t kernel = nullptr;
    cudnnConvolutionDescriptor_t convolution = nullptr;
    int algorithm = 0;
    std::size_t workspaceBytes = 0;
    bool usable = false;
};

// On the device. The kernel as cuDNN wants it: [out, kernel height, kernel width, in].
struct DnnArrays {
    void *x, *kernel, *y, *workspace;
};

constexpr float dnnOne = 1, dnnZero = 0;

// y = x * kernel. `lastExact`: the algorithms behind it round more.
struct DnnForward {
    using Found = cudnnConvolutionFwdAlgoPerf_t;
    using Algorithm = cudnnConvolutionFwdAlgo_t;
    static constexpr int count = CUDNN_CONVOLUTION_FWD_ALGO_COUNT;
    static constexpr int lastExact = CUDNN_CONVOLUTION_FWD_ALGO_GEMM;

    static cudnnStatus_t find(cudnnHandle_t handle, const DnnPlan& p, int* found, Found* best)
    {
        return cudnnGetConvolutionForwardAlgorithm_v7(handle, p.x, p.kernel, p.convolution, p.y, count, found,
                                                      best);
    }
    static cudnnStatus_t measure(cudnnHandle_t handle, DnnPlan& p)
    {
        return cudnnGetConvolutionForwardWorkspaceSize(handle, p.x, p.kernel, p.convolution, p.y,
                                                       Algorithm(p.algorithm), &p.workspaceBytes);
    }
    static cudnnStatus_t run(cudnnHandle_t handle, const DnnPlan& p, const DnnArrays& a)
    {
        return cudnnConvolutionForward(handle, &dnnOne, p.x, a.x, p.kernel, a.kernel, p.convolution,
                                       Algorithm(p.algorithm), a.workspace, p.workspaceBytes, &dnnZero, p.y,
                                       a.y);
    }
};

// x = what every y gives back through the kernel.
struct DnnTransposed {
    using Found = cudnnConvolutionBwdDataAlgoPerf_t;
    using Algorithm = cudnnConvolutionBwdDataAlgo_t;
    static constexpr int count = CUDNN_CONVOLUTION_BWD_DATA_ALGO_COUNT;
    static constexpr int lastExact = CUDNN_CONVOLUTION_BWD_DATA_ALGO_1;

    static cudnnStatus_t find(cudnnHandle_t handle, const DnnPlan& p, int* found, Found* best)
    {
        return cudnnGetConvolutionBackwardDataAlgorithm_v7(handle, p.kernel, p.y, p.convolution, p.x, count,
                                                           found, best);
    }
    static cudnnStatus_t measure(cudnnHandle_t handle, DnnPlan& p)
    {
        return cudnnGetConvolutionBackwardDataWorkspaceSize(handle, p.kernel, p.y, p.convolution, p.x,
                                                            Algorithm(p.algorithm), &p.workspaceBytes);
    }
    static cudnnStatus_t run(cudnnHandle_t handle, const DnnPlan& p, const DnnArrays& a)
    {
        return cudnnConvolutionBackwardData(handle, &dnnOne, p.kernel, a.kernel, p.y, a.y, p.convolution,
                                            Algorithm(p.algorithm), a.workspace, p.workspaceBytes, &dnnZero,
                                            p.x, a.x);
    }
};

// kernel = its gradient, from x and the gradient of y.
struct DnnKernelGradient {
    using Found = cudnnConvolutionBwdFilterAlgoPerf_t;
    using Algorithm = cudnnConvolutionBwdFilterAlgo_t;
    static constexpr int count = CUDNN_CONVOLUTION_BWD_FILTER_ALGO_COUNT;
    static constexpr int lastExact = CUDNN_CONVOLUTION_BWD_FILTER_ALGO_1;

    static cudnnStatus_t find(cudnnHandle_t handle, const DnnPlan& p, int* found, Found* best)
    {
        return cudnnGetConvolutionBackwardFilterAlgorithm_v7(handle, p.x, p.y, p.convolution, p.kernel, count,
                                                             found, best);
    }
    static cudnnStatus_t measure(cudnnHandle_t handle, DnnPlan& p)
    {
        return cudnnGetConvolutionBackwardFilterWorkspaceSize(handle, p.x, p.y, p.convolution, p.kernel,
                                                              Algorithm(p.algorithm), &p.workspaceBytes);
    }
    static cudnnStatus_t run(cudnnHandle_t handle, const DnnPlan& p, const DnnArrays& a)
    {
        return cudnnConvolutionBackwardFilter(handle, &dnnOne, p.x, a.x, p.y, a.y, p.convolution,
                                              Algorithm(p.algorithm), a.workspace, p.workspaceBytes, &dnnZero,
                                              p.kernel, a.kernel);
    }
};

} // namespace engine::cuda
