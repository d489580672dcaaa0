#pragma once

#include "engine/base/fields.h"
#include "engine/layers/layer.h"

#include <memory>

namespace engine {

// What flows along a link: the shape of one sample, without the batch, and the type of its elements.
struct Signal {
    Shape shape;
    ElementType type = ElementType::Float32;
    bool operator==(const Signal&) const = default;
};
using Signals = std::vector<Signal>;

enum class Category {
    Input,
    Core,
    Convolution,
    Recurrent,
    Embedding,
    Activation,
    Normalization,
    Regularization,
    Shape,
    Merge,
    Output
};

// Names one weight and its shape: what summary, inspector and the count need before anything is built.
struct ParameterShape {
    std::string name;
    Shape shape;
    bool trainable = true;
};

// All that the rest of the program knows about a kind of layer.
struct LayerType {
    std::string id; // "dense": stable, in files
    std::string title; // "Dense"
    std::string summary; // one sentence
    Category category = Category::Core;
    std::string icon; // file name in resources/icons
    int minInputs = 1, maxInputs = 1;
    std::vector<std::string> outputs = {""}; // names of the output ports; Output nodes have none
    std::vector<std::string> inputs = {}; // titles of the input ports, where they differ in meaning
    bool random = false; // uses pass.noise / pass.key
    std::vector<Field> fields;

    // Total: any attributes and inputs give signals or a sentence. The others are for what infer() accepts.
    std::function<Result<Signals>(const Attributes&, const Signals&)> infer;
    std::function<std::vector<ParameterShape>(const Attributes&, const Signals&)> parameters;
    std::function<std::int64_t(const Attributes&, const Signals&)> multiplyAdds; // per sample, forward
    std::function<std::unique_ptr<Layer>(const Attributes&, const Signals&)> build;
    // The card's second line: "64 of 4 × 4, same, relu".
    std::function<std::string(const Attributes&)> settings;
    // The shape of the random numbers `noise` for one sample, where random.
    std::function<Shape(const Attributes&, const Signals&)> noiseShape;

    // Settings and inputs that it accepts; the contract test runs every one. The first has no attributes.
    struct Example {
        Attributes attributes;
        Signals inputs;
    };
    std::vector<Example> examples;
};

const std::vector<LayerType>& layerTypes(); // in order of category, then title
const LayerType* findLayerType(const std::string& id);

} // namespace engine
