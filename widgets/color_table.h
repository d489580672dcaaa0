#pragma once

#include <QColor>

#include <array>

namespace widgets {

// 256 colours from the lowest to the highest value.
using ColorTable = std::array<QRgb, 256>;

// Through the stops at even distances, mixed in linear light.
ColorTable tableThrough(const std::array<QColor, 7>& stops);

// Of the current theme. Pictures of data are black to white; weights and differences have zero in the middle.
const ColorTable& divergingTable();
const ColorTable& sequentialTable();
const ColorTable& greyTable();

// The colour at 0 (lowest) to 1 (highest); what lies outside gets the colour of the end.
QRgb colorAt(const ColorTable& colors, float place);

} // namespace widgets
