#include "app/cli/command.h"
#include "app/cli/field_list.h"

#include "engine/base/json.h"
#include "engine/layers/layer_type.h"

#include <iostream>

namespace cli {

using namespace engine;

namespace {

struct Options {
    std::string layer;
    bool json = false;
};

const char* categoryName(Category category)
{
    static const char* const names[] = {"input",     "core",       "convolution",   "recurrent",
                                        "embedding", "activation", "normalization", "regularization",
                                        "shape",     "merge",      "output"};
    return names[int(category)];
}

Json describe(const LayerType& type)
{
    return {{"id", type.id},
            {"title", type.title},
            {"summary", type.summary},
            {"category", categoryName(type.category)},
            {"inputs", {{"min", type.minInputs}, {"max", type.maxInputs}}},
            {"outputs", type.outputs},
            {"random", type.random},
            {"fields", fieldsJson(type.fields)}};
}

void print(const LayerType& type)
{
    std::cout << type.id << ": " << type.title << ". " << type.summary << '\n';
    printFields(type.fields);
    std::cout << std::endl;
}

int run(const Options& options)
{
    if (!options.layer.empty() && !findLayerType(options.layer))
        return fail({"There is no layer \"%1\"; leave it out to list all.", {options.layer}});
    for (const LayerType& type : layerTypes())
        if (options.layer.empty() || options.layer == type.id)
            options.json ? printLine(describe(type)) : print(type);
    return 0;
}

void bind(CLI::App& command, Options& options)
{
    command.add_option("LAYER", options.layer, "Only this one");
    command.add_flag("--json", options.json, "One JSON object per layer");
}

} // namespace

void addLayers(CLI::App& program, Action& chosen)
{
    addCommand(program, chosen, "layers", "Lists layer types with their fields, defaults and limits", run,
               bind);
}

} // namespace cli
