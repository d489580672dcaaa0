#include "app/panels/feature_maps.h"

#include "app/text.h"

#include "widgets/color_scale.h"

#include <QCoreApplication>

#include <algorithm>
#include <bit>
#include <cmath>

namespace app::panels {

namespace {

// Turns values into colours of the current theme.
class Painter {
public:
    explicit Painter(const ColorRange& range)
        : m_colors(range.isSigned ? widgets::divergingScale() : widgets::greyScale()), m_low(range.low),
          m_factor(range.high > range.low ? 1 / (range.high - range.low) : 0),
          m_flat(range.isSigned || (range.high == range.low && range.high != 0) ? 0.5f : 0)
    {
    }
    // Where all values are the same there is nothing to scale: zero is black, or the middle of a signed
    // scale.
    QRgb operator()(float value) const
    {
        return widgets::colorAt(m_colors, m_factor > 0 ? (value - m_low) * m_factor : m_flat);
    }

private:
    const widgets::ColorScale& m_colors;
    float m_low, m_factor, m_flat;
};

void widen(ValueRange& range, float value)
{
    range.low = std::min(range.low, value);
    range.high = std::max(range.high, value);
    range.finite &= std::isfinite(value);
}

QRgb* lineOf(QImage& image, int y)
{
    return reinterpret_cast<QRgb*>(image.scanLine(y));
}

} // namespace

ValueRange rangeOf(std::span<const float> values)
{
    return values.empty() ? ValueRange() : rangesOf(values, 1).front();
}

std::vector<ValueRange> rangesOf(std::span<const float> values, int maps)
{
    const auto count = static_cast<std::size_t>(maps);
    std::vector<ValueRange> ranges(count);
    if (values.size() < count)
        return ranges;
    for (std::size_t map = 0; map < count; ++map)
        ranges[map] = {values[map], values[map], std::isfinite(values[map])};
    for (std::size_t i = count; i + count <= values.size(); i += count)
        for (std::size_t map = 0; map < count; ++map)
            widen(ranges[map], values[i + map]);
    return ranges;
}

ValueRange joined(std::span<const ValueRange> ranges)
{
    ValueRange all = ranges.empty() ? ValueRange() : ranges.front();
    for (const ValueRange& range : ranges) {
        all.low = std::min(all.low, range.low);
        all.high = std::max(all.high, range.high);
        all.finite &= range.finite;
    }
    return all;
}

ColorRange colorRange(const ValueRange& range, bool isSigned)
{
    if (!isSigned)
        return {range.low, range.high, false};
    const float farthest = std::max(std::abs(range.low), std::abs(range.high));
    return {-farthest, farthest, true};
}

QImage mapPicture(std::span<const float> values, const engine::Shape& shape, int map,
                  const ColorRange& colors)
{
    const int height = shape[0], width = shape[1], maps = shape[2];
    const Painter color(colors);
    QImage image(width, height, QImage::Format_RGB32);
    const float* value = values.data() + map;
    for (int y = 0; y < height; ++y) {
        QRgb* line = lineOf(image, y);
        for (int x = 0; x < width; ++x, value += maps)
            line[x] = color(*value);
    }
    return image;
}

QImage matrixPicture(std::span<const float> values, int rows, int columns, const ColorRange& colors)
{
    return mapPicture(values, {rows, columns, 1}, 0, colors);
}

QImage unitPicture(std::span<const float> values, int perLine, const ColorRange& colors, QRgb rest)
{
    const int units = static_cast<int>(values.size());
    const Painter color(colors);
    QImage image(perLine, std::max(1, (units + perLine - 1) / perLine), QImage::Format_RGB32);
    image.fill(rest);
    for (int i = 0; i < units; ++i)
        lineOf(image, i / perLine)[i % perLine] = color(values[static_cast<std::size_t>(i)]);
    return image;
}

int unitsPerLine(int units)
{
    return units <= 32 ? std::max(1, units) : static_cast<int>(std::bit_ceil(unsigned(std::min(units, 64))));
}

int zoomFor(int pixels, int least)
{
    return std::max(1, (least + pixels - 1) / std::max(1, pixels));
}

QString rangeText(const ValueRange& range)
{
    if (!range.finite)
        return QCoreApplication::translate("app::panels::FeatureMaps", "not finite");
    if (range.low == range.high)
        return measured(range.low, 2);
    return QString("%1 … %2").arg(measured(range.low, 2), measured(range.high, 2));
}

} // namespace app::panels
