// What data sets of text have in common: their fields, columns and windows.
#include "engine/datasets/text_pairs.h"
#include "engine/datasets/text_windows.h"
#include "engine/text/thinning.h"

#include <cmath>
#include <deque>
#include <limits>
#include <mutex>
#include <numeric>

namespace engine {

namespace {

std::vector<BoundField<TextSettings>> boundFields(const TextSet& set)
{
    auto fields = textFields(set.hasParts);
    for (auto& one : fields)
        one.initial = one.load(set.initial);
    return fields;
}

TextSettings settingsOf(const TextSet& set, const Attributes& attributes)
{
    TextSettings settings = set.initial;
    for (const auto& one : boundFields(set))
        one.store(settings, valueOf(one, attributes));
    return settings;
}

Result<Corpus> read(const TextSet& set, const TextSettings& settings, const TextPlace& place,
                    const LoadProgress& progress)
{
    const CorpusReading reading{settings.textUnit(), set.lineEnds, settings.tokens, settings.vocabulary,
                                progress};
    Result<Corpus> corpus = place.make ? Result<Corpus>(corpusOf(place.make(reading.unit), reading))
                                       : readCorpus(place.files, reading);
    if (corpus && settings.threshold() > 0)
        thinOut(*corpus, settings.threshold(), settings.chance);
    return corpus;
}

// What can be said of a text before its windows are asked for.
struct Facts {
    std::vector<std::string> words;
    std::vector<std::int64_t> counts; // of each word
    std::vector<std::int64_t> sizes;
};
using SharedFacts = std::shared_ptr<const Result<Facts>>;

// Names the file as it is now, or the recipe of a text that is made, with all that the words depend on.
std::string keyOf(const TextSet& set, const TextSettings& settings, const TextPlace& place)
{
    std::string key = set.type.id + '\n' + place.recipe + '\n' + settings.unit + ' ' +
        number(settings.tokens) + ' ' + number(settings.vocabulary);
    if (settings.threshold() > 0)
        key += ' ' + number(settings.thinning) + ' ' + number(settings.chance);
    std::error_code error;
    for (const auto& file : place.files)
        key += '\n' + file.string() + '\n' +
            number(static_cast<std::int64_t>(std::filesystem::file_size(file, error))) + ' ' +
            number(static_cast<std::int64_t>(
                std::filesystem::last_write_time(file, error).time_since_epoch().count()));
    return key;
}

// Columns are asked for after every edit, and reading a text takes up to a second: the last answers are kept.
SharedFacts factsOf(const TextSet& set, const TextSettings& settings, const TextPlace& place)
{
    static std::mutex mutex;
    static std::deque<std::pair<std::string, SharedFacts>> known;
    constexpr std::size_t most = 6;
    const std::lock_guard lock(mutex);
    const std::string key = keyOf(set, settings, place);
    for (const auto& [name, facts] : known)
        if (name == key)
            return facts;
    Result<Corpus> corpus = read(set, settings, place, {});
    known.emplace_front(key,
                        std::make_shared<const Result<Facts>>(
                            corpus ? Result<Facts>(Facts{corpus->vocabulary.words(),
                                                         corpus->vocabulary.counts(), corpus->sizes})
                                   : corpus.problem()));
    if (known.size() > most)
        known.pop_back();
    return known.front().second;
}

// Tokens for training, validation and testing.
PartSizes partsOf(const std::vector<std::int64_t>& sizes, const TextSettings& settings)
{
    if (sizes.size() == 3)
        return {sizes[0], sizes[1], sizes[2]};
    const std::int64_t all = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
    const auto share = [&](double part) { return std::llround(static_cast<double>(all) * part); };
    const std::int64_t validation = share(settings.validation), test = share(settings.test);
    return {all - validation - test, validation, test};
}

// Rows are numbered with 31 bits.
Result<void> checkPairs(const std::string& name, const PartSizes& parts, const TextSettings& settings)
{
    constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
    if (parts.train <= 2 * settings.window)
        return Problem{
            TR("%1 has only %2 words to make pairs of, and a word with its neighbours takes %3; choose a "
               "longer text, a shorter window, or less thinning."),
            {name, grouped(parts.train), grouped(2 * settings.window + 1)}};
    const std::int64_t tokens = parts.train + parts.validation + parts.test;
    if (tokens > most / samplesOfAWord(settings))
        return Problem{
            TR("%1 makes %2 pairs, more than the %3 that can be told apart; choose a shorter window, "
               "fewer random pairs, or fewer words."),
            {name, grouped(tokens * samplesOfAWord(settings)), grouped(most)}};
    return {};
}

Result<void> checkLength(const std::string& name, const PartSizes& parts, const TextSettings& settings)
{
    if (settings.makesPairs())
        return checkPairs(name, parts, settings);
    if (parts.train > settings.window)
        return {};
    const std::vector<std::string> arguments{name, grouped(parts.train), grouped(settings.window)};
    if (settings.textUnit() == TextUnit::Words)
        return Problem{
            TR("%1 has only %2 words to train on, and a window takes %3 and the one after; choose a "
               "longer text, a shorter window, or characters."),
            arguments};
    return Problem{
        TR("%1 has only %2 characters to train on, and a window takes %3 and the one after; choose "
           "a longer text or a shorter window."),
        arguments};
}

std::vector<ColumnDescription> columnsFor(const std::vector<std::string>& words, const TextSettings& settings)
{
    if (settings.makesPairs())
        return pairColumns(words, settings);
    const int window = settings.window, size = static_cast<int>(words.size());
    const bool letters = settings.textUnit() == TextUnit::Characters;
    return {{"ids", {{window}, ElementType::Int32}, TR("Ids")},
            {"numbers", {{window, 1}}, TR("Ids as numbers")},
            {"one_hot", {{window, size}}, TR("One-hot")},
            {"next", {{}, ElementType::Int32}, letters ? TR("Next character") : TR("Next word"), words},
            {"next_all",
             {{window}, ElementType::Int32},
             letters ? TR("Next character at every step") : TR("Next word at every step"),
             words}};
}

// Those whose ids are words tell how often each occurs.
std::vector<ColumnDescription> counted(std::vector<ColumnDescription> columns,
                                       const std::vector<std::int64_t>& counts)
{
    for (ColumnDescription& column : columns)
        if (!column.classes.empty())
            column.counts = counts;
    return columns;
}

// The places where windows begin that end, with the token after them, within `count` tokens from `first`; or
// the pairs within those.
Rows rowsIn(std::int64_t first, std::int64_t count, const TextSettings& settings)
{
    if (settings.makesPairs())
        return pairRows(first, count, settings);
    std::vector<std::int32_t> places;
    for (std::int64_t at = first; at + settings.window < first + count; at += settings.step)
        places.push_back(static_cast<std::int32_t>(at));
    return places;
}

std::vector<std::string> classesOf(const TextSet& set, const Vocabulary& vocabulary)
{
    std::vector<std::string> classes;
    if (set.classOf)
        for (const std::string& word : vocabulary.words())
            classes.push_back(set.classOf(word));
    return classes;
}

std::vector<Column> windowColumns(const std::vector<std::string>& words, const TextSettings& settings,
                                  const Shared<std::int32_t>& tokens)
{
    std::vector<Column> columns;
    for (ColumnDescription& described : columnsFor(words, settings)) {
        Column column{described.name, described.signal, tokens, std::move(described.classes)};
        column.stride = 1;
        column.first = column.name == "next" ? settings.window : column.name == "next_all" ? 1 : 0;
        column.oneHot = column.name == "one_hot" ? static_cast<int>(words.size()) : 0;
        columns.push_back(std::move(column));
    }
    return columns;
}

Dataset samplesOf(const TextSet& set, Corpus corpus, const TextSettings& settings)
{
    const PartSizes parts = partsOf(corpus.sizes, settings);
    const Shared tokens(std::move(corpus.tokens));
    std::vector<Column> columns = settings.makesPairs()
        ? pairColumns(corpus.vocabulary.words(), settings, tokens)
        : windowColumns(corpus.vocabulary.words(), settings, tokens);
    Dataset data = makeDataset(set.type.id, std::move(columns), {});
    data.train = rowsIn(0, parts.train, settings);
    data.validation = rowsIn(parts.train, parts.validation, settings);
    data.test = rowsIn(parts.train + parts.validation, parts.test, settings);
    std::vector<std::string> classes = settings.textUnit() == TextUnit::Words
        ? classesOf(set, corpus.vocabulary)
        : std::vector<std::string>();
    data.text = std::make_shared<const TextWindows>(TextWindows{
        std::move(corpus.vocabulary), settings.textUnit(), settings.window, tokens, std::move(classes)});
    return data;
}

Result<Facts> peek(const TextSet& set, const Attributes& attributes, const std::filesystem::path& folder)
{
    const TextSettings settings = settingsOf(set, attributes);
    const Result<TextPlace> place = set.find(attributes, folder);
    if (!place)
        return place.problem();
    const SharedFacts facts = factsOf(set, settings, *place);
    if (!*facts)
        return facts->problem();
    if (const auto fits = checkLength(place->name, partsOf((*facts)->sizes, settings), settings); !fits)
        return fits.problem();
    return **facts;
}

Result<Dataset> load(const TextSet& set, const Attributes& attributes, const std::filesystem::path& folder,
                     const LoadProgress& progress)
{
    const TextSettings settings = settingsOf(set, attributes);
    const Result<TextPlace> place = set.find(attributes, folder);
    if (!place)
        return place.problem();
    Result<Corpus> corpus = read(set, settings, *place, progress);
    if (!corpus)
        return corpus.problem();
    if (const auto fits = checkLength(place->name, partsOf(corpus->sizes, settings), settings); !fits)
        return fits.problem();
    return samplesOf(set, *std::move(corpus), settings);
}

} // namespace

DatasetType textDatasetType(TextSet set)
{
    DatasetType type = set.type;
    const auto fields = boundFields(set);
    type.fields.insert(type.fields.end(), fields.begin(), fields.end());
    const auto shared = std::make_shared<const TextSet>(std::move(set));
    type.columns = [shared](const Attributes& attributes) {
        const Result<Facts> facts = peek(*shared, attributes, dataFolder());
        return facts ? counted(columnsFor(facts->words, settingsOf(*shared, attributes)), facts->counts)
                     : std::vector<ColumnDescription>();
    };
    type.present = [shared](const Attributes& attributes, const std::filesystem::path& folder) {
        const Result<Facts> facts = peek(*shared, attributes, folder);
        return facts ? Result<void>() : facts.problem();
    };
    type.usable = [shared](const Attributes& attributes,
                           const std::filesystem::path& folder) -> Result<void> {
        if (!shared->type.standIn.empty() && !shared->find(attributes, folder))
            return {}; // only missing
        const Result<Facts> facts = peek(*shared, attributes, folder);
        return facts ? Result<void>() : facts.problem();
    };
    type.load = [shared](const Attributes& attributes, const std::filesystem::path& folder,
                         const LoadProgress& progress) {
        return load(*shared, attributes, folder, progress);
    };
    return type;
}

} // namespace engine
