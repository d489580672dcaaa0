#include "app/panels/layer_maps.h"

#include "widgets/theme.h"

#include <QElapsedTimer>
#include <QTest>

#include <limits>

using namespace app::panels;

namespace {

// Two maps of 2 x 3: the first counts up, the second is zero.
engine::Tensor twoMaps()
{
    return engine::Tensor::of({1, 2, 3, 2}, std::vector<float>{0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0});
}

} // namespace

class FeatureMapsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { widgets::applyTheme(widgets::Theme::Light); }

    void mapsAreTheLastAxis()
    {
        const LayerMaps layer = layerMaps(3, "Conv2D", twoMaps());
        QCOMPARE(layer.maps(), 2);
        QCOMPARE(layer.ranges[0], (ValueRange{0, 5, true}));
        QVERIFY(layer.ranges[1].isZero());
        QCOMPARE(layer.zeros(), 1);
        const QImage map = layer.picture(0, false);
        QCOMPARE(map.size(), QSize(3, 2));
        QCOMPARE(qGray(map.pixel(0, 0)), 0);
        QCOMPARE(qGray(map.pixel(1, 0)), 51);
        QCOMPARE(qGray(map.pixel(2, 1)), 255);
        QCOMPARE(layer.valueAt(0, {1, 1}), std::optional(4.0f));
        QVERIFY(!layer.valueAt(0, {3, 1}));
        QVERIFY(!layer.valueAt(2, {0, 0}));
    }

    void alikeMapsCanBeCompared()
    {
        const LayerMaps layer =
            layerMaps(1, "Conv2D", engine::Tensor::of({1, 1, 2, 2}, std::vector<float>{0, 0, 1, 10}));
        QCOMPARE(qGray(layer.picture(0, false).pixel(1, 0)), 255);
        QCOMPARE(qGray(layer.picture(0, true).pixel(1, 0)), 26);
        QCOMPARE(qGray(layer.picture(1, true).pixel(1, 0)), 255);
    }

    void valuesBelowZeroUseTheDivergingScale()
    {
        const LayerMaps layer =
            layerMaps(1, "Conv2D", engine::Tensor::of({1, 1, 3, 1}, std::vector<float>{-1, 0, 2}));
        QVERIFY(layer.isSigned());
        const ColorRange colors = layer.colors(0, false);
        QCOMPARE(colors.low, -2.0f);
        QCOMPARE(colors.high, 2.0f);
        const QImage map = layer.picture(0, false);
        const auto& scale = widgets::tokens().diverging;
        QCOMPARE(map.pixelColor(2, 0), scale.back());
        const QColor zero = map.pixelColor(1, 0);
        QVERIFY(qAbs(zero.red() - scale[3].red()) <= 3);
    }

    void listsBecomeLinesOfUnits()
    {
        const LayerMaps layer =
            layerMaps(1, "Dense", engine::Tensor::of({1, 100}, std::vector<float>(100, 1)));
        QVERIFY(layer.isList());
        QCOMPARE(layer.size(), QSize(64, 2));
        const QImage picture = layer.picture(0, false);
        QCOMPARE(picture.pixelColor(63, 1), widgets::tokens().panel); // no unit there
        QVERIFY(layer.valueAt(0, {35, 1}));
        QVERIFY(!layer.valueAt(0, {36, 1}));
        QVERIFY(layer.placeText(0, {1, 1}).contains("65"));
        QCOMPARE(unitsPerLine(10), 10);
    }

    void whatIsNoNumberIsSaid()
    {
        const LayerMaps layer = layerMaps(
            1, "Conv2D",
            engine::Tensor::of({1, 1, 2, 1}, std::vector<float>{std::numeric_limits<float>::quiet_NaN(), 1}));
        QVERIFY(!layer.all.finite);
        QVERIFY(!layer.picture(0, false).isNull());
        QCOMPARE(rangeText(layer.all), QString("not finite"));
    }

    void smallMapsAreEnlargedByWholeFactors()
    {
        QCOMPARE(zoomFor(28, 48), 2);
        QCOMPARE(zoomFor(7, 48), 7);
        QCOMPARE(zoomFor(1, 48), 48);
        QCOMPARE(zoomFor(48, 48), 1);
        QCOMPARE(zoomFor(224, 48), 1);
        QCOMPARE(tileFor({14, 14}, {}), QSize(56, 56));
        QCOMPARE(tileFor({256, 128}, {}), QSize(128, 64));
    }

    void tilesAreAsLargeAsTheRoomAllows()
    {
        QCOMPARE(tileFor({14, 14}, {}, 6, {900, 700}), QSize(126, 126));
        const QSize some = tileFor({14, 14}, {}, 40, {900, 700}),
                    many = tileFor({14, 14}, {}, 400, {900, 700});
        QVERIFY(some.width() > many.width());
        QCOMPARE(many, QSize(56, 56));
        widgets::ImageGrid grid;
        grid.resize(900, 700);
        grid.show();
        std::vector<float> values(14 * 14 * 40, 0.25f);
        const LayerMaps layer = layerMaps(1, "Conv2D", engine::Tensor::of({1, 14, 14, 40}, values));
        grid.setSections({mapSection(layer, false, 256, grid.viewport()->size())});
        QCOMPARE(grid.tileRect(0, 0, 0).size(), some);
        QVERIFY(grid.tileRect(0, 0, 39).bottom() < 700); // all without scrolling
    }

    void whatIsLeftOutIsSaid()
    {
        const LayerMaps layer =
            layerMaps(1, "Conv2D", engine::Tensor::of({1, 1, 1, 300}, std::vector<float>(300, 0.0f)));
        const widgets::ImageSection section = mapSection(layer, false, 256, {});
        QCOMPARE(section.rows[0].images.size(), 256);
        QVERIFY2(section.caption.contains("showing 256 of 300 maps"), qPrintable(section.caption));
        QVERIFY2(section.caption.contains("300 of 300 maps are zero here"), qPrintable(section.caption));
        const widgets::ImageSection line = overviewSection(layer, false);
        QCOMPARE(line.rows[0].images.size() + line.more, 300);
    }

    // Redrawing must leave time for everything else in a frame of 16 ms.
    void sixtyFourMapsAreQuick()
    {
        std::vector<float> values(28 * 28 * 64);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = static_cast<float>(i % 97) / 97;
        const engine::Tensor tensor = engine::Tensor::of({1, 28, 28, 64}, values);
        widgets::ImageGrid grid;
        grid.resize(900, 900);
        qint64 best = 1'000'000'000;
        for (int i = 0; i < 10; ++i) {
            QElapsedTimer clock;
            clock.start();
            grid.setSections({mapSection(layerMaps(1, "Conv2D", tensor), false, 256, {})});
            const QPixmap shown = grid.viewport()->grab();
            best = std::min(best, clock.nsecsElapsed());
            QVERIFY(!shown.isNull());
        }
        qInfo("64 maps: %.2f ms", static_cast<double>(best) / 1e6);
        QVERIFY(best < 16'000'000);
    }
};

QTEST_MAIN(FeatureMapsTest)
#include "feature_maps_test.moc"
