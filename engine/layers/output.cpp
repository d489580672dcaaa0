// Output: where the network is compared with a column of the data. The one layer that knows losses: it keeps
// the settings of the chosen one beside its own.
#include "engine/layers/describe.h"
#include "engine/losses/loss_type.h"

#include <algorithm>

namespace engine::layers {

namespace {

struct Options {
    std::string column;
    std::string loss = "mean_squared_error";
    double weight = 1;
};

// The network runs the loss itself.
class Output final : public Layer {
public:
    void forward(std::span<const Tensor>, std::span<Tensor>, const Pass&) override {}
    void backward(std::span<Tensor>, std::span<Tensor>, const Pass&) override {}
};

BoundField<Options> lossChoice()
{
    Limits limits;
    for (const LossType& type : lossTypes()) {
        limits.choices.push_back(type.id);
        limits.choiceTitles.push_back(type.title);
    }
    return field("loss", &Options::loss, TR("Loss"), limits);
}

// A setting that several losses share is one field, shown with each of them.
void addLossFields(std::vector<BoundField<Options>>& fields)
{
    for (const LossType& type : lossTypes())
        for (const Field& f : type.fields) {
            const auto known = std::find_if(fields.begin(), fields.end(),
                                            [&](const auto& other) { return other.key == f.key; });
            if (known != fields.end()) {
                known->shownWhenValues.push_back(type.id);
                continue;
            }
            BoundField<Options> bound{f};
            bound.shownWhenKey = "loss";
            bound.shownWhenValues = {type.id};
            bound.store = [](Options&, const Value&) {}; // LossType::build reads it from the attributes
            bound.load = [initial = f.initial](const Options&) { return initial; };
            fields.push_back(bound);
        }
}

std::vector<BoundField<Options>> fields()
{
    std::vector<BoundField<Options>> all{
        field("column", &Options::column, TR("Target"), {}, {},
              TR("The column of the data set to compare with.")),
        lossChoice(),
        field("weight", &Options::weight, TR("Weight"), {.min = 0, .max = 1e6, .step = 0.1}, {},
              TR("How much this loss counts beside those of other outputs."))};
    addLossFields(all);
    return all;
}

Result<Signals> infer(const Options&, const Signals& in)
{
    if (const auto fit = needNumbers(TR("Output"), in); !fit)
        return fit.problem();
    return Signals{};
}

// Those of a loss that owns weights.
std::vector<ParameterShape> parameters(const Attributes& attributes, const Signals& in)
{
    const Value* chosen = nullptr;
    if (const auto given = attributes.find("loss"); given != attributes.end())
        chosen = &given->second;
    const LossType* loss = findLossType(chosen ? std::get<std::string>(*chosen) : Options().loss);
    return loss && loss->parameters ? loss->parameters(attributes, in[0]) : std::vector<ParameterShape>();
}

std::string settings(const Options& options)
{
    const LossType* loss = findLossType(options.loss);
    return loss ? loss->title : options.loss;
}

} // namespace

LayerType output()
{
    LayerType type = describe<Options>({
        .id = "output",
        .title = TR("Output"),
        .summary = TR("Compares what arrives with a column of the data; training makes its loss small."),
        .category = Category::Output,
        .outputs = {},
        .fields = fields(),
        .infer = infer,
        .build = [](const Options&, const Signals&) { return std::make_unique<Output>(); },
        .settings = settings,
        .examples = {{{}, {{{784}}}},
                     {{{"column", "label"}, {"loss", "categorical_cross_entropy"}, {"weight", 0.5}},
                      {{{10}}}}},
    });
    type.parameters = parameters;
    return type;
}

} // namespace engine::layers
