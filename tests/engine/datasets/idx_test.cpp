#include "engine/datasets/dataset_type.h"
#include "engine/datasets/idx.h"
#include "tests/engine/datasets/made_files.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace engine;

namespace {

QByteArray header(std::initializer_list<quint32> words)
{
    QByteArray bytes;
    for (const quint32 word : words)
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes.append(char(word >> shift & 0xff));
    return bytes;
}

// `count` pictures whose pixels are all their number, and their labels.
QByteArray images(int count)
{
    QByteArray bytes = header({0x803, quint32(count), 28, 28});
    for (int i = 0; i < count; ++i)
        bytes.append(QByteArray(784, char(i)));
    return bytes;
}
QByteArray labels(int count)
{
    QByteArray bytes = header({0x801, quint32(count)});
    for (int i = 0; i < count; ++i)
        bytes.append(char(i % 10));
    return bytes;
}

} // namespace

class IdxTest : public QObject {
    Q_OBJECT

    std::filesystem::path folder() const { return m_folder->path().toStdString(); }
    void put(const QString& name, const QByteArray& bytes) { write(m_folder->filePath(name), bytes); }
    Result<Dataset> loadMnist(const Attributes& attributes = {})
    {
        return findDatasetType("mnist")->load(attributes, folder(), {});
    }
    std::unique_ptr<QTemporaryDir> m_folder;

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void readsPlainAndCompressedFiles_data()
    {
        QTest::addColumn<bool>("compressed");
        QTest::newRow("plain") << false;
        QTest::newRow("gzip") << true;
    }
    void readsPlainAndCompressedFiles()
    {
        QFETCH(bool, compressed);
        put("a", compressed ? gzipped(images(3)) : images(3)); // the content decides, not the name
        const auto array = readIdx(folder() / "a", 3);
        QVERIFY2(array, array ? "" : array.problem().sentence().c_str());
        QCOMPARE(array->sizes, (std::vector<std::int64_t>{3, 28, 28}));
        QCOMPARE(array->values.size(), std::size_t(3 * 784));
        QCOMPARE(array->values[2 * 784], std::uint8_t(2));
    }

    void writtenFilesReadBackTheSame()
    {
        const IdxArray array{{2, 3}, {1, 2, 3, 250, 251, 252}};
        QVERIFY(writeIdx(folder() / "a", array));
        const auto read = readIdx(folder() / "a", 2);
        QVERIFY(read);
        QCOMPARE(read->sizes, array.sizes);
        QCOMPARE(read->values, array.values);
        QVERIFY(!writeIdx(folder() / "no folder" / "a", array));
    }

    void findsEveryUsualName_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"x-images-idx3-ubyte", "x-images.idx3-ubyte", "x-images-idx3-ubyte.gz",
                                 "x-images.idx3-ubyte.gz"})
            QTest::newRow(name) << name;
    }
    void findsEveryUsualName()
    {
        QFETCH(QString, name);
        QVERIFY(findIdx(folder(), "x-images", 3).empty());
        put(name, "x");
        QCOMPARE(findIdx(folder(), "x-images", 3), folder() / name.toStdString());
    }

    void refusesHostileFilesInASentence_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray good = images(3), packed = gzipped(good);
        QByteArray flipped = packed;
        flipped[flipped.size() - 6] = char(flipped[flipped.size() - 6] ^ 1); // in the checksum
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("three bytes") << good.left(3);
        QTest::newRow("header cut") << good.left(10);
        QTest::newRow("header only") << good.left(16);
        QTest::newRow("last byte missing") << good.chopped(1);
        QTest::newRow("one byte too many") << good + 'x';
        QTest::newRow("labels instead") << labels(3);
        QTest::newRow("wrong type") << header({0xd03, 3, 28, 28}) + good.mid(16);
        QTest::newRow("not zero at the start") << header({0x01000803, 3, 28, 28}) + good.mid(16);
        QTest::newRow("text") << QByteArray("<html><body>404 Not found</body></html>");
        QTest::newRow("absurd sizes") << header({0x803, 0xffffffff, 0xffffffff, 0xffffffff});
        QTest::newRow("product wraps to small") << header({0x803, 0x80000000, 0x80000000, 4});
        QTest::newRow("product wraps to zero") << header({0x803, 0x80000000, 0x80000000, 0x80000000}) + good;
        QTest::newRow("gigabytes promised") << header({0x803, 2000000, 28, 28}) + good.mid(16);
        QTest::newRow("gzip: gigabytes promised") << gzipped(header({0x803, 2000000, 28, 28}) + good.mid(16));
        QTest::newRow("gzip: absurd sizes") << gzipped(header({0x803, 0xffffffff, 0xffffffff, 0xffffffff}));
        QTest::newRow("gzip: cut") << packed.left(packed.size() / 2);
        QTest::newRow("gzip: trailer cut") << packed.chopped(4);
        QTest::newRow("gzip: checksum wrong") << flipped;
        QTest::newRow("gzip: garbage") << packed.left(10) + QByteArray(300, '\x5a');
        QTest::newRow("gzip: one byte too many") << gzipped(good + 'x');
    }
    void refusesHostileFilesInASentence()
    {
        QFETCH(QByteArray, bytes);
        put("a", bytes);
        const auto array = readIdx(folder() / "a", 3);
        QVERIFY(!array);
        const QString sentence = QString::fromStdString(array.problem().sentence());
        QVERIFY2(sentence.contains(m_folder->filePath("a")) && sentence.endsWith('.'), qPrintable(sentence));
        QVERIFY2(!sentence.contains("%1"), qPrintable(sentence));
    }

    void everyTruncationAndEveryFlippedByteIsSurvived()
    {
        const QByteArray packed = gzipped(images(1));
        for (int length = 0; length < packed.size(); ++length) {
            put("a", packed.left(length));
            QVERIFY(!readIdx(folder() / "a", 3));
            QByteArray flipped = packed;
            flipped[length] = char(flipped[length] ^ 0x10);
            put("b", flipped);
            if (const auto array = readIdx(folder() / "b", 3)) // bytes of the gzip header may not matter
                QCOMPARE(array->values.size(), std::size_t(784));
        }
    }

    void aFolderOrAMissingFileIsRefused()
    {
        QVERIFY(!readIdx(folder(), 3));
        QVERIFY(!readIdx(folder() / "missing", 3));
    }

    void loadsSetsFromTheirFolderOrTheDataFolder_data()
    {
        QTest::addColumn<QString>("place");
        QTest::newRow("own folder") << "mnist/";
        QTest::newRow("data folder") << "";
    }
    void loadsSetsFromTheirFolderOrTheDataFolder()
    {
        QFETCH(QString, place);
        QDir(m_folder->path()).mkpath("mnist");
        put(place + "train-images-idx3-ubyte", images(20));
        put(place + "train-labels-idx1-ubyte.gz", gzipped(labels(20)));
        QVERIFY(!findDatasetType("mnist")->present({}, folder()));
        put(place + "t10k-images.idx3-ubyte", images(5));
        put(place + "t10k-labels.idx1-ubyte", labels(5));
        QVERIFY(findDatasetType("mnist")->present({}, folder()));
        QVERIFY(!findDatasetType("fashion-mnist")->present({}, folder()));

        const auto data = loadMnist({{"validation", std::int64_t(6)}});
        QVERIFY2(data, data ? "" : data.problem().sentence().c_str());
        QCOMPARE(data->size(Dataset::Part::Train), std::int64_t(14));
        QCOMPARE(data->rows(Dataset::Part::Validation).front(), 14);
        QCOMPARE(data->size(Dataset::Part::Test), std::int64_t(5));
        const auto row = std::size_t(data->rows(Dataset::Part::Test)[3]);
        QCOMPARE(data->column("label")->ids()[row], 3);
        QCOMPARE(data->column("image")->bytes()[row * 784 + 783], std::uint8_t(3));
        QCOMPARE(data->column("pixels")->bytes().data(), data->column("image")->bytes().data());
    }

    void fashionIsReadLikeMnistButFromItsOwnFolder_data()
    {
        QTest::addColumn<bool>("compressed");
        QTest::newRow("plain") << false;
        QTest::newRow("gzip") << true;
    }
    void fashionIsReadLikeMnistButFromItsOwnFolder()
    {
        QFETCH(bool, compressed);
        const auto packed = [&](const QByteArray& bytes) { return compressed ? gzipped(bytes) : bytes; };
        const QString ending = compressed ? ".gz" : "";
        QDir(m_folder->path()).mkpath("fashion-mnist");
        put("fashion-mnist/train-images-idx3-ubyte" + ending, packed(images(30)));
        put("fashion-mnist/train-labels-idx1-ubyte" + ending, packed(labels(30)));
        put("fashion-mnist/t10k-images-idx3-ubyte" + ending, packed(images(12)));
        put("fashion-mnist/t10k-labels-idx1-ubyte" + ending, packed(labels(12)));
        const DatasetType& fashion = *findDatasetType("fashion-mnist");
        QVERIFY(!findDatasetType("mnist")->present({}, folder()));
        for (const auto& place : {folder(), folder() / "fashion-mnist"}) { // the folder itself may be chosen
            QVERIFY(fashion.present({}, place));
            const auto data = fashion.load({{"validation", std::int64_t(10)}}, place, {});
            QVERIFY2(data, data ? "" : data.problem().sentence().c_str());
            QCOMPARE(data->id, std::string("fashion-mnist"));
            QCOMPARE(data->size(Dataset::Part::Train), std::int64_t(20));
            QCOMPARE(data->size(Dataset::Part::Validation), std::int64_t(10));
            QCOMPARE(data->size(Dataset::Part::Test), std::int64_t(12));
            QVERIFY(data->column("image")->signal.shape == Shape({28, 28, 1}));
            QCOMPARE(data->column("label")->classes, fashion.columns({})[2].classes);
            QCOMPARE(data->column("image")->bytes()[39 * 784], std::uint8_t(9));
        }
        const auto classes = fashion.columns({})[2].classes;
        QCOMPARE(classes.size(), std::size_t(10)); // in the order of the original's labels
        QCOMPARE(classes.front(), std::string("T-shirt or top"));
        QCOMPARE(classes[7], std::string("Trainer")); // "Sneaker" there
        QCOMPARE(classes.back(), std::string("Ankle boot"));
    }

    void refusesSetsThatDoNotFitTogether_data()
    {
        QTest::addColumn<QByteArray>("images");
        QTest::addColumn<QByteArray>("labels");
        QTest::addColumn<QString>("words");
        QByteArray eleven = labels(6000);
        eleven[100] = 11;
        QTest::newRow("fewer labels") << images(6000) << labels(5999) << "5999 labels";
        QTest::newRow("no such class") << images(6000) << eleven << "label 11";
        QTest::newRow("other size") << header({0x803, 1, 2, 3}) + QByteArray(6, 'x') << labels(1) << "2 × 3";
        QTest::newRow("nothing left to train") << images(5000) << labels(5000) << "5,000";
        QTest::newRow("no pictures") << images(0) << labels(0) << "0 labels";
    }
    void refusesSetsThatDoNotFitTogether()
    {
        QFETCH(QByteArray, images);
        QFETCH(QByteArray, labels);
        QFETCH(QString, words);
        put("train-images-idx3-ubyte", images);
        put("train-labels-idx1-ubyte", labels);
        put("t10k-images-idx3-ubyte", ::images(5));
        put("t10k-labels-idx1-ubyte", ::labels(5));
        const auto data = loadMnist();
        QVERIFY(!data);
        const QString sentence = QString::fromStdString(data.problem().sentence());
        QVERIFY2(sentence.contains(words), qPrintable(sentence));
    }

    void missingFilesAreNamedWithTheirPlaceAndTheRemedy()
    {
        const auto data = loadMnist();
        QVERIFY(!data);
        const QString sentence = QString::fromStdString(data.problem().sentence());
        for (const char* word : {"MNIST", "train-images-idx3-ubyte", "data folder", "bundled digits"})
            QVERIFY2(sentence.contains(word), qPrintable(sentence));
        QVERIFY(sentence.contains(m_folder->path()));
    }

    void loadingCanBeCancelled()
    {
        const auto data = findDatasetType("mnist")->load({}, folder(), [](double) { return false; });
        QVERIFY(!data);
        QCOMPARE(data.problem().sentence(), std::string("Loading was cancelled."));
    }
};

QTEST_GUILESS_MAIN(IdxTest)
#include "idx_test.moc"
