#include "engine/layers/initializer.h"

#include "engine/base/parallel.h"
#include "engine/ops/elementwise.h"
#include "engine/ops/random_fill.h"

#include <cmath>

namespace engine {

namespace {

struct Fans {
    double in = 1, out = 1;
};

Fans fansOf(const Shape& shape)
{
    if (shape.rank() < 2) {
        const double size = shape.empty() ? 1 : shape[0];
        return {size, size};
    }
    double field = 1;
    for (int axis = 0; axis + 2 < shape.rank(); ++axis)
        field *= shape[axis];
    return {field * shape[shape.rank() - 2], field * shape.back()};
}

// Variance scaling (Glorot, Bengio 2010; He et al. 2015; LeCun et al. 1998): the variance that the kind
// wants.
double wantedVariance(std::string_view kind, const Fans& fans)
{
    if (kind.starts_with("glorot"))
        return 2 / (fans.in + fans.out);
    return (kind.starts_with("he") ? 2 : 1) / fans.in;
}

void fillScaled(std::string_view kind, Tensor& weight, RandomKey key)
{
    const double variance = wantedVariance(kind, fansOf(weight.shape()));
    if (kind.ends_with("uniform")) {
        const auto limit = float(std::sqrt(3 * variance));
        ops::fillUniform(weight, -limit, limit, key);
        return;
    }
    constexpr double truncated = 0.87962566103423978; // deviation of N(0, 1) cut at 2
    ops::fillTruncatedNormal(weight, 0, float(std::sqrt(variance) / truncated), key);
}

double dot(const double* a, const double* b, int size)
{
    double sum = 0;
    for (int i = 0; i < size; ++i)
        sum += a[i] * b[i];
    return sum;
}

// Gram and Schmidt's orthonormal vectors (modified form), in place: the same as Q of a QR decomposition whose
// R has a positive diagonal.
void orthonormalize(std::vector<double>& vectors, int count, int size)
{
    const auto row = [&](std::int64_t i) { return vectors.data() + i * size; };
    for (int k = 0; k < count; ++k) {
        const double length = std::sqrt(dot(row(k), row(k), size));
        for (int i = 0; i < size; ++i)
            row(k)[i] /= length;
        parallelRanges(count - k - 1, 1 + 32768 / size, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t j = k + 1 + first; j < k + 1 + last; ++j) {
                const double share = dot(row(k), row(j), size);
                for (int i = 0; i < size; ++i)
                    row(j)[i] -= share * row(k)[i];
            }
        });
    }
}

// Saxe, McClelland, Ganguli 2014: rows or columns, whichever are fewer, are orthonormal.
void fillOrthogonal(Tensor& weight, float gain, RandomKey key)
{
    Tensor normal = Tensor(weight.matrix().shape());
    ops::fillNormal(normal, 0, 1, key);
    const int rows = normal.rows(), columns = normal.columns();
    const bool wide = rows < columns;
    const int count = wide ? rows : columns, size = wide ? columns : rows;
    const auto at = [&](int vector, int i) {
        return wide ? std::size_t(vector) * columns + i : std::size_t(i) * columns + vector;
    };
    std::vector<double> vectors(std::size_t(count) * size);
    const auto values = normal.values();
    for (int v = 0; v < count; ++v)
        for (int i = 0; i < size; ++i)
            vectors[std::size_t(v) * size + i] = values[at(v, i)];
    orthonormalize(vectors, count, size);
    for (int v = 0; v < count; ++v)
        for (int i = 0; i < size; ++i)
            values[at(v, i)] = float(gain * vectors[std::size_t(v) * size + i]);
    weight.copyFrom(normal);
}

} // namespace

void Initializer::fill(Tensor& weight, RandomKey key) const
{
    if (kind == "zeros")
        ops::fill(weight, 0);
    else if (kind == "ones")
        ops::fill(weight, 1);
    else if (kind == "constant")
        ops::fill(weight, float(value));
    else if (kind == "normal")
        ops::fillNormal(weight, float(mean), float(deviation), key);
    else if (kind == "truncated_normal")
        ops::fillTruncatedNormal(weight, float(mean), float(deviation), key);
    else if (kind == "uniform")
        ops::fillUniform(weight, float(min), float(max), key);
    else if (kind == "orthogonal")
        fillOrthogonal(weight, float(gain), key);
    else
        fillScaled(kind, weight, key);
}

Limits initializerLimits()
{
    return {.choices = {"glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_uniform",
                        "lecun_normal", "normal", "truncated_normal", "uniform", "orthogonal", "zeros",
                        "ones", "constant"},
            .choiceTitles = {TR("Glorot uniform"), TR("Glorot normal"), TR("He uniform"), TR("He normal"),
                             TR("LeCun uniform"), TR("LeCun normal"), TR("Normal"), TR("Truncated normal"),
                             TR("Uniform"), TR("Orthogonal"), TR("Zeros"), TR("Ones"), TR("Constant")}};
}

InitializerLabels kernelInitializerLabels()
{
    return {TR("Kernel"),         TR("Kernel mean"), TR("Kernel deviation"), TR("Kernel minimum"),
            TR("Kernel maximum"), TR("Kernel gain"), TR("Kernel value")};
}

InitializerLabels recurrentInitializerLabels()
{
    return {TR("Recurrent kernel"),         TR("Recurrent kernel mean"),    TR("Recurrent kernel deviation"),
            TR("Recurrent kernel minimum"), TR("Recurrent kernel maximum"), TR("Recurrent kernel gain"),
            TR("Recurrent kernel value")};
}

InitializerLabels biasInitializerLabels()
{
    return {TR("Bias"),         TR("Bias mean"), TR("Bias deviation"), TR("Bias minimum"),
            TR("Bias maximum"), TR("Bias gain"), TR("Bias value")};
}

} // namespace engine
