#include "engine/ops/window_reader.h"

#include <algorithm>

namespace engine::ops {

WindowReader::WindowReader(const Window& window, int channels)
    : m_window(window), m_padding(paddingOf(window, channels)),
      m_unrolls(window.columns.size * channels < vectorLanes && window.area() > 1),
      m_depth(std::int64_t{window.area()} * channels)
{
}

std::int64_t WindowReader::size() const
{
    const std::int64_t windows = std::int64_t{m_window.rows.output} * m_window.columns.output;
    return m_unrolls ? windows * m_depth + vectorLanes : m_padding.size();
}

const float* WindowReader::read(const float* picture, float* room) const
{
    if (m_unrolls)
        unroll(picture, room);
    else if (m_padding.empty())
        return picture;
    else
        padPicture(m_padding, picture, room);
    return room;
}

Sweep WindowReader::sweep(int filters) const
{
    if (!m_unrolls)
        return sweepOf(m_window, m_padding, filters);
    Sweep sweep;
    sweep.append(0, m_depth);
    sweep.rows = m_window.rows.output;
    sweep.columns = m_window.columns.output;
    sweep.pixelStep = m_depth;
    sweep.rowStep = m_depth * sweep.columns;
    sweep.outPixelStep = filters;
    sweep.outRowStep = std::int64_t{filters} * sweep.columns;
    return sweep;
}

// Rows of windows are copied as whole vectors: what a store writes beyond a row, the next one overwrites.
void WindowReader::unroll(const float* picture, float* rows) const
{
    const Sweep windows = sweepOf(m_window, m_padding, 1);
    Tensor room = m_padding.empty() ? Tensor() : Tensor({int(m_padding.size() + vectorLanes)});
    const float* source = picture;
    std::int64_t readable = m_padding.size();
    if (!room.empty()) {
        padPicture(m_padding, picture, room.data());
        source = room.data();
        readable += vectorLanes;
    }
    for (int i = 0; i < windows.rows; ++i)
        for (int j = 0; j < windows.columns; ++j) {
            const std::int64_t window = i * windows.rowStep + j * windows.pixelStep;
            for (const Stretch& stretch : windows.stretches) {
                const std::int64_t from = window + stretch.offset;
                if (stretch.length <= vectorLanes && from + vectorLanes <= readable)
                    store(rows, load(source + from));
                else
                    std::copy_n(source + from, stretch.length, rows);
                rows += stretch.length;
            }
        }
}

} // namespace engine::ops
