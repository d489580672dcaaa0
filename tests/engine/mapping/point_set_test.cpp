#include "engine/mapping/point_set.h"

#include "engine/base/parallel.h"
#include "engine/datasets/npy.h"
#include "engine/datasets/text_windows.h"
#include "tests/engine/training/tiny_training.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace engine;

namespace {

Dataset phrases()
{
    return *findDatasetType("phrases")->load({{"window", std::int64_t{3}}, {"tokens", std::int64_t{4000}}},
                                             {}, {});
}

// ids -> Embedding -> LSTM at every step -> Dense -> next
Graph reader(int words)
{
    Graph graph;
    NodeId node = tiny::add(graph, "input", {{"column", "ids"}});
    node = tiny::add(graph, "embedding",
                     {{"input_dim", std::int64_t{words}}, {"output_dim", std::int64_t{4}}}, {node});
    node = tiny::add(graph, "lstm", {{"units", std::int64_t{5}}, {"return_sequences", true}}, {node});
    node = tiny::add(graph, "flatten", {}, {node});
    node = tiny::add(graph, "dense", tiny::dense(words, "softmax"), {node});
    tiny::add(graph, "output", {{"column", "next"}, {"loss", "sparse_cross_entropy"}}, {node});
    return graph;
}

struct Bench {
    Dataset data;
    std::unique_ptr<Network> network;

    Bench(Dataset set, const Graph& graph)
        : data(std::move(set)), network(*Network::build(graph, tiny::columnsOf(data), {.seed = 3}))
    {
    }
    std::vector<PointSource> sources() const { return pointSources(network->graph(), network->analysis()); }
    PointSource source(const std::string& name) const
    {
        for (const PointSource& source : sources())
            if (source.name == name)
                return source;
        return {};
    }
};

QStringList namesOf(const std::vector<PointSource>& sources)
{
    QStringList names;
    for (const PointSource& source : sources)
        names << QString::fromStdString(source.name);
    return names;
}

} // namespace

class PointSetTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path put(const char* name, const QByteArray& bytes)
    {
        const QString path = m_folder.filePath(name);
        QFile out(path);
        if (out.open(QIODevice::WriteOnly))
            out.write(bytes);
        return path.toStdString();
    }
    PointSet read(const std::filesystem::path& file, std::int64_t limit = 0)
    {
        const Result<PointSet> points = tablePoints(file, limit);
        if (!points)
            qWarning("%s", points.problem().sentence().c_str());
        return points ? *points : PointSet();
    }

private slots:
    void theMostTellingSourceComesFirst()
    {
        const Bench words(phrases(), reader(phrases().text->vocabulary.size()));
        QCOMPARE(namesOf(words.sources()), (QStringList{"Embedding", "LSTM", "Embedding", "Dense"}));
        QVERIFY(words.sources().front().isMatrix());

        const Bench classes(tiny::rings(), tiny::classifier("dropout"));
        QCOMPARE(namesOf(classes.sources()), (QStringList{"Dense", "Dense 2"}));

        Graph graph;
        NodeId node = tiny::add(graph, "input", {{"column", "point"}});
        for (const int units : {8, 3, 8, 2})
            node = tiny::add(graph, "dense", tiny::dense(units), {node});
        tiny::add(graph, "output", {{"column", "point"}}, {node});
        const Bench rebuilding(tiny::rings(), graph);
        QCOMPARE(namesOf(rebuilding.sources()), (QStringList{"Dense 2", "Dense 3", "Dense", "Dense 4"}));
    }

    void vectorsAreThoseOfTheWords()
    {
        const int size = phrases().text->vocabulary.size();
        const Bench bench(phrases(), reader(size + 7)); // more rows than words
        const NamedTensors weights = bench.network->copyWeights();
        const auto points =
            *matrixPoints(bench.network->graph(), bench.sources()[0], weights, bench.data, 10);
        QCOMPARE(points.count(), 10);
        QCOMPARE(points.dimensions(), 4);
        QCOMPARE(points.available, std::int64_t{size});
        const Vocabulary& vocabulary = bench.data.text->vocabulary;
        for (int i = 0; i < 10; ++i) {
            const auto at = static_cast<std::size_t>(i);
            QCOMPARE(points.labels[at], vocabulary.word(i));
            QCOMPARE(points.numbers[at], std::log10(float(vocabulary.count(i))));
            const std::int32_t id = points.classes[at];
            QCOMPARE(id < 0 ? std::string() : points.classNames[std::size_t(id)],
                     bench.data.text->wordClasses[at]);
            for (int d = 0; d < 4; ++d)
                QCOMPARE(points.values.values()[at * 4 + std::size_t(d)],
                         weights.at("Embedding/embeddings").values()[at * 4 + std::size_t(d)]);
        }
        const auto all = *matrixPoints(bench.network->graph(), bench.sources()[0], weights, bench.data, 0);
        QCOMPARE(all.count(), size);
    }

    void outputsAreThoseOfTheSamples()
    {
        Bench bench(tiny::rings(), tiny::classifier());
        const PointSource source = bench.source("Dense");
        const auto points = *outputPoints(*bench.network, source, bench.data,
                                          {.part = Dataset::Part::Validation, .limit = 10, .batchSize = 3});
        QCOMPARE(points.count(), 10);
        QCOMPARE(points.dimensions(), 16);
        QCOMPARE(points.available, std::int64_t{40});
        QCOMPARE(points.classNames, (std::vector<std::string>{"inner", "outer"}));
        for (int i = 0; i < 10; ++i) {
            const std::int32_t row = bench.data.validation[std::size_t(i * 4)]; // spread evenly
            QCOMPARE(points.rows[std::size_t(i)], row);
            QCOMPARE(points.classes[std::size_t(i)], bench.data.column("class")->ids()[std::size_t(row)]);
            bench.network->forward(gather(bench.data, bench.network->inputColumns(), std::span(&row, 1)), {});
            const auto expected = bench.network->activation(source.node).values();
            for (std::size_t d = 0; d < 16; ++d)
                QCOMPARE(points.values.values()[std::size_t(i) * 16 + d], expected[d]);
        }
    }

    void whatANetworkPredictsArePointsToo()
    {
        Bench bench(tiny::rings(), tiny::classifier());
        const auto points = *outputPoints(*bench.network, bench.source("Dense 2"), bench.data, {.limit = 5});
        QCOMPARE(points.dimensions(), 2);
        for (std::size_t i = 0; i < 5; ++i) // chances, though the loss takes logits
            QVERIFY(std::abs(points.values.values()[2 * i] + points.values.values()[2 * i + 1] - 1) < 1e-5f);
    }

    void aTargetOfOneValueGivesTheNumbers()
    {
        Graph graph = tiny::classifier();
        graph.nodes[2].attributes = tiny::dense(1);
        graph.nodes[3].attributes = {{"column", std::string("sum")}};
        Bench bench(tiny::rings(), graph);
        const auto points = *outputPoints(*bench.network, bench.source("Dense"), bench.data, {});
        QCOMPARE(points.numbersName, std::string("sum"));
        for (std::size_t i = 0; i < points.numbers.size(); ++i)
            QCOMPARE(points.numbers[i], bench.data.column("sum")->floats()[std::size_t(points.rows[i])]);
        QCOMPARE(points.classNames.size(), std::size_t{2}); // of another column
    }

    void ofSequencesTheLastStepOrAllAreTaken()
    {
        Bench bench(phrases(), reader(phrases().text->vocabulary.size()));
        const PointSource source = bench.source("LSTM");
        QVERIFY(source.isSequence());
        const auto last = *outputPoints(*bench.network, source, bench.data, {.limit = 7});
        const auto all = *outputPoints(*bench.network, source, bench.data, {.limit = 7, .lastStep = false});
        QCOMPARE(last.dimensions(), 5);
        QCOMPARE(all.dimensions(), 15);
        for (std::size_t i = 0; i < 7; ++i)
            for (std::size_t d = 0; d < 5; ++d)
                QCOMPARE(last.values.values()[i * 5 + d], all.values.values()[i * 15 + 10 + d]);
        const auto tokens = bench.data.text->tokens.values().subspan(std::size_t(last.rows[3]), 3);
        std::vector<std::string> words;
        for (const std::int32_t id : tokens)
            words.push_back(bench.data.text->vocabulary.word(id));
        QCOMPARE(last.labels[3], joined(words, TextUnit::Words));
    }

    void aCancelledReadingSaysSo()
    {
        Bench bench(tiny::rings(), tiny::classifier());
        int asked = 0;
        const auto points = outputPoints(*bench.network, bench.source("Dense"), bench.data, {.batchSize = 5},
                                         [&](double done) {
                                             ++asked;
                                             return done < 0.5;
                                         });
        QVERIFY(!points);
        QCOMPARE(points.problem(), pointsCancelled());
        QCOMPARE(asked, 4); // of eight batches
    }

    void projectorTablesAreReadWithTheirLabels()
    {
        const auto file = put("vectors.tsv", "1\t2.5\n-3\t4e-2\n0\t0\n");
        put("metadata.tsv", "the\n\"\n\n"); // a quote and an empty word
        const PointSet points = read(file);
        QCOMPARE(points.values.shape(), (Shape{3, 2}));
        QCOMPARE(points.values.values()[3], 0.04f);
        QCOMPARE(points.labels, (std::vector<std::string>{"the", "\"", ""}));
        QCOMPARE(read(file, 2).count(), 2);
        QCOMPARE(read(file, 2).available, std::int64_t{3});
        QCOMPARE(read(file, 2).labels.size(), std::size_t{2});
        put("metadata.tsv", "word\tkind\tcount\nthe\ta\t5\nof\tb\t4\nzebra\t\t1\n");
        const PointSet several = read(file);
        QCOMPARE(several.labels, (std::vector<std::string>{"the", "of", "zebra"}));
        QCOMPARE(several.numbers, (std::vector<float>{5, 4, 1}));
        QCOMPARE(several.numbersName, std::string("count"));
        QFile::remove(m_folder.filePath("metadata.tsv"));
        QVERIFY(read(file).labels.empty());
    }

    void textColumnsBecomeLabelsAndClasses()
    {
        const auto file =
            put("flowers.csv", "id,width,height,class\na,1,2,rose\nb,3,4,oak\nc,5,6,rose\nd,7,8,oak\n");
        const PointSet points = read(file);
        QCOMPARE(points.values.shape(), (Shape{4, 2}));
        QCOMPARE(points.labels, (std::vector<std::string>{"a", "b", "c", "d"}));
        QCOMPARE(points.classNames, (std::vector<std::string>{"oak", "rose"}));
        QCOMPARE(points.classes, (std::vector<std::int32_t>{1, 0, 1, 0}));
        // A label is no dimension, and ten comes after two.
        const PointSet digits = read(put("d.csv", "label,a\n10,0\n2,1\n10,2\n2,3\n"));
        QCOMPARE(digits.dimensions(), 1);
        QCOMPARE(digits.classNames, (std::vector<std::string>{"2", "10"}));
        // Words before their vectors, without a header.
        QCOMPARE(read(put("glove.tsv", "the\t1\t2\nof\t3\t4\n")).labels[1], std::string("of"));
    }

    void numpyTablesAreRead()
    {
        const std::filesystem::path file = m_folder.filePath("x.npy").toStdString();
        QVERIFY(writeNpy(file, {{2, 2, 3}, std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}}));
        QCOMPARE(read(file).values.shape(), (Shape{2, 6}));
        QCOMPARE(read(file, 1).count(), 1);
        QCOMPARE(read(file, 1).available, std::int64_t{2});
        QVERIFY(writeNpy(file, {{3, 1}, std::vector<std::int64_t>{4, 5, 6}}));
        put("x_metadata.tsv", "a\nb\nc\n");
        QCOMPARE(read(file).values.values()[2], 6.0f);
        QCOMPARE(read(file).labels[2], std::string("c"));
    }

    void badTablesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("said");
        QTest::newRow("no numbers") << QByteArray("a.csv") << QByteArray("x,y\na,b\n")
                                    << "no column of numbers";
        QTest::newRow("a word among numbers")
            << QByteArray("a.tsv") << QByteArray("1\t2\n3\tx\n") << "“x” in line 2, column “column 2”";
        QTest::newRow("a short line") << QByteArray("a.tsv") << QByteArray("1\t2\n3\n") << "Line 2";
        QTest::newRow("infinite") << QByteArray("a.csv") << QByteArray("1,2\ninf,3\n") << "line 2";
        QTest::newRow("empty") << QByteArray("a.csv") << QByteArray() << "is empty";
        QTest::newRow("not numpy") << QByteArray("a.npy") << QByteArray("hello") << "is not a numpy array";
        QTest::newRow("other labels")
            << QByteArray("b_vectors.tsv") << QByteArray("1\t2\n") << "names 2 points";
    }
    void badTablesAreNamed()
    {
        QFETCH(const QByteArray, name);
        QFETCH(const QByteArray, bytes);
        put("b_metadata.tsv", "a\nb\n");
        const auto points = tablePoints(put(name.constData(), bytes), 0);
        QVERIFY(!points);
        const QString sentence = QString::fromStdString(points.problem().sentence());
        QFETCH(const QString, said);
        QVERIFY2(sentence.contains(said), qPrintable(sentence));
        QVERIFY2(sentence.contains(name.startsWith('b') ? "b_metadata.tsv" : name), qPrintable(sentence));
    }

    void aNumpyTableOfOtherThanNumbersIsNamed()
    {
        const std::filesystem::path file = m_folder.filePath("nan.npy").toStdString();
        QVERIFY(writeNpy(file, {{3, 2}, std::vector<float>{0, 1, 2, 3, NAN, 5}}));
        QVERIFY(tablePoints(file, 0).problem().sentence().find("Row 3") != std::string::npos);
        QVERIFY(writeNpy(file, {{3}, std::vector<float>{0, 1, 2}}));
        QVERIFY(tablePoints(file, 0).problem().sentence().find("[points, dimensions]") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(PointSetTest)
#include "point_set_test.moc"
