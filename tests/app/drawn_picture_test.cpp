#include "app/panels/drawn_picture.h"

#include <QPainter>
#include <QTest>

using namespace app::panels;

namespace {

const QSize mnist(28, 28);

// A seven, drawn somewhere at some size.
QImage seven(QPoint corner, double size)
{
    QImage drawing(308, 308, QImage::Format_RGB32);
    drawing.fill(Qt::black);
    QPainter painter(&drawing);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Qt::white, size / 8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF c = corner;
    painter.drawPolyline(QPolygonF{c, c + QPointF(0.6 * size, 0), c + QPointF(0.2 * size, size)});
    return drawing;
}

int largestDifference(const QImage& a, const QImage& b)
{
    int largest = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            largest = std::max(largest, std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))));
    return largest;
}

QRect boxOf(const QImage& image)
{
    QRect box;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (qGray(image.pixel(x, y)) > 40)
                box |= QRect(x, y, 1, 1);
    return box;
}

QPointF middleOf(const QImage& image)
{
    double weight = 0, x = 0, y = 0;
    for (int row = 0; row < image.height(); ++row)
        for (int column = 0; column < image.width(); ++column) {
            const int level = qGray(image.pixel(column, row));
            weight += level;
            x += level * (column + 0.5);
            y += level * (row + 0.5);
        }
    return {x / weight, y / weight};
}

} // namespace

class DrawnPictureTest : public QObject {
    Q_OBJECT
private slots:
    void aShiftedDrawingGivesTheSamePicture()
    {
        const QImage expected = centred(seven({120, 60}, 150), mnist);
        for (const QPoint corner : {QPoint(20, 20), QPoint(200, 140), QPoint(33, 129)})
            QVERIFY(largestDifference(centred(seven(corner, 150), mnist), expected) <= 1);
    }

    void aDrawingOfAnotherSizeGivesNearlyTheSamePicture()
    {
        const QImage expected = centred(seven({40, 40}, 200), mnist);
        for (double size : {80.0, 120.0, 240.0})
            QVERIFY(largestDifference(centred(seven({30, 30}, size), mnist), expected) < 60);
    }

    void theDigitFits20Of28PixelsAroundItsCentreOfMass()
    {
        const QImage picture = centred(seven({10, 10}, 90), mnist);
        const QRect box = boxOf(picture);
        QVERIFY2(box.height() >= 19 && box.height() <= 21, qPrintable(QString::number(box.height())));
        QVERIFY((middleOf(picture) - QPointF(14, 14)).manhattanLength() < 0.1);
    }

    void largerPicturesAreFilledAlike()
    {
        const QRect box = boxOf(centred(seven({10, 10}, 90), {56, 56}));
        QVERIFY(std::abs(box.height() - 40) <= 1);
    }

    void shrinkingKeepsPlaceAndMean()
    {
        const QImage drawing = seven({20, 40}, 150);
        const QImage picture = shrunk(drawing, mnist);
        QCOMPARE(picture.size(), mnist);
        QVERIFY((middleOf(picture) * 11 - middleOf(drawing)).manhattanLength() < 1);
    }

    void aPictureOfTheDataComesBackUnchanged()
    {
        QImage picture(32, 32, QImage::Format_RGB32);
        for (int y = 0; y < 32; ++y)
            for (int x = 0; x < 32; ++x)
                picture.setPixel(x, y, qRgb(x * 8, 255 - y * 8, (x * y) % 256));
        QCOMPARE(shrunk(picture.scaled(320, 320), {32, 32}), picture);
    }

    void blankStaysBlank()
    {
        QImage blank(308, 308, QImage::Format_RGB32);
        blank.fill(Qt::black);
        QCOMPARE(boxOf(centred(blank, mnist)), QRect());
        QCOMPARE(centred(blank, mnist).size(), mnist);
    }

    void valuesLieRowByRowWithTheirChannels()
    {
        QImage picture(2, 1, QImage::Format_RGB32);
        picture.setPixel(0, 0, qRgb(255, 0, 51));
        picture.setPixel(1, 0, qRgb(102, 102, 102));
        const std::vector<float> colour = pictureValues(picture, {1, 2, 3});
        QCOMPARE(colour.size(), std::size_t{6});
        QCOMPARE(colour[0], 1.0f);
        QCOMPARE(colour[2], 0.2f);
        QCOMPARE(colour[3], 0.4f);
        const std::vector<float> grey = pictureValues(picture, {1, 2, 1});
        QCOMPARE(grey.size(), std::size_t{2});
        QCOMPARE(grey[1], 0.4f);
    }
};

QTEST_MAIN(DrawnPictureTest)
#include "drawn_picture_test.moc"
