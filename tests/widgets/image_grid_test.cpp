#include "widgets/image_grid.h"

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
