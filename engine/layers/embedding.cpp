// Embedding: a table that gives every id its own vector.
#include "engine/ops/embedding.h"
#include "engine/layers/describe.h"
#include "engine/layers/initializer.h"
#include "engine/ops/elementwise.h"
#include "engine/ops/rows.h"

namespace engine::layers {

namespace {

struct Options {
    int inputDim = 1000, outputDim = 32;
    bool maskZero = false;
    bool byRows = true;
    Initializer start{.kind = "uniform"}; // from -0.05 to 0.05, as in Keras
};

class Embedding final : public Layer {
public:
    explicit Embedding(const Options& options) : m_options(options)
    {
        const Shape shape{options.inputDim, options.outputDim};
        m_parameters.push_back({"embeddings", Tensor::zeros(shape)});
        m_parameters[0].byRows = options.byRows;
        if (!options.byRows)
            m_parameters[0].gradient = Tensor::zeros(shape);
    }

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        m_ids = inputs[0];
        Shape shape = m_ids.shape();
        shape.append(m_options.outputDim);
        outputs[0] = Tensor::like(m_parameters[0].value, shape);
        ops::lookUp(m_parameters[0].value, m_ids, outputs[0]);
        if (m_options.maskZero)
            ops::maskOfIds(m_ids, m_mask = Tensor::like(outputs[0], m_ids.shape()));
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor>, const Pass& pass) override
    {
        if (pass.frozen)
            return;
        if (m_options.byRows)
            writeRows(outputGradients[0]);
        else
            ops::lookUpBackward(outputGradients[0], m_ids, m_parameters[0].gradient);
    }

    std::span<Parameter> parameters() override { return m_parameters; }
    Tensor mask() const override { return m_mask; }
    void initialize(RandomKey key) override { m_options.start.fill(m_parameters[0].value, key.with(0)); }

private:
    void writeRows(const Tensor& gradient)
    {
        Parameter& table = m_parameters[0];
        ops::distinctRows(m_ids, m_options.inputDim, m_seen, table.rows, m_slots);
        table.gradient = table.rows.empty()
            ? Tensor()
            : Tensor::like(table.value, {table.rows.rows(), m_options.outputDim});
        if (table.rows.empty())
            return;
        ops::fill(table.gradient, 0);
        ops::addToRows(gradient, m_slots, table.gradient);
    }

    Options m_options;
    std::vector<Parameter> m_parameters;
    Tensor m_ids, m_mask;
    Tensor m_slots, m_seen; // which row of the gradient belongs to each place; scratch
};

Result<Signals> infer(const Options& options, const Signals& in)
{
    if (in[0].type != ElementType::Int32)
        return Problem{
            TR("Embedding needs ids, but numbers arrive here; let the Input read a column of ids.")};
    if (in[0].shape.rank() + 1 >= Shape::maxRank)
        return Problem{TR("Embedding cannot take an input as large as %1."), {in[0].shape.text()}};
    if (options.maskZero && in[0].shape.rank() != 1)
        return Problem{TR("Embedding can leave out the id 0 only in a sequence of ids, but %1 arrives here; "
                          "switch \"%2\" off."),
                       {in[0].shape.text(), TR("Mask the id 0")}};
    Shape shape = in[0].shape;
    shape.append(options.outputDim);
    return Signals{{shape}};
}

std::vector<BoundField<Options>> fields()
{
    return joined<Options>(
        {{field("input_dim", &Options::inputDim, TR("Ids"), {.min = 1, .max = 1 << 24}, {},
                TR("How many ids there are: the size of the vocabulary.")),
          field("output_dim", &Options::outputDim, TR("Length"), {.min = 1, .max = 1 << 16}, {},
                TR("How many numbers stand for an id.")),
          field("mask_zero", &Options::maskZero, TR("Mask the id 0"), {}, {},
                TR("The id 0 is padding: recurrent layers and losses leave its steps out.")),
          field(
              "by_rows", &Options::byRows, TR("Update by rows"), {}, {},
              TR("A step changes only the vectors that its batch reads, so a large vocabulary costs no more "
                 "than a small one; momentum and moments of the others wait."))},
         initializerFields(&Options::start, "embeddings",
                           {TR("Vectors"), TR("Vector mean"), TR("Vector deviation"), TR("Vector minimum"),
                            TR("Vector maximum"), TR("Vector gain"), TR("Vector value")})});
}

std::vector<LayerType::Example> examples()
{
    const std::int64_t five = 5, three = 3;
    const ElementType ids = ElementType::Int32;
    return {
        {{}, {{{4}, ids}}},
        {{{"input_dim", five}, {"output_dim", three}}, {{{2, 3}, ids}}},
        {{{"input_dim", five}, {"output_dim", three}, {"by_rows", false}}, {{{2, 3}, ids}}},
        {{{"input_dim", five}, {"output_dim", three}, {"mask_zero", true}}, {{{6}, ids}}},
        {{{"input_dim", three}, {"output_dim", std::int64_t{1}}}, {{Shape{}, ids}}}, // some ids are beyond
        {{{"input_dim", five}, {"output_dim", five}, {"embeddings_initializer", "normal"}}, {{{3}, ids}}},
    };
}

} // namespace

LayerType embedding()
{
    return describe<Options>({
        .id = "embedding",
        .title = TR("Embedding"),
        .summary = TR("Gives every id, of a word or a character, a vector of its own that training moves."),
        .category = Category::Embedding,
        .fields = fields(),
        .infer = infer,
        .parameters =
            [](const Options& o, const Signals&) {
                return std::vector<ParameterShape>{{"embeddings", {o.inputDim, o.outputDim}}};
            },
        .build = [](const Options& o, const Signals&) { return std::make_unique<Embedding>(o); },
        .settings =
            [](const Options& o) {
                return fill(TR("%1 to %2"), {grouped(o.inputDim), grouped(o.outputDim)});
            },
        .examples = examples(),
    });
}

} // namespace engine::layers
