// That every layer computes on the card what it does on the processor, in all its examples: on the card of
// this machine, or, where LAYERLOOM_CUDA_MODULE names the module of tests/cuda_on_cpu, on the processor.
#include "engine/devices/op_cases.h"
#include "tests/engine/devices/card.h"
#include "tests/engine/layers/layer_trial.h"

#include <QtTest>

using namespace engine;
using namespace engine::trial;

namespace {

// Of everything that a layer writes; it may be some operations deep.
constexpr double tolerance = 1e-4;

void send(Trial& t, Device device)
{
    for (Parameter& p : t.layer->parameters()) {
        p.value = p.value.to(device);
        p.gradient = p.gradient.to(device);
    }
    for (std::vector<Tensor>* tensors : {&t.inputs, &t.outputWeights})
        for (Tensor& tensor : *tensors)
            tensor = tensor.to(device);
}

using Written = std::map<std::string, Tensor>;

void addAll(const std::string& name, const std::vector<Tensor>& tensors, Written& written)
{
    for (std::size_t i = 0; i < tensors.size(); ++i)
        written[name + " " + std::to_string(i)] = tensors[i];
}

// Two passes, because layers remember.
Written run(Trial t, Device device)
{
    send(t, device);
    Written written;
    for (int i = 0; i < 2; ++i) {
        addAll("output", forward(t), written);
        written["own loss"] = t.layer->ownLoss();
        if (!t.pass.training)
            continue;
        addAll("input gradient", backward(t), written);
    }
    for (const Parameter& p : t.layer->parameters()) {
        written[p.name] = p.value;
        if (p.trainable && t.pass.training && !t.pass.frozen)
            written["gradient of " + p.name] = wholeGradient(p);
    }
    return written;
}

void compare(const Written& card, const Written& processor)
{
    QCOMPARE(card.size(), processor.size());
    for (const auto& [name, tensor] : processor) {
        const Tensor& other = card.at(name);
        QVERIFY2(other.empty() || other.device() == Device::Cuda, name.c_str());
        const double difference = relativeDifference(other, tensor);
        QVERIFY2(difference <= tolerance,
                 QByteArray::fromStdString(name) + ": " + QByteArray::number(difference));
    }
}

} // namespace

class LayersAgreementTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { NEEDS_CARD(); }

    void layersComputeTheSameInTraining_data() { everyExample(); }
    void layersComputeTheSameInTraining() { compareDevices({.training = true, .key = {77}}); }

    void layersComputeTheSameWhenFrozen_data() { everyExample(); }
    void layersComputeTheSameWhenFrozen() { compareDevices({.training = true, .frozen = true, .key = {77}}); }

    void layersComputeTheSameAfterTraining_data() { everyExample(); }
    void layersComputeTheSameAfterTraining() { compareDevices({.key = {77}}); }

private:
    static void everyExample()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("example");
        for (const LayerType& type : layerTypes())
            for (std::size_t i = 0; i < type.examples.size(); ++i)
                if (type.maxInputs > 0 && !type.outputs.empty()) // Input and Output do nothing themselves
                    QTest::addRow("%s", describeExample(type, i).c_str())
                        << QString::fromStdString(type.id) << int(i);
    }
    static void compareDevices(const Pass& pass)
    {
        QFETCH(const QString, type);
        QFETCH(const int, example);
        const LayerType& layer = *findLayerType(type.toStdString());
        const auto trial = [&] {
            Trial t = makeTrial(layer, layer.examples[std::size_t(example)], 3);
            t.pass = pass;
            return t;
        };
        compare(run(trial(), Device::Cuda), run(trial(), Device::Cpu));
    }
};

QTEST_GUILESS_MAIN(LayersAgreementTest)
#include "layers_agreement_test.moc"
