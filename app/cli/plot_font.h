#pragma once

#include <array>
#include <cstdint>

namespace cli {

// Letters of five by seven dots: one byte for each column, its lowest bit on top.
inline constexpr int letterColumns = 5, letterRows = 7;
const std::array<std::uint8_t, letterColumns>& letterOf(char c);

} // namespace cli
