// Random translation: moves every picture by another distance while training.
#include "engine/layers/random_warp.h"

namespace engine::layers {

namespace {

struct Options {
    double height = 0.1, width = 0.1;
    WarpOptions warp;
};

std::unique_ptr<Layer> build(const Options& options, const Signals&)
{
    const auto draw = [options](std::span<const float> numbers, int height, int width) {
        return WarpMap{1, 0, float(-between(numbers[0], options.height) * height),
                       0, 1, float(-between(numbers[1], options.width) * width)};
    };
    return randomWarp(options.warp.warp(), 2, draw);
}

std::vector<BoundField<Options>> fields()
{
    const Limits share{.min = 0, .max = 1, .step = 0.05};
    return joined<Options>({{field("height_factor", &Options::height, TR("Up and down"), share, {},
                                   TR("The most that a picture moves, as a share of its height.")),
                             field("width_factor", &Options::width, TR("To the sides"), share, {},
                                   TR("The most that a picture moves, as a share of its width."))},
                            warpFields(&Options::warp)});
}

std::string settings(const Options& options)
{
    return fill(TR("up to %1 down"), {number(options.height)}) + ", " +
        fill(TR("%1 across"), {number(options.width)});
}

} // namespace

LayerType random_translation()
{
    return describe<Options>({
        .id = "random_translation",
        .title = TR("Random translation"),
        .summary = TR("Moves every picture up or down and to a side by chance while training."),
        .category = Category::Regularization,
        .icon = "random-translation",
        .fields = fields(),
        .infer = [](const Options&, const Signals& in) { return samePicture(TR("Random translation"), in); },
        .multiplyAdds = [](const Options&, const Signals& in) { return warpWork(in); },
        .build = build,
        .settings = settings,
        .noiseShape = [](const Options&, const Signals&) { return Shape{2}; },
        .examples =
            {{{}, {{{5, 4, 2}}}},
             {{{"height_factor", 0.0}, {"width_factor", 0.8}, {"fill_mode", "constant"}, {"fill_value", 0.5}},
              {{{3, 4, 1}}}},
             {{{"height_factor", 0.7}, {"fill_mode", "nearest"}}, {{{4, 3, 9}}}},
             {{{"height_factor", 1.0}, {"interpolation", "nearest"}}, {{{3, 5, 1}}}}},
    });
}

} // namespace engine::layers
