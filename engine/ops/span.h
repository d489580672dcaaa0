#pragma once

#include "engine/ops/window.h"

// Windows without gaps (dilation 1) and the inputs that they cover, along one axis.
namespace engine::ops {

struct Span {
    int first, last; // one behind the end
    LOOM_DEVICE int count() const { return last - first; }
};

// The positions of window `out` that lie inside the picture, counted from the window's own start. Never none:
// a window of either padding covers at least one input.
LOOM_DEVICE inline Span inside(const WindowAxis& axis, int out)
{
    const int start = axis.start(out);
    return {std::max(0, -start), std::min(axis.size, axis.input - start)};
}

// The windows that cover an input; none in a gap between windows.
LOOM_DEVICE inline Span covering(const WindowAxis& axis, int input)
{
    const int last = std::min(axis.output, (input + axis.before) / axis.stride + 1);
    const int behind = input + axis.before - axis.size; // windows that start here or before have ended
    return {behind < 0 ? 0 : std::min(last, behind / axis.stride + 1), last};
}

} // namespace engine::ops
