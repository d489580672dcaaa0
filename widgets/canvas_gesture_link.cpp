#include "widgets/canvas_gesture.h"

#include <optional>

namespace widgets {

namespace {

constexpr qreal letGo = 32; // pixels from the old port: the end is taken off, not just touched

class LinkGesture : public CanvasGesture {
public:
    LinkGesture(const CanvasStage& stage, const CanvasPort& from, const std::optional<CanvasLink>& before)
        : m_stage(stage), m_from(from), m_before(before)
    {
        if (LinkItem* item = before ? stage.scene.link(*before) : nullptr)
            item->setGhost(true);
        judgeVisible();
    }

    void move(const PointerState& pointer) override
    {
        if (!m_stage.scene.card(m_from.node))
            return;
        judgeVisible();
        const std::optional<CanvasPort> target = targetAt(pointer.scene);
        if (target != m_target) {
            m_target = target;
            for (const int node : m_judged)
                decorate(node);
        }
        const QPointF fixed = m_stage.scene.portPosition(m_from);
        const QPointF loose = m_target ? m_stage.scene.portPosition(*m_target) : pointer.scene;
        m_stage.scene.draft().setCurve(m_from.output ? linkCurve(fixed, loose) : linkCurve(loose, fixed),
                                       !m_from.output);
        const CardItem* under = m_target ? nullptr : m_stage.scene.cardAt(pointer.scene);
        m_stage.say(under ? m_reasons.value(under->node().id) : QString(), pointer.view);
    }

    void release(const PointerState& pointer) override
    {
        move(pointer);
        const auto target = m_target;
        const bool onNothing = !m_stage.scene.cardAt(pointer.scene);
        clear();
        if (!m_stage.scene.card(m_from.node)) {
            m_stage.scene.draft().setVisible(false);
            return;
        }
        if (!target && onNothing && !m_before) {
            m_stage.search(pointer.scene, m_from); // the draft stays until the search closes
            return;
        }
        m_stage.scene.draft().setVisible(false);
        if (target)
            wish(*target);
        else if (m_before && onNothing && distanceFromOldEnd(pointer.scene) > letGo)
            emit m_stage.view.unlinkWished(*m_before);
    }

    void cancel() override
    {
        clear();
        m_stage.scene.draft().setVisible(false);
    }

private:
    CanvasLink linkTo(const CanvasPort& target) const
    {
        const CanvasPort& output = m_from.output ? m_from : target;
        const CanvasPort& input = m_from.output ? target : m_from;
        return {output.node, output.index, input.node, input.index, {}, false};
    }

    void wish(const CanvasPort& target)
    {
        const CanvasLink link = linkTo(target);
        if (!m_before)
            emit m_stage.view.linkWished(link);
        else if (!link.sameEnds(*m_before))
            emit m_stage.view.relinkWished(*m_before, link);
    }

    qreal distanceFromOldEnd(QPointF point) const
    {
        const CanvasPort old = m_from.output ? CanvasPort{m_before->to, false, m_before->input}
                                             : CanvasPort{m_before->from, true, m_before->output};
        return QLineF(m_stage.scene.portPosition(old), point).length() * m_stage.view.zoom();
    }

    QString reasonAgainst(const CanvasPort& port) const
    {
        if (m_before && linkTo(port).sameEnds(*m_before))
            return {};
        if (!m_stage.view.whyNot)
            return {};
        return m_from.output ? m_stage.view.whyNot(m_from, port) : m_stage.view.whyNot(port, m_from);
    }

    // Asks about the cards that came into view; with a thousand cards nobody needs to hear of the others.
    void judgeVisible()
    {
        const QRectF seen = m_stage.view.mapToScene(m_stage.view.viewport()->rect()).boundingRect();
        for (CardItem* card : m_stage.scene.cards()) {
            const int id = card->node().id;
            if (m_judged.contains(id) || !seen.intersects(card->rect()))
                continue;
            m_judged << id;
            judge(*card);
            decorate(id);
        }
    }

    void judge(const CardItem& card)
    {
        const CanvasNode& node = card.node();
        if (node.id == m_from.node)
            return;
        const int count = m_from.output ? node.inputs : node.outputs;
        QString reason;
        for (int i = 0; i < count; ++i) {
            const CanvasPort port{node.id, !m_from.output, i};
            const QString against = reasonAgainst(port);
            if (against.isEmpty())
                m_fitting[node.id] << port;
            else if (reason.isEmpty())
                reason = against;
        }
        if (!m_fitting.contains(node.id))
            m_reasons[node.id] = count > 0 ? reason
                : m_from.output            ? NodeCanvas::tr("%1 takes no input.").arg(node.title)
                                           : NodeCanvas::tr("%1 gives no output.").arg(node.title);
    }

    void decorate(int id)
    {
        CardItem* card = m_stage.scene.card(id);
        if (!card)
            return;
        QList<std::pair<CanvasPort, PortLook>> looks;
        for (const CanvasPort& port : m_fitting.value(id))
            looks << std::pair(port, port == m_target ? PortLook::Target : PortLook::Fits);
        if (id == m_from.node)
            looks << std::pair(m_from, PortLook::Source);
        card->set(&CardLook::ports, looks);
        card->set(&CardLook::dimmed, id != m_from.node && !m_fitting.contains(id));
    }

    // The port under the pointer or, on a card, the nearest of those that fit.
    std::optional<CanvasPort> targetAt(QPointF point) const
    {
        std::optional<CanvasPort> best;
        qreal nearest = std::numeric_limits<qreal>::max();
        for (auto card = m_fitting.cbegin(); card != m_fitting.cend(); ++card) {
            const CardItem* item = m_stage.scene.card(card.key());
            if (!item || !item->rect().adjusted(-8, -20, 8, 20).contains(point))
                continue;
            for (const CanvasPort& port : card.value()) {
                const qreal distance = QLineF(m_stage.scene.portPosition(port), point).length();
                if ((item->rect().contains(point) || distance < 2 * portReach) && distance < nearest) {
                    nearest = distance;
                    best = port;
                }
            }
        }
        return best;
    }

    void clear()
    {
        m_stage.say({}, {});
        if (LinkItem* item = m_before ? m_stage.scene.link(*m_before) : nullptr)
            item->setGhost(false);
        for (const int node : m_judged) {
            if (CardItem* card = m_stage.scene.card(node)) {
                card->set(&CardLook::ports, {});
                card->set(&CardLook::dimmed, false);
            }
        }
    }

    CanvasStage m_stage;
    CanvasPort m_from; // the end that stays
    std::optional<CanvasLink> m_before;
    std::optional<CanvasPort> m_target;
    QSet<int> m_judged;
    QHash<int, QList<CanvasPort>> m_fitting;
    QHash<int, QString> m_reasons;
};

} // namespace

Gesture linkGesture(const CanvasStage& stage, const CanvasPort& from)
{
    return std::make_unique<LinkGesture>(stage, from, std::nullopt);
}

Gesture relinkGesture(const CanvasStage& stage, const CanvasLink& link, bool takesOutput)
{
    const CanvasPort fixed =
        takesOutput ? CanvasPort{link.to, false, link.input} : CanvasPort{link.from, true, link.output};
    return std::make_unique<LinkGesture>(stage, fixed, link);
}

} // namespace widgets
