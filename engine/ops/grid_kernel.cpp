#include "engine/ops/grid_convolution.h"
#include "engine/ops/loops.h"

namespace engine::ops {

namespace {

// A symmetric sequence of which only the first half and the middle is stored: transformed it is real and
// symmetric again. Rows are fftColumns wide, `count` of them used, `step` floats apart.
class SymmetricRows {
public:
    explicit SymmetricRows(const Fft& transform)
        : m_transform(transform), m_count(std::int64_t{transform.length()} * fftColumns),
          m_memory({4, int(m_count)})
    {
    }
    const float* transformed(const float* from, std::int64_t step, int used)
    {
        const int n = m_transform.length();
        const ComplexRows x{m_memory.data(), m_memory.data() + m_count};
        const ComplexRows work{m_memory.data() + 2 * m_count, m_memory.data() + 3 * m_count};
        std::fill_n(x.imaginary, m_count, 0.0f);
        for (int i = 0; i < n; ++i)
            for (int b = 0; b < fftColumns; ++b)
                x.real[i * fftColumns + b] = b < used ? from[std::min(i, n - i) * step + b] : 0.0f;
        return m_transform.forward(x, work, Fft::Skip::Nothing).real;
    }

private:
    const Fft& m_transform;
    std::int64_t m_count;
    Tensor m_memory;
};

} // namespace

void GridConvolution::setKernel(const std::function<float(const Sizes&)>& kernel,
                                const std::function<double(double turns)>& factor)
{
    const Sizes half{unique(0), unique(1), unique(2)};
    Tensor samples({half[0], half[1] * half[2]});
    parallel(half[0], [&](std::int64_t i) {
        float* to = samples.data() + i * half[1] * half[2];
        for (int j = 0; j < half[1]; ++j)
            for (int k = 0; k < half[2]; ++k)
                *to++ = kernel({int(i), j, k});
    });
    transformKernelFirst(samples.data());
    for (int axis = 1; axis < m_axes; ++axis)
        transformKernelAxis(axis);
    scaleKernel(factor);
}

void GridConvolution::transformKernelFirst(const float* samples)
{
    const std::int64_t columns = std::int64_t{unique(1)} * unique(2);
    parallel(divideUp(columns, fftColumns), [&](std::int64_t task) {
        const std::int64_t column = task * fftColumns;
        const int used = int(std::min<std::int64_t>(fftColumns, columns - column));
        SymmetricRows rows(m_transforms[0]);
        const float* const z = rows.transformed(samples + column, columns, used);
        for (int b = 0; b < used; ++b)
            for (std::int64_t k = 0; k < m_width; ++k)
                m_kernel.data()[(column + b) * m_width + k] = k < unique(0) ? z[k * fftColumns + b] : 0.0f;
    });
}

void GridConvolution::transformKernelAxis(int axis)
{
    const std::int64_t step = axis == 1 ? unique(2) * m_width : m_width;
    const std::int64_t outer = axis == 1 ? 1 : unique(1);
    const std::int64_t blocks = step / fftColumns;
    const int count = unique(axis);
    parallel(outer * blocks, [&](std::int64_t task) {
        float* const at = m_kernel.data() + task / blocks * count * step + task % blocks * fftColumns;
        SymmetricRows rows(m_transforms[std::size_t(axis)]);
        const float* const z = rows.transformed(at, step, fftColumns);
        for (int i = 0; i < count; ++i)
            std::copy_n(z + i * fftColumns, fftColumns, at + i * step);
    });
}

// With the transforms' lengths and the half that packing two columns leaves out.
void GridConvolution::scaleKernel(const std::function<double(double)>& factor)
{
    std::array<std::vector<double>, 3> factors;
    for (int axis = 0; axis < 3; ++axis)
        for (int k = 0; k < (axis == 0 ? m_width : unique(axis)); ++k)
            factors[std::size_t(axis)].push_back(
                axis < m_axes ? factor(double(k) / length(axis)) / length(axis) : 1.0);
    const int inner = unique(2);
    parallel(std::int64_t{unique(1)} * inner, [&](std::int64_t row) {
        const double outer =
            0.5 * factors[1][std::size_t(row / inner)] * factors[2][std::size_t(row % inner)];
        for (std::int64_t k = 0; k < m_width; ++k)
            m_kernel.data()[row * m_width + k] *= float(outer * factors[0][std::size_t(k)]);
    });
}

} // namespace engine::ops
