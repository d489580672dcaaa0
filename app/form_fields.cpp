#include "app/form_fields.h"

#include "app/text.h"

#include <algorithm>

namespace app {

namespace {

using widgets::FormField;

FormField::Kind kindOf(const engine::Field& field)
{
    if (std::holds_alternative<bool>(field.initial))
        return FormField::Bool;
    if (std::holds_alternative<std::int64_t>(field.initial))
        return FormField::Integer;
    if (std::holds_alternative<double>(field.initial))
        return FormField::Number;
    if (std::holds_alternative<std::vector<int>>(field.initial))
        return FormField::Integers;
    if (!field.limits.choices.empty())
        return FormField::Choice;
    return isOwnFolder(field) ? FormField::Folder : isOwnFile(field) ? FormField::File : FormField::Text;
}

} // namespace

bool isOwnFolder(const engine::Field& field)
{
    return field.key == "folder";
}

bool isOwnFile(const engine::Field& field)
{
    return field.key == "path";
}

QVariant toVariant(const engine::Value& value)
{
    if (const bool* flag = std::get_if<bool>(&value))
        return *flag;
    if (const std::int64_t* integer = std::get_if<std::int64_t>(&value))
        return qlonglong(*integer);
    if (const double* number = std::get_if<double>(&value))
        return *number;
    if (const std::string* words = std::get_if<std::string>(&value))
        return text(*words);
    QVariantList list;
    for (const int item : std::get<std::vector<int>>(value))
        list << qlonglong(item);
    return list;
}

engine::Value toValue(const QVariant& value, const engine::Value& like)
{
    if (std::holds_alternative<bool>(like))
        return value.toBool();
    if (std::holds_alternative<std::int64_t>(like))
        return std::int64_t{value.toLongLong()};
    if (std::holds_alternative<double>(like))
        return value.toDouble();
    if (std::holds_alternative<std::string>(like))
        return utf8(value.toString());
    std::vector<int> list;
    for (const QVariant& item : value.toList())
        list.push_back(item.toInt());
    return list;
}

FormField formField(const engine::Field& field, const engine::Value& value, const QString& prefix)
{
    FormField form;
    form.key = prefix + text(field.key);
    form.label = translateEngine(field.label);
    form.section = translateEngine(field.section);
    form.help = translateEngine(field.help);
    form.value = toVariant(value);
    form.initial = toVariant(field.initial);
    form.kind = kindOf(field);
    form.minimum = field.limits.min;
    form.maximum = field.limits.max;
    form.step = field.limits.step;
    form.unit = translateEngine(field.limits.unit);
    for (const std::string& choice : field.limits.choices)
        form.choices << text(choice);
    for (const std::string& title : field.limits.choiceTitles)
        form.choiceTitles << translateEngine(title);
    for (qsizetype i = form.choiceTitles.size(); i < form.choices.size(); ++i)
        form.choiceTitles << form.choices[i];
    if (form.kind == FormField::Integers && field.limits.minCount == field.limits.maxCount)
        form.count = field.limits.maxCount;
    form.least = field.limits.minCount;
    form.most = field.limits.maxCount;
    return form;
}

QList<FormField> formFields(const std::vector<engine::Field>& fields, const engine::Attributes& attributes,
                            const QString& prefix)
{
    QList<FormField> list;
    for (const engine::Field& field : fields) {
        FormField form = formField(field, engine::valueOf(field, attributes), prefix);
        form.visible = engine::isShown(field, fields, attributes);
        list << form;
    }
    return list;
}

void setAttribute(engine::Attributes& attributes, const engine::Field& field, const engine::Value& value)
{
    if (value == field.initial)
        attributes.erase(field.key);
    else
        attributes[field.key] = value;
}

const engine::Field* findField(const std::vector<engine::Field>& fields, const QString& key)
{
    const auto it =
        std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.key == utf8(key); });
    return it == fields.end() ? nullptr : &*it;
}

} // namespace app
