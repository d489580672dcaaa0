#include "engine/base/text.h"
#include "engine/devices/op_cases.h"
#include "engine/ops/matmul.h"

#include <algorithm>
#include <limits>

namespace engine {

namespace {

struct Sizes {
    int rows, depth, columns;
};

std::string name(const Sizes& sizes, bool transposeA, bool transposeB, float scale)
{
    const auto factor = [](int rows, int columns, bool transposed) {
        return number(rows) + " x " + number(columns) + (transposed ? "'" : "");
    };
    return factor(sizes.rows, sizes.depth, transposeA) + " times " +
        factor(sizes.depth, sizes.columns, transposeB) + (scale == 0 ? "" : ", added");
}

// Where old values are to be ignored they are no numbers.
Tensor target(const Shape& shape, float scale)
{
    if (scale != 0)
        return uniformValues(shape, 3);
    Tensor out(shape);
    std::ranges::fill(out.values(), std::numeric_limits<float>::quiet_NaN());
    return out;
}

OpCase product(const Sizes& sizes, bool transposeA, bool transposeB, float scale)
{
    const auto run = [=](Device device) {
        const auto [rows, depth, columns] = sizes;
        const Shape left = transposeA ? Shape{depth, rows} : Shape{rows, depth};
        const Shape right = transposeB ? Shape{columns, depth} : Shape{depth, columns};
        Tensor out = target({rows, columns}, scale).to(device);
        ops::matmul(uniformValues(left, 1).to(device), transposeA, uniformValues(right, 2).to(device),
                    transposeB, scale, out);
        return std::vector{out};
    };
    return {"matmul", name(sizes, transposeA, transposeB, scale), run};
}

// Leading axes count as rows.
OpCase foldedProduct()
{
    const auto run = [](Device device) {
        Tensor out = target({2, 3, 4, 6}, 0).to(device);
        ops::matmul(uniformValues({2, 3, 4, 5}, 1).to(device), false, uniformValues({6, 5}, 2).to(device),
                    true, 0, out);
        return std::vector{out};
    };
    return {"matmul", "four axes", run};
}

} // namespace

std::vector<OpCase> productCases()
{
    std::vector<OpCase> cases{foldedProduct()};
    for (const Sizes& sizes :
         {Sizes{1, 1, 1}, {3, 5, 7}, {100, 784, 65}, {1, 300, 40}, {129, 33, 1}, {1, 1, 200}})
        for (const bool transposeA : {false, true})
            for (const bool transposeB : {false, true})
                cases.push_back(
                    product(sizes, transposeA, transposeB, transposeA == transposeB ? 0.0f : 0.5f));
    cases.push_back(product({17, 31, 9}, false, false, 1));
    cases.push_back(product({17, 31, 9}, true, true, -2));
    return cases;
}

} // namespace engine
