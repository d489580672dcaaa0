#pragma once

#include "engine/layers/layer_type.h"

namespace engine {

// A layer's file fills this in with functions of its own Options.
template <class Options>
struct Description {
    std::string id;
    std::string title;
    std::string summary;
    Category category = Category::Core;
    std::string icon = {};
    int minInputs = 1, maxInputs = 1;
    std::vector<std::string> outputs = {""};
    std::vector<BoundField<Options>> fields = {};
    std::function<Result<Signals>(const Options&, const Signals&)> infer = {};
    std::function<std::vector<ParameterShape>(const Options&, const Signals&)> parameters = {};
    std::function<std::int64_t(const Options&, const Signals&)> multiplyAdds = {};
    std::function<std::unique_ptr<Layer>(const Options&, const Signals&)> build = {};
    std::function<std::string(const Options&)> settings = {};
    std::function<Shape(const Options&, const Signals&)> noiseShape = {};
    std::vector<LayerType::Example> examples = {};
};

// Turns a typed description into the LayerType that the program works with.
template <class Options>
LayerType describe(Description<Options> d)
{
    auto typed = [fields = d.fields](auto function) {
        return [fields, function](const Attributes& a, const Signals& in) {
            return function(readOptions(fields, a), in);
        };
    };
    LayerType t{d.id, d.title, d.summary, d.category, d.icon.empty() ? d.id : d.icon, d.minInputs, d.maxInputs, d.outputs};
    t.random = bool(d.noiseShape);
    t.fields.assign(d.fields.begin(), d.fields.end());
    t.infer = typed(d.infer);
    if (!d.parameters)
        d.parameters = [](const Options&, const Signals&) { return std::vector<ParameterShape>(); };
    if (!d.multiplyAdds)
        d.multiplyAdds = [](const Options&, const Signals&) { return std::int64_t{0}; };
    if (!d.settings)
        d.settings = [](const Options&) { return std::string(); };
    t.parameters = typed(d.parameters);
    t.multiplyAdds = typed(d.multiplyAdds);
    t.build = typed(d.build);
    t.settings = [fields = d.fields, f = d.settings](const Attributes& a) { return f(readOptions(fields, a)); };
    if (d.noiseShape)
        t.noiseShape = typed(d.noiseShape);
    t.examples = std::move(d.examples);
    return t;
}

} // namespace engine
