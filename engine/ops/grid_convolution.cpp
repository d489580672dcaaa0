#include "engine/ops/grid_convolution.h"

#include "engine/ops/loops.h"

namespace engine::ops {

// The rows of one task: what is transformed and room to work in.
class GridConvolution::Rows {
public:
    explicit Rows(int length)
        : m_count(std::int64_t{length} * fftColumns),
          m_memory({4, int(m_count)}), x{part(0), part(1)}, work{part(2), part(3)}
    {
    }
    // Reads `count` rows `step` floats apart, then zeros up to `end`.
    void read(const float* real, const float* imaginary, std::int64_t step, int count, int end)
    {
        for (int i = 0; i < count; ++i) {
            std::memcpy(x.real + i * fftColumns, real + i * step, bytes);
            std::memcpy(x.imaginary + i * fftColumns, imaginary + i * step, bytes);
        }
        std::fill(x.real + count * fftColumns, x.real + end * fftColumns, 0.0f);
        std::fill(x.imaginary + count * fftColumns, x.imaginary + end * fftColumns, 0.0f);
    }
    static void write(ComplexRows from, float* real, float* imaginary, std::int64_t step, int count)
    {
        for (int i = 0; i < count; ++i) {
            std::memcpy(real + i * step, from.real + i * fftColumns, bytes);
            std::memcpy(imaginary + i * step, from.imaginary + i * fftColumns, bytes);
        }
    }

private:
    static constexpr std::size_t bytes = fftColumns * sizeof(float);
    float* part(int i) { return m_memory.data() + i * m_count; }

    std::int64_t m_count;
    Tensor m_memory;

public:
    ComplexRows x, work; // may change places
};

GridConvolution::GridConvolution(int axes, Sizes least, int margin) : m_axes(axes), m_sizes{1, 1, 1}
{
    for (int axis = 0; axis < axes; ++axis) {
        const auto a = std::size_t(axis);
        m_sizes[a] = int(divideUp(least[a], 2 * fftColumns) * 2 * fftColumns);
        m_transforms.emplace_back(Fft::goodLength(2 * (m_sizes[a] + margin)));
    }
    m_width = divideUp(unique(0), fftColumns) * fftColumns;
    const std::int64_t columns = axes == 2 ? rest() : std::int64_t{length(1)} * m_sizes[2];
    m_real = Tensor({int(columns), int(m_width)});
    m_imaginary = Tensor({int(columns), int(m_width)});
    m_kernel = Tensor({unique(1), unique(2), int(m_width)});
}

void GridConvolution::apply(const float* charge, float* potential)
{
    firstForward(charge);
    if (m_axes == 3)
        middle(true);
    lastBothWays();
    if (m_axes == 3)
        middle(false);
    firstBack(potential);
}

// Column c becomes the real, column c + half the imaginary part of what is transformed.
void GridConvolution::firstForward(const float* charge)
{
    const std::int64_t half = rest() / 2;
    parallel(half / fftColumns, [&](std::int64_t task) {
        const std::int64_t column = task * fftColumns;
        Rows rows(length(0));
        rows.read(charge + column, charge + half + column, rest(), m_sizes[0], length(0) / 2);
        unpack(m_transforms[0].forward(rows.x, rows.work, Fft::Skip::UpperInput), column);
    });
}

// Writes vectorLanes columns of vectorLanes frequencies each.
static void storeTransposed(Vector (&block)[vectorLanes], float* to, std::int64_t step)
{
    transpose(block);
    for (int lane = 0; lane < vectorLanes; ++lane)
        store(to + lane * step, block[lane]);
}

// Twice the transforms of the two columns: z_k + conj z_-k and (z_k - conj z_-k) / i.
void GridConvolution::unpack(ComplexRows z, std::int64_t column)
{
    const std::int64_t partner = column + rest() / 2;
    const int n = length(0);
    for (std::int64_t k = 0; k < m_width; k += vectorLanes)
        for (int b = 0; b < fftColumns; b += vectorLanes) {
            Vector parts[4][vectorLanes];
            for (int lane = 0; lane < vectorLanes; ++lane) {
                const std::int64_t at = std::min<std::int64_t>(k + lane, n / 2);
                const std::int64_t here = at * fftColumns + b;
                const std::int64_t there = (n - at) % n * fftColumns + b;
                const Vector r = load(z.real + here), i = load(z.imaginary + here);
                const Vector rThere = load(z.real + there), iThere = load(z.imaginary + there);
                parts[0][lane] = r + rThere;
                parts[1][lane] = i - iThere;
                parts[2][lane] = i + iThere;
                parts[3][lane] = rThere - r;
            }
            storeTransposed(parts[0], m_real.data() + (column + b) * m_width + k, m_width);
            storeTransposed(parts[1], m_imaginary.data() + (column + b) * m_width + k, m_width);
            storeTransposed(parts[2], m_real.data() + (partner + b) * m_width + k, m_width);
            storeTransposed(parts[3], m_imaginary.data() + (partner + b) * m_width + k, m_width);
        }
}

void GridConvolution::middle(bool forward)
{
    const Fft& transform = m_transforms[1];
    const std::int64_t step = m_sizes[2] * m_width;
    const int inside = m_sizes[1];
    parallel(step / fftColumns, [&](std::int64_t task) {
        float* const real = m_real.data() + task * fftColumns;
        float* const imaginary = m_imaginary.data() + task * fftColumns;
        Rows rows(transform.length());
        if (forward) {
            rows.read(real, imaginary, step, inside, transform.length() / 2);
            Rows::write(transform.forward(rows.x, rows.work, Fft::Skip::UpperInput), real, imaginary, step,
                        transform.length());
        } else {
            rows.read(real, imaginary, step, transform.length(), transform.length());
            Rows::write(transform.inverse(rows.x, rows.work, Fft::Skip::UpperOutput), real, imaginary, step,
                        inside);
        }
    });
}

void GridConvolution::lastBothWays()
{
    const std::int64_t blocks = m_width / fftColumns;
    const int outer = m_axes == 3 ? length(1) : 1;
    const int last = m_axes - 1;
    const std::int64_t kernelRows = std::int64_t{unique(last)} * m_width;
    parallel(outer * blocks, [&](std::int64_t task) {
        const std::int64_t k = task / blocks;
        const std::int64_t column = task % blocks * fftColumns;
        Rows rows(length(last));
        convolve(rows, k * m_sizes[std::size_t(last)] * m_width + column,
                 m_kernel.data() + std::min(k, outer - k) * kernelRows + column);
    });
}

// One block along the last axis, while it is in the cache: forth, times the kernel, back.
void GridConvolution::convolve(Rows& rows, std::int64_t base, const float* kernel) const
{
    const int last = m_axes - 1;
    const Fft& transform = m_transforms[std::size_t(last)];
    const int inside = m_sizes[std::size_t(last)];
    const int n = transform.length();
    float* const real = const_cast<float*>(m_real.data()) + base;
    float* const imaginary = const_cast<float*>(m_imaginary.data()) + base;
    rows.read(real, imaginary, m_width, inside, n / 2);
    const ComplexRows z = transform.forward(rows.x, rows.work, Fft::Skip::UpperInput);
    for (int i = 0; i < n; ++i) {
        const float* const factor = kernel + std::min(i, n - i) * m_width;
        for (int b = 0; b < fftColumns; ++b) {
            z.real[i * fftColumns + b] *= factor[b];
            z.imaginary[i * fftColumns + b] *= factor[b];
        }
    }
    const ComplexRows other = z.real == rows.x.real ? rows.work : rows.x;
    Rows::write(transform.inverse(z, other, Fft::Skip::UpperOutput), real, imaginary, m_width, inside);
}

void GridConvolution::firstBack(float* potential)
{
    const std::int64_t half = rest() / 2;
    parallel(half / fftColumns, [&](std::int64_t task) {
        const std::int64_t column = task * fftColumns;
        Rows rows(length(0));
        pack(rows.x, column);
        const ComplexRows z = m_transforms[0].inverse(rows.x, rows.work, Fft::Skip::UpperOutput);
        Rows::write(z, potential + column, potential + half + column, rest(), m_sizes[0]);
    });
}

static void loadTransposed(Vector (&block)[vectorLanes], const float* from, std::int64_t step)
{
    for (int lane = 0; lane < vectorLanes; ++lane)
        block[lane] = load(from + lane * step);
    transpose(block);
}

// The opposite of unpack: x + i x' at frequency k, conj x + i conj x' at -k.
void GridConvolution::pack(ComplexRows to, std::int64_t column) const
{
    const std::int64_t partner = column + rest() / 2;
    const int n = length(0);
    for (std::int64_t k = 0; k < m_width; k += vectorLanes)
        for (int b = 0; b < fftColumns; b += vectorLanes) {
            Vector parts[4][vectorLanes];
            loadTransposed(parts[0], m_real.data() + (column + b) * m_width + k, m_width);
            loadTransposed(parts[1], m_imaginary.data() + (column + b) * m_width + k, m_width);
            loadTransposed(parts[2], m_real.data() + (partner + b) * m_width + k, m_width);
            loadTransposed(parts[3], m_imaginary.data() + (partner + b) * m_width + k, m_width);
            for (int lane = 0; lane < vectorLanes && k + lane <= n / 2; ++lane) {
                const std::int64_t here = (k + lane) * fftColumns + b;
                const std::int64_t there = (n - k - lane) % n * fftColumns + b;
                store(to.real + there, parts[0][lane] + parts[3][lane]);
                store(to.imaginary + there, parts[2][lane] - parts[1][lane]);
                store(to.real + here, parts[0][lane] - parts[3][lane]);
                store(to.imaginary + here, parts[1][lane] + parts[2][lane]);
            }
        }
}

} // namespace engine::ops
