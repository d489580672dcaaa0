// Bidirectional: reads a sequence from both ends (Schuster, Paliwal 1997).
#include "engine/layers/recurrent_layer.h"
#include "engine/layers/two_ways.h"

#include <algorithm>

namespace engine::layers {

namespace {

struct Options {
    std::string layer = "lstm";
    std::string merge = "concat";
    RecurrentOptions cell;
};

struct Choice {
    std::string id;
    RecurrentKind kind;
};

const std::vector<Choice>& choices()
{
    static const std::vector<Choice> all{{"simple_rnn", {ops::Cell::SimpleRnn, TR("Simple RNN")}},
                                         {"lstm", {ops::Cell::Lstm, TR("LSTM")}},
                                         {"gru", {ops::Cell::Gru, TR("GRU")}},
                                         {"ugrnn", {ops::Cell::Ugrnn, TR("UGRNN")}}};
    return all;
}

const RecurrentKind& kindOf(const Options& options)
{
    return std::ranges::find(choices(), options.layer, &Choice::id)->kind; // the field allows no other
}

// Both directions side by side on the last axis.
Shape doubled(Shape shape)
{
    shape.back() *= 2;
    return shape;
}

Signals oneWay(const Signals& in)
{
    Signals signals{in[0]};
    if (in.size() > 1) {
        signals.push_back(in[1]);
        signals[1].shape.back() /= 2;
    }
    return signals;
}

Result<Signals> infer(const Options& options, const Signals& in)
{
    const RecurrentKind& kind = kindOf(options);
    const Shape state = doubled(kind.stateShape(options.cell));
    if (in.size() > 1 && !(in[1].shape == state))
        return Problem{
            TR("%1 needs an initial state of the shape %2, but %3 arrives here; link the state of a "
               "layer of its kind with as many units."),
            {TR("Bidirectional"), state.text(), in[1].shape.text()}};
    Result<Signals> signals = kind.infer(options.cell, oneWay(in));
    if (!signals)
        return signals;
    (*signals)[1].shape = state;
    if (options.merge == "concat")
        (*signals)[0].shape = doubled((*signals)[0].shape);
    return signals;
}

std::vector<ParameterShape> parameters(const Options& options, const Signals& in)
{
    std::vector<ParameterShape> all;
    for (const char* way : {"forward_", "backward_"})
        for (ParameterShape p : kindOf(options).parameters(options.cell, oneWay(in))) {
            p.name = way + p.name;
            all.push_back(p);
        }
    return all;
}

std::unique_ptr<Layer> build(const Options& options, const Signals& in)
{
    RecurrentOptions backwards = options.cell;
    backwards.goBackwards = backwards.keepsOrder = true;
    const RecurrentKind& kind = kindOf(options);
    return bothWays(kind.build(options.cell, oneWay(in)), kind.build(backwards, oneWay(in)), options.merge);
}

BoundField<Options> ofCell(const BoundField<RecurrentOptions>& own)
{
    BoundField<Options> field{own};
    field.store = [store = own.store](Options& o, const Value& value) { store(o.cell, value); };
    field.load = [load = own.load](const Options& o) { return load(o.cell); };
    return field;
}

// Those that only some layers have are shown with these. The direction is no choice here.
void addCellFields(std::vector<BoundField<Options>>& fields)
{
    for (const Choice& choice : choices())
        for (const auto& own : choice.kind.fields()) {
            const auto known = std::ranges::find(fields, own.key, &Field::key);
            if (own.key == "go_backwards")
                continue;
            if (known == fields.end()) {
                fields.push_back(ofCell(own));
                if (own.shownWhenKey.empty())
                    fields.back() = shownWhen(fields.back(), "layer", {choice.id});
            } else if (known->shownWhenKey == "layer") {
                known->shownWhenValues.push_back(choice.id);
            }
        }
}

std::vector<BoundField<Options>> fields()
{
    Limits layers;
    for (const Choice& choice : choices()) {
        layers.choices.push_back(choice.id);
        layers.choiceTitles.push_back(choice.kind.title);
    }
    std::vector<BoundField<Options>> all{
        field("layer", &Options::layer, TR("Layer within"), layers),
        field("merge", &Options::merge, TR("Merge"),
              {.choices = {"concat", "sum", "mean", "product"},
               .choiceTitles = {TR("Concatenate"), TR("Sum"), TR("Mean"), TR("Product")}},
              {}, TR("What is made of the outputs of both directions."))};
    addCellFields(all);
    for (auto& field : all)
        if (field.shownWhenKey == "layer" && field.shownWhenValues.size() == choices().size())
            field = shownWhen(field, "", {}); // they all have it
    return all;
}

std::string settings(const Options& options)
{
    const std::string text = kindOf(options).title + ", " + recurrentText(options.cell);
    for (const std::string merge : {TR("sum"), TR("mean"), TR("product")})
        if (options.merge == merge)
            return text + ", " + merge;
    return text;
}

std::vector<LayerType::Example> examples()
{
    const std::int64_t two = 2;
    const std::string simple = "simple_rnn", gru = "gru";
    return {
        {{}, {{{3, 2}}}},
        {{{"units", two}, {"return_sequences", true}}, {{{4, 3}}, {{2, 4}}}},
        {{{"layer", simple}, {"units", two}, {"merge", "sum"}, {"return_sequences", true}},
         {{{3, 2}}, {{4}}}},
        {{{"layer", gru}, {"units", two}, {"merge", "mean"}, {"stateful", true}}, {{{3, 2}}}},
        {{{"layer", "ugrnn"}, {"units", two}, {"merge", "product"}, {"return_sequences", true}}, {{{3, 2}}}},
        {{{"layer", gru}, {"units", two}, {"reset_after", false}, {"dropout", 0.3}}, {{{3, 4}}}},
    };
}

} // namespace

LayerType bidirectional()
{
    return describe<Options>({
        .id = "bidirectional",
        .title = TR("Bidirectional"),
        .summary = TR("Reads a sequence from both ends, with a recurrent layer for each direction."),
        .category = Category::Recurrent,
        .maxInputs = 2,
        .outputs = {"", TR("state")},
        .inputs = {TR("Sequence"), TR("Initial state")},
        .fields = fields(),
        .infer = infer,
        .parameters = parameters,
        .multiplyAdds =
            [](const Options& o, const Signals& in) {
                return 2 * kindOf(o).multiplyAdds(o.cell, in); // fewer than 2^62 in each
            },
        .build = build,
        .settings = settings,
        .noiseShape = [](const Options& o, const Signals& in) { return doubled(recurrentNoise(o.cell, in)); },
        .examples = examples(),
    });
}

} // namespace engine::layers
