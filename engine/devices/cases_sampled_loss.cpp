// Drawn classes, and the loss that compares them with the true one.
#include "engine/devices/cases_sequences.h"

#include "engine/base/text.h"
#include "engine/losses/class_sampler.h"
#include "engine/ops/elementwise.h"
#include "engine/ops/rows.h"
#include "engine/ops/sampled_loss.h"

namespace engine {

namespace {

using namespace ops;

struct Sizes {
    int batch, features, classes, negatives;
    bool own; // negatives for each sample

    std::string text() const
    {
        return number(batch) + " x " + number(features) + ", " + number(classes) + " classes, " +
            number(negatives) + (own ? " negatives of its own for each" : " negatives");
    }
    Shape negativeShape() const { return own ? Shape{batch, negatives} : Shape{negatives}; }
    // One class often, some ids beyond the classes.
    Tensor targets() const
    {
        Tensor ids = uniformIds(Shape{batch}, 1, classes + 1);
        for (int i = 0; i < batch; ++i)
            ids.ids()[i] = i % 4 == 1 ? classes / 2 : i % 9 == 5 ? -1 : ids.ids()[i];
        return ids;
    }
    Tensor negativeIds() const
    {
        if (own)
            return uniformIds(negativeShape(), 2, classes);
        const ClassSampler sampler(logUniformWeights(classes));
        return Tensor::ofIds(negativeShape(), sampler.drawDistinct(negatives, {3}).ids);
    }
};

// Gradients of rows as those of whole tables: on other devices than the processor more rows are held.
Tensor whole(const Tensor& gradient, const Tensor& rows, const Shape& shape)
{
    Tensor sums = Tensor::like(gradient, shape);
    ops::fill(sums, 0);
    addToRows(gradient, rows, sums);
    return sums;
}

std::vector<Tensor> compareClasses(const Sizes& sizes, bool shifts, bool skipsHits, Device device)
{
    SampledClasses chosen{.targets = sizes.targets().to(device),
                          .negatives = sizes.negativeIds().to(device),
                          .skipsHits = skipsHits};
    if (shifts) {
        chosen.targetShift = uniformValues(Shape{sizes.batch}, 4, -3, 0).to(device);
        chosen.negativeShift = uniformValues(sizes.negativeShape(), 5, -3, 0).to(device);
    }
    const Tensor x = uniformValues({sizes.batch, sizes.features}, 6).to(device);
    const Tensor kernel = uniformValues({sizes.classes, sizes.features}, 7).to(device);
    const Tensor bias = uniformValues(Shape{sizes.classes}, 8).to(device);
    Tensor loss = Tensor::like(x, Shape());
    SampledGradients gradients{.wantsInput = true, .wantsWeights = true};
    sampledLogistic(x, kernel, bias, chosen, 0.3f, loss, gradients);
    return {loss, gradients.x, whole(gradients.kernel, gradients.rows, kernel.shape()),
            whole(gradients.bias, gradients.rows, bias.shape())};
}

void addComparisons(const Sizes& sizes, std::vector<OpCase>& cases)
{
    for (const bool shifts : {false, true}) {
        const std::string what = sizes.text() + (shifts ? ", corrected" : ", without hits");
        cases.push_back({"sampledLogistic", what,
                         [=](Device device) { return compareClasses(sizes, shifts, !shifts, device); }});
    }
}

struct Drawing {
    Sizes sizes;
    std::string sampler;

    ClassTable table(Device device) const
    {
        std::vector<double> weights = logUniformWeights(sizes.classes);
        if (sampler == "some") // have no chance
            for (std::size_t i = 1; i < weights.size(); i += 3)
                weights[i] = 0;
        return ClassSampler(weights).table().to(device);
    }
    std::string text() const { return sizes.text() + ", " + sampler; }
};

OpCase drawnClasses(const Drawing& drawing)
{
    return {"drawClasses", drawing.text(), [=](Device device) {
                const Tensor targets = drawing.sizes.targets().to(device);
                DrawnClasses drawn{Tensor::like(targets, drawing.sizes.negativeShape()),
                                   Tensor::like(targets, Shape())};
                drawClasses(targets, drawing.table(device), RandomKey{9}, drawn);
                return std::vector{drawn.ids, drawn.draws};
            }};
}

OpCase shiftedClasses(const Drawing& drawing)
{
    return {"classShift", drawing.text(), [=](Device device) {
                const DrawnClasses drawn{
                    drawing.sizes.negativeIds().to(device),
                    Tensor::ofIds(Shape(), std::vector{drawing.sizes.negatives + 3}).to(device)};
                const Tensor ids = drawing.sizes.targets().to(device);
                Tensor shift(ids.shape(), ElementType::Float32, device);
                classShift(ids, drawing.table(device), drawn, shift);
                return std::vector{shift};
            }};
}

} // namespace

std::vector<OpCase> sampledLossCases()
{
    std::vector<OpCase> cases;
    for (const bool own : {false, true})
        for (const Sizes& sizes : {Sizes{1, 1, 2, 1, own},
                                   {5, 7, 11, 3, own},
                                   {130, 33, 50, 40, own},
                                   {67, 128, 300, 64, own},
                                   {300, 5, 9, 9, own}}) {
            addComparisons(sizes, cases);
            cases.push_back(drawnClasses({sizes, "all"}));
            cases.push_back(shiftedClasses({sizes, "all"}));
        }
    for (const bool own : {false, true}) {
        const Drawing drawing{{1500, 1, 3000, own ? 3 : 1200, own}, "some"};
        cases.push_back(drawnClasses(drawing));
        cases.push_back(shiftedClasses(drawing));
    }
    return cases;
}

} // namespace engine
