#include "engine/mapping/clusters.h"

#include "engine/base/parallel.h"
#include "engine/base/random.h"

#include <QTest>

using namespace engine;

namespace {

// `each` points around (0, 0), (10, 0), (20, 0) ..., of which the first has twice as many.
Tensor heaps(int count, int each)
{
    std::vector<float> values;
    for (int heap = 0; heap < count; ++heap)
        for (int i = 0; i < (heap == 0 ? 2 * each : each); ++i) {
            const RandomKey key = RandomKey{5}.with(std::uint64_t(heap));
            values.push_back(10.0f * float(heap) + key.uniform(std::uint64_t(2 * i)));
            values.push_back(key.uniform(std::uint64_t(2 * i + 1)));
        }
    return Tensor::of({int(values.size()) / 2, 2}, values);
}

} // namespace

class ClustersTest : public QObject {
    Q_OBJECT

private slots:
    void separateHeapsAreFound()
    {
        const Clusters found = kMeans(heaps(5, 200), {.count = 5});
        QCOMPARE(found.centres.shape(), (Shape{5, 2}));
        for (std::size_t i = 0; i < found.ids.size(); ++i)
            QCOMPARE(found.ids[i], found.ids[i < 400 ? 0 : i / 200 * 200]);
        QCOMPARE(found.ids[0], 0); // the largest is the first
        QVERIFY(std::abs(found.centres.values()[0] - 0.5f) < 0.1f);
        QVERIFY(found.spread < 0.25 * 1200);
    }

    void threadsChangeNothing()
    {
        const Tensor points = heaps(9, 700);
        setThreads(1);
        const Clusters one = kMeans(points, {.count = 20, .seed = 3});
        setThreads(4);
        const Clusters four = kMeans(points, {.count = 20, .seed = 3});
        setThreads(0);
        QCOMPARE(one.ids, four.ids);
        QVERIFY(std::ranges::equal(one.centres.values(), four.centres.values()));
    }

    void fewerDistinctPointsGiveFewerClusters()
    {
        const std::vector<float> values{1, 1, 2, 2, 1, 1, 2, 2};
        const Clusters found = kMeans(Tensor::of({4, 2}, values), {.count = 10});
        QCOMPARE(found.centres.rows(), 2);
        QCOMPARE(found.spread, 0.0);
        QVERIFY(kMeans({}, {}).ids.empty());
    }
};

QTEST_GUILESS_MAIN(ClustersTest)
#include "clusters_test.moc"
