#pragma once

#include "engine/datasets/image_file.h"

namespace engine {

// How a camera was held, of the contents of a JPEG's APP1 marker: 1 (upright) to 8 as Exif 2.3,
// section 4.6.4, numbers them; 0 where the marker does not say.
int exifOrientation(std::span<const std::uint8_t> marker);

// Turned and mirrored as its orientation asks.
Picture upright(Picture picture, int orientation);

} // namespace engine
