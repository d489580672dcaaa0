#include "engine/datasets/text_windows.h"

#include <algorithm>

namespace engine {

bool standsApart(std::string_view token, TextUnit unit)
{
    const bool mark = token.size() == 1 && std::string_view(".,;:!?)").find(token) != std::string_view::npos;
    return unit == TextUnit::Words && !mark;
}

std::string joined(std::span<const std::string> tokens, TextUnit unit)
{
    std::string text;
    for (const std::string& token : tokens) {
        if (!text.empty() && standsApart(token, unit))
            text += ' ';
        text += token;
    }
    return text;
}

namespace {

std::string inSmallLetters(std::string word)
{
    std::ranges::transform(word, word.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return word;
}

// The word, else what stands before a mark that it ends with, and the mark: "house." is two words where the
// text has them apart.
std::vector<std::string> asTheTextHasIt(const Vocabulary& vocabulary, const std::string& word, TextUnit unit)
{
    const std::string mark(1, word.back());
    if (unit != TextUnit::Words || word.size() < 2 || vocabulary.find(word) || standsApart(mark, unit) ||
        !vocabulary.find(mark))
        return {word};
    return {word.substr(0, word.size() - 1), mark};
}

} // namespace

std::optional<int> TextWindows::find(std::string_view word) const
{
    const auto id = vocabulary.find(word);
    return id ? id : vocabulary.find(inSmallLetters(std::string(word)));
}

Result<TextWindows::Prompt> TextWindows::read(std::string_view written) const
{
    Prompt prompt;
    for (const std::string& token : tokensOf(written, unit))
        for (const std::string& word : asTheTextHasIt(vocabulary, token, unit)) {
            const auto id = find(word);
            if (!id && unit == TextUnit::Characters)
                return Problem{TR("The text has no character “%1”; leave it out of the prompt."), {word}};
            if (!id && !vocabulary.unknown())
                return Problem{TR("The text has no word “%1”; use words that it has."), {word}};
            if (!id)
                prompt.unknown.push_back(word);
            prompt.ids.push_back(id ? *id : *vocabulary.unknown());
        }
    return prompt;
}

} // namespace engine
