#pragma once

#include "engine/datasets/colour_canvas.h"

namespace engine {

// Paints one thing somewhere in a picture: any size, place, tilt and colour, before something or other, lit
// from a side, partly hidden now and then. The picture depends on the thing and the key only. One painter per
// thread.
class ObjectPainter {
public:
    static constexpr int side = ColourCanvas::side, channels = 3;

    // RGB, row by row.
    void paint(int thing, RandomKey key, std::span<std::uint8_t> pixels);

private:
    void paintBackdrop(Dice& dice);
    void paintTexture(Dice& dice, const Rgb& colour);
    void paintClutter(Dice& dice);
    void paintThing(int thing, Dice& dice);
    void paintCover(Dice& dice);
    Rgb meanColour();

    ColourCanvas m_canvas;
    Spot m_middle{}; // of the thing
    float m_size = 0; // pixels for a length of 1
};

} // namespace engine
