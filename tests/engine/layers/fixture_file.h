#pragma once

#include "engine/base/fields.h"
#include "engine/base/json.h"
#include "engine/tensor/tensor.h"

#include <fstream>
#include <sstream>

// Reads what tests/fixtures/make_fixtures.py wrote.
namespace engine::fixtures {

inline Json read(const std::string& name)
{
    std::ifstream file(LAYERLOOM_SOURCE_DIR "/tests/fixtures/" + name);
    std::stringstream text;
    text << file.rdbuf();
    return *parseJson(text.str(), name);
}

inline Tensor tensor(const Json& json)
{
    return Tensor::of(Shape(json["shape"].get<std::vector<int>>()), json["values"].get<std::vector<float>>());
}

inline Tensor ids(const Json& json)
{
    return Tensor::ofIds(Shape(json["shape"].get<std::vector<int>>()),
                         json["values"].get<std::vector<std::int32_t>>());
}

inline Attributes attributes(const std::vector<Field>& fields, const Json& json)
{
    Attributes all;
    for (const Field& field : fields)
        if (json.contains(field.key))
            all[field.key] = *valueFromJson(field, json[field.key]);
    assert(all.size() == json.size()); // no key that the program does not know
    return all;
}

// The first value that differs by more than float32 explains, as text; empty where all agree.
inline std::string difference(const Tensor& found, const Json& expected, double tolerance = 1e-5)
{
    const Tensor wanted = tensor(expected);
    if (!(found.shape() == wanted.shape()))
        return "shape " + found.shape().text() + " instead of " + wanted.shape().text();
    for (std::int64_t i = 0; i < wanted.size(); ++i) {
        const double a = double(found.data()[i]), b = double(wanted.data()[i]);
        if (!(std::abs(a - b) <= tolerance * (1 + std::abs(b))))
            return number(i) + ": " + number(a) + " instead of " + number(b);
    }
    return {};
}

} // namespace engine::fixtures
