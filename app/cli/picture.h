#pragma once

#include "engine/project/bytes_file.h"

namespace cli {

// Eight bits for each value, row after row: 1 channel (grey), 3 (RGB).
struct Picture {
    int width = 0, height = 0, channels = 1;
    std::vector<std::uint8_t> values;

    std::uint8_t* at(int x, int y) { return &values[(std::size_t(y) * width + x) * channels]; }
};

Picture blank(int width, int height, int channels, std::uint8_t value);

engine::Result<void> writePng(const std::filesystem::path& path, const Picture& picture);

} // namespace cli
