#include "widgets/color_table.h"

#include "widgets/theme.h"

#include <QTest>

#include <limits>

using namespace widgets;

class ColorTableTest : public QObject {
    Q_OBJECT
private slots:
    void endsAndMiddleAreTheStops()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            applyTheme(theme);
            const auto& stops = tokens().diverging;
            QCOMPARE(colorAt(divergingTable(), 0), stops.front().rgb());
            QCOMPARE(colorAt(divergingTable(), 1), stops.back().rgb());
            const QColor middle = colorAt(divergingTable(), 0.5f);
            QVERIFY(qAbs(middle.red() - stops[3].red()) <= 3 && qAbs(middle.blue() - stops[3].blue()) <= 3);
        }
    }

    void greysAreTheValuesThemselves()
    {
        QCOMPARE(colorAt(greyTable(), 0), qRgb(0, 0, 0));
        QCOMPARE(colorAt(greyTable(), 128 / 255.0f), qRgb(128, 128, 128));
        QCOMPARE(colorAt(greyTable(), 1), qRgb(255, 255, 255));
    }

    void whatLiesOutsideGetsTheEnd()
    {
        QCOMPARE(colorAt(greyTable(), -3), qRgb(0, 0, 0));
        QCOMPARE(colorAt(greyTable(), 7), qRgb(255, 255, 255));
        QCOMPARE(colorAt(greyTable(), std::numeric_limits<float>::infinity()), qRgb(255, 255, 255));
        QCOMPARE(colorAt(greyTable(), std::numeric_limits<float>::quiet_NaN()), qRgb(0, 0, 0));
    }

    void magnitudesNeverGetLighterOnTheWayUp()
    {
        applyTheme(Theme::Light);
        for (std::size_t i = 1; i < sequentialTable().size(); ++i)
            QVERIFY(qGray(sequentialTable()[i]) <= qGray(sequentialTable()[i - 1]));
    }
};

QTEST_MAIN(ColorTableTest)
#include "color_table_test.moc"
