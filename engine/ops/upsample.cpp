#include "engine/ops/upsample.h"

#include "engine/ops/enlarged_axis.h"
#include "engine/ops/pool_loops.h"

namespace engine::ops {

namespace {

void repeatRow(const float* from, const EnlargedAxes& axes, int channels, float* to)
{
    float* const first = to;
    for (int column = 0; column < axes.columns.input; ++column, from += channels)
        for (int time = 0; time < axes.columns.times; ++time, to += channels)
            std::copy(from, from + channels, to);
    const std::int64_t size = to - first;
    for (int time = 1; time < axes.rows.times; ++time, to += size)
        std::copy(first, first + size, to);
}

void blendRow(const float* picture, const EnlargedAxes& axes, int row, int channels, float* to)
{
    const float place = axes.rows.place(row);
    const int upper = static_cast<int>(place), lower = std::min(upper + 1, axes.rows.input - 1);
    const float down = place - float(upper);
    const std::int64_t rowSize = std::int64_t{axes.columns.input} * channels;
    const float *const above = picture + upper * rowSize, *const below = picture + lower * rowSize;
    for (int column = 0; column < axes.columns.output(); ++column, to += channels) {
        const float at = axes.columns.place(column);
        const int left = static_cast<int>(at), right = std::min(left + 1, axes.columns.input - 1);
        const float across = at - float(left);
        const std::int64_t a = std::int64_t{left} * channels, b = std::int64_t{right} * channels;
        forChannels(channels, [&]<class Value>(int channel, Value) {
            const Value topLeft = read<Value>(above + a + channel),
                        topRight = read<Value>(above + b + channel);
            const Value top = topLeft + (topRight - topLeft) * across;
            const Value lowLeft = read<Value>(below + a + channel),
                        lowRight = read<Value>(below + b + channel);
            const Value low = lowLeft + (lowRight - lowLeft) * across;
            write<Value>(to + channel, top + (low - top) * down);
        });
    }
}

void upsampleOnCpu(const Tensor& x, const Enlargement& by, Tensor& y)
{
    assert(x.shape().rank() == 4 && y.size() == x.size() * by.rows * by.columns);
    const EnlargedAxes axes(x.shape(), by);
    const int samples = x.shape()[0], channels = x.shape()[3];
    const std::int64_t inRow = std::int64_t{axes.columns.input} * channels;
    const std::int64_t outRow = std::int64_t{axes.columns.output()} * channels;
    const float* const from = x.data();
    float* const to = y.data();
    if (by.bilinear)
        forPictureRows(samples, axes.rows.output(), 4 * outRow, [&](std::int64_t i, int row) {
            blendRow(from + i * axes.rows.input * inRow, axes, row, channels,
                     to + (i * axes.rows.output() + row) * outRow);
        });
    else
        forPictureRows(samples, axes.rows.input, by.rows * outRow, [&](std::int64_t i, int row) {
            const std::int64_t inputRow = i * axes.rows.input + row;
            repeatRow(from + inputRow * inRow, axes, channels, to + inputRow * by.rows * outRow);
        });
}

// Every input collects from the outputs it gave to.
void collectRow(const float* gradY, const EnlargedAxes& axes, int row, int channels, float* gradX)
{
    const Span rows = axes.rows.outputs(row);
    const std::int64_t outRow = std::int64_t{axes.columns.output()} * channels;
    std::fill(gradX, gradX + std::int64_t{axes.columns.input} * channels, 0.0f);
    for (int column = 0; column < axes.columns.input; ++column, gradX += channels) {
        const Span columns = axes.columns.outputs(column);
        for (int i = rows.first; i < rows.last; ++i) {
            const float down = axes.rows.weight(i, row);
            for (int j = columns.first; j < columns.last; ++j) {
                const float weight = down * axes.columns.weight(j, column);
                const float* const from = gradY + i * outRow + std::int64_t{j} * channels;
#pragma GCC ivdep
                for (int channel = 0; channel < channels; ++channel)
                    gradX[channel] += weight * from[channel];
            }
        }
    }
}

void upsampleBackwardOnCpu(const Tensor& gradY, const Enlargement& by, Tensor& gradX)
{
    assert(gradX.shape().rank() == 4 && gradY.size() == gradX.size() * by.rows * by.columns);
    const EnlargedAxes axes(gradX.shape(), by);
    const int channels = gradX.shape()[3];
    const std::int64_t inRow = std::int64_t{axes.columns.input} * channels;
    const std::int64_t outputs = inRow * axes.rows.input * by.rows * by.columns;
    const float* const from = gradY.data();
    float* const to = gradX.data();
    const std::int64_t work = inRow * by.rows * by.columns * (by.bilinear ? 4 : 1);
    forPictureRows(gradX.shape()[0], axes.rows.input, work, [&](std::int64_t i, int row) {
        collectRow(from + i * outputs, axes, row, channels, to + (i * axes.rows.input + row) * inRow);
    });
}

} // namespace

const Op<void(const Tensor&, const Enlargement&, Tensor&)> upsample{"upsample", upsampleOnCpu};
const Op<void(const Tensor&, const Enlargement&, Tensor&)> upsampleBackward{"upsampleBackward",
                                                                            upsampleBackwardOnCpu};

} // namespace engine::ops
