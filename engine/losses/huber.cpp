// Huber's loss: squared for small errors, straight for large ones (Huber 1964).
#include "engine/losses/comparison.h"
#include "engine/ops/loss.h"

namespace engine::losses {

namespace {

struct Options {
    double delta = 1;
    std::string reduction = "mean";
};

class Huber final : public Loss {
public:
    explicit Huber(const Options& options) : m_options(options) {}

    void compute(const Tensor& prediction, const Tensor& target, float weight, Tensor& loss,
                 Tensor* gradient) override
    {
        Tensor slopes = prepared(prediction, loss, gradient);
        ops::huberError(prediction, target, float(m_options.delta),
                        elementFactor(prediction, m_options.reduction, weight), loss, slopes);
    }

private:
    Options m_options;
};

} // namespace

LossType huber()
{
    return describeLoss<Options>({
        .id = "huber",
        .title = TR("Huber"),
        .summary = TR("Squared for small errors and straight for large ones, so that outliers count less."),
        .fields = {field("delta", &Options::delta, TR("Delta"), {.min = 1e-6, .max = 1e6, .step = 0.1}, {},
                         TR("The size of an error where the curve turns straight.")),
                   reductionField(&Options::reduction)},
        .accepts = [](const Options&, const Signal& prediction,
                      const Signal& target) { return acceptsSameShape(TR("Huber"), prediction, target); },
        .build = [](const Options& o) { return std::make_unique<Huber>(o); },
    });
}

} // namespace engine::losses
