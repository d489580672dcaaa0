// Input: where a column of the data enters the network.
#include "engine/layers/describe.h"

namespace engine::layers {

namespace {

struct Options {
    std::string column;
    std::vector<int> shape;
    std::string type = "numbers";
};

// The network puts the batch's column at the output itself.
class Input final : public Layer {
public:
    void forward(std::span<const Tensor>, std::span<Tensor>, const Pass&) override {}
    void backward(std::span<Tensor>, std::span<Tensor>, const Pass&) override {}
};

Result<Signals> infer(const Options& options, const Signals&)
{
    Signal signal;
    for (const int size : options.shape)
        signal.shape.append(size);
    if (options.type == "ids")
        signal.type = ElementType::Int32;
    return Signals{signal};
}

} // namespace

LayerType input()
{
    return describe<Options>({
        .id = "input",
        .title = TR("Input"),
        .summary = TR("Where a column of the data enters the network."),
        .category = Category::Input,
        .minInputs = 0,
        .maxInputs = 0,
        .fields = {field("column", &Options::column, TR("Column"), {}, {},
                         TR("The column of the data set to read.")),
                   field("shape", &Options::shape, TR("Shape"), {.min = 1, .max = 1 << 24, .maxCount = 7}, {},
                         TR("The shape of one sample; follows the data set where it has the column.")),
                   field("type", &Options::type, TR("Values"),
                         {.choices = {"numbers", "ids"}, .choiceTitles = {TR("Numbers"), TR("Ids")}}, {},
                         TR("Ids are whole numbers that name words or classes."))},
        .infer = infer,
        .build = [](const Options&, const Signals&) { return std::make_unique<Input>(); },
        .settings = [](const Options& o) { return o.column; },
        .examples = {{{}, {}},
                     {{{"column", "image"}, {"shape", std::vector<int>{28, 28, 1}}}, {}},
                     {{{"shape", std::vector<int>{5}}, {"type", "ids"}}, {}}},
    });
}

} // namespace engine::layers
