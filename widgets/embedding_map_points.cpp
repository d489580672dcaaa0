#include "widgets/embedding_map_private.h"

#include "widgets/theme.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

// The points as VTK gets them: all at once, or in portions when the processor draws and they are many.
namespace widgets {

namespace {

constexpr int portionSize = 20000; // one of them is drawn in a frame of motion

} // namespace

int EmbeddingMap::Private::portions() const
{
    return scene.software() ? std::max(1, (count + portionSize - 1) / portionSize) : 1;
}

void EmbeddingMap::Private::reorder()
{
    order.resize(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), std::mt19937(1));
}

QRgb EmbeddingMap::Private::colorOf(int point) const
{
    return point < colors.size() ? colors[point] : tokens().accent.rgb();
}

MapContent EmbeddingMap::Private::contentOf(const int* points, int size, bool pale) const
{
    MapContent content;
    content.places.reserve(static_cast<std::size_t>(size) * 3);
    content.colors.reserve(static_cast<std::size_t>(size) * 4);
    const bool shapes = std::any_of(classes.begin(), classes.end(), [](int entry) { return entry >= 10; });
    for (int i = 0; i < size; ++i) {
        const int point = points[i];
        const float* p = positions->data() + static_cast<std::ptrdiff_t>(point) * dimensions;
        if (!std::all_of(p, p + dimensions, [](float v) { return std::isfinite(v); }))
            continue;
        content.places.insert(content.places.end(), {p[0], p[1], dimensions == 3 ? p[2] : 0});
        const QRgb rgb = colorOf(point);
        const int alpha = !pale                                               ? 255
            : !isMarked.empty() && !isMarked[static_cast<std::size_t>(point)] ? 51
            : picturesShown                                                   ? 87
                                                                              : 204;
        content.colors.insert(content.colors.end(),
                              {static_cast<unsigned char>(qRed(rgb)), static_cast<unsigned char>(qGreen(rgb)),
                               static_cast<unsigned char>(qBlue(rgb)), static_cast<unsigned char>(alpha)});
        if (shapes)
            content.shapes.push_back(
                static_cast<float>(point < classes.size() ? std::max(0, classes[point]) / 10 % 3 : 0));
    }
    return content;
}

void EmbeddingMap::Private::upload(int portion)
{
    char& isStale = stale[static_cast<std::size_t>(portion)];
    if (!isStale)
        return;
    const int size = portions() == 1 ? count : portionSize;
    const int from = portion * size;
    const MapContent content = contentOf(order.data() + from, std::min(size, count - from), true);
    scene.setPortion(portion, content);
    sizes[static_cast<std::size_t>(portion)] = static_cast<int>(content.places.size() / 3);
    isStale = 0;
}

void EmbeddingMap::Private::uploadChosen()
{
    if (!chosenStale)
        return;
    scene.setMarked(contentOf(marked.constData(), static_cast<int>(marked.size()), false));
    scene.setSelected(contentOf(chosen.constData(), static_cast<int>(chosen.size()), false));
    chosenStale = false;
}

void EmbeddingMap::Private::upToDate(int from, int to)
{
    if (static_cast<int>(stale.size()) != portions()) {
        stale.assign(static_cast<std::size_t>(portions()), 1);
        sizes.assign(stale.size(), 0);
        scene.setPortions(portions());
    }
    for (int portion = from; portion < to; ++portion)
        upload(portion);
    uploadChosen();
}

int EmbeddingMap::shownCount() const
{
    const auto all = static_cast<std::ptrdiff_t>(d->sizes.size());
    const auto drawn = d->held.isNull() ? std::min(static_cast<std::ptrdiff_t>(d->portionsShown), all) : all;
    return std::accumulate(d->sizes.begin(), d->sizes.begin() + drawn, 0);
}

} // namespace widgets
