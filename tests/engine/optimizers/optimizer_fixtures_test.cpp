// Five steps of every optimiser against the numbers of the fixture script.
#include "engine/base/json.h"
#include "engine/optimizers/optimizer_type.h"
#include "tests/engine/layers/fixture_file.h"

#include <QTest>

using namespace engine;

class OptimizerFixturesTest : public QObject {
    Q_OBJECT

private slots:
    void stepsAgreeWithTheScript_data();
    void stepsAgreeWithTheScript();
    void everyOptimizerHasAFixture();

private:
    const Json m_fixtures = fixtures::read("optimizers.json");
};

void OptimizerFixturesTest::stepsAgreeWithTheScript_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < m_fixtures.size(); ++i)
        QTest::addRow("%d %s %s", int(i), m_fixtures[i]["type"].get<std::string>().c_str(),
                      m_fixtures[i]["attributes"].dump().c_str())
            << int(i);
}

void OptimizerFixturesTest::stepsAgreeWithTheScript()
{
    QFETCH(const int, index);
    const Json& fixture = m_fixtures[std::size_t(index)];
    const OptimizerType& type = *findOptimizerType(fixture["type"].get<std::string>());
    Tensor weights = fixtures::tensor(fixture["start"]);
    const auto optimizer = type.build(fixtures::attributes(type.fields, fixture["attributes"]), weights);
    for (std::size_t step = 0; step < fixture["gradients"].size(); ++step) {
        optimizer->step(weights, fixtures::tensor(fixture["gradients"][step]), {}, Tensor::scalar(1),
                        optimizer->rateOf(fixture["rate"].get<float>(), std::int64_t(step) + 1));
        QCOMPARE(fixtures::difference(weights, fixture["weights"][step], 2e-6), std::string());
    }
}

void OptimizerFixturesTest::everyOptimizerHasAFixture()
{
    for (const OptimizerType& type : optimizerTypes())
        QVERIFY2(std::any_of(m_fixtures.begin(), m_fixtures.end(),
                             [&](const Json& fixture) { return fixture["type"] == type.id; }),
                 type.id.c_str());
}

QTEST_GUILESS_MAIN(OptimizerFixturesTest)
#include "optimizer_fixtures_test.moc"
