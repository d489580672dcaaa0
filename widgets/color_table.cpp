#include "widgets/color_table.h"

#include "widgets/theme.h"

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

// The transfer function of sRGB (IEC 61966-2-1).
double toLinear(double c)
{
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double fromLinear(double c)
{
    return c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055;
}

int mixed(int from, int to, double share)
{
    const double a = toLinear(from / 255.0), b = toLinear(to / 255.0);
    return static_cast<int>(std::lround(255 * fromLinear(a + share * (b - a))));
}

ColorTable greys()
{
    ColorTable colors;
    for (int i = 0; i < static_cast<int>(colors.size()); ++i)
        colors[static_cast<std::size_t>(i)] = qRgb(i, i, i);
    return colors;
}

} // namespace

ColorTable tableThrough(const std::array<QColor, 7>& stops)
{
    ColorTable colors;
    for (std::size_t i = 0; i < colors.size(); ++i) {
        const double place =
            static_cast<double>(i * (stops.size() - 1)) / static_cast<double>(colors.size() - 1);
        const auto below = std::min(static_cast<std::size_t>(place), stops.size() - 2);
        const double share = place - static_cast<double>(below);
        const QColor &a = stops[below], &b = stops[below + 1];
        colors[i] = qRgb(mixed(a.red(), b.red(), share), mixed(a.green(), b.green(), share),
                         mixed(a.blue(), b.blue(), share));
    }
    return colors;
}

const ColorTable& divergingTable()
{
    static const ColorTable light = tableThrough(tokensOf(Theme::Light).diverging);
    static const ColorTable dark = tableThrough(tokensOf(Theme::Dark).diverging);
    return tokens().dark ? dark : light;
}

const ColorTable& sequentialTable()
{
    static const ColorTable light = tableThrough(tokensOf(Theme::Light).sequential);
    static const ColorTable dark = tableThrough(tokensOf(Theme::Dark).sequential);
    return tokens().dark ? dark : light;
}

const ColorTable& greyTable()
{
    static const ColorTable colors = greys();
    return colors;
}

QRgb colorAt(const ColorTable& colors, float place)
{
    const float last = static_cast<float>(colors.size() - 1);
    // Written so that something that is no number takes the lowest colour.
    const float at = place > 0 ? std::min(place * last + 0.5f, last) : 0;
    return colors[static_cast<std::size_t>(at)];
}

} // namespace widgets
