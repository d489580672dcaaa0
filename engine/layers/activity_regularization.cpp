// Activity regularisation: passes its input on and puts a price on it.
#include "engine/layers/activity_term.h"
#include "engine/layers/describe.h"

namespace engine::layers {

namespace {

struct Options {
    ActivityOptions activity;
};

class ActivityRegularization final : public Layer {
public:
    explicit ActivityRegularization(const Options& options) : m_term(options.activity) {}

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        m_term.forward(inputs[0]);
        outputs[0] = inputs[0];
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (!pass.inputGradients)
            return;
        inputGradients[0] = outputGradients[0];
        if (!m_term.empty())
            m_term.backward(outputGradients[0], inputGradients[0]);
    }

    Tensor ownLoss() const override { return m_term.loss(); }

private:
    ActivityTerm m_term;
};

Result<Signals> infer(const Options&, const Signals& in)
{
    if (const auto fit = needNumbers(TR("Activity regularisation"), in); !fit)
        return fit.problem();
    return in;
}

std::string settings(const Options& options)
{
    const ActivityOptions& a = options.activity;
    if (a.sparsity > 0)
        return fill(TR("sparsity %1"), {number(a.sparsity)}) + ", " +
            fill(TR("target %1"), {number(a.target)});
    return fill(TR("L1 %1"), {number(a.l1)}) + ", " + fill(TR("L2 %1"), {number(a.l2)});
}

} // namespace

LayerType activity_regularization()
{
    return describe<Options>({
        .id = "activity_regularization",
        .title = TR("Activity regularisation"),
        .summary = TR("Passes its input on and adds a price for large or frequent activity to the loss."),
        .category = Category::Regularization,
        .icon = "dropout",
        .fields = activityFields(&Options::activity, "", ""),
        .infer = infer,
        .multiplyAdds = [](const Options&, const Signals& in) { return boundedElements(in[0].shape); },
        .build = [](const Options& o, const Signals&) { return std::make_unique<ActivityRegularization>(o); },
        .settings = settings,
        .examples = {{{}, {{{6}}}},
                     {{{"l1", 0.3}}, {{{6}}}},
                     {{{"l2", 0.2}, {"l1", 0.1}}, {{{3, 2, 5}}}},
                     {{{"sparsity", 0.7}, {"target", 0.3}}, {{{33}}}},
                     {{{"sparsity", 0.7}, {"l2", 0.3}}, {{{3, 5}}}}},
    });
}

} // namespace engine::layers
