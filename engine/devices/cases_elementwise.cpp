#include "engine/devices/value_cases.h"
#include "engine/ops/clip.h"
#include "engine/ops/elementwise.h"

namespace engine {

namespace {

// Up to several blocks, and none at all.
const std::vector<int> sizes{1, 31, 256, 1000, 70001, 0};

using ByValue = std::function<void(Device device, const Tensor& a, const Tensor& b, Tensor& out)>;

// call is given two inputs and old values of the output.
void addByValue(std::vector<OpCase>& cases, const char* operation, const std::string& what,
                const ByValue& call)
{
    for (const int size : sizes)
        cases.push_back({operation, number(size) + what, [=](Device device) {
                             Tensor out = inputOn(device, {size}, 3);
                             call(device, inputOn(device, {size}, 1), inputOn(device, {size}, 2), out);
                             return std::vector{out};
                         }});
}

void addPlain(std::vector<OpCase>& cases)
{
    addByValue(cases, "fill", "", [](Device, auto&, auto&, Tensor& out) { ops::fill(out, 2.5f); });
    addByValue(cases, "add", "", [](Device, auto& a, auto& b, Tensor& out) { ops::add(a, b, out); });
    addByValue(cases, "add", ", in place",
               [](Device, auto& a, auto&, Tensor& out) { ops::add(out, a, out); });
    addByValue(cases, "multiply", "",
               [](Device, auto& a, auto& b, Tensor& out) { ops::multiply(a, b, out); });
    addByValue(cases, "accumulate", "",
               [](Device, auto& a, auto&, Tensor& out) { ops::accumulate(a, -0.5f, out); });
    addByValue(cases, "affine", "", [](Device, auto& a, auto&, Tensor& out) { ops::affine(a, 3, -1, out); });
    addByValue(cases, "affine", ", in place",
               [](Device, auto&, auto&, Tensor& out) { ops::affine(out, -2, 0.25f, out); });
    addByValue(cases, "accumulateProduct", "",
               [](Device, auto& a, auto& b, Tensor& out) { ops::accumulateProduct(a, b, out); });
    addByValue(cases, "accumulateSign", "", [](Device device, auto& a, auto&, Tensor& out) {
        Tensor x = a.clone();
        if (x.size() > 1)
            x.slice(0, 1).copyFrom(Tensor::zeros({1}).to(device)); // whose sign is 0
        ops::accumulateSign(x, 0.3f, out);
    });
    addByValue(cases, "clip", "", [](Device, auto& a, auto&, Tensor& out) { ops::clip(a, 0.4f, out); });
    addByValue(cases, "clip", ", no numbers", [](Device device, auto& a, auto&, Tensor& out) {
        ops::clip(unwritten(a.shape(), device), 0.4f, out);
    });
}

template <class Reduction>
void addReduction(std::vector<OpCase>& cases, const char* operation, const Reduction& reduction)
{
    for (const int size : {0, 1, 100, 8192, 8193, 70001})
        for (const float scale : {0.0f, -0.5f})
            cases.push_back(
                {operation, number(size) + (scale == 0 ? "" : ", added"), [=, &reduction](Device device) {
                     Tensor out = scale == 0 ? unwritten({}, device) : Tensor::scalar(3).to(device);
                     reduction(inputOn(device, {size}, 1, -0.5f, 1), 0.25f, scale, out);
                     return std::vector{out};
                 }});
}

void addSumRows(std::vector<OpCase>& cases)
{
    for (const Shape& shape : {Shape{1, 1}, {7, 1}, {100, 33}, {2000, 10}, {33, 700}, {3, 50, 5, 9}, {0, 5}})
        for (const float scale : {0.0f, 0.5f})
            cases.push_back({"sumRows", shape.text() + (scale == 0 ? "" : ", added"), [=](Device device) {
                                 const Shape columns{shape.back()};
                                 Tensor sums =
                                     scale == 0 ? unwritten(columns, device) : inputOn(device, columns, 2);
                                 ops::sumRows(inputOn(device, shape, 1), scale, sums);
                                 return std::vector{sums};
                             }});
}

struct Columns {
    int rows, of, from, count, in, to;
};

void addCopyColumns(std::vector<OpCase>& cases)
{
    for (const Columns c :
         {Columns{1, 1, 0, 1, 1, 0}, {5, 7, 2, 3, 4, 1}, {300, 500, 100, 400, 600, 0}, {1000, 3, 1, 1, 2, 1}})
        for (const float scale : {0.0f, 1.0f, -0.5f})
            cases.push_back({"copyColumns",
                             number(c.count) + " of " + number(c.rows) + " x " + number(c.of) + ", scale " +
                                 number(scale),
                             [=](Device device) {
                                 Tensor target = inputOn(device, {c.rows, c.in}, 2);
                                 ops::copyColumns(inputOn(device, {c.rows, c.of}, 1), c.from, c.count, scale,
                                                  target, c.to);
                                 return std::vector{target};
                             }});
}

void addCountUnfinite(std::vector<OpCase>& cases)
{
    for (const int size : {1, 1000, 70001})
        for (const bool finite : {true, false})
            cases.push_back(
                {"countUnfinite", number(size) + (finite ? ", all finite" : ""), [=](Device device) {
                     Tensor x = uniformValues({size}, 1);
                     constexpr float infinity = std::numeric_limits<float>::infinity();
                     constexpr float worst[] = {infinity, -infinity, std::numeric_limits<float>::quiet_NaN()};
                     for (int i = 0; i < size && !finite; i += 97)
                         x.values()[std::size_t(i)] = worst[i % 3];
                     Tensor count = unwritten({}, device);
                     ops::countUnfinite(x.to(device), count);
                     return std::vector{count};
                 }});
}

void addClippingScale(std::vector<OpCase>& cases)
{
    for (const float squares : {0.0f, 3.9f, 100.0f})
        cases.push_back({"clippingScale", "sum of squares " + number(squares), [=](Device device) {
                             Tensor scale = unwritten({}, device);
                             ops::clippingScale(Tensor::scalar(squares).to(device), 2, scale);
                             return std::vector{scale};
                         }});
}

} // namespace

std::vector<OpCase> elementwiseCases()
{
    std::vector<OpCase> cases;
    addPlain(cases);
    addReduction(cases, "sum", ops::sum);
    cases.push_back({"sum", "more than the blocks take at once", [](Device device) {
                         Tensor out = unwritten({}, device);
                         ops::sum(inputOn(device, {600000}, 1), 1, 0, out);
                         return std::vector{out};
                     }});
    addReduction(cases, "sumSquares", ops::sumSquares);
    addReduction(cases, "sumAbsolute", ops::sumAbsolute);
    addSumRows(cases);
    addCopyColumns(cases);
    addCountUnfinite(cases);
    addClippingScale(cases);
    return cases;
}

} // namespace engine
