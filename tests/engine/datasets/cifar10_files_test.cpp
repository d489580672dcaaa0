#include "engine/datasets/dataset_type.h"

#include <QElapsedTimer>
#include <QTest>

#include <cstdlib>
#include <numeric>

using namespace engine;

namespace {

std::filesystem::path realFolder()
{
    if (const char* folder = std::getenv("LAYERLOOM_DATA"))
        return folder;
    return std::filesystem::path(LAYERLOOM_SOURCE_DIR) / ".." / "shared" / "datasets";
}

} // namespace

// The original files, where somebody has them.
class Cifar10FilesTest : public QObject {
    Q_OBJECT

    Dataset m_data;

    std::vector<std::int64_t> classCounts(Dataset::Part part) const
    {
        std::vector<std::int64_t> counts(10);
        for (const std::int32_t row : m_data.rows(part))
            ++counts[std::size_t(m_data.column("label")->ids()[std::size_t(row)])];
        return counts;
    }

private slots:
    void initTestCase()
    {
        const DatasetType& cifar = *findDatasetType("cifar10");
        if (const auto present = cifar.present({}, realFolder()); !present)
            QSKIP(qPrintable("The original CIFAR-10 is not here: " +
                             QString::fromStdString(present.problem().sentence())));
        QElapsedTimer timer;
        timer.start();
        auto data = cifar.load({{"validation", std::int64_t(0)}}, realFolder(), {});
        QVERIFY2(data, data ? "" : data.problem().sentence().c_str());
        qInfo("Loaded in %lld ms.", static_cast<long long>(timer.elapsed()));
        m_data = *data;
    }

    void holdsFiftyThousandPicturesOfEvenClasses()
    {
        QCOMPARE(m_data.size(Dataset::Part::Train), std::int64_t(50000));
        QCOMPARE(classCounts(Dataset::Part::Train), std::vector<std::int64_t>(10, 5000));
        const std::int64_t test = m_data.size(Dataset::Part::Test);
        QVERIFY(test == 10000 || test == 1000); // of the test batch a part may do
    }

    void firstLabelsAreTheKnownOnes()
    {
        const auto labels = m_data.column("label")->ids();
        QCOMPARE(std::vector(labels.begin(), labels.begin() + 5), (std::vector<std::int32_t>{6, 9, 9, 4, 1}));
        QCOMPARE(std::vector(labels.begin() + 50000, labels.begin() + 50005),
                 (std::vector<std::int32_t>{3, 8, 8, 0, 6}));
    }

    // Means of the three channels that every course quotes: 0.4914, 0.4822, 0.4465.
    void channelsHaveTheKnownMeans()
    {
        const auto bytes = m_data.column("image")->bytes().first(50000 * 3072);
        std::array<std::int64_t, 3> sums{};
        for (std::size_t i = 0; i < bytes.size(); i += 3)
            for (std::size_t channel = 0; channel < 3; ++channel)
                sums[channel] += bytes[i + channel];
        const std::array known = {0.4914, 0.4822, 0.4465};
        for (std::size_t channel = 0; channel < 3; ++channel) {
            const double mean = double(sums[channel]) / (50000.0 * 1024 * 255);
            QVERIFY2(std::abs(mean - known[channel]) < 5e-5, qPrintable(QString::number(mean)));
        }
    }

    void classesHaveTheirNames() { QCOMPARE(m_data.column("label")->classes[6], std::string("frog")); }
};

QTEST_GUILESS_MAIN(Cifar10FilesTest)
#include "cifar10_files_test.moc"
