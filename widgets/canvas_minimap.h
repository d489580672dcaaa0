#pragma once

#include <QTimer>
#include <QWidget>

class QGraphicsView;

namespace widgets {

class CanvasScene;

// All cards as blocks, and the part in view as a rectangle that can be dragged.
class CanvasMinimap : public QWidget {
    Q_OBJECT
public:
    CanvasMinimap(QGraphicsView& view, const CanvasScene& scene);

    // To be called when cards or the view moved: shows, hides and repaints as needed, once per frame.
    void refresh();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    QRectF seen() const; // the part of the scene in view
    QTransform toMap() const; // scene to own coordinates
    void update();

    QGraphicsView& m_view;
    const CanvasScene& m_scene;
    QTimer m_later;
    QTransform m_grabbed; // toMap() at the press: the map must not shift under the pointer
    QPointF m_grip; // pointer relative to the rectangle's centre, in the scene
};

} // namespace widgets
