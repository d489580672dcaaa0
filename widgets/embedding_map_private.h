#pragma once

#include "widgets/embedding_map.h"
#include "widgets/empty_state.h"
#include "widgets/map_projection.h"
#include "widgets/map_scene.h"

#include <QElapsedTimer>
#include <QPolygonF>
#include <QTimer>
#include <QVariantAnimation>

#include <optional>

namespace widgets {

struct EmbeddingMap::Private {
    explicit Private(EmbeddingMap& map);

    // The points, and how far they have come into the picture.
    void takeNewest();
    void reorder();
    void upload(int portion);
    void uploadChosen();
    void colorsChanged();
    void viewChanged(bool moving);
    void refresh(); // draws what has changed
    bool draw(int from, int to, bool add);
    void refine();
    void reportShown();
    QRgb colorOf(int point) const;
    bool isThere(int point) const { return point >= 0 && point < count; }
    MapContent contentOf(const int* points, int size, bool pale) const;
    MapLook look() const;
    double diameter() const;
    int portions() const;
    QSizeF screen() const { return QSizeF(q.size()); }
    void checkOpenGl();

    // The view.
    void fitNow();
    void follow();
    void fly(const MapCamera& to);
    void moved(); // by the user
    const MapProjection& projected();
    void zoomAt(const QPointF& place, double factor);
    int duration(int milliseconds) const; // 0 when motion is not wanted

    // The pointer.
    void hover(int point, const QPoint& global);
    void hoverAgain(); // something else may be under the pointer now
    void dragTo(QMouseEvent& event);
    void finishOutline(Qt::KeyboardModifiers modifiers);
    void click(const QPointF& place, Qt::KeyboardModifiers modifiers);
    void updateCursor();

    void paintOverlay(QPainter& painter);

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
    std::vector<char> isMarked, isChosen;
    int neighboursOf = -1;

    std::vector<int> order; // the same mix for the same count, so that the first portion is a fair sample
    std::vector<char> stale; // portions that are not uploaded as they are now
    bool chosenStale = true, viewStale = true;
    int portionsShown = 0, reportedShown = 0;

    MapCamera camera, flightFrom, flightTo;
    QVariantAnimation flight;
    bool userMoved = false;
    double fittedScale = 1;
    MapProjection projection;
    bool projectionStale = true;

    QTimer settle; // still for a moment: draw the rest
    QTimer pace; // the next picture of moving points
    QElapsedTimer live, sinceDrawn;
    double cost = 0; // of a picture, in milliseconds

    MapTool tool = MapTool::Navigate;
    int hovered = -1;
    QPoint hoverGlobal;
    MapCard card;
    QPointF pressedAt, lastAt;
    Qt::MouseButton button = Qt::NoButton;
    bool dragged = false;
    QPolygonF outline; // of the box or the lasso, while it is drawn
};

} // namespace widgets
