#include "engine/ops/convolution_unroll.h"

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
    return m_unrolls ? std::int64_t{m_window.rows.output} * m_window.columns.output * m_depth
                     : m_padding.size();
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

void WindowReader::unroll(const float* picture, float* rows) const
{
    const WindowAxis& down = m_window.rows;
    const WindowAxis& across = m_window.columns;
    const std::int64_t channels = m_padding.channels;
    for (int i = 0; i < down.output; ++i)
        for (int j = 0; j < across.output; ++j)
            for (int t = 0; t < down.size; ++t)
                for (int u = 0; u < across.size; ++u, rows += channels) {
                    const int y = down.start(i) + t * down.dilation;
                    const int x = across.start(j) + u * across.dilation;
                    const bool inside = y >= 0 && y < down.input && x >= 0 && x < across.input;
                    const float* const from = picture + (std::int64_t{y} * across.input + x) * channels;
                    for (std::int64_t c = 0; c < channels; ++c)
                        rows[c] = inside ? from[c] : 0.0f;
                }
}

} // namespace engine::ops
