#pragma once

#include "app/panels/latent_codes.h"

namespace app::panels {

// Where a code lies, in standard deviations from the mean of the data: by dimension. Stays meaningful while
// the network learns and its space grows.
Code inDeviations(const LatentSpace& space, const Code& code);
Code fromDeviations(const LatentSpace& space, const Code& deviations);

// A square of a plane through the space, row by row from the top, where the second coordinate is highest.
struct LatentPlane {
    Code middle;
    std::array<Code, 2> steps; // what one unit along each axis adds
    std::array<float, 2> reach{}; // the axes go from -reach to reach
    std::array<float, 2> offset{}; // what the middle counts for on the axis labels

    Code at(float x, float y) const; // coordinates from -reach to reach
    std::vector<Code> grid(int side) const;
    float value(int axis, int index, int side) const; // labels of column or row `index`, from left and bottom
};
// Through `middle` along two dimensions, three standard deviations of the data around their mean.
LatentPlane planeOf(const LatentSpace& space, const Code& middle, int dimensionX, int dimensionY);
// Through the mean of the data along its first two principal components.
LatentPlane principalPlane(const LatentSpace& space);

// From one code to the other, both included. The arc turns around the origin, so that its codes are as far
// from it as those that N(0, 1) draws (Shoemake 1985).
enum class Way { Straight, Arc };
std::vector<Code> path(const Code& from, const Code& to, int count, Way way);

// Codes drawn from N(0, temperature) where the network learnt to draw its codes from there, else from the
// normal distribution that has the mean and covariance of the codes.
std::vector<Code> drawn(const LatentSpace& space, bool fromPrior, int count, float temperature,
                        std::int64_t seed);

} // namespace app::panels
