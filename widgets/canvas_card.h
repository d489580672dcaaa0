#pragma once

#include "widgets/canvas_geometry.h"
#include "widgets/node_canvas.h"

#include <QGraphicsItem>
#include <QPixmapCache>

#include <optional>

namespace widgets {

// How a port looks while a link is drawn.
enum class PortLook { Normal, Over, Source, Fits, Target };

// Everything that a card's picture depends on.
struct CardLook {
    CanvasNode node;
    std::optional<CanvasActivity> activity;
    bool over = false, selected = false, focused = false;
    bool dimmed = false; // does not fit while a link is drawn
    bool untitled = false; // its name is being edited
    QList<std::pair<CanvasPort, PortLook>> ports; // only those that are not normal

    bool has(CanvasProblem::Severity severity) const;
    PortLook look(bool output, int index) const;
};

// The part of line 2 before the parameters: a renamed layer starts it with its kind.
QString cardSettings(const CanvasNode& node);
// Title, settings, shape, parameters and problems in full: tooltip and screen reader.
QString cardDescription(const CanvasNode& node);
QString portDescription(const CanvasNode& node, const CanvasPort& port); // the card's where it has no title

// Draws the card with its upper left corner at (0, 0); the painter is scaled by zoom.
void paintCard(QPainter& painter, const CardLook& look, qreal zoom);
// The flap with the activity of a running layer comes out from under the card.
inline constexpr QRectF flapRect(cardWidth - 6, 6, 72, cardHeight - 12);
void paintFlap(QPainter& painter, const CardLook& look, qreal zoom);

class CardItem : public QGraphicsItem {
public:
    enum { Type = UserType + 1 };

    explicit CardItem(const CanvasNode& node);

    int type() const override { return Type; }
    QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

    const CardLook& look() const { return m_look; }
    const CanvasNode& node() const { return m_look.node; }
    QRectF rect() const { return cardRect(pos()); }
    QRectF fullRect() const; // with the flap
    QPointF port(bool output, int index) const;

    void setNode(const CanvasNode& node);
    void setActivity(const std::optional<CanvasActivity>& activity);
    // Sets one of the look's fields and repaints when it differs.
    template <typename T>
    void set(T CardLook::*field, const T& value)
    {
        if (m_look.*field == value)
            return;
        m_look.*field = value;
        changed();
    }
    void changed(); // drops the picture, for example because the theme is another one

private:
    // Drawing a card takes a hundred times as long as copying its picture, so that is kept for a zoom.
    QPixmap face(qreal zoom, qreal ratio);

    CardLook m_look;
    QPixmapCache::Key m_face;
    qreal m_faceZoom = 0, m_faceRatio = 0;
};

} // namespace widgets
