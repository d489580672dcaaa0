#include "engine/mapping/symmetric_eigen.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace engine {

namespace {

using Matrix = std::vector<std::vector<double>>;

constexpr int mostSweeps = 50;

double offDiagonal(const Matrix& a)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            sum += a[i][j] * a[i][j];
    return sum;
}

// Turns rows and columns p and q so that a[p][q] vanishes; the rows of v follow.
void rotate(Matrix& a, Matrix& v, std::size_t p, std::size_t q)
{
    if (a[p][q] == 0)
        return;
    const double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    const double t = std::copysign(1.0, theta) / (std::fabs(theta) + std::sqrt(theta * theta + 1));
    const double c = 1 / std::sqrt(t * t + 1);
    const double s = t * c;
    const auto turn = [c, s](double& x, double& y) {
        const double before = x;
        x = c * before - s * y;
        y = s * before + c * y;
    };
    for (auto& row : a)
        turn(row[p], row[q]);
    for (std::size_t k = 0; k < a.size(); ++k) {
        turn(a[p][k], a[q][k]);
        turn(v[p][k], v[q][k]);
    }
}

} // namespace

EigenPairs symmetricEigen(Matrix a)
{
    const std::size_t n = a.size();
    Matrix v(n, std::vector<double>(n));
    double trace = 0;
    for (std::size_t i = 0; i < n; ++i) {
        v[i][i] = 1;
        trace += a[i][i] * a[i][i];
    }
    for (int sweep = 0; sweep < mostSweeps && offDiagonal(a) > 1e-28 * trace; ++sweep)
        for (std::size_t p = 0; p < n; ++p)
            for (std::size_t q = p + 1; q < n; ++q)
                rotate(a, v, p, q);
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto i, auto j) { return a[i][i] > a[j][j]; });
    EigenPairs pairs;
    for (const std::size_t i : order) {
        pairs.values.push_back(a[i][i]);
        pairs.vectors.push_back(v[i]);
    }
    return pairs;
}

} // namespace engine
