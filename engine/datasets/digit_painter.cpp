#include "engine/datasets/digit_painter.h"

#include "engine/datasets/dice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace engine {

namespace {

float smooth(float t)
{
    return t * t * (3 - 2 * t);
}

const Glyph& chooseGlyph(int digit, Dice& dice)
{
    const auto& ways = glyphs(digit);
    int ticket = static_cast<int>(dice.uniform(0, 100));
    for (const Glyph& way : ways)
        if ((ticket -= way.share) < 0)
            return way;
    return ways.front();
}

// Catmull and Rom's spline between b and c.
float spline(float a, float b, float c, float d, float t)
{
    return 0.5f * (2 * b + t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))));
}

} // namespace

// What one writer does at one moment.
struct DigitPainter::Hand {
    explicit Hand(RandomKey key) : dice(key)
    {
        slant = dice.normal(0.12f, 0.22f);
        turn = dice.normal(0, 0.10f);
        width = dice.uniform(0.72f, 1.2f);
        jitter = dice.uniform(0.006f, 0.03f);
        size = std::clamp(dice.normal(0.94f, 0.09f), 0.68f, 1.15f);
        pen = std::clamp(dice.normal(1.28f, 0.34f), 0.7f, 2.3f);
        softness = dice.uniform(0.9f, 1.7f);
        darkness = std::min(1.0f, dice.uniform(0.88f, 1.3f));
        roundsCorners = dice.chance(0.22f);
    }

    Dice dice;
    float slant, turn, width; // shear; radians; of the height
    float jitter; // of the knots
    float size, pen, softness, darkness;
    bool roundsCorners;
};

void DigitPainter::paint(int digit, RandomKey key, std::span<std::uint8_t> pixels)
{
    Hand hand(key);
    m_dots.clear();
    for (const Stroke& stroke : chooseGlyph(digit, hand.dice).strokes)
        trace(stroke, hand);
    distort(hand);
    place(hand);
    press(hand);
    ink(hand, pixels);
}

// Adds the dots of a stroke, about a pixel apart, through knots that are a little off.
void DigitPainter::trace(const Stroke& stroke, Hand& hand)
{
    const float dx = hand.dice.normal(0, 0.02f), dy = hand.dice.normal(0, 0.02f);
    m_knots.clear();
    for (const Knot& knot : stroke)
        m_knots.push_back({knot.x + dx + hand.dice.normal(0, hand.jitter),
                           knot.y + dy + hand.dice.normal(0, hand.jitter),
                           knot.corner && !hand.roundsCorners});

    m_dots.push_back({m_knots[0].x, m_knots[0].y, 0, false});
    for (std::size_t i = 0; i + 1 < m_knots.size(); ++i) {
        const Knot &b = m_knots[i], &c = m_knots[i + 1];
        const bool opens = i == 0 || b.corner, closes = i + 2 == m_knots.size() || c.corner;
        const Knot a = opens ? Knot{2 * b.x - c.x, 2 * b.y - c.y} : m_knots[i - 1];
        const Knot d = closes ? Knot{2 * c.x - b.x, 2 * c.y - b.y} : m_knots[i + 2];
        const int steps = 2 + static_cast<int>(18 * std::max(std::abs(c.x - b.x), std::abs(c.y - b.y)));
        for (int step = 1; step <= steps; ++step) {
            const float t = static_cast<float>(step) / static_cast<float>(steps);
            m_dots.push_back({spline(a.x, b.x, c.x, d.x, t), spline(a.y, b.y, c.y, d.y, t), 0, true});
        }
    }
}

// Bends the digit by a random polynomial of third degree, then gives it the hand's width, slant and turn.
void DigitPainter::distort(Hand& hand)
{
    std::array<std::array<float, 7>, 2> bend;
    for (auto& axis : bend)
        for (float& factor : axis)
            factor = hand.dice.normal(0, 0.042f);

    for (Dot& dot : m_dots) {
        const float u = 2 * dot.x - 0.9f, v = 2 * dot.y - 1;
        const std::array terms = {u * v, u * u, v * v, u * u * v, u * v * v, u * u * u, v * v * v};
        const float bentX = std::inner_product(terms.begin(), terms.end(), bend[0].begin(), 0.5f * u);
        const float bentY = std::inner_product(terms.begin(), terms.end(), bend[1].begin(), 0.5f * v);
        const float x = bentX * hand.width - hand.slant * bentY;
        dot.x = x - hand.turn * bentY;
        dot.y = bentY + hand.turn * x;
    }
}

// Fits the digit into the middle 20 x 20 pixels and puts its centre of mass near the middle.
void DigitPainter::place(Hand& hand)
{
    float left = 9, right = -9, top = 9, bottom = -9, sumX = 0, sumY = 0;
    for (const Dot& dot : m_dots) {
        left = std::min(left, dot.x), right = std::max(right, dot.x);
        top = std::min(top, dot.y), bottom = std::max(bottom, dot.y);
        sumX += dot.x, sumY += dot.y;
    }
    const float scale = hand.size * (20 - 2 * hand.pen) / std::max(right - left, bottom - top);
    const float count = static_cast<float>(m_dots.size()), middle = (side - 1) * 0.5f;
    const float x0 = middle + hand.dice.normal(0, 0.9f) - scale * sumX / count;
    const float y0 = middle + hand.dice.normal(0, 0.9f) - scale * sumY / count;
    for (Dot& dot : m_dots) {
        dot.x = x0 + scale * dot.x;
        dot.y = y0 + scale * dot.y;
    }
}

// The pen is pressed unevenly and trembles; a stroke ends thinner than it began.
void DigitPainter::press(Hand& hand)
{
    constexpr int every = 6;
    std::array<float, 3> from{}, to{};
    const auto draw = [&] {
        return std::array{hand.dice.normal(1, 0.13f), hand.dice.normal(0, 0.17f), hand.dice.normal(0, 0.17f)};
    };
    to = draw();
    for (std::size_t i = 0; i < m_dots.size(); ++i) {
        if (i % every == 0)
            from = std::exchange(to, draw());
        const float t = smooth(static_cast<float>(i % every) / every);
        Dot& dot = m_dots[i];
        const bool ends = i + 1 == m_dots.size() || !m_dots[i + 1].penDown;
        dot.radius = hand.pen * (from[0] * (1 - t) + to[0] * t) * (ends ? 0.8f : 1.0f);
        dot.x += from[1] * (1 - t) + to[1] * t;
        dot.y += from[2] * (1 - t) + to[2] * t;
    }
}

void DigitPainter::ink(const Hand& hand, std::span<std::uint8_t> pixels)
{
    m_level.assign(side * side, -9.0f);
    for (std::size_t i = 1; i < m_dots.size(); ++i)
        if (m_dots[i].penDown)
            inkLine(m_dots[i - 1], m_dots[i]);
    const float sharp = 1 / hand.softness;
    for (std::size_t i = 0; i < m_level.size(); ++i) {
        const float cover = std::clamp(0.5f + m_level[i] * sharp, 0.0f, 1.0f);
        pixels[i] = static_cast<std::uint8_t>(255 * hand.darkness * cover + 0.5f);
    }
}

// Raises the level around a line whose radius changes from one end to the other.
void DigitPainter::inkLine(const Dot& from, const Dot& to)
{
    const float reach = std::max(from.radius, to.radius) + 1; // ink() reads levels above -0.85 only
    const auto first = [&](float a, float b) {
        return std::clamp(static_cast<int>(std::min(a, b) - reach + 1), 0, side - 1);
    };
    const auto last = [&](float a, float b) {
        return std::clamp(static_cast<int>(std::max(a, b) + reach), 0, side - 1);
    };
    const int left = first(from.x, to.x), right = last(from.x, to.x);
    const float dx = to.x - from.x, dy = to.y - from.y;
    const float perLength = 1 / std::max(dx * dx + dy * dy, 1e-6f);
    for (int y = first(from.y, to.y); y <= last(from.y, to.y); ++y) {
        float* row = m_level.data() + y * side;
        const float v = static_cast<float>(y) - from.y;
        for (int x = left; x <= right; ++x) {
            const float u = static_cast<float>(x) - from.x;
            const float t = std::min(std::max((u * dx + v * dy) * perLength, 0.0f), 1.0f);
            const float du = u - t * dx, dv = v - t * dy;
            const float distance = std::sqrt(du * du + dv * dv);
            row[x] = std::max(row[x], from.radius + t * (to.radius - from.radius) - distance);
        }
    }
}

} // namespace engine
