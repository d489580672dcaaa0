// Phrases: a small text from a grammar, whose words have known classes.
#include "engine/datasets/phrase_grammar.h"
#include "engine/datasets/text_windows.h"

namespace engine {

namespace {

struct Options {
    std::int64_t sentences = 4000;
    std::int64_t seed = 1;
};

std::vector<BoundField<Options>> boundFields()
{
    return {field("sentences", &Options::sentences, TR("Sentences"), {100, 1e6, 1000}),
            field("seed", &Options::seed, TR("Seed"), {0, 1e9, 1})};
}

// A sentence on each line; as words, with the marks apart.
std::string written(const Options& options, TextUnit unit)
{
    std::string text;
    for (const std::string_view word : phraseWords(options.sentences, options.seed)) {
        const bool lineBegins = text.empty() || text.back() == '\n';
        if (!lineBegins && (unit == TextUnit::Words || standsApart(word, TextUnit::Words)))
            text += ' ';
        text += word;
        if (word == ".")
            text += '\n';
    }
    return text;
}

std::string classOf(std::string_view word)
{
    for (const WordClass& one : phraseClasses())
        for (const std::string_view known : one.words)
            if (known == word)
                return one.name;
    return {};
}

} // namespace

namespace datasets {

DatasetType phrases()
{
    TextSet set{
        {"phrases", TR("Phrases"),
         TR("Short made-up sentences about people, animals and their day, from 200 words whose classes "
            "are known."),
         TR("Made by Layerloom from a seed; free to use for anything.")}};
    const auto fields = boundFields();
    set.type.fields.assign(fields.begin(), fields.end());
    set.type.bundled = true;
    set.find = [](const Attributes& attributes, const std::filesystem::path&) -> Result<TextPlace> {
        const Options options = readOptions(boundFields(), attributes);
        return TextPlace{TR("Phrases"),
                         {},
                         [options](TextUnit unit) { return written(options, unit); },
                         number(options.sentences) + ' ' + number(options.seed)};
    };
    set.classOf = classOf;
    return textDatasetType(std::move(set));
}

} // namespace datasets

} // namespace engine
