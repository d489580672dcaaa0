#include "widgets/embedding_map_private.h"

#include "widgets/map_card.h"
#include "widgets/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

// What is painted above the points.
namespace widgets {

namespace {

constexpr double halo = 3;

QColor withAlpha(QColor color, double alpha)
{
    color.setAlphaF(static_cast<float>(alpha));
    return color;
}

// A text with the plot's colour around it, to be read above any point.
void drawHaloText(QPainter& painter, const QRectF& rect, const QString& text)
{
    const QFontMetricsF metrics(painter.font());
    const QPointF baseline(rect.left() + 2, rect.center().y() + (metrics.ascent() - metrics.descent()) / 2);
    QPainterPath path;
    path.addText(baseline, painter.font(), text);
    painter.strokePath(
        path, QPen(withAlpha(tokens().plot, 0.85), halo, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setPen(tokens().text);
    painter.drawText(baseline, text);
}

// Bright pixels are ink in the point's colour, dark ones are nothing.
QImage tinted(const QImage& picture, QRgb color)
{
    QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
    QImage ink(grey.size(), QImage::Format_ARGB32);
    for (int y = 0; y < grey.height(); ++y)
        for (int x = 0; x < grey.width(); ++x)
            ink.setPixel(x, y, qRgba(qRed(color), qGreen(color), qBlue(color), grey.constScanLine(y)[x]));
    return ink;
}

} // namespace

void EmbeddingMap::Private::paintFrame(QPainter& painter, const MapFrame& of)
{
    paintPictures(painter, of);
    paintNeighbours(painter, of);
    paintLabels(painter, of);
    paintClassNames(painter, of);
    of.legend.paint(painter, &of == &frame ? legendHovered : -1);
}

void EmbeddingMap::Private::paintNeighbours(QPainter& painter, const MapFrame& of) const
{
    if (neighboursOf < 0 || !of.projection.isSeen(neighboursOf))
        return;
    const Tokens& t = tokens();
    const QPointF from = of.projection.at(neighboursOf);
    painter.setBrush(Qt::NoBrush);
    for (const int point : neighbours) {
        if (point == neighboursOf || !of.projection.isSeen(point))
            continue;
        const QPointF to = of.projection.at(point);
        painter.setPen(QPen(withAlpha(t.accent, 0.55), 1.2));
        painter.drawLine(from, to);
        painter.setPen(QPen(t.text, 1.5));
        painter.drawEllipse(to, 6, 6);
    }
    painter.setPen(QPen(t.accent, 2.5));
    painter.drawEllipse(from, 10, 10);
}

QImage EmbeddingMap::Private::smallPicture(int point)
{
    if (const QImage* kept = smallPictures.object(point))
        return *kept;
    QImage picture = pictures(point);
    if (picture.isGrayscale())
        picture = tinted(picture, colorOf(point));
    smallPictures.insert(point, new QImage(picture));
    return picture;
}

void EmbeddingMap::Private::paintPictures(QPainter& painter, const MapFrame& of)
{
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (const MapLabel& label : of.pictures) {
        const QImage image = smallPicture(label.id);
        if (image.isNull())
            continue;
        const QRectF room = label.rect.adjusted(2, 2, -2, -2);
        QRectF target(QPointF(), QSizeF(image.size()).scaled(room.size(), Qt::KeepAspectRatio));
        target.moveCenter(room.center());
        painter.drawImage(target, image);
    }
}

// Each text is drawn once and kept as a picture: its outline costs more than all the rest.
void EmbeddingMap::Private::paintLabels(QPainter& painter, const MapFrame& of)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QFont font = textFont(TextSize::Caption);
    for (const MapLabel& label : of.labels) {
        QPixmap* kept = labelPictures.object(label.id);
        if (!kept || kept->devicePixelRatio() != ratio) {
            const QSizeF size = label.rect.size() + QSizeF(2 * halo, 2 * halo);
            kept = new QPixmap((size * ratio).toSize());
            kept->setDevicePixelRatio(ratio);
            kept->fill(Qt::transparent);
            QPainter text(kept);
            text.setRenderHint(QPainter::Antialiasing);
            text.setFont(font);
            const QString shown =
                QFontMetricsF(font).elidedText(labelOf(label.id), Qt::ElideRight, label.rect.width());
            drawHaloText(text, QRectF(QPointF(halo, halo), label.rect.size()), shown);
            text.end();
            labelPictures.insert(label.id, kept);
        }
        painter.drawPixmap(label.rect.topLeft() - QPointF(halo, halo), *kept);
    }
}

void EmbeddingMap::Private::paintClassNames(QPainter& painter, const MapFrame& of) const
{
    const Tokens& t = tokens();
    const QFont font = textFont(TextSize::Body, true);
    painter.setFont(font);
    for (const MapLabel& name : of.classNames) {
        const MapLegendEntry& entry = legend.entries[name.id];
        painter.setPen(QPen(entry.color, 2));
        painter.setBrush(t.plot);
        painter.drawRoundedRect(name.rect.adjusted(2, 2, -2, -2), 6, 6);
        painter.setPen(t.text);
        painter.drawText(name.rect, Qt::AlignCenter,
                         QFontMetricsF(font).elidedText(entry.name, Qt::ElideRight, name.rect.width() - 12));
    }
}

bool EmbeddingMap::Private::showsPointer()
{
    return isThere(hovered) && projected().isSeen(hovered) &&
        QRectF(q.rect()).contains(frame.projection.at(hovered));
}

// The hovered point with its card, and the outline that is drawn.
void EmbeddingMap::Private::paintPointer(QPainter& painter)
{
    const Tokens& t = tokens();
    if (!outline.isEmpty()) {
        painter.setPen(QPen(t.accent, 1.5));
        painter.setBrush(withAlpha(t.accent, 0.1));
        painter.drawPolygon(outline);
    }
    if (!showsPointer())
        return;
    const double radius = std::max(8.0, radiusOf(frame, hovered) + 3);
    painter.setPen(QPen(t.text, 2));
    painter.setBrush(QColor(colorOf(hovered)));
    painter.drawEllipse(frame.projection.at(hovered), radius, radius);
    if (const QRectF rect = mapCardRect(card, frame.projection.at(hovered), screen()); !rect.isEmpty())
        drawMapCard(painter, rect, card);
}

QRect EmbeddingMap::Private::pointerRect()
{
    QRectF rect = outline.boundingRect().adjusted(-2, -2, 2, 2);
    if (outline.isEmpty())
        rect = {};
    if (showsPointer()) {
        constexpr double ring = 32, shadow = 26;
        const QPointF at = frame.projection.at(hovered);
        rect |= QRectF(at.x() - ring, at.y() - ring, 2 * ring, 2 * ring);
        if (const QRectF box = mapCardRect(card, at, screen()); !box.isEmpty())
            rect |= box.adjusted(-shadow, -shadow, shadow, shadow);
    }
    return rect.toAlignedRect();
}

// Repaints no more than what the pointer's things covered and will cover.
void EmbeddingMap::Private::updatePointer()
{
    const QRect now = pointerRect();
    q.update(pointerPainted | now);
    pointerPainted = now;
}

// Fits another size as it fits the window.
QImage EmbeddingMap::picture(QSize size, qreal ratio) const
{
    if (!available() || d->count == 0)
        return {};
    if (size.isEmpty())
        size = this->size();
    constexpr double widest = 8192; // pixels that every OpenGL can draw
    ratio = std::min(ratio, widest / std::max(size.width(), size.height()));
    MapFrame frame;
    frame.camera = d->camera;
    frame.screen = size;
    frame.camera.scale *=
        std::min(1.0 * size.width() / std::max(1, width()), 1.0 * size.height() / std::max(1, height()));
    frame.projection.project(frame.camera, frame.screen, d->positions->data(), d->count);
    d->layOut(frame, false);
    if (!d->drawWhole(frame, ratio))
        return {};
    QImage image = d->scene.picture().copy();
    d->viewChanged(); // the window's own picture was drawn over
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    d->paintFrame(painter, frame);
    return image;
}

} // namespace widgets
