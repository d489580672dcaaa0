// Random zoom: makes every picture a little larger or smaller while training.
#include "engine/layers/random_warp.h"

namespace engine::layers {

namespace {

struct Options {
    double factor = 0.1;
    bool keepRatio = true;
    WarpOptions warp;
};

// A result that shows (1 + share) as much of the picture as before shows it that much smaller.
std::unique_ptr<Layer> build(const Options& options, const Signals&)
{
    const auto draw = [options](std::span<const float> numbers, int height, int width) {
        const double rows = 1 + between(numbers[0], options.factor);
        const double columns = options.keepRatio ? rows : 1 + between(numbers[1], options.factor);
        return aboutCentre({rows, 0, 0, columns}, height, width);
    };
    return randomWarp(options.warp.warp(), 2, draw);
}

} // namespace

LayerType random_zoom()
{
    return describe<Options>({
        .id = "random_zoom",
        .title = TR("Random zoom"),
        .summary = TR("Makes every picture larger or smaller by chance while training."),
        .category = Category::Regularization,
        .icon = "random-zoom",
        .fields = joined<Options>(
            {{field("factor", &Options::factor, TR("Largest share"), {.min = 0, .max = 0.95, .step = 0.05},
                    {}, TR("The most that comes into view or leaves it, as a share of height and width.")),
              field("keep_ratio", &Options::keepRatio, TR("Keep the ratio"), {}, {},
                    TR("Height and width change alike; otherwise each by its own chance."))},
             warpFields(&Options::warp)}),
        .infer = [](const Options&, const Signals& in) { return samePicture(TR("Random zoom"), in); },
        .multiplyAdds = [](const Options&, const Signals& in) { return warpWork(in); },
        .build = build,
        .settings = [](const Options& o) { return fill(TR("up to %1"), {number(o.factor)}); },
        .noiseShape = [](const Options&, const Signals&) { return Shape{2}; },
        .examples = {{{}, {{{5, 4, 2}}}},
                     {{{"factor", 0.9}, {"fill_mode", "constant"}, {"fill_value", 2.0}}, {{{3, 4, 1}}}},
                     {{{"factor", 0.5}, {"keep_ratio", false}, {"fill_mode", "nearest"}}, {{{3, 3, 9}}}},
                     {{{"factor", 0.5}, {"interpolation", "nearest"}}, {{{4, 3, 1}}}}},
    });
}

} // namespace engine::layers
