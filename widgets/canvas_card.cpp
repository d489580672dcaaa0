#include "widgets/canvas_card.h"

#include <QCoreApplication>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr qreal margin = 16; // ports with their ring, badges, shadow

// Around the card in its picture, in pixels.
int faceMargin(qreal zoom)
{
    return int(std::ceil(margin * zoom));
}

} // namespace

bool CardLook::has(CanvasProblem::Severity severity) const
{
    return std::any_of(node.problems.begin(), node.problems.end(),
                       [=](const CanvasProblem& p) { return p.severity == severity; });
}

PortLook CardLook::look(bool output, int index) const
{
    for (const auto& [port, portLook] : ports) {
        if (port.output == output && port.index == index)
            return portLook;
    }
    return PortLook::Normal;
}

QString cardSettings(const CanvasNode& node)
{
    if (node.kind.isEmpty() || node.title.startsWith(node.kind))
        return node.settings;
    if (node.settings.isEmpty())
        return node.kind;
    return QCoreApplication::translate("widgets::NodeCanvas", "%1, %2", "kind of layer, its settings")
        .arg(node.kind, node.settings);
}

QString cardDescription(const CanvasNode& node)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("widgets::NodeCanvas", text); };
    QStringList lines{node.title};
    if (const QString settings = cardSettings(node); !settings.isEmpty())
        lines << settings;
    if (!node.shape.isEmpty())
        lines << tr("Output: %1").arg(node.shape);
    if (!node.parameters.isEmpty())
        lines << tr("Parameters: %1").arg(node.parameters);
    if (node.muted)
        lines << tr("Muted: passes its input on");
    if (node.frozen)
        lines << tr("Frozen: its weights stay as they are");
    for (const CanvasProblem& problem : node.problems)
        lines << problem.text;
    return lines.join('\n');
}

QString portDescription(const CanvasNode& node, const CanvasPort& port)
{
    const QString title = (port.output ? node.outputTitles : node.inputTitles).value(port.index);
    if (title.isEmpty())
        return cardDescription(node);
    return (port.output ? QCoreApplication::translate("widgets::NodeCanvas", "Output: %1")
                        : QCoreApplication::translate("widgets::NodeCanvas", "Input: %1"))
        .arg(title);
}

CardItem::CardItem(const CanvasNode& node)
{
    m_look.node = node;
    setPos(node.position);
    setZValue(1);
}

QRectF CardItem::boundingRect() const
{
    const QRectF face = QRectF(0, 0, cardWidth, cardHeight).adjusted(-margin, -margin, margin, margin);
    return m_look.activity ? face | flapRect.adjusted(0, 0, 1, 0) : face;
}

QRectF CardItem::fullRect() const
{
    return m_look.activity ? rect() | flapRect.translated(pos()) : rect();
}

void CardItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const QTransform& transform = painter->worldTransform();
    const qreal zoom = transform.m11();
    paintFlap(*painter, m_look, zoom);
    if (detailAt(zoom) == Detail::Blocks) {
        paintCard(*painter, m_look, zoom);
        return;
    }
    const QPixmap picture = face(zoom, painter->device()->devicePixelRatioF());
    const QPoint corner = transform.map(QPointF()).toPoint();
    painter->setWorldMatrixEnabled(false);
    painter->drawPixmap(corner - QPoint(faceMargin(zoom), faceMargin(zoom)), picture);
    painter->setWorldMatrixEnabled(true);
}

QPixmap CardItem::face(qreal zoom, qreal ratio)
{
    QPixmap picture;
    if (m_faceZoom == zoom && m_faceRatio == ratio && QPixmapCache::find(m_face, &picture))
        return picture;
    QPixmapCache::remove(m_face);
    const int edge = faceMargin(zoom);
    const QSizeF size(cardWidth * zoom + 2 * edge, cardHeight * zoom + 2 * edge);
    picture = QPixmap((size * ratio).toSize() + QSize(1, 1));
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.translate(edge, edge); // whole pixels: the card's border stays sharp
    painter.scale(zoom, zoom);
    paintCard(painter, m_look, zoom);
    painter.end();
    m_face = QPixmapCache::insert(picture);
    m_faceZoom = zoom;
    m_faceRatio = ratio;
    return picture;
}

void CardItem::changed()
{
    m_faceZoom = 0;
    update();
}

QPointF CardItem::port(bool output, int index) const
{
    return portPoint(pos(), output, index, output ? node().outputs : node().inputs);
}

void CardItem::setNode(const CanvasNode& node)
{
    // The place is the scene's business: it may be displaced or on its way.
    CanvasNode before = m_look.node;
    before.position = node.position;
    m_look.node.position = node.position;
    if (before == node)
        return;
    m_look.node = node;
    changed();
}

void CardItem::setActivity(const std::optional<CanvasActivity>& activity)
{
    if (m_look.activity == activity)
        return;
    const auto warns = [](const std::optional<CanvasActivity>& a) { return a && a->warning; };
    const bool newFace = warns(m_look.activity) != warns(activity);
    if (m_look.activity.has_value() != activity.has_value())
        prepareGeometryChange();
    m_look.activity = activity;
    // Thirty times a second only the flap differs; the card's picture stays.
    if (newFace)
        changed();
    else
        update(flapRect.adjusted(-1, -1, 1, 1));
}

} // namespace widgets
