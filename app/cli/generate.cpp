#include "app/cli/command.h"
#include "app/cli/project_access.h"

#include "engine/base/json.h"
#include "engine/base/parallel.h"
#include "engine/training/generation.h"

#include <iostream>
#include <optional>

namespace cli {

using namespace engine;

namespace {

struct Options {
    std::string project;
    std::optional<std::string> prompt;
    RunChoice choice;
    WritingWish wish;
    int threads = 0;
    bool json = false;
};

std::string written(const TextWindows& text, std::span<const std::int32_t> ids)
{
    std::vector<std::string> words;
    for (const std::int32_t id : ids)
        words.push_back(text.vocabulary.word(id));
    return joined(words, text.unit);
}

// What was asked for, or the window that the text begins with.
Result<TextWindows::Prompt> promptOf(const Options& options, const TextWindows& text)
{
    if (!options.prompt) {
        const auto first = text.tokens.values().first(std::size_t(text.length));
        return TextWindows::Prompt{{first.begin(), first.end()}, {}};
    }
    Result<TextWindows::Prompt> prompt = text.read(*options.prompt);
    if (prompt && prompt->ids.empty())
        return Problem{"The prompt is empty; leave --prompt out to begin as the text does."};
    return prompt;
}

void report(const Options& options, const TextWindows& text, const TextWindows::Prompt& prompt,
            const std::vector<WrittenToken>& tokens)
{
    std::vector<std::int32_t> ids = prompt.ids;
    Json list = Json::array();
    for (const WrittenToken& token : tokens) {
        ids.push_back(token.id);
        Json others = Json::array();
        for (const TokenChance& other : token.likeliest)
            others.push_back({{"token", text.vocabulary.word(other.id)}, {"probability", other.chance}});
        list.push_back({{"token", text.vocabulary.word(token.id)},
                        {"probability", token.chance},
                        {"likeliest", std::move(others)}});
    }
    if (options.json)
        return printLine({{"prompt", written(text, prompt.ids)},
                          {"text", written(text, ids)},
                          {"tokens", std::move(list)},
                          {"unknown", prompt.unknown}});
    for (const std::string& word : prompt.unknown)
        std::cerr << "layerloom-cli: The text has no word \"" << word << "\"; it counts as "
                  << Vocabulary::unknownWord << ".\n";
    std::cout << written(text, ids) << std::endl;
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
    Network& network = *trained->network;
    const auto output = textOutput(network.graph(), network.analysis(), trained->columns);
    if (!output)
        return fail({"%1 does not write text; choose a network whose Inputs read words or characters and "
                     "whose Output says the next one.",
                     {options.project}});
    const Result<Dataset> data = loadDataset(trained->dataset);
    if (!data)
        return fail(data.problem());
    const Result<TextWindows::Prompt> prompt = promptOf(options, *data->text);
    if (!prompt)
        return fail(prompt.problem());
    WritingWish wish = options.wish;
    wish.prompt = prompt->ids;
    report(options, *data->text, *prompt, continueText(network, *output, *data->text, wish));
    return 0;
}

void bind(CLI::App& command, Options& options)
{
    WritingWish& wish = options.wish;
    command.add_option("PROJECT", options.project, "The trained project")->required();
    command.add_option("--prompt", options.prompt,
                       "What to go on from; else the beginning of the text the network learned from");
    command.add_option("--words", wish.count, "How many words, or characters, to write")
        ->check(numberBetween(1, 100000))
        ->capture_default_str();
    command
        .add_option("--temperature", wish.sampling.temperature,
                    "0 for the likeliest word always; the higher, the more daring")
        ->check(numberBetween(0, 100))
        ->capture_default_str();
    command.add_option("--top-k", wish.sampling.topK, "Only among the K likeliest; 0: all")
        ->check(numberBetween(0, 1e9))
        ->capture_default_str();
    command.add_option("--top-p", wish.sampling.topP, "Only the likeliest that make up this share")
        ->check(numberBetween(0, 1))
        ->capture_default_str();
    command.add_option("--seed", wish.seed, "The same seed writes the same text")
        ->check(numberBetween(0, 1e15))
        ->capture_default_str();
    addRunChoice(command, options.choice);
    command.add_option("--threads", options.threads, "0: one per core")->check(numberBetween(0, 1024));
    command.add_flag("--json", options.json, "One JSON object, with the probabilities of every word");
}

} // namespace

void addGenerate(CLI::App& program, Action& chosen)
{
    addCommand(program, chosen, "generate", "Continues a text word by word, or character by character", run,
               bind);
}

} // namespace cli
