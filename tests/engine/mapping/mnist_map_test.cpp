#include "engine/datasets/idx.h"
#include "engine/mapping/map_run.h"

#include "some_points.h"

#include <QTest>

#include <cstdlib>

using namespace engine;
using namespace engine::maps;

namespace {

std::filesystem::path mnistFolder()
{
    if (const char* folder = std::getenv("LAYERLOOM_DATA"))
        return std::filesystem::path(folder) / "mnist";
    return std::filesystem::path(LAYERLOOM_SOURCE_DIR) / ".." / "shared" / "datasets" / "mnist";
}

} // namespace

class MnistMapTest : public QObject {
    Q_OBJECT
private slots:
    // Half the usual iterations: more of them move the groups apart, but change few nearest points.
    void digitsLieBesideTheirLike()
    {
        const Result<IdxArray> images = readIdx(findIdx(mnistFolder(), "t10k-images", 3), 3);
        const Result<IdxArray> labels = readIdx(findIdx(mnistFolder(), "t10k-labels", 1), 1);
        if (!images || !labels)
            QSKIP("MNIST is not here; set LAYERLOOM_DATA to the data folder");
        Tensor pixels({10'000, 784});
        for (size_t i = 0; i < images->values.size(); ++i)
            pixels.data()[i] = float(images->values[i]) / 255;
        TsneSettings settings;
        settings.iterations = 500;
        MapRun run(pixels, settings);
        run.wait();
        const auto state = run.newest();
        QCOMPARE(state->phase, MapState::Phase::Finished);
        const NeighbourTable table = nearest(Tensor::of({10'000, 2}, *state->positions), 1);
        int same = 0;
        for (size_t i = 0; i < 10'000; ++i)
            same += labels->values[i] == labels->values[size_t(table.indices.ids()[i])];
        QVERIFY2(same >= 9300, qPrintable(QString::number(same)));
    }
};

QTEST_GUILESS_MAIN(MnistMapTest)
#include "mnist_map_test.moc"
