#pragma once

#include "engine/cuda/divider.h"
#include "engine/ops/window.h"

// The matrices whose products convolutions are, as sides of engine/cuda/tile_product.h: windows unrolled into
// rows, though nowhere in memory.
namespace engine::ops {

// Where a window lies in a batch of pictures, and where in a window a value lies.
struct Pixel {
    std::int64_t start; // of the window's first value, which may be outside
    int y, x;
};
struct Tap {
    int offset, y, x;
};

struct PaddedPictures {
    const float* values;
    int height, width;

    LOOM_DEVICE float at(const Pixel& pixel, const Tap& tap) const // 0 outside
    {
        const int y = pixel.y + tap.y, x = pixel.x + tap.x;
        const bool inside = unsigned(y) < unsigned(height) && unsigned(x) < unsigned(width);
        return inside ? values[pixel.start + tap.offset] : 0.0f;
    }
};

// The windows of a convolution over pictures with so many channels.
class Windows {
public:
    Windows(const float* pictures, int samples, int channels, const Window& window)
        : m_pictures{pictures, window.rows.input, window.columns.input}, m_rows(window.rows),
          m_columns(window.columns), m_channels(channels),
          m_picture(window.rows.input * window.columns.input * channels),
          m_positions(samples * window.rows.output * window.columns.output),
          m_depth(window.area() * channels), m_byRow(window.columns.output), m_bySample(window.rows.output),
          m_byTap(channels), m_byTapRow(window.columns.size)
    {
    }

    LOOM_DEVICE int positions() const { return m_positions; } // of all pictures
    LOOM_DEVICE int depth() const { return m_depth; } // values of a window
    LOOM_DEVICE const PaddedPictures& pictures() const { return m_pictures; }

    LOOM_DEVICE Pixel pixel(int position) const
    {
        const auto [line, column] = m_byRow(position);
        const auto [sample, row] = m_bySample(line);
        const int y = m_rows.start(row), x = m_columns.start(column);
        return {std::int64_t{sample} * m_picture + (y * m_pictures.width + x) * m_channels, y, x};
    }
    LOOM_DEVICE Tap tap(int value) const
    {
        const auto [place, channel] = m_byTap(value);
        const auto [row, column] = m_byTapRow(place);
        const int y = row * m_rows.dilation, x = column * m_columns.dilation;
        return {(y * m_pictures.width + x) * m_channels + channel, y, x};
    }

private:
    PaddedPictures m_pictures;
    WindowAxis m_rows, m_columns;
    int m_channels, m_picture, m_positions, m_depth;
    cuda::Divider m_byRow, m_bySample, m_byTap, m_byTapRow;
};

constexpr Pixel noPixel{0, -(1 << 30), 0}; // beyond the last: reads 0 everywhere

// A row for every window: [positions, values of a window].
struct WindowRows {
    static constexpr bool depthFirst = true;
    Windows windows;

    LOOM_DEVICE Pixel line(int i) const { return i < windows.positions() ? windows.pixel(i) : noPixel; }
    LOOM_DEVICE Tap step(int i) const { return windows.tap(i); }
    LOOM_DEVICE float value(const Pixel& line, const Tap& step) const
    {
        return windows.pictures().at(line, step);
    }
};

// The same turned, with a last row of ones: [values of a window + 1, positions].
struct WindowColumns {
    static constexpr bool depthFirst = false;
    Windows windows;

    LOOM_DEVICE Tap line(int i) const { return i < windows.depth() ? windows.tap(i) : Tap{-1, 0, 0}; }
    LOOM_DEVICE Pixel step(int i) const { return windows.pixel(i); }
    LOOM_DEVICE float value(const Tap& line, const Pixel& step) const
    {
        return line.offset < 0 ? 1.0f : windows.pictures().at(step, line);
    }
};

// A matrix [depth, lines] in memory.
struct MatrixLines {
    static constexpr bool depthFirst = false;
    const float* values;
    int lines;

    LOOM_DEVICE int line(int i) const { return i < lines ? i : -1; }
    LOOM_DEVICE std::int64_t step(int i) const { return std::int64_t{i} * lines; }
    LOOM_DEVICE float value(int line, std::int64_t step) const
    {
        return line < 0 ? 0.0f : values[step + line];
    }
};

} // namespace engine::ops
