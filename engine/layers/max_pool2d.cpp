// Max pooling: the largest value of every window.
#include "engine/layers/pooling.h"

namespace engine::layers {

LayerType max_pool2d()
{
    const auto infer = [](const PoolOptions& options, const Signals& in) {
        return poolOutputs(TR("Max pooling"), options, in);
    };
    return describe<PoolOptions>({
        .id = "max_pool2d",
        .title = TR("Max pooling"),
        .summary = TR("Keeps the largest value of every window of the picture."),
        .category = Category::Convolution,
        .icon = "max-pool",
        .fields = poolFields(),
        .infer = infer,
        .multiplyAdds = poolWork,
        .build =
            [infer](const PoolOptions& o, const Signals& in) {
                return maxPooling(poolWindow(o, in), (*infer(o, in))[0].shape);
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
