#include "engine/ops/elementwise.h"

#include "engine/ops/functions.h"
#include "engine/ops/loops.h"

#include <cmath>

namespace engine::ops {

namespace cpu {

static void fill(Tensor& out, float value)
{
    float* const o = out.data();
    forElements(out.size(), [=](std::int64_t i) { o[i] = value; });
}

static void add(const Tensor& a, const Tensor& b, Tensor& sum)
{
    assert(a.size() == b.size() && a.size() == sum.size());
    const float* const x = a.data();
    const float* const y = b.data();
    float* const o = sum.data();
    forElements(sum.size(), [=](std::int64_t i) { o[i] = x[i] + y[i]; });
}

static void multiply(const Tensor& a, const Tensor& b, Tensor& product)
{
    assert(a.size() == b.size() && a.size() == product.size());
    const float* const x = a.data();
    const float* const y = b.data();
    float* const o = product.data();
    forElements(product.size(), [=](std::int64_t i) { o[i] = x[i] * y[i]; });
}

static void accumulate(const Tensor& a, float scale, Tensor& out)
{
    assert(a.size() == out.size());
    const float* const x = a.data();
    float* const o = out.data();
    forElements(out.size(), [=](std::int64_t i) { o[i] += scale * x[i]; });
}

static void affine(const Tensor& a, float scale, float shift, Tensor& out)
{
    assert(a.size() == out.size());
    const float* const x = a.data();
    float* const o = out.data();
    forElements(out.size(), [=](std::int64_t i) { o[i] = scale * x[i] + shift; });
}

static void accumulateProduct(const Tensor& a, const Tensor& b, Tensor& out)
{
    assert(a.size() == b.size() && a.size() == out.size());
    const float* const x = a.data();
    const float* const y = b.data();
    float* const o = out.data();
    forElements(out.size(), [=](std::int64_t i) { o[i] += x[i] * y[i]; });
}

static void accumulateSign(const Tensor& x, float scale, Tensor& out)
{
    assert(x.size() == out.size());
    const float* const v = x.data();
    float* const o = out.data();
    forElements(out.size(),
                [=](std::int64_t i) { o[i] += (v[i] > 0.0f ? scale : 0.0f) - (v[i] < 0.0f ? scale : 0.0f); });
}

static void sumRows(const Tensor& x, float scale, Tensor& sums)
{
    assert(sums.size() == x.columns());
    const float* const v = x.data();
    const std::int64_t columns = x.columns();
    float* const o = sums.data();
    reduceColumns(
        rowCount(x), columns,
        [=](std::int64_t row, std::int64_t column) { return v[row * columns + column]; },
        [=](std::int64_t column, float sum) { o[column] = scale == 0.0f ? sum : scale * o[column] + sum; });
}

static void blend(double total, float factor, float scale, Tensor& out)
{
    assert(out.size() == 1);
    const double old = scale == 0.0f ? 0.0 : double(scale) * double(*out.data());
    *out.data() = float(old + double(factor) * total);
}

static void sum(const Tensor& x, float factor, float scale, Tensor& out)
{
    const float* const v = x.data();
    blend(sumElements(x.size(), [=](std::int64_t i) { return v[i]; }), factor, scale, out);
}

static void sumSquares(const Tensor& x, float factor, float scale, Tensor& out)
{
    const float* const v = x.data();
    blend(sumElements(x.size(), [=](std::int64_t i) { return double(v[i]) * double(v[i]); }), factor, scale,
          out);
}

static void sumAbsolute(const Tensor& x, float factor, float scale, Tensor& out)
{
    const float* const v = x.data();
    blend(sumElements(x.size(), [=](std::int64_t i) { return std::fabs(v[i]); }), factor, scale, out);
}

static void copyColumns(const Tensor& source, int from, int count, float scale, Tensor& target, int to)
{
    const std::int64_t sourceColumns = source.columns();
    const std::int64_t targetColumns = target.columns();
    assert(from >= 0 && to >= 0 && from + count <= sourceColumns && to + count <= targetColumns);
    assert(rowCount(source) == rowCount(target));
    const float* const s = source.data() + from;
    float* const t = target.data() + to;
    forRows(rowCount(source), count, [=](std::int64_t row) {
        const float* const x = s + row * sourceColumns;
        float* const o = t + row * targetColumns;
        if (scale == 0.0f) {
            std::copy_n(x, count, o);
        } else {
#pragma GCC ivdep
            for (int i = 0; i < count; ++i)
                o[i] = scale * o[i] + x[i];
        }
    });
}

static void countUnfinite(const Tensor& x, Tensor& count)
{
    const float* const v = x.data();
    blend(sumElements(x.size(), [=](std::int64_t i) { return isFinite(v[i]) ? 0.0f : 1.0f; }), 1, 0, count);
}

} // namespace cpu

const Op<void(Tensor&, float)> fill{"fill", cpu::fill};
const Op<void(const Tensor&, const Tensor&, Tensor&)> add{"add", cpu::add};
const Op<void(const Tensor&, const Tensor&, Tensor&)> multiply{"multiply", cpu::multiply};
const Op<void(const Tensor&, float, Tensor&)> accumulate{"accumulate", cpu::accumulate};
const Op<void(const Tensor&, float, float, Tensor&)> affine{"affine", cpu::affine};
const Op<void(const Tensor&, const Tensor&, Tensor&)> accumulateProduct{"accumulateProduct",
                                                                        cpu::accumulateProduct};
const Op<void(const Tensor&, float, Tensor&)> sumRows{"sumRows", cpu::sumRows};
const Op<void(const Tensor&, float, float, Tensor&)> sum{"sum", cpu::sum};
const Op<void(const Tensor&, float, float, Tensor&)> sumSquares{"sumSquares", cpu::sumSquares};
const Op<void(const Tensor&, float, float, Tensor&)> sumAbsolute{"sumAbsolute", cpu::sumAbsolute};
const Op<void(const Tensor&, Tensor&)> countUnfinite{"countUnfinite", cpu::countUnfinite};
const Op<void(const Tensor&, float, Tensor&)> accumulateSign{"accumulateSign", cpu::accumulateSign};
const Op<void(const Tensor&, int, int, float, Tensor&, int)> copyColumns{"copyColumns", cpu::copyColumns};

bool allFinite(const Tensor& x)
{
    Tensor count = Tensor::like(x, Shape());
    countUnfinite(x, count);
    return count.item() == 0.0f;
}

} // namespace engine::ops
