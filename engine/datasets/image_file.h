#pragma once

#include "engine/base/result.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>

namespace engine {

// A grey (1 channel) or RGB (3 channels) picture of bytes, row by row.
struct Picture {
    int width = 0, height = 0, channels = 1;
    std::vector<std::uint8_t> pixels = {};

    bool operator==(const Picture&) const = default;
};

// Values from 0 to 1, [height, width, channels], as a picture; others are cut to that range.
Picture pictureOf(std::span<const float> values, int width, int height, int channels);

// Reads any PNG of at most 64 million pixels as grey or RGB with 8 bits; transparent parts become black.
Result<Picture> readPng(const std::filesystem::path& file, int channels);
// Reads a PNG or a JPEG; its content decides, not its name. `enough` is readJpeg's.
Result<Picture> readPicture(const std::filesystem::path& file, int channels, int enough = 0);
bool isPictureName(const std::filesystem::path& file); // .png, .jpg or .jpeg
Result<void> writePng(const std::filesystem::path& file, const Picture& picture);

struct GridLayout {
    int columns = 10;
    int gap = 2; // pixels between pictures and around them
    std::array<std::uint8_t, 3> background = {32, 32, 32};
    int zoom = 1; // every pixel becomes zoom x zoom
};

// The pictures row by row in one; RGB if any of them is. Cells are as large as the largest picture.
Picture pictureGrid(std::span<const Picture> pictures, const GridLayout& layout);

} // namespace engine
