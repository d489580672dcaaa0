// Mean squared error.
#include "engine/losses/comparison.h"
#include "engine/ops/loss.h"

namespace engine::losses {

namespace {

struct Options {
    std::string reduction = "mean";
};

class MeanSquaredError final : public Loss {
public:
    explicit MeanSquaredError(const Options& options) : m_reduction(options.reduction) {}

    void compute(const Tensor& prediction, const Tensor& target, float weight, Tensor& loss,
                 Tensor* gradient) override
    {
        Tensor slopes = prepared(prediction, loss, gradient);
        ops::squaredError(prediction, target, elementFactor(prediction, m_reduction, weight), loss, slopes);
    }

private:
    std::string m_reduction;
};

} // namespace

LossType mean_squared_error()
{
    return describeLoss<Options>({
        .id = "mean_squared_error",
        .title = TR("Mean squared error"),
        .summary = TR("The square of the difference: large errors count most."),
        .fields = {reductionField(&Options::reduction)},
        .accepts =
            [](const Options&, const Signal& prediction, const Signal& target) {
                return acceptsSameShape(TR("Mean squared error"), prediction, target);
            },
        .build = [](const Options& o) { return std::make_unique<MeanSquaredError>(o); },
    });
}

} // namespace engine::losses
