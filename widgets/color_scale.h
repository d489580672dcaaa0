#pragma once

#include <QColor>

#include <array>

namespace widgets {

// 256 colours from the lowest to the highest value.
using ColorScale = std::array<QRgb, 256>;

// Through the stops at even distances, mixed in linear light.
ColorScale scaleThrough(const std::array<QColor, 7>& stops);

// Of the current theme. Pictures of data are black to white; weights and differences have zero in the middle.
const ColorScale& divergingScale();
const ColorScale& sequentialScale();
const ColorScale& greyScale();

// The colour at 0 (lowest) to 1 (highest); what lies outside gets the colour of the end.
QRgb colorAt(const ColorScale& colors, float place);

// From one colour (0) to the other (1) as the theme's tints are mixed: by their stored values.
QColor mixed(const QColor& from, const QColor& to, double share);
// Light or dark text, whichever of the theme's two is easier to read on this fill.
QColor readableOn(const QColor& fill);

} // namespace widgets
