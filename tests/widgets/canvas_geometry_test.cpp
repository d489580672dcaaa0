#include "widgets/canvas_geometry.h"

#include <QtTest>

using namespace widgets;

class CanvasGeometryTest : public QObject {
    Q_OBJECT

private slots:
    void detailFollowsTheZoom_data();
    void detailFollowsTheZoom();
    void portsStandOnTheEdgesCentredAndApart_data();
    void portsStandOnTheEdgesCentredAndApart();
    void portsNeverLeaveTheCard();
    void linksStartAndEndAtTheirPortsVertically_data();
    void linksStartAndEndAtTheirPortsVertically();
    void boundsHoldTheWholeCurve();
    void distanceToALinkIsThatToItsNearestPoint();
    void nearestParameterTellsTheHalves();
    void positionsSnapToTheGrid_data();
    void positionsSnapToTheGrid();
    void aCardNearANeighboursEdgeAlignsWithIt();
    void aCardFarFromNeighboursKeepsToTheGrid();
    void guidesSpanBothCards();
    void cardsAreReadRowByRow();
    void aBubbleStandsWhereThereIsRoom();
};

void CanvasGeometryTest::detailFollowsTheZoom_data()
{
    QTest::addColumn<qreal>("zoom");
    QTest::addColumn<int>("detail");
    QTest::newRow("largest") << 4.0 << int(Detail::Full);
    QTest::newRow("exactly 75 %") << 0.75 << int(Detail::Full);
    QTest::newRow("just below 75 %") << 0.74 << int(Detail::Reduced);
    QTest::newRow("exactly 40 %") << 0.4 << int(Detail::Reduced);
    QTest::newRow("just below 40 %") << 0.39 << int(Detail::Blocks);
    QTest::newRow("smallest") << 0.1 << int(Detail::Blocks);
}

void CanvasGeometryTest::detailFollowsTheZoom()
{
    QFETCH(qreal, zoom);
    QFETCH(int, detail);
    QCOMPARE(int(detailAt(zoom)), detail);
}

void CanvasGeometryTest::portsStandOnTheEdgesCentredAndApart_data()
{
    QTest::addColumn<bool>("output");
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("count");
    QTest::addColumn<QPointF>("expected");
    QTest::newRow("one input") << false << 0 << 1 << QPointF(220, 50);
    QTest::newRow("one output") << true << 0 << 1 << QPointF(220, 106);
    QTest::newRow("first of two") << false << 0 << 2 << QPointF(204, 50);
    QTest::newRow("second of two") << false << 1 << 2 << QPointF(236, 50);
    QTest::newRow("last of three") << true << 2 << 3 << QPointF(252, 106);
}

void CanvasGeometryTest::portsStandOnTheEdgesCentredAndApart()
{
    QFETCH(bool, output);
    QFETCH(int, index);
    QFETCH(int, count);
    QFETCH(QPointF, expected);
    QCOMPARE(portPoint({100, 50}, output, index, count), expected);
}

void CanvasGeometryTest::portsNeverLeaveTheCard()
{
    const QRectF edge = cardRect({0, 0});
    for (int i = 0; i < 40; ++i) {
        const QPointF port = portPoint({0, 0}, false, i, 40);
        QVERIFY(port.x() >= edge.left() && port.x() <= edge.right());
    }
    QVERIFY(portPoint({}, false, 0, 40).x() < portPoint({}, false, 1, 40).x());
}

void CanvasGeometryTest::linksStartAndEndAtTheirPortsVertically_data()
{
    QTest::addColumn<QPointF>("from");
    QTest::addColumn<QPointF>("to");
    QTest::newRow("straight down") << QPointF(0, 0) << QPointF(0, 40);
    QTest::newRow("down and aside") << QPointF(0, 0) << QPointF(164, 32);
    QTest::newRow("level") << QPointF(0, 0) << QPointF(300, 0);
    QTest::newRow("backwards") << QPointF(0, 0) << QPointF(-300, -400);
}

void CanvasGeometryTest::linksStartAndEndAtTheirPortsVertically()
{
    QFETCH(QPointF, from);
    QFETCH(QPointF, to);
    const LinkCurve curve = linkCurve(from, to);
    QCOMPARE(curve.at(0), from);
    QCOMPARE(curve.at(1), to);
    QCOMPARE(curve.startControl.x(), from.x());
    QCOMPARE(curve.endControl.x(), to.x());
    QVERIFY(curve.startControl.y() > from.y()); // leaves downwards
    QVERIFY(curve.endControl.y() < to.y()); // arrives from above
    QCOMPARE(curve.path().pointAtPercent(0), from);
    QCOMPARE(curve.path().pointAtPercent(1), to);
}

void CanvasGeometryTest::boundsHoldTheWholeCurve()
{
    const LinkCurve curve = linkCurve({0, 0}, {-250, -180});
    const QRectF bounds = curve.bounds().adjusted(-0.01, -0.01, 0.01, 0.01);
    for (int i = 0; i <= 100; ++i)
        QVERIFY(bounds.contains(curve.at(i / 100.0)));
}

void CanvasGeometryTest::distanceToALinkIsThatToItsNearestPoint()
{
    const LinkCurve straight = linkCurve({10, 0}, {10, 100});
    QVERIFY(qAbs(straight.distanceTo({17, 50}) - 7) < 0.01);
    QVERIFY(qAbs(straight.distanceTo({10, 130}) - 30) < 0.01);
    const LinkCurve bent = linkCurve({0, 0}, {200, 80});
    for (const qreal t : {0.1, 0.33, 0.5, 0.8})
        QVERIFY(bent.distanceTo(bent.at(t)) < 0.5);
    QVERIFY(bent.distanceTo({200, 0}) > 40);
}

void CanvasGeometryTest::nearestParameterTellsTheHalves()
{
    const LinkCurve curve = linkCurve({0, 0}, {150, 120});
    QVERIFY(nearestParameter(curve, curve.start) < 0.01);
    QVERIFY(nearestParameter(curve, curve.end) > 0.99);
    QVERIFY(nearestParameter(curve, curve.at(0.3)) < 0.5);
    QVERIFY(nearestParameter(curve, curve.at(0.7)) > 0.5);
}

void CanvasGeometryTest::positionsSnapToTheGrid_data()
{
    QTest::addColumn<QPointF>("position");
    QTest::addColumn<QPointF>("expected");
    QTest::newRow("already there") << QPointF(16, -8) << QPointF(16, -8);
    QTest::newRow("down") << QPointF(19.9, 3.9) << QPointF(16, 0);
    QTest::newRow("up") << QPointF(20.1, 4.1) << QPointF(24, 8);
    QTest::newRow("negative") << QPointF(-5, -3) << QPointF(-8, 0);
}

void CanvasGeometryTest::positionsSnapToTheGrid()
{
    QFETCH(QPointF, position);
    QFETCH(QPointF, expected);
    QCOMPARE(snappedToGrid(position), expected);
}

void CanvasGeometryTest::aCardNearANeighboursEdgeAlignsWithIt()
{
    // The neighbour itself is off the grid: aligning with it counts for more.
    const QRectF neighbour = cardRect({101, 0});
    const Snap result = snap(cardRect({105, 203}), {neighbour}, 6);
    QCOMPARE(105 + result.offset.x(), 101.0);
    QCOMPARE(203 + result.offset.y(), 200.0);
    QCOMPARE(result.guides.size(), 1);
}

void CanvasGeometryTest::aCardFarFromNeighboursKeepsToTheGrid()
{
    const Snap result = snap(cardRect({611, 203}), {cardRect({101, 0})}, 6);
    QCOMPARE(QPointF(611, 203) + result.offset, QPointF(608, 200));
    QVERIFY(result.guides.isEmpty());
}

void CanvasGeometryTest::guidesSpanBothCards()
{
    const Snap result = snap(cardRect({2, 200}), {cardRect({0, 0})}, 6);
    QCOMPARE(result.guides.size(), 1);
    const QLineF guide = result.guides.first();
    QCOMPARE(guide.x1(), cardWidth / 2); // through the middles
    QCOMPARE(guide.x2(), cardWidth / 2);
    QCOMPARE(guide.y1(), 0.0);
    QCOMPARE(guide.y2(), 200 + cardHeight);
}

void CanvasGeometryTest::cardsAreReadRowByRow()
{
    // The second row's cards are not quite level.
    const QList<std::pair<int, QPointF>> cards{
        {4, {300, 100}}, {3, {0, 108}}, {1, {0, 0}}, {5, {0, 300}}, {2, {300, 4}}};
    QCOMPARE(readingOrder(cards), QList<int>({1, 2, 3, 4, 5}));
    QVERIFY(readingOrder({}).isEmpty());
}

void CanvasGeometryTest::aBubbleStandsWhereThereIsRoom()
{
    const QRectF view(0, 0, 1000, 600);
    const QRectF left(100, 100, 240, 56);
    QCOMPARE(besideCard(left, {312, 90}, view, 16).left(), left.right() + 16);
    const QRectF right(700, 100, 240, 56);
    QCOMPARE(besideCard(right, {312, 90}, view, 16).right(), right.left() - 16);
    const QRectF centre(400, 100, 200, 56); // a neighbour on the right is not covered
    QCOMPARE(besideCard(centre, {312, 90}, view, 16, {centre, QRectF(700, 100, 240, 56)}).right(),
             centre.left() - 16);
    const QRectF wide(100, 100, 240, 56), narrow(0, 0, 400, 600); // no room on either side
    const QRectF below = besideCard(wide, {312, 90}, narrow, 16);
    QCOMPARE(below.top(), wide.bottom() + 16);
    QVERIFY(narrow.contains(below));
}

QTEST_GUILESS_MAIN(CanvasGeometryTest)
#include "canvas_geometry_test.moc"
