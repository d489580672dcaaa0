#pragma once

#include "engine/ops/convolution_sweep.h"

namespace engine::ops {

// The gradients of one picture's pixels that are not zero. Made once for pictures of a size, because it
// brings its memory.
class SparseGradient {
public:
    SparseGradient(std::int64_t pixels, int filters);

    void collect(const float* gradient); // [pixels][filters]

    // Adds the picture's part of the kernel's gradient to sums[filter][sparseDepth(sweep)]. The picture needs
    // room for one vector behind it.
    void addKernelGradient(const Sweep& sweep, const float* picture, float* sums);
    // Adds what the pixels send back to the (padded) picture, through turned[filter][sparseDepth(sweep)]. The
    // picture needs room for one vector behind it.
    void scatter(const Sweep& sweep, const float* turned, float* picture);
    void addBias(float* sums) const;

private:
    void sortByFilter(const Sweep& sweep);

    std::int64_t m_pixels, m_count = 0;
    int m_filters;
    Tensor m_pixelStarts, m_filter, m_values; // pixel after pixel
    Tensor m_filterStarts, m_offsets, m_sorted; // filter after filter: offsets of windows, and gradients
};

// Values of a window when every stretch is filled up to whole vectors.
std::int64_t sparseDepth(const Sweep& sweep);
// A kernel [values of a window][filters] as [filters][sparseDepth], zeros between the stretches.
void turnKernel(const Sweep& sweep, const float* kernel, int filters, float* turned);
// The opposite of turnKernel, which adds; for sums.
void addTurnedBack(const Sweep& sweep, const float* turned, int filters, float* kernel);

} // namespace engine::ops
