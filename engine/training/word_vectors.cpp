#include "engine/training/word_vectors.h"

#include "engine/text/spelling.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace engine {

namespace {

// The columns of ids that texts have, in the order in which their vectors are of interest.
constexpr std::array<std::string_view, 5> idColumns{"word", "contexts", "ids", "other", "context"};

// Where the node stands in that order; nothing for what is no Embedding of words.
std::optional<std::size_t> rankOf(const Graph& graph, NodeId id,
                                  const std::vector<ColumnDescription>& columns)
{
    const Node& node = *graph.node(id);
    const std::vector<Link> in = graph.linksTo(id);
    const Node* source = in.empty() ? nullptr : graph.node(in.front().from);
    if (node.type != "embedding" || node.muted || !source || source->type != "input")
        return std::nullopt;
    const auto* name =
        std::get_if<std::string>(&valueOf(findLayerType("input")->fields, source->attributes, "column"));
    const auto column = name ? std::ranges::find(columns, *name, &ColumnDescription::name) : columns.end();
    const auto rank = name ? std::ranges::find(idColumns, *name) : idColumns.end();
    if (column == columns.end() || rank == idColumns.end() || column->signal.type != ElementType::Int32)
        return std::nullopt;
    return static_cast<std::size_t>(rank - idColumns.begin());
}

bool isOrdinary(const std::string& word)
{
    return word.size() > 1 && std::ranges::none_of(word, [](char c) {
               return (c >= '!' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
           });
}

const std::string& classOf(const TextWindows& text, std::int32_t id)
{
    static const std::string none;
    const auto place = static_cast<std::size_t>(id);
    return place < text.wordClasses.size() ? text.wordClasses[place] : none;
}

std::vector<std::int32_t> oneOfEachClass(const TextWindows& text, std::size_t count)
{
    std::vector<std::int32_t> words;
    std::set<std::string> seen;
    for (std::int32_t id = 0; id < text.vocabulary.size() && words.size() < count; ++id)
        if (isOrdinary(text.vocabulary.word(id)) && !classOf(text, id).empty() &&
            seen.insert(classOf(text, id)).second)
            words.push_back(id);
    return words;
}

} // namespace

std::vector<NodeId> wordEmbeddings(const Graph& graph, const Analysis& analysis,
                                   const std::vector<ColumnDescription>& columns)
{
    std::vector<std::pair<std::size_t, NodeId>> ranked;
    for (const NodeId id : analysis.order)
        if (const auto rank = rankOf(graph, id, columns); rank && analysis.nodes.at(id).known)
            ranked.emplace_back(*rank, id);
    std::ranges::stable_sort(ranked, {}, &std::pair<std::size_t, NodeId>::first);
    std::vector<NodeId> embeddings(ranked.size());
    std::ranges::transform(ranked, embeddings.begin(), &std::pair<std::size_t, NodeId>::second);
    return embeddings;
}

NearestWords nearestWords(const Network& network, NodeId embedding, const TextWindows& text)
{
    const auto found = std::ranges::find(network.weights(), embedding, &Network::Weight::node);
    assert(found != network.weights().end());
    return {found->parameter->value.to(Device::Cpu), text.vocabulary.size()};
}

Result<std::int32_t> findWord(const TextWindows& text, std::string_view word)
{
    if (const auto id = text.find(word))
        return *id;
    if (const auto alike = nearestSpelling(text.vocabulary, word))
        return Problem{TR("The text has no word “%1”; did you mean “%2”?"),
                       {std::string(word), text.vocabulary.word(*alike)}};
    return Problem{TR("The text has no word “%1”; use words that it has."), {std::string(word)}};
}

Result<Analogy> readAnalogy(const TextWindows& text, std::string_view written)
{
    Analogy analogy;
    auto* side = &analogy.plus;
    bool signNext = false; // words and signs take turns
    for (const std::string& token : tokensOf(written, TextUnit::Words)) {
        const bool sign = token == "+" || token == "-" || token == "\u2212";
        if (sign != signNext)
            return Problem{TR("“%1” is no analogy; write words with + and - between them, as in a - b + c."),
                           {std::string(written)}};
        signNext = !signNext;
        if (sign) {
            side = token == "+" ? &analogy.plus : &analogy.minus;
            continue;
        }
        const auto word = findWord(text, token);
        if (!word)
            return word.problem();
        side->push_back(*word);
    }
    if (!signNext || analogy.plus.size() + analogy.minus.size() < 2)
        return Problem{TR("“%1” is no analogy; write words with + and - between them, as in a - b + c."),
                       {std::string(written)}};
    return analogy;
}

std::vector<std::int32_t> variedWords(const TextWindows& text, int count)
{
    const auto wanted = static_cast<std::size_t>(std::max(0, count));
    std::vector<std::int32_t> words = oneOfEachClass(text, wanted);
    if (words.size() == wanted)
        return words;
    // Ranks grow by the same factor, up to words that are still met often enough to be learned.
    const double last = std::min(1000, text.vocabulary.size() - 1), first = std::min(10.0, last);
    for (std::size_t step = 0; step < wanted && words.size() < wanted; ++step) {
        const double share = wanted > 1 ? static_cast<double>(step) / static_cast<double>(wanted - 1) : 0;
        auto id = static_cast<std::int32_t>(first * std::pow(last / std::max(1.0, first), share));
        while (id < text.vocabulary.size() &&
               (!isOrdinary(text.vocabulary.word(id)) || std::ranges::count(words, id)))
            ++id;
        if (id < text.vocabulary.size())
            words.push_back(id);
    }
    return words;
}

ClassAgreement classAgreement(const NearestWords& near, const TextWindows& text, int count)
{
    std::vector<std::int32_t> words;
    for (std::int32_t id = 0; id < near.words(); ++id)
        if (!classOf(text, id).empty())
            words.push_back(id);
    const auto neighbours = near.of(words, count);
    std::int64_t nearest = 0, top = 0, all = 0;
    for (std::size_t i = 0; i < words.size(); ++i)
        for (std::size_t k = 0; k < neighbours[i].size(); ++k) {
            const bool same = classOf(text, neighbours[i][k].id) == classOf(text, words[i]);
            nearest += same && k == 0;
            top += same;
            ++all;
        }
    const auto share = [](std::int64_t part, std::int64_t of) {
        return of > 0 ? static_cast<double>(part) / static_cast<double>(of) : 0;
    };
    return {std::ssize(words), share(nearest, std::ssize(words)), share(top, all)};
}

} // namespace engine
