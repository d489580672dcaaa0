// Sparse cross-entropy: categorical cross-entropy whose target is always a class id.
#include "engine/losses/comparison.h"
#include "engine/ops/loss.h"

namespace engine::losses {

namespace {

struct Options {
    bool fromLogits = false;
};

class SparseCrossEntropy final : public Loss {
public:
    explicit SparseCrossEntropy(const Options& options) : m_fromLogits(options.fromLogits) {}

    void compute(const Tensor& prediction, const Tensor& target, float weight, Tensor& loss,
                 Tensor* gradient) override
    {
        if (m_fromLogits) {
            computeFromLogits(prediction, target, weight, loss, gradient);
            return;
        }
        Tensor slopes = prepared(prediction, loss, gradient);
        ops::crossEntropy(prediction, target, 0, rowFactor(prediction, weight), loss, slopes);
    }

    std::optional<ops::Activation> absorbs() const override
    {
        return m_fromLogits ? std::nullopt : std::optional(ops::Activation::Softmax);
    }

    void computeFromLogits(const Tensor& logits, const Tensor& target, float weight, Tensor& loss,
                           Tensor* gradient) override
    {
        Tensor slopes = prepared(logits, loss, gradient);
        ops::crossEntropyLogits(logits, target, 0, rowFactor(logits, weight), loss, slopes);
    }

private:
    bool m_fromLogits;
};

} // namespace

LossType sparse_cross_entropy()
{
    return describeLoss<Options>({
        .id = "sparse_cross_entropy",
        .title = TR("Sparse cross-entropy"),
        .summary =
            TR("How surprised the predicted probabilities are by the true class, which is given as an id."),
        .idTarget = true,
        .range = "probabilities",
        .fields = {fromLogitsField(&Options::fromLogits)},
        .accepts =
            [](const Options&, const Signal& prediction, const Signal& target) {
                return acceptsClassIds(TR("Sparse cross-entropy"), prediction, target);
            },
        .build = [](const Options& o) { return std::make_unique<SparseCrossEntropy>(o); },
    });
}

} // namespace engine::losses
