#pragma once

#include "engine/datasets/object_shapes.h"

#include <array>
#include <cstdint>
#include <span>

namespace engine {

using Rgb = std::array<float, 3>; // 0 to 1 each

// Hue in turns; saturation and value from 0 to 1.
Rgb colourOf(float hue, float saturation, float value);
Rgb mixed(const Rgb& a, const Rgb& b, float share); // of b

// A square picture in the making, on which figures are painted with smooth edges.
class ColourCanvas {
public:
    static constexpr int side = 32;

    Rgb& at(int x, int y) { return m_pixels[static_cast<std::size_t>(y * side + x)]; }

    // A figure whose corners and radii are in pixels. `grown` makes it larger by as much; `light` brightens
    // it from one pixel to the next.
    void cover(const Part& figure, const Rgb& colour, float grown = 0, Spot light = {0, 0});

    // RGB bytes, with the grain of a camera: evenly spread, up to so much each way.
    void develop(std::span<std::uint8_t> pixels, float grain, RandomKey key) const;

private:
    std::array<Rgb, side * side> m_pixels;
};

} // namespace engine
