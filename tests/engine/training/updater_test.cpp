#include "engine/training/updater.h"

#include "tiny_training.h"

#include <QTest>

using namespace engine;
using namespace engine::tiny;

class UpdaterTest : public QObject {
    Q_OBJECT

    // What plain SGD with rate 1 subtracts from each weight.
    static NamedTensors moved(const std::string& clipping, double limit, NamedTensors& gradients)
    {
        const Dataset data = rings();
        auto network = *Network::build(classifier(), columnsOf(data), {});
        TrainingSettings settings;
        settings.optimizer = {"sgd"};
        settings.clipping = clipping;
        settings.clippingLimit = limit;
        Updater updater = *Updater::build(*network, settings);
        const Batch batch = gather(data, network->columns(), data.train.list(0, 20));
        const NamedTensors before = network->copyWeights();
        network->forward(batch, {.training = true});
        network->computeLoss(batch, true);
        for (const auto& [name, gradient] : network->gradients())
            gradients[name] = gradient.clone();
        updater.step(1, 1);
        NamedTensors difference = network->copyWeights();
        for (auto& [name, value] : difference)
            for (std::size_t i = 0; i < value.values().size(); ++i)
                value.values()[i] = before.at(name).values()[i] - value.values()[i];
        return difference;
    }
    static double length(const NamedTensors& tensors)
    {
        double squares = 0;
        for (const auto& [name, tensor] : tensors)
            for (const float value : tensor.values())
                squares += double(value) * double(value);
        return std::sqrt(squares);
    }
    static bool near(float a, double b) { return std::abs(double(a) - b) < 2e-6; }

private slots:
    void clippingShortensGradients_data()
    {
        QTest::addColumn<std::string>("clipping");
        QTest::addColumn<double>("limit");
        for (const char* clipping : {"none", "value", "norm", "global_norm"})
            for (const double limit : {0.01, 1000.0})
                QTest::addRow("%s %g", clipping, limit) << std::string(clipping) << limit;
    }
    void clippingShortensGradients()
    {
        QFETCH(std::string, clipping);
        QFETCH(double, limit);
        NamedTensors gradients;
        const NamedTensors steps = moved(clipping, limit, gradients);
        const double all = length(gradients);
        QVERIFY(all > 0.02 && all < 1000);
        for (const auto& [name, step] : steps) {
            const double own = length({{name, gradients.at(name)}});
            for (std::size_t i = 0; i < step.values().size(); ++i) {
                double expected = double(gradients.at(name).values()[i]);
                if (clipping == "value")
                    expected = std::clamp(expected, -limit, limit);
                else if (clipping == "norm")
                    expected *= std::min(1.0, limit / own);
                else if (clipping == "global_norm")
                    expected *= std::min(1.0, limit / all);
                QVERIFY(near(step.values()[i], expected));
            }
        }
    }

    void frozenWeightsHaveNoSlotsAndStay()
    {
        const Dataset data = rings();
        Graph graph = classifier();
        graph.node(2)->frozen = true;
        auto network = *Network::build(graph, columnsOf(data), {});
        Updater updater = *Updater::build(*network, {});
        const Batch batch = gather(data, network->columns(), data.train.list(0, 20));
        const NamedTensors before = network->copyWeights();
        network->forward(batch, {.training = true});
        network->computeLoss(batch, true);
        updater.step(0.1, 1);
        const NamedTensors after = network->copyWeights();
        QVERIFY(sameBits(before.at("Dense/kernel"), after.at("Dense/kernel")));
        QVERIFY(!sameBits(before.at("Dense 2/kernel"), after.at("Dense 2/kernel")));
        for (const auto& [name, slot] : updater.copySlots())
            QVERIFY(name.starts_with("Dense 2/"));
    }
};

QTEST_GUILESS_MAIN(UpdaterTest)
#include "updater_test.moc"
