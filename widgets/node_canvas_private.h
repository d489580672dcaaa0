#pragma once

#include "widgets/canvas_bubble.h"
#include "widgets/canvas_gesture.h"
#include "widgets/canvas_hint.h"
#include "widgets/canvas_minimap.h"
#include "widgets/canvas_scene.h"
#include "widgets/canvas_search.h"
#include "widgets/node_canvas.h"

#include <QBasicTimer>
#include <QPointer>
#include <QVariantAnimation>

class QLineEdit;
class QMimeData;

namespace widgets {

struct NodeCanvas::Private {
    explicit Private(NodeCanvas& canvas);

    NodeCanvas& view;
    CanvasScene scene;
    CanvasStage stage;
    CanvasMinimap* minimap;
    CanvasBubble* bubble;
    CanvasSearch* search;
    CanvasReason* reason;
    CanvasEmptyHint* empty;

    // Zoom and place.
    QVariantAnimation flight;
    QPointF flightFrom, flightTo; // centres
    qreal zoomFrom = 1, zoomTo = 1;
    bool fitWhenShown = false;
    void look(QPointF center, qreal zoom);
    void flyTo(QPointF center, qreal zoom, bool animated);
    void fit(const QRectF& rect, bool animated);
    void zoomAt(QPointF viewPoint, qreal factor);
    void scrollBy(QPointF pixels);
    QRectF seen() const;
    int duration(int milliseconds) const; // 0 when motion is not wanted

    // Selection and keyboard focus.
    void setSelection(const QSet<int>& nodes, const QList<CanvasLink>& links = {});
    void click(const CanvasHit& hit, Qt::KeyboardModifiers modifiers);
    void focusOn(const std::optional<CanvasStop>& stop);
    void announce();
    QList<int> targets() const; // what a key acts on: the selection, else the focused card
    bool handleKey(const QKeyEvent& event);
    void act(int key);
    void remove();
    void nudge(QPointF step);
    bool walk(bool forward);
    bool fixFirst();

    // Pointer.
    Gesture gesture;
    struct Press {
        QPoint view;
        QPointF scene;
        CanvasHit hit;
        Qt::KeyboardModifiers modifiers;
    };
    std::optional<Press> press;
    std::optional<QPoint> pointer; // where it is, if over the canvas
    CanvasHit over;
    bool spaceHeld = false, spaceUsed = false;
    QBasicTimer edgeTimer; // scrolls while something is dragged at the edge
    PointerState stateAt(QPoint viewPoint, Qt::KeyboardModifiers modifiers) const;
    void setOver(const CanvasHit& hit);
    void begin(Gesture started);
    void beginFromPress();
    void scrollAtEdge();
    void cancelGesture();
    void updateCursor();

    // Layers dragged in from elsewhere.
    std::optional<QPointF> arriving; // where the new card would be
    std::optional<CanvasLink> arrivingInto;
    void setArriving(const std::optional<QPointF>& position, const QString& type);

    // Search, problems, names.
    std::optional<CanvasPort> searchFrom;
    QPointF searchAt;
    void openSearch(QPointF at, const std::optional<CanvasPort>& from);
    void searchClosed();
    void searchChose(const QString& type);
    int folded = 0; // its bubble was closed with Escape
    int problemToOpen() const;
    void updateOverlays();
    QPointer<QLineEdit> rename;
    int renamed = 0;
    void finishRename(bool accept);
    void placeRename();
};

} // namespace widgets
