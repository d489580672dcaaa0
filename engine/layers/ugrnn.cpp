// UGRNN: one gate mixes the old state with a new one (Collins, Sohl-Dickstein, Sussillo 2016).
#include "engine/layers/recurrent_layer.h"

namespace engine::layers {

LayerType ugrnn()
{
    const std::int64_t three = 3;
    Description<RecurrentOptions> d = RecurrentKind{ops::Cell::Ugrnn, TR("UGRNN")}.description();
    d.id = "ugrnn";
    d.summary = TR("Reads a sequence step by step: a single gate mixes the old state with a new one.");
    d.examples = {
        {{}, {{{3, 2}}}},
        {{{"units", three}, {"return_sequences", true}}, {{{4, 2}}, {{3}}}},
        {{{"units", three}, {"go_backwards", true}, {"use_bias", false}}, {{{3, 1}}}},
        {{{"units", three}, {"activation", "sigmoid"}, {"stateful", true}}, {{{3, 2}}}},
        {{{"units", three}, {"dropout", 0.3}, {"recurrent_dropout", 0.4}}, {{{3, 4}}}},
    };
    return describe(std::move(d));
}

} // namespace engine::layers
