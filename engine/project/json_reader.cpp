#include "engine/project/json_reader.h"
#include "engine/base/json.h"

#include <cmath>

namespace engine {

namespace {

Json difference(const Json& read, const Json& written, int depth)
{
    Json rest = Json::object();
    for (const auto& [key, value] : read.items()) {
        const auto known = written.find(key);
        if (known == written.end())
            rest[key] = value;
        else if (depth > 1 && value.is_object() && known->is_object())
            if (Json inner = difference(value, *known, depth - 1); !inner.empty())
                rest[key] = std::move(inner);
    }
    return rest;
}

void merge(Json& written, const Json& unknown)
{
    if (!written.is_object() || !unknown.is_object())
        return;
    for (const auto& [key, value] : unknown.items()) {
        if (const auto known = written.find(key); known != written.end())
            merge(*known, value);
        else
            written[key] = value;
    }
}

} // namespace

const Json* JsonReader::member(const char* key) const
{
    const auto found = m_object.find(key);
    return found == m_object.end() || found->is_null() ? nullptr : &*found;
}

void JsonReader::fail(Problem problem)
{
    if (!m_problem)
        m_problem = std::move(problem);
}

void JsonReader::wrong(const char* key, const char* pattern)
{
    fail({pattern, {m_where, key}});
}

void JsonReader::read(const char* key, std::string& value)
{
    if (const Json* json = member(key); json && json->is_string())
        value = json->get<std::string>();
    else if (json)
        wrong(key, TR("%1 is damaged: \"%2\" must be a text. Use an undamaged copy."));
}

void JsonReader::read(const char* key, bool& value)
{
    if (const Json* json = member(key); json && json->is_boolean())
        value = json->get<bool>();
    else if (json)
        wrong(key, TR("%1 is damaged: \"%2\" must be true or false. Use an undamaged copy."));
}

void JsonReader::read(const char* key, std::int64_t& value)
{
    const Json* json = member(key);
    if (!json)
        return;
    const bool tooLarge = json->is_number_unsigned() && json->get<std::uint64_t>() > std::uint64_t(INT64_MAX);
    if (json->is_number_integer() && !tooLarge)
        value = json->get<std::int64_t>();
    else
        wrong(key, TR("%1 is damaged: \"%2\" must be a whole number. Use an undamaged copy."));
}

void JsonReader::read(const char* key, int& value)
{
    std::int64_t wide = value;
    read(key, wide);
    if (wide >= INT32_MIN && wide <= INT32_MAX)
        value = int(wide);
    else
        wrong(key, TR("%1 is damaged: \"%2\" is out of range. Use an undamaged copy."));
}

void JsonReader::read(const char* key, double& value)
{
    const Json* json = member(key);
    if (!json)
        return;
    if (const std::optional<double> number = exactNumber(*json))
        value = *number;
    else
        wrong(key, TR("%1 is damaged: \"%2\" must be a number. Use an undamaged copy."));
}

const Json* JsonReader::object(const char* key)
{
    const Json* json = member(key);
    if (json && !json->is_object()) {
        wrong(key, TR("%1 is damaged: \"%2\" must be an object. Use an undamaged copy."));
        return nullptr;
    }
    return json;
}

const Json* JsonReader::array(const char* key)
{
    const Json* json = member(key);
    if (json && !json->is_array()) {
        wrong(key, TR("%1 is damaged: \"%2\" must be a list. Use an undamaged copy."));
        return nullptr;
    }
    return json;
}

Json exactNumber(double value)
{
    if (std::isfinite(value))
        return value;
    return std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
}

std::optional<double> exactNumber(const Json& json)
{
    if (json.is_number())
        return json.get<double>();
    if (json == "nan")
        return std::nan("");
    if (json == "inf" || json == "-inf")
        return json == "inf" ? HUGE_VAL : -HUGE_VAL;
    return std::nullopt;
}

std::string jsonText(const Json& json, int indent)
{
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

std::string unknownMembers(const Json& read, const Json& written, int depth)
{
    const Json rest = difference(read, written, depth);
    return rest.empty() ? "" : jsonText(rest);
}

void addUnknownMembers(Json& written, const std::string& unknown)
{
    if (!unknown.empty())
        merge(written, Json::parse(unknown, nullptr, false));
}

} // namespace engine
