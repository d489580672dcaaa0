#pragma once

#include "engine/ops/convolution_sweep.h"

namespace engine::ops {

// How a convolution reads its pictures: as they are, with zeros around them, or, where windows have so few
// values in a row that vectors would stay half empty, with every window unrolled into a row of its own.
class WindowReader {
public:
    WindowReader(const Window& window, int channels);

    bool copies() const { return m_unrolls || !m_padding.empty(); }
    std::int64_t size() const; // floats that read() needs room for
    // The picture, made ready in `room` where that takes a copy.
    const float* read(const float* picture, float* room) const;
    Sweep sweep(int filters) const;
    bool unrolls() const { return m_unrolls; }
    const Padding& padding() const { return m_padding; }

private:
    void unroll(const float* picture, float* rows) const;

    Window m_window;
    Padding m_padding;
    bool m_unrolls;
    std::int64_t m_depth;
};

} // namespace engine::ops
