#include "engine/datasets/object_shapes.h"

#include <array>
#include <cassert>
#include <span>

namespace engine {

namespace {

using Parts = std::vector<Part>;
using enum Part::Colour;

// Twelve directions, every thirtieth degree; tables rather than library functions keep pictures the same on
// every machine.
constexpr std::array<Spot, 12> directions = {{{1, 0},
                                              {0.8660254f, 0.5f},
                                              {0.5f, 0.8660254f},
                                              {0, 1},
                                              {-0.5f, 0.8660254f},
                                              {-0.8660254f, 0.5f},
                                              {-1, 0},
                                              {-0.8660254f, -0.5f},
                                              {-0.5f, -0.8660254f},
                                              {0, -1},
                                              {0.5f, -0.8660254f},
                                              {0.8660254f, -0.5f}}};

std::vector<Spot> box(float left, float top, float right, float bottom)
{
    return {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
}

std::vector<Spot> oval(Spot middle, float width, float height)
{
    std::vector<Spot> corners;
    for (const Spot& to : directions)
        corners.push_back({middle.x + to.x * width, middle.y + to.y * height});
    return corners;
}

// The points of a star in turn far and near, `step` being the turn from one to the next.
std::vector<Spot> pointed(int points, Spot step, float far, float near)
{
    std::vector<Spot> corners;
    Spot to{0, -1};
    for (int i = 0; i < 2 * points; ++i) {
        const float reach = i % 2 == 0 ? far : near;
        corners.push_back({to.x * reach, to.y * reach});
        to = {to.x * step.x - to.y * step.y, to.x * step.y + to.y * step.x};
    }
    return corners;
}

Parts house(Dice& dice)
{
    const float half = dice.uniform(0.5f, 0.75f), eaves = dice.uniform(-0.25f, 0.15f);
    const float over = dice.uniform(0.05f, 0.2f), ridge = dice.uniform(-0.1f, 0.1f);
    const float door = dice.uniform(-0.7f, 0.3f) * half;
    Parts parts;
    if (dice.chance(0.5f))
        parts.push_back({Dark, box(half * 0.45f, -0.8f, half * 0.75f, eaves)});
    parts.push_back({Main, box(-half, eaves, half, 0.85f)});
    parts.push_back({Second, {{-half - over, eaves + 0.05f}, {ridge, -0.9f}, {half + over, eaves + 0.05f}}});
    parts.push_back({Dark, box(door, 0.4f, door + 0.26f, 0.85f)});
    const float window = door > -0.2f * half ? -half * 0.7f : half * 0.3f;
    parts.push_back({Light, box(window, eaves + 0.2f, window + 0.3f, eaves + 0.48f)});
    return parts;
}

Parts leafTree(Dice& dice)
{
    const float thick = dice.uniform(0.08f, 0.16f);
    Parts parts = {{Second, {{0, 0.9f}, {dice.uniform(-0.1f, 0.1f), 0}}, thick}};
    const int leaves = 3 + dice.below(3);
    for (int i = 0; i < leaves; ++i) {
        const float x = (static_cast<float>(i) / static_cast<float>(leaves - 1) - 0.5f) * 1.0f;
        parts.push_back({Main,
                         {{x + dice.uniform(-0.1f, 0.1f), dice.uniform(-0.55f, -0.1f)}},
                         dice.uniform(0.3f, 0.45f)});
    }
    return parts;
}

Parts firTree(Dice& dice)
{
    const float half = dice.uniform(0.5f, 0.75f), narrowing = dice.uniform(0.65f, 0.8f);
    Parts parts = {{Second, box(-0.12f, 0.4f, 0.12f, 0.95f)}};
    float width = half, base = 0.6f;
    for (int tier = 0; tier < 3; ++tier) {
        parts.push_back({Main, {{-width, base}, {0, base - 0.75f}, {width, base}}});
        width *= narrowing;
        base -= 0.42f;
    }
    return parts;
}

Parts tree(Dice& dice)
{
    return dice.chance(0.5f) ? leafTree(dice) : firTree(dice);
}

Parts car(Dice& dice)
{
    const float waist = dice.uniform(-0.05f, 0.1f), roof = dice.uniform(-0.5f, -0.35f);
    const float front = dice.uniform(0.35f, 0.55f), back = dice.uniform(-0.75f, -0.45f);
    const float wheel = dice.uniform(0.19f, 0.26f), axle = dice.uniform(0.48f, 0.6f);
    Parts parts;
    parts.push_back(
        {Main, {{back, waist}, {back + 0.2f, roof}, {front - 0.3f, roof}, {front, waist}}, 0.04f});
    parts.push_back({Main, box(-0.88f, waist, 0.9f, 0.4f), 0.06f});
    parts.push_back({Light,
                     {{back + 0.13f, waist},
                      {back + 0.26f, roof + 0.1f},
                      {front - 0.34f, roof + 0.1f},
                      {front - 0.13f, waist}}});
    const float post = (back + front) / 2;
    parts.push_back({Main, {{post, roof}, {post, waist}}, 0.05f});
    for (const float x : {-axle, axle}) {
        parts.push_back({Dark, {{x, 0.45f}}, wheel});
        parts.push_back({Light, {{x, 0.45f}}, wheel * 0.4f});
    }
    return parts;
}

Parts boat(Dice& dice)
{
    const float deck = dice.uniform(0.25f, 0.4f), half = dice.uniform(0.7f, 0.95f);
    const float mast = dice.uniform(-0.2f, 0.2f), foot = deck - dice.uniform(0.08f, 0.16f);
    Parts parts;
    parts.push_back({Main, {{-half, deck}, {half, deck}, {half * 0.6f, 0.8f}, {-half * 0.65f, 0.8f}}});
    parts.push_back({Dark, {{mast, deck}, {mast, -0.9f}}, 0.05f});
    parts.push_back({Second, {{mast + 0.08f, -0.85f}, {half * 0.85f, foot}, {mast + 0.08f, foot}}});
    if (dice.chance(0.6f))
        parts.push_back({Second, {{mast - 0.08f, -0.6f}, {-half * 0.7f, foot}, {mast - 0.08f, foot}}});
    return parts;
}

Parts fish(Dice& dice)
{
    const float high = dice.uniform(0.33f, 0.5f), tail = dice.uniform(0.3f, 0.45f);
    Parts parts;
    parts.push_back({Second, {{0.45f, 0}, {0.95f, -tail}, {0.8f, 0}, {0.95f, tail}}});
    if (dice.chance(0.7f))
        parts.push_back({Second, {{-0.25f, -high * 0.8f}, {0.15f, -high - 0.25f}, {0.25f, -high * 0.7f}}});
    parts.push_back({Main, oval({-0.15f, 0}, 0.75f, high)});
    parts.push_back({Light, {{-0.55f, -high * 0.25f}}, 0.13f});
    parts.push_back({Dark, {{-0.55f, -high * 0.25f}}, 0.07f});
    if (dice.chance(0.6f))
        parts.push_back({Second, {{0.0f, 0.05f}, {0.22f, 0.2f}, {0.2f, -0.02f}}});
    return parts;
}

Parts sun(Dice& dice)
{
    const float core = dice.uniform(0.38f, 0.52f), thick = dice.uniform(0.05f, 0.08f);
    const float far = dice.uniform(0.85f, 1.0f), gap = dice.uniform(0.1f, 0.2f);
    Parts parts = {{Main, {{0, 0}}, core}};
    const std::size_t step = dice.chance(0.7f) ? 1 : 2;
    for (std::size_t i = 0; i < directions.size(); i += step) {
        const Spot to = directions[i];
        parts.push_back({Second,
                         {{to.x * (core + gap), to.y * (core + gap)}, {to.x * far, to.y * far}},
                         thick * static_cast<float>(step)});
    }
    return parts;
}

Parts cup(Dice& dice)
{
    const float top = dice.uniform(-0.55f, -0.3f), half = dice.uniform(0.45f, 0.6f);
    const float base = half * dice.uniform(0.6f, 1.0f), middle = dice.uniform(0.0f, 0.15f);
    Parts parts;
    parts.push_back({Main, {{half, middle}}, dice.uniform(0.26f, 0.34f), 0.09f});
    parts.push_back({Main, {{-half, top}, {half, top}, {base, 0.75f}, {-base, 0.75f}}, 0.04f});
    parts.push_back({Dark, oval({0, top}, half, 0.13f)});
    if (dice.chance(0.5f))
        parts.push_back({Second, {{-half * 0.9f, middle + 0.15f}, {half * 0.9f, middle + 0.15f}}, 0.09f});
    if (dice.chance(0.4f))
        for (const float x : {-0.2f, 0.2f})
            parts.push_back({Light, {{x, top - 0.2f}, {x + 0.1f, top - 0.42f}}, 0.05f});
    return parts;
}

Parts key(Dice& dice)
{
    const float bow = dice.uniform(0.3f, 0.4f), shaft = dice.uniform(0.08f, 0.12f);
    const float bit = dice.uniform(0.2f, 0.32f), from = -0.95f + 2 * bow;
    Parts parts;
    parts.push_back({Main, {{-0.95f + bow, 0}}, bow, 0.13f});
    parts.push_back({Main, {{from, 0}, {0.9f, 0}}, shaft});
    const int teeth = 2 + dice.below(2);
    for (int i = 0; i < teeth; ++i) {
        const float x = 0.85f - 0.25f * static_cast<float>(i);
        parts.push_back({Main, {{x, 0}, {x, bit + (i == 0 ? 0.08f : 0.0f)}}, shaft * 0.9f});
    }
    return parts;
}

Parts star(Dice& dice)
{
    constexpr Spot step{0.80901699f, 0.58778525f}; // 36 degrees
    const float far = dice.uniform(0.9f, 1.0f), near = far * dice.uniform(0.38f, 0.5f);
    Parts parts = {{Main, pointed(5, step, far, near), dice.uniform(0, 0.08f)}};
    if (dice.chance(0.4f))
        parts.push_back({Second, pointed(5, step, far * 0.5f, near * 0.5f)});
    return parts;
}

Parts mushroom(Dice& dice)
{
    const float half = dice.uniform(0.7f, 0.92f), high = dice.uniform(0.6f, 0.85f);
    const float stem = dice.uniform(0.16f, 0.28f), brim = dice.uniform(-0.05f, 0.15f);
    Parts parts;
    parts.push_back(
        {Second, {{-stem, brim}, {stem, brim}, {stem * 1.3f, 0.85f}, {-stem * 1.3f, 0.85f}}, 0.04f});
    std::vector<Spot> cap;
    for (std::size_t i = 6; i <= 12; ++i)
        cap.push_back({directions[i % 12].x * half, brim + directions[i % 12].y * high});
    parts.push_back({Main, cap, 0.05f});
    if (dice.chance(0.75f)) {
        parts.push_back({Light, {{-half * 0.45f, brim - high * 0.35f}}, dice.uniform(0.08f, 0.15f)});
        parts.push_back({Light, {{half * 0.1f, brim - high * 0.65f}}, dice.uniform(0.08f, 0.15f)});
        parts.push_back({Light, {{half * 0.55f, brim - high * 0.3f}}, dice.uniform(0.08f, 0.13f)});
    }
    return parts;
}

struct Thing {
    Parts (*draw)(Dice&);
    Manner manner;
};
constexpr float any = -1, upright = 0.18f, leaning = 0.4f, turning = 2;

constexpr std::array<Thing, thingCount> things = {{{house, {any, 0.02f, 0, upright}},
                                                   {tree, {0.33f, 0.08f, 0, upright}},
                                                   {car, {any, any, 0, upright}},
                                                   {boat, {any, any, 0.8f, upright}},
                                                   {fish, {0.07f, any, 0, leaning}},
                                                   {sun, {0.14f, 0.11f, 0, turning}},
                                                   {cup, {any, any, 0.3f, upright}},
                                                   {key, {0.13f, any, 0, turning}},
                                                   {star, {0.15f, any, 0.3f, turning}},
                                                   {mushroom, {0.02f, 0.1f, 0.8f, upright}}}};

} // namespace

std::vector<Part> drawThing(int thing, Dice& dice)
{
    assert(thing >= 0 && thing < thingCount);
    return things[static_cast<std::size_t>(thing)].draw(dice);
}

const Manner& mannerOf(int thing)
{
    return things[static_cast<std::size_t>(thing)].manner;
}

} // namespace engine
