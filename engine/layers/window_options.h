#pragma once

#include "engine/layers/describe.h"
#include "engine/ops/window.h"

namespace engine {

// How a window moves over a picture, as part of a layer's options. Lists hold one number for both axes, or
// height and width.
struct WindowOptions {
    std::vector<int> size{3, 3}; // of the kernel or pool
    std::vector<int> strides{1, 1}; // empty: as large as the window, so that windows do not overlap
    std::vector<int> dilation{1, 1};
    std::string padding = "valid";

    // Over a picture of that height and width; the options have passed checkWindow().
    ops::Window over(int height, int width) const;
    std::string text() const; // "4 × 4, stride 2, same"
};

// Of a list of one or two numbers.
int heightOf(const std::vector<int>& list);
int widthOf(const std::vector<int>& list);

// Whether pictures of numbers [height, width, channels] arrive.
Result<void> needPicture(const std::string& title, const Signals& inputs);
// Whether the window is one at all, and fits into the picture where nothing is padded.
Result<void> checkWindow(const std::string& title, const WindowOptions& options, const Shape& picture);

Limits paddingLimits();
Limits windowLimits(int minCount = 1);

// Labels and help differ between kernels and pools.
struct WindowLabels {
    std::string sizeKey, size; // "kernel_size", TR("Kernel size")
    std::string stridesHelp;
};

// Fields of size, strides and padding for a member of Options.
template <class Options>
std::vector<BoundField<Options>> windowFields(WindowOptions Options::*member, const WindowLabels& labels)
{
    const bool mayBeEmpty = (Options().*member).strides.empty();
    return {part(labels.sizeKey, member, &WindowOptions::size, labels.size, windowLimits(), {},
                 TR("Height and width of the window; one number stands for both.")),
            part("strides", member, &WindowOptions::strides, TR("Stride"), windowLimits(mayBeEmpty ? 0 : 1),
                 {}, labels.stridesHelp),
            part("padding", member, &WindowOptions::padding, TR("Padding"), paddingLimits(), {},
                 TR("Valid: the window stays inside the picture. Same: the picture is padded, so that with "
                    "stride 1 its size stays."))};
}
template <class Options>
BoundField<Options> dilationField(WindowOptions Options::*member)
{
    return part("dilation", member, &WindowOptions::dilation, TR("Dilation"), windowLimits(), {},
                TR("Distance between neighbouring points of the kernel; 1 leaves no gaps."));
}

} // namespace engine
