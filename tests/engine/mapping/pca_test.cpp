#include "engine/mapping/pca.h"

#include "engine/mapping/symmetric_eigen.h"
#include "some_points.h"

#include <QTest>

using namespace engine;
using namespace engine::maps;

namespace {

// Deviations fall slowly from column to column, and columns are mixed.
Tensor mixed(int rows, int columns)
{
    Tensor points = cloud(rows, columns);
    for (std::int64_t i = 0; i < rows; ++i) {
        float* const row = points.data() + i * columns;
        for (int c = 0; c < columns; ++c)
            row[c] = row[c] * std::pow(0.8f, float(c)) + 3;
        for (int c = columns - 1; c > 0; --c)
            row[c] += 0.5f * row[c - 1];
    }
    return points;
}

std::vector<std::vector<double>> covarianceOf(const Tensor& points)
{
    const int n = points.rows(), d = points.columns();
    const auto at = [&](int i, int c) { return double(points.data()[std::int64_t{i} * d + c]); };
    std::vector<double> mean(static_cast<std::size_t>(d));
    for (int i = 0; i < n; ++i)
        for (int c = 0; c < d; ++c)
            mean[size_t(c)] += at(i, c) / n;
    std::vector<std::vector<double>> matrix(size_t(d), std::vector<double>(static_cast<std::size_t>(d)));
    for (int i = 0; i < n; ++i)
        for (int a = 0; a < d; ++a)
            for (int b = 0; b < d; ++b)
                matrix[size_t(a)][size_t(b)] +=
                    (at(i, a) - mean[size_t(a)]) * (at(i, b) - mean[size_t(b)]) / (n - 1);
    return matrix;
}

} // namespace

class PcaTest : public QObject {
    Q_OBJECT
private slots:
    void eigenvectorsSolveTheirEquation()
    {
        const auto matrix = covarianceOf(mixed(50, 12));
        const EigenPairs pairs = symmetricEigen(matrix);
        for (size_t p = 0; p < 12; ++p) {
            if (p > 0)
                QVERIFY(pairs.values[p] <= pairs.values[p - 1]);
            for (size_t i = 0; i < 12; ++i) {
                double product = 0;
                for (size_t j = 0; j < 12; ++j)
                    product += matrix[i][j] * pairs.vectors[p][j];
                QVERIFY(std::fabs(product - pairs.values[p] * pairs.vectors[p][i]) < 1e-12);
            }
        }
    }

    void agreesWithTheDenseDecomposition()
    {
        const Tensor points = mixed(400, 40);
        const EigenPairs dense = symmetricEigen(covarianceOf(points));
        const PrincipalComponents found = principalComponents(points, 10);
        double total = 0;
        for (const double value : dense.values)
            total += value;
        QVERIFY(std::fabs(found.totalVariance / total - 1) < 1e-5);
        for (size_t p = 0; p < 10; ++p) {
            QVERIFY(std::fabs(found.variances[p] / dense.values[p] - 1) < 1e-4);
            double product = 0;
            for (size_t c = 0; c < 40; ++c)
                product += double(found.axes.data()[p * 40 + c]) * dense.vectors[p][c];
            QVERIFY2(std::fabs(std::fabs(product) - 1) < 1e-3, qPrintable(QString::number(product)));
        }
    }

    void scoresAreCentredProjections()
    {
        const Tensor points = mixed(60, 5);
        const PrincipalComponents found = principalComponents(points, 5);
        for (int i = 0; i < 60; ++i)
            for (int c = 0; c < 5; ++c) { // all components together give the points back
                double value = found.mean.data()[c];
                for (int p = 0; p < 5; ++p)
                    value += double(found.scores.data()[i * 5 + p]) * found.axes.data()[p * 5 + c];
                QVERIFY(std::fabs(value - points.data()[i * 5 + c]) < 1e-4);
            }
    }

    void takesNoMoreComponentsThanThereAre()
    {
        QCOMPARE(principalComponents(cloud(3, 20), 10).scores.columns(), 3);
        QCOMPARE(principalComponents(cloud(20, 2), 10).scores.columns(), 2);
        QCOMPARE(principalComponents(cloud(5, 1), 2).scores.columns(), 1);
    }

    void pointsOnALineHaveOneComponent()
    {
        Tensor line({30, 4});
        for (int i = 0; i < 120; ++i)
            line.data()[i] = float(i / 4) * float(i % 4 + 1);
        const PrincipalComponents found = principalComponents(line, 3);
        QVERIFY(found.variances[1] < 1e-6 * found.variances[0]);
        for (const float score : found.scores.values())
            QVERIFY(std::isfinite(score));
    }

    void isTheSameOnAnyNumberOfThreads()
    {
        const Tensor points = mixed(3000, 60);
        const auto scores = [&] { return principalComponents(points, 20).scores; };
        const Tensor one = onThreads(1, scores);
        for (const int threads : {2, 3, 5})
            QVERIFY(sameBits(onThreads(threads, scores), one));
    }
};

QTEST_GUILESS_MAIN(PcaTest)
#include "pca_test.moc"
