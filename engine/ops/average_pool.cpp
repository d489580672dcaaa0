#include "engine/ops/average_pool.h"

#include "engine/ops/pool_loops.h"

namespace engine::ops {

namespace {

float shareOf(int height, int width)
{
    return 1.0f / float(std::int64_t{height} * width);
}

// Row after row of the window, so that the sum over a large picture stays exact.
void averageRow(const float* x, const Window& window, int row, float* y, int channels)
{
    const Span rows = inside(window.rows, row);
    const std::int64_t rowSize = std::int64_t{window.columns.input} * channels;
    const float* const top = x + (window.rows.start(row) + rows.first) * rowSize;
    for (int column = 0; column < window.columns.output; ++column, y += channels) {
        const Span columns = inside(window.columns, column);
        const float* const corner =
            top + std::int64_t{window.columns.start(column) + columns.first} * channels;
        const float share = shareOf(rows.count(), columns.count());
        forChannels(channels, [&]<class Value>(int channel, Value) {
            Value sum{};
            for (int i = 0; i < rows.count(); ++i) {
                const float* const from = corner + channel + i * rowSize;
                Value rowSum = read<Value>(from);
                for (int j = 1; j < columns.count(); ++j)
                    rowSum += read<Value>(from + std::int64_t{j} * channels);
                sum += rowSum;
            }
            write<Value>(y + channel, sum * share);
        });
    }
}

void averagePoolOnCpu(const Tensor& x, const Window& window, Tensor& y)
{
    assert(x.shape().rank() == 4 && window.rows.dilation == 1 && window.columns.dilation == 1);
    const int samples = x.shape()[0], channels = x.shape()[3];
    const std::int64_t rowSize = std::int64_t{window.columns.output} * channels;
    const std::int64_t picture = x.size() / std::max(1, samples);
    const float* const from = x.data();
    float* const to = y.data();
    forPictureRows(samples, window.rows.output, rowSize * window.area(), [&](std::int64_t i, int row) {
        averageRow(from + i * picture, window, row, to + (i * window.rows.output + row) * rowSize, channels);
    });
}

// The windows that cover one input after the other.
class Covering {
public:
    explicit Covering(const WindowAxis& axis) : m_axis(axis) {}

    Span next()
    {
        while (m_span.last < m_axis.output && m_axis.start(m_span.last) <= m_input)
            ++m_span.last;
        while (m_span.first < m_span.last && m_axis.start(m_span.first) + m_axis.size <= m_input)
            ++m_span.first;
        ++m_input;
        return m_span;
    }

private:
    const WindowAxis& m_axis;
    int m_input = 0;
    Span m_span{0, 0};
};

void shareRow(const float* gradY, const Window& window, int row, float* gradX, int channels)
{
    const Span rows = covering(window.rows, row);
    const std::int64_t outRowSize = std::int64_t{window.columns.output} * channels;
    const float usual = shareOf(window.rows.size, window.columns.size);
    Covering walk(window.columns);
    for (int column = 0; column < window.columns.input; ++column, gradX += channels) {
        const Span columns = walk.next();
        forChannels(channels, [&]<class Value>(int channel, Value) {
            Value sum{};
            for (int i = rows.first; i < rows.last; ++i) {
                const int height = inside(window.rows, i).count();
                const float* const from = gradY + channel + i * outRowSize;
                for (int j = columns.first; j < columns.last; ++j) {
                    const int width = inside(window.columns, j).count();
                    const bool whole = height == window.rows.size && width == window.columns.size;
                    const float share = whole ? usual : shareOf(height, width);
                    sum += read<Value>(from + std::int64_t{j} * channels) * share;
                }
            }
            write(gradX + channel, sum);
        });
    }
}

void averagePoolBackwardOnCpu(const Tensor& gradY, const Window& window, Tensor& gradX)
{
    assert(gradX.shape().rank() == 4);
    const int samples = gradX.shape()[0], channels = gradX.shape()[3];
    const std::int64_t rowSize = std::int64_t{window.columns.input} * channels;
    const std::int64_t outputs = gradY.size() / std::max(1, samples);
    const float* const from = gradY.data();
    float* const to = gradX.data();
    forPictureRows(samples, window.rows.input, 2 * rowSize, [&](std::int64_t i, int row) {
        shareRow(from + i * outputs, window, row, to + (i * window.rows.input + row) * rowSize, channels);
    });
}

} // namespace

const Op<void(const Tensor&, const Window&, Tensor&)> averagePool{"averagePool", averagePoolOnCpu};
const Op<void(const Tensor&, const Window&, Tensor&)> averagePoolBackward{"averagePoolBackward",
                                                                          averagePoolBackwardOnCpu};

} // namespace engine::ops
