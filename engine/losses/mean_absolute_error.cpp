// Mean absolute error.
#include "engine/losses/comparison.h"
#include "engine/ops/loss.h"

namespace engine::losses {

namespace {

struct Options {
    std::string reduction = "mean";
};

class MeanAbsoluteError final : public Loss {
public:
    explicit MeanAbsoluteError(const Options& options) : m_reduction(options.reduction) {}

    void compute(const Tensor& prediction, const Tensor& target, float weight, Tensor& loss,
                 Tensor* gradient) override
    {
        Tensor slopes = prepared(prediction, loss, gradient);
        ops::absoluteError(prediction, target, elementFactor(prediction, m_reduction, weight), loss, slopes);
    }

private:
    std::string m_reduction;
};

} // namespace

LossType mean_absolute_error()
{
    return describeLoss<Options>({
        .id = "mean_absolute_error",
        .title = TR("Mean absolute error"),
        .summary = TR("The size of the difference: outliers count no more than others."),
        .fields = {reductionField(&Options::reduction)},
        .accepts =
            [](const Options&, const Signal& prediction, const Signal& target) {
                return acceptsSameShape(TR("Mean absolute error"), prediction, target);
            },
        .build = [](const Options& o) { return std::make_unique<MeanAbsoluteError>(o); },
    });
}

} // namespace engine::losses
