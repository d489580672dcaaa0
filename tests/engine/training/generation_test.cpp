#include "engine/training/generation.h"

#include "engine/base/parallel.h"

#include <QTest>

using namespace engine;

namespace {

// Words 0 to 9 over and over: "zero one two ... nine zero ...".
TextWindows countingText(int length)
{
    std::string text;
    for (int i = 0; i < 200; ++i)
        text += std::string(1, static_cast<char>('a' + i % 10)) + ' ';
    Corpus corpus = corpusOf(text, {});
    return {std::move(corpus.vocabulary), TextUnit::Words, length, Shared(std::move(corpus.tokens))};
}

std::vector<ColumnDescription> columnsOf(const TextWindows& text)
{
    const int n = text.length, size = text.vocabulary.size();
    return {{"ids", {{n}, ElementType::Int32}, "Ids"},
            {"numbers", {{n, 1}}, "Numbers"},
            {"one_hot", {{n, size}}, "One-hot"},
            {"next", {{}, ElementType::Int32}, "Next", text.vocabulary.words()},
            {"next_all", {{n}, ElementType::Int32}, "All", text.vocabulary.words()}};
}

// Input, Flatten, Dense: softmax over the ten words.
Graph denseNetwork(const char* column, bool logits = false)
{
    Graph graph;
    const NodeId input = graph.add("input"), flat = graph.add("flatten"), dense = graph.add("dense"),
                 output = graph.add("output");
    graph.node(input)->attributes["column"] = std::string(column);
    graph.node(dense)->attributes["units"] = std::int64_t{10};
    if (!logits)
        graph.node(dense)->attributes["activation"] = std::string("softmax");
    graph.node(output)->attributes = {{"column", std::string("next")},
                                      {"loss", std::string("sparse_cross_entropy")}};
    if (logits)
        graph.node(output)->attributes["from_logits"] = true;
    graph.connect({input, 0, flat, 0});
    graph.connect({flat, 0, dense, 0});
    graph.connect({dense, 0, output, 0});
    return graph;
}

struct Bench {
    TextWindows text;
    std::unique_ptr<Network> network;
    TextOutput output;

    explicit Bench(const char* column, int length = 3, bool logits = false, int units = 10)
        : text(countingText(length))
    {
        Graph graph = denseNetwork(column, logits);
        graph.nodes[2].attributes["units"] = std::int64_t{units};
        network = *Network::build(graph, columnsOf(text), {.seed = 3});
        output = *textOutput(graph, network->analysis(), columnsOf(text));
    }
    std::vector<std::int32_t> write(const WritingWish& wish)
    {
        std::vector<std::int32_t> ids;
        for (const WrittenToken& token : continueText(*network, output, text, wish))
            ids.push_back(token.id);
        return ids;
    }
    // After id i of the window's last place comes i + 1.
    void teachCounting()
    {
        NamedTensors weights = network->copyWeights();
        Tensor& kernel = weights.at("Dense/kernel"); // [length * 10, 10]
        std::ranges::fill(kernel.values(), 0.0f);
        const std::size_t last = std::size_t(text.length - 1) * 10;
        for (std::size_t id = 0; id < 10; ++id)
            kernel.values()[(last + id) * 10 + (id + 1) % 10] = 5;
        QVERIFY(network->setWeights(weights));
    }
};

using Ids = std::vector<std::int32_t>;

} // namespace

class GenerationTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { setThreads(0); }

    void textNetworksAreRecognised()
    {
        const TextWindows text = countingText(3);
        const auto columns = columnsOf(text);
        const Graph graph = denseNetwork("one_hot");
        const auto found = textOutput(graph, analyse(graph, columns), columns);
        QVERIFY(found && !found->everyStep);
        Graph other = graph; // says something else than words
        other.nodes.back().attributes["column"] = std::string("numbers");
        QVERIFY(!textOutput(other, analyse(other, columns), columns));
        QVERIFY(!textOutput(graph, analyse(graph, {}), {}));
    }

    void argMaxGoesOnAsTaught()
    {
        Bench bench("one_hot");
        bench.teachCounting();
        QCOMPARE(bench.write({.prompt = {4, 5, 6}, .count = 7, .sampling = {.temperature = 0}}),
                 (Ids{7, 8, 9, 0, 1, 2, 3}));
    }

    void everyTokenComesWithItsChances()
    {
        Bench bench("one_hot");
        bench.teachCounting();
        const auto written = continueText(*bench.network, bench.output, bench.text,
                                          {.prompt = {1, 2, 3}, .count = 2, .sampling = {.temperature = 0}});
        QCOMPARE(written.size(), std::size_t(2));
        QCOMPARE(written[0].likeliest.size(), std::size_t(8));
        QCOMPARE(written[0].likeliest[0].id, 4);
        const double expected = std::exp(5.0) / (std::exp(5.0) + 9);
        QVERIFY(std::abs(double(written[0].chance) - expected) < 1e-5);
        QCOMPARE(written[0].chance, written[0].likeliest[0].chance);
    }

    void scoresBecomeChances()
    {
        Bench bench("one_hot", 3, true);
        bench.teachCounting();
        const auto written = continueText(*bench.network, bench.output, bench.text,
                                          {.prompt = {1, 2, 3}, .count = 1, .sampling = {.temperature = 0}});
        QCOMPARE(written[0].id, 4);
        QVERIFY(std::abs(double(written[0].chance) - std::exp(5.0) / (std::exp(5.0) + 9)) < 1e-5);
    }

    void everyKindOfInputIsServed_data()
    {
        QTest::addColumn<QString>("column");
        QTest::newRow("numbers") << "numbers";
        QTest::newRow("one-hot") << "one_hot";
    }
    void everyKindOfInputIsServed()
    {
        QFETCH(QString, column);
        Bench bench(qPrintable(column));
        QCOMPARE(bench.write({.prompt = {1, 2, 3}, .count = 12}).size(), std::size_t(12));
    }

    void theSeedAloneDecidesOnAnyNumberOfThreads()
    {
        Bench bench("numbers", 5);
        const WritingWish wish{.prompt = {1, 2, 3, 4, 5}, .count = 40, .sampling = {.temperature = 1.5}};
        setThreads(1);
        const Ids one = bench.write(wish);
        setThreads(4);
        QCOMPARE(bench.write(wish), one);
        WritingWish other = wish;
        other.seed = 2;
        QVERIFY(bench.write(other) != one);
        other.sampling.temperature = 0; // nothing is drawn any more
        const Ids sure = bench.write(other);
        other.seed = 1;
        QCOMPARE(bench.write(other), sure);
    }

    void onlyWordsThatThereAreAreWritten()
    {
        for (const int units : {4, 30}) {
            Bench bench("numbers", 3, false, units);
            for (const std::int32_t id : bench.write({.prompt = {1, 2, 3}, .count = 50}))
                QVERIFY(id < std::min(units, 10));
        }
    }

    void ofAnOutputForEveryStepTheLastCounts()
    {
        const TextWindows text = countingText(3);
        Graph graph; // says each token of its window again
        const NodeId input = graph.add("input"), again = graph.add("activation"),
                     output = graph.add("output");
        graph.node(input)->attributes["column"] = std::string("one_hot");
        graph.node(again)->attributes["activation"] = std::string("softmax");
        graph.node(output)->attributes = {{"column", std::string("next_all")},
                                          {"loss", std::string("sparse_cross_entropy")}};
        graph.connect({input, 0, again, 0});
        graph.connect({again, 0, output, 0});
        const auto columns = columnsOf(text);
        const auto network = Network::build(graph, columns, {});
        QVERIFY(network);
        const auto found = textOutput(graph, (*network)->analysis(), columns);
        QVERIFY(found && found->everyStep);
        const auto written = continueText(**network, *found, text,
                                          {.prompt = {4, 5, 6}, .count = 1, .sampling = {.temperature = 0}});
        QCOMPARE(written[0].id, 6);
        const double chance =
            std::exp(1.0) / (std::exp(1.0) + 9); // that a softmax of one 1 and nine 0 gives it
        QVERIFY(std::abs(double(written[0].chance) - chance) < 1e-5);
    }

    void shortPromptsAreLedInByTheText()
    {
        const TextWindows text = countingText(4); // a b c d e f g h i j a b ...
        QCOMPARE(leadIn(text, Ids{5}), (Ids{2, 3, 4})); // c d e before f
        QCOMPARE(leadIn(text, Ids{1, 2}), (Ids{9, 0})); // its second place: before the first is too little
        QCOMPARE(leadIn(text, Ids{5, 3}), (Ids{3, 4})); // f d stands nowhere, f does
        QVERIFY(leadIn(text, Ids{1, 2, 3, 4}).empty() && leadIn(text, Ids{1, 2, 3, 4, 5}).empty());
    }

    void writingCanBeLeftOff()
    {
        Bench bench("numbers");
        int asked = 0;
        const auto written = continueText(*bench.network, bench.output, bench.text,
                                          {.prompt = {1, 2, 3}, .count = 50}, [&] { return ++asked <= 4; });
        QCOMPARE(written.size(), std::size_t(4));
    }
};

QTEST_GUILESS_MAIN(GenerationTest)
#include "generation_test.moc"
