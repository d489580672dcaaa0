#include "engine/losses/sampled_loss.h"

#include "engine/losses/class_sampler.h"
#include "engine/ops/sampled_loss.h"

namespace engine {

namespace {

using Options = SampledLossOptions;

std::vector<double> weightsOf(const Options& options, const LossInputs& inputs)
{
    if (options.sampler == "log_uniform")
        return logUniformWeights(options.classes);
    std::vector<double> weights(static_cast<std::size_t>(options.classes), 1.0);
    if (options.sampler == "unigram" && !inputs.classCounts.empty())
        weights = unigramWeights(inputs.classCounts, options.classes);
    return weights;
}

int classesWithChance(const ClassSampler& sampler)
{
    int count = 0;
    for (int id = 0; id < sampler.classes(); ++id)
        count += sampler.chance(id) > 0;
    return count;
}

class SampledLoss final : public Loss {
public:
    SampledLoss(SampledLossKind kind, const Options& options, const LossInputs& inputs)
        : m_kind(std::move(kind)), m_options(options), m_sampler(weightsOf(options, inputs)),
          m_count(std::min(options.negatives, classesWithChance(m_sampler)))
    {
        const int features = inputs.prediction.shape.back();
        m_parameters.push_back({"kernel", Tensor::zeros({options.classes, features})});
        m_parameters.push_back({"bias", Tensor::zeros({options.classes})});
        for (Parameter& parameter : m_parameters)
            parameter.byRows = true;
    }

    std::span<Parameter> parameters() override { return m_parameters; }
    void initialize(RandomKey key) override { m_options.kernel.fill(m_parameters[0].value, key.with(0)); }

    void begin(RandomKey key, bool weightGradients) override
    {
        m_key = key;
        m_gradients.wantsWeights = weightGradients;
    }

    void compute(const Tensor& prediction, const Tensor& target, float weight, Tensor& loss,
                 Tensor* gradient) override
    {
        if (loss.empty())
            loss = Tensor(Shape(), ElementType::Float32, prediction.device());
        m_gradients.wantsInput = gradient != nullptr;
        ops::sampledLogistic(prediction, m_parameters[0].value, m_parameters[1].value, choose(target),
                             rowFactor(prediction, weight), loss, m_gradients);
        if (gradient)
            *gradient = std::move(m_gradients.x);
        if (!m_gradients.wantsWeights)
            return;
        for (Parameter& parameter : m_parameters)
            parameter.rows = m_gradients.rows;
        m_parameters[0].gradient = std::move(m_gradients.kernel);
        m_parameters[1].gradient = std::move(m_gradients.bias);
    }

private:
    // Passes without a key of their own (all that are not training) still draw others for every batch.
    ops::SampledClasses choose(const Tensor& target)
    {
        if (m_table.others.empty() || m_table.others.device() != target.device())
            m_table = m_sampler.table().to(target.device());
        const auto ids = [&](const Shape& shape) { return Tensor::like(target, shape); };
        const int samples = static_cast<int>(target.size());
        ops::DrawnClasses drawn{ids(m_options.ownNegatives ? Shape{samples, m_count} : Shape{m_count}),
                                ids({})};
        ops::drawClasses(target, m_table, m_key, drawn);
        ops::SampledClasses chosen{.targets = target, .negatives = drawn.ids, .skipsHits = m_kind.skipsHits};
        if (m_kind.correctsScores) {
            chosen.targetShift = expected(target, drawn);
            chosen.negativeShift = expected(drawn.ids, drawn);
        }
        return chosen;
    }

    Tensor expected(const Tensor& ids, const ops::DrawnClasses& drawn) const
    {
        Tensor shift(ids.shape(), ElementType::Float32, ids.device());
        ops::classShift(ids, m_table, drawn, shift);
        return shift;
    }

    SampledLossKind m_kind;
    Options m_options;
    ClassSampler m_sampler;
    ops::ClassTable m_table; // where the targets are
    int m_count; // negatives
    std::vector<Parameter> m_parameters;
    RandomKey m_key;
    ops::SampledGradients m_gradients;
};

Limits samplerLimits()
{
    return {
        .choices = {"log_uniform", "unigram", "uniform"},
        .choiceTitles = {TR("By rank (log-uniform)"), TR("By frequency to the power of ¾"), TR("Evenly")}};
}

std::vector<BoundField<Options>> fields()
{
    return joined<Options>(
        {{field("classes", &Options::classes, TR("Classes"), {.min = 1, .max = 1 << 24}, {},
                TR("How many classes there are: the size of the vocabulary.")),
          field("negatives", &Options::negatives, TR("Negatives"), {.min = 1, .max = 4096}, {},
                TR("As many classes are drawn for the true one to stand out from.")),
          field("sampler", &Options::sampler, TR("Drawn"), samplerLimits(), {},
                TR("By rank needs ids in order of descending frequency, as vocabularies have them.")),
          field("own_negatives", &Options::ownNegatives, TR("For each sample"), {}, {},
                TR("Every sample has negatives of its own; else those of a batch share them, which is "
                   "quicker."))},
         initializerFields(&Options::kernel, "kernel", kernelInitializerLabels())});
}

Result<void> accepts(const std::string& title, const Signal& prediction, const Signal& target)
{
    if (prediction.shape.rank() == 1 && target.type == ElementType::Int32 && target.shape.elements() == 1)
        return {};
    if (prediction.shape.rank() != 1)
        return Problem{
            TR("%1 needs one vector for each sample, but %2 arrives; put a Flatten or a mean before it."),
            {title, prediction.shape.text()}};
    return Problem{TR("%1 needs a target that is one id for each sample; choose such a column."), {title}};
}

} // namespace

LossType sampledLoss(const SampledLossKind& kind)
{
    const auto options = [](const Attributes& attributes) { return readOptions(fields(), attributes); };
    LossType type{kind.id, kind.title, kind.summary, true};
    const auto bound = fields();
    type.fields.assign(bound.begin(), bound.end());
    type.accepts = [title = kind.title](const Attributes&, const Signal& prediction, const Signal& target) {
        return accepts(title, prediction, target);
    };
    type.build = [kind, options](const Attributes& attributes, const LossInputs& inputs) {
        return std::make_unique<SampledLoss>(kind, options(attributes), inputs);
    };
    type.parameters = [options](const Attributes& attributes, const Signal& prediction) {
        const int classes = options(attributes).classes;
        return std::vector<ParameterShape>{
            {"kernel", {classes, prediction.shape.empty() ? 1 : prediction.shape.back()}},
            {"bias", {classes}}};
    };
    type.needsClassCounts = [options](const Attributes& attributes) {
        return options(attributes).sampler == "unigram";
    };
    return type;
}

} // namespace engine
