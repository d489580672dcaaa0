#include "engine/layers/random_warp.h"

#include "engine/ops/random_fill.h"

namespace engine {

namespace {

class RandomWarp final : public Layer {
public:
    RandomWarp(const ops::Warp& warp, int draws, DrawWarp draw)
        : m_warp(warp), m_draws(draws), m_draw(std::move(draw))
    {
    }

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass& pass) override
    {
        m_active = pass.training;
        outputs[0] = inputs[0];
        if (!m_active)
            return;
        drawMaps(inputs[0], pass);
        outputs[0] = Tensor::like(inputs[0]);
        ops::warpPicture(inputs[0], m_maps, m_warp, outputs[0]);
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (!pass.inputGradients)
            return;
        inputGradients[0] = m_active ? Tensor::like(outputGradients[0]) : outputGradients[0];
        if (m_active)
            ops::warpPictureBackward(outputGradients[0], m_maps, m_warp, inputGradients[0]);
    }

private:
    // A few numbers a sample, found where they are drawn and sent to where the pictures are.
    void drawMaps(const Tensor& pictures, const Pass& pass)
    {
        const int samples = pictures.rows();
        Tensor numbers = pass.noise ? pass.noise->to(Device::Cpu) : Tensor({samples, m_draws});
        if (!pass.noise)
            ops::fillUniform(numbers, 0, 1, pass.key);
        Tensor maps({samples, 6});
        for (int sample = 0; sample < samples; ++sample) {
            const auto own = numbers.values().subspan(std::size_t(sample * m_draws), std::size_t(m_draws));
            const WarpMap map = m_draw(own, pictures.shape()[1], pictures.shape()[2]);
            std::copy(map.begin(), map.end(), maps.data() + sample * 6);
        }
        m_maps = maps.to(pictures.device());
    }

    ops::Warp m_warp;
    int m_draws;
    DrawWarp m_draw;
    bool m_active = false;
    Tensor m_maps;
};

} // namespace

ops::Warp WarpOptions::warp() const
{
    const ops::Beyond beyond = fillMode == "constant" ? ops::Beyond::Constant
        : fillMode == "nearest"                       ? ops::Beyond::Nearest
                                                      : ops::Beyond::Reflect;
    return {beyond, static_cast<float>(fillValue), interpolation == "bilinear"};
}

WarpMap aboutCentre(const std::array<double, 4>& abcd, int height, int width)
{
    const auto [a, b, c, d] = abcd;
    const double row = 0.5 * (height - 1), column = 0.5 * (width - 1);
    return {float(a), float(b), float(row - a * row - b * column),
            float(c), float(d), float(column - c * row - d * column)};
}

std::unique_ptr<Layer> randomWarp(const ops::Warp& warp, int draws, DrawWarp draw)
{
    return std::make_unique<RandomWarp>(warp, draws, std::move(draw));
}

Result<Signals> samePicture(const std::string& title, const Signals& inputs)
{
    if (const auto fit = needPicture(title, inputs); !fit)
        return fit.problem();
    return inputs;
}

std::int64_t warpWork(const Signals& inputs)
{
    return 4 * boundedElements(inputs[0].shape);
}

} // namespace engine
