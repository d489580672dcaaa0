#pragma once

#include "engine/base/random.h"
#include "engine/datasets/digit_strokes.h"

#include <span>

namespace engine {

// Draws digits as people write them: a way of writing, a hand's slant, size, speed and pen, an uneven line.
// The picture depends on the digit and the key only. One painter per thread; it keeps memory for the next
// digit.
class DigitPainter {
public:
    static constexpr int side = 28;

    // Pixels row by row, ink 255 on 0.
    void paint(int digit, RandomKey key, std::span<std::uint8_t> pixels);

private:
    struct Dot {
        float x, y;
        float radius;
        bool penDown; // a line leads here from the dot before
    };
    struct Hand;

    void trace(const Stroke& stroke, Hand& hand);
    void distort(Hand& hand);
    void place(Hand& hand);
    void press(Hand& hand);
    void ink(const Hand& hand, std::span<std::uint8_t> pixels);
    void inkLine(const Dot& from, const Dot& to);

    std::vector<Dot> m_dots;
    std::vector<Knot> m_knots;
    std::vector<float> m_level; // of every pixel: how far inside the line it lies, in pixels
};

} // namespace engine
