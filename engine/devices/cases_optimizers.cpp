#include "engine/devices/value_cases.h"
#include "engine/ops/optimizer_steps.h"

namespace engine {

namespace {

// A parameter with what a step needs. Accumulators are larger than squares of means, as they are in training.
struct Parameter {
    Tensor value, gradient, rows, scale, accumulator, mean, slot;

    Parameter(Device device, const Shape& shape, bool named)
        : value(inputOn(device, shape, 1)), scale(Tensor::scalar(0.7f).to(device)),
          accumulator(inputOn(device, shape, 3, 0.5f, 1)), mean(inputOn(device, shape, 4, -0.3f, 0.3f)),
          slot(inputOn(device, shape, 5, 0, 1))
    {
        Shape given = shape;
        if (named) { // every third row, the last one first
            std::vector<std::int32_t> ids;
            for (int row = shape[0] - 1; row >= 0; row -= 3)
                ids.push_back(row);
            if (device != Device::Cpu) // as distinctRows() fills its rows up there
                ids.insert(ids.end(), 2, -1);
            rows = Tensor::ofIds({int(ids.size())}, ids).to(device);
            given[0] = int(ids.size());
        }
        gradient = inputOn(device, given, 2);
    }
};

using Step = std::function<std::vector<Tensor>(Parameter& p)>;

void addSteps(std::vector<OpCase>& cases, const char* operation, const std::string& variant, const Step& step)
{
    for (const Shape& shape : {Shape{1}, {1000}, {7, 33}, {301, 300}})
        for (const bool named : {false, true})
            cases.push_back({operation, variant + shape.text() + (named ? ", rows" : ""), [=](Device device) {
                                 Parameter parameter(device, shape, named);
                                 return step(parameter);
                             }});
}

void addSgd(std::vector<OpCase>& cases)
{
    addSteps(cases, "sgdStep", "", [](Parameter& p) {
        Tensor none;
        ops::sgdStep(p.value, p.gradient, p.rows, p.scale, none, {.rate = 0.1f});
        return std::vector{p.value};
    });
    for (const bool nesterov : {false, true})
        addSteps(cases, "sgdStep", nesterov ? "Nesterov, " : "momentum, ", [=](Parameter& p) {
            ops::sgdStep(p.value, p.gradient, p.rows, p.scale, p.slot,
                         {.rate = 0.1f, .momentum = 0.8f, .nesterov = nesterov});
            return std::vector{p.value, p.slot};
        });
}

void addAdagrad(std::vector<OpCase>& cases)
{
    addSteps(cases, "adagradStep", "", [](Parameter& p) {
        ops::adagradStep(p.value, p.gradient, p.rows, p.scale, p.accumulator, 0.1f, 1e-7f);
        return std::vector{p.value, p.accumulator};
    });
}

void addRmsprop(std::vector<OpCase>& cases)
{
    for (const bool centred : {false, true})
        for (const bool momentum : {false, true})
            addSteps(cases, "rmspropStep",
                     std::string(centred ? "centred, " : "") + (momentum ? "momentum, " : ""),
                     [=](Parameter& p) {
                         Tensor mean = centred ? p.mean : Tensor(), velocity = momentum ? p.slot : Tensor();
                         ops::rmspropStep(p.value, p.gradient, p.rows, p.scale, p.accumulator, mean, velocity,
                                          {.rate = 0.1f, .rho = 0.8f, .momentum = 0.7f});
                         return std::vector{p.value, p.accumulator, mean, velocity};
                     });
}

void addAdam(std::vector<OpCase>& cases)
{
    for (const bool amsgrad : {false, true})
        for (const float decay : {0.0f, 0.004f})
            addSteps(cases, "adamStep",
                     std::string(amsgrad ? "amsgrad, " : "") + (decay > 0 ? "decay, " : ""),
                     [=](Parameter& p) {
                         Tensor highest = amsgrad ? p.slot : Tensor();
                         ops::adamStep(
                             p.value, p.gradient, p.rows, p.scale, p.mean, p.accumulator, highest,
                             {.rate = 0.1f, .beta1 = 0.8f, .beta2 = 0.95f, .epsilon = 1e-4f, .decay = decay});
                         return std::vector{p.value, p.mean, p.accumulator, highest};
                     });
}

} // namespace

std::vector<OpCase> optimizerCases()
{
    std::vector<OpCase> cases;
    addSgd(cases);
    addAdagrad(cases);
    addRmsprop(cases);
    addAdam(cases);
    return cases;
}

} // namespace engine
