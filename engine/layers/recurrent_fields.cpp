// What users can set in recurrent layers, and how it reads.
#include "engine/layers/recurrent_layer.h"

namespace engine {

namespace {

using Options = RecurrentOptions;
using Fields = std::vector<BoundField<Options>>;

Fields cellFields(ops::Cell cell)
{
    Fields fields = activationFields(&Options::activation, "activation");
    if (cell != ops::Cell::SimpleRnn)
        fields.push_back(
            field("recurrent_activation", &Options::recurrentActivation, TR("Gate activation"),
                  {.choices = {"sigmoid", "tanh", "relu", "softplus", "linear"},
                   .choiceTitles = {TR("Sigmoid"), TR("Tanh"), TR("ReLU"), TR("Softplus"), TR("Linear")}},
                  {}, TR("The activation of the gates.")));
    fields.push_back(
        field("use_bias", &Options::bias, TR("Bias"), {}, {}, TR("Adds a number of its own to every unit.")));
    if (cell == ops::Cell::Lstm)
        fields.push_back(field("unit_forget_bias", &Options::unitForgetBias, TR("Forget bias of 1"), {}, {},
                               TR("The forget gate's bias starts at 1, so that the cell remembers at "
                                  "first.")));
    if (cell == ops::Cell::Gru)
        fields.push_back(field("reset_after", &Options::resetAfter, TR("Reset after"), {}, {},
                               TR("The reset gate works after the product with the recurrent kernel, which "
                                  "then has a bias of its own; off, before it.")));
    return fields;
}

Fields sequenceFields()
{
    return {
        field("return_sequences", &Options::returnSequences, TR("Return sequences"), {}, {},
              TR("Gives the output of every step instead of the last one only.")),
        field("go_backwards", &Options::goBackwards, TR("Go backwards"), {}, {},
              TR("Reads the sequence from its last step to the first.")),
        field("stateful", &Options::stateful, TR("Stateful"), {}, {},
              TR("Each sequence of a training batch goes on where the one at its place in the batch before "
                 "ended.")),
        shownWhen(field("reset_each_epoch", &Options::resetsEachEpoch, TR("Reset each epoch"), {}, {},
                        TR("Each epoch starts with a state of zeros, where the data begin again.")),
                  "stateful", {"true"}),
        field("dropout", &Options::dropout, TR("Dropout"), {.min = 0, .max = 0.99, .step = 0.05}, {},
              TR("The share of the inputs that is silenced while training, the same at every step.")),
        field("recurrent_dropout", &Options::recurrentDropout, TR("State dropout"),
              {.min = 0, .max = 0.99, .step = 0.05}, {},
              TR("The share of the state that is silenced while training, the same at every step."))};
}

Fields startFields()
{
    const std::string training = TR("Training");
    const Limits price{.min = 0, .max = 1000, .step = 0.0001};
    return joined<Options>(
        {initializerFields(&Options::kernelStart, "kernel", kernelInitializerLabels()),
         initializerFields(&Options::recurrentStart, "recurrent", recurrentInitializerLabels()),
         initializerFields(&Options::biasStart, "bias", biasInitializerLabels(), "use_bias"),
         {field("kernel_l1", &Options::kernelL1, TR("Weight penalty L1"), price, training,
                TR("Times the sum of the weights without sign, added to the loss.")),
          field("kernel_l2", &Options::kernelL2, TR("Weight penalty L2"), price, training,
                TR("Times the sum of the squared weights, added to the loss."))}});
}

} // namespace

std::vector<BoundField<RecurrentOptions>> RecurrentKind::fields() const
{
    return joined<Options>({{field("units", &Options::units, TR("Units"), {.min = 1, .max = 1 << 16})},
                            cellFields(cell),
                            sequenceFields(),
                            startFields()});
}

std::string recurrentText(const RecurrentOptions& options)
{
    std::string text = fill(TR("%1 units"), {grouped(options.units)});
    if (options.activation.kind != "tanh")
        text += ", " + options.activation.text();
    if (options.returnSequences)
        text += std::string(", ") + TR("every step");
    if (options.goBackwards)
        text += std::string(", ") + TR("backwards");
    if (options.stateful)
        text += std::string(", ") + TR("stateful");
    if (options.dropout > 0)
        text += ", " + fill(TR("dropout %1"), {number(options.dropout)});
    if (options.recurrentDropout > 0)
        text += ", " + fill(TR("state dropout %1"), {number(options.recurrentDropout)});
    return text;
}

Shape recurrentNoise(const RecurrentOptions& options, const Signals& in)
{
    return {in[0].shape[1] + options.units};
}

} // namespace engine
