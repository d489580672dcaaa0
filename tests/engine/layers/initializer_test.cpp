#include "engine/layers/initializer.h"

#include "engine/base/parallel.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace engine;

namespace {

struct Moments {
    double mean = 0, deviation = 0, low = 0, high = 0;
};

Moments momentsOf(const Tensor& tensor)
{
    Moments m{.low = 1e9, .high = -1e9};
    for (const float value : tensor.values()) {
        m.mean += double(value) / double(tensor.size());
        m.low = std::min(m.low, double(value));
        m.high = std::max(m.high, double(value));
    }
    for (const float value : tensor.values())
        m.deviation += std::pow(double(value) - m.mean, 2) / double(tensor.size());
    m.deviation = std::sqrt(m.deviation);
    return m;
}

Tensor filled(const Initializer& initializer, const Shape& shape, std::uint64_t key = 3)
{
    Tensor tensor(shape);
    initializer.fill(tensor, RandomKey{key});
    return tensor;
}

} // namespace

class InitializerTest : public QObject {
    Q_OBJECT

private slots:
    void momentsAreThoseOfTheDefinition_data();
    void momentsAreThoseOfTheDefinition();
    void constantsAreExact();
    void orthogonalRowsOrColumnsAreOrthonormal_data();
    void orthogonalRowsOrColumnsAreOrthonormal();
    void resultsDoNotDependOnThreads_data();
    void resultsDoNotDependOnThreads();
    void everyChoiceIsKnown();
};

void InitializerTest::momentsAreThoseOfTheDefinition_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<double>("deviation");
    QTest::addColumn<double>("most"); // beyond which there is nothing; 0: no such border
    // shape 400 x 200: fan in 400, fan out 200
    const auto row = [](const char* kind, double deviation, double most) {
        QTest::newRow(kind) << kind << deviation << most;
    };
    const double truncated = 2 / 0.87962566103423978;
    row("glorot_uniform", std::sqrt(2.0 / 600), std::sqrt(6.0 / 600));
    row("glorot_normal", std::sqrt(2.0 / 600), truncated * std::sqrt(2.0 / 600));
    row("he_uniform", std::sqrt(2.0 / 400), std::sqrt(6.0 / 400));
    row("he_normal", std::sqrt(2.0 / 400), truncated * std::sqrt(2.0 / 400));
    row("lecun_uniform", std::sqrt(1.0 / 400), std::sqrt(3.0 / 400));
    row("lecun_normal", std::sqrt(1.0 / 400), truncated * std::sqrt(1.0 / 400));
    row("normal", 0.05, 0);
    row("truncated_normal", 0.05 * 0.87962566103423978, 0.1);
    row("uniform", 0.05 / std::sqrt(3.0), 0.05);
}

void InitializerTest::momentsAreThoseOfTheDefinition()
{
    QFETCH(const QString, kind);
    QFETCH(const double, deviation);
    QFETCH(const double, most);
    const Moments m = momentsOf(filled({.kind = kind.toStdString()}, {400, 200}));
    QVERIFY(std::abs(m.mean) < 0.015 * deviation); // 80,000 values: 4 standard errors
    QVERIFY2(std::abs(m.deviation / deviation - 1) < 0.01,
             qPrintable(QString::number(m.deviation / deviation)));
    if (most > 0)
        QVERIFY(m.high <= most * 1.000001 && m.low >= -most * 1.000001 && m.high > 0.97 * most);
    else
        QVERIFY(m.high > 3.5 * deviation && m.low < -3.5 * deviation);
    const Moments convolution =
        momentsOf(filled({.kind = kind.toStdString()}, {4, 4, 25, 200})); // fans 400, 3200
    if (kind.startsWith("he") || kind.startsWith("lecun"))
        QVERIFY(std::abs(convolution.deviation / deviation - 1) < 0.01);
    if (kind.startsWith("glorot"))
        QVERIFY(std::abs(convolution.deviation / std::sqrt(2.0 / 3600) - 1) < 0.01);
}

void InitializerTest::constantsAreExact()
{
    const auto all = [](const Initializer& initializer, float value) {
        const Tensor weight = filled(initializer, {3, 7});
        return std::ranges::all_of(weight.values(), [value](float found) { return found == value; });
    };
    QVERIFY(all({.kind = "zeros"}, 0));
    QVERIFY(all({.kind = "ones"}, 1));
    QVERIFY(all({.kind = "constant", .value = -2.5}, -2.5f));
    const Moments normal = momentsOf(filled({.kind = "normal", .mean = 2, .deviation = 0.5}, {200, 200}));
    QVERIFY(std::abs(normal.mean - 2) < 0.01 && std::abs(normal.deviation - 0.5) < 0.01);
    const Moments uniform = momentsOf(filled({.kind = "uniform", .min = 1, .max = 3}, {200, 200}));
    QVERIFY(uniform.low >= 1 && uniform.high < 3 && std::abs(uniform.mean - 2) < 0.02);
}

void InitializerTest::orthogonalRowsOrColumnsAreOrthonormal_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::newRow("tall") << 31 << 12;
    QTest::newRow("wide") << 12 << 31;
    QTest::newRow("square") << 128 << 128;
    QTest::newRow("one row") << 1 << 9;
    QTest::newRow("one value") << 1 << 1;
}

void InitializerTest::orthogonalRowsOrColumnsAreOrthonormal()
{
    QFETCH(const int, rows);
    QFETCH(const int, columns);
    const Tensor q = filled({.kind = "orthogonal", .gain = 1.5}, {rows, columns});
    const bool wide = rows < columns;
    const int count = wide ? rows : columns, size = wide ? columns : rows;
    const auto at = [&](int vector, int i) {
        return double(q.values()[std::size_t(wide ? vector * columns + i : i * columns + vector)]);
    };
    for (int a = 0; a < count; ++a)
        for (int b = 0; b <= a; ++b) {
            double product = 0;
            for (int i = 0; i < size; ++i)
                product += at(a, i) * at(b, i);
            QVERIFY(std::abs(product - (a == b ? 2.25 : 0)) < 1e-5);
        }
}

void InitializerTest::resultsDoNotDependOnThreads_data()
{
    QTest::addColumn<QString>("kind");
    for (const std::string& kind : initializerLimits().choices)
        QTest::newRow(kind.c_str()) << QString::fromStdString(kind);
}

void InitializerTest::resultsDoNotDependOnThreads()
{
    QFETCH(const QString, kind);
    const Initializer initializer{.kind = kind.toStdString(), .value = 0.5};
    setThreads(1);
    const Tensor one = filled(initializer, {300, 70});
    setThreads(3);
    const Tensor many = filled(initializer, {300, 70});
    const Tensor other = filled(initializer, {300, 70}, 4);
    setThreads(0);
    QVERIFY(std::equal(one.values().begin(), one.values().end(), many.values().begin()));
    const bool fixed = kind == "zeros" || kind == "ones" || kind == "constant";
    QCOMPARE(std::equal(one.values().begin(), one.values().end(), other.values().begin()), fixed);
}

void InitializerTest::everyChoiceIsKnown()
{
    const Limits limits = initializerLimits();
    QCOMPARE(limits.choices.size(), limits.choiceTitles.size());
    QCOMPARE(limits.choices.size(), std::size_t(13));
}

QTEST_GUILESS_MAIN(InitializerTest)
#include "initializer_test.moc"
