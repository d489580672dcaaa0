#include "widgets/network_picture.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr qreal gapInColumn = 0.09; // of the height, between layers side by side

// The longest way from an input; a link backwards (a wrong network) counts for nothing.
std::vector<int> columnsOf(const QList<PictureLayer>& layers)
{
    std::vector<int> columns(static_cast<std::size_t>(layers.size()), 0);
    for (qsizetype i = 0; i < layers.size(); ++i)
        for (const int input : layers[i].inputs)
            if (input >= 0 && input < i)
                columns[static_cast<std::size_t>(i)] = std::max(columns[static_cast<std::size_t>(i)],
                                                                columns[static_cast<std::size_t>(input)] + 1);
    return columns;
}

// From a fifth of the height for one number to all of it for the largest layer of the network.
qreal heightOf(double size, double largest)
{
    if (!(largest > 1))
        return 0.4;
    const double share = std::log1p(std::max(size, 1.0)) / std::log1p(largest);
    return std::clamp(0.12 + 0.88 * share * share, 0.18, 1.0);
}

} // namespace

QList<QRectF> networkBars(const QRectF& area, const QList<PictureLayer>& layers)
{
    QList<QRectF> bars;
    if (layers.isEmpty())
        return bars;
    const std::vector<int> columns = columnsOf(layers);
    const int count = *std::max_element(columns.begin(), columns.end()) + 1;
    double largest = 1;
    for (const PictureLayer& layer : layers)
        largest = std::max(largest, layer.size);
    std::vector<int> members(static_cast<std::size_t>(count), 0), placed = members;
    for (const int column : columns)
        ++members[static_cast<std::size_t>(column)];

    // Few layers stand in the middle instead of at the far ends.
    const qreal pitch = count > 1 ? std::min(area.width() * 0.16, area.width() * 0.95 / (count - 1)) : 0;
    const qreal width =
        std::max(1.5, std::min(area.width() * 0.052, (count > 1 ? pitch : area.width()) * 0.62));
    const qreal left = area.center().x() - pitch * (count - 1) / 2;
    for (qsizetype i = 0; i < layers.size(); ++i) {
        const auto column = static_cast<std::size_t>(columns[static_cast<std::size_t>(i)]);
        const int side = members[column];
        const qreal gap = area.height() * (side > 4 ? gapInColumn / 2 : gapInColumn);
        const qreal slot = (area.height() - gap * (side - 1)) / side;
        const qreal height = std::max(2.0,
                                      std::min(slot,
                                               heightOf(layers[i].size, largest) * area.height() /
                                                   std::sqrt(static_cast<double>(side))));
        const qreal step = height + gap;
        const qreal middle = area.center().y() + (placed[column]++ - (side - 1) / 2.0) * step;
        const qreal x = left + pitch * static_cast<qreal>(column) - width / 2;
        bars.append(QRectF(x, middle - height / 2, width, height));
    }
    return bars;
}

void drawNetworkPicture(QPainter& painter, const QRectF& area, const QList<PictureLayer>& layers)
{
    const Tokens& t = tokens();
    const QList<QRectF> bars = networkBars(area, layers);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QColor band = t.text2;
    band.setAlphaF(t.dark ? 0.16f : 0.14f);
    painter.setBrush(band);
    for (qsizetype i = 0; i < layers.size(); ++i)
        for (const int input : layers[i].inputs) {
            if (input < 0 || input >= i)
                continue;
            const QRectF &from = bars[input], &to = bars[i];
            const QPolygonF shape({from.topRight(), to.topLeft(), to.bottomLeft(), from.bottomRight()});
            painter.drawPolygon(shape);
        }
    for (qsizetype i = 0; i < layers.size(); ++i) {
        painter.setBrush(t.of(layers[i].category));
        const qreal radius = std::min(3.0, bars[i].width() / 3);
        painter.drawRoundedRect(bars[i], radius, radius);
    }
    painter.restore();
}

QPixmap networkThumbnail(const QList<PictureLayer>& layers, const QSize& size, qreal devicePixelRatio)
{
    QPixmap pixmap(size * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area(QPointF(0, 0), QSizeF(size));
    painter.setPen(QPen(tokens().line, 1));
    painter.setBrush(tokens().canvas);
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const qreal inset = std::min(size.width(), size.height()) * 0.14;
    drawNetworkPicture(painter, area.adjusted(inset, inset, -inset, -inset), layers);
    return pixmap;
}

} // namespace widgets
