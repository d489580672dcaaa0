// Random flip: mirrors about half of the pictures while training.
#include "engine/layers/random_warp.h"

namespace engine::layers {

namespace {

struct Options {
    std::string mode = "horizontal";
};

std::unique_ptr<Layer> build(const Options& options, const Signals&)
{
    const bool sides = options.mode != "vertical", heads = options.mode != "horizontal";
    const auto draw = [sides, heads](std::span<const float> numbers, int height, int width) {
        const double rows = heads && numbers[0] < 0.5f ? -1 : 1;
        const double columns = sides && numbers[1] < 0.5f ? -1 : 1;
        return aboutCentre({rows, 0, 0, columns}, height, width);
    };
    return randomWarp({}, 2, draw); // its positions are whole: nothing is blended or filled in
}

std::string settings(const Options& options)
{
    if (options.mode == "horizontal")
        return TR("left and right");
    return options.mode == "vertical" ? TR("top and bottom") : TR("both ways");
}

} // namespace

LayerType random_flip()
{
    return describe<Options>({
        .id = "random_flip",
        .title = TR("Random flip"),
        .summary = TR("Mirrors about half of the pictures, by chance, while training."),
        .category = Category::Regularization,
        .icon = "random-flip",
        .fields = {field(
            "mode", &Options::mode, TR("Exchanges"),
            {.choices = {"horizontal", "vertical", "horizontal_and_vertical"},
             .choiceTitles = {TR("Left and right"), TR("Top and bottom"), TR("Both, independently")}})},
        .infer = [](const Options&, const Signals& in) { return samePicture(TR("Random flip"), in); },
        .multiplyAdds = [](const Options&, const Signals& in) { return warpWork(in); },
        .build = build,
        .settings = settings,
        .noiseShape = [](const Options&, const Signals&) { return Shape{2}; },
        .examples = {{{}, {{{3, 4, 2}}}},
                     {{{"mode", "vertical"}}, {{{4, 3, 1}}}},
                     {{{"mode", "horizontal_and_vertical"}}, {{{3, 2, 9}}}}},
    });
}

} // namespace engine::layers
