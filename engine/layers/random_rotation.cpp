// Random rotation: turns every picture by another angle while training.
#include "engine/layers/random_warp.h"

#include <cmath>
#include <numbers>

namespace engine::layers {

namespace {

struct Options {
    double degrees = 10;
    WarpOptions warp;
};

std::unique_ptr<Layer> build(const Options& options, const Signals&)
{
    const auto draw = [most = options.degrees](std::span<const float> numbers, int height, int width) {
        const double angle = between(numbers[0], most) * std::numbers::pi / 180;
        const double cosine = std::cos(angle), sine = std::sin(angle);
        return aboutCentre({cosine, sine, -sine, cosine}, height, width);
    };
    return randomWarp(options.warp.warp(), 1, draw);
}

} // namespace

LayerType random_rotation()
{
    return describe<Options>({
        .id = "random_rotation",
        .title = TR("Random rotation"),
        .summary = TR("Turns every picture about its centre by chance while training."),
        .category = Category::Regularization,
        .icon = "random-rotation",
        .fields = joined<Options>({{field("degrees", &Options::degrees, TR("Largest angle"),
                                          {.min = 0, .max = 180, .step = 5, .unit = "°"}, {},
                                          TR("The most that a picture turns, either way."))},
                                   warpFields(&Options::warp)}),
        .infer = [](const Options&, const Signals& in) { return samePicture(TR("Random rotation"), in); },
        .multiplyAdds = [](const Options&, const Signals& in) { return warpWork(in); },
        .build = build,
        .settings = [](const Options& o) { return fill(TR("up to %1°"), {number(o.degrees)}); },
        .noiseShape = [](const Options&, const Signals&) { return Shape{1}; },
        .examples = {{{}, {{{5, 4, 2}}}},
                     {{{"degrees", 180.0}, {"fill_mode", "constant"}, {"fill_value", -1.0}}, {{{3, 4, 1}}}},
                     {{{"degrees", 60.0}, {"fill_mode", "nearest"}}, {{{3, 3, 9}}}},
                     {{{"degrees", 45.0}, {"interpolation", "nearest"}}, {{{4, 3, 1}}}}},
    });
}

} // namespace engine::layers
