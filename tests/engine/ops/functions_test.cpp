#include "engine/ops/functions.h"

#include <QtTest>

#include <limits>

using namespace engine::ops;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
const float notANumber = std::numeric_limits<float>::quiet_NaN();

// The worst relative error over evenly spread arguments; subnormal results are left out.
template <class Function, class Exact>
double worst(float low, float high, Function function, Exact exact)
{
    double error = 0;
    constexpr int steps = 200'000;
    for (int i = 0; i <= steps; ++i) {
        const float x = low + (high - low) * (float(i) / steps);
        const double expected = exact(double(x));
        if (std::fabs(expected) > 1.2e-38)
            error = std::max(error, std::fabs(double(function(x)) - expected) / std::fabs(expected));
    }
    return error;
}

} // namespace

class FunctionsTest : public QObject {
    Q_OBJECT

private slots:
    void errorsStayBelowThreeUlp()
    {
        constexpr double bound = 3.6e-7;
        const auto exactSoftplus = [](double x) { return std::log1p(std::exp(x)); };
        const auto exactSigmoid = [](double x) { return 1 / (1 + std::exp(-x)); };
        QCOMPARE_LE(worst(-87, 88.7f, exponential, [](double x) { return std::exp(x); }), bound);
        QCOMPARE_LE(worst(-1, 1, exponential, [](double x) { return std::exp(x); }), bound);
        QCOMPARE_LE(worst(-20, 0, expm1Negative, [](double x) { return std::expm1(x); }), bound);
        QCOMPARE_LE(worst(-0.01f, 0, expm1Negative, [](double x) { return std::expm1(x); }), bound);
        QCOMPARE_LE(worst(0, 1, log1pUnit, [](double x) { return std::log1p(x); }), bound);
        QCOMPARE_LE(worst(0, 1e-4f, log1pUnit, [](double x) { return std::log1p(x); }), bound);
        QCOMPARE_LE(worst(1e-9f, 0.5f, logarithm, [](double x) { return std::log(x); }), bound);
        QCOMPARE_LE(worst(0.5f, 0.999f, logarithm, [](double x) { return std::log(x); }), bound);
        QCOMPARE_LE(worst(1, 1e30f, logarithm, [](double x) { return std::log(x); }), bound);
        QCOMPARE_LE(worst(-10, 10, hyperbolicTangent, [](double x) { return std::tanh(x); }), bound);
        QCOMPARE_LE(worst(-0.01f, 0.01f, hyperbolicTangent, [](double x) { return std::tanh(x); }), bound);
        QCOMPARE_LE(worst(-30, 30, sigmoid, exactSigmoid), bound);
        QCOMPARE_LE(worst(-80, 80, softplus, exactSoftplus), bound);
        QCOMPARE_LE(worst(-2, 2, softplus, exactSoftplus), bound);
    }

    void circleIsAccurate()
    {
        double error = 0;
        for (int i = 0; i <= 100'000; ++i) {
            const float turns = float(i) / 100'000;
            const SineCosine at = circle(turns);
            error = std::max({error, std::fabs(double(at.sine) - std::sin(2 * M_PI * double(turns))),
                              std::fabs(double(at.cosine) - std::cos(2 * M_PI * double(turns)))});
        }
        QCOMPARE_LE(error, 3e-7);
    }

    void extremesAreRight()
    {
        QCOMPARE(exponential(-infinity), 0.0f);
        QCOMPARE(exponential(-1000.0f), 0.0f);
        QCOMPARE(exponential(0.0f), 1.0f);
        QCOMPARE(exponential(1000.0f), infinity);
        QCOMPARE(exponential(infinity), infinity);
        QVERIFY(std::isfinite(exponential(88.7f)));
        QCOMPARE(hyperbolicTangent(infinity), 1.0f);
        QCOMPARE(hyperbolicTangent(-infinity), -1.0f);
        QCOMPARE(hyperbolicTangent(0.0f), 0.0f);
        QCOMPARE(sigmoid(infinity), 1.0f);
        QCOMPARE(sigmoid(-infinity), 0.0f);
        QCOMPARE(sigmoid(0.0f), 0.5f);
        QCOMPARE(softplus(infinity), infinity);
        QCOMPARE(softplus(-infinity), 0.0f);
        QCOMPARE(softplus(1e30f), 1e30f);
        QCOMPARE(expm1Negative(-infinity), -1.0f);
        QCOMPARE(expm1Negative(0.0f), 0.0f);
    }

    void nanPropagates()
    {
        for (float (*function)(float) : {exponential, expm1Negative, hyperbolicTangent, sigmoid, softplus})
            QVERIFY(std::isnan(function(notANumber)));
    }
};

QTEST_GUILESS_MAIN(FunctionsTest)
#include "functions_test.moc"
