// GRU: one gate mixes the old state with a new one, another lets the new one forget (Cho et al. 2014).
#include "engine/layers/recurrent_layer.h"

namespace engine::layers {

LayerType gru()
{
    const std::int64_t three = 3;
    Description<RecurrentOptions> d = RecurrentKind{ops::Cell::Gru, TR("GRU")}.description();
    d.id = "gru";
    d.summary =
        TR("Reads a sequence step by step: one gate mixes the old state with a new one, another resets it.");
    d.examples = {
        {{}, {{{3, 2}}}},
        {{{"units", three}, {"reset_after", false}, {"return_sequences", true}}, {{{4, 2}}, {{3}}}},
        {{{"units", three}, {"return_sequences", true}}, {{{4, 2}}, {{3}}}},
        {{{"units", three}, {"reset_after", false}, {"go_backwards", true}, {"use_bias", false}}, {{{3, 1}}}},
        {{{"units", three}, {"activation", "sigmoid"}, {"stateful", true}}, {{{3, 2}}}},
        {{{"units", three}, {"dropout", 0.3}, {"recurrent_dropout", 0.4}}, {{{3, 4}}}},
        {{{"units", three}, {"reset_after", false}, {"recurrent_dropout", 0.4}}, {{{3, 4}}}},
    };
    return describe(std::move(d));
}

} // namespace engine::layers
