#pragma once

#include "engine/ops/span.h"
#include "engine/ops/upsample.h"

#include <cmath>

namespace engine::ops {

// One axis: `output` = `times` * `input` positions, the centre of each at a place between those of the input.
struct EnlargedAxis {
    int input, times;
    bool bilinear;

    LOOM_DEVICE int output() const { return input * times; }
    // In units of input pixels, held between the centres of the first and the last.
    LOOM_DEVICE float place(int out) const
    {
        if (!bilinear)
            return float(out / times);
        return std::clamp((float(out) + 0.5f) / float(times) - 0.5f, 0.0f, float(input - 1));
    }
    // The outputs that input `in` gives to, and how much it gives.
    LOOM_DEVICE Span outputs(int in) const
    {
        if (!bilinear)
            return {in * times, (in + 1) * times};
        return {
            std::max(0, in * times - (times + 1) / 2),
            static_cast<int>(std::min<std::int64_t>(output(), (std::int64_t{in} + 2) * times - times / 2))};
    }
    LOOM_DEVICE float weight(int out, int in) const
    {
        return bilinear ? std::max(0.0f, 1 - std::abs(place(out) - float(in))) : 1;
    }
};

struct EnlargedAxes {
    EnlargedAxis rows, columns;
    EnlargedAxes(const Shape& x, const Enlargement& by)
        : rows{x[1], by.rows, by.bilinear}, columns{x[2], by.columns, by.bilinear}
    {
    }
};

} // namespace engine::ops
