#include "app/panels/map_neighbours.h"

#include "engine/base/parallel.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace app::panels {

namespace {

float euclidean(std::span<const float> a, std::span<const float> b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += double(a[i] - b[i]) * double(a[i] - b[i]);
    return static_cast<float>(std::sqrt(sum));
}

float cosine(std::span<const float> a, std::span<const float> b)
{
    double product = 0, lengthA = 0, lengthB = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        product += double(a[i]) * double(b[i]);
        lengthA += double(a[i]) * double(a[i]);
        lengthB += double(b[i]) * double(b[i]);
    }
    const double lengths = std::sqrt(lengthA * lengthB);
    return lengths > 0 ? static_cast<float>(std::max(0.0, 1 - product / lengths)) : 1;
}

} // namespace

std::vector<MapNeighbour> nearestPoints(const engine::Tensor& points, int of, int count, MapDistance distance)
{
    const auto length = static_cast<std::size_t>(points.columns());
    const auto row = [&](std::int64_t index) {
        return points.values().subspan(static_cast<std::size_t>(index) * length, length);
    };
    std::vector<MapNeighbour> all(static_cast<std::size_t>(points.rows()));
    engine::parallelRanges(points.rows(), 1024, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i)
            all[static_cast<std::size_t>(i)] = {static_cast<int>(i),
                                                distance == MapDistance::Cosine ? cosine(row(of), row(i))
                                                                                : euclidean(row(of), row(i))};
    });
    all.erase(all.begin() + of);
    const auto end = all.begin() + std::min<std::ptrdiff_t>(count, std::ssize(all));
    std::partial_sort(all.begin(), end, all.end(), [](const MapNeighbour& a, const MapNeighbour& b) {
        return a.distance != b.distance ? a.distance < b.distance : a.point < b.point;
    });
    all.erase(end, all.end());
    return all;
}

} // namespace app::panels
