#include "engine/ops/activation.h"
#include "tests/engine/ops/reference.h"

#include <array>
#include <limits>

using namespace engine;
using namespace reference;
using ops::Activation;
using ops::ActivationSpec;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

double exact(const ActivationSpec& spec, double x)
{
    switch (spec.kind) {
    case Activation::Relu:
        return x > 0 ? x : 0;
    case Activation::Sigmoid:
        return 1 / (1 + std::exp(-x));
    case Activation::Tanh:
        return std::tanh(x);
    case Activation::Elu:
        return x > 0 ? x : double(spec.alpha) * std::expm1(x);
    case Activation::LeakyRelu:
        return x > 0 ? x : double(spec.slope) * x;
    case Activation::Softplus:
        return std::max(x, 0.0) + std::log1p(std::exp(-std::fabs(x)));
    default:
        return x;
    }
}

double exactSoftmax(const std::function<double(std::int64_t)>& x, std::int64_t columns, std::int64_t i)
{
    const std::int64_t start = i / columns * columns;
    double top = x(start);
    for (std::int64_t j = 0; j < columns; ++j)
        top = std::max(top, x(start + j));
    double sum = 0;
    for (std::int64_t j = 0; j < columns; ++j)
        sum += std::exp(x(start + j) - top);
    return std::exp(x(i) - top) / sum;
}

Tensor activated(const Tensor& x, const Tensor& bias, const ActivationSpec& spec)
{
    Tensor y = Tensor::like(x);
    ops::activate(x, bias, spec, y);
    return y;
}

float one(float x, const ActivationSpec& spec)
{
    return activated(Tensor::of({1}, std::array{x}), {}, spec).item();
}

void addKinds()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<float>("parameter");
    for (std::size_t kind = 0; kind < ops::activationNames().size(); ++kind)
        QTest::newRow(ops::activationNames()[kind].c_str()) << int(kind) << 1.0f;
    QTest::newRow("elu, alpha 0.4") << int(Activation::Elu) << 0.4f;
    QTest::newRow("elu, alpha 0") << int(Activation::Elu) << 0.0f;
    QTest::newRow("leaky relu, slope 0.1") << int(Activation::LeakyRelu) << 0.1f;
    QTest::newRow("leaky relu, slope 0") << int(Activation::LeakyRelu) << 0.0f;
}

ActivationSpec fetchedSpec()
{
    QFETCH(int, kind);
    QFETCH(float, parameter);
    return {Activation(kind), parameter, parameter};
}

} // namespace

class ActivationTest : public QObject {
    Q_OBJECT

private slots:
    void namesReadBack()
    {
        QCOMPARE(ops::activationNames().size(), 8u);
        for (std::size_t i = 0; i < 8; ++i)
            QCOMPARE(ops::activationNamed(ops::activationNames()[i]), Activation(i));
        QVERIFY(!ops::activationNamed("Relu"));
        QCOMPARE(ops::activationNamed("leaky_relu"), Activation::LeakyRelu);
    }

    void agreesWithTheDefinition_data() { addKinds(); }
    void agreesWithTheDefinition()
    {
        const ActivationSpec spec = fetchedSpec();
        for (const Shape& shape :
             {Shape{1, 1}, Shape{3, 17}, Shape{100, 10}, Shape{2, 31, 33}, Shape{4, 1457}}) {
            const Tensor x = randomTensor(shape, 1, -6, 6);
            const Tensor bias = randomTensor({shape.back()}, 2, -2, 2);
            for (const Tensor& b : {Tensor(), bias}) {
                const auto input = [&](std::int64_t i) {
                    return double(x.data()[i] + (b.empty() ? 0.0f : b.data()[i % shape.back()]));
                };
                const auto expected = [&](std::int64_t i) {
                    return spec.kind == Activation::Softmax ? exactSoftmax(input, shape.back(), i)
                                                            : exact(spec, input(i));
                };
                const Tensor y = activated(x, b, spec);
                QCOMPARE_LE(worstError(y, expected), 1e-6);
                Tensor inPlace = x.clone();
                ops::activate(inPlace, b, spec, inPlace);
                QVERIFY(sameBits(inPlace, y));
            }
        }
    }

    void derivativeMatchesFiniteDifferences_data() { addKinds(); }
    void derivativeMatchesFiniteDifferences()
    {
        const ActivationSpec spec = fetchedSpec();
        constexpr int columns = 19;
        const Tensor x = randomTensor({7, columns}, 1, -3, 3);
        const Tensor gradY = randomTensor({7, columns}, 2);
        const Tensor y = activated(x, {}, spec);
        Tensor gradX = Tensor::like(x);
        ops::activateBackward(y, gradY, spec, gradX);
        // Difference quotient of sum(gradY * activation(x)) in doubles.
        const auto loss = [&](std::int64_t moved, double by) {
            const auto input = [&](std::int64_t i) { return double(x.data()[i]) + (i == moved ? by : 0); };
            double sum = 0;
            for (std::int64_t i = moved / columns * columns; i < (moved / columns + 1) * columns; ++i)
                sum += double(gradY.data()[i]) *
                    (spec.kind == Activation::Softmax ? exactSoftmax(input, columns, i)
                                                      : exact(spec, input(i)));
            return sum;
        };
        QCOMPARE_LE(
            worstError(gradX, [&](std::int64_t i) { return (loss(i, 1e-5) - loss(i, -1e-5)) / 2e-5; }), 2e-6);
        Tensor inPlace = gradY.clone();
        ops::activateBackward(y, inPlace, spec, inPlace);
        QVERIFY(sameBits(inPlace, gradX));
    }

    void extremesStayFiniteAndNanStays_data() { addKinds(); }
    void extremesStayFiniteAndNanStays()
    {
        const ActivationSpec spec = fetchedSpec();
        if (spec.kind != Activation::Softmax)
            for (float x : {1e30f, -1e30f, 88.0f, -88.0f, 500.0f, -500.0f}) {
                QVERIFY(std::isfinite(one(x, spec)));
                QVERIFY(std::fabs(double(one(x, spec)) - exact(spec, double(x))) <=
                        1e-6 * std::max(1.0, std::fabs(exact(spec, double(x)))));
            }
        QVERIFY(std::isnan(one(std::nanf(""), spec)));
        const Tensor y = activated(Tensor::of({1, 4}, std::array{1e30f, -1e30f, 3.0f, 0.0f}), {}, spec);
        for (float value : y.values())
            QVERIFY(std::isfinite(value));
    }

    void infinityHasItsLimit()
    {
        QCOMPARE(one(infinity, {Activation::Relu}), infinity);
        QCOMPARE(one(-infinity, {Activation::Relu}), 0.0f);
        QCOMPARE(one(infinity, {Activation::Sigmoid}), 1.0f);
        QCOMPARE(one(-infinity, {Activation::Tanh}), -1.0f);
        QCOMPARE(one(-infinity, {Activation::Elu, 0.5f}), -0.5f);
        QCOMPARE(one(infinity, {Activation::Softplus}), infinity);
        QCOMPARE(one(-infinity, {Activation::Softplus}), 0.0f);
    }

    void softmaxRowsSumToOne()
    {
        const Tensor y = activated(randomTensor({300, 1001}, 4, -50, 50), {}, {Activation::Softmax});
        for (int row = 0; row < 300; ++row) {
            double sum = 0;
            for (int column = 0; column < 1001; ++column)
                sum += double(y.data()[row * 1001 + column]);
            QCOMPARE_LE(std::fabs(sum - 1), 1e-5);
        }
    }

    void doesNotDependOnThreads_data() { addKinds(); }
    void doesNotDependOnThreads()
    {
        const ActivationSpec spec = fetchedSpec();
        const Tensor x = randomTensor({333, 257}, 1, -4, 4);
        const Tensor bias = randomTensor({257}, 2);
        QVERIFY(sameOnAnyThreads([&] { return activated(x, bias, spec); }));
        QVERIFY(sameOnAnyThreads([&] {
            Tensor gradX = Tensor::like(x);
            ops::activateBackward(activated(x, bias, spec), x, spec, gradX);
            return gradX;
        }));
    }
};

QTEST_GUILESS_MAIN(ActivationTest)
#include "activation_test.moc"
