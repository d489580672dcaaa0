#include "widgets/canvas_scene.h"

#include <algorithm>

namespace widgets {

CanvasHit CanvasScene::hit(QPointF point, qreal zoom) const
{
    CanvasHit result;
    // Seen as blocks, cards have no ports to aim at.
    if (detailAt(zoom) != Detail::Blocks) {
        const qreal reach = portReach * std::max(1.0, std::min(1.3, 1 / zoom));
        qreal best = reach;
        for (auto card = m_cards.cbegin(); card != m_cards.cend(); ++card) {
            const CardItem& item = *card.value();
            if (!item.rect().adjusted(-reach, -reach, reach, reach).contains(point))
                continue;
            for (const bool output : {false, true}) {
                for (int i = 0; i < (output ? item.node().outputs : item.node().inputs); ++i) {
                    const qreal distance = QLineF(item.port(output, i), point).length();
                    if (distance < best) {
                        best = distance;
                        result.port = CanvasPort{card.key(), output, i};
                    }
                }
            }
        }
    }
    if (result.port)
        return result;
    if (const CardItem* card = cardAt(point))
        result.card = card->node().id;
    else if (const LinkItem* link = linkAt(point, zoom))
        result.link = link->link();
    return result;
}

CardItem* CanvasScene::cardAt(QPointF point) const
{
    CardItem* best = nullptr;
    for (CardItem* item : m_cards) {
        if (!item->rect().contains(point))
            continue;
        // Of overlapping cards the one that is drawn last.
        if (!best || std::pair(item->zValue(), item->node().id) > std::pair(best->zValue(), best->node().id))
            best = item;
    }
    return best;
}

LinkItem* CanvasScene::linkAt(QPointF point, qreal zoom) const
{
    LinkItem* best = nullptr;
    qreal reach = linkReach * std::max(1.0, 1 / zoom);
    for (const auto& [key, item] : m_links) {
        if (!item->curve().bounds().adjusted(-reach, -reach, reach, reach).contains(point))
            continue;
        const qreal distance = item->curve().distanceTo(point);
        if (distance <= reach) {
            reach = distance;
            best = item;
        }
    }
    return best;
}

QPointF CanvasScene::portPosition(const CanvasPort& port) const
{
    const CardItem* item = card(port.node);
    return item ? item->port(port.output, port.index) : QPointF();
}

QRectF CanvasScene::settledRect(const CardItem& card) const
{
    const auto path = m_paths.find(card.node().id);
    return path == m_paths.end() ? card.rect() : cardRect(path->p2());
}

QRectF CanvasScene::contentRect() const
{
    QRectF all;
    for (const CardItem* item : m_cards)
        all |= settledRect(*item);
    return all;
}

QRectF CanvasScene::boundsOf(const QList<int>& nodes) const
{
    QRectF all;
    for (const int id : nodes) {
        if (const CardItem* item = card(id))
            all |= settledRect(*item);
    }
    return all;
}

QList<int> CanvasScene::selectedNodes() const
{
    QList<int> result;
    for (auto card = m_cards.cbegin(); card != m_cards.cend(); ++card) {
        if (card.value()->look().selected)
            result << card.key();
    }
    std::sort(result.begin(), result.end());
    return result;
}

QList<CanvasLink> CanvasScene::selectedLinks() const
{
    QList<CanvasLink> result;
    for (const auto& [key, item] : m_links) {
        if (item->isChosen())
            result << item->link();
    }
    return result;
}

void CanvasScene::setSelection(const QSet<int>& nodes, const QList<CanvasLink>& links)
{
    for (auto card = m_cards.cbegin(); card != m_cards.cend(); ++card) {
        const bool selected = nodes.contains(card.key());
        card.value()->set(&CardLook::selected, selected);
        card.value()->setZValue(selected ? 2 : 1);
    }
    for (const auto& [key, item] : m_links) {
        const bool selected = std::any_of(links.begin(), links.end(),
                                          [&](const CanvasLink& l) { return l.sameEnds(item->link()); });
        item->setSelected(selected);
        item->setZValue(selected ? 0.5 : 0);
    }
}

QList<CanvasStop> CanvasScene::stops() const
{
    QList<std::pair<int, QPointF>> places;
    for (auto card = m_cards.cbegin(); card != m_cards.cend(); ++card)
        places << std::pair(card.key(), card.value()->pos());
    QList<CanvasStop> result;
    for (const int id : readingOrder(places)) {
        result << CanvasStop{id, {}};
        QList<LinkItem*> leaving;
        for (LinkItem* item : linksOf(id)) {
            if (item->link().from == id)
                leaving << item;
        }
        std::sort(leaving.begin(), leaving.end(),
                  [](LinkItem* a, LinkItem* b) { return a->curve().end.x() < b->curve().end.x(); });
        for (LinkItem* item : leaving)
            result << CanvasStop{id, item->link()};
    }
    return result;
}

void CanvasScene::setFocusStop(const std::optional<CanvasStop>& stop)
{
    if (m_focus) {
        if (CardItem* item = card(m_focus->node))
            item->set(&CardLook::focused, false);
        if (LinkItem* item = m_focus->link ? link(*m_focus->link) : nullptr)
            item->setFocused(false);
    }
    m_focus = stop;
    if (!stop)
        return;
    if (LinkItem* item = stop->link ? link(*stop->link) : nullptr)
        item->setFocused(true);
    else if (CardItem* item = stop->link ? nullptr : card(stop->node))
        item->set(&CardLook::focused, true);
}

} // namespace widgets
