#include "engine/datasets/dataset_type.h"

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

std::int64_t pixelSum(const Dataset& data, Dataset::Part part)
{
    const auto bytes = data.column("image")->bytes();
    const auto& rows = data.rows(part);
    return std::accumulate(rows.begin(), rows.end(), std::int64_t(0),
                           [&](std::int64_t sum, std::int32_t row) {
                               const auto image = bytes.subspan(std::size_t(row) * 784, 784);
                               return std::accumulate(image.begin(), image.end(), sum);
                           });
}

} // namespace

// The original files, where somebody has them.
class MnistTest : public QObject {
    Q_OBJECT

    Dataset m_data;

private slots:
    void initTestCase()
    {
        const DatasetType& mnist = *findDatasetType("mnist");
        if (const auto present = mnist.present({}, realFolder()); !present)
            QSKIP(qPrintable("The original MNIST is not here: " +
                             QString::fromStdString(present.problem().sentence())));
        auto data = mnist.load({}, realFolder(), {});
        QVERIFY2(data, data ? "" : data.problem().sentence().c_str());
        m_data = *data;
    }

    void isSplitInto55000And5000And10000()
    {
        QCOMPARE(m_data.size(Dataset::Part::Train), std::int64_t(55000));
        QCOMPARE(m_data.size(Dataset::Part::Validation), std::int64_t(5000));
        QCOMPARE(m_data.size(Dataset::Part::Test), std::int64_t(10000));
        QCOMPARE(m_data.rows(Dataset::Part::Validation).front(), 55000);
        QCOMPARE(m_data.rows(Dataset::Part::Test).front(), 60000);
        for (const Column& column : *m_data.columns)
            QCOMPARE(column.rows(), std::int64_t(70000));
    }

    void firstLabelsAreTheKnownOnes()
    {
        const auto labels = m_data.column("label")->ids();
        QCOMPARE(std::vector(labels.begin(), labels.begin() + 5), (std::vector<std::int32_t>{5, 0, 4, 1, 9}));
        QCOMPARE(std::vector(labels.begin() + 60000, labels.begin() + 60005),
                 (std::vector<std::int32_t>{7, 2, 1, 0, 4}));
    }

    // Sums computed with numpy from the same files.
    void pixelsAddUpToTheKnownSums()
    {
        QCOMPARE(pixelSum(m_data, Dataset::Part::Train), std::int64_t(1437309103));
        QCOMPARE(pixelSum(m_data, Dataset::Part::Validation), std::int64_t(129989442));
        QCOMPARE(pixelSum(m_data, Dataset::Part::Test), std::int64_t(264923200));
    }
};

QTEST_GUILESS_MAIN(MnistTest)
#include "mnist_test.moc"
