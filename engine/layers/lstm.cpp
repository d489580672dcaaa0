// LSTM: gates decide what a cell keeps, takes in and shows (Hochreiter, Schmidhuber 1997; Gers et al. 2000).
#include "engine/layers/recurrent_layer.h"

namespace engine::layers {

LayerType lstm()
{
    const std::int64_t three = 3;
    Description<RecurrentOptions> d = RecurrentKind{ops::Cell::Lstm, TR("LSTM")}.description();
    d.id = "lstm";
    d.summary = TR("Reads a sequence step by step with a memory: gates decide what it forgets, takes in and "
                   "shows.");
    d.examples = {
        {{}, {{{3, 2}}}},
        {{{"units", three}, {"return_sequences", true}}, {{{4, 2}}, {{2, 3}}}},
        {{{"units", three}, {"go_backwards", true}, {"use_bias", false}}, {{{3, 1}}}},
        {{{"units", three}, {"unit_forget_bias", false}, {"recurrent_activation", "tanh"}}, {{{3, 2}}}},
        {{{"units", three}, {"activation", "softplus"}, {"stateful", true}}, {{{3, 2}}}},
        {{{"units", three}, {"dropout", 0.3}, {"recurrent_dropout", 0.4}}, {{{3, 4}}}},
    };
    return describe(std::move(d));
}

} // namespace engine::layers
