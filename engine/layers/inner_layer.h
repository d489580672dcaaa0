#pragma once

#include "engine/layers/describe.h"

#include <memory>

namespace engine {

// Part of the options of a layer that works through another one: which one, and its settings by the keys
// that they have in the outer layer.
struct InnerChoice {
    std::string layer;
    Attributes given = {};
};

// The layers that may be within another one. What they mean alike - same key, initial value, limits and
// condition - is one field of the outer layer, shown with each of them; where a key is taken by something
// else, the field is called <layer>_<key>. So new layers go to the end of the list: keys stand in files.
class InnerLayers {
public:
    explicit InnerLayers(const std::vector<LayerType>& types);

    // The field "layer" and those of every layer, for a member of Options.
    template <class Options>
    std::vector<BoundField<Options>> fields(InnerChoice Options::*member) const
    {
        std::vector<BoundField<Options>> all{
            part("layer", member, &InnerChoice::layer, TR("Layer within"), choices())};
        for (const Merged& merged : m_fields) {
            BoundField<Options> bound{merged.field};
            bound.store = [member, key = bound.key](Options& options, const Value& value) {
                (options.*member).given[key] = value;
            };
            bound.load = [initial = bound.initial](const Options&) { return initial; };
            all.push_back(std::move(bound));
        }
        return all;
    }

    const LayerType& type(const InnerChoice& choice) const { return inner(choice).type; }
    // By the keys of the inner layer.
    Attributes attributes(const InnerChoice& choice) const;

    Result<Signals> infer(const InnerChoice& choice, const Signals& in) const;
    std::vector<ParameterShape> parameters(const InnerChoice& choice, const Signals& in) const;
    std::int64_t multiplyAdds(const InnerChoice& choice, const Signals& in) const;
    std::unique_ptr<Layer> build(const InnerChoice& choice, const Signals& in) const;
    Shape noiseShape(const InnerChoice& choice, const Signals& in) const; // of one number where not random
    std::string settings(const InnerChoice& choice) const; // "Dense, 64 units"

private:
    struct Inner {
        LayerType type;
        std::map<std::string, std::string> outerKeys; // of its fields
    };
    struct Merged {
        Field field;
        bool conditional; // in its own layer
    };
    void add(Inner& inner);
    Merged* sameAs(const Field& field, bool conditional);
    bool isTaken(const std::string& key) const;
    Limits choices() const;
    const Inner& inner(const InnerChoice& choice) const;

    std::vector<Inner> m_layers;
    std::vector<Merged> m_fields;
};

} // namespace engine
