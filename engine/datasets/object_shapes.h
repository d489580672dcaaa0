#pragma once

#include "engine/datasets/dice.h"

#include <vector>

namespace engine {

struct Spot {
    float x, y; // y downwards
};

// All that lies within `radius` of a polygon: of one corner it is a disc, of two a thick line. With `ring`
// only its border, that thick.
struct Part {
    enum Colour { Main, Second, Dark, Light };
    Colour colour;
    std::vector<Spot> corners;
    float radius = 0;
    float ring = 0;
};

// The things the program knows to draw, in this order: house, tree, car, boat, fish, sun, cup, key, star and
// mushroom. Parts come in the order of painting and lie within about -1 ... 1; no two things of a kind are
// the same.
constexpr int thingCount = 10;
std::vector<Part> drawThing(int thing, Dice& dice);

// How such things are coloured, more often than not, and how they lie.
struct Manner {
    float mainHue, secondHue; // in turns: 0 red, 1/3 green, 2/3 blue; below 0: any
    float secondPale; // 0: a full colour, 1: nearly white
    float tilt; // half of the angle to which it may lean, as a tangent; above 1: any
};
const Manner& mannerOf(int thing);

} // namespace engine
