#include "engine/datasets/image_file.h"
#include "engine/datasets/npy.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace engine;

namespace {

Picture ramp(int width, int height, int channels)
{
    Picture picture{width, height, channels};
    for (int i = 0; i < width * height * channels; ++i)
        picture.pixels.push_back(std::uint8_t(i * 7));
    return picture;
}

QByteArray npy(const QByteArray& dictionary, const QByteArray& values)
{
    QByteArray bytes("\x93NUMPY\x01\x00", 8);
    bytes.append(char(dictionary.size() & 0xff)).append(char(dictionary.size() >> 8));
    return bytes + dictionary + values;
}

} // namespace

// Pictures and numpy arrays.
class FilesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path file(const char* name) const { return m_folder.filePath(name).toStdString(); }
    void put(const char* name, const QByteArray& bytes)
    {
        QFile out(m_folder.filePath(name));
        QVERIFY(out.open(QIODevice::WriteOnly));
        QCOMPARE(out.write(bytes), bytes.size());
    }
    QByteArray bytesOf(const char* name)
    {
        QFile in(m_folder.filePath(name));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    static bool isSentence(const Problem& problem)
    {
        const QString text = QString::fromStdString(problem.sentence());
        return text.endsWith('.') && !text.contains("%1") && !text.contains("%2");
    }

private slots:
    void picturesReadBackTheSame_data()
    {
        QTest::addColumn<int>("channels");
        QTest::newRow("grey") << 1;
        QTest::newRow("RGB") << 3;
    }
    void picturesReadBackTheSame()
    {
        QFETCH(int, channels);
        const Picture picture = ramp(13, 9, channels);
        QVERIFY(writePng(file("a.png"), picture));
        const auto read = readPng(file("a.png"), channels);
        QVERIFY2(read, read ? "" : read.problem().sentence().c_str());
        QVERIFY(*read == picture);
    }

    void greyBecomesColourAndBack()
    {
        const Picture picture = ramp(5, 4, 1);
        QVERIFY(writePng(file("a.png"), picture));
        const auto colour = readPng(file("a.png"), 3);
        QVERIFY(colour && colour->channels == 3);
        QCOMPARE(colour->pixels[3 * 7 + 2], picture.pixels[7]);
        QVERIFY(writePng(file("b.png"), *colour));
        QVERIFY(*readPng(file("b.png"), 1) == picture);
    }

    void hostilePicturesAreRefused()
    {
        QVERIFY(writePng(file("good.png"), ramp(20, 20, 3)));
        const QByteArray good = bytesOf("good.png");
        for (int length = 0; length < good.size() - 12; length += 5) { // the last chunk may be missing
            put("cut.png", good.left(length));
            const auto read = readPng(file("cut.png"), 3);
            QVERIFY(!read);
            QVERIFY(isSentence(read.problem()));
        }
        for (int at = 0; at < good.size(); ++at) {
            QByteArray flipped = good;
            flipped[at] = char(flipped[at] ^ 0x41);
            put("flipped.png", flipped);
            if (const auto read = readPng(file("flipped.png"), 1))
                QCOMPARE(read->pixels.size(), std::size_t(read->width) * std::size_t(read->height));
        }
        put("text.png", "not a picture");
        QVERIFY(!readPng(file("text.png"), 1));
        QVERIFY(!readPng(file("missing.png"), 1));
        QVERIFY(!writePng(file("no folder/a.png"), ramp(2, 2, 1)));
    }

    void absurdSizesAreRefusedBeforeAnythingIsAllocated()
    {
        QVERIFY(writePng(file("good.png"), ramp(4, 4, 1)));
        QByteArray bytes = bytesOf("good.png");
        bytes.replace(16, 8, QByteArray::fromHex("000f0000000f0000")); // 983,040 x 983,040
        const QByteArray header = bytes.mid(12, 17);
        quint32 sum = 0xffffffff; // the chunk's checksum, so that only the size is wrong
        for (const char c : header) {
            sum ^= quint8(c);
            for (int bit = 0; bit < 8; ++bit)
                sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
        }
        for (int i = 0; i < 4; ++i)
            bytes[29 + i] = char(~sum >> (24 - 8 * i) & 0xff);
        put("absurd.png", bytes);
        const auto read = readPng(file("absurd.png"), 1);
        QVERIFY(!read);
        QVERIFY2(QString::fromStdString(read.problem().sentence()).contains("983040"),
                 read.problem().sentence().c_str());
    }

    void valuesBecomePicturesWithinTheRange()
    {
        const std::vector<float> values = {-1, 0, 0.5f, 1, 7, NAN};
        QCOMPARE(pictureOf(values, 3, 2, 1).pixels, (std::vector<std::uint8_t>{0, 0, 128, 255, 255, 0}));
    }

    void aGridPlacesPicturesRowByRow()
    {
        const std::vector<Picture> pictures = {{1, 1, 1, {10}}, {1, 1, 1, {20}}, {1, 1, 1, {30}}};
        const Picture grid = pictureGrid(pictures, {2, 1, {5, 5, 5}, 1});
        const Picture expected{
            5, 5, 1, {5, 5, 5, 5, 5, 5, 10, 5, 20, 5, 5, 5, 5, 5, 5, 5, 30, 5, 5, 5, 5, 5, 5, 5, 5}};
        QVERIFY(grid == expected);
        const Picture large = pictureGrid(pictures, {3, 0, {0, 0, 0}, 2});
        QVERIFY(large == (Picture{6, 2, 1, {10, 10, 20, 20, 30, 30, 10, 10, 20, 20, 30, 30}}));
        const std::vector<Picture> mixed = {{1, 1, 1, {9}}, {1, 1, 3, {1, 2, 3}}};
        QVERIFY(pictureGrid(mixed, {2, 0, {}, 1}) == (Picture{2, 1, 3, {9, 9, 9, 1, 2, 3}}));
        QVERIFY(pictureGrid({}, {}).pixels.size() > 0);
    }

    void arraysReadBackTheSame_data()
    {
        QTest::addColumn<NpyArray>("array");
        QTest::newRow("float32") << NpyArray{{2, 3}, std::vector<float>{1, 2.5f, -3, 4, 5, 6}};
        QTest::newRow("float64") << NpyArray{{2}, std::vector<double>{1e300, -0.1}};
        QTest::newRow("int32") << NpyArray{{1, 2, 1}, std::vector<std::int32_t>{-1, 1 << 30}};
        QTest::newRow("int64") << NpyArray{{1}, std::vector<std::int64_t>{-(1LL << 60)}};
        QTest::newRow("bytes") << NpyArray{{3}, std::vector<std::uint8_t>{0, 128, 255}};
        QTest::newRow("scalar") << NpyArray{{}, std::vector<float>{7}};
        QTest::newRow("no values") << NpyArray{{0, 5}, std::vector<float>{}};
    }
    void arraysReadBackTheSame()
    {
        QFETCH(NpyArray, array);
        QVERIFY(writeNpy(file("a.npy"), array));
        const auto read = readNpy(file("a.npy"));
        QVERIFY2(read, read ? "" : read.problem().sentence().c_str());
        QVERIFY(*read == array);
        QVERIFY(bytesOf("a.npy").indexOf('\n') % 64 == 63);
    }

    void arraysOfNumpyAreRead()
    {
        put("a.npy",
            npy("{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }       \n",
                QByteArray::fromHex("01000000fdffffff")));
        const auto read = readNpy(file("a.npy"));
        QVERIFY2(read, read ? "" : read.problem().sentence().c_str());
        QCOMPARE(asFloats(*read), (std::vector<float>{1, -3}));
    }

    void hostileArraysAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n";
        const QByteArray good = npy(dictionary, QByteArray(8, '\0'));
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("a,b,c\n1,2,3\n");
        QTest::newRow("cut in the magic") << good.left(4);
        QTest::newRow("cut in the header") << good.left(30);
        QTest::newRow("a value short") << good.chopped(4);
        QTest::newRow("a byte long") << good + 'x';
        QTest::newRow("header longer than the file")
            << good.left(8) + QByteArray("\xff\xff", 2) + good.mid(10);
        QTest::newRow("other type") << npy(QByteArray(dictionary).replace("<f4", ">f4"), QByteArray(8, '\0'));
        QTest::newRow("objects") << npy(QByteArray(dictionary).replace("<f4", "|O"), QByteArray(8, '\0'));
        QTest::newRow("Fortran order")
            << npy("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 2)}", QByteArray(8, '\0'));
        QTest::newRow("absurd") << npy(QByteArray(dictionary).replace("(2,)", "(4611686018427387904, 4)"),
                                       QByteArray(8, '\0'));
        QTest::newRow("negative") << npy(QByteArray(dictionary).replace("(2,)", "(-2, -1)"),
                                         QByteArray(8, '\0'));
        QTest::newRow("overflow") << npy(QByteArray(dictionary).replace("2", "99999999999999999999"),
                                         QByteArray(8, '\0'));
        QTest::newRow("no shape") << npy("{'descr': '<f4', 'fortran_order': False}", QByteArray(8, '\0'));
        QTest::newRow("open quote") << npy("{'fortran_order': False, 'shape': (2,), 'descr': '<f4",
                                           QByteArray(8, '\0'));
        QTest::newRow("key at the end")
            << npy("{'descr': '<f4', 'fortran_order': False, 'shape':", QByteArray());
    }
    void hostileArraysAreRefused()
    {
        QFETCH(QByteArray, bytes);
        put("a.npy", bytes);
        const auto read = readNpy(file("a.npy"));
        QVERIFY(!read);
        QVERIFY2(isSentence(read.problem()), read.problem().sentence().c_str());
    }
};

QTEST_GUILESS_MAIN(FilesTest)
#include "files_test.moc"
