#include "engine/exports/projector.h"

#include "engine/base/json.h"
#include "engine/datasets/idx_images.h"
#include "engine/exports/map_table.h"
#include "tests/engine/training/tiny_training.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace engine;

namespace {

PointSet words()
{
    PointSet points{.name = "Embedding"};
    points.values = Tensor::of({4, 3}, tiny::numbers(12, 5, -1e-3f, 1e3f));
    points.labels = {"the", "\"", "", "new york"};
    points.classes = {0, 1, -1, 1};
    points.classNames = {"article", "mark"};
    points.numbers = {3.5f, 2, 1e-7f, 0};
    points.numbersName = "Frequency, log10";
    points.available = 4;
    return points;
}

bool sameValues(const Tensor& a, const Tensor& b)
{
    return a.shape() == b.shape() && std::ranges::equal(a.values(), b.values());
}

} // namespace

class ProjectorTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path folder() const { return m_folder.path().toStdString(); }
    QByteArray read(const std::string& name) const
    {
        QFile file(m_folder.filePath(QString::fromStdString(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void whatIsWrittenReadsBack()
    {
        const PointSet written = words();
        const auto files = *writeProjector(folder(), written, {});
        const PointSet points = *tablePoints(folder() / files.vectors, 0);
        QVERIFY(sameValues(points.values, written.values)); // every bit
        QCOMPARE(points.labels, written.labels);
        QCOMPARE(points.classes, written.classes);
        QCOMPARE(points.classNames, written.classNames);
        QCOMPARE(points.numbers, written.numbers);
        QCOMPARE(points.numbersName, written.numbersName);
    }

    void oneColumnOfLabelsHasNoHeader()
    {
        PointSet points = words();
        points.classes.clear();
        points.numbers.clear();
        points.labels[0] = "a\tb\nc";
        const auto files = *writeProjector(folder(), points, {});
        QCOMPARE(read(files.metadata), QByteArray("a b c\n\"\n\nnew york\n"));
        const Json config = *parseJson(read(files.config).toStdString(), "config");
        QCOMPARE(config["embeddings"][0]["tensorPath"].get<std::string>(), std::string("vectors.tsv"));
        QCOMPARE(config["embeddings"][0]["metadataPath"].get<std::string>(), std::string("metadata.tsv"));
        QVERIFY(!config["embeddings"][0].contains("sprite"));
    }

    void picturesLieInASquareGrid()
    {
        std::vector<Picture> pictures;
        for (int i = 0; i < 5; ++i)
            pictures.push_back({4, 2, 1, std::vector<std::uint8_t>(8, std::uint8_t(50 * (i + 1)))});
        PointSet points = words();
        const auto files = *writeProjector(folder(), points, pictures);
        const Picture sprite = *readPng(folder() / files.sprite, 1);
        QCOMPARE(sprite.width, 12);
        QCOMPARE(sprite.height, 6); // 3 x 3 pictures, four of them empty
        for (int i = 0; i < 9; ++i)
            QCOMPARE(int(sprite.pixels[std::size_t(i / 3 * 2 * 12 + i % 3 * 4)]), i < 5 ? 50 * (i + 1) : 0);
        const Json config = *parseJson(read(files.config).toStdString(), "config");
        QCOMPARE(config["embeddings"][0]["sprite"]["singleImageDim"].dump(), std::string("[4,2]"));
    }

    void aGridThatWouldBeTooLargeHasSmallerPictures()
    {
        const std::vector<Picture> pictures(50, {2000, 1000, 1, std::vector<std::uint8_t>(2'000'000, 9)});
        const Picture sprite = spriteOf(pictures);
        QCOMPARE(sprite.width, 8192); // eight pictures in a row
        QCOMPARE(sprite.height, 4096);
    }

    void samplesHaveTheirPictures()
    {
        const Dataset digits = *findDatasetType("digits")->load(
            {{"training", std::int64_t{20}}, {"validation", std::int64_t{5}}, {"test", std::int64_t{5}}}, {},
            {});
        const std::vector<std::int32_t> rows{7, 2};
        const std::vector<Picture> pictures = samplePictures(digits, rows);
        QCOMPARE(pictures.size(), std::size_t{2});
        const auto bytes = digits.column("image")->bytes().subspan(2 * 784, 784);
        QVERIFY(std::ranges::equal(pictures[1].pixels, bytes));
        QVERIFY(samplePictures(tiny::rings(), rows).empty());
    }

    void aFolderThatCannotBeIsNamed()
    {
        QFile file(m_folder.filePath("taken"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto files = writeProjector(folder() / "taken", words(), {});
        QVERIFY(!files);
        QVERIFY(files.problem().sentence().find("taken") != std::string::npos);
    }

    void mapsAreTables()
    {
        const std::vector<float> places{1, 2, 3, 4, 5, 6, 7.5f, 8};
        QCOMPARE(mapTable(words(), places, 2),
                 std::string("x\ty\tlabel\tclass\tFrequency, log10\n1\t2\tthe\tarticle\t3.5\n"
                             "3\t4\t\"\tmark\t2\n5\t6\t\t\t1e-07\n7.5\t8\tnew york\tmark\t0\n"));
        PointSet samples{.name = "Dense"};
        samples.rows = {12, 3};
        QCOMPARE(mapTable(samples, std::vector<float>{1, 2, 3, 4, 5, 6}, 3),
                 std::string("x\ty\tz\tlabel\n1\t2\t3\t12\n4\t5\t6\t3\n"));
    }
};

QTEST_GUILESS_MAIN(ProjectorTest)
#include "projector_test.moc"
