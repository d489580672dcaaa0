#include "engine/mapping/neighbours.h"

#include "some_points.h"

#include <QTest>

#include <algorithm>

using namespace engine;
using namespace engine::maps;

namespace {

using Found = std::vector<std::pair<float, int>>; // squared distance, index

// All others, nearest first, from the definition.
Found byDefinition(const Tensor& points, int of)
{
    Found found;
    const int d = points.columns();
    for (int j = 0; j < points.rows(); ++j) {
        double sum = 0;
        for (int c = 0; c < d; ++c) {
            const double apart =
                double(points.data()[std::int64_t{of} * d + c]) - points.data()[std::int64_t{j} * d + c];
            sum += apart * apart;
        }
        if (j != of)
            found.emplace_back(float(sum), j);
    }
    std::sort(found.begin(), found.end());
    return found;
}

// The share of the true k nearest that a table has.
double recall(const NeighbourTable& table, const NeighbourTable& truth)
{
    const int k = truth.indices.columns();
    std::int64_t hits = 0;
    for (int i = 0; i < truth.indices.rows(); ++i) {
        const std::int32_t* const row = table.indices.ids() + std::int64_t{i} * k;
        for (int j = 0; j < k; ++j)
            hits += std::find(row, row + k, truth.indices.ids()[std::int64_t{i} * k + j]) != row + k;
    }
    return double(hits) / double(truth.indices.size());
}

} // namespace

class NeighboursTest : public QObject {
    Q_OBJECT
private slots:
    void exactOnesAreThoseOfTheDefinition_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("k");
        QTest::newRow("few") << 5 << 2 << 4;
        QTest::newRow("one column") << 100 << 1 << 10;
        QTest::newRow("odd sizes") << 333 << 17 << 30;
        QTest::newRow("several pieces") << 2500 << 50 << 90;
        QTest::newRow("wide") << 200 << 700 << 3;
    }
    void exactOnesAreThoseOfTheDefinition()
    {
        QFETCH(int, rows);
        QFETCH(int, columns);
        QFETCH(int, k);
        const Tensor points = clusters(rows, columns, 3);
        const NeighbourTable table = nearest(points, k);
        for (int i = 0; i < rows; i += std::max(1, rows / 50)) {
            const Found truth = byDefinition(points, i);
            for (int j = 0; j < k; ++j) {
                const std::int64_t at = std::int64_t{i} * k + j;
                QCOMPARE(table.indices.ids()[at], truth[size_t(j)].second);
                QVERIFY(std::fabs(table.squaredDistances.data()[at] - truth[size_t(j)].first) <=
                        1e-5f * truth[size_t(j)].first + 1e-7f);
            }
        }
    }

    void pointsFarFromZeroAreToldApart()
    {
        Tensor points = cloud(300, 8);
        for (float& value : points.values())
            value = std::round(value * 64) / 64 + 4096;
        const NeighbourTable table = nearest(points, 5);
        for (int i = 0; i < 300; ++i) {
            const Found truth = byDefinition(points, i);
            for (int j = 0; j < 5; ++j)
                QCOMPARE(table.squaredDistances.data()[i * 5 + j], truth[size_t(j)].first);
        }
    }

    void equalPointsComeInOrderOfTheirNumbers()
    {
        Tensor points = cloud(200, 4);
        for (int i = 0; i < 40; ++i)
            std::copy_n(points.data(), 4, points.data() + i * 4);
        const NeighbourTable table = nearest(points, 39);
        for (int i = 0; i < 40; ++i)
            for (int j = 0; j < 39; ++j) {
                QCOMPARE(table.indices.ids()[i * 39 + j], j < i ? j : j + 1);
                QCOMPARE(table.squaredDistances.data()[i * 39 + j], 0.0f);
            }
    }

    void approximateOnesMissFew_data()
    {
        QTest::addColumn<Tensor>("points");
        QTest::newRow("one cloud") << cloud(6000, 16);
        QTest::newRow("clusters") << clusters(6000, 30, 12);
        Tensor copies = clusters(6000, 8, 5);
        std::copy_n(copies.data(), 1500 * 8, copies.data() + 1500 * 8);
        QTest::newRow("every fourth twice") << copies;
        Tensor same = cloud(3000, 4);
        for (int i = 0; i < 2000; ++i)
            std::copy_n(same.data(), 4, same.data() + i * 4);
        QTest::newRow("most of them equal") << same;
    }
    void approximateOnesMissFew()
    {
        QFETCH(Tensor, points);
        const NeighbourTable truth = nearest(points, 30);
        const NeighbourTable table = nearest(points, 30, {.approximate = true});
        double distances = 0, best = 0;
        for (std::int64_t i = 0; i < truth.indices.size(); ++i) {
            QVERIFY(table.indices.ids()[i] >= 0 && table.indices.ids()[i] < points.rows());
            QVERIFY(table.indices.ids()[i] != i / 30);
            distances += table.squaredDistances.data()[i];
            best += truth.squaredDistances.data()[i];
        }
        QVERIFY2(distances <= 1.02 * best, qPrintable(QString::number(distances / best)));
        if (QTest::currentDataTag() !=
            QByteArray("most of them equal")) // which of equal ones does not matter
            QVERIFY2(recall(table, truth) > 0.9, qPrintable(QString::number(recall(table, truth))));
    }

    void areTheSameOnAnyNumberOfThreads()
    {
        const Tensor points = clusters(4000, 20, 6);
        for (const bool approximate : {false, true}) {
            const auto find = [&] { return nearest(points, 20, {.approximate = approximate, .seed = 3}); };
            const NeighbourTable one = onThreads(1, find);
            for (const int threads : {2, 3, 5}) {
                const NeighbourTable more = onThreads(threads, find);
                QVERIFY(sameBits(more.indices, one.indices));
                QVERIFY(sameBits(more.squaredDistances, one.squaredDistances));
            }
        }
    }

    void endWhenNobodyWantsThem()
    {
        const Tensor points = cloud(5000, 4);
        for (const bool approximate : {false, true}) {
            int asked = 0;
            const NeighbourTable table =
                nearest(points, 5, {.approximate = approximate, .goOn = [&](double share) {
                                        return share >= 0 && share <= 1 && ++asked < 2;
                                    }});
            QVERIFY(table.indices.empty());
            QCOMPARE(asked, 2);
        }
    }
};

QTEST_GUILESS_MAIN(NeighboursTest)
#include "neighbours_test.moc"
