#include "app/cli/field_list.h"

#include "app/cli/command.h"
#include "engine/base/json.h"

namespace cli {

using namespace engine;

namespace {

const char* kindName(const Value& value)
{
    static const char* const names[] = {"boolean", "integer", "number", "text", "integers"};
    return names[value.index()];
}

bool hasRange(const Field& field)
{
    return !std::holds_alternative<bool>(field.initial) &&
        !std::holds_alternative<std::string>(field.initial);
}

Json fieldJson(const Field& field)
{
    Json json = {{"key", field.key},
                 {"label", field.label},
                 {"type", kindName(field.initial)},
                 {"default", toJson(field.initial)}};
    if (hasRange(field)) {
        json["min"] = field.limits.min;
        json["max"] = field.limits.max;
    }
    if (!field.limits.choices.empty())
        json["choices"] = field.limits.choices;
    if (!field.limits.unit.empty())
        json["unit"] = field.limits.unit;
    if (!field.help.empty())
        json["help"] = field.help;
    if (!field.shownWhenKey.empty())
        json["shown_when"] = {{field.shownWhenKey, field.shownWhenValues}};
    return json;
}

std::string limitsText(const Field& field)
{
    std::string text;
    for (const std::string& choice : field.limits.choices)
        text += (text.empty() ? "" : ", ") + choice;
    if (hasRange(field))
        text = number(field.limits.min) + " to " + number(field.limits.max);
    return text + (field.limits.unit.empty() ? "" : " " + field.limits.unit);
}

} // namespace

Json fieldsJson(const std::vector<Field>& fields)
{
    Json list = Json::array();
    for (const Field& field : fields)
        list.push_back(fieldJson(field));
    return list;
}

void printFields(const std::vector<Field>& fields)
{
    std::vector<std::vector<std::string>> rows;
    for (const Field& field : fields)
        rows.push_back({"  " + field.key, kindName(field.initial), toText(field.initial), limitsText(field)});
    printTable(rows, 4);
}

} // namespace cli
