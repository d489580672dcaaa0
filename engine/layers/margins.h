#pragma once

#include "engine/layers/window_options.h"

namespace engine {

// Rows and columns at the four sides of a picture, from a list of 1, 2 or 4 numbers: all sides; above and
// below, left and right; or top, bottom, left, right.
struct Margins {
    int top = 0, bottom = 0, left = 0, right = 0;
};

Result<Margins> marginsOf(const std::string& title, const std::vector<int>& list);
Limits marginLimits();

// A layer that lays pictures onto others of `output` height, width and channels: at row `top`, column `left`.
std::unique_ptr<Layer> placing(int top, int left, const Shape& output);

} // namespace engine
