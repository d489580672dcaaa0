// Up-sampling: makes pictures several times larger.
#include "engine/layers/window_options.h"
#include "engine/ops/upsample.h"

namespace engine::layers {

namespace {

struct Options {
    std::vector<int> size{2, 2};
    std::string interpolation = "nearest";

    ops::Enlargement by() const { return {heightOf(size), widthOf(size), interpolation == "bilinear"}; }
};

class UpSampling2d final : public Layer {
public:
    explicit UpSampling2d(const Options& options) : m_by(options.by()) {}

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        m_input = inputs[0].shape();
        outputs[0] = Tensor::like(
            inputs[0], {m_input[0], m_input[1] * m_by.rows, m_input[2] * m_by.columns, m_input[3]});
        ops::upsample(inputs[0], m_by, outputs[0]);
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (!pass.inputGradients)
            return;
        inputGradients[0] = Tensor::like(outputGradients[0], m_input);
        ops::upsampleBackward(outputGradients[0], m_by, inputGradients[0]);
    }

private:
    ops::Enlargement m_by;
    Shape m_input;
};

Result<Signals> infer(const Options& options, const Signals& in)
{
    if (const auto fit = needPicture(TR("Up-sampling"), in); !fit)
        return fit.problem();
    const Shape& picture = in[0].shape;
    const std::int64_t height = std::int64_t{picture[0]} * heightOf(options.size);
    const std::int64_t width = std::int64_t{picture[1]} * widthOf(options.size);
    if (height > INT32_MAX || width > INT32_MAX)
        return Problem{TR("Up-sampling cannot make a picture as large as %1 × %2; choose a smaller factor."),
                       {number(height), number(width)}};
    return Signals{{{static_cast<int>(height), static_cast<int>(width), picture[2]}}};
}

std::string settings(const Options& options)
{
    const std::string size = number(heightOf(options.size)) + " × " + number(widthOf(options.size));
    return size + ", " + (options.interpolation == "bilinear" ? TR("bilinear") : TR("nearest"));
}

} // namespace

LayerType up_sampling2d()
{
    const auto list = [](std::initializer_list<int> sizes) { return std::vector<int>(sizes); };
    return describe<Options>({
        .id = "up_sampling2d",
        .title = TR("Up-sampling"),
        .summary =
            TR("Makes pictures several times larger, by repeating their pixels or by filling in between."),
        .category = Category::Convolution,
        .icon = "upsample",
        .fields =
            {field("size", &Options::size, TR("Factor"), {.min = 1, .max = 64, .minCount = 1, .maxCount = 2},
                   {}, TR("How many times higher and wider; one number stands for both.")),
             field("interpolation", &Options::interpolation, TR("Interpolation"),
                   {.choices = {"nearest", "bilinear"}, .choiceTitles = {TR("Nearest"), TR("Bilinear")}}, {},
                   TR("Nearest repeats each pixel; bilinear blends from the centre of one pixel to the "
                      "next."))},
        .infer = infer,
        .multiplyAdds =
            [](const Options& o, const Signals& in) {
                const ops::Enlargement by = o.by();
                return boundedElements(in[0].shape) * by.rows * by.columns * (by.bilinear ? 3 : 1);
            },
        .build = [](const Options& o, const Signals&) { return std::make_unique<UpSampling2d>(o); },
        .settings = settings,
        .examples = {{{}, {{{2, 3, 2}}}},
                     {{{"size", list({3})}}, {{{1, 2, 9}}}},
                     {{{"interpolation", "bilinear"}}, {{{3, 2, 2}}}},
                     {{{"size", list({3, 1})}, {"interpolation", "bilinear"}}, {{{2, 3, 1}}}},
                     {{{"size", list({2, 5})}, {"interpolation", "bilinear"}}, {{{1, 2, 9}}}}},
    });
}

} // namespace engine::layers
