#pragma once

#include <vector>

namespace engine {

// A point the pen passes; in a box of 1 x 1 with y downwards. At a corner the pen changes direction at once.
struct Knot {
    float x, y;
    bool corner = false;
};
using Stroke = std::vector<Knot>;

// One way to write a digit; `share` says how many of a hundred writers do it so.
struct Glyph {
    int share;
    std::vector<Stroke> strokes;
};

// The ways to write a digit, 0 to 9.
const std::vector<Glyph>& glyphs(int digit);

} // namespace engine
