#include "app/samples.h"

#include "app/layer_texts.h"
#include "app/text.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <map>

namespace app {

namespace {

QByteArray bytesOf(const QString& id)
{
    QFile file(QStringLiteral(":/projects/%1.loom").arg(id));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// What a sample says of itself beside the project: its place on the start page, and what it reaches on the
// test part after its epochs.
QJsonObject factsOf(const QByteArray& bytes)
{
    return QJsonDocument::fromJson(bytes)[QLatin1String("sample")].toObject();
}

QString resultText(const QJsonObject& result, int epochs)
{
    const std::string metric = utf8(result[QLatin1String("metric")].toString());
    const double value = result[QLatin1String("value")].toDouble();
    if (metric.empty())
        return QCoreApplication::translate("app::Samples", "%n epoch(s)", nullptr, epochs);
    return QStringLiteral("%1 %2").arg(metricTitle(metric),
                                       metric.ends_with("accuracy") ? percent(value) : measured(value, 3));
}

double sizeOf(const engine::NodeAnalysis& facts)
{
    const engine::Signals& list = facts.outputs.empty() ? facts.inputs : facts.outputs;
    return list.empty() ? 1 : double(list.front().shape.elements());
}

} // namespace

QStringList sampleIds()
{
    QStringList ids;
    std::map<QString, int> order;
    for (const QString& file : QDir(QStringLiteral(":/projects")).entryList({QStringLiteral("*.loom")})) {
        ids << file.chopped(5);
        order[ids.back()] = factsOf(bytesOf(ids.back()))[QLatin1String("order")].toInt(1000);
    }
    std::stable_sort(ids.begin(), ids.end(),
                     [&](const QString& a, const QString& b) { return order[a] < order[b]; });
    return ids;
}

engine::Result<engine::ProjectFile> loadSample(const QString& id)
{
    const QByteArray bytes = bytesOf(id);
    if (bytes.isEmpty())
        return engine::Problem{TR("There is no sample called “%1”."), {utf8(id)}};
    return engine::parseProject(
        {reinterpret_cast<const std::uint8_t*>(bytes.constData()), std::size_t(bytes.size())},
        utf8(id + QStringLiteral(".loom")));
}

widgets::SampleInfo sampleInfo(const QString& id)
{
    widgets::SampleInfo info;
    info.id = id;
    const auto file = loadSample(id);
    if (!file)
        return info;
    const engine::Project& project = file->project;
    const engine::Analysis analysis = engine::analyse(project);
    const engine::DatasetType* data = engine::findDatasetType(project.dataset.id);
    info.title = translateEngine(project.title);
    info.sentence = translateEngine(project.description);
    info.dataSet = data ? translateEngine(data->title) : text(project.dataset.id);
    info.parameters =
        QCoreApplication::translate("app::Samples", "%1 parameters").arg(grouped(analysis.parameters));
    const QJsonObject facts = factsOf(bytesOf(id));
    info.group = facts[QLatin1String("group")].toString();
    info.result = resultText(facts[QLatin1String("result")].toObject(), project.training.epochs);
    info.layers = pictureOf(project.graph, analysis);
    return info;
}

QList<widgets::PictureLayer> pictureOf(const engine::Graph& graph, const engine::Analysis& analysis)
{
    QList<widgets::PictureLayer> layers;
    std::map<engine::NodeId, int> index;
    for (const engine::NodeId id : analysis.order) {
        const engine::Node* node = graph.node(id);
        const engine::LayerType* type = node ? engine::findLayerType(node->type) : nullptr;
        widgets::PictureLayer layer;
        layer.category = type ? LayerTexts::category(type->category) : widgets::Category::Core;
        if (const auto facts = analysis.nodes.find(id); facts != analysis.nodes.end())
            layer.size = sizeOf(facts->second);
        for (const engine::Link& link : graph.linksTo(id))
            if (const auto from = index.find(link.from); from != index.end())
                layer.inputs << from->second;
        index[id] = int(layers.size());
        layers << layer;
    }
    return layers;
}

} // namespace app
