#include "widgets/color_scale.h"

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

int mixedInLight(int from, int to, double share)
{
    const double a = toLinear(from / 255.0), b = toLinear(to / 255.0);
    return static_cast<int>(std::lround(255 * fromLinear(a + share * (b - a))));
}

// Relative luminance and contrast ratio of WCAG 2.1.
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

ColorScale greys()
{
    ColorScale colors;
    for (int i = 0; i < static_cast<int>(colors.size()); ++i)
        colors[static_cast<std::size_t>(i)] = qRgb(i, i, i);
    return colors;
}

} // namespace

ColorScale scaleThrough(const std::array<QColor, 7>& stops)
{
    ColorScale colors;
    for (std::size_t i = 0; i < colors.size(); ++i) {
        const double place =
            static_cast<double>(i * (stops.size() - 1)) / static_cast<double>(colors.size() - 1);
        const auto below = std::min(static_cast<std::size_t>(place), stops.size() - 2);
        const double share = place - static_cast<double>(below);
        const QColor &a = stops[below], &b = stops[below + 1];
        colors[i] = qRgb(mixedInLight(a.red(), b.red(), share), mixedInLight(a.green(), b.green(), share),
                         mixedInLight(a.blue(), b.blue(), share));
    }
    return colors;
}

const ColorScale& divergingScale()
{
    static const ColorScale light = scaleThrough(tokensOf(Theme::Light).diverging);
    static const ColorScale dark = scaleThrough(tokensOf(Theme::Dark).diverging);
    return tokens().dark ? dark : light;
}

const ColorScale& sequentialScale()
{
    static const ColorScale light = scaleThrough(tokensOf(Theme::Light).sequential);
    static const ColorScale dark = scaleThrough(tokensOf(Theme::Dark).sequential);
    return tokens().dark ? dark : light;
}

const ColorScale& greyScale()
{
    static const ColorScale colors = greys();
    return colors;
}

QRgb colorAt(const ColorScale& colors, float place)
{
    const float last = static_cast<float>(colors.size() - 1);
    // Written so that something that is no number takes the lowest colour.
    const float at = place > 0 ? std::min(place * last + 0.5f, last) : 0;
    return colors[static_cast<std::size_t>(at)];
}

QColor mixed(const QColor& from, const QColor& to, double share)
{
    const auto part = [share](float a, float b) { return a + static_cast<float>(share) * (b - a); };
    return QColor::fromRgbF(part(from.redF(), to.redF()), part(from.greenF(), to.greenF()),
                            part(from.blueF(), to.blueF()));
}

QColor readableOn(const QColor& fill)
{
    const Tokens& t = tokens();
    const QColor light(0xff, 0xff, 0xff);
    const QColor ink = t.dark ? t.onAccent : t.text;
    return contrast(fill, light) > contrast(fill, ink) ? light : ink;
}

} // namespace widgets
