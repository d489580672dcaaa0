#include "engine/ops/max_pool.h"

#include "engine/ops/pool_loops.h"

#include <array>

namespace engine::ops {

namespace {

using Byte = std::uint8_t;
using Int = std::int32_t;

bool fitsBytes(const Window& window)
{
    return window.area() <= 256;
}

template <class Position>
using PositionVector __attribute__((vector_size(vectorLanes * sizeof(Position)))) = Position;

template <class Position>
void writePositions(Position* to, VectorMask positions)
{
    const auto narrow = __builtin_convertvector(positions, PositionVector<Position>);
    std::memcpy(to, &narrow, sizeof narrow);
}
template <class Position>
void writePositions(Position* to, Int position)
{
    *to = static_cast<Position>(position);
}

template <class Position>
VectorMask readPositions(const Position* from, Vector)
{
    PositionVector<Position> narrow;
    std::memcpy(&narrow, from, sizeof narrow);
    return __builtin_convertvector(narrow, VectorMask);
}
template <class Position>
Int readPositions(const Position* from, float)
{
    return *from;
}

// A picture of `channels` channels and the window's part of it.
struct Picture {
    const float* values; // of the sample
    int width, channels;
    const float* at(int row, int column) const
    {
        return values + (std::int64_t{row} * width + column) * channels;
    }
};

template <class Position>
void poolRow(const Picture& picture, const Window& window, int row, float* y, Position* chosen)
{
    const Span rows = inside(window.rows, row);
    for (int column = 0; column < window.columns.output; ++column) {
        const Span columns = inside(window.columns, column);
        const float* const corner =
            picture.at(window.rows.start(row) + rows.first, window.columns.start(column) + columns.first);
        forChannels(picture.channels, [&]<class Value>(int channel, Value) {
            using Place = decltype(readPositions(chosen, Value()));
            Value best = read<Value>(corner + channel);
            Place place = Place() + (rows.first * window.columns.size + columns.first);
            for (int i = rows.first; i < rows.last; ++i) {
                const float* from =
                    corner + channel + std::int64_t{i - rows.first} * picture.width * picture.channels;
                for (int j = columns.first; j < columns.last; ++j, from += picture.channels) {
                    const Value value = read<Value>(from);
                    const auto better = (value > best) | (value != value);
                    best = better ? value : best;
                    place = better ? Place() + (i * window.columns.size + j) : place;
                }
            }
            write(y + channel, best);
            if (chosen)
                writePositions(chosen + channel, place);
        });
        y += picture.channels;
        chosen += chosen ? picture.channels : 0;
    }
}

template <class Position>
void pool(const Tensor& x, const Window& window, Tensor& y, Position* chosen)
{
    const Shape& shape = x.shape();
    const int channels = shape[3];
    const std::int64_t rowSize = std::int64_t{window.columns.output} * channels;
    const std::int64_t sample = x.size() / std::max(1, shape[0]);
    const float* const from = x.data();
    float* const to = y.data();
    forPictureRows(shape[0], window.rows.output, rowSize * window.area(), [&](std::int64_t i, int row) {
        const std::int64_t place = (i * window.rows.output + row) * rowSize;
        poolRow({from + i * sample, shape[2], channels}, window, row, to + place,
                chosen ? chosen + place : nullptr);
    });
}

void maxPoolOnCpu(const Tensor& x, const Window& window, Tensor& y, Tensor& chosen)
{
    assert(x.shape().rank() == 4 && window.rows.dilation == 1 && window.columns.dilation == 1);
    if (fitsBytes(window))
        pool(x, window, y, reinterpret_cast<Byte*>(chosen.ids()));
    else
        pool(x, window, y, chosen.ids());
}

// No input lies in two windows.
bool disjoint(const Window& window)
{
    return window.rows.stride >= window.rows.size && window.columns.stride >= window.columns.size;
}

bool coversAll(const WindowAxis& axis)
{
    return axis.stride <= axis.size && axis.covered() - axis.before >= axis.input;
}

// Of disjoint windows: writes the inputs from this row of windows to the next, each once.
template <class Position>
void spreadRow(const float* gradY, const Position* chosen, const Window& window, int row, float* gradX,
               int channels)
{
    const Span rows = inside(window.rows, row);
    const std::int64_t rowSize = std::int64_t{window.columns.input} * channels;
    for (int column = 0; column < window.columns.output; ++column) {
        const Span columns = inside(window.columns, column);
        const std::int64_t corner = (window.rows.start(row) + rows.first) * rowSize +
            std::int64_t{window.columns.start(column) + columns.first} * channels;
        forChannels(channels, [&]<class Value>(int channel, Value) {
            const Value gradient = read<Value>(gradY + channel);
            const auto place = readPositions(chosen + channel, Value());
            for (int i = rows.first; i < rows.last; ++i) {
                float* to = gradX + corner + channel + (i - rows.first) * rowSize;
                for (int j = columns.first; j < columns.last; ++j, to += channels)
                    write(to, place == i * window.columns.size + j ? gradient : Value());
            }
        });
        gradY += channels;
        chosen += channels;
    }
}

template <class Position>
void spread(const Tensor& gradY, const Position* chosen, const Window& window, Tensor& gradX)
{
    const int channels = gradX.shape()[3];
    const WindowAxis& rows = window.rows;
    const std::int64_t rowSize = std::int64_t{window.columns.input} * channels;
    const std::int64_t outRowSize = std::int64_t{window.columns.output} * channels;
    const bool gaps = !coversAll(rows) || !coversAll(window.columns);
    const float* const from = gradY.data();
    float* const to = gradX.data();
    forPictureRows(gradX.shape()[0], rows.output, rowSize * rows.stride, [&](std::int64_t i, int row) {
        float* const picture = to + i * rows.input * rowSize;
        if (gaps) {
            const int first = row == 0 ? 0 : rows.start(row);
            const int last = row + 1 < rows.output ? rows.start(row + 1) : rows.input;
            std::fill(picture + first * rowSize, picture + last * rowSize, 0.0f);
        }
        const std::int64_t place = (i * rows.output + row) * outRowSize;
        spreadRow(from + place, chosen + place, window, row, picture, channels);
    });
}

// How far from the window's start a position lies, in elements of the picture.
class Distance {
public:
    Distance(const Window& window, int channels)
        : m_width(window.columns.size), m_rowSize(std::int64_t{window.columns.input} * channels),
          m_channels(channels)
    {
        for (int i = 0; i < std::min(256, window.area()); ++i)
            m_near[std::size_t(i)] = of(Int{i});
    }
    std::int64_t of(Byte position) const { return m_near[position]; }
    std::int64_t of(Int position) const
    {
        return position / m_width * m_rowSize + std::int64_t{position % m_width} * m_channels;
    }

private:
    int m_width;
    std::int64_t m_rowSize;
    int m_channels;
    std::array<std::int64_t, 256> m_near{};
};

// Of overlapping windows: visits the chosen inputs only. One piece is a sample's picture.
template <class Position>
void collect(const Tensor& gradY, const Position* chosen, const Window& window, Tensor& gradX)
{
    const int channels = gradX.shape()[3];
    const std::int64_t picture = std::int64_t{window.rows.input} * window.columns.input * channels;
    const std::int64_t outputs = std::int64_t{window.rows.output} * window.columns.output * channels;
    const Distance distance(window, channels);
    const float* const from = gradY.data();
    float* const to = gradX.data();
    forRows(gradX.shape()[0], picture + outputs, [&](std::int64_t sample) {
        float* const sums = to + sample * picture;
        std::fill(sums, sums + picture, 0.0f);
        const float* gradient = from + sample * outputs;
        const Position* position = chosen + sample * outputs;
        for (int row = 0; row < window.rows.output; ++row)
            for (int column = 0; column < window.columns.output; ++column) {
                const std::int64_t start = (std::int64_t{window.rows.start(row)} * window.columns.input +
                                            window.columns.start(column)) *
                    channels;
                for (int channel = 0; channel < channels; ++channel)
                    sums[start + channel + distance.of(*position++)] += *gradient++;
            }
    });
}

template <class Position>
void poolBackward(const Tensor& gradY, const Position* chosen, const Window& window, Tensor& gradX)
{
    if (disjoint(window))
        spread(gradY, chosen, window, gradX);
    else
        collect(gradY, chosen, window, gradX);
}

void maxPoolBackwardOnCpu(const Tensor& gradY, const Tensor& chosen, const Window& window, Tensor& gradX)
{
    assert(gradX.shape().rank() == 4 && !chosen.empty());
    if (fitsBytes(window))
        poolBackward(gradY, reinterpret_cast<const Byte*>(chosen.ids()), window, gradX);
    else
        poolBackward(gradY, chosen.ids(), window, gradX);
}

} // namespace

Tensor chosenFor(const Tensor& y, const Window& window)
{
    const std::int64_t elements = fitsBytes(window) ? divideUp(y.size(), sizeof(Int)) : y.size();
    return Tensor({static_cast<int>(elements)}, ElementType::Int32, y.device());
}

const Op<void(const Tensor&, const Window&, Tensor&, Tensor&)> maxPool{"maxPool", maxPoolOnCpu};
const Op<void(const Tensor&, const Tensor&, const Window&, Tensor&)> maxPoolBackward{"maxPoolBackward",
                                                                                     maxPoolBackwardOnCpu};

} // namespace engine::ops
