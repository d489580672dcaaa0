#pragma once

#include "widgets/canvas_scene.h"

#include <functional>
#include <memory>

class QPainter;

namespace widgets {

struct PointerState {
    QPointF scene;
    QPoint view; // viewport coordinates
    Qt::KeyboardModifiers modifiers;
};

// What a gesture works with.
struct CanvasStage {
    NodeCanvas& view; // whose signals carry the wishes
    CanvasScene& scene;
    std::function<void(const QString& text, QPoint at)> say; // beside the pointer; empty: nothing
    std::function<void(const QSet<int>& nodes)> select;
    std::function<void(QPointF at, const CanvasPort& from)> search; // for something that continues a link
};

// One drag, from press to release. It shows what would happen and, on release, wishes it.
class CanvasGesture {
public:
    virtual ~CanvasGesture() = default;
    virtual void move(const PointerState& pointer) = 0;
    virtual void release(const PointerState& pointer) = 0;
    virtual void cancel() = 0; // everything as before
    virtual void paint(QPainter&) {} // above the items, in scene coordinates
    virtual bool scrolls() const { return true; } // at the edges of the view
};

using Gesture = std::unique_ptr<CanvasGesture>;
Gesture moveGesture(const CanvasStage& stage, int grabbed, QPointF start);
Gesture linkGesture(const CanvasStage& stage, const CanvasPort& from);
// Takes one end of the link elsewhere; the other stays.
Gesture relinkGesture(const CanvasStage& stage, const CanvasLink& link, bool takesOutput);
Gesture boxGesture(const CanvasStage& stage, const PointerState& start);
Gesture panGesture(const CanvasStage& stage, QPoint start);

// The link under a lone card or a new layer at this place that would take it in.
LinkItem* linkToInsertInto(const CanvasStage& stage, QPointF position,
                           const std::function<bool(const CanvasLink&)>& fits);

} // namespace widgets
