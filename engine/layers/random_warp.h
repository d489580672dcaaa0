#pragma once

#include "engine/layers/window_options.h"
#include "engine/ops/warp.h"

#include <array>

namespace engine {

// Shared by the layers that move, turn, mirror or enlarge pictures by chance while a network trains.
struct WarpOptions {
    std::string fillMode = "reflect";
    double fillValue = 0;
    std::string interpolation = "bilinear";

    ops::Warp warp() const;
};

// From a position in the result to the one in the picture that it shows: row m0 * row + m1 * column + m2,
// column m3 * row + m4 * column + m5.
using WarpMap = std::array<float, 6>;

// (row, column) -> (a * row + b * column, c * row + d * column), measured from the picture's centre.
WarpMap aboutCentre(const std::array<double, 4>& abcd, int height, int width);

// The map that a sample's random numbers, uniform in [0, 1), ask for; height and width of the picture.
using DrawWarp = std::function<WarpMap(std::span<const float> numbers, int height, int width)>;
// Active in training only: draws `draws` numbers for each sample.
std::unique_ptr<Layer> randomWarp(const ops::Warp& warp, int draws, DrawWarp draw);

// Pictures of numbers come out as they came in.
Result<Signals> samePicture(const std::string& title, const Signals& inputs);
std::int64_t warpWork(const Signals& inputs); // multiply-adds of one sample

// Of a number in [0, 1): the same share of the way from -most to most.
inline double between(float number, double most)
{
    return (2 * double(number) - 1) * most;
}

template <class Options>
std::vector<BoundField<Options>> warpFields(WarpOptions Options::*member)
{
    return {part("fill_mode", member, &WarpOptions::fillMode, TR("Beyond the border"),
                 {.choices = {"reflect", "nearest", "constant"},
                  .choiceTitles = {TR("Mirrored picture"), TR("Nearest pixel"), TR("Fixed value")}},
                 {}, TR("What fills the places that the picture leaves free.")),
            shownWhen(part("fill_value", member, &WarpOptions::fillValue, TR("Fixed value"),
                           {.min = -1000, .max = 1000, .step = 0.1}),
                      "fill_mode", {"constant"}),
            part("interpolation", member, &WarpOptions::interpolation, TR("Interpolation"),
                 {.choices = {"bilinear", "nearest"}, .choiceTitles = {TR("Bilinear"), TR("Nearest")}}, {},
                 TR("Bilinear blends the four pixels around a position; nearest takes the closest."))};
}

} // namespace engine
