#include "widgets/large_picture.h"
#include "widgets/picture_plane.h"
#include "widgets/slider_list.h"

#include <QSignalSpy>
#include <QSlider>
#include <QTest>

using namespace widgets;

namespace {

// A picture of one grey level.
QImage grey(int level)
{
    QImage image(2, 2, QImage::Format_RGB32);
    image.fill(qRgb(level, level, level));
    return image;
}

PlanePictures plane(int side)
{
    PlanePictures pictures{.side = side, .titleX = "z 1", .titleY = "z 2"};
    for (int i = 0; i < side * side; ++i)
        pictures.images << grey(10 * i);
    for (int i = 0; i < side; ++i) {
        pictures.valuesX << QString::number(i);
        pictures.valuesY << QString::number(-i);
    }
    return pictures;
}

QList<SliderRow> rows()
{
    return {{"z 4", "KL 2.10", {}, -3, 3, 0}, {"z 9", {}, {}, 1, 5, 3}};
}

} // namespace

class LatentWidgetsTest : public QObject {
    Q_OBJECT
private slots:
    void draggingASliderReportsItsValue()
    {
        SliderList list;
        list.setRows(rows());
        list.setValues({0, 3});
        list.resize(400, list.sizeHint().height());
        list.show();
        QSignalSpy moved(&list, &SliderList::moved);
        QSlider* slider = list.slider(1);
        const QPoint middle = slider->rect().center();
        QTest::mousePress(slider, Qt::LeftButton, {}, middle);
        QTest::mouseMove(slider, middle + QPoint(slider->width() / 4, 0));
        QTest::mouseRelease(slider, Qt::LeftButton, {}, middle + QPoint(slider->width() / 4, 0));
        QVERIFY(!moved.isEmpty());
        QCOMPARE(moved.last()[0].toInt(), 1);
        QVERIFY(moved.last()[1].toDouble() > 3.5 && moved.last()[1].toDouble() < 4.6);
    }

    void aDoubleClickGoesBackToTheMiddle()
    {
        SliderList list;
        list.setRows(rows());
        list.setValues({2, 4});
        list.resize(400, list.sizeHint().height());
        list.show();
        QSignalSpy moved(&list, &SliderList::moved);
        QTest::mouseDClick(list.slider(1), Qt::LeftButton);
        QCOMPARE(moved.last()[0].toInt(), 1);
        QCOMPARE(moved.last()[1].toDouble(), 3.0);
        QCOMPARE(list.slider(1)->value(), list.slider(1)->maximum() / 2);
    }

    void valuesBeyondTheEndsAreShownAsTheyAre()
    {
        SliderList list;
        list.setRows(rows());
        QSignalSpy moved(&list, &SliderList::moved);
        list.setValues({7.25, 3});
        QCOMPARE(list.slider(0)->value(), list.slider(0)->maximum());
        QCOMPARE(moved.count(), 0);
    }

    void rowsMayBecomeFewer()
    {
        SliderList list;
        list.setRows(rows());
        list.setRows({rows().first()});
        QCOMPARE(list.findChildren<QSlider*>().size(), 1);
        list.setRows(rows());
        QCOMPARE(list.findChildren<QSlider*>().size(), 2);
    }

    void aClickReportsColumnAndRowFromTheBottom()
    {
        PicturePlane view;
        view.setPictures(plane(3));
        view.resize(400, 400);
        view.show();
        QSignalSpy clicked(&view, &PicturePlane::cellClicked);
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.cellRect(2, 0).center());
        QCOMPARE(clicked.last(), QVariantList({2, 0}));
        QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(2, 2));
        QCOMPARE(clicked.count(), 1);
        QVERIFY(view.cellRect(0, 2).top() < view.cellRect(0, 0).top());
    }

    void keysWalkThePlane()
    {
        PicturePlane view;
        view.setPictures(plane(3));
        view.resize(400, 400);
        view.show();
        view.activateWindow();
        view.setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QSignalSpy clicked(&view, &PicturePlane::cellClicked);
        QTest::keyClick(&view, Qt::Key_Up);
        QTest::keyClick(&view, Qt::Key_Left);
        QTest::keyClick(&view, Qt::Key_Left); // no further
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(clicked.last(), QVariantList({0, 2}));
    }

    void theFirstPictureIsUpperLeft()
    {
        PicturePlane view;
        view.setPictures(plane(3));
        view.resize(400, 400);
        view.show();
        const QImage shown = view.grab().toImage();
        const auto at = [&](int column, int row) {
            return qGray(shown.pixel(view.cellRect(column, row).center() * shown.devicePixelRatio()));
        };
        QCOMPARE(at(0, 2), 0);
        QCOMPARE(at(2, 2), 20);
        QCOMPARE(at(1, 0), 70);
    }

    void thePictureFillsItsPlaceAndKeepsItsShape()
    {
        LargePicture view;
        view.setPicture(grey(200));
        view.resize(300, 200);
        view.show();
        const QImage shown = view.grab().toImage();
        const qreal ratio = shown.devicePixelRatio();
        QCOMPARE(qGray(shown.pixel(QPoint(150, 4) * ratio)), 200);
        view.resize(200, 300); // at the top
        const QImage tall = view.grab().toImage();
        QCOMPARE(qGray(tall.pixel(QPoint(100, 4) * ratio)), 200);
        QVERIFY(qGray(tall.pixel(QPoint(100, 250) * ratio)) != 200);
        QCOMPARE(qGray(shown.pixel(QPoint(55, 195) * ratio)), 200);
        QVERIFY(qGray(shown.pixel(QPoint(20, 100) * ratio)) != 200);
    }
};

QTEST_MAIN(LatentWidgetsTest)
#include "latent_widgets_test.moc"
