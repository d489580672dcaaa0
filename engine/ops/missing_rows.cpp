#include "engine/ops/missing_rows.h"

#include "engine/ops/loops.h"

#include <algorithm>

namespace engine::ops {

namespace {

std::int64_t presentIn(const Tensor& mask)
{
    const float* const m = mask.data();
    return mask.size() - std::count(m, m + mask.size(), 0.0f);
}

void fillMissingOnCpu(const Tensor& values, const Tensor& mask, Tensor& filled, Tensor& first)
{
    const std::int64_t rows = mask.size(), width = rows == 0 ? 0 : values.size() / rows;
    assert(values.size() == rows * width && filled.size() == values.size() && first.size() == width);
    const float* const m = mask.data();
    const std::int64_t found = std::find_if(m, m + rows, [](float v) { return v != 0; }) - m;
    const std::int64_t chosen = found < rows ? found : 0;
    const std::int32_t* const from = values.ids(); // both element types are copied as four bytes
    std::int32_t* const to = filled.ids();
    forRows(rows, width, [=](std::int64_t i) {
        std::copy_n(from + (m[i] != 0 ? i : chosen) * width, width, to + i * width);
    });
    std::copy_n(from + chosen * width, width, first.ids());
}

void countPresentOnCpu(const Tensor& mask, Tensor& count)
{
    count.data()[0] = float(presentIn(mask));
}

void leaveMissingOnCpu(const Tensor& mask, const Tensor& ofFirst, int divisor, Tensor& loss, Tensor& gradient)
{
    const std::int64_t rows = mask.size(), width = rows == 0 ? 0 : gradient.size() / rows;
    const auto present = double(presentIn(mask));
    const double factor = present == 0 ? 0 : double(rows) / (divisor > 0 ? divisor : present);
    const double missing = 1 - present / double(std::max<std::int64_t>(1, rows));
    float& value = loss.data()[0];
    value = factor == 0 ? 0 : float(factor * (double(value) - missing * double(ofFirst.data()[0])));
    if (width == 0)
        return;
    const float* const m = mask.data();
    float* const g = gradient.data();
    forRows(rows, width, [=, scale = float(factor)](std::int64_t i) {
        for (std::int64_t j = i * width; j < (i + 1) * width; ++j)
            g[j] = m[i] != 0 ? scale * g[j] : 0;
    });
}

} // namespace

const Op<void(const Tensor&, const Tensor&, Tensor&, Tensor&)> fillMissing{"fillMissing", fillMissingOnCpu};
const Op<void(const Tensor&, Tensor&)> countPresent{"countPresent", countPresentOnCpu};
const Op<void(const Tensor&, const Tensor&, int, Tensor&, Tensor&)> leaveMissing{"leaveMissing",
                                                                                 leaveMissingOnCpu};

} // namespace engine::ops
