#include "engine/layers/pooling.h"

#include "engine/ops/average_pool.h"
#include "engine/ops/max_pool.h"

namespace engine {

namespace {

class MaxPooling final : public Layer {
public:
    MaxPooling(const ops::Window& window, const Shape& output) : m_window(window), m_output(output) {}

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass& pass) override
    {
        m_input = inputs[0].shape();
        outputs[0] = Tensor::like(inputs[0], m_output.withBatch(m_input[0]));
        m_chosen = pass.training ? ops::chosenFor(outputs[0], m_window) : Tensor();
        ops::maxPool(inputs[0], m_window, outputs[0], m_chosen);
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (!pass.inputGradients)
            return;
        inputGradients[0] = Tensor::like(outputGradients[0], m_input);
        ops::maxPoolBackward(outputGradients[0], m_chosen, m_window, inputGradients[0]);
    }

    std::optional<ops::Window> maxPool() const override { return m_window; }

private:
    ops::Window m_window;
    Shape m_output, m_input;
    Tensor m_chosen;
};

class AveragePooling final : public Layer {
public:
    AveragePooling(const ops::Window& window, const Shape& output) : m_window(window), m_output(output) {}

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        m_input = inputs[0].shape();
        outputs[0] = Tensor::like(inputs[0], m_output.withBatch(m_input[0]));
        ops::averagePool(inputs[0], m_window, outputs[0]);
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (!pass.inputGradients)
            return;
        inputGradients[0] = Tensor::like(outputGradients[0], m_input);
        ops::averagePoolBackward(outputGradients[0], m_window, inputGradients[0]);
    }

private:
    ops::Window m_window;
    Shape m_output, m_input;
};

std::vector<BoundField<PoolOptions>> fields()
{
    return windowFields(
        &PoolOptions::window,
        {.sizeKey = "pool_size",
         .size = TR("Pool size"),
         .stridesHelp = TR("How far the window moves down and across; left empty, as far as it is "
                           "large, so that no two windows overlap.")});
}

std::string settings(const PoolOptions& options)
{
    WindowOptions window = options.window;
    if (window.strides.empty())
        window.strides = window.size;
    return window.text();
}

Result<Signals> infer(const std::string& title, const PoolOptions& options, const Signals& inputs)
{
    if (const auto fit = needPicture(title, inputs); !fit)
        return fit.problem();
    const Shape& picture = inputs[0].shape;
    if (const auto fit = checkWindow(title, options.window, picture); !fit)
        return fit.problem();
    const ops::Window window = options.window.over(picture[0], picture[1]);
    return Signals{{{window.rows.output, window.columns.output, picture[2]}}};
}

ops::Window windowOver(const PoolOptions& options, const Signals& inputs)
{
    return options.window.over(inputs[0].shape[0], inputs[0].shape[1]);
}

std::int64_t work(const PoolOptions& options, const Signals& inputs)
{
    const ops::Window window = windowOver(options, inputs);
    return boundedElements({window.rows.output, window.columns.output, inputs[0].shape[2]}) * window.area();
}

} // namespace

std::unique_ptr<Layer> maxPooling(const ops::Window& window, const Shape& output)
{
    return std::make_unique<MaxPooling>(window, output);
}

std::unique_ptr<Layer> averagePooling(const ops::Window& window, const Shape& output)
{
    return std::make_unique<AveragePooling>(window, output);
}

Description<PoolOptions> poolDescription(const std::string& title, MakePool make)
{
    using List = std::vector<int>;
    return {
        .title = title,
        .category = Category::Convolution,
        .fields = fields(),
        .infer = [title](const PoolOptions& o, const Signals& in) { return infer(title, o, in); },
        .multiplyAdds = work,
        .build =
            [title, make](const PoolOptions& o, const Signals& in) {
                return make(windowOver(o, in), (*infer(title, o, in))[0].shape);
            },
        .settings = settings,
        .examples = {{{}, {{{4, 4, 2}}}},
                     {{{"pool_size", List{3}}, {"strides", List{2}}, {"padding", "same"}}, {{{4, 5, 1}}}},
                     {{{"pool_size", List{1, 2}}, {"strides", List{2, 3}}}, {{{3, 5, 2}}}},
                     {{{"pool_size", List{2, 3}}, {"strides", List{1}}}, {{{3, 3, 3}}}},
                     {{{"padding", "same"}}, {{{2, 1, 17}}}}},
    };
}

ops::Window wholePicture(const Signals& inputs)
{
    const int height = inputs[0].shape[0], width = inputs[0].shape[1];
    return {ops::windowAxis(height, height, 1, 1, false), ops::windowAxis(width, width, 1, 1, false)};
}

Result<Signals> channelsOnly(const std::string& title, const Signals& inputs)
{
    if (const auto fit = needPicture(title, inputs); !fit)
        return fit.problem();
    return Signals{{{inputs[0].shape[2]}}};
}

} // namespace engine
