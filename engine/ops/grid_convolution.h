#pragma once

#include "engine/ops/fft.h"
#include "engine/tensor/tensor.h"

#include <array>
#include <functional>

namespace engine::ops {

// The convolution of a grid of 2 or 3 axes with a symmetric kernel, without wrapping around: one transform
// forth and one back. Halves that are zero or not wanted are left out, and the first axis is transformed for
// two real columns at once.
class GridConvolution {
public:
    using Sizes = std::array<int, 3>; // the third is 1 with two axes

    // Sizes are made multiples of 2 fftColumns. The kernel is used up to `margin` cells beyond the grid.
    GridConvolution(int axes, Sizes least, int margin);

    const Sizes& sizes() const { return m_sizes; }
    std::int64_t cells() const { return std::int64_t{m_sizes[0]} * m_sizes[1] * m_sizes[2]; }

    // kernel(offset in cells along each axis), and what its transform is multiplied by along each axis.
    void setKernel(const std::function<float(const Sizes&)>& kernel,
                   const std::function<double(double turns)>& factor);
    // Both [sizes], row-major.
    void apply(const float* charge, float* potential);

private:
    class Rows; // one task's room for transforms

    std::int64_t rest() const { return std::int64_t{m_sizes[1]} * m_sizes[2]; } // columns of the first axis
    int length(int axis) const { return m_transforms[std::size_t(axis)].length(); }
    int unique(int axis) const { return m_axes > axis ? length(axis) / 2 + 1 : 1; }

    void firstForward(const float* charge);
    void unpack(ComplexRows transformed, std::int64_t column);
    void middle(bool forward);
    void lastBothWays();
    void convolve(Rows& rows, std::int64_t base, const float* kernel) const;
    void firstBack(float* potential);
    void pack(ComplexRows to, std::int64_t column) const;

    void transformKernelFirst(const float* samples);
    void transformKernelAxis(int axis);
    void scaleKernel(const std::function<double(double)>& factor);

    int m_axes;
    Sizes m_sizes;
    std::vector<Fft> m_transforms;
    std::int64_t m_width; // frequencies of the first axis, padded
    Tensor m_real, m_imaginary; // [columns of the first axis][m_width]; with three axes all of the second's
    Tensor m_kernel; // [unique of the second axis][of the third][m_width]
};

} // namespace engine::ops
