#include "engine/datasets/exif.h"
#include "engine/datasets/jpeg_file.h"
#include "engine/datasets/picture_scaling.h"
#include "tests/engine/datasets/made_files.h"
#include "tests/engine/datasets/made_pictures.h"

#include <QTemporaryDir>

#include <cmath>

using namespace engine;

namespace {

// Slow changes, which JPEG keeps nearly exactly.
Picture slope(int width, int height, int channels)
{
    Picture picture{width, height, channels};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int channel = 0; channel < channels; ++channel)
                picture.pixels.push_back(std::uint8_t(20 + 150 * x / width + 60 * y / height + 10 * channel));
    return picture;
}

int largestDifference(const Picture& a, const Picture& b)
{
    int largest = a.pixels.size() == b.pixels.size() ? 0 : 256;
    for (std::size_t i = 0; i < a.pixels.size() && largest < 256; ++i)
        largest = std::max(largest, std::abs(a.pixels[i] - b.pixels[i]));
    return largest;
}

// An Exif marker that says only how the camera was held.
QByteArray exif(int orientation, bool littleEndian)
{
    return QByteArray("Exif\0\0", 6) +
        (littleEndian ? QByteArray::fromHex("49492a0008000000"
                                            "0100"
                                            "1201"
                                            "0300"
                                            "01000000")
                      : QByteArray::fromHex("4d4d002a00000008"
                                            "0001"
                                            "0112"
                                            "0003"
                                            "00000001")) +
        (littleEndian ? QByteArray(1, char(orientation)) + QByteArray(3, '\0')
                      : QByteArray(1, '\0') + QByteArray(1, char(orientation)) + QByteArray(2, '\0')) +
        QByteArray(4, '\0');
}

} // namespace

// JPEG files, and pictures brought to a size.
class PicturesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path put(const QByteArray& bytes)
    {
        write(m_folder.filePath("a.jpg"), bytes);
        return m_folder.filePath("a.jpg").toStdString();
    }
    static bool isSentence(const Problem& problem)
    {
        const QString text = QString::fromStdString(problem.sentence());
        return text.endsWith('.') && text.contains("a.jpg") && !text.contains("%1") && !text.contains("%2");
    }

private slots:
    void jpegsAreRead_data()
    {
        QTest::addColumn<int>("stored");
        QTest::addColumn<int>("wanted");
        QTest::addColumn<bool>("progressive");
        for (const bool progressive : {false, true})
            for (const int stored : {1, 3})
                for (const int wanted : {1, 3})
                    QTest::addRow("%d to %d%s", stored, wanted, progressive ? ", progressive" : "")
                        << stored << wanted << progressive;
    }
    void jpegsAreRead()
    {
        QFETCH(int, stored);
        QFETCH(int, wanted);
        QFETCH(bool, progressive);
        const auto read = readJpeg(put(jpegOf(slope(37, 23, stored), progressive)), wanted);
        QVERIFY2(read, read ? "" : read.problem().sentence().c_str());
        QCOMPARE(read->width, 37);
        QCOMPARE(read->height, 23);
        QCOMPARE(read->channels, wanted);
        Picture expected = slope(37, 23, wanted);
        if (stored == 1 && wanted == 3)
            for (std::size_t i = 0; i < expected.pixels.size(); ++i)
                expected.pixels[i] = expected.pixels[i - i % 3];
        const int weighted = stored == 3 && wanted == 1 ? 12 : 0; // grey is a mixture of the three
        QVERIFY(largestDifference(*read, expected) <= 4 + weighted);
    }

    void largeJpegsMayComeSmallerButNotTooSmall()
    {
        const auto file = put(jpegOf(slope(400, 300, 3)));
        QCOMPARE(readJpeg(file, 3, 0)->width, 400);
        QCOMPARE(readJpeg(file, 3, 32)->width, 100);
        QCOMPARE(readJpeg(file, 3, 10)->height, 38); // an eighth
        QCOMPARE(readJpeg(file, 3, 200)->width, 400);
        QVERIFY(largestDifference(*readJpeg(file, 3, 32), scaled(slope(400, 300, 3), {75, 100})) <= 6);
    }

    void theContentDecidesWhatAPictureIs()
    {
        const Picture picture = slope(8, 8, 3);
        QVERIFY(largestDifference(*readPicture(put(jpegOf(picture)), 3), picture) <= 6);
        QVERIFY(writePng(m_folder.filePath("a.jpg").toStdString(), picture));
        QVERIFY(*readPicture(m_folder.filePath("a.jpg").toStdString(), 3) == picture);
        QVERIFY(isPictureName("a.JPeG") && isPictureName("x/b.png") && !isPictureName("a.gif"));
    }

    void everyTruncationIsRefusedInASentence_data()
    {
        QTest::addColumn<bool>("progressive");
        QTest::newRow("baseline") << false;
        QTest::newRow("progressive") << true;
    }
    void everyTruncationIsRefusedInASentence()
    {
        QFETCH(bool, progressive);
        const QByteArray good = jpegOf(slope(40, 40, 3), progressive);
        for (qsizetype length = 0; length < good.size() - 2; length += 3) { // the end mark may be missing
            const auto read = readJpeg(put(good.left(length)), 3);
            QVERIFY2(!read, qPrintable(QString::number(length)));
            QVERIFY2(isSentence(read.problem()), read.problem().sentence().c_str());
        }
    }

    void flippedBytesAreSurvived()
    {
        for (const bool progressive : {false, true}) {
            const QByteArray good = jpegOf(slope(24, 24, 3), progressive, exif(6, true));
            for (qsizetype at = 0; at < good.size(); ++at)
                for (const char flip : {'\x01', '\x80', '\xff'}) {
                    QByteArray bytes = good;
                    bytes[at] = char(bytes[at] ^ flip);
                    if (const auto read = readJpeg(put(bytes), 3, 4))
                        QCOMPARE(read->pixels.size(),
                                 std::size_t(read->width) * std::size_t(read->height) * 3);
                    else
                        QVERIFY(isSentence(read.problem()));
                }
        }
    }

    void absurdSizesAreRefusedBeforeAnythingIsAllocated()
    {
        QByteArray bytes = jpegOf(slope(8, 8, 1));
        const qsizetype frame = bytes.indexOf(QByteArray::fromHex("ffc0"));
        bytes.replace(frame + 5, 4, QByteArray::fromHex("fe00fe00"));
        const auto read = readJpeg(put(bytes), 1);
        QVERIFY(!read);
        QVERIFY2(QString::fromStdString(read.problem().sentence()).contains("65024"),
                 read.problem().sentence().c_str());
    }

    void whatIsNoJpegIsRefused()
    {
        QVERIFY(!readJpeg(put("not a picture"), 3));
        QVERIFY(!readJpeg(put({}), 3));
        QVERIFY(!readJpeg(m_folder.filePath("missing").toStdString(), 3));
        QVERIFY(!readJpeg(m_folder.path().toStdString(), 3));
    }

    void picturesStandUprightAsTheCameraSays_data()
    {
        QTest::addColumn<int>("orientation");
        QTest::addColumn<QByteArray>("stored"); // of 1 2 3 / 4 5 6, seen upright
        QTest::newRow("1") << 1
                           << QByteArray("123"
                                         "456");
        QTest::newRow("mirrored") << 2
                                  << QByteArray("321"
                                                "654");
        QTest::newRow("upside down") << 3
                                     << QByteArray("654"
                                                   "321");
        QTest::newRow("mirrored upside down") << 4
                                              << QByteArray("456"
                                                            "123");
        QTest::newRow("transposed") << 5
                                    << QByteArray("14"
                                                  "25"
                                                  "36");
        QTest::newRow("turned left") << 6
                                     << QByteArray("36"
                                                   "25"
                                                   "14");
        QTest::newRow("transposed upside down") << 7
                                                << QByteArray("63"
                                                              "52"
                                                              "41");
        QTest::newRow("turned right") << 8
                                      << QByteArray("41"
                                                    "52"
                                                    "63");
    }
    void picturesStandUprightAsTheCameraSays()
    {
        QFETCH(int, orientation);
        QFETCH(QByteArray, stored);
        const bool turned = orientation >= 5;
        Picture picture{turned ? 2 : 3, turned ? 3 : 2, 1, {stored.begin(), stored.end()}};
        picture = upright(std::move(picture), orientation);
        QCOMPARE(picture.width, 3);
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(picture.pixels.data()), 6), QByteArray("123456"));
        for (const bool littleEndian : {false, true}) {
            const QByteArray marker = exif(orientation, littleEndian);
            const auto bytes = std::span(reinterpret_cast<const std::uint8_t*>(marker.data()), marker.size());
            QCOMPARE(exifOrientation(bytes), orientation);
            for (std::size_t length = 0; length < 6 + 8 + 2 + 8; ++length)
                QCOMPARE(exifOrientation(bytes.first(length)), 0);
        }
        const auto read = readJpeg(put(jpegOf(slope(30, 20, 1), false, exif(orientation, false))), 1);
        QCOMPARE(read->width, turned ? 20 : 30);
    }

    void shrinkingTakesTheMean()
    {
        const Picture picture{4, 2, 1, {0, 100, 10, 30, 200, 100, 50, 70}};
        QVERIFY(scaled(picture, {1, 2}) == (Picture{2, 1, 1, {100, 40}}));
        const Picture three{3, 1, 1, {0, 90, 255}};
        QVERIFY(scaled(three, {1, 2}) == (Picture{2, 1, 1, {30, 200}})); // 0 + 45 of 1.5; 45 + 255 of 1.5
        QVERIFY(scaled(plain(77, 13, {1, 128, 255}), {5, 9}) == plain(9, 5, {1, 128, 255}));
    }

    void growingDrawsStraightLines()
    {
        const Picture two{2, 1, 1, {0, 100}};
        QVERIFY(scaled(two, {1, 4}) == (Picture{4, 1, 1, {0, 25, 75, 100}}));
        QVERIFY(scaled(plain(1, 1, {9, 8, 7}), {3, 3}) == plain(3, 3, {9, 8, 7}));
        QVERIFY(scaled(plain(3, 500, {9, 8, 7}), {6, 6}) == plain(6, 6, {9, 8, 7})); // one of each
    }

    void theMiddleHasTheShapeAskedFor()
    {
        Picture wide{5, 2, 1, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}};
        QVERIFY(middleOf(wide, {7, 7}) == (Picture{2, 2, 1, {2, 3, 7, 8}}));
        Picture high{2, 4, 1, {1, 2, 3, 4, 5, 6, 7, 8}};
        QVERIFY(middleOf(high, {7, 7}) == (Picture{2, 2, 1, {3, 4, 5, 6}}));
        QVERIFY(middleOf(wide, {2, 5}) == wide);
        QCOMPARE(middleOf(plain(1000, 1, {1, 2, 3}), {512, 4}).width, 1); // never nothing
    }
};

QTEST_GUILESS_MAIN(PicturesTest)
#include "pictures_test.moc"
