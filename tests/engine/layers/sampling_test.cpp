// What Sampling promises beyond its formulas: it stays finite, comes back from far away, and gives the mean
// when nothing is trained.
#include "engine/layers/layer_type.h"

#include <QTest>

#include <cmath>

using namespace engine;

namespace {

struct Drawn {
    float z, loss, slopeOfMean, slopeOfLogVariance;
};

// One value, with the given random number and no gradient from above.
Drawn drawn(float mean, float logVariance, float number, bool training = true)
{
    const auto layer = findLayerType("sampling")->build({}, {{{1}}, {{1}}});
    const Tensor noise = Tensor::of({1, 1}, std::vector{number});
    const Pass pass{.training = training, .noise = &noise};
    const std::vector inputs{Tensor::of({1, 1}, std::vector{mean}),
                             Tensor::of({1, 1}, std::vector{logVariance})};
    std::vector<Tensor> outputs(1), gradients{Tensor::zeros({1, 1})}, slopes(2);
    layer->forward(inputs, outputs, pass);
    if (!training)
        return {outputs[0].item(), layer->ownLoss().item(), 0, 0};
    const float z = outputs[0].item();
    layer->backward(gradients, slopes, pass);
    return {z, layer->ownLoss().item(), slopes[0].item(), slopes[1].item()};
}

} // namespace

class SamplingTest : public QObject {
    Q_OBJECT

private slots:
    void anyLogVarianceStaysFinite_data();
    void anyLogVarianceStaysFinite();
    void theTangentContinuesTheExponential();
    void withoutTrainingTheMeanComesOut();
    void theStandardNormalDistributionCostsNothing();
};

void SamplingTest::anyLogVarianceStaysFinite_data()
{
    QTest::addColumn<float>("logVariance");
    for (const float value : {-1e30f, -1000.0f, -90.0f, 19.99f, 20.01f, 90.0f, 200.0f, 1000.0f, 1e9f})
        QTest::addRow("%g", double(value)) << value;
}

// And the gradient leads back: down from above, up from below.
void SamplingTest::anyLogVarianceStaysFinite()
{
    QFETCH(const float, logVariance);
    const Drawn found = drawn(0.3f, logVariance, 2);
    for (const float value : {found.z, found.loss, found.slopeOfMean, found.slopeOfLogVariance})
        QVERIFY(std::isfinite(value));
    QVERIFY(logVariance > 0 ? found.slopeOfLogVariance > 1e6f : found.slopeOfLogVariance < -0.49f);
    QVERIFY(found.loss > 0);
}

void SamplingTest::theTangentContinuesTheExponential()
{
    const Drawn below = drawn(0, 19.999f, 1), above = drawn(0, 20.001f, 1);
    QVERIFY(std::abs(above.z / below.z - 1) < 2e-3f && above.z > below.z);
    QVERIFY(std::abs(above.loss / below.loss - 1) < 4e-3f && above.loss > below.loss);
    QVERIFY(std::abs(above.slopeOfLogVariance / below.slopeOfLogVariance - 1) < 4e-3f);
    QCOMPARE(drawn(0, 24, 1).z, 3 * std::exp(10.0f)); // two units of log-deviation further along it
}

void SamplingTest::withoutTrainingTheMeanComesOut()
{
    const Drawn found = drawn(0.75f, 1, 5, false);
    QCOMPARE(found.z, 0.75f);
    QCOMPARE(found.loss, drawn(0.75f, 1, 5).loss); // the validation loss has the term too
}

void SamplingTest::theStandardNormalDistributionCostsNothing()
{
    const Drawn found = drawn(0, 0, 1.5f);
    QCOMPARE(found.z, 1.5f);
    QCOMPARE(found.loss, 0.0f);
    QCOMPARE(found.slopeOfMean, 0.0f);
    QCOMPARE(found.slopeOfLogVariance, 0.0f);
}

QTEST_GUILESS_MAIN(SamplingTest)
#include "sampling_test.moc"
