#pragma once

#include "widgets/theme.h"

#include <QList>
#include <QPixmap>
#include <QRectF>

class QPainter;

namespace widgets {

struct PictureLayer {
    Category category = Category::Core;
    double size = 1; // how many numbers leave it for one sample
    QList<int> inputs; // indices of layers before it
    bool operator==(const PictureLayer&) const = default;
};

// Where the bars stand: each layer a bar, its column the longest way from an input, its height the logarithm
// of its size; layers of one column share the height.
QList<QRectF> networkBars(const QRectF& area, const QList<PictureLayer>& layers);

// Bars and pale bands for the links, without a background.
void drawNetworkPicture(QPainter& painter, const QRectF& area, const QList<PictureLayer>& layers);

// The picture on canvas colour, for lists of recent projects.
QPixmap networkThumbnail(const QList<PictureLayer>& layers, const QSize& size, qreal devicePixelRatio = 1);

} // namespace widgets
