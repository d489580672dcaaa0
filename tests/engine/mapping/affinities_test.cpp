#include "engine/mapping/affinities.h"

#include "some_points.h"

#include <QTest>

#include <map>

using namespace engine;
using namespace engine::maps;

namespace {

using Matrix = std::map<std::pair<int, int>, double>;

Matrix matrixOf(const ops::SparseRows& rows)
{
    Matrix matrix;
    for (int i = 0; i + 1 < rows.starts.rows(); ++i)
        for (int k = rows.starts.ids()[i]; k < rows.starts.ids()[i + 1]; ++k)
            if (rows.values.data()[k] != 0)
                matrix[{i, rows.columns.ids()[k]}] += rows.values.data()[k];
    return matrix;
}

double sumOf(const Matrix& matrix)
{
    double sum = 0;
    for (const auto& [place, value] : matrix)
        sum += value;
    return sum;
}

} // namespace

class AffinitiesTest : public QObject {
    Q_OBJECT
private slots:
    void areSymmetricAndSumToOne()
    {
        const Matrix matrix = matrixOf(affinities(nearest(clusters(500, 6, 4), 45), 15).near);
        QVERIFY(std::fabs(sumOf(matrix) - 1) < 1e-5);
        for (const auto& [place, value] : matrix) {
            const auto mirrored = matrix.find({place.second, place.first});
            QVERIFY(mirrored != matrix.end());
            QCOMPARE(mirrored->second, value);
            QVERIFY(place.first != place.second);
        }
    }

    // With all points as neighbours, both ways must give the same matrix.
    void allNeighboursGiveTheDenseMatrix()
    {
        const Tensor points = clusters(60, 5, 3);
        const Affinities dense = affinitiesOfAll(points, 12);
        const Affinities sparse = affinities(nearest(points, 59), 12);
        Matrix matrix = matrixOf(sparse.near);
        for (int i = 0; i < 60; ++i)
            for (int j = 0; j < 60; ++j)
                QVERIFY(std::fabs(matrix[{i, j}] - dense.all.data()[i * 60 + j]) < 1e-6);
        QVERIFY(std::fabs(dense.logarithms - sparse.logarithms) < 1e-4);
        QCOMPARE(dense.points(), 60);
        QCOMPARE(sparse.points(), 60);
    }

    // From the definition: bandwidths by bisection in double precision.
    void rowsHaveTheEntropyOfThePerplexity()
    {
        const Tensor points = clusters(80, 4, 2);
        const double perplexity = 10;
        const Affinities dense = affinitiesOfAll(points, perplexity);
        std::vector<double> conditional(80 * 80);
        for (int i = 0; i < 80; ++i) {
            std::vector<double> squares(80), row(80);
            for (int j = 0; j < 80; ++j)
                for (int c = 0; c < 4; ++c)
                    squares[size_t(j)] +=
                        std::pow(double(points.data()[i * 4 + c]) - points.data()[j * 4 + c], 2);
            double low = 0, high = 1e6;
            for (int pass = 0; pass < 100; ++pass) {
                const double b = (low + high) / 2;
                double sum = 0, entropy = 0;
                for (int j = 0; j < 80; ++j)
                    sum += row[size_t(j)] = j == i ? 0 : std::exp(-b * squares[size_t(j)]);
                for (int j = 0; j < 80; ++j)
                    if (row[size_t(j)] > 0)
                        entropy -= row[size_t(j)] / sum * std::log(row[size_t(j)] / sum);
                (sum > 0 && entropy > std::log(perplexity) ? low : high) = b;
                for (int j = 0; j < 80; ++j)
                    conditional[size_t(i * 80 + j)] = sum > 0 ? row[size_t(j)] / sum : 0;
            }
        }
        for (int i = 0; i < 80; ++i)
            for (int j = 0; j < 80; ++j)
                QVERIFY(std::fabs(dense.all.data()[i * 80 + j] -
                                  (conditional[size_t(i * 80 + j)] + conditional[size_t(j * 80 + i)]) / 160) <
                        1e-6);
    }

    void equalPointsShareAlike()
    {
        Tensor points = cloud(50, 3);
        for (int i = 0; i < 50; ++i)
            std::copy_n(points.data(), 3, points.data() + i * 3);
        points.data()[0] += 1;
        const Affinities found = affinities(nearest(points, 12), 4);
        for (const float value : found.near.values.values())
            QVERIFY(std::isfinite(value));
        QVERIFY(std::fabs(sumOf(matrixOf(found.near)) - 1) < 1e-5);
    }

    void areTheSameOnAnyNumberOfThreads()
    {
        const NeighbourTable table = nearest(clusters(3000, 6, 4), 30);
        const auto values = [&] { return affinities(table, 10).near.values; };
        const auto columns = [&] { return affinities(table, 10).near.columns; };
        for (const int threads : {2, 3, 5}) {
            QVERIFY(sameBits(onThreads(threads, values), onThreads(1, values)));
            QVERIFY(sameBits(onThreads(threads, columns), onThreads(1, columns)));
        }
    }
};

QTEST_GUILESS_MAIN(AffinitiesTest)
#include "affinities_test.moc"
