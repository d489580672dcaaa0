#include "engine/datasets/colour_canvas.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

float squared(Spot a)
{
    return a.x * a.x + a.y * a.y;
}

// From the line between two corners to a place, squared.
float squaredDistance(Spot at, Spot from, Spot to)
{
    const Spot line{to.x - from.x, to.y - from.y}, way{at.x - from.x, at.y - from.y};
    const float along = (way.x * line.x + way.y * line.y) / std::max(squared(line), 1e-6f);
    const float t = std::clamp(along, 0.0f, 1.0f);
    return squared({way.x - t * line.x, way.y - t * line.y});
}

// Whether the ray to the right of a place crosses the edge; an odd number of crossings means inside.
bool crosses(Spot at, Spot from, Spot to)
{
    if ((from.y > at.y) == (to.y > at.y))
        return false;
    return at.x < from.x + (to.x - from.x) * (at.y - from.y) / (to.y - from.y);
}

// How far outside the figure a place lies; below 0 inside.
float distanceTo(const Part& figure, Spot at)
{
    const auto& corners = figure.corners;
    float nearest = 1e9f;
    bool inside = false;
    Spot from = corners.back();
    for (const Spot& to : corners) {
        nearest = std::min(nearest, squaredDistance(at, from, to));
        inside ^= crosses(at, from, to);
        from = to;
    }
    const float distance = (inside ? -1.0f : 1.0f) * std::sqrt(nearest) - figure.radius;
    return figure.ring > 0 ? std::abs(distance) - figure.ring : distance;
}

struct Box {
    int left, top, right, bottom; // the last two are the first outside
};
Box boxAround(const Part& figure, float grown)
{
    float left = 1e9f, top = 1e9f, right = -1e9f, bottom = -1e9f;
    for (const Spot& corner : figure.corners) {
        left = std::min(left, corner.x), right = std::max(right, corner.x);
        top = std::min(top, corner.y), bottom = std::max(bottom, corner.y);
    }
    const float reach = figure.radius + figure.ring + grown + 1;
    const auto pixel = [](float value) {
        return static_cast<int>(std::clamp(value, 0.0f, float{ColourCanvas::side}));
    };
    return {pixel(left - reach), pixel(top - reach), pixel(right + reach + 1), pixel(bottom + reach + 1)};
}

} // namespace

Rgb colourOf(float hue, float saturation, float value)
{
    hue -= std::floor(hue);
    Rgb colour;
    for (std::size_t i = 0; i < 3; ++i) {
        const float turned = hue + (3.0f - static_cast<float>(i)) / 3.0f;
        const float wave = std::abs((turned - std::floor(turned)) * 6 - 3) - 1;
        colour[i] = value * (1 - saturation + saturation * std::clamp(wave, 0.0f, 1.0f));
    }
    return colour;
}

Rgb mixed(const Rgb& a, const Rgb& b, float share)
{
    return {a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share};
}

void ColourCanvas::cover(const Part& figure, const Rgb& colour, float grown, Spot light)
{
    constexpr float middle = (side - 1) * 0.5f;
    const Box box = boxAround(figure, grown);
    for (int y = box.top; y < box.bottom; ++y)
        for (int x = box.left; x < box.right; ++x) {
            const Spot place{static_cast<float>(x), static_cast<float>(y)};
            const float cover = 0.5f + grown - distanceTo(figure, place);
            if (cover <= 0)
                continue;
            const float shade = 1 + light.x * (place.x - middle) + light.y * (place.y - middle);
            const Rgb lit = {colour[0] * shade, colour[1] * shade, colour[2] * shade};
            at(x, y) = mixed(at(x, y), lit, std::min(cover, 1.0f));
        }
}

void ColourCanvas::develop(std::span<std::uint8_t> pixels, float grain, RandomKey key) const
{
    for (std::size_t i = 0; i < m_pixels.size(); ++i) {
        const std::uint64_t bits = key.bits(i);
        for (std::size_t channel = 0; channel < 3; ++channel) {
            const float noise = static_cast<float>(bits >> (16 * channel) & 0xffff) * 0x1p-15f - 1;
            const float value = std::clamp(m_pixels[i][channel] + grain * noise, 0.0f, 1.0f);
            pixels[3 * i + channel] = static_cast<std::uint8_t>(255 * value + 0.5f);
        }
    }
}

} // namespace engine
