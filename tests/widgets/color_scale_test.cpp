#include "widgets/color_scale.h"

#include "widgets/theme.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace widgets;

class ColorScaleTest : public QObject {
    Q_OBJECT
private slots:
    void endsAndMiddleAreTheStops()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            applyTheme(theme);
            const auto& stops = tokens().diverging;
            QCOMPARE(colorAt(divergingScale(), 0), stops.front().rgb());
            QCOMPARE(colorAt(divergingScale(), 1), stops.back().rgb());
            const QColor middle = colorAt(divergingScale(), 0.5f);
            QVERIFY(qAbs(middle.red() - stops[3].red()) <= 3 && qAbs(middle.blue() - stops[3].blue()) <= 3);
        }
    }

    void greysAreTheValuesThemselves()
    {
        QCOMPARE(colorAt(greyScale(), 0), qRgb(0, 0, 0));
        QCOMPARE(colorAt(greyScale(), 128 / 255.0f), qRgb(128, 128, 128));
        QCOMPARE(colorAt(greyScale(), 1), qRgb(255, 255, 255));
    }

    void whatLiesOutsideGetsTheEnd()
    {
        QCOMPARE(colorAt(greyScale(), -3), qRgb(0, 0, 0));
        QCOMPARE(colorAt(greyScale(), 7), qRgb(255, 255, 255));
        QCOMPARE(colorAt(greyScale(), std::numeric_limits<float>::infinity()), qRgb(255, 255, 255));
        QCOMPARE(colorAt(greyScale(), std::numeric_limits<float>::quiet_NaN()), qRgb(0, 0, 0));
    }

    void magnitudesNeverGetLighterOnTheWayUp()
    {
        applyTheme(Theme::Light);
        for (std::size_t i = 1; i < sequentialScale().size(); ++i)
            QVERIFY(qGray(sequentialScale()[i]) <= qGray(sequentialScale()[i - 1]));
    }

    // On the grey between light and dark text, each has 3.9 to 1 at best (WCAG 2.1's ratio).
    void numbersAreReadableOnEveryColour()
    {
        const auto light = [](float c) {
            return c <= 0.04045f ? c / 12.92f : std::pow((c + 0.055f) / 1.055f, 2.4f);
        };
        const auto luminance = [light](const QColor& c) {
            return 0.2126f * light(c.redF()) + 0.7152f * light(c.greenF()) + 0.0722f * light(c.blueF());
        };
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            applyTheme(theme);
            for (const ColorScale* scale : {&divergingScale(), &sequentialScale(), &greyScale()})
                for (const QRgb fill : *scale) {
                    const float a = luminance(fill), b = luminance(readableOn(fill));
                    QVERIFY((std::max(a, b) + 0.05f) / (std::min(a, b) + 0.05f) >= 3.9f);
                }
        }
    }
};

QTEST_MAIN(ColorScaleTest)
#include "color_scale_test.moc"
