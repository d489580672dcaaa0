#pragma once

#include "engine/ops/convolution_sweep.h"

namespace engine::ops {

// convolveTransposed made ready: its sweeps and packed filters.
class TransposedConvolution {
public:
    TransposedConvolution(const Tensor& kernel, const Window& window);

    std::int64_t room() const { return m_padding.size(); } // floats that run() needs to work in
    void run(const float* picture, float* room, float* out) const; // one picture

private:
    struct Part {
        Sweep sweep;
        FilterPanels panels;
    };
    Padding m_padding; // around the pictures of outputs
    std::vector<Part> m_parts;
};

} // namespace engine::ops
