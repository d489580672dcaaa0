// Every loss against the numbers that PyTorch found.
#include "engine/base/json.h"
#include "engine/losses/loss_type.h"
#include "tests/engine/layers/fixture_file.h"

#include <QTest>

using namespace engine;

class LossFixturesTest : public QObject {
    Q_OBJECT

private slots:
    void lossesAgreeWithPyTorch_data();
    void lossesAgreeWithPyTorch();
    void everyLossHasAFixture();

private:
    const Json m_fixtures = fixtures::read("losses.json");
};

void LossFixturesTest::lossesAgreeWithPyTorch_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < m_fixtures.size(); ++i)
        QTest::addRow("%d %s %s", int(i), m_fixtures[i]["type"].get<std::string>().c_str(),
                      m_fixtures[i]["attributes"].dump().c_str())
            << int(i);
}

void LossFixturesTest::lossesAgreeWithPyTorch()
{
    QFETCH(const int, index);
    const Json& fixture = m_fixtures[std::size_t(index)];
    const LossType& type = *findLossType(fixture["type"].get<std::string>());
    const auto loss = type.build(fixtures::attributes(type.fields, fixture["attributes"]), {});
    const Tensor prediction = fixtures::tensor(fixture["prediction"]);
    const Tensor target =
        fixture.contains("ids") ? fixtures::ids(fixture["ids"]) : fixtures::tensor(fixture["target"]);
    Tensor value, gradient;
    loss->compute(prediction, target, fixture["weight"].get<float>(), value, &gradient);
    const double expected = fixture["loss"].get<double>();
    QVERIFY2(std::abs(double(value.item()) - expected) < 2e-6 * (1 + std::abs(expected)),
             qPrintable(QString("%1 instead of %2").arg(double(value.item())).arg(expected)));
    QCOMPARE(fixtures::difference(gradient, fixture["gradient"]), std::string());
}

void LossFixturesTest::everyLossHasAFixture()
{
    for (const LossType& type : lossTypes()) // those that draw classes are compared in sampled_loss_test
        QVERIFY2(type.parameters ||
                     std::any_of(m_fixtures.begin(), m_fixtures.end(),
                                 [&](const Json& fixture) { return fixture["type"] == type.id; }),
                 type.id.c_str());
}

QTEST_GUILESS_MAIN(LossFixturesTest)
#include "loss_fixtures_test.moc"
