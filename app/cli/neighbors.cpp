#include "app/cli/command.h"
#include "app/cli/project_access.h"

#include "engine/base/parallel.h"
#include "engine/training/word_vectors.h"

#include <algorithm>
#include <cmath>
#include <iostream>

namespace cli {

using namespace engine;

namespace {

struct Options {
    std::string project;
    std::vector<std::string> words, analogies;
    std::string embedding;
    RunChoice choice;
    int top = 5;
    int threads = 0;
    bool json = false;
};

// A line of output: what was asked for, and what is near.
struct Answer {
    std::string kind; // "word", "analogy"
    std::string asked;
    std::vector<NearWord> near;
};

std::string classOf(const TextWindows& text, std::int32_t id)
{
    return text.wordClasses.empty() ? std::string() : text.wordClasses[std::size_t(id)];
}

void print(const Answer& answer, const TextWindows& text)
{
    std::string line = answer.asked + ':';
    for (const NearWord& word : answer.near)
        line += (&word == answer.near.data() ? " " : ", ") + text.vocabulary.word(word.id) + ' ' +
            number(std::round(double(word.cosine) * 1000) / 1000);
    std::cout << line << std::endl;
}

void printJson(const Answer& answer, const TextWindows& text)
{
    Json list = Json::array();
    for (const NearWord& word : answer.near) {
        Json one{{"word", text.vocabulary.word(word.id)}, {"cosine", word.cosine}};
        if (const std::string name = classOf(text, word.id); !name.empty())
            one["class"] = name;
        list.push_back(std::move(one));
    }
    Json line{{answer.kind, answer.asked}, {"neighbors", std::move(list)}};
    if (const auto id = text.vocabulary.find(answer.asked); id && !classOf(text, *id).empty())
        line["class"] = classOf(text, *id);
    printLine(line);
}

void printAgreement(const Options& options, const ClassAgreement& agreement)
{
    if (agreement.words == 0)
        return;
    if (options.json)
        return printLine({{"words", agreement.words},
                          {"same_class_nearest", agreement.nearest},
                          {"same_class_top", agreement.top}});
    const auto percent = [](double share) { return number(std::round(share * 1000) / 10) + " %"; };
    std::cout << "Of " << grouped(agreement.words) << " words, " << percent(agreement.nearest)
              << " have a nearest neighbour of their class; of the " << options.top << " nearest, "
              << percent(agreement.top) << " are." << std::endl;
}

Result<NodeId> chosenEmbedding(const Options& options, const Trained& trained)
{
    const Graph& graph = trained.network->graph();
    const auto all = wordEmbeddings(graph, trained.network->analysis(), trained.columns);
    if (all.empty())
        return Problem{
            "%1 has no word vectors; choose a network with an Embedding that an Input of words feeds.",
            {options.project}};
    if (options.embedding.empty())
        return all.front();
    std::string names;
    for (const NodeId id : all) {
        const std::string& name = graph.node(id)->name;
        if (name == options.embedding)
            return id;
        names += (names.empty() ? "" : ", ") + name;
    }
    return Problem{"%1 has no word vectors in \"%2\"; those that it has: %3.",
                   {options.project, options.embedding, names}};
}

Result<std::vector<Answer>> answers(const Options& options, const NearestWords& near, const TextWindows& text)
{
    std::vector<std::int32_t> ids;
    for (const std::string& word : options.words) {
        const auto id = findWord(text, word);
        if (!id)
            return id.problem();
        ids.push_back(*id);
    }
    if (options.words.empty() && options.analogies.empty())
        ids = variedWords(text, 8);
    std::vector<Answer> all;
    const auto found = near.of(ids, options.top);
    for (std::size_t i = 0; i < ids.size(); ++i)
        all.push_back({"word", text.vocabulary.word(ids[i]), found[i]});
    for (const std::string& written : options.analogies) {
        const auto analogy = readAnalogy(text, written);
        if (!analogy)
            return analogy.problem();
        all.push_back({"analogy", written, near.of(*analogy, options.top)});
    }
    return all;
}

int run(const Options& options)
{
    setThreads(options.threads);
    const Result<ProjectFile> file = openProject(options.project);
    if (!file)
        return fail(file.problem());
    const Result<Trained> trained = trainedNetwork(*file, options.choice, options.project);
    if (!trained)
        return fail(trained.problem());
    const Result<NodeId> embedding = chosenEmbedding(options, *trained);
    if (!embedding)
        return fail(embedding.problem());
    const Result<Dataset> data = loadDataset(trained->dataset);
    if (!data)
        return fail(data.problem());
    const NearestWords near = nearestWords(*trained->network, *embedding, *data->text);
    const auto all = answers(options, near, *data->text);
    if (!all)
        return fail(all.problem());
    for (const Answer& answer : *all)
        options.json ? printJson(answer, *data->text) : print(answer, *data->text);
    printAgreement(options, classAgreement(near, *data->text, options.top));
    return 0;
}

void bind(CLI::App& command, Options& options)
{
    command.add_option("PROJECT", options.project, "The trained project")->required();
    command
        .add_option("--word", options.words, "A word whose neighbours to list; may be given several times")
        ->allow_extra_args(false);
    command
        .add_option("--analogy", options.analogies,
                    "Words near a sum of vectors, such as \"king - man + woman\"; may be given several times")
        ->allow_extra_args(false);
    command.add_option("--top", options.top, "How many neighbours")
        ->check(numberBetween(1, 1000))
        ->capture_default_str();
    command.add_option("--embedding", options.embedding,
                       "The name of the Embedding, where the network has several");
    addRunChoice(command, options.choice);
    command.add_option("--threads", options.threads, "0: one per core")->check(numberBetween(0, 1024));
    command.add_flag("--json", options.json, "One JSON object per word");
}

} // namespace

void addNeighbors(CLI::App& program, Action& chosen)
{
    addCommand(program, chosen, "neighbors", "Lists the nearest words by the cosine of their vectors", run,
               bind);
}

} // namespace cli
