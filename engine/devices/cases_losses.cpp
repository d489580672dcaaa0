#include "engine/devices/value_cases.h"
#include "engine/ops/loss.h"
#include "engine/ops/loss_activity.h"

namespace engine {

namespace {

using Inputs = std::pair<Tensor, Tensor>; // prediction and target
using Loss = std::function<void(const Inputs& in, Tensor& loss, Tensor& gradient)>;

// With and without the gradient.
void addLoss(std::vector<OpCase>& cases, const char* operation, const std::string& what,
             const std::function<Inputs()>& inputs, const Loss& call)
{
    for (const bool learning : {true, false})
        cases.push_back({operation, what + (learning ? "" : ", loss alone"), [=](Device device) {
                             const auto [prediction, target] = inputs();
                             Tensor loss = unwritten({}, device);
                             Tensor gradient = learning ? unwritten(prediction.shape(), device) : Tensor();
                             call({prediction.to(device), target.to(device)}, loss, gradient);
                             return std::vector{loss, gradient};
                         }});
}

// Every ninth value is replaced by one of three, in turn.
Tensor withSome(Tensor x, float a, float b, float c)
{
    const float some[] = {a, b, c};
    for (std::int64_t i = 0; i < x.size(); i += 9)
        x.data()[i] = some[i / 9 % 3];
    return x;
}

void addNumbers(std::vector<OpCase>& cases, const Shape& shape)
{
    const auto far = [=] { return Inputs{uniformValues(shape, 1, -2, 2), uniformValues(shape, 2)}; };
    const auto chances = [=] {
        return Inputs{withSome(uniformValues(shape, 1, 0, 1), 0, 1, 1.5f),
                      withSome(uniformValues(shape, 2, 0, 1), 0.3f, 0, 1)};
    };
    addLoss(cases, "squaredError", shape.text(), far, [](const Inputs& in, Tensor& loss, Tensor& gradient) {
        ops::squaredError(in.first, in.second, 0.1f, loss, gradient);
    });
    addLoss(cases, "absoluteError", shape.text(), far, [](const Inputs& in, Tensor& loss, Tensor& gradient) {
        ops::absoluteError(in.first, in.second, 0.1f, loss, gradient);
    });
    addLoss(cases, "huberError", shape.text(), far, [](const Inputs& in, Tensor& loss, Tensor& gradient) {
        ops::huberError(in.first, in.second, 0.8f, 0.1f, loss, gradient);
    });
    addLoss(cases, "divergence", shape.text(), chances, [](const Inputs& in, Tensor& loss, Tensor& gradient) {
        ops::divergence(in.first, in.second, 0.1f, loss, gradient);
    });
}

// A prediction that is no number spoils the loss.
void addNoNumbers(std::vector<OpCase>& cases)
{
    const auto inputs = [] {
        Tensor p = uniformValues({5, 7}, 1, 0, 1);
        p.values()[12] = std::numeric_limits<float>::quiet_NaN();
        return Inputs{p, uniformValues({5, 7}, 2, 0, 1)};
    };
    using Plain = decltype(ops::squaredError);
    for (const Plain* loss : {&ops::squaredError, &ops::absoluteError, &ops::divergence})
        addLoss(cases, loss->name, "no numbers", inputs,
                [=](const Inputs& in, Tensor& sum, Tensor& gradient) {
                    (*loss)(in.first, in.second, 0.1f, sum, gradient);
                });
    using Entropy = decltype(ops::crossEntropy);
    for (const Entropy* loss : {&ops::binaryCrossEntropy, &ops::binaryCrossEntropyLogits, &ops::crossEntropy,
                                &ops::crossEntropyLogits})
        addLoss(cases, loss->name, "no numbers", inputs,
                [=](const Inputs& in, Tensor& sum, Tensor& gradient) {
                    (*loss)(in.first, in.second, 0.1f, 0.1f, sum, gradient);
                });
}

void addBinary(std::vector<OpCase>& cases, const Shape& shape, bool ids, float smoothing)
{
    const std::string what = shape.text() + (ids ? ", ids" : "") + (smoothing > 0 ? ", smoothed" : "");
    const auto target = [=] { return ids ? uniformIds(shape, 2, 2) : uniformValues(shape, 2, 0, 1); };
    addLoss(
        cases, "binaryCrossEntropy", what,
        [=] {
            return Inputs{withSome(uniformValues(shape, 1, 0, 1), 0, 1, 1e-8f), target()};
        },
        [=](const Inputs& in, Tensor& loss, Tensor& gradient) {
            ops::binaryCrossEntropy(in.first, in.second, smoothing, 0.1f, loss, gradient);
        });
    addLoss(
        cases, "binaryCrossEntropyLogits", what,
        [=] {
            return Inputs{withSome(uniformValues(shape, 1, -5, 5), 0, 80, -80), target()};
        },
        [=](const Inputs& in, Tensor& loss, Tensor& gradient) {
            ops::binaryCrossEntropyLogits(in.first, in.second, smoothing, 0.1f, loss, gradient);
        });
}

// Ids with one beyond the classes, or distributions.
Tensor classTarget(const Shape& shape, bool ids)
{
    if (!ids)
        return withSome(uniformValues(shape, 2, 0, 2.0f / float(shape.back())), 0, 0, 0);
    const Shape rows{int(shape.elements() / shape.back())};
    Tensor target = uniformIds(rows, 2, shape.back());
    if (rows[0] > 2)
        target.ids()[2] = shape.back();
    return target;
}

void addClasses(std::vector<OpCase>& cases, const Shape& shape, bool ids, float smoothing)
{
    const std::string what = shape.text() + (ids ? ", ids" : "") + (smoothing > 0 ? ", smoothed" : "");
    const auto chances = [=] {
        Tensor p = withSome(uniformValues(shape, 1, 0, 1), 0, 1, 1e-9f);
        if (shape.elements() > shape.back()) // a row whose sum is 0
            std::fill_n(p.data(), shape.back(), 0.0f);
        return Inputs{p, classTarget(shape, ids)};
    };
    addLoss(cases, "crossEntropy", what, chances, [=](const Inputs& in, Tensor& loss, Tensor& gradient) {
        ops::crossEntropy(in.first, in.second, smoothing, 0.1f, loss, gradient);
    });
    addLoss(
        cases, "crossEntropyLogits", what,
        [=] {
            return Inputs{withSome(uniformValues(shape, 1, -3, 3), 60, -90, 0), classTarget(shape, ids)};
        },
        [=](const Inputs& in, Tensor& loss, Tensor& gradient) {
            ops::crossEntropyLogits(in.first, in.second, smoothing, 0.1f, loss, gradient);
        });
}

void addActivity(std::vector<OpCase>& cases, const Shape& shape, const ops::ActivityPenalty& penalty)
{
    const std::string what = shape.text() + ", l1 " + number(penalty.l1) + ", l2 " + number(penalty.l2) +
        ", sparsity " + number(penalty.sparsity);
    const Shape units{int(shape.elements() / shape[0])};
    // Whole units are silent and one is always at work: their means are clipped.
    const auto input = [=] {
        Tensor x = uniformValues(shape, 1, penalty.sparsity > 0 ? 0.0f : -1.0f, 1);
        const std::int64_t width = units[0];
        for (int row = 0; row < shape[0] && width > 2; ++row) {
            x.data()[row * width] = 0;
            x.data()[row * width + 1] = 1;
        }
        return x;
    };
    cases.push_back({"activityPenalty", what, [=](Device device) {
                         Tensor slopes = penalty.sparsity > 0 ? unwritten(units, device) : Tensor();
                         Tensor loss = unwritten({}, device);
                         ops::activityPenalty(input().to(device), penalty, slopes, loss);
                         return std::vector{slopes, loss};
                     }});
    cases.push_back({"activityPenaltyBackward", what, [=](Device device) {
                         const Tensor slopes = penalty.sparsity > 0 ? inputOn(device, units, 2) : Tensor();
                         const Tensor gradY = inputOn(device, shape, 3);
                         Tensor gradX = penalty.l1 > 0 ? gradY : unwritten(shape, device); // in place
                         ops::activityPenaltyBackward(input().to(device), penalty, slopes, gradY, gradX);
                         return std::vector{gradX};
                     }});
}

} // namespace

std::vector<OpCase> lossCases()
{
    std::vector<OpCase> cases;
    for (const Shape& shape : {Shape{1, 1}, {100, 10}, {90, 91}, {3, 28, 28, 1}, {300, 301}})
        addNumbers(cases, shape);
    for (const Shape& shape : {Shape{1, 1}, {100, 7}, {90, 301}})
        for (const float smoothing : {0.0f, 0.2f}) {
            addBinary(cases, shape, true, smoothing);
            addBinary(cases, shape, false, smoothing);
        }
    for (const Shape& shape :
         {Shape{1, 2}, {100, 10}, {129, 33}, {2, 5, 1024}, {1, 1025}, {11, 5000}, {1500, 5}})
        for (const float smoothing : {0.0f, 0.2f}) {
            addClasses(cases, shape, true, smoothing);
            addClasses(cases, shape, false, smoothing);
        }
    addNoNumbers(cases);
    addClasses(cases, {8300, 2}, true, 0); // more rows than the blocks take at once
    for (const Shape& shape : {Shape{1, 1}, {100, 33}, {700, 3, 40}})
        for (const ops::ActivityPenalty& penalty :
             {ops::ActivityPenalty{}, {0.1f, 0, 0}, {0, 0.2f, 0}, {0, 0, 0.3f, 0.1f}, {0.1f, 0.2f, 0.3f}})
            addActivity(cases, shape, penalty);
    return cases;
}

} // namespace engine
