// Every layer against the numbers that PyTorch found.
#include "engine/base/json.h"
#include "engine/layers/layer_type.h"
#include "tests/engine/layers/fixture_file.h"

#include <QTest>

using namespace engine;

class LayerFixturesTest : public QObject {
    Q_OBJECT

private slots:
    void layersAgreeWithPyTorch_data();
    void layersAgreeWithPyTorch();
    void everyLayerHasAFixture();

private:
    const Json m_fixtures = fixtures::read("layers.json");
};

void LayerFixturesTest::layersAgreeWithPyTorch_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < m_fixtures.size(); ++i)
        QTest::addRow("%d %s %s %s", int(i), m_fixtures[i]["type"].get<std::string>().c_str(),
                      m_fixtures[i]["attributes"].dump().c_str(),
                      m_fixtures[i]["training"].get<bool>() ? "training" : "inference")
            << int(i);
}

void LayerFixturesTest::layersAgreeWithPyTorch()
{
    QFETCH(const int, index);
    const Json& fixture = m_fixtures[std::size_t(index)];
    const LayerType& type = *findLayerType(fixture["type"].get<std::string>());
    const Attributes attributes = fixtures::attributes(type.fields, fixture["attributes"]);
    Signals signals_;
    std::vector<Tensor> inputs;
    for (const Json& input : fixture["inputs"]) {
        inputs.push_back(fixtures::tensor(input));
        signals_.push_back({inputs.back().shape().withoutBatch()});
    }
    const auto layer = type.build(attributes, signals_);
    QCOMPARE(layer->parameters().size(), fixture["weights"].size());
    for (Parameter& p : layer->parameters())
        p.value.copyFrom(fixtures::tensor(fixture["weights"][p.name]));
    const Tensor noise = fixture.contains("noise") ? fixtures::tensor(fixture["noise"]) : Tensor();
    Pass pass{.training = fixture["training"].get<bool>(), .noise = noise.empty() ? nullptr : &noise};
    std::vector<Tensor> outputs(1), gradients(1), inputGradients(inputs.size());
    layer->forward(inputs, outputs, pass);
    QCOMPARE(fixtures::difference(outputs[0], fixture["outputs"]), std::string());
    const bool priced = fixture.contains("own_loss") && fixture["own_loss"].get<double>() != 0;
    QCOMPARE(!layer->ownLoss().empty(), priced);
    if (priced)
        QVERIFY(std::abs(double(layer->ownLoss().item()) - fixture["own_loss"].get<double>()) < 1e-5);
    for (const Parameter& p : layer->parameters())
        if (fixture["weights_after"].contains(p.name))
            QCOMPARE(fixtures::difference(p.value, fixture["weights_after"][p.name]), std::string());
    if (!pass.training)
        return;
    gradients[0] = fixtures::tensor(fixture["upstream"]);
    layer->backward(gradients, inputGradients, pass);
    for (std::size_t i = 0; i < inputs.size(); ++i)
        QCOMPARE(fixtures::difference(inputGradients[i], fixture["input_gradients"][i]), std::string());
    for (const Parameter& p : layer->parameters())
        if (p.trainable)
            QCOMPARE(fixtures::difference(p.gradient, fixture["weight_gradients"][p.name]), std::string());
}

void LayerFixturesTest::everyLayerHasAFixture()
{
    for (const LayerType& type : layerTypes())
        if (type.id != "input" && type.id != "output") // these compute nothing
            QVERIFY2(std::any_of(m_fixtures.begin(), m_fixtures.end(),
                                 [&](const Json& fixture) { return fixture["type"] == type.id; }),
                     type.id.c_str());
}

QTEST_GUILESS_MAIN(LayerFixturesTest)
#include "layer_fixtures_test.moc"
