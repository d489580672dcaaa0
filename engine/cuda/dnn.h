#pragma once

#include "engine/ops/window.h"
#include "engine/tensor/tensor.h"

// Convolutions by cuDNN, where it was there when the module was built and LAYERLOOM_CUDNN is not 0 in the
// environment. Only from 32 channels to 32 others, or as many pairs, is it asked at all: with fewer, our own
// kernels are as fast. Tensor cores round to TF32 where the precision allows it, even for bfloat16. Each
// function says whether it has queued the work; where not, that shape is never asked for again.
namespace engine::cuda {

bool convolveByLibrary(const Tensor& x, const Tensor& kernel, const ops::Window& window, Tensor& y);
bool convolveTransposedByLibrary(const Tensor& y, const Tensor& kernel, const ops::Window& window, Tensor& x);
bool kernelGradientByLibrary(const Tensor& x, const Tensor& gradY, const ops::Window& window,
                             Tensor& gradKernel);

} // namespace engine::cuda
