#pragma once

#include "engine/base/json_fwd.h"
#include "engine/base/result.h"

#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace engine {

// The value of a setting. The list of integers serves shapes and kernel sizes.
using Value = std::variant<bool, std::int64_t, double, std::string, std::vector<int>>;
using Attributes = std::map<std::string, Value>; // only what differs from the initial values

struct Limits {
    double min = -1e9, max = 1e9, step = 1;
    std::vector<std::string> choices = {}; // ids; titles are TR texts of the same position
    std::vector<std::string> choiceTitles = {};
    std::string unit = {}; // "px", "%"
    int minCount = 0, maxCount = 8; // of a list
};

// One setting of a layer, loss, optimiser, schedule or data set: the inspector makes an editor from it;
// files, command line and exports use its key.
struct Field {
    std::string key;
    std::string label;
    Value initial;
    Limits limits = {};
    std::string section =
        {}; // "" is the first: the thing itself; others: TR("Starting values"), TR("Training")
    std::string help = {}; // one sentence, may be empty
    std::string shownWhenKey = {}; // shown only while that field has one of these values
    std::vector<std::string> shownWhenValues = {};
};

// A field tied to a member of Options, whose initialiser is the only place its default is written.
template <class Options>
struct BoundField : Field {
    std::function<void(Options&, const Value&)> store;
    std::function<Value(const Options&)> load;
};

namespace detail {
template <class T>
Value toValue(const T& value)
{
    if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::string> ||
                  std::is_same_v<T, std::vector<int>>)
        return value;
    else if constexpr (std::is_integral_v<T>)
        return std::int64_t{value};
    else
        return double{value};
}
template <class T>
T fromValue(const Value& value)
{
    if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::string> ||
                  std::is_same_v<T, std::vector<int>>)
        return std::get<T>(value);
    else if constexpr (std::is_integral_v<T>)
        return static_cast<T>(std::get<std::int64_t>(value));
    else
        return static_cast<T>(std::get<double>(value));
}
} // namespace detail

template <class Options, class Base, class T>
BoundField<Options> field(std::string key, T Base::*member, std::string label, Limits limits = {},
                          std::string section = {}, std::string help = {})
{
    BoundField<Options> f;
    f.key = std::move(key);
    f.label = std::move(label);
    f.initial = detail::toValue(Options().*member);
    f.limits = std::move(limits);
    f.section = std::move(section);
    f.help = std::move(help);
    f.store = [member](Options& options, const Value& value) {
        options.*member = detail::fromValue<T>(value);
    };
    f.load = [member](const Options& options) { return detail::toValue(options.*member); };
    return f;
}
template <class Options, class T>
BoundField<Options> field(std::string key, T Options::*member, std::string label, Limits limits = {},
                          std::string section = {}, std::string help = {})
{
    return field<Options, Options, T>(std::move(key), member, std::move(label), std::move(limits),
                                      std::move(section), std::move(help));
}

// The same for a member of a part of Options that several layers share.
template <class Options, class Part, class T>
BoundField<Options> part(std::string key, Part Options::*outer, T Part::*member, std::string label,
                         Limits limits = {}, std::string section = {}, std::string help = {})
{
    BoundField<Options> f;
    f.key = std::move(key);
    f.label = std::move(label);
    f.initial = detail::toValue(Options().*outer.*member);
    f.limits = std::move(limits);
    f.section = std::move(section);
    f.help = std::move(help);
    f.store = [=](Options& options, const Value& value) {
        options.*outer.*member = detail::fromValue<T>(value);
    };
    f.load = [=](const Options& options) { return detail::toValue(options.*outer.*member); };
    return f;
}

// Several groups of fields in a row.
template <class Options>
std::vector<BoundField<Options>> joined(std::vector<std::vector<BoundField<Options>>> groups)
{
    std::vector<BoundField<Options>> all;
    for (auto& group : groups)
        all.insert(all.end(), group.begin(), group.end());
    return all;
}

template <class Options>
BoundField<Options> shownWhen(BoundField<Options> f, std::string key, std::vector<std::string> values)
{
    f.shownWhenKey = std::move(key);
    f.shownWhenValues = std::move(values);
    return f;
}

// Options with the attributes stored. Attributes should have passed check(); a value of a wrong type is left
// out.
template <class Options>
Options readOptions(const std::vector<BoundField<Options>>& fields, const Attributes& attributes)
{
    Options options;
    for (const auto& f : fields)
        if (auto it = attributes.find(f.key);
            it != attributes.end() && it->second.index() == f.initial.index())
            f.store(options, it->second);
    return options;
}

// The value of a setting: the attribute, else the initial value.
const Value& valueOf(const Field& field, const Attributes& attributes);
const Value& valueOf(const std::vector<Field>& fields, const Attributes& attributes, const std::string& key);
bool isShown(const Field& field, const std::vector<Field>& fields, const Attributes& attributes);

// The problem of the first attribute whose type or size the fields do not allow; sentences name the
// field's label and limits. Unknown keys are no problem: a newer version may know them.
Result<void> check(const std::vector<Field>& fields, const Attributes& attributes);

// Between a value and text or JSON. fromJson and fromText follow the type of the field's initial value
// (an integer is accepted for a number), so that reading back what was written gives the same value.
std::string toText(const Value& value);
Json toJson(const Value& value);
Result<Value> valueFromJson(const Field& field, const Json& json);
Result<Value> valueFromText(const Field& field, const std::string& text);

} // namespace engine
