#include "app/recent.h"

#include "app/samples.h"
#include "app/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QSettings>

namespace app {

namespace {

const QString key = QStringLiteral("recent/projects");
constexpr qsizetype most = 8;

QJsonArray toJson(const QList<widgets::PictureLayer>& layers)
{
    QJsonArray array;
    for (const widgets::PictureLayer& layer : layers) {
        QJsonArray inputs;
        for (const int input : layer.inputs)
            inputs << input;
        array << QJsonObject{{"category", int(layer.category)}, {"size", layer.size}, {"inputs", inputs}};
    }
    return array;
}

QList<widgets::PictureLayer> layersFrom(const QJsonArray& array)
{
    QList<widgets::PictureLayer> layers;
    for (const QJsonValue& value : array) {
        widgets::PictureLayer layer;
        const int category = std::clamp(value["category"].toInt(), 0, widgets::categoryCount - 1);
        layer.category = static_cast<widgets::Category>(category);
        layer.size = value["size"].toDouble(1);
        for (const QJsonValue& input : value["inputs"].toArray())
            if (input.toInt() < int(layers.size()))
                layer.inputs << input.toInt();
        layers << layer;
    }
    return layers;
}

QJsonArray stored()
{
    return QJsonDocument::fromJson(QSettings().value(key).toByteArray()).array();
}

QString dayText(const QDateTime& time)
{
    const QLocale locale;
    const qint64 days = time.date().daysTo(QDate::currentDate());
    const QString clock = locale.toString(time.time(), QLocale::ShortFormat);
    if (days == 0)
        return QCoreApplication::translate("app::Recent", "Today %1").arg(clock);
    if (days == 1)
        return QCoreApplication::translate("app::Recent", "Yesterday %1").arg(clock);
    return locale.toString(time.date(), QLocale::LongFormat);
}

QString detailOf(const QJsonValue& entry)
{
    const QDateTime time = QDateTime::fromString(entry["time"].toString(), Qt::ISODate);
    const QString loss = entry["loss"].toString();
    const int problems = entry["problems"].toInt();
    if (problems > 0)
        return QCoreApplication::translate("app::Recent", "%1, %n problem(s)", nullptr, problems)
            .arg(dayText(time));
    if (loss.isEmpty())
        return QCoreApplication::translate("app::Recent", "%1, not trained yet").arg(dayText(time));
    return QCoreApplication::translate("app::Recent", "%1, loss %2").arg(dayText(time), loss);
}

} // namespace

QList<widgets::RecentInfo> recentProjects()
{
    QList<widgets::RecentInfo> list;
    for (const QJsonValue& entry : stored()) {
        const QString path = entry["path"].toString();
        if (!path.isEmpty() && QFileInfo::exists(path))
            list << widgets::RecentInfo{path, QFileInfo(path).completeBaseName(), detailOf(entry),
                                        layersFrom(entry["layers"].toArray())};
    }
    return list;
}

void addRecentProject(const Document& document)
{
    if (document.path().isEmpty())
        return;
    QJsonObject entry{{"path", document.path()},
                      {"time", QDateTime::currentDateTime().toString(Qt::ISODate)},
                      {"layers", toJson(pictureOf(document.graph(), document.analysis()))}};
    int problems = 0;
    for (const engine::Diagnostic& diagnostic : document.analysis().diagnostics)
        problems += diagnostic.severity == engine::Diagnostic::Severity::Error;
    entry["problems"] = problems;
    if (!document.runs().empty() && !document.runs().back().epochs.empty()) {
        const engine::Metrics& metrics = document.runs().back().epochs.back().training;
        if (const auto loss = metrics.find("loss"); loss != metrics.end())
            entry["loss"] = measured(loss->second);
    }
    QJsonArray array{entry};
    for (const QJsonValue& other : stored())
        if (other["path"].toString() != document.path() && array.size() < most)
            array << other;
    QSettings().setValue(key, QJsonDocument(array).toJson(QJsonDocument::Compact));
}

void clearRecentProjects()
{
    QSettings().remove(key);
}

} // namespace app
