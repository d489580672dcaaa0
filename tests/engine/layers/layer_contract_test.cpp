// Asks every layer, in all its examples, the same questions. A new layer is covered as soon as its file
// exists.
#include "engine/base/parallel.h"
#include "tests/engine/layers/layer_trial.h"

#include <QTest>

using namespace engine;
using namespace engine::trial;

class LayerContractTest : public QObject {
    Q_OBJECT

private slots:
    void outputsHaveTheInferredShape_data() { everyTrial(); }
    void outputsHaveTheInferredShape();
    void parametersHaveTheDescribedShapes_data() { everyTrial(); }
    void parametersHaveTheDescribedShapes();
    void gradientsMatchFiniteDifferences_data() { everyTrial(); }
    void gradientsMatchFiniteDifferences();
    void gradientsMatchFiniteDifferencesWhenFrozen_data() { everyTrial(); }
    void gradientsMatchFiniteDifferencesWhenFrozen();
    void inputsAreNeverChanged_data() { everyTrial(); }
    void inputsAreNeverChanged();
    void backwardOverwritesGradients_data() { everyTrial(); }
    void backwardOverwritesGradients();
    void inputGradientsAreComputedOnRequestOnly_data() { everyTrial(); }
    void inputGradientsAreComputedOnRequestOnly();
    void inputGradientsNeverShareMemory_data() { everyTrial(); }
    void inputGradientsNeverShareMemory();
    void resultsDoNotDependOnThreads_data() { everyTrial(); }
    void resultsDoNotDependOnThreads();
    void startingValuesDependOnTheKeyOnly_data() { everyTrial(); }
    void startingValuesDependOnTheKeyOnly();
    void givenNoiseReplacesDrawnNoise_data() { everyTrial(); }
    void givenNoiseReplacesDrawnNoise();
    void skippedActivationIsThatOfTheOperation_data() { everyTrial(); }
    void skippedActivationIsThatOfTheOperation();

private:
    static void everyTrial();
    static Trial trialOfRow(int otherBatch = 0);
    static void compareSlopes(Trial& t, bool parametersToo);
};

void LayerContractTest::everyTrial()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("example");
    QTest::addColumn<int>("batch");
    for (const LayerType& type : layerTypes())
        for (std::size_t i = 0; i < type.examples.size(); ++i)
            for (const int batch : {1, 3})
                if (type.maxInputs > 0 && !type.outputs.empty()) // Input and Output do nothing themselves
                    QTest::addRow("%s, batch %d", describeExample(type, i).c_str(), batch)
                        << QString::fromStdString(type.id) << int(i) << batch;
}

Trial LayerContractTest::trialOfRow(int otherBatch)
{
    QFETCH(const QString, type);
    QFETCH(const int, example);
    QFETCH(const int, batch);
    const LayerType* layer = findLayerType(type.toStdString());
    return makeTrial(*layer, layer->examples[std::size_t(example)], otherBatch > 0 ? otherBatch : batch);
}

void LayerContractTest::outputsHaveTheInferredShape()
{
    Trial t = trialOfRow();
    for (const bool training : {true, false}) {
        t.pass.training = training;
        const auto outputs = forward(t);
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            QVERIFY(outputs[i].shape() == t.outputSignals[i].shape.withBatch(t.inputs[0].rows()));
            QVERIFY(outputs[i].type() == t.outputSignals[i].type);
        }
    }
}

void LayerContractTest::parametersHaveTheDescribedShapes()
{
    Trial t = trialOfRow();
    const auto described = t.type->parameters(t.example.attributes, t.example.inputs);
    const auto made = t.layer->parameters();
    QCOMPARE(made.size(), described.size());
    for (std::size_t i = 0; i < made.size(); ++i) {
        QCOMPARE(made[i].name, described[i].name);
        QVERIFY(made[i].value.shape() == described[i].shape);
        QCOMPARE(made[i].trainable, described[i].trainable);
        QCOMPARE(made[i].gradient.empty(), !made[i].trainable || made[i].byRows);
    }
}

// Every value of small tensors, a spread of them of large ones.
void compareTensor(const std::string& what, Tensor& values, const Tensor& gradient, Trial& t)
{
    const std::int64_t size = values.size(), stride = std::max<std::int64_t>(1, size / 60);
    int kinks = 0, seen = 0;
    for (std::int64_t i = 0; i < size; i += stride, ++seen) {
        const double slope = slopeByDifferences(values.data()[i], [&t] { return lossOf(t); });
        if (std::isnan(slope)) {
            ++kinks;
            continue;
        }
        const double found = double(gradient.data()[i]);
        const std::string message =
            fill("%1[%2]: %3 instead of %4", {what, number(i), number(found), number(slope)});
        QVERIFY2(std::abs(found - slope) < 2e-3 * (1 + std::abs(slope)), message.c_str());
    }
    QVERIFY2(kinks * 5 <= seen, "too many kinks to judge by");
}

void LayerContractTest::compareSlopes(Trial& t, bool parametersToo)
{
    forward(t);
    const auto inputGradients = backward(t);
    std::vector<Tensor> parameterGradients;
    for (const Parameter& p : t.layer->parameters())
        parameterGradients.push_back(p.trainable ? wholeGradient(p).clone() : Tensor());
    for (std::size_t i = 0; i < t.inputs.size(); ++i) {
        if (t.inputs[i].type() == ElementType::Int32)
            continue;
        QVERIFY(inputGradients[i].shape() == t.inputs[i].shape());
        const Tensor before = inputGradients[i].clone();
        compareTensor("input " + std::to_string(i), t.inputs[i], before, t);
    }
    for (std::size_t i = 0; parametersToo && i < parameterGradients.size(); ++i)
        if (Parameter& p = t.layer->parameters()[i]; p.trainable)
            compareTensor(p.name, p.value, parameterGradients[i], t);
}

void LayerContractTest::gradientsMatchFiniteDifferences()
{
    Trial t = trialOfRow();
    compareSlopes(t, true);
}

void LayerContractTest::gradientsMatchFiniteDifferencesWhenFrozen()
{
    Trial t = trialOfRow();
    t.pass.frozen = true;
    std::vector<Tensor> values, gradients;
    for (const Parameter& p : t.layer->parameters()) {
        values.push_back(p.value.clone());
        gradients.push_back(p.gradient.empty() ? Tensor() : p.gradient.clone());
    }
    compareSlopes(t, false);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Parameter& p = t.layer->parameters()[i];
        QVERIFY2(sameBits(p.value, values[i]), p.name.c_str());
        QVERIFY2(p.gradient.empty() || sameBits(p.gradient, gradients[i]), p.name.c_str());
    }
}

void LayerContractTest::inputsAreNeverChanged()
{
    Trial t = trialOfRow();
    std::vector<Tensor> before;
    for (const Tensor& input : t.inputs)
        before.push_back(input.clone());
    forward(t);
    backward(t);
    for (std::size_t i = 0; i < before.size(); ++i)
        QVERIFY(sameBits(t.inputs[i], before[i]));
}

void LayerContractTest::backwardOverwritesGradients()
{
    Trial t = trialOfRow();
    forward(t);
    const auto first = backward(t);
    std::vector<Tensor> gradients;
    for (Parameter& p : t.layer->parameters()) {
        gradients.push_back(p.gradient.empty() ? Tensor() : p.gradient.clone());
        for (float& value : p.gradient.empty() ? std::span<float>() : p.gradient.values())
            value = NAN;
    }
    forward(t);
    const auto second = backward(t);
    for (std::size_t i = 0; i < first.size(); ++i)
        QVERIFY(sameBits(first[i], second[i]));
    for (std::size_t i = 0; i < gradients.size(); ++i)
        if (!gradients[i].empty())
            QVERIFY(sameBits(t.layer->parameters()[i].gradient, gradients[i]));
}

void LayerContractTest::inputGradientsAreComputedOnRequestOnly()
{
    Trial with = trialOfRow(), without = trialOfRow();
    without.pass.inputGradients = false;
    forward(with);
    forward(without);
    backward(with);
    for (const Tensor& gradient : backward(without))
        QVERIFY(gradient.empty());
    for (std::size_t i = 0; i < with.layer->parameters().size(); ++i)
        if (const Parameter& p = with.layer->parameters()[i]; p.trainable)
            QVERIFY(sameBits(p.gradient, without.layer->parameters()[i].gradient));
}

void LayerContractTest::inputGradientsNeverShareMemory()
{
    Trial t = trialOfRow();
    forward(t);
    const auto gradients = backward(t);
    for (std::size_t i = 0; i < gradients.size(); ++i)
        for (std::size_t j = i + 1; j < gradients.size(); ++j)
            QVERIFY(!gradients[i].sharesMemory(gradients[j]));
}

// Large enough that work is cut into several pieces.
void LayerContractTest::resultsDoNotDependOnThreads()
{
    std::vector<std::vector<Tensor>> results;
    for (const int count : {1, 3}) {
        setThreads(count);
        Trial t = trialOfRow(2049);
        std::vector<Tensor> all = forward(t);
        for (const Tensor& gradient : backward(t))
            all.push_back(gradient);
        for (const Parameter& p : t.layer->parameters()) {
            all.push_back(p.value);
            all.push_back(p.gradient);
        }
        all.push_back(t.layer->ownLoss());
        results.push_back(all);
    }
    setThreads(0);
    for (std::size_t i = 0; i < results[0].size(); ++i)
        QVERIFY(results[0][i].empty() || sameBits(results[0][i], results[1][i]));
}

void LayerContractTest::startingValuesDependOnTheKeyOnly()
{
    Trial a = trialOfRow(), b = trialOfRow();
    a.layer->initialize(RandomKey{5});
    b.layer->initialize(RandomKey{6});
    b.layer->initialize(RandomKey{5});
    for (std::size_t i = 0; i < a.layer->parameters().size(); ++i)
        QVERIFY(sameBits(a.layer->parameters()[i].value, b.layer->parameters()[i].value));
}

void LayerContractTest::givenNoiseReplacesDrawnNoise()
{
    Trial t = trialOfRow();
    if (!t.type->random) {
        QVERIFY(!t.type->noiseShape);
        return;
    }
    const Shape shape =
        t.type->noiseShape(t.example.attributes, t.example.inputs).withBatch(t.inputs[0].rows());
    const Tensor noise = ladder(shape, 0.01f, 0.99f, 4), other = ladder(shape, 0.01f, 0.99f, 8);
    t.pass.noise = &noise;
    const Tensor first = forward(t)[0].clone();
    t.pass.key = {1234};
    QVERIFY(sameBits(forward(t)[0], first));
    t.pass.noise = &other;
    t.pass.training = false;
    const bool idle = sameBits(first, forward(t)[0]); // a rate or deviation of 0
    t.pass.training = true;
    if (shape.elements() > 20)
        QCOMPARE(sameBits(forward(t)[0], first), idle);
}

void LayerContractTest::skippedActivationIsThatOfTheOperation()
{
    Trial t = trialOfRow();
    const auto spec = t.layer->lastActivation();
    if (!spec)
        return;
    const Tensor whole = forward(t)[0].clone();
    const Tensor gradient = backward(t)[0].clone();
    t.layer->skipActivation(true);
    const Tensor logits = forward(t)[0];
    Tensor activated = Tensor::like(logits);
    ops::activate(logits, {}, *spec, activated);
    for (std::size_t i = 0; i < whole.values().size(); ++i)
        QVERIFY(std::abs(whole.values()[i] - activated.values()[i]) < 1e-6f);
    ops::activateBackward(activated, t.outputWeights[0], *spec, t.outputWeights[0]);
    const Tensor composed = backward(t)[0];
    for (std::size_t i = 0; i < gradient.values().size(); ++i)
        QVERIFY(std::abs(composed.values()[i] - gradient.values()[i]) < 1e-5f);
}

QTEST_GUILESS_MAIN(LayerContractTest)
#include "layer_contract_test.moc"
