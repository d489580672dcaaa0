// Categorical cross-entropy: how surprised the predicted distribution is by the true one.
#include "engine/losses/comparison.h"
#include "engine/ops/loss.h"

namespace engine::losses {

namespace {

struct Options {
    double smoothing = 0;
    bool fromLogits = false;
};

class CategoricalCrossEntropy final : public Loss {
public:
    explicit CategoricalCrossEntropy(const Options& options) : m_options(options) {}

    void compute(const Tensor& prediction, const Tensor& target, float weight, Tensor& loss,
                 Tensor* gradient) override
    {
        run(m_options.fromLogits ? ops::crossEntropyLogits : ops::crossEntropy, prediction, target, weight,
            loss, gradient);
    }

    std::optional<ops::Activation> absorbs() const override
    {
        return m_options.fromLogits ? std::nullopt : std::optional(ops::Activation::Softmax);
    }

    void computeFromLogits(const Tensor& logits, const Tensor& target, float weight, Tensor& loss,
                           Tensor* gradient) override
    {
        run(ops::crossEntropyLogits, logits, target, weight, loss, gradient);
    }

private:
    void run(const decltype(ops::crossEntropy)& crossEntropy, const Tensor& prediction, const Tensor& target,
             float weight, Tensor& loss, Tensor* gradient) const
    {
        Tensor slopes = prepared(prediction, loss, gradient);
        crossEntropy(prediction, target, float(m_options.smoothing), rowFactor(prediction, weight), loss,
                     slopes);
    }

    Options m_options;
};

Result<void> accepts(const Options&, const Signal& prediction, const Signal& target)
{
    const std::string title = TR("Categorical cross-entropy");
    if (target.type == ElementType::Int32)
        return acceptsClassIds(title, prediction, target);
    return acceptsSameShape(title, prediction, target);
}

} // namespace

LossType categorical_cross_entropy()
{
    return describeLoss<Options>({
        .id = "categorical_cross_entropy",
        .title = TR("Categorical cross-entropy"),
        .summary = TR(
            "How surprised the predicted probabilities are by the true class; takes class ids or one value "
            "for each class."),
        .range = "probabilities",
        .fields = {smoothingField(&Options::smoothing), fromLogitsField(&Options::fromLogits)},
        .accepts = accepts,
        .build = [](const Options& o) { return std::make_unique<CategoricalCrossEntropy>(o); },
    });
}

} // namespace engine::losses
