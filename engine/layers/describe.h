#pragma once

#include "engine/layers/size_limits.h"

namespace engine {

// A layer's file fills this in with functions of its own Options. They may count on attributes within the
// fields' limits and on as many inputs as the description allows, each of fewer than 8 axes and at most 2^31
// elements.
template <class Options>
struct Description {
    std::string id;
    std::string title;
    std::string summary;
    Category category = Category::Core;
    std::string icon = {};
    int minInputs = 1, maxInputs = 1;
    std::vector<std::string> outputs = {""};
    std::vector<std::string> inputs = {};
    std::vector<BoundField<Options>> fields = {};
    std::function<Result<Signals>(const Options&, const Signals&)> infer = {};
    std::function<std::vector<ParameterShape>(const Options&, const Signals&)> parameters = {};
    std::function<std::int64_t(const Options&, const Signals&)> multiplyAdds = {};
    std::function<std::unique_ptr<Layer>(const Options&, const Signals&)> build = {};
    std::function<std::string(const Options&)> settings = {};
    std::function<Shape(const Options&, const Signals&)> noiseShape = {};
    std::vector<LayerType::Example> examples = {};
};

// The description's infer with every check that is the same for all layers around it, which makes it total.
template <class Options>
auto inferChecked(const Description<Options>& d, const LayerType& type)
{
    return [fields = d.fields, infer = d.infer, parameters = d.parameters,
            plain = LayerType{.title = type.title, .minInputs = type.minInputs, .maxInputs = type.maxInputs},
            untyped = type.fields](const Attributes& attributes, const Signals& inputs) -> Result<Signals> {
        if (const auto fit = check(untyped, attributes); !fit)
            return fit.problem();
        if (const auto fit = checkInputs(plain, inputs); !fit)
            return fit.problem();
        const Options options = readOptions(fields, attributes);
        Result<Signals> outputs = infer(options, inputs);
        if (!outputs)
            return outputs;
        if (const auto fit = checkOutputs(plain.title, *outputs); !fit)
            return fit.problem();
        if (const auto fit = checkParameters(plain.title, parameters(options, inputs)); !fit)
            return fit.problem();
        return outputs;
    };
}

// Turns a typed description into the LayerType that the program works with.
template <class Options>
LayerType describe(Description<Options> d)
{
    auto typed = [fields = d.fields](auto function) {
        return [fields, function](const Attributes& a, const Signals& in) {
            return function(readOptions(fields, a), in);
        };
    };
    LayerType t{d.id,        d.title,     d.summary, d.category, d.icon.empty() ? d.id : d.icon,
                d.minInputs, d.maxInputs, d.outputs, d.inputs};
    t.random = bool(d.noiseShape);
    t.fields.assign(d.fields.begin(), d.fields.end());
    if (!d.parameters)
        d.parameters = [](const Options&, const Signals&) { return std::vector<ParameterShape>(); };
    t.infer = inferChecked(d, t);
    if (!d.multiplyAdds)
        d.multiplyAdds = [](const Options&, const Signals&) { return std::int64_t{0}; };
    if (!d.settings)
        d.settings = [](const Options&) { return std::string(); };
    t.parameters = typed(d.parameters);
    t.multiplyAdds = typed(d.multiplyAdds);
    t.build = typed(d.build);
    t.settings = [fields = d.fields, untyped = t.fields, f = d.settings](const Attributes& a) {
        return check(untyped, a) ? f(readOptions(fields, a)) : std::string();
    };
    if (d.noiseShape)
        t.noiseShape = typed(d.noiseShape);
    t.examples = std::move(d.examples);
    return t;
}

} // namespace engine
