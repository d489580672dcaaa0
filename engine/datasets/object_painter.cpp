#include "engine/datasets/object_painter.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace engine {

namespace {

constexpr float last = ObjectPainter::side - 1;

Rgb anyColour(Dice& dice)
{
    const float hue = dice.uniform(0, 1), saturation = dice.uniform(0, 0.9f);
    return colourOf(hue, saturation, dice.uniform(0.15f, 1));
}

Spot anywhere(Dice& dice)
{
    const float x = dice.uniform(0, last);
    return {x, dice.uniform(0, last)};
}

// How different two colours look, 0 to about 1; green counts most, as in the eye.
float contrast(const Rgb& a, const Rgb& b)
{
    const float red = a[0] - b[0], green = a[1] - b[1], blue = a[2] - b[2];
    return std::sqrt(0.3f * red * red + 0.55f * green * green + 0.15f * blue * blue);
}

// Where the corners of a thing come to lie.
struct Placement {
    float a, b, c, d; // turned, leaned, stretched and mirrored
    Spot middle;

    Spot of(Spot corner) const
    {
        return {middle.x + a * corner.x + b * corner.y, middle.y + c * corner.x + d * corner.y};
    }
};

// A tangent of half the angle gives sine and cosine without a library function.
Placement placementOf(const Manner& manner, float size, Spot middle, Dice& dice)
{
    const bool any = manner.tilt > 1;
    const float t = any ? dice.uniform(-0.4142f, 0.4142f) : dice.uniform(-manner.tilt, manner.tilt);
    float cosine = (1 - t * t) / (1 + t * t), sine = 2 * t / (1 + t * t);
    for (int quarters = any ? dice.below(4) : 0; quarters > 0; --quarters)
        cosine = std::exchange(sine, cosine) * -1;
    const float width = size * dice.uniform(0.85f, 1.15f) * (dice.chance(0.5f) ? -1.0f : 1.0f);
    const float height = size * dice.uniform(0.85f, 1.15f), lean = size * dice.uniform(-0.15f, 0.15f);
    return {cosine * width, cosine * lean - sine * height, sine * width, sine * lean + cosine * height,
            middle};
}

// The one of a few colours that differs from all the others well enough, else the one that does most.
template <class Draw>
Rgb standingOut(std::initializer_list<Rgb> others, float enough, Draw draw)
{
    Rgb best{};
    float most = -1;
    for (int attempt = 0; attempt < 8 && most < enough; ++attempt) {
        const Rgb colour = draw();
        float least = 1;
        for (const Rgb& other : others)
            least = std::min(least, contrast(colour, other));
        if (least > most) {
            best = colour;
            most = least;
        }
    }
    return best;
}

// The four colours of a thing, which stands out from what is behind it.
std::array<Rgb, 4> coloursOf(const Manner& manner, const Rgb& behind, Dice& dice)
{
    constexpr float usual = 0.6f;
    const auto drawn = [&](float typicalHue, float pale) {
        const bool own = typicalHue >= 0 && dice.chance(usual);
        const float hue = own ? dice.normal(typicalHue, 0.03f) : dice.uniform(0, 1);
        const float full = dice.uniform(0.35f, 1) * (1 - pale);
        return colourOf(hue, full, dice.uniform(0.3f + 0.4f * pale, 1));
    };
    const Rgb main = standingOut({behind}, 0.3f, [&] { return drawn(manner.mainHue, 0); });
    const Rgb second =
        standingOut({behind, main}, 0.2f, [&] { return drawn(manner.secondHue, manner.secondPale); });
    const float dark = dice.uniform(0.02f, 0.2f), light = dice.uniform(0.8f, 1);
    return {main, second, Rgb{dark, dark, dark}, Rgb{light, light, light * dice.uniform(0.85f, 1)}};
}

Part figureOf(Dice& dice, float smallest, float largest)
{
    const Spot at = anywhere(dice);
    const float size = dice.uniform(smallest, largest);
    const auto near = [&] {
        const float x = at.x + dice.uniform(-size, size);
        return Spot{x, at.y + dice.uniform(-size, size)};
    };
    switch (dice.below(3)) {
    case 0:
        return {Part::Main, {at}, size * 0.5f};
    case 1:
        return {Part::Main, {at, near()}, size * 0.2f};
    default:
        return {Part::Main, {at, near(), near()}};
    }
}

} // namespace

void ObjectPainter::paint(int thing, RandomKey key, std::span<std::uint8_t> pixels)
{
    Dice dice(key);
    m_size = dice.uniform(11, 15);
    const float room = std::max(1.5f, 16 - m_size);
    const float x = last / 2 + dice.uniform(-room, room);
    m_middle = {x, last / 2 + dice.uniform(-room, room)};
    paintBackdrop(dice);
    paintClutter(dice);
    paintThing(thing, dice);
    if (dice.chance(0.2f))
        paintCover(dice);
    m_canvas.develop(pixels, dice.uniform(0, 0.08f), key.with(1));
}

// A colour that runs into another, with or without a texture; or a ground below a sky.
void ObjectPainter::paintBackdrop(Dice& dice)
{
    const Rgb from = anyColour(dice), to = mixed(from, anyColour(dice), 0.6f);
    const Spot across = anywhere(dice), back = anywhere(dice);
    const Spot way{across.x - back.x, across.y - back.y};
    const float length = std::max(way.x * way.x + way.y * way.y, 64.0f);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const float along =
                (static_cast<float>(x) - back.x) * way.x + (static_cast<float>(y) - back.y) * way.y;
            m_canvas.at(x, y) = mixed(from, to, std::clamp(along / length, 0.0f, 1.0f));
        }
    const Rgb other = mixed(from, anyColour(dice), dice.uniform(0.1f, 0.35f));
    if (dice.chance(0.35f)) {
        const float left = dice.uniform(12, 28), right = left + dice.uniform(-3, 3);
        m_canvas.cover({Part::Main, {{-2, left}, {last + 2, right}, {last + 2, 40}, {-2, 40}}}, other);
    } else if (dice.chance(0.7f)) {
        paintTexture(dice, other);
    }
}

// Stripes, checks or clouds.
void ObjectPainter::paintTexture(Dice& dice, const Rgb& colour)
{
    const int kind = dice.below(3);
    const float period = dice.uniform(3, 9), dx = dice.uniform(-1, 1), dy = dice.uniform(-1, 1);
    const RandomKey clouds{static_cast<std::uint64_t>(dice.below(1 << 30))};
    const auto wave = [](float t) { return std::abs(2 * (t - std::floor(t)) - 1); };
    const auto cloud = [&](float x, float y) { // values at the corners of a grid, smoothly between them
        const float column = std::floor(x), row = std::floor(y), u = x - column, v = y - row;
        const auto corner = [&](float i, float j) {
            return clouds.uniform(static_cast<std::uint64_t>((row + j) * 64 + column + i));
        };
        const float above = corner(0, 0) * (1 - u) + corner(1, 0) * u;
        return above * (1 - v) + (corner(0, 1) * (1 - u) + corner(1, 1) * u) * v;
    };
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const float u = static_cast<float>(x) / period, v = static_cast<float>(y) / period;
            const float share = kind == 0 ? wave(u * dx + v * dy)
                : kind == 1               ? (wave(u) > 0.5f) != (wave(v) > 0.5f) ? 1.0f : 0.0f
                                          : cloud(u, v);
            m_canvas.at(x, y) = mixed(m_canvas.at(x, y), colour, share);
        }
}

// Small things that are none.
void ObjectPainter::paintClutter(Dice& dice)
{
    for (int count = dice.below(3); count > 0; --count) {
        const Part figure = figureOf(dice, 1.5f, 4);
        m_canvas.cover(figure, anyColour(dice));
    }
}

Rgb ObjectPainter::meanColour()
{
    Rgb sum{};
    int count = 0;
    for (int y = 2; y < side; y += 4)
        for (int x = 2; x < side; x += 4, ++count)
            for (std::size_t channel = 0; channel < 3; ++channel)
                sum[channel] += m_canvas.at(x, y)[channel];
    for (float& channel : sum)
        channel /= static_cast<float>(count);
    return sum;
}

void ObjectPainter::paintThing(int thing, Dice& dice)
{
    const Manner& manner = mannerOf(thing);
    std::vector<Part> parts = drawThing(thing, dice);
    const Placement placement = placementOf(manner, m_size, m_middle, dice);
    for (Part& part : parts) {
        for (Spot& corner : part.corners)
            corner = placement.of(corner);
        part.radius *= m_size;
        part.ring *= m_size;
    }
    const auto colours = coloursOf(manner, meanColour(), dice);
    if (dice.chance(0.4f)) // an outline
        for (const Part& part : parts)
            m_canvas.cover(part, colours[Part::Dark], 0.8f);
    const float lightX = dice.uniform(-0.02f, 0.02f);
    const Spot light{lightX, dice.uniform(-0.02f, 0.02f)};
    for (const Part& part : parts)
        m_canvas.cover(part, colours[part.colour], 0, light);
}

// Something in front of the thing, which hides a part of it.
void ObjectPainter::paintCover(Dice& dice)
{
    const Spot at{m_middle.x + dice.uniform(-1, 1) * m_size, m_middle.y + dice.uniform(-1, 1) * m_size};
    const Rgb colour = anyColour(dice);
    if (dice.chance(0.5f))
        return m_canvas.cover({Part::Main, {at}, dice.uniform(0.1f, 0.25f) * m_size}, colour);
    const float dx = dice.uniform(-32, 32), dy = dice.uniform(-32, 32);
    m_canvas.cover(
        {Part::Main, {{at.x - dx, at.y - dy}, {at.x + dx, at.y + dy}}, dice.uniform(0.06f, 0.12f) * m_size},
        colour);
}

} // namespace engine
