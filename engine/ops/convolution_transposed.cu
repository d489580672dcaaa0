// Every pixel of x gathers from the windows that cover it. With stride s these are products of their own for
// each of the s * s positions within a step (phases), each with some of the kernel's taps.
#include "engine/ops/convolution.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/dnn.h"
#include "engine/cuda/tile_product.h"
#include "engine/ops/convolution_ways.h"
#include "engine/ops/window_sides.h"

namespace engine::ops {

namespace cuda = engine::cuda;

namespace {

// Along one axis, the pixels (every stride-th) and the taps (every tapStep-th) of a phase, and how many
// windows back from a pixel's last one those taps lie.
struct Phase {
    int firstPixel, pixels;
    int firstTap = 0, tapStep = 1, taps;
    int firstBack, backStep;

    LOOM_DEVICE Phase(const WindowAxis& axis, int phase)
        : firstPixel(((phase - axis.before) % axis.stride + axis.stride) % axis.stride),
          pixels(firstPixel < axis.input ? (axis.input - firstPixel - 1) / axis.stride + 1 : 0)
    {
        while (firstTap < axis.size && firstTap * axis.dilation % axis.stride != phase)
            ++firstTap;
        while (tapStep * axis.dilation % axis.stride != 0)
            ++tapStep;
        taps = (axis.size - firstTap + tapStep - 1) / tapStep;
        firstBack = firstTap * axis.dilation / axis.stride;
        backStep = tapStep * axis.dilation / axis.stride;
    }

    LOOM_DEVICE int tap(int i) const { return firstTap + i * tapStep; }
    LOOM_DEVICE int back(int i) const { return firstBack + i * backStep; }
};

LOOM_DEVICE cuda::Divider dividerBy(int count)
{
    return cuda::Divider(count > 0 ? count : 1);
}

// What lies along depth: taps of the phase, and for each the channels of y.
struct PhaseTaps {
    Phase down, across;
    cuda::Divider byTap, byRow;
    int depth;

    struct Place {
        int row, column, channel; // rows and columns of the phase
    };
    LOOM_DEVICE Place operator()(int i) const
    {
        const auto [tap, channel] = byTap(i);
        const auto [row, column] = byRow(tap);
        return {row, column, channel};
    }
};

// Pixels of x in all samples.
struct PhasePixels {
    Phase down, across;
    cuda::Divider byRow, bySample;
    int count, strideDown, strideAcross;

    struct Place {
        int sample, row, column;
    };
    LOOM_DEVICE Place operator()(int i) const
    {
        const auto [line, column] = byRow(i);
        const auto [sample, row] = bySample(line);
        return {sample, down.firstPixel + row * strideDown, across.firstPixel + column * strideAcross};
    }
};

// A row for every pixel: the pixels of y that it gave to.
struct Covering {
    static constexpr bool depthFirst = true;
    PaddedPictures y;
    Window window;
    PhasePixels pixels;
    PhaseTaps taps;
    int channels;

    LOOM_DEVICE Pixel line(int i) const
    {
        if (i >= pixels.count)
            return noPixel;
        const auto [sample, row, column] = pixels(i);
        const int down = (row + window.rows.before) / window.rows.stride;
        const int across = (column + window.columns.before) / window.columns.stride;
        const std::int64_t line = std::int64_t{sample} * y.height + down;
        return {(line * y.width + across) * channels, down, across};
    }
    LOOM_DEVICE Tap step(int i) const
    {
        const auto [row, column, channel] = taps(i);
        const int down = taps.down.back(row), across = taps.across.back(column);
        return {channel - (down * y.width + across) * channels, -down, -across};
    }
    LOOM_DEVICE float value(const Pixel& line, const Tap& step) const { return y.at(line, step); }
};

// The kernel [taps, channels of x, channels of y] beside it; its lines are channels of x.
struct TurnedKernel {
    static constexpr bool depthFirst = true;
    const float* values;
    int lines, channels, width;
    PhaseTaps taps;

    LOOM_DEVICE int line(int i) const { return i < lines ? i * channels : -1; }
    LOOM_DEVICE int step(int i) const
    {
        const auto [row, column, channel] = taps(i);
        const int tap = taps.down.tap(row) * width + taps.across.tap(column);
        return tap * lines * channels + channel;
    }
    LOOM_DEVICE float value(int line, int step) const { return line < 0 ? 0.0f : values[step + line]; }
};

struct PhaseOfX {
    Covering left;
    TurnedKernel right;
    float* x;
    int rows, columns, first, last;

    LOOM_DEVICE float* rowOf(int row) const
    {
        const auto [sample, down, across] = left.pixels(row);
        const std::int64_t line = std::int64_t{sample} * left.window.rows.input + down;
        return x + (line * left.window.columns.input + across) * columns;
    }
    LOOM_DEVICE void finish(float* row, int column, float sum) const { row[column] = sum; }
};

struct TransposedConvolution {
    const float *y, *kernel;
    float* x;
    Window window;
    int samples, channelsOfX, channelsOfY;
    cuda::Divider byTap; // channels of y

    LOOM_DEVICE PhaseOfX part(int i) const
    {
        const WindowAxis &rows = window.rows, &columns = window.columns;
        const Phase down(rows, i / columns.stride), across(columns, i % columns.stride);
        const PhaseTaps taps{down, across, byTap, dividerBy(across.taps),
                             down.taps * across.taps * channelsOfY};
        const PhasePixels pixels{down,
                                 across,
                                 dividerBy(across.pixels),
                                 dividerBy(down.pixels),
                                 samples * down.pixels * across.pixels,
                                 rows.stride,
                                 columns.stride};
        return {{{y, rows.output, columns.output}, window, pixels, taps, channelsOfY},
                {kernel, channelsOfX, channelsOfY, columns.size, taps},
                x,
                pixels.count,
                channelsOfX,
                0,
                taps.depth};
    }
};

} // namespace

static void convolveTransposedCuda(const Tensor& y, const Tensor& kernel, const Window& window, Tensor& x)
{
    if (cuda::convolveTransposedByLibrary(y, kernel, window, x) || transposedByPixels(y, kernel, window, x))
        return;
    const WindowAxis &rows = window.rows, &columns = window.columns;
    const TransposedConvolution convolution{.y = y.data(),
                                            .kernel = kernel.data(),
                                            .x = x.data(),
                                            .window = window,
                                            .samples = y.rows(),
                                            .channelsOfX = kernel.shape()[2],
                                            .channelsOfY = kernel.shape()[3],
                                            .byTap = cuda::Divider(kernel.shape()[3])};
    const auto most = [](const WindowAxis& axis) { return int(cuda::divideUp(axis.input, axis.stride)); };
    cuda::multiplyTiles(convolution, std::int64_t{rows.stride} * columns.stride,
                        y.rows() * most(rows) * most(columns), convolution.channelsOfX);
}

static const cuda::OnCuda attachConvolveTransposed(convolveTransposed, convolveTransposedCuda);

} // namespace engine::ops
