#include "widgets/embedding_map_private.h"

#include "widgets/theme.h"

#include <algorithm>
#include <cmath>
#include <numeric>

// Which labels show, and where.
namespace widgets {

namespace {

constexpr double labelGap = 3, widestLabel = 180, pictureSide = 20, nameSide = 30;
constexpr int mostLabels = 600;
constexpr double roomOfLabel = 6500; // square pixels for each label when everything is in view
constexpr int triesMoving = 2500, triesStill = 30000; // points looked at

double middleOf(std::vector<double>& values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

const MapFrame& EmbeddingMap::Private::laidOut()
{
    projected();
    if (overlayStale)
        layOut(frame, moving);
    overlayStale = false;
    return frame;
}

void EmbeddingMap::Private::layOut(MapFrame& to, bool inMotion)
{
    to.legend.layOut(legend, to.screen, legendUnfolded, q.layoutDirection());
    to.classNames.clear();
    MapLabelRoom room(to.screen);
    if (!to.legend.rect().isNull())
        room.block(to.legend.rect());
    placeClassNames(to, room);
    placePictures(to, room, inMotion);
    placeLabels(to, room, inMotion);
}

bool EmbeddingMap::Private::namesClasses() const
{
    return classNamesShown && !legend.entries.isEmpty() && !classes.isEmpty();
}

// At the median of the class's points, the class of most points first.
void EmbeddingMap::Private::placeClassNames(MapFrame& to, MapLabelRoom& room) const
{
    if (!namesClasses())
        return;
    const auto entries = static_cast<std::size_t>(legend.entries.size());
    std::vector<std::vector<double>> x(entries), y(entries);
    for (int point = 0; point < std::min(count, static_cast<int>(classes.size())); ++point) {
        const auto entry = static_cast<std::size_t>(classes[point]); // -1 lies beyond all
        if (entry >= entries || !to.projection.isSeen(point))
            continue;
        x[entry].push_back(to.projection.at(point).x());
        y[entry].push_back(to.projection.at(point).y());
    }
    std::vector<std::size_t> bySize(entries);
    std::iota(bySize.begin(), bySize.end(), 0);
    std::stable_sort(bySize.begin(), bySize.end(),
                     [&](std::size_t a, std::size_t b) { return x[a].size() > x[b].size(); });
    const QFontMetricsF metrics(textFont(TextSize::Body, true));
    for (const std::size_t entry : bySize) {
        if (x[entry].empty())
            continue;
        const auto id = static_cast<int>(entry);
        const QString name = metrics.elidedText(legend.entries[id].name, Qt::ElideRight, widestLabel);
        const QSizeF size(std::max(nameSide, std::ceil(metrics.horizontalAdvance(name)) + 16), nameSide);
        room.place({id, {middleOf(x[entry]), middleOf(y[entry])}, size, 0}, MapLabelSide::On, to.classNames);
    }
}

// The heaviest first; without weights a fair sample.
void EmbeddingMap::Private::placePictures(MapFrame& to, MapLabelRoom& room, bool inMotion)
{
    const QList<MapLabel> before = std::exchange(to.pictures, {});
    if (!picturesShown || !pictures)
        return;
    constexpr double spacing = 4;
    const QRectF screenRect(QPointF(), to.screen);
    std::vector<char> tried(static_cast<std::size_t>(count), 0);
    int tries = inMotion ? triesMoving : triesStill;
    const auto tryAt = [&](int point) {
        if (tries <= 0 || to.pictures.size() >= mostLabels ||
            std::exchange(tried[static_cast<std::size_t>(point)], 1) || !to.projection.isSeen(point) ||
            !screenRect.contains(to.projection.at(point)))
            return;
        --tries;
        room.place({point, to.projection.at(point), {pictureSide + spacing, pictureSide + spacing}, 0},
                   MapLabelSide::On, to.pictures);
    };
    if (inMotion)
        for (const MapLabel& label : before)
            tryAt(label.id);
    for (const int point : weights.size() == count ? ranked() : order)
        tryAt(point);
}

QString EmbeddingMap::Private::labelOf(int point) const
{
    return labels.value(point);
}

QSizeF EmbeddingMap::Private::labelSize(int point)
{
    const QFontMetricsF metrics(textFont(TextSize::Caption));
    if (static_cast<int>(labelWidths.size()) != count)
        labelWidths.assign(static_cast<std::size_t>(count), -1);
    float& width = labelWidths[static_cast<std::size_t>(point)];
    if (width < 0)
        width = static_cast<float>(
            std::ceil(std::min(widestLabel, metrics.horizontalAdvance(labelOf(point)))) + 4);
    return {static_cast<double>(width), std::ceil(metrics.height())};
}

const std::vector<int>& EmbeddingMap::Private::ranked()
{
    if (static_cast<int>(ranks.size()) == count)
        return ranks;
    ranks.resize(static_cast<std::size_t>(count));
    std::iota(ranks.begin(), ranks.end(), 0);
    if (weights.size() == count)
        std::stable_sort(ranks.begin(), ranks.end(),
                         [this](int a, int b) { return weights[a] > weights[b]; });
    return ranks;
}

// Zooming in spreads the points, and gives room for more of their names.
int EmbeddingMap::Private::labelLimit(const MapFrame& of) const
{
    const double area = of.screen.width() * of.screen.height();
    const double zoomed = std::clamp(of.camera.scale / fittedScale, 0.5, 8.0);
    return std::clamp(static_cast<int>(area / roomOfLabel * std::sqrt(zoomed)), 4, mostLabels);
}

double EmbeddingMap::Private::radiusOf(const MapFrame& of, int point) const
{
    const auto at = static_cast<std::size_t>(point);
    const bool standsOut = (!isMarked.empty() && isMarked[at]) || (!isChosen.empty() && isChosen[at]);
    const double plain = standsOut ? MapScene::chosenDiameter(diameter()) + 3 : diameter();
    return plain / 2 * std::clamp(static_cast<double>(of.projection.seen(point).nearness), 0.3, 3.0);
}

// What stands out first; in motion what shows already, so that names do not flicker.
std::vector<int> EmbeddingMap::Private::candidates(const QList<MapLabel>& before, bool inMotion) const
{
    std::vector<int> points;
    if (neighboursOf >= 0)
        points.push_back(neighboursOf);
    points.insert(points.end(), neighbours.begin(), neighbours.end());
    points.insert(points.end(), chosen.begin(), chosen.end());
    points.insert(points.end(), marked.begin(), marked.end());
    if (inMotion)
        for (const MapLabel& label : before)
            points.push_back(label.id);
    return points;
}

void EmbeddingMap::Private::placeLabels(MapFrame& to, MapLabelRoom& room, bool inMotion)
{
    const QList<MapLabel> before = std::exchange(to.labels, {});
    if (!labelsShown || labels.isEmpty())
        return;
    std::vector<char> tried(static_cast<std::size_t>(count), 0);
    std::vector<MapLabelSide> sides(static_cast<std::size_t>(count), MapLabelSide::Right);
    for (const MapLabel& label : before)
        sides[static_cast<std::size_t>(label.id)] = label.side;
    const int limit = labelLimit(to);
    const QRectF screenRect(QPointF(), to.screen);
    int tries = inMotion ? triesMoving : triesStill;
    const auto tryAll = [&](const std::vector<int>& points) {
        for (const int point : points) {
            const auto at = static_cast<std::size_t>(point);
            if (to.labels.size() >= limit || tries <= 0)
                return;
            if (std::exchange(tried[at], 1) || !to.projection.isSeen(point) ||
                !screenRect.contains(to.projection.at(point)) || labelOf(point).isEmpty())
                continue;
            --tries;
            room.place({point, to.projection.at(point), labelSize(point), radiusOf(to, point) + labelGap},
                       sides[at], to.labels);
        }
    };
    tryAll(candidates(before, inMotion));
    if (isMarked.empty()) // else the others are pale, and their names would speak louder than the hits
        tryAll(ranked());
}

QList<QRectF> EmbeddingMap::labelRects() const
{
    QList<QRectF> rects;
    const MapFrame& frame = d->laidOut();
    for (const QList<MapLabel>& labels : {frame.classNames, frame.pictures, frame.labels})
        for (const MapLabel& label : labels)
            rects.append(label.rect);
    return rects;
}

QRectF EmbeddingMap::legendRect(int entry) const
{
    return d->laidOut().legend.entryRect(entry);
}

} // namespace widgets
