#include "app/panels/map_colors.h"

#include "app/panels/visible_token.h"

#include "widgets/color_scale.h"
#include "widgets/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace app::panels {

namespace {

constexpr int mostEntries = 20;

QString say(const char* words)
{
    return QCoreApplication::translate("app::panels::MapColors", words);
}

// For each class its entry, in the order of the classes; the smallest share the last one.
struct Entries {
    std::vector<int> of;
    bool others = false;
};

Entries entriesOf(const std::vector<qint64>& counts)
{
    Entries entries{std::vector<int>(counts.size(), mostEntries - 1), counts.size() > mostEntries};
    std::vector<std::size_t> order(counts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (entries.others) {
        std::ranges::stable_sort(order, std::greater(), [&](std::size_t i) { return counts[i]; });
        order.resize(mostEntries - 1);
        std::ranges::sort(order);
    }
    for (std::size_t place = 0; place < order.size(); ++place)
        entries.of[order[place]] = static_cast<int>(place);
    return entries;
}

MapColors byId(const std::vector<std::int32_t>& ids, const QStringList& names)
{
    const widgets::Tokens& tokens = widgets::tokens();
    std::vector<qint64> counts(static_cast<std::size_t>(names.size()));
    for (const std::int32_t id : ids)
        if (id >= 0)
            ++counts[static_cast<std::size_t>(id)];
    const Entries entries = entriesOf(counts);
    const auto colorOf = [&](int entry) {
        return entries.others && entry == mostEntries - 1
            ? tokens.line2
            : tokens.data[static_cast<std::size_t>(entry) % tokens.data.size()];
    };
    MapColors colors;
    for (std::size_t id = 0; id < counts.size(); ++id) {
        const int entry = entries.of[id];
        if (entry >= colors.legend.entries.size())
            colors.legend.entries.resize(entry + 1);
        const bool shared = entries.others && entry == mostEntries - 1;
        widgets::MapLegendEntry& shown = colors.legend.entries[entry];
        shown.name = shared ? say(QT_TRANSLATE_NOOP("app::panels::MapColors", "others"))
                            : names[static_cast<qsizetype>(id)];
        shown.color = colorOf(entry);
        shown.count = std::max<qint64>(0, shown.count) + counts[id];
    }
    for (const std::int32_t id : ids) {
        colors.entries.append(id < 0 ? -1 : entries.of[static_cast<std::size_t>(id)]);
        colors.colors.append(id < 0 ? tokens.line2.rgb() : colorOf(colors.entries.last()).rgb());
    }
    return colors;
}

MapColors byNumber(const engine::PointSet& points)
{
    const auto [lowest, highest] = std::ranges::minmax(points.numbers);
    const widgets::ColorScale& scale = widgets::sequentialScale();
    const float range = highest > lowest ? highest - lowest : 1;
    // The pale end of the scale would be lost on the plot.
    const auto place = [](float share) { return 0.25f + 0.75f * share; };
    MapColors colors;
    for (const float value : points.numbers)
        colors.colors.append(widgets::colorAt(scale, place((value - lowest) / range)));
    for (int step = 0; step <= 16; ++step)
        colors.legend.scale.append(widgets::colorAt(scale, place(float(step) / 16)));
    colors.legend.title = translateEngine(points.numbersName);
    colors.legend.low = measured(double(lowest), 3);
    colors.legend.middle = measured(double(lowest + highest) / 2, 3);
    colors.legend.high = measured(double(highest), 3);
    return colors;
}

} // namespace

bool canColor(const engine::PointSet& points, MapColorBy by)
{
    if (by == MapColorBy::Class)
        return !points.classes.empty();
    return by != MapColorBy::Number || !points.numbers.empty();
}

MapColorBy usedColor(const engine::PointSet& points, MapColorBy wished)
{
    if (canColor(points, wished))
        return wished;
    return wished == MapColorBy::Class && canColor(points, MapColorBy::Number) ? MapColorBy::Number
                                                                               : MapColorBy::Nothing;
}

MapColors mapColors(const engine::PointSet& points, MapColorBy wished,
                    const std::vector<std::int32_t>& clusters)
{
    const MapColorBy by = usedColor(points, wished);
    if (by == MapColorBy::Number)
        return byNumber(points);
    QStringList names;
    if (by == MapColorBy::Class) {
        for (const std::string& name : points.classNames)
            names << visibleName(name);
        MapColors colors = byId(points.classes, names);
        colors.legend.title = say(QT_TRANSLATE_NOOP("app::panels::MapColors", "Class"));
        return colors;
    }
    if (by != MapColorBy::Cluster || std::ssize(clusters) != points.count())
        return {};
    const std::int32_t most = *std::ranges::max_element(clusters);
    for (std::int32_t id = 0; id <= most; ++id)
        names << say(QT_TRANSLATE_NOOP("app::panels::MapColors", "Cluster %1")).arg(id + 1);
    MapColors colors = byId(clusters, names);
    colors.legend.title = say(QT_TRANSLATE_NOOP("app::panels::MapColors", "Cluster"));
    return colors;
}

} // namespace app::panels
