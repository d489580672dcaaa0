// Cropping: cuts rows and columns off a picture's sides.
#include "engine/layers/margins.h"

namespace engine::layers {

namespace {

struct Options {
    std::vector<int> cropping{1, 1};
};

Result<Signals> infer(const Options& options, const Signals& in)
{
    if (const auto fit = needPicture(TR("Cropping"), in); !fit)
        return fit.problem();
    const auto margins = marginsOf(TR("Cropping"), options.cropping);
    if (!margins)
        return margins.problem();
    const Shape& picture = in[0].shape;
    const int height = picture[0] - margins->top - margins->bottom;
    const int width = picture[1] - margins->left - margins->right;
    if (height < 1 || width < 1)
        return Problem{TR("Cropping leaves nothing of a picture of %1 × %2; cut off less."),
                       {number(picture[0]), number(picture[1])}};
    return Signals{{{height, width, picture[2]}}};
}

std::unique_ptr<Layer> build(const Options& options, const Signals& in)
{
    const Margins margins = *marginsOf({}, options.cropping);
    return placing(-margins.top, -margins.left, (*infer(options, in))[0].shape);
}

} // namespace

LayerType cropping2d()
{
    const auto list = [](std::initializer_list<int> sizes) { return std::vector<int>(sizes); };
    return describe<Options>({
        .id = "cropping2d",
        .title = TR("Cropping"),
        .summary = TR("Cuts rows and columns off the sides of a picture."),
        .category = Category::Shape,
        .icon = "cropping",
        .fields = {field(
            "cropping", &Options::cropping, TR("Cut off"), marginLimits(), {},
            TR("How many at each side: one number for all; two for height and width; or four for "
               "top, bottom, left, right."))},
        .infer = infer,
        .build = build,
        .settings = [](const Options& o) { return toText(o.cropping); },
        .examples = {{{}, {{{4, 3, 2}}}},
                     {{{"cropping", list({0})}}, {{{1, 2, 9}}}},
                     {{{"cropping", list({1, 0, 0, 3})}}, {{{3, 5, 2}}}},
                     {{{"cropping", list({0, 2})}}, {{{2, 5, 1}}}}},
    });
}

} // namespace engine::layers
