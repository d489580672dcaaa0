#pragma once

#include "engine/devices/op_cases.h"
#include "engine/ops/window.h"

// Cases of pictureCases(), and what they share.
namespace engine {

std::vector<OpCase> convolutionCases();
std::vector<OpCase> pooledConvolutionCases();
std::vector<OpCase> depthwiseCases();
std::vector<OpCase> poolCases();
std::vector<OpCase> resizeCases();

struct Extent {
    int rows, columns;
};

// How a window lies over pictures of this size.
struct WindowCase {
    Extent picture, size, stride{1, 1}, dilation{1, 1};
    bool same = false;

    ops::Window window() const
    {
        return {ops::windowAxis(picture.rows, size.rows, stride.rows, dilation.rows, same),
                ops::windowAxis(picture.columns, size.columns, stride.columns, dilation.columns, same)};
    }
    std::string name() const; // "28 x 28, 5 x 5 by 2 x 2, same"
};

// An output whose old values are no numbers, so that one that is not written shows.
Tensor unwritten(const Shape& shape, Device device);

} // namespace engine
