#include "widgets/canvas_gesture.h"

#include <QPainter>

#include <algorithm>

namespace widgets {

namespace {

constexpr qreal snapPixels = 6;

class MoveGesture : public CanvasGesture {
public:
    MoveGesture(const CanvasStage& stage, int grabbed, QPointF start)
        : m_stage(stage), m_grabbed(grabbed), m_start(start)
    {
        QList<int> nodes = stage.scene.selectedNodes();
        if (!nodes.contains(grabbed))
            nodes = {grabbed};
        for (const int node : nodes)
            m_from[node] = stage.scene.card(node)->pos();
    }

    void move(const PointerState& pointer) override
    {
        if (!stillThere())
            return;
        const QRectF moving = cardRect(m_from[m_grabbed] + pointer.scene - m_start);
        const Snap snapped = pointer.modifiers.testFlag(Qt::AltModifier)
            ? Snap()
            : snap(moving, neighbours(), snapPixels / m_stage.view.zoom());
        const QPointF shift = moving.topLeft() + snapped.offset - m_from[m_grabbed];
        for (auto from = m_from.cbegin(); from != m_from.cend(); ++from)
            m_stage.scene.moveCard(from.key(), from.value() + shift);
        showGuides(snapped.guides);
        showInsertion();
    }

    void release(const PointerState& pointer) override
    {
        move(pointer);
        const auto into = m_into;
        clear();
        if (!stillThere())
            return;
        if (into) {
            emit m_stage.view.insertExistingWished(m_grabbed, m_stage.scene.card(m_grabbed)->pos(), *into);
            return;
        }
        QHash<int, QPointF> positions;
        for (auto from = m_from.cbegin(); from != m_from.cend(); ++from) {
            const QPointF now = m_stage.scene.card(from.key())->pos();
            if (now != from.value())
                positions[from.key()] = now;
        }
        if (!positions.isEmpty())
            emit m_stage.view.moveWished(positions);
    }

    void cancel() override
    {
        clear();
        for (auto from = m_from.cbegin(); from != m_from.cend(); ++from)
            m_stage.scene.moveCard(from.key(), from.value());
    }

    void paint(QPainter& painter) override
    {
        QPen pen(tokens().accent, 1);
        pen.setCosmetic(true);
        painter.setPen(pen);
        painter.drawLines(m_guides);
    }

private:
    // The owner may have removed a card meanwhile.
    bool stillThere() const
    {
        return std::all_of(m_from.keyBegin(), m_from.keyEnd(),
                           [this](int id) { return m_stage.scene.card(id); });
    }

    QList<QRectF> neighbours() const
    {
        const QRectF seen = m_stage.view.mapToScene(m_stage.view.viewport()->rect()).boundingRect();
        QList<QRectF> result;
        for (const CardItem* card : m_stage.scene.cards()) {
            if (!m_from.contains(card->node().id) && seen.intersects(card->rect()))
                result << card->rect();
        }
        return result;
    }

    void showGuides(const QList<QLineF>& guides)
    {
        QList<QRectF> dirty;
        for (const QList<QLineF>& lines : {m_guides, guides}) {
            for (const QLineF& line : lines)
                dirty << QRectF(line.p1(), line.p2()).normalized().adjusted(-4, -4, 4, 4);
        }
        m_guides = guides;
        m_stage.view.updateScene(dirty);
    }

    // A lone card without links can be put into a link by dropping it there.
    void showInsertion()
    {
        LinkItem* into = nullptr;
        if (m_from.size() == 1 && !m_stage.scene.isLinked(m_grabbed)) {
            const CardItem& card = *m_stage.scene.card(m_grabbed);
            into = linkToInsertInto(m_stage, card.pos(),
                                    [&](const CanvasLink& link) { return fitsInto(card.node(), link); });
        }
        highlight(into ? std::optional(into->link()) : std::nullopt);
    }

    bool fitsInto(const CanvasNode& node, const CanvasLink& link) const
    {
        const NodeCanvas& view = m_stage.view;
        if (view.nodeFitsInto)
            return view.nodeFitsInto(node.id, link);
        if (node.inputs == 0 || node.outputs == 0)
            return false;
        return !view.whyNot ||
            (view.whyNot({link.from, true, link.output}, {node.id, false, 0}).isEmpty() &&
             view.whyNot({node.id, true, 0}, {link.to, false, link.input}).isEmpty());
    }

    void highlight(const std::optional<CanvasLink>& link)
    {
        for (const bool on : {false, true}) {
            if (LinkItem* item = m_into ? m_stage.scene.link(*m_into) : nullptr)
                item->setOver(on);
            m_into = link;
        }
    }

    void clear()
    {
        showGuides({});
        highlight({});
    }

    CanvasStage m_stage;
    int m_grabbed;
    QPointF m_start;
    QHash<int, QPointF> m_from;
    QList<QLineF> m_guides;
    std::optional<CanvasLink> m_into;
};

} // namespace

Gesture moveGesture(const CanvasStage& stage, int grabbed, QPointF start)
{
    return std::make_unique<MoveGesture>(stage, grabbed, start);
}

LinkItem* linkToInsertInto(const CanvasStage& stage, QPointF position,
                           const std::function<bool(const CanvasLink&)>& fits)
{
    const QRectF card = cardRect(position);
    LinkItem* best = nullptr;
    qreal nearest = cardHeight / 2;
    for (LinkItem* link : stage.scene.links()) {
        if (!link->curve().bounds().adjusted(-1, 0, 1, 0).intersects(card))
            continue;
        const qreal distance = link->curve().distanceTo(card.center());
        if (distance < nearest && fits(link->link())) {
            nearest = distance;
            best = link;
        }
    }
    return best;
}

} // namespace widgets
