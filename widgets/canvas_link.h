#pragma once

#include "widgets/canvas_geometry.h"
#include "widgets/node_canvas.h"

#include <QGraphicsItem>
#include <QPixmap>

namespace widgets {

// A link between two cards, with its shape beside it.
class LinkItem : public QGraphicsItem {
public:
    enum { Type = UserType + 2 };

    explicit LinkItem(const CanvasLink& link);

    int type() const override { return Type; }
    QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

    const CanvasLink& link() const { return m_link; }
    const LinkCurve& curve() const { return m_curve; }
    void setLink(const CanvasLink& link);
    void setCurve(const LinkCurve& curve);
    void setFork(bool fork); // its source has several links: the label stands at the target
    void setOver(bool over);
    void setSelected(bool selected);
    void setFocused(bool focused);
    void setGhost(bool ghost); // its end is being dragged elsewhere
    void restyle(); // the theme is another one
    bool isChosen() const { return m_selected; }

private:
    void changed(bool& flag, bool value);
    void drawLabel(QPainter& painter, qreal zoom);
    const QPixmap& label(qreal zoom, qreal ratio);
    void updateBounds();

    CanvasLink m_link;
    LinkCurve m_curve;
    QRectF m_bounds;
    QPixmap m_label; // shared among links of the same shape
    qreal m_labelZoom = 0, m_labelRatio = 0;
    bool m_fork = false, m_over = false, m_selected = false, m_focused = false, m_ghost = false;
};

// The link that is being drawn: above everything.
class DraftItem : public QGraphicsItem {
public:
    DraftItem();
    QRectF boundingRect() const override { return m_curve.bounds().adjusted(-8, -8, 8, 8); }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;
    void setCurve(const LinkCurve& curve, bool backwards);

private:
    LinkCurve m_curve;
    bool m_backwards = false; // drawn from an input upwards
};

} // namespace widgets
