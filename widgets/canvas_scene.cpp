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
    connect(&m_motion, &QVariantAnimation::finished, this, [this] { m_paths.clear(); });
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
    m_paths.clear();
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
        const bool another = item->node().kind != node.kind; // of another document: no need to glide
        item->setNode(node);
        if (another)
            moveCard(node.id, node.position);
        else if (item->pos() != node.position)
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

void CanvasScene::settle()
{
    m_motion.stop();
    for (auto path = m_paths.cbegin(); path != m_paths.cend(); ++path)
        moveCard(path.key(), path->p2());
    m_paths.clear();
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

} // namespace widgets
