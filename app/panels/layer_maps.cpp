#include "app/panels/layer_maps.h"

#include "app/text.h"

#include "widgets/theme.h"

#include <QCoreApplication>

#include <algorithm>

namespace app::panels {

namespace {

constexpr int unitCell = 12, largestUnitCell = 24; // sides of a unit's square
constexpr int listWidth = 768;
constexpr int overviewMaps = 48; // more than any screen is wide

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(app::panels::LayerMaps)
};

QString zerosText(const LayerMaps& layer)
{
    const QString zeros = grouped(layer.zeros());
    return layer.isList() ? Texts::tr("%1 of %2 units are zero here").arg(zeros, grouped(layer.units()))
                          : Texts::tr("%1 of %2 maps are zero here").arg(zeros, grouped(layer.maps()));
}

QString captionOf(const LayerMaps& layer, int shown)
{
    QStringList parts{shapeText(layer.shape)};
    if (shown < layer.maps())
        parts << Texts::tr("showing %1 of %2 maps").arg(grouped(shown), grouped(layer.maps()));
    parts << rangeText(layer.all);
    if (layer.zeros() > 0)
        parts << zerosText(layer);
    return parts.join(", ");
}

QSize unitTile(const LayerMaps& layer)
{
    const QSize size = layer.size();
    return size * std::clamp(listWidth / size.width(), unitCell, largestUnitCell);
}

} // namespace

LayerMaps layerMaps(engine::NodeId node, const QString& name, const engine::Tensor& values)
{
    LayerMaps layer{.node = node, .name = name, .shape = values.shape().withoutBatch(), .values = values};
    layer.ranges = rangesOf(values.values(), layer.shape.rank() == 3 ? layer.shape[2] : 1);
    layer.all = joined(layer.ranges);
    return layer;
}

int LayerMaps::zeros() const
{
    return static_cast<int>(isList() ? std::ranges::count(values.values(), 0.0f)
                                     : std::ranges::count_if(ranges, &ValueRange::isZero));
}

ColorRange LayerMaps::colors(int map, bool alike) const
{
    return colorRange(alike ? all : ranges[static_cast<std::size_t>(map)], isSigned());
}

QSize LayerMaps::size() const
{
    if (!isList())
        return {shape[1], shape[0]};
    const int perLine = unitsPerLine(units());
    return {perLine, (units() + perLine - 1) / perLine};
}

QImage LayerMaps::picture(int map, bool alike) const
{
    const ColorRange range = colors(map, alike);
    if (isList())
        return unitPicture(values.values(), unitsPerLine(units()), range, widgets::tokens().panel.rgb());
    return mapPicture(values.values(), {shape[0], shape[1], maps()}, map, range);
}

std::optional<float> LayerMaps::valueAt(int map, const QPoint& pixel) const
{
    const QSize all = size();
    if (map < 0 || map >= maps() || !QRect(QPoint(0, 0), all).contains(pixel))
        return std::nullopt;
    const auto place = static_cast<std::size_t>(pixel.y()) * static_cast<std::size_t>(all.width()) +
        static_cast<std::size_t>(pixel.x());
    const std::size_t index = place * static_cast<std::size_t>(maps()) + static_cast<std::size_t>(map);
    const auto known = values.values();
    return index < known.size() ? std::optional(known[index]) : std::nullopt;
}

QString LayerMaps::placeText(int map, const QPoint& pixel) const
{
    if (isList())
        return Texts::tr("unit %1").arg(grouped(pixel.y() * size().width() + pixel.x()));
    return Texts::tr("map %1, row %2, column %3").arg(grouped(map), grouped(pixel.y()), grouped(pixel.x()));
}

QSize tileFor(const QSize& picture, const TileLimits& limits, int tiles, const QSize& room)
{
    constexpr int gap = 24, texts = 60, title = 48; // what stands around the tiles, roughly
    const int larger = std::max(picture.width(), picture.height());
    if (larger > limits.most)
        return picture.scaled(limits.most, limits.most, Qt::KeepAspectRatio).expandedTo({1, 1});
    const int smallest = zoomFor(larger, limits.least);
    for (int zoom = limits.most / larger; zoom > smallest; --zoom) {
        const int perLine = std::max(1, room.width() / (zoom * picture.width() + gap));
        const int lines = (tiles + perLine - 1) / perLine;
        if (title + lines * (zoom * picture.height() + texts) <= room.height())
            return picture * zoom;
    }
    return picture * smallest;
}

widgets::ImageSection mapSection(const LayerMaps& layer, bool alike, int most, const QSize& room)
{
    const int shown = std::min(most, layer.maps());
    widgets::ImageSection section;
    section.title = layer.name;
    section.caption = captionOf(layer, shown);
    section.rows.append(widgets::ImageRow());
    for (int map = 0; map < shown; ++map) {
        section.rows[0].images.append(layer.picture(map, alike));
        if (layer.isList() || layer.maps() == 1)
            continue;
        section.labels.append(QString::number(map));
        section.errors.append(rangeText(layer.ranges[static_cast<std::size_t>(map)]));
    }
    section.tile = layer.isList() ? unitTile(layer) : tileFor(layer.size(), {}, shown, room);
    return section;
}

widgets::ImageSection overviewSection(const LayerMaps& layer, bool alike)
{
    widgets::ImageSection section = mapSection(layer, alike, overviewMaps, {});
    section.caption = captionOf(layer, layer.maps()); // the line itself counts what it leaves out
    section.labels.clear();
    section.errors.clear();
    section.gap = 4;
    section.oneLine = true;
    section.more = std::max(0, layer.maps() - overviewMaps);
    return section;
}

} // namespace app::panels
