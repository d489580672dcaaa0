#include "widgets/embedding_map.h"
#include "widgets/map_scene.h"
#include "widgets/theme.h"

#include <QAccessible>
#include <QDockWidget>
#include <QLabel>
#include <QMainWindow>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <cmath>
#include <random>

using namespace widgets;

namespace {

// Three groups in a row: the points 0 ... 9, 10 ... 19, 20 ... 29 from left to right.
MapPositions groups(int dimensions = 2, float shift = 0)
{
    auto positions = std::make_shared<std::vector<float>>();
    for (int i = 0; i < 30; ++i) {
        const float group = static_cast<float>(i / 10), step = static_cast<float>(i % 10);
        positions->push_back(group * 10 + step * 0.6F + shift);
        positions->push_back(2 * std::sin(step));
        if (dimensions == 3)
            positions->push_back(2 * std::cos(step));
    }
    return positions;
}

MapPositions cloud(int count, int dimensions)
{
    std::mt19937 generator(1);
    std::normal_distribution<float> normal(0, 10);
    auto positions = std::make_shared<std::vector<float>>();
    for (int i = 0; i < count * dimensions; ++i)
        positions->push_back(normal(generator));
    return positions;
}

QStringList names(int count)
{
    QStringList labels;
    for (int i = 0; i < count; ++i)
        labels << QStringLiteral("word %1").arg(i);
    return labels;
}

const QColor red(0xE5, 0x0D, 0x4E), green(0x12, 0x82, 0x52), blue(0x13, 0x67, 0xDC);

// A map of three groups in three colours, in a window that is on the screen.
struct Shown {
    EmbeddingMap map;

    explicit Shown(int dimensions = 2)
    {
        QVector<QRgb> colors;
        for (int i = 0; i < 30; ++i)
            colors << (i < 10 ? red : i < 20 ? green : blue).rgb();
        map.resize(600, 400);
        map.setPoints(groups(dimensions), 30, dimensions);
        map.setColors(colors);
        show();
    }
    Shown(const MapPositions& positions, int count, int dimensions)
    {
        map.resize(600, 400);
        map.setPoints(positions, count, dimensions);
        show();
    }
    void show()
    {
        map.show();
        QVERIFY(QTest::qWaitForWindowExposed(&map));
    }
    void moveTo(const QPointF& place) { QTest::mouseMove(&map, place.toPoint()); }
    void drag(const QList<QPointF>& path, Qt::KeyboardModifiers modifiers = {},
              Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mousePress(&map, button, modifiers, path.first().toPoint());
        for (const QPointF& place : path)
            QTest::mouseMove(&map, place.toPoint());
        QTest::mouseRelease(&map, button, modifiers, path.last().toPoint());
    }
    void wheel(const QPointF& place, int notches)
    {
        QWheelEvent event(place, map.mapToGlobal(place), {}, {0, 120 * notches}, {}, {}, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(&map, &event);
    }
    // A box around points from ... to, in the widget.
    QRectF around(int from, int to)
    {
        QRectF box;
        for (int i = from; i <= to; ++i)
            box |= QRectF(map.pointPosition(i) - QPointF(3, 3), QSizeF(6, 6));
        return box.adjusted(-6, -6, 6, 6);
    }
};

QVector<int> range(int from, int to)
{
    QVector<int> points;
    for (int i = from; i <= to; ++i)
        points << i;
    return points;
}

int distance(const QColor& a, const QColor& b)
{
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
}

QColor pixel(const QImage& image, const QPointF& place)
{
    return image.pixelColor((place * image.devicePixelRatio()).toPoint());
}

constexpr int pale = 220; // as a point in the distance is

// How many pixels look like this.
int pixelsLike(const QImage& image, const QColor& color, int tolerance = 90)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += distance(image.pixelColor(x, y), color) < tolerance;
    return count;
}

bool overlap(const QList<QRectF>& rects)
{
    for (qsizetype i = 0; i < rects.size(); ++i)
        for (qsizetype j = 0; j < i; ++j)
            if (rects[i].intersects(rects[j]))
                return true;
    return false;
}

} // namespace

class EmbeddingMapTest : public QObject {
    Q_OBJECT
private:
    static void dimensionRows()
    {
        QTest::addColumn<int>("dimensions");
        QTest::newRow("in the plane") << 2;
        QTest::newRow("in space") << 3;
    }
    // Runs one test of this program in a world of its own.
    static void runApart(const QString& test, const QList<QPair<QString, QString>>& changes)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LAYERLOOM_TEST_APART"), QStringLiteral("1"));
        for (const auto& [name, value] : changes)
            if (value.isNull())
                environment.remove(name);
            else
                environment.insert(name, value);
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(QCoreApplication::applicationFilePath(), {test});
        QVERIFY(process.waitForFinished(60000));
        const QByteArray output = process.readAllStandardOutput() + process.readAllStandardError();
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, output.constData());
        QVERIFY2(!output.contains("vtk") && !output.contains("SKIP"), output.constData());
    }
    static bool isApart() { return qEnvironmentVariableIsSet("LAYERLOOM_TEST_APART"); }

private slots:
    void init()
    {
        applyTheme(Theme::Light);
        const QByteArray test(QTest::currentTestFunction());
        if (test.startsWith("without"))
            return;
        EmbeddingMap map;
        if (!map.available())
            QSKIP("needs OpenGL 3.2: a window system with a driver or Mesa");
    }

    void pointsShowInTheirColors_data() { dimensionRows(); }
    void pointsShowInTheirColors()
    {
        QFETCH(int, dimensions);
        Shown shown(dimensions);
        const QImage image = shown.map.grab().toImage();
        QCOMPARE(image.size(), QSize(600, 400) * shown.map.devicePixelRatioF());
        const QColor plot = tokens().plot;
        for (int i = 0; i < 30; ++i) {
            const QColor seen = pixel(image, shown.map.pointPosition(i));
            QVERIFY(distance(seen, plot) > 60);
            // In space those behind are paler; the hue stays.
            const QColor color = i < 10 ? red : i < 20 ? green : blue;
            QVERIFY2(std::abs(seen.hue() - color.hue()) < 12, qPrintable(QString::number(i) + seen.name()));
        }
        QCOMPARE(pixel(image, {3, 3}), plot);
        QCOMPARE(shown.map.shownCount(), 30);
    }

    void twiceAsFineScreensWork()
    {
        if (isApart())
            QVERIFY(qApp->devicePixelRatio() > 1.5);
        else
            runApart(QStringLiteral("twiceAsFineScreensWork"),
                     {{QStringLiteral("QT_SCALE_FACTOR"), QStringLiteral("2")}});
        Shown shown;
        for (const int point : {2, 14, 27})
            QVERIFY(distance(pixel(shown.map.grab().toImage(), shown.map.pointPosition(point)),
                             tokens().plot) > 60);
        QSignalSpy hovered(&shown.map, &EmbeddingMap::hovered);
        shown.moveTo(shown.map.pointPosition(14));
        QTRY_COMPARE(hovered.count(), 1);
        QCOMPARE(hovered[0][0].toInt(), 14);
    }

    void thePointerFindsThePoint_data() { dimensionRows(); }
    void thePointerFindsThePoint()
    {
        QFETCH(int, dimensions);
        Shown shown(dimensions);
        QSignalSpy hovered(&shown.map, &EmbeddingMap::hovered);
        for (const int point : {3, 17, 25}) {
            shown.moveTo(shown.map.pointPosition(point));
            QTRY_VERIFY(!hovered.isEmpty() && hovered.last()[0].toInt() == point);
            QCOMPARE(hovered.last()[1].toPoint(),
                     shown.map.mapToGlobal(shown.map.pointPosition(point).toPoint()));
        }
        shown.moveTo({4, 4});
        QTRY_COMPARE(hovered.last()[0].toInt(), -1);
    }

    void hoveringShowsTheCardWithoutDrawingPoints()
    {
        Shown shown;
        QSignalSpy hovered(&shown.map, &EmbeddingMap::hovered);
        const QPointF place = shown.map.pointPosition(12);
        shown.moveTo(place);
        QTRY_COMPARE(hovered.count(), 1);
        shown.moveTo({4, 4});
        QTRY_COMPARE(hovered.count(), 2);
        const QImage before = shown.map.grab().toImage();
        shown.moveTo(place);
        QTRY_COMPARE(hovered.count(), 3);
        shown.map.setHoverCard(12, {QStringLiteral("Twelve"), {QStringLiteral("a line")}, QImage()});
        const QImage with = shown.map.grab().toImage();
        QVERIFY(distance(pixel(with, place), green) < 20); // its disc in full colour
        QVERIFY(with != before);
        shown.map.setHoverCard(13,
                               {QStringLiteral("Another"), {}, QImage()}); // too late: not hovered any more
        QCOMPARE(shown.map.grab().toImage(), with);
        shown.moveTo({4, 4});
        QTRY_COMPARE(shown.map.grab().toImage(), before);
    }

    void clicksSayThePointAndTheModifiers()
    {
        Shown shown;
        QSignalSpy clicked(&shown.map, &EmbeddingMap::clicked);
        QSignalSpy wished(&shown.map, &EmbeddingMap::selectionWished);
        const QPoint place = shown.map.pointPosition(21).toPoint();
        QTest::mouseClick(&shown.map, Qt::LeftButton, {}, place);
        QCOMPARE(clicked.takeFirst()[0].toInt(), 21);
        QTest::mouseClick(&shown.map, Qt::LeftButton, Qt::ControlModifier, place);
        QCOMPARE(wished[0][0].value<QVector<int>>(), QVector<int>{21});
        QCOMPARE(wished[0][1].value<Qt::KeyboardModifiers>(), Qt::ControlModifier);
        QTest::mouseClick(&shown.map, Qt::LeftButton, {}, {4, 4});
        QCOMPARE(clicked.takeFirst()[0].toInt(), -1);
    }

    void aBoxSelectsWhatLiesWithin_data() { dimensionRows(); }
    void aBoxSelectsWhatLiesWithin()
    {
        QFETCH(int, dimensions);
        Shown shown(dimensions);
        QSignalSpy wished(&shown.map, &EmbeddingMap::selectionWished);
        shown.map.setTool(MapTool::Box);
        const QRectF box = shown.around(10, 19);
        shown.drag({box.bottomRight(), box.center(), box.topLeft()}, Qt::ShiftModifier);
        QCOMPARE(wished.count(), 1);
        QCOMPARE(wished[0][0].value<QVector<int>>(), range(10, 19));
        QCOMPARE(wished[0][1].value<Qt::KeyboardModifiers>(), Qt::ShiftModifier);
    }

    void aLassoSelectsWhatLiesWithin()
    {
        Shown shown;
        QSignalSpy wished(&shown.map, &EmbeddingMap::selectionWished);
        shown.map.setTool(MapTool::Lasso);
        // Around the outer groups, with a dent that leaves the middle one out.
        const QRectF left = shown.around(0, 9), right = shown.around(20, 29);
        shown.drag({left.topLeft(), left.topRight(), left.bottomRight() + QPointF(0, 50),
                    right.bottomLeft() + QPointF(0, 50), right.topLeft(), right.topRight(),
                    right.bottomRight() + QPointF(0, 70), left.bottomLeft() + QPointF(0, 70)});
        QCOMPARE(wished.count(), 1);
        QCOMPARE(wished[0][0].value<QVector<int>>(), range(0, 9) + range(20, 29));
    }

    void escapeCancelsTheOutline()
    {
        Shown shown;
        QSignalSpy wished(&shown.map, &EmbeddingMap::selectionWished);
        shown.map.setTool(MapTool::Box);
        QTest::mousePress(&shown.map, Qt::LeftButton, {}, {10, 10});
        QTest::mouseMove(&shown.map, {300, 300});
        QTest::mouseMove(&shown.map, {590, 390});
        QTest::keyClick(&shown.map, Qt::Key_Escape);
        QTest::mouseRelease(&shown.map, Qt::LeftButton, {}, {590, 390});
        QCOMPARE(wished.count(), 0);
        shown.map.setSelected({1, 2});
        QTest::keyClick(&shown.map, Qt::Key_Escape);
        QCOMPARE(wished.count(), 1);
        QVERIFY(wished[0][0].value<QVector<int>>().isEmpty());
    }

    void theWheelZoomsAtThePointer_data() { dimensionRows(); }
    void theWheelZoomsAtThePointer()
    {
        QFETCH(int, dimensions);
        Shown shown(dimensions);
        const QPointF place = shown.map.pointPosition(5), other = shown.map.pointPosition(25);
        QSignalSpy zoomed(&shown.map, &EmbeddingMap::zoomChanged);
        for (int i = 0; i < 4; ++i)
            shown.wheel(place, 1);
        const QPointF after = shown.map.pointPosition(5);
        QVERIFY(std::hypot(after.x() - place.x(), after.y() - place.y()) < 0.5);
        QVERIFY(shown.map.pointPosition(25).x() > other.x() + 100);
        QVERIFY(std::abs(shown.map.zoom() - std::pow(1.2, 4)) < 0.01);
        QCOMPARE(zoomed.count(), 4);
    }

    void draggingPansInThePlaneAndTurnsInSpace()
    {
        Shown plane, space(3);
        const QPointF before = plane.map.pointPosition(0);
        plane.drag({{300, 30}, {330, 40}, {350, 60}});
        QCOMPARE((plane.map.pointPosition(0) - before).toPoint(), QPoint(50, 30));

        const double between = space.map.pointPosition(20).x() - space.map.pointPosition(0).x();
        space.drag({{300, 30}, {380, 30}, {450, 30}}); // 60 degrees
        QVERIFY(space.map.pointPosition(20).x() - space.map.pointPosition(0).x() < 0.7 * between);
        const QPointF turned = space.map.pointPosition(14);
        space.drag({{300, 30}, {330, 40}, {350, 60}}, Qt::ShiftModifier);
        const QPointF panned = space.map.pointPosition(14) - turned;
        QVERIFY(std::abs(panned.x() - 50) < 8 && std::abs(panned.y() - 30) < 8);
    }

    void homeAndDoubleClickShowEverything()
    {
        Shown shown;
        const QPointF before = shown.map.pointPosition(0);
        for (int way = 0; way < 2; ++way) {
            shown.wheel({10, 10}, 6);
            shown.drag({{300, 30}, {330, 40}, {350, 60}});
            QVERIFY(shown.map.pointPosition(0) != before);
            if (way == 0)
                QTest::keyClick(&shown.map, Qt::Key_Home);
            else {
                QTest::mouseDClick(&shown.map, Qt::LeftButton, {}, {595, 395});
                QTest::mouseRelease(&shown.map, Qt::LeftButton, {}, {595, 395});
            }
            QTRY_COMPARE(shown.map.pointPosition(0).toPoint(), before.toPoint());
            QTRY_COMPARE(shown.map.zoom(), 1.0);
        }
    }

    void aHiddenPointIsRevealed_data() { dimensionRows(); }
    void aHiddenPointIsRevealed()
    {
        QFETCH(int, dimensions);
        Shown shown(dimensions);
        shown.wheel(shown.map.pointPosition(0), 4);
        const QRectF screen(shown.map.rect());
        QVERIFY(!screen.contains(shown.map.pointPosition(29)));
        shown.map.reveal(29);
        QTRY_VERIFY(screen.contains(shown.map.pointPosition(29)));
    }

    void turningAFittedMapStillFollowsThePoints()
    {
        Shown shown(3);
        shown.drag({{300, 30}, {320, 50}, {350, 60}});
        const auto comesIntoView = [&] {
            shown.map.setPoints(groups(3, 400), 30, 3);
            return QRectF(shown.map.rect()).contains(shown.map.pointPosition(0)) &&
                QRectF(shown.map.rect()).contains(shown.map.pointPosition(29));
        };
        QTRY_VERIFY(comesIntoView());
    }

    void bothDimensionsShareTheSelection()
    {
        Shown shown(3);
        shown.map.setSelected({7});
        shown.map.setPoints(groups(2), 30, 2);
        QCOMPARE(shown.map.selected(), QVector<int>{7});
        shown.map.setPoints(groups(2), 12, 2);
        QVERIFY(shown.map.selected().isEmpty());
    }

    void labelsDoNotOverlapAndZoomingInShowsMore()
    {
        Shown shown(cloud(3000, 2), 3000, 2);
        shown.map.setLabels(names(3000));
        QVector<int> classes;
        MapLegend legend{QStringLiteral("Class"), {}, {}, {}, {}, {}};
        for (int i = 0; i < 3; ++i)
            legend.entries.append({QStringLiteral("class %1").arg(i), red, 1000});
        for (int i = 0; i < 3000; ++i)
            classes << (shown.map.pointPosition(i).x() < 200       ? 0
                            : shown.map.pointPosition(i).x() < 400 ? 1
                                                                   : 2);
        shown.map.setLegend(legend);
        shown.map.setClasses(classes);
        const QList<QRectF> wide = shown.map.labelRects();
        QVERIFY(wide.size() > 10);
        QVERIFY(!overlap(wide + QList<QRectF>{shown.map.legendRect(0)}));
        shown.wheel({300, 200}, 6);
        QTRY_VERIFY(shown.map.labelRects().size() > wide.size() + 5);
        QVERIFY(!overlap(shown.map.labelRects()));
        shown.map.setLabelsShown(false);
        shown.map.setClassNamesShown(false);
        QVERIFY(shown.map.labelRects().isEmpty());
    }

    void picturesLieOverThePoints()
    {
        Shown shown;
        int asked = 0;
        shown.map.setPictures([&asked](int) {
            ++asked;
            QImage image(8, 8, QImage::Format_Grayscale8);
            image.fill(Qt::white);
            return image;
        });
        const int before = pixelsLike(shown.map.grab().toImage(), green);
        QCOMPARE(asked, 0);
        shown.map.setPicturesShown(true);
        QVERIFY(!overlap(shown.map.labelRects()));
        const int with = pixelsLike(shown.map.grab().toImage(), green);
        QVERIFY(with > before + 500); // white is ink, in the colour of the point
        QVERIFY(asked > 5);
        const int once = asked;
        shown.map.grab();
        QCOMPARE(asked, once);
    }

    void importantLabelsComeFirst()
    {
        // All in one place: only the most important one of them has room on each side.
        Shown shown(std::make_shared<std::vector<float>>(80, 1.0F), 40, 2);
        shown.map.setLabels(names(40));
        QCOMPARE(shown.map.labelRects().size(), 4);
        QStringList one(40);
        one[30] = QStringLiteral("last");
        shown.map.setLabels(one);
        QCOMPARE(shown.map.labelRects().size(), 1);
        one[3] = QStringLiteral("first, with a much longer text");
        shown.map.setLabels(one);
        QVector<float> weights(40, 0);
        weights[3] = 1;
        shown.map.setWeights(weights);
        const double wide = shown.map.labelRects().first().width();
        weights[30] = 2;
        shown.map.setWeights(weights);
        QVERIFY(shown.map.labelRects().first().width() < wide);
    }

    void markedPointsStandOutAndOthersArePale()
    {
        Shown shown;
        const QImage before = shown.map.grab().toImage();
        shown.map.setMarked({0});
        const QImage after = shown.map.grab().toImage();
        const QPointF hit = shown.map.pointPosition(0), other = shown.map.pointPosition(25);
        QVERIFY(distance(pixel(after, hit), red) < 20);
        QVERIFY(distance(pixel(after, other), tokens().plot) <
                distance(pixel(before, other), tokens().plot) / 2);
        shown.map.setMarked({});
        QCOMPARE(shown.map.grab().toImage(), before);
    }

    void selectedPointsHaveARing()
    {
        Shown shown;
        shown.map.setSelected({4, 400, -1}); // what is not there is left out
        QCOMPARE(shown.map.selected(), QVector<int>{4});
        QVERIFY(pixelsLike(shown.map.grab().toImage(), tokens().accent, 30) > 8);
        shown.map.setSelected({});
        QVERIFY(pixelsLike(shown.map.grab().toImage(), tokens().accent, 30) == 0);
    }

    void linesLeadToTheNeighbours()
    {
        Shown shown;
        const QPointF half = (shown.map.pointPosition(0) + shown.map.pointPosition(29)) / 2;
        const auto ink = [&] {
            const QImage image = shown.map.grab().toImage();
            int most = 0;
            for (int y = -3; y <= 3; ++y)
                most = std::max(most, distance(pixel(image, half + QPointF(0, y)), tokens().plot));
            return most;
        };
        QCOMPARE(ink(), 0);
        shown.map.setNeighbours(0, {29});
        QVERIFY(ink() > 60);
        shown.map.setNeighbours(-1, {});
        QCOMPARE(ink(), 0);
    }

    void movingPointsKeepSelectionLabelsAndTheUsersView()
    {
        Shown shown;
        shown.map.setLabels(names(30));
        shown.map.setSelected({3, 4});
        shown.wheel({300, 200}, 3);
        const QPointF before = shown.map.pointPosition(20);
        const double zoom = shown.map.zoom();
        shown.map.setPoints(groups(2, 1), 30, 2);
        QTRY_VERIFY(std::abs(shown.map.pointPosition(20).x() - before.x()) > 5);
        const double moved = shown.map.pointPosition(20).x() - before.x();
        QCOMPARE(shown.map.selected(), QVector<int>({3, 4}));
        QVERIFY(!shown.map.labelRects().isEmpty());
        QVERIFY(moved > 0 && std::abs(shown.map.zoom() - zoom) < 0.05);
    }

    void theViewFollowsMovingPointsUntilTheUserMovesIt()
    {
        Shown shown;
        for (int i = 1; i < 60; ++i)
            shown.map.setPoints(groups(2, static_cast<float>(3 * i)), 30, 2);
        const auto inView = [&] {
            return QRectF(shown.map.rect()).contains(shown.map.pointPosition(0)) &&
                QRectF(shown.map.rect()).contains(shown.map.pointPosition(29)) &&
                shown.map.pointPosition(29).x() > 300;
        };
        const auto comesIntoView = [&] {
            shown.map.setPoints(groups(2, 180), 30, 2);
            return inView();
        };
        QTRY_VERIFY(comesIntoView());
    }

    void whatIsNowhereIsLeftOut()
    {
        auto positions = std::make_shared<std::vector<float>>(*groups());
        (*positions)[2] = std::nanf("");
        (*positions)[23] = std::numeric_limits<float>::infinity();
        Shown shown(positions, 30, 2);
        shown.map.setLabels(names(30));
        shown.map.setNeighbours(1, {11, 12});
        shown.map.setSelected({1, 2, 11});
        shown.map.setMarked({1, 2, 11});
        shown.map.grab();
        QCOMPARE(shown.map.shownCount(), 28);
        QVERIFY(QRectF(shown.map.rect()).contains(shown.map.pointPosition(29)));
        QSignalSpy wished(&shown.map, &EmbeddingMap::selectionWished);
        shown.map.setTool(MapTool::Box);
        shown.drag({{1, 1}, {300, 300}, {598, 398}});
        QCOMPARE(wished[0][0].value<QVector<int>>().size(), 28);
    }

    void fewOrNoPointsAreFine_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("dimensions");
        QTest::newRow("none") << 0 << 2;
        QTest::newRow("one") << 1 << 2;
        QTest::newRow("one in space") << 1 << 3;
        QTest::newRow("all in one place") << 50 << 2;
        QTest::newRow("all in one place of space") << 50 << 3;
    }
    void fewOrNoPointsAreFine()
    {
        QFETCH(int, count);
        QFETCH(int, dimensions);
        Shown shown(std::make_shared<std::vector<float>>(count * dimensions, 2.5F), count, dimensions);
        shown.map.setLabels(names(count));
        for (const int key : {Qt::Key_Plus, Qt::Key_Left, Qt::Key_Tab, Qt::Key_F, Qt::Key_Escape})
            QTest::keyClick(&shown.map, static_cast<Qt::Key>(key));
        shown.wheel({20, 20}, 2);
        shown.map.fit();
        QTRY_COMPARE(shown.map.zoom(), 1.0);
        shown.map.grab();
        QCOMPARE(shown.map.shownCount(), count);
        if (count > 0)
            QTRY_COMPARE(shown.map.pointPosition(0).toPoint(), QPoint(300, 200));
        QCOMPARE(shown.map.picture().isNull(), count == 0);
    }

    void pointsThatAreNotGivenDoNotCount()
    {
        Shown shown;
        shown.map.setPoints(nullptr, 30, 2);
        QCOMPARE(shown.map.count(), 0);
        shown.map.grab();
        shown.map.setPoints(groups(), 50, 2);
        QCOMPARE(shown.map.count(), 30);
        shown.map.setPoints(nullptr, 0, 3);
        QVERIFY(!shown.map.grab().isNull());
    }

    void theMapSurvivesAnySizeAndBothDimensions()
    {
        Shown shown;
        for (const QSize& size : {QSize(1, 1), QSize(3, 200), QSize(1000, 20), QSize(600, 400)}) {
            shown.map.resize(size);
            for (const int dimensions : {3, 2}) {
                shown.map.setPoints(groups(dimensions), 30, dimensions);
                QVERIFY(!shown.map.grab().isNull());
            }
        }
        QVERIFY(pixelsLike(shown.map.grab().toImage(), red) > 50);
    }

    void dockingFloatingAndReopeningKeepThePicture()
    {
        QMainWindow window;
        window.resize(900, 600);
        auto* dock = new QDockWidget(QStringLiteral("Map"));
        auto* map = new EmbeddingMap;
        dock->setWidget(map);
        window.addDockWidget(Qt::RightDockWidgetArea, dock);
        map->setPoints(groups(3), 30, 3);
        map->setColors(QVector<QRgb>(30, red.rgb()));
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        for (int i = 0; i < 3; ++i) {
            dock->setFloating(true);
            QTRY_VERIFY(dock->isWindow() && dock->isVisible());
            QVERIFY(pixelsLike(map->grab().toImage(), red, pale) > 50);
            dock->setFloating(false);
            QTRY_VERIFY(!dock->isWindow());
            dock->close();
            map->setPoints(groups(3, 1), 30, 3);
            dock->show();
            QTRY_VERIFY(map->isVisible());
            QVERIFY(pixelsLike(map->grab().toImage(), red, pale) > 50);
        }
        map->setParent(nullptr);
        map->show();
        QVERIFY(pixelsLike(map->grab().toImage(), red, pale) > 50);
        delete map;
    }

    void aLostContextIsReplaced()
    {
        MapScene scene;
        MapContent content;
        content.places = {0, 0, 0};
        content.colors = {255, 0, 0, 255};
        const auto draw = [&] {
            scene.setPortions(1);
            scene.setPortion(0, content);
            scene.showPortions(0, 1, false);
            MapLook look{Qt::white, Qt::black, Qt::blue, 12, 1};
            return scene.draw({}, {100, 80}, 1, look) ? scene.picture().copy() : QImage();
        };
        const QImage before = draw();
        QCOMPARE(before.pixelColor(50, 40), QColor(Qt::red));
        QCOMPARE(before.pixelColor(10, 10), QColor(Qt::white));
        scene.forget();
        QCOMPARE(draw(), before);
    }

    void largeMapsSayHowManyPointsAreDrawn()
    {
        Shown shown(cloud(50000, 2), 50000, 2);
        QSignalSpy changed(&shown.map, &EmbeddingMap::shownCountChanged);
        QTRY_COMPARE(shown.map.shownCount(), 50000); // at rest everything
        MapScene scene;
        if (!scene.open() || !scene.software())
            QSKIP("graphics hardware draws every point at once");
        QTRY_VERIFY(!changed.isEmpty() && changed.last()[0].toInt() == 50000);
        shown.drag({{300, 30}, {330, 40}, {350, 60}});
        shown.map.grab();
        QVERIFY(shown.map.shownCount() < 50000 && shown.map.shownCount() > 5000);
        QTRY_COMPARE(shown.map.shownCount(), 50000);
    }

    void anotherLookOfALargeMapDoesNotThinIt()
    {
        Shown shown(cloud(50000, 2), 50000, 2);
        QTRY_COMPARE(shown.map.shownCount(), 50000);
        const int empty = pixelsLike(shown.map.grab().toImage(), tokens().plot, 9);
        QSignalSpy changed(&shown.map, &EmbeddingMap::shownCountChanged);
        shown.map.setColors(QVector<QRgb>(50000, red.rgb()));
        shown.map.setSelected({5});
        QVERIFY(pixelsLike(shown.map.grab().toImage(), tokens().plot, 9) < 1.02 * empty);
        QTRY_VERIFY(pixelsLike(shown.map.grab().toImage(), red) > 1000);
        QCOMPARE(shown.map.shownCount(), 50000);
        QVERIFY(changed.isEmpty() || changed.last()[0].toInt() == 50000);
    }

    void theLegendIsClicked()
    {
        Shown shown;
        MapLegend legend{QStringLiteral("Digit"), {}, {}, {}, {}, {}};
        for (int i = 0; i < 3; ++i)
            legend.entries.append({QString::number(i), tokens().data[static_cast<std::size_t>(i)], 10});
        shown.map.setLegend(legend);
        QSignalSpy legendClicked(&shown.map, &EmbeddingMap::legendClicked);
        QSignalSpy clicked(&shown.map, &EmbeddingMap::clicked);
        QTest::mouseClick(&shown.map, Qt::LeftButton, {}, shown.map.legendRect(1).center().toPoint());
        QCOMPARE(legendClicked.count(), 1);
        QCOMPARE(legendClicked[0][0].toInt(), 1);
        QCOMPARE(clicked.count(), 0);
        const QRectF swatch = shown.map.legendRect(2);
        QVERIFY(distance(pixel(shown.map.grab().toImage(), {swatch.left() + 15, swatch.center().y()}),
                         tokens().data[2]) < 20);
    }

    void thePictureHasTheWantedSizeAndEverything()
    {
        Shown shown;
        const QImage bare = shown.map.picture({800, 500}, 1);
        QCOMPARE(bare.size(), QSize(800, 500));
        QCOMPARE(shown.map.picture().size(), QSize(1200, 800));
        QVERIFY(pixelsLike(bare, blue) > 50);
        shown.map.setLabels(names(30));
        const int dark = pixelsLike(bare, tokens().text, 60);
        const QImage labelled = shown.map.picture({800, 500}, 1);
        QVERIFY(pixelsLike(labelled, tokens().text, 60) > dark + 100);
        MapLegend legend{QStringLiteral("Value"), {}, QList<QRgb>(256, qRgb(200, 0, 200)), {}, {}, {}};
        shown.map.setLegend(legend);
        QVERIFY(pixelsLike(shown.map.picture({800, 500}, 1), QColor(200, 0, 200), 20) > 500);
        QVERIFY(pixelsLike(shown.map.grab().toImage(), red) > 50); // the window's own picture comes back
    }

    void keysMoveZoomAndWalk()
    {
        Shown shown;
        shown.map.setLabels(names(30));
        shown.map.setFocus();
        const QPointF before = shown.map.pointPosition(9);
        QTest::keyClick(&shown.map, Qt::Key_Right);
        QVERIFY(shown.map.pointPosition(9).x() < before.x());
        QTest::keyClick(&shown.map, Qt::Key_Plus);
        QVERIFY(shown.map.zoom() > 1.2);
        QTest::keyClick(&shown.map, Qt::Key_Home);
        QTRY_COMPARE(shown.map.pointPosition(9).toPoint(), before.toPoint());

        QSignalSpy hovered(&shown.map, &EmbeddingMap::hovered);
        QSignalSpy clicked(&shown.map, &EmbeddingMap::clicked);
        QTest::keyClick(&shown.map, Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(!hovered.isEmpty());
        const int first = hovered.last()[0].toInt();
        QTest::keyClick(&shown.map, Qt::Key_Right, Qt::ControlModifier);
        const int second = hovered.last()[0].toInt();
        QVERIFY(shown.map.pointPosition(second).x() > shown.map.pointPosition(first).x());
        QTest::keyClick(&shown.map, Qt::Key_Return);
        QCOMPARE(clicked[0][0].toInt(), second);
        QCOMPARE(QAccessible::queryAccessibleInterface(&shown.map)->text(QAccessible::Description),
                 QStringLiteral("word %1").arg(second));
    }

    void keysOfTheMapComeBeforeShortcutsOfTheWindow()
    {
        Shown shown;
        for (const auto& [key, modifiers, own] :
             {std::tuple{Qt::Key_Home, Qt::KeyboardModifiers(), true},
              std::tuple{Qt::Key_Space, Qt::KeyboardModifiers(), true},
              std::tuple{Qt::Key_F, Qt::KeyboardModifiers(), true},
              std::tuple{Qt::Key_F, Qt::KeyboardModifiers(Qt::ControlModifier), false},
              std::tuple{Qt::Key_F5, Qt::KeyboardModifiers(), false}}) {
            QKeyEvent event(QEvent::ShortcutOverride, key, modifiers);
            event.ignore();
            QCoreApplication::sendEvent(&shown.map, &event);
            QCOMPARE(event.isAccepted(), own);
        }
    }

    void tabWalksTheLabelsAndLeaves()
    {
        QWidget window;
        QVBoxLayout layout(&window);
        auto* map = new EmbeddingMap;
        auto* button = new QPushButton(QStringLiteral("Next"));
        layout.addWidget(map);
        layout.addWidget(button);
        map->setPoints(groups(), 30, 2);
        map->setLabels(names(30));
        window.resize(700, 500);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        map->setFocus();
        QTRY_VERIFY(map->hasFocus());
        QSignalSpy hovered(map, &EmbeddingMap::hovered);
        const qsizetype labels = map->labelRects().size();
        QVERIFY(labels > 3);
        for (qsizetype i = 0; i < labels; ++i) {
            QTest::keyClick(map, Qt::Key_Tab);
            QVERIFY(map->hasFocus());
        }
        QCOMPARE(hovered.count(), labels);
        QTest::keyClick(map, Qt::Key_Tab);
        QVERIFY(button->hasFocus());
    }

    void anotherThemeRepaintsEverything()
    {
        Shown shown;
        shown.map.grab();
        applyTheme(Theme::Dark);
        const QImage image = shown.map.grab().toImage();
        QCOMPARE(pixel(image, {3, 3}), tokensOf(Theme::Dark).plot);
        QVERIFY(distance(pixel(image, shown.map.pointPosition(3)), tokens().plot) > 60);
    }

    void withoutOpenGlTheMapSaysSo_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        QTest::newRow("no window system") << "DISPLAY" << QString();
        QTest::newRow("no driver") << "LIBGL_DRIVERS_PATH"
                                   << "/nowhere";
    }
    void withoutOpenGlTheMapSaysSo()
    {
        QFETCH(QString, variable);
        QFETCH(QString, value);
        if (!isApart()) {
            runApart(QStringLiteral("withoutOpenGlTheMapSaysSo:") + QLatin1String(QTest::currentDataTag()),
                     {{variable, value},
                      {QStringLiteral("QT_QPA_PLATFORM"),
                       value.isNull() ? QStringLiteral("offscreen") : QStringLiteral("xcb")}});
            return;
        }
        EmbeddingMap map;
        QSignalSpy failed(&map, &EmbeddingMap::failed);
        QVERIFY(!map.available());
        map.resize(600, 400);
        map.setPoints(cloud(1000, 3), 1000, 3);
        map.setLabels(names(1000));
        map.show();
        QTRY_COMPARE(failed.count(), 1);
        const auto labels = map.findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->text().contains(QStringLiteral("OpenGL"));
        }));
        QTest::mouseMove(&map, {300, 200});
        map.setSelected({3});
        map.setMarked({4, 5});
        map.setPoints(cloud(1000, 3), 1000, 3);
        map.fit();
        map.resize(300, 200);
        QVERIFY(map.picture().isNull());
        QVERIFY(!map.grab().isNull());
        QCOMPARE(failed.count(), 1);
    }
};

QTEST_MAIN(EmbeddingMapTest)
#include "embedding_map_test.moc"
