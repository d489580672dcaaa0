#include "widgets/picture_view.h"

#include "widgets/scale_bar.h"
#include "widgets/theme.h"

#include <QSignalSpy>
#include <QTest>

using namespace widgets;

namespace {

QImage board(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            image.setPixelColor(x, y, (x + y) % 2 ? Qt::white : Qt::black);
    return image;
}

} // namespace

class PictureViewTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(Theme::Light); }

    void picturesGrowByWholeFactors()
    {
        PictureView view(160);
        view.setPicture(board(28, 28));
        view.resize(view.sizeHint());
        QCOMPARE(view.pictureRect().size(), QSize(140, 140));
        view.setPicture(board(400, 200)); // too large: made smaller
        QCOMPARE(view.pictureRect().size(), QSize(160, 80));
    }

    void thePixelUnderThePointerIsTold()
    {
        PictureView view(160);
        view.setPicture(board(8, 8));
        view.resize(view.sizeHint());
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QSignalSpy hovered(&view, &PictureView::pixelHovered);
        QTest::mouseMove(&view, view.pictureRect().topLeft() + QPoint(2 * 20 + 5, 6 * 20 + 15));
        QTRY_COMPARE(hovered.count(), 1);
        QCOMPARE(hovered.last()[0].toPoint(), QPoint(2, 6));
        QTest::mouseMove(&view, QPoint(3, 3)); // the title
        QTRY_COMPARE(hovered.count(), 2);
        QCOMPARE(hovered.last()[0].toPoint(), QPoint(-1, -1));
    }

    void theMarkFramesItsPixels()
    {
        PictureView view(160);
        view.setPicture(board(8, 8));
        view.resize(view.sizeHint());
        view.setMark(QRect(1, 2, 3, 2));
        QCOMPARE(view.rectOf(view.mark()),
                 QRect(view.pictureRect().topLeft() + QPoint(20, 40), QSize(60, 40)));
        const QImage shown = view.grab().toImage();
        const QPoint corner = view.rectOf(view.mark()).topLeft() - QPoint(1, 1);
        QCOMPARE(shown.pixelColor(corner * shown.devicePixelRatio()), tokens().accent);
        view.setMark({});
        QVERIFY(view.grab().toImage() != shown);
    }

    void theLegendHasRoomForItsFigures()
    {
        ScaleBar bar;
        bar.setScale(ScaleBar::Kind::Diverging, "-0.0000012345678", "0.0000012345678", "0");
        const QFontMetrics metrics(textFont(TextSize::Caption));
        QVERIFY(bar.sizeHint().width() > metrics.horizontalAdvance("-0.00000123456780.00000123456780"));
        const QImage shown = bar.grab().toImage();
        const QColor low = shown.pixelColor(1, 4), high = shown.pixelColor(shown.width() - 2, 4);
        const auto near = [](const QColor& a, const QColor& b) {
            return qAbs(a.red() - b.red()) + qAbs(a.green() - b.green()) + qAbs(a.blue() - b.blue()) < 20;
        };
        QVERIFY(near(low, tokens().diverging.front()));
        QVERIFY(near(high, tokens().diverging.back()));
    }
};

QTEST_MAIN(PictureViewTest)
#include "picture_view_test.moc"
