#include "engine/layers/inner_layer.h"

#include <algorithm>

namespace engine {

namespace {

bool sameLimits(const Limits& a, const Limits& b)
{
    return a.min == b.min && a.max == b.max && a.step == b.step && a.choices == b.choices &&
        a.unit == b.unit && a.minCount == b.minCount && a.maxCount == b.maxCount;
}

} // namespace

InnerLayers::InnerLayers(const std::vector<LayerType>& types)
{
    for (const LayerType& type : types)
        add(m_layers.emplace_back(Inner{type, {}}));
}

void InnerLayers::add(Inner& inner)
{
    for (Field field : inner.type.fields) {
        const std::string key = field.key;
        const bool conditional = !field.shownWhenKey.empty();
        if (conditional)
            field.shownWhenKey = inner.outerKeys.at(field.shownWhenKey);
        else
            field.shownWhenKey = "layer";
        Merged* known = sameAs(field, conditional);
        if (!known) {
            if (isTaken(key))
                field.key = inner.type.id + "_" + key;
            if (!conditional)
                field.shownWhenValues.clear();
            known = &m_fields.emplace_back(Merged{field, conditional});
        }
        if (!conditional)
            known->field.shownWhenValues.push_back(inner.type.id);
        inner.outerKeys[key] = known->field.key;
    }
}

InnerLayers::Merged* InnerLayers::sameAs(const Field& field, bool conditional)
{
    const auto found = std::ranges::find_if(m_fields, [&](const Merged& other) {
        const Field& f = other.field;
        return f.key == field.key && f.initial == field.initial && sameLimits(f.limits, field.limits) &&
            other.conditional == conditional && f.shownWhenKey == field.shownWhenKey &&
            (!conditional || f.shownWhenValues == field.shownWhenValues);
    });
    return found == m_fields.end() ? nullptr : &*found;
}

bool InnerLayers::isTaken(const std::string& key) const
{
    return key == "layer" ||
        std::ranges::any_of(m_fields, [&](const Merged& other) { return other.field.key == key; });
}

Limits InnerLayers::choices() const
{
    Limits limits;
    for (const Inner& inner : m_layers) {
        limits.choices.push_back(inner.type.id);
        limits.choiceTitles.push_back(inner.type.title);
    }
    return limits;
}

const InnerLayers::Inner& InnerLayers::inner(const InnerChoice& choice) const
{
    const auto found =
        std::ranges::find_if(m_layers, [&](const Inner& i) { return i.type.id == choice.layer; });
    return found == m_layers.end() ? m_layers.front() : *found; // the field's choices allow no other
}

Attributes InnerLayers::attributes(const InnerChoice& choice) const
{
    Attributes own;
    for (const auto& [key, outer] : inner(choice).outerKeys)
        if (const auto given = choice.given.find(outer); given != choice.given.end())
            own[key] = given->second;
    return own;
}

Result<Signals> InnerLayers::infer(const InnerChoice& choice, const Signals& in) const
{
    return type(choice).infer(attributes(choice), in);
}

std::vector<ParameterShape> InnerLayers::parameters(const InnerChoice& choice, const Signals& in) const
{
    return type(choice).parameters(attributes(choice), in);
}

std::int64_t InnerLayers::multiplyAdds(const InnerChoice& choice, const Signals& in) const
{
    return type(choice).multiplyAdds(attributes(choice), in);
}

std::unique_ptr<Layer> InnerLayers::build(const InnerChoice& choice, const Signals& in) const
{
    return type(choice).build(attributes(choice), in);
}

Shape InnerLayers::noiseShape(const InnerChoice& choice, const Signals& in) const
{
    const auto& shape = type(choice).noiseShape;
    return shape ? shape(attributes(choice), in) : Shape{1};
}

std::string InnerLayers::settings(const InnerChoice& choice) const
{
    const std::string own = type(choice).settings(attributes(choice));
    return own.empty() ? type(choice).title : type(choice).title + ", " + own;
}

} // namespace engine
