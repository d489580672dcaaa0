// Zero padding: rows and columns of zeros around a picture.
#include "engine/layers/margins.h"

namespace engine::layers {

namespace {

struct Options {
    std::vector<int> padding{1, 1};
};

Result<Signals> infer(const Options& options, const Signals& in)
{
    if (const auto fit = needPicture(TR("Zero padding"), in); !fit)
        return fit.problem();
    const auto margins = marginsOf(TR("Zero padding"), options.padding);
    if (!margins)
        return margins.problem();
    const Shape& picture = in[0].shape;
    const std::int64_t height = std::int64_t{picture[0]} + margins->top + margins->bottom;
    const std::int64_t width = std::int64_t{picture[1]} + margins->left + margins->right;
    if (height > INT32_MAX || width > INT32_MAX)
        return Problem{TR("Zero padding cannot make a picture as large as %1 × %2; choose fewer zeros."),
                       {number(height), number(width)}};
    return Signals{{{static_cast<int>(height), static_cast<int>(width), picture[2]}}};
}

std::unique_ptr<Layer> build(const Options& options, const Signals& in)
{
    const Margins margins = *marginsOf({}, options.padding);
    return placing(margins.top, margins.left, (*infer(options, in))[0].shape);
}

} // namespace

LayerType zero_padding2d()
{
    const auto list = [](std::initializer_list<int> sizes) { return std::vector<int>(sizes); };
    return describe<Options>({
        .id = "zero_padding2d",
        .title = TR("Zero padding"),
        .summary = TR("Puts rows and columns of zeros around a picture."),
        .category = Category::Shape,
        .icon = "padding",
        .fields = {field(
            "padding", &Options::padding, TR("Zeros"), marginLimits(), {},
            TR("How many at each side: one number for all; two for height and width; or four for "
               "top, bottom, left, right."))},
        .infer = infer,
        .build = build,
        .settings = [](const Options& o) { return toText(o.padding); },
        .examples = {{{}, {{{3, 2, 2}}}},
                     {{{"padding", list({2})}}, {{{1, 2, 9}}}},
                     {{{"padding", list({1, 0, 0, 3})}}, {{{3, 2, 2}}}},
                     {{{"padding", list({0, 2})}}, {{{2, 2, 1}}}}},
    });
}

} // namespace engine::layers
