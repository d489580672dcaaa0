#include "app/inspector_fields.h"

#include "app/data_store.h"
#include "app/form_fields.h"
#include "app/text.h"

#include "engine/optimizers/optimizer_type.h"
#include "engine/schedules/schedule_type.h"

#include <algorithm>

namespace app {

namespace {

using widgets::FormField;

const QString datasetKey = QStringLiteral("dataset");
const QString optimizerKey = QStringLiteral("optimizer");
const QString scheduleKey = QStringLiteral("schedule");
const QString trainingPrefix = QStringLiteral("training/");

// "dataset/" and so on; what follows names the field of the chosen type.
QString within(const QString& key)
{
    return key + QLatin1Char('/');
}

FormField fact(const QString& key, const QString& label, const QString& section, const QString& value)
{
    FormField field;
    field.key = key;
    field.label = label;
    field.section = section;
    field.kind = FormField::Label;
    field.value = field.initial = value;
    return field;
}

// A field that names a column of the data offers the columns there are.
void offerColumns(FormField& field, const std::vector<engine::ColumnDescription>& columns)
{
    if (columns.empty())
        return;
    field.kind = FormField::Choice;
    field.choices = {QString()};
    field.choiceTitles = {InspectorFields::tr("First that fits")};
    for (const engine::ColumnDescription& column : columns) {
        field.choices << text(column.name);
        field.choiceTitles << translateEngine(column.title.empty() ? column.name : column.title);
    }
    if (const QString chosen = field.value.toString(); !field.choices.contains(chosen)) {
        field.choices << chosen;
        field.choiceTitles << chosen;
    }
}

QString signalsText(const engine::Signals& list)
{
    QStringList shapes;
    for (const engine::Signal& signal : list)
        shapes << shapeText(signal.shape);
    return shapes.join(QStringLiteral(", "));
}

template <class Type>
void addChoices(FormField& field, const std::vector<Type>& types, const std::string& chosen)
{
    for (const Type& type : types) {
        field.choices << text(type.id);
        field.choiceTitles << translateEngine(type.title);
    }
    if (!field.choices.contains(text(chosen))) {
        field.choices << text(chosen);
        field.choiceTitles << text(chosen);
    }
    field.value = field.initial = text(chosen);
}

QList<FormField> inSection(QList<FormField> fields, const QString& section)
{
    for (FormField& field : fields)
        field.section = section;
    return fields;
}

const std::vector<engine::Field>* fieldsOf(const engine::Project& project, const QString& what)
{
    if (what == datasetKey)
        if (const auto* type = engine::findDatasetType(project.dataset.id))
            return &type->fields;
    if (what == optimizerKey)
        if (const auto* type = engine::findOptimizerType(project.training.optimizer.id))
            return &type->fields;
    if (what == scheduleKey)
        if (const auto* type = engine::findScheduleType(project.training.schedule.id))
            return &type->fields;
    return nullptr;
}

engine::Choice& choiceOf(engine::Project& project, const QString& what)
{
    return what == datasetKey  ? project.dataset
        : what == optimizerKey ? project.training.optimizer
                               : project.training.schedule;
}

// Another optimiser brings its usual rate along, unless the user had chosen one.
void chooseOptimizer(engine::TrainingSettings& training, const std::string& id)
{
    const engine::OptimizerType* before = engine::findOptimizerType(training.optimizer.id);
    const engine::OptimizerType* after = engine::findOptimizerType(id);
    if (before && after && training.learningRate == before->learningRate)
        training.learningRate = after->learningRate;
    training.optimizer = {id};
}

} // namespace

QList<FormField> InspectorFields::ofNode(const Document& document, const engine::Node& node)
{
    const engine::LayerType* type = engine::findLayerType(node.type);
    QList<FormField> fields;
    if (type) {
        fields = formFields(type->fields, node.attributes);
        for (FormField& field : fields) {
            if (field.section.isEmpty())
                field.section = tr("Layer");
            // Sizes of kernels, strides and layers show on the canvas with every key.
            field.live = field.kind == FormField::Integer || field.kind == FormField::Integers;
            if (field.key == QLatin1String("column"))
                offerColumns(field, document.columns());
        }
    }
    return fields + results(document, node);
}

QList<FormField> InspectorFields::results(const Document& document, const engine::Node& node)
{
    constexpr qint64 floatSize = 4;
    const QString section = tr("Result");
    const auto found = document.analysis().nodes.find(node.id);
    if (found == document.analysis().nodes.end() || !found->second.known)
        return {fact("result/unknown", tr("Output"), section, tr("not known yet"))};
    const engine::NodeAnalysis& facts = found->second;
    QList<FormField> list;
    if (!facts.inputs.empty())
        list << fact("result/input", tr("Input"), section, signalsText(facts.inputs));
    if (!facts.outputs.empty())
        list << fact("result/output", tr("Output"), section, signalsText(facts.outputs));
    for (const engine::ParameterShape& shape : facts.parameterShapes)
        list << fact("result/weight/" + text(shape.name), text(shape.name), section, shapeText(shape.shape));
    if (facts.parameters > 0) {
        list << fact("result/parameters", tr("Parameters"), section, grouped(facts.parameters));
        list << fact("result/memory", tr("Memory"), section, bytes(facts.parameters * floatSize));
    }
    if (facts.multiplyAdds > 0)
        list << fact("result/multiply", tr("Multiply-adds"), section,
                     tr("%1 per sample").arg(grouped(facts.multiplyAdds)));
    return list;
}

void InspectorFields::editNode(Document& document, int id, const QString& key, const QVariant& value)
{
    const engine::Node* node = document.graph().node(id);
    const engine::LayerType* type = node ? engine::findLayerType(node->type) : nullptr;
    const engine::Field* field = type ? findField(type->fields, key) : nullptr;
    if (!field)
        return;
    document.edit(
        tr("Change %1 of %2").arg(translateEngine(field->label), text(node->name)),
        [&](engine::Project& p) {
            setAttribute(p.graph.node(id)->attributes, *field, toValue(value, field->initial));
        },
        QStringLiteral("node/%1/%2").arg(id).arg(key));
}

FormField InspectorFields::choice(const QString& key, const QString& label, const QString& section)
{
    FormField field;
    field.key = key;
    field.label = label;
    field.section = section;
    field.kind = FormField::Choice;
    return field;
}

QList<FormField> InspectorFields::ofTraining(const Document& document)
{
    const engine::Project& project = document.project();
    const QString dataSection = tr("Data");
    const QString trainingSection = tr("Training");
    const QString optimizerSection = tr("Optimiser");
    QList<FormField> list;

    FormField dataset = choice(datasetKey, tr("Data set"), dataSection);
    addChoices(dataset, engine::datasetTypes(), project.dataset.id);
    if (const auto present = DataStore::present(project.dataset); !present)
        dataset.problem = sentence(present.problem());
    list << dataset;
    if (const auto* fields = fieldsOf(project, datasetKey))
        list << inSection(formFields(*fields, project.dataset.attributes, within(datasetKey)), dataSection);

    engine::Attributes values;
    std::vector<engine::Field> plain;
    for (const auto& field : engine::trainingFields()) {
        values[field.key] = field.load(project.training);
        plain.push_back(field);
    }
    for (FormField& field : formFields(plain, values, trainingPrefix)) {
        if (field.section.isEmpty())
            field.section =
                field.key.endsWith(QLatin1String("/learning_rate")) ? optimizerSection : trainingSection;
        list << field;
    }

    FormField optimizer = choice(optimizerKey, tr("Optimiser"), optimizerSection);
    addChoices(optimizer, engine::optimizerTypes(), project.training.optimizer.id);
    optimizer.initial = text(engine::TrainingSettings().optimizer.id);
    FormField schedule = choice(scheduleKey, tr("Schedule"), optimizerSection);
    addChoices(schedule, engine::scheduleTypes(), project.training.schedule.id);
    schedule.initial = text(engine::TrainingSettings().schedule.id);
    QList<FormField> optimizers{optimizer};
    if (const auto* fields = fieldsOf(project, optimizerKey))
        optimizers << inSection(
            formFields(*fields, project.training.optimizer.attributes, within(optimizerKey)),
            optimizerSection);
    optimizers << schedule;
    if (const auto* fields = fieldsOf(project, scheduleKey))
        optimizers << inSection(
            formFields(*fields, project.training.schedule.attributes, within(scheduleKey)), optimizerSection);
    list << optimizers;
    // Sections in one piece, in the order in which people think of them.
    const QStringList first{dataSection, trainingSection, optimizerSection};
    const auto rank = [&](const FormField& f) {
        const qsizetype at = first.indexOf(f.section);
        return at < 0 ? first.size() : at;
    };
    std::stable_sort(list.begin(), list.end(),
                     [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    return list;
}

void InspectorFields::editTraining(Document& document, const QString& key, const QVariant& value)
{
    const QString what = key.section(QLatin1Char('/'), 0, 0);
    const QString rest = key.section(QLatin1Char('/'), 1);
    if (rest.isEmpty()) {
        document.edit(tr("Change training"), [&](engine::Project& p) {
            if (what == optimizerKey)
                chooseOptimizer(p.training, utf8(value.toString()));
            else
                choiceOf(p, what) = {utf8(value.toString())};
        });
        return;
    }
    document.edit(
        tr("Change training"),
        [&](engine::Project& p) {
            if (key.startsWith(trainingPrefix)) {
                for (const auto& field : engine::trainingFields())
                    if (text(field.key) == rest)
                        field.store(p.training, toValue(value, field.initial));
            } else if (const auto* fields = fieldsOf(p, what)) {
                if (const engine::Field* field = findField(*fields, rest))
                    setAttribute(choiceOf(p, what).attributes, *field, toValue(value, field->initial));
            }
        },
        key);
}

} // namespace app
