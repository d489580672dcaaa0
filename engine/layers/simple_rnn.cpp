// SimpleRNN: its output and the next input together make the next output (Elman 1990).
#include "engine/layers/recurrent_layer.h"

namespace engine::layers {

LayerType simple_rnn()
{
    const std::int64_t three = 3;
    Description<RecurrentOptions> d = RecurrentKind{ops::Cell::SimpleRnn, TR("Simple RNN")}.description();
    d.id = "simple_rnn";
    d.summary = TR("Reads a sequence step by step: each output is made of the step and the output before.");
    d.icon = "recurrent";
    d.examples = {
        {{}, {{{3, 2}}}},
        {{{"units", three}, {"return_sequences", true}}, {{{4, 2}}, {{3}}}},
        {{{"units", three}, {"go_backwards", true}, {"use_bias", false}, {"kernel_l2", 0.1}}, {{{3, 1}}}},
        {{{"units", three}, {"activation", "sigmoid"}, {"stateful", true}}, {{{3, 2}}}},
        {{{"units", three}, {"activation", "elu"}, {"alpha", 0.7}, {"dropout", 0.3}}, {{{3, 4}}}},
        {{{"units", three}, {"recurrent_dropout", 0.4}, {"return_sequences", true}}, {{{4, 2}}}},
    };
    return describe(std::move(d));
}

} // namespace engine::layers
