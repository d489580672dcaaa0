#include "engine/ops/normalize.h"
#include "tests/engine/ops/reference.h"

using namespace engine;
using namespace reference;

namespace {

constexpr float epsilon = 1e-3f;

double at(const Tensor& x, std::int64_t i)
{
    return double(x.data()[i]);
}
double gammaAt(const Tensor& gamma, std::int64_t i)
{
    return gamma.empty() ? 1 : at(gamma, i);
}
double betaAt(const Tensor& beta, std::int64_t i)
{
    return beta.empty() ? 0 : at(beta, i);
}

struct Statistics {
    double mean = 0, variance = 0;
    double inverse() const { return 1 / std::sqrt(variance + double(epsilon)); }
};

// Of count values, step apart.
Statistics statistics(const std::function<double(std::int64_t)>& x, std::int64_t first, std::int64_t count,
                      std::int64_t step)
{
    Statistics s;
    for (std::int64_t i = 0; i < count; ++i)
        s.mean += x(first + i * step) / double(count);
    for (std::int64_t i = 0; i < count; ++i)
        s.variance += std::pow(x(first + i * step) - s.mean, 2) / double(count);
    return s;
}

// x normalised along columns or rows, by the definition.
double exact(const std::function<double(std::int64_t)>& x, int rows, int columns, bool alongRows,
             std::int64_t i)
{
    const Statistics s = alongRows ? statistics(x, i / columns * columns, columns, 1)
                                   : statistics(x, i % columns, rows, columns);
    return (x(i) - s.mean) * s.inverse();
}

struct Normalised {
    Tensor normalized, first, second, y; // batch: mean and variance; layer: inverse
};

Normalised normalise(const Tensor& x, const Tensor& gamma, const Tensor& beta, bool alongRows)
{
    Normalised n{Tensor::like(x), Tensor({alongRows ? x.rows() : x.columns()}), Tensor({x.columns()}),
                 Tensor::like(x)};
    if (alongRows)
        ops::layerNorm(x, gamma, beta, epsilon, n.normalized, n.first, n.y);
    else
        ops::batchNorm(x, gamma, beta, epsilon, n.first, n.second, n.normalized, n.y);
    return n;
}

void addCases()
{
    QTest::addColumn<bool>("alongRows");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    for (bool alongRows : {false, true})
        for (const auto& [rows, columns] : std::initializer_list<std::array<int, 2>>{
                 {1, 5}, {7, 1}, {6, 9}, {33, 17}, {300, 300}, {5000, 8}})
            QTest::addRow("%s, %d x %d", alongRows ? "layer" : "batch", rows, columns)
                << alongRows << rows << columns;
}

} // namespace

class NormalizeTest : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheDefinition_data() { addCases(); }
    void agreesWithTheDefinition()
    {
        QFETCH(bool, alongRows);
        QFETCH(int, rows);
        QFETCH(int, columns);
        const Tensor x = randomTensor({rows, columns}, 1, -1, 3);
        const auto input = [&](std::int64_t i) { return at(x, i); };
        Tensor expected({rows, columns});
        for (std::int64_t i = 0; i<x.size(); i += rows> 100 ? 97 : 1)
            expected.data()[i] = float(exact(input, rows, columns, alongRows, i));
        for (bool scaled : {false, true}) {
            const Tensor gamma = scaled ? randomTensor({columns}, 2) : Tensor();
            const Tensor beta = scaled ? randomTensor({columns}, 3) : Tensor();
            const Normalised n = normalise(x, gamma, beta, alongRows);
            for (std::int64_t i = 0; i<x.size(); i += rows> 100 ? 97 : 1) {
                QCOMPARE_LE(std::fabs(at(n.normalized, i) - at(expected, i)), 1e-5);
                QCOMPARE_LE(std::fabs(at(n.y, i) - at(expected, i) * gammaAt(gamma, i % columns) -
                                      betaAt(beta, i % columns)),
                            1e-5);
            }
        }
    }

    void varianceSurvivesALargeMean()
    {
        const Tensor x = randomTensor({5000, 3}, 1, 4000, 4001);
        const Normalised n = normalise(x, {}, {}, false);
        const Statistics s = statistics([&](std::int64_t i) { return at(x, i); }, 1, 5000, 3);
        QVERIFY(std::fabs(at(n.first, 1) - s.mean) < 0.002);
        QVERIFY(std::fabs(at(n.second, 1) - s.variance) < 2e-4);
    }

    void gradientsMatchFiniteDifferences_data()
    {
        QTest::addColumn<bool>("alongRows");
        QTest::addColumn<bool>("scaled");
        for (bool alongRows : {false, true})
            for (bool scaled : {false, true})
                QTest::addRow("%s, %s", alongRows ? "layer" : "batch", scaled ? "scaled" : "plain")
                    << alongRows << scaled;
    }
    void gradientsMatchFiniteDifferences()
    {
        QFETCH(bool, alongRows);
        QFETCH(bool, scaled);
        constexpr int rows = 6, columns = 5;
        const Tensor x = randomTensor({rows, columns}, 1, -2, 2);
        const Tensor gradY = randomTensor({rows, columns}, 2);
        const Tensor gamma = scaled ? randomTensor({columns}, 3) : Tensor();
        Tensor gradGamma = scaled ? randomTensor({columns}, 4) : Tensor();
        Tensor gradBeta = scaled ? randomTensor({columns}, 5) : Tensor();
        const Tensor oldGamma = gradGamma.clone();
        const Tensor oldBeta = gradBeta.clone();
        const Normalised n = normalise(x, gamma, {}, alongRows);
        Tensor gradX = Tensor::like(x);
        if (alongRows)
            ops::layerNormBackward(n.normalized, n.first, gamma, gradY, gradGamma, gradBeta, gradX);
        else
            ops::batchNormBackward(n.normalized, n.second, gamma, epsilon, gradY, gradGamma, gradBeta, gradX);
        const auto loss = [&](std::int64_t moved, double by) {
            const auto input = [&](std::int64_t i) { return at(x, i) + (i == moved ? by : 0); };
            double sum = 0;
            for (std::int64_t i = 0; i < x.size(); ++i)
                sum += at(gradY, i) * gammaAt(gamma, i % columns) * exact(input, rows, columns, alongRows, i);
            return sum;
        };
        QCOMPARE_LE(
            worstError(gradX, [&](std::int64_t i) { return (loss(i, 1e-5) - loss(i, -1e-5)) / 2e-5; }), 1e-5);
        if (!scaled)
            return;
        const auto input = [&](std::int64_t i) { return at(x, i); };
        for (int column = 0; column < columns; ++column) {
            double toGamma = at(oldGamma, column), toBeta = at(oldBeta, column);
            for (std::int64_t i = column; i < x.size(); i += columns) {
                toGamma += at(gradY, i) * exact(input, rows, columns, alongRows, i);
                toBeta += at(gradY, i);
            }
            QCOMPARE_LE(std::fabs(at(gradGamma, column) - toGamma), 1e-5);
            QCOMPARE_LE(std::fabs(at(gradBeta, column) - toBeta), 1e-5);
        }
    }

    void givenStatisticsAreUsed()
    {
        const Tensor x = randomTensor({40, 7}, 1);
        const Tensor mean = randomTensor({7}, 2);
        const Tensor variance = randomTensor({7}, 3, 0.1f, 2);
        const Tensor gamma = randomTensor({7}, 4);
        Tensor y = Tensor::like(x);
        ops::normalizeColumns(x, mean, variance, gamma, Tensor(), epsilon, y);
        QCOMPARE_LE(worstError(y,
                               [&](std::int64_t i) {
                                   return (at(x, i) - at(mean, i % 7)) /
                                       std::sqrt(at(variance, i % 7) + double(epsilon)) * at(gamma, i % 7);
                               }),
                    2e-6);
    }

    void movingAverageMoves()
    {
        Tensor old = Tensor::of({2}, std::array{1.0f, -2.0f});
        ops::movingAverage(Tensor::of({2}, std::array{3.0f, 0.0f}), 0.75f, old);
        QCOMPARE(old.data()[0], 1.5f);
        QCOMPARE(old.data()[1], -1.5f);
    }

    void doesNotDependOnThreads()
    {
        const Tensor x = randomTensor({2000, 40}, 1);
        for (bool alongRows : {false, true})
            QVERIFY(sameOnAnyThreads([&] {
                const Normalised n = normalise(x, {}, {}, alongRows);
                Tensor gradX = Tensor::like(x);
                Tensor none;
                if (alongRows)
                    ops::layerNormBackward(n.normalized, n.first, {}, n.y, none, none, gradX);
                else
                    ops::batchNormBackward(n.normalized, n.second, {}, epsilon, n.y, none, none, gradX);
                return gradX;
            }));
    }
};

QTEST_GUILESS_MAIN(NormalizeTest)
#include "normalize_test.moc"
