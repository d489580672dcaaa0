#pragma once

#include "widgets/canvas_card.h"
#include "widgets/canvas_link.h"

#include <QGraphicsScene>
#include <QVariantAnimation>

#include <map>
#include <optional>
#include <tuple>

namespace widgets {

// Something on the canvas that the keyboard can stand on: a card, or a link.
struct CanvasStop {
    int node = 0;
    std::optional<CanvasLink> link;
    bool operator==(const CanvasStop& o) const
    {
        return node == o.node && link.has_value() == o.link.has_value() && (!link || link->sameEnds(*o.link));
    }
};

// What lies under a point; at most one of them is set.
struct CanvasHit {
    std::optional<CanvasPort> port;
    int card = 0;
    std::optional<CanvasLink> link;
    bool isNothing() const { return !port && !card && !link; }
};

// The cards and links as items. New contents touch only what differs.
class CanvasScene : public QGraphicsScene {
    Q_OBJECT
public:
    explicit CanvasScene(QObject* parent = nullptr);

    void setContents(const QList<CanvasNode>& nodes, const QList<CanvasLink>& links, int milliseconds);
    void setActivity(const QHash<int, CanvasActivity>& activity);
    void restyle(); // all pictures are to be drawn again

    const QHash<int, CardItem*>& cards() const { return m_cards; }
    QList<LinkItem*> links() const;
    QList<LinkItem*> linksOf(int node) const { return m_linksOf.value(node); }
    CardItem* card(int id) const { return m_cards.value(id); }
    LinkItem* link(const CanvasLink& link) const;
    LinkItem* linkInto(const CanvasPort& input) const;
    bool isLinked(int node) const { return !m_linksOf.value(node).isEmpty(); }
    DraftItem& draft() { return *m_draft; }

    // The hit areas keep their size on the screen when zoomed out, and never shrink below it when zoomed in.
    CanvasHit hit(QPointF point, qreal zoom) const;
    CardItem* cardAt(QPointF point) const;
    LinkItem* linkAt(QPointF point, qreal zoom) const;
    QPointF portPosition(const CanvasPort& port) const;
    QRectF contentRect() const; // of all cards, where they will be; empty without any
    QRectF boundsOf(const QList<int>& nodes) const;
    void moveCard(int id, QPointF position);
    void settle(); // cards on their way arrive at once

    QList<int> selectedNodes() const; // ascending
    QList<CanvasLink> selectedLinks() const;
    void setSelection(const QSet<int>& nodes, const QList<CanvasLink>& links);

    // All cards in reading order, each followed by the links that leave it.
    QList<CanvasStop> stops() const;
    void setFocusStop(const std::optional<CanvasStop>& stop);
    const std::optional<CanvasStop>& focusStop() const { return m_focus; }

signals:
    void moved(); // a card stands elsewhere

private:
    using LinkKey = std::tuple<int, int, int, int>;
    static LinkKey keyOf(const CanvasLink& l) { return {l.from, l.output, l.to, l.input}; }

    QRectF settledRect(const CardItem& card) const;
    void updateCards(const QList<CanvasNode>& nodes, QHash<int, QPointF>& targets);
    void updateLinks(const QList<CanvasLink>& links);
    void place(LinkItem& item);
    void removeLink(std::map<LinkKey, LinkItem*>::iterator link);
    void animate(const QHash<int, QPointF>& targets, int milliseconds);

    QHash<int, CardItem*> m_cards;
    std::map<LinkKey, LinkItem*> m_links;
    QHash<int, QList<LinkItem*>> m_linksOf;
    DraftItem* m_draft;
    std::optional<CanvasStop> m_focus;
    QVariantAnimation m_motion;
    QHash<int, QLineF> m_paths; // of the running motion: from, to
};

} // namespace widgets
