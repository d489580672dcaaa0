#include "engine/base/parallel.h"
#include "engine/datasets/dataset_type.h"
#include "tests/engine/datasets/made_files.h"

#include <QDir>
#include <QTemporaryDir>

#include <numeric>

using namespace engine;

namespace {

constexpr int recordBytes = 3073;

// Records whose labels count up; the red plane of record i is i, the green one i + 1; the blue one counts its
// pixels.
QByteArray records(int count, int first = 0)
{
    QByteArray bytes;
    for (int i = first; i < first + count; ++i) {
        bytes.append(char(i % 10));
        bytes.append(QByteArray(1024, char(i))).append(QByteArray(1024, char(i + 1)));
        for (int pixel = 0; pixel < 1024; ++pixel)
            bytes.append(char(pixel));
    }
    return bytes;
}

} // namespace

class Cifar10Test : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    const DatasetType& m_type = *findDatasetType("cifar10");

    std::filesystem::path folder() const { return m_folder->path().toStdString(); }
    void put(const QString& name, const QByteArray& bytes)
    {
        const QString path = m_folder->filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        write(path, bytes);
    }
    // Five batches of 20 records and 7 for testing.
    void putAll(const QString& place = "cifar-10")
    {
        for (int batch = 1; batch <= 5; ++batch)
            put(QString("%1/data_batch_%2.bin").arg(place).arg(batch), records(20, 20 * (batch - 1)));
        put(place + "/test_batch.bin", records(7, 100));
    }
    static Attributes validation(int count) { return {{"validation", std::int64_t(count)}}; }
    Dataset loaded(const Attributes& attributes)
    {
        const auto data = m_type.load(attributes, folder(), {});
        if (!data)
            qFatal("%s", data.problem().sentence().c_str());
        return *data;
    }
    // The sentence for what cannot be loaded; it names the file and tells what to do.
    QString refusal(const QString& file)
    {
        const auto data = m_type.load(validation(0), folder(), {});
        if (data)
            return {};
        const QString sentence = QString::fromStdString(data.problem().sentence());
        const bool whole = sentence.endsWith('.') && !sentence.contains('%') && sentence.contains(file);
        return whole ? sentence : QString();
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { setThreads(0); }

    void planesBecomePixels()
    {
        putAll();
        const Dataset data = loaded(validation(30));
        QCOMPARE(data.size(Dataset::Part::Train), std::int64_t(70));
        QCOMPARE(data.rows(Dataset::Part::Validation).front(), 70); // the last ones of training
        QCOMPARE(data.size(Dataset::Part::Validation), std::int64_t(30));
        QCOMPARE(data.size(Dataset::Part::Test), std::int64_t(7));
        const Column& image = *data.column("image");
        QVERIFY(image.signal.shape == Shape({32, 32, 3}));
        QCOMPARE(image.bytes().size(), std::size_t(107 * 3072));
        for (const std::int32_t row : {0, 25, 99, 106}) {
            QCOMPARE(data.column("label")->ids()[std::size_t(row)], row % 10);
            for (const int pixel : {0, 1, 33, 1023}) {
                const auto rgb = image.bytes().subspan(std::size_t(row * 3072 + 3 * pixel), 3);
                QCOMPARE(int(rgb[0]), row);
                QCOMPARE(int(rgb[1]), row + 1);
                QCOMPARE(int(rgb[2]), pixel % 256);
            }
        }
        QCOMPARE(data.column("pixels")->bytes().data(), image.bytes().data());
        QVERIFY(data.column("pixels")->signal.shape == Shape({3072}));
    }

    void validationMayBeNothing()
    {
        putAll();
        const Dataset data = loaded(validation(0));
        QCOMPARE(data.size(Dataset::Part::Train), std::int64_t(100));
        QCOMPARE(data.size(Dataset::Part::Validation), std::int64_t(0));
    }

    void theFifthBatchMayServeForTesting()
    {
        putAll();
        QVERIFY(QFile::remove(m_folder->filePath("cifar-10/test_batch.bin"))); // not needed then
        Attributes attributes = validation(10);
        QVERIFY(!m_type.present(attributes, folder()));
        attributes["hold_out_fifth"] = true;
        QVERIFY(m_type.present(attributes, folder()));
        const Dataset data = loaded(attributes);
        QCOMPARE(data.size(Dataset::Part::Train), std::int64_t(70));
        QCOMPARE(data.size(Dataset::Part::Validation), std::int64_t(10));
        QCOMPARE(data.size(Dataset::Part::Test), std::int64_t(20));
        QCOMPARE(int(data.column("image")->bytes()[80 * 3072]), 80); // the first of the fifth batch
    }

    void isFoundInEveryUsualPlace_data()
    {
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("chosen");
        QTest::newRow("cifar-10") << "cifar-10"
                                  << "";
        QTest::newRow("as the archive names it") << "cifar-10-batches-bin"
                                                 << "";
        QTest::newRow("the archive inside") << "cifar-10/cifar-10-batches-bin"
                                            << "";
        QTest::newRow("the folder itself is chosen") << "cifar-10"
                                                     << "cifar-10";
        QTest::newRow("chosen with a slash") << "cifar-10-batches-bin"
                                             << "cifar-10-batches-bin/";
    }
    void isFoundInEveryUsualPlace()
    {
        QFETCH(QString, place);
        QFETCH(QString, chosen);
        const auto from = folder() / chosen.toStdString();
        QVERIFY(!m_type.present({}, from));
        putAll(place);
        QVERIFY(m_type.present({}, from));
        QVERIFY(m_type.load(validation(1), from, {}));
    }

    void compressedFilesAndPartsOfTheTestBatchDo()
    {
        putAll();
        const Dataset plain = loaded(validation(0));
        for (const char* name : {"data_batch_2", "data_batch_5", "test_batch"})
            QVERIFY(QFile::remove(m_folder->filePath(QString("cifar-10/%1.bin").arg(name))));
        put("cifar-10/data_batch_2.bin.gz", gzipped(records(20, 20)));
        put("cifar-10/data_batch_5.bin.gz", records(20, 80)); // the content decides, not the name
        put("cifar-10/test_batch_first7.bin.gz", gzipped(records(7, 100)));
        const Dataset mixed = loaded(validation(0));
        QVERIFY(std::ranges::equal(plain.column("image")->bytes(), mixed.column("image")->bytes()));
        QVERIFY(std::ranges::equal(plain.column("label")->ids(), mixed.column("label")->ids()));
        put("cifar-10/test_batch.bin", records(3, 0)); // the whole one is preferred
        QCOMPARE(loaded(validation(0)).size(Dataset::Part::Test), std::int64_t(3));
    }

    void readsTheSameOnAnyNumberOfThreads()
    {
        putAll();
        put("cifar-10/data_batch_3.bin", records(1203, 0)); // several rounds
        setThreads(1);
        const Dataset one = loaded(validation(0));
        setThreads(6);
        QVERIFY(
            std::ranges::equal(one.column("image")->bytes(), loaded(validation(0)).column("image")->bytes()));
    }

    void classNamesComeFromTheFileBesideTheBatches()
    {
        putAll();
        const std::vector<std::string> known = {"airplane", "automobile", "bird",  "cat",  "deer",
                                                "dog",      "frog",       "horse", "ship", "truck"};
        const auto classes = [&] { return loaded(validation(0)).column("label")->classes; };
        QCOMPARE(classes(), known);
        put("cifar-10/batches.meta.txt", "a\nb\nc\r\nd\ne\nf\ng\nh\ni\nj \n\n");
        QCOMPARE(classes(), (std::vector<std::string>{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}));
        put("cifar-10/batches.meta.txt", "a\nb\n"); // of no use
        QCOMPARE(classes(), known);
        put("cifar-10/batches.meta.txt", "a\nb\nc\nd\ne\nf\ng\n\xff\ni\nj\n");
        QCOMPARE(classes(), known);
        put("cifar-10/batches.meta.txt", QByteArray(1 << 20, 'x'));
        QCOMPARE(classes(), known);
    }

    void aMissingFileIsNamedWithItsPlaceAndTheRemedy_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"data_batch_1", "data_batch_3", "data_batch_5", "test_batch"})
            QTest::newRow(name) << name;
    }
    void aMissingFileIsNamedWithItsPlaceAndTheRemedy()
    {
        QFETCH(QString, name);
        putAll();
        QVERIFY(QFile::remove(m_folder->filePath("cifar-10/" + name + ".bin")));
        const QString sentence = refusal(name);
        for (const char* word : {"CIFAR-10", "data folder", "bundled objects"})
            QVERIFY2(sentence.contains(word), qPrintable(sentence));
        QVERIFY(sentence.contains(m_folder->filePath("cifar-10")));
        QCOMPARE(QString::fromStdString(m_type.present({}, folder()).problem().sentence()), sentence);
    }

    void hostileFilesAreRefusedInASentence_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray good = records(20), packed = gzipped(good);
        QByteArray label = good, checksum = packed, stated = packed;
        label[11 * recordBytes] = 10;
        checksum[checksum.size() - 6] = char(checksum[checksum.size() - 6] ^ 1);
        stated[stated.size() - 1] = 100; // 1.6 GB
        QByteArray more = packed; // as many whole records as fit into 700 MB are promised
        const quint32 length = 230000u * recordBytes;
        more.append(QByteArray(1 << 20, '\0'));
        for (int i = 0; i < 4; ++i)
            more.append(char(length >> (8 * i) & 0xff));
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("one byte") << QByteArray(1, '\0');
        QTest::newRow("last byte missing") << good.chopped(1);
        QTest::newRow("one byte too many") << good + '\0';
        QTest::newRow("text") << QByteArray("<html><body>404 Not found</body></html>");
        QTest::newRow("no such label") << label;
        QTest::newRow("gzip: nothing in it") << gzipped({});
        QTest::newRow("gzip: header only") << packed.left(10);
        QTest::newRow("gzip: half") << packed.left(packed.size() / 2);
        QTest::newRow("gzip: half with its length") << packed.left(packed.size() / 2) + packed.right(8);
        QTest::newRow("gzip: trailer cut") << packed.chopped(4);
        QTest::newRow("gzip: checksum wrong") << checksum;
        QTest::newRow("gzip: another length stated") << stated;
        QTest::newRow("gzip: too many records promised") << more;
        QTest::newRow("gzip: fewer records promised") << gzipped(good) + gzipped(records(2));
        QTest::newRow("gzip: no whole records") << gzipped(good + 'x');
        QTest::newRow("gzip: garbage") << packed.left(10) + QByteArray(3073, '\x5a');
    }
    void hostileFilesAreRefusedInASentence()
    {
        QFETCH(QByteArray, bytes);
        putAll();
        put("cifar-10/data_batch_4.bin", bytes);
        QVERIFY(!refusal("data_batch_4.bin").isEmpty());
    }

    void everyTruncationIsRefused()
    {
        putAll();
        const QByteArray packed = gzipped(records(20, 60));
        for (qsizetype length = 0; length < packed.size(); length += 7) {
            put("cifar-10/data_batch_4.bin", packed.left(length));
            QVERIFY(!refusal("data_batch_4.bin").isEmpty());
        }
    }

    void somethingMustBeLeftToTrain()
    {
        putAll();
        QVERIFY(m_type.load(validation(99), folder(), {}));
        const auto data = m_type.load(validation(100), folder(), {});
        QVERIFY(!data);
        QVERIFY(QString::fromStdString(data.problem().sentence()).contains("100"));
    }

    void loadingTellsHowFarItIsAndCanBeCancelled()
    {
        putAll();
        put("cifar-10/data_batch_3.bin", records(2100, 0));
        std::vector<double> told;
        QVERIFY(m_type.load({}, folder(), [&](double done) { return told.push_back(done), false; })
                    .problem()
                    .sentence() == "Loading was cancelled.");
        QCOMPARE(told, std::vector<double>{0});
        told.clear();
        QVERIFY(
            m_type.load(validation(0), folder(), [&](double done) { return told.push_back(done), true; }));
        QVERIFY(told.size() > 4);
        QVERIFY(std::is_sorted(told.begin(), told.end()));
        QCOMPARE(told.back(), 1.0);
        QVERIFY(!m_type.load(validation(0), folder(), [](double done) { return done < 0.5; }));
    }
};

QTEST_GUILESS_MAIN(Cifar10Test)
#include "cifar10_test.moc"
