#include "widgets/canvas_scene.h"

#include <algorithm>

namespace widgets {

CanvasScene::CanvasScene(QObject* parent) : QGraphicsScene(parent), m_draft(new DraftItem)
{
    setItemIndexMethod(NoIndex); // measured: dragging many cards is faster, panning no slower
    addItem(m_draft);
    m_motion.setStartValue(0.0);
    m_motion.setEndValue(1.0);
    m_motion.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_motion, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        for (auto path = m_paths.cbegin(); path != m_paths.cend(); ++path)
            moveCard(path.key(), path->pointAt(value.toReal()));
        emit moved();
    });
}

QList<LinkItem*> CanvasScene::links() const
{
    QList<LinkItem*> result;
    result.reserve(qsizetype(m_links.size()));
    for (const auto& [key, item] : m_links)
        result << item;
    return result;
}

LinkItem* CanvasScene::link(const CanvasLink& link) const
{
    const auto found = m_links.find(keyOf(link));
    return found == m_links.end() ? nullptr : found->second;
}

LinkItem* CanvasScene::linkInto(const CanvasPort& input) const
{
    for (LinkItem* item : linksOf(input.node)) {
        if (item->link().to == input.node && item->link().input == input.index)
            return item;
    }
    return nullptr;
}

void CanvasScene::setContents(const QList<CanvasNode>& nodes, const QList<CanvasLink>& links,
                              int milliseconds)
{
    m_motion.stop();
    QHash<int, QPointF> targets;
    updateCards(nodes, targets);
    updateLinks(links);
    if (m_focus && (!card(m_focus->node) || (m_focus->link && !link(*m_focus->link))))
        m_focus.reset();
    animate(targets, milliseconds);
}

void CanvasScene::updateCards(const QList<CanvasNode>& nodes, QHash<int, QPointF>& targets)
{
    QSet<int> kept;
    kept.reserve(nodes.size());
    for (const CanvasNode& node : nodes) {
        kept << node.id;
        CardItem*& item = m_cards[node.id];
        if (!item) {
            item = new CardItem(node);
            addItem(item);
            continue;
        }
        const bool ports = item->node().inputs != node.inputs || item->node().outputs != node.outputs;
        item->setNode(node);
        if (item->pos() != node.position)
            targets[node.id] = node.position;
        if (ports) {
            for (LinkItem* link : linksOf(node.id))
                place(*link);
        }
    }
    for (auto card = m_cards.begin(); card != m_cards.end();) {
        if (kept.contains(card.key())) {
            ++card;
            continue;
        }
        delete card.value();
        card = m_cards.erase(card);
    }
}

void CanvasScene::updateLinks(const QList<CanvasLink>& links)
{
    std::map<LinkKey, const CanvasLink*> wanted;
    for (const CanvasLink& link : links) {
        if (card(link.from) && card(link.to))
            wanted[keyOf(link)] = &link;
    }
    for (auto link = m_links.begin(); link != m_links.end();) {
        const auto here = link++;
        if (!wanted.contains(here->first))
            removeLink(here);
    }
    for (const auto& [key, link] : wanted) {
        LinkItem*& item = m_links[key];
        if (!item) {
            item = new LinkItem(*link);
            addItem(item);
            m_linksOf[link->from] << item;
            m_linksOf[link->to] << item;
        }
        item->setLink(*link);
        place(*item);
    }
    for (const auto& [key, item] : m_links) {
        const auto leaving = [&](const LinkItem* other) { return other->link().from == item->link().from; };
        const auto all = linksOf(item->link().from);
        item->setFork(std::count_if(all.begin(), all.end(), leaving) > 1);
    }
}

void CanvasScene::removeLink(std::map<LinkKey, LinkItem*>::iterator link)
{
    LinkItem* item = link->second;
    for (const int node : {item->link().from, item->link().to}) {
        auto& list = m_linksOf[node];
        list.removeAll(item);
        if (list.isEmpty())
            m_linksOf.remove(node);
    }
    m_links.erase(link);
    delete item;
}

void CanvasScene::place(LinkItem& item)
{
    const CanvasLink& link = item.link();
    item.setCurve(
        linkCurve(card(link.from)->port(true, link.output), card(link.to)->port(false, link.input)));
}

void CanvasScene::moveCard(int id, QPointF position)
{
    CardItem* item = card(id);
    if (!item || item->pos() == position)
        return;
    item->setPos(position);
    for (LinkItem* link : linksOf(id))
        place(*link);
}

void CanvasScene::animate(const QHash<int, QPointF>& targets, int milliseconds)
{
    m_paths.clear();
    if (milliseconds <= 0) {
        for (auto target = targets.cbegin(); target != targets.cend(); ++target)
            moveCard(target.key(), target.value());
        emit moved();
        return;
    }
    for (auto target = targets.cbegin(); target != targets.cend(); ++target)
        m_paths[target.key()] = QLineF(card(target.key())->pos(), target.value());
    emit moved();
    if (m_paths.isEmpty())
        return;
    m_motion.setDuration(milliseconds);
    m_motion.start();
}

void CanvasScene::setActivity(const QHash<int, CanvasActivity>& activity)
{
    for (auto card = m_cards.cbegin(); card != m_cards.cend(); ++card) {
        const auto found = activity.find(card.key());
        card.value()->setActivity(found == activity.end() ? std::nullopt : std::optional(found.value()));
    }
}

void CanvasScene::restyle()
{
    for (CardItem* card : m_cards)
        card->changed();
    for (const auto& [key, item] : m_links)
        item->restyle();
}

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

QRectF CanvasScene::contentRect() const
{
    QRectF all;
    for (const CardItem* item : m_cards)
        all |= item->rect();
    return all;
}

QRectF CanvasScene::boundsOf(const QList<int>& nodes) const
{
    QRectF all;
    for (const int id : nodes) {
        if (const CardItem* item = card(id))
            all |= item->rect();
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
