#include "widgets/node_canvas_private.h"

#include <QDragEnterEvent>
#include <QMimeData>

namespace widgets {

namespace {

QString typeOf(const QMimeData& data)
{
    return QString::fromUtf8(data.data(QLatin1String(layerMimeType)));
}

} // namespace

void NodeCanvas::Private::setArriving(const std::optional<QPointF>& position, const QString& type)
{
    QList<QRectF> dirty;
    const auto addDirty = [&] {
        if (arriving)
            dirty << cardRect(*arriving).adjusted(-4, -4, 4, 4);
    };
    addDirty();
    if (LinkItem* item = arrivingInto ? scene.link(*arrivingInto) : nullptr)
        item->setOver(false);
    arriving = position;
    arrivingInto.reset();
    addDirty();
    view.updateScene(dirty);
    if (!position)
        return;
    LinkItem* into = linkToInsertInto(
        stage, *position, [&](const CanvasLink& link) { return view.fitsInto && view.fitsInto(type, link); });
    if (!into)
        return;
    arrivingInto = into->link();
    into->setOver(true);
}

void NodeCanvas::dragEnterEvent(QDragEnterEvent* event)
{
    if (!event->mimeData()->hasFormat(QLatin1String(layerMimeType))) {
        event->ignore();
        return;
    }
    d->search->close();
    dragMoveEvent(event);
}

void NodeCanvas::dragMoveEvent(QDragMoveEvent* event)
{
    if (!event->mimeData()->hasFormat(QLatin1String(layerMimeType))) {
        event->ignore();
        return;
    }
    const QPointF middle = d->stateAt(event->position().toPoint(), {}).scene;
    d->setArriving(snappedToGrid(middle - QPointF(cardWidth, cardHeight) / 2), typeOf(*event->mimeData()));
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void NodeCanvas::dragLeaveEvent(QDragLeaveEvent* event)
{
    d->setArriving({}, {});
    event->accept();
}

void NodeCanvas::dropEvent(QDropEvent* event)
{
    const QString type = typeOf(*event->mimeData());
    if (type.isEmpty()) {
        event->ignore();
        return;
    }
    const QPointF middle = d->stateAt(event->position().toPoint(), {}).scene;
    const QPointF position = snappedToGrid(middle - QPointF(cardWidth, cardHeight) / 2);
    d->setArriving(position, type);
    const auto into = d->arrivingInto;
    d->setArriving({}, {});
    event->setDropAction(Qt::CopyAction);
    event->accept();
    setFocus(Qt::MouseFocusReason);
    if (into)
        emit insertWished(type, position, *into);
    else
        emit addWished(type, position);
}

} // namespace widgets
