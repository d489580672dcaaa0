// Maps made on a graphics card, or, where LAYERLOOM_CUDA_MODULE names the module of tests/cuda_on_cpu, by its
// kernels on the processor.
#include "engine/mapping/map_run.h"
#include "some_points.h"
#include "tests/engine/devices/card.h"

#include <QTest>

using namespace engine;
using namespace engine::maps;
using Phase = MapState::Phase;

namespace {

constexpr const char* moduleVariable = "LAYERLOOM_CUDA_MODULE";
constexpr int groups = 4;

TsneSettings settingsOf(const QString& method, int dimensions = 2)
{
    TsneSettings settings;
    settings.method = method.toStdString();
    settings.dimensions = dimensions;
    settings.iterations = 120;
    settings.exaggerationIterations = 50;
    settings.perplexity = 10;
    return settings;
}

NeighbourTable tableOn(Device device, const Tensor& points, int k)
{
    NeighbourTable table = nearest(points, k, {.device = device});
    return {table.indices.to(Device::Cpu), table.squaredDistances.to(Device::Cpu)};
}

Affinities affinitiesOn(Device device, const Tensor& points, const TsneSettings& settings)
{
    return settings.method == "exact"
        ? affinitiesOfAll(points, settings.perplexity, {}, device)
        : affinities(nearest(points, int(3 * settings.perplexity), {.device = device}), settings.perplexity);
}

// After a few steps from a map that is neither dense nor sparse.
struct Steps {
    Tensor positions, gradient;
    double divergence;
};
Steps stepsOn(Device device, const Tensor& points, const TsneSettings& settings, int count)
{
    Tsne tsne(affinitiesOn(device, points, settings), cloud(points.rows(), settings.dimensions, 3, 5),
              settings, device);
    while (tsne.iteration() < count)
        tsne.step();
    return {tsne.positions().to(Device::Cpu), tsne.gradient(), tsne.divergence()};
}

std::shared_ptr<const MapState> mapOn(Device device, const Tensor& points, const TsneSettings& settings)
{
    const MapRun run(points, settings, {}, device);
    run.wait();
    return run.newest();
}

// How often the nearest point of the map belongs to the same cluster.
double agreement(const MapState& map)
{
    const int n = int(map.positions->size()) / map.dimensions;
    const NeighbourTable table = nearest(Tensor::of({n, map.dimensions}, *map.positions), 1);
    int same = 0;
    for (int i = 0; i < n; ++i)
        same += i % groups == table.indices.ids()[i] % groups ? 1 : 0;
    return double(same) / n;
}

void methodsAndDimensions()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<int>("dimensions");
    for (const char* const method : {"exact", "barnes-hut", "fft"})
        for (const int dimensions : {2, 3})
            QTest::addRow("%s in %d dimensions", method, dimensions) << QString(method) << dimensions;
}

} // namespace

class MapOnDeviceTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { NEEDS_CARD(); }

    void neighboursAreThoseOfTheProcessor()
    {
        const Tensor points = clusters(2100, 7, groups);
        const NeighbourTable here = tableOn(Device::Cpu, points, 31),
                             there = tableOn(Device::Cuda, points, 31);
        QVERIFY(sameBits(there.indices, here.indices));
        QVERIFY(relativeError(there.squaredDistances, here.squaredDistances) < 1e-6);
    }

    void searchEndsWhenItIsToldTo()
    {
        int asked = 0;
        const NeighbourTable table = nearest(cloud(5000, 2), 3,
                                             {.goOn =
                                                  [&](double share) {
                                                      ++asked;
                                                      return share == 0;
                                                  },
                                              .device = Device::Cuda});
        QVERIFY(table.indices.empty());
        QCOMPARE(asked, 2);
    }

    void affinitiesAreThoseOfTheProcessor()
    {
        const Tensor points = clusters(300, 6, groups);
        const auto on = [&](Device device, const char* method) {
            return affinitiesOn(device, points, settingsOf(method));
        };
        const Affinities all = on(Device::Cpu, "exact"), near = on(Device::Cpu, "fft");
        const Affinities allThere = on(Device::Cuda, "exact"), nearThere = on(Device::Cuda, "fft");
        QVERIFY(relativeError(allThere.all, all.all) < 1e-5);
        QVERIFY(std::fabs(allThere.logarithms - all.logarithms) < 1e-5);
        QVERIFY(sameBits(nearThere.near.columns, near.near.columns));
        QVERIFY(relativeError(nearThere.near.values, near.near.values) < 1e-5);
    }

    void stepsAreThoseOfTheProcessor_data() { methodsAndDimensions(); }
    void stepsAreThoseOfTheProcessor()
    {
        QFETCH(QString, method);
        QFETCH(int, dimensions);
        const Tensor points = clusters(190, 6, groups); // so few that the processor sums exactly, too
        const TsneSettings settings = settingsOf(method, dimensions);
        const Steps here = stepsOn(Device::Cpu, points, settings, 6);
        const Steps there = stepsOn(Device::Cuda, points, settings, 6);
        QVERIFY(relativeError(there.positions, here.positions) < 1e-4);
        QVERIFY(relativeError(there.gradient, here.gradient) < 1e-3);
        QVERIFY(std::fabs(there.divergence - here.divergence) < 1e-4);
    }

    void quickMethodsSumExactlyThere()
    {
        const Tensor points = clusters(600, 6, groups);
        const Affinities p = affinitiesOn(Device::Cpu, points, settingsOf("fft"));
        const Tensor map = cloud(600, 2, 20, 5);
        for (const char* const method : {"barnes-hut", "fft"}) {
            Tsne tsne(p, map, settingsOf(method), Device::Cuda);
            QVERIFY(std::fabs(tsne.divergence() - exactDivergence(p, map)) < 1e-5);
        }
    }

    void mapsKeepClustersTogether_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<int>("dimensions");
        QTest::newRow("between all") << "exact" << 2;
        QTest::newRow("between neighbours") << "fft" << 2;
        QTest::newRow("in space") << "barnes-hut" << 3;
    }
    void mapsKeepClustersTogether()
    {
        QFETCH(QString, method);
        QFETCH(int, dimensions);
        const Tensor points = clusters(220, 6, groups);
        const TsneSettings settings = settingsOf(method, dimensions);
        const auto map = mapOn(Device::Cuda, points, settings);
        QCOMPARE(map->phase, Phase::Finished);
        QCOMPARE(map->iteration, 120);
        QVERIFY(agreement(*map) > 0.95);
        QVERIFY(map->kl < mapOn(Device::Cpu, points, settings)->kl + 0.3); // small maps differ by chance
    }

    void mapsAreTheSameEachTime()
    {
        const Tensor points = clusters(300, 6, groups);
        const auto map = [&] { return *mapOn(Device::Cuda, points, settingsOf("fft"))->positions; };
        QVERIFY(map() == map());
    }

    void saysWhenTheDeviceHasTooLittleMemory()
    {
        if (!qEnvironmentVariableIsSet(moduleVariable))
            QSKIP("The memory of a card is what it is.");
        releasePooledMemory();
        qputenv("LAYERLOOM_CUDA_ON_CPU_MEMORY", "1"); // MiB
        const auto map = mapOn(Device::Cuda, cloud(1000, 40), settingsOf("fft"));
        qunsetenv("LAYERLOOM_CUDA_ON_CPU_MEMORY");
        QCOMPARE(map->phase, Phase::Failed);
        QCOMPARE(map->problem.sentence(), "There is not enough memory for this map; use fewer points.");
    }

    void saysWhenTheDeviceIsLost() // last: it stays lost
    {
        if (!qEnvironmentVariableIsSet(moduleVariable))
            QSKIP("A card is not to be lost.");
        qputenv("LAYERLOOM_CUDA_ON_CPU_FAIL_AFTER", "1");
        const auto map = mapOn(Device::Cuda, clusters(300, 6, groups), settingsOf("fft"));
        qunsetenv("LAYERLOOM_CUDA_ON_CPU_FAIL_AFTER");
        QCOMPARE(map->phase, Phase::Failed);
        const std::string sentence = map->problem.sentence();
        QVERIFY2(sentence.starts_with("The graphics card has stopped working"), sentence.c_str());
    }
};

QTEST_GUILESS_MAIN(MapOnDeviceTest)
#include "map_on_device_test.moc"
