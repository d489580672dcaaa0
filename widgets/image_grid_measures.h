#pragma once

// The measures of the image grid, for its own files.
namespace widgets::image_grid {

inline constexpr int rowGap = 8; // between the rows of one column
inline constexpr int nameGap = 12; // between the names and the tiles
inline constexpr int margin = 16;
inline constexpr int titleHeight = 36;
inline constexpr int textHeight = 20;
inline constexpr int widestLabel = 150; // longer ones are cut
inline constexpr int lineGap = 16; // between wrapped lines
inline constexpr int sectionGap = 12;

} // namespace widgets::image_grid
