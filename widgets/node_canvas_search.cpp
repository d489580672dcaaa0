#include "widgets/node_canvas_private.h"

namespace widgets {

void NodeCanvas::openSearch()
{
    const QPoint at = d->pointer.value_or(viewport()->rect().center());
    d->openSearch(d->stateAt(at, {}).scene, std::nullopt);
}

void NodeCanvas::Private::openSearch(QPointF at, const std::optional<CanvasPort>& from)
{
    cancelGesture();
    search->close();
    searchFrom = from;
    searchAt = at;
    const CardItem* card = from ? scene.card(from->node) : nullptr;
    const QPoint corner = view.viewport()->mapTo(&view, view.mapFromScene(at));
    // A link that is being drawn ends at the box's edge.
    search->open(
        corner + (from ? QPoint(8, -22) : QPoint(-40, -22)),
        [this](const QString& text) {
            return view.offers ? view.offers(text, searchFrom) : QList<CanvasOffer>();
        },
        card ? card->node().shape : QString());
    scene.draft().setVisible(from.has_value());
    if (CardItem* source = from ? scene.card(from->node) : nullptr)
        source->set(&CardLook::ports, {{*from, PortLook::Source}});
    updateOverlays();
}

void NodeCanvas::Private::searchClosed()
{
    scene.draft().setVisible(false);
    if (CardItem* source = searchFrom ? scene.card(searchFrom->node) : nullptr)
        source->set(&CardLook::ports, {});
    searchFrom.reset();
    updateOverlays();
}

void NodeCanvas::Private::searchChose(const QString& type)
{
    if (!searchFrom) {
        emit view.addWished(type, snappedToGrid(searchAt - QPointF(cardWidth, cardHeight) / 2));
        return;
    }
    // The port that will be linked comes to where the link was let go.
    const qreal up = searchFrom->output ? 0 : cardHeight;
    emit view.addLinkedWished(type, snappedToGrid(searchAt - QPointF(cardWidth / 2, up)), *searchFrom);
}

} // namespace widgets
