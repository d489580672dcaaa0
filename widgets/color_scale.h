#pragma once

#include <QColor>

#include <array>

namespace widgets {

// The colour at `share` (0 to 1) of a row of stops, interpolated in linear light.
QColor onScale(const std::array<QColor, 7>& stops, double share);
// Black or white as pictures of data are stored: 0 is black.
QColor greyLevel(double share);
// The one of the theme's text and its opposite that is easier to read on this fill.
QColor readableOn(const QColor& fill);
QColor mixed(const QColor& from, const QColor& to, double share);

} // namespace widgets
