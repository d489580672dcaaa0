#include "widgets/map_camera.h"
#include "widgets/map_labels.h"
#include "widgets/map_legend.h"
#include "widgets/map_projection.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace widgets;

namespace {

constexpr QSizeF screen(900, 700);

std::vector<float> cloud(int count, int dimensions)
{
    std::mt19937 generator(3);
    std::normal_distribution<float> normal(5, 20);
    std::vector<float> positions;
    for (int i = 0; i < count * dimensions; ++i)
        positions.push_back(normal(generator));
    return positions;
}

MapCamera fitted(const std::vector<float>& positions, int dimensions)
{
    MapCamera camera;
    camera.dimensions = dimensions;
    camera.fit(mapBounds(positions.data(), static_cast<int>(positions.size()) / dimensions, dimensions),
               screen);
    return camera;
}

MapPlace placeOf(const std::vector<float>& positions, int dimensions, int point)
{
    MapPlace place{};
    for (int k = 0; k < dimensions; ++k)
        place[static_cast<std::size_t>(k)] =
            static_cast<double>(positions[static_cast<std::size_t>(point * dimensions + k)]);
    return place;
}

} // namespace

class MapGeometryTest : public QObject {
    Q_OBJECT
private:
    static void dimensionRows()
    {
        QTest::addColumn<int>("dimensions");
        QTest::newRow("in the plane") << 2;
        QTest::newRow("in space") << 3;
    }

private slots:
    void boundsLeaveOutWhatIsNowhere()
    {
        const float nan = std::nanf("");
        const std::vector<float> positions = {0,   0,   4, 2,
                                              nan, 100, 7, std::numeric_limits<float>::infinity()};
        const MapBounds bounds = mapBounds(positions.data(), 4, 2);
        QCOMPARE(bounds.middle[0], 2.0);
        QCOMPARE(bounds.half[1], 1.0);
        QCOMPARE(bounds.radius, std::hypot(2.0, 1.0));
        QVERIFY(mapBounds(positions.data() + 4, 1, 2).empty);
    }

    void fittingShowsEveryPoint_data() { dimensionRows(); }
    void fittingShowsEveryPoint()
    {
        QFETCH(int, dimensions);
        const std::vector<float> positions = cloud(500, dimensions);
        MapCamera camera = fitted(positions, dimensions);
        double widest = 0;
        for (int turn = 0; turn < 5; ++turn) {
            for (int i = 0; i < 500; ++i) {
                const MapSeen seen = camera.seen(placeOf(positions, dimensions, i), screen);
                QVERIFY(seen.nearness > 0);
                QVERIFY(QRectF(QPointF(), screen)
                            .contains(QPointF(static_cast<double>(seen.x), static_cast<double>(seen.y))));
                widest = std::max(widest, std::abs(static_cast<double>(seen.y) - screen.height() / 2));
            }
            if (dimensions == 3)
                camera.rotate({120, 70});
        }
        QVERIFY(widest > screen.height() / 4); // and uses the room
    }

    void onePlaceForAllPointsStillFits()
    {
        const std::vector<float> positions(20, 3.0F);
        const MapSeen seen = fitted(positions, 2).seen({3, 3, 0}, screen);
        QCOMPARE(seen.x, 450.0F);
        QCOMPARE(seen.y, 350.0F);
    }

    void zoomingKeepsTheAnchor_data() { dimensionRows(); }
    void zoomingKeepsTheAnchor()
    {
        QFETCH(int, dimensions);
        const std::vector<float> positions = cloud(50, dimensions);
        MapCamera camera = fitted(positions, dimensions);
        if (dimensions == 3)
            camera.rotate({200, -90});
        const MapPlace anchor = placeOf(positions, dimensions, 7);
        const MapSeen before = camera.seen(anchor, screen);
        for (int i = 0; i < 6; ++i)
            camera.zoom(1.2, anchor, screen);
        const MapSeen after = camera.seen(anchor, screen);
        QVERIFY(std::abs(after.x - before.x) < 0.1F && std::abs(after.y - before.y) < 0.1F);
        QVERIFY(after.nearness > 0);
    }

    void panningMovesByPixels_data() { dimensionRows(); }
    void panningMovesByPixels()
    {
        QFETCH(int, dimensions);
        MapCamera camera = fitted(cloud(50, dimensions), dimensions);
        if (dimensions == 3)
            camera.rotate({200, -90});
        const MapPlace middle = camera.center;
        camera.pan({30, -12});
        const MapSeen seen = camera.seen(middle, screen);
        QVERIFY(std::abs(seen.x - 480) < 0.01F && std::abs(seen.y - 338) < 0.01F);
    }

    void aScreenPointHasItsPlace_data() { dimensionRows(); }
    void aScreenPointHasItsPlace()
    {
        QFETCH(int, dimensions);
        MapCamera camera = fitted(cloud(50, dimensions), dimensions);
        if (dimensions == 3)
            camera.rotate({77, 31});
        const MapSeen seen = camera.seen(camera.placeAt({123, 456}, screen), screen);
        QVERIFY(std::abs(seen.x - 123) < 0.01F && std::abs(seen.y - 456) < 0.01F);
    }

    void whatIsBehindTheEyeIsNotSeen()
    {
        MapCamera camera = fitted(cloud(50, 3), 3);
        QCOMPARE(camera.seen(camera.fromView({0, 0, camera.distance(screen) * 1.1}), screen).nearness, 0.0F);
    }

    void thePointUnderAPlaceIsTheNearest_data() { dimensionRows(); }
    void thePointUnderAPlaceIsTheNearest()
    {
        QFETCH(int, dimensions);
        const std::vector<float> positions = cloud(800, dimensions);
        MapProjection projection;
        projection.project(fitted(positions, dimensions), screen, positions.data(), 800);
        std::mt19937 generator(5);
        std::uniform_real_distribution<double> at(0, 1);
        int found = 0;
        for (int i = 0; i < 2000; ++i) {
            const QPointF place(at(generator) * screen.width(), at(generator) * screen.height());
            int nearest = -1;
            double least = 7;
            for (int point = 0; point < 800; ++point) {
                const QPointF away = projection.at(point) - place;
                if (const double length = std::hypot(away.x(), away.y()); length <= least) {
                    nearest = point;
                    least = length;
                }
            }
            QCOMPARE(projection.pointAt(place, 0, 7), nearest);
            found += nearest >= 0;
        }
        QVERIFY(found > 100);
    }

    void aDiscInFrontHidesTheOneBehind()
    {
        const std::vector<float> positions = {0, 0, -5, 0.1F, 0, 5, 30, 30, 30, -30, -30, -30};
        MapProjection projection;
        const MapCamera camera = fitted(positions, 3);
        projection.project(camera, screen, positions.data(), 4);
        QCOMPARE(projection.pointAt(projection.at(0), 12, 7), 1);
    }

    void outlinesHoldWhatLiesWithin()
    {
        const std::vector<float> positions = {0, 0, 10, 0, 0, 10, 10, 10, 5, 5};
        MapProjection projection;
        projection.project(fitted(positions, 2), screen, positions.data(), 5);
        const QPointF a = projection.at(0), b = projection.at(1), c = projection.at(3);
        const QPointF out(20, -20);
        const QPolygonF triangle{a - QPointF(20, -20), b + QPointF(60, 20), c + out};
        QCOMPARE(projection.inside(triangle), QVector<int>({0, 1, 3, 4}));
        QCOMPARE(projection.inside(QPolygonF(QRectF(a, QSizeF(1, 1)).adjusted(-5, -5, 5, 5))),
                 QVector<int>{0});
    }

    void labelsTakeTheFirstFreeSide()
    {
        using enum MapLabelSide;
        MapLabelRoom room({400, 300});
        QList<MapLabel> placed;
        const MapLabelWish wish{1, {200, 150}, {60, 16}, 8};
        for (const MapLabelSide side : {Right, Left, Above, Below}) {
            QVERIFY(room.place(wish, Right, placed));
            QCOMPARE(placed.last().side, side);
        }
        QVERIFY(!room.place(wish, Right, placed));
        for (qsizetype i = 0; i < placed.size(); ++i)
            for (qsizetype j = 0; j < i; ++j)
                QVERIFY(!placed[i].rect.intersects(placed[j].rect));
    }

    void labelsStayOnTheScreen()
    {
        MapLabelRoom room({400, 300});
        QList<MapLabel> placed;
        QVERIFY(room.place({1, {390, 150}, {60, 16}, 8}, MapLabelSide::Right, placed));
        QCOMPARE(placed[0].side, MapLabelSide::Left);
        QVERIFY(!room.place({2, {500, 150}, {60, 16}, 8}, MapLabelSide::Right, placed));
    }

    void longLegendsFold()
    {
        MapLegend legend;
        legend.title = QStringLiteral("Class");
        for (int i = 0; i < 24; ++i)
            legend.entries.append({QString::number(i), Qt::red, i});
        MapLegendBox box;
        box.layOut(legend, screen, false, Qt::LeftToRight);
        QVERIFY(box.entryRect(10).isValid());
        QVERIFY(box.entryRect(11).isNull());
        const QPointF more = box.entryRect(10).center() + QPointF(0, box.entryRect(10).height());
        QVERIFY(box.isMore(more));
        box.layOut(legend, screen, true, Qt::LeftToRight);
        QVERIFY(QRectF(QPointF(), screen).contains(box.entryRect(23)));
        QCOMPARE(box.entryAt(box.entryRect(17).center()), 17);
        legend.entries.resize(10);
        box.layOut(legend, screen, false, Qt::LeftToRight);
        QVERIFY(!box.isMore(box.entryRect(9).center() + QPointF(0, box.entryRect(9).height())));
    }
};

QTEST_MAIN(MapGeometryTest)
#include "map_geometry_test.moc"
