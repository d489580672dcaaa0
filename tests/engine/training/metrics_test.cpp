#include "tiny_training.h"

#include <QTest>

using namespace engine;
using namespace engine::tiny;

class MetricsTest : public QObject {
    Q_OBJECT

    // An Output right behind the Input, so that predictions are the column "said".
    struct Case {
        Graph graph;
        Dataset data;
    };
    static Case judged(Column said, Column truth, const std::string& loss, const Attributes& more = {})
    {
        Case c;
        const int rows = static_cast<int>(said.rows());
        const NodeId in = add(c.graph, "input", {{"column", said.name}});
        Attributes attributes = more;
        attributes["column"] = truth.name;
        attributes["loss"] = loss;
        add(c.graph, "output", attributes, {in});
        c.data = makeDataset("judged", {std::move(said), std::move(truth)}, {0, 0, rows});
        return c;
    }
    static Evaluation evaluated(const Case& c, int batchSize)
    {
        auto network = Network::build(c.graph, columnsOf(c.data), {});
        if (!network)
            qFatal("%s", network.problem().sentence().c_str());
        return evaluate(**network, c.data, Dataset::Part::Test, batchSize);
    }
    // Rows of positive numbers that sum to one.
    static std::vector<float> shares(int rows, int classes, std::uint64_t seed)
    {
        std::vector<float> values = numbers(std::int64_t{rows} * classes, seed, 0.05f, 1);
        for (int row = 0; row < rows; ++row) {
            float sum = 0;
            for (int i = 0; i < classes; ++i)
                sum += values[static_cast<std::size_t>(row * classes + i)];
            for (int i = 0; i < classes; ++i)
                values[static_cast<std::size_t>(row * classes + i)] /= sum;
        }
        return values;
    }
    static std::vector<std::int32_t> ids(int rows, int classes)
    {
        std::vector<std::int32_t> result;
        for (int row = 0; row < rows; ++row)
            result.push_back(static_cast<std::int32_t>(
                RandomKey{21}.below(static_cast<std::uint64_t>(classes), static_cast<std::uint64_t>(row))));
        return result;
    }
    static bool near(double a, double b) { return std::abs(a - b) < 1e-5 * std::max(1.0, std::abs(b)); }

private slots:
    void classesAreCountedAsPlainLoopsDo_data()
    {
        QTest::addColumn<int>("classes");
        QTest::newRow("three") << 3;
        QTest::newRow("ten") << 10;
        QTest::newRow("a vocabulary") << 150;
    }
    void classesAreCountedAsPlainLoopsDo()
    {
        QFETCH(int, classes);
        constexpr int rows = 70;
        const std::vector<float> said = shares(rows, classes, 5);
        const std::vector<std::int32_t> truth = ids(rows, classes);
        double correct = 0, topFive = 0, surprise = 0;
        for (int row = 0; row < rows; ++row) {
            const float* p = said.data() + row * classes;
            const float chance = p[truth[static_cast<std::size_t>(row)]];
            int better = 0;
            for (int i = 0; i < classes; ++i)
                better += p[i] > chance;
            correct += better == 0;
            topFive += better < 5;
            surprise -= std::log(double(chance));
        }
        const Case c = judged({"said", {{classes}}, Shared<float>(said)},
                              {"truth", {Shape(), ElementType::Int32}, Shared<std::int32_t>(truth)},
                              "sparse_cross_entropy");
        const Evaluation result = evaluated(c, 16);
        QVERIFY(near(result.metrics.at("loss"), surprise / rows));
        QCOMPARE(result.metrics.at("accuracy"), correct / rows);
        QCOMPARE(result.metrics.contains("top_5_accuracy"), classes > 5);
        if (classes > 5)
            QCOMPARE(result.metrics.at("top_5_accuracy"), topFive / rows);
        QCOMPARE(result.metrics.contains("perplexity"), classes > 100);
        if (classes > 100)
            QVERIFY(near(result.metrics.at("perplexity"), std::exp(surprise / rows)));
        QCOMPARE(result.truth, std::vector<int>(truth.begin(), truth.end()));
        std::int64_t diagonal = 0, all = 0;
        for (int i = 0; i < classes; ++i)
            diagonal += result.confusion->counts[static_cast<std::size_t>(i * classes + i)];
        for (const std::int64_t count : result.confusion->counts)
            all += count;
        QCOMPARE(double(diagonal), correct);
        QCOMPARE(all, std::int64_t{rows});
        for (int row = 0; row < rows; ++row)
            QCOMPARE(result.confidence[static_cast<std::size_t>(row)],
                     said[static_cast<std::size_t>(row * classes +
                                                   result.predicted[static_cast<std::size_t>(row)])]);
    }

    void oneHotTargetsCountAsClasses()
    {
        const std::vector<float> said = shares(30, 4, 8), truth = shares(30, 4, 9);
        double correct = 0;
        for (std::size_t row = 0; row < 30; ++row) {
            const auto best = [&](const std::vector<float>& v) {
                return std::max_element(v.begin() + 4 * row, v.begin() + 4 * row + 4) - v.begin();
            };
            correct += best(said) == best(truth);
        }
        const Case c =
            judged({"said", {{4}}, Shared<float>(said)},
                   {"truth", {{4}}, Shared<float>(truth), {"a", "b", "c", "d"}}, "categorical_cross_entropy");
        const Evaluation result = evaluated(c, 30);
        QCOMPARE(result.metrics.at("accuracy"), correct / 30);
        QCOMPARE(result.confusion->names.size(), 4u);
    }

    void yesOrNoIsDecidedAtOneHalf()
    {
        const Case c =
            judged({"said", {{1}}, Shared<float>(std::vector<float>{0.9f, 0.2f, 0.6f, 0.4f})},
                   {"truth", {{1}}, Shared<float>(std::vector<float>{1, 0, 0, 1})}, "binary_cross_entropy");
        const Evaluation result = evaluated(c, 4);
        QCOMPARE(result.metrics.at("accuracy"), 0.5);
        QCOMPARE(result.predicted, (std::vector<int>{1, 0, 1, 0}));
        QCOMPARE(result.confidence[1], 0.8f);
        QCOMPARE(result.confusion->counts, (std::vector<std::int64_t>{1, 1, 1, 1}));
    }

    void numbersGiveTheirErrors_data()
    {
        QTest::addColumn<std::string>("loss");
        QTest::addColumn<std::string>("reduction");
        QTest::newRow("squared") << std::string("mean_squared_error") << std::string("mean");
        QTest::newRow("squared, summed") << std::string("mean_squared_error") << std::string("sum");
        QTest::newRow("absolute") << std::string("mean_absolute_error") << std::string("mean");
        QTest::newRow("Huber") << std::string("huber") << std::string("mean");
    }
    void numbersGiveTheirErrors()
    {
        QFETCH(std::string, loss);
        QFETCH(std::string, reduction);
        const std::vector<float> said = numbers(44 * 3, 1), truth = numbers(44 * 3, 2);
        double squared = 0, absolute = 0;
        for (std::size_t i = 0; i < said.size(); ++i) {
            squared += std::pow(double(said[i]) - double(truth[i]), 2) / double(said.size());
            absolute += std::abs(double(said[i]) - double(truth[i])) / double(said.size());
        }
        const Case c = judged({"said", {{3}}, Shared<float>(said)}, {"truth", {{3}}, Shared<float>(truth)},
                              loss, {{"reduction", reduction}});
        const Evaluation result = evaluated(c, 20);
        QVERIFY(near(result.metrics.at("mean_squared_error"), squared));
        QVERIFY(near(result.metrics.at("root_mean_squared_error"), std::sqrt(squared)));
        QVERIFY(near(result.metrics.at("mean_absolute_error"), absolute));
        QVERIFY(!result.metrics.contains("accuracy"));
        QVERIFY(!result.confusion);
    }

    void severalOutputsCarryTheirNames()
    {
        Graph graph = classifier();
        add(graph, "output", {{"column", "sum"}}, {add(graph, "dense", dense(1), {2})});
        const Dataset data = rings();
        auto network = Network::build(graph, columnsOf(data), {});
        const Metrics metrics = evaluate(**network, data, Dataset::Part::Test).metrics;
        QVERIFY(metrics.contains("Output accuracy"));
        QVERIFY(metrics.contains("Output 2 mean_squared_error"));
        QVERIFY(near(metrics.at("loss"), metrics.at("Output loss") + metrics.at("Output 2 loss")));
    }

    void evaluationStopsWhenToldTo()
    {
        const Dataset data = rings();
        auto network = Network::build(classifier(), columnsOf(data), {});
        std::vector<double> progress;
        const Evaluation result = evaluate(**network, data, Dataset::Part::Test, 10, [&](double share) {
            progress.push_back(share);
            return progress.size() < 2;
        });
        QCOMPARE(progress, (std::vector<double>{0.25, 0.5}));
        QCOMPARE(result.truth.size(), 20u);
    }
};

QTEST_GUILESS_MAIN(MetricsTest)
#include "metrics_test.moc"
