#include "engine/training/forecast.h"

#include "engine/project/project.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

using namespace engine;

using Part = Dataset::Part;

// Forecasts of networks so small that every number can be worked out by hand.
class ForecastTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    // Flatten, then Dense with this kernel and no bias, then the shape of the target.
    struct Case {
        Choice dataset;
        Graph graph;
        std::unique_ptr<Network> network;
        Dataset data;
        NodeId output = 0;
    };
    static Case make(const Choice& dataset, const std::vector<float>& kernel, int units)
    {
        Case c{dataset};
        Graph& graph = c.graph;
        const NodeId input = graph.add("input"), flatten = graph.add("flatten"), dense = graph.add("dense");
        const NodeId shape = graph.add("reshape");
        c.output = graph.add("output");
        graph.node(input)->attributes["column"] = std::string("window");
        graph.node(dense)->attributes = {{"units", std::int64_t{units}},
                                         {"activation", std::string("linear")}};
        graph.node(c.output)->attributes = {{"column", std::string("target")},
                                            {"loss", std::string("mean_squared_error")}};
        const Shape target = columnsOf(dataset).at(1).signal.shape;
        graph.node(shape)->attributes["target"] = std::vector<int>(target.begin(), target.end());
        graph.links = {
            {input, 0, flatten, 0}, {flatten, 0, dense, 0}, {dense, 0, shape, 0}, {shape, 0, c.output, 0}};
        auto network = Network::build(graph, columnsOf(dataset), {});
        if (!network)
            qFatal("%s", network.problem().sentence().c_str());
        c.network = *std::move(network);
        for (const Network::Weight& weight : c.network->weights())
            if (weight.name.ends_with("kernel"))
                std::ranges::copy(kernel, weight.parameter->value.data());
        c.data = *findDatasetType(dataset.id)->load(dataset.attributes, {}, {});
        return c;
    }
    Choice ownSeries(const char* csv, Attributes attributes)
    {
        static int count = 0;
        const std::string path = m_folder.filePath(QStringLiteral("s%1.csv").arg(++count)).toStdString();
        std::ofstream(path) << csv;
        attributes["path"] = path;
        return {"csv-series", attributes};
    }
    static std::vector<std::int64_t> rowsOf(const Forecast::Part& part)
    {
        std::vector<std::int64_t> rows;
        for (const Forecast::Point& point : part.points)
            rows.push_back(point.row);
        return rows;
    }

private slots:
    void predictionsAreInOriginalUnits()
    {
        // Scaled by 104 and 309; the network says what it sees: the value of the month before.
        Case c = make({"airline-passengers"}, {1}, 1);
        const Forecast said = forecast(*c.network, c.output, c.data, 3);
        QCOMPARE(said.targets.size(), std::size_t(1));
        const Forecast::Ahead& next = said.targets[0].ahead.at(0);
        QCOMPARE(next.train.points.size(), std::size_t(95));
        QCOMPARE(next.test.points.size(), std::size_t(47));
        QCOMPARE(next.train.points[0].row, std::int64_t(1));
        QVERIFY(std::abs(next.train.points[0].value - 112) < 1e-3);
        QCOMPARE(next.test.points[0].row, std::int64_t(97));
        QVERIFY(std::abs(next.test.points[0].value - 315) < 1e-3);
        double squares = 0;
        for (std::int64_t row = 1; row < 96; ++row)
            squares += std::pow(c.data.series->value(row, 0) - c.data.series->value(row - 1, 0), 2);
        QVERIFY(std::abs(next.train.error.original - std::sqrt(squares / 95)) < 1e-3);
        QVERIFY(std::abs(next.train.error.scaled * 309 - next.train.error.original) < 1e-3);
        QVERIFY(std::isnan(next.validation.error.original) && next.validation.points.empty());
        for (const double value : said.targets[0].horizon)
            QVERIFY(std::abs(value - 432) < 1e-3); // for ever
    }

    void theHorizonFeedsPredictionsBack()
    {
        // Twice the last minus the one before: a straight line goes on.
        Case c = make(ownSeries("v\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n",
                                {{"past", std::int64_t(2)}, {"scaling", std::string("none")}}),
                      {-1, 2}, 1);
        const Forecast said = forecast(*c.network, c.output, c.data, 4);
        QCOMPARE(said.targets[0].horizon, (std::vector<double>{11, 12, 13, 14}));
        QVERIFY(!said.shortHorizon);
        QCOMPARE(said.errors[0].original, 0.0);
        QCOMPARE(
            forecastCsv(*c.data.series, said, 1),
            std::string("time,value,train,test,forecast\n1,1,,,\n2,2,,,\n3,3,3,,\n4,4,4,,\n5,5,5,,\n6,6,6,,\n"
                        "7,7,,,\n8,8,,,\n9,9,,9,\n10,10,,10,\n11,,,,11\n12,,,,12\n13,,,,13\n14,,,,14\n"));
    }

    void severalVariablesAreFedBackTogether()
    {
        // Of a and b: the next a is b, the next b is a + b (Fibonacci).
        Case c = make(ownSeries("a,b\n1,1\n1,2\n2,3\n3,5\n5,8\n8,13\n",
                                {{"targets", std::string("b,a")}, {"scaling", std::string("none")}}),
                      {1, 0, 1, 1}, 2); // kernel (inputs a, b; outputs b, a)
        const Forecast said = forecast(*c.network, c.output, c.data, 3);
        QCOMPARE(said.targets[0].variable, 1);
        QCOMPARE(said.targets[0].horizon, (std::vector<double>{21, 34, 55}));
        QCOMPARE(said.targets[1].horizon, (std::vector<double>{13, 21, 34}));
        QCOMPARE(said.errors[2].scaled, 0.0);
        QVERIFY(forecastCsv(*c.data.series, said, 1)
                    .starts_with("time,b,b train,b test,b forecast,a,a train,a test,a forecast\n"));
    }

    void withoutPredictionsOfAllInputsTheHorizonIsShort()
    {
        Case c = make(ownSeries("a,b\n1,1\n1,2\n2,3\n3,5\n5,8\n8,13\n9,14\n",
                                {{"future", std::int64_t(2)}, {"scaling", std::string("none")}}),
                      {1, 0, 0, 1}, 2);
        const Forecast said = forecast(*c.network, c.output, c.data, 5);
        QCOMPARE(said.targets[0].horizon, (std::vector<double>{9, 14}));
        QVERIFY(said.shortHorizon);
        QVERIFY(said.shortHorizon->sentence().find("reads what it does not predict (b)") !=
                std::string::npos);
        QVERIFY(!forecast(*c.network, c.output, c.data, 2).shortHorizon);
    }

    void everyStepAheadHasItsOwnCurve()
    {
        Case c = make(ownSeries("v\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n",
                                {{"future", std::int64_t(3)}, {"scaling", std::string("none")}}),
                      {1, 2, 3}, 3);
        const Forecast said = forecast(*c.network, c.output, c.data, 0);
        QCOMPARE(said.targets[0].ahead.size(), std::size_t(3));
        QCOMPARE(rowsOf(said.targets[0].ahead[0].train), (std::vector<std::int64_t>{1, 2, 3, 4, 5}));
        QCOMPARE(rowsOf(said.targets[0].ahead[2].train), (std::vector<std::int64_t>{3, 4, 5, 6, 7}));
        QCOMPARE(said.targets[0].ahead[2].train.points[4].value, 15.0); // 3 times the value at row 4
        QCOMPARE(said.targets[0].ahead[2].test.points[0].value, 27.0);
        QVERIFY(said.targets[0].horizon.empty());
    }

    void atEachStepARowHasThePredictionThatSawMost()
    {
        // Step by step the sum of what the window has shown so far.
        Case c = make(ownSeries("v\n10\n20\n30\n40\n50\n60\n70\n80\n90\n",
                                {{"past", std::int64_t(2)},
                                 {"target_layout", std::string("each_step")},
                                 {"layout", std::string("features")},
                                 {"scaling", std::string("none")}}),
                      {1, 1, 0, 1}, 2);
        const Forecast said = forecast(*c.network, c.output, c.data, 1);
        const auto& points = said.targets[0].ahead.at(0).train.points;
        QCOMPARE(rowsOf(said.targets[0].ahead[0].train), (std::vector<std::int64_t>{1, 2, 3, 4, 5}));
        QCOMPARE(points[0].value, 10.0); // the first step of the first window
        QCOMPARE(points[1].value, 30.0); // the last step of it: 10 + 20, not the first of the next: 20
        QCOMPARE(said.targets[0].horizon, (std::vector<double>{170}));
    }

    void onlyNetworksThatPredictASeriesHaveAForecast()
    {
        Case c = make({"airline-passengers"}, {1}, 1);
        QCOMPARE(forecastOutput(c.graph, c.network->analysis(), columnsOf(c.dataset)),
                 std::optional(c.output));
        QVERIFY(!forecastOutput(c.graph, c.network->analysis(), columnsOf(Choice{"points"})));
        c.graph.node(c.output)->attributes["column"] = std::string("window");
        QVERIFY(!forecastOutput(c.graph, analyse(c.graph, columnsOf(c.dataset)), columnsOf(c.dataset)));
    }
};

QTEST_GUILESS_MAIN(ForecastTest)
#include "forecast_test.moc"
