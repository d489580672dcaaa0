#pragma once

#include "engine/datasets/image_file.h"

namespace engine {

// Reads a JPEG of at most 64 million pixels as grey or RGB, upright as the camera says. A picture whose sides
// are all at least twice `enough` may come smaller by a power of two, but not below that: decoding is faster
// so.
Result<Picture> readJpeg(const std::filesystem::path& file, int channels, int enough = 0);

} // namespace engine
