#include "engine/text/corpus.h"

#include "engine/base/utf8.h"
#include "engine/text/text_file.h"

#include <algorithm>

namespace engine {

namespace {

// More would take more memory than most machines have.
constexpr std::int64_t mostTokens = 200'000'000;

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// Collects the numbers of tokens, as many as the reading asks for.
class Collector {
public:
    explicit Collector(const CorpusReading& reading)
        : m_most(reading.most > 0 ? reading.most : mostTokens + 1),
          m_tokenizer(reading.unit, reading.lineEnds, [this](std::string_view token) { return take(token); })
    {
    }

    Tokenizer& tokenizer() { return m_tokenizer; }
    const WordCounter& counter() const { return m_counter; }
    std::vector<std::int32_t>& numbers() { return m_numbers; }
    bool overflows() const { return static_cast<std::int64_t>(m_numbers.size()) > mostTokens; }
    double done() const { return static_cast<double>(m_numbers.size()) / static_cast<double>(m_most); }

private:
    bool take(std::string_view token)
    {
        m_numbers.push_back(m_counter.add(token));
        return static_cast<std::int64_t>(m_numbers.size()) < m_most;
    }

    std::int64_t m_most;
    WordCounter m_counter;
    std::vector<std::int32_t> m_numbers;
    Tokenizer m_tokenizer; // last: it is given this
};

Result<void> collect(const std::filesystem::path& path, const CorpusReading& reading, Collector& collector)
{
    auto file = TextFile::open(path);
    if (!file)
        return file.problem();
    for (;;) {
        const Result<std::string_view> piece = file->next();
        if (!piece)
            return piece.problem();
        if (piece->empty())
            break;
        if (!collector.tokenizer().feed(*piece))
            return {};
        if (collector.overflows())
            return Problem{TR("%1 holds more than %2 tokens; say how many of the first ones to read."),
                           {path.string(), grouped(mostTokens)}};
        if (reading.keepOn && !reading.keepOn(std::max(file->done(), collector.done())))
            return Problem{TR("Loading was cancelled.")};
    }
    collector.tokenizer().finish();
    return {};
}

// Adds a file, given the ids of its words.
void append(Corpus& corpus, Collector& collector, std::span<const std::int32_t> ids)
{
    for (std::int32_t& number : collector.numbers())
        number = ids[static_cast<std::size_t>(number)];
    corpus.sizes.push_back(static_cast<std::int64_t>(collector.numbers().size()));
    corpus.tokens.insert(corpus.tokens.end(), collector.numbers().begin(), collector.numbers().end());
}

// The ids that a vocabulary has for the words of another file.
std::vector<std::int32_t> idsIn(Vocabulary& vocabulary, const WordCounter& counter)
{
    std::vector<std::int32_t> ids;
    for (const std::string* word : counter.words()) {
        const std::optional<int> id = vocabulary.find(*word);
        ids.push_back(id ? *id : vocabulary.addUnknown());
    }
    return ids;
}

} // namespace

Tokenizer::Tokenizer(TextUnit unit, bool lineEnds, Take take)
    : m_unit(unit), m_lineEnds(lineEnds), m_take(std::move(take))
{
}

bool Tokenizer::feed(std::string_view piece)
{
    if (!m_done)
        m_done = !(m_unit == TextUnit::Characters ? feedCharacters(piece) : feedWords(piece));
    return !m_done;
}

bool Tokenizer::feedCharacters(std::string_view piece)
{
    while (!piece.empty()) {
        const std::size_t length = utf8Length(piece);
        if (!m_take(piece.substr(0, length)))
            return false;
        piece.remove_prefix(length);
    }
    return true;
}

bool Tokenizer::feedWords(std::string_view piece)
{
    for (const char c : piece) {
        if (!isSpace(c))
            m_word += c;
        else if (!endWord())
            return false;
        if (c == '\n' && m_lineEnds && std::exchange(m_lineHasWords, false) && !m_take(endOfSentence))
            return false;
    }
    return true;
}

bool Tokenizer::endWord()
{
    if (m_word.empty())
        return true;
    m_lineHasWords = true;
    const bool more = m_take(m_word);
    m_word.clear();
    return more;
}

void Tokenizer::finish()
{
    if (!m_done && endWord() && m_lineEnds && m_lineHasWords)
        m_take(endOfSentence);
    m_done = true;
}

std::vector<std::string> tokensOf(std::string_view text, TextUnit unit)
{
    std::vector<std::string> tokens;
    Tokenizer tokenizer(unit, false, [&](std::string_view token) {
        tokens.emplace_back(token);
        return true;
    });
    tokenizer.feed(text);
    tokenizer.finish();
    return tokens;
}

Result<Corpus> readCorpus(std::span<const std::filesystem::path> files, const CorpusReading& reading)
{
    Corpus corpus;
    for (const auto& file : files) {
        Collector collector(reading);
        if (const Result<void> done = collect(file, reading, collector); !done)
            return done.problem();
        if (collector.numbers().empty())
            return Problem{TR("The text %1 is empty; choose a file with text in it."), {file.string()}};
        if (corpus.sizes.empty()) {
            auto [vocabulary, ids] = collector.counter().rank(reading.vocabulary);
            corpus.vocabulary = std::move(vocabulary);
            append(corpus, collector, ids);
        } else {
            append(corpus, collector, idsIn(corpus.vocabulary, collector.counter()));
        }
    }
    return corpus;
}

Corpus corpusOf(std::string_view text, const CorpusReading& reading)
{
    Collector collector(reading);
    if (collector.tokenizer().feed(text))
        collector.tokenizer().finish();
    auto [vocabulary, ids] = collector.counter().rank(reading.vocabulary);
    Corpus corpus{std::move(vocabulary), {}, {}};
    append(corpus, collector, ids);
    return corpus;
}

} // namespace engine
