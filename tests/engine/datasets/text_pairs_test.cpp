#include "engine/datasets/text_windows.h"

#include "engine/base/parallel.h"
#include "engine/datasets/stand_in.h"
#include "engine/text/thinning.h"
#include "tests/engine/datasets/made_files.h"

#include <QTemporaryDir>

#include <cmath>
#include <set>

using namespace engine;

namespace {

using Words = std::vector<std::string>;
using Part = Dataset::Part;

// The numbers of a column in the first samples of a part.
std::vector<float> valuesOf(const Dataset& data, const std::string& column, std::size_t count,
                            Part part = Part::Train)
{
    const std::vector<std::string> columns{column};
    const Tensor tensor = gather(data, columns, data.rows(part).list(0, count)).at(column);
    if (tensor.type() == ElementType::Float32)
        return {tensor.values().begin(), tensor.values().end()};
    return {tensor.idValues().begin(), tensor.idValues().end()};
}

// The same as words.
Words wordsOf(const Dataset& data, const std::string& column, std::size_t count, Part part = Part::Train)
{
    Words words;
    for (const float id : valuesOf(data, column, count, part))
        words.push_back(data.text->vocabulary.word(int(id)));
    return words;
}

Words split(const char* text)
{
    return tokensOf(text, TextUnit::Words);
}

Attributes pairs(const char* kind, int window = 2, Attributes others = {})
{
    others["samples"] = std::string(kind);
    others["window"] = std::int64_t{window};
    return others;
}

} // namespace

class TextPairsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    Attributes own(const QByteArray& text, Attributes attributes) const
    {
        write(m_folder.filePath("own.txt"), text);
        attributes["path"] = m_folder.filePath("own.txt").toStdString();
        attributes.try_emplace("unit", std::string("words"));
        return attributes;
    }
    Result<Dataset> load(const Attributes& attributes) const
    {
        return findDatasetType("text-file")->load(attributes, m_folder.path().toStdString(), {});
    }

private slots:
    void cleanup() { setThreads(0); }

    void text8BeginsWithThePairsOfTheCourse()
    {
        const DatasetType& type = *findDatasetType("text8");
        if (!type.present({}, dataFolder()))
            QSKIP("text8 is not here");
        const auto skipGram = type.load(pairs("skip_gram"), dataFolder(), {});
        QVERIFY(skipGram);
        QCOMPARE(wordsOf(*skipGram, "word", 10), split("as as as as a a a a term term"));
        QCOMPARE(wordsOf(*skipGram, "context", 10),
                 split("anarchism originated a term originated as term of as a"));
        const auto cbow = type.load(pairs("cbow"), dataFolder(), {});
        QVERIFY(cbow);
        QCOMPARE(wordsOf(*cbow, "word", 3), split("as a term"));
        QCOMPARE(wordsOf(*cbow, "contexts", 3),
                 split("anarchism originated a term originated as term of as a of abuse"));
    }

    void standInsCutTheirSamplesAlike()
    {
        Attributes attributes = pairs("cbow");
        attributes["file"] = "own.txt"; // which the phrases do not have
        attributes["chance"] = "a word";
        const Attributes known = knownTo(*findDatasetType("phrases"), attributes);
        QVERIFY(known.at("samples") == Value("cbow") && known.at("window") == attributes.at("window"));
        QVERIFY(!known.contains("file") && !known.contains("chance"));
    }

    void ptbMakesFourPairsOfEveryWordAcrossItsSentences()
    {
        const DatasetType& type = *findDatasetType("ptb");
        if (!type.present({}, dataFolder()))
            QSKIP("PTB is not here");
        const auto data = type.load(pairs("skip_gram"), dataFolder(), {});
        QVERIFY(data);
        QCOMPARE(data->size(Part::Train), std::int64_t(4) * (929589 - 4));
        QCOMPARE(data->size(Part::Validation), std::int64_t(4) * (73760 - 4));
        QCOMPARE(data->size(Part::Test), std::int64_t(4) * (82430 - 4));
        QVERIFY(std::ranges::count(wordsOf(*data, "context", 400), "<eos>") > 0);
        QCOMPARE(wordsOf(*data, "word", 1, Part::Validation), split("want"));
        QCOMPARE(wordsOf(*data, "context", 4, Part::Validation), split("consumers may to move"));
    }

    void pairsStayWithinTheirPart()
    {
        QByteArray text;
        for (int i = 0; i < 40; ++i)
            text += QByteArray::number(i) + ' ';
        const Attributes shares = own(text, {{"validation", 0.25}, {"test", 0.25}});
        const auto data = load([&] {
            Attributes all = pairs("skip_gram", 3);
            all.insert(shares.begin(), shares.end());
            return all;
        }());
        QVERIFY(data);
        const std::pair<Part, std::pair<int, int>> parts[]{
            {Part::Train, {0, 19}}, {Part::Validation, {20, 29}}, {Part::Test, {30, 39}}};
        for (const auto& [part, ends] : parts) {
            const auto count = std::size_t(data->size(part));
            QCOMPARE(count, std::size_t(6 * (ends.second - ends.first + 1 - 6)));
            const Words words = wordsOf(*data, "word", count, part),
                        contexts = wordsOf(*data, "context", count, part);
            QCOMPARE(words.front(), std::to_string(ends.first + 3));
            QCOMPARE(contexts.front(), std::to_string(ends.first));
            QCOMPARE(words.back(), std::to_string(ends.second - 3));
            QCOMPARE(contexts.back(), std::to_string(ends.second));
            for (std::size_t i = 0; i < count; ++i) {
                const int apart = std::abs(std::stoi(words[i]) - std::stoi(contexts[i]));
                QVERIFY(apart >= 1 && apart <= 3);
            }
        }
    }

    void randomPairsFollowTrueOnes()
    {
        Attributes settings = pairs("labelled_pairs", 2, {{"negatives", std::int64_t{3}}});
        const DatasetType& type = *findDatasetType("phrases");
        const auto labelled = type.load(settings, {}, {}), plain = type.load(pairs("skip_gram"), {}, {});
        QVERIFY(labelled && plain);
        QCOMPARE(labelled->size(Part::Train), 4 * plain->size(Part::Train));
        constexpr std::size_t count = 20000;
        const auto word = valuesOf(*plain, "word", count), context = valuesOf(*plain, "context", count);
        const auto first = valuesOf(*labelled, "word", 4 * count),
                   other = valuesOf(*labelled, "other", 4 * count);
        const auto label = valuesOf(*labelled, "label", 4 * count);
        const int words = labelled->text->vocabulary.size();
        std::vector<int> drawn(std::size_t(words), 0);
        for (std::size_t i = 0; i < 4 * count; ++i) {
            QCOMPARE(first[i], word[i / 4]);
            QCOMPARE(label[i], i % 4 == 0 ? 1.0f : 0.0f);
            if (i % 4 == 0)
                QCOMPARE(other[i], context[i / 4]);
            else
                ++drawn[std::size_t(other[i])];
        }
        const double expected = 3.0 * count / words;
        for (const int times : drawn) // evenly, however frequent the word is
            QVERIFY(std::abs(times - expected) < 5 * std::sqrt(expected));
        settings["chance"] = std::int64_t{2};
        QVERIFY(valuesOf(*type.load(settings, {}, {}), "other", count) !=
                std::vector<float>(other.begin(), other.begin() + count));
    }

    void labelsAreNumbersThatLossesCompareWith()
    {
        const auto data = findDatasetType("phrases")->load(pairs("labelled_pairs"), {}, {});
        QVERIFY(data);
        const std::vector<std::string> columns{"label"};
        const Tensor label = gather(*data, columns, data->train.list(0, 6)).at("label");
        QVERIFY(label.shape() == Shape({6, 1}));
        QVERIFY(std::ranges::equal(label.values(), std::vector<float>{1, 0, 1, 0, 1, 0}));
    }

    void keptChancesFollowTheSamplingTable()
    {
        const Vocabulary vocabulary({"the", "of", "rare"}, {9000, 990, 10});
        const std::vector<float> chances = keepChances(vocabulary, 0.001);
        QVERIFY(std::abs(chances[0] - (std::sqrt(900.0) + 1) / 900) < 1e-6);
        QVERIFY(std::abs(chances[1] - (std::sqrt(99.0) + 1) / 99) < 1e-6);
        QCOMPARE(chances[2], 1.0f); // its share is the threshold
    }

    void thinningDropsFrequentWordsFromBothSides()
    {
        const DatasetType& type = *findDatasetType("phrases");
        const auto all = type.load(pairs("skip_gram"), {}, {});
        const Attributes settings = pairs("skip_gram", 2, {{"thinning", 0.005}});
        const auto thinned = type.load(settings, {}, {});
        QVERIFY(all && thinned);
        QVERIFY(thinned->text->vocabulary.words() == all->text->vocabulary.words());
        QCOMPARE(thinned->text->vocabulary.count(0), all->text->vocabulary.count(0)); // of the text itself
        const auto chances = keepChances(all->text->vocabulary, 0.005);
        std::vector<double> kept(chances.size());
        for (const std::int32_t id : thinned->text->tokens.values())
            ++kept[std::size_t(id)];
        for (std::size_t id = 0; id < kept.size(); ++id) {
            const double before = double(all->text->vocabulary.count(int(id))), chance = double(chances[id]);
            QVERIFY(std::abs(kept[id] - before * chance) <=
                    5 * std::sqrt(before * chance * (1 - chance)) + 1e-3 * before);
        }
        const auto tokens = thinned->text->tokens.values();
        QCOMPARE(valuesOf(*thinned, "word", 1)[0], float(tokens[2])); // places are those that are left
        QCOMPARE(valuesOf(*thinned, "context", 4)[3], float(tokens[4]));
        const auto again = type.load(settings, {}, {});
        QVERIFY(std::ranges::equal(again->text->tokens.values(), tokens));
    }

    void pairsAreTheSameOnAnyNumberOfThreads()
    {
        const auto data = findDatasetType("phrases")->load(pairs("labelled_pairs", 5), {}, {});
        QVERIFY(data && data->size(Part::Train) > 300000); // several pieces
        setThreads(1);
        const auto one = valuesOf(*data, "other", 300000);
        setThreads(4);
        QVERIFY(valuesOf(*data, "other", 300000) == one);
    }

    void everyPairIsLoadedOnceInShuffledOrder()
    {
        const auto data = load(own("a b c d e f g h i j k l m n o p", pairs("skip_gram", 2)));
        QVERIFY(data);
        std::multiset<std::pair<int, int>> natural, shuffled;
        for (auto* const seen : {&natural, &shuffled}) {
            BatchLoader loader(*data, {"word", "context"},
                               epochOrder(*data, Part::Train, seen == &shuffled, {3}), 7);
            while (const Batch* batch = loader.next())
                for (std::size_t i = 0; i < batch->at("word").idValues().size(); ++i)
                    seen->emplace(batch->at("word").idValues()[i], batch->at("context").idValues()[i]);
        }
        QCOMPARE(natural.size(), std::size_t(data->size(Part::Train)));
        QVERIFY(natural == shuffled);
    }

    void columnsAreKnownBeforeLoadingAndTheSameAfter_data()
    {
        QTest::addColumn<QString>("samples");
        QTest::addColumn<QString>("unit");
        for (const char* samples : {"skip_gram", "cbow", "labelled_pairs"})
            for (const char* unit : {"words", "characters"})
                QTest::addRow("%s of %s", samples, unit) << samples << unit;
    }
    void columnsAreKnownBeforeLoadingAndTheSameAfter()
    {
        QFETCH(QString, samples);
        QFETCH(QString, unit);
        const DatasetType& type = *findDatasetType("phrases");
        const Attributes attributes =
            pairs(qPrintable(samples), 3, {{"unit", unit.toStdString()}, {"thinning", 0.01}});
        const auto described = type.columns(attributes);
        const auto data = type.load(attributes, {}, {});
        QVERIFY(data && data->text);
        QCOMPARE(data->columns->size(), described.size());
        for (const ColumnDescription& column : described) {
            QVERIFY(data->column(column.name)->signal == column.signal);
            QCOMPARE(data->column(column.name)->classes, column.classes);
            QVERIFY(!column.title.empty());
            QVERIFY(data->column(column.name)->rows() > data->test.back());
        }
    }

    void textsWithoutASinglePairAndWithTooManyAreSaid()
    {
        const auto problem = [&](const Attributes& attributes) {
            const auto present = findDatasetType("text-file")->present(attributes, {});
            return present || load(attributes) ? QString()
                                               : QString::fromStdString(present.problem().sentence());
        };
        const QString few = problem(own("one two three four five", pairs("cbow", 2, {{"validation", 0.2}})));
        QVERIFY2(few.contains("own.txt has only") && few.contains("takes 5"), qPrintable(few));
        const Attributes many = own(QByteArray("to be or not to be ").repeated(3000),
                                    pairs("labelled_pairs", 1000, {{"negatives", std::int64_t{100}}}));
        QVERIFY2(problem(many).contains("more than the"), qPrintable(problem(many)));
    }
};

QTEST_GUILESS_MAIN(TextPairsTest)
#include "text_pairs_test.moc"
