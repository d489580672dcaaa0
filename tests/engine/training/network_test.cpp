#include "random_graph.h"

#include "engine/base/parallel.h"

#include <QTest>

using namespace engine;
using namespace engine::tiny;

class NetworkTest : public QObject {
    Q_OBJECT

    struct Built {
        std::unique_ptr<Network> network;
        Batch batch;
    };

    static Built build(const Graph& graph, const Dataset& data, int rows = 8)
    {
        auto network = Network::build(graph, columnsOf(data), {.seed = 5});
        if (!network)
            qFatal("%s", network.problem().sentence().c_str());
        Batch batch = gather(data, (*network)->columns(), data.train.list(0, static_cast<std::size_t>(rows)));
        return {*std::move(network), std::move(batch)};
    }

    static double lossOf(Network& network, const Batch& batch, bool gradients = false)
    {
        network.forward(batch, {.training = true, .key = {9}});
        return network.computeLoss(batch, gradients);
    }

    // The slope of the loss along a fixed direction of one weight, and whether two step sizes agree on it.
    static std::pair<double, bool> slope(Network& network, const Batch& batch, Tensor& weight,
                                         const std::vector<float>& direction)
    {
        const Tensor before = weight.clone();
        const auto at = [&](float distance) {
            for (std::size_t i = 0; i < direction.size(); ++i)
                weight.values()[i] = before.values()[i] + distance * direction[i];
            return lossOf(network, batch);
        };
        const auto slopeWith = [&](float h) { return (at(h) - at(-h)) / (2.0 * double(h)); };
        const double wide = slopeWith(8e-3f), narrow = slopeWith(4e-3f);
        weight.copyFrom(before);
        return {(4 * narrow - wide) / 3, std::abs(wide - narrow) < 2e-3 + 0.02 * std::abs(narrow)};
    }

    int m_checked = 0, m_trained = 0; // weights of random networks

private slots:
    void gradientsOfRandomNetworksMatchFiniteDifferences_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 40; ++seed)
            QTest::addRow("graph %u", seed) << seed;
    }
    void gradientsOfRandomNetworksMatchFiniteDifferences()
    {
        QFETCH(unsigned, seed);
        const RandomNetwork random = RandomGraph(seed, 6).make();
        const Dataset data = makeDataset("random", random.columns, {6, 0, 0});
        auto [network, batch] = build(random.graph, data, 6);
        lossOf(*network, batch, true);
        NamedTensors gradients;
        for (const auto& [name, gradient] : network->gradients())
            gradients[name] = gradient.clone();
        for (const Network::Weight& weight : network->weights()) {
            QCOMPARE(weight.trained, gradients.contains(weight.name));
            if (!weight.trained)
                continue;
            ++m_trained;
            const std::vector<float> direction = numbers(weight.parameter->value.size(), seed + 11);
            const auto [measured, smooth] = slope(*network, batch, weight.parameter->value, direction);
            if (!smooth) // a kink lies between
                continue;
            ++m_checked;
            double computed = 0;
            for (std::size_t i = 0; i < direction.size(); ++i)
                computed += double(direction[i]) * double(gradients[weight.name].values()[i]);
            QVERIFY2(std::abs(measured - computed) < 3e-3 + 0.02 * std::abs(measured),
                     qPrintable(QString("%1: %2 measured, %3 computed")
                                    .arg(weight.name.c_str())
                                    .arg(measured)
                                    .arg(computed)));
        }
    }
    void fewWeightsOfRandomNetworksLieAtKinks() { QVERIFY(m_checked * 5 >= m_trained * 4); } // of those above

    void aValueReadTwiceGetsBothGradients()
    {
        Graph graph;
        const NodeId in = add(graph, "input", {{"column", "point"}});
        const NodeId shared = add(graph, "dense", dense(3), {in});
        const NodeId sum = add(graph, "add", {}, {shared, shared});
        add(graph, "output", {{"column", "three"}}, {sum});
        add(graph, "output", {{"column", "three"}}, {shared});
        const Dataset data =
            makeDataset("d", {numberColumn("point", {2}, 4, 1), numberColumn("three", {3}, 4, 2)}, {4, 0, 0});
        auto [network, batch] = build(graph, data, 4);
        lossOf(*network, batch, true);
        const Tensor y = network->activation(shared);
        const Tensor t = batch.at("three");
        const Tensor bias = network->gradients().at("Dense/bias");
        for (int unit = 0; unit < 3; ++unit) {
            double expected = 0; // of mean((2 y - t)^2) + mean((y - t)^2) over 12 values
            for (int row = 0; row < 4; ++row) {
                const auto i = static_cast<std::size_t>(3 * row + unit);
                const double value = double(y.values()[i]), target = double(t.values()[i]);
                expected += (4 * (2 * value - target) + 2 * (value - target)) / 12;
            }
            QVERIFY(std::abs(expected - double(bias.values()[static_cast<std::size_t>(unit)])) < 1e-5);
        }
    }

    void mutedLayersPassTheirFirstInputOn()
    {
        Graph graph = classifier("dense", dense(16, "relu"));
        graph.node(3)->muted = true;
        auto [network, batch] = build(graph, rings());
        lossOf(*network, batch, true);
        QVERIFY(sameBits(network->activation(3), network->activation(2)));
        QVERIFY(!network->copyWeights().contains(graph.node(3)->name + "/kernel"));
    }

    void frozenLayersLetGradientsThrough()
    {
        Graph graph = classifier("dense", dense(16, "tanh"));
        auto [all, batch] = build(graph, rings());
        lossOf(*all, batch, true);
        graph.node(3)->frozen = true;
        auto [network, same] = build(graph, rings());
        lossOf(*network, same, true);
        const NamedTensors gradients = network->gradients();
        QVERIFY(!gradients.contains("Dense 2/kernel"));
        QVERIFY(sameBits(gradients.at("Dense/kernel"), all->gradients().at("Dense/kernel")));
    }

    void whatLeadsNowhereIsNotTrained()
    {
        Graph graph = classifier();
        const NodeId loose = add(graph, "dense", dense(3), {2});
        auto [network, batch] = build(graph, rings());
        lossOf(*network, batch, true);
        QVERIFY(!network->activation(loose).empty());
        for (const Network::Weight& weight : network->weights())
            QCOMPARE(weight.trained, weight.node != loose);
    }

    void penaltiesCountInLossAndGradient()
    {
        Graph graph = classifier();
        auto [plain, batch] = build(graph, rings());
        const double before = lossOf(*plain, batch, true);
        graph.node(2)->attributes["kernel_l1"] = 0.03;
        graph.node(2)->attributes["kernel_l2"] = 0.2;
        auto [network, same] = build(graph, rings());
        const double after = lossOf(*network, same, true);
        const Tensor kernel = network->copyWeights().at("Dense/kernel");
        double penalty = 0;
        for (const float w : kernel.values())
            penalty += 0.03 * std::abs(double(w)) + 0.2 * double(w) * double(w);
        QVERIFY(std::abs(after - before - penalty) < 1e-5);
        const Tensor with = network->gradients().at("Dense/kernel"),
                     without = plain->gradients().at("Dense/kernel");
        for (std::size_t i = 0; i < with.values().size(); ++i) {
            const float w = kernel.values()[i];
            const float expected = without.values()[i] + (w > 0 ? 0.03f : -0.03f) + 0.4f * w;
            QVERIFY(std::abs(with.values()[i] - expected) < 1e-5f);
        }
    }

    void outputsCountByTheirWeight()
    {
        Graph graph = classifier();
        const NodeId second = add(graph, "dense", dense(1), {2});
        const NodeId output = add(graph, "output", {{"column", "sum"}, {"weight", 0.25}}, {second});
        auto [network, batch] = build(graph, rings());
        const double loss = lossOf(*network, batch);
        const std::vector<float> terms = ScalarFetch(network->lossTerms()).values();
        const NodeId other = network->outputs()[network->outputs()[0] == output ? 1 : 0];
        const double expected = network->outputLoss(other, terms) + 0.25 * network->outputLoss(output, terms);
        QVERIFY(std::abs(loss - expected) < 1e-6);
    }

    void predictionsAreProbabilitiesThoughTheLossUsesLogits()
    {
        const Graph graph = classifier();
        auto [network, batch] = build(graph, rings());
        lossOf(*network, batch, true);
        const Tensor prediction = network->prediction(network->outputs().front());
        for (int row = 0; row < prediction.rows(); ++row)
            QVERIFY(std::abs(prediction.values()[static_cast<std::size_t>(2 * row)] +
                             prediction.values()[static_cast<std::size_t>(2 * row) + 1] - 1) < 1e-5f);
        QVERIFY(sameBits(network->activation(3), prediction));
    }

    void startingWeightsDependOnSeedAndNameOnly()
    {
        Graph graph = classifier();
        const NamedTensors before = build(graph, rings()).network->copyWeights();
        add(graph, "dense", dense(5), {1});
        const NamedTensors after = build(graph, rings()).network->copyWeights();
        for (const auto& [name, value] : before)
            QVERIFY(sameBits(value, after.at(name)));
        auto other = Network::build(graph, columnsOf(rings()), {.seed = 6});
        QVERIFY(!sameBits((*other)->copyWeights().at("Dense/kernel"), before.at("Dense/kernel")));
    }

    void givenNoiseReplacesDrawnNumbers()
    {
        const Graph graph = classifier("dropout", {{"rate", 0.5}});
        auto [network, batch] = build(graph, rings());
        const std::map<std::string, Tensor> noise{
            {"Dropout", Tensor::of({8, 16}, std::vector<float>(128, 0.9f))}};
        network->forward(batch, {.training = true, .noise = &noise});
        const Tensor in = network->activation(2), out = network->activation(3);
        for (std::size_t i = 0; i < in.values().size(); ++i)
            QCOMPARE(out.values()[i], in.values()[i] * 2);
    }

    void givenValuesReplaceWhatLeadsToThem_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 10; ++seed)
            QTest::addRow("graph %u", seed) << seed;
    }
    void givenValuesReplaceWhatLeadsToThem()
    {
        QFETCH(unsigned, seed);
        const RandomNetwork random = RandomGraph(seed, 6).make();
        auto [network, batch] = build(random.graph, makeDataset("random", random.columns, {6, 0, 0}), 6);
        network->forward(batch, {});
        std::map<NodeId, Tensor> whole;
        std::map<NodeId, std::vector<Tensor>> given;
        for (const NodeId output : network->outputs())
            whole[output] = network->prediction(output).clone();
        for (const Node& node : random.graph.nodes)
            if (node.type == "input")
                given[node.id] = {network->activation(node.id).clone()};
        network->forward({}, {.given = &given});
        for (const NodeId output : network->outputs())
            QVERIFY(sameBits(network->prediction(output), whole[output]));
    }

    void aCodeIsUnfoldedWithoutItsInput()
    {
        Graph graph;
        const NodeId in = add(graph, "input", {{"column", "point"}});
        const NodeId hidden = add(graph, "dense", dense(5, "relu"), {in});
        const NodeId code = add(graph, "dense", dense(3, "tanh"), {hidden});
        const NodeId muted = add(graph, "dropout", {}, {code});
        graph.node(muted)->muted = true;
        const NodeId unfolded = add(graph, "dense", dense(2), {muted});
        const NodeId output = add(graph, "output", {{"column", "point"}}, {unfolded});
        auto [network, batch] = build(graph, rings());
        network->forward(batch, {});
        const Tensor prediction = network->prediction(output).clone();
        const std::map<NodeId, std::vector<Tensor>> given{{code, {network->activation(code).clone()}}};
        network->forward({}, {.given = &given});
        QVERIFY(sameBits(network->prediction(output), prediction));
        QVERIFY(network->activation(hidden).empty());
        const std::map<NodeId, std::vector<Tensor>> behind{{muted, given.at(code)}};
        network->forward({}, {.given = &behind});
        QVERIFY(sameBits(network->prediction(output), prediction));
        network->forward(batch, {}); // whole again
        QVERIFY(!network->activation(hidden).empty());
    }

    void aBranchThatIsStillNeededRuns()
    {
        Graph graph;
        const NodeId first = add(graph, "input", {{"column", "point"}});
        const NodeId second = add(graph, "input", {{"column", "sum"}});
        const NodeId left = add(graph, "dense", dense(3), {first});
        const NodeId right = add(graph, "dense", dense(3), {second});
        const NodeId sum = add(graph, "add", {}, {left, right});
        const NodeId output =
            add(graph, "output", {{"column", "point"}}, {add(graph, "dense", dense(2), {sum})});
        auto [network, batch] = build(graph, rings());
        network->forward(batch, {});
        const Tensor prediction = network->prediction(output).clone();
        const std::map<NodeId, std::vector<Tensor>> given{{left, {network->activation(left).clone()}}};
        network->forward({{"sum", batch.at("sum")}}, {.given = &given});
        QVERIFY(sameBits(network->prediction(output), prediction));
    }

    void onlyWhatIsWantedRuns()
    {
        const Graph graph = classifier();
        auto [network, batch] = build(graph, rings());
        network->forward(batch, {});
        const Tensor hidden = network->activation(2).clone();
        const std::vector<NodeId> wanted{2};
        network->forward(batch, {.wanted = wanted});
        QVERIFY(sameBits(network->activation(2), hidden));
        QVERIFY(network->activation(3).empty());
        QVERIFY(network->prediction(network->outputs().front()).empty());
    }

    void sameBitsOnAnyNumberOfThreads()
    {
        Graph graph;
        NodeId node = add(graph, "input", {{"column", "x"}});
        node = add(graph, "dense", dense(300, "relu"), {node});
        node = add(graph, "batch_normalization", {}, {node});
        node = add(graph, "dense", dense(200, "sigmoid"), {node});
        add(graph, "output", {{"column", "x"}}, {node});
        const Dataset data = makeDataset("wide", {numberColumn("x", {200}, 130, 4)}, {130, 0, 0});
        std::vector<NamedTensors> gradients;
        for (const int count : {1, 2, 5}) {
            setThreads(count);
            auto [network, batch] = build(graph, data, 130);
            lossOf(*network, batch, true);
            NamedTensors copy;
            for (const auto& [name, gradient] : network->gradients())
                copy[name] = gradient.clone();
            gradients.push_back(copy);
        }
        setThreads(0);
        QVERIFY(sameBits(gradients[0], gradients[1]));
        QVERIFY(sameBits(gradients[0], gradients[2]));
    }

    void weightsOfAnotherShapeAreRefused()
    {
        auto [network, batch] = build(classifier(), rings());
        NamedTensors weights = network->copyWeights();
        weights["Dense/kernel"] = Tensor::zeros({2, 3});
        QVERIFY(!network->setWeights(weights));
        weights.erase("Dense/kernel");
        const Result<void> missing = network->setWeights(weights);
        QVERIFY(!missing);
        QVERIFY(missing.problem().sentence().find("Dense/kernel") != std::string::npos);
    }

    void aWrongGraphIsRefusedWithItsFirstError()
    {
        Graph graph = classifier();
        graph.node(1)->attributes["column"] = "nothing";
        const auto network = Network::build(graph, columnsOf(rings()), {});
        QVERIFY(!network);
        QVERIFY(!network.problem().sentence().empty());
    }

    void aPoolLeftToItsConvolutionChangesNoBit_data()
    {
        QTest::addColumn<QString>("activation");
        QTest::addColumn<int>("pool");
        QTest::addColumn<int>("stride");
        QTest::addColumn<bool>("joined");
        for (const std::string& activation : ops::activationNames())
            QTest::addRow("%s", activation.c_str())
                << QString::fromStdString(activation) << 2 << 2 << (activation != "softmax");
        QTest::newRow("windows with a gap between") << "relu" << 2 << 3 << true;
        QTest::newRow("windows that overlap") << "relu" << 3 << 2 << false;
    }
    // A second reader of the maps, whose loss does not count, keeps the pool where it is.
    void aPoolLeftToItsConvolutionChangesNoBit()
    {
        QFETCH(QString, activation);
        QFETCH(int, pool);
        QFETCH(int, stride);
        QFETCH(bool, joined);
        const Dataset data =
            makeDataset("pictures",
                        {numberColumn("picture", {9, 7, 2}, 8, 1), numberColumn("maps", {9, 7, 18}, 8, 2),
                         numberColumn("sums", {3}, 8, 3)},
                        {8, 0, 0});
        const auto graphWith = [&](bool secondReader) {
            Graph graph;
            const NodeId input = add(graph, "input", {{"column", "picture"}});
            const NodeId first =
                add(graph, "conv2d", {{"filters", std::int64_t{4}}, {"padding", "same"}}, {input});
            const NodeId maps = add(graph, "conv2d",
                                    {{"filters", std::int64_t{18}},
                                     {"padding", "same"},
                                     {"activation", activation.toStdString()}},
                                    {first});
            NodeId node = add(graph, "max_pool2d",
                              {{"pool_size", std::vector<int>{pool}},
                               {"strides", std::vector<int>{stride}},
                               {"padding", "same"}},
                              {maps});
            node = add(graph, "flatten", {}, {node});
            node = add(graph, "dense", dense(3), {node});
            add(graph, "output", {{"column", "sums"}, {"loss", "mean_squared_error"}}, {node});
            if (secondReader)
                add(graph, "output", {{"column", "maps"}, {"loss", "mean_squared_error"}, {"weight", 0.0}},
                    {maps});
            return std::pair(graph, maps);
        };
        const auto [graph, maps] = graphWith(false);
        auto [together, batch] = build(graph, data);
        auto [apart, both] = build(graphWith(true).first, data);
        QCOMPARE(lossOf(*together, batch, true), lossOf(*apart, both, true));
        QVERIFY(sameBits(together->gradients(), apart->gradients()));
        QCOMPARE(together->activation(maps).empty(), joined);
        QVERIFY(!apart->activation(maps).empty());
        together->forward(batch, {}); // no training: panels see the maps
        apart->forward(both, {});
        QVERIFY(sameBits(together->activation(maps), apart->activation(maps)));
        const std::map<NodeId, std::vector<Tensor>> given{{maps, {apart->activation(maps)}}};
        together->forward(batch, {.training = true, .key = {9}, .given = &given});
        QVERIFY(sameBits(together->activation(maps), apart->activation(maps)));
        QCOMPARE(together->prediction(together->outputs()[0]).rows(), 8);
    }

    // Buffers of one batch must not be mistaken for those of the next, smaller one.
    void batchesMayChangeTheirSize()
    {
        const Graph graph = classifier("batch_normalization");
        auto [network, eight] = build(graph, rings());
        auto [fresh, five] = build(graph, rings(), 5);
        lossOf(*network, eight, true);
        QVERIFY(network->setWeights(fresh->copyWeights()));
        QCOMPARE(lossOf(*network, five, true), lossOf(*fresh, five, true));
        QVERIFY(sameBits(network->gradients(), fresh->gradients()));
    }
};

QTEST_GUILESS_MAIN(NetworkTest)
#include "network_test.moc"
