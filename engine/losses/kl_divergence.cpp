// KL divergence: how far the predicted distribution is from the true one (Kullback, Leibler 1951).
#include "engine/losses/comparison.h"
#include "engine/ops/loss.h"

namespace engine::losses {

namespace {

struct Options {};

class KlDivergence final : public Loss {
public:
    void compute(const Tensor& prediction, const Tensor& target, float weight, Tensor& loss,
                 Tensor* gradient) override
    {
        Tensor slopes = prepared(prediction, loss, gradient);
        ops::divergence(prediction, target, rowFactor(prediction, weight), loss, slopes);
    }
};

} // namespace

LossType kl_divergence()
{
    return describeLoss<Options>({
        .id = "kl_divergence",
        .title = TR("KL divergence"),
        .summary = TR("How far the predicted distribution is from the true one."),
        .range = "probabilities",
        .accepts =
            [](const Options&, const Signal& prediction, const Signal& target) {
                return acceptsSameShape(TR("KL divergence"), prediction, target);
            },
        .build = [](const Options&) { return std::make_unique<KlDivergence>(); },
    });
}

} // namespace engine::losses
