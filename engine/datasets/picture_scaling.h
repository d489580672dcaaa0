#pragma once

#include "engine/datasets/image_file.h"

namespace engine {

// Height and width that a picture is brought to.
struct PictureSize {
    int height = 0, width = 0;
};

// The largest part in the middle that has the shape of `size`, so that nothing gets distorted.
Picture middleOf(const Picture& picture, PictureSize size);

// The picture in another size: along an axis that shrinks, every pixel is the mean of what it covers; along
// one that grows, values between the pixels lie on straight lines.
Picture scaled(const Picture& picture, PictureSize size);

// Reads a picture of any size and brings it to this one: its middle, or all of it stretched.
Result<Picture> readFitted(const std::filesystem::path& file, PictureSize size, int channels, bool stretched);

} // namespace engine
