#include "engine/base/fields.h"
#include "engine/base/json.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>

namespace engine {

namespace {

bool within(double value, const Limits& limits)
{
    return value >= limits.min && value <= limits.max;
}

Problem outside(const Field& field)
{
    return {TR("%1 must lie between %2 and %3."),
            {field.label, number(field.limits.min), number(field.limits.max)}};
}

Problem wrongKind(const Field& field)
{
    static const char* const patterns[] = {TR("%1 must be true or false."), TR("%1 must be a whole number."),
                                           TR("%1 must be a number."), TR("%1 must be a text."),
                                           TR("%1 must be a list of whole numbers.")};
    return {patterns[field.initial.index()], {field.label}};
}

Result<void> checkChoice(const Field& field, const std::string& value)
{
    const auto& choices = field.limits.choices;
    if (choices.empty() || std::find(choices.begin(), choices.end(), value) != choices.end())
        return {};
    std::string known;
    for (const std::string& choice : choices)
        known += (known.empty() ? "" : ", ") + choice;
    return Problem{TR("%1 cannot be %2; choose one of these: %3."), {field.label, value, known}};
}

Result<void> checkList(const Field& field, const std::vector<int>& list)
{
    const auto count = static_cast<int>(std::min<std::size_t>(list.size(), 1'000'000));
    if (count < field.limits.minCount || count > field.limits.maxCount)
        return Problem{TR("%1 must have %2 to %3 numbers."),
                       {field.label, number(field.limits.minCount), number(field.limits.maxCount)}};
    for (const int value : list)
        if (!within(value, field.limits))
            return outside(field);
    return {};
}

Result<void> checkValue(const Field& field, const Value& value)
{
    if (value.index() != field.initial.index())
        return wrongKind(field);
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return within(double(*whole), field.limits) ? Result<void>() : outside(field);
    if (const auto* real = std::get_if<double>(&value))
        return within(*real, field.limits) ? Result<void>() : outside(field); // NaN lies nowhere
    if (const auto* text = std::get_if<std::string>(&value))
        return checkChoice(field, *text);
    if (const auto* list = std::get_if<std::vector<int>>(&value))
        return checkList(field, *list);
    return {};
}

// All of the text, or nothing.
template <class T>
std::optional<T> parsed(std::string_view text)
{
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return {};
    return value;
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? ""
                                           : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// "28, 28, 1", "28 28 1", "28 × 28 × 1" and the same in brackets.
std::optional<std::vector<int>> parsedList(std::string text)
{
    for (const std::string& other : {std::string("×"), std::string("x"), std::string("["), std::string("]"),
                                     std::string("("), std::string(")"), std::string(",")})
        for (auto at = text.find(other); at != std::string::npos; at = text.find(other, at))
            text.replace(at, other.size(), " ");
    std::vector<int> list;
    for (std::string_view rest = trimmed(text); !rest.empty();) {
        const auto word = rest.substr(0, rest.find_first_of(" \t\r\n"));
        const auto value = parsed<int>(word);
        if (!value)
            return {};
        list.push_back(*value);
        rest = trimmed(rest.substr(word.size()));
    }
    return list;
}

template <class T>
Result<Value> valueOr(const std::optional<T>& value, const Field& field)
{
    if (value)
        return Value(*value);
    return wrongKind(field);
}

std::optional<std::int64_t> wholeNumber(const Json& json)
{
    if (json.is_number_unsigned() && json.get<std::uint64_t>() > std::uint64_t(INT64_MAX))
        return {};
    if (json.is_number_integer())
        return json.get<std::int64_t>();
    // 64.0 comes from programs that know one kind of number
    if (json.is_number_float())
        if (const double real = json.get<double>(); std::abs(real) < 9e15 && real == std::floor(real))
            return static_cast<std::int64_t>(real);
    return {};
}

std::optional<std::vector<int>> wholeNumbers(const Json& json)
{
    if (!json.is_array())
        return {};
    std::vector<int> list;
    for (const Json& item : json) {
        const auto value = wholeNumber(item);
        if (!value || *value < INT32_MIN || *value > INT32_MAX)
            return {};
        list.push_back(static_cast<int>(*value));
    }
    return list;
}

} // namespace

const Value& valueOf(const Field& field, const Attributes& attributes)
{
    const auto found = attributes.find(field.key);
    return found == attributes.end() ? field.initial : found->second;
}

const Value& valueOf(const std::vector<Field>& fields, const Attributes& attributes, const std::string& key)
{
    static const Value none = std::string();
    for (const Field& field : fields)
        if (field.key == key)
            return valueOf(field, attributes);
    assert(!"no such field");
    return none;
}

bool isShown(const Field& field, const std::vector<Field>& fields, const Attributes& attributes)
{
    if (field.shownWhenKey.empty())
        return true;
    const auto other = std::find_if(fields.begin(), fields.end(),
                                    [&](const Field& f) { return f.key == field.shownWhenKey; });
    if (other == fields.end())
        return true;
    const std::string value = toText(valueOf(*other, attributes));
    const auto& wanted = field.shownWhenValues;
    return isShown(*other, fields, attributes) &&
        std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

Result<void> check(const std::vector<Field>& fields, const Attributes& attributes)
{
    for (const Field& field : fields)
        if (const auto found = attributes.find(field.key); found != attributes.end())
            if (auto result = checkValue(field, found->second); !result)
                return result;
    return {};
}

std::string toText(const Value& value)
{
    if (const auto* yes = std::get_if<bool>(&value))
        return *yes ? "true" : "false";
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return number(*whole);
    if (const auto* real = std::get_if<double>(&value))
        return number(*real);
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    std::string list;
    for (const int item : std::get<std::vector<int>>(value))
        list += (list.empty() ? "" : ", ") + number(item);
    return list;
}

Json toJson(const Value& value)
{
    return std::visit([](const auto& v) { return Json(v); }, value);
}

Result<Value> valueFromJson(const Field& field, const Json& json)
{
    switch (field.initial.index()) {
    case 0:
        return valueOr(json.is_boolean() ? std::optional(json.get<bool>()) : std::nullopt, field);
    case 1:
        return valueOr(wholeNumber(json), field);
    case 2:
        return valueOr(json.is_number() ? std::optional(json.get<double>()) : std::nullopt, field);
    case 3:
        return valueOr(json.is_string() ? std::optional(json.get<std::string>()) : std::nullopt, field);
    default:
        return valueOr(wholeNumbers(json), field);
    }
}

Result<Value> valueFromText(const Field& field, const std::string& text)
{
    const std::string_view word = trimmed(text);
    switch (field.initial.index()) {
    case 0:
        if (word == "true" || word == "false")
            return Value(word == "true");
        return wrongKind(field);
    case 1:
        return valueOr(parsed<std::int64_t>(word), field);
    case 2:
        return valueOr(parsed<double>(word), field);
    case 3:
        return Value(text);
    default:
        return valueOr(parsedList(text), field);
    }
}

} // namespace engine
