#pragma once

#include "engine/base/device_code.h"

#include <algorithm>
#include <cstdint>

namespace engine::ops {

// Along one axis of a picture: where the window of a convolution or pooling lies. Output i covers the inputs
// i * stride - before + t * dilation for t = 0 ... size - 1; those outside the picture are padding.
struct WindowAxis {
    int input = 1, output = 1; // positions
    int size = 1, stride = 1, dilation = 1;
    int before = 0; // padding in front of the first input

    int reach() const { return (size - 1) * dilation + 1; } // inputs from the first to the last it covers
    int after() const { return int(std::max<std::int64_t>(0, covered() - before - input)); }
    std::int64_t covered() const { return std::int64_t{output - 1} * stride + reach(); } // by all windows
    LOOM_DEVICE int start(int out) const { return out * stride - before; }
    // The window that has this input at this tap; -1: none.
    LOOM_DEVICE int windowAt(int in, int tap) const
    {
        const int start = in + before - tap * dilation;
        const int out = stride == 1 ? start : start / stride;
        return start >= 0 && out * stride == start && out < output ? out : -1;
    }
    bool operator==(const WindowAxis&) const = default;
};

// TensorFlow's rules. Same: ceil(input / stride) outputs, the odd padded position behind. Valid: only windows
// that lie wholly inside, floor((input - reach) / stride) + 1; none (0) where the window is larger.
inline WindowAxis windowAxis(int input, int size, int stride, int dilation, bool same)
{
    WindowAxis axis{input, 0, size, stride, dilation, 0};
    if (same) {
        axis.output = (input - 1) / stride + 1;
        axis.before = int(std::max<std::int64_t>(0, axis.covered() - input) / 2);
    } else if (input >= axis.reach()) {
        axis.output = (input - axis.reach()) / stride + 1;
    }
    return axis;
}

// A window that moves over pictures [batch, height, width, channels].
struct Window {
    WindowAxis rows, columns;
    int area() const { return rows.size * columns.size; }
    bool operator==(const Window&) const = default;
};

} // namespace engine::ops
