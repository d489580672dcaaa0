#include "app/panels/map_controls.h"

#include "app/form_fields.h"
#include "app/text.h"

#include "widgets/field_form.h"

#include <QFileInfo>

#include <algorithm>

namespace app::panels {

namespace {

using Part = engine::Dataset::Part;
using widgets::FormField;

constexpr int columnWidth = 296, labelWidth = 92;
constexpr int mostPoints = 1'000'000, mostClusters = 50;
const QStringList partIds{QStringLiteral("train"), QStringLiteral("validation"), QStringLiteral("test")};
const QStringList colorIds{QStringLiteral("none"), QStringLiteral("class"), QStringLiteral("number"),
                           QStringLiteral("cluster")};

FormField choice(const char* key, const QString& label, const QStringList& ids, const QStringList& titles)
{
    FormField field;
    field.key = QLatin1String(key);
    field.label = label;
    field.kind = FormField::Choice;
    field.choices = ids;
    field.choiceTitles = titles;
    return field;
}

FormField whole(const char* key, const QString& label, int least, int most, int step)
{
    FormField field;
    field.key = QLatin1String(key);
    field.label = label;
    field.kind = FormField::Integer;
    field.minimum = least;
    field.maximum = most;
    field.step = step;
    return field;
}

FormField valued(FormField field, const QVariant& value, const QVariant& initial)
{
    field.value = value;
    field.initial = initial;
    return field;
}

FormField flag(const char* key, const QString& label, bool value)
{
    FormField field;
    field.key = QLatin1String(key);
    field.label = label;
    field.kind = FormField::Bool;
    return valued(field, value, true);
}

void setSection(QList<FormField>& fields, const QString& section)
{
    for (FormField& field : fields)
        if (field.section.isEmpty())
            field.section = section;
}

} // namespace

MapControls::MapControls(QWidget* parent) : QScrollArea(parent), m_form(new widgets::FieldForm)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(m_form);
    m_form->setLabelWidth(labelWidth);
    setMinimumWidth(columnWidth);
    for (const engine::Field& field : engine::tsneFields()) // but for the first section, most leave it alone
        if (!field.section.empty())
            m_form->setSectionFolded(translateEngine(field.section), true);
    connect(m_form, &widgets::FieldForm::valueWished, this, &MapControls::take);
}

QSize MapControls::sizeHint() const
{
    return {columnWidth, 320};
}

void MapControls::setSettings(const MapSettings& settings)
{
    m_settings = settings;
    show();
}

void MapControls::setSources(const std::vector<engine::PointSource>& sources)
{
    m_sources = sources;
    show();
}

void MapControls::setFound(const engine::PointSet& points)
{
    m_found = points;
    m_found.values = {};
    show();
}

int MapControls::chosenSource() const
{
    if (!m_settings.table.isEmpty())
        return -1;
    const auto found = std::ranges::find_if(m_sources, [this](const engine::PointSource& source) {
        return source.name == m_settings.layer && source.isMatrix() == m_settings.matrix;
    });
    return found != m_sources.end() ? static_cast<int>(found - m_sources.begin())
        : m_sources.empty()         ? -1
                                    : 0;
}

std::optional<engine::PointSource> MapControls::source() const
{
    const int chosen = chosenSource();
    return chosen < 0 ? std::nullopt : std::optional(m_sources[static_cast<std::size_t>(chosen)]);
}

FormField MapControls::sourceField() const
{
    QStringList ids, titles;
    for (const engine::PointSource& source : m_sources) {
        ids << QString::number(ids.size());
        const QString name = text(source.name);
        titles << (source.isMatrix() ? tr("%1, %2 vectors").arg(name, grouped(source.shape[0]))
                                     : tr("%1, %2 outputs").arg(name, shapeText(source.shape)));
    }
    if (!m_settings.table.isEmpty()) {
        ids << QStringLiteral("table");
        titles << QFileInfo(m_settings.table).fileName();
    }
    ids << QStringLiteral("load");
    titles << tr("Load a table …");
    const int chosen = chosenSource();
    FormField field = choice("source", tr("Show"), ids, titles);
    field.help = tr("The vectors of an embedding, what a layer gives for each sample, or rows of a table "
                    "(TSV, CSV, npy).");
    return valued(field, chosen >= 0 ? QString::number(chosen) : ids.first(), ids.first());
}

QList<FormField> MapControls::pointFields() const
{
    const auto chosen = source();
    const bool samples = chosen && !chosen->isMatrix();
    FormField part =
        valued(choice("part", tr("Part"), partIds, {tr("Training"), tr("Validation"), tr("Test")}),
               partIds[static_cast<int>(m_settings.part)], partIds.last());
    part.visible = samples;
    FormField steps =
        valued(choice("steps", tr("Of sequences"), {"last", "all"}, {tr("Last step"), tr("All steps")}),
               m_settings.lastStep ? "last" : "all", "last");
    steps.visible = samples && chosen->isSequence();
    FormField limit =
        valued(whole("limit", tr("Points"), 0, mostPoints, 1000), m_settings.limit, MapSettings().limit);
    limit.help = tr("At most so many, of words the most frequent; 0: all.");
    FormField shown = sourceField();
    if (!m_settings.table.isEmpty())
        shown.value = QStringLiteral("table");
    return {shown, part, steps, limit};
}

QList<FormField> MapControls::methodFields() const
{
    const std::vector<engine::Field> fields(engine::tsneFields().begin(), engine::tsneFields().end());
    QList<FormField> shown = formFields(fields, m_settings.method, QStringLiteral("tsne/"));
    for (FormField& field : shown)
        if (field.key == QLatin1String("tsne/dimensions")) // has a switch of its own
            field.visible = false;
    const FormField device = choice(
        "device", translateEngine("Device"), {"auto", "cpu", "cuda"},
        {translateEngine("Automatic"), translateEngine("Processor"), translateEngine("Graphics card")});
    const auto next = std::ranges::find_if(shown, [](const FormField& f) { return !f.section.isEmpty(); });
    shown.insert(next, valued(device, text(m_settings.device), text(MapSettings().device)));
    return shown;
}

QList<FormField> MapControls::appearanceFields() const
{
    QStringList ids{colorIds[0]}, titles{tr("Nothing")};
    const auto offer = [&](MapColorBy by, const QString& title) {
        ids << colorIds[static_cast<int>(by)];
        titles << title;
    };
    if (canColor(m_found, MapColorBy::Class))
        offer(MapColorBy::Class, tr("Class"));
    if (canColor(m_found, MapColorBy::Number))
        offer(MapColorBy::Number, translateEngine(m_found.numbersName));
    offer(MapColorBy::Cluster, tr("Cluster"));
    FormField color = valued(choice("color", tr("Colour by"), ids, titles),
                             colorIds[static_cast<int>(usedColor(m_found, m_settings.colorBy))],
                             colorIds[static_cast<int>(usedColor(m_found, MapSettings().colorBy))]);
    FormField clusters = valued(whole("clusters", tr("Clusters"), 2, mostClusters, 1), m_settings.clusters,
                                MapSettings().clusters);
    clusters.help = tr("Groups that k-means finds among the points as they were before the map.");
    clusters.visible = m_settings.colorBy == MapColorBy::Cluster;
    FormField labels = flag("labels", tr("Labels"), m_settings.labels),
              pictures = flag("pictures", tr("Pictures"), m_settings.pictures),
              names = flag("classNames", tr("Class names"), m_settings.classNames);
    if (m_found.available > 0) { // else nobody knows yet
        labels.visible = !m_found.labels.empty();
        pictures.visible = !m_found.rows.empty();
        names.visible = !m_found.classes.empty();
    }
    return {color, clusters, labels, pictures, names};
}

void MapControls::show()
{
    QList<FormField> points = pointFields(), method = methodFields(), appearance = appearanceFields();
    setSection(points, tr("Points"));
    setSection(method, tr("Method"));
    setSection(appearance, tr("Appearance"));
    m_form->setFields(points + appearance + method);
}

void MapControls::retranslate()
{
    show();
}

void MapControls::take(const QString& key, const QVariant& value)
{
    if (takeAppearance(key, value)) {
        show();
        emit appearanceEdited();
        return;
    }
    if (key == QLatin1String("source"))
        return chooseSource(value.toString());
    if (key == QLatin1String("part"))
        m_settings.part = static_cast<Part>(partIds.indexOf(value.toString()));
    else if (key == QLatin1String("steps"))
        m_settings.lastStep = value.toString() == QLatin1String("last");
    else if (key == QLatin1String("limit"))
        m_settings.limit = value.toInt();
    else if (key == QLatin1String("device"))
        m_settings.device = value.toString().toStdString();
    else
        takeMethod(key.section('/', 1), value);
    show();
    emit edited();
}

void MapControls::chooseSource(const QString& id)
{
    if (id == QLatin1String("load")) {
        show(); // as it was, until a table is there
        emit tableWished();
        return;
    }
    if (id != QLatin1String("table")) {
        const engine::PointSource& source = m_sources[id.toUInt()];
        m_settings.layer = source.name;
        m_settings.matrix = source.isMatrix();
        m_settings.table.clear();
    }
    show();
    emit edited();
}

void MapControls::takeMethod(const QString& key, const QVariant& value)
{
    const std::vector<engine::Field> fields(engine::tsneFields().begin(), engine::tsneFields().end());
    if (const engine::Field* field = findField(fields, key))
        app::setAttribute(m_settings.method, *field, toValue(value, field->initial));
}

bool MapControls::takeAppearance(const QString& key, const QVariant& value)
{
    if (key == QLatin1String("color"))
        m_settings.colorBy = static_cast<MapColorBy>(colorIds.indexOf(value.toString()));
    else if (key == QLatin1String("clusters"))
        m_settings.clusters = value.toInt();
    else if (key == QLatin1String("labels"))
        m_settings.labels = value.toBool();
    else if (key == QLatin1String("pictures"))
        m_settings.pictures = value.toBool();
    else if (key == QLatin1String("classNames"))
        m_settings.classNames = value.toBool();
    else
        return false;
    return true;
}

} // namespace app::panels
