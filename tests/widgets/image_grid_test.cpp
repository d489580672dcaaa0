#include "widgets/image_grid.h"

#include "widgets/theme.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace widgets;

namespace {

ImageSection section(int columns)
{
    ImageSection s;
    s.title = "Test part";
    s.rows = {{"Original", {}}, {"Rebuilt", {}}};
    s.errorName = "Error";
    for (int i = 0; i < columns; ++i) {
        QImage image(4, 4, QImage::Format_Grayscale8);
        image.fill(i * 20);
        s.rows[0].images << image;
        s.rows[1].images << image;
        s.labels << QString::number(i);
        s.errors << QString::number(0.1 * i);
    }
    return s;
}

} // namespace

class ImageGridTest : public QObject {
    Q_OBJECT
private slots:
    void longLabelsKeepTheColumnsApart()
    {
        ImageGrid grid;
        grid.resize(600, 400);
        ImageSection narrow = ::section(5), wide = narrow;
        wide.labels.fill(QStringLiteral("automobile → airplane"), 5);
        grid.setSections({narrow, wide});
        const auto pitch = [&](int section) {
            return grid.tileRect(section, 0, 1).left() - grid.tileRect(section, 0, 0).left();
        };
        QCOMPARE(pitch(0), 64);
        const QFontMetrics metrics(textFont(TextSize::Caption));
        QVERIFY(pitch(1) > metrics.horizontalAdvance(wide.labels[0]));
    }

    void aClickReportsItsTile_data()
    {
        QTest::addColumn<int>("section");
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("column");
        QTest::newRow("first") << 0 << 0 << 0;
        QTest::newRow("second row") << 0 << 1 << 3;
        QTest::newRow("second section") << 1 << 0 << 2;
    }
    void aClickReportsItsTile()
    {
        QFETCH(int, section);
        QFETCH(int, row);
        QFETCH(int, column);
        ImageGrid grid;
        grid.setSections({::section(5), ::section(4)});
        grid.resize(600, 600);
        grid.show();
        QSignalSpy clicked(&grid, &ImageGrid::tileClicked);
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, grid.tileRect(section, row, column).center());
        QCOMPARE(clicked.count(), 1);
        QCOMPARE(clicked[0], QVariantList({section, row, column}));
    }

    void columnsWrapWhenTheWidthIsShort()
    {
        ImageGrid grid;
        grid.setSections({section(10)});
        grid.resize(1000, 400);
        grid.show();
        QCOMPARE(grid.tileRect(0, 0, 9).top(), grid.tileRect(0, 0, 0).top());
        grid.resize(300, 200);
        QVERIFY(grid.tileRect(0, 0, 9).top() > grid.tileRect(0, 1, 0).bottom());
        QVERIFY(grid.tileRect(0, 0, 9).right() <= 300);
        QVERIFY(grid.verticalScrollBar()->maximum() > 0);
    }

    void scrollingMovesTheTiles()
    {
        ImageGrid grid;
        grid.setSections({section(10), section(10)});
        grid.resize(300, 200);
        grid.show();
        const int before = grid.tileRect(1, 0, 0).top();
        grid.verticalScrollBar()->setValue(50);
        QCOMPARE(grid.tileRect(1, 0, 0).top(), before - 50);
    }

    void keysWalkAndEnterClicks()
    {
        ImageGrid grid;
        grid.setSections({section(3), section(3)});
        grid.resize(600, 600);
        grid.show();
        QSignalSpy clicked(&grid, &ImageGrid::tileClicked);
        QTest::keyClick(&grid, Qt::Key_Right);
        QTest::keyClick(&grid, Qt::Key_Right);
        QTest::keyClick(&grid, Qt::Key_Down);
        QTest::keyClick(&grid, Qt::Key_Return);
        QVERIFY(!clicked.isEmpty());
        const QVariantList first = clicked.last();
        QCOMPARE(first[1].toInt(), 1);
        QTest::keyClick(&grid, Qt::Key_Down);
        QTest::keyClick(&grid, Qt::Key_Return);
        QCOMPARE(clicked.last()[0].toInt(), 1);
        QCOMPARE(clicked.last()[1].toInt(), 0);
    }

    void pixelsStaySquares()
    {
        ImageSection s;
        s.rows = {{"", {}}};
        QImage image(2, 1, QImage::Format_Grayscale8);
        image.setPixel(0, 0, 0xff000000);
        image.setPixel(1, 0, 0xffffffff);
        image.fill(0);
        image.bits()[1] = 255;
        s.rows[0].images << image;
        ImageGrid grid;
        grid.setSections({s});
        grid.resize(300, 200);
        grid.show();
        const QImage shown = grid.viewport()->grab().toImage();
        const QRect tile = grid.tileRect(0, 0, 0);
        const qreal ratio = shown.devicePixelRatio();
        const auto at = [&](int x) { return qGray(shown.pixel(QPoint(x, tile.center().y()) * ratio)); };
        QCOMPARE(at(tile.center().x() - 2), 0);
        QCOMPARE(at(tile.center().x() + 3), 255);
    }

    void longTextsKeepTheColumnsApart()
    {
        ImageSection wide = section(4);
        wide.errors.fill("-123.4 … 5678.9", 4);
        ImageGrid grid;
        grid.setSections({section(4), wide});
        grid.resize(900, 600);
        grid.show();
        const auto pitch = [&](int s) {
            return grid.tileRect(s, 0, 1).left() - grid.tileRect(s, 0, 0).left();
        };
        QCOMPARE(pitch(0), 64);
        QVERIFY(pitch(1) > QFontMetrics(textFont(TextSize::Caption)).horizontalAdvance(wide.errors[0]));
    }

    void sectionsMayHaveTilesOfTheirOwn()
    {
        ImageSection wide = section(2);
        wide.tile = {120, 30};
        wide.gap = 40;
        ImageGrid grid;
        grid.setSections({section(2), wide});
        grid.resize(600, 600);
        grid.show();
        QCOMPARE(grid.tileRect(0, 0, 0).size(), QSize(52, 52));
        QCOMPARE(grid.tileRect(1, 0, 0).size(), QSize(120, 30));
        QCOMPARE(grid.tileRect(1, 0, 1).left() - grid.tileRect(1, 0, 0).right(), 41);
    }

    void tilesWiderThanTheWindowShrink()
    {
        ImageSection wide = section(1);
        wide.tile = {2000, 500};
        ImageGrid grid;
        grid.setSections({wide});
        grid.resize(400, 400);
        grid.show();
        const QRect tile = grid.tileRect(0, 0, 0);
        QVERIFY(tile.right() < 400);
        QVERIFY(qAbs(tile.width() - 4 * tile.height()) <= 4);
    }

    void oneLineKeepsTheRestAway()
    {
        ImageSection line = section(30);
        line.oneLine = true;
        ImageGrid grid;
        grid.setSections({line});
        grid.resize(400, 400);
        grid.show();
        int shown = 0;
        while (!grid.tileRect(0, 0, shown).isNull()) {
            QCOMPARE(grid.tileRect(0, 0, shown).top(), grid.tileRect(0, 0, 0).top());
            QVERIFY(grid.tileRect(0, 0, shown).right() < 400);
            ++shown;
        }
        QVERIFY(shown > 1 && shown < 30);
        // The count stands behind the last tile.
        const QRect last = grid.tileRect(0, 0, shown - 1);
        const QImage picture = grid.viewport()->grab().toImage();
        const QRect behind = QRect(last.topRight() + QPoint(8, 0), QSize(390 - last.right(), last.height()));
        const QImage count = picture.copy(behind);
        const QRgb ground = picture.pixel(398, 398);
        bool written = false;
        for (int y = 0; y < count.height(); ++y)
            for (int x = 0; x < count.width(); ++x)
                written |= count.pixel(x, y) != ground;
        QVERIFY(written);
    }

    void thePixelUnderThePointerIsTold()
    {
        ImageGrid grid;
        grid.setSections({section(3)});
        grid.resize(600, 400);
        grid.show();
        QVERIFY(QTest::qWaitForWindowExposed(&grid));
        QSignalSpy hovered(&grid, &ImageGrid::pixelHovered);
        const QRect tile = grid.tileRect(0, 1, 2); // 4 x 4 pixels on 52 x 52
        QTest::mouseMove(grid.viewport(), tile.topLeft() + QPoint(45, 20));
        QTRY_COMPARE(hovered.count(), 1);
        QCOMPARE(hovered.last(), QVariantList({0, 1, 2, QPoint(3, 1)}));
        QTest::mouseMove(grid.viewport(), QPoint(590, 390));
        QTRY_COMPARE(hovered.count(), 2);
        QCOMPARE(hovered.last()[0].toInt(), -1);
    }

    void thePictureHoldsWhatIsScrolledAway()
    {
        ImageGrid grid;
        grid.setSections({section(10), section(10)});
        grid.resize(300, 200);
        grid.show();
        grid.verticalScrollBar()->setValue(grid.verticalScrollBar()->maximum());
        const QPoint last = grid.tileRect(1, 0, 9).center() + QPoint(0, grid.verticalScrollBar()->value());
        const QImage picture = grid.picture(1);
        QCOMPARE(picture.height(), grid.verticalScrollBar()->maximum() + grid.viewport()->height());
        QCOMPARE(qGray(picture.pixel(last)), 9 * 20);
        QCOMPARE(qGray(picture.pixel(grid.tileRect(0, 0, 3).center() +
                                     QPoint(0, grid.verticalScrollBar()->value()))),
                 3 * 20);
    }

    void picturesThatAreMissingLeaveASpace()
    {
        ImageGrid grid;
        ImageSection s = section(3);
        s.rows[1].images.removeLast();
        s.rows[0].images[0] = QImage();
        grid.setSections({s});
        grid.resize(300, 300);
        QVERIFY(grid.tileRect(0, 1, 2).isNull());
        QVERIFY(!grid.grab().isNull());
    }
};

QTEST_MAIN(ImageGridTest)
#include "image_grid_test.moc"
