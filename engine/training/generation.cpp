#include "engine/training/generation.h"

#include "engine/training/class_choice.h"

#include <algorithm>

namespace engine {

namespace {

const ColumnDescription* columnOf(const Node& node, const std::vector<ColumnDescription>& columns)
{
    const Value& name = valueOf(findLayerType(node.type)->fields, node.attributes, "column");
    const auto found =
        std::ranges::find_if(columns, [&](const ColumnDescription& c) { return Value(c.name) == name; });
    return found == columns.end() ? nullptr : &*found;
}

bool readsText(const Node& input, const std::vector<ColumnDescription>& columns)
{
    const ColumnDescription* column = columnOf(input, columns);
    return column && (column->name == "ids" || column->name == "numbers" || column->name == "one_hot");
}

// One window in every form that Inputs may ask for, made as batches of training are.
Batch batchOf(const Network& network, const TextWindows& text, std::vector<std::int32_t> window)
{
    const int length = text.length, size = text.vocabulary.size();
    const Shared ids(std::move(window));
    const Dataset data = makeDataset("window",
                                     {{"ids", {{length}, ElementType::Int32}, ids},
                                      {"numbers", {{length, 1}}, ids},
                                      {"one_hot", {{length, size}}, ids, {}, 0, 0, size}},
                                     {1, 0, 0});
    const std::vector<std::int32_t> row{0};
    return gather(data, network.inputColumns(), row);
}

// Of the words there are: analysis warns where a network has another number of values, but it can still
// write.
std::vector<float> nextChances(Network& network, const TextOutput& output, const Batch& window, int words)
{
    network.forward(window, {});
    const Tensor prediction = network.prediction(output.node).to(Device::Cpu);
    const std::int64_t rows = prediction.size() / prediction.columns();
    const std::span<const float> last = classChances(prediction, rows - 1);
    return {last.begin(), last.begin() + std::min(words, prediction.columns())};
}

} // namespace

std::optional<TextOutput> textOutput(const Graph& graph, const Analysis& analysis,
                                     const std::vector<ColumnDescription>& columns)
{
    const auto known = [&](NodeId id) { return analysis.nodes.at(id).known; };
    if (analysis.inputs.empty() || !std::ranges::all_of(analysis.inputs, [&](NodeId id) {
            return known(id) && readsText(*graph.node(id), columns);
        }))
        return std::nullopt;
    for (const NodeId id : analysis.outputs) {
        const Node& node = *graph.node(id);
        const ColumnDescription* column = columnOf(node, columns);
        if (!known(id) || !column || (column->name != "next" && column->name != "next_all"))
            continue;
        const Shape& shape = analysis.nodes.at(id).inputs.front().shape;
        if (!shape.empty() && shape.back() > 1)
            return TextOutput{id, column->name == "next_all"};
    }
    return std::nullopt;
}

std::vector<std::int32_t> leadIn(const TextWindows& text, std::span<const std::int32_t> prompt)
{
    const std::span<const std::int32_t> tokens = text.tokens.values();
    const std::size_t missing = static_cast<std::size_t>(text.length) -
        std::min<std::size_t>(prompt.size(), std::size_t(text.length));
    if (missing == 0)
        return {};
    const auto from = tokens.begin() + static_cast<std::ptrdiff_t>(std::min(missing, tokens.size()));
    for (std::size_t length = prompt.size(); length > 0; --length) {
        const auto place = std::search(from, tokens.end(), prompt.begin(),
                                       prompt.begin() + static_cast<std::ptrdiff_t>(length));
        if (place != tokens.end())
            return {place - static_cast<std::ptrdiff_t>(missing), place};
    }
    return {tokens.begin(), from};
}

std::vector<WrittenToken> continueText(Network& network, const TextOutput& output, const TextWindows& text,
                                       const WritingWish& wish, const std::function<bool()>& keepOn)
{
    std::vector<std::int32_t> all = leadIn(text, wish.prompt);
    all.insert(all.end(), wish.prompt.begin(), wish.prompt.end());
    const RandomKey key = RandomKey{static_cast<std::uint64_t>(wish.seed)}.with(1);
    std::vector<WrittenToken> written;
    for (int i = 0; i < wish.count && (!keepOn || keepOn()); ++i) {
        const Batch window = batchOf(network, text, {all.end() - text.length, all.end()});
        const std::vector<float> chances = nextChances(network, output, window, text.vocabulary.size());
        const double drawn = static_cast<double>(key.uniform(static_cast<std::uint64_t>(i)));
        const std::int32_t id = chosen(chances, wish.sampling, drawn);
        written.push_back({id, chances[static_cast<std::size_t>(id)], likeliest(chances, wish.alternatives)});
        all.push_back(id);
    }
    return written;
}

} // namespace engine
