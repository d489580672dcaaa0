#include "app/panels/map_settings.h"

#include "app/text.h"

#include "engine/base/json.h"

#include <algorithm>
#include <set>

namespace app::panels {

namespace {

using Json = engine::Json;

template <class T>
void take(const Json& json, const char* key, T& value)
{
    const auto found = json.find(key);
    if (found == json.end())
        return;
    if constexpr (std::is_same_v<T, bool>) {
        if (found->is_boolean())
            value = found->get<bool>();
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (found->is_string())
            value = found->get<std::string>();
    } else if (found->is_number_integer()) {
        value = static_cast<T>(std::clamp<std::int64_t>(found->get<std::int64_t>(), 0, 1'000'000));
    }
}

} // namespace

engine::TsneSettings tsneSettings(const MapSettings& settings)
{
    return engine::readOptions(engine::tsneFields(), settings.method);
}

QByteArray toJson(const MapSettings& settings)
{
    Json method = Json::object();
    for (const auto& [key, value] : settings.method)
        method[key] = engine::toJson(value);
    const Json json = {{"layer", settings.layer},
                       {"matrix", settings.matrix},
                       {"table", utf8(settings.table)},
                       {"part", engine::partName(settings.part)},
                       {"limit", settings.limit},
                       {"last_step", settings.lastStep},
                       {"method", std::move(method)},
                       {"device", settings.device},
                       {"color_by", static_cast<int>(settings.colorBy)},
                       {"clusters", settings.clusters},
                       {"labels", settings.labels},
                       {"pictures", settings.pictures},
                       {"class_names", settings.classNames},
                       {"cosine", settings.distance == MapDistance::Cosine}};
    return QByteArray::fromStdString(json.dump());
}

MapSettings mapSettingsFromJson(const QByteArray& json)
{
    MapSettings settings;
    const auto parsed = engine::parseJson(
        std::string_view(json.data(), static_cast<std::size_t>(json.size())), "embedding map");
    if (!parsed || !parsed->is_object())
        return settings;
    std::string table, part, device;
    int colorBy = static_cast<int>(settings.colorBy);
    bool cosine = true;
    take(*parsed, "layer", settings.layer);
    take(*parsed, "matrix", settings.matrix);
    take(*parsed, "table", table);
    take(*parsed, "part", part);
    take(*parsed, "limit", settings.limit);
    take(*parsed, "device", device);
    take(*parsed, "last_step", settings.lastStep);
    take(*parsed, "color_by", colorBy);
    take(*parsed, "clusters", settings.clusters);
    take(*parsed, "labels", settings.labels);
    take(*parsed, "pictures", settings.pictures);
    take(*parsed, "class_names", settings.classNames);
    take(*parsed, "cosine", cosine);
    settings.table = app::text(table);
    for (const auto known : {engine::Dataset::Part::Train, engine::Dataset::Part::Validation})
        if (part == engine::partName(known))
            settings.part = known;
    if (std::ranges::find(mapDevices, device) != mapDevices.end())
        settings.device = device;
    settings.colorBy = static_cast<MapColorBy>(std::min(colorBy, static_cast<int>(MapColorBy::Cluster)));
    settings.clusters = std::clamp(settings.clusters, 2, 50);
    settings.distance = cosine ? MapDistance::Cosine : MapDistance::Euclidean;
    if (const auto method = parsed->find("method"); method != parsed->end() && method->is_object())
        for (const engine::Field& field : engine::tsneFields())
            if (const auto found = method->find(field.key); found != method->end())
                if (const auto value = engine::valueFromJson(field, *found);
                    value && engine::check({field}, {{field.key, *value}}))
                    settings.method[field.key] = *value;
    return settings;
}

} // namespace app::panels
