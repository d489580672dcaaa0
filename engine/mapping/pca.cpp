#include "engine/mapping/pca.h"

#include "engine/base/random.h"
#include "engine/mapping/column_means.h"
#include "engine/mapping/symmetric_eigen.h"
#include "engine/ops/loops.h"
#include "engine/ops/matmul.h"

#include <cmath>

namespace engine {

namespace {

constexpr int oversampling = 10; // directions more than asked for, which make the last ones precise
constexpr int iterations = 8;

double dot(const float* a, const float* b, std::int64_t count)
{
    return ops::sumRange(0, count, [=](std::int64_t i) { return double(a[i]) * b[i]; });
}

// Makes the rows of length 1 and at right angles, by Gram-Schmidt, twice for precision. A row that depends on
// those before becomes zero.
void orthonormalise(Tensor& rows)
{
    const std::int64_t d = rows.columns();
    for (std::int64_t i = 0; i < rows.rows(); ++i) {
        float* const row = rows.data() + i * d;
        const double before = std::sqrt(dot(row, row, d));
        for (int pass = 0; pass < 2; ++pass)
            for (std::int64_t j = 0; j < i; ++j) {
                const float* const other = rows.data() + j * d;
                const auto share = float(dot(row, other, d));
                for (std::int64_t k = 0; k < d; ++k)
                    row[k] -= share * other[k];
            }
        const double length = std::sqrt(dot(row, row, d));
        const float scale = length > 1e-6 * before && length > 0 ? float(1 / length) : 0.0f;
        for (std::int64_t k = 0; k < d; ++k)
            row[k] *= scale;
    }
}

// Directions [l, d] that span the largest variance of x [n, d].
Tensor subspace(const Tensor& x, int l, std::int64_t seed)
{
    const RandomKey key{std::uint64_t(seed)};
    Tensor basis({l, x.columns()});
    for (std::int64_t i = 0; i < basis.size(); ++i)
        basis.data()[i] = key.uniform(std::uint64_t(i)) - 0.5f;
    orthonormalise(basis);
    Tensor projected({x.rows(), l});
    for (int i = 0; i < iterations; ++i) {
        ops::matmul(x, false, basis, true, 0.0f, projected);
        ops::matmul(projected, true, x, false, 0.0f, basis);
        orthonormalise(basis);
    }
    return basis;
}

std::vector<std::vector<double>> covariance(const Tensor& scores)
{
    const int l = scores.columns();
    Tensor product({l, l});
    ops::matmul(scores, true, scores, false, 0.0f, product);
    const auto side = std::size_t(l);
    std::vector<std::vector<double>> matrix(side, std::vector<double>(side));
    const double share = 1.0 / std::max(1, scores.rows() - 1);
    for (int i = 0; i < l; ++i)
        for (int j = 0; j < l; ++j)
            matrix[std::size_t(i)][std::size_t(j)] =
                (double(product.data()[i * l + j]) + product.data()[j * l + i]) / 2 * share;
    return matrix;
}

// The first rows of `turn` applied to the basis, each with its largest entry positive.
Tensor turned(const Tensor& basis, const std::vector<std::vector<double>>& turn, int k)
{
    const int d = basis.columns();
    Tensor axes = Tensor::zeros({k, d});
    for (int i = 0; i < k; ++i) {
        float* const axis = axes.data() + std::int64_t{i} * d;
        for (int j = 0; j < basis.rows(); ++j) {
            const auto share = float(turn[std::size_t(i)][std::size_t(j)]);
            for (int c = 0; c < d; ++c)
                axis[c] += share * basis.data()[std::int64_t{j} * d + c];
        }
        const float* const largest =
            std::max_element(axis, axis + d, [](float a, float b) { return std::fabs(a) < std::fabs(b); });
        if (*largest < 0)
            std::transform(axis, axis + d, axis, [](float v) { return -v; });
    }
    return axes;
}

} // namespace

PrincipalComponents principalComponents(const Tensor& points, int k, std::int64_t seed)
{
    const int most = std::min(points.rows(), points.columns());
    k = std::min(k, most);
    PrincipalComponents result;
    result.mean = columnMeans(points);
    const Tensor x = withoutMeans(points, result.mean);
    const Tensor basis = subspace(x, std::min(k + oversampling, most), seed);
    Tensor projected({x.rows(), basis.rows()});
    ops::matmul(x, false, basis, true, 0.0f, projected);
    const EigenPairs pairs = symmetricEigen(covariance(projected));
    result.axes = turned(basis, pairs.vectors, k);
    result.scores = Tensor({x.rows(), k});
    ops::matmul(x, false, result.axes, true, 0.0f, result.scores);
    for (int i = 0; i < k; ++i)
        result.variances.push_back(std::max(0.0, pairs.values[std::size_t(i)]));
    const float* const values = x.data();
    result.totalVariance =
        ops::sumElements(x.size(), [values](std::int64_t i) { return double(values[i]) * values[i]; }) /
        std::max(1, x.rows() - 1);
    return result;
}

} // namespace engine
