#pragma once

#include "widgets/embedding_map.h"
#include "widgets/empty_state.h"
#include "widgets/map_labels.h"
#include "widgets/map_legend.h"
#include "widgets/map_projection.h"
#include "widgets/map_scene.h"

#include <QCache>
#include <QElapsedTimer>
#include <QPixmap>
#include <QPolygonF>
#include <QTimer>
#include <QVariantAnimation>

#include <optional>

namespace widgets {

// One picture of the map: how it is looked at, and what is where. The window has one, an export another.
struct MapFrame {
    MapCamera camera;
    QSizeF screen;
    MapProjection projection;
    QList<MapLabel> classNames, pictures, labels; // what comes first keeps the others away
    MapLegendBox legend;
};

struct EmbeddingMap::Private {
    explicit Private(EmbeddingMap& map);

    // The points, and how far they have come into the picture.
    void takeNewest();
    void takeOthers(int newCount, int newDimensions);
    void forgetChoices();
    void reorder();
    void upload(int portion);
    void uploadChosen();
    void colorsChanged();
    void viewChanged();
    void overlayChanged();
    void refresh(); // draws what has changed
    bool draw(int from, int to, bool add);
    void upToDate(int from, int to);
    bool drawWhole(const MapFrame& frame, qreal ratio); // for export
    void hold();
    void comeToRest();
    void refine();
    void reportShown();
    void keepPace(double wall, double processor); // milliseconds of a picture
    double livePause() const; // from a picture of moving points to the next
    QRgb colorOf(int point) const;
    bool isThere(int point) const { return point >= 0 && point < count; }
    MapContent contentOf(const int* points, int size, bool pale) const;
    MapLook look(const MapCamera& camera) const;
    double diameter() const;
    int portions() const;
    QSizeF screen() const { return QSizeF(q.size()); }
    void checkOpenGl();

    // The view.
    void fitNow();
    void follow();
    bool isNear(const MapCamera& wanted, double closer, double wider, double pixels) const;
    void fly(const MapCamera& to);
    void turned(); // by the user: a fitted view still fits
    void moved(); // by the user, away from the fitted view
    const MapProjection& projected();
    const MapFrame& laidOut(); // with labels
    void zoomAt(const QPointF& place, double factor);
    int duration(int milliseconds) const; // 0 when motion is not wanted

    // The pointer.
    void hover(int point, const QPoint& global);
    void dragTo(QMouseEvent& event);
    void finishOutline(Qt::KeyboardModifiers modifiers);
    void click(const QPointF& place, Qt::KeyboardModifiers modifiers);
    void choose(int point, Qt::KeyboardModifiers modifiers);
    bool cancel(); // a drag, a walk by keys or the selection; false: there is nothing
    void hoverLegend(const QPointF& place);
    bool clickLegend(const QPointF& place); // false: not on it
    void updateCursor();

    // Labels and legend.
    void layOut(MapFrame& frame, bool moving);
    void placeClassNames(MapFrame& frame, MapLabelRoom& room) const;
    void placePictures(MapFrame& frame, MapLabelRoom& room, bool moving);
    void placeLabels(MapFrame& frame, MapLabelRoom& room, bool moving);
    std::vector<int> candidates(const QList<MapLabel>& before, bool moving) const;
    const std::vector<int>& ranked();
    QString labelOf(int point) const;
    QSizeF labelSize(int point);
    int labelLimit(const MapFrame& frame) const;
    bool namesClasses() const;
    double radiusOf(const MapFrame& frame, int point) const; // on the screen

    void paintFrame(QPainter& painter, const MapFrame& frame);
    void paintNeighbours(QPainter& painter, const MapFrame& frame) const;
    void paintPictures(QPainter& painter, const MapFrame& frame);
    QImage smallPicture(int point);
    void paintLabels(QPainter& painter, const MapFrame& frame);
    void paintClassNames(QPainter& painter, const MapFrame& frame) const;
    void paintPointer(QPainter& painter);
    bool showsPointer(); // the hovered point is on the screen
    QRect pointerRect(); // what paintPointer() touches
    void updatePointer();

    // Keys.
    bool press(const QKeyEvent& event);
    bool walk(int step); // to the next label
    void goTowards(const QPointF& direction);
    void goTo(int point);
    void turnOrPan(const QPointF& direction);

    EmbeddingMap& q;
    MapScene scene;
    EmptyState* missing = nullptr; // says that there is no OpenGL

    MapPositions positions, newest;
    int count = 0, dimensions = 2;
    MapBounds bounds;
    QStringList labels;
    QVector<float> weights;
    QVector<QRgb> colors;
    QVector<int> classes;
    MapLegend legend;
    std::function<QImage(int)> pictures;
    bool labelsShown = true, picturesShown = false, classNamesShown = true;
    QVector<int> marked, chosen, neighbours;
    std::vector<char> isMarked, isChosen; // of each point; empty: none
    int neighboursOf = -1;

    std::vector<int> order; // the same mix for the same count, so that the first portion is a fair sample
    std::vector<char> stale; // portions that are not uploaded as they are now
    std::vector<int> sizes; // points in each portion that are somewhere
    bool chosenStale = true, viewStale = true;
    int portionsShown = 0, reportedShown = 0;
    QImage held; // what shows until every portion of the next picture is drawn

    MapCamera camera, flightFrom, flightTo;
    QVariantAnimation flight;
    bool userMoved = false;
    double fittedScale = 1;
    MapFrame frame;
    bool projectionStale = true, overlayStale = true;
    bool moving = false; // labels keep their places as well as they can
    std::vector<int> ranks; // points by importance
    std::vector<float> labelWidths; // below zero: not measured
    QCache<int, QPixmap> labelPictures{2000};
    QCache<int, QImage> smallPictures{2000};
    bool legendUnfolded = false;
    int legendHovered = -1;
    QRect pointerPainted;

    QTimer settle; // still for a moment: draw the rest
    QTimer pace; // the next picture of moving points
    QElapsedTimer live, sinceDrawn;
    double wallCost = 0, processorCost = 0; // of a picture, in milliseconds

    MapTool tool = MapTool::Navigate;
    int hovered = -1;
    MapCard card;
    QPointF pressedAt, lastAt;
    Qt::MouseButton button = Qt::NoButton;
    bool dragged = false, twice = false;
    bool turns = false; // or pans; said when the button goes down
    QPolygonF outline; // of the box or the lasso, while it is drawn
};

} // namespace widgets
