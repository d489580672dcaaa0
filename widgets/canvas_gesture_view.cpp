#include "widgets/canvas_gesture.h"

#include <QPainter>
#include <QScrollBar>

namespace widgets {

namespace {

// Draws a box; Shift adds what it touches to the selection, Ctrl toggles.
class BoxGesture : public CanvasGesture {
public:
    BoxGesture(const CanvasStage& stage, const PointerState& start) : m_stage(stage), m_start(start.scene)
    {
        const QList<int> selected = stage.scene.selectedNodes();
        m_before = QSet<int>(selected.begin(), selected.end());
    }

    void move(const PointerState& pointer) override
    {
        const QRectF before = m_box;
        m_box = QRectF(m_start, pointer.scene).normalized();
        const qreal edge = 2 / m_stage.view.zoom();
        m_stage.view.updateScene({(before | m_box).adjusted(-edge, -edge, edge, edge)});
        QSet<int> touched;
        for (const CardItem* card : m_stage.scene.cards()) {
            if (m_box.intersects(card->rect()))
                touched << card->node().id;
        }
        m_stage.select(combined(touched, pointer.modifiers));
    }

    void release(const PointerState& pointer) override
    {
        move(pointer);
        erase();
    }

    void cancel() override
    {
        erase();
        m_stage.select(m_before);
    }

    void paint(QPainter& painter) override
    {
        if (m_box.isNull())
            return;
        QColor fill = tokens().accent;
        QPen pen(fill, 1);
        pen.setCosmetic(true);
        fill.setAlphaF(0.10F);
        painter.setPen(pen);
        painter.setBrush(fill);
        painter.drawRect(m_box);
    }

private:
    QSet<int> combined(const QSet<int>& touched, Qt::KeyboardModifiers modifiers) const
    {
        if (modifiers.testFlag(Qt::ControlModifier))
            return (m_before - touched) | (touched - m_before);
        return modifiers.testFlag(Qt::ShiftModifier) ? m_before | touched : touched;
    }

    void erase()
    {
        const qreal edge = 2 / m_stage.view.zoom();
        m_stage.view.updateScene({m_box.adjusted(-edge, -edge, edge, edge)});
        m_box = {};
    }

    CanvasStage m_stage;
    QPointF m_start;
    QRectF m_box;
    QSet<int> m_before;
};

class PanGesture : public CanvasGesture {
public:
    PanGesture(const CanvasStage& stage, QPoint start) : m_stage(stage), m_last(start) {}

    void move(const PointerState& pointer) override
    {
        const QPoint step = pointer.view - m_last;
        m_last = pointer.view;
        QScrollBar& x = *m_stage.view.horizontalScrollBar();
        QScrollBar& y = *m_stage.view.verticalScrollBar();
        x.setValue(x.value() + (m_stage.view.isRightToLeft() ? step.x() : -step.x()));
        y.setValue(y.value() - step.y());
    }

    void release(const PointerState& pointer) override { move(pointer); }
    void cancel() override {}
    bool scrolls() const override { return false; }

private:
    CanvasStage m_stage;
    QPoint m_last;
};

} // namespace

Gesture boxGesture(const CanvasStage& stage, const PointerState& start)
{
    return std::make_unique<BoxGesture>(stage, start);
}

Gesture panGesture(const CanvasStage& stage, QPoint start)
{
    return std::make_unique<PanGesture>(stage, start);
}

} // namespace widgets
