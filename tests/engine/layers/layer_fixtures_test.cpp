// Every layer against the numbers that PyTorch found.
#include "engine/base/json.h"
#include "engine/layers/layer_type.h"
#include "tests/engine/layers/fixture_file.h"

#include <QTest>

#include <array>

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
        inputs.push_back(type.category == Category::Embedding ? fixtures::ids(input)
                                                              : fixtures::tensor(input));
        signals_.push_back({inputs.back().shape().withoutBatch(), inputs.back().type()});
    }
    const auto layer = type.build(attributes, signals_);
    QCOMPARE(layer->parameters().size(), fixture["weights"].size());
    for (Parameter& p : layer->parameters())
        p.value.copyFrom(fixtures::tensor(fixture["weights"][p.name]));
    const Tensor noise = fixture.contains("noise") ? fixtures::tensor(fixture["noise"]) : Tensor();
    const Tensor mask = fixture.contains("mask") ? fixtures::tensor(fixture["mask"]) : Tensor();
    Pass pass{.training = fixture["training"].get<bool>(),
              .noise = noise.empty() ? nullptr : &noise,
              .mask = mask.empty() ? nullptr : &mask};
    std::vector<Tensor> outputs(type.outputs.size()), gradients(outputs.size()),
        inputGradients(inputs.size());
    if (fixture.contains("earlier")) // a batch before, whose state the layer keeps
        layer->forward(std::array{fixtures::tensor(fixture["earlier"])}, outputs, {.training = true});
    layer->forward(inputs, outputs, pass);
    QCOMPARE(fixtures::difference(outputs[0], fixture["outputs"]), std::string());
    for (std::size_t i = 1; i < outputs.size(); ++i)
        QCOMPARE(fixtures::difference(outputs[i], fixture["further_outputs"][i - 1]), std::string());
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
    for (std::size_t i = 1; i < outputs.size(); ++i)
        gradients[i] = fixtures::tensor(fixture["further_upstream"][i - 1]);
    layer->backward(gradients, inputGradients, pass);
    for (std::size_t i = 0; i < fixture["input_gradients"].size(); ++i) // ids have none
        QCOMPARE(fixtures::difference(inputGradients[i], fixture["input_gradients"][i]), std::string());
    for (const Parameter& p : layer->parameters())
        if (p.trainable)
            QCOMPARE(fixtures::difference(wholeGradient(p), fixture["weight_gradients"][p.name]),
                     std::string());
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
