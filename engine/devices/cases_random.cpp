#include "engine/devices/value_cases.h"
#include "engine/ops/gaussian_sample.h"
#include "engine/ops/random_fill.h"

namespace engine {

namespace {

void addFills(std::vector<OpCase>& cases)
{
    using Fill = decltype(ops::fillUniform);
    for (const Fill* fill : {&ops::fillUniform, &ops::fillNormal, &ops::fillTruncatedNormal})
        for (const int size : {0, 1, 2, 255, 1001, 70001})
            cases.push_back({fill->name, number(size), [=](Device device) {
                                 Tensor out = unwritten({size}, device);
                                 (*fill)(out, -0.5f, 1.5f, RandomKey{7}.with(std::uint64_t(size)));
                                 return std::vector{out};
                             }});
    cases.push_back({"fillUniform", "an empty range", [](Device device) {
                         Tensor out = unwritten({100}, device);
                         ops::fillUniform(out, 0.25f, 0.25f, RandomKey{7});
                         return std::vector{out};
                     }});
}

void addDropout(std::vector<OpCase>& cases)
{
    for (const int size : {1, 1000, 70001})
        for (const float rate : {0.0f, 0.3f})
            cases.push_back({"dropout", number(size) + ", rate " + number(rate), [=](Device device) {
                                 Tensor y = unwritten({size}, device);
                                 ops::dropout(inputOn(device, {size}, 1), inputOn(device, {size}, 2, 0, 1),
                                              rate, y);
                                 return std::vector{y};
                             }});
}

// Some of the log-variances lie beyond 20, where the deviation goes on as a tangent.
struct Gaussian {
    Tensor mean, logVariance, noise;

    Gaussian(Device device, const Shape& shape)
        : mean(inputOn(device, shape, 1)), logVariance(inputOn(device, shape, 2, -8, 24)),
          noise(inputOn(device, shape, 3, -2, 2))
    {
    }
};

void addGaussian(std::vector<OpCase>& cases)
{
    for (const Shape& shape : {Shape{1, 1}, {100, 20}, {513, 31}}) {
        cases.push_back({"gaussianSample", shape.text(), [=](Device device) {
                             const Gaussian in(device, shape);
                             Tensor z = unwritten(shape, device);
                             ops::gaussianSample(in.mean, in.logVariance, in.noise, z);
                             return std::vector{z};
                         }});
        cases.push_back({"gaussianDivergence", shape.text(), [=](Device device) {
                             Tensor loss = unwritten({}, device);
                             ops::gaussianDivergence(inputOn(device, shape, 1),
                                                     inputOn(device, shape, 2, -4, 2), 0.7f, loss);
                             return std::vector{loss};
                         }});
        for (const bool noisy : {true, false})
            cases.push_back({"gaussianSampleBackward", shape.text() + (noisy ? "" : ", without noise"),
                             [=](Device device) {
                                 const Gaussian in(device, shape);
                                 Tensor gradMean = unwritten(shape, device);
                                 Tensor gradLogVariance = unwritten(shape, device);
                                 ops::gaussianSampleBackward(
                                     in.mean, in.logVariance, noisy ? in.noise : Tensor(), 0.7f,
                                     inputOn(device, shape, 4), gradMean, gradLogVariance);
                                 return std::vector{gradMean, gradLogVariance};
                             }});
    }
}

} // namespace

std::vector<OpCase> randomCases()
{
    std::vector<OpCase> cases;
    addFills(cases);
    addDropout(cases);
    addGaussian(cases);
    return cases;
}

} // namespace engine
