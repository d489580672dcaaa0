// Global max pooling: the largest value of every channel.
#include "engine/layers/pooling.h"

namespace engine::layers {

namespace {
struct Options {};
} // namespace

LayerType global_max_pool2d()
{
    return describe<Options>({
        .id = "global_max_pool2d",
        .title = TR("Global max pooling"),
        .summary = TR("Keeps the largest value of every channel, wherever in the picture it stands."),
        .category = Category::Convolution,
        .icon = "global-max-pool",
        .infer = [](const Options&, const Signals& in) { return channelsOnly(TR("Global max pooling"), in); },
        .multiplyAdds = [](const Options&, const Signals& in) { return boundedElements(in[0].shape); },
        .build = [](const Options&,
                    const Signals& in) { return maxPooling(wholePicture(in), {in[0].shape[2]}); },
        .examples = {{{}, {{{3, 4, 2}}}}, {{}, {{{1, 1, 3}}}}, {{}, {{{1, 2, 17}}}}, {{}, {{{17, 17, 1}}}}},
    });
}

} // namespace engine::layers
