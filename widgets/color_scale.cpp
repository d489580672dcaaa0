#include "widgets/color_scale.h"

#include "widgets/theme.h"

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

double toLinear(float c)
{
    return c <= 0.04045f ? double(c) / 12.92 : std::pow((double(c) + 0.055) / 1.055, 2.4);
}

float fromLinear(double c)
{
    return float(c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055);
}

double luminance(const QColor& color)
{
    return 0.2126 * toLinear(color.redF()) + 0.7152 * toLinear(color.greenF()) +
        0.0722 * toLinear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

QColor onScale(const std::array<QColor, 7>& stops, double share)
{
    const double place = std::clamp(share, 0.0, 1.0) * double(stops.size() - 1);
    const std::size_t lower = std::min<std::size_t>(std::size_t(place), stops.size() - 2);
    const double rest = place - double(lower);
    const auto part = [rest](float a, float b) {
        return std::clamp(fromLinear((1 - rest) * toLinear(a) + rest * toLinear(b)), 0.0f, 1.0f);
    };
    const QColor &a = stops[lower], &b = stops[lower + 1];
    return QColor::fromRgbF(part(a.redF(), b.redF()), part(a.greenF(), b.greenF()),
                            part(a.blueF(), b.blueF()));
}

QColor greyLevel(double share)
{
    const int level = int(std::lround(255 * std::clamp(share, 0.0, 1.0)));
    return {level, level, level};
}

QColor readableOn(const QColor& fill)
{
    const Tokens& t = tokens();
    const QColor light = t.dark ? t.text : QColor(0xff, 0xff, 0xff);
    const QColor ink = t.dark ? t.onAccent : t.text;
    return contrast(fill, light) > contrast(fill, ink) ? light : ink;
}

QColor mixed(const QColor& from, const QColor& to, double share)
{
    const auto part = [share](float a, float b) { return a + float(share) * (b - a); };
    return QColor::fromRgbF(part(from.redF(), to.redF()), part(from.greenF(), to.greenF()),
                            part(from.blueF(), to.blueF()));
}

} // namespace widgets
