// Global average pooling: the mean of every channel.
#include "engine/layers/pooling.h"

namespace engine::layers {

namespace {
struct Options {};
} // namespace

LayerType global_average_pool2d()
{
    return describe<Options>({
        .id = "global_average_pool2d",
        .title = TR("Global average pooling"),
        .summary = TR("Keeps the mean of every channel over the whole picture."),
        .category = Category::Convolution,
        .icon = "global-average-pool",
        .infer = [](const Options&,
                    const Signals& in) { return channelsOnly(TR("Global average pooling"), in); },
        .multiplyAdds = [](const Options&, const Signals& in) { return boundedElements(in[0].shape); },
        .build = [](const Options&,
                    const Signals& in) { return averagePooling(wholePicture(in), {in[0].shape[2]}); },
        .examples = {{{}, {{{3, 4, 2}}}}, {{}, {{{1, 1, 3}}}}, {{}, {{{1, 2, 17}}}}, {{}, {{{17, 17, 1}}}}},
    });
}

} // namespace engine::layers
