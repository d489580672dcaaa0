// Average pooling: the mean of every window.
#include "engine/layers/pooling.h"

namespace engine::layers {

LayerType average_pool2d()
{
    const auto infer = [](const PoolOptions& options, const Signals& in) {
        return poolOutputs(TR("Average pooling"), options, in);
    };
    return describe<PoolOptions>({
        .id = "average_pool2d",
        .title = TR("Average pooling"),
        .summary = TR("Keeps the mean of every window of the picture; padding does not count."),
        .category = Category::Convolution,
        .icon = "average-pool",
        .fields = poolFields(),
        .infer = infer,
        .multiplyAdds = poolWork,
        .build =
            [infer](const PoolOptions& o, const Signals& in) {
                return averagePooling(poolWindow(o, in), (*infer(o, in))[0].shape);
            },
        .settings = poolText,
        .examples =
            {{{}, {{{4, 4, 2}}}},
             {{{"pool_size", std::vector<int>{3}}, {"strides", std::vector<int>{2}}, {"padding", "same"}},
              {{{4, 5, 1}}}},
             {{{"pool_size", std::vector<int>{1, 2}}, {"strides", std::vector<int>{2, 3}}}, {{{3, 5, 2}}}},
             {{{"pool_size", std::vector<int>{2, 3}}, {"strides", std::vector<int>{1}}}, {{{3, 3, 3}}}},
             {{{"padding", "same"}}, {{{2, 1, 17}}}}},
    });
}

} // namespace engine::layers
