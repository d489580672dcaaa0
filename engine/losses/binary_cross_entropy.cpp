// Binary cross-entropy: every value is a probability of its own.
#include "engine/losses/comparison.h"
#include "engine/ops/loss.h"

namespace engine::losses {

namespace {

struct Options {
    std::string reduction = "mean";
    double smoothing = 0;
    bool fromLogits = false;
};

class BinaryCrossEntropy final : public Loss {
public:
    explicit BinaryCrossEntropy(const Options& options) : m_options(options) {}

    void compute(const Tensor& prediction, const Tensor& target, float weight, Tensor& loss,
                 Tensor* gradient) override
    {
        run(m_options.fromLogits ? ops::binaryCrossEntropyLogits : ops::binaryCrossEntropy, prediction,
            target, weight, loss, gradient);
    }

    std::optional<ops::Activation> absorbs() const override
    {
        return m_options.fromLogits ? std::nullopt : std::optional(ops::Activation::Sigmoid);
    }

    void computeFromLogits(const Tensor& logits, const Tensor& target, float weight, Tensor& loss,
                           Tensor* gradient) override
    {
        run(ops::binaryCrossEntropyLogits, logits, target, weight, loss, gradient);
    }

private:
    void run(const decltype(ops::binaryCrossEntropy)& crossEntropy, const Tensor& prediction,
             const Tensor& target, float weight, Tensor& loss, Tensor* gradient) const
    {
        Tensor slopes = prepared(prediction, loss, gradient);
        crossEntropy(prediction, target, float(m_options.smoothing),
                     elementFactor(prediction, m_options.reduction, weight), loss, slopes);
    }

    Options m_options;
};

// Ids of two classes serve as 0 and 1.
Result<void> accepts(const Options&, const Signal& prediction, const Signal& target)
{
    return acceptsSameShape(TR("Binary cross-entropy"), prediction, {target.shape, ElementType::Float32});
}

} // namespace

LossType binary_cross_entropy()
{
    return describeLoss<Options>({
        .id = "binary_cross_entropy",
        .title = TR("Binary cross-entropy"),
        .summary = TR("How surprised each predicted probability is by a target between 0 and 1."),
        .range = "unit",
        .fields = {reductionField(&Options::reduction), smoothingField(&Options::smoothing),
                   fromLogitsField(&Options::fromLogits)},
        .accepts = accepts,
        .build = [](const Options& o) { return std::make_unique<BinaryCrossEntropy>(o); },
    });
}

} // namespace engine::losses
