#pragma once

#include "engine/tensor/shape.h"

#include <QImage>

#include <span>
#include <vector>

// Pictures of what a layer gave for one sample. The last axis numbers the maps (or units), as everywhere.
namespace app::panels {

struct ValueRange {
    float low = 0, high = 0;
    bool finite = true; // none of the values is infinite or no number
    bool isZero() const { return finite && low == 0 && high == 0; }
    bool operator==(const ValueRange&) const = default;
};
ValueRange rangeOf(std::span<const float> values);
// Of every map of [..., maps], in one walk over the memory.
std::vector<ValueRange> rangesOf(std::span<const float> values, int maps);
// Of all of them together.
ValueRange joined(std::span<const ValueRange> ranges);

// How values become colours: black (low) to white (high), or, where there are values below zero, the
// diverging scale with zero in the middle and both ends equally far from it.
struct ColorRange {
    float low = 0, high = 0;
    bool isSigned = false;
    bool operator==(const ColorRange&) const = default;
};
ColorRange colorRange(const ValueRange& range, bool isSigned);

// One map of [height, width, maps].
QImage mapPicture(std::span<const float> values, const engine::Shape& shape, int map,
                  const ColorRange& colors);
// [rows, columns] as they lie in memory.
QImage matrixPicture(std::span<const float> values, int rows, int columns, const ColorRange& colors);
// A vector in lines of so many units; what is left of the last line has the colour `rest`.
QImage unitPicture(std::span<const float> values, int perLine, const ColorRange& colors, QRgb rest);
// Units per line so that the lines stay few and full: up to 64, a power of two.
int unitsPerLine(int units);

// The whole factor that enlarges so many pixels to at least `least`; 1 for what is that large already.
int zoomFor(int pixels, int least);

// "12 … 3.4", with as few figures as tell them apart.
QString rangeText(const ValueRange& range);

} // namespace app::panels
