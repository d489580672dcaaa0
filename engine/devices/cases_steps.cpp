// Steps of sequences.
#include "engine/devices/cases_sequences.h"

#include "engine/base/text.h"
#include "engine/ops/steps.h"

namespace engine {

namespace {

using namespace ops;

struct Sizes {
    int rows, steps, width;

    std::string text() const { return number(rows) + " x " + number(steps) + " x " + number(width); }
    Shape with() const { return {rows, steps, width}; }
    Shape without() const { return {rows, width}; }
};

// Of every fourth row all steps are missing, of the others some or none.
Tensor maskFor(const Sizes& sizes)
{
    Tensor mask = uniformValues({sizes.rows, sizes.steps}, 7, 0, 1);
    for (int i = 0; i < int(mask.size()); ++i) {
        const int row = i / sizes.steps;
        const bool here = row % 4 == 2 || (row % 4 != 1 && mask.data()[i] > 0.4f);
        mask.data()[i] = here ? 1.0f : 0.0f;
    }
    return mask;
}

OpCase repeated(const Sizes& sizes)
{
    return {"repeatSteps", sizes.text(), [=](Device device) {
                const Tensor x = uniformValues(sizes.without(), 1).to(device);
                Tensor y = Tensor::like(x, sizes.with());
                repeatSteps(x, y);
                return std::vector{y};
            }};
}

OpCase repeatedBack(const Sizes& sizes)
{
    return {"repeatStepsBackward", sizes.text(), [=](Device device) {
                const Tensor gradY = uniformValues(sizes.with(), 1).to(device);
                Tensor gradX = Tensor::like(gradY, sizes.without());
                repeatStepsBackward(gradY, gradX);
                return std::vector{gradX};
            }};
}

using Masked = Op<void(const Tensor&, const Tensor&, Tensor&)>;

OpCase masked(const Masked& operation, const Sizes& sizes, bool hasMask, bool back)
{
    const std::string what = sizes.text() + (hasMask ? ", mask" : "");
    return {operation.name, what, [=, &operation](Device device) {
                const Tensor given = uniformValues(back ? sizes.without() : sizes.with(), 1).to(device);
                const Tensor mask = hasMask ? maskFor(sizes).to(device) : Tensor();
                Tensor out = Tensor::like(given, back ? sizes.with() : sizes.without());
                operation(given, mask, out);
                return std::vector{out};
            }};
}

// Steps of nothing but the value, steps where one number differs, and others.
OpCase found(const Sizes& sizes)
{
    return {"maskSteps", sizes.text(), [=](Device device) {
                Tensor x = uniformValues(sizes.with(), 1);
                for (int i = 0; i < int(x.size()); ++i) {
                    const int step = i / sizes.width, column = i % sizes.width;
                    if (step % 3 == 0 || (step % 3 == 1 && column + 1 < sizes.width))
                        x.data()[i] = 0.5f;
                }
                x = x.to(device);
                Tensor mask = Tensor::like(x, {sizes.rows, sizes.steps}), y = Tensor::like(x);
                maskSteps(x, 0.5f, mask, y);
                return std::vector{mask, y};
            }};
}

OpCase kept(const Sizes& sizes, bool inPlace)
{
    return {"keepSteps", sizes.text() + (inPlace ? ", in place" : ""), [=](Device device) {
                Tensor x = uniformValues(sizes.with(), 1).to(device);
                Tensor y = inPlace ? x : Tensor::like(x);
                keepSteps(x, maskFor(sizes).to(device), y);
                return std::vector{y};
            }};
}

} // namespace

std::vector<OpCase> stepCases()
{
    std::vector<OpCase> cases;
    for (const Sizes& sizes : {Sizes{1, 1, 1}, {5, 4, 7}, {3, 300, 2}, {9, 2, 33}, {2, 3, 1100}}) {
        cases.push_back(repeated(sizes));
        cases.push_back(repeatedBack(sizes));
        for (const bool hasMask : {false, true}) {
            cases.push_back(masked(lastStep, sizes, hasMask, false));
            cases.push_back(masked(lastStepBackward, sizes, hasMask, true));
            cases.push_back(masked(meanOfSteps, sizes, hasMask, false));
            cases.push_back(masked(meanOfStepsBackward, sizes, hasMask, true));
        }
        cases.push_back(found(sizes));
        cases.push_back(kept(sizes, false));
        cases.push_back(kept(sizes, true));
    }
    return cases;
}

} // namespace engine
